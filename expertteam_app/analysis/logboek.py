"""A log of steps: how long zaken take, from step to step, along which routes, and what comes back.

The definitions are those of process mining where it has them (PRODUCT section 3): doorlooptijd of a zaak = last minus
first step; overgang = a step directly followed by the next of the same zaak; variant = the row of steps of a zaak;
herhaald = a step that a zaak takes more than once. Half and 80% are read between two neighbours when they fall there
(the usual sample quantile, so half is the ordinary median); Kaplan-Meier figures are times that were really observed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from operator import itemgetter

from expertteam_app.analysis.doorlooptijd import P80
from expertteam_app.analysis.overleving import HALF, Duur, Kromme, kaplan_meier

Stapmoment = tuple[int, int, int]
"""When a step was taken (for the order), where the klok then stood (for the length), and the number of the step."""

_FIRST = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Overgang:
    """A step directly followed by another, over all zaken; times in units of the klok."""

    van: str
    naar: str
    n: int
    mediaan: float
    p80: float

    @property
    def tijden(self) -> tuple[float, float]:
        """Half and 80% go on within so much."""
        return self.mediaan, self.p80


@dataclass(frozen=True, slots=True)
class Variant:
    """A route, and how many zaken took exactly this one."""

    stappen: tuple[str, ...]
    n: int


@dataclass(frozen=True, slots=True)
class Herhaling:
    """A step taken more than once: in how many zaken, and how often beyond the first time."""

    stap: str
    zaken: int
    extra: int


@dataclass(frozen=True, slots=True)
class Afronding:
    """Kaplan-Meier over the time to an end step; the other zaken are open up to the last moment of the log."""

    afgerond: int
    open: int
    kromme: Kromme

    @property
    def p50(self) -> int | None:
        """Half is ready within so much; None when not reached."""
        return self.kromme.quantile(HALF)

    @property
    def p80(self) -> int | None:
        """80% is ready within so much; None when not reached."""
        return self.kromme.quantile(P80)


@dataclass(frozen=True, slots=True)
class LogboekCijfers:
    """What a log says; times in units of the klok, None where there is no zaak.

    Attributes:
        varianten: most taken first.
        overgangen: most taken first.
        herhaald: in most zaken first.
        afronding: only when end steps were named.
    """

    zaken: int
    gebeurtenissen: int
    mediaan: float | None
    p80: float | None
    varianten: tuple[Variant, ...]
    overgangen: tuple[Overgang, ...]
    herhaald: tuple[Herhaling, ...]
    afronding: Afronding | None


def quantile(ordered: Sequence[int], deel: Fraction) -> float:
    """The sample quantile, linear between neighbours (Hyndman and Fan 1996, type 7; what most programs give).

    Args:
        ordered: at least one value, from low to high.
        deel: 0 to 1.
    """
    place = deel * (len(ordered) - 1)
    below = int(place)
    low = ordered[below]
    if place == below:
        return float(low)
    return low + float(place - below) * (ordered[below + 1] - low)


def analyse(
    zaken: Iterable[Sequence[Stapmoment]],
    stappen: Sequence[str],
    eindstappen: Collection[str] | None = None,
    tot: int = 0,
) -> LogboekCijfers:
    """Everything there is to say about a log.

    Args:
        zaken: the steps of each zaak, at least one, in the order of the file; steps at one moment keep that order.
        stappen: the names behind the numbers.
        eindstappen: a zaak is ready at the first of these; None: no Kaplan-Meier figures.
        tot: where the klok stood at the last moment of the log; open zaken are observed up to there.
    """
    routes: Counter[tuple[int, ...]] = Counter()
    overgangen: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    lengths: list[int] = []
    duren: list[Duur] = []
    ends = None if eindstappen is None else {nr for nr, stap in enumerate(stappen) if stap in eindstappen}
    for steps in zaken:
        ordered = sorted(steps, key=_FIRST)
        routes[tuple([step[2] for step in ordered])] += 1
        lengths.append(max(0, ordered[-1][1] - ordered[0][1]))
        for (_, before, one), (_, after, other) in pairwise(ordered):
            overgangen[one, other].append(after - before if after > before else 0)
        if ends is not None:
            duren.append(_to_end(ordered, ends, tot))
    for taken in overgangen.values():
        taken.sort()
    lengths.sort()
    return cijfers_of(lengths, routes, overgangen, stappen, None if ends is None else duren)


def cijfers_of(
    lengths: Sequence[int],
    routes: Mapping[tuple[int, ...], int],
    overgangen: Mapping[tuple[int, int], Sequence[int]],
    stappen: Sequence[str],
    duren: Sequence[Duur] | None,
) -> LogboekCijfers:
    """What a log says, from what was counted in it; times in units of the klok.

    Args:
        lengths: of each zaak, from short to long.
        routes: how many zaken took each row of steps (numbers of steps).
        overgangen: from one step to the next how long each took, from short to long.
        stappen: the names behind the numbers.
        duren: of each zaak the time to an end step; None: no Kaplan-Meier figures.
    """
    return LogboekCijfers(
        zaken=len(lengths),
        gebeurtenissen=sum(len(route) * n for route, n in routes.items()),
        mediaan=quantile(lengths, HALF) if lengths else None,
        p80=quantile(lengths, P80) if lengths else None,
        varianten=tuple(
            Variant(tuple(stappen[nr] for nr in route), n)
            for route, n in sorted(routes.items(), key=lambda found: (-found[1], found[0]))
        ),
        overgangen=_overgangen(overgangen, stappen),
        herhaald=_herhaald(routes, stappen),
        afronding=None if duren is None else _afronding(duren),
    )


def _to_end(ordered: Sequence[Stapmoment], ends: Collection[int], tot: int) -> Duur:
    begin = ordered[0][1]
    for _, klok, nr in ordered:
        if nr in ends:
            return Duur(max(0, klok - begin), waargenomen=True)
    return Duur(max(0, tot - begin), waargenomen=False)


def _overgangen(times: Mapping[tuple[int, int], Sequence[int]], stappen: Sequence[str]) -> tuple[Overgang, ...]:
    found = (
        Overgang(stappen[one], stappen[other], len(taken), quantile(taken, HALF), quantile(taken, P80))
        for (one, other), taken in times.items()
    )
    return tuple(sorted(found, key=lambda o: (-o.n, o.van, o.naar)))


def _herhaald(routes: Mapping[tuple[int, ...], int], stappen: Sequence[str]) -> tuple[Herhaling, ...]:
    zaken: Counter[int] = Counter()
    extra: Counter[int] = Counter()
    for route, n in routes.items():
        if len(set(route)) == len(route):
            continue
        for nr, keer in Counter(route).items():
            if keer > 1:
                zaken[nr] += n
                extra[nr] += n * (keer - 1)
    found = (Herhaling(stappen[nr], n, extra[nr]) for nr, n in zaken.items())
    return tuple(sorted(found, key=lambda h: (-h.zaken, h.stap)))


def _afronding(duren: Sequence[Duur]) -> Afronding:
    done = sum(d.waargenomen for d in duren)
    return Afronding(done, len(duren) - done, kaplan_meier(duren))
