"""What was finished in a period, as it is: no curve, because whoever still waits is not among the finished.

It answers another question than Kaplan-Meier: how long did it take for those that became ready now. With a growing
stock it looks slow, with much new work fast; so it stands beside the cohort of start, never in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb, exp, lgamma, log

from expertteam_app.analysis.doorlooptijd import MIN_ZAKEN, P80, Doorlooptijd, Meting
from expertteam_app.analysis.overleving import HALF
from expertteam_app.analysis.toets import EXACT_UPTO

ZEKER = Fraction(95, 100)


def summarise_finished(metingen: Sequence[Meting], binnen: Sequence[bool] = ()) -> Doorlooptijd:
    """Half and 80% of the finished zaken, with an exact interval of the median (order statistics).

    Args:
        metingen: the finished zaken of the period, and those that were open at its end (they count in `open` only).
        binnen: of every finished zaak with a norm, whether it was within.
    """
    done = sorted(m.dagen for m in metingen if m.afgerond)
    enough = len(done) >= MIN_ZAKEN
    return Doorlooptijd(
        n=len(metingen),
        open=len(metingen) - len(done),
        afgerond=len(done),
        p50=_quantile(done, HALF) if enough else None,
        p50_interval=median_interval(done) if enough else (None, None),
        p80=_quantile(done, P80) if enough else None,
        p50_meer_dan=None,
        p80_meer_dan=None,
        binnen_norm=Fraction(sum(binnen), len(binnen)) if enough and binnen else None,
        kromme=None,
        genoeg=enough,
        sleutels=tuple(m.sleutel for m in sorted(metingen, key=lambda m: (-m.dagen, m.sleutel))),
        van_einde=True,
    )


def _heads(k: int, n: int) -> Fraction:
    """The chance of `k` heads in `n` throws; from many throws on in floating point (relative error below 1e-9)."""
    if n <= EXACT_UPTO:
        return Fraction(comb(n, k), 2**n)
    return Fraction(exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) - n * log(2)))


def _quantile(sorted_days: Sequence[int], deel: Fraction) -> int:
    """The smallest day on which at least this share was ready."""
    return next(day for k, day in enumerate(sorted_days, start=1) if Fraction(k, len(sorted_days)) >= deel)


def median_interval(sorted_days: Sequence[int]) -> tuple[int | None, int | None]:
    """The values at the ranks between which the median lies with at least 95% (binomial, no assumption on shape).

    None on both sides for fewer than six values: then even the smallest and the largest do not hold it so surely.
    """
    n = len(sorted_days)
    rank, below = 0, Fraction(0)
    while True:
        below += _heads(rank, n)
        if 2 * below > 1 - ZEKER:
            break
        rank += 1
    return (sorted_days[rank - 1], sorted_days[n - rank]) if rank else (None, None)
