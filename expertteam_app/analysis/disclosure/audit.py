"""The attacker of our own reports: reads the exported files back and works out every hidden cell as far as he can.

It shares no model with the solver: all it has is ``datapackage.json`` and the CSV files, as any receiver has. From the
labels follow the relations, from the threshold and the rounding what a printed number can stand for. Linear programs
bound every hidden cell; where a bound is no whole number, an integer program does (PRIVACY 3.6, attacks A1 and A2).
"""

from __future__ import annotations

import csv
import io
import json
import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from expertteam_app.analysis.disclosure.stelsel import ONEINDIG, TOL, Rij, Stelsel, Uiterste
from expertteam_app.analysis.kruistabel import TOTAAL

if TYPE_CHECKING:
    from expertteam_app.analysis.disclosure.stelsel import Vector

Plek = tuple[str, frozenset[tuple[str, str]]]
"""A cell as a receiver knows it: universum, and (dimensie, categorie) without the totals."""

HOOFDBESTAND = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Gedrukt:
    """What stands in the files.

    Attributes:
        cellen: per cell lowest and highest count it can stand for.
        verborgen: the cells without a number.
        rijen: the relations, over the places of `cellen`.
        drempel: the threshold the files name.
    """

    cellen: Mapping[Plek, tuple[float, float]]
    verborgen: tuple[Plek, ...]
    rijen: tuple[Rij, ...]
    drempel: int


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


class OnleesbaarError(Exception):
    """The files are no package of tables, or contradict each other."""


# -- reading -------------------------------------------------------------------------------------------------------


def read_back(bestanden: Mapping[str, bytes]) -> Gedrukt:
    """What a receiver knows of a package.

    Args:
        bestanden: file name to bytes: ``datapackage.json`` and the CSV files it names.

    Raises:
        OnleesbaarError: a file is missing or is not what the package says; one cell has two numbers.
    """
    try:
        package = json.loads(bestanden[HOOFDBESTAND])
        own = package["expertteam"]
        drempel, afronding = int(own["drempel"]), int(own["afronding"])
        groups = {**own["hierarchie"], **own.get("hierarchie_meervoudig", {})}
        tables = [_Table(resource, bestanden[resource["path"]], groups) for resource in package["resources"]]
    except (KeyError, ValueError, TypeError) as problem:
        raise OnleesbaarError("het pakket is niet leesbaar") from problem
    cells: dict[Plek, tuple[float, float]] = {}
    hidden: dict[Plek, None] = {}
    for plek, number, status in (row for table in tables for row in table.rows()):
        if status == "waarde":
            low = max(drempel, number - afronding // 2)
            known = float(low), float(number + max(afronding - 1, 0) // 2)
        elif status == "structureel-nul":
            known = 0.0, 0.0
        else:
            known = 0.0, ONEINDIG
            hidden[plek] = None
        if cells.setdefault(plek, known) != known:
            raise OnleesbaarError("één cel staat met twee aantallen in het pakket")
    place = {plek: i for i, plek in enumerate(cells)}
    rows = tuple(dict.fromkeys(rij for table in tables for rij in table.relations(place)))
    return Gedrukt(cells, tuple(hidden), rows, drempel)


class _Table:
    """One resource: its labels, its rows, and what its labels say."""

    def __init__(self, resource: Mapping[str, Any], content: bytes, hierarchy: Mapping[str, Any]) -> None:
        own = resource["expertteam"]
        self._dims: list[str] = list(own["dimensies"])
        self._universe: str = own["universum"]
        self._multiple = frozenset(own.get("meervoudig", ()))
        self._covering = frozenset(own.get("dekkend", ()))
        self._under = {d: (str(o[0]), str(o[1])) for d, o in own.get("onder", {}).items()}
        self._wider = {str(d): str(w) for d, w in own.get("deel_van", {}).items()}
        self._groups = {d: hierarchy.get(d, {}) for d in self._dims}
        self._read = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
        if self._read[0] != [*self._dims, "aantal", "status"]:
            raise ValueError("kolommen")
        self._labels = [tuple(dict.fromkeys(row[i] for row in self._read[1:])) for i in range(len(self._dims))]

    def _plek(self, cel: Sequence[str]) -> Plek:
        return self._universe, frozenset((d, c) for d, c in zip(self._dims, cel, strict=True) if c != TOTAAL)

    def rows(self) -> Iterator[tuple[Plek, int, str]]:
        """Every line of the file."""
        for row in self._read[1:]:
            *cel, number, status = row
            if (number != "") is not (status == "waarde"):
                raise ValueError("status")
            yield self._plek(cel), int(number or 0), status

    def relations(self, place: Mapping[Plek, int]) -> Iterator[Rij]:
        """What adds up to what."""
        for i, dim in enumerate(self._dims):
            others = (*self._dims[:i], *self._dims[i + 1 :])
            for rest in product(*(self._labels[j] for j in range(len(self._dims)) if j != i)):
                told = {(d, c) for d, c in zip(others, rest, strict=True) if c != TOTAAL}
                for above in self._families(i, dim, told):
                    keys = [(self._universe, frozenset(told | above.zegt))]
                    keys += [self._plek((*rest[:i], c, *rest[i:])) for c in above.delen]
                    if keys[0] in place:
                        yield from _rows([place[k] for k in keys], exact=above.som, covered=above.dekt)

    def _families(self, i: int, dim: str, told: set[tuple[str, str]]) -> Iterator[_Boven]:
        """The totals, groups and wider categories above the categories of a dimension."""
        labels, under, single = self._labels[i], self._under.get(dim), dim not in self._multiple
        below = {c for g, members in self._groups[dim].items() if g in labels for c in members}
        top = tuple(c for c in labels if c != TOTAAL and c not in below)
        implied = under is not None and any(p == under or self._under.get(p[0]) == under for p in told)
        yield _Boven(frozenset(), top, single, single or dim in self._covering or implied)
        for group, members in self._groups[dim].items():
            if group in labels and set(members) <= set(labels):
                yield _Boven(frozenset({(dim, group)}), tuple(members), single, dekt=True)
        if under is not None and not implied:
            yield _Boven(frozenset({under}), top, som=False, dekt=True)
        for c in labels if dim in self._wider else ():
            if c != TOTAAL:
                yield _Boven(frozenset({(self._wider[dim], c)}), (c,), som=False, dekt=False)


@dataclass(frozen=True, slots=True)
class _Boven:
    """What stands above some categories: what it says beside the rest, and whether they add up to it or cover it."""

    zegt: frozenset[tuple[str, str]]
    delen: tuple[str, ...]
    som: bool
    dekt: bool


def _rows(places: list[int], *, exact: bool, covered: bool) -> Iterator[Rij]:
    parent, *children = places
    columns, ones = (parent, *children), (-1.0, *(1.0 for _ in children))
    if exact:
        yield Rij(columns, ones)
        return
    yield from (Rij((parent, child), (1.0, -1.0), 0.0, ONEINDIG) for child in children)
    if covered:
        yield Rij(columns, ones, 0.0, ONEINDIG)


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


@dataclass(frozen=True, slots=True)
class Vorige:
    """A package that a receiver has beside this one.

    Attributes:
        naam: its period; its cells are named after it.
        bestanden: the package.
        binnen: the cells of which everyone is counted in the same cell of the new one too.
    """

    naam: str
    bestanden: Mapping[str, bytes]
    binnen: frozenset[Plek]


def together(bestanden: Mapping[str, bytes], vorige: Sequence[Vorige], samen: frozenset[Plek] = frozenset()) -> Gedrukt:
    """What a receiver knows of a package beside earlier ones; cells of an earlier one are named after its period.

    Args:
        bestanden: the new package.
        vorige: what he has already.
        samen: the cells of the new one of which everyone is counted in the same cell of an earlier one.

    Raises:
        OnleesbaarError: see `read_back`.
    """
    new = read_back(bestanden)
    cells, hidden, rows = dict(new.cellen), list(new.verborgen), list(new.rijen)
    place = {plek: i for i, plek in enumerate(cells)}
    same: dict[Plek, list[int]] = {}
    for old in vorige:
        read = read_back(old.bestanden)
        start = len(cells)
        for i, (plek, known) in enumerate(read.cellen.items()):
            cells[f"{old.naam}|{plek[0]}", plek[1]] = known
            same.setdefault(plek, []).append(start + i)
            if plek in old.binnen and plek in place:
                rows.append(Rij((place[plek], start + i), (1.0, -1.0), 0.0, ONEINDIG))
        hidden += [(f"{old.naam}|{u}", pairs) for u, pairs in read.verborgen]
        rows += [Rij(tuple(c + start for c in r.kolommen), r.waarden, r.laag, r.hoog) for r in read.rijen]
    for plek, parts in same.items():
        if plek in samen and plek in place and len(parts) == len(vorige):
            rows.append(Rij((place[plek], *parts), (-1.0, *(1.0 for _ in parts)), 0.0, ONEINDIG))
    return Gedrukt(cells, tuple(hidden), tuple(rows), new.drempel)


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
