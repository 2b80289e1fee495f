"""What a receiver of the files knows: every printed cell, every hidden one, and what adds up to what.

Read from ``datapackage.json`` and the CSV files alone. From the labels follow the relations, from the threshold and the
rounding what a printed number can stand for.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from expertteam_app.analysis.disclosure.stelsel import ONEINDIG, Rij
from expertteam_app.analysis.kruistabel import TOTAAL

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


class OnleesbaarError(Exception):
    """The files are no package of tables, or contradict each other."""


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
