"""The ends that a klok can come to; they exclude each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from expertteam_app.domain.inzicht import ZaakMeting


class Einde(StrEnum):
    """How a zaak left a klok. The order is the order in pictures and tables."""

    KLAAR = "klaar"
    OPGELOST = "opgelost"
    OPGESCHAALD = "opgeschaald"
    AFGESCHAALD = "afgeschaald"
    DOORGELEID = "doorgeleid"
    ANDERS = "anders"
    WEG = "weg"
    LEEFTIJD = "leeftijd"


OPEN = "open"
"""A zaak that came to no end yet."""


@dataclass(frozen=True, slots=True)
class EindeTelling:
    """One end: what it is called, and the zaken that came to it (or that are open)."""

    sleutel: str
    naam: str
    zaken: tuple[ZaakMeting, ...]

    @property
    def n(self) -> int:
        """How many."""
        return len(self.zaken)
