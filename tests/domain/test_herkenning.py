"""Doubles are found for reasons a user can check, and other children are left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.herkenning import (
    MOGELIJK,
    WAARSCHIJNLIJK,
    Herkenner,
    Kenmerken,
    compare,
    date_slip,
    edit_distance,
    slips,
)
from expertteam_app.domain.namen import split_name

BORN = date(2012, 3, 14)
KIND = Kenmerken(split_name("Sanne van den Berg"), BORN, "0200")
names = st.sampled_from(
    [
        "Sanne van den Berg",
        "SANNE BERG, VAN DEN",
        "Sanna van den Berg",
        "S. van den Berg",
        "Sem Jansen",
        "Sam Jansen",
        "Jansen",
    ]
)
people = st.builds(
    Kenmerken,
    st.none() | st.builds(split_name, names),
    st.none() | st.dates(date(2005, 1, 1), date(2020, 12, 31)) | st.just(BORN),
    st.none() | st.sampled_from(["0200", "0301"]),
    st.none() | st.sampled_from(["111222333", "123456782"]),
)


def verdict(**other: object) -> str | None:
    changed = {k: split_name(v) if k == "naam" and isinstance(v, str) else v for k, v in other.items()}
    return compare(KIND, replace(KIND, **changed)).zekerheid  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"naam": "SANNE BERG, VAN DEN"},
        {"naam": "Berg, Sanne v.d."},
        {"naam": "van den Berg, Sanne"},
        {"naam": "Sanna van den Berg"},
        {"gemeente": "0301"},
        {"geboortedatum": date(2012, 3, 15)},
        {"geboortedatum": date(2021, 3, 14)},
    ],
)
def test_the_same_child_in_another_spelling_is_waarschijnlijk(other: dict[str, object]) -> None:
    assert verdict(**other) == WAARSCHIJNLIJK


def test_day_and_month_swapped_is_a_slip() -> None:
    a = Kenmerken(split_name("Jip Smit"), date(2012, 3, 4), "0200")
    found = compare(a, replace(a, geboortedatum=date(2012, 4, 3)))
    assert found.zekerheid == WAARSCHIJNLIJK
    assert "dag en maand verwisseld" in found.redenen


@pytest.mark.parametrize(
    "other",
    [
        {"geboortedatum": date(2012, 3, 15), "gemeente": "0301"},
        {"geboortedatum": None},
        {"naam": "S. van den Berg"},
        {"naam": "Berg"},
        {"naam": None},
        {"naam": "Sanna van den Berg", "gemeente": "0301"},
    ],
)
def test_one_weak_sign_is_mogelijk(other: dict[str, object]) -> None:
    assert verdict(**other) == MOGELIJK


@pytest.mark.parametrize(
    "other",
    [
        {"geboortedatum": date(2016, 8, 2), "gemeente": "0301"},
        {"geboortedatum": date(2016, 8, 2)},
        {"naam": "Lotte van den Berg"},
        {"naam": "Sanne Visser"},
        {"naam": "Sanne van den Bergh"},
        {"naam": "Sanna van den Berg", "geboortedatum": date(2012, 3, 15), "gemeente": "0301"},
        {"geboortedatum": None, "gemeente": "0301"},
        {"naam": None, "gemeente": "0301"},
    ],
)
def test_another_child_is_no_double(other: dict[str, object]) -> None:
    assert verdict(**other) is None


def test_twins_with_short_names_that_look_alike_are_two_children() -> None:
    sem = Kenmerken(split_name("Sem Jansen"), BORN, "0200")
    assert compare(sem, replace(sem, naam=split_name("Sam Jansen"))).zekerheid is None


def test_first_and_last_name_in_the_wrong_columns_are_the_same_name() -> None:
    a = Kenmerken(split_name("Sanne Visser"), BORN, "0200")
    found = compare(a, replace(a, naam=split_name("Visser Sanne")))
    assert found.zekerheid == WAARSCHIJNLIJK
    assert "zelfde naam, anders geschreven" in found.redenen


def test_the_bsn_settles_it_and_a_different_one_leaves_doubt() -> None:
    a = replace(KIND, bsn="111222333")
    other = Kenmerken(split_name("Onbekend Persoon"), date(2001, 1, 1), "0301", "111222333")
    assert compare(a, other).zekerheid == WAARSCHIJNLIJK
    assert compare(a, other).redenen[0] == "zelfde BSN"
    assert compare(a, replace(a, bsn="123456782")).zekerheid == MOGELIJK


@given(people, people)
def test_it_does_not_matter_which_came_first(a: Kenmerken, b: Kenmerken) -> None:
    assert compare(a, b) == compare(b, a)


@given(people, people)
def test_a_verdict_has_reasons_and_no_verdict_has_none(a: Kenmerken, b: Kenmerken) -> None:
    found = compare(a, b)
    assert bool(found.redenen) == (found.zekerheid is not None)


@given(st.lists(people, min_size=2, max_size=25))
def test_looking_up_finds_what_comparing_all_with_all_finds(everyone: list[Kenmerken]) -> None:
    known: Herkenner[int] = Herkenner()
    for index, person in enumerate(everyone[:-1]):
        known.add(index, person)
    best = known.best(everyone[-1])
    verdicts = {compare(other, everyone[-1]).zekerheid for other in everyone[:-1]}
    expected = WAARSCHIJNLIJK if WAARSCHIJNLIJK in verdicts else MOGELIJK if MOGELIJK in verdicts else None
    assert (best[1].zekerheid if best else None) == expected


@given(st.dates(date(1990, 1, 1), date(2026, 12, 31)))
def test_slips_are_exactly_what_date_slip_says(day: date) -> None:
    near = set(slips(day))
    assert all(date_slip(day, other) for other in near)
    around = {day + timedelta(days=n) for n in range(-400, 401)}
    assert {other for other in around if date_slip(day, other)} <= near


def naive_distance(a: str, b: str) -> int:
    """Optimal string alignment by its definition, without a limit."""
    if not a or not b:
        return len(a) + len(b)
    best = min(
        naive_distance(a[:-1], b) + 1, naive_distance(a, b[:-1]) + 1, naive_distance(a[:-1], b[:-1]) + (a[-1] != b[-1])
    )
    if len(a) > 1 and len(b) > 1 and a[-1] == b[-2] and a[-2] == b[-1]:
        best = min(best, naive_distance(a[:-2], b[:-2]) + 1)
    return best


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_the_distance_is_the_number_of_typing_errors(a: str, b: str) -> None:
    assert edit_distance(a, b) == min(naive_distance(a, b), 3)


def test_ten_thousand_rows_are_looked_up_without_comparing_all(monkeypatch: pytest.MonkeyPatch) -> None:
    first = [f"{a}{b}" for a in ("Jan", "Piet", "Noor", "Lot", "Mees") for b in ("", "a", "tje", "o")]
    last = [f"{a}{b}" for a in ("Jans", "Bakk", "Smit", "Muld", "Viss") for b in ("en", "er", "a", "stra")]
    pairs = [f"{a} {b}" for a in first for b in last]
    counted = 0

    def counting(a: Kenmerken, b: Kenmerken) -> object:
        nonlocal counted
        counted += 1
        return compare(a, b)

    monkeypatch.setattr("expertteam_app.domain.herkenning.compare", counting)
    known: Herkenner[int] = Herkenner()
    for index in range(10_000):
        born = date(2004, 1, 1) + timedelta(days=index * 37 % 7300)
        person = Kenmerken(split_name(pairs[index % len(pairs)]), born, "0200")
        known.best(person)
        known.add(index, person)
    assert counted < 10_000 * 30


def test_no_pair_of_a_family_is_a_double() -> None:
    family = [
        Kenmerken(split_name(f"{name} D'Angelo"), born, "0285")
        for name, born in (("Mees", date(2017, 7, 1)), ("Thijs", date(2015, 8, 2)), ("Thijs", date(2020, 10, 16)))
    ]
    assert not any(compare(a, b).zekerheid for a, b in combinations(family, 2))
