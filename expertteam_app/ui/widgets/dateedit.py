"""A field for a date that takes what people type and says at once which day that is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.datuminvoer import Richting, in_woorden, parse_datum
from expertteam_app.domain.errors import UserError
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import label, restyle

DateParser = Callable[[str, date], date | None]
"""Gives the day that a text means, seen from today; None for nothing typed. Raises `UserError`."""

_STEPS = {Qt.Key.Key_Up: "+1d", Qt.Key.Key_Down: "-1d", Qt.Key.Key_PageUp: "+1m", Qt.Key.Key_PageDown: "-1m"}


def date_parser(richting: Richting) -> DateParser:
    """The parser of the domain, for dates that lie on one side of today."""
    return lambda text, vandaag: parse_datum(text, vandaag, richting)


class DateEdit(QWidget):
    """A line for a date, with the day in words beside it.

    Arrow up and down move one day, Page Up and Page Down one month. Leaving the field writes the date out in digits.
    Emits `changed` with a `date` or None whenever the field is left with another valid date than before.
    """

    changed = Signal(object)

    def __init__(
        self,
        parser: DateParser = parse_datum,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parser = parser
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
        self.edit.setText("" if day is None else dag_cijfers(day))

    def _read(self) -> date | None:
        self._error = ""
        try:
            return self._parser(self.edit.text(), self._today())
        except UserError as error:
            self._error = str(error)
            return None

    def _show(self, _text: str) -> None:
        day = self._read()
        unfinished = bool(self._error) and self.edit.hasFocus()
        wrong = bool(self._error) and not unfinished
        self.words.setProperty("rol", "fout" if wrong else "uitleg")
        self.words.setWordWrap(bool(self._error))
        self.words.setText(self._error or (in_woorden(day) if day else ""))
        self.words.setVisible(bool(self.words.text()))
        self.edit.setAccessibleDescription(self.words.text())
        self.edit.setProperty("fout", "ja" if wrong else "")
        restyle(self.words)
        restyle(self.edit)
        self.updateGeometry()

    def _finish(self) -> None:
        day = self._read()
        if self._error:
            self._show(self.edit.text())
            return
        if day is not None:
            self.edit.setText(dag_cijfers(day))
        if day != self._value:
            self._value = day
            self.changed.emit(day)

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
