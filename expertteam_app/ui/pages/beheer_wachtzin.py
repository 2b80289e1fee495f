"""A card with a wachtzin in it: deriving a key takes a second, so it is done beside the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from expertteam_app.domain.errors import ExpertteamError, FieldError, UserError
from expertteam_app.services.kluis import WrongPassphrase, passphrase_problem, time_to_guess
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.cijfer_delen import Reken
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.field_row import FieldRow
from expertteam_app.ui.widgets.fields import read_field
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import announce, heading, label
from expertteam_app.ui.widgets.passphrase import PassphraseField
from expertteam_app.ui.work import Work

JUDGE_AFTER = 300
"""Milliseconds without typing after which a new wachtzin is judged."""
_NEW = "wachtzin"
"""The key of the field in which a new wachtzin is chosen."""


class Werkkaart(QFrame):
    """Fields and a button. Nothing that is typed here is kept: a wachtzin never becomes a draft.

    Emits `sent` with the values when the button is pressed; whoever listens then calls `run` or `show_error`. Emits
    `done` when that was done and `closed` when the card was put away.
    """

    sent = Signal(object)
    done = Signal()
    closed = Signal()

    def __init__(self, work: Work, title: str, confirm: str) -> None:
        super().__init__()
        self.setProperty("rol", "kaart")
        self.setAccessibleName(title)
        self._work = work
        self._wrong_field = ""
        self._reken: Reken | None = None
        self._judge_later = QTimer(self)
        self._judge_later.setSingleShot(True)
        self._judge_later.setInterval(JUDGE_AFTER)
        self._judge_later.timeout.connect(self._judge)
        self.rows: dict[str, FieldRow] = {}
        self._busy = label("", "uitleg")
        self._error = label("", "fout", wrap=True)
        self._error.hide()
        self.confirm_button = button(confirm, self.send, "check", "Enter", "primair")
        self.cancel_button = button("Annuleren", self.cancel, "x", "Esc", "stil")
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, TOKENS.l, even=True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(TOKENS.l, TOKENS.m, TOKENS.l, TOKENS.m)
        self.body.setSpacing(TOKENS.s)
        for part in (heading(title), self._holder, self._error):
            self.body.addWidget(part)
        self.body.addLayout(row_of(self.confirm_button, self.cancel_button, self._busy, None))
        self.hide()

    def add(self, key: str, text: str, field: QWidget, hint: str = "", *, required: bool = False) -> None:
        """Add a field; a `FieldError` about `key` is shown under it."""
        row = FieldRow(text, field, hint, required=required)
        self.rows[key] = row
        self._flow.addWidget(row)
        if key == _NEW and isinstance(field, PassphraseField):
            field.edit.textChanged.connect(self._judge_later.start)

    def _judge(self) -> None:
        """Say how good the new wachtzin is, as soon as the hands rest."""
        row = self.rows[_NEW]
        text = row.field.text() if isinstance(row.field, PassphraseField) else ""
        naam = str(read_field(self.rows["naam"].field)) if "naam" in self.rows else ""
        row.set_note((passphrase_problem(text, naam) or f"✓ {time_to_guess(text, naam)}") if text else "")

    def start(self) -> None:
        """Show the card, empty, and stand in its first field."""
        self.clear()
        self.show()
        next(iter(self.rows.values())).control.setFocus(Qt.FocusReason.TabFocusReason)

    def clear(self) -> None:
        """Take away what was typed and what went wrong."""
        for row in self.rows.values():
            row.set_error("")
            clear = getattr(row.field, "clear", None)
            if clear is not None and not hasattr(row.field, "findData"):
                clear()
        self._say("")

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))
        announce(self, text)

    def values(self) -> dict[str, object]:
        """What the fields hold; a wachtzin as it was typed, spaces and all."""
        return {
            key: row.field.text() if isinstance(row.field, PassphraseField) else read_field(row.field)
            for key, row in self.rows.items()
        }

    def send(self) -> None:
        """Hand over the values."""
        if self._reken is not None and self._reken.busy:
            return
        for row in self.rows.values():
            row.set_error("")
        self._say("")
        self.sent.emit(self.values())

    def run(self, text: str, act: Callable[[], object], under: str = "") -> None:
        """Do it beside the window; `under` is the field under which a wrong wachtzin is told."""
        self._wrong_field = under
        self._reken = Reken(self._work, self, text, self._finished, self._failed)
        self._reken.busy_changed.connect(self._show_busy)
        self._reken.ask(lambda _job: act())

    def _show_busy(self, busy: bool) -> None:
        self._busy.setText("Een ogenblik …" if busy else "")
        self.confirm_button.setEnabled(not busy)

    def _finished(self, _answer: object) -> None:
        self.put_away()
        self.done.emit()
        self.closed.emit()

    def _failed(self, error: ExpertteamError) -> None:
        if isinstance(error, WrongPassphrase) and self._wrong_field:
            self.show_error(self._wrong_field, "Deze wachtzin klopt niet. Typ hem opnieuw.")
        elif isinstance(error, FieldError) and error.field in self.rows:
            self.show_error(error.field, str(error))
        elif isinstance(error, UserError):
            self._say(str(error))
        else:
            show_error(self, error)

    def show_error(self, key: str, text: str) -> None:
        """Show an error under a field and go there."""
        self.rows[key].set_error(text)
        self.rows[key].control.setFocus(Qt.FocusReason.TabFocusReason)

    def put_away(self) -> None:
        """Hide the card and forget what was typed."""
        self.clear()
        self.hide()

    def cancel(self) -> None:
        """Put the card away."""
        self.put_away()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends, Esc puts the card away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)
