"""The head of an opened zitting: which one it is, how it stands, and what can be done with it as a whole."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.tafel import ZittingDossier
from expertteam_app.domain.zitting import ZittingStatus
from expertteam_app.ui.icons import icon
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.zitting_fields import DenseForm, set_read_only, update_form
from expertteam_app.ui.pages.zitting_lijst import STATUS_TONES
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.pages.zitting_uitnodigen import ZittingUitnodigen
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.dateedit import DateEdit
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import label, restyle
from expertteam_app.ui.widgets.status import StatusPill


class ZittingKop(QWidget):
    """Nummer, day in words, time and place, status, and the buttons.

    Emits `to_table`, `save_pdf`, `finalise` and `nood`; beginning the zitting and its time and place are done here.
    """

    to_table = Signal()
    save_pdf = Signal()
    finalise = Signal()
    nood = Signal()

    def __init__(self, tafel: Tafel) -> None:
        super().__init__()
        self._tafel = tafel
        self._dossier: ZittingDossier | None = None
        self._title = label("", "titel", wrap=True)
        self._status = StatusPill("", Tone.INFO)
        self._line = label("", "uitleg", wrap=True)
        self.edit_button = button("Tijd, plaats, uitnodigen", self._toggle_form, "pencil", role="stil")
        self.begin_button = button("Zitting beginnen", self.begin, "play")
        self.table_button = button("Aan tafel", self.to_table.emit, "messages-square", "F4", "primair")
        self.pdf_button = button("Verslag opslaan als PDF", self.save_pdf.emit, "file-down", "Ctrl+Shift+P")
        self.final_button = button("Vaststellen", self.finalise.emit, "shield-check", "F10")
        self.nood_button = button("Noodpakket", self.nood.emit, "printer", role="stil")
        self.form = self._make_form()
        self.uitnodigen = ZittingUitnodigen(tafel)
        self._lay_out()

    def _make_form(self) -> Form:
        form = DenseForm()
        form.add("begintijd", "Begintijd", QLineEdit(), "Bijvoorbeeld 9:30")
        form.add("duur_minuten", "Duur in minuten", QLineEdit())
        form.add("plaats", "Plaats", QLineEdit())
        form.add("datum", "Datum", DateEdit(today=self._tafel.today), "Verplaatsen kan tot de zitting begint")
        form.committed.connect(self._commit)
        form.hide()
        return form

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(TOKENS.m)
        top.addWidget(self._title, 1)
        top.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons, TOKENS.s)
        first = (self.table_button, self.begin_button, self.final_button, self.pdf_button)
        for each in (*first, self.edit_button, self.nood_button):
            flow.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.xs)
        layout.addLayout(top)
        layout.addWidget(self._line)
        layout.addWidget(self._buttons)
        layout.addWidget(self.form)
        layout.addWidget(self.uitnodigen)

    def show_dossier(self, dossier: ZittingDossier) -> None:
        """Show a zitting."""
        if self._dossier is None or self._dossier.id != dossier.id:
            self.form.clear_errors()
            self.form.hide()
        self._dossier = dossier
        planned = dossier.status is ZittingStatus.GEPLAND
        final = dossier.status.vast
        day = in_woorden(dossier.datum)
        self._title.setText(day[:1].upper() + day[1:])
        self._status.set_status(dossier.status.value, STATUS_TONES[dossier.status])
        where = [dossier.nummer, dossier.begintijd or "geen begintijd", dossier.plaats or "geen plaats"]
        self._line.setText(" · ".join(where))
        self._show_buttons(planned=planned, final=final, gaps=bool(dossier.ontbreekt))
        update_form(
            self.form,
            {
                "duur_minuten": str(dossier.duur_minuten),
                "begintijd": dossier.begintijd,
                "plaats": dossier.plaats,
                "datum": dossier.datum,
            },
        )
        set_read_only(self.form, final or not self._tafel.can_write)
        self.form.row("datum").setVisible(planned)
        if final:
            self.form.hide()
        self.uitnodigen.show_dossier(dossier)
        self._show_more()

    def _show_more(self) -> None:
        called_off = self._dossier is not None and self._dossier.status is ZittingStatus.AFGEZEGD
        self.uitnodigen.setVisible(called_off or not self.form.isHidden())

    def _show_buttons(self, *, planned: bool, final: bool, gaps: bool) -> None:
        actor = self._tafel.sessie.actor
        self.begin_button.setVisible(planned and self._tafel.can_write)
        self.table_button.setVisible(not final and self._tafel.can_write)
        self.final_button.setVisible(not planned and not final)
        self.final_button.setProperty("rol", "" if gaps else "primair")
        ink = QPalette.ColorRole.WindowText if gaps else QPalette.ColorRole.HighlightedText
        self.final_button.setIcon(icon("shield-check", role=ink))
        restyle(self.final_button)
        self.final_button.setEnabled(actor.can(Right.VERSLAG_FINALISE))
        called_off = self._dossier is not None and self._dossier.status is ZittingStatus.AFGEZEGD
        self.pdf_button.setVisible(actor.can(Right.VERSLAG_MAKE) and not called_off)
        self.nood_button.setVisible(not called_off)
        self.edit_button.setVisible(not final and self._tafel.can_write)
        self.pdf_button.setText("Verslag opslaan als PDF" if final else "Concept opslaan als PDF")

    def compact(self, on: bool) -> None:
        """Only the day and the status, where the part below needs the room; every button has its key too."""
        self._line.setVisible(not on)
        self._buttons.setVisible(not on)

    def go_to(self, key: str) -> None:
        """Open the form at a field: ``begintijd`` or ``plaats``."""
        self.form.show()
        self._show_more()
        self.form.row(key).control.setFocus()

    def _toggle_form(self) -> None:
        if self.form.isVisible():
            self.form.hide()
            self._show_more()
        else:
            self.go_to("begintijd")

    def _commit(self, key: str, value: object) -> None:
        if self._dossier is None:
            return
        service, zitting_id = self._tafel.sessie.zittingen, self._dossier.id
        if key != "datum":
            act = partial(service.change, zitting_id, key, str(value))
        elif isinstance(value, date):
            act = partial(service.move, zitting_id, value)
        else:
            self.form.row(key).set_error("Een zitting heeft een dag nodig.")
            return
        self._tafel.attempt(act, self, self.form, key)

    def begin(self) -> None:
        """Begin the zitting: from now on there is a verslag in concept."""
        if self._dossier is not None:
            zitting_id = self._dossier.id
            self._tafel.attempt(lambda: self._tafel.sessie.zittingen.houden(zitting_id), self)
