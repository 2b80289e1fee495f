"""What F6 shows of a VTB: moments, who would be invited, and which children are heard apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from expertteam_app.domain.planning import Slot, clock

HOOR_VOORAF = 60
"""Minutes before the table at which the last hearing ends at the latest, when it is on the same day."""


@dataclass(frozen=True, slots=True)
class Genodigde:
    """Someone who would be invited.

    Attributes:
        rol: a code of the list tafelrollen.
        aan: whether the proposal is to invite them.
        waarom: why they are here, in words.
        heel: for the whole zitting; else for this item only.
    """

    naam: str
    rol: str
    waarom: str
    aan: bool = True
    heel: bool = False
    persoon_id: int | None = None
    gezinslid_id: int | None = None
    jeugdige_id: int | None = None
    email: str = ""

    @property
    def sleutel(self) -> str:
        """By which it is found again."""
        return f"{self.rol}/{self.persoon_id or ''}/{self.gezinslid_id or ''}/{self.jeugdige_id or ''}/{self.naam}"


@dataclass(frozen=True, slots=True)
class Hoorkind:
    """A child that is heard apart from the table."""

    jeugdige_id: int
    naam: str
    leeftijd: int


@dataclass(frozen=True, slots=True)
class Hoorgesprek:
    """When and where a child is heard, and what came of it."""

    jeugdige_id: int
    naam: str = ""
    gepland_op: date | None = None
    tijd: str = ""
    plaats: str = ""
    gehouden_op: date | None = None
    door: str = ""
    tekst: str = ""
    niet_gelukt: str = ""


@dataclass(frozen=True, slots=True)
class Planvoorstel:
    """Everything F6 needs at once."""

    vtb_id: int
    slots: tuple[Slot, ...]
    genodigden: tuple[Genodigde, ...]
    horen: tuple[Hoorkind, ...]
    overgeslagen: tuple[str, ...]
    duur: int
    hoor_minuten: int
    plaats: str
    plaatsen: tuple[str, ...]
    voorzitter_id: int | None
    voorzitters: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the user chose."""

    vtb_id: int
    slot: Slot
    genodigden: tuple[Genodigde, ...] = ()
    horen: tuple[Hoorgesprek, ...] = field(default_factory=tuple)


def hearings(voorstel: Planvoorstel, slot: Slot) -> tuple[Hoorgesprek, ...]:
    """A hearing for each child, one after the other, on the day of the table and done an hour before it."""
    total = len(voorstel.horen) * voorstel.hoor_minuten
    first = max(0, slot.begin - HOOR_VOORAF - total)
    return tuple(
        Hoorgesprek(kind.jeugdige_id, kind.naam, slot.datum, clock(first + place * voorstel.hoor_minuten), slot.plaats)
        for place, kind in enumerate(voorstel.horen)
    )
