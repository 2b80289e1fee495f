"""What a reader can work out from printed cells: bounds by adding up, and closing the gaps that pin a hidden cell.

Threshold and rounding alone nearly always leave room, but not always: four hidden categories under a printed total of
30 must be 7 each. Everything here is computed from what would be printed, never from true values, so that two
registers that print alike also hide alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from expertteam_app.analysis.disclosure.spec import RapportSpec, TabelSpec
from expertteam_app.analysis.kruistabel import TOTAAL, Cel

Sleutel = tuple[str, frozenset[tuple[str, str]]]
"""A cell apart from the table it stands in: universum, and (dimensie, categorie) without the totals."""

_NO_BOUND = 10**9


@dataclass(frozen=True, slots=True)
class Relatie:
    """How a total cell relates to the cells under it.

    Attributes:
        parent: the total or group.
        children: the cells it divides into.
        exact: each jeugdige sits in exactly one child, so they add up to the parent. Otherwise every child is at
            most the parent.
        covers: with `exact` False: each jeugdige of the parent sits in at least one child.
    """

    parent: Sleutel
    children: tuple[Sleutel, ...]
    exact: bool
    covers: bool


def key_of(tabel: TabelSpec, cel: Cel) -> Sleutel:
    """The identity of a cell: equal cells of two tables of one universum have the same key."""
    pairs = zip(tabel.dimensies, cel, strict=True)
    return tabel.universum, frozenset((d, c) for d, c in pairs if c != TOTAAL)


def relations(spec: RapportSpec) -> tuple[Relatie, ...]:
    """All relations that follow from the labels of the tables, as a reader knows them too."""
    return tuple(dict.fromkeys(r for tabel in spec.tabellen for r in _table_relations(spec, tabel)))


def _table_relations(spec: RapportSpec, tabel: TabelSpec) -> Iterator[Relatie]:
    for place, dimensie in enumerate(tabel.dimensies):
        groups = spec.groups(dimensie)
        grouped = {c for members in groups.values() for c in members}
        top = tuple(c for c in spec.printed(dimensie) if c not in grouped)
        single = dimensie not in spec.meervoudig
        nodes = [(TOTAAL, top, single), *((g, members, True) for g, members in groups.items())]
        others = [(*spec.printed(d), TOTAAL) for d in tabel.dimensies if d != dimensie]
        for rest in product(*others):
            for parent, children, covers in nodes:
                keys = [key_of(tabel, (*rest[:place], c, *rest[place:])) for c in (parent, *children)]
                yield Relatie(keys[0], tuple(keys[1:]), single, covers)


class Grenzen:
    """Lower and upper bounds per cell, drawn together until nothing moves.

    Bounds on integers by single relations: what a reader finds with pencil and paper. They are outer bounds, so a
    cell they pin is surely pinned.
    """

    def __init__(self, spec: RapportSpec, gedrukt: Mapping[Sleutel, int | None], extra: frozenset[Sleutel]) -> None:
        """Start from what is printed; `extra` holds cells hidden although they reach the threshold."""
        self._relations = relations(spec)
        half_below, half_above = spec.afronding // 2, (spec.afronding - 1) // 2
        self.low: dict[Sleutel, int] = {}
        self.high: dict[Sleutel, int] = {}
        for key, aantal in gedrukt.items():
            if aantal is None:
                self.low[key], self.high[key] = 0, _NO_BOUND if key in extra else spec.drempel - 1
            else:
                self.low[key], self.high[key] = max(spec.drempel, aantal - half_below), aantal + half_above
        moving = True
        while moving:
            moving = False
            for relatie in self._relations:
                moving |= self._tighten(relatie)

    def _narrow(self, key: Sleutel, low: int, high: int) -> bool:
        moved = low > self.low[key] or high < self.high[key]
        self.low[key], self.high[key] = max(self.low[key], low), min(self.high[key], high)
        return moved

    def _tighten(self, relatie: Relatie) -> bool:
        parent, children = relatie.parent, relatie.children
        moved = False
        low_sum = sum(self.low[c] for c in children)
        high_sum = sum(self.high[c] for c in children)
        if relatie.exact:
            moved |= self._narrow(parent, low_sum, high_sum)
        else:
            moved |= self._narrow(parent, max(self.low[c] for c in children), high_sum if relatie.covers else _NO_BOUND)
        for child in children:
            above = self.high[parent] - (low_sum - self.low[child]) if relatie.exact else self.high[parent]
            below = self.low[parent] - (high_sum - self.high[child]) if relatie.covers else 0
            old = self.low[child], self.high[child]
            moved |= self._narrow(child, below, above)
            low_sum += self.low[child] - old[0]
            high_sum += self.high[child] - old[1]
        return moved

    def pinned(self, key: Sleutel) -> bool:
        """Whether only one value is left."""
        return self.low[key] >= self.high[key]

    def beside(self, key: Sleutel) -> set[Sleutel]:
        """The cells that share a relation with this one."""
        return {k for r in self._relations if key in (r.parent, *r.children) for k in (r.parent, *r.children)} - {key}


def close_gaps(spec: RapportSpec, gedrukt: Mapping[Sleutel, int | None]) -> dict[Sleutel, int | None]:
    """Hide printed cells until no hidden cell is pinned to one value by adding up.

    Takes the most detailed and smallest printed cell beside the pinned one first, in a fixed order: equal input gives
    equal output.

    Args:
        spec: the report.
        gedrukt: rounded count per cell, None where hidden.

    Returns:
        The same with more cells None where needed.
    """
    shown = dict(gedrukt)
    extra: set[Sleutel] = set()
    while True:
        bounds = Grenzen(spec, shown, frozenset(extra))
        pinned = next((k for k, aantal in shown.items() if aantal is None and bounds.pinned(k)), None)
        if pinned is None:
            return shown
        universe = {k for k in shown if k[0] == pinned[0]}
        victim = _smallest(shown, bounds.beside(pinned)) or _smallest(shown, universe)
        if victim is None:
            return shown
        shown[victim] = None
        extra.add(victim)


def _smallest(shown: Mapping[Sleutel, int | None], candidates: set[Sleutel]) -> Sleutel | None:
    rows = [(-len(k[1]), n, sorted(k[1]), k) for k in candidates if (n := shown[k]) is not None]
    return min(rows, key=lambda row: row[:3])[3] if rows else None
