"""The start of the program: the unlock page first, the code behind it while the user types, in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from expertteam_app import bootstrap
from expertteam_app.bootstrap import Voordeur, make_app
from expertteam_app.domain.errors import Cancelled
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN
from expertteam_app.services.plaatsen import practice_path
from expertteam_app.ui.app import App
from tests.architecture.test_start import AT_THE_DOOR

ROOT = Path(__file__).resolve().parents[2]
WAIT = 20_000

START = """
import sys
before = set(sys.modules)
import json, threading, time
from pathlib import Path
from expertteam_app.offline import close_network
close_network()
from expertteam_app.bootstrap import make_app
from expertteam_app.ui.app import QtApplication

def packages():
    files = ((n, getattr(m, "__file__", None) or "") for n, m in tuple(sys.modules.items()) if n not in before)
    return sorted({n.split(".")[0] for n, file in files if "site-packages" in file})

qt = QtApplication(["expertteam"])
app = make_app(qt, Path(sys.argv[1]))
told = {"made": packages()}
app.door.painted.connect(lambda: told.setdefault("painted", packages()))
app.frame.show()
end = time.monotonic() + 60

def wait(done):
    while not done():
        assert time.monotonic() < end
        qt.processEvents()
        time.sleep(0.001)

wait(lambda: "painted" in told)
"""
LOADS = """
wait(lambda: app.reading.busy)
wait(lambda: not app.busy)
told["later"] = packages()
"""
OPENS = """
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from expertteam_app.ui.pages.ontgrendelen_schermen import KluisInfo
app.door.show_unlock(KluisInfo(Path(sys.argv[2]), "Eigen", oefening=False), sys.argv[3])
edit = app.door.unlock_screen.passphrase.edit
wait(lambda: app.reading.busy)
for sign in sys.argv[4]:
    QTest.keyClicks(edit, sign)
    qt.processEvents()
told["typed"] = edit.text()
told["loading"] = app.reading.busy
QTest.keyClick(edit, Qt.Key.Key_Return)
wait(lambda: not app.frame.locked and not app.busy)
told["title"] = app.frame.current_page.title
"""
CLOSES = """
app.close()
told["threads"] = [t.name for t in threading.enumerate() if t is not threading.main_thread()]
print(json.dumps(told))
"""


def start(program: str, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", START + program + CLOSES, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_only_qt_is_loaded_before_the_unlock_page_is_on_the_screen_and_the_rest_at_once_after(tmp_path: Path) -> None:
    told = start(LOADS, str(tmp_path))
    assert set(told["made"]) <= AT_THE_DOOR
    assert set(told["painted"]) <= AT_THE_DOOR
    assert {"sqlalchemy", "cryptography", "sqlcipher3"} <= set(told["later"]), "nobody asked for a kluis"
    assert not {"alembic", "docx", "reportlab", "openpyxl", "PIL"} & set(told["later"]), "used later"


def test_a_wachtzin_typed_while_the_code_loads_is_whole_and_opens_the_kluis(tmp_path: Path, empty_kluis: Path) -> None:
    kluis = tmp_path / "Eigen.kluis"
    shutil.copytree(empty_kluis, kluis)
    told = start(OPENS, str(tmp_path), str(kluis), OEFENAAR, OEFENZIN)
    assert told["typed"] == OEFENZIN
    assert told["loading"], "Enter came before the code was there"
    assert told["title"] == "Vandaag"
    assert told["threads"] == []


def test_a_program_that_is_closed_while_it_loads_ends_without_loading_the_rest(tmp_path: Path) -> None:
    last = bootstrap.BEHIND_THE_DOOR[-1]
    told = start(
        f"wait(lambda: app.reading.busy)\napp.close()\ntold['last'] = {last!r} in sys.modules\n", str(tmp_path)
    )
    assert not told["last"]
    assert told["threads"] == []


def test_loading_stops_between_two_parts_and_the_door_still_opens(tmp_path: Path) -> None:
    deur = Voordeur(tmp_path)
    asked = []

    def check() -> None:
        asked.append(1)
        if len(asked) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        deur.prepare(check)
    assert len(asked) == 2
    assert deur.delay_after(0) == 0


@pytest.fixture
def broken(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """The program in which loading ahead fails."""
    monkeypatch.setattr(bootstrap, "BEHIND_THE_DOOR", ("expertteam_app.bestaat_niet",))
    made = make_app(qapp, tmp_path)
    made.frame.show()
    yield made
    made.close()
    qapp.removeEventFilter(made.idle)
    made.frame.close()
    made.frame.deleteLater()


def test_loading_ahead_that_fails_keeps_nobody_out(
    broken: App, qtbot: QtBot, tmp_path: Path, empty_kluis: Path
) -> None:
    shutil.copytree(empty_kluis, practice_path(tmp_path))
    qtbot.waitUntil(lambda: not broken.busy, timeout=WAIT)
    assert not broken.door.message_bar.isVisible()
    broken.door.practise()
    qtbot.waitUntil(lambda: not broken.frame.locked, timeout=WAIT)
