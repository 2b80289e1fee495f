"""An attacker apart from the program: reads a package with his own eyes and asks two other engines.

Nothing of ``analysis.disclosure`` is used here. He knows the threshold, the rounding and how the tables are labelled.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
from ortools.sat.python import cp_model
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

Cel = tuple[str, frozenset[tuple[str, str]]]
TOTAAL = "Totaal"


@dataclass(frozen=True)
class Relatie:
    """The parent is the sum of the parts; with `hooguit` every part is at most the parent and they cover it or not."""

    ouder: Cel
    delen: tuple[Cel, ...]
    som: bool
    dekt: bool


@dataclass(frozen=True)
class Pakket:
    """What a receiver has in his hands."""

    drempel: int
    afronding: int
    cellen: Mapping[Cel, int | None]
    relaties: tuple[Relatie, ...]
    leeg: frozenset[Cel]

    @classmethod
    def lees(cls, *pakketten: Mapping[str, bytes]) -> Pakket:
        """One package, or several of which the populations have names of their own."""
        cells: dict[Cel, int | None] = {}
        relations: dict[Relatie, None] = {}
        empty: set[Cel] = set()
        for files in pakketten:
            package = json.loads(files["datapackage.json"])
            own = package["expertteam"]
            tables = [_tabel(resource, files[resource["path"]]) for resource in package["resources"]]
            for _, lines in tables:
                for cel, text, status in lines:
                    assert (text != "") == (status == "waarde")
                    number = int(text) if text else None
                    assert cells.setdefault(cel, number) == number, "one cell, two numbers"
                    if status == "structureel-nul":
                        empty.add(cel)
            for shape, _ in tables:
                groups = {**own["hierarchie"], **own.get("hierarchie_meervoudig", {})}
                relations.update(dict.fromkeys(_relaties(shape, groups)))
        known = tuple(r for r in relations if r.ouder in cells and all(d in cells for d in r.delen))
        return cls(own["drempel"], own["afronding"], cells, known, frozenset(empty))

    @property
    def verborgen(self) -> list[Cel]:
        return [c for c, n in self.cellen.items() if n is None and c not in self.leeg]

    def venster(self, cel: Cel) -> tuple[int, int]:
        """What the number on paper can stand for; a hidden cell: anything up to far above all that is printed."""
        number = self.cellen[cel]
        if cel in self.leeg:
            return 0, 0
        if number is None:
            return 0, self.plafond
        if not self.afronding:
            return number, number
        return max(self.drempel, number - self.afronding // 2), number + (self.afronding - 1) // 2

    def ten_minste(self, cel: Cel, minstens: Mapping[Cel, int] | None) -> tuple[int, int]:
        """The window of a reader who knows so many of the people in a cell himself."""
        low, high = self.venster(cel)
        return max(low, (minstens or {}).get(cel, 0)), high

    @cached_property
    def plafond(self) -> int:
        return 3 * (sum(n or 0 for n in self.cellen.values()) + self.drempel + 10)

    @cached_property
    def plaats(self) -> Mapping[Cel, int]:
        return {cel: i for i, cel in enumerate(self.cellen)}


@dataclass(frozen=True)
class _Vorm:
    dims: tuple[str, ...]
    universum: str
    labels: tuple[tuple[str, ...], ...]
    meer: frozenset[str]
    dekt: frozenset[str]
    onder: Mapping[str, tuple[str, str]]
    ruimer: Mapping[str, str]


def _tabel(resource: Mapping[str, Any], content: bytes) -> tuple[_Vorm, list[tuple[Cel, str, str]]]:
    own = resource["expertteam"]
    dims = tuple(own["dimensies"])
    read = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    labels = tuple(tuple(dict.fromkeys(row[d] for row in read)) for d in dims)
    many, covers = frozenset(own.get("meervoudig", ())), frozenset(own.get("dekkend", ()))
    under = {d: (o[0], o[1]) for d, o in own.get("onder", {}).items()}
    shape = _Vorm(dims, own["universum"], labels, many, covers, under, own.get("deel_van", {}))
    return shape, [(_cel(shape, [row[d] for d in dims]), row["aantal"], row["status"]) for row in read]


def _cel(vorm: _Vorm, labels: Sequence[str]) -> Cel:
    pairs = zip(vorm.dims, labels, strict=True)
    return vorm.universum, frozenset((d, c) for d, c in pairs if c != TOTAAL)


def _relaties(vorm: _Vorm, hierarchie: Mapping[str, Mapping[str, list[str]]]) -> Iterator[Relatie]:
    for i, dim in enumerate(vorm.dims):
        groups = {g: m for g, m in hierarchie.get(dim, {}).items() if g in vorm.labels[i]}
        inside = {c for m in groups.values() for c in m}
        top = [c for c in vorm.labels[i] if c != TOTAAL and c not in inside]
        families = [(TOTAAL, top, dim not in vorm.meer or dim in vorm.dekt), *((g, m, True) for g, m in groups.items())]
        for rest in product(*(names for j, names in enumerate(vorm.labels) if j != i)):
            for parent, parts, covers in families:
                made = [_cel(vorm, (*rest[:i], c, *rest[i:])) for c in (parent, *parts)]
                everyone = covers or (parent == TOTAAL and _hoort_erbij(vorm, dim, made[0]))
                yield Relatie(made[0], tuple(made[1:]), dim not in vorm.meer, everyone)
            yield from _van_buiten(vorm, dim, [_cel(vorm, (*rest[:i], c, *rest[i:])) for c in top], vorm.onder)
            for c in (c for c in vorm.labels[i] if c != TOTAAL and dim in vorm.ruimer):
                cel = _cel(vorm, (*rest[:i], c, *rest[i:]))
                wide = frozenset((vorm.ruimer[dim] if d == dim else d, x) for d, x in cel[1])
                yield Relatie((cel[0], wide), (cel,), som=False, dekt=False)


def _hoort_erbij(vorm: _Vorm, dim: str, cel: Cel) -> bool:
    """Whether everyone in this cell has a category in the dimension."""
    return dim in vorm.onder and any(p == vorm.onder[dim] or vorm.onder.get(p[0]) == vorm.onder[dim] for p in cel[1])


def _van_buiten(vorm: _Vorm, dim: str, delen: list[Cel], onder: Mapping[str, tuple[str, str]]) -> Iterator[Relatie]:
    if dim not in onder or not delen:
        return
    rest = frozenset.intersection(*(pairs for _, pairs in delen)) if len(delen) > 1 else frozenset()
    if not any(onder.get(d) == onder[dim] for d, _ in rest):
        yield Relatie((vorm.universum, rest | {onder[dim]}), tuple(delen), som=False, dekt=True)


class Scipy:
    """Linear and integer programs of scipy."""

    def __init__(
        self, pakket: Pakket, weet: Mapping[Cel, int] | None = None, minstens: Mapping[Cel, int] | None = None
    ) -> None:
        """With what this reader knows exactly of some cells, and of how many in a cell he knows himself."""
        self._pakket = pakket
        known = weet or {}
        windows = [(known[c], known[c]) if c in known else pakket.ten_minste(c, minstens) for c in pakket.cellen]
        self._low, self._high = (np.asarray([w[k] for w in windows], float) for k in (0, 1))
        rows: list[tuple[dict[int, float], float, float]] = []
        place = pakket.plaats
        for r in pakket.relaties:
            weights = {place[r.ouder]: -1.0, **{place[d]: 1.0 for d in r.delen}}
            if r.som:
                rows.append((weights, 0.0, 0.0))
                continue
            rows += [({place[r.ouder]: 1.0, place[d]: -1.0}, 0.0, np.inf) for d in r.delen]
            if r.dekt:
                rows.append((weights, 0.0, np.inf))
        index = [(i, c, w) for i, (weights, _, _) in enumerate(rows) for c, w in weights.items()]
        shape = (len(rows), len(windows))
        data = ([w for *_, w in index], ([i for i, *_ in index], [c for _, c, _ in index]))
        self._matrix = csr_array(data, shape=shape) if rows else csr_array(shape)
        self._row_low = np.asarray([r[1] for r in rows])
        self._row_high = np.asarray([r[2] for r in rows])

    def uiterste(self, cel: Cel, *, hoogste: bool, geheel: bool = False) -> float:
        """The lowest or highest the attacker can think a cell to be."""
        goal = np.zeros(len(self._low))
        goal[self._pakket.plaats[cel]] = -1.0 if hoogste else 1.0
        return abs(self._best(goal, geheel=geheel))

    def grootste_verschil(self, meer: Cel, minder: Cel) -> float:
        """The most by which the attacker can think one cell to be larger than another."""
        goal = np.zeros(len(self._low))
        goal[[self._pakket.plaats[meer], self._pakket.plaats[minder]]] = -1.0, 1.0
        return -self._best(goal, geheel=False)

    def _best(self, goal: np.ndarray[Any, np.dtype[np.float64]], *, geheel: bool) -> float:
        if geheel:
            rules = [LinearConstraint(self._matrix, self._row_low, self._row_high)] if len(self._row_low) else []
            found = milp(goal, constraints=rules, bounds=Bounds(self._low, self._high), integrality=np.ones(len(goal)))
        else:
            equal = self._row_high == 0
            more = ~equal
            found = linprog(
                goal,
                A_ub=-self._matrix[more] if more.any() else None,
                b_ub=-self._row_low[more] if more.any() else None,
                A_eq=self._matrix[equal] if equal.any() else None,
                b_eq=self._row_low[equal] if equal.any() else None,
                bounds=np.column_stack([self._low, self._high]),
            )
        assert found.success, found.message
        return float(found.fun)


class CpSat:
    """The same questions to CP-SAT, over whole numbers."""

    def __init__(self, pakket: Pakket, minstens: Mapping[Cel, int] | None = None) -> None:
        self._pakket = pakket
        self._model = cp_model.CpModel()
        windows = [pakket.ten_minste(c, minstens) for c in pakket.cellen]
        self._vars = [self._model.new_int_var(low, high, f"c{i}") for i, (low, high) in enumerate(windows)]
        for r in pakket.relaties:
            parent, parts = self._vars[pakket.plaats[r.ouder]], [self._vars[pakket.plaats[d]] for d in r.delen]
            if r.som:
                self._model.add(sum(parts) == parent)
                continue
            for part in parts:
                self._model.add(part <= parent)
            if r.dekt:
                self._model.add(sum(parts) >= parent)

    def uiterste(self, cel: Cel, *, hoogste: bool) -> int:
        var = self._vars[self._pakket.plaats[cel]]
        if hoogste:
            self._model.maximize(var)
        else:
            self._model.minimize(var)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(self._model) == cp_model.OPTIMAL
        return int(solver.value(var))
