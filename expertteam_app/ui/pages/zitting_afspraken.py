"""The goals of a besluit drang: what, who, by when, how it is checked, and afterwards whether it was kept."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.tafel import AfspraakInfo, BesluitInfo
from expertteam_app.ui.pages.casus_velden import button, code_choice, coming_date
from expertteam_app.ui.pages.zitting_fields import DenseForm, EntryForm, set_read_only, update_form
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import hint, label, line


class AfsprakenBlok(QWidget):
    """Hidden unless the besluit is drang. A field left is a field kept; whether it was kept can be said later too."""

    def __init__(self, tafel: Tafel, naam: str = "") -> None:
        super().__init__()
        self._tafel = tafel
        self._besluit_id = 0
        self.forms: dict[int, Form] = {}
        self._parts: list[QWidget] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(TOKENS.s)
        self._box = QVBoxLayout()
        self.entry: EntryForm | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, TOKENS.s, 0, 0)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(line())
        layout.addWidget(label(f"Afspraken: {naam}" if naam else "Afspraken", "veld"))
        layout.addWidget(hint("Doelen waaraan ouders en hulp werken tot de terugmelding."))
        layout.addLayout(self._rows)
        layout.addLayout(self._box)
        self.hide()

    def show_besluit(self, besluit: BesluitInfo | None, *, read_only: bool) -> None:
        """Show the goals of a besluit; `read_only` when the verslag lies fast."""
        shown = besluit is not None and besluit.soort == "drang"
        self.setVisible(shown)
        if besluit is None or not shown:
            return
        if besluit.id != self._besluit_id:
            self._besluit_id = besluit.id
            self._make_entry(besluit.id)
        if [a.id for a in besluit.afspraken] != list(self.forms):
            self._make_rows(besluit.afspraken)
        for afspraak in besluit.afspraken:
            form = self.forms[afspraak.id]
            values = {key: getattr(afspraak, key) for key in form.values()}
            update_form(form, values)
            set_read_only(form, read_only)
            form.row("nagekomen").field.setEnabled(self._tafel.can_write)
        for part in self._parts:
            part.setVisible(not read_only)
        if self.entry is not None:
            self.entry.setVisible(not read_only)

    def _make_rows(self, afspraken: tuple[AfspraakInfo, ...]) -> None:
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.forms, self._parts = {}, []
        for number, afspraak in enumerate(afspraken, start=1):
            form = DenseForm()
            form.add("doel", f"Doel {number}", QLineEdit(), wide=True)
            form.add("wie", "Wie", QLineEdit())
            form.add("wanneer", "Wanneer klaar", coming_date(self._tafel.today))
            form.add("toets", "Hoe zien we dat het is gelukt?", QLineEdit())
            codes = code_choice(self._tafel.codes("nagekomen"), "nog niet bekend")
            form.add("nagekomen", "Nagekomen", codes)
            form.committed.connect(lambda key, value, n=afspraak.id: self._commit(n, key, value))
            self.forms[afspraak.id] = form
            away = button(f"Doel {number} weghalen", partial(self._remove, afspraak.id), "trash-2", role="stil")
            self._parts.append(away)
            self._rows.addWidget(form)
            self._rows.addWidget(away)

    def _make_entry(self, besluit_id: int) -> None:
        if self.entry is not None:
            self.entry.hide()
            self.entry.deleteLater()
        entry = EntryForm(self._tafel, f"afspraak.{besluit_id}", "Afspraak toevoegen")
        entry.add("doel", "Nieuw doel", QLineEdit(), "Bijvoorbeeld: Sem is elke dag op school", wide=True)
        entry.add("wie", "Wie doet het", QLineEdit())
        entry.add("wanneer", "Wanneer klaar", coming_date(self._tafel.today))
        entry.add("toets", "Hoe zien we dat het is gelukt?", QLineEdit())
        entry.submitted.connect(self._add)
        entry.restore()
        self._box.addWidget(entry)
        self.entry = entry

    def _add(self, values: dict[str, object]) -> None:
        entry, day = self.entry, values["wanneer"]
        if entry is None:
            return
        besluit_id, act = self._besluit_id, self._tafel.sessie.afspraken.add
        when = day if isinstance(day, date) else None
        doel, wie, toets = (str(values[key]) for key in ("doel", "wie", "toets"))
        if self._tafel.attempt(lambda: act(besluit_id, doel, wie, when, toets), self, entry.form, "doel"):
            entry.done()
            entry.form.row("doel").control.setFocus()

    def _commit(self, afspraak_id: int, key: str, value: object) -> None:
        service, form = self._tafel.sessie.afspraken, self.forms[afspraak_id]
        if key == "nagekomen":
            self._tafel.attempt(lambda: service.nagekomen(afspraak_id, str(value)), self, form, key)
        else:
            self._tafel.attempt(lambda: service.change(afspraak_id, key, value), self, form, key)

    def _remove(self, afspraak_id: int) -> None:
        self._tafel.attempt(lambda: self._tafel.sessie.afspraken.remove(afspraak_id), self)
