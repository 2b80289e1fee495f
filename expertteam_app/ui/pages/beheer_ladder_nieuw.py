"""A new version of the ladder: a copy of the newest in which everything can be changed, published as a whole.

What is being made is kept as a draft, so that a lock or a crash takes nothing away.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import ExpertteamError, FieldError
from expertteam_app.domain.opschaling import Opschalingsmodel, Stap, checked_model
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.beheer_delen import Bevestig
from expertteam_app.ui.pages.beheer_ladder_stap import (
    form_values,
    from_form,
    from_plain,
    is_whole,
    next_version,
    step_columns,
    to_plain,
)
from expertteam_app.ui.pages.beheer_ladder_tabel import StapTable, step_form
from expertteam_app.ui.pages.beheer_ladder_voorbeeld import LadderVoorbeeld
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.casus_werk import Concept, fill_form
from expertteam_app.ui.pages.cijfer_tabel import ListModel
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.dateedit import DateEdit
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import announce, heading, hint, label
from expertteam_app.ui.work import Work

DRAFT = "ladder-nieuw"


class LadderEditor(QWidget):
    """The version being made. Emits `published` with its name, `closed` when the user goes back to looking."""

    published = Signal(str)
    closed = Signal()

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self.preview = LadderVoorbeeld(sessie, work)
        self._concept = Concept(sessie.concepten, DRAFT)
        self._steps: list[Stap] = []
        self.head = Form()
        self.head.add("versie", "Versie", QLineEdit(), "Een eigen naam, bijvoorbeeld 2027.1.", required=True)
        self.head.add("naam", "Naam van de ladder", QLineEdit(), required=True)
        self.head.add(
            "geldig_vanaf", "Geldig vanaf", DateEdit(today=sessie.context.vandaag, wettelijk=True), required=True
        )
        self.head.add("bron", "Bron", QLineEdit(), "Waar staat dit besluit?")
        self.head.committed.connect(lambda *_: self.save_draft())
        self.head.drafted.connect(self.save_draft)
        self.model: ListModel[Stap] = ListModel(step_columns())
        self.table = StapTable()
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda new, old: self._turn(new.row(), old.row()))
        self.table.asked.connect(self._go_to)
        self.table.moved.connect(self.move_step)
        self.table.added.connect(self.add_step)
        self.table.removed.connect(self.remove_step)
        self.step_heading = heading("")
        self.form = step_form()
        self.form.committed.connect(lambda *_: self._take())
        self.confirm = Bevestig()
        self.error = label("", "fout", wrap=True)
        self.error.hide()
        self._build()

    def _build(self) -> None:
        self.publish_button = button("Publiceren", self.publish, "check", role="primair")
        self.preview_button = button("Voorbeeld", self.show_preview, "eye")
        self.preview_button.setToolTip("Welke open casussen zouden anders uitvallen?")
        self.preview_button.setEnabled(self._sessie.actor.can(Right.CASUS_READ))
        self.later_button = button("Later verder", self.leave, "clock")
        self.drop_button = button("Concept weggooien", self.ask_drop, "trash-2", role="stil")
        tools = QWidget()
        flow = FlowLayout(tools, TOKENS.s)
        for text, run, icon_name, keys in (
            ("Stap toevoegen", self.add_step, "plus", "Ins"),
            ("Stap weghalen", self.remove_step, "trash-2", "Del"),
            ("Omhoog", lambda: self.move_step(-1), "arrow-up", "Ctrl+↑"),
            ("Omlaag", lambda: self.move_step(1), "arrow-down", "Ctrl+↓"),
        ):
            flow.addWidget(button(text, run, icon_name, keys))
        step = Card()
        step.add(self.step_heading)
        step.add(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.m)
        layout.addWidget(hint("Wat u hier wijzigt, geldt pas na publiceren. Enter op een cel gaat naar dat veld."))
        layout.addWidget(self.head)
        layout.addWidget(self.table)
        layout.addWidget(tools)
        layout.addWidget(step)
        layout.addWidget(self.error)
        layout.addLayout(row_of(self.preview_button, self.publish_button, self.later_button, self.drop_button, None))
        layout.addWidget(self.preview)
        layout.addWidget(self.confirm)
        layout.addStretch()

    # -- beginning and keeping -------------------------------------------------------------------------------------

    def has_draft(self) -> bool:
        """Whether a version was begun and not published."""
        return self._concept.restore() is not None

    def start(self, newest: Opschalingsmodel) -> None:
        """Go on with the draft, or begin with a copy of the newest version."""
        found = self._concept.restore()
        if found is not None:
            values = found[0]
            self._steps = [from_plain(raw) for raw in cast("list[object]", values["stappen"])]
            fill_form(self.head, values)
        else:
            self._steps = list(newest.stappen)
            self._show_head(next_version(newest.versie), newest.naam, self._sessie.context.vandaag(), newest.bron)
        self.head.clear_errors()
        self._say("")
        self.preview.put_away()
        self._show_steps(0)
        self.focus_first()

    def _show_head(self, versie: str, naam: str, vanaf: date | None, bron: str) -> None:
        for key, value in (("versie", versie), ("naam", naam), ("geldig_vanaf", vanaf), ("bron", bron)):
            self.head.set_value(key, value)

    def save_draft(self) -> None:
        """Keep the version as it stands, in the kluis."""
        self._concept.keep({**self.head.drafts(), "stappen": [to_plain(stap) for stap in self._steps]})

    def flush(self) -> None:
        """Keep what is being typed."""
        if self.isVisible():
            self.head.flush()
            self.form.flush()

    # -- the steps -------------------------------------------------------------------------------------------------

    @property
    def _place(self) -> int:
        return self.table.current_id or 0

    def _show_steps(self, place: int) -> None:
        self._steps = [replace(stap, volgorde=number) for number, stap in enumerate(self._steps, start=1)]
        column = max(1, self.table.currentIndex().column())
        blocked = self.table.selectionModel().blockSignals(True)
        self.model.set_rows(self._steps)
        if self._steps:
            self.table.setCurrentIndex(self.model.index(min(place, len(self._steps) - 1), column))
        self.table.selectionModel().blockSignals(blocked)
        self._show_form()

    def _turn(self, new: int, old: int) -> None:
        if 0 <= old < len(self._steps) and new != old:
            self._take(old)
        self._show_form()

    def _show_form(self) -> None:
        self.form.clear_errors()
        self.form.setEnabled(bool(self._steps))
        if not self._steps:
            self.step_heading.setText("Er zijn nog geen stappen")
            return
        stap = self._steps[self._place]
        self.step_heading.setText(f"Stap {stap.volgorde} van {len(self._steps)}")
        for key, value in form_values(stap).items():
            self.form.set_value(key, value)

    def _take(self, place: int | None = None) -> bool:
        """Put what the form holds into its step; False when the norm is no number (told at the field)."""
        number = self._place if place is None else place
        if not 0 <= number < len(self._steps):
            return True
        try:
            self._steps[number] = from_form(self._steps[number], self.form.values())
        except FieldError as error:
            self.form.row(error.field).set_error(str(error))
            return False
        self.model.update_rows(self._steps)
        self.save_draft()
        return True

    def _go_to(self, field: str) -> None:
        key = field if field in self.form.values() else "naam"
        self.form.row(key).control.setFocus(Qt.FocusReason.TabFocusReason)

    def add_step(self) -> None:
        """Add a step after the one one stands on."""
        self._take()
        place = self._place + 1 if self._steps else 0
        self._steps.insert(place, Stap(place + 1, "", ""))
        self._show_steps(place)
        self.save_draft()
        self._go_to("naam")

    def remove_step(self) -> None:
        """Take away the step one stands on."""
        if self._steps:
            gone = self._steps.pop(self._place)
            self._show_steps(self._place)
            self.save_draft()
            announce(self.table, f"Stap {gone.volgorde} is weggehaald")
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def move_step(self, by: int) -> None:
        """Move the step one stands on up (-1) or down (1)."""
        here, there = self._place, self._place + by
        if self._steps and 0 <= there < len(self._steps) and self._take():
            self._steps[here], self._steps[there] = self._steps[there], self._steps[here]
            self._show_steps(there)
            self.save_draft()
            announce(self.table, f"Nu stap {there + 1}")

    # -- publishing ------------------------------------------------------------------------------------------------

    def publish(self) -> None:
        """Publish it, or say at which field it cannot be."""
        model = self._checked()
        if model is None:
            return
        try:
            self._sessie.beheer.publish_model(model)
        except FieldError as error:
            self._show_field_error(error)
        except ExpertteamError as error:
            show_error(self, error)
        else:
            self._concept.clear()
            self.published.emit(model.versie)

    def show_preview(self) -> None:
        """Show which open casussen would come out otherwise, or say at which field the version is not whole."""
        model = self._checked()
        if model is not None:
            self.preview.ask(model)

    def _checked(self) -> Opschalingsmodel | None:
        """The version as it stands; None when it is not whole, which is then said at its field."""
        self.head.clear_errors()
        self._say("")
        if not self._take():
            self.form.row("norm").control.setFocus()
            return None
        try:
            return checked_model(self._model())
        except FieldError as error:
            self._show_field_error(error)
            return None

    def _model(self) -> Opschalingsmodel:
        values = self.head.values()
        vanaf = values["geldig_vanaf"]
        if not isinstance(vanaf, date):
            raise FieldError("geldig_vanaf", "Vul in vanaf welke dag deze versie geldt.")
        for key, name in (("versie", "een naam voor deze versie"), ("naam", "de naam van de ladder")):
            if not str(values[key]):
                raise FieldError(key, f"Vul {name} in.")
        return Opschalingsmodel(
            str(values["versie"]), str(values["naam"]), vanaf, str(values["bron"]), tuple(self._steps)
        )

    def _show_field_error(self, error: FieldError) -> None:
        wrong = next((n for n, stap in enumerate(self._steps) if not is_whole(stap)), None)
        if error.field in ("versie", "geldig_vanaf") or (error.field == "naam" and wrong is None):
            self.head.show_error(error)
        elif wrong is not None:
            self.table.setCurrentIndex(self.model.index(wrong, 1))
            key = error.field
            if key == "naam" and self._steps[wrong].naam.strip():
                key = "eigenaar"
            self.form.show_error(FieldError(key, error.text, error.remedy))
        else:
            self._say(str(error))

    def _say(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))
        announce(self, text)

    def leave(self) -> None:
        """Back to looking; what was changed stays as a draft."""
        self.flush()
        self.closed.emit()

    def ask_drop(self) -> None:
        """Ask whether the draft may go."""
        self.confirm.ask("Deze nieuwe versie weggooien? Wat u hier wijzigde, is dan weg.", "Weggooien", self._drop)

    def _drop(self) -> None:
        self._concept.clear()
        self.closed.emit()

    def focus_first(self) -> None:
        """The name of the version."""
        self.head.row("versie").control.setFocus(Qt.FocusReason.TabFocusReason)
