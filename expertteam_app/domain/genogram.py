"""The picture of a gezin and its network, as shapes and lines in abstract units; who draws it chooses the scale.

Read as genograms are: a square is a man, a circle a woman, a diamond someone of whom that is not known or who is
neither, a rounded square a body. Generations stand in rows under each other, children from old to young. A text of
10 units high has lines of `REGEL` units.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

REGEL = 13.0
"""Units from one line of text to the next."""

Sleutel = tuple[str, int]
"""Who a shape is: ``("kind", id)`` for a jeugdige, ``("lid", id)`` for someone around it."""
Punt = tuple[float, float]


class Vormsoort(StrEnum):
    """The outline of a shape."""

    VIERKANT = "vierkant"
    CIRKEL = "cirkel"
    RUIT = "ruit"
    AFGEROND = "afgerond"
    KAART = "kaart"


class Lijnsoort(StrEnum):
    """What a line says; the kind of stroke follows from it."""

    SAMEN = "samen of gehuwd"
    VOORBIJ = "uit elkaar of gescheiden"
    OUDERPAAR = "samen ouder"
    OUDER = "ouder van"
    OPVOEDER = "opvoeder, pleegouder of voogd"
    GROOTOUDER = "grootouder van"
    BROER = "broer of zus"


class Streek(StrEnum):
    """How a line is drawn, so that it can be told apart without colour."""

    VOL = "vol"
    STIPPEL = "stippel"
    STREEP = "streep"
    PUNTSTREEP = "streep en punt"


STREKEN = MappingProxyType(
    {
        Lijnsoort.SAMEN: Streek.VOL,
        Lijnsoort.VOORBIJ: Streek.VOL,
        Lijnsoort.OUDERPAAR: Streek.VOL,
        Lijnsoort.OUDER: Streek.VOL,
        Lijnsoort.OPVOEDER: Streek.STIPPEL,
        Lijnsoort.GROOTOUDER: Streek.STREEP,
        Lijnsoort.BROER: Streek.PUNTSTREEP,
    }
)


@dataclass(frozen=True, slots=True)
class Vlak:
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    breed: float
    hoog: float

    @property
    def rechts(self) -> float:
        """The right side."""
        return self.x + self.breed

    @property
    def onder(self) -> float:
        """The lower side."""
        return self.y + self.hoog

    @property
    def midden(self) -> Punt:
        """The centre."""
        return (self.x + self.breed / 2, self.y + self.hoog / 2)

    def raakt(self, ander: Vlak) -> bool:
        """Whether two rectangles share more than an edge."""
        return self.x < ander.rechts and ander.x < self.rechts and self.y < ander.onder and ander.y < self.onder


@dataclass(frozen=True, slots=True)
class Vorm:
    """One person or body.

    Attributes:
        vlak: where the outline stands.
        tekstvlak: where the lines of text stand; inside the outline for a card.
        regels: the lines, the name first; names that are too long are cut with an ellipsis.
        naam: the whole name.
        beschrijving: everything about this person in sentences, for who does not see the picture.
        kern: the jeugdige of the casus, drawn with a double outline.
    """

    sleutel: Sleutel
    soort: Vormsoort
    vlak: Vlak
    tekstvlak: Vlak
    regels: tuple[str, ...]
    naamregels: int
    naam: str
    beschrijving: str
    overleden: bool = False
    kern: bool = False


@dataclass(frozen=True, slots=True)
class Lijn:
    """One connection.

    Attributes:
        delen: the strokes, each from point to point.
        relaties: ids of the relations that it shows.
        partnerschap: id of the partnership that it shows, or None.
        streepjes: strokes across it at `plek`: one for apart, two for divorced.
    """

    soort: Lijnsoort
    delen: tuple[tuple[Punt, ...], ...]
    relaties: tuple[int, ...] = ()
    partnerschap: int | None = None
    streepjes: int = 0
    plek: Punt = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Kop:
    """A word above a part of the picture."""

    tekst: str
    vlak: Vlak


@dataclass(frozen=True, slots=True)
class Genogram:
    """The whole picture; everything lies within 0..`breed` and 0..`hoog`.

    Attributes:
        vormen: in reading order: row by row, left to right.
        kaders: households: around who live together.
        geschreven: ids of relations that stand in words with a person instead of as a line.
        geschreven_partners: the same for partnerships.
    """

    vormen: tuple[Vorm, ...] = ()
    lijnen: tuple[Lijn, ...] = ()
    kaders: tuple[Vlak, ...] = ()
    koppen: tuple[Kop, ...] = ()
    breed: float = 0.0
    hoog: float = 0.0
    geschreven: frozenset[int] = frozenset()
    geschreven_partners: frozenset[int] = frozenset()

    def vorm(self, sleutel: Sleutel) -> Vorm | None:
        """The shape of a person, or None."""
        return next((v for v in self.vormen if v.sleutel == sleutel), None)
