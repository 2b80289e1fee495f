"""A form about what is stored of a casus."""

from __future__ import annotations

from expertteam_app.ui.pages.casus_velden import Choice
from expertteam_app.ui.widgets.form import Form, read_draft


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
