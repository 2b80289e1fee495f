"""What a report counts: tables, fixed categories, hierarchies, and the rules with their floors (PRIVACY 3.3, 3.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from expertteam_app.analysis.kruistabel import TOTAAL
from expertteam_app.domain.errors import UserError

DREMPEL = 8
DREMPEL_VLOER = 5
AFRONDING = 5
AFRONDINGEN = (5, 10)
GEZINNEN, GEZINNEN_VLOER = 5, 3
GEMEENTEN, GEMEENTEN_VLOER = 3, 2
REST, REST_VLOER = 3, 2
GROEP_PROCENT, GROEP_VLOER = 90, 100
TABEL_PROCENT = 60
"""A table of which more than this part of the cells that are not empty would be hidden, is made coarser."""
LEEG_PROCENT = 90
"""So is a crossed table of which more than this part of all cells would be hidden: few readers find a number in it."""

_NAAM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_EIGEN_KOLOMMEN = frozenset({"aantal", "status"})

Hierarchie = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Per dimension: group -> categories. Groups are cells of their own beside their categories."""

Paar = tuple[str, str]
"""A dimension and one of its categories or groups."""


@dataclass(frozen=True, slots=True)
class Regels:
    """When a count may be printed (PRIVACY 3.4). All numbers are counts of distinct persons, families or gemeenten.

    Attributes:
        drempel: counts below it are hidden, zero included; never lower than 5.
        afronding: all other counts are rounded half up to a multiple of it; 0 prints exact counts.
        gezinnen: fewest families behind a count; never lower than 3.
        gemeenten: fewest contributing gemeenten; never lower than 2.
        rest: fewest persons left when the gemeente with most of them is taken away: that is what its own people, who
            know their part, could work out; never lower than 2.
        groep: percentage of a row from which one category of a sensitive dimension says too much of everyone in the
            row; never higher than 100.
        tabel: percentage of hidden cells, empty ones left out, from which a table is made coarser; 100: never.
        leeg: the same for a crossed table with the empty ones.
        intern: for eyes inside only: no floors, exact counts allowed, and every file says so.

    Raises:
        UserError: a rule lies below its floor.
    """

    drempel: int = DREMPEL
    afronding: int = AFRONDING
    gezinnen: int = GEZINNEN
    gemeenten: int = GEMEENTEN
    rest: int = REST
    groep: int = GROEP_PROCENT
    tabel: int = TABEL_PROCENT
    leeg: int = LEEG_PROCENT
    intern: bool = False

    def __post_init__(self) -> None:
        if self.drempel < 1 or (self.drempel < DREMPEL_VLOER and not self.intern):
            raise UserError(
                f"De drempel voor kleine aantallen is minstens {DREMPEL_VLOER}, niet {self.drempel}.",
                f"Kies {DREMPEL_VLOER} of hoger; {DREMPEL} is gebruikelijk.",
            )
        if self.afronding not in (*AFRONDINGEN, *((0,) if self.intern else ())):
            raise UserError(f"Aantallen worden afgerond op 5 of op 10, niet op {self.afronding}.", "Kies 5 of 10.")
        if self.intern:
            return
        floors = (
            ("gezinnen", self.gezinnen, GEZINNEN_VLOER),
            ("gemeenten", self.gemeenten, GEMEENTEN_VLOER),
            ("jeugdigen buiten de grootste gemeente", self.rest, REST_VLOER),
        )
        for wat, waarde, vloer in floors:
            if waarde < vloer:
                raise UserError(f"Achter een aantal staan minstens {vloer} {wat}, niet {waarde}.", f"Kies {vloer}.")
        if not 1 <= self.groep <= GROEP_VLOER:
            raise UserError("De grens voor één groep is een percentage tot en met 100.", f"Kies {GROEP_PROCENT}.")

    @property
    def onder(self) -> int:
        """How far the true count can lie below a printed one."""
        return self.afronding // 2

    @property
    def boven(self) -> int:
        """How far the true count can lie above a printed one."""
        return max(self.afronding - 1, 0) // 2

    def gedrukt(self, aantal: int) -> int:
        """A count as it is printed: the nearest multiple of the rounding base, halves up."""
        if not self.afronding:
            return aantal
        return (2 * aantal + self.afronding) // (2 * self.afronding) * self.afronding

    def venster(self, gedrukt: int) -> tuple[int, int]:
        """The true counts that print as this number: lowest and highest, both included."""
        return max(self.drempel, gedrukt - self.onder), gedrukt + self.boven


@dataclass(frozen=True, slots=True)
class TabelSpec:
    """One table.

    Attributes:
        naam: neutral short name, lower case letters, digits and hyphens; becomes a file name.
        titel: what the reader sees above the table.
        dimensies: names of the dimensions; the keys of the records.
        universum: in words, whom the table counts. Tables with the same text count the same jeugdigen.
        zonder_totaal: dimensions of which no total is printed here, because their categories do not add up to one.
        op_groepen: dimensions of which only the groups are printed, with the categories that stand in no group.

    Raises:
        ValueError: the name is not neutral, or the dimensions are none, double or called aantal or status.
    """

    naam: str
    titel: str
    dimensies: tuple[str, ...]
    universum: str
    zonder_totaal: frozenset[str] = frozenset()
    op_groepen: frozenset[str] = frozenset()

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
        periode: "2026-H1" or "2026", nothing finer leaves the kluis; empty when the report has no period.
        tabellen: in the order of the report.
        categorieen: per dimension all categories of the code list, in order, so that empty ones exist too.
        regels: when a count may be printed.
        hierarchie: per dimension the groups of categories; a category stands in at most one group.
        meervoudig: dimensions in which a jeugdige can have several categories (oorzaken), or none.
        dekkend: those of `meervoudig` in which everyone has at least one category.
        onder: per dimension of `meervoudig` the category of another one that says who has any category in it: a gemiste
            zorgvorm has everyone "met een hiaat", and nobody else.
        deel_van: per dimension another one that holds its category too: a hoofdoorzaak is one of the oorzaken.
        gevoelig: dimensions in which it hurts to know the category of everyone in a row (uitkomst, oorzaak).
        neutraal: categories of a sensitive dimension that say nothing (onbekend, loopt nog).
        onmogelijk: combinations that cannot occur by how the lists are made; their cells are structural zeros.
        opmerkingen: what the reader must know about these tables, in Dutch lines.
        naam: neutral short name of the report.
        titel: title of the report.

    Raises:
        ValueError: the parts do not fit together.
    """

    periode: str
    tabellen: tuple[TabelSpec, ...]
    categorieen: Mapping[str, tuple[str, ...]]
    regels: Regels = field(default_factory=Regels)
    hierarchie: Hierarchie = field(default_factory=lambda: MappingProxyType({}))
    meervoudig: frozenset[str] = frozenset()
    dekkend: frozenset[str] = frozenset()
    onder: Mapping[str, Paar] = field(default_factory=lambda: MappingProxyType({}))
    deel_van: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    gevoelig: frozenset[str] = frozenset()
    neutraal: frozenset[Paar] = frozenset()
    onmogelijk: frozenset[frozenset[Paar]] = frozenset()
    opmerkingen: tuple[str, ...] = ()
    naam: str = "reflectierapport"
    titel: str = "Reflectierapport"

    def __post_init__(self) -> None:
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

    def printed(self, dimensie: str, tabel: TabelSpec | None = None) -> tuple[str, ...]:
        """What is printed for a dimension, without the total: categories, each group before its first category.

        With a table that prints only groups: the groups, and the categories that stand in none.
        """
        group_of = {c: g for g, members in self.groups(dimensie).items() for c in members}
        coarse = tabel is not None and dimensie in tabel.op_groepen
        names: dict[str, None] = {}
        for category in self.categorieen[dimensie]:
            if category in group_of:
                names[group_of[category]] = None
                if coarse:
                    continue
            names[category] = None
        return tuple(names)

    def impossible(self, paren: frozenset[Paar]) -> bool:
        """Whether a cell is a structural zero: it cannot hold anyone."""
        return any(ruled_out <= paren for ruled_out in self.onmogelijk)

    def _check_dimension(self, dimensie: str) -> None:
        categories = self.categorieen.get(dimensie, ())
        groups = self.groups(dimensie)
        members = [c for g in groups.values() for c in g]
        names = [*categories, *groups]
        if not categories or not all(names) or TOTAAL in names or len(set(names)) < len(names):
            raise ValueError(f"dimensie {dimensie}: geef elke categorie en groep één naam, anders dan {TOTAAL}")
        if not set(members) <= set(categories) or len(set(members)) < len(members) or not all(groups.values()):
            raise ValueError(f"dimensie {dimensie}: een groep bestaat uit categorieën, elk in hooguit één groep")
