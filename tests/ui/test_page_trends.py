"""The parts Trend and Gemeenten of the page Hiaten, by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.periode import Periode
from expertteam_app.domain.signaal import SignaalSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.trends import INSTROOM
from expertteam_app.ui.pages.hiaten import HiatenPage
from expertteam_app.ui.pages.hiaten_gemeenten import GemeentenDeel
from expertteam_app.ui.pages.hiaten_trend import TrendDeel
from expertteam_app.ui.theme import Theme
from expertteam_app.ui.work import Work

WAIT = 20_000
KEY = Qt.Key
Walker = Callable[[QWidget], list[str]]


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> HiatenPage:
    page = HiatenPage(sessie, work)
    qtbot.addWidget(page)
    page.resize(1180, 690)
    page.show()
    page.refresh(frozenset())
    return page


def go(page: HiatenPage, name: str, work: Work, qtbot: QtBot) -> QWidget:
    next(c for c in page.commands() if c.text == f"Hiaten: {name}").run()
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    page.focus_first()
    return page.current


@pytest.fixture
def trend(page: HiatenPage, work: Work, qtbot: QtBot) -> TrendDeel:
    part = go(page, "Trend", work, qtbot)
    assert isinstance(part, TrendDeel)
    return part


@pytest.fixture
def gemeenten(page: HiatenPage, work: Work, qtbot: QtBot) -> GemeentenDeel:
    part = go(page, "Gemeenten", work, qtbot)
    assert isinstance(part, GemeentenDeel)
    return part


def test_every_series_stands_with_its_counts_and_verdict(trend: TrendDeel, sessie: Sessie) -> None:
    reeksen = sessie.trends.reeksen(trend.periode.periode)
    assert trend.model.rows == reeksen
    assert reeksen[0].sleutel == INSTROOM
    assert trend.table.hasFocus()
    assert trend.picture.beeld.rijen == tuple(zip(reeksen[0].perioden, map(str, reeksen[0].aantallen), strict=True)), (
        "the strip and its table say what the service counted"
    )
    assert f"{reeksen[0].aantallen[-1]} casussen in" in trend.sentence.text()
    assert reeksen[0].tegen_basis is not None
    assert reeksen[0].tegen_basis.oordeel.woorden in trend.sentence.text()


def test_every_half_year_opens_the_casussen_behind_its_bar(trend: TrendDeel, page: HiatenPage, qtbot: QtBot) -> None:
    reeks = trend.model.rows[0]
    assert {r.id for r in trend.behind.model.rows} == set(reeks.casus_ids)
    trend.picture.setFocus()
    QTest.keyClick(trend.picture, KEY.Key_End)
    QTest.keyClick(trend.picture, KEY.Key_Left)
    QTest.keyClick(trend.picture, KEY.Key_Return)
    assert {r.id for r in trend.behind.model.rows} == set(reeks.casussen[-2])
    assert len(trend.behind.model.rows) == reeks.aantallen[-2]
    with qtbot.waitSignal(page.drill) as listed:
        next(c for c in page.commands() if c.id == "hiaten.lijst").run()
    assert set(listed.args[0]) == set(reeks.casussen[-2])


def test_a_new_baseline_needs_a_reason_and_stands_with_the_figure(
    trend: TrendDeel, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    reeks = trend.model.rows[0]
    QTest.keyClick(trend.base_button, KEY.Key_Space)
    card = trend.card
    assert card is not None
    since = reeks.perioden[-3]
    card.form.set_value("sinds", since)
    QTest.keyClick(card.confirm_button, KEY.Key_Space)
    assert card.form.row("reden").error
    card.form.set_value("reden", "Sinds toen leggen wij anders vast (verzonnen).")
    QTest.keyClick(card.confirm_button, KEY.Key_Space)
    trend.refresh(frozenset({"basislijn"}))
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert trend.model.rows[0].basis[0] == since
    assert f"nieuwe basislijn sinds {since}: Sinds toen leggen wij anders vast" in trend.sentence.text()
    assert sessie.trends.reeksen(trend.periode.periode)[1].sinds == "", "the other series keep theirs"


def test_gemeenten_stand_in_the_order_of_the_list_with_the_same_facts_as_the_funnel(
    gemeenten: GemeentenDeel, sessie: Sessie
) -> None:
    order = [c.code for c in sessie.lists["gemeenten"]]
    shown = [p.gemeente for p in gemeenten.model.rows]
    assert shown == [g for g in order if g in shown]
    gemeenten.model.sort(1, Qt.SortOrder.DescendingOrder)
    assert [gemeenten.model.id_at(r) for r in range(len(shown))] == list(range(len(shown))), "it cannot be ranked"
    QTest.keyClick(gemeenten.copy_button, KEY.Key_Space)
    copied = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()][1:]
    assert [row[1] for row in copied] == [str(p.aantal) for p in gemeenten.model.rows]
    assert gemeenten.picture.accessibleDescription().startswith("De regio heeft")


def test_a_point_of_the_funnel_opens_the_casussen_of_its_gemeente(gemeenten: GemeentenDeel) -> None:
    gemeenten.picture.setFocus()
    QTest.keyClick(gemeenten.picture, KEY.Key_End)
    QTest.keyClick(gemeenten.picture, KEY.Key_Return)
    chosen = gemeenten.chosen
    assert chosen is not None
    assert chosen.jeugdigen == max(p.jeugdigen for p in gemeenten.model.rows)
    assert len(gemeenten.behind.model.rows) == chosen.aantal > 0
    assert {r.gemeente for r in gemeenten.behind.model.rows} == {chosen.gemeente}


def test_a_verdict_on_a_gemeente_comes_in_the_register(gemeenten: GemeentenDeel, sessie: Sessie) -> None:
    QTest.keyClick(gemeenten.oordeel.judge_button, KEY.Key_Space)
    card = gemeenten.oordeel.plek.card
    assert card is not None
    card.form.set_value("mens", "volgen")
    QTest.keyClick(card.confirm_button, KEY.Key_Space)
    made = next(s for s in sessie.signalen.all() if s.soort is SignaalSoort.TRECHTER)
    assert (made.mens, made.open, made.periode) == ("volgen", True, gemeenten.periode.periode.code)


def test_a_number_of_jeugdigen_is_entered_with_its_year(
    gemeenten: GemeentenDeel, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    first = gemeenten.model.rows[0]
    QTest.keyClick(gemeenten.fill_button, KEY.Key_Space)
    card = gemeenten.card
    assert card is not None
    for key, value in (("gemeente", first.gemeente), ("jaar", "2025"), ("aantal", "veel")):
        card.form.set_value(key, value)
    QTest.keyClick(card.confirm_button, KEY.Key_Space)
    assert card.form.row("aantal").error
    card.form.set_value("aantal", "41.500")
    QTest.keyClick(card.confirm_button, KEY.Key_Space)
    gemeenten.refresh(frozenset({"jeugdigen_telling"}))
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert gemeenten.model.rows[0].jeugdigen == 41_500
    assert (first.gemeente, 2025, 41_500) in {(t.gemeente, t.jaar, t.aantal) for t in sessie.trends.jeugdigen()}


def test_without_any_number_every_gemeente_is_named(lege_sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    part = GemeentenDeel(lege_sessie, work)
    qtbot.addWidget(part)
    part.show()
    part.refresh(frozenset())
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    for code in lege_sessie.lists["gemeenten"]:
        assert code.label in part.note.text()
    assert not part.picture.isVisible()
    QTest.keyClick(part.fill_button, KEY.Key_Space)
    assert part.card is not None
    assert part.card.isVisible()


def test_an_empty_kluis_has_no_trend(lege_sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    part = TrendDeel(lege_sessie, work)
    qtbot.addWidget(part)
    part.show()
    part.refresh(frozenset())
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert "nog geen casussen" in part.note.text()
    assert not part.picture.isVisible()


def test_a_running_half_year_says_so(trend: TrendDeel, sessie: Sessie) -> None:
    assert Periode.half_of(sessie.context.vandaag()).code == trend.model.rows[0].perioden[-1]
    assert "loopt nog" in trend.note.text()


@pytest.mark.parametrize("name", ["Trend", "Gemeenten"])
@pytest.mark.parametrize("scale", [100, 200])
def test_every_control_has_a_name(
    page: HiatenPage, theme: Theme, unnamed_controls: Walker, name: str, scale: int, work: Work, qtbot: QtBot
) -> None:
    theme.set_text_scale(scale)
    go(page, name, work, qtbot)
    assert unnamed_controls(page) == []
