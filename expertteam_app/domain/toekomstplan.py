"""The toekomstplan of a jeugdige from 16 on: whether it is there and what it leaves open (DOMEIN section 8)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from expertteam_app.domain.jeugdige import birthday
from expertteam_app.domain.kalender import KALENDERDAGEN
from expertteam_app.domain.termijn import Eenheid, Norm, due_date

TOONBAAR_VANAF = "15,5"
"""The age from which a dossier shows the toekomstplan: the first of `IJKPUNTEN`."""

IJKPUNTEN: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"15,5": (15, 6), "16": (16, 0), "17": (17, 0), "17,5": (17, 6), "18": (18, 0)}
)
"""The ages (years, months) at which DOMEIN section 8 asks whether there is a plan, in order of age."""

EINDE = (18, 23)
"""The signal ends at the first of these birthdays, or at the second when the last of `IJKPUNTEN` is on."""


@dataclass(frozen=True, slots=True)
class Toekomstplan:
    """When it was made, which leefdomeinen (codes) it covers, who keeps it; the text of the plan is not held here."""

    jeugdige_id: int
    datum: date
    leefdomeinen: tuple[str, ...]
    eigenaar: str


def ijkpunt_dag(geboortedatum: date, ijkpunt: str) -> date:
    """The day on which a jeugdige reaches one of `IJKPUNTEN`.

    Half a year after a birthday is six months later on the same day of the month, or on its last day.
    """
    years, months = IJKPUNTEN[ijkpunt]
    day = birthday(geboortedatum, years)
    if not months:
        return day
    return due_date(day, Norm(months, Eenheid.MAANDEN), kalender=KALENDERDAGEN).datum or day


def bereikt(geboortedatum: date, vandaag: date, ijkpunten: Collection[str]) -> tuple[str, date] | None:
    """The last of the chosen checkpoints that was reached, with its day; None before the first and when it is over.

    It is over on the 18th birthday, or on the 23rd when the checkpoint of 18 is chosen too.
    """
    last = [*IJKPUNTEN][-1]
    if vandaag >= birthday(geboortedatum, EINDE[last in ijkpunten]):
        return None
    days = [(code, ijkpunt_dag(geboortedatum, code)) for code in IJKPUNTEN if code in ijkpunten]
    passed = [(code, day) for code, day in days if day <= vandaag]
    return passed[-1] if passed else None


def mag_getoond(geboortedatum: date | None, vandaag: date) -> bool:
    """Whether a jeugdige is old enough (15,5) for the dossier to ask after the toekomstplan."""
    return geboortedatum is not None and ijkpunt_dag(geboortedatum, TOONBAAR_VANAF) <= vandaag


def open_punten(plan: Toekomstplan, leefdomeinen: Mapping[str, str]) -> tuple[str, ...]:
    """What a plan leaves open, in words: no owner, and each of the leefdomeinen (code to label) it does not cover."""
    missing = [label for code, label in leefdomeinen.items() if code not in plan.leefdomeinen]
    owner = () if plan.eigenaar.strip() else ("er is geen eigenaar",)
    return (*owner, f"niet gedekt: {', '.join(missing)}") if missing else owner
