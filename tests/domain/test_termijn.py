from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.casus import Pauze
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.kalender import KALENDERDAGEN, KANTOOR, WETTELIJK, Kalender
from expertteam_app.domain.termijn import (
    Eenheid,
    Norm,
    atw_applies,
    count_back,
    due_date,
    elapsed,
    norm_days,
    parse_norm,
    quantity,
)

DAG = timedelta(days=1)


@dataclass(frozen=True)
class Stil:
    van: date
    tot: date | None
    telt: bool = True
    reden: str = ""


normen = st.builds(Norm, st.integers(0, 120), st.sampled_from(Eenheid))
kalenders = st.sampled_from([WETTELIJK, KANTOOR, KALENDERDAGEN])
starts = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@st.composite
def pauzes(draw: st.DrawFn) -> Stil:
    van = draw(st.dates(date(2023, 12, 1), date(2029, 6, 30)))
    return Stil(van, van + draw(st.integers(0, 90)) * DAG, telt=draw(st.booleans()))


def due(
    start: date, waarde: int, eenheid: Eenheid, *stil: Stil, kalender: Kalender = WETTELIJK, wet: bool = False
) -> date | None:
    return due_date(start, Norm(waarde, eenheid), stil, kalender, wettelijk=wet).datum


def test_the_day_after_the_start_is_day_one() -> None:
    assert due(date(2026, 3, 2), 1, Eenheid.WERKDAGEN) == date(2026, 3, 3)
    assert due(date(2026, 3, 6), 5, Eenheid.WERKDAGEN) == date(2026, 3, 13)
    assert due(date(2026, 4, 2), 5, Eenheid.WERKDAGEN) == date(2026, 4, 13)
    assert due(date(2026, 3, 2), 0, Eenheid.WERKDAGEN) == date(2026, 3, 2)


def test_weeks_and_months() -> None:
    assert due(date(2026, 3, 2), 2, Eenheid.WEKEN, kalender=KALENDERDAGEN) == date(2026, 3, 16)
    assert due(date(2026, 1, 31), 1, Eenheid.MAANDEN, kalender=KALENDERDAGEN) == date(2026, 2, 28)
    assert due(date(2026, 11, 30), 3, Eenheid.MAANDEN, kalender=KALENDERDAGEN) == date(2027, 2, 28)


def test_a_legal_term_moves_on_from_a_free_day() -> None:
    good_friday = due_date(date(2026, 3, 27), Norm(7, Eenheid.KALENDERDAGEN), wettelijk=True)
    assert good_friday.datum == date(2026, 4, 7)
    assert good_friday.ongeschoven == date(2026, 4, 3)
    assert any("Goede Vrijdag" in line and "Atw 1" in line for line in good_friday.uitleg)


@pytest.mark.parametrize("kalender", [WETTELIJK, KANTOOR, KALENDERDAGEN])
def test_only_a_legal_term_moves_on(kalender: Kalender) -> None:
    """The calendar says which days count; whether the end moves is a matter of law."""
    assert due(date(2026, 3, 27), 7, Eenheid.KALENDERDAGEN, kalender=kalender, wet=True) == date(2026, 4, 7)
    assert due(date(2026, 3, 27), 7, Eenheid.KALENDERDAGEN, kalender=kalender) == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("most", "eenheid"),
    [(90, Eenheid.KALENDERDAGEN), (12, Eenheid.WEKEN), (3, Eenheid.MAANDEN), (90, Eenheid.WERKDAGEN)],
)
def test_atw_4_ends_at_90_days_twelve_weeks_three_months(most: int, eenheid: Eenheid) -> None:
    assert atw_applies(Norm(most, eenheid))
    assert not atw_applies(Norm(most + 1, eenheid))


def test_a_term_longer_than_atw_4_stays_on_the_free_day() -> None:
    assert due(date(2026, 5, 16), 12, Eenheid.WEKEN, wet=True) == date(2026, 8, 10)
    long = due_date(date(2026, 5, 16), Norm(13, Eenheid.WEKEN), wettelijk=True)
    assert long.datum == date(2026, 8, 15)
    assert any("Atw 4" in line for line in long.uitleg)


def test_a_short_legal_term_holds_two_ordinary_days() -> None:
    before_easter = due_date(date(2026, 4, 2), Norm(3, Eenheid.KALENDERDAGEN), wettelijk=True)
    assert before_easter.datum == date(2026, 4, 8)
    assert any("Atw 2" in line for line in before_easter.uitleg)
    assert due(date(2026, 4, 2), 2, Eenheid.KALENDERDAGEN, wet=True) == date(2026, 4, 7)


def test_counting_back_does_not_move_from_a_free_day() -> None:
    assert count_back(date(2026, 4, 13), Norm(10, Eenheid.KALENDERDAGEN)).datum == date(2026, 4, 3)
    assert count_back(date(2026, 4, 13), Norm(5, Eenheid.WERKDAGEN)).datum == date(2026, 4, 2)
    assert count_back(date(2026, 3, 31), Norm(1, Eenheid.MAANDEN)).datum == date(2026, 2, 28)


def test_a_pause_is_measured_in_the_unit_of_the_norm() -> None:
    weekend = Stil(date(2026, 3, 6), date(2026, 3, 8))
    assert due(date(2026, 3, 2), 10, Eenheid.WERKDAGEN, weekend) == date(2026, 3, 16)
    assert due(date(2026, 3, 2), 9, Eenheid.KALENDERDAGEN, weekend) == date(2026, 3, 13)


def test_an_open_pause_stops_the_clock_unless_the_norm_was_already_used() -> None:
    running = Stil(date(2026, 3, 5), None)
    still = due_date(date(2026, 3, 2), Norm(5, Eenheid.WERKDAGEN), [running])
    assert still.datum is None
    assert still.uitleg[-1] == "De klok staat stil sinds 05-03-2026; er is nog geen einddatum."
    assert due(date(2026, 3, 2), 3, Eenheid.WERKDAGEN, running) == date(2026, 3, 5)


def test_a_pause_that_does_not_count_changes_only_nothing() -> None:
    told = Stil(date(2026, 3, 3), date(2026, 3, 20), telt=False)
    assert due(date(2026, 3, 2), 5, Eenheid.WERKDAGEN, told) == date(2026, 3, 9)


def test_the_pause_of_a_casus_fits() -> None:
    pauze = Pauze(date(2026, 3, 3), date(2026, 3, 6), "wachten op ouders", telt=True)
    counted = elapsed(date(2026, 3, 2), date(2026, 3, 13), [pauze])
    assert (counted.bruto, counted.netto, counted.eenheid) == (9, 6, Eenheid.WERKDAGEN)
    assert counted.uitleg == (
        "Bruto 9 werkdagen: na 02-03-2026 tot en met 13-03-2026.",
        "Pauze van 03-03-2026 tot en met 06-03-2026: 3 werkdagen eraf.",
        "Netto 6 werkdagen.",
    )


def test_elapsed_in_weeks_or_months_counts_kalenderdagen() -> None:
    counted = elapsed(date(2026, 3, 2), date(2026, 3, 16), eenheid=Eenheid.WEKEN)
    assert (counted.bruto, counted.eenheid) == (14, Eenheid.KALENDERDAGEN)


def test_impossible_input_is_refused() -> None:
    with pytest.raises(UserError, match="vóór zij begint"):
        due(date(2026, 3, 2), 5, Eenheid.WERKDAGEN, Stil(date(2026, 3, 9), date(2026, 3, 3)))
    with pytest.raises(UserError, match="niet negatief"):
        Norm(-1, Eenheid.WEKEN)
    with pytest.raises(UserError, match="vóór de begindatum"):
        elapsed(date(2026, 3, 2), date(2026, 3, 1))


def test_norm_in_days_and_in_words() -> None:
    assert [Norm(n, Eenheid.MAANDEN).dagen for n in (1, 2, 3, 6, 12)] == [30, 61, 91, 183, 365]
    assert Norm(6, Eenheid.WEKEN).dagen == 42
    assert Norm(15, Eenheid.WERKDAGEN).dagen == 15
    assert quantity(1, Eenheid.WEKEN) == "1 week"
    assert str(Norm(3, Eenheid.MAANDEN)) == "3 maanden"


@given(
    start=starts,
    norm=normen,
    stil=st.lists(pauzes(), max_size=4),
    more=pauzes(),
    open_pause=st.booleans(),
    kalender=kalenders,
    wet=st.booleans(),
)
def test_adding_a_pause_never_brings_the_date_forward(
    *, start: date, norm: Norm, stil: list[Stil], more: Stil, open_pause: bool, kalender: Kalender, wet: bool
) -> None:
    """No date at all, while a pause still runs, counts as later than any date."""
    if open_pause:
        more = replace(more, tot=None)
    before = due_date(start, norm, stil, kalender, wettelijk=wet).datum
    after = due_date(start, norm, [*stil, more], kalender, wettelijk=wet).datum
    assert before is not None
    assert (after or date.max) >= before


@given(starts, normen, st.lists(pauzes(), min_size=1, max_size=4), st.data(), kalenders)
def test_splitting_a_pause_changes_nothing(
    start: date, norm: Norm, stil: list[Stil], data: st.DataObject, kalender: Kalender
) -> None:
    first = stil[0]
    assert first.tot is not None
    middle = data.draw(st.dates(first.van, first.tot))
    parts = [Stil(first.van, middle, first.telt), Stil(middle, first.tot, first.telt), *stil[1:]]
    for wet in (False, True):
        split, whole = (due_date(start, norm, p, kalender, wettelijk=wet) for p in (parts, stil))
        assert split.datum == whole.datum
        assert sum(p.dagen for p in split.pauzes) == sum(p.dagen for p in whole.pauzes)
    stop = start + 400 * DAG
    assert elapsed(start, stop, parts, norm.eenheid).netto == elapsed(start, stop, stil, norm.eenheid).netto


@given(starts, normen, st.lists(pauzes(), max_size=5), st.randoms(), kalenders)
def test_the_order_of_pauses_does_not_matter(
    start: date, norm: Norm, stil: list[Stil], random: object, kalender: Kalender
) -> None:
    shuffled = [replace(p, reden=f"reden {n}") for n, p in enumerate(stil)]
    stil = list(shuffled)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert due_date(start, norm, shuffled, kalender) == due_date(start, norm, stil, kalender)


@given(starts, st.integers(1, 60), st.lists(pauzes(), max_size=4))
def test_at_the_due_date_the_net_clock_shows_the_norm(start: date, waarde: int, stil: list[Stil]) -> None:
    """The due date walks forward; elapsed subtracts. Both must meet."""
    end = due_date(start, Norm(waarde, Eenheid.WERKDAGEN), stil).datum
    assert end is not None
    assert elapsed(start, end, stil).netto == waarde
    assert elapsed(start, end - DAG, stil).netto == waarde - 1


@given(starts, st.integers(1, 400), st.sampled_from([e for e in Eenheid if e is not Eenheid.JAREN]), st.lists(pauzes()))
def test_the_due_date_is_the_first_day_on_which_the_norm_is_used_up(
    start: date, waarde: int, eenheid: Eenheid, stil: list[Stil]
) -> None:
    norm = Norm(waarde if eenheid is not Eenheid.MAANDEN else waarde % 13 + 1, eenheid)
    end = due_date(start, norm, stil).datum
    assert end is not None
    assert elapsed(start, end, stil, eenheid).netto == norm_days(norm, start)
    assert elapsed(start, end - DAG, stil, eenheid).netto == norm_days(norm, start) - 1


@given(starts, st.integers(0, 700), st.lists(pauzes(), max_size=5), st.sampled_from(Eenheid))
def test_bruto_is_never_less_than_netto_and_netto_never_below_zero(
    start: date, length: int, stil: list[Stil], eenheid: Eenheid
) -> None:
    spent = elapsed(start, start + length * DAG, stil, eenheid)
    assert spent.bruto >= spent.netto >= 0
    assert spent.bruto - spent.netto == sum(p.dagen for p in spent.pauzes)


@given(starts, normen, st.lists(pauzes(), max_size=3))
def test_a_legal_term_ends_on_an_ordinary_day_or_is_too_long_to_move(start: date, norm: Norm, stil: list[Stil]) -> None:
    legal = due_date(start, norm, stil, wettelijk=True)
    agreed = due_date(start, norm, stil)
    assert legal.datum is not None
    assert agreed.datum == legal.ongeschoven
    assert legal.datum >= (agreed.datum or date.max)
    if norm.waarde and atw_applies(norm):
        assert WETTELIJK.is_werkdag(legal.datum)
    else:
        assert legal.datum == agreed.datum


def test_a_pause_over_a_weekend_takes_no_werkdagen_and_two_kalenderdagen() -> None:
    weekend = Stil(date(2026, 3, 6), date(2026, 3, 8))
    whole = due_date(date(2026, 3, 2), Norm(10, Eenheid.WERKDAGEN), [weekend])
    assert (whole.datum, [p.dagen for p in whole.pauzes]) == (date(2026, 3, 16), [0])
    days = due_date(date(2026, 3, 2), Norm(10, Eenheid.KALENDERDAGEN), [weekend])
    assert (days.datum, [p.dagen for p in days.pauzes]) == (date(2026, 3, 14), [2])
    feast = Stil(date(2026, 4, 2), date(2026, 4, 6))
    assert [p.dagen for p in due_date(date(2026, 4, 1), Norm(5, Eenheid.WERKDAGEN), [feast]).pauzes] == [0]


def test_overlapping_pauses_take_each_day_once() -> None:
    stil = [Stil(date(2026, 3, 3), date(2026, 3, 6)), Stil(date(2026, 3, 5), date(2026, 3, 10))]
    end = due_date(date(2026, 3, 2), Norm(5, Eenheid.WERKDAGEN), stil)
    assert [(p.van, p.tot, p.dagen) for p in end.pauzes] == [
        (date(2026, 3, 3), date(2026, 3, 6), 3),
        (date(2026, 3, 6), date(2026, 3, 10), 2),
    ]
    assert end.datum == date(2026, 3, 16)


def test_a_term_in_years_keeps_the_day_and_never_moves() -> None:
    assert due(date(2024, 2, 29), 1, Eenheid.JAREN, wet=True) == date(2025, 2, 28)
    assert due(date(2025, 4, 18), 1, Eenheid.JAREN, wet=True) == date(2026, 4, 18)
    assert not atw_applies(Norm(1, Eenheid.JAREN))
    assert count_back(date(2026, 4, 18), Norm(2, Eenheid.JAREN)).datum == date(2024, 4, 18)


@pytest.mark.parametrize(
    ("waarde", "eenheid", "end"),
    [
        (90, Eenheid.KALENDERDAGEN, date(2026, 8, 17)),
        (91, Eenheid.KALENDERDAGEN, date(2026, 8, 16)),
        (12, Eenheid.WEKEN, date(2026, 8, 10)),
        (13, Eenheid.WEKEN, date(2026, 8, 15)),
        (3, Eenheid.MAANDEN, date(2026, 8, 17)),
        (4, Eenheid.MAANDEN, date(2026, 9, 19)),
    ],
)
def test_the_limits_of_atw_4_by_hand(waarde: int, eenheid: Eenheid, end: date) -> None:
    """Each of these ends in a weekend: on the Saturday or Sunday itself when the term is too long to move."""
    starts_on = {
        (90, Eenheid.KALENDERDAGEN): date(2026, 5, 17),
        (91, Eenheid.KALENDERDAGEN): date(2026, 5, 17),
        (3, Eenheid.MAANDEN): date(2026, 5, 15),
        (4, Eenheid.MAANDEN): date(2026, 5, 19),
    }
    assert due(starts_on.get((waarde, eenheid), date(2026, 5, 16)), waarde, eenheid, wet=True) == end


def test_two_ordinary_days_are_looked_for_outside_a_pause() -> None:
    """Atw 2: the days of a pause are not in the term, so they cannot be the two ordinary days it needs."""
    stil = Stil(date(2026, 4, 1), date(2026, 4, 3))
    assert due(date(2026, 4, 1), 3, Eenheid.KALENDERDAGEN, stil, wet=True) == date(2026, 4, 8)
    still = due_date(date(2026, 4, 2), Norm(3, Eenheid.KALENDERDAGEN), [Stil(date(2026, 4, 7), None)], wettelijk=True)
    assert still.datum is None
    assert "Atw 2" in still.atw[0]


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("10wd", Norm(10, Eenheid.WERKDAGEN)),
        (" 10 werkdagen ", Norm(10, Eenheid.WERKDAGEN)),
        ("1 WERKDAG", Norm(1, Eenheid.WERKDAGEN)),
        ("14d", Norm(14, Eenheid.KALENDERDAGEN)),
        ("6w", Norm(6, Eenheid.WEKEN)),
        ("3m", Norm(3, Eenheid.MAANDEN)),
        ("3 mnd", Norm(3, Eenheid.MAANDEN)),
        ("1j", Norm(1, Eenheid.JAREN)),
        ("2 jaar", Norm(2, Eenheid.JAREN)),
    ],
)
def test_a_norm_is_read_as_people_write_it(text: str, norm: Norm) -> None:
    assert parse_norm(text) == norm


@pytest.mark.parametrize("text", ["", "10", "wd", "-3d", "1.5w", "10 uur", "10000d", "tien dagen", "３w"])
def test_what_is_no_norm_is_refused(text: str) -> None:
    with pytest.raises(FieldError, match=r"geen norm|groter"):
        parse_norm(text)


@given(normen)
def test_a_norm_reads_back_from_its_own_words(norm: Norm) -> None:
    assert parse_norm(str(norm)) == norm
