"""Zittingen of RET and JBT: presence, mandaat and when a besluit is definitief (DOMEIN section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ZittingSoort(StrEnum):
    """Which table meets."""

    RET = "RET"
    JBT = "JBT"


class ZittingStatus(StrEnum):
    """Where the verslag of a zitting stands."""

    GEPLAND = "gepland"
    CONCEPT = "concept"
    TER_REACTIE = "ter reactie"
    VASTGESTELD = "vastgesteld"
    INGELEZEN = "ingelezen"
    AFGEZEGD = "afgezegd"

    @property
    def begonnen(self) -> bool:
        """Whether the zitting was begun, so that there is something to report on."""
        return self not in (ZittingStatus.GEPLAND, ZittingStatus.AFGEZEGD)

    @property
    def vast(self) -> bool:
        """Whether nothing of the zitting may be changed any more."""
        return self in (ZittingStatus.VASTGESTELD, ZittingStatus.AFGEZEGD)


PRESENT = frozenset({"aanwezig", "op-afstand"})


@dataclass(frozen=True, slots=True)
class Mandaat:
    """Authority of a person to act for a gemeente, from a day up to and including a day (None: without end)."""

    persoon_id: int
    gemeente: str
    van: date
    tot: date | None
    grens: str = ""

    def valid_on(self, dag: date) -> bool:
        """Whether the mandaat holds on a day; both ends count."""
        return self.van <= dag and (self.tot is None or dag <= self.tot)


@dataclass(frozen=True, slots=True)
class Aanwezigheid:
    """One person at a zitting; `rol` and `presentie` are codes of the lists tafelrollen and presentie."""

    persoon_id: int
    naam: str
    rol: str
    presentie: str

    @property
    def present(self) -> bool:
        """At the table, in person or on a screen."""
        return self.presentie in PRESENT


def mandaat_holder(
    gemeente: str, dag: date, aanwezigen: tuple[Aanwezigheid, ...], mandaten: tuple[Mandaat, ...]
) -> Aanwezigheid | None:
    """The toegangsmedewerker at the table who may act for this gemeente on this day, or None.

    Samenwerkingsdocument Norm voor Opdrachtgeverschap (S1) section 3.1: a toegangsmedewerker of the gemeente of the
    jeugdige always attends and has mandaat.
    """
    holders = {m.persoon_id for m in mandaten if m.gemeente == gemeente and m.valid_on(dag)}
    return next(
        (a for a in aanwezigen if a.present and a.rol == "toegangsmedewerker" and a.persoon_id in holders), None
    )


def reason_for_reserve(
    gemeente: str, dag: date, aanwezigen: tuple[Aanwezigheid, ...], mandaten: tuple[Mandaat, ...]
) -> str | None:
    """Why a RET besluit for this gemeente can only be "onder voorbehoud"; None when it may be definitief."""
    if mandaat_holder(gemeente, dag, aanwezigen, mandaten):
        return None
    at_table = [a for a in aanwezigen if a.present and a.rol == "toegangsmedewerker"]
    if not at_table:
        return "Er zit geen toegangsmedewerker aan tafel."
    return "Geen toegangsmedewerker aan tafel heeft op deze dag mandaat van de gemeente van de jeugdige."


BEVESTIGD_DOOR = "Bevestigd door "
"""How the reason begins of a besluit that a mandaathouder confirmed after the table: it no longer rests on presence."""
NOG_BEVESTIGEN = "Het mandaat is er nu, maar het besluit is nog niet bevestigd."


@dataclass(frozen=True, slots=True)
class Mandaatstand:
    """Whether a besluit of the RET is definitief, and else why not."""

    definitief: bool
    reden: str

    @property
    def bevestigd_door_houder(self) -> bool:
        """Whether a mandaathouder confirmed it after the table, so that presence does not matter any more."""
        return self.definitief and self.reden.startswith(BEVESTIGD_DOOR)


def opnieuw_gewogen(stand: Mandaatstand, voorbehoud: str | None) -> Mandaatstand:
    """How a besluit stands after the presence or a mandaat changed.

    A besluit is definitief only with the mandaat of the gemeente at the table (S1 section 3.1): without it, it becomes
    onder voorbehoud by itself. With it, it becomes definitief only when somebody confirms that, for at the moment it
    was taken the mandaat was not there.

    Args:
        stand: how it stood.
        voorbehoud: `reason_for_reserve` of now.
    """
    if stand.bevestigd_door_houder:
        return stand
    if voorbehoud is not None:
        return Mandaatstand(definitief=False, reden=voorbehoud)
    return stand if stand.definitief else Mandaatstand(definitief=False, reden=NOG_BEVESTIGEN)
