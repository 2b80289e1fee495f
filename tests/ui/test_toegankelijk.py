"""Every state of the window that has its picture taken, every card and dialog, as a screen reader finds it.

The way along the pages is that of ``dev.py screenshots``: a page that gets a picture is looked at here as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.ui.app import App
from expertteam_app.ui.pages.casus_detail import CasusDetail
from expertteam_app.ui.pages.casus_handelingen import HANDELINGEN
from expertteam_app.ui.pages.cijfer_delen import Delen
from expertteam_app.ui.pages.ontgrendelen_redding import ReddingInfo
from expertteam_app.ui.pages.ontgrendelen_schermen import KluisInfo
from tests import screenshots
from tests.ui.a11y import unnamed_controls
from tests.ui.a11y_diep import everything_wrong
from tests.ui.venster import opened_app, practise, sessie_of, until


@pytest.fixture(scope="module")
def app(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, filled_kluis: Path) -> Iterator[App]:
    with opened_app(qapp, tmp_path_factory.mktemp("toegankelijk"), filled_kluis, (1366, 728)) as made:
        yield made


def settled(app: App) -> None:
    QTest.qWait(20)
    until(lambda: not app.busy)
    QTest.qWait(20)


class Blik:
    """Looks at the window instead of taking its picture."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.wrong: list[str] = []

    def look(self, root: QWidget, name: str) -> None:
        self.seen.append(name)
        self.wrong += [f"{name}: {fault}" for fault in (*unnamed_controls(root), *everything_wrong(root))]

    def take(self, app: App, name: str) -> None:
        settled(app)
        self.look(QApplication.activeModalWidget() or screenshots.on_top(app), name)

    def done(self, least: int) -> None:
        assert len(self.seen) >= least, self.seen
        assert not self.wrong, "\n".join(dict.fromkeys(self.wrong))


def test_every_page_and_state_can_be_heard(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    blik = Blik()
    monkeypatch.setattr(screenshots, "spin", lambda _seconds: QTest.qWait(15))
    screenshots.series(app, sessie_of(app), partial(blik.take, app))
    blik.done(60)


def test_every_page_beside_those_can_be_heard(app: App) -> None:
    blik = Blik()
    for spec in ("monitor", "eerste-week", "inlezen-jbt"):
        app.frame.open_page(spec)
        settled(app)
        blik.look(app.frame, spec)
    for name in ("doorlooptijden", "hiaten", "rapporten"):
        app.frame.open_page(name)
        settled(app)
        page = app.frame.current_page
        assert page is not None
        for delen in page.findChildren(Delen):
            for number, part in enumerate(delen.parts):
                delen.show_part(number)
                settled(app)
                blik.look(app.frame, f"{name}-{part.title}")
    blik.done(10)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "the keyboard is nowhere"
    return found


def round_of_tab() -> list[QWidget]:
    """What Tab comes along until it is back, which is what Shift+Tab comes along in the other direction."""
    there, back = one_round(Qt.Key.Key_Tab), one_round(Qt.Key.Key_Backtab)
    assert back == [there[0], *reversed(there[1:])]
    return there


def one_round(key: Qt.Key) -> list[QWidget]:
    """One direction; a text with links keeps the keyboard until its last link."""
    start = focused()
    met = [start]
    for _ in range(150):
        before = focused()
        QTest.keyClick(before, key)
        if focused() is before:
            continue
        if focused() is start:
            return met
        assert focused() not in met, f"trapped at {focused()}"
        met.append(focused())
    others = [w for w in start.window().findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [w for w in others if w.isVisible() and w is not start] == [], f"Tab never comes back from {focused()}"
    return met


def opened_dossier(app: App, handeling: str = "") -> CasusDetail:
    """A dossier on which an act can be done; a casus is paused or closed for it where it must be."""
    sessie = sessie_of(app)
    casus = sessie.casussen.find(CasusFilter(stap=5))[0]
    if handeling == "heropenen":
        casus = sessie.casussen.find(CasusFilter(status="gesloten"))[0]
    elif handeling == "hervatten":
        casus = sessie.casussen.find(CasusFilter(stap=5))[1]
        sessie.casussen.pauzeren(casus, sessie.context.vandaag(), "vakantie van het gezin", telt=True)
    app.frame.activateWindow()  # a desktop does this by itself when a window before it closes
    QTest.qWaitForWindowActive(app.frame)
    app.frame.open_page("casussen", casus, "casus")
    settled(app)
    detail = app.frame.findChild(CasusDetail)
    assert isinstance(detail, CasusDetail)
    return detail


@pytest.mark.parametrize("handeling", [h.id for h in HANDELINGEN])
def test_every_card_of_a_dossier_can_be_heard_and_left(app: App, handeling: str) -> None:
    detail = opened_dossier(app, handeling)
    detail.ask(handeling)
    settled(app)
    card = detail.card
    assert card is not None
    assert card.isAncestorOf(focused())
    blik = Blik()
    blik.look(app.frame, handeling)
    blik.done(1)
    inside = [card.isAncestorOf(w) for w in round_of_tab()]
    assert sum(inside) > 2
    assert inside == sorted(inside, reverse=True), "the card is walked in one go, from its first field"
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert detail.card is None or not detail.card.isVisible()
    focused()


def dialog_of(app: App) -> QDialog:
    settled(app)
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    assert len(found) == 1, found
    QTest.qWaitForWindowActive(found[0])
    return found[0]


@pytest.mark.parametrize("name", ["palet", "sneltoetsen", "handleiding", "waarom"])
def test_every_dialog_can_be_heard_walked_and_left(app: App, name: str) -> None:
    opened_dossier(app)
    before = focused()
    if name == "palet":
        app.frame.open_palette()
    elif name == "sneltoetsen":
        app.frame.open_sheet()
    elif name == "handleiding":
        app.frame.ask_help()
    else:
        app.frame.explain_here()
    dialog = dialog_of(app)
    assert dialog.windowTitle(), "a reader says the title when the window opens"
    assert dialog.isAncestorOf(focused())
    blik = Blik()
    blik.look(dialog, name)
    blik.done(1)
    for met in round_of_tab():
        assert dialog.isAncestorOf(met)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    QTest.qWait(20)
    assert not shiboken6.isValid(dialog) or not dialog.isVisible(), "Esc leads out"
    app.frame.activateWindow()
    QTest.qWaitForWindowActive(app.frame)
    assert focused() is before, "the keyboard comes back to where it was"


def test_every_screen_at_the_door_can_be_heard_and_walked(app: App) -> None:
    app.lock()
    settled(app)
    app.frame.activateWindow()
    QTest.qWaitForWindowActive(app.frame)
    door, blik = app.door, Blik()
    door.show_choose()
    blik.look(door, "kiezen")
    round_of_tab()
    door.show_unlock(KluisInfo(Path("proef.kluis"), "Proef", oefening=False))
    blik.look(door, "openen")
    round_of_tab()
    QTest.keyClick(door.unlock_screen.emergency, Qt.Key.Key_Space)
    blik.look(door, "noodcode")
    door.choose_screen.new.emit()
    assert door.create_screen.isVisible()
    blik.look(door, "nieuw")
    round_of_tab()
    stack = door.code_screen.parentWidget()
    for screen, name in ((door.code_screen, "noodcode bewaren"), (door.redding_screen, "gered")):
        screen.setParent(None)
        screen.show()
        if screen is door.code_screen:
            door.code_screen.show_code("2345-6789-BCDF-GHJK", "Proef")
        else:
            door.redding_screen.show_redding(
                ReddingInfo(Path("proef.kluis"), "Er is veel gered.", ("casussen: 8 van 8",))
            )
        QTest.qWait(20)
        blik.look(screen, name)
        screen.setParent(stack)
        screen.hide()
    door.show_choose()
    practise(app)
    blik.done(6)
