"""Kaplan-Meier for small numbers, exact (PRODUCT section 4).

Open cases are right-censored, imported history enters late. Survival is a product of fractions, so a curve that hits
exactly one half is seen as such; floats miss that step now and then. Quantile: the smallest observed time at which at
least that share has ended (the inverse of the distribution, no averaging between two times).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, log, sqrt

Z_95 = 1.959963984540054
"""Two-sided 95% of the normal distribution."""

HALF = Fraction(1, 2)

MIN_RISICO = 5
"""Under observation at an end, at least, while others are still to enter: with fewer one zaak moves the whole curve."""


@dataclass(frozen=True, slots=True)
class Duur:
    """One observed time in days.

    Attributes:
        dagen: length up to the end, or up to the last day it was seen open.
        waargenomen: whether the end was seen (False: still open, right-censored).
        instap: days after the start from which it was under observation (late entry); 0 from the start.

    Raises:
        ValueError: a number is negative or `instap` lies after `dagen`.
    """

    dagen: int
    waargenomen: bool
    instap: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.instap <= self.dagen:
            raise ValueError("een duur heeft 0 <= instap <= dagen")

    @property
    def telt(self) -> bool:
        """Whether it was ever at risk: one that ended on the day it came in after a late start was not."""
        return self.instap == 0 or self.instap < self.dagen


@dataclass(frozen=True, slots=True)
class Trede:
    """One step down of the curve.

    Attributes:
        tijd: days.
        risk: how many were at risk just before.
        events: how many ended on this day; at least 1.
        overleving: share that lasts longer than `tijd`.
        greenwood: the sum in Greenwood's formula up to here; None once the curve is 0.
    """

    tijd: int
    risk: int
    events: int
    overleving: Fraction
    greenwood: float | None


@dataclass(frozen=True, slots=True)
class Kromme:
    """A Kaplan-Meier curve: 1 at the start, down at every `Trede`.

    Attributes:
        stappen: in order of time; empty when no end was seen.
        duren: what it was made from.
        grootste: the longest time observed, open ones included; 0 without data.
    """

    stappen: tuple[Trede, ...]
    duren: tuple[Duur, ...]
    grootste: int

    def _at(self, tijd: int) -> Trede | None:
        index = bisect_right(self.stappen, tijd, key=lambda trede: trede.tijd)
        return self.stappen[index - 1] if index else None

    @property
    def solid(self) -> bool:
        """False when late entry let the curve fall to 0 while longer times were observed: then it says nothing."""
        return not self.stappen or self.stappen[-1].overleving > 0 or self.stappen[-1].tijd == self.grootste

    @property
    def dun(self) -> bool:
        """Whether an end came while fewer than `MIN_RISICO` were under observation and others were still to enter.

        Late entry makes that happen: an early end among two then takes half of the curve away, whoever comes later.
        """
        last = max((d.instap for d in self.duren if d.telt), default=0)
        return any(trede.risk < MIN_RISICO for trede in self.stappen if trede.tijd <= last)

    def survival_at(self, tijd: int) -> Fraction:
        """The share that lasts longer than `tijd` days; beyond the longest time, the last value of the curve."""
        trede = self._at(tijd)
        return trede.overleving if trede else Fraction(1)

    def within(self, tijd: int) -> Fraction | None:
        """The share that ends within `tijd` days; None where the curve does not reach so far."""
        left = self.survival_at(tijd)
        return None if tijd > self.grootste and left else 1 - left

    def at_risk(self, tijd: int) -> int:
        """How many were under observation just before `tijd`: the numbers to print under the curve."""
        return sum(_at_risk(d, tijd) for d in self.duren)

    def quantile(self, deel: Fraction) -> int | None:
        """The smallest time at which at least `deel` (0 to 1) has ended; None when the curve does not fall so far."""
        place = bisect_left(self.stappen, x=True, key=lambda trede: 1 - trede.overleving >= deel)
        return self.stappen[place].tijd if place < len(self.stappen) else None

    def interval_at(self, tijd: int, z: float = Z_95) -> tuple[float, float] | None:
        """Confidence interval of the survival at a time (Greenwood on the log-log scale).

        None where the formula says nothing: before the first end and once the curve is 0.
        """
        trede = self._at(tijd)
        return None if trede is None else _interval(trede, z)

    def median_interval(self, z: float = Z_95) -> tuple[int | None, int | None]:
        """Brookmeyer-Crowley interval for the median, from the log-log bands.

        The times at which the lower and the upper band reach one half; None for a band that never does.
        """
        lower = upper = None
        for trede in self.stappen:
            band = _interval(trede, z)
            low = band[0] if band else float(trede.overleving)
            if lower is None and low <= HALF:
                lower = trede.tijd
            if upper is None and band is not None and band[1] <= HALF:
                upper = trede.tijd
        return lower, upper


def _interval(trede: Trede, z: float) -> tuple[float, float] | None:
    if trede.greenwood is None:
        return None
    survival = float(trede.overleving)
    log_survival = log(survival)
    spread = exp(z * sqrt(trede.greenwood) / abs(log_survival))
    return survival**spread, survival ** (1 / spread)


def _at_risk(duur: Duur, tijd: int) -> bool:
    return (duur.instap == 0 or duur.instap < tijd) and tijd <= duur.dagen


def kaplan_meier(durations: Sequence[Duur]) -> Kromme:
    """The curve of these times; the order of the input does not matter.

    At one time, ends come before censorings: a case that is open on day t was at risk on day t. A late entry is at
    risk after its `instap`, not on it.
    """
    counted = [d for d in durations if d.telt]
    ends = Counter(d.dagen for d in counted if d.waargenomen)
    entered = sorted(d.instap for d in counted)
    from_start = sum(d.instap == 0 for d in counted)
    left = sorted(d.dagen for d in counted)
    stappen: list[Trede] = []
    survival, greenwood = Fraction(1), 0.0
    for tijd in sorted(ends):
        begun = max(bisect_right(entered, tijd - 1), from_start)
        risk, events = begun - bisect_right(left, tijd - 1), ends[tijd]
        survival *= Fraction(risk - events, risk)
        if risk == events:
            stappen.append(Trede(tijd, risk, events, survival, None))
            break
        greenwood += events / (risk * (risk - events))
        stappen.append(Trede(tijd, risk, events, survival, greenwood))
    return Kromme(tuple(stappen), tuple(durations), max((d.dagen for d in counted), default=0))
