"""The parts Samenhang and Signalen of the page Hiaten, by keyboard, where kenmerken really go together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.oordeel import Oordeel
from expertteam_app.domain.periode import Periode
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_velden import Choice
from expertteam_app.ui.pages.hiaten import HiatenPage, part_titles
from expertteam_app.ui.pages.hiaten_oordeel import VRAGEN
from expertteam_app.ui.pages.hiaten_samenhang import SamenhangDeel
from expertteam_app.ui.pages.hiaten_signalen import SignalenDeel
from expertteam_app.ui.theme import Theme
from expertteam_app.ui.widgets.icoontjes import MOST, Icoontjes
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
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    return page


def go(page: HiatenPage, name: str, work: Work, qtbot: QtBot) -> QWidget:
    """Along the tabs with the arrow keys."""
    for _ in page.delen.parts:
        if page.current.title == name:
            break
        QTest.keyClick(next(t for t in page.delen.findChildren(QToolButton) if t.isChecked()), KEY.Key_Right)
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    page.current.focus_first()
    return page.current


@pytest.fixture
def samenhang(page: HiatenPage, work: Work, qtbot: QtBot) -> SamenhangDeel:
    part = go(page, "Samenhang", work, qtbot)
    assert isinstance(part, SamenhangDeel)
    return part


def choose(box: Choice, value: object) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_it_begins_with_what_can_be_seen_and_lists_the_clearest_first(samenhang: SamenhangDeel, sessie: Sessie) -> None:
    periode = samenhang.periode.periode
    overzicht = sessie.patronen.overzicht(Periode(periode.jaar - 2).van, periode.tot)
    assert samenhang.visible.text() == overzicht.wat_te_zien_is
    signals = overzicht.with_verdict(Oordeel.SIGNAAL)
    assert signals, "the invented kluis has kenmerken that go together"
    loud = (*signals, *overzicht.with_verdict(Oordeel.OPVALLEND))
    assert [u.sleutel for u in samenhang.model.rows] == [u.sleutel for u in loud]
    assert samenhang.model.rows[0].telling in samenhang.sentence.text()
    assert samenhang.table.hasFocus()


def test_what_is_chance_or_too_little_is_folded_away(
    samenhang: SamenhangDeel, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    before = len(samenhang.model.rows)
    choose(samenhang.filter, "alles")
    periode = samenhang.periode.periode
    overzicht = sessie.patronen.overzicht(Periode(periode.jaar - 2).van, periode.tot)
    assert len(samenhang.model.rows) == len(overzicht.paren) + len(overzicht.drietallen) > before
    verdicts = {u.patroon.oordeel for u in samenhang.model.rows}
    assert verdicts & {Oordeel.TOEVAL, Oordeel.TE_WEINIG}
    choose(samenhang.gemeente, next(iter(sessie.lists["gemeenten"])).code)
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert samenhang.visible.text() != overzicht.wat_te_zien_is


def test_enter_goes_into_the_casussen_behind_the_pattern(
    samenhang: SamenhangDeel, page: HiatenPage, qtbot: QtBot
) -> None:
    chosen = samenhang.chosen
    assert chosen is not None
    assert {r.id for r in samenhang.behind.model.rows} == set(chosen.casus_ids)
    QTest.keyClick(samenhang.table, KEY.Key_Return)
    assert samenhang.behind.table.hasFocus()
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.keyClick(samenhang.behind.table, KEY.Key_Return)
    assert opened.args[1] in chosen.casus_ids
    command = next(c for c in page.commands() if c.id == "hiaten.lijst")
    assert command.enabled()
    with qtbot.waitSignal(page.drill) as listed:
        command.run()
    assert set(listed.args[0]) == set(chosen.casus_ids)


def test_the_icons_say_the_same_in_words_and_as_a_table(samenhang: SamenhangDeel) -> None:
    chosen = samenhang.chosen
    assert chosen is not None
    p = chosen.patroon
    assert samenhang.icons.tekens == (p.samen, p.laatste)
    assert f"{p.samen} van de {p.laatste} gezinnen" in samenhang.icons.accessibleDescription()
    QTest.keyClick(samenhang.copy_button, KEY.Key_Space)
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert [row[-1] for row in rows] == ["aantal", str(p.samen), str(p.laatste)]


def test_more_than_can_be_counted_says_for_how_many_a_mark_stands(qtbot: QtBot) -> None:
    icons = Icoontjes()
    qtbot.addWidget(icons)
    icons.show_share(1, 5_000, "iets", "gezinnen")
    assert icons.tekens == (1, MOST), "what is there is never drawn as nothing"
    assert "Eén rondje staat voor 25." in icons.accessibleDescription()
    icons.show_share(0, 3, "iets", "gezinnen")
    assert icons.tekens == (0, 3)


def test_a_verdict_is_recorded_and_closes_a_false_alarm(
    samenhang: SamenhangDeel, page: HiatenPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    assert all(any(v in w.text() for w in samenhang.oordeel.findChildren(type(samenhang.visible))) for v in VRAGEN)
    before = len(sessie.signalen.all())
    QTest.keyClick(samenhang.oordeel.judge_button, KEY.Key_Space)
    card = samenhang.oordeel.plek.card
    assert card is not None
    QTest.keyClick(card.confirm_button, KEY.Key_Space)
    assert len(sessie.signalen.all()) == before, "without a verdict nothing is stored"
    card.form.set_value("mens", "verklaard")
    QTest.keyClick(card.confirm_button, KEY.Key_Space)
    assert card.form.row("verklaring").error, "another explanation needs words"
    card.form.set_value("verklaring", "Eén aanbieder stopte (verzonnen).")
    QTest.keyClick(card.confirm_button, KEY.Key_Space)
    chosen = samenhang.chosen
    assert chosen is not None
    made = next(s for s in sessie.signalen.all() if s.sleutel == chosen.sleutel)
    assert (made.mens, made.open, made.periode) == ("verklaard", False, samenhang.periode.periode.code)
    page.refresh(frozenset({"signaal"}))
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert "Eén aanbieder stopte" in samenhang.oordeel.said.text()
    assert samenhang.oordeel.judge_button.hasFocus()


def test_the_register_opens_closes_and_counts_false_alarms(
    samenhang: SamenhangDeel, page: HiatenPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    before = sessie.signalen.balans()
    for row, mens in ((0, "bespreken"), (1, "loos-alarm")):
        samenhang.table.setCurrentIndex(samenhang.model.index(row, 0))
        samenhang.oordeel.judge()
        card = samenhang.oordeel.plek.card
        assert card is not None
        card.form.set_value("mens", mens)
        card.confirm()
    part = go(page, "Signalen", work, qtbot)
    assert isinstance(part, SignalenDeel)
    assert [s.open for s in part.model.rows] == sorted((s.open for s in part.model.rows), reverse=True)
    balans = sessie.signalen.balans()
    assert (balans.totaal, balans.loos_alarm) == (before.totaal + 2, before.loos_alarm + 1)
    assert part.balance.text().endswith(f"{balans.loos_alarm} daarvan bleken loos alarm.")
    first = part.chosen
    assert first is not None
    assert first.mens == "bespreken"
    QTest.keyClick(part.close_button, KEY.Key_Space)
    assert part.plek.card is not None
    part.plek.card.form.set_value("afloop", "Besproken (verzonnen).")
    QTest.keyClick(part.plek.card.confirm_button, KEY.Key_Space)
    part.refresh(frozenset({"signaal"}))
    assert sessie.signalen.balans().open == balans.open - 1
    assert part.chosen is not None
    assert part.chosen.id == first.id, "one stays with the signaal"
    assert "Afloop: Besproken (verzonnen)." in part.outcome.text()
    QTest.keyClick(part.reopen_button, KEY.Key_Space)
    assert sessie.signalen.balans().open == balans.open
    part.refresh(frozenset({"signaal"}))
    QTest.keyClick(part.facts["loos"], KEY.Key_Space)
    assert [s.mens for s in part.model.rows] == ["loos-alarm"] * balans.loos_alarm


def test_an_empty_kluis_says_what_will_come(lege_sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    page = HiatenPage(lege_sessie, work)
    qtbot.addWidget(page)
    page.show()
    page.refresh(frozenset())
    part = go(page, "Samenhang", work, qtbot)
    assert isinstance(part, SamenhangDeel)
    assert part.visible.text() == "Er zijn geen casussen in deze periode."
    assert part.empty.isVisible()
    assert part.periode.hasFocus()


def test_who_may_not_read_casussen_has_every_part_but_the_wachtenden() -> None:
    names = ("Hiaten", "Register", "Samenhang", "Trend", "Gemeenten", "Signalen", "Wachtenden")
    assert part_titles(Actor("voorzitter", Rol.VOORZITTER)) == names
    assert part_titles(Actor("lezer", Rol.LEZER_CIJFERS)) == names[:-1]


@pytest.mark.parametrize("name", ["Samenhang", "Signalen"])
@pytest.mark.parametrize("scale", [100, 200])
def test_every_control_has_a_name(
    page: HiatenPage, theme: Theme, unnamed_controls: Walker, name: str, scale: int, work: Work, qtbot: QtBot
) -> None:
    theme.set_text_scale(scale)
    go(page, name, work, qtbot)
    assert unnamed_controls(page) == []
