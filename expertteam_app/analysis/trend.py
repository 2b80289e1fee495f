"""Whether something rare happens more often than it used to (PRODUCT section 5).

Three questions, each with its own test: is this period more than the own baseline (exact Poisson), do two periods
differ (exact binomial), and does the count creep up over many periods (CUSUM). "Verdubbeld" is usually chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil, exp, lgamma, log

from expertteam_app.analysis.toets import binomial, poisson_limits, poisson_upper
from expertteam_app.domain.oordeel import Oordeel

OPVALLEND = 0.025
SIGNAAL = 0.001
"""One-sided: the limits of 95% and 99.8% of a control chart."""

VERSCHIL = 0.05
VERSCHIL_DUIDELIJK = 0.01
"""Two-sided, for two periods."""

MIN_PERIODEN = 3
"""Periods that a baseline is made of at least."""
MIN_SAMEN = 5
"""Events in two periods together below which nothing can be said: even all in one of them is chance."""
LANG = 20
"""Periods over which a false alarm of the CUSUM is kept rare; ten years of half-years."""
VALS_ALARM = 0.05
STEP = 4
"""The CUSUM counts in quarters, so that its chances are exact."""


@dataclass(frozen=True, slots=True)
class TegenBasis:
    """One period against the own baseline.

    Attributes:
        aantal: events in the period.
        verwacht: the average of the periods of the baseline.
        perioden: how many those are.
        kans: that chance alone gives `aantal` or more.
        vanaf_opvallend: from how many it would be noticed.
        vanaf_signaal: from how many it would be a signaal.
    """

    aantal: int
    verwacht: float
    perioden: int
    kans: float
    vanaf_opvallend: int
    vanaf_signaal: int
    oordeel: Oordeel


@dataclass(frozen=True, slots=True)
class TweePerioden:
    """Two periods beside each other.

    Attributes:
        kans: two-sided, that chance alone parts them so unevenly or more.
    """

    vorige: int
    nu: int
    kans: float
    oordeel: Oordeel


@dataclass(frozen=True, slots=True)
class Sluipend:
    """A CUSUM over periods.

    Attributes:
        stand: after every period; it falls to 0 and begins anew when there is nothing to add up.
        grens: from this height on it is a signaal; chosen so that chance alone reaches it in at most 5% of 20 periods.
        sinds: index of the period in which the present climb began; None when it stands at 0.
    """

    stand: tuple[float, ...]
    grens: float
    sinds: int | None
    oordeel: Oordeel


def against_baseline(aantal: int, basis: Sequence[int]) -> TegenBasis:
    """Judge a period against the periods of the baseline.

    Args:
        aantal: events in the period, 0 or more.
        basis: events in each period of the baseline, of the same length; chosen by people and named on the screen.

    Raises:
        ValueError: there is no baseline, or a count is negative.
    """
    if not basis:
        raise ValueError("zonder basislijn is er niets om mee te vergelijken")
    expected = sum(basis) / len(basis)
    kans = poisson_upper(aantal, expected)
    noticed, signal = (poisson_limits(expected, share)[1] + 1 for share in (OPVALLEND, SIGNAAL))
    if len(basis) < MIN_PERIODEN or not sum(basis):
        verdict = Oordeel.TE_WEINIG
    elif kans <= SIGNAAL:
        verdict = Oordeel.SIGNAAL
    else:
        verdict = Oordeel.OPVALLEND if kans <= OPVALLEND else Oordeel.TOEVAL
    return TegenBasis(aantal, expected, len(basis), kans, noticed, signal, verdict)


def two_periods(vorige: int, nu: int, deel: Fraction = Fraction(1, 2)) -> TweePerioden:
    """Judge the difference between two periods.

    Args:
        vorige: events in the one.
        nu: events in the other.
        deel: the share that is expected in `nu`: one half for periods of the same length.

    Raises:
        ValueError: a count is negative.
    """
    total = vorige + nu
    kans = binomial(nu, total, deel)
    if total < MIN_SAMEN:
        verdict = Oordeel.TE_WEINIG
    elif kans <= VERSCHIL_DUIDELIJK:
        verdict = Oordeel.SIGNAAL
    else:
        verdict = Oordeel.OPVALLEND if kans <= VERSCHIL else Oordeel.TOEVAL
    return TweePerioden(vorige, nu, kans, verdict)


def cusum(aantallen: Sequence[int], verwacht: float) -> Sluipend:
    """Add up what lies above the baseline, for a drift that no single period shows (Lucas 1985, Poisson CUSUM).

    Args:
        aantallen: events per period, oldest first.
        verwacht: the baseline per period; the chart is made to see a doubling of it.

    Raises:
        ValueError: `verwacht` is not above 0.
    """
    if verwacht <= 0:
        raise ValueError("een basislijn ligt boven 0")
    slack = max(1, round(STEP * verwacht / log(2)))
    limit = _limit(verwacht, slack)
    level, since = 0, None
    levels: list[int] = []
    for index, aantal in enumerate(aantallen):
        before = level
        level = max(0, level + STEP * aantal - slack)
        if level and not before:
            since = index
        levels.append(level)
    verdict = Oordeel.SIGNAAL if level >= limit else Oordeel.TOEVAL
    if len(aantallen) < MIN_PERIODEN:
        verdict = Oordeel.TE_WEINIG
    return Sluipend(tuple(x / STEP for x in levels), limit / STEP, since if level else None, verdict)


@lru_cache(maxsize=256)
def _limit(verwacht: float, slack: int) -> int:
    """The lowest height, in quarters, that chance alone reaches within `LANG` periods in at most `VALS_ALARM`."""
    low, high = 1, STEP
    while _false_alarm(verwacht, slack, high) > VALS_ALARM:
        low, high = high + 1, high * 2
    while low < high:
        middle = (low + high) // 2
        if _false_alarm(verwacht, slack, middle) > VALS_ALARM:
            low = middle + 1
        else:
            high = middle
    return high


def _false_alarm(verwacht: float, slack: int, limit: int) -> float:
    """The exact chance that the CUSUM of a steady baseline reaches `limit` within `LANG` periods."""
    most = ceil((limit + slack) / STEP) + 1
    chances = [exp(k * log(verwacht) - verwacht - lgamma(k + 1)) for k in range(most)]
    standing = {0: 1.0}
    for _ in range(LANG):
        after: defaultdict[int, float] = defaultdict(float)
        for level, share in standing.items():
            for k, chance in enumerate(chances):
                new = max(0, level + STEP * k - slack)
                if new >= limit:
                    break
                after[new] += share * chance
        standing = after
    return 1 - sum(standing.values())
