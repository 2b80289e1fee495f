"""The page with doorlooptijden, by keyboard, on the real kluis with sixty invented casussen."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.periode import Periode
from expertteam_app.services.doorlooptijden import Doorlooptijden, KlokUitkomst
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages import doorlooptijden_woorden as woorden
from expertteam_app.ui.pages.doorlooptijden import DoorlooptijdenPage
from expertteam_app.ui.theme import Theme
from expertteam_app.ui.work import Work

WAIT = 20_000
KEY = Qt.Key
Walker = Callable[[QWidget], list[str]]


def settle(work: Work, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)


def choose(page: DoorlooptijdenPage, work: Work, qtbot: QtBot, periode: str) -> None:
    page.periode.setFocus()
    while page.periode.currentData() != periode:
        before = page.periode.currentIndex()
        QTest.keyClick(page.periode, KEY.Key_Down)
        assert page.periode.currentIndex() > before, "the period is in the list"
    page.periode.activated.emit(page.periode.currentIndex())
    settle(work, qtbot)


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> DoorlooptijdenPage:
    made = DoorlooptijdenPage(sessie, work)
    qtbot.addWidget(made)
    made.resize(1180, 690)
    made.show()
    made.refresh(frozenset())
    settle(work, qtbot)
    choose(made, work, qtbot, "2026")
    return made


def line(page: DoorlooptijdenPage, code: str) -> int:
    return [u.code for u in page.model.rows].index(code)


def cell(page: DoorlooptijdenPage, code: str, key: str) -> str:
    column = [c.key for c in page.model.columns].index(key)
    return str(page.model.data(page.model.index(line(page, code), column)))


def stand(page: DoorlooptijdenPage, code: str, key: str) -> None:
    column = [c.key for c in page.model.columns].index(key)
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(line(page, code), column))


def test_every_klok_stands_there_with_what_the_service_counts(page: DoorlooptijdenPage, sessie: Sessie) -> None:
    counted = {u.code: u for u in sessie.doorlooptijden.table(Periode(2026))}
    assert [u.code for u in page.model.rows] == list(counted)
    klok = counted["D3"]
    low, high = klok.cijfer.p50_interval
    assert cell(page, "D3", "n") == str(klok.cijfer.n)
    assert cell(page, "D3", "half") == f"{klok.cijfer.p50} ({low}–{high})"
    assert klok.cijfer.binnen_norm is not None
    assert klok.cijfer.binnen_norm_interval is not None
    least, most = (round(100 * side) for side in klok.cijfer.binnen_norm_interval)
    assert cell(page, "D3", "binnen_norm") == f"{round(100 * klok.cijfer.binnen_norm)}% ({least}–{most})"
    assert cell(page, "D3", "bruto") == f"{klok.bruto.p50} / {klok.bruto.p80}"
    assert cell(page, "D3", "norm") == "15, voorstel"
    assert cell(page, "D3", "eenheid") == "werkdagen"


def test_too_few_zaken_give_words_instead_of_a_figure(page: DoorlooptijdenPage) -> None:
    few = next(u for u in page.model.rows if u.cijfer.n > 0 and not u.cijfer.genoeg)
    assert cell(page, few.code, "half") == f"te weinig zaken ({few.cijfer.n}, waarvan {few.cijfer.afgerond} klaar)"
    assert cell(page, few.code, "tachtig") == "–"
    assert cell(page, few.code, "bruto") == "–"
    stand(page, few.code, "naam")
    assert not page.detail.chart.isVisible()
    assert page.detail.model.rowCount() == few.cijfer.n
    place = [c.key for c in page.model.columns].index("half")
    assert page.table.columnSpan(line(page, few.code), place) == 3


def test_choosing_a_line_shows_its_sentence_its_curve_and_its_zaken(page: DoorlooptijdenPage) -> None:
    stand(page, "D2", "naam")
    QTest.keyClick(page.table, KEY.Key_Down)
    klok = page.model.rows[line(page, "D3")]
    assert page.detail.uitkomst == klok
    assert page.detail.sentence.text().startswith(f"De helft is binnen {klok.cijfer.p50} werkdagen klaar")
    assert page.detail.chart.isVisible()
    assert page.detail.model.rowCount() == len(klok.zaken)
    assert page.detail.compared.text().startswith("Zelfde deel van het jaar ervoor (01-01-2025 t/m ")
    assert f"Bruto (helft / 80%): {klok.bruto.p50} / {klok.bruto.p80} werkdagen." in page.detail.sentence.text()


def test_how_it_was_computed_is_one_key_away(page: DoorlooptijdenPage) -> None:
    stand(page, "D3", "naam")
    assert not page.detail.explanation.isVisible()
    page.detail.how.setFocus()
    QTest.keyClick(page.detail.how, KEY.Key_Space)
    assert page.detail.explanation.isVisible()
    assert "Norm: 15 werkdagen, voorstel. Bron: voorstel; geen bron in de regio." in page.detail.explanation.text()


def test_enter_on_a_figure_goes_to_the_zaken_behind_that_figure(page: DoorlooptijdenPage) -> None:
    klok = page.model.rows[line(page, "D3")]
    for key, expected in (
        ("open", {z.sleutel for z in klok.zaken if z.eind is None}),
        ("binnen_norm", {z.sleutel for z in klok.zaken if z.eind is not None and z.netto <= 15}),
        ("n", {z.sleutel for z in klok.zaken}),
    ):
        stand(page, "D3", key)
        QTest.keyClick(page.table, KEY.Key_Return)
        assert page.detail.table.hasFocus()
        assert {z.sleutel for z in page.detail.model.rows} == expected
        assert expected


def test_enter_on_a_zaak_opens_the_casus_and_a_vtb_opens_as_vtb(page: DoorlooptijdenPage, qtbot: QtBot) -> None:
    stand(page, "D3", "n")
    QTest.keyClick(page.table, KEY.Key_Return)
    with qtbot.waitSignal(page.open_requested) as casus:
        QTest.keyClick(page.detail.table, KEY.Key_Return)
    assert casus.args == ["casus", page.detail.model.rows[0].casus_id]
    stand(page, "D9", "n")
    QTest.keyClick(page.table, KEY.Key_Return)
    with qtbot.waitSignal(page.open_requested) as vtb:
        QTest.keyClick(page.detail.table, KEY.Key_Return)
    assert vtb.args == ["vtb", page.detail.model.rows[0].vtb_id]
    assert not page.detail.list_button.isEnabled(), "VTB's are no casussen to list"


def test_the_zaken_shown_go_to_the_list_of_casussen(page: DoorlooptijdenPage, qtbot: QtBot) -> None:
    stand(page, "D3", "open")
    QTest.keyClick(page.table, KEY.Key_Return)
    open_ids = {z.casus_id for z in page.detail.model.rows}
    with qtbot.waitSignal(page.drill) as asked:
        QTest.keyClick(page.detail.list_button, KEY.Key_Space)
    ids, name = asked.args
    assert set(ids) == open_ids
    assert name == "Aanmelding RET tot eerste overleg, einde nog niet bereikt, heel 2026"


def test_a_casus_that_was_closed_does_not_say_that_it_still_runs(page: DoorlooptijdenPage, sessie: Sessie) -> None:
    stand(page, "D3", "n")
    column = [c.key for c in page.detail.model.columns].index("eind")
    texts = {
        z.nummer: page.detail.model.data(page.detail.model.index(n, column))
        for n, z in enumerate(page.detail.model.rows)
        if z.eind is None
    }
    status = {
        r.nummer: r.status for r in sessie.casussen.rows(sorted(sessie.casussen.find(CasusFilter(status="alle"))))
    }
    assert texts
    for nummer, text in texts.items():
        assert text == ("gesloten zonder" if status[nummer] == "gesloten" else "loopt nog")


def test_a_gemeente_narrows_every_line(page: DoorlooptijdenPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    code = str(page.gemeente.itemData(1))
    page.gemeente.setFocus()
    QTest.keyClick(page.gemeente, KEY.Key_Down)
    page.gemeente.activated.emit(1)
    settle(work, qtbot)
    expected = [u.cijfer.n for u in sessie.doorlooptijden.table(Periode(2026), code)]
    assert [u.cijfer.n for u in page.model.rows] == expected


def test_the_line_one_stood_on_stays_after_a_change(page: DoorlooptijdenPage, work: Work, qtbot: QtBot) -> None:
    stand(page, "D4", "open")
    page.refresh(frozenset({"gebeurtenis"}))
    settle(work, qtbot)
    assert page.detail.uitkomst is not None
    assert page.detail.uitkomst.code == "D4"
    page.refresh(frozenset({"concept"}))
    assert not work.busy, "a draft moves no klok"


def test_an_empty_period_says_what_to_do(lege_sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    page = DoorlooptijdenPage(lege_sessie, work)
    qtbot.addWidget(page)
    page.show()
    page.refresh(frozenset())
    settle(work, qtbot)
    assert "Kies een andere periode" in page.note.text()
    assert page.detail.sentence.text() == "In deze periode begon hier geen enkele zaak."


def test_who_may_not_read_casussen_opens_none(sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    object.__setattr__(sessie.context, "actor", Actor("lezer", Rol.LEZER_CIJFERS))
    sessie.__dict__["doorlooptijden"] = Doorlooptijden(sessie.context)
    page = DoorlooptijdenPage(sessie, work)
    qtbot.addWidget(page)
    page.show()
    page.refresh(frozenset())
    settle(work, qtbot)
    assert page.model.rowCount()
    stand(page, "D3", "n")
    QTest.keyClick(page.table, KEY.Key_Return)
    with qtbot.assertNotEmitted(page.open_requested):
        QTest.keyClick(page.detail.table, KEY.Key_Return)
    listing = next(c for c in page.commands() if c.id == "doorlooptijden.lijst")
    assert not listing.enabled()


@pytest.mark.parametrize("scale", [100, 200])
def test_every_control_has_a_name(page: DoorlooptijdenPage, theme: Theme, unnamed_controls: Walker, scale: int) -> None:
    theme.set_text_scale(scale)
    assert unnamed_controls(page) == []


@pytest.mark.parametrize("last", [1, 5, 6, 7, 30, 59, 61, 135, 600, 3000])
def test_the_numbers_under_the_axis_are_round_and_few(last: int) -> None:
    step = woorden.step_of(last)
    assert step in {1, 2, 5, *(m * 10**p for m in (1, 2, 2.5, 5) for p in (1, 2, 3, 4))}
    assert 1 <= last // step <= woorden.TICKS


def test_the_curve_is_that_of_the_service(page: DoorlooptijdenPage) -> None:
    klok: KlokUitkomst = page.model.rows[line(page, "D3")]
    drawn = woorden.curve(klok)
    assert drawn is not None
    assert klok.cijfer.kromme is not None
    assert [t for t, _ in drawn.steps] == [s.tijd for s in klok.cijfer.kromme.stappen]
    assert all(Fraction(s).limit_denominator(10_000) <= 1 for _, s in drawn.steps)
    assert drawn.norm == 15
    assert drawn.at_risk[0] == (0, klok.cijfer.n)
    assert [n for _, n in drawn.at_risk] == sorted((n for _, n in drawn.at_risk), reverse=True)
