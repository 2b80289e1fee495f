"""Slots: first within the norm, never a room or a chair twice, never a day that is off, and with the reasons."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.kalender import Kalender, Profiel
from expertteam_app.domain.planning import Gepland, Reeksdag, Wens, clock, minutes, passed_over, slots
from expertteam_app.domain.reeks import MAANDEN, WEKEN, Reeks, days_of

WET = Kalender(Profiel.WETTELIJK)
MAANDAG = date(2026, 11, 23)
KAMER = "Kamer 1"
WENS = Wens(MAANDAG, date(2026, 12, 4), "D9", 60, KAMER, 7, "Vera (fictief)")


def zitting(number: int, dag: date, begin: str = "09:00", **more: object) -> Gepland:
    fixed: dict[str, object] = {"duur": 180, "plaats": KAMER, "eigen": True, "gevuld": 0}
    return Gepland(number, f"Z-{number}", dag, minutes(begin), **(fixed | more))  # type: ignore[arg-type]  # idem


def test_an_own_table_with_room_goes_before_a_loose_moment_that_is_earlier() -> None:
    found = slots(WENS, WET, [zitting(1, date(2026, 12, 1), gevuld=60)], [])
    assert (found[0].zitting_id, found[0].datum, found[0].tijd) == (1, date(2026, 12, 1), "10:00-11:00")
    assert found[0].waarom == (
        "Binnen de norm: D9 loopt tot en met 04-12-2026.",
        "Op Z-1 is nog 120 minuten over.",
    )
    assert (found[1].zitting_id, found[1].datum, found[1].tijd) == (None, MAANDAG, "09:00-10:00")


def test_a_full_table_or_another_table_is_no_slot_but_takes_the_room() -> None:
    full = zitting(1, MAANDAG, gevuld=150)
    other = zitting(2, MAANDAG, "12:00", eigen=False, duur=60)
    first = slots(WENS, WET, [full, other], [])[0]
    assert (first.datum, first.tijd, first.zitting_id) == (MAANDAG, "13:00-14:00", None)
    assert "Eerder die dag: Kamer 1 is bezet door Z-1." in first.waarom


def test_the_chair_is_not_asked_twice_and_another_room_does_not_help() -> None:
    elsewhere = zitting(1, MAANDAG, eigen=False, plaats="Elders", voorzitters=frozenset({7}))
    first = slots(WENS, WET, [elsewhere], [])[0]
    assert first.tijd == "12:00-13:00"
    assert any("de voorzitter zit dan Z-1 voor" in w for w in first.waarom)
    assert "Vera (fictief) is vrij als voorzitter." in first.waarom


def test_a_day_of_a_series_is_preferred_and_one_beyond_the_norm_comes_after_what_is_within() -> None:
    series = [
        Reeksdag(4, "JBT donderdag", date(2026, 12, 3), 13 * 60, 90, "Stadhuis"),
        Reeksdag(4, "JBT donderdag", date(2026, 12, 17), 13 * 60, 90, "Stadhuis"),
    ]
    found = slots(WENS, WET, [], series, most=40)
    assert (found[0].reeks_id, found[0].datum) == (4, date(2026, 12, 3))
    late = next(s for s in found if s.datum == date(2026, 12, 17) and s.reeks_id)
    within = [bool(s.binnen_norm) for s in found]
    assert within == sorted(within, reverse=True)
    assert late.waarom[0] == "Na de norm: D9 liep tot en met 04-12-2026."


def test_closed_days_are_passed_over_and_named() -> None:
    closed = Kalender(Profiel.KANTOOR, {date(2026, 12, 24): "kantoor dicht"})
    wens = Wens(date(2026, 12, 24), None, "", 60)
    first = slots(wens, closed, [], [])[0]
    assert first.datum == date(2026, 12, 28)
    assert first.waarom == ("Er is geen norm voor deze klok.",)
    assert passed_over(wens, closed, first.datum) == (
        "24-12-2026: kantoor dicht",
        "25-12-2026: Eerste Kerstdag",
    )


zittingen = st.lists(
    st.builds(
        zitting,
        st.integers(1, 99),
        st.integers(0, 20).map(lambda n: MAANDAG + timedelta(days=n)),
        st.sampled_from(["", "09:00", "10:30", "13:00", "15:30"]),
        duur=st.integers(30, 240),
        plaats=st.sampled_from([KAMER, "kamer 1", "Elders", ""]),
        eigen=st.booleans(),
        gevuld=st.integers(0, 240),
        voorzitters=st.sampled_from([frozenset(), frozenset({7}), frozenset({8})]),
    ),
    max_size=12,
)


@given(zittingen, st.integers(30, 120), st.none() | st.integers(0, 20))
def test_no_slot_ever_books_a_room_or_a_chair_twice(known: list[Gepland], duur: int, norm: int | None) -> None:
    until = None if norm is None else MAANDAG + timedelta(days=norm)
    wens = Wens(MAANDAG, until, "D9", duur, KAMER, 7, "Vera (fictief)")
    found = slots(wens, WET, known, [])
    assert found
    for slot in found:
        assert slot.datum >= MAANDAG
        assert WET.is_werkdag(slot.datum)
        assert slot.binnen_norm is (None if until is None else slot.datum <= until)
        if slot.zitting_id is not None:
            own = [z for z in known if z.zitting_id == slot.zitting_id and z.eigen and z.datum == slot.datum]
            assert any(z.gevuld + duur <= z.duur for z in own)
            continue
        for other in (z for z in known if z.datum == slot.datum):
            begin, end = other.begin, (other.begin or 0) + max(other.duur, other.gevuld)
            meets = begin is None or (begin < slot.begin + duur and slot.begin < end)
            assert not (meets and (other.plaats.casefold() == KAMER.casefold() or 7 in other.voorzitters))


def test_a_weekly_and_a_monthly_series() -> None:
    weekly = Reeks(1, "om de week", WEKEN, 2, date(2026, 1, 8))
    assert list(days_of(weekly, date(2026, 1, 20), date(2026, 2, 20))) == [
        date(2026, 1, 22),
        date(2026, 2, 5),
        date(2026, 2, 19),
    ]
    monthly = Reeks(2, "tweede dinsdag", MAANDEN, 1, date(2026, 1, 13), date(2026, 3, 31))
    assert list(days_of(monthly, date(2026, 1, 1), date(2026, 12, 31))) == [
        date(2026, 1, 13),
        date(2026, 2, 10),
        date(2026, 3, 10),
    ]
    last = Reeks(3, "laatste donderdag", MAANDEN, 1, date(2026, 1, 29))
    assert list(days_of(last, date(2026, 2, 1), date(2026, 4, 30))) == [
        date(2026, 2, 26),
        date(2026, 3, 26),
        date(2026, 4, 30),
    ]


@given(
    st.sampled_from([WEKEN, MAANDEN]),
    st.integers(1, 6),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.integers(0, 400),
)
def test_every_day_of_a_series_has_its_weekday_and_none_is_missed_by_looking_later(
    ritme: str, aantal: int, van: date, later: int
) -> None:
    reeks = Reeks(1, "x", ritme, aantal, van)
    whole = list(days_of(reeks, van, date(2028, 12, 31)))
    assert {d.weekday() for d in whole} == {van.weekday()}
    start = van + timedelta(days=later)
    assert list(days_of(reeks, start, date(2028, 12, 31))) == [d for d in whole if d >= start]


@pytest.mark.parametrize(("text", "value"), [("09:30", 570), ("", None), ("half tien", None), ("9:5", 545)])
def test_times(text: str, value: int | None) -> None:
    assert minutes(text) == value
    if value is not None:
        assert minutes(clock(value)) == value


def test_a_table_that_is_filled_to_the_minute_and_the_first_day_itself_will_do() -> None:
    first = slots(WENS, WET, [zitting(1, MAANDAG, gevuld=120)], [])[0]
    assert (first.zitting_id, first.datum, first.tijd) == (1, MAANDAG, "11:00-12:00")
    assert first.waarom[-1] == "Op Z-1 is nog 60 minuten over."


def test_a_table_that_runs_over_keeps_its_room_until_it_ends() -> None:
    over = zitting(1, MAANDAG, gevuld=240)
    assert over.eind == 13 * 60
    assert slots(WENS, WET, [over], [])[0].tijd == "13:00-14:00"


def test_the_last_loose_moment_of_a_day_ends_at_five() -> None:
    busy = zitting(1, MAANDAG, eigen=False, duur=7 * 60)
    assert (slots(WENS, WET, [busy], [])[0].datum, slots(WENS, WET, [busy], [])[0].tijd) == (MAANDAG, "16:00-17:00")
    longer = zitting(1, MAANDAG, eigen=False, duur=7 * 60 + 1)
    assert slots(WENS, WET, [longer], [])[0].datum == MAANDAG + timedelta(days=1)
