"""What may be recorded about toestemming: a new one, an answer, a withdrawal. Each refusal is a Dutch sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from expertteam_app.domain.casus import VROEGSTE_DATUM
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.toestemming import (
    GROND_GEDWONGEN,
    GROND_TOESTEMMING,
    KADER_GEDWONGEN,
    Antwoord,
    Onbekwaam,
    in_cijfers,
    meaningful,
)

MAX_ONTVANGER = 200
JA, NEE = "ja", "nee"

AFWEGING_VRAGEN = (
    "Wat is het doel, en waarom heeft deze ontvanger dit nodig? Kan het met minder? Waarom is er geen toestemming? "
    "Wat is hierover tegen het gezin gezegd?"
)
"""The questions that guide a weighing (proposal; DOMEIN section 9 asks grond and afweging)."""


@dataclass(frozen=True, slots=True)
class NieuweToestemming:
    """A toestemming, or a ground in its place, as typed; it holds from `vanaf` to and including `tot`."""

    ontvanger: str
    doel: str
    grond: str
    vanaf: date
    tot: date | None = None
    afweging: str = ""


def checked_toestemming(nieuw: NieuweToestemming, kader: str) -> NieuweToestemming:
    """The toestemming without spaces around its texts.

    Raises:
        FieldError: no ontvanger or doel, an end before its begin, a ground without weighing, or the ground "gedwongen
            kader" for a casus in another kader.
    """
    ontvanger, doel = " ".join(nieuw.ontvanger.split()), " ".join(nieuw.doel.split())
    if not ontvanger:
        raise FieldError("ontvanger", "Schrijf op met wie u wilt delen.")
    if len(ontvanger) > MAX_ONTVANGER:
        raise FieldError("ontvanger", f"Deze naam is langer dan {MAX_ONTVANGER} tekens.", "Kort de naam in.")
    if not doel:
        raise FieldError("doel", "Schrijf op waarvoor u wilt delen.", "Toestemming geldt voor één doel.")
    if nieuw.vanaf < VROEGSTE_DATUM:
        raise FieldError("vanaf", f"Deze datum ligt vóór {VROEGSTE_DATUM.year}.", "Controleer het jaartal.")
    if nieuw.tot is not None and nieuw.tot < nieuw.vanaf:
        raise FieldError("tot", "De laatste dag ligt vóór de eerste dag.", "Kies een latere dag, of laat het vak leeg.")
    if nieuw.grond == GROND_GEDWONGEN and kader != KADER_GEDWONGEN:
        raise FieldError(
            "grond", "Deze casus staat niet in het gedwongen kader.", "Kies een andere grond, of pas het kader aan."
        )
    afweging = nieuw.afweging.strip()
    if nieuw.grond != GROND_TOESTEMMING and not meaningful(afweging):
        raise FieldError("afweging", "Zonder toestemming hoort er een afweging bij.", AFWEGING_VRAGEN)
    return NieuweToestemming(ontvanger, doel, nieuw.grond, nieuw.vanaf, nieuw.tot, afweging)


def check_day(datum: date | None, vandaag: date, geboortedatum: date | None) -> date:
    """The day of an answer or a withdrawal.

    Raises:
        FieldError: no day, one in the future, before 1990 or before the birth of the jeugdige.
    """
    if datum is None:
        raise FieldError("datum", "Vul de datum in.")
    if datum > vandaag:
        raise FieldError("datum", "Deze datum ligt in de toekomst.", "Leg alleen vast wat gezegd is.")
    if datum < VROEGSTE_DATUM:
        raise FieldError("datum", f"Deze datum ligt vóór {VROEGSTE_DATUM.year}.", "Controleer het jaartal.")
    if geboortedatum is not None and datum < geboortedatum:
        raise FieldError("datum", "Deze datum ligt vóór de geboorte.", "Controleer de datum of de geboortedatum.")
    return datum


def answered(bekend: Antwoord | None, gever_id: int | None, antwoord: str, datum: date) -> Antwoord:
    """What is kept when someone answers `antwoord` (``ja`` or ``nee``) on a day.

    An answer of another day than the one before it is kept beside it. A nee after a ja takes the ja back from that
    day, so that it stays known that it could be shared before. On the same day an answer puts a mistake right: also a
    ja on the day on which the ja before it was taken back.

    Raises:
        FieldError: another answer, one from before what is known already, or one that says nothing new.
    """
    if antwoord not in {JA, NEE}:
        raise FieldError("antwoord", "Kies ja of nee.")
    if bekend is None:
        return Antwoord(gever_id, antwoord, datum)
    last = bekend.laatste_dag
    if datum < last:
        raise FieldError(
            "datum", f"Van {in_cijfers(last)} is er al een later antwoord.", f"Kies {in_cijfers(last)} of later."
        )
    still_yes = bekend.antwoord == JA and bekend.ingetrokken_op is None
    if antwoord == JA and still_yes:
        raise FieldError(
            "antwoord", f"Deze persoon zei al ja op {in_cijfers(bekend.datum)}.", "Dat antwoord geldt nog."
        )
    if antwoord == NEE and bekend.ingetrokken_op is not None:
        raise FieldError("antwoord", f"De toestemming is al ingetrokken op {in_cijfers(bekend.ingetrokken_op)}.")
    if antwoord == NEE and still_yes and datum > bekend.datum:
        return replace(bekend, ingetrokken_op=datum)
    if antwoord == JA and bekend.ingetrokken_op == datum:
        return replace(bekend, ingetrokken_op=None, reden="")
    return Antwoord(gever_id, antwoord, datum)


def checked_onbekwaam(op: date | None, door: str, tot: date | None, vandaag: date) -> Onbekwaam | None:
    """That a jeugdige cannot judge the own interests; None when no day is given (it was a mistake).

    Raises:
        FieldError: a day in the future or before 1990, nobody who established it, or an end before its begin.
    """
    if op is None:
        if tot is not None or door.strip():
            raise FieldError("op", "Vul in wanneer dit is vastgesteld.", "Of maak ook de andere vakken leeg.")
        return None
    if op > vandaag:
        raise FieldError("op", "Deze datum ligt in de toekomst.", "Leg alleen vast wat is vastgesteld.")
    if op < VROEGSTE_DATUM:
        raise FieldError("op", f"Deze datum ligt vóór {VROEGSTE_DATUM.year}.", "Controleer het jaartal.")
    if not (name := " ".join(door.split())):
        raise FieldError(
            "door", "Schrijf op wie dit heeft vastgesteld.", "Bijvoorbeeld een arts of gedragswetenschapper."
        )
    if len(name) > MAX_ONTVANGER:
        raise FieldError("door", f"Deze naam is langer dan {MAX_ONTVANGER} tekens.", "Kort de naam in.")
    if tot is not None and tot < op:
        raise FieldError("tot", "De laatste dag ligt vóór de eerste dag.", "Kies een latere dag, of laat het vak leeg.")
    return Onbekwaam(op, name, tot)


def withdrawn(bekend: Antwoord | None, datum: date, reden: str) -> Antwoord:
    """What is kept when someone takes a ja back on a day; from that day on nothing may be shared.

    Raises:
        FieldError: there is no ja to take back, it was taken back already, or the day lies before the ja.
    """
    if bekend is None or bekend.antwoord != JA:
        raise FieldError("gever", "Deze persoon heeft geen toestemming gegeven.", "Er is dus niets om in te trekken.")
    if bekend.ingetrokken_op is not None:
        raise FieldError("gever", f"De toestemming is al ingetrokken op {in_cijfers(bekend.ingetrokken_op)}.")
    if datum < bekend.datum:
        raise FieldError(
            "datum", f"De toestemming is pas gegeven op {in_cijfers(bekend.datum)}.", "Kies die dag of later."
        )
    return replace(bekend, ingetrokken_op=datum, reden=reden.strip())
