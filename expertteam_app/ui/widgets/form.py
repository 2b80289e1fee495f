"""Forms: fields that hand on a valid change by themselves, and keep as a draft what is not valid yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from expertteam_app.domain.errors import ExpertteamError, FieldError
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.field_row import FieldRow, ShortRow
from expertteam_app.ui.widgets.fields import Typbaar, ValueField, read_draft, read_field, write_draft, write_field
from expertteam_app.ui.widgets.flow import WIDE, FlowLayout

PAUSE = 900
"""Milliseconds without typing after which a field is handed on."""

DRAFT_AFTER = 500
"""Milliseconds after a keystroke at which what is typed is kept as a draft, also while typing goes on."""

LONGEST = 750
"""Milliseconds after a keystroke at which a field without a place for drafts is handed on, also while typing goes on.

A crash may take the last second of typing and no more (PRODUCT 1); what is left of it is for the writing itself.
"""


class DraftPlace(Protocol):
    """Where a form keeps what is typed and not yet handed on."""

    def restore(self) -> tuple[Mapping[str, object], str] | None:
        """What was kept, and when; None when nothing was."""

    def keep(self, values: Mapping[str, object], /) -> None:
        """Keep these values in place of those before."""

    def clear(self) -> None:
        """Keep nothing any more."""


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


class Form(QWidget):
    """Fields in as many columns as fit; with `short` each as wide as it needs, after each other.

    Emits `committed` with the key and the new value when a field is left, or after a short pause in typing, and the
    value differs from the last one handed on or set. There is no Save button (PRODUCT 1). Emits `drafted` when
    something is half typed that is no value yet, or no longer is.

    Attributes:
        stored: whether each field shows what is stored under it, so that a draft may be kept beside it.
    """

    stored = False

    committed = Signal(str, object)
    drafted = Signal()

    def __init__(self, parent: QWidget | None = None, *, short: bool = False) -> None:
        super().__init__(parent)
        self._row_kind = ShortRow if short else FieldRow
        self._rows: dict[str, FieldRow] = {}
        self._known: dict[str, object] = {}
        self._typed: set[str] = set()
        self._refused: set[str] = set()
        self._half: dict[str, str] = {}
        self._layout = FlowLayout(self, TOKENS.s if short else TOKENS.l, even=not short)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._hand_on)
        self._place: DraftPlace | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._keep_typing)

    def add(
        self, key: str, text: str, field: QWidget, hint: str = "", *, required: bool = False, wide: bool = False
    ) -> FieldRow:
        """Add a field; a `FieldError` about `key` will be shown under it. A `wide` one gets a row of its own."""
        row = self._row_kind(text, field, hint, required=required)
        row.setProperty(WIDE, wide)
        self._rows[key] = row
        self._layout.addWidget(row)
        self._known[key] = read_field(field)
        self._watch(key, field)
        return row

    def _watch(self, key: str, field: QWidget) -> None:
        if isinstance(field, QLineEdit):
            field.textEdited.connect(lambda: self._typing(key))
            field.editingFinished.connect(lambda: self._commit(key))
        elif isinstance(field, QPlainTextEdit):
            field.textChanged.connect(lambda: self._typing(key))
            field.installEventFilter(self)
            field.setTabChangesFocus(True)
        elif isinstance(field, QComboBox):
            field.activated.connect(lambda: self._commit(key))
        elif isinstance(field, QAbstractButton):
            field.clicked.connect(lambda: self._commit(key))
        elif isinstance(field, QSpinBox):
            field.valueChanged.connect(lambda: self._typing(key))
            field.editingFinished.connect(lambda: self._commit(key))
        else:
            cast("ValueField", field).changed.connect(lambda: self._commit(key))
            if isinstance(field, Typbaar):
                field.typed.connect(lambda: self._typing(key))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving a text of several lines hands it on."""
        if event.type() == QEvent.Type.FocusOut:
            for key, row in self._rows.items():
                if row.field is watched:
                    self._commit(key)
        return super().eventFilter(watched, event)

    def _typing(self, key: str) -> None:
        self._typed.add(key)
        self._pause.start()
        if not self._soon.isActive():
            self._soon.start(DRAFT_AFTER if self._place is not None else LONGEST)

    def _keep_typing(self) -> None:
        """What is typed is safe from a crash from here on, though typing goes on."""
        if self._place is None:
            self._hand_on()
        else:
            try:
                self._keep_in(self._place)
            except ExpertteamError:  # the kluis is busy: try again soon; handing it on will say so when it lasts
                self._soon.start(DRAFT_AFTER)

    def _keep_in(self, place: DraftPlace) -> None:
        """What was typed and not handed on, or refused there, is kept; when there is none, nothing is."""
        kept = {key: read_draft(self._rows[key].field) for key in self._typed | self._refused | self._half.keys()}
        if kept:
            place.keep(kept)
        else:
            place.clear()

    def draft_in(self, place: DraftPlace) -> None:
        """Keep there what is typed from now on, and put back in its fields what was kept before."""
        self._place = place
        self._refused.clear()
        found = place.restore()
        for key, row in self._rows.items():
            row.set_note("")
            if found is None or key not in found[0] or found[0][key] == _plain(read_field(row.field)):
                continue
            write_draft(row.field, found[0][key])
            self._typed.add(key)
            row.set_note(f"Concept van {found[1]} hersteld.")

    def _commit(self, key: str) -> None:
        self._typed.discard(key)
        field = self._rows[key].field
        value = read_field(field)
        if value != self._known[key]:
            self._known[key] = value
            self._rows[key].set_error("")
            self.committed.emit(key, value)
            (self._refused.add if self._rows[key].error else self._refused.discard)(key)
        if self._note_half(key, field):
            self.drafted.emit()
        if self._place is not None:
            self._keep_typing()

    def _note_half(self, key: str, field: QWidget) -> bool:
        """Remember what is half typed in a field; whether that is something else than before."""
        was, now = self._half.pop(key, None), field.draft() if isinstance(field, Typbaar) else None
        if now is not None:
            self._half[key] = now
        return was != now

    def _hand_on(self) -> None:
        for key in tuple(self._typed):
            self._commit(key)

    def flush(self) -> None:
        """Hand on what was typed and not yet handed on; for the lock, and before a page is left.

        A text that is a date is taken as one; what cannot be read stays a draft.
        """
        for key in (*self._typed, *self._half):
            field = self._rows[key].field
            if isinstance(field, Typbaar):
                field.finish()
        self._hand_on()

    def row(self, key: str) -> FieldRow:
        """The row of a field.

        Raises:
            KeyError: there is no such field.
        """
        return self._rows[key]

    def value(self, key: str) -> object:
        """What a field holds now."""
        return read_field(self._rows[key].field)

    def values(self) -> dict[str, object]:
        """What all fields hold now."""
        return {key: read_field(row.field) for key, row in self._rows.items()}

    def drafts(self) -> dict[str, object]:
        """What all fields hold now, what is half typed as it stands there; `set_draft` puts it back."""
        return {key: read_draft(row.field) for key, row in self._rows.items()}

    def set_draft(self, key: str, value: object) -> None:
        """Put back what `drafts` gave; nothing is handed on."""
        field = self._rows[key].field
        write_draft(field, value)
        self._typed.discard(key)
        self._refused.discard(key)
        self._known[key] = read_field(field)
        self._note_half(key, field)

    def set_value(self, key: str, value: object) -> None:
        """Show a value; nothing is handed on."""
        field = self._rows[key].field
        write_field(field, value)
        self._typed.discard(key)
        self._refused.discard(key)
        self._half.pop(key, None)
        self._known[key] = read_field(field)

    def show_error(self, error: FieldError) -> bool:
        """Show an error under its field and go there; False when this form has no such field."""
        row = self._rows.get(error.field)
        if row is None:
            return False
        row.set_error(str(error))
        row.control.setFocus()
        return True

    def clear_errors(self) -> None:
        """Take all errors away."""
        for row in self._rows.values():
            row.set_error("")
