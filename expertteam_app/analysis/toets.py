"""Exact tests for small numbers: how often chance alone gives this much or more.

Whole numbers and fractions as long as that is quick, logarithms of factorials beyond it; no normal approximation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import comb, exp, fsum, lgamma, log

EXACT_UPTO = 2_000
"""With more units the sums are taken in floating point (relative error below 1e-9)."""

_NEGLIGIBLE = 1e-18
_BITS = 64
"""A way among 2^64 changes nothing in a float."""
_SAME = 1 + 1e-7
"""Two chances that differ less are the same: floating point must not part what is symmetric."""


def fisher(samen: int, een: int, ander: int, n: int) -> float:
    """One-sided Fisher exact test: the chance that two kenmerken fall together at least so often by chance.

    Args:
        samen: units that have both.
        een: units that have the first.
        ander: units that have the second.
        n: all units.

    Raises:
        ValueError: these four cannot belong to one table.
    """
    if not max(0, een + ander - n) <= samen <= min(een, ander) <= max(een, ander) <= n:
        raise ValueError("samen, een, ander en n passen niet bij elkaar")
    if samen == max(0, een + ander - n):
        return 1.0
    upward = samen > een * ander / n
    begin = samen if upward else samen - 1
    if n <= EXACT_UPTO:
        total = comb(n, een)
        ways = sum(_ways(begin, een, ander, n, upward=upward))
        return (ways if upward else total - ways) / total
    found = fsum(_chances(begin, een, ander, n, upward=upward))
    return found if upward else max(0.0, 1 - found)


def _ways(k: int, een: int, ander: int, n: int, *, upward: bool) -> Iterator[int]:
    """In how many ways k fall together, then one more (or fewer), as long as it matters for a float."""
    term, seen = comb(ander, k) * comb(n - ander, een - k), 0
    while term and term << _BITS > seen:
        yield term
        seen += term
        if upward:
            term = term * (ander - k) * (een - k) // ((k + 1) * (n - ander - een + k + 1))
            k += 1
        else:
            term = term * k * (n - ander - een + k) // ((ander - k + 1) * (een - k + 1))
            k -= 1


def _chances(k: int, een: int, ander: int, n: int, *, upward: bool) -> Iterator[float]:
    """The same as chances, in floating point."""
    term = exp(_log_comb(ander, k) + _log_comb(n - ander, een - k) - _log_comb(n, een))
    seen = 0.0
    while term > seen * _NEGLIGIBLE:
        yield term
        seen += term
        if upward:
            term *= (ander - k) * (een - k) / ((k + 1) * (n - ander - een + k + 1))
            k += 1
        else:
            term *= k * (n - ander - een + k) / ((ander - k + 1) * (een - k + 1))
            k -= 1


def _upper(chance: Callable[[int], float], k: int, low: int, high: int, middle: float) -> float:
    """Chance of k or more, summed from k away from the middle so that only terms that matter are reckoned."""
    if k > middle:
        return fsum(_falling(chance, range(k, high + 1)))
    return max(0.0, 1 - fsum(_falling(chance, range(k - 1, low - 1, -1))))


def _falling(chance: Callable[[int], float], over: range) -> list[float]:
    terms: list[float] = []
    for k in over:
        term = chance(k)
        terms.append(term)
        if term < terms[0] * _NEGLIGIBLE:
            break
    return terms


def _log_comb(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def poisson_upper(k: int, verwacht: float) -> float:
    """The chance of k or more events where `verwacht` are expected.

    Raises:
        ValueError: a number is negative.
    """
    if k < 0 or verwacht < 0:
        raise ValueError("aantallen zijn 0 of meer")
    if k == 0:
        return 1.0
    if verwacht == 0:
        return 0.0

    def chance(i: int) -> float:
        return exp(i * log(verwacht) - verwacht - lgamma(i + 1))

    return _upper(chance, k, 0, k + 10 * int(verwacht + 10), verwacht)


def poisson_lower(k: int, verwacht: float) -> float:
    """The chance of k or fewer events where `verwacht` are expected.

    Raises:
        ValueError: a number is negative.
    """
    if k < 0 or verwacht < 0:
        raise ValueError("aantallen zijn 0 of meer")
    if verwacht == 0:
        return 1.0
    return min(1.0, fsum(exp(i * log(verwacht) - verwacht - lgamma(i + 1)) for i in range(k + 1)))


def poisson_limits(verwacht: float, kans: float) -> tuple[int, int]:
    """Exact prediction limits: outside them, on either side, fall at most `kans` of the counts by chance.

    Args:
        verwacht: how many are expected.
        kans: per side; 0.025 for 95%, 0.001 for 99.8%.

    Raises:
        ValueError: `verwacht` is negative or `kans` not between 0 and 1.
    """
    if not 0 < kans < 1:
        raise ValueError("een kans ligt tussen 0 en 1")
    high = int(verwacht)
    while poisson_upper(high + 1, verwacht) > kans:
        high += 1
    low = int(verwacht)
    while low > 0 and poisson_lower(low - 1, verwacht) > kans:
        low -= 1
    return low, high


def binomial(k: int, n: int, deel: Fraction = Fraction(1, 2)) -> float:
    """Two-sided exact binomial test: the chance of k of n, or of anything at most as likely.

    Args:
        k: how many fell in the part, 0 to n.
        n: how many there were.
        deel: the share that is expected in the part, between 0 and 1.

    Raises:
        ValueError: these do not fit.
    """
    if not 0 <= k <= n or not 0 < deel < 1:
        raise ValueError("k, n en deel passen niet bij elkaar")
    yes, no = log(deel), log(1 - deel)
    chances = [exp(_log_comb(n, i) + i * yes + (n - i) * no) for i in range(n + 1)]
    return min(1.0, fsum(chance for chance in chances if chance <= chances[k] * _SAME))


def benjamini_hochberg(chances: Sequence[float]) -> list[float]:
    """For every test the smallest share of false discoveries at which it counts (Benjamini and Hochberg 1995).

    Args:
        chances: of *all* tests that were done, in any order; the answer has the same order.
    """
    order = sorted(range(len(chances)), key=chances.__getitem__, reverse=True)
    found = [1.0] * len(chances)
    least = 1.0
    for left, index in enumerate(order):
        least = min(least, chances[index] * len(chances) / (len(chances) - left))
        found[index] = least
    return found
