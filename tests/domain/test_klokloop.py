"""One run of a klok: within its norm or not, days left, and klokken that are counted backwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.casus import Pauze
from expertteam_app.domain.kalender import KALENDERDAGEN, WETTELIJK, Profiel
from expertteam_app.domain.klok import Klok, KlokStatus
from expertteam_app.domain.klokloop import KlokStand, Loop, loop_of, measure, stand_of, surely_within
from expertteam_app.domain.termijn import Eenheid

DAG = timedelta(days=1)
KLOK = Klok("D2", "triage", "aanmelding", "triage", 5, Eenheid.WERKDAGEN, KlokStatus.VOORSTEL, "voorstel")
BACK = replace(KLOK, code="R1", naam="stukken op tijd", van="eerste_overleg", tot="verslag_verzonden", achteruit=True)
MONTHS = replace(KLOK, norm=3, eenheid=Eenheid.MAANDEN, profiel=Profiel.KALENDERDAGEN)
FRIDAY = date(2026, 3, 6)


def stand(klok: Klok, loop: Loop, vandaag: date) -> KlokStand:
    return stand_of(klok, loop, klok.termijn, klok.kalender, vandaag)


def test_days_left_are_counted_in_the_unit_of_the_norm() -> None:
    run = Loop("x", FRIDAY, None)
    assert [stand(KLOK, run, FRIDAY + n * DAG).resterend for n in (0, 1, 3, 7, 8, 10)] == [5, 5, 4, 0, 0, -1]
    assert [stand(KLOK, run, FRIDAY + n * DAG).over_norm for n in (7, 8, 10)] == [False, False, True]


def test_months_are_held_against_the_real_due_date_of_each_case() -> None:
    """Three months are 89 to 92 days; a fixed number of days would call one of these late and the other in time."""
    winter, summer = Loop("w", date(2026, 2, 1), date(2026, 5, 2)), Loop("s", date(2026, 7, 1), date(2026, 10, 1))
    assert measure(MONTHS, winter, MONTHS.termijn, KALENDERDAGEN, date(2027, 1, 1)).binnen_norm is False
    assert measure(MONTHS, summer, MONTHS.termijn, KALENDERDAGEN, date(2027, 1, 1)).binnen_norm is True


def test_a_legal_term_is_in_time_up_to_the_day_it_moved_to() -> None:
    legal = replace(MONTHS, wettelijk=True)
    run = Loop("x", date(2026, 2, 16), date(2026, 5, 18))
    assert measure(legal, run, legal.termijn, KALENDERDAGEN, date(2027, 1, 1)).binnen_norm is True
    assert measure(MONTHS, run, MONTHS.termijn, KALENDERDAGEN, date(2027, 1, 1)).binnen_norm is False
    late = replace(run, eind=date(2026, 5, 19))
    assert measure(legal, late, legal.termijn, KALENDERDAGEN, date(2027, 1, 1)).binnen_norm is False


def test_a_klok_that_is_counted_back_asks_to_be_in_time_before() -> None:
    zitting = date(2026, 5, 12)
    for done, within in ((date(2026, 5, 4), True), (date(2026, 5, 1), True), (date(2026, 5, 6), False)):
        told = stand(BACK, Loop("x", zitting, done), zitting)
        assert (told.uiterlijk, told.binnen_norm) == (date(2026, 5, 4), within)
        assert "teruggerekend" in told.uitleg.als_tekst()
    waiting = stand(BACK, Loop("x", zitting, None), date(2026, 4, 30))
    assert (waiting.binnen_norm, waiting.resterend) == (True, 2)
    assert loop_of(BACK, "x", {"eerste_overleg": zitting, "verslag_verzonden": zitting + DAG}) is None
    assert loop_of(KLOK, "x", {"aanmelding": zitting, "triage": zitting - DAG}) is None


@given(
    start=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    length=st.integers(0, 120),
    norm=st.integers(1, 60),
    pause=st.tuples(st.integers(-20, 100), st.integers(0, 40)),
)
def test_within_the_norm_is_what_the_due_date_says_on_every_werkdag(
    start: date, length: int, norm: int, pause: tuple[int, int]
) -> None:
    """On a day that counts and lies in no pause, the two ways of looking are one."""
    van = start + pause[0] * DAG
    stil = Pauze(van, van + pause[1] * DAG, "", telt=True)
    stop = WETTELIJK.add_days(start + length * DAG, 1)
    run = Loop("x", start, stop, (stil,))
    klok = replace(KLOK, norm=norm)
    told = stand(klok, run, stop)
    assert told.uiterlijk is not None
    assert told.bruto >= told.netto
    assert stil.tot is not None
    if not stil.van < stop <= stil.tot:
        assert told.binnen_norm == (stop <= told.uiterlijk)


@given(
    begin=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    took=st.none() | st.integers(0, 120),
    looked=st.integers(-10, 130),
    pauzes=st.lists(st.tuples(st.integers(-10, 100), st.none() | st.integers(0, 30), st.booleans()), max_size=4),
    klok=st.sampled_from([KLOK, BACK, MONTHS, replace(MONTHS, wettelijk=True), replace(KLOK, wettelijk=True)]),
    norm=st.integers(1, 40),
)
def test_what_is_surely_within_is_within_when_measured(
    begin: date,
    took: int | None,
    looked: int,
    pauzes: list[tuple[int, int | None, bool]],
    klok: Klok,
    norm: int,
) -> None:
    klok = replace(klok, norm=norm if klok.eenheid is Eenheid.WERKDAGEN else 1 + norm % 4)
    held = tuple(
        Pauze(begin + van * DAG, None if length is None else begin + (van + length) * DAG, "wacht", telt)
        for van, length, telt in pauzes
    )
    eind = None if took is None else begin + took * (-DAG if klok.achteruit else DAG)
    loop, term, today = Loop("x", begin, eind, held), klok.termijn, begin + looked * DAG
    assert term is not None
    if surely_within(klok, loop, term, today):
        assert measure(klok, loop, term, klok.kalender, today).binnen_norm is True
