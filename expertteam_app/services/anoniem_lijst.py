"""A list of persons from elsewhere as the engine of disclosure control takes it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from expertteam_app.analysis.disclosure.spec import Hierarchie, Regels
from expertteam_app.analysis.disclosure.tabulate import Eenheid
from expertteam_app.analysis.kruistabel import TOTAAL
from expertteam_app.domain.errors import UserError
from expertteam_app.exchange.rijen import read_rows

LEEG = "onbekend"
"""What an empty cell counts as."""
MEESTE_CATEGORIEEN = 500
_TAKEN = frozenset({"aantal", "status"})


@dataclass(frozen=True, slots=True)
class Vraag:
    """What is asked of a list.

    Attributes:
        eenheid: the column that names a person; empty with `aantal`.
        tabellen: per table the columns that are crossed.
        aantal: the column with counts, for a list that is counted already; empty otherwise.
        regels: when a count may be printed.
        hierarchie: per column the column that groups it.
        gezin, gemeente: columns that name a family and a gemeente; empty when there are none.
        gevoelig: columns of which it hurts to know the category of everyone in a row; None: all of them, none when
            the tables stay inside.
    """

    eenheid: str
    tabellen: tuple[tuple[str, ...], ...]
    regels: Regels
    aantal: str = ""
    hierarchie: Mapping[str, str] = field(default_factory=dict)
    gezin: str = ""
    gemeente: str = ""
    gevoelig: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Lijst:
    """What was read. Without a repr: it holds persons.

    Attributes:
        mensen: one per row.
        categorieen: per column of a table what occurs, in an order that does not depend on the rows.
        groepen: per column its groups.
        meervoudig: the columns in which one person has more than one category.
    """

    mensen: tuple[Eenheid, ...]
    categorieen: Mapping[str, tuple[str, ...]]
    groepen: Hierarchie
    meervoudig: frozenset[str]


def read_list(content: bytes, vraag: Vraag) -> Lijst:
    """The persons of a CSV with a head.

    Raises:
        UserError: the list does not fit what is asked; names the row or column.
    """
    head, rows = read_rows(content)
    dims = tuple(dict.fromkeys(d for t in vraag.tabellen for d in t))
    _check_columns(head, dims, vraag)
    found = _Lezer(vraag, dims)
    for number, row in rows:
        found.add(number, row)
    if not found.people:
        raise UserError("Dit bestand heeft een kop maar geen rijen.", "Kies een bestand met gegevens.")
    categories = {d: _ordered(found.seen[d]) for d in dims}
    for dim, names in categories.items():
        if len(names) > MEESTE_CATEGORIEEN:
            raise UserError(
                f"De kolom «{dim}» heeft {len(names)} verschillende waarden; dat is geen indeling.",
                f"Kies een kolom met hooguit {MEESTE_CATEGORIEEN} categorieën.",
            )
    groups = {d: _groups(vraag.hierarchie[d], categories[d], found.group_of[d]) for d in vraag.hierarchie}
    return Lijst(tuple(found.people), categories, groups, _multiple(dims, found.people))


def _check_columns(head: Sequence[str], dims: Sequence[str], vraag: Vraag) -> None:
    who = vraag.aantal or vraag.eenheid
    for column in (*dims, *vraag.hierarchie.values(), who, vraag.gezin, vraag.gemeente, *(vraag.gevoelig or ())):
        if column and column not in head:
            known = ", ".join(head[:20])
            raise UserError(f"De kolom «{column}» staat niet in dit bestand.", f"Er zijn: {known}.")
    for dim in dims:
        if dim.casefold() in _TAKEN:
            raise UserError(f"Een kolom in een tabel kan niet «{dim}» heten.", "Geef die kolom een andere naam.")
    for dim in vraag.hierarchie:
        if dim not in dims:
            raise UserError(f"De kolom «{dim}» heeft een groep maar staat in geen tabel.", "Laat de groep weg.")


class _Lezer:
    """Gathers persons row by row."""

    def __init__(self, vraag: Vraag, dims: Sequence[str]) -> None:
        self._vraag, self._dims = vraag, dims
        self.people: list[Eenheid] = []
        self.seen: dict[str, dict[str, None]] = {d: {} for d in dims}
        self.group_of: dict[str, dict[str, str]] = {d: {} for d in vraag.hierarchie}

    def add(self, number: int, row: Mapping[str, str]) -> None:
        vraag = self._vraag
        record = {d: row[d] or LEEG for d in self._dims}
        for dim, category in record.items():
            if category == TOTAAL:
                raise UserError(f"Rij {number}: «{TOTAAL}» in «{dim}» is al een optelling.", "Laat die rij weg.")
            self.seen[dim][category] = None
        self._place_in_groups(number, row, record)
        self.people.append(
            Eenheid(
                record,
                gezin=(row[vraag.gezin] or f"rij {number}") if vraag.gezin else None,
                gemeente=(row[vraag.gemeente] or LEEG) if vraag.gemeente else None,
                aantal=_count(row[vraag.aantal], vraag.aantal, number) if vraag.aantal else 1,
                wie=None if vraag.aantal else _who(row, vraag.eenheid, number),
            )
        )

    def _place_in_groups(self, number: int, row: Mapping[str, str], record: Mapping[str, str]) -> None:
        for dim, parent in self._vraag.hierarchie.items():
            group = row[parent] or LEEG
            if self.group_of[dim].setdefault(record[dim], group) != group:
                raise UserError(
                    f"Rij {number}: «{dim}» hoort bij twee groepen van «{parent}».", "Maak de indeling eenduidig."
                )


def _who(row: Mapping[str, str], column: str, number: int) -> str:
    if not row[column]:
        raise UserError(f"Rij {number}: de kolom «{column}» is leeg.", "Vul in om wie het gaat, of laat de rij weg.")
    return row[column]


def _count(text: str, column: str, number: int) -> int:
    """A whole number, also as 11.0."""
    whole, _, rest = text.replace(",", ".").partition(".")
    if not re.fullmatch(r"\d{1,9}", whole, re.ASCII) or rest.strip("0"):
        raise UserError(f"Rij {number}: in «{column}» staat geen heel aantal.", "Vul een getal van 0 of hoger in.")
    return int(whole)


def _ordered(names: Mapping[str, None]) -> tuple[str, ...]:
    """Numbers by size, then words by letter: the same whatever the order of the rows."""

    def rank(name: str) -> list[tuple[int, int, str]]:
        parts = re.split(r"(\d{1,18})", name)
        return [(0, int(p), "") if p.isdecimal() and p.isascii() else (1, 0, p.casefold()) for p in parts if p]

    return tuple(sorted(names, key=lambda name: (rank(name), name)))


def _groups(parent: str, categories: Sequence[str], group_of: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The categories per group; a group that is called as a category gets the name of its column with it."""
    found: dict[str, list[str]] = {}
    for category in categories:
        name = group_of[category]
        own = f"{name} ({parent})" if name in categories or name == TOTAAL else name
        found.setdefault(own, []).append(category)
    return {name: tuple(members) for name, members in found.items()}


def _multiple(dims: Sequence[str], people: Sequence[Eenheid]) -> frozenset[str]:
    """The columns in which one person has more than one category."""
    many: set[str] = set()
    first: dict[object, Eenheid] = {}
    for person in people:
        if person.wie is None:
            continue
        known = first.setdefault(person.wie, person)
        many |= {d for d in dims if known.record[d] != person.record[d]}
    return frozenset(many)
