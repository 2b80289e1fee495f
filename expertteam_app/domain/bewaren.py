"""How long a dossier is kept, and when it may be destroyed (DOMEIN section 9 "Retention", "Rights").

The term per dossiersoort is a setting; it counts in whole calendar years from the day on which the dossier ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Dossiersoort(StrEnum):
    """What is kept and destroyed as one; the value is stored."""

    CASUS = "casus"
    VTB = "vtb"
    ZITTING = "zitting"


SOORTNAMEN = {
    Dossiersoort.CASUS: "RET-casus",
    Dossiersoort.VTB: "JBT-dossier (VTB)",
    Dossiersoort.ZITTING: "Zitting met verslag",
}


class Grond(StrEnum):
    """Why a dossier is destroyed; the value is stored."""

    TERMIJN = "termijn"
    VERZOEK = "verzoek"


GRONDNAMEN = {
    Grond.TERMIJN: "de bewaartermijn is voorbij",
    Grond.VERZOEK: "de jeugdige of de ouder heeft erom gevraagd",
}


class Stand(StrEnum):
    """How a dossier stands; the value is what people read."""

    LOOPT = "loopt nog"
    BEWAREN = "nog bewaren"
    TE_VERNIETIGEN = "te vernietigen"
    VOORGESTELD = "voorgesteld"
    STOP = "niet vernietigen"
    VERNIETIGD = "vernietigd"


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier of which the end counts; `einde` is None while it is open, `nummer` is never a name."""

    soort: Dossiersoort
    id: int
    nummer: str
    gemeente: str
    einde: date | None


@dataclass(frozen=True, slots=True)
class Bewaarregel:
    """A dossier with its term.

    Attributes:
        vanaf: the first day on which it may be destroyed; None while it is open.
        stand: how it stands.
        wie: who proposed it, set the stop or destroyed it; empty when nobody did.
        uitleg: the reason of the stop or the ground of the vernietiging.
        op: the day of the proposal, the stop or the vernietiging.
    """

    dossier: Dossier
    termijn: int
    vanaf: date | None
    stand: Stand
    wie: str = ""
    uitleg: str = ""
    op: date | None = None


def vernietigen_vanaf(einde: date, jaren: int) -> date:
    """The first day on which a dossier may be destroyed: so many years after the day it ended.

    Args:
        einde: the last day of the dossier.
        jaren: whole calendar years; a term that would end on 29 February ends on 1 March in a year without it.

    >>> vernietigen_vanaf(date(2024, 2, 29), 1)
    datetime.date(2025, 3, 1)
    """
    try:
        return einde.replace(year=einde.year + jaren)
    except ValueError:
        return date(einde.year + jaren, 3, 1)


def stand_of(vanaf: date | None, vandaag: date, *, voorgesteld: bool, stop: bool) -> Stand:
    """How a dossier that was not destroyed stands; a stop goes before everything."""
    if stop:
        return Stand.STOP
    if voorgesteld:
        return Stand.VOORGESTELD
    if vanaf is None:
        return Stand.LOOPT
    return Stand.TE_VERNIETIGEN if vanaf <= vandaag else Stand.BEWAREN
