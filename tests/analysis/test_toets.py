"""Exact tests against scipy, and against the figures that PRODUCT section 5 measured."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from expertteam_app.analysis import toets
from expertteam_app.analysis.patronen import needed_together
from expertteam_app.analysis.toets import (
    EXACT_UPTO,
    benjamini_hochberg,
    binomial,
    fisher,
    poisson_limits,
    poisson_lower,
    poisson_upper,
)

CLOSE = 1e-9


@st.composite
def tables(draw: st.DrawFn, most: int = 300) -> tuple[int, int, int, int]:
    n = draw(st.integers(1, most))
    een, ander = draw(st.integers(0, n)), draw(st.integers(0, n))
    samen = draw(st.integers(max(0, een + ander - n), min(een, ander)))
    return samen, een, ander, n


@given(tables())
def test_fisher_is_that_of_scipy(table: tuple[int, int, int, int]) -> None:
    samen, een, ander, n = table
    square = [[samen, een - samen], [ander - samen, n - een - ander + samen]]
    assert fisher(samen, een, ander, n) == pytest.approx(stats.fisher_exact(square, "greater").pvalue, rel=CLOSE)


@given(tables(most=200_000))
def test_fisher_of_many_units_is_that_of_scipy(table: tuple[int, int, int, int]) -> None:
    samen, een, ander, n = table
    expected = stats.hypergeom.sf(samen - 1, n, een, ander)
    assert fisher(samen, een, ander, n) == pytest.approx(expected, rel=1e-6, abs=1e-12)


@given(tables())
def test_both_ways_of_reckoning_fisher_agree(table: tuple[int, int, int, int]) -> None:
    exact = fisher(*table)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toets, "EXACT_UPTO", 0)
        assert fisher(*table) == pytest.approx(exact, rel=CLOSE, abs=1e-14)


@given(st.integers(0, 80), st.floats(0, 60))
def test_poisson_is_that_of_scipy(k: int, verwacht: float) -> None:
    assert poisson_upper(k, verwacht) == pytest.approx(stats.poisson.sf(k - 1, verwacht), rel=CLOSE, abs=1e-13)
    assert poisson_lower(k, verwacht) == pytest.approx(stats.poisson.cdf(k, verwacht), rel=CLOSE, abs=1e-13)


@given(st.floats(0, 400), st.sampled_from([0.025, 0.001]))
def test_limits_leave_out_no_more_than_they_say_and_no_tighter_ones_do(verwacht: float, kans: float) -> None:
    low, high = poisson_limits(verwacht, kans)
    assert stats.poisson.sf(high, verwacht) <= kans * (1 + CLOSE)
    assert stats.poisson.sf(high - 1, verwacht) > kans * (1 - CLOSE) or high == int(verwacht)
    assert stats.poisson.cdf(low - 1, verwacht) <= kans * (1 + CLOSE)
    assert low == int(verwacht) or stats.poisson.cdf(low, verwacht) > kans * (1 - CLOSE)


@given(st.integers(0, 200), st.integers(0, 200), st.fractions(Fraction(1, 20), Fraction(19, 20), max_denominator=20))
def test_binomial_is_that_of_scipy(k: int, more: int, deel: Fraction) -> None:
    expected = stats.binomtest(k, k + more, float(deel)).pvalue if k + more else 1
    assert binomial(k, k + more, deel) == pytest.approx(expected, rel=1e-7, abs=1e-13)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_benjamini_hochberg_is_that_of_scipy(chances: list[float]) -> None:
    assert benjamini_hochberg(chances) == pytest.approx(list(stats.false_discovery_control(chances)))


@pytest.mark.parametrize(
    ("verwacht", "noticed", "signal"), [(1, 4, 6), (2, 6, 9), (3, 8, 11), (5, 11, 14), (8, 15, 19), (12, 20, 25)]
)
def test_from_how_many_a_count_is_noticed(verwacht: int, noticed: int, signal: int) -> None:
    assert poisson_limits(verwacht, 0.025)[1] + 1 == noticed
    assert poisson_limits(verwacht, 0.001)[1] + 1 == signal


@pytest.mark.parametrize(
    ("vorige", "nu", "kans"), [(3, 8, 0.23), (2, 7, 0.18), (4, 12, 0.08), (5, 15, 0.04), (10, 20, 0.10)]
)
def test_doubled_is_usually_chance(vorige: int, nu: int, kans: float) -> None:
    assert round(binomial(nu, vorige + nu), 2) == kans


@pytest.mark.parametrize(
    "wrong",
    [lambda: fisher(3, 2, 5, 9), lambda: fisher(0, 5, 5, 9), lambda: binomial(3, 2), lambda: poisson_upper(-1, 1)],
)
def test_what_cannot_be_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError, match=r"passen niet|0 of meer"):
        wrong()


@settings(max_examples=40)
@given(st.data())
def test_fisher_is_its_plain_sum_whatever_the_size(data: st.DataObject) -> None:
    n = data.draw(st.sampled_from((7, 40, 400, EXACT_UPTO, EXACT_UPTO + 1)))
    een, ander = (data.draw(st.integers(0, n)) for _ in range(2))
    low, high = max(0, een + ander - n), min(een, ander)
    samen = data.draw(st.integers(low, high))
    plain = Fraction(sum(comb(ander, k) * comb(n - ander, een - k) for k in range(samen, high + 1)), comb(n, een))
    assert fisher(samen, een, ander, n) == pytest.approx(float(plain), rel=1e-8, abs=1e-13)


@given(st.integers(2, 60), st.data())
def test_needed_together_is_the_first_that_is_clear(n: int, data: st.DataObject) -> None:
    een, ander = (data.draw(st.integers(1, n)) for _ in range(2))
    low, high = max(0, een + ander - n), min(een, ander)
    clear = [k for k in range(low, high + 1) if fisher(k, een, ander, n) <= 0.05]
    assert needed_together(een, ander, n, 0.05) == (clear[0] if clear else None)
