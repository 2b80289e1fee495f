"""How a casus is put into words for the screen; plain values in, Dutch text out, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from expertteam_app.domain.casus import MAX_LEEFTIJD_RET, Richting, direction
from expertteam_app.domain.codelijst import Codelijst
from expertteam_app.domain.dossier import CasusDossier, StapStand
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort, in_force
from expertteam_app.domain.geboorte import geboren_tussen, geboren_woorden, leeftijd_woorden
from expertteam_app.domain.inbreng import asks_for_place
from expertteam_app.domain.jeugdige import age_on, birthday
from expertteam_app.domain.opschaling import Opschalingsmodel
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import Tone

Lists = Mapping[str, Codelijst]

MEERDERJARIG = 18
SOORTEN_VRAAG = (
    "vastgelopen situatie",
    "consultatie",
    "voorgenomen uithuisplaatsing",
    "toegang tot BOEG-voorziening",
)
"""DOMEIN section 3, proposal."""

STATUS_TONES: Mapping[str, Tone] = {"open": Tone.INFO, "gepauzeerd": Tone.LET_OP, "gesloten": Tone.NEUTRAAL}


def leeftijd(geboortedatum: date | None, vandaag: date, geboortejaar: str = "") -> str:
    """``16 jaar``, ``15 of 16 jaar`` where only the year of birth is known, or that it is unknown."""
    return leeftijd_woorden(geboortedatum, geboortejaar, vandaag)


def leeftijd_uitgebreid(geboortedatum: date | None, vandaag: date, geboortejaar: str = "") -> str:
    """Age, birth and the next limit: ``16 jaar (12-03-2010), wordt 18 op 12-03-2028``.

    Where only the year is known: ``13 of 14 jaar, geboren in 2012 (alleen jaar bekend), wordt 18 in 2030``.
    """
    if geboortedatum is None:
        return _by_year(geboortejaar, vandaag)
    text = f"{age_on(geboortedatum, vandaag)} jaar ({dag_cijfers(geboortedatum)})"
    for limit in (MEERDERJARIG, MAX_LEEFTIJD_RET):
        day = birthday(geboortedatum, limit)
        if day >= vandaag:
            return f"{text}, wordt {limit} op {dag_cijfers(day)}"
    return f"{text}, ouder dan de grens van het RET"


def _by_year(geboortejaar: str, vandaag: date) -> str:
    span = geboren_tussen(None, geboortejaar)
    if span is None:
        return "geboortedatum onbekend"
    text = f"{leeftijd_woorden(None, geboortejaar, vandaag)}, geboren in {geboren_woorden(None, geboortejaar)}"
    for limit in (MEERDERJARIG, MAX_LEEFTIJD_RET):
        if birthday(span[1], limit) >= vandaag:
            first, last = (dag_cijfers(birthday(day, limit)) for day in span)
            return f"{text}, wordt {limit} tussen {first} en {last}"
    return f"{text}, ouder dan de grens van het RET"


def ronde(cyclus: int) -> str:
    """``2e ronde``: the how manieth time a casus is open."""
    return f"{cyclus}e ronde"


def vraag_hint(vraag: str) -> str:
    """Advice when a vraag asks for a place and not for an answer; empty when it needs none."""
    return "Dit lijkt een verzoek om een plek. Wat wilt u aan de tafel vragen?" if asks_for_place(vraag) else ""


def gebeurtenis_uitleg(event: Gebeurtenis, model: Opschalingsmodel, lists: Lists) -> str:
    """What an event says besides its title: step, reason, outcome, note; empty when nothing."""
    data = event.gegevens
    reden = str(data.get("reden") or "")
    if event.soort is Soort.STAP_BEGONNEN:
        name = next((s.kort for s in model.stappen if s.volgorde == data.get("stap")), "")
        return ". ".join(part for part in (name, reden, *about_step(event)) if part)
    if event.soort is Soort.MODEL_GEWIJZIGD:
        there = f", daar stap {data['stap']}" if "stap" in data else ""
        return f"Van versie {data.get('van')} naar versie {data.get('naar')}{there}. {reden}".strip()
    if event.soort is Soort.GEPAUZEERD:
        clock = "de klok van de norm staat stil" if data.get("telt", True) else "de klok van de norm loopt door"
        until = event.tekst("verwacht_tot")
        expected = f"; verwacht tot {dag_cijfers(date.fromisoformat(until))}" if until else ""
        return f"{reden} ({clock}{expected})" if reden else f"{clock.capitalize()}{expected}"
    if event.soort is Soort.AFGESLOTEN:
        outcome = lists["uitkomsten"].label(str(data.get("uitkomst") or "zonder uitkomst")).capitalize()
        return ". ".join((outcome, *about_step(event)))
    return str(data.get("tekst") or "") or reden


def about_step(event: Gebeurtenis) -> list[str]:
    """What was not met when a step began, and what was told about the step before it."""
    missing = "; ".join(event.teksten("ontbreekt"))
    told = (
        ("Nog niet aan voldaan", missing),
        ("Geprobeerd op de vorige stap", event.tekst("geprobeerd")),
        ("Betrokken", event.tekst("betrokken")),
    )
    return [f"{what}: {text}" for what, text in told if text]


RICHTING_ICONEN: Mapping[Richting, str] = {
    Richting.OPGESCHAALD: "arrow-up-right",
    Richting.AFGESCHAALD: "arrow-down-right",
    Richting.HEROPEND: "history",
    Richting.BEGONNEN: "circle-dot",
}
"""The icon that stands beside the word of a direction, everywhere."""


def directions(log: tuple[Gebeurtenis, ...]) -> dict[int, tuple[Richting, int]]:
    """By volgnummer of every event that put the casus on a step: how, and in which round."""
    found: dict[int, tuple[Richting, int]] = {}
    now: int | None = None
    cyclus = 1
    for event in in_force(log):
        there = event.getal("stap")
        if event.soort is Soort.HEROPEND:
            cyclus += 1
            found[event.volgnummer] = Richting.HEROPEND, cyclus
        elif event.soort is Soort.STAP_BEGONNEN and there is not None:
            found[event.volgnummer] = direction(now, there), cyclus
            now = there
        elif event.soort is Soort.MODEL_GEWIJZIGD and there is not None:
            now = there
    return found


class Afleidbaar(Protocol):
    """What can have been inferred by an import."""

    @property
    def afgeleid(self) -> bool:
        """Whether it was."""


def derived(text: str, what: Afleidbaar) -> str:
    """The text, marked when an import inferred it."""
    return f"{text} (afgeleid)" if what.afgeleid else text


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the tijdlijn.

    Attributes:
        ingetrokken: when and why it was retracted, or empty.
        richting: how it put the casus on a step; None where it did not, or where that says nothing new.
        ronde: the round, when there is more than one.
    """

    gebeurtenis: Gebeurtenis
    uitleg: str
    ingetrokken: str
    richting: Richting | None = None
    ronde: str = ""

    @property
    def richting_woorden(self) -> str:
        """``afgeschaald, 2e ronde``; empty when there is nothing to say."""
        return ", ".join(part for part in (self.richting.value if self.richting else "", self.ronde) if part)

    @property
    def retractable(self) -> bool:
        """Whether it may still be retracted (the aanmelding itself may not)."""
        return not self.ingetrokken and self.gebeurtenis.soort is not Soort.AANMELDING

    @property
    def in_words(self) -> str:
        """The whole line, for a screen reader."""
        event = self.gebeurtenis
        parts = (
            dag_cijfers(event.datum),
            event.titel,
            self.richting_woorden,
            "ingetrokken" if self.ingetrokken else "",
            "afgeleide datum" if event.afgeleid else "",
            self.uitleg,
            self.ingetrokken,
        )
        return ", ".join(part for part in parts if part)


def tijdlijn(dossier: CasusDossier, lists: Lists) -> list[Moment]:
    """The events newest first; a retraction is told with the event it takes back."""
    gone = {e.gegevens["volgnummer"]: e for e in dossier.tijdlijn if e.soort is Soort.INGETROKKEN}
    ways = directions(dossier.tijdlijn)
    moments = []
    for event in sorted(dossier.tijdlijn, key=lambda e: (e.datum, e.volgnummer), reverse=True):
        if event.soort is Soort.INGETROKKEN:
            continue
        by = gone.get(event.volgnummer)
        why = f"Ingetrokken op {dag_cijfers(by.datum)}: {by.gegevens.get('reden', '')}" if by else ""
        way, cyclus = ways.get(event.volgnummer, (None, 1))
        moments.append(
            Moment(
                event,
                gebeurtenis_uitleg(event, dossier.model, lists),
                why,
                way if way in (Richting.OPGESCHAALD, Richting.AFGESCHAALD, Richting.HEROPEND) else None,
                ronde(cyclus) if cyclus > 1 else "",
            )
        )
    return moments


@dataclass(frozen=True, slots=True)
class Klokstand:
    """The clock of the present step: netto and bruto days in `eenheid`."""

    stap: StapStand
    netto: int
    bruto: int


def klokstand(dossier: CasusDossier) -> Klokstand | None:
    """The clock of the present stay on the step a casus stands on; None when it stands on none.

    Days are whole days in the unit of the step (werkdagen or kalenderdagen); the day after the start is day 1.
    """
    stap = next((s for s in dossier.ladder if s.huidig), None)
    return None if stap is None else Klokstand(stap, stap.dagen or 0, stap.bruto or 0)
