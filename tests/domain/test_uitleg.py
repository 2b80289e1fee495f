"""The explanation of a date: complete, adding up, and the same whichever way it is asked."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.casus import Pauze
from expertteam_app.domain.kalender import KALENDERDAGEN, WETTELIJK, Kalender, Profiel, weekend_days
from expertteam_app.domain.termijn import Eenheid, Norm, due_date, elapsed
from expertteam_app.domain.uitleg import Herkomst, Uitleg, explain_back, explain_count, explain_term

DAG = timedelta(days=1)
KANTOOR = Kalender(Profiel.KANTOOR, {date(2026, 4, 30): "brugdag", date(2026, 5, 2): "brugdag", date(2026, 5, 5): ""})

starts = st.dates(date(2024, 1, 1), date(2028, 12, 31))
normen = st.builds(Norm, st.integers(0, 100), st.sampled_from(Eenheid).filter(lambda e: e is not Eenheid.JAREN))


@st.composite
def pauzes(draw: st.DrawFn) -> Pauze:
    van = draw(st.dates(date(2023, 12, 1), date(2029, 6, 30)))
    return Pauze(van, van + draw(st.integers(0, 60)) * DAG, "reden", telt=draw(st.booleans()))


def lines(told: Uitleg, soort: str) -> list[str]:
    return [r.tekst for r in told.regels if r.soort == soort]


def test_every_free_day_stands_there_by_name() -> None:
    told = explain_term(date(2026, 4, 27), Norm(8, Eenheid.WERKDAGEN), (), KANTOOR)
    assert told.einddatum == date(2026, 5, 11)
    assert lines(told, "vrij") == [
        "Telt niet mee: 2 weekenden (4 dagen).",
        "Telt niet mee: brugdag, donderdag 30 april 2026.",
        "Telt niet mee: brugdag, zaterdag 2 mei 2026; valt al in een weekend.",
        "Telt niet mee: Bevrijdingsdag, dinsdag 5 mei 2026.",
    ]
    assert lines(told, "controle") == ["Controle: 14 kalenderdagen = 8 werkdagen norm + 4 weekend + 2 vrij."]
    assert [(v.naam, v.weekend) for v in told.vrije_dagen] == [
        ("brugdag", False),
        ("brugdag", True),
        ("Bevrijdingsdag", False),
    ]


def test_a_legal_term_says_why_it_moves_and_by_which_article() -> None:
    told = explain_term(
        date(2026, 3, 27),
        Norm(1, Eenheid.WEKEN),
        (),
        KALENDERDAGEN,
        wettelijk=True,
        herkomst=Herkomst("beschikking", "zoals meegeleverd", "wet", "BW Boek 1", "BW 1:255"),
    )
    assert told.als_tekst().splitlines() == [
        "Dag 0: vrijdag 27 maart 2026, beschikking. De dag erna is dag 1.",
        "Norm: 1 week (zoals meegeleverd, wet).",
        "Elke dag telt, ook weekenden en feestdagen.",
        "Binnen de termijn vallen en tellen gewoon mee: Goede Vrijdag (vr 03-04-2026).",
        (
            "Het einde valt op een vrije dag (03-04-2026 Goede Vrijdag, 04-04-2026 zaterdag, 05-04-2026 zondag, "
            "06-04-2026 Tweede Paasdag): de termijn loopt tot 07-04-2026 (Atw 1)."
        ),
        "Uiterlijk: dinsdag 7 april 2026.",
        "Controle: 11 kalenderdagen = 7 kalenderdagen norm + 4 opgeschoven.",
        "Wet: BW 1:255.",
        "Bron: BW Boek 1.",
    ]


@pytest.mark.parametrize(
    ("waarde", "eenheid", "says"),
    [
        (90, Eenheid.KALENDERDAGEN, "Atw 1"),
        (91, Eenheid.KALENDERDAGEN, "Atw 4"),
        (12, Eenheid.WEKEN, "Atw 1"),
        (13, Eenheid.WEKEN, "Atw 4"),
        (3, Eenheid.MAANDEN, "Atw 1"),
        (4, Eenheid.MAANDEN, "Atw 4"),
        (1, Eenheid.JAREN, "Atw 4"),
    ],
)
def test_the_exception_of_atw_4_is_told_also_when_it_changes_nothing(waarde: int, eenheid: Eenheid, says: str) -> None:
    told = explain_term(date(2026, 6, 2), Norm(waarde, eenheid), (), KALENDERDAGEN, wettelijk=True)
    (line,) = lines(told, "atw")
    assert says in line


def test_counting_back_names_its_free_days_and_does_not_move() -> None:
    told = explain_back(date(2026, 5, 12), Norm(10, Eenheid.WERKDAGEN))
    assert told.einddatum == date(2026, 4, 24)
    assert lines(told, "vrij") == [
        "Telt niet mee: 3 weekenden (6 dagen).",
        "Telt niet mee: Koningsdag, maandag 27 april 2026.",
        "Telt niet mee: Bevrijdingsdag, dinsdag 5 mei 2026.",
    ]
    assert "Atw 1, tweede lid" in lines(told, "atw")[0]


def test_a_pause_that_still_runs_is_told() -> None:
    told = explain_term(
        date(2026, 4, 20), Norm(5, Eenheid.WERKDAGEN), [Pauze(date(2026, 4, 22), None, "ziek", telt=True)]
    )
    assert told.einddatum is None
    assert lines(told, "pauze") == ["De klok staat stil (ziek) na wo 22-04-2026; deze pauze loopt nog."]
    assert lines(told, "einde") == ["Er is nog geen einddatum. De klok staat stil sinds 22-04-2026."]


def test_the_json_holds_the_text_line_by_line() -> None:
    told = explain_term(date(2026, 4, 20), Norm(5, Eenheid.WERKDAGEN))
    value = told.als_json()
    assert "\n".join(value["uitleg"]) == told.als_tekst()  # type: ignore[arg-type]  # a list of lines
    assert (value["start"], value["norm"], value["eenheid"], value["einddatum"]) == (
        "2026-04-20",
        5,
        "werkdagen",
        "2026-04-28",
    )


@given(
    start=starts,
    norm=normen,
    stil=st.lists(pauzes(), max_size=4),
    wettelijk=st.booleans(),
    kalender=st.sampled_from([WETTELIJK, KANTOOR, KALENDERDAGEN]),
)
def test_the_sum_adds_up_and_the_date_is_that_of_the_clock(
    start: date, norm: Norm, stil: list[Pauze], *, wettelijk: bool, kalender: Kalender
) -> None:
    if norm.eenheid is Eenheid.WERKDAGEN and kalender is KALENDERDAGEN:
        kalender = WETTELIJK
    told = explain_term(start, norm, stil, kalender, wettelijk=wettelijk)
    assert told.einddatum == due_date(start, norm, stil, kalender, wettelijk=wettelijk).datum
    (check,) = lines(told, "controle")
    total, *parts = (int(n) for n in re.findall(r"\d+", check))
    assert total == sum(parts)
    assert told.einddatum is not None
    assert total == (told.einddatum - start).days
    if not wettelijk:
        assert "opgeschoven" not in check


@given(starts, st.integers(0, 400), st.lists(pauzes(), max_size=4), st.sampled_from([WETTELIJK, KANTOOR]))
def test_a_count_is_the_days_without_what_is_named(
    start: date, length: int, stil: list[Pauze], kalender: Kalender
) -> None:
    stop = start + length * DAG
    told = explain_count(start, stop, stil, Eenheid.WERKDAGEN, kalender)
    spent = elapsed(start, stop, stil, Eenheid.WERKDAGEN, kalender)
    named = sum(not v.weekend for v in told.vrije_dagen)
    assert spent.bruto == length - told.weekenddagen - named
    assert spent.netto == spent.bruto - sum(p.dagen for p in told.pauzes)


@given(starts, st.integers(0, 100))
def test_weekends_are_counted_as_on_a_calendar(start: date, length: int) -> None:
    days = [start + (n + 1) * DAG for n in range(length)]
    weekend = [d for d in days if d.weekday() >= 5]
    assert weekend_days(start, start + length * DAG) == (len({d.isocalendar()[:2] for d in weekend}), len(weekend))
