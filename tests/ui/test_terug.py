"""Undo and redo by keyboard in the real window, on a real kluis."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from expertteam_app.bootstrap import Voordeur, make_app
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.services.plaatsen import practice_path
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.app import App
from expertteam_app.ui.frame import WAT_IK_DEED
from expertteam_app.ui.pages.casussen import CasussenPage
from expertteam_app.ui.pages.wat_ik_deed import WatIkDeedPage

WAIT = 20_000
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def app(qapp: QApplication, qtbot: QtBot, tmp_path: Path, filled_kluis: Path) -> Iterator[App]:
    shutil.copytree(filled_kluis, practice_path(tmp_path))
    made = make_app(qapp, tmp_path)
    made.frame.show()
    made.frame.activateWindow()
    qtbot.waitUntil(lambda: not made.busy and QApplication.focusWidget() is not None, timeout=WAIT)
    made.door.practise()
    qtbot.waitUntil(lambda: not made.frame.locked, timeout=WAIT)
    yield made
    made.close()
    qapp.removeEventFilter(made.idle)
    made.frame.close()
    made.frame.deleteLater()


def session(app: App) -> Sessie:
    assert isinstance(app.deur, Voordeur)
    return app.deur.sessie


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def opened_casus(app: App, qtbot: QtBot) -> int:
    casus = session(app).casussen.find(CasusFilter())[0]
    app.frame.open_page("casussen", casus, "casus")
    qtbot.waitUntil(lambda: not app.busy, timeout=WAIT)
    return casus


def tip(app: App, number: int) -> str:
    return app.frame.top_bar.controls[number].toolTip()


def test_ctrl_z_names_takes_back_and_ctrl_y_does_again_in_place(app: App, qtbot: QtBot) -> None:
    s = session(app)
    casus = opened_casus(app, qtbot)
    was = s.casussen.dossier(casus).vraag
    s.casussen.change(casus, "vraag", "Hoe nu verder?")
    qtbot.waitUntil(lambda: "vraag gewijzigd (RET-" in tip(app, 1), timeout=WAIT)
    command = app.frame.commands.get("ongedaan")
    assert command is not None
    assert command.text.startswith("Ongedaan maken: vraag gewijzigd")
    app.frame.rail.focus_rail()
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: s.casussen.dossier(casus).vraag == was, timeout=WAIT)
    assert "Ongedaan gemaakt: vraag gewijzigd" in app.frame.message_bar.text
    assert app.frame.message_bar.act_button.text() == "Opnieuw (Ctrl+Y)"
    page = app.frame.current_page
    assert isinstance(page, CasussenPage)
    assert page.current_item() == casus, "the page stays where it was"
    press(Qt.Key.Key_Y, CTRL)
    qtbot.waitUntil(lambda: s.casussen.dossier(casus).vraag == "Hoe nu verder?", timeout=WAIT)
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: s.casussen.dossier(casus).vraag == "Hoe nu verder?", timeout=WAIT)
    app.frame.message_bar.act_button.click()
    qtbot.waitUntil(lambda: s.casussen.dossier(casus).vraag == was, timeout=WAIT)


def test_in_a_field_typing_goes_back_first_and_then_the_act(app: App, qtbot: QtBot) -> None:
    s = session(app)
    casus = opened_casus(app, qtbot)
    s.casussen.change(casus, "vraag", "Hoe nu naar huis?")
    page = app.frame.current_page
    assert isinstance(page, CasussenPage)
    qtbot.waitUntil(
        lambda: any(f.toPlainText() == "Hoe nu naar huis?" for f in page.findChildren(QPlainTextEdit)), timeout=WAIT
    )
    field = next(f for f in page.findChildren(QPlainTextEdit) if f.toPlainText() == "Hoe nu naar huis?")
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "!!")
    press(Qt.Key.Key_Z, CTRL)
    assert field.toPlainText() == "Hoe nu naar huis?"
    assert s.casussen.dossier(casus).vraag == "Hoe nu naar huis?"
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: s.casussen.dossier(casus).vraag != "Hoe nu naar huis?", timeout=WAIT)


def test_a_line_to_type_in_that_is_untouched_does_not_swallow_ctrl_z(app: App, qtbot: QtBot) -> None:
    s = session(app)
    casus = s.casussen.find(CasusFilter())[0]
    s.casussen.change(casus, "vraag", "Anders?")
    app.frame.open_page("casussen")
    qtbot.waitUntil(lambda: not app.busy and "vraag" in tip(app, 1), timeout=WAIT)
    page = app.frame.current_page
    assert page is not None
    field = page.search_field()
    assert isinstance(field, QLineEdit)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: s.casussen.dossier(casus).vraag != "Anders?", timeout=WAIT)


def test_it_is_offered_again_after_lock_and_unlock(app: App, qtbot: QtBot) -> None:
    casus = opened_casus(app, qtbot)
    session(app).casussen.change(casus, "opmerking", "let op")
    qtbot.waitUntil(lambda: "opmerking gewijzigd" in tip(app, 1), timeout=WAIT)
    app.lock()
    assert "opmerking" not in tip(app, 1)
    app.door.practise()
    qtbot.waitUntil(lambda: not app.frame.locked, timeout=WAIT)
    assert "opmerking gewijzigd" in tip(app, 1)
    app.frame.rail.focus_rail()
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: session(app).casussen.dossier(casus).opmerking != "let op", timeout=WAIT)


def test_wat_ik_deed_takes_one_older_act_back_by_enter(app: App, qtbot: QtBot) -> None:
    s = session(app)
    casus = s.casussen.find(CasusFilter())[0]
    s.casussen.change(casus, "vraag", "Een?")
    s.casussen.change(casus, "opmerking", "twee")
    app.frame.open_page(WAT_IK_DEED)
    page = app.frame.current_page
    assert isinstance(page, WatIkDeedPage)
    qtbot.waitUntil(lambda: bool(page.model.rows), timeout=WAIT)
    assert [a.handeling for a in page.model.rows[:2]] == ["opmerking gewijzigd", "vraag gewijzigd"]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: s.casussen.dossier(casus).vraag != "Een?", timeout=WAIT)
    assert s.casussen.dossier(casus).opmerking == "twee"
    qtbot.waitUntil(lambda: page.model.rows[1].ongedaan, timeout=WAIT)
    assert page.turn_button.text() == "Opnieuw doen"
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: s.casussen.dossier(casus).vraag == "Een?", timeout=WAIT)


def test_ctrl_z_at_an_import_says_why_and_leads_to_the_list(app: App, qtbot: QtBot) -> None:
    s = session(app)
    rows = "nr;naam jeugdige;geb. datum;gemeente;datum aanmelding;stap nu;gezochte hulp;waarom vast\n"
    rows += "1;Aya Fictief;3-4-2012;Epe;1-3-2026;RET;gezinshuis;wachtlijst\n"
    s.inlezen.neem_over(s.inlezen.proef("RET", rows.encode(), "lijst.csv"))
    qtbot.waitUntil(lambda: "ingelezen" in tip(app, 1), timeout=WAIT)
    app.frame.rail.focus_rail()
    press(Qt.Key.Key_Z, CTRL)
    assert "is niet ongedaan te maken" in app.frame.message_bar.text
    assert "Ingelezen lijsten" in app.frame.message_bar.text
    app.frame.message_bar.act_button.click()
    page = app.frame.current_page
    assert isinstance(page, WatIkDeedPage)
    qtbot.waitUntil(lambda: "Ingelezen lijsten" in page.reason.text(), timeout=WAIT)
    assert not page.turn_button.isEnabled()


def test_an_older_act_that_a_later_one_rests_on_names_that_one_and_leads_to_it(app: App, qtbot: QtBot) -> None:
    s = session(app)
    casus = s.casussen.find(CasusFilter())[0]
    for field, text in (("vraag", "Een?"), ("opmerking", "twee"), ("vraag", "Drie?"), ("aangemeld_door", "vier")):
        s.casussen.change(casus, field, text)
    app.frame.open_page(WAT_IK_DEED)
    page = app.frame.current_page
    assert isinstance(page, WatIkDeedPage)
    qtbot.waitUntil(lambda: len(page.model.rows) > 3, timeout=WAIT)
    for _ in range(3):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "daarna is “vraag gewijzigd” gedaan" in app.frame.message_bar.text, timeout=WAIT)
    assert s.casussen.dossier(casus).vraag == "Drie?"
    assert app.frame.message_bar.act_button.text() == "Wat ik deed"
    app.frame.open_page("casussen")
    app.frame.message_bar.act_button.setFocus()
    press(Qt.Key.Key_Space)
    assert app.frame.current_page is page
    assert page.table.hasFocus()
    qtbot.waitUntil(lambda: page.table.current_id == 1, timeout=WAIT)  # the act that stands in the way
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: s.casussen.dossier(casus).vraag == "Een?", timeout=WAIT)
