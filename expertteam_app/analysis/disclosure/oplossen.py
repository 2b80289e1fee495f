"""Which further cells must be hidden so that no primary cell can be worked out: exact, over all tables at once.

The method is Fischetti and Salazar (Management Science 47(7), 2001). Choose cells to hide at the lowest cost; ask for
every primary cell how low and high a reader can still think it to be; where that is too narrow, the dual of his
question is a cut: a sum over cells of which enough must be hidden. Choose again, until nothing is too narrow.

What a reader knows of a printed cell is the window of counts that round to it; of a hidden one only that it is no
negative number. Every world he can think of is kept: a world that fits the next choice too answers its questions
without asking.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from expertteam_app.analysis.disclosure.stelsel import TOL, Rij, Stelsel, Uiterste, new_solver

if TYPE_CHECKING:
    import numpy as np

    Vector = np.ndarray[Any, np.dtype[np.float64]]

SECONDEN = 30.0
HALF = 0.5
"""A choice is 0 or 1."""
_RONDES = 400
MEESTE_SNEDEN = 400
"""Cuts after which the choice is made again: one hidden total answers many of them."""
SAMEN = 4
"""Fewest cells that are looked at together; below it each is asked by itself."""
_FRACTIE = 1e-4
"""A cut must be violated by more than this part of what it asks, or it is no news."""


@dataclass(frozen=True, slots=True)
class Cel:
    """A cell as the solver sees it.

    Attributes:
        laag, hoog: what a reader knows when it is printed.
        prijs: what hiding it costs; at least 1.
        vast: None when the solver may choose; True is hidden, False is printed for good (an earlier release).
    """

    laag: int
    hoog: int
    prijs: float
    vast: bool | None = None


@dataclass(frozen=True, slots=True)
class Vraag:
    """A requirement on a cell by its place: some world has it at most `laag`, some world at least `hoog`."""

    cel: int
    laag: float
    hoog: float


@dataclass(frozen=True, slots=True)
class Opgave:
    """What is to be solved.

    Attributes:
        cellen: all cells.
        rijen: the relations between them that a reader knows.
        vragen: the requirements.
        plafond: no cell is larger, as far as a reader can know.
    """

    cellen: tuple[Cel, ...]
    rijen: tuple[Rij, ...]
    vragen: tuple[Vraag, ...]
    plafond: int


@dataclass(frozen=True, slots=True)
class Oplossing:
    """Which cells are hidden.

    Attributes:
        verborgen: places of the hidden cells.
        kosten: sum of the prices of the cells that were hidden beside the primary ones.
        ondergrens: no safe choice costs less; equal to `kosten` when proven optimal.
        bewezen: whether it is proven that nothing cheaper is safe.
        seconden: how long it took.
        vragen: how many linear programs were solved.
    """

    verborgen: frozenset[int]
    kosten: float
    ondergrens: float
    bewezen: bool
    seconden: float
    vragen: int


class AfgebrokenError(Exception):
    """Someone asked to stop."""


class NietTeBeschermenError(Exception):
    """Even with everything hidden that may be hidden, a requirement fails."""


@dataclass(slots=True)
class _Snede:
    """A cut: the weights of the hidden cells must add up to at least `eis`."""

    kolommen: list[int]
    waarden: list[float]
    eis: float


class Zoeker:
    """Solves one `Opgave`, and again when a further cell must be hidden: what was learned is kept."""

    def __init__(self, opgave: Opgave, seconden: float, stop: Callable[[], bool]) -> None:
        import numpy as np

        self._np, self._opgave, self._stop = np, opgave, stop
        self._begin = time.monotonic()
        self._limit = seconden
        n = len(opgave.cellen)
        self._low = np.asarray([c.laag for c in opgave.cellen], float)
        self._high = np.asarray([c.hoog for c in opgave.cellen], float)
        self._ceiling = float(opgave.plafond)
        self._attacker = Stelsel(n, opgave.rijen, veel=True)
        self._cuts: list[_Snede] = []
        self._worlds = np.empty((0, n))
        primary = {v.cel for v in opgave.vragen}
        fixed = {i: c.vast for i, c in enumerate(opgave.cellen) if c.vast is not None}
        self._fixed = {**fixed, **dict.fromkeys(primary, True)}

    # -- the attacker --------------------------------------------------------------------------------------------

    def _bounds(self, x: Vector) -> tuple[Vector, Vector]:
        """What a reader knows of every cell when so much of it is hidden."""
        return self._low * (1 - x), self._high + (self._ceiling - self._high) * x

    def separate(self, x: Vector) -> list[_Snede]:
        """The cuts that this choice violates; none when it is safe.

        Raises:
            AfgebrokenError: someone asked to stop.
        """
        np = self._np
        low, high = self._bounds(x)
        fits = ((self._worlds >= low - TOL) & (self._worlds <= high + TOL)).all(axis=1)
        cols = [v.cel for v in self._opgave.vragen]
        new = self._many_at_once(low, high, self._worlds[fits])
        usable = np.vstack([self._worlds[fits], *new])
        lowest, highest = usable[:, cols].min(axis=0, initial=np.inf), usable[:, cols].max(axis=0, initial=-np.inf)
        self._attacker.bounds(low, high)
        found: list[_Snede] = []
        for place, vraag in enumerate(self._opgave.vragen):
            if self._stop():
                raise AfgebrokenError
            for up in (True, False):
                enough = highest[place] >= vraag.hoog - TOL if up else lowest[place] <= vraag.laag + TOL
                if enough:
                    continue
                extreme = self._attacker.extreme(vraag.cel, hoogste=up)
                world = extreme.wereld
                new.append(world)
                lowest = np.minimum(lowest, world[cols])
                highest = np.maximum(highest, world[cols])
                short = vraag.hoog - extreme.waarde if up else extreme.waarde - vraag.laag
                if short > TOL:
                    cut = self._cut(vraag, extreme, up=up)
                    if cut is not None:
                        found.append(cut)
            if len(found) >= MEESTE_SNEDEN:
                break
        if new:
            self._worlds = np.vstack([self._worlds, *new])
        return found

    def _many_at_once(self, low: Vector, high: Vector, usable: Vector) -> list[Vector]:
        """Worlds that each show of many cells together that they can be as high, or as low, as asked.

        A cell that is held to what is asked of it leaves room for the others, so few worlds show nearly all of them;
        what they do not show is asked cell by cell.
        """
        np, vragen = self._np, self._opgave.vragen
        found: list[Vector] = []
        for up in (True, False):
            still = [
                v
                for v in vragen
                if not (usable[:, v.cel] >= v.hoog - TOL if up else usable[:, v.cel] <= v.laag + TOL).any()
            ]
            while len(still) >= SAMEN:
                if self._stop():
                    raise AfgebrokenError
                cells = [v.cel for v in still]
                caps = high.copy()
                if up:
                    caps[cells] = np.minimum(high[cells], [v.hoog for v in still])
                self._attacker.bounds(low, np.maximum(low, caps))
                world = self._attacker.together(cells, hoogste=up)
                found.append(world)
                rest = [v for v in still if (world[v.cel] < v.hoog - TOL if up else world[v.cel] > v.laag + TOL)]
                if len(rest) == len(still):
                    break
                still = rest
        return found

    def _cut(self, vraag: Vraag, extreme: Uiterste, *, up: bool) -> _Snede | None:
        """The dual of the question as a cut over the choice.

        The extreme is a sum of bounds, each times its shadow price: what must be hidden for it to reach the
        requirement follows by writing every bound out in x.
        """
        np = self._np
        shadow = extreme.schaduw if up else -extreme.schaduw
        at_high, at_low = np.maximum(shadow, 0.0), np.maximum(-shadow, 0.0)
        target = vraag.hoog if up else -vraag.laag
        constant = float(at_high @ self._high - at_low @ self._low)
        gain = at_high * (self._ceiling - self._high) + at_low * self._low
        need = target - constant
        hidden = [i for i in np.flatnonzero(gain > TOL) if self._fixed.get(int(i)) is True]
        need -= float(sum(gain[i] for i in hidden))
        if need <= TOL:
            return None
        free = [int(i) for i in np.flatnonzero(gain > TOL) if int(i) not in self._fixed]
        values = [min(float(gain[i]), need) / need for i in free]
        return _Snede(free, values, 1.0)

    # -- choosing ------------------------------------------------------------------------------------------------

    def _left(self) -> float:
        return self._limit - (time.monotonic() - self._begin)

    def choose(self, cuts: Sequence[_Snede], *, whole: bool) -> tuple[Vector, float, bool]:
        """The cheapest choice that meets the cuts: its values, a lower bound of the cost, and whether it is proven."""
        import highspy

        np, cells = self._np, self._opgave.cellen
        n = len(cells)
        solver = new_solver()
        price = np.asarray([c.prijs for c in cells])
        low = np.asarray([1.0 if self._fixed.get(i) is True else 0.0 for i in range(n)])
        high = np.asarray([0.0 if self._fixed.get(i) is False else 1.0 for i in range(n)])
        cost = np.where(low > 0, 0.0, price)
        solver.addCols(n, cost, low, high, 0, np.zeros(0, np.int32), [], [])
        starts = np.cumsum([0, *(len(c.kolommen) for c in cuts)])[:-1].astype(np.int32)
        index = np.asarray([k for c in cuts for k in c.kolommen], np.int32)
        value = np.asarray([v for c in cuts for v in c.waarden], float)
        if cuts:
            asked = np.asarray([c.eis for c in cuts])
            solver.addRows(len(cuts), asked, np.full(len(cuts), np.inf), len(index), starts, index, value)
        if whole:
            solver.changeColsIntegrality(n, np.arange(n, dtype=np.int32), np.ones(n, np.uint8))
            solver.setOptionValue("time_limit", max(0.05, self._left()))
        solver.run()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            raise NietTeBeschermenError("ook met alles verborgen blijft er een cel te berekenen")
        proven = status == highspy.HighsModelStatus.kOptimal
        x = np.asarray(solver.getSolution().col_value, float)
        info = solver.getInfo()
        bound = float(info.mip_dual_bound) if whole else float(info.objective_function_value)
        if len(x) != n or (whole and not proven):
            return np.zeros(0), bound, False
        return (np.round(x) if whole else np.clip(x, 0, 1)), bound, proven

    def hide(self, cel: int) -> None:
        """From now on this cell is hidden."""
        self._fixed[cel] = True

    def solve(self) -> Oplossing:
        """The cheapest safe choice, or a safe one when time runs out (counted from when this was made).

        Raises:
            AfgebrokenError: someone asked to stop.
            NietTeBeschermenError: with everything hidden a requirement still fails.
            OnoplosbaarError: the counts do not fit the relations.
        """
        if not self._opgave.vragen:
            x = self._np.asarray([1.0 if self._fixed.get(i) is True else 0.0 for i in range(len(self._low))])
            return self._done(x, 0.0, proven=True)
        bound = 0.0
        for whole in (False, True):
            for _ in range(_RONDES):
                if self._left() <= 0:
                    return self._greedy(bound)
                x, now, _proven = self.choose(self._cuts, whole=whole)
                bound = max(bound, now)
                if not len(x):
                    return self._greedy(bound)
                found = self.separate(x)
                self._cuts += found
                if not found:
                    break
            else:
                return self._greedy(bound)
        return self._done(x, bound, proven=True)

    def _met(self, cut: _Snede, x: Vector) -> bool:
        return bool(sum(v * x[k] for k, v in zip(cut.kolommen, cut.waarden, strict=True)) >= cut.eis - TOL)

    def _safe(self, x: Vector) -> bool:
        """Whether a choice is safe; the cuts it violates are kept."""
        if not all(self._met(cut, x) for cut in self._cuts):
            return False
        new = self.separate(x)
        self._cuts += new
        return not new

    def _greedy(self, bound: float) -> Oplossing:
        """Hide what serves the most cuts for the least cost, until it is safe; then print again what is not needed."""
        cells = self._opgave.cellen
        x = self._np.asarray([1.0 if self._fixed.get(i) is True else 0.0 for i in range(len(cells))])
        while not self._safe(x):
            gain: dict[int, float] = {}
            for cut in (c for c in self._cuts if not self._met(c, x)):
                for k, v in zip(cut.kolommen, cut.waarden, strict=True):
                    gain[k] = gain.get(k, 0.0) + (v if x[k] < 1 else 0.0)
            best = max(gain, key=lambda k: (gain[k] / cells[k].prijs, -k), default=-1)
            if best < 0 or not gain[best]:
                raise NietTeBeschermenError("ook met alles verborgen blijft er een cel te berekenen")
            x[best] = 1.0
        chosen = (int(i) for i in self._np.flatnonzero(x > 0) if int(i) not in self._fixed)
        for k in sorted(chosen, key=lambda k: (-cells[k].prijs, k)):
            x[k] = 0.0
            if not self._safe(x):
                x[k] = 1.0
        return self._done(x, bound, proven=False)

    def _done(self, x: Vector, bound: float, *, proven: bool) -> Oplossing:
        hidden = frozenset(int(i) for i in self._np.flatnonzero(x > HALF))
        cost = sum(self._opgave.cellen[i].prijs for i in hidden if self._fixed.get(i) is not True)
        seconds = time.monotonic() - self._begin
        return Oplossing(hidden, cost, cost if proven else min(bound, cost), proven, seconds, self._attacker.vragen)


def solve(opgave: Opgave, *, seconden: float = SECONDEN, stop: Callable[[], bool] = lambda: False) -> Oplossing:
    """The cheapest cells to hide beside the primary ones.

    Args:
        opgave: cells, relations and requirements. A cell with a requirement is hidden.
        seconden: after so many seconds it goes on with a quicker choice that is safe too, but may cost more.
        stop: asked often; True stops.

    Raises:
        AfgebrokenError: `stop` said so.
        NietTeBeschermenError: with everything hidden a requirement still fails.
        OnoplosbaarError: the counts do not fit the relations.
    """
    return Zoeker(opgave, seconden, stop).solve()
