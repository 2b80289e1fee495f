"""The start of a portable program in a folder of its own: where its data come, and when it refuses.

The process says of itself what the starter of PyInstaller would: that it is built, and where its program stands. The
very same is tried on a built program by ``installer/proef_draagbaar.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from expertteam_app.domain.draagbaar import Plek, bezwaar
from expertteam_app.domain.errors import EnvironmentProblem
from expertteam_app.services.plaatsen import data_folder
from expertteam_app.ui.weigering import make_box

ROOT = Path(__file__).resolve().parents[2]
START = """
import sys
sys.frozen, sys.executable = True, sys.argv.pop(1)
from expertteam_app.__main__ import main
sys.exit(main())
"""


def portable(place: Path) -> Path:
    """A program folder as the zip lays it, without its code; returns where its program would stand."""
    (place / "lib").mkdir(parents=True)
    (place / ".portable").touch()
    return place / "expertteam"


def started(program: Path, temporary: Path, *arguments: str) -> subprocess.Popen[str]:
    temporary.mkdir(exist_ok=True)
    names = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    elsewhere = dict.fromkeys(("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"), str(program.parents[1] / "thuis"))
    return subprocess.Popen(
        [sys.executable, "-c", START, str(program), *arguments],
        env={**os.environ, **names, **elsewhere, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def test_a_portable_program_keeps_everything_beside_itself(tmp_path: Path) -> None:
    program = portable(tmp_path / "stick" / "Expertteam")
    process = started(program, tmp_path / "vluchtig")
    try:
        end = time.monotonic() + 30
        while not (program.parent / "gegevens").is_dir():
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < end
            time.sleep(0.05)
        assert process.poll() is None, "the window stays"
    finally:
        process.kill()
        process.communicate()
    assert not (tmp_path / "stick" / "thuis").exists()


@pytest.mark.parametrize(
    ("place", "word"), [("vluchtig/Temp1_expertteam.zip/Expertteam", "zipbestand"), ("vluchtig/a/b", "tijdelijke map")]
)
def test_a_command_refuses_where_nothing_would_be_kept(tmp_path: Path, place: str, word: str) -> None:
    program = portable(tmp_path / place)
    process = started(program, tmp_path / "vluchtig", "--version")
    said, complaint = process.communicate(timeout=60)
    assert (process.returncode, said) == (3, "")
    assert word in complaint
    assert not (program.parent / "gegevens").exists()


@pytest.mark.parametrize("clicked", [(), ("Eigen.kluis",)])
def test_the_window_of_a_program_in_a_zip_only_says_why(tmp_path: Path, clicked: tuple[str, ...]) -> None:
    program = portable(tmp_path / "Expertteam.zip" / "Expertteam")
    process = started(program, tmp_path / "vluchtig", *clicked)
    try:
        assert process.stderr
        assert "nog niet is uitgepakt" in process.stderr.readline()
        assert process.poll() is None, "the box waits until it is closed"
    finally:
        process.kill()
        process.communicate()
    assert not (program.parent / "gegevens").exists()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = portable(tmp_path / "Expertteam")
    (program.parent / "gegevens").write_text("hier had een map moeten staan")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    with pytest.raises(EnvironmentProblem, match="niet te schrijven"):
        data_folder()


def test_the_box_says_what_happened_and_what_to_do(qtbot: QtBot) -> None:
    problem = bezwaar(Plek.IN_ZIP)
    assert problem
    box = make_box(problem)
    qtbot.addWidget(box)
    box.show()
    shown = " ".join(label.text() for label in box.findChildren(QLabel))
    assert problem.text in shown
    assert "Alles uitpakken" in shown
    assert box.defaultButton().text() == "Sluiten"
    assert box.escapeButton() is box.defaultButton()
