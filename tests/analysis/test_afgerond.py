"""What was finished in a period: plain order of the finished, with an interval that needs no shape."""

from __future__ import annotations

from math import comb, sqrt

import pytest

from expertteam_app.analysis.afgerond import median_interval, summarise_finished
from expertteam_app.analysis.doorlooptijd import Meting
from expertteam_app.analysis.toets import EXACT_UPTO


def some(days: list[int], still: int = 0) -> list[Meting]:
    done = [Meting(f"d{n}", day, afgerond=True) for n, day in enumerate(days)]
    return [*done, *(Meting(f"o{n}", 500, afgerond=False) for n in range(still))]


def test_who_still_waits_is_counted_and_not_in_the_figures() -> None:
    found = summarise_finished(some(list(range(1, 13)), still=30), [True] * 3 + [False] * 9)
    assert (found.n, found.open, found.afgerond) == (42, 30, 12)
    assert (found.p50, found.p80) == (6, 10)
    assert found.binnen_norm == pytest.approx(0.25)
    assert found.kromme is None
    assert found.in_woorden("werkdagen").endswith("12 afgerond, 30 nog open")


def test_fewer_than_ten_finished_give_no_figure() -> None:
    found = summarise_finished(some(list(range(9)), still=9), [True] * 9)
    assert not found.genoeg
    assert found.p50 is None
    assert found.binnen_norm is None
    assert "te weinig afgeronde zaken" in found.in_woorden("werkdagen")


@pytest.mark.parametrize("n", [5, 6, 10, 12, 25, 60])
def test_the_interval_holds_the_median_with_at_least_95_percent(n: int) -> None:
    low, high = median_interval(range(1, n + 1))
    if low is None or high is None:
        assert n < 6
        return
    outside = 2 * sum(comb(n, k) for k in range(low)) / 2**n
    assert outside <= 0.05
    assert outside + 2 * comb(n, low) / 2**n > 0.05, "and it is the narrowest that does"
    assert high == n + 1 - low


def test_many_values_give_the_interval_of_the_normal_approximation() -> None:
    n = EXACT_UPTO * 10
    low, high = median_interval(range(n))
    assert low is not None
    assert high is not None
    assert low == pytest.approx(n / 2 - 1.96 * sqrt(n) / 2, abs=2)
    assert high == n - 1 - low
