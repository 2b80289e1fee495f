"""What the BOEG report counts: whitelisted records of distinct jeugdigen.

A record holds only words of the codelijsten. No name, date, number or gemeente ever gets into it, so nothing behind
this point can let one out (PRIVACY 3.1, DOMEIN section 7). Gezin and gemeente go along apart, to be counted and never
printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from expertteam_app.analysis.disclosure.tabulate import Eenheid
from expertteam_app.db.queries.metingen import CasusLog
from expertteam_app.domain.casus import CasusStand
from expertteam_app.domain.codelijst import Codelijst
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.domain.opschaling import Opschalingsmodel
from expertteam_app.domain.periode import Periode
from expertteam_app.services import boeg_opzet as opzet
from expertteam_app.services.boeg_opzet import ONBEKEND, cause_label, step_label
from expertteam_app.services.codelijsten import Codelijsten

Hiaat = tuple[str, str]


@dataclass
class _Person:
    """What is gathered about one jeugdige over all casussen of the period."""

    gemeente: str
    gezin: int | None
    leeftijd: str = ONBEKEND
    vraag: str = ONBEKEND
    stap: int = 0
    uitkomst: str = opzet.LOPEND
    hoofdoorzaak: str = ONBEKEND
    zorgvorm: str = opzet.NIET_GEZOCHT
    uithuisplaatsing: str = opzet.NIET_VOORGENOMEN
    opvolging: str = opzet.NIET_TERUGGEKEKEN
    oorzaken: set[str] = field(default_factory=set)
    hiaten: set[Hiaat] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Gecodeerd:
    """What is coded per casus, as codes of the lists.

    Attributes:
        gezocht: sought zorgvormen, first sought first.
        hiaten: (zorgvorm, aard, day on which it was recorded).
        gezinnen: the gezin of the jeugdige.
        hoofdoorzaak: the main cause.
        uithuisplaatsing: uitkomst of the last voornemen; empty while it is open.
        opvolging: (uitgevoerd, geholpen) of the last look back.
    """

    soort_vraag: Mapping[int, str]
    oorzaken: Mapping[int, list[str]]
    gezocht: Mapping[int, list[str]]
    hiaten: Mapping[int, list[tuple[str, str, date]]]
    gezinnen: Mapping[int, int] = field(default_factory=dict)
    hoofdoorzaak: Mapping[int, str] = field(default_factory=dict)
    uithuisplaatsing: Mapping[int, str] = field(default_factory=dict)
    opvolging: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def age_band(geboren: date | None, dag: date, banden: Codelijst) -> str:
    """The label of the band an age on a day falls in; `ONBEKEND` without a birth date or outside all bands."""
    if geboren is None:
        return ONBEKEND
    age = age_on(geboren, dag)
    return next((b.label for b in banden if int(b.extra["van"]) <= age <= int(b.extra["tot"])), ONBEKEND)


def look_back_label(uitgevoerd: str, geholpen: str) -> str:
    """What a look back says, in one of the categories of the report."""
    if uitgevoerd == "ja":
        return opzet.OPVOLGING[0] if geholpen == "ja" else opzet.OPVOLGING[1]
    return {"deels": opzet.OPVOLGING[2], "nee": opzet.OPVOLGING[3]}.get(uitgevoerd, opzet.NIET_TERUGGEKEKEN)


def records(
    logs: Iterable[tuple[CasusLog, CasusStand]],
    coded: Gecodeerd,
    periode: Periode | None,
    lists: Codelijsten,
    model: Opschalingsmodel,
) -> dict[int, tuple[Eenheid, ...]]:
    """Per jeugdige with an aanmelding in the period (None: ever) what the report counts of him: a record per hiaat.

    What a jeugdige has only one of (uitkomst, hoofdoorzaak) is that of his last casus of the period that says it.
    """
    people: dict[int, _Person] = {}
    for casus, stand in logs:
        if stand.aangemeld is None or not (periode is None or periode.contains(stand.aangemeld)):
            continue
        person = people.get(casus.jeugdige_id)
        if person is None:
            person = people[casus.jeugdige_id] = _Person(
                casus.gemeente,
                coded.gezinnen.get(casus.casus_id),
                age_band(casus.geboortedatum, stand.aangemeld, lists["leeftijdsbanden"]),
            )
        _add(person, casus.casus_id, stand, coded, lists)
    return {who: _units(who, person, lists, model) for who, person in people.items()}


def _add(person: _Person, casus_id: int, stand: CasusStand, coded: Gecodeerd, lists: Codelijsten) -> None:
    """Take one casus of a jeugdige along."""
    if (vraag := coded.soort_vraag.get(casus_id, "")) in opzet.SOORTEN_VRAAG:
        person.vraag = vraag
    person.stap = max(person.stap, *(v.stap for v in stand.verblijven), 0)
    entry = lists["uitkomsten"].get(stand.uitkomst or "")
    person.uitkomst = entry.label if stand.gesloten and entry else opzet.LOPEND
    person.oorzaken |= {code for code in coded.oorzaken.get(casus_id, ()) if lists["oorzaken"].get(code)}
    if (main := lists["oorzaken"].get(coded.hoofdoorzaak.get(casus_id, ""))) is not None:
        person.hoofdoorzaak = cause_label(main)
    care = lists["zorgvormen"]
    if person.zorgvorm == opzet.NIET_GEZOCHT:
        sought = (care.get(code) for code in coded.gezocht.get(casus_id, ()))
        person.zorgvorm = next((c.label for c in sought if c is not None), opzet.NIET_GEZOCHT)
    if casus_id in coded.uithuisplaatsing:
        ended = lists["uitkomst_uithuisplaatsing"].get(coded.uithuisplaatsing[casus_id])
        person.uithuisplaatsing = opzet.OPEN if ended is None else ended.label
    if casus_id in coded.opvolging:
        person.opvolging = look_back_label(*coded.opvolging[casus_id])
    known = ((z, a) for z, a, _dag in coded.hiaten.get(casus_id, ()) if care.get(z) and lists["aard_hiaat"].get(a))
    person.hiaten |= set(known)


def _units(who: int, person: _Person, lists: Codelijsten, model: Opschalingsmodel) -> tuple[Eenheid, ...]:
    on_ladder = 1 <= person.stap <= len(model.stappen)
    base = {
        "leeftijd": person.leeftijd,
        "vraag": person.vraag,
        "stap": step_label(model, person.stap) if on_ladder else ONBEKEND,
        "hoofdoorzaak": person.hoofdoorzaak,
        "zorgvorm": person.zorgvorm,
        "hiaat": opzet.MET_HIAAT if person.hiaten else opzet.ZONDER_HIAAT,
        "uithuisplaatsing": person.uithuisplaatsing,
        "uitkomst": person.uitkomst,
        "opvolging": person.opvolging,
    }
    causes = tuple(cause_label(c) for c in lists["oorzaken"] if c.code in person.oorzaken)
    rows: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
        ((lists["zorgvormen"].label(z),), (lists["aard_hiaat"].label(a),)) for z, a in sorted(person.hiaten)
    ]
    return tuple(
        Eenheid(
            {**base, "oorzaak": causes, "gemist": missed, "aard": aard},
            gezin=person.gezin if person.gezin is not None else f"jeugdige {who}",
            gemeente=person.gemeente,
            wie=who,
        )
        for missed, aard in rows or [((), ())]
    )
