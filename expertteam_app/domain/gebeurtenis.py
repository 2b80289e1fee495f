"""The append-only log of a casus (PRODUCT decision 2): dated events, never changed, at most retracted later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType
from typing import TypeAlias

Waarde: TypeAlias = str | int | bool | Sequence[str]
"""What can stand under one key of the gegevens of an event: a text, a number, yes or no, or a list of texts."""


class Soort(StrEnum):
    """What happened. The values are stored and are also the names of milestones in klokken.toml."""

    AANMELDING = "aanmelding"
    STAP_BEGONNEN = "stap_begonnen"
    EERSTE_OVERLEG = "eerste_overleg"
    GEPAUZEERD = "gepauzeerd"
    HERVAT = "hervat"
    TRIAGE = "triage"
    VERSLAG_VERZONDEN = "verslag_verzonden"
    HULP_GESTART = "hulp_gestart"
    BOEG_INGEBRACHT = "boeg_ingebracht"
    BOEG_TERUGGEKOPPELD = "boeg_teruggekoppeld"
    AFGESLOTEN = "afgesloten"
    HEROPEND = "heropend"
    MODEL_GEWIJZIGD = "model_gewijzigd"
    NOTITIE = "notitie"
    INGETROKKEN = "ingetrokken"
    OVERGENOMEN = "overgenomen"


ZONDER_STAND = frozenset({Soort.NOTITIE, Soort.OVERGENOMEN})
"""Kinds that say nothing of where a casus stands, on which step, in which pause, or on any klok."""

TITELS: Mapping[Soort, str] = MappingProxyType(
    {
        Soort.AANMELDING: "Aangemeld",
        Soort.STAP_BEGONNEN: "Stap begonnen",
        Soort.EERSTE_OVERLEG: "Eerste overleg in het RET",
        Soort.GEPAUZEERD: "Gepauzeerd",
        Soort.HERVAT: "Hervat",
        Soort.TRIAGE: "Triage afgerond",
        Soort.VERSLAG_VERZONDEN: "Verslag verzonden",
        Soort.HULP_GESTART: "Hulp gestart",
        Soort.BOEG_INGEBRACHT: "Ingebracht bij BOEG",
        Soort.BOEG_TERUGGEKOPPELD: "Terugkoppeling van BOEG",
        Soort.AFGESLOTEN: "Afgesloten",
        Soort.HEROPEND: "Heropend",
        Soort.MODEL_GEWIJZIGD: "Naar een andere versie van het model",
        Soort.NOTITIE: "Notitie",
        Soort.INGETROKKEN: "Gebeurtenis ingetrokken",
        Soort.OVERGENOMEN: "Overgenomen",
    }
)


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """One dated event.

    Attributes:
        volgnummer: order of entry; breaks ties between events of one day and is what `INGETROKKEN` points to.
        gegevens: what belongs to the kind. A step: ``stap``, ``reden``, ``ingang`` (the entry conditions that were
            ticked) and ``ontbreekt`` (those that were not). A pause: ``reden`` (readable), ``code`` (of the list
            pauzeredenen), ``telt`` and ``verwacht_tot`` (ISO date). A closing: ``uitkomst``. A move to another
            version of the ladder: ``van`` and ``naar`` (versions), ``reden`` and, when the step got another number,
            ``stap``. A note: ``tekst``. A retraction: ``volgnummer``. What ends a stay on a step may say
            ``geprobeerd`` and ``betrokken`` about that stay. ``afgeleid`` marks a date that an imported list does
            not hold itself.
    """

    soort: Soort
    datum: date
    volgnummer: int = 0
    gegevens: Mapping[str, Waarde] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def titel(self) -> str:
        """What happened, in words for the tijdlijn."""
        if self.soort is Soort.STAP_BEGONNEN:
            return f"Stap {self.gegevens['stap']} begonnen"
        if self.soort is Soort.OVERGENOMEN:
            return f"{self.gegevens['van']}: {str(self.gegevens['titel']).lower()}"
        return TITELS[self.soort]

    def tekst(self, sleutel: str) -> str:
        """The text under a key, empty when it says nothing there."""
        waarde = self.gegevens.get(sleutel)
        return waarde if isinstance(waarde, str) else ""

    def teksten(self, sleutel: str) -> tuple[str, ...]:
        """The list of texts under a key, empty when it says nothing there."""
        waarde = self.gegevens.get(sleutel)
        return tuple(waarde) if isinstance(waarde, Sequence) and not isinstance(waarde, str) else ()

    def getal(self, sleutel: str) -> int | None:
        """The number under a key, or None."""
        waarde = self.gegevens.get(sleutel)
        return waarde if isinstance(waarde, int) else None

    @property
    def afgeleid(self) -> bool:
        """Whether the date was inferred from an imported list."""
        return bool(self.gegevens.get("afgeleid"))


_ORDER = attrgetter("datum", "volgnummer")


def in_force(log: tuple[Gebeurtenis, ...]) -> tuple[Gebeurtenis, ...]:
    """The events that still hold, in order of date and entry; retracted ones and the retractions left out."""
    gone = {e.gegevens["volgnummer"] for e in log if e.soort is Soort.INGETROKKEN}
    held = [e for e in log if e.soort is not Soort.INGETROKKEN and e.volgnummer not in gone] if gone else log
    return tuple(sorted(held, key=_ORDER))
