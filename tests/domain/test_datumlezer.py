"""The dates people type mean one thing, and what means nothing is said so."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.datumlezer import read_date

PEILDATUM = date(2026, 11, 22)
SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
FIRST_HALF = ("januari", "februari", "maart", "april", "mei", "juni")
LONG = (*FIRST_HALF, "juli", "augustus", "september", "oktober", "november", "december")

event_days = st.dates(date(1950, 1, 1), date(2046, 12, 31))
births = st.dates(date(1927, 11, 23), PEILDATUM)


def read(value: object, *, birth: bool = False) -> date | None:
    reading = read_date(value, peildatum=PEILDATUM, birth=birth)
    assert reading.problem is None, reading.problem
    return reading.value


def full_year_forms(day: date) -> list[object]:
    d, m, y = day.day, day.month, day.year
    return [
        day,
        datetime(y, m, d, 13, 5),  # noqa: DTZ001 - a spreadsheet knows no time zone
        (day - date(1899, 12, 30)).days,
        float((day - date(1899, 12, 30)).days) + 0.25,
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        f"{day.isoformat()}T09:30",
        f"{d}-{m}-{y}",
        f"{d:02}/{m:02}/{y}",
        f" {d}.{m}.{y} ",
        f"{d} {m} {y}",
        f"{d} - {m} - {y}",
        f"{d} {SHORT[m - 1]} {y}",
        f"{d} {SHORT[m - 1]}. {y}",
        f"{d}-{SHORT[m - 1].upper()}-{y}",
        f"{d} {LONG[m - 1].title()} {y}",
        f"{y}/{m}/{d}",
        f"{y}{m:02}{d:02}",
        f"{d:02}{m:02}{y}",
        int(f"{y}{m:02}{d:02}"),
    ]


@given(event_days)
def test_every_way_of_writing_a_full_date_means_that_day(day: date) -> None:
    assert {read(form) for form in full_year_forms(day)} == {day}


@given(event_days)
def test_two_digits_of_an_event_mean_a_year_up_to_twenty_years_ahead(day: date) -> None:
    short = f"{day.day}-{day.month}-{day.year % 100:02}"
    assert read(short) == day
    assert read(f"{day.day} {SHORT[day.month - 1]} '{day.year % 100:02}") == day


@given(births)
def test_two_digits_of_a_birth_make_a_person_of_0_to_99(day: date) -> None:
    assert read(f"{day.day:02}/{day.month:02}/{day.year % 100:02}", birth=True) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9-6-2005", date(2005, 6, 9)),
        ("04/10/25", date(2025, 10, 4)),
        ("2025-07-29", date(2025, 7, 29)),
        ("22 apr 2025", date(2025, 4, 22)),
        ("30 sept 2025", date(2025, 9, 30)),
        ("16 juli 2006", date(2006, 7, 16)),
        ("wo 12-3-2025", date(2025, 3, 12)),
    ],
)
def test_the_forms_seen_in_the_lists(text: str, day: date) -> None:
    reading = read_date(text, peildatum=PEILDATUM)
    assert (reading.value, reading.doubt, reading.problem) == (day, None, None)


@given(st.integers(1, 12), st.integers(13, 31), st.integers(2000, 2030), st.sampled_from("-/. "))
def test_month_first_is_a_problem_and_never_turned_round(month: int, day: int, year: int, sign: str) -> None:
    reading = read_date(f"{month:02}{sign}{day}{sign}{year}", peildatum=PEILDATUM)
    assert reading.value is None
    assert reading.problem == f"Maand {day} bestaat niet. Staan dag en maand omgekeerd?"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("31-02-2012", "31 februari 2012 bestaat niet"),
        ("29-2-2023", "29 februari 2023 bestaat niet"),
        ("45-13-2025", "Maand 13 bestaat niet"),
        ("0-5-2020", "0 mei 2020 bestaat niet"),
        ("2025-13-07", "Maand 13 bestaat niet"),
        ("12 foo 2025", "naam van de maand"),
        ("12-3-3025", "jaar 3025"),
        ("12-3-202", "geen datum"),
        ("apr 2025", "geen datum"),
        ("2012", "geen datum"),
        (2012, "getal is geen datum"),
        (float("nan"), "getal is geen datum"),
        (float("inf"), "getal is geen datum"),
        (True, "geen datum"),
        ("volgt nog", "geen datum"),
        ("?", "geen datum"),
    ],
)
def test_what_is_no_date_is_a_problem_that_says_why(value: object, words: str) -> None:
    reading = read_date(value, peildatum=PEILDATUM)
    assert reading.value is None
    assert reading.problem is not None
    assert words in reading.problem


@pytest.mark.parametrize("value", [None, "", "  ", "-", "n.v.t.", "NVT", "loopt nog"])
def test_no_date_is_no_problem(value: object) -> None:
    reading = read_date(value, peildatum=PEILDATUM)
    assert (reading.value, reading.doubt, reading.problem) == (None, None, None)


def test_a_birth_lies_not_in_the_future_and_not_a_century_ago() -> None:
    assert read_date(PEILDATUM + timedelta(days=1), peildatum=PEILDATUM, birth=True).problem is not None
    assert read_date("1-1-1925", peildatum=PEILDATUM, birth=True).problem is not None
    assert read(PEILDATUM, birth=True) == PEILDATUM


@pytest.mark.parametrize("text", ["12-3-2025?", "12-3-2025 (telefonisch)", "ma 12-3-2025", "45728"])
def test_a_date_with_something_odd_is_read_and_doubted(text: str) -> None:
    reading = read_date(text, peildatum=PEILDATUM)
    assert reading.value == date(2025, 3, 12)
    assert reading.doubt


def test_a_birth_in_two_digits_that_makes_a_grown_up_is_doubted() -> None:
    reading = read_date("1-12-26", peildatum=PEILDATUM, birth=True)
    assert reading.value == date(1926, 12, 1)
    assert reading.doubt
    assert read_date("1-12-09", peildatum=PEILDATUM, birth=True).doubt is None


@given(st.text() | st.integers() | st.floats() | st.none() | st.booleans(), st.booleans())
def test_anything_gives_a_value_or_a_problem_or_nothing(value: object, birth: bool) -> None:  # noqa: FBT001 - drawn
    reading = read_date(value, peildatum=PEILDATUM, birth=birth)
    assert reading.value is None or reading.problem is None
    if reading.value is not None:
        assert 1900 <= reading.value.year <= 2100
        assert not birth or reading.value <= PEILDATUM
