from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.errors import UserError
from expertteam_app.domain.periode import Periode

periodes = st.builds(Periode, st.integers(1901, 2200), st.sampled_from([None, 1, 2]))


@pytest.mark.parametrize(
    ("text", "van", "tot", "label"),
    [
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30), "1e halfjaar 2026"),
        (" 2026-h2 ", date(2026, 7, 1), date(2026, 12, 31), "2e halfjaar 2026"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "heel 2026"),
    ],
)
def test_parse(text: str, van: date, tot: date, label: str) -> None:
    periode = Periode.parse(text)
    assert (periode.van, periode.tot, periode.label) == (van, tot, label)


@pytest.mark.parametrize("text", ["", "2026-H3", "2026-K1", "26-H1", "2026H1", "H1-2026", "２０２６", "2026-H1-H2"])
def test_bad_text_gets_an_example(text: str) -> None:
    with pytest.raises(UserError, match="2026-H1"):
        Periode.parse(text)


def test_a_year_outside_the_calendar_is_refused() -> None:
    with pytest.raises(UserError, match="bestaat niet"):
        Periode.parse("0001-H1")
    with pytest.raises(UserError, match="bestaat niet"):
        Periode(1900, None).previous()


def test_previous() -> None:
    assert str(Periode(2026, 1).previous()) == "2025-H2"
    assert str(Periode(2026, 2).previous()) == "2026-H1"
    assert str(Periode(2026).previous()) == "2025"


@given(periodes)
def test_previous_touches_without_overlap_and_code_reads_back(periode: Periode) -> None:
    assert (periode.van - periode.previous().tot).days == 1
    assert Periode.parse(periode.code) == periode


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_falls_in_exactly_its_own_half(dag: date) -> None:
    halves = [Periode(dag.year, 1), Periode(dag.year, 2)]
    assert [h for h in halves if h.contains(dag)] == [Periode.half_of(dag)]
