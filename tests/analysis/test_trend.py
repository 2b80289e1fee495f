"""Trends of rare events, and gemeenten in a funnel."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from expertteam_app.analysis.trechter import BINNEN, BUITEN, funnel, limits_along
from expertteam_app.analysis.trend import LANG, against_baseline, cusum, two_periods
from expertteam_app.domain.oordeel import Oordeel


@pytest.mark.parametrize(
    ("aantal", "verdict"),
    [(3, Oordeel.TOEVAL), (5, Oordeel.TOEVAL), (6, Oordeel.OPVALLEND), (8, Oordeel.OPVALLEND), (9, Oordeel.SIGNAAL)],
)
def test_a_period_against_the_own_baseline_of_two(aantal: int, verdict: Oordeel) -> None:
    found = against_baseline(aantal, [2, 1, 3, 2])
    assert (found.verwacht, found.vanaf_opvallend, found.vanaf_signaal) == (2, 6, 9)
    assert found.oordeel is verdict


@given(st.integers(0, 40), st.lists(st.integers(0, 12), min_size=3, max_size=8))
def test_the_verdict_follows_the_limits_that_are_shown(aantal: int, basis: list[int]) -> None:
    found = against_baseline(aantal, basis)
    if not sum(basis):
        assert found.oordeel is Oordeel.TE_WEINIG
    else:
        assert (found.oordeel is Oordeel.SIGNAAL) == (aantal >= found.vanaf_signaal)
        assert (found.oordeel is Oordeel.OPVALLEND) == (found.vanaf_opvallend <= aantal < found.vanaf_signaal)


def test_a_short_baseline_says_nothing() -> None:
    assert against_baseline(30, [1, 2]).oordeel is Oordeel.TE_WEINIG
    with pytest.raises(ValueError, match="basislijn"):
        against_baseline(3, [])


@given(st.integers(0, 60), st.integers(0, 60))
def test_two_periods_are_judged_alike_both_ways(vorige: int, nu: int) -> None:
    one, other = two_periods(vorige, nu), two_periods(nu, vorige)
    assert one.kans == pytest.approx(other.kans)
    assert one.oordeel is other.oordeel
    assert (one.oordeel is Oordeel.TE_WEINIG) == (vorige + nu < 5)


def test_a_longer_period_may_have_more() -> None:
    assert two_periods(10, 30).oordeel is Oordeel.SIGNAAL
    assert two_periods(10, 30, Fraction(3, 4)).oordeel is Oordeel.TOEVAL


@pytest.mark.parametrize("verwacht", [0.5, 1, 2.5, 4, 9])
def test_a_steady_register_seldom_alarms_and_a_doubled_one_does(verwacht: float) -> None:
    dice = np.random.default_rng(11)
    limit = cusum([0], verwacht).grens

    def alarms(mean: float, periods: int) -> float:
        runs = [cusum(list(map(int, dice.poisson(mean, periods))), verwacht).stand for _ in range(200)]
        return sum(max(run) >= limit for run in runs) / len(runs)

    assert alarms(verwacht, LANG) <= 0.10, "5% and the spread of 200 runs"
    assert alarms(3 * verwacht, 12) >= 0.9
    assert alarms(2 * verwacht, LANG) > alarms(verwacht, LANG) + 0.3


def test_the_climb_knows_when_it_began() -> None:
    found = cusum([2, 2, 1, 2, 5, 6, 6, 7], 2)
    assert found.oordeel is Oordeel.SIGNAAL
    assert found.sinds == 4
    assert cusum([2, 2, 0], 2).sinds is None
    assert cusum([9, 9], 2).oordeel is Oordeel.TE_WEINIG


def test_a_small_gemeente_that_looks_alarming_is_chance() -> None:
    found = funnel({"klein": 5, "groot": 20, "midden": 3}, {"klein": 4200, "groot": 50_000, "midden": 12_000})
    klein = found.punten[0]
    assert klein.per_10000 == pytest.approx(11.9, abs=0.05)
    assert found.regio_per_10000 == pytest.approx(4.2, abs=0.05)
    assert klein.grens95 == (0, 5)
    assert klein.oordeel is Oordeel.TOEVAL
    assert [p.gemeente for p in found.punten] == ["klein", "groot", "midden"], "no ranking"


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(500, 60_000)), min_size=2, max_size=8),
)
def test_the_funnel_holds_what_scipy_says(rows: list[tuple[int, int]]) -> None:
    counts = {f"g{nr}": count for nr, (count, _) in enumerate(rows)}
    people = {f"g{nr}": size for nr, (_, size) in enumerate(rows)}
    found = funnel(counts, people)
    for punt in found.punten:
        above, below = stats.poisson.sf(punt.aantal - 1, punt.verwacht), stats.poisson.cdf(punt.aantal, punt.verwacht)
        outside = min(above, below)
        if found.totaal < 10:
            assert punt.oordeel is Oordeel.TE_WEINIG
        elif abs(outside - BUITEN) > 1e-9 and abs(outside - BINNEN) > 1e-9:
            assert (punt.oordeel is Oordeel.SIGNAAL) == (outside < BUITEN)
            assert (punt.oordeel is Oordeel.TOEVAL) == (outside > BINNEN)
        low, high = sorted((found.regio_per_10000, punt.per_10000))
        assert low - 1e-9 <= punt.geschat <= high + 1e-9, "drawn to the region, never past it"


def test_the_lines_of_the_funnel_close_in_where_there_are_more() -> None:
    small, large = limits_along(5, [2_000, 50_000], BINNEN)
    assert small[1] - small[0] > large[1] - large[0]
    assert large[0] < 5 < large[1]


@pytest.mark.parametrize("people", [{}, {"a": 0}])
def test_a_funnel_needs_jeugdigen(people: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="jeugdigen"):
        funnel({}, people)
