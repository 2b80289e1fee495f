"""A card in the page that asks a few things and does one: no dialog, nothing is blocked, Esc puts it away."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from expertteam_app.domain.errors import ExpertteamError, FieldError, UserError
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.casus_velden import button, tab_after
from expertteam_app.ui.pages.casus_werk import Concept, fill_form
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.dateedit import DateEdit
from expertteam_app.ui.widgets.field_row import FieldRow
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import announce, heading, label

Act = Callable[[Mapping[str, object]], object]


class Invoer(QFrame):
    """Fields with a button that does it. Enter does it too, Esc puts the card away.

    What is half typed is kept as a draft and comes back when the same card is opened again. Emits `done` when it was
    done, `cancelled` when it was put away.

    Args:
        title: what will be done, as a heading.
        confirm: the text of the button.
        act: does it with the values of the fields; a `FieldError` is shown at its field.
        concept: where the draft is kept; None keeps none.
    """

    done = Signal()
    cancelled = Signal()

    def __init__(
        self, title: str, confirm: str, act: Act, concept: Concept | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("rol", "kaart")
        self.setAccessibleName(title)
        self._act = act
        self._concept = concept
        self._finished = False
        self.form = Form()
        self.form.committed.connect(lambda *_: self.save_draft())
        self.form.drafted.connect(self.save_draft)
        self.note = label("", "uitleg", wrap=True)
        self._restored = label("", "klein", wrap=True)
        self._error = label("", "fout", wrap=True)
        for part in (self.note, self._restored, self._error):
            part.hide()
        self.confirm_button = button(confirm, self.confirm, "check", "Enter", "primair")
        self.cancel_button = button("Annuleren", self.cancel, "x", role="stil")
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.m)
        layout.setSpacing(TOKENS.s)
        for widget in (heading(title), self._restored, self.form, self.note, self._error):
            layout.addWidget(widget)
        self.tools = row_of(self.confirm_button, self.cancel_button, None)
        layout.addLayout(self.tools)

    def add(
        self, key: str, text: str, field: QWidget, hint: str = "", *, required: bool = False, wide: bool = False
    ) -> FieldRow:
        """Add a field; a `FieldError` about `key` will be shown under it. A `wide` one gets a row of its own."""
        if isinstance(field, QPlainTextEdit) and not hint:
            hint = "Ctrl+Enter legt vast."
        return self.form.add(key, text, field, hint, required=required, wide=wide)

    def add_below(self, widget: QWidget) -> None:
        """Put something between the fields and the buttons."""
        self._layout.insertWidget(self._layout.count() - 1, widget)

    def set_note(self, text: str) -> None:
        """Explain something under the fields; empty takes it away."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    @property
    def controls(self) -> list[QWidget]:
        """What the keyboard can stand on, in order."""
        fields = [self.form.row(key).control for key in self.form.values()]
        return [*fields, self.confirm_button, self.cancel_button]

    def start(self) -> None:
        """Bring back a draft and put the keyboard on the first field."""
        found = self._concept.restore() if self._concept is not None else None
        if found is not None:
            fill_form(self.form, found[0])
            self._restored.setText(f"Concept van {found[1]} hersteld.")
            self._restored.show()
        self.controls[0].setFocus(Qt.FocusReason.TabFocusReason)

    def save_draft(self) -> None:
        """Keep what is typed."""
        if self._concept is not None and not self._finished:
            self._concept.keep(self.form.drafts())

    def flush(self) -> None:
        """Keep what is typed, also in the field one stands in."""
        self.form.flush()

    def _wrong_date(self) -> FieldRow | None:
        rows = [self.form.row(key) for key in self.form.values()]
        return next((r for r in rows if isinstance(r.field, DateEdit) and r.field.error), None)

    def confirm(self) -> None:
        """Do it, or say at which field it cannot be done."""
        self.form.clear_errors()
        self._error.hide()
        self.form.flush()
        wrong = self._wrong_date()
        if wrong is not None:
            wrong.control.setFocus()
            return
        try:
            self._act(self.form.values())
        except FieldError as error:
            if not self.form.show_error(error):
                self._show_error(str(error))
        except UserError as error:
            self._show_error(str(error))
        except ExpertteamError as error:
            show_error(self, error)
        else:
            self._finish()
            self.done.emit()

    def _show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.show()
        announce(self, text)

    def cancel(self) -> None:
        """Put the card away and throw away what was typed."""
        self._finish()
        self.cancelled.emit()

    def put_away(self) -> None:
        """Close the card; what was typed waits as a draft for the next time."""
        self.flush()
        self.cancelled.emit()

    def _finish(self) -> None:
        self._finished = True
        if self._concept is not None:
            self._concept.clear()

    def event(self, event: QEvent) -> bool:
        """Enter with or without Ctrl is of this card, whatever a page means by that key."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            own = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            event.setAccepted(own)
            return own or super().event(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it, Esc puts it away and keeps what was typed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirm()
        elif event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)


class KaartPlek:
    """Where a part shows its cards: one at a time, at one place in its layout.

    Args:
        layout: the layout the card is put in.
        place: the widget of that layout it stands above, or its index.
        back: what puts the keyboard back when a card is done or put away.
    """

    def __init__(self, layout: QVBoxLayout, place: QWidget | int, back: Callable[[], object]) -> None:
        self._layout = layout
        self._place = place
        self._default_back = self._back = back
        self.card: Invoer | None = None

    def open(
        self,
        card: Invoer,
        then: Callable[[], object] | None = None,
        *,
        back: Callable[[], object] | None = None,
        tab_from: QWidget | None = None,
    ) -> None:
        """Show a card in place of the one before.

        Args:
            card: the card.
            then: what follows when it was done, such as the next empty card; None closes the card.
            back: what puts the keyboard back after this card, where that is another place than usual.
            tab_from: the widget after which Tab comes to the card.
        """
        self.drop()
        self._back = back or self._default_back
        self.card = card
        card.done.connect(then or self.close)
        card.cancelled.connect(self.close)
        at = self._place if isinstance(self._place, int) else self._layout.indexOf(self._place)
        self._layout.insertWidget(at, card)
        card.show()
        if tab_from is not None:
            tab_after(tab_from, card.controls)
        card.start()

    def close(self) -> None:
        """Take the card away and put the keyboard back."""
        inside = self.card.window().focusWidget() if self.card is not None else None
        if inside is not None and self.card is not None and self.card.isAncestorOf(inside):
            inside.clearFocus()  # else Qt hands the keyboard to any neighbour, which takes it as chosen
        self.drop()
        self._back()

    def drop(self) -> None:
        """Take the card off the page, when there is one; what was half typed in it is kept."""
        card, self.card = self.card, None
        if card is not None:
            card.flush()
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()

    def flush(self) -> None:
        """Keep what is half typed."""
        if self.card is not None:
            self.card.flush()

    def start(self) -> bool:
        """Put the keyboard in the card; False when there is none."""
        if self.card is not None:
            self.card.start()
        return self.card is not None
