"""Open work, routes and flow on the page with doorlooptijden, by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.doorlooptijden import DoorlooptijdenPage
from expertteam_app.ui.pages.doorlooptijden_werkstroom import OPEN, ROUTES, STROOM
from expertteam_app.ui.work import Work

WAIT = 20_000


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> DoorlooptijdenPage:
    made = DoorlooptijdenPage(sessie, work)
    qtbot.addWidget(made)
    made.resize(1180, 690)
    made.show()
    made.refresh(frozenset())
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    return made


def look_at(page: DoorlooptijdenPage, deel: str, work: Work, qtbot: QtBot) -> None:
    command = next(c for c in page.commands() if c.id == f"doorlooptijden.{deel}")
    command.run()
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    page.focus_first()


def test_an_open_casus_opens_from_its_point(page: DoorlooptijdenPage, work: Work, qtbot: QtBot) -> None:
    look_at(page, OPEN, work, qtbot)
    picture = page.delen.beeld
    assert picture.beeld.punten
    assert page.delen.in_words.text() == picture.beeld.alternatief
    QTest.keyClick(picture, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.open_requested) as seen:
        QTest.keyClick(picture, Qt.Key.Key_Return)
    assert seen.args == ["casus", int(picture.beeld.te_kiezen[0].sleutel)]


def test_a_route_opens_its_casussen(
    page: DoorlooptijdenPage, work: Work, qtbot: QtBot, unnamed_controls: Callable[[QWidget], list[str]]
) -> None:
    look_at(page, ROUTES, work, qtbot)
    assert page.delen.routes.rows
    table = page.delen.route_table
    table.setCurrentIndex(page.delen.routes.index(0, 0))
    with qtbot.waitSignal(page.drill) as seen:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert seen.args is not None
    assert len(seen.args[0]) == page.delen.routes.rows[0].n
    assert unnamed_controls(page) == []


def test_what_comes_and_goes_follows_the_gemeente(page: DoorlooptijdenPage, work: Work, qtbot: QtBot) -> None:
    look_at(page, STROOM, work, qtbot)
    everywhere = page.delen.stroom.rows[-1].open_aan_het_eind
    page.gemeente.setCurrentIndex(1)
    page.gemeente.activated.emit(1)
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert page.delen.stroom.rows[-1].open_aan_het_eind < everywhere
    page.show_deel("klokken")
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert page.klokken.isVisible()
    assert page.model.rows
