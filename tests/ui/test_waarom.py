"""Waarom deze datum? by keyboard, in the whole program: Alt+W on a line, Esc back, Ctrl+C on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.app import App
from expertteam_app.ui.pages.bord import BordPage
from expertteam_app.ui.pages.casus_acties import ActiesTab
from expertteam_app.ui.pages.casus_ladder import LadderTab
from expertteam_app.ui.pages.casussen import CasussenPage
from expertteam_app.ui.pages.doorlooptijden import DoorlooptijdenPage
from expertteam_app.ui.pages.vandaag import VandaagPage
from expertteam_app.ui.pages.vandaag_groep import AandachtRegel
from expertteam_app.ui.pages.waarom import NIETS, WaaromVenster, asked_at
from tests.ui.a11y import unnamed_controls
from tests.ui.venster import WAIT, opened_app, practise, sessie_of, until

KEY = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def program(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, filled_kluis: Path) -> Iterator[App]:
    with opened_app(qapp, tmp_path_factory.mktemp("waarom"), filled_kluis, (1280, 680)) as made:
        yield made


@pytest.fixture
def app(program: App) -> Iterator[App]:
    """The program unlocked on Vandaag; what a test left open is closed after it."""
    if program.frame.locked:
        practise(program)
    program.frame.open_page("vandaag")
    program.frame.activateWindow()
    until(lambda: QApplication.activeWindow() is program.frame)
    yield program
    for venster in opened(program):
        QTest.keyClick(venster, KEY.Key_Escape)
    program.frame.message_bar.hide()


@pytest.fixture
def s(app: App) -> Sessie:
    return sessie_of(app)


def opened(app: App) -> list[WaaromVenster]:
    return [w for w in app.frame.findChildren(WaaromVenster) if w.isVisible()]


def ask(app: App, widget: QWidget) -> str:
    """Alt+W where a widget has the keyboard; the text of the window, that Esc then closes."""
    widget.setFocus()
    QTest.keyClick(app.frame, KEY.Key_W, ALT)
    (venster,) = opened(app)
    told = venster.paneel.text
    QTest.keyClick(venster, KEY.Key_Escape)
    assert not opened(app)
    return told


def settle(app: App, qtbot: QtBot, ready: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: not app.busy and bool(ready()), timeout=WAIT)


def lines(app: App) -> list[AandachtRegel]:
    page = app.frame.current_page
    assert isinstance(page, VandaagPage)
    return [line for line in page.findChildren(AandachtRegel) if not line.isHidden()]


def test_a_line_of_vandaag_says_why_and_ctrl_c_copies_it(app: App, s: Sessie, qtbot: QtBot) -> None:
    settle(app, qtbot, lambda: lines(app))
    line = next(x for x in lines(app) if x.aandacht.soort == "norm")
    assert line.aandacht.waarom is not None
    wanted = s.waarom.uitleg(line.aandacht.waarom).uitleg.als_tekst()
    assert ask(app, line) == wanted
    line.setFocus()
    QTest.keyClick(line, KEY.Key_W)
    (venster,) = opened(app)
    assert not unnamed_controls(venster)
    QTest.keyClick(venster, KEY.Key_C, CTRL)
    assert QApplication.clipboard().text() == wanted
    QTest.keyClick(venster, KEY.Key_Escape)
    (why,) = [b for b in line.findChildren(QToolButton) if b.accessibleName().startswith("Waarom: ")]
    QTest.mouseClick(why, Qt.MouseButton.LeftButton)
    assert [v.paneel.text for v in opened(app)] == [wanted]


def test_the_ladder_the_acties_and_the_head_of_a_casus(app: App, s: Sessie, qtbot: QtBot) -> None:
    acties = {a: c for c in s.casussen.find(CasusFilter()) for a in s.casussen.dossier(c).acties}
    actie, casus = next((a, c) for a, c in acties.items() if a.datum is not None and a.klaar_op is None)
    app.frame.open_page("casussen", casus)
    page = app.frame.current_page
    assert isinstance(page, CasussenPage)
    settle(app, qtbot, page.detail.isVisible)
    head = ask(app, page.detail.kop.last_button)
    assert "Aangemeld: " in head
    page.open_part("Ladder")
    ladder = page.detail.findChild(LadderTab)
    assert ladder is not None
    dossier = s.casussen.dossier(casus)
    ladder.table.select_id(dossier.stand.stap or 0)
    assert ask(app, ladder.table) == text(s, Vraag(Over.STAP, casus, dossier.stand.stap or 0, "ladder"))
    page.open_part("Acties")
    tab = page.detail.findChild(ActiesTab)
    assert tab is not None
    tab.table.select_id(actie.id)
    assert f"{actie.datum:%Y}" in ask(app, tab.table)
    page.close_side()
    settle(app, qtbot, lambda: page.lijst.table.current_id)
    assert "Aangemeld: " in ask(app, page.lijst.table)


def text(s: Sessie, vraag: Vraag) -> str:
    return s.waarom.uitleg(vraag).uitleg.als_tekst()


def test_a_card_of_the_board(app: App, s: Sessie, qtbot: QtBot) -> None:
    app.frame.open_page("bord")
    page = app.frame.current_page
    assert isinstance(page, BordPage)
    settle(app, qtbot, lambda: any(k.lijst.rows for k in page.kolommen))
    kolom = next(k for k in page.kolommen if k.lijst.rows)
    kolom.lijst.select_row(0)
    casus = kolom.lijst.current_id
    assert casus is not None
    assert ask(app, kolom.lijst) == text(s, Vraag(Over.STAP, casus, kolom.stap))


def test_a_figure_of_the_doorlooptijden(app: App, qtbot: QtBot) -> None:
    app.frame.open_page("doorlooptijden")
    page = app.frame.current_page
    assert isinstance(page, DoorlooptijdenPage)
    settle(app, qtbot, page.model.rowCount)
    page.table.setCurrentIndex(page.model.index(0, 1))
    assert "Kaplan-Meier" in ask(app, page.table)


def test_where_nothing_is_reckoned_it_says_so(app: App) -> None:
    app.frame.open_page("beheer")
    assert asked_at(app.frame.rail) is None
    app.frame.rail.focus_rail()
    QTest.keyClick(app.frame, KEY.Key_W, ALT)
    assert not opened(app)
    assert app.frame.message_bar.text == NIETS


def test_after_the_lock_nothing_is_left_of_it(app: App, qtbot: QtBot) -> None:
    settle(app, qtbot, lambda: lines(app))
    lines(app)[0].setFocus()
    QTest.keyClick(app.frame, KEY.Key_W, ALT)
    assert opened(app)
    app.frame.lock_requested.emit()
    qtbot.waitUntil(lambda: app.frame.locked, timeout=WAIT)
    assert not opened(app)
    assert app.frame.uitlegger is None
