"""The first week in the window: a role is chosen by keyboard, a task leads to its page and is ticked when done."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import Rol
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.eerste_week import EersteWeekPage
from tests.ui.beheer_hulp import press


def test_a_week_by_keyboard(sessie: Sessie, qtbot: QtBot) -> None:
    page = EersteWeekPage(sessie)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitActive(page):
        page.show()
    page.refresh(frozenset())
    page.focus_first()
    assert page.role_buttons[Rol.TOEGANGSMEDEWERKER].hasFocus()
    press(page.role_buttons[Rol.TOEGANGSMEDEWERKER])
    assert "0 van" in page.stand.text()
    asked: list[str] = []
    page.page_asked.connect(asked.append)
    press(page.go_buttons[0])
    assert asked == ["casussen"]
    sessie.inzages.casus(sessie.casussen.find(CasusFilter())[0])
    page.refresh(frozenset({"audit"}))
    assert "1 van" in page.stand.text()
    words = {each.text() for each in page.cards["kijken"].findChildren(QLabel)}
    assert "gedaan" in words
