"""The fields of a new casus: enough to start, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.geboorte import VELD
from expertteam_app.domain.inbreng import MAX_VRAAG
from expertteam_app.domain.namen import Naam
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_velden import (
    JAAR_HINT,
    JAAR_VRAAG,
    Choice,
    TextArea,
    birth_date,
    code_choice,
    column,
    past_date,
)
from expertteam_app.ui.pages.casus_werk import fill_form
from expertteam_app.ui.pages.casus_woorden import SOORTEN_VRAAG, vraag_hint
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.dateedit import DateEdit
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import label

DEFAULT_STEP = 5
"""Where a casus that is reported to the RET stands, in the shipped ladder."""
_OTHER_NAMES = {"naam": "voornaam", "datum": "aanmelding", "BSN": "voornaam"}
"""Fields as the services call them, where this form calls them otherwise."""


class NieuweVelden(QWidget):
    """Emits `edited` at every change."""

    edited = Signal()

    def __init__(self, sessie: Sessie) -> None:
        super().__init__()
        self._today = sessie.context.vandaag
        self.form = Form()
        self.edits = {key: QLineEdit() for key in ("voornaam", "tussenvoegsel", "achternaam", VELD, "aangemeld_door")}
        self.birth = birth_date(self._today)
        self.start = past_date(self._today)
        self.place = code_choice(sessie.lists["gemeenten"], "Kies een gemeente")
        model = sessie.beheer.models()[0]
        self.step = Choice((s.volgorde, f"{s.volgorde} {s.kort}") for s in model.stappen)
        self.kind = Choice((s, s) for s in SOORTEN_VRAAG)
        self.vraag = TextArea(2)
        add = self.form.add
        add("voornaam", "Voornaam of initialen", self.edits["voornaam"])
        add("tussenvoegsel", "Tussenvoegsel", self.edits["tussenvoegsel"])
        add("achternaam", "Achternaam", self.edits["achternaam"])
        add("geboortedatum", "Geboortedatum", self.birth)
        add(VELD, JAAR_VRAAG, self.edits[VELD], JAAR_HINT)
        add("gemeente", "Gemeente", self.place, required=True)
        add("aanmelding", "Aangemeld op", self.start, required=True)
        add("stap", "Stap op de ladder", self.step)
        add("aangemeld_door", "Aangemeld door", self.edits["aangemeld_door"])
        add("soort_vraag", "Soort vraag", self.kind)
        add("vraag", "Vraag aan de tafel", self.vraag, wide=True)
        self.counter = label("", "klein")
        self.advice = label("", "klein", wrap=True)
        layout = column(self, spacing=TOKENS.xs)
        layout.addWidget(self.form)
        layout.addLayout(row_of(self.advice, None, self.counter))
        self._watch()

    def _watch(self) -> None:
        self.birth.edit.textChanged.connect(lambda text: self.edits[VELD].setEnabled(not text.strip()))
        for edit in self.edits.values():
            edit.textEdited.connect(self._changed)
        for choice in (self.place, self.step, self.kind):
            choice.currentIndexChanged.connect(self._changed)
        for day in (self.birth, self.start):
            day.edit.textEdited.connect(self._changed)
            day.changed.connect(self._changed)
        self.vraag.textChanged.connect(self._changed)

    def _changed(self) -> None:
        self._count()
        self.edited.emit()

    def _count(self) -> None:
        text = self.vraag.toPlainText()
        self.counter.setText(f"{len(text)} van {MAX_VRAAG} tekens")
        self.advice.setText(vraag_hint(text))

    def blank(self) -> None:
        """Empty every field, with today and the step of the RET filled in."""
        for key in self.form.values():
            self.form.set_value(key, None if isinstance(self.form.row(key).field, DateEdit) else "")
        self.form.clear_errors()
        self.place.choose("")
        self.start.set_value(self._today())
        self.step.choose(DEFAULT_STEP)
        self.kind.choose(SOORTEN_VRAAG[0])
        self._count()

    def fill(self, values: Mapping[str, object]) -> None:
        """Put kept values back."""
        fill_form(self.form, values)
        self._count()

    @property
    def touched(self) -> bool:
        """Whether anything was typed."""
        texts = [e.text() for e in self.edits.values()]
        return bool("".join(texts).strip() or self.vraag.toPlainText().strip() or self.birth.edit.text())

    @property
    def naam(self) -> Naam:
        """The name as typed so far."""
        return Naam(*(self.edits[key].text().strip() for key in ("voornaam", "tussenvoegsel", "achternaam")))

    @property
    def gemeente(self) -> str | None:
        """The chosen gemeente, as a code."""
        return str(self.place.currentData() or "") or None

    def wrong_date(self) -> bool:
        """Whether a date cannot be read; goes there."""
        for day in (self.birth, self.start):
            if day.error:
                day.setFocus()
                return True
        return False

    def read(self, gezin_id: int | None) -> NieuweCasus:
        """What is needed to register the casus.

        Raises:
            FieldError: a field that must be filled is empty, or the vraag is too long.
        """
        values = self.form.values()
        if not values["gemeente"]:
            raise FieldError("gemeente", "Kies een gemeente.")
        if not isinstance(values["aanmelding"], date):
            raise FieldError("aanmelding", "Vul de datum van aanmelding in.")
        if len(str(values["vraag"])) > MAX_VRAAG:
            raise FieldError("vraag", f"De vraag is langer dan {MAX_VRAAG} tekens.", "Kort de vraag in.")
        naam = self.naam
        return NieuweCasus(
            voornaam=naam.voornaam,
            tussenvoegsel=naam.tussenvoegsel,
            achternaam=naam.achternaam,
            gemeente=str(values["gemeente"]),
            aanmelding=values["aanmelding"],
            geboortedatum=cast("date | None", values["geboortedatum"]),
            geboortejaar=str(values[VELD]),
            gezin_id=gezin_id,
            stap=cast("int", values["stap"]),
            aangemeld_door=str(values["aangemeld_door"]),
            soort_vraag=str(values["soort_vraag"]),
            vraag=str(values["vraag"]),
        )

    def show_error(self, error: FieldError) -> bool:
        """Show an error at its field and go there; False when it is about no field here."""
        known = FieldError(_OTHER_NAMES.get(error.field, error.field), error.text, error.remedy)
        return self.form.show_error(known)
