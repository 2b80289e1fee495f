"""Doorlooptijden that count open cases too, and give no figure where there are too few (PRODUCT section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from expertteam_app.analysis.overleving import HALF, Duur, Kromme, kaplan_meier

MIN_ZAKEN = 10
MIN_AFGEROND = 5
P80 = Fraction(4, 5)


@dataclass(frozen=True, slots=True)
class Meting:
    """One case on one klok.

    Attributes:
        sleutel: by which the caller finds the case again (a casus number); never printed here.
        dagen: days up to the end, or up to the peildatum while open.
        afgerond: whether the end was reached.
        instap: days after the start from which the case was registered (imported history); 0 from the start.
    """

    sleutel: str
    dagen: int
    afgerond: bool
    instap: int = 0


@dataclass(frozen=True, slots=True)
class Doorlooptijd:
    """What can be said about one klok over some cases; all figures in days.

    Attributes:
        n: all cases.
        open: cases without an end.
        afgerond: cases with an end.
        p50: half is ready within so many days; None when not reached or when there are too few cases.
        p50_interval: 95% interval of the median; either side None when the data do not bound it.
        p80: the same for 80%.
        p50_meer_dan: the longest time observed, where half is not reached: "meer dan"; else None.
        p80_meer_dan: the same for 80%.
        binnen_norm: share that is ready within the norm, read from the curve at the norm; None without a norm,
            where the curve does not reach the norm, or with too few cases.
        binnen_norm_interval: 95% interval of that share (Greenwood, log-log); None where the formula says nothing.
        kromme: the curve itself, None with too few cases.
        genoeg: at least 10 cases, at least 5 finished, and a curve that says something.
        sleutels: the cases behind the figure, longest first.
        laat: cases that count only from the day they were read in (late entry).
        buiten: cases that had ended by then: they count in `n`, not in the curve.
        te_dun: there are enough cases, but too few of them at the beginning of the curve.
        van_einde: counted over what was finished in a period: plain order of the finished, no curve.
    """

    n: int
    open: int
    afgerond: int
    p50: int | None
    p50_interval: tuple[int | None, int | None]
    p80: int | None
    p50_meer_dan: int | None
    p80_meer_dan: int | None
    binnen_norm: Fraction | None
    kromme: Kromme | None
    genoeg: bool
    sleutels: tuple[str, ...]
    binnen_norm_interval: tuple[float, float] | None = None
    laat: int = 0
    buiten: int = 0
    te_dun: bool = False
    van_einde: bool = False

    def in_woorden(self, eenheid: str) -> str:
        """One Dutch sentence; `eenheid` is the plural unit ("werkdagen" or "kalenderdagen")."""
        if self.van_einde:
            return self._finished(eenheid)
        if self.te_dun:
            return f"geen cijfer: aan het begin van de kromme zijn te weinig zaken gezien; {self._zaken()}"
        if not self.genoeg:
            few = f"te weinig zaken voor een cijfer ({self.n}, waarvan {self.afgerond} klaar)"
            return "; ".join((few, *self._late()))
        zaken = self._zaken()
        if self.p50 is None:
            return f"de helft is pas na meer dan {self.p50_meer_dan} {eenheid} klaar; {zaken}"
        half = f"de helft is binnen {self.p50} {eenheid} klaar (onzekerheid {_bounds(self.p50_interval)})"
        if self.p80 is None:
            return f"{half}, 80% pas na meer dan {self.p80_meer_dan}; {zaken}"
        return f"{half}, 80% binnen {self.p80}; {zaken}"

    def _finished(self, eenheid: str) -> str:
        counts = f"{self.afgerond} afgerond, {self.open} nog open"
        if self.p50 is None:
            return f"te weinig afgeronde zaken voor een cijfer; {counts}"
        return (
            f"van wat is afgerond duurde de helft hooguit {self.p50} {eenheid} (onzekerheid "
            f"{_bounds(self.p50_interval)}) en 80% hooguit {self.p80}; {counts}"
        )

    def _zaken(self) -> str:
        return "; ".join((f"{self.n} zaken, {self.open} open", *self._late()))

    def _late(self) -> tuple[str, ...]:
        """How many cases count from the day they were read in, and how many had ended by then."""
        said = []
        if self.laat:
            said.append(f"{self.laat} {'telt' if self.laat == 1 else 'tellen'} mee vanaf het inlezen")
        if self.buiten:
            said.append(f"{self.buiten} {'was' if self.buiten == 1 else 'waren'} toen al klaar")
        return tuple(said)


def _bounds(interval: tuple[int | None, int | None]) -> str:
    low, high = interval
    return f"{low} of meer" if high is None else f"{low}-{high}"


def summarise(metingen: Sequence[Meting], norm: int | None = None) -> Doorlooptijd:
    """P50, P80 and the share within the norm of one klok.

    Fewer than 10 cases or fewer than 5 finished ones gives no figure (`genoeg` False): the caller lists the cases.
    Cases that were never under observation (registered on or after the day they ended) count in `n` only.

    Args:
        metingen: the cases, in any order; days in one unit.
        norm: in the same unit, or None.

    Raises:
        ValueError: a number of days is negative or `instap` lies after `dagen`.
    """
    durations = [Duur(m.dagen, m.afgerond, m.instap) for m in metingen]
    seen = [d for d in durations if d.telt]
    finished = sum(d.waargenomen for d in seen)
    curve = kaplan_meier(seen)
    many = len(seen) >= MIN_ZAKEN and finished >= MIN_AFGEROND
    enough = many and curve.solid and not curve.dun
    done = sum(m.afgerond for m in metingen)
    p50 = curve.quantile(HALF) if enough else None
    p80 = curve.quantile(P80) if enough else None
    return Doorlooptijd(
        n=len(metingen),
        open=len(metingen) - done,
        afgerond=done,
        p50=p50,
        p50_interval=curve.median_interval() if enough else (None, None),
        p80=p80,
        p50_meer_dan=curve.grootste if enough and p50 is None else None,
        p80_meer_dan=curve.grootste if enough and p80 is None else None,
        binnen_norm=curve.within(norm) if enough and norm is not None else None,
        binnen_norm_interval=_share_interval(curve, norm) if enough and norm is not None else None,
        kromme=curve if enough else None,
        genoeg=enough,
        sleutels=tuple(m.sleutel for m in sorted(metingen, key=lambda m: (-m.dagen, m.sleutel))),
        laat=sum(d.instap > 0 for d in seen),
        buiten=len(durations) - len(seen),
        te_dun=many and not enough,
    )


def _share_interval(curve: Kromme, norm: int) -> tuple[float, float] | None:
    left = curve.interval_at(norm) if curve.within(norm) is not None else None
    return None if left is None else (1 - left[1], 1 - left[0])
