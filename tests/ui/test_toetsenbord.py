"""Every page, every part of a dossier and of Beheer by keyboard alone, in the real window on a filled kluis."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QTabBar, QWidget

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.app import App
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.casus_detail import PARTS, CasusDetail
from expertteam_app.ui.pages.vandaag_groep import AandachtGroep
from tests.ui.venster import STEP, opened_app, sessie_of, until

Walker = Callable[[QWidget], list[str]]
PAGES = (
    "vandaag",
    "casussen",
    "bord",
    "ret",
    "jbt",
    "doorlooptijden",
    "hiaten",
    "rapporten",
    "wat-ik-deed",
    "terugkijken",
)
MOST = 250
"""Presses of Tab after which the keyboard is called trapped."""


@pytest.fixture(scope="module")
def app(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, filled_kluis: Path) -> Iterator[App]:
    with opened_app(qapp, tmp_path_factory.mktemp("toetsenbord"), filled_kluis, (1366, 728)) as made:
        yield made


@pytest.fixture
def sessie(app: App) -> Sessie:
    return sessie_of(app)


def _settled(app: App) -> None:
    QTest.qWait(30)
    until(lambda: not app.busy)
    QTest.qWait(30)


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "the keyboard is nowhere"
    return found


def _round(key: Qt.Key) -> list[QWidget]:
    """What the keyboard comes along until it is back where it began."""
    start = _focus()
    met = [start]
    for _ in range(MOST):
        before = _focus()
        QTest.keyClick(before, key)
        now = _focus()
        if now is start:
            return met
        if now.visibleRegion().isEmpty():
            QTest.qWait(STEP)  # a part that was filled just now gets its place when the window draws
        assert not now.visibleRegion().isEmpty(), f"{_words(now)} is out of sight"
        assert now not in met, f"trapped between {_words(before)} and {_words(now)}"
        met.append(now)
    raise AssertionError(f"never back at {_words(start)}")


def _words(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return f"{type(widget).__name__} “{interface.text(QAccessible.Text.Name)}”"


def _missed(page: QWidget, met: list[QWidget]) -> list[str]:
    """Controls that Tab should come to and does not; of buttons that exclude each other one is enough."""
    missed = []
    for widget in page.findChildren(QWidget):
        stops = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.isVisible()
        group = widget.group() if isinstance(widget, QAbstractButton) else None
        if not stops or widget in met or widget.focusProxy() is not None:
            continue
        if isinstance(widget.parentWidget(), QTabBar):  # its arrows, for the mouse: the keys go along the tabs
            continue
        if group is not None and any(other in met for other in group.buttons()):
            continue
        missed.append(_words(widget))
    return missed


def _backwards(page: QWidget, met: list[QWidget]) -> list[str]:
    """Neighbours between which Tab goes up and not to the right, or to the left on the same height.

    Up and to the right is the top of a next column. The groups of Vandaag go by what is urgent, in two columns.
    """
    wrong = []
    for one, two in pairwise(met):
        if not page.isAncestorOf(one) or not page.isAncestorOf(two) or _group(one) is not _group(two):
            continue
        a, b = _where(page, one, two), _where(page, two, one)
        beside = b.top() <= a.bottom() and a.top() <= b.bottom()
        if (beside and b.left() < a.left()) or (not beside and b.top() < a.top() and b.left() <= a.left()):
            wrong.append(f"{_words(one)} > {_words(two)}")
    return wrong


def _group(widget: QWidget) -> QWidget | None:
    """The group of Vandaag in which a line stands."""
    part: QWidget | None = widget
    while part is not None and not isinstance(part, AandachtGroep):
        part = part.parentWidget()
    return part


def _where(page: QWidget, widget: QWidget, other: QWidget) -> QRect:
    """Where a control is on the page; what is in a part that scrolls is where that part is, seen from outside it."""
    holder, part = widget, widget.parentWidget()
    while part is not None and part is not page and not part.isAncestorOf(other):
        holder = part if isinstance(part, QScrollArea) else holder
        part = part.parentWidget()
    return QRect(holder.mapTo(page, QPoint(0, 0)), holder.size())


def _check(app: App, page: QWidget, unnamed: Walker) -> None:
    assert unnamed(page) == []
    there = _round(Qt.Key.Key_Tab)
    back = _round(Qt.Key.Key_Backtab)
    assert len(there) > 1
    assert [_words(w) for w in back] == [_words(w) for w in (there[0], *reversed(there[1:]))]
    assert _missed(page, there) == []
    assert _backwards(page, there) == []
    assert app.frame.isAncestorOf(there[0])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_walked_by_keyboard(app: App, unnamed_controls: Walker, name: str) -> None:
    app.frame.open_page(name)
    _settled(app)
    page = app.frame.current_page
    assert page is not None
    page.focus_first()
    _check(app, page, unnamed_controls)


def _dossier(app: App, sessie: Sessie, number: int) -> CasusDetail:
    casus = sessie.casussen.find(CasusFilter(stap=5))[0]
    app.frame.open_page("casussen", casus, "casus")
    _settled(app)
    detail = app.frame.findChild(CasusDetail)
    assert isinstance(detail, CasusDetail)
    detail.tabs.go_to(number)
    _settled(app)
    return detail


@pytest.mark.parametrize("number", range(len(PARTS)), ids=[p.title for p in PARTS])
def test_a_part_of_a_dossier_is_walked_by_keyboard(
    app: App, sessie: Sessie, unnamed_controls: Walker, number: int
) -> None:
    detail = _dossier(app, sessie, number)
    _check(app, detail, unnamed_controls)


def test_every_part_of_beheer_is_walked_by_keyboard(app: App, unnamed_controls: Walker) -> None:
    app.frame.open_page("beheer")
    page = app.frame.current_page
    assert isinstance(page, BeheerPage)
    for number, part in enumerate(page.delen.parts):
        page.delen.show_part(number)
        _settled(app)
        part.focus_first()
        _check(app, page, unnamed_controls)


def test_escape_closes_a_card_and_the_text_comes_back(app: App, sessie: Sessie) -> None:
    detail = _dossier(app, sessie, 0)
    detail.ask("notitie")
    first = detail.card
    assert first is not None
    QTest.keyClicks(_focus(), "half getypt")
    QTest.keyClick(_focus(), Qt.Key.Key_Escape)
    assert not first.isVisible()
    assert detail.tabs.current.isAncestorOf(_focus())
    detail.ask("notitie")
    again = detail.card
    assert again is not None
    assert "half getypt" in " ".join(str(v) for v in again.form.values().values())
    again.cancel()


def test_escape_in_a_field_keeps_what_is_typed(app: App, sessie: Sessie) -> None:
    detail = _dossier(app, sessie, 0)
    casus = detail.casus_id
    assert casus is not None
    field = _focus()
    QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, " Blijft staan.")
    QTest.keyClick(_focus(), Qt.Key.Key_Escape)
    app.frame.open_page("vandaag")
    _settled(app)
    assert sessie.casussen.dossier(casus).vraag.endswith("Blijft staan.")
