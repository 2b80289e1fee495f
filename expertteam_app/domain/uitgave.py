"""What leaves the kluis for people outside, who lets it out, and the seal over the register (PRIVACY 3.7, 3.10)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Soort(StrEnum):
    """What kind of thing left."""

    BOEG = "boeg"
    WACHTENDEN = "wachtenden"

    @property
    def woorden(self) -> str:
        """The kind in words."""
        return {"boeg": "rapport voor BOEG", "wachtenden": "blad voor aanbieders"}[self.value]


class Handeling(StrEnum):
    """What a line of the register says."""

    UITGAVE = "uitgave"
    INTREKKING = "intrekking"


class Stand(StrEnum):
    """How far the report of a period is."""

    OPEN = "open"
    BEVROREN = "bevroren"
    TERUGGEGEVEN = "teruggegeven"
    AANGEBODEN = "aangeboden"
    VRIJGEGEVEN = "vrijgegeven"

    @property
    def woorden(self) -> str:
        """For the screen."""
        return {
            "open": "nog niet bevroren",
            "bevroren": "cijfers bevroren",
            "teruggegeven": "terug van de tweede lezer",
            "aangeboden": "bij de tweede lezer",
            "vrijgegeven": "vrijgegeven",
        }[self.value]


CONTROLE: Mapping[str, str] = {
    "ontvangers": "Ik weet wie dit rapport krijgt en waarvoor, en dat klopt.",
    "tabellen": "Ik heb elke tabel gezien. Ook de totalen en de groepen wijzen niemand aan.",
    "teksten": "Ik heb alle teksten gelezen. Er staan geen namen, datums, plaatsen of unieke verhalen in.",
    "getallen": "Elk getal in de teksten staat ook in een tabel van dit rapport.",
    "wijkteam": "Een medewerker van een toegang herkent hierin geen kind en geen gezin.",
    "eerder": "Ik heb het naast het vorige rapport gelegd. Samen verraden ze niets.",
    "doorgeven": "De ontvangers weten dat zij dit rapport niet doorgeven.",
}
"""What the second reader confirms, one by one: no software decides these (PRIVACY 3.10, Five Safes)."""

MEESTE_PER_JAAR = 4
"""More releases in a year than this, and the program warns (PRIVACY 3.7 f)."""


@dataclass(frozen=True, slots=True)
class UitgaveInfo:
    """One line of the register.

    Attributes:
        bestanden: name of every file to its SHA-256.
        ingetrokken: day on which it was withdrawn, with the reason; None when it stands.
    """

    id: int
    soort: Soort
    handeling: Handeling
    periode: str
    gedaan_op: date
    gemaakt_door: str
    vrijgegeven_door: str
    ontvangers: str
    doel: str
    reden: str = ""
    bestanden: Mapping[str, str] = field(default_factory=dict)
    ingetrokken: tuple[date, str] | None = None


@dataclass(frozen=True, slots=True)
class Vraag:
    """A question to BOEG and what became of it; `afgerond_op` is empty while it is open."""

    id: int
    periode: str
    vraag: str
    afloop: str
    afgerond_op: date | None


@dataclass(frozen=True, slots=True)
class Zegelstof:
    """What the seal of a line is made of; digests stand for what is long."""

    soort: str
    handeling: str
    periode: str
    gedaan_op: date
    gemaakt_door: str
    vrijgegeven_door: str
    ontvangers: str
    doel: str
    reden: str
    van: str
    inhoud: bytes
    leden: bytes
    getuigen: bytes
    bestanden: Mapping[str, str]

    def zegel(self, vorige: str) -> str:
        """The seal of this line on top of the one before it."""
        told = [
            vorige,
            self.soort,
            self.handeling,
            self.periode,
            self.gedaan_op.isoformat(),
            self.gemaakt_door,
            self.vrijgegeven_door,
            self.ontvangers,
            self.doel,
            self.reden,
            self.van,
            *(hashlib.sha256(part).hexdigest() for part in (self.inhoud, self.leden, self.getuigen)),
            dict(sorted(self.bestanden.items())),
        ]
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def first_break(regels: Iterable[tuple[Zegelstof, str, str]]) -> int | None:
    """The place (from 1) of the first line whose seal does not fit; None when the register is whole.

    Args:
        regels: per line what it says, the seal of the line before it, and its own seal, oldest first.
    """
    before = ""
    for place, (stof, vorige, zegel) in enumerate(regels, start=1):
        if vorige != before or stof.zegel(vorige) != zegel:
            return place
        before = zegel
    return None
