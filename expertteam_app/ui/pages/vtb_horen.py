"""Children that are heard apart from the table: when, and what they said in their own words, or why that failed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.planvoorstel import Hoorgesprek
from expertteam_app.domain.tafel import VtbDossier
from expertteam_app.ui.pages.casus_velden import TextArea, column, coming_date, past_date
from expertteam_app.ui.pages.zitting_fields import DenseForm, set_read_only, update_form
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import hint, label

_DATES = frozenset({"gepland_op", "gehouden_op"})


class HorenKaart(Card):
    """One form per child; a field left is a field kept. Hidden when no child is old enough."""

    def __init__(self, tafel: Tafel) -> None:
        super().__init__("Apart gehoord")
        self._tafel = tafel
        self._vtb_id = 0
        self._talks: dict[int, Hoorgesprek] = {}
        self.forms: dict[int, Form] = {}
        self._holder = QWidget()
        self._layout = column(self._holder, spacing=TOKENS.s)
        self.add(hint("Wat een kind hier zegt, komt in zijn eigen woorden bij de stem aan tafel."))
        self.add(self._holder)

    def show_dossier(self, dossier: VtbDossier) -> None:
        """Show the talks with the children of this VTB."""
        talks = {t.jeugdige_id: t for t in self._tafel.sessie.vtb_planning.hoorgesprekken(dossier.id)}
        if dossier.id != self._vtb_id or set(talks) != set(self.forms):
            self._vtb_id = dossier.id
            self._make(list(talks.values()))
        self._talks = talks
        for jeugdige_id, form in self.forms.items():
            talk = talks[jeugdige_id]
            update_form(form, {key: getattr(talk, key) for key in form.values()})
            set_read_only(form, not self._tafel.can_write)
        self.setVisible(bool(talks))

    def _make(self, talks: list[Hoorgesprek]) -> None:
        while item := self._layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.forms = {}
        for talk in talks:
            form = DenseForm()
            form.add("gepland_op", "Gesprek op", coming_date(self._tafel.today))
            form.add("tijd", "Tijd", QLineEdit())
            form.add("plaats", "Plaats", QLineEdit())
            form.add("gehouden_op", "Gehouden op", past_date(self._tafel.today))
            form.add("door", "Door wie", QLineEdit())
            form.add("tekst", f"Wat zei {talk.naam}?", TextArea(2), wide=True)
            form.add("niet_gelukt", "Niet gelukt, omdat", QLineEdit(), wide=True)
            form.committed.connect(lambda key, value, kind=talk.jeugdige_id: self._commit(kind, key, value))
            self.forms[talk.jeugdige_id] = form
            self._layout.addWidget(label(talk.naam, "veld"))
            self._layout.addWidget(form)

    def _commit(self, jeugdige_id: int, key: str, value: object) -> None:
        kept = value if key in _DATES else str(value)
        if key in _DATES and not isinstance(kept, date):
            kept = None
        changed = replace(self._talks[jeugdige_id], **{key: kept})  # type: ignore[arg-type]  # by the field's own kind
        vtb_id, act = self._vtb_id, self._tafel.sessie.vtb_planning.hoor
        if self._tafel.attempt(lambda: act(vtb_id, changed), self, self.forms[jeugdige_id], key):
            self._talks[jeugdige_id] = changed
