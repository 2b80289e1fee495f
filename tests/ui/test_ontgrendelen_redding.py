"""A kluis that is really damaged, on the unlock page: what is left is saved, told and opened, by keyboard."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from expertteam_app.bootstrap import Voordeur
from expertteam_app.db.engine import connect
from expertteam_app.db.folder import KluisFolder
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.security.headerfile import read_header
from expertteam_app.security.kdf import Purpose, subkey
from expertteam_app.security.keyslots import unlock
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN
from expertteam_app.ui.pages.ontgrendelen import OntgrendelPage
from expertteam_app.ui.pages.ontgrendelen_schermen import KluisInfo
from expertteam_app.ui.work import Work
from tests.conftest import VANDAAG
from tests.ui.beheer_hulp import KEY, press

WAIT = 30_000


@pytest.fixture
def broken(filled_kluis: Path, tmp_path: Path) -> Path:
    """A kluis of which pages in the middle are gone, and no back-up of it."""
    path = tmp_path / "RET oost.kluis"
    shutil.copytree(filled_kluis, path)
    data, header = KluisFolder(path).data, read_header(KluisFolder(path).header)
    key = subkey(unlock(header, OEFENAAR, OEFENZIN).master_key, Purpose.SQLCIPHER)
    with closing(connect(data, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        roots = connection.execute("SELECT rootpage FROM sqlite_master WHERE name IN ('alembic_version', 'persoon')")
        pages = [row[0] - 1 for row in roots.fetchall()]
    content = bytearray(data.read_bytes())
    for page in pages:  # the one is needed to open it, the other holds what people entered
        content[page * 4096 : (page + 1) * 4096] = b"x" * 4096
    data.write_bytes(bytes(content))
    return path


def close_boxes() -> None:
    for box in [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]:
        box.close()


def test_what_is_left_is_saved_told_and_opened(broken: Path, work: Work, tmp_path: Path, qtbot: QtBot) -> None:
    deur = Voordeur(tmp_path, lambda: VANDAAG)
    page = OntgrendelPage(deur, work, tmp_path)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitActive(page):
        page.show()
    before = KluisFolder(broken).data.read_bytes()
    page.show_unlock(KluisInfo(broken, "RET oost", oefening=False), OEFENAAR)
    page.unlock_screen.passphrase.edit.setText(OEFENZIN)
    QTest.keyClick(page.unlock_screen.passphrase.edit, KEY.Key_Return)
    qtbot.waitUntil(lambda: "geen hele back-up" in page.unlock_screen.offer, timeout=WAIT)
    close_boxes()
    assert page.unlock_screen.restore_button.isHidden()
    press(page.unlock_screen.rescue_button)
    screen = page.redding_screen
    qtbot.waitUntil(lambda: not screen.isHidden(), timeout=WAIT)
    lines = [screen.list.item(n).text() for n in range(screen.list.count())]
    assert "gered" in lines[0]
    assert any(line.startswith("Persoon: 0 gered, ") and "kwijt (nummer" in line for line in lines)
    assert any(line.startswith("Casussen: ") for line in lines)
    assert page.focusWidget() is screen.open_button
    report = tmp_path / "verslag.txt"
    screen.keep(report)
    assert all(line in report.read_text("utf-8") for line in lines)
    screen.keep(tmp_path / "weg" / "verslag.txt")
    assert "lukt hier niet" in screen.told.text()
    with qtbot.waitSignal(page.opened, timeout=WAIT):
        press(screen.open_button)
    assert deur.sessie.kluis.folder.path.name == "RET oost gered.kluis"
    assert len(deur.sessie.casussen.find(CasusFilter(status="alle"))) > 10
    deur.lock()
    assert KluisFolder(broken).data.read_bytes() == before


def test_escape_leaves_the_report_and_keeps_nothing(broken: Path, work: Work, tmp_path: Path, qtbot: QtBot) -> None:
    page = OntgrendelPage(Voordeur(tmp_path, lambda: VANDAAG), work, tmp_path)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    page.show_unlock(KluisInfo(broken, "RET oost", oefening=False), OEFENAAR)
    page.unlock_screen.passphrase.edit.setText(OEFENZIN)
    QTest.keyClick(page.unlock_screen.passphrase.edit, KEY.Key_Return)
    qtbot.waitUntil(lambda: not page.unlock_screen.rescue_button.isHidden(), timeout=WAIT)
    close_boxes()
    press(page.unlock_screen.rescue_button)
    qtbot.waitUntil(lambda: not page.redding_screen.isHidden(), timeout=WAIT)
    assert page.unlock_screen.offer == "", "what it would do holds the wachtzin"
    QTest.keyClick(page.redding_screen.open_button, KEY.Key_Escape)
    assert page.screen_shown is page.choose_screen
    assert OEFENZIN not in repr(vars(page))
