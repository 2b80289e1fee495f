"""To which VTO and child a notificatie of the Raad belongs, and what it changes there.

Nothing is guessed: where the zaak, the child or a day does not fit, one sentence says so and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.corv import Notificatie, Persoon
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.geboorte import geboren_tussen
from expertteam_app.domain.vtb_fase import VTO_AFGEWEZEN

STATUSSEN = ("", "intake-afgerond", "onderzoek-afgerond", "zaak-afgerond")
"""Codes of raad_status in the order in which they come."""
_MET_DE_HAND = "Kijk het na, en leg het zo nodig met de hand vast bij het besluit."
_DAG_VAN = {
    "intake-afgerond": "onderzoek_gestart",
    "onderzoek-afgerond": "onderzoek_afgerond",
    "zaak-afgerond": "zaak_afgerond",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """What is recorded of the Raad at a besluit."""

    status: str = ""
    resultaat: str = ""
    onderzoek_gestart: date | None = None
    onderzoek_afgerond: date | None = None
    zaak_afgerond: date | None = None


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """A besluit that went to the Raad: the child, and what is recorded.

    Attributes:
        zaken: the names under which the Raad may know the zaak.
        sinds: the day of the zitting, or of the VTO: nothing of the Raad is earlier.
    """

    besluit_id: int
    zaken: tuple[str, ...]
    kind: Persoon
    sinds: date
    stand: Stand


def kies(bericht: Notificatie, kandidaten: Iterable[Kandidaat]) -> Kandidaat:
    """The one besluit that a notificatie is about.

    Raises:
        UserError: the Raad began by itself, the zaak is not known here, or the child is not surely one of it.
    """
    if bericht.ambtshalve:
        raise UserError("De Raad begon dit onderzoek zelf: er hoort geen VTO van een gemeente bij.", _MET_DE_HAND)
    asked = bericht.zaak_gemeente.casefold()
    of_zaak = [k for k in kandidaten if asked in {zaak.strip().casefold() for zaak in k.zaken}]
    if not of_zaak:
        raise UserError("De zaak in dit bericht hoort bij geen VTO in deze kluis.", _MET_DE_HAND)
    fits = [(k, _likeness(bericht.kind, k.kind)) for k in of_zaak]
    sure = [k for k, fit in fits if fit]
    open_ = [k for k, fit in fits if fit is None]
    if not sure and len(of_zaak) == 1:
        sure = open_
    if len(sure) != 1:
        raise UserError("Over welk kind van deze zaak dit bericht gaat, is niet zeker.", _MET_DE_HAND)
    return sure[0]


def _likeness(told: Persoon, known: Persoon) -> bool | None:
    """Whether these are the same person; None where too little is known to say so or to deny it."""
    if told.bsn and known.bsn:
        return told.bsn == known.bsn
    spans = [geboren_tussen(p.geboortedatum, p.geboortejaar) for p in (told, known)]
    first, second = spans
    if first is not None and second is not None and (first[0] > second[1] or second[0] > first[1]):
        return False
    names = [fold(p.achternaam) for p in (told, known)]
    if all(names) and names[0] != names[1]:
        return False
    given = [fold(p.voornamen) for p in (told, known)]
    if all(given) and given[0].split()[:1] != given[1].split()[:1]:
        return False
    exact = told.geboortedatum is not None and told.geboortedatum == known.geboortedatum
    return True if exact and all(names) and all(given) else None


def bijgewerkt(bericht: Notificatie, kandidaat: Kandidaat, vandaag: date) -> Stand:
    """What is recorded after a notificatie; the same as before where it tells nothing new.

    An earlier status that comes later adds its day and puts nothing back.

    Raises:
        UserError: a day in the future or before the zitting, in another order than they come, or something that was
            recorded otherwise: nothing is overwritten.
    """
    if not kandidaat.sinds <= bericht.status_op <= vandaag:
        raise UserError("De dag in dit bericht ligt vóór het besluit of in de toekomst.", _MET_DE_HAND)
    new = kandidaat.stand
    if STATUSSEN.index(bericht.status) > STATUSSEN.index(new.status):
        new = replace(new, status=bericht.status)
    if bericht.resultaat and new.resultaat not in ("", bericht.resultaat):
        raise UserError("Bij dit besluit staat een ander resultaat van de Raad dan in dit bericht.", _MET_DE_HAND)
    new = replace(new, resultaat=bericht.resultaat or new.resultaat)
    new = _with_day(new, bericht)
    days = [d for d in (new.onderzoek_gestart, new.onderzoek_afgerond, new.zaak_afgerond) if d is not None]
    if days != sorted(days):
        raise UserError("De dag in dit bericht past niet bij de dagen die er al staan.", _MET_DE_HAND)
    return new


def _with_day(stand: Stand, bericht: Notificatie) -> Stand:
    name = _DAG_VAN[bericht.status]
    if name == "onderzoek_gestart" and bericht.resultaat == VTO_AFGEWEZEN:
        return stand  # the Raad looked and begins no research
    known = getattr(stand, name)
    if known not in (None, bericht.status_op):
        raise UserError("Bij dit besluit staat een andere dag van de Raad dan in dit bericht.", _MET_DE_HAND)
    match name:
        case "onderzoek_gestart":
            return replace(stand, onderzoek_gestart=bericht.status_op)
        case "onderzoek_afgerond":
            return replace(stand, onderzoek_afgerond=bericht.status_op)
        case _:
            return replace(stand, zaak_afgerond=bericht.status_op)
