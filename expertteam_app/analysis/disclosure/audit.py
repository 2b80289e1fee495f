"""The attacker of our own reports: reads the exported files back and works out every hidden cell as far as he can.

It shares no model with the solver: all it has is what `teruglezen` finds in the files. Linear programs bound every
hidden cell; where a bound is no whole number, an integer program does (PRIVACY 3.6, attacks A1 and A2).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expertteam_app.analysis.disclosure.stelsel import ONEINDIG, TOL, Stelsel, Uiterste
from expertteam_app.analysis.disclosure.teruglezen import Gedrukt, OnleesbaarError, Plek, Vorige, together

if TYPE_CHECKING:
    from expertteam_app.analysis.disclosure.stelsel import Vector


@dataclass(frozen=True, slots=True)
class Bereik:
    """What a reader can work out of a hidden cell: from `laag` to `hoog`, both possible; None is without limit."""

    cel: Plek
    laag: int
    hoog: int | None


@dataclass(frozen=True, slots=True)
class Controle:
    """The outcome of an audit.

    Attributes:
        bereiken: one per hidden cell, in the order of the files.
        plekken: the cells in the order of the worlds.
        werelden: whole numbers for all cells that fit everything printed: the witnesses.
        vragen: how many linear programs were solved.
        gehele: how many integer programs.
    """

    bereiken: tuple[Bereik, ...]
    plekken: tuple[Plek, ...]
    werelden: tuple[tuple[int, ...], ...]
    vragen: int
    gehele: int
    seconden: float

    @property
    def per_cel(self) -> Mapping[Plek, Bereik]:
        """The ranges by cell."""
        return {b.cel: b for b in self.bereiken}


# -- attacking -----------------------------------------------------------------------------------------------------


class _Attack:
    """Bounds every hidden cell of what was printed."""

    def __init__(self, gedrukt: Gedrukt) -> None:
        import numpy as np

        self._np = np
        self.plekken = tuple(gedrukt.cellen)
        self._place = {p: i for i, p in enumerate(self.plekken)}
        low = np.asarray([known[0] for known in gedrukt.cellen.values()], float)
        high = np.asarray([known[1] for known in gedrukt.cellen.values()], float)
        self._system = Stelsel(len(low), gedrukt.rijen, veel=True)
        self._system.bounds(low, high)
        self._worlds: list[Vector] = []
        self._low_seen, self._high_seen = np.full(len(low), np.inf), np.full(len(low), -np.inf)
        self.gehele = 0

    @property
    def vragen(self) -> int:
        return self._system.vragen

    def _keep(self, world: Vector) -> bool:
        """Keep a world of whole numbers as a witness."""
        whole = self._np.round(world)
        if self._np.abs(whole - world).max(initial=0.0) > TOL:
            return False
        self._worlds.append(whole)
        self._low_seen = self._np.minimum(self._low_seen, whole)
        self._high_seen = self._np.maximum(self._high_seen, whole)
        return True

    def _extreme(self, i: int, *, up: bool) -> float:
        found: Uiterste = self._system.extreme(i, hoogste=up)
        value = found.waarde
        if self._keep(found.wereld):
            return value
        self.gehele += 1
        exact = self._system.extreme(i, hoogste=up, geheel=True)
        self._keep(self._np.round(exact.wereld))
        return exact.waarde

    def bereik(self, plek: Plek, limit: float) -> Bereik:
        """The range of one cell; `limit` stands for no limit."""
        i = self._place[plek]
        low = 0.0 if self._low_seen[i] <= TOL else self._extreme(i, up=False)
        high = self._extreme(i, up=True)
        return Bereik(plek, math.ceil(low - TOL), None if high >= limit - TOL else math.floor(high + TOL))

    def shown(self, plek: Plek, genoeg: tuple[int, int] | None, limit: float, breed: int = 1) -> Bereik:
        """A range of which witnesses show that it is wide enough; the real one where that takes attacking.

        Args:
            plek: the cell.
            genoeg: some world must have it at most the first, some world at least the second; None: two values that
                lie far enough apart.
            limit: stands for no limit.
            breed: how far apart that is.
        """
        i = self._place[plek]
        if not self._enough(i, genoeg, breed):
            high = self._extreme(i, up=True)
            if not self._enough(i, genoeg, breed):
                low = self._extreme(i, up=False)
                return Bereik(plek, math.ceil(low - TOL), None if high >= limit - TOL else math.floor(high + TOL))
        return Bereik(plek, int(self._low_seen[i]), int(self._high_seen[i]))

    def _enough(self, i: int, genoeg: tuple[int, int] | None, breed: int) -> bool:
        low, high = self._low_seen[i], self._high_seen[i]
        return bool(high - low >= breed if genoeg is None else low <= genoeg[0] and high >= genoeg[1])

    def widen(self, plekken: Sequence[Plek]) -> None:
        """Look at worlds in which many cells are high or low together, so that few need a question of their own."""
        places = [self._place[p] for p in plekken]
        for piece in (places, places[::2], places[1::2]):
            for up in (True, False) if piece else ():
                self._keep(self._system.together(piece, hoogste=up))

    def witnesses(self) -> tuple[tuple[int, ...], ...]:
        """The kept worlds."""
        return tuple(tuple(int(v) for v in world) for world in self._worlds)


def audit(
    bestanden: Mapping[str, bytes],
    stop: Callable[[], bool] = lambda: False,
    vorige: Sequence[Vorige] = (),
    samen: frozenset[Plek] = frozenset(),
    genoeg: Mapping[Plek, tuple[int, int]] | None = None,
    alleen: frozenset[Plek] | None = None,
    minstens: Mapping[Plek, int] | None = None,
    breed: int = 1,
) -> Controle:
    """Attack a package of tables, beside the earlier ones: what can be worked out of every hidden cell of all of them.

    Args:
        bestanden: the package.
        stop: asked often; True stops.
        vorige: packages that left before.
        samen: the cells of this one of which everyone is counted in the same cell of an earlier one.
        genoeg: per cell how low and how high it must be able to be; with it an attack ends when witnesses show that,
            so the ranges are those of the witnesses; a cell that is not in it must be able to differ by `breed`.
            Without it every range is as wide as it is.
        alleen: attack only these cells; None: all hidden ones.
        minstens: persons whom this reader knows himself, per cell (A6): it holds at least those.
        breed: see `genoeg`.

    Raises:
        OnleesbaarError: the files are no package, or no counts fit what is printed.
        InterruptedError: `stop` said so.
    """
    from expertteam_app.analysis.disclosure.stelsel import OnoplosbaarError

    begin = time.monotonic()
    gedrukt = together(bestanden, vorige, samen)
    known = [high for _low, high in gedrukt.cellen.values() if high != ONEINDIG]
    limit = 1000.0 * (sum(known) + gedrukt.drempel + 1)
    own = minstens or {}
    capped = {p: (max(low, own.get(p, 0)), min(high, limit)) for p, (low, high) in gedrukt.cellen.items()}
    attack = _Attack(Gedrukt(capped, gedrukt.verborgen, gedrukt.rijen, gedrukt.drempel))
    found: list[Bereik] = []
    wanted = [p for p in gedrukt.verborgen if alleen is None or p in alleen]
    try:
        if genoeg is not None:
            attack.widen(wanted)
        for plek in wanted:
            if stop():
                raise InterruptedError
            exact = attack.bereik(plek, limit) if genoeg is None else attack.shown(plek, genoeg.get(plek), limit, breed)
            found.append(exact)
    except OnoplosbaarError as problem:
        raise OnleesbaarError("geen aantallen passen bij wat er is gedrukt") from problem
    seconds = time.monotonic() - begin
    return Controle(tuple(found), attack.plekken, attack.witnesses(), attack.vragen, attack.gehele, seconds)


@dataclass(frozen=True, slots=True)
class Overtreding:
    """A hidden cell of which a reader can work out too much."""

    cel: Plek
    bereik: Bereik | None
    laag: int
    hoog: int


def violations(controle: Controle, eisen: Iterable[tuple[Plek, int, int]]) -> tuple[Overtreding, ...]:
    """The requirements (cell, lowest, highest that must stay possible) that the files do not keep.

    A hidden cell without a requirement may not be worked out exactly either.
    """
    ranges = controle.per_cel
    asked = {cel: (low, high) for cel, low, high in eisen}
    wrong = [
        Overtreding(cel, ranges.get(cel), low, high)
        for cel, (low, high) in asked.items()
        if cel not in ranges or ranges[cel].laag > low or ((top := ranges[cel].hoog) is not None and top < high)
    ]
    wrong += [Overtreding(c, b, b.laag, b.laag + 1) for c, b in ranges.items() if c not in asked and b.laag == b.hoog]
    return tuple(wrong)


def add_up(
    controle: Controle,
    bestanden: Mapping[str, bytes],
    vorige: Sequence[Vorige] = (),
    samen: frozenset[Plek] = frozenset(),
) -> bool:
    """Whether every kept world fits the files, by adding up alone: no solver is needed to check the proof.

    Where something is hidden, no worlds at all prove nothing.
    """
    gedrukt = together(bestanden, vorige, samen)
    if tuple(gedrukt.cellen) != controle.plekken or (gedrukt.verborgen and not controle.werelden):
        return False
    import numpy as np

    worlds = np.asarray(controle.werelden, np.int64).reshape(len(controle.werelden), len(controle.plekken))
    low = np.asarray([known[0] for known in gedrukt.cellen.values()])
    high = np.asarray([known[1] for known in gedrukt.cellen.values()])
    if not ((worlds >= low) & (worlds <= high)).all():
        return False
    for rij in gedrukt.rijen:
        total = worlds[:, list(rij.kolommen)] @ np.asarray(rij.waarden)
        if not ((total >= rij.laag) & (total <= rij.hoog)).all():
            return False
    return True
