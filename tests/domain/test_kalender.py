from datetime import date, timedelta

import holidays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.errors import UserError
from expertteam_app.domain.kalender import (
    KALENDERDAGEN,
    KANTOOR,
    WETTELIJK,
    Kalender,
    Profiel,
    add_werkdagen,
    easter_sunday,
    free_days,
    is_werkdag,
    kalender,
    koningsdag,
    werkdagen_between,
)

DAG = timedelta(days=1)
dagen = st.dates(date(1900, 1, 1), date(2200, 12, 31))
kalenders = st.sampled_from(
    [WETTELIJK, KALENDERDAGEN, KANTOOR, Kalender(Profiel.KANTOOR, {date(2026, 12, 24): "", date(2026, 12, 25): ""})]
)


@pytest.mark.parametrize("year", range(2014, 2051))
def test_free_days_equal_the_holidays_package(year: int) -> None:
    oracle = holidays.country_holidays("NL", years=year, categories=("public", "optional"), language="nl")
    sundays_of_feasts = {easter_sunday(year), easter_sunday(year) + 49 * DAG}
    assert set(free_days(year)) == set(oracle) - sundays_of_feasts


@pytest.mark.parametrize("year", range(1966, 2014))
def test_the_birthday_of_the_koning_follows_its_history(year: int) -> None:
    oracle = holidays.country_holidays("NL", years=year, language="en_US")
    assert koningsdag(year) in {day for day, name in oracle.items() if "Day" in name and "Queen's" in name}


FREE = np.array(sorted(d for y in range(2013, 2053) for d in free_days(y)), dtype="datetime64[D]")
"""The free days themselves are held against `holidays` above."""


@pytest.mark.parametrize("year", range(2014, 2051))
def test_werkdagen_equal_numpy_from_and_to_every_day_of_the_year(year: int) -> None:
    """Counting from each day over lengths of up to two years; ours is (van, tot], numpy's [van, tot)."""
    days = [date(year, 1, 1) + n * DAG for n in range(366 if year % 4 == 0 else 365)]
    lengths = [(n * 37 + year) % 731 for n in range(len(days))]
    van = np.array(days, dtype="datetime64[D]")
    tot = van + np.array(lengths, dtype="timedelta64[D]")
    expected = np.busday_count(van + 1, tot + 1, holidays=FREE)
    assert [werkdagen_between(day, day + n * DAG) for day, n in zip(days, lengths, strict=True)] == expected.tolist()
    from_new_year = np.busday_count(np.datetime64(f"{year}-01-01"), van + 1, holidays=FREE)
    first = date(year, 1, 1) - DAG
    assert [werkdagen_between(first, day) for day in days] == from_new_year.tolist()


@pytest.mark.parametrize("year", range(2014, 2051))
def test_the_nth_werkdag_equals_numpy_from_every_day_of_the_year(year: int) -> None:
    """Forwards and backwards; numpy first rolls a free day to the werkdag behind it, from where it counts."""
    days = [date(year, 1, 1) + n * DAG for n in range(365)]
    numbers = [1 + (n * 7 + year) % 90 for n in range(len(days))]
    at = np.array(days, dtype="datetime64[D]")
    ahead = np.busday_offset(at, numbers, roll="backward", holidays=FREE)
    back = np.busday_offset(at, [-n for n in numbers], roll="forward", holidays=FREE)
    assert [add_werkdagen(d, n) for d, n in zip(days, numbers, strict=True)] == ahead.tolist()
    assert [add_werkdagen(d, -n) for d, n in zip(days, numbers, strict=True)] == back.tolist()


def test_the_moved_koningsdag_and_the_yearly_bevrijdingsdag_by_hand() -> None:
    assert [koningsdag(y).isoformat() for y in (2025, 2031, 2036, 2042)] == [
        "2025-04-26",
        "2031-04-26",
        "2036-04-26",
        "2042-04-26",
    ]
    assert werkdagen_between(date(2025, 4, 25), date(2025, 4, 28)) == 1
    assert werkdagen_between(date(2026, 4, 24), date(2026, 4, 28)) == 1
    assert all(date(y, 5, 5) in free_days(y) for y in range(1950, 2051))
    assert [d for y in (2024, 2025, 2026) for d, n in free_days(y).items() if n == "Goede Vrijdag"] == [
        date(2024, 3, 29),
        date(2025, 4, 18),
        date(2026, 4, 3),
    ]


def test_bevrijdingsdag_counts_every_year_and_koningsdag_moves_to_saturday() -> None:
    assert not is_werkdag(date(2026, 5, 5))
    assert not is_werkdag(date(2027, 5, 5))
    assert koningsdag(2025) == date(2025, 4, 26)
    assert koningsdag(2026) == date(2026, 4, 27)
    assert free_days(2026)[date(2026, 4, 3)] == "Goede Vrijdag"


def test_two_free_days_on_one_date_carry_both_names() -> None:
    assert free_days(2016)[date(2016, 5, 5)] == "Bevrijdingsdag en Hemelvaartsdag"


def test_werkdagen_count_after_the_first_day_up_to_and_including_the_last() -> None:
    assert werkdagen_between(date(2026, 3, 2), date(2026, 3, 6)) == 4
    assert werkdagen_between(date(2026, 3, 6), date(2026, 3, 6)) == 0
    assert werkdagen_between(date(2026, 4, 2), date(2026, 4, 7)) == 1
    assert werkdagen_between(date(2025, 12, 24), date(2026, 1, 2)) == 4


def test_reversed_dates_are_refused_in_dutch() -> None:
    with pytest.raises(UserError, match=r"06-03-2026 ligt vóór .* 07-03-2026"):
        werkdagen_between(date(2026, 3, 7), date(2026, 3, 6))


@pytest.mark.parametrize("dag", [date(1899, 12, 31), date(2201, 1, 1)])
def test_years_outside_the_calendar_are_refused(dag: date) -> None:
    with pytest.raises(UserError, match=r"buiten de kalender|van 1900"):
        is_werkdag(dag)
    with pytest.raises(UserError, match="buiten de kalender"):
        werkdagen_between(dag, dag)


def test_counting_off_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(UserError, match="buiten de kalender"):
        add_werkdagen(date(2200, 12, 20), 30)
    with pytest.raises(UserError, match="buiten de kalender"):
        KALENDERDAGEN.add_days(date(2026, 1, 1), 10**9)


def test_an_office_has_its_own_closing_days() -> None:
    closed = kalender("kantoor", {date(2026, 12, 24): "", date(2026, 12, 25): "brug", date(2026, 12, 27): "brug"})
    assert closed.free_reason(date(2026, 12, 24)) == "sluitingsdag"
    assert WETTELIJK.is_werkdag(date(2026, 12, 24))
    assert closed.days_between(date(2026, 12, 23), date(2026, 12, 31)) == 4
    assert WETTELIJK.days_between(date(2026, 12, 23), date(2026, 12, 31)) == 5


def test_closing_days_are_named_and_a_feestdag_keeps_its_own_name() -> None:
    closed = kalender("kantoor", {date(2026, 12, 24): "kerstsluiting", date(2026, 12, 25): "kerstsluiting"})
    assert closed.free_reason(date(2026, 12, 24)) == "kerstsluiting"
    assert closed.free_reason(date(2026, 12, 25)) == "Eerste Kerstdag"
    assert list(closed.named_days(date(2026, 12, 23), date(2026, 12, 26))) == [
        (date(2026, 12, 24), "kerstsluiting"),
        (date(2026, 12, 25), "Eerste Kerstdag"),
        (date(2026, 12, 26), "Tweede Kerstdag"),
    ]
    assert WETTELIJK.is_werkdag(date(2026, 12, 24))


def test_unknown_profile_is_refused() -> None:
    with pytest.raises(ValueError, match="zomer"):
        kalender("zomer")


@given(van=dagen, length=st.integers(0, 900), soort=kalenders)
def test_days_between_equals_counting_day_by_day(van: date, length: int, soort: Kalender) -> None:
    tot = min(van + length * DAG, date(2200, 12, 31))
    by_hand = sum(soort.is_werkdag(van + (i + 1) * DAG) for i in range((tot - van).days))
    assert soort.days_between(van, tot) == by_hand


@given(start=st.dates(date(1905, 1, 1), date(2190, 1, 1)), n=st.integers(1, 1200), soort=kalenders)
def test_add_days_lands_on_the_first_day_that_makes_n(start: date, n: int, soort: Kalender) -> None:
    end = soort.add_days(start, n)
    assert soort.is_werkdag(end)
    assert soort.days_between(start, end) == n
    back = soort.add_days(start, -n)
    assert soort.is_werkdag(back)
    assert soort.days_between(back - DAG, start - DAG) == n


def test_a_long_span_is_counted_by_weeks() -> None:
    whole = werkdagen_between(date(1900, 1, 1), date(2200, 12, 31))
    halves = werkdagen_between(date(1900, 1, 1), date(2050, 6, 1)) + werkdagen_between(
        date(2050, 6, 1), date(2200, 12, 31)
    )
    assert whole == halves


@given(
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.integers(0, 60),
    st.sets(st.dates(date(2026, 1, 1), date(2028, 12, 31)), max_size=12),
)
def test_a_day_that_a_koninklijk_besluit_added_counts_nowhere(van: date, span: int, added: set[date]) -> None:
    named = dict.fromkeys(added, "Herdenkingsdag")
    tot = van + timedelta(days=span)
    days = [van + timedelta(days=n) for n in range(1, span + 1)]
    for profiel in (Profiel.WETTELIJK, Profiel.KANTOOR):
        plain, with_added = Kalender(profiel), Kalender(profiel, aangewezen=named)
        wanted = [day for day in days if plain.is_werkdag(day) and day not in added]
        assert with_added.days_between(van, tot) == len(wanted)
        assert [day for day in days if with_added.is_werkdag(day)] == wanted
        shown = dict(with_added.named_days(van, tot))
        assert {day for day in added if van < day <= tot} <= shown.keys()
    assert Kalender(Profiel.KALENDERDAGEN, aangewezen=named).days_between(van, tot) == span


def test_a_day_added_by_besluit_and_closed_by_the_office_is_free_once() -> None:
    day = date(2027, 6, 1)
    both = Kalender(Profiel.KANTOOR, {day: "brugdag"}, {day: "Herdenkingsdag"})
    assert both.days_between(date(2027, 5, 31), date(2027, 6, 2)) == 1
    assert both.free_reason(day) == "Herdenkingsdag"
    assert both.wettelijk.free_reason(day) == "Herdenkingsdag"
