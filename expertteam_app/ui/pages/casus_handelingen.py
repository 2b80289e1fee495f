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
from expertteam_app.services.concepten import Concepten
from expertteam_app.services.opschaling import MILESTONES
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_stap import BETROKKEN, GEPROBEERD, StapKaart
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, code_choice, coming_date, past_date
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.pages.casus_woorden import Moment, ronde
from expertteam_app.ui.text import dagen

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
            "model": self._model,
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
        return Invoer(title, confirm, lambda values: act(casus_id, values), self._concept(handeling))

    def _concept(self, handeling: str) -> Concept:
        return Concept(self._sessie.concepten, draft_key(self._dossier.id, handeling))

    def _add_date(self, card: Invoer, text: str = "Datum") -> None:
        field = past_date(self._sessie.context.vandaag)
        field.set_value(self._sessie.context.vandaag())
        card.add("datum", text, field)

    def _step(self) -> Invoer:
        casus_id = self._dossier.id

        def act(values: Values) -> None:
            self._casussen.opschalen(
                casus_id,
                cast("int", values["stap"]),
                required_date(values),
                str(values["reden"]),
                ingang=cast("list[str]", values["ingang"]),
                geprobeerd=str(values["geprobeerd"]),
                betrokken=str(values["betrokken"]),
            )

        return StapKaart(self._sessie, self._dossier, act, self._concept("stap"))

    def _pause(self) -> Invoer:
        card = self._card("pauzeren", "Casus pauzeren", "Pauzeren", self._do_pause)
        reasons = self._sessie.lists["pauzeredenen"]
        code = code_choice(reasons, "Kies een reden")
        counts = QCheckBox("De klok van de norm staat stil")
        counts.setChecked(True)

        def follow() -> None:
            entry = reasons.get(str(code.currentData()))
            counts.setChecked(entry is None or entry.extra.get("telt") == "True")

        code.activated.connect(follow)
        card.add("code", "Reden", code, required=True)
        self._add_date(card, "Gepauzeerd vanaf")
        expected = coming_date(self._sessie.context.vandaag)
        card.add("verwacht_tot", "Verwacht tot", expected, "Leeg als dat nog niet te zeggen is.")
        card.add("telt", "Klok", counts, "Wachten op een plek of een aanbieder telt gewoon door.")
        card.add("reden", "Toelichting", QLineEdit(), "Nodig bij de reden Anders.", wide=True)
        return card

    def _do_pause(self, casus_id: int, values: Values) -> None:
        if not values["code"]:
            raise FieldError("code", "Kies waarom de casus wordt gepauzeerd.")
        expected = values["verwacht_tot"]
        self._casussen.pauzeren(
            casus_id,
            required_date(values),
            str(values["reden"]),
            telt=bool(values["telt"]),
            code=str(values["code"]),
            verwacht_tot=expected if isinstance(expected, date) else None,
        )

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
            lambda i, v: self._casussen.afsluiten(
                i,
                required_date(v),
                str(v["uitkomst"]),
                geprobeerd=str(v["geprobeerd"]),
                betrokken=str(v["betrokken"]),
            ),
        )
        outcomes = code_choice(self._sessie.lists["uitkomsten"], "Kies een uitkomst")
        card.add("uitkomst", "Uitkomst", outcomes, required=True)
        self._add_date(card, "Afgesloten op")
        card.add("geprobeerd", GEPROBEERD, TextArea(2))
        card.add("betrokken", BETROKKEN, TextArea(2))
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
        card.add("reden", "Reden", QLineEdit(), required=True)
        card.set_note(reopening_note(self._dossier))
        return card

    def _model(self) -> Invoer:
        card = self._card(
            "model",
            "Naar een andere versie van het model",
            "Versie wijzigen",
            lambda i, v: self._casussen.naar_model(
                i, str(v["versie"]), str(v["reden"]), cast("int | None", v["stap"] or None)
            ),
        )
        others = {m.versie: m for m in self._sessie.beheer.models() if m.versie != self._dossier.model.versie}
        versions = Choice((m.versie, f"{m.naam}, versie {m.versie}") for m in others.values())
        steps = Choice()

        def follow() -> None:
            chosen = others.get(str(versions.currentData()))
            steps.clear()
            for stap in chosen.stappen if chosen is not None else ():
                steps.addItem(f"{stap.volgorde} {stap.kort}", stap.volgorde)
            steps.setCurrentIndex(steps.findData(self._dossier.stand.stap))

        versions.currentIndexChanged.connect(follow)
        follow()
        card.add("versie", "Versie", versions)
        card.add("stap", "Staat daar op stap", steps, "De dagen op de huidige stap tellen door.")
        card.add("reden", "Reden", QLineEdit(), required=True, wide=True)
        card.set_note(
            f"De casus staat nu onder versie {self._dossier.model.versie}. De normen en voorwaarden van de andere "
            "versie gelden vanaf vandaag; op de tijdlijn staat dat de versie is gewijzigd."
        )
        return card


def reopening_note(dossier: CasusDossier) -> str:
    """What reopening does to the clock of the step: a norm is judged per stay, so it begins anew."""
    text = f"De casus gaat verder op de stap waarop hij stond, als {ronde(dossier.stand.cyclus + 1)}."
    stap = next((s for s in dossier.ladder if s.volgorde == dossier.stand.stap), None)
    if stap is None or stap.norm is None or stap.dagen is None:
        return text
    norm, before = dagen(stap.norm, stap.eenheid), dagen(stap.totaal, stap.eenheid)
    return f"{text} De norm van stap {stap.volgorde} ({norm}) begint opnieuw; eerder stond de casus hier al {before}."
