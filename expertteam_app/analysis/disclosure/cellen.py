"""Cells apart from the tables they stand in, and how they relate: what a reader knows from the labels alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from expertteam_app.analysis.disclosure.spec import Paar, RapportSpec, TabelSpec
from expertteam_app.analysis.kruistabel import TOTAAL, Cel

Sleutel = tuple[str, frozenset[Paar]]
"""A cell apart from the table it stands in: universum, and (dimensie, categorie) without the totals."""


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


def labels_of(spec: RapportSpec, tabel: TabelSpec) -> tuple[tuple[str, ...], ...]:
    """Per dimension of a table what is printed, the total last where there is one."""
    return tuple((*spec.printed(d, tabel), *(() if d in tabel.zonder_totaal else (TOTAAL,))) for d in tabel.dimensies)


def cells_of_table(spec: RapportSpec, tabel: TabelSpec) -> Iterator[Cel]:
    """Every cell that a table prints, in printing order."""
    return product(*labels_of(spec, tabel))


def all_keys(spec: RapportSpec) -> tuple[Sleutel, ...]:
    """Every cell of the report once, in order of the tables."""
    return tuple(dict.fromkeys(key_of(t, cel) for t in spec.tabellen for cel in cells_of_table(spec, t)))


def relations(spec: RapportSpec) -> tuple[Relatie, ...]:
    """All relations between printed cells that follow from the labels of the tables, as a reader knows them too."""
    known = frozenset(all_keys(spec))
    found = dict.fromkeys(r for tabel in spec.tabellen for r in _table_relations(spec, tabel, known))
    return tuple(found)


def _table_relations(spec: RapportSpec, tabel: TabelSpec, known: frozenset[Sleutel]) -> Iterator[Relatie]:
    labels = labels_of(spec, tabel)
    for place, dimensie in enumerate(tabel.dimensies):
        groups = spec.groups(dimensie)
        printed = spec.printed(dimensie, tabel)
        grouped = {c for members in groups.values() for c in members}
        top = tuple(c for c in printed if c not in grouped)
        single = dimensie not in spec.meervoudig
        nodes = [] if dimensie in tabel.op_groepen else [(g, members, True) for g, members in groups.items()]
        others = [labels[i] for i in range(len(labels)) if i != place]
        for rest in product(*others):
            covers = single or dimensie in spec.dekkend or _implied(spec, tabel, place, rest)
            for parent, children, covered in ((TOTAAL, top, covers), *nodes):
                keys = [key_of(tabel, (*rest[:place], c, *rest[place:])) for c in (parent, *children)]
                if keys[0] in known:
                    yield Relatie(keys[0], tuple(keys[1:]), single, covered)
            below = tuple(key_of(tabel, (*rest[:place], c, *rest[place:])) for c in top)
            yield from _under(spec, tabel, dimensie, rest, below, known)
            yield from _part_of(
                spec, dimensie, (key_of(tabel, (*rest[:place], c, *rest[place:])) for c in printed), known
            )


def _implied(spec: RapportSpec, tabel: TabelSpec, place: int, rest: Cel) -> bool:
    """Whether the other categories of a cell say that everyone in it has a category in this dimension too."""
    parent = spec.onder.get(tabel.dimensies[place])
    if parent is None:
        return False
    others = [d for i, d in enumerate(tabel.dimensies) if i != place]
    pairs = [(d, c) for d, c in zip(others, rest, strict=True) if c != TOTAAL]
    return any(pair == parent or spec.onder.get(pair[0]) == parent for pair in pairs)


def _under(
    spec: RapportSpec,
    tabel: TabelSpec,
    dimensie: str,
    rest: Cel,
    children: tuple[Sleutel, ...],
    known: frozenset[Sleutel],
) -> Iterator[Relatie]:
    """The category that says who has any category in this dimension, above all of its categories."""
    parent = spec.onder.get(dimensie)
    if parent is None:
        return
    others = [d for d in tabel.dimensies if d != dimensie]
    pairs = {(d, c) for d, c in zip(others, rest, strict=True) if c != TOTAAL}
    key = tabel.universum, frozenset(pairs | {parent})
    if key in known and not any(spec.onder.get(d) == parent for d, _c in pairs):
        yield Relatie(key, children, exact=False, covers=True)


def _part_of(
    spec: RapportSpec, dimensie: str, cells: Iterable[Sleutel], known: frozenset[Sleutel]
) -> Iterator[Relatie]:
    """The same cell with the category in the wider dimension, above each of these cells."""
    wider = spec.deel_van.get(dimensie)
    if wider is None:
        return
    for cel in cells:
        key = cel[0], frozenset((wider if d == dimensie else d, c) for d, c in cel[1])
        if key in known:
            yield Relatie(key, (cel,), exact=False, covers=False)
