from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.datuminvoer import DAGEN, MAANDEN, Richting, in_woorden, parse_datum
from expertteam_app.domain.errors import FieldError, UserError

DI_10_MRT = date(2026, 3, 10)
DAYS = st.dates(date(1970, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vandaag", date(2026, 3, 10)),
        (" Morgen ", date(2026, 3, 11)),
        ("overmorgen", date(2026, 3, 12)),
        ("gisteren", date(2026, 3, 9)),
        ("eergisteren", date(2026, 3, 8)),
        ("+3", date(2026, 3, 13)),
        ("+3d", date(2026, 3, 13)),
        ("- 3 dagen", date(2026, 3, 7)),
        ("+2w", date(2026, 3, 24)),
        ("+1m", date(2026, 4, 10)),
        ("-2 maanden", date(2026, 1, 10)),
        ("+10wd", date(2026, 3, 24)),
        ("+1 werkdag", date(2026, 3, 11)),
        ("-2wd", date(2026, 3, 6)),
        ("1-4", date(2026, 4, 1)),
        ("1/4", date(2026, 4, 1)),
        ("1.4", date(2026, 4, 1)),
        ("01-04-2027", date(2027, 4, 1)),
        ("1 - 4 - 27", date(2027, 4, 1)),
        ("2026-04-01", date(2026, 4, 1)),
        ("12 mrt", date(2026, 3, 12)),
        ("12mrt", date(2026, 3, 12)),
        ("12 Maart 2025", date(2025, 3, 12)),
        ("12-mrt-'25", date(2025, 3, 12)),
        ("do 12 mrt.", date(2026, 3, 12)),
        ("donderdag 12 maart", date(2026, 3, 12)),
        ("7 okt 1998", date(1998, 10, 7)),
        ("3-5-98", date(1998, 5, 3)),
        ("wo", date(2026, 3, 11)),
        ("di", date(2026, 3, 17)),
        ("maandag", date(2026, 3, 16)),
        ("vorige vr", date(2026, 3, 6)),
        ("afgelopen dinsdag", date(2026, 3, 3)),
        ("volgende ma", date(2026, 3, 16)),
        ("eind maand", date(2026, 3, 31)),
        ("einde van de maand", date(2026, 3, 31)),
        ("begin volgende maand", date(2026, 4, 1)),
        ("eind vorige maand", date(2026, 2, 28)),
        ("eind jaar", date(2026, 12, 31)),
        ("begin volgend jaar", date(2027, 1, 1)),
    ],
)
def test_reads_what_people_type(text: str, expected: date) -> None:
    assert parse_datum(text, DI_10_MRT) == expected


def test_nothing_typed_is_no_date() -> None:
    assert parse_datum("  ", DI_10_MRT) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31 februari 2026", "31 februari bestaat niet"),
        ("29-2-2026", "In 2026 heeft februari 28 dagen"),
        ("31-2", "31 februari bestaat niet"),
        ("3-13", "Maand 13 bestaat niet"),
        ("0-4-2026", "0 april bestaat niet"),
        ("3-5-1026", "Het jaar 1026 kan niet kloppen"),
        ("+9999w", "kan niet kloppen"),
        ("12 ma", "Dit is geen datum"),
        ("12 jan jan", "Dit is geen datum"),
        ("12 juu", "“juu” is geen maand"),
        ("5 jul-jun", "Dit is geen datum"),
        ("12", "Dit is geen datum"),
        ("straks", "Dit is geen datum"),
        ("=A1", "Bijvoorbeeld 12-3-2026"),
        ("+9999wd 3", "Dit is geen datum"),
    ],
)
def test_refuses_what_is_no_day_and_says_why(text: str, says: str) -> None:
    with pytest.raises(FieldError, match=says):
        parse_datum(text, DI_10_MRT)


def test_counting_leaves_the_calendar() -> None:
    with pytest.raises(UserError):
        parse_datum("+9999wd", date(2190, 1, 1))


def test_a_day_that_only_leap_years_have_finds_its_year() -> None:
    assert parse_datum("29-2", DI_10_MRT) == date(2028, 2, 29)
    assert parse_datum("29-2", DI_10_MRT, Richting.TERUG) == date(2024, 2, 29)


def test_one_month_on_from_the_last_of_january_is_the_last_of_february() -> None:
    assert parse_datum("+1m", date(2027, 1, 31)) == date(2027, 2, 28)
    assert parse_datum("-1m", date(2028, 3, 31)) == date(2028, 2, 29)


def test_the_side_decides_where_the_year_is_missing() -> None:
    november = date(2026, 11, 22)
    assert parse_datum("1-4", november) == date(2027, 4, 1)
    assert parse_datum("1-4", november, Richting.TERUG) == date(2026, 4, 1)
    assert parse_datum("1-9", november, Richting.VOORUIT) == date(2027, 9, 1)
    assert parse_datum("22-11", november, Richting.VOORUIT) == november
    assert parse_datum("22-11", november, Richting.TERUG) == november


def test_werkdagen_go_by_the_calendar_that_is_given() -> None:
    assert parse_datum("+2wd", DI_10_MRT, count_werkdagen=lambda d, n: d + timedelta(days=100 * n)) == date(2026, 9, 26)


@given(DAYS, DAYS)
def test_a_day_written_out_is_read_back(day: date, today: date) -> None:
    assert parse_datum(in_woorden(day), today) == day
    assert parse_datum(day.isoformat(), today) == day
    assert parse_datum(f"{day.day}-{day.month}-{day.year}", today) == day


@given(DAYS, st.sampled_from(DAGEN), st.sampled_from(list(Richting)))
def test_a_weekday_is_that_day_within_a_week(today: date, name: str, side: Richting) -> None:
    day = parse_datum(name[:2], today, side)
    assert day is not None
    assert DAGEN[day.weekday()] == name
    assert 1 <= (today - day if side is Richting.TERUG else day - today).days <= 7


@given(DAYS, DAYS, st.sampled_from(list(Richting)))
def test_without_a_year_no_nearer_year_was_possible(day: date, today: date, side: Richting) -> None:
    found = parse_datum(f"{day.day} {MAANDEN[day.month - 1][:3] if day.month != 3 else 'mrt'}", today, side)
    assert found is not None
    assert (found.day, found.month) == (day.day, day.month)
    if side is Richting.VOORUIT:
        assert found >= today
    if side is Richting.TERUG:
        assert found <= today
    if (day.day, day.month) != (29, 2):
        assert abs((found - today).days) <= (183 if side is Richting.DICHTBIJ else 365)


@given(st.text(max_size=20), DAYS)
def test_any_text_gives_a_day_or_is_refused_as_a_mistake_of_the_user(text: str, today: date) -> None:
    try:
        day = parse_datum(text, today)
    except UserError:
        return
    assert day is None or 1900 <= day.year <= 2200


@given(DAYS)
def test_the_end_of_the_month_is_its_last_day(today: date) -> None:
    end = parse_datum("eind maand", today)
    assert end is not None
    assert (end.year, end.month) == (today.year, today.month)
    assert (end + timedelta(days=1)).day == 1
    assert parse_datum("begin volgende maand", today) == end + timedelta(days=1)
