"""What may leave: types without a place for a true value. Only `protect` makes one, or `from_json` gets it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import InitVar, dataclass
from enum import StrEnum
from typing import Any

from expertteam_app.analysis.kruistabel import TOTAAL

DOOR = object()
"""Whoever holds it may make a `ProtectedReport`: `protect`, and `from_json` here."""


class Status(StrEnum):
    """Whether a cell shows a number."""

    WAARDE = "waarde"
    VERBORGEN = "verborgen"
    STRUCTUREEL_NUL = "structureel-nul"


@dataclass(frozen=True, slots=True)
class ProtectedCell:
    """One cell as it may be printed.

    Attributes:
        dims: category (or "Totaal") per dimension of the table.
        aantal: the rounded number of jeugdigen, None when hidden or impossible.
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
        zonder_totaal: the dimensions without a total.
        dekkend: those of `meervoudig` in which everyone has at least one category.
        onder: (dimension, dimension, category): who has any category in the first has this one in the second.
        deel_van: (dimension, wider dimension): the wider one holds the category of the first too.
    """

    naam: str
    titel: str
    dimensies: tuple[str, ...]
    universum: str
    categorieen: tuple[tuple[str, ...], ...]
    meervoudig: tuple[str, ...]
    cellen: tuple[ProtectedCell, ...]
    zonder_totaal: tuple[str, ...] = ()
    dekkend: tuple[str, ...] = ()
    onder: tuple[tuple[str, str, str], ...] = ()
    deel_van: tuple[tuple[str, str], ...] = ()

    def labels(self, place: int) -> tuple[str, ...]:
        """What is printed for the dimension at a place (from 0), the total last where there is one."""
        total = () if self.dimensies[place] in self.zonder_totaal else (TOTAAL,)
        return (*self.categorieen[place], *total)

    def cell(self, *dims: str) -> ProtectedCell:
        """The cell of these categories, one per dimension in order; "Totaal" for a total.

        Raises:
            ValueError: a category is not in this table, or their number is wrong.
        """
        if len(dims) != len(self.dimensies):
            raise ValueError("geef één categorie per dimensie")
        index = 0
        for place, category in enumerate(dims):
            names = self.labels(place)
            index = index * len(names) + names.index(category)
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
        periode: "2026-H1" or "2026"; empty without a period.
        drempel: counts below it are hidden.
        afronding: numbers are multiples of it; 0 only for eyes inside.
        hierarchie: per dimension its groups and their categories.
        tabellen: in the order of the report.
        intern: not for release: no floors were kept.
        opmerkingen: what was changed to the tables, in Dutch lines for the reader.

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
    intern: bool = False
    opmerkingen: tuple[str, ...] = ()

    def __post_init__(self, door: object) -> None:
        if door is not DOOR:
            raise TypeError("alleen protect() maakt een ProtectedReport")
        if not self.afronding and not self.intern:
            raise TypeError("exacte aantallen zijn alleen voor intern gebruik")
        for cel in (c for t in self.tabellen for c in t.cellen):
            if (cel.aantal is None) is (cel.status is Status.WAARDE):
                raise TypeError("status en aantal van een cel spreken elkaar tegen")
            if cel.aantal is not None and self.afronding and (cel.aantal % self.afronding or not cel.aantal):
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
        """How was counted and protected, in Dutch lines for the reader of the report.

        The rules are told, not the choice of cells that protect others (Handbook ch. 5).
        """
        lines = ["Geteld zijn verschillende jeugdigen, elke jeugdige één keer per cel."]
        if self.intern:
            lines.append("Alleen voor intern gebruik: deze tabellen mogen niet naar buiten.")
        lines.append(
            f"Aantallen van 0 tot en met {self.drempel - 1} zijn verborgen, ook nullen. Een groter aantal is soms ook "
            "verborgen: omdat een verborgen aantal er anders uit te berekenen is, of omdat het bijna helemaal van één "
            "gemeente, van weinig gezinnen of van één groep komt."
        )
        if self.afronding:
            lines.append(
                f"Alle andere aantallen zijn afgerond op {self.afronding}. Totalen zijn apart geteld en apart "
                "afgerond; daarom tellen de cellen niet precies op tot het totaal."
            )
        lines.append("Percentages zijn berekend uit de afgedrukte aantallen, niet uit de echte.")
        multiple = sorted({d for t in self.tabellen for d in t.meervoudig})
        if multiple:
            lines.append(f"Bij {' en '.join(multiple)} kan een jeugdige in meer categorieën tellen.")
        return (*lines, *self.opmerkingen)


def to_json(report: ProtectedReport) -> dict[str, Any]:
    """A report as plain values, for keeping in the kluis."""
    return {
        "naam": report.naam,
        "titel": report.titel,
        "periode": report.periode,
        "drempel": report.drempel,
        "afronding": report.afronding,
        "intern": report.intern,
        "opmerkingen": list(report.opmerkingen),
        "hierarchie": {d: {g: list(m) for g, m in groups.items()} for d, groups in report.hierarchie.items()},
        "tabellen": [
            {
                "naam": t.naam,
                "titel": t.titel,
                "universum": t.universum,
                "dimensies": list(t.dimensies),
                "categorieen": [list(c) for c in t.categorieen],
                "meervoudig": list(t.meervoudig),
                "zonder_totaal": list(t.zonder_totaal),
                "dekkend": list(t.dekkend),
                "onder": [list(o) for o in t.onder],
                "deel_van": [list(o) for o in t.deel_van],
                "cellen": [[*c.dims, c.aantal, c.status.value] for c in t.cellen],
            }
            for t in report.tabellen
        ],
    }


def from_json(stored: Mapping[str, Any]) -> ProtectedReport:
    """A report that was kept; everything `protect` promises is checked anew.

    Raises:
        TypeError, KeyError, ValueError: what was kept is no protected report.
    """
    return ProtectedReport(
        naam=stored["naam"],
        titel=stored["titel"],
        periode=stored["periode"],
        drempel=stored["drempel"],
        afronding=stored["afronding"],
        intern=stored["intern"],
        opmerkingen=tuple(stored["opmerkingen"]),
        hierarchie={d: {g: tuple(m) for g, m in groups.items()} for d, groups in stored["hierarchie"].items()},
        tabellen=tuple(
            ProtectedTable(
                naam=t["naam"],
                titel=t["titel"],
                dimensies=tuple(t["dimensies"]),
                universum=t["universum"],
                categorieen=tuple(tuple(c) for c in t["categorieen"]),
                meervoudig=tuple(t["meervoudig"]),
                zonder_totaal=tuple(t["zonder_totaal"]),
                dekkend=tuple(t["dekkend"]),
                onder=tuple((o[0], o[1], o[2]) for o in t["onder"]),
                deel_van=tuple((o[0], o[1]) for o in t["deel_van"]),
                cellen=tuple(ProtectedCell(tuple(c[:-2]), c[-2], Status(c[-1])) for c in t["cellen"]),
            )
            for t in stored["tabellen"]
        ),
        door=DOOR,
    )
