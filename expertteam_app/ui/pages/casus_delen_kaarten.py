"""The cards of Delen: a new toestemming or ground, an answer, a withdrawal, a change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.toestemming import GROND_TOESTEMMING, Situatie
from expertteam_app.domain.toestemmingregels import AFWEGING_VRAGEN, JA, NEE, NieuweToestemming
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.toestemmingen import GeverInfo, ToestemmingInfo
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, code_choice, coming_date, past_date
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.text import dag_cijfers

Values = Mapping[str, object]
JEUGDIGE = "jeugdige"
"""How the jeugdige, who has no id as a gezinslid, stands in a choice."""


def _gever_id(value: object) -> int | None:
    return None if value == JEUGDIGE else int(str(value))


def _gever_choice(gevers: list[GeverInfo]) -> Choice:
    return Choice((JEUGDIGE if g.gever.is_jeugdige else g.gever.id, g.gever.naam) for g in gevers)


class DelenKaarten:
    """Makes the cards on the toestemmingen of a casus."""

    def __init__(self, sessie: Sessie) -> None:
        self._sessie = sessie
        self._service = sessie.toestemmingen

    def new(self, casus_id: int) -> Invoer:
        """The card that asks toestemming, or records another ground."""
        card = Invoer(
            "Toestemming of grond toevoegen",
            "Toevoegen",
            lambda v: self._service.add(casus_id, _typed(v)),
            Concept(self._sessie.concepten, f"casus-{casus_id}-delen"),
        )
        self._fields(card)
        card.form.set_value("vanaf", self._sessie.context.vandaag())
        return card

    def change(self, info: ToestemmingInfo) -> Invoer:
        """The card that changes a toestemming or ground."""
        card = Invoer("Wijzigen", "Wijzigen", lambda v: self._service.change(info.id, _typed(v)))
        self._fields(card)
        t = info.toestemming
        for key in ("ontvanger", "doel", "grond", "vanaf", "tot", "afweging"):
            card.form.set_value(key, getattr(t, key))
        self._explain(card)
        return card

    def _fields(self, card: Invoer) -> None:
        today = self._sessie.context.vandaag
        ontvangers, doelen = self._service.eerder_gebruikt()
        grond = code_choice(self._sessie.lists["grondslagen"])
        card.add("ontvanger", "Delen met", _with_names(ontvangers), "Eén ontvanger per regel.", required=True)
        card.add("doel", "Waarvoor", _with_names(doelen), "Eén doel per regel.", required=True)
        card.add("grond", "Grond", grond)
        card.add("vanaf", "Vanaf", past_date(today), required=True)
        card.add("tot", "Tot en met", coming_date(today), "Leeg als er geen einddatum is.")
        card.add("afweging", "Afweging", TextArea(3), AFWEGING_VRAGEN, required=True, wide=True)
        grond.currentIndexChanged.connect(lambda: self._explain(card))
        self._explain(card)

    def _explain(self, card: Invoer) -> None:
        """Say what the chosen ground is, and ask a weighing where it needs one."""
        code = str(card.form.value("grond"))
        entry = self._sessie.lists["grondslagen"].get(code)
        card.form.row("afweging").setVisible(code != GROND_TOESTEMMING)
        if entry is not None:
            card.set_note(f"{entry.omschrijving} Bron: {entry.extra.get('artikel', entry.label)}.")

    # -- answers -------------------------------------------------------------------------------------------------

    def answer(self, info: ToestemmingInfo) -> Invoer:
        """The card that records what someone answered; who must still answer comes first."""
        t = info.toestemming
        card = Invoer(f"Antwoord: {t.ontvanger}, {t.doel}", "Vastleggen", lambda v: self._answer(info, v))
        gevers = sorted(info.gevers, key=lambda g: (not g.nodig, g.antwoord is not None))
        if not gevers:
            card.set_note("Er staat nog niemand die kan antwoorden. Leg bij Gezin vast wie gezag heeft.")
        choices = (("", "Kies een antwoord"), (JA, "ja"), (NEE, "nee"), ("weg", "antwoord weghalen (vergissing)"))
        card.add("gever", "Wie antwoordt?", _gever_choice(gevers), required=True)
        card.add("antwoord", "Antwoord", Choice(choices), required=True)
        self._add_day(card, "Gezegd op")
        return card

    def _answer(self, info: ToestemmingInfo, values: Values) -> None:
        if not values["gever"]:
            raise FieldError("gever", "Kies wie er antwoordt.", "Staat die er niet bij, leg dan bij Gezin gezag vast.")
        if not values["antwoord"]:
            raise FieldError("antwoord", "Kies ja of nee.")
        said = "" if values["antwoord"] == "weg" else str(values["antwoord"])
        self._service.antwoord(info.id, _gever_id(values["gever"]), said, cast("date | None", values["datum"]))

    @staticmethod
    def givers_with_ja(info: ToestemmingInfo) -> list[GeverInfo]:
        """Who said ja and did not take it back."""
        return [
            g
            for g in info.gevers
            if g.antwoord is not None and g.antwoord.antwoord == JA and g.antwoord.ingetrokken_op is None
        ]

    def withdraw(self, info: ToestemmingInfo) -> Invoer:
        """The card that takes a ja back, with what that touches."""
        t = info.toestemming
        card = Invoer(
            f"Intrekken: {t.ontvanger}, {t.doel}",
            "Intrekken",
            lambda v: self._service.intrekken(
                info.id, _gever_id(v["gever"]), cast("date | None", v["datum"]), str(v["reden"])
            ),
        )
        givers = self.givers_with_ja(info)
        card.add("gever", "Wie trekt in?", _gever_choice(givers), required=True)
        self._add_day(card, "Ingetrokken op")
        card.add("reden", "Reden", QLineEdit(), "Mag leeg blijven: niemand hoeft een reden te geven.", wide=True)
        given = "; ".join(f"{g.gever.naam} zei ja op {dag_cijfers(g.antwoord.datum)}" for g in givers if g.antwoord)
        touched = self._service.raakt(info.id)
        lines = "\n".join(f"• {each}" for each in touched)
        known = f"\nDit raakt:\n{lines}" if touched else "\nVoor zover hier bekend raakt dit niets dat loopt."
        card.set_note(
            f"{given}. Vanaf de dag van intrekken mag u voor “{t.doel}” niets meer delen met {t.ontvanger}. "
            f"Er wordt niets gewist: wat eerder is gedeeld, blijft bewaard.{known}"
        )
        return card

    def judge(self, casus_id: int, situatie: Situatie) -> Invoer:
        """The card that says that the jeugdige cannot judge the own interests."""
        today, known = self._sessie.context.vandaag, situatie.onbekwaam
        card = Invoer(
            f"Kan {situatie.jeugdige.naam} zelf oordelen?",
            "Vastleggen",
            lambda v: self._service.zelf_oordelen(
                casus_id, cast("date | None", v["op"]), str(v["door"]), cast("date | None", v["tot"])
            ),
        )
        card.set_note(
            "Vul dit alleen in als is vastgesteld dat een jeugdige van 12 jaar of ouder de eigen belangen niet kan "
            "overzien. Dan antwoordt wie gezag heeft in de plaats van de jeugdige (Jeugdwet 7.3.4 en 7.3.15). Was het "
            "een vergissing, maak dan alle vakken leeg."
        )
        card.add("op", "Vastgesteld op", past_date(today))
        card.add("door", "Vastgesteld door", QLineEdit(), "Naam of functie, bijvoorbeeld de jeugdarts.")
        card.add("tot", "Geldt tot en met", coming_date(today), "Leeg zolang het geldt.")
        if known is not None:
            for key in ("op", "door", "tot"):
                card.form.set_value(key, getattr(known, key))
        return card

    def _add_day(self, card: Invoer, text: str) -> None:
        day = past_date(self._sessie.context.vandaag)
        day.set_value(self._sessie.context.vandaag())
        card.add("datum", text, day)


def _with_names(names: tuple[str, ...]) -> QLineEdit:
    field = QLineEdit()
    known = QCompleter(list(names), field)
    known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    known.setFilterMode(Qt.MatchFlag.MatchContains)
    field.setCompleter(known)
    return field


def _typed(values: Values) -> NieuweToestemming:
    vanaf = values["vanaf"]
    if not isinstance(vanaf, date):
        raise FieldError("vanaf", "Vul in vanaf wanneer dit geldt.")
    grond = str(values["grond"])
    return NieuweToestemming(
        ontvanger=str(values["ontvanger"]),
        doel=str(values["doel"]),
        grond=grond,
        vanaf=vanaf,
        tot=cast("date | None", values["tot"]),
        afweging=str(values["afweging"]) if grond != GROND_TOESTEMMING else "",
    )
