"""Gemeenten beside each other without a ranking: a funnel with exact prediction limits (PRODUCT section 5).

A small gemeente varies more by chance than a large one; the limits widen where there are fewer jeugdigen (Spiegelhalter
2005). Limits of prediction, not of confidence: where would a gemeente lie that is like the region.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from expertteam_app.analysis.toets import poisson_limits, poisson_lower, poisson_upper
from expertteam_app.domain.oordeel import Oordeel

PER = 10_000
BINNEN = 0.025
BUITEN = 0.001
"""Per side: 95% and 99.8%."""
MIN_TOTAAL = 10
"""Events in the whole region below which a funnel says nothing."""


@dataclass(frozen=True, slots=True)
class Trechterpunt:
    """One gemeente.

    Attributes:
        aantal: events.
        jeugdigen: how many jeugdigen live there.
        per_10000: events per 10,000 jeugdigen.
        verwacht: events if it were like the region.
        grens95: counts from and up to which chance alone explains it, 95%.
        grens998: the same, 99.8%.
        geschat: per 10,000, drawn to the region as far as its small number asks (empirical Bayes); the rate of the
            region where the gemeenten do not differ more than chance gives.
    """

    gemeente: str
    aantal: int
    jeugdigen: int
    per_10000: float
    verwacht: float
    grens95: tuple[int, int]
    grens998: tuple[int, int]
    geschat: float
    oordeel: Oordeel


@dataclass(frozen=True, slots=True)
class Trechter:
    """The region and its gemeenten, in the order in which they were given."""

    regio_per_10000: float
    totaal: int
    punten: tuple[Trechterpunt, ...]


def funnel(aantallen: Mapping[str, int], jeugdigen: Mapping[str, int]) -> Trechter:
    """Judge every gemeente against the region.

    Args:
        aantallen: events per gemeente; one that is not there had none.
        jeugdigen: jeugdigen per gemeente (CBS, with the year on the screen), above 0; only these gemeenten count.

    Raises:
        ValueError: no gemeente, or a number of jeugdigen that is not above 0.
    """
    if not jeugdigen or min(jeugdigen.values()) <= 0:
        raise ValueError("elke gemeente heeft een aantal jeugdigen boven 0")
    total = sum(aantallen.get(name, 0) for name in jeugdigen)
    rate = total / sum(jeugdigen.values())
    spread = _variance(aantallen, jeugdigen, rate)
    points = tuple(
        _point(name, aantallen.get(name, 0), people, rate, spread, total) for name, people in jeugdigen.items()
    )
    return Trechter(rate * PER, total, points)


def _point(name: str, count: int, people: int, rate: float, spread: float, total: int) -> Trechterpunt:
    expected = rate * people
    own = count / people
    drawn = rate if spread <= 0 else rate + spread / (spread + rate / people) * (own - rate)
    return Trechterpunt(
        gemeente=name,
        aantal=count,
        jeugdigen=people,
        per_10000=own * PER,
        verwacht=expected,
        grens95=poisson_limits(expected, BINNEN),
        grens998=poisson_limits(expected, BUITEN),
        geschat=drawn * PER,
        oordeel=_verdict(count, expected, total),
    )


def _verdict(count: int, expected: float, total: int) -> Oordeel:
    if total < MIN_TOTAAL:
        return Oordeel.TE_WEINIG
    kans = min(poisson_upper(count, expected), poisson_lower(count, expected))
    if kans <= BUITEN:
        return Oordeel.SIGNAAL
    return Oordeel.OPVALLEND if kans <= BINNEN else Oordeel.TOEVAL


def _variance(aantallen: Mapping[str, int], jeugdigen: Mapping[str, int], rate: float) -> float:
    """How much the rates of gemeenten really differ, beyond chance (Marshall 1991, moments); 0 or less: not at all."""
    people = sum(jeugdigen.values())
    seen = sum(n * (aantallen.get(name, 0) / n - rate) ** 2 for name, n in jeugdigen.items()) / people
    return seen - rate / (people / len(jeugdigen))


def limits_along(rate_per_10000: float, sizes: Sequence[int], kans: float) -> tuple[tuple[float, float], ...]:
    """The limits as rates per 10,000 along numbers of jeugdigen, for the lines of the funnel.

    Args:
        rate_per_10000: of the region.
        sizes: numbers of jeugdigen, above 0.
        kans: per side, see `BINNEN` and `BUITEN`.
    """
    found = ((poisson_limits(rate_per_10000 * size / PER, kans), size) for size in sizes)
    return tuple((low * PER / size, high * PER / size) for (low, high), size in found)
