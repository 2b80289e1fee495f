"""What the BOEG report counts: one whitelisted record per distinct jeugdige, and the tables over them.

A record holds only words of the codelijsten. No name, date, number or gemeente ever gets into it, so nothing behind
this point can let one out (PRIVACY 3.1, DOMEIN section 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from expertteam_app.analysis.disclosure.spec import RapportSpec, Regels, TabelSpec
from expertteam_app.analysis.disclosure.tabulate import Eenheid
from expertteam_app.db.queries.metingen import CasusLog
from expertteam_app.domain.casus import CasusStand
from expertteam_app.domain.codelijst import Code, Codelijst
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.domain.opschaling import Opschalingsmodel
from expertteam_app.domain.periode import Periode
from expertteam_app.services.codelijsten import Codelijsten

INSTROOM = "jeugdigen die in de periode bij het RET zijn aangemeld"
MET_HIAAT = "jeugdigen die in de periode zijn aangemeld en bij wie een hiaat is vastgelegd"
LOPEND = "loopt nog"
ONBEKEND = "onbekend"

TABLES = (
    TabelSpec("instroom-leeftijd", "Instroom naar leeftijd", ("leeftijd",), INSTROOM),
    TabelSpec("instroom-vraag", "Instroom naar soort vraag", ("vraag",), INSTROOM),
    TabelSpec("stap", "Hoogste stap van het opschalingsmodel", ("stap",), INSTROOM),
    TabelSpec("oorzaak", "Oorzaken van vastlopen", ("oorzaak",), INSTROOM),
    TabelSpec("zorgvorm", "Gezochte zorgvorm", ("zorgvorm",), INSTROOM),
    TabelSpec("uitkomst", "Uitkomsten", ("uitkomst",), INSTROOM),
    TabelSpec("hiaat", "Hiaten in het zorgaanbod", ("gemist", "aard"), MET_HIAAT),
    TabelSpec("zorgvorm-oorzaak", "Gezochte zorgvorm en oorzaak", ("zorgvorm", "oorzaak"), INSTROOM),
    TabelSpec("stap-uitkomst", "Stap en uitkomst", ("stap", "uitkomst"), INSTROOM),
)

SOORTEN_VRAAG = (
    "consultatie",
    "vastgelopen situatie",
    "voorgenomen uithuisplaatsing",
    "toegang tot BOEG-voorziening",
)
"""Kinds of question to the RET (DOMEIN section 3)."""


@dataclass
class _Person:
    """What is gathered about one jeugdige over all casussen of the period."""

    gemeente: str
    leeftijd: str = ONBEKEND
    vraag: str = ONBEKEND
    stap: int = 0
    uitkomst: str = LOPEND
    oorzaken: set[str] = field(default_factory=set)
    gezocht: set[str] = field(default_factory=set)
    gemist: set[str] = field(default_factory=set)
    aard: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Gecodeerd:
    """What is coded per casus: kind of question, causes, sought zorgvormen and hiaten as (zorgvorm, aard)."""

    soort_vraag: Mapping[int, str]
    oorzaken: Mapping[int, list[str]]
    gezocht: Mapping[int, list[str]]
    hiaten: Mapping[int, list[tuple[str, str, date]]]


def age_band(geboren: date | None, dag: date, banden: Codelijst) -> str:
    """The label of the band an age on a day falls in; `ONBEKEND` without a birth date or outside all bands."""
    if geboren is None:
        return ONBEKEND
    age = age_on(geboren, dag)
    return next((b.label for b in banden if int(b.extra["van"]) <= age <= int(b.extra["tot"])), ONBEKEND)


def step_label(model: Opschalingsmodel, stap: int) -> str:
    """A step as printed: "5 RET"."""
    return f"{stap} {model.stap(stap).kort}"


def cause_label(code: Code) -> str:
    """A cause as printed: "A2 wachtlijst of wachttijd"; the code makes a short column head."""
    return f"{code.code} {code.label}"


def report_spec(periode: Periode, lists: Codelijsten, model: Opschalingsmodel, drempel: int) -> RapportSpec:
    """The tables with all their categories, also those that do not occur."""
    labels = {naam: tuple(code.label for code in lists[naam]) for naam in lists}
    groups: dict[str, list[str]] = {}
    for code in lists["zorgvormen"]:
        groups.setdefault(f"{code.extra.get('groep', 'overig')} (groep)", []).append(code.label)
    grouped = {name: tuple(members) for name, members in groups.items()}
    return RapportSpec(
        periode=periode.code,
        tabellen=TABLES,
        categorieen={
            "leeftijd": (*labels["leeftijdsbanden"], ONBEKEND),
            "vraag": (*SOORTEN_VRAAG, ONBEKEND),
            "stap": (*(step_label(model, s.volgorde) for s in model.stappen), ONBEKEND),
            "oorzaak": tuple(cause_label(code) for code in lists["oorzaken"]),
            "zorgvorm": labels["zorgvormen"],
            "gemist": labels["zorgvormen"],
            "aard": labels["aard_hiaat"],
            "uitkomst": (*labels["uitkomsten"], LOPEND),
        },
        regels=Regels(drempel),
        hierarchie={"zorgvorm": grouped, "gemist": grouped},
        meervoudig=frozenset({"oorzaak", "zorgvorm", "gemist", "aard"}),
        naam="reflectierapport-boeg",
        titel="Reflectierapport RET voor BOEG",
    )


def _known(codes: Iterable[str], lijst: Codelijst) -> set[str]:
    return {entry.label for code in codes if (entry := lijst.get(code)) is not None}


def records(
    logs: Iterable[tuple[CasusLog, CasusStand]],
    coded: Gecodeerd,
    periode: Periode,
    lists: Codelijsten,
    model: Opschalingsmodel,
) -> list[Eenheid]:
    """One record per distinct jeugdige with an aanmelding in the period.

    Hiaten count by jeugdige: who misses two zorgvormen in two ways counts in each combination of them.
    """
    people: dict[int, _Person] = {}
    for casus, stand in logs:
        if stand.aangemeld is None or not periode.contains(stand.aangemeld):
            continue
        person = people.get(casus.jeugdige_id)
        if person is None:
            person = people[casus.jeugdige_id] = _Person(
                gemeente=casus.gemeente,
                leeftijd=age_band(casus.geboortedatum, stand.aangemeld, lists["leeftijdsbanden"]),
            )
            vraag = coded.soort_vraag.get(casus.casus_id, "")
            person.vraag = vraag if vraag in SOORTEN_VRAAG else ONBEKEND
        person.stap = max(person.stap, *(v.stap for v in stand.verblijven), 0)
        entry = lists["uitkomsten"].get(stand.uitkomst or "")
        person.uitkomst = entry.label if stand.gesloten and entry else LOPEND
        causes = (lists["oorzaken"].get(code) for code in coded.oorzaken.get(casus.casus_id, ()))
        person.oorzaken |= {cause_label(code) for code in causes if code is not None}
        person.gezocht |= _known(coded.gezocht.get(casus.casus_id, ()), lists["zorgvormen"])
        hiaten = coded.hiaten.get(casus.casus_id, ())
        person.gemist |= _known((h[0] for h in hiaten), lists["zorgvormen"])
        person.aard |= _known((h[1] for h in hiaten), lists["aard_hiaat"])
    return [_record(person, model) for person in people.values()]


def _record(person: _Person, model: Opschalingsmodel) -> Eenheid:
    on_ladder = 1 <= person.stap <= len(model.stappen)
    record: dict[str, str | tuple[str, ...]] = {
        "leeftijd": person.leeftijd,
        "vraag": person.vraag,
        "stap": step_label(model, person.stap) if on_ladder else ONBEKEND,
        "uitkomst": person.uitkomst,
        "oorzaak": tuple(sorted(person.oorzaken)),
        "zorgvorm": tuple(sorted(person.gezocht)),
    }
    if person.gemist and person.aard:
        record["gemist"] = tuple(sorted(person.gemist))
        record["aard"] = tuple(sorted(person.aard))
    return Eenheid(record, gemeente=person.gemeente)
