"""The only door out: true counts go in, a `ProtectedReport` comes out.

Rules (PRIVACY 3.4): distinct jeugdigen are counted; counts below the threshold, zero included, are hidden; all others
are rounded half up to a multiple of the base, totals on their own; no percentage is ever given. Equal input gives
equal output, so repeating a report adds no knowledge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import InitVar, dataclass
from enum import StrEnum

from expertteam_app.analysis.disclosure.deduce import Sleutel, close_gaps, key_of
from expertteam_app.analysis.disclosure.spec import RapportSpec, TabelSpec
from expertteam_app.analysis.disclosure.tabulate import tabulate
from expertteam_app.analysis.kruistabel import TOTAAL, Record

_DOOR = object()


class Status(StrEnum):
    """Whether a cell shows a number."""

    WAARDE = "waarde"
    VERBORGEN = "verborgen"


@dataclass(frozen=True, slots=True)
class ProtectedCell:
    """One cell as it may be printed.

    Attributes:
        dims: category (or "Totaal") per dimension of the table.
        aantal: the rounded number of jeugdigen, None when hidden.
        status: says the same in a word.
    """

    dims: tuple[str, ...]
    aantal: int | None
    status: Status


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """One table as it may be printed.

    Attributes:
        naam: neutral short name.
        titel: for above the table.
        dimensies: names of the dimensions.
        universum: in words, whom it counts.
        categorieen: per dimension what is printed, groups included, without "Totaal".
        meervoudig: the dimensions whose categories do not add up to the total.
        cellen: every combination, totals last, in the order of `categorieen`.
    """

    naam: str
    titel: str
    dimensies: tuple[str, ...]
    universum: str
    categorieen: tuple[tuple[str, ...], ...]
    meervoudig: tuple[str, ...]
    cellen: tuple[ProtectedCell, ...]

    def cell(self, *dims: str) -> ProtectedCell:
        """The cell of these categories, one per dimension in order; "Totaal" for a total.

        Raises:
            ValueError: a category is not in this table, or their number is wrong.
        """
        index = 0
        for category, names in zip(dims, self.categorieen, strict=True):
            index = index * (len(names) + 1) + (*names, TOTAAL).index(category)
        return self.cellen[index]

    @property
    def shown(self) -> int:
        """How many cells show a number."""
        return sum(c.status is Status.WAARDE for c in self.cellen)


@dataclass(frozen=True, slots=True)
class ProtectedReport:
    """A report as it may leave the kluis; only `protect` makes one.

    Attributes:
        naam: neutral short name.
        titel: title.
        periode: "2026-H1" or "2026".
        drempel: counts below it are hidden.
        afronding: numbers are multiples of it.
        hierarchie: per dimension its groups and their categories.
        tabellen: in the order of the report.

    Raises:
        TypeError: made by anything but `protect`.
    """

    naam: str
    titel: str
    periode: str
    drempel: int
    afronding: int
    hierarchie: Mapping[str, Mapping[str, tuple[str, ...]]]
    tabellen: tuple[ProtectedTable, ...]
    door: InitVar[object]

    def __post_init__(self, door: object) -> None:
        if door is not _DOOR:
            raise TypeError("alleen protect() maakt een ProtectedReport")
        for cel in (c for t in self.tabellen for c in t.cellen):
            hidden = cel.aantal is None
            if hidden is not (cel.status is Status.VERBORGEN):
                raise TypeError("status en aantal van een cel spreken elkaar tegen")
            if cel.aantal is not None and (cel.aantal % self.afronding or not cel.aantal):
                raise TypeError("een cel is niet afgerond")

    def table(self, naam: str) -> ProtectedTable:
        """The table with this name.

        Raises:
            KeyError: there is none.
        """
        for tabel in self.tabellen:
            if tabel.naam == naam:
                return tabel
        raise KeyError(naam)

    @property
    def telwijze(self) -> tuple[str, ...]:
        """How was counted and protected, in Dutch lines for the reader of the report."""
        hidden = (
            f"Aantallen van 0 tot en met {self.drempel - 1} zijn verborgen, ook nullen, en soms een groter aantal "
            "waaruit een verborgen aantal te berekenen is."
        )
        rounded = (
            f"Alle andere aantallen zijn afgerond op {self.afronding}. Totalen zijn apart geteld en apart afgerond; "
            "daarom tellen de cellen niet precies op tot het totaal."
        )
        lines = (
            "Geteld zijn verschillende jeugdigen, elke jeugdige één keer per cel.",
            hidden,
            rounded,
            "Percentages staan niet in dit rapport, omdat kleine aantallen eruit te berekenen zijn.",
        )
        multiple = sorted({d for t in self.tabellen for d in t.meervoudig})
        if not multiple:
            return lines
        return (*lines, f"Bij {' en '.join(multiple)} kan een jeugdige in meer categorieën tellen.")


def round_half_up(aantal: int, afronding: int) -> int:
    """The nearest multiple of `afronding`, halves up."""
    return (2 * aantal + afronding) // (2 * afronding) * afronding


def _protected_table(tabel: TabelSpec, spec: RapportSpec, printed: Mapping[Sleutel, int | None]) -> ProtectedTable:
    names = tuple(spec.printed(d) for d in tabel.dimensies)
    cells = tuple(
        ProtectedCell(dims, n := printed[key_of(tabel, dims)], Status.VERBORGEN if n is None else Status.WAARDE)
        for dims in _cells(names)
    )
    multiple = tuple(d for d in tabel.dimensies if d in spec.meervoudig)
    return ProtectedTable(tabel.naam, tabel.titel, tabel.dimensies, tabel.universum, names, multiple, cells)


def _cells(names: tuple[tuple[str, ...], ...]) -> Iterable[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [()]
    for categories in names:
        rows = [(*row, c) for row in rows for c in (*categories, TOTAAL)]
    return rows


def protect(spec: RapportSpec, records: Iterable[Record]) -> ProtectedReport:
    """Count, hide and round a whole report.

    Args:
        spec: tables, categories, threshold and rounding.
        records: one per jeugdige: category per dimension, a tuple where a jeugdige can have several. A missing
            dimension puts the jeugdige outside the tables that use it.

    Raises:
        ValueError: the records do not fit the spec (see `tabulate`); never holds a value.
    """
    printed: dict[Sleutel, int | None] = {}
    for counted in tabulate(spec, records):
        for cel, aantal in counted.aantallen.items():
            hidden = aantal < spec.drempel
            printed[key_of(counted.spec, cel)] = None if hidden else round_half_up(aantal, spec.afronding)
    printed = close_gaps(spec, printed)
    return ProtectedReport(
        naam=spec.naam,
        titel=spec.titel,
        periode=spec.periode.code,
        drempel=spec.drempel,
        afronding=spec.afronding,
        hierarchie={d: {g: tuple(m) for g, m in spec.groups(d).items()} for d in spec.dimensies if spec.groups(d)},
        tabellen=tuple(_protected_table(t, spec, printed) for t in spec.tabellen),
        door=_DOOR,
    )
