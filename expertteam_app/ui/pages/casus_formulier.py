"""Forms about what is stored of a casus: a field left is a field kept."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_tabs import CasusTab
from expertteam_app.ui.pages.casus_velden import Choice
from expertteam_app.ui.pages.casus_werk import store_field
from expertteam_app.ui.text import tijdstip
from expertteam_app.ui.widgets.fields import read_draft
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import label

PAUSE_HINT = "Wat u typt, wordt vanzelf opgeslagen."


class StoredForm(Form):
    """A form that shows stored values and does not overwrite what is being typed when they are read again."""

    stored = True

    def __init__(self) -> None:
        super().__init__()
        self._stored: dict[str, object] = {}

    def show_stored(self, values: dict[str, object], *, other: bool) -> None:
        """Show values as they are stored; with `other` they are about another casus and replace everything."""
        for key, value in values.items():
            if not other and value == self._stored.get(key):
                continue
            row = self.row(key)
            typing = row.control.hasFocus() and read_draft(row.field) != self._stored.get(key)
            self._stored[key] = value
            if other or not typing:
                if isinstance(row.field, Choice):
                    row.field.choose(value)
                self.set_value(key, value)
        if other:
            self.clear_errors()


class VeldenTab(CasusTab):
    """A part with fields of the casus itself; `saved` says when the last one was kept."""

    def __init__(self, sessie: Sessie) -> None:
        super().__init__(sessie)
        self.saved = label(PAUSE_HINT, "klein")
        self._forms: tuple[StoredForm, ...] = ()

    def keep(self, *forms: StoredForm) -> None:
        """From here on what changes in these forms is stored; their keys are fields of the casus."""
        self._forms = forms
        for form in forms:
            form.committed.connect(partial(self._store, form))
            form.setEnabled(self.may_write)

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the stored texts."""
        for form in self._forms:
            form.show_stored({key: getattr(dossier, key) for key in form.values()}, other=other)
        if other:
            self.saved.setText(PAUSE_HINT)

    def _store(self, form: StoredForm, key: str, value: object) -> None:
        if self.dossier is None:
            return
        casus_id = self.dossier.id
        if store_field(form, key, lambda: self.sessie.casussen.change(casus_id, key, value)):
            self.saved.setText(f"Opgeslagen {tijdstip(datetime.now().astimezone())}")

    def flush(self) -> None:
        """Store what is being typed."""
        for form in self._forms:
            form.flush()

    def focus_field(self, key: str) -> None:
        """A field of this part."""
        for form in self._forms:
            if key in form.values():
                form.row(key).control.setFocus()
                return
        self.focus_first()
