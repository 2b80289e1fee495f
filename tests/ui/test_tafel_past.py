"""A zitting and a VTB on the laptop of a secretary: every tab is in sight, and there is one bar to scroll with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.pages.zitting_zijde import Tab
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


@pytest.mark.parametrize("scale", SCALES)
def test_a_text_is_taken_over_and_a_series_planned_with_one_bar_and_nothing_cut(
    frame: Frame, theme: Theme, sessie: Sessie, scale: int
) -> None:
    theme.set_text_scale(scale)
    jbt = jbt_page(frame)
    jbt.open_vtb(sessie.vtbs.all()[0].id)
    jbt.werkbank.take_text("Gezin: Proef (fictief)\nGemeente: Epe\nConsultatie GI: 5-11-2026")
    for _ in range(3):
        QApplication.processEvents()
    assert len(bars(focus())) == 1
    ret = ret_page(frame)
    ret.columns.show_left()
    for plan in (ret.plan_series, ret.plan_reflectie):
        plan()
        for _ in range(3):
            QApplication.processEvents()
        assert len(bars(focus())) <= 1
        card = ret.lijst.plek.card
        assert card is not None
        room = card.visibleRegion().boundingRect().width()
        assert room == card.width(), "nothing is cut at the right"
        ret.lijst.plek.close()
        assert focus() is ret.lijst.list


@pytest.mark.parametrize("scale", SCALES)
def test_people_besluiten_and_versions_stand_whole_in_the_page(
    frame: Frame, theme: Theme, sessie: Sessie, scale: int
) -> None:
    theme.set_text_scale(scale)
    jbt = jbt_page(frame)
    jbt.open_item(zitting(sessie, ZittingSoort.JBT, "vastgesteld").id)
    for show in (jbt.zitting.show_presence, jbt.zitting.show_stand):
        show()
        QApplication.processEvents()
    jbt.open_vtb(next(v for v in sessie.vtbs.all() if v.fase == "VTO of terugmelding").id)
    for _ in range(3):
        QApplication.processEvents()
    besluiten = jbt.werkbank.detail.besluiten.list
    for rows in (jbt.zitting.presentie.list, jbt.zitting.stand.versions, besluiten):
        high = sum(rows.sizeHintForRow(n) for n in range(rows.count()))
        assert high <= rows.height() <= high + rows.fontMetrics().height(), rows.accessibleName()


def test_the_verslag_on_the_screen_grows_with_the_text_size(frame: Frame, theme: Theme, sessie: Sessie) -> None:
    page = ret_page(frame)
    page.open_item(zitting(sessie, ZittingSoort.RET, "concept").id)
    page.zitting.read_verslag()
    QApplication.processEvents()
    lezen = page.zitting.lezen
    before = lezen.document().firstBlock().layout().boundingRect().height()
    theme.set_text_scale(200)
    QApplication.processEvents()
    after = lezen.document().firstBlock().layout().boundingRect().height()
    assert after == pytest.approx(2 * before, rel=0.15)
