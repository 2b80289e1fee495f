"""Which kenmerken fall together more often than chance gives (PRODUCT section 5).

Pairs by the one-sided Fisher exact test with Benjamini-Hochberg over *all* pairs; triples only within a pair that is a
signaal. The unit is the gezin: children of one gezin count once. Plain association rules find a dozen patterns in any
noise; this finds one in noise in fewer than 5 of 100 registers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from expertteam_app.analysis.toets import benjamini_hochberg, fisher
from expertteam_app.domain.oordeel import Oordeel

MIN_SAMEN = 3
SIGNAAL = 0.05
OPVALLEND = 0.10
DUIDELIJK = 0.001
"""The chance at which a single pair is clear whatever else was looked at; for what can be seen at all."""


@dataclass(frozen=True, slots=True)
class Drager:
    """One casus with its kenmerken.

    Attributes:
        sleutel: by which the caller finds the casus again; never printed here.
        gezin: casussen with the same gezin count once.
    """

    sleutel: str
    gezin: str
    kenmerken: frozenset[str]


@dataclass(frozen=True, slots=True)
class Patroon:
    """Two or three kenmerken and how often they fall together, in gezinnen.

    Attributes:
        samen: gezinnen with a casus that has all of them.
        eerste: gezinnen with the first kenmerk; for a triple with the first two.
        laatste: gezinnen with the last kenmerk.
        verwacht: how many together chance gives on average.
        kans: that chance alone gives `samen` or more.
        ontdekking: the share of false patterns among all that are at least as clear (Benjamini-Hochberg).
        sleutels: the casussen that have all of them.
    """

    kenmerken: tuple[str, ...]
    samen: int
    eerste: int
    laatste: int
    n: int
    verwacht: float
    kans: float
    ontdekking: float
    oordeel: Oordeel
    sleutels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Patronen:
    """What was found and how much was looked at.

    Attributes:
        n: gezinnen.
        getoetst: how many pairs were looked at; all of them, also those that were found nowhere.
        paren: those that fall together in at least one casus, clearest first.
        drietallen: within pairs that are a signaal, clearest first.
    """

    n: int
    getoetst: int
    paren: tuple[Patroon, ...]
    drietallen: tuple[Patroon, ...]


class _Register:
    """Per kenmerk a row of bits over gezinnen, in layers: the first casus of every gezin, the second, and so on.

    Two kenmerken fall together in a gezin when one casus has both, so rows meet within a layer.
    """

    def __init__(self, dragers: Iterable[Drager]) -> None:
        self.dragers = tuple(dragers)
        places: dict[str, int] = {}
        seen: defaultdict[str, int] = defaultdict(int)
        self.rows: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for drager in self.dragers:
            bit = 1 << places.setdefault(drager.gezin, len(places))
            layer = seen[drager.gezin]
            seen[drager.gezin] += 1
            for kenmerk in drager.kenmerken:
                self.rows[kenmerk][layer] |= bit
        self.n = len(places)

    def count(self, *kenmerken: str) -> int:
        """In how many gezinnen one casus has all of these."""
        first, *others = (self.rows[k] for k in kenmerken)
        found = 0
        for layer, bits in first.items():
            for row in others:
                bits &= row.get(layer, 0)  # noqa: PLW2901 - the bits that are left
            found |= bits
        return found.bit_count()

    def keys(self, kenmerken: Iterable[str]) -> tuple[str, ...]:
        wanted = set(kenmerken)
        return tuple(d.sleutel for d in self.dragers if wanted <= d.kenmerken)


@dataclass(frozen=True, slots=True)
class _Telling:
    kenmerken: tuple[str, ...]
    samen: int
    eerste: int
    laatste: int
    kans: float


def find_patterns(dragers: Iterable[Drager], uitgesloten: Mapping[str, frozenset[str]] | None = None) -> Patronen:
    """Pairs, and triples within confirmed pairs.

    Args:
        dragers: every casus, in any order.
        uitgesloten: kenmerk to its groups; two kenmerken that share one are not looked at together, because they
            exclude or imply each other by how they are registered (two gemeenten, an oorzaak and the aard of a hiaat
            that follows from it).

    Returns:
        Everything that falls together at least once, also what is chance: the screen can show it all.
    """
    register = _Register(dragers)
    groups = uitgesloten or {}
    names = sorted(register.rows)
    margins = {name: register.count(name) for name in names}
    pairs = [(one, other) for one, other in combinations(names, 2) if _apart(one, other, groups)]
    counted = [_test(register, (one,), other, margins[one], margins[other]) for one, other in pairs]
    paren = _judged(register, counted)
    found = [p for p in paren if p.oordeel is Oordeel.SIGNAAL]
    return Patronen(register.n, len(pairs), paren, _triples(register, found, names, margins, groups))


def _apart(one: str, other: str, groups: Mapping[str, frozenset[str]]) -> bool:
    return groups.get(one, frozenset()).isdisjoint(groups.get(other, frozenset()))


def _test(register: _Register, first: tuple[str, ...], last: str, eerste: int, laatste: int) -> _Telling:
    samen = register.count(*first, last)
    low = max(0, eerste + laatste - register.n)
    # Within one gezin the kenmerken may sit with different children: then they do not fall together.
    kans = fisher(max(samen, low), eerste, laatste, register.n)
    return _Telling((*first, last), samen, eerste, laatste, kans)


def _triples(
    register: _Register,
    paren: Sequence[Patroon],
    names: Sequence[str],
    margins: Mapping[str, int],
    groups: Mapping[str, frozenset[str]],
) -> tuple[Patroon, ...]:
    counted = []
    for paar in paren:
        counted += [
            _test(register, paar.kenmerken, third, paar.samen, margins[third])
            for third in names
            if third not in paar.kenmerken and all(_apart(third, own, groups) for own in paar.kenmerken)
        ]
    return _judged(register, counted)


def _judged(register: _Register, counted: Sequence[_Telling]) -> tuple[Patroon, ...]:
    shares = benjamini_hochberg([c.kans for c in counted])
    found = [
        Patroon(
            kenmerken=c.kenmerken,
            samen=c.samen,
            eerste=c.eerste,
            laatste=c.laatste,
            n=register.n,
            verwacht=c.eerste * c.laatste / register.n,
            kans=c.kans,
            ontdekking=share,
            oordeel=_verdict(c, share, register.n),
            sleutels=register.keys(c.kenmerken),
        )
        for c, share in zip(counted, shares, strict=True)
        if c.samen
    ]
    return tuple(sorted(found, key=lambda p: (p.ontdekking, p.kans, -p.samen, p.kenmerken)))


def _verdict(telling: _Telling, share: float, n: int) -> Oordeel:
    if telling.samen < MIN_SAMEN or needed_together(telling.eerste, telling.laatste, n, OPVALLEND) is None:
        return Oordeel.TE_WEINIG
    if share <= SIGNAAL:
        return Oordeel.SIGNAAL
    return Oordeel.OPVALLEND if share <= OPVALLEND else Oordeel.TOEVAL


@lru_cache(maxsize=100_000)
def needed_together(een: int, ander: int, n: int, kans: float = DUIDELIJK) -> int | None:
    """How often two kenmerken must fall together before it is clear; None when even always is not enough.

    Args:
        een: units with the first kenmerk.
        ander: units with the second.
        n: all units.
        kans: what counts as clear for a single pair.
    """
    low, high = max(0, een + ander - n), min(een, ander)
    if fisher(high, een, ander, n) > kans:
        return None
    while high > low:  # halve what lies between: the chance only grows with fewer together
        middle = (low + high) // 2
        low, high = (low, middle) if fisher(middle, een, ander, n) <= kans else (middle + 1, high)
    return high
