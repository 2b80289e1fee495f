"""Acties: who does what by when. What has no owner or date stays visibly open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit

from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import ActieInfo, CasusDossier
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_rijen import RijenTab, Woorden
from expertteam_app.ui.pages.casus_velden import button, coming_date
from expertteam_app.ui.pages.casus_werk import Concept, attempt
from expertteam_app.ui.pages.waarom import why_button
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import Tone

FIELDS = (("actie", "omschrijving"), ("eigenaar", "eigenaar"), ("datum", "datum"), ("toezegging", "toezegging"))
"""The field of the card and of the actie that it changes."""


def actie_stand(actie: ActieInfo, today: date) -> tuple[str, Tone]:
    """How an actie stands on a day, in words and as a tone."""
    if actie.klaar_op is not None:
        return f"klaar {dag_cijfers(actie.klaar_op)}", Tone.GOED
    if not actie.eigenaar.strip():
        return "zonder eigenaar", Tone.LET_OP
    if actie.datum is None:
        return "zonder datum", Tone.LET_OP
    if actie.datum < today:
        return "te laat", Tone.FOUT
    return "open", Tone.INFO


def _promised(actie: ActieInfo) -> str:
    return "aan gezin" if actie.toezegging else ""


def _promised_tone(actie: ActieInfo) -> Tone | None:
    return Tone.INFO if actie.toezegging else None


class ActiesTab(RijenTab[ActieInfo]):
    """The acties. Space marks one as done or open again, Enter changes one, Delete takes one away."""

    title = "Acties"
    woorden = Woorden(
        "Acties",
        "Actie toevoegen",
        "Actie weghalen",
        "Nog geen acties. Zonder actie of komende tafel staat deze casus bij Vandaag onder “Zonder volgende stap”.",
    )

    def __init__(self, sessie: Sessie) -> None:
        def stand(actie: ActieInfo) -> tuple[str, Tone]:
            return actie_stand(actie, sessie.context.vandaag())

        col = Column[ActieInfo]
        columns = (
            col("stand", "Stand", lambda a: stand(a)[0], lambda a: stand(a)[1], width=18),
            col("omschrijving", "Wat", lambda a: a.omschrijving, width=36),
            col("toezegging", "Toezegging", _promised, _promised_tone, width=13),
            col("eigenaar", "Wie", lambda a: a.eigenaar, width=18),
            col("datum", "Uiterlijk", lambda a: dag_cijfers(a.datum), width=11),
        )
        super().__init__(sessie, columns, lambda a: a.id)
        self.done_button = button("Klaar of weer open", self._toggle_current, "check", "Spatie", "stil")
        self.change_button = button("Wijzigen", self._change_current, "pencil", "Enter", "stil")
        self.top.insert_widget(1, self.done_button)
        self.top.insert_widget(2, self.change_button)
        self.why_button = why_button(sessie, self.waarom, "Waarom deze datum van de actie?")
        self.top.insert_widget(3, self.why_button)
        self.table.on_key(Qt.Key.Key_Space, self.toggle)
        self.table.opened.connect(self.change)

    def waarom(self) -> Vraag | None:
        """The day of the actie one stands on."""
        actie = self.table.current_id
        return None if actie is None else Vraag(Over.ACTIE, actie)

    @classmethod
    def rows(cls, dossier: CasusDossier) -> Sequence[ActieInfo]:
        """Open acties first, by date; those without a date on top."""
        return sorted(dossier.acties, key=lambda a: (a.klaar_op is not None, a.datum or date.min, a.id))

    @classmethod
    def count(cls, dossier: CasusDossier) -> int | None:
        """How many are open."""
        return sum(a.klaar_op is None for a in dossier.acties)

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the acties."""
        super().fill(dossier, other=other)
        self.why_button.setEnabled(bool(dossier.acties))
        for each in (self.done_button, self.change_button):
            each.setEnabled(bool(dossier.acties) and self.may_write)

    def _fields(self, card: Invoer) -> None:
        owner = QLineEdit()
        if self.sessie.actor.can(Right.ZITTING_READ):
            names = QCompleter([p.naam for p in self.sessie.personen.all()], owner)
            names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            names.setFilterMode(Qt.MatchFlag.MatchContains)
            owner.setCompleter(names)
        card.add("actie", "Wat moet er gebeuren?", QLineEdit(), required=True, wide=True)
        card.add("eigenaar", "Wie doet het?", owner)
        card.add("datum", "Uiterlijk op", coming_date(self.sessie.context.vandaag), "Bijvoorbeeld +10wd of vrijdag.")
        card.add("toezegging", "Toezegging", QCheckBox("Toegezegd aan het gezin"))

    def make_card(self, casus_id: int) -> Invoer:
        """What, who, when."""
        card = Invoer(
            "Actie toevoegen",
            "Toevoegen",
            lambda v: self.sessie.codering.add_actie(
                str(v["actie"]),
                str(v["eigenaar"]),
                cast("date | None", v["datum"]),
                casus_id=casus_id,
                toezegging=bool(v["toezegging"]),
            ),
            Concept(self.sessie.concepten, f"casus-{casus_id}-actie"),
        )
        self._fields(card)
        return card

    def change(self, actie_id: int) -> None:
        """Open the card that changes an actie."""
        if not self.may_write:
            return
        actie = self.table.row(actie_id)
        card = Invoer("Actie wijzigen", "Wijzigen", lambda v: self._store(actie, v))
        self._fields(card)
        for key, field in FIELDS:
            card.form.set_value(key, getattr(actie, field))
        self.open_card(card, again=False)

    def _store(self, actie: ActieInfo, values: Mapping[str, object]) -> None:
        for key, field in FIELDS:
            if values[key] != getattr(actie, field):
                self.sessie.codering.change_actie(actie.id, field, values[key])

    def remove(self, row_id: int) -> None:
        """Take an actie away."""
        self.sessie.codering.remove_actie(row_id)

    def toggle(self, actie_id: int) -> None:
        """Mark an actie as done today, or as open again."""
        if self.may_write:
            done = self.table.row(actie_id).klaar_op
            value = self.sessie.context.vandaag() if done is None else None
            attempt(self, lambda: self.sessie.codering.change_actie(actie_id, "klaar_op", value))

    def _toggle_current(self) -> None:
        if self.table.current_id is not None:
            self.toggle(self.table.current_id)

    def _change_current(self) -> None:
        if self.table.current_id is not None:
            self.change(self.table.current_id)
