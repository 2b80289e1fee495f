"""Reading and writing any field, whatever its kind, so that forms and drafts need not know kinds."""

from __future__ import annotations

from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QToolButton, QWidget


class ValueField(Protocol):
    """A field of our own (DateEdit, Chips): a value, and a signal when it changed."""

    changed: SignalInstance

    def value(self) -> object:
        """What it holds."""

    def set_value(self, value: object, /) -> None:
        """Show a value without telling anyone."""


@runtime_checkable
class Typbaar(Protocol):
    """A field of our own whose text is its value only once it can be read (DateEdit)."""

    typed: SignalInstance

    def draft(self) -> str | None:
        """What is typed and not taken as its value; None when there is nothing of the kind."""

    def set_draft(self, text: str, /) -> None:
        """Put back what `draft` gave, or its value as it was kept."""

    def finish(self) -> None:
        """Take what is typed as its value, as far as it can be read."""


def read_field(widget: QWidget) -> object:
    """The value of any field: text without spaces around it, data of the choice, number, yes or no, own value."""
    if isinstance(widget, QLineEdit):
        return widget.text().strip()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText().strip()
    if isinstance(widget, QComboBox):
        return widget.currentData() if widget.currentData() is not None else widget.currentText().strip()
    if isinstance(widget, QAbstractButton):
        return widget.isChecked()
    if isinstance(widget, QSpinBox):
        return widget.value()
    return cast("ValueField", widget).value()


def write_field(widget: QWidget, value: object) -> None:
    """Show a value in any field without telling anyone."""
    blocked = widget.blockSignals(True)
    if isinstance(widget, QLineEdit):
        widget.setText(str(value or ""))
        if not widget.hasFocus():
            widget.setCursorPosition(0)  # a long text shows its beginning
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(str(value or ""))
    elif isinstance(widget, QComboBox):
        place = widget.findData(value)
        widget.setCurrentIndex(place if place >= 0 else widget.findText(str(value or "")))
    elif isinstance(widget, QAbstractButton):
        widget.setChecked(bool(value))
    elif isinstance(widget, QSpinBox):
        widget.setValue(int(str(value or 0)))
    else:
        cast("ValueField", widget).set_value(value)
    widget.blockSignals(blocked)


def read_draft(widget: QWidget) -> object:
    """What a field would lose: the text that is half typed, else its value."""
    half = widget.draft() if isinstance(widget, Typbaar) else None
    return read_field(widget) if half is None else half


def write_draft(widget: QWidget, value: object) -> None:
    """Put back what `read_draft` gave, without telling anyone."""
    if isinstance(widget, Typbaar) and isinstance(value, str):
        widget.set_draft(value)
    else:
        write_field(widget, value)


def add_clear_button(edit: QLineEdit) -> None:
    """A cross in a search field that empties it; Qt gives it no name."""
    edit.setClearButtonEnabled(True)
    for button in edit.findChildren(QToolButton):
        button.setAccessibleName("Zoektekst wissen")
