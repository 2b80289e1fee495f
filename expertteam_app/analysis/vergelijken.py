"""Whether two cohorts of zaken take differently long, or whether the difference can be chance (log-rank)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, sqrt

from expertteam_app.analysis.overleving import Duur
from expertteam_app.domain.oordeel import Oordeel

MIN_AFGEROND = 5
"""Ends in each cohort below which nothing is said."""
VERSCHIL = 0.05
DUIDELIJK = 0.01


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """Two cohorts.

    Attributes:
        kans: two-sided, that chance alone makes them differ so much or more; None where there are too few ends.
        langer: whether the second takes longer than the first; False too when they are alike.
    """

    kans: float | None
    langer: bool
    oordeel: Oordeel


def compare(vorige: Sequence[Duur], nu: Sequence[Duur]) -> Vergelijking:
    """The log-rank test over both cohorts (Mantel 1966), late entries and open zaken counted.

    Args:
        vorige: the one cohort, in days.
        nu: the other, in the same unit.
    """
    first, second = _Cohort(vorige), _Cohort(nu)
    seen = expected = variance = 0.0
    for tijd in sorted(first.ends.keys() | second.ends.keys()):
        one, other = first.at_risk(tijd), second.at_risk(tijd)
        risk, events = one + other, first.ends[tijd] + second.ends[tijd]
        seen += second.ends[tijd]
        expected += events * other / risk
        if risk > 1:
            variance += events * (one / risk) * (other / risk) * (risk - events) / (risk - 1)
    enough = min(first.ends.total(), second.ends.total()) >= MIN_AFGEROND
    if not enough or variance <= 0:
        return Vergelijking(None, langer=False, oordeel=Oordeel.TE_WEINIG)
    kans = erfc(abs(seen - expected) / sqrt(2 * variance))
    verdict = Oordeel.SIGNAAL if kans <= DUIDELIJK else Oordeel.OPVALLEND if kans <= VERSCHIL else Oordeel.TOEVAL
    return Vergelijking(kans, langer=seen < expected, oordeel=verdict)


class _Cohort:
    def __init__(self, duren: Sequence[Duur]) -> None:
        counted = [d for d in duren if d.telt]
        self.ends = Counter(d.dagen for d in counted if d.waargenomen)
        self._entered = sorted(d.instap for d in counted if d.instap)
        self._from_start = len(counted) - len(self._entered)
        self._left = sorted(d.dagen for d in counted)

    def at_risk(self, tijd: int) -> int:
        begun = self._from_start + bisect_left(self._entered, tijd)
        return begun - bisect_right(self._left, tijd - 1)
