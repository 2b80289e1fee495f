"""Ends that exclude each other: how many zaken are ready, withdrawn or moved within so many days.

Open zaken count. Cumulative incidence (Aalen and Johansen 1978), exact. Taking a withdrawn zaak for an open one would
say that it may still get ready.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Afloop:
    """One zaak: days until its end or until the last day it was seen open, and how it ended (None: open).

    Attributes:
        instap: days after the start from which it was under observation; 0 from the start.

    Raises:
        ValueError: a number is negative or `instap` lies after `dagen`.
    """

    dagen: int
    einde: str | None
    instap: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.instap <= self.dagen:
            raise ValueError("een afloop heeft 0 <= instap <= dagen")


@dataclass(frozen=True, slots=True)
class Verloop:
    """Per end the share of zaken that came to it: steps of (days, share), from low to high."""

    einden: dict[str, tuple[tuple[int, Fraction], ...]]
    open: int
    n: int

    def share(self, einde: str, tijd: int) -> Fraction:
        """The share that came to this end within `tijd` days; 0 for an end that nobody came to."""
        steps = self.einden.get(einde, ())
        index = bisect_right(steps, tijd, key=lambda step: step[0])
        return steps[index - 1][1] if index else Fraction(0)


def cumulative_incidence(aflopen: Sequence[Afloop]) -> Verloop:
    """How the ends add up over time; at one time ends come before zaken that are open."""
    counted = [a for a in aflopen if a.instap == 0 or a.instap < a.dagen]
    ends: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for afloop in counted:
        if afloop.einde is not None:
            ends[afloop.dagen][afloop.einde] += 1
    entered = sorted(a.instap for a in counted)
    from_start = sum(a.instap == 0 for a in counted)
    left = sorted(a.dagen for a in counted)
    survival = Fraction(1)
    reached: defaultdict[str, Fraction] = defaultdict(Fraction)
    steps: defaultdict[str, list[tuple[int, Fraction]]] = defaultdict(list)
    for tijd in sorted(ends):
        risk = max(bisect_right(entered, tijd - 1), from_start) - bisect_right(left, tijd - 1)
        for einde, n in ends[tijd].items():
            reached[einde] += survival * Fraction(n, risk)
            steps[einde].append((tijd, reached[einde]))
        survival *= 1 - Fraction(ends[tijd].total(), risk)
    still_open = sum(a.einde is None for a in aflopen)
    return Verloop({einde: tuple(found) for einde, found in sorted(steps.items())}, still_open, len(aflopen))
