"""A field for a date that takes what people type and says at once which day that is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.datuminvoer import (
    AddWerkdagen,
    Richting,
    in_werkdagen,
    in_woorden,
    overgeslagen,
    parse_datum,
)
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.kalender import WETTELIJK, Kalender
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import label, restyle

DateParser = Callable[[str, date, AddWerkdagen], date | None]
"""Gives the day that a text means, seen from today, with a way to count werkdagen; None for nothing typed.

Raises `UserError`.
"""


@runtime_checkable
class Kalenderhouder(Protocol):
    """A widget that knows the calendar of the kluis for the date fields inside it: the window."""

    def datumkalender(self) -> Kalender:
        """The calendar on which ``+10wd`` counts; asked only when someone types that."""


_STEPS = {Qt.Key.Key_Up: "+1d", Qt.Key.Key_Down: "-1d", Qt.Key.Key_PageUp: "+1m", Qt.Key.Key_PageDown: "-1m"}


def date_parser(richting: Richting) -> DateParser:
    """The parser of the domain, for dates that lie on one side of today."""
    return lambda text, vandaag, count: parse_datum(text, vandaag, richting, count)


class DateEdit(QWidget):
    """A line for a date, with the day in words beside it.

    Arrow up and down move one day, Page Up and Page Down one month. Leaving the field writes the date out in digits.
    ``+10wd`` counts on the calendar of the window it stands in (`Kalenderhouder`), without one on that of the law; the
    words then name the free days that were passed over. With `wettelijk` it counts on the calendar of the law, for a
    day that no closing day of the office may move.

    Emits `changed` with a `date` or None whenever the field is left with another valid date than before, and `typed`
    at every keystroke.
    """

    changed = Signal(object)
    typed = Signal()

    def __init__(
        self,
        parser: DateParser | None = None,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
        *,
        wettelijk: bool = False,
    ) -> None:
        super().__init__(parent)
        self._parser = parser or date_parser(Richting.DICHTBIJ)
        self._wettelijk = wettelijk
        self._today = today
        self._value: date | None = None
        self._error = ""
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("12 mrt, di, +10wd")
        self.edit.setMinimumWidth(self.fontMetrics().averageCharWidth() * 18)
        self.words = label()
        self.words.setMinimumWidth(1)  # a narrow field may cut the day off; it is told in full to a screen reader
        layout = FlowLayout(self, TOKENS.s)
        layout.addWidget(self.edit)
        layout.addWidget(self.words)
        layout.setAlignment(self.edit, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._show)
        self.edit.textEdited.connect(self.typed)
        self.edit.editingFinished.connect(self._finish)
        self.edit.installEventFilter(self)
        self._show(self.edit.text())

    @property
    def error(self) -> str:
        """Why the text is no date; empty when it is one, or when nothing was typed."""
        return self._error

    def value(self) -> date | None:
        """The last valid date, None when the field is empty."""
        return self._value

    def set_value(self, day: date | None) -> None:
        """Show a date without telling anyone."""
        self._value = day
        self.edit.setText(self._written())

    def _written(self) -> str:
        return "" if self._value is None else dag_cijfers(self._value)

    def draft(self) -> str | None:
        """What is typed and not yet taken as a date, as it was typed; None when there is nothing of the kind."""
        text = self.edit.text()
        return None if text == self._written() else text

    def set_draft(self, text: str) -> None:
        """Put back what was kept: a day in ISO form, or a text as it was typed, which is not taken as a date yet."""
        try:
            self.set_value(date.fromisoformat(text))
        except ValueError:
            self.edit.setText(text)

    def finish(self) -> None:
        """Take what is typed as when the field is left; what cannot be read stays as it is."""
        self._finish()

    def _kalender(self) -> Kalender:
        holder: QWidget | None = self
        while holder is not None and not isinstance(holder, Kalenderhouder):
            holder = holder.parentWidget()
        found = WETTELIJK if holder is None else holder.datumkalender()
        return found.wettelijk if self._wettelijk else found

    def _read(self) -> date | None:
        self._error = ""
        try:
            return self._parser(self.edit.text(), self._today(), lambda van, n: self._kalender().add_days(van, n))
        except UserError as error:
            self._error = str(error)
            return None

    def _show(self, _text: str) -> None:
        day = self._read()
        unfinished = bool(self._error) and self.edit.hasFocus()
        wrong = bool(self._error) and not unfinished
        self.words.setProperty("rol", "fout" if wrong else "uitleg")
        self.words.setWordWrap(bool(self._error))
        self.words.setText(self._error or (self._in_words(day) if day else ""))
        self.words.setVisible(bool(self.words.text()))
        self.edit.setAccessibleDescription(self.words.text())
        self.edit.setProperty("fout", "ja" if wrong else "")
        restyle(self.words)
        restyle(self.edit)
        self.updateGeometry()

    def _in_words(self, day: date) -> str:
        today = self._today()
        skipped = overgeslagen(today, day, self._kalender()) if in_werkdagen(self.edit.text()) else ()
        return f"{in_woorden(day)}; overgeslagen: {', '.join(skipped)}" if skipped else in_woorden(day)

    def _finish(self) -> None:
        day = self._read()
        if self._error:
            self._show(self.edit.text())
            return
        written = self.edit.text()
        if day is not None:
            self.edit.setText(dag_cijfers(day))
        if day != self._value:
            self._value = day
            self.changed.emit(day)
        elif written != self.edit.text():
            self.typed.emit()  # it was the same day in other words: nothing is half typed any more

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move the date; leaving the field judges it."""
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers():
                self._move(step)
                return True
        if watched is self.edit and event.type() == QEvent.Type.FocusOut and self._error:
            self._show(self.edit.text())
        return super().eventFilter(watched, event)

    def _move(self, step: str) -> None:
        day = self._read() or self._today()
        try:
            moved = parse_datum(step, day)
        except UserError:
            return
        self.edit.setText(dag_cijfers(moved))
