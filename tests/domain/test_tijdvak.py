from __future__ import annotations

from datetime import date

import pytest

from expertteam_app.domain.errors import UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.tijdvak import Tijdvak, is_part, parse_spanne, to_compare, van_tot


def test_it_reads_what_people_write() -> None:
    spring = Tijdvak(date(2026, 3, 1), date(2026, 5, 15))
    assert parse_spanne("2026-03-01..2026-05-15") == van_tot("1-3-2026", "15-5-2026") == spring
    assert parse_spanne(spring.code) == spring
    assert parse_spanne("2026-H1") == Periode(2026, 1)
    assert spring.label == "01-03-2026 t/m 15-05-2026"
    for wrong in ("2026-03-01..", "..", "2026-05-15..2026-03-01", "voorjaar"):
        with pytest.raises(UserError):
            parse_spanne(wrong)


@pytest.mark.parametrize(
    ("van", "tot", "voor_van", "voor_tot"),
    [
        (date(2026, 3, 1), date(2026, 4, 30), date(2026, 1, 1), date(2026, 2, 28)),
        (date(2026, 1, 1), date(2026, 3, 31), date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 3, 10), date(2026, 3, 19), date(2026, 2, 28), date(2026, 3, 9)),
        (date(2026, 3, 10), date(2026, 3, 10), date(2026, 3, 9), date(2026, 3, 9)),
    ],
)
def test_before_it_lies_one_of_the_same_length(van: date, tot: date, voor_van: date, voor_tot: date) -> None:
    assert Tijdvak(van, tot).previous() == Tijdvak(voor_van, voor_tot)


def test_a_running_period_is_compared_with_its_like() -> None:
    today = date(2026, 3, 12)
    half = Periode(2026, 1)
    assert is_part(half, today)
    assert to_compare(half, today) == Tijdvak(date(2025, 1, 1), date(2025, 3, 12))
    assert not is_part(half, half.tot), "on its last day it is whole"
    assert to_compare(half, date(2026, 7, 1)) == Periode(2025, 2)
    leap = Tijdvak(date(2024, 2, 29), date(2024, 6, 30))
    assert to_compare(leap, date(2024, 3, 1)) == Tijdvak(date(2023, 2, 28), date(2023, 3, 1))
