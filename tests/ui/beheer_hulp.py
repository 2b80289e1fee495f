"""What the tests of the parts of Beheer share: the page on the screen, and a few keys."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.cijfer_delen import Deel
from expertteam_app.ui.work import Work

WAIT = 30_000
KEY = Qt.Key
P = TypeVar("P", bound=Deel)


def settle(work: Work, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)


def make_page(sessie: Sessie, work: Work, qtbot: QtBot) -> BeheerPage:
    page = BeheerPage(sessie, work)
    qtbot.addWidget(page)
    page.resize(1180, 690)
    with qtbot.waitActive(page):
        page.show()
    page.refresh(frozenset())
    return page


def part(page: BeheerPage, kind: type[P]) -> P:
    """The part of this kind, brought on the screen."""
    number = next(n for n, p in enumerate(page.delen.parts) if isinstance(p, kind))
    page.delen.go_to(number)
    found = page.delen.current
    assert isinstance(found, kind)
    return found


def type_in(widget: QWidget, text: str) -> None:
    """Type in place of what stands in a field."""
    target = widget.focusProxy() or widget
    target.setFocus()
    if isinstance(target, QLineEdit):
        target.selectAll()
        QTest.keyClick(target, KEY.Key_Delete)
    QTest.keyClicks(target, text)


def press(widget: QWidget, key: Qt.Key = KEY.Key_Space) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key)
