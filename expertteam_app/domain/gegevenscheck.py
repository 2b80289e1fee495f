"""What is missing in the casussen that a report counts (PRODUCT 6.4 D)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class GebrekSoort(StrEnum):
    """What is missing; in the order in which it changes the figures most."""

    EINDE = "einde"
    PAUZE = "pauze"
    OORZAAK = "oorzaak"
    HOOFDOORZAAK = "hoofdoorzaak"
    LEEFTIJD = "leeftijd"
    VRAAG = "vraag"
    UITHUISPLAATSING = "uithuisplaatsing"
    OPVOLGING = "opvolging"
    ACTIE = "actie"

    @property
    def kop(self) -> str:
        """Above the casussen with it."""
        return _WOORDEN[self][0]

    @property
    def gevolg(self) -> str:
        """What the report does with it as it is."""
        return _WOORDEN[self][1]


_WOORDEN = {
    GebrekSoort.EINDE: ("Afgesloten zonder uitkomst", "Telt als “loopt nog”."),
    GebrekSoort.PAUZE: ("De klok staat al lang stil", "De tijd van deze casus telt netto niet mee."),
    GebrekSoort.OORZAAK: ("Geen oorzaak vastgelegd", "Telt bij de oorzaken niet mee."),
    GebrekSoort.HOOFDOORZAAK: ("Geen hoofdoorzaak gekozen", "Telt als “onbekend”."),
    GebrekSoort.LEEFTIJD: ("Geen geboortedatum", "Telt als “onbekend”."),
    GebrekSoort.VRAAG: ("Geen soort vraag", "Telt als “onbekend”."),
    GebrekSoort.UITHUISPLAATSING: ("Uithuisplaatsing zonder uitkomst", "Telt als “nog niet besloten”."),
    GebrekSoort.OPVOLGING: ("Nog niet teruggekeken", "Telt als “nog niet teruggekeken”."),
    GebrekSoort.ACTIE: ("Actie over de datum heen", "Staat niet in het rapport, wel in het werk."),
}


@dataclass(frozen=True, slots=True)
class Gebrek:
    """One thing that is missing in one casus.

    Attributes:
        uitleg: what exactly, for the list.
    """

    soort: GebrekSoort
    casus_id: int
    nummer: str
    uitleg: str
