"""Counts distinct jeugdigen for every cell of every table. True values live here and in `protect`, nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from expertteam_app.analysis.disclosure.spec import RapportSpec, TabelSpec
from expertteam_app.analysis.kruistabel import Cel, Record, categories_of, count_units


@dataclass(frozen=True, slots=True, repr=False)
class TelTabel:
    """True counts of one table, by cell, in printing order. Without a repr: true values do not belong in a log."""

    spec: TabelSpec
    aantallen: Mapping[Cel, int]


def _grouped(record: Record, tabel: TabelSpec, spec: RapportSpec) -> dict[str, tuple[str, ...]]:
    """The record's categories for one table, with the groups they belong to."""
    row: dict[str, tuple[str, ...]] = {}
    for dimensie in tabel.dimensies:
        own = categories_of(record, dimensie)
        if dimensie not in spec.meervoudig and len(own) != 1:
            raise ValueError(f"dimensie {dimensie}: een jeugdige heeft hier precies één categorie")
        groups = [g for g, members in spec.groups(dimensie).items() if not set(members).isdisjoint(own)]
        known = set(spec.categorieen[dimensie])
        if not known.issuperset(own):
            raise ValueError(f"dimensie {dimensie} bevat een categorie die niet in de vaste lijst staat")
        row[dimensie] = (*own, *groups)
    return row


def tabulate(spec: RapportSpec, records: Iterable[Record]) -> tuple[TelTabel, ...]:
    """Count every table.

    A jeugdige whose record lacks a dimension of a table lies outside the universum of that table. A jeugdige with an
    empty tuple for a dimension with several categories counts in the totals only.

    Args:
        spec: the report.
        records: one per jeugdige.

    Raises:
        ValueError: a category is not in the fixed list, a jeugdige has none or several categories where exactly one
            belongs, or two tables with the same universum do not count the same jeugdigen. The text names the
            dimension or tables, never a value.
    """
    people = list(records)
    tables: list[TelTabel] = []
    universes: dict[str, tuple[str, frozenset[int]]] = {}
    for tabel in spec.tabellen:
        inside = frozenset(i for i, person in enumerate(people) if all(d in person for d in tabel.dimensies))
        first, members = universes.setdefault(tabel.universum, (tabel.naam, inside))
        if members != inside:
            raise ValueError(f"tabellen {first} en {tabel.naam} noemen één universum maar tellen andere jeugdigen")
        rows = [_grouped(people[i], tabel, spec) for i in sorted(inside)]
        printed = {d: spec.printed(d) for d in tabel.dimensies}
        tables.append(TelTabel(tabel, count_units(rows, tabel.dimensies, printed)))
    return tuple(tables)
