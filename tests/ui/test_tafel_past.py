"""A zitting and a VTB on the laptop of a secretary: every tab is in sight, and there is one bar to scroll with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.pages.zitting import Tab
from expertteam_app.ui.theme import Theme
from expertteam_app.ui.work import Work
from tests.ui.tafels import focus, jbt_page, press, ret_page, window, zitting

SCALES = (100, 200)


@pytest.fixture
def frame(sessie: Sessie, work: Work) -> Iterator[Frame]:
    with window(sessie, work) as made:
        made.resize(1366, 728)
        yield made


def bars(widget: QWidget) -> list[QScrollArea]:
    """The parts around the one with the keyboard that have a bar, from the inside out."""
    found = []
    at: QWidget | None = widget
    while at is not None:
        if isinstance(at, QScrollArea) and at.verticalScrollBar().isVisible():
            found.append(at)
        at = at.parentWidget()
    return found


@pytest.mark.parametrize("scale", SCALES)
def test_every_tab_of_a_zitting_is_in_sight(frame: Frame, theme: Theme, sessie: Sessie, scale: int) -> None:
    theme.set_text_scale(scale)
    page = ret_page(frame)
    page.open_item(zitting(sessie, ZittingSoort.RET, "concept").id)
    page.zitting.show_presence()
    for _ in range(3):
        QApplication.processEvents()
    bar = page.zitting.tabs.tabBar()
    assert bar.count() == len(Tab)
    assert bar.tabRect(bar.count() - 1).right() <= page.zitting.tabs.width()
    assert bar.tabRect(0).left() >= 0
    assert not any(child.isVisible() for child in bar.findChildren(QWidget)), "no arrows"


@pytest.mark.parametrize("scale", SCALES)
def test_one_bar_at_a_time(frame: Frame, theme: Theme, sessie: Sessie, scale: int) -> None:
    theme.set_text_scale(scale)
    page = ret_page(frame)
    page.open_item(zitting(sessie, ZittingSoort.RET, "concept").id)
    view = page.zitting
    for part in (view.show_presence, view.show_versies, view.show_stand, view.show_nood, view.show_candidates):
        part()
        QApplication.processEvents()
        assert len(bars(focus())) <= 1
    jbt = jbt_page(frame)
    jbt.open_vtb(next(v for v in sessie.vtbs.all() if v.fase == "compleet").id)
    conditions = jbt.werkbank.detail.conditions
    for _ in range(3):
        QApplication.processEvents()
    assert focus() is conditions
    assert not conditions.verticalScrollBar().isVisible()
    assert len(bars(conditions)) <= 1
    for _ in range(conditions.count()):
        press(Qt.Key.Key_Down)
    last = conditions.visualItemRect(conditions.currentItem())
    area = bars(conditions)[0].viewport()
    assert area.rect().contains(conditions.viewport().mapTo(area, last.bottomLeft())), "the page follows the row"
    jbt.werkbank.plan()
    QApplication.processEvents()
    assert not jbt.werkbank.plannen.slots.verticalScrollBar().isVisible()
    assert len(bars(jbt.werkbank.plannen.slots)) == 1


def test_what_is_asked_for_goes_back_with_escape(frame: Frame, sessie: Sessie) -> None:
    page = ret_page(frame)
    page.open_item(zitting(sessie, ZittingSoort.RET, "concept").id)
    press(Qt.Key.Key_F9)
    assert page.zitting.tabs.currentIndex() == Tab.VERSIES
    press(Qt.Key.Key_F6)
    assert focus() is page.zitting.toevoegen.search
    assert not page.zitting.tabs.isVisible()
    press(Qt.Key.Key_Escape)
    assert page.zitting.tabs.isVisible()
    assert page.zitting.tabs.currentIndex() == Tab.VERSIES, "back where one was"
