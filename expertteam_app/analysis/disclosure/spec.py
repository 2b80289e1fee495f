"""What a report counts: tables, fixed categories, hierarchies, threshold and rounding, with the floors enforced."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from expertteam_app.analysis.kruistabel import TOTAAL
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.periode import Periode

DREMPEL = 8
DREMPEL_VLOER = 5
AFRONDING = 5
AFRONDINGEN = (5, 10)

_NAAM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_EIGEN_KOLOMMEN = frozenset({"aantal", "status"})

Hierarchie = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Per dimension: group -> categories. Groups are cells of their own beside their categories."""


@dataclass(frozen=True, slots=True)
class TabelSpec:
    """One table.

    Attributes:
        naam: neutral short name, lower case letters, digits and hyphens; becomes a file name.
        titel: what the reader sees above the table.
        dimensies: names of the dimensions; the keys of the records.
        universum: in words, whom the table counts. Tables with the same text count the same jeugdigen.

    Raises:
        ValueError: the name is not neutral, or the dimensions are none, double or called aantal or status.
    """

    naam: str
    titel: str
    dimensies: tuple[str, ...]
    universum: str

    def __post_init__(self) -> None:
        if not _NAAM.fullmatch(self.naam):
            raise ValueError(f"tabelnaam {self.naam!r}: alleen kleine letters, cijfers en streepjes")
        if not self.dimensies or len(set(self.dimensies)) < len(self.dimensies):
            raise ValueError(f"tabel {self.naam}: geef elke dimensie één keer")
        if _EIGEN_KOLOMMEN & set(self.dimensies):
            raise ValueError(f"tabel {self.naam}: aantal en status zijn geen dimensies")


@dataclass(frozen=True, slots=True)
class RapportSpec:
    """A report: all its tables are protected together.

    Attributes:
        periode: a half-year or a year; nothing finer leaves the kluis.
        tabellen: in the order of the report.
        categorieen: per dimension all categories of the code list, in order, so that empty ones exist too.
        drempel: counts below it are hidden (default 8: 0-7; never lower than 5).
        afronding: all other counts are rounded to a multiple of it (5 or 10).
        hierarchie: per dimension the groups of categories; a category stands in at most one group.
        meervoudig: dimensions in which a jeugdige can have several categories (oorzaken), or none.
        naam: neutral short name of the report.
        titel: title of the report.

    Raises:
        UserError: threshold or rounding lies outside what is allowed.
        ValueError: the parts do not fit together.
    """

    periode: Periode
    tabellen: tuple[TabelSpec, ...]
    categorieen: Mapping[str, tuple[str, ...]]
    drempel: int = DREMPEL
    afronding: int = AFRONDING
    hierarchie: Hierarchie = field(default_factory=lambda: MappingProxyType({}))
    meervoudig: frozenset[str] = frozenset()
    naam: str = "reflectierapport"
    titel: str = "Reflectierapport"

    def __post_init__(self) -> None:
        if self.drempel < DREMPEL_VLOER:
            raise UserError(
                f"De drempel voor kleine aantallen is minstens {DREMPEL_VLOER}, niet {self.drempel}.",
                f"Kies {DREMPEL_VLOER} of hoger; {DREMPEL} is gebruikelijk.",
            )
        if self.afronding not in AFRONDINGEN:
            raise UserError(f"Aantallen worden afgerond op 5 of op 10, niet op {self.afronding}.", "Kies 5 of 10.")
        if not _NAAM.fullmatch(self.naam):
            raise ValueError(f"rapportnaam {self.naam!r}: alleen kleine letters, cijfers en streepjes")
        names = [t.naam for t in self.tabellen]
        if not names or len(set(names)) < len(names):
            raise ValueError("een rapport heeft tabellen met elk een eigen naam")
        for dimensie in self.dimensies:
            self._check_dimension(dimensie)

    @property
    def dimensies(self) -> tuple[str, ...]:
        """All dimensions of all tables, each once, in order of appearance."""
        return tuple(dict.fromkeys(d for t in self.tabellen for d in t.dimensies))

    def groups(self, dimensie: str) -> Mapping[str, tuple[str, ...]]:
        """The groups of a dimension; empty when it has none."""
        return self.hierarchie.get(dimensie, {})

    def printed(self, dimensie: str) -> tuple[str, ...]:
        """What is printed for a dimension, without the total: categories, each group before its first category."""
        group_of = {c: g for g, members in self.groups(dimensie).items() for c in members}
        names: dict[str, None] = {}
        for category in self.categorieen[dimensie]:
            if category in group_of:
                names[group_of[category]] = None
            names[category] = None
        return tuple(names)

    def _check_dimension(self, dimensie: str) -> None:
        categories = self.categorieen.get(dimensie, ())
        groups = self.groups(dimensie)
        members = [c for g in groups.values() for c in g]
        names = [*categories, *groups]
        if not categories or not all(names) or TOTAAL in names or len(set(names)) < len(names):
            raise ValueError(f"dimensie {dimensie}: geef elke categorie en groep één naam, anders dan {TOTAAL}")
        if not set(members) <= set(categories) or len(set(members)) < len(members) or not all(groups.values()):
            raise ValueError(f"dimensie {dimensie}: een groep bestaat uit categorieën, elk in hooguit één groep")
