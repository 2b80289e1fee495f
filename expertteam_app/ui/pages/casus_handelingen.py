"""What can be done with a casus as a whole: each act as an inline card with its date, its fields and its rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from PySide6.QtWidgets import QCheckBox, QLineEdit

from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.gebeurtenis import TITELS, Soort
from expertteam_app.services.casussen import MILESTONES
from expertteam_app.services.concepten import Concepten
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, code_choice, past_date
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.pages.casus_woorden import Moment

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Handeling:
    """One act: its button, its shortcut and when it makes sense."""

    id: str
    titel: str
    icoon: str
    keys: str
    kan: Callable[[CasusDossier], bool]


HANDELINGEN = (
    Handeling("stap", "Stap zetten", "chart-column", "Ctrl+O", lambda d: not d.stand.gesloten),
    Handeling("pauzeren", "Pauzeren", "pause", "Ctrl+P", lambda d: d.stand.status == "open"),
    Handeling("hervatten", "Hervatten", "play", "Ctrl+P", lambda d: d.stand.status == "gepauzeerd"),
    Handeling("notitie", "Notitie", "pencil", "Ctrl+T", lambda _d: True),
    Handeling("mijlpaal", "Mijlpaal", "flag", "Ctrl+M", lambda _d: True),
    Handeling("afsluiten", "Afsluiten", "circle-check", "Ctrl+E", lambda d: not d.stand.gesloten),
    Handeling("heropenen", "Heropenen", "folder-open", "Ctrl+E", lambda d: d.stand.gesloten),
)


def required_date(values: Values) -> date:
    """The date of a card.

    Raises:
        FieldError: none was typed.
    """
    day = values["datum"]
    if not isinstance(day, date):
        raise FieldError("datum", "Vul de datum in.")
    return day


def draft_key(casus_id: int, handeling: str) -> str:
    """Where the draft of an act on a casus is kept."""
    return f"casus-{casus_id}-{handeling}"


def pending_handeling(concepten: Concepten, casus_id: int) -> str | None:
    """The act on this casus that was being typed when the window was locked or closed, or None."""
    kept = concepten.all()
    return next((a.id for a in HANDELINGEN if draft_key(casus_id, a.id) in kept), None)


class HandelingKaarten:
    """Makes the cards for the acts on one casus."""

    def __init__(self, sessie: Sessie, dossier: CasusDossier) -> None:
        self._sessie = sessie
        self._dossier = dossier
        self._casussen = sessie.casussen

    def make(self, handeling: str) -> Invoer:
        """The card of an act, by its id.

        Raises:
            KeyError: there is no such act.
        """
        makers: dict[str, Callable[[], Invoer]] = {
            "stap": self._step,
            "pauzeren": self._pause,
            "hervatten": self._resume,
            "notitie": self._note,
            "mijlpaal": self._milestone,
            "afsluiten": self._close,
            "heropenen": self._reopen,
        }
        return makers[handeling]()

    def retract(self, moment: Moment) -> Invoer:
        """The card that takes back an event of the tijdlijn."""
        number = moment.gebeurtenis.volgnummer
        card = Invoer(
            f"“{moment.gebeurtenis.titel}” intrekken",
            "Intrekken",
            lambda v: self._casussen.intrekken(self._dossier.id, number, str(v["reden"])),
        )
        card.add("reden", "Waarom klopt deze gebeurtenis niet?", QLineEdit(), required=True, wide=True)
        card.set_note("De gebeurtenis blijft leesbaar op de tijdlijn, maar telt nergens meer mee.")
        return card

    def _card(self, handeling: str, title: str, confirm: str, act: Callable[[int, Values], object]) -> Invoer:
        casus_id = self._dossier.id
        concept = Concept(self._sessie.concepten, draft_key(casus_id, handeling))
        return Invoer(title, confirm, lambda values: act(casus_id, values), concept)

    def _add_date(self, card: Invoer, text: str = "Datum") -> None:
        field = past_date(self._sessie.context.vandaag)
        field.set_value(self._sessie.context.vandaag())
        card.add("datum", text, field)

    def _step(self) -> Invoer:
        model, now = self._dossier.model, self._dossier.stand.stap
        card = self._card(
            "stap",
            "Stap zetten",
            "Stap zetten",
            lambda i, v: self._casussen.opschalen(i, cast("int", v["stap"]), required_date(v), str(v["reden"])),
        )
        steps = Choice((s.volgorde, self._step_label(s.volgorde, s.kort)) for s in model.stappen if s.volgorde != now)
        above = [s.volgorde for s in model.stappen if now is None or s.volgorde > now]
        steps.choose(above[0] if above else None)
        card.add("stap", "Naar stap", steps)
        self._add_date(card, "Begonnen op")
        card.add("reden", "Reden", QLineEdit(), "Nodig bij afschalen en bij het overslaan van een stap.", wide=True)
        steps.currentIndexChanged.connect(lambda: card.set_note(self._conditions(steps.currentData())))
        card.set_note(self._conditions(steps.currentData()))
        return card

    def _step_label(self, number: int, name: str) -> str:
        now = self._dossier.stand.stap
        way = "" if now is None else "opschalen: " if number > now else "afschalen: "
        return f"{way}{number} {name}"

    def _conditions(self, number: object) -> str:
        stap = next((s for s in self._dossier.model.stappen if s.volgorde == number), None)
        if stap is None:
            return ""
        text = f"Eigenaar: {stap.eigenaar}."
        return f"{text} Voorwaarden: {'; '.join(c[:1].lower() + c[1:] for c in stap.ingang)}." if stap.ingang else text

    def _pause(self) -> Invoer:
        card = self._card(
            "pauzeren",
            "Casus pauzeren",
            "Pauzeren",
            lambda i, v: self._casussen.pauzeren(i, required_date(v), str(v["reden"]), telt=bool(v["telt"])),
        )
        self._add_date(card, "Gepauzeerd vanaf")
        card.add("reden", "Reden", QLineEdit(), required=True)
        counts = QCheckBox("De klok van de norm staat stil")
        counts.setChecked(True)
        card.add("telt", "Klok", counts)
        return card

    def _resume(self) -> Invoer:
        card = self._card(
            "hervatten",
            "Casus hervatten",
            "Hervatten",
            lambda i, v: self._casussen.hervatten(i, required_date(v)),
        )
        self._add_date(card, "Hervat op")
        return card

    def _note(self) -> Invoer:
        card = self._card(
            "notitie",
            "Notitie op de tijdlijn",
            "Vastleggen",
            lambda i, v: self._casussen.notitie(i, required_date(v), str(v["tekst"])),
        )
        card.add("tekst", "Notitie", TextArea(2), required=True, wide=True)
        self._add_date(card)
        return card

    def _milestone(self) -> Invoer:
        card = self._card(
            "mijlpaal",
            "Mijlpaal vastleggen",
            "Vastleggen",
            lambda i, v: self._casussen.mijlpaal(i, Soort(str(v["soort"])), required_date(v)),
        )
        card.add("soort", "Wat is er gebeurd?", Choice((s.value, TITELS[s]) for s in MILESTONES))
        self._add_date(card)
        return card

    def _close(self) -> Invoer:
        card = self._card(
            "afsluiten",
            "Casus afsluiten",
            "Afsluiten",
            lambda i, v: self._casussen.afsluiten(i, required_date(v), str(v["uitkomst"])),
        )
        outcomes = code_choice(self._sessie.lists["uitkomsten"], "Kies een uitkomst")
        card.add("uitkomst", "Uitkomst", outcomes, required=True)
        self._add_date(card, "Afgesloten op")
        still_open = sum(a.klaar_op is None for a in self._dossier.acties)
        if still_open:
            card.set_note(f"Let op: er {'staat' if still_open == 1 else 'staan'} nog {still_open} open bij Acties.")
        return card

    def _reopen(self) -> Invoer:
        card = self._card(
            "heropenen",
            "Casus heropenen",
            "Heropenen",
            lambda i, v: self._casussen.heropenen(i, required_date(v), str(v["reden"])),
        )
        self._add_date(card, "Heropend op")
        card.add("reden", "Reden", QLineEdit())
        card.set_note("De casus gaat verder op de stap waarop hij stond, als nieuwe ronde.")
        return card
