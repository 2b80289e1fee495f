"""Counts distinct persons for every cell of every table. True values live here and in `protect`, nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from expertteam_app.analysis.disclosure.spec import RapportSpec, TabelSpec
from expertteam_app.analysis.kruistabel import TOTAAL, Cel, Record, categories_of

if TYPE_CHECKING:
    import numpy as np

    Reeks = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True, repr=False)
class Eenheid:
    """One distinct person as the report counts him. Without a repr: it must not get into a log.

    Attributes:
        record: category per dimension, a tuple where he can have several; a missing dimension puts him outside the
            tables that use it.
        gezin: names his family; None when families are not known.
        gemeente: names his gemeente; None when gemeenten are not known.
        aantal: how many persons this stands for, in data that is counted already.
        wie: the same for everything that is about one person, when he has several records (one per hiaat); None when
            this is all there is about him.
    """

    record: Record
    gezin: str | int | None = None
    gemeente: str | int | None = None
    aantal: int = 1
    wie: str | int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Telling:
    """What stands behind one cell.

    Attributes:
        aantal: distinct persons.
        gezinnen: distinct families; None when not known.
        gemeenten: distinct gemeenten; None when not known.
        grootste: persons of the gemeente with most of them; 0 when not known.
    """

    aantal: int
    gezinnen: int | None = None
    gemeenten: int | None = None
    grootste: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class TelTabel:
    """True counts of one table, by cell, in printing order, totals always included."""

    spec: TabelSpec
    tellingen: Mapping[Cel, Telling]

    @property
    def aantallen(self) -> Mapping[Cel, int]:
        """Only the numbers of persons."""
        return {cel: t.aantal for cel, t in self.tellingen.items()}


def eenheden(records: Iterable[Record]) -> list[Eenheid]:
    """Persons of whom neither family nor gemeente is known."""
    return [Eenheid(record) for record in records]


def tabulate(spec: RapportSpec, personen: Iterable[Eenheid]) -> tuple[TelTabel, ...]:
    """Count every table.

    Someone whose record lacks a dimension of a table lies outside the universum of that table. Someone with an empty
    tuple for a dimension with several categories counts in the totals only.

    Raises:
        ValueError: a category is not in the fixed list, a person has none or several categories where exactly one
            belongs, or two tables with the same universum do not count the same persons. The text names the
            dimension or tables, never a value.
    """
    people = list(personen)
    counter = _Counter(spec, people)
    universes: dict[str, tuple[str, bytes]] = {}
    tables: list[TelTabel] = []
    for tabel in spec.tabellen:
        inside = counter.inside(tabel)
        persons = counter.persons(inside)
        first, members = universes.setdefault(tabel.universum, (tabel.naam, persons))
        if members != persons:
            raise ValueError(f"tabellen {first} en {tabel.naam} noemen één universum maar tellen andere jeugdigen")
        tables.append(TelTabel(tabel, counter.count(tabel, inside)))
    return tuple(tables)


def members(spec: RapportSpec, personen: Sequence[Eenheid]) -> dict[str, dict[Cel, tuple[int, ...]]]:
    """Per table and cell the places (from 0) of the first records of the persons in it; without empty cells."""
    counter = _Counter(spec, personen)
    return {t.naam: counter.members(t, counter.inside(t)) for t in spec.tabellen}


class _Counter:
    """Counts by arrays: a person is a row per combination of his categories, groups and totals."""

    def __init__(self, spec: RapportSpec, people: Sequence[Eenheid]) -> None:
        import numpy as np

        self._spec, self._people, self._np = spec, people, np
        self._weights = np.fromiter((p.aantal for p in people), np.int64, len(people))
        names = [("", i) if p.wie is None else (p.wie, 0) for i, p in enumerate(people)]
        first: dict[tuple[str | int, int], int] = {}
        self._person = np.asarray([first.setdefault(name, i) for i, name in enumerate(names)], np.int64)
        self._repeated = len(first) < len(people)
        self._gezin = self._numbered(p.gezin for p in people)
        self._gemeente = self._numbered(p.gemeente for p in people)
        self._columns: dict[str, tuple[Reeks, Reeks]] = {}

    def _numbered(self, values: Iterator[str | int | None]) -> Reeks | None:
        """The values as numbers in order of appearance; None when any of them is not known."""
        seen: dict[str | int | None, int] = {}
        numbers = [seen.setdefault(value, len(seen)) for value in values]
        return None if not numbers or None in seen else self._np.asarray(numbers, self._np.int64)

    def inside(self, tabel: TabelSpec) -> Reeks:
        """The places of the records a table counts."""
        dims = tabel.dimensies
        rows = [i for i, p in enumerate(self._people) if all(d in p.record for d in dims)]
        return self._np.asarray(rows, self._np.int64)

    def persons(self, rows: Reeks) -> bytes:
        """Names the persons behind some records: equal bytes, equal persons."""
        return self._np.unique(self._person[rows]).tobytes()

    def _column(self, dimensie: str) -> tuple[Reeks, Reeks]:
        """Every (record, category) of a dimension; categories by their place in the fixed list."""
        if dimensie in self._columns:
            return self._columns[dimensie]
        place = {c: i for i, c in enumerate(self._spec.categorieen[dimensie])}
        who: list[int] = []
        what: list[int] = []
        single = dimensie not in self._spec.meervoudig
        for i, person in enumerate(self._people):
            if dimensie not in person.record:
                continue
            own = categories_of(person.record, dimensie)
            if single and len(own) != 1:
                raise ValueError(f"dimensie {dimensie}: een jeugdige heeft hier precies één categorie")
            if not all(c in place for c in own):
                raise ValueError(f"dimensie {dimensie} bevat een categorie die niet in de vaste lijst staat")
            who += [i] * len(own)
            what += [place[c] for c in own]
        made = self._np.asarray(who, self._np.int64), self._np.asarray(what, self._np.int64)
        self._columns[dimensie] = made
        return made

    def _spread(self, tabel: TabelSpec, inside: Reeks) -> tuple[Reeks, Reeks, list[tuple[str, ...]]]:
        """Every (first record of a person, cell) of a table once, and the labels per dimension, the total last."""
        np = self._np
        who, cell = inside, np.zeros(len(inside), np.int64)
        labels: list[tuple[str, ...]] = []
        for dimensie in tabel.dimensies:
            names = (*self._spec.printed(dimensie, tabel), TOTAAL)
            labels.append(names)
            persons, categories = self._column(dimensie)
            all_persons, all_labels = self._labelled(dimensie, names, persons, categories)
            order = np.argsort(all_persons, kind="stable")
            all_persons, all_labels = all_persons[order], all_labels[order]
            starts = np.searchsorted(all_persons, who, "left")
            counts = np.searchsorted(all_persons, who, "right") - starts
            rows = np.repeat(np.arange(len(who)), counts)
            within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
            who, cell = who[rows], cell[rows] * len(names) + all_labels[np.repeat(starts, counts) + within]
        who = self._person[who]
        if self._repeated:
            pairs = np.unique(cell * len(self._people) + who)
            who, cell = pairs % len(self._people), pairs // len(self._people)
        return who, cell, labels

    def _labelled(
        self, dimensie: str, names: tuple[str, ...], persons: Reeks, categories: Reeks
    ) -> tuple[Reeks, Reeks]:
        """Every (record, label) of a dimension: its categories and groups as far as printed, and the total."""
        np = self._np
        place = {name: i for i, name in enumerate(names)}
        fixed = self._spec.categorieen[dimensie]
        own = np.asarray([place.get(c, -1) for c in fixed], np.int64)[categories]
        group_of = {c: g for g, inside in self._spec.groups(dimensie).items() for c in inside}
        group = np.asarray([place.get(group_of.get(c, ""), -1) for c in fixed], np.int64)[categories]
        has = np.asarray([i for i, p in enumerate(self._people) if dimensie in p.record], np.int64)
        who = np.concatenate([persons, persons, has])
        label = np.concatenate([own, group, np.full(len(has), len(names) - 1, np.int64)])
        kept = label >= 0
        pairs = np.unique(who[kept] * len(names) + label[kept])
        return pairs // len(names), pairs % len(names)

    def count(self, tabel: TabelSpec, inside: Reeks) -> dict[Cel, Telling]:
        """What stands behind every cell of a table."""
        np = self._np
        who, cell, labels = self._spread(tabel, inside)
        size = int(np.prod([len(names) for names in labels]))
        numbers = np.bincount(cell, weights=self._weights[who], minlength=size).astype(np.int64)
        families = self._distinct(self._gezin, who, cell, size)
        gemeenten, largest = None, np.zeros(size, np.int64)
        if self._gemeente is not None:
            width = int(self._gemeente.max()) + 1
            pairs = cell * width + self._gemeente[who]
            each = np.bincount(pairs, weights=self._weights[who], minlength=size * width).reshape(size, width)
            gemeenten, largest = (each > 0).sum(axis=1), each.max(axis=1).astype(np.int64)
        return {
            self._cel(i, labels): Telling(
                int(numbers[i]),
                None if families is None else int(families[i]),
                None if gemeenten is None else int(gemeenten[i]),
                int(largest[i]),
            )
            for i in range(size)
        }

    def _distinct(self, of: Reeks | None, who: Reeks, cell: Reeks, size: int) -> Reeks | None:
        if of is None:
            return None
        width = int(of.max()) + 1
        pairs = self._np.unique(cell * width + of[who])
        return self._np.bincount(pairs // width, minlength=size)

    def members(self, tabel: TabelSpec, inside: Reeks) -> dict[Cel, tuple[int, ...]]:
        """The persons behind every cell that has any."""
        np = self._np
        who, cell, labels = self._spread(tabel, inside)
        if not len(cell):
            return {}
        order = np.argsort(cell, kind="stable")
        found, starts = np.unique(cell[order], return_index=True)
        parts = np.split(who[order], starts[1:])
        return {self._cel(int(c), labels): tuple(int(w) for w in part) for c, part in zip(found, parts, strict=True)}

    @staticmethod
    def _cel(index: int, labels: list[tuple[str, ...]]) -> Cel:
        parts: list[str] = []
        for names in reversed(labels):
            index, place = divmod(index, len(names))
            parts.append(names[place])
        return tuple(reversed(parts))
