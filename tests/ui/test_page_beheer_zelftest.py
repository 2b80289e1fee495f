"""Beheer, Zelftest: the test runs beside the open kluis, and its report is saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer_zelftest import ZelftestDeel, itself
from expertteam_app.ui.work import Work
from tests.ui.beheer_hulp import make_page, part, press


def test_the_test_runs_and_its_report_is_saved(
    sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button starts ``--zelftest --diagnose`` as a process of its own, so this is the test of that command too."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path / "thuis"))
    page = make_page(sessie, work, qtbot)
    deel = part(page, ZelftestDeel)
    assert not deel.save_button.isEnabled()
    press(deel.start_button)
    assert not deel.start_button.isEnabled()
    qtbot.waitUntil(deel.save_button.isEnabled, timeout=180_000)
    assert deel.outcome.text == "Alles werkt.", deel.report
    assert deel.list.count() == 9
    target = tmp_path / "zelftest.txt"
    deel.save(target)
    text = target.read_text("utf-8")
    assert text.startswith("Expertteam ")
    assert "Qt 6" in text
    assert not [private for private in (sessie.naam, str(Path.home()), str(tmp_path)) if private in text]
    assert not list(tmp_path.glob("expertteam-*")), "nothing is left behind"
    deel.save(tmp_path / "weg" / "x.txt")
    assert "lukt hier niet" in deel.outcome.text


def test_a_built_program_starts_the_one_that_can_print_where_there_is_one(tmp_path: Path) -> None:
    window, terminal = tmp_path / "expertteam.exe", tmp_path / "expertteam-opdracht.exe"
    assert itself(window, built=True) == [str(window)]
    terminal.touch()
    assert itself(window, built=True) == [str(terminal)]
    assert itself(tmp_path / "python", built=False) == [str(tmp_path / "python"), "-P", "-m", "expertteam_app"]
