"""What was recognised in the text of a VTB: fields with how sure that is, and where in the text it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Waarde = str | date | bool | None


@dataclass(frozen=True, slots=True)
class Plek:
    """A place in the text, as offsets; `tot` is not included."""

    van: int
    tot: int


NERGENS = Plek(0, 0)
"""The place of what does not stand in the text."""


@dataclass(frozen=True, slots=True)
class Gevonden:
    """One field.

    Attributes:
        veld: its name in the VTB.
        waarde: what it would hold.
        twijfel: why someone must look at it, as a Dutch sentence; empty when it is sure.
    """

    veld: str
    waarde: Waarde
    plek: Plek
    twijfel: str = ""


@dataclass(frozen=True, slots=True)
class GevondenKind:
    """One child of the gezin; `twijfel` as with a field."""

    voornaam: str
    tussenvoegsel: str
    achternaam: str
    geboortedatum: date | None
    plek: Plek
    twijfel: str = ""


@dataclass(frozen=True, slots=True)
class VtbVoorstel:
    """A whole text and what was recognised in it; `tekst` is the text as it came, every character of it."""

    tekst: str
    velden: tuple[Gevonden, ...]
    kinderen: tuple[GevondenKind, ...]

    def veld(self, naam: str) -> Gevonden | None:
        """What was recognised of a field, or None."""
        return next((v for v in self.velden if v.veld == naam), None)
