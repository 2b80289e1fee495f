"""One field of a form: its label, an explanation and an error belong together."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import announce, label, restyle

MIN_CHARACTERS = 40
TEXT_LINES = 5
"""Height of a text of several lines, in lines."""


class FieldRow(QWidget):
    """One field with its label above it, an explanation and, when needed, an error under it."""

    def __init__(
        self, text: str, field: QWidget, hint: str = "", *, required: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.control = field.focusProxy() or field
        self._hint = hint
        self._required = required
        self.label = label(self._named(text).replace("&", "&&"), "veld")
        self.label.setBuddy(self.control)
        if isinstance(field, QSpinBox) and (inner := field.findChild(QLineEdit)):
            inner.setTextMargins(TOKENS.s, 0, 0, 0)  # the stylesheet does not reach the line inside
        self._hint_label = label(hint, "klein", wrap=True)
        if not hint:  # never show a part without a parent: it would flash as a window of its own
            self._hint_label.hide()
        self._error_label = label("", "fout", wrap=True)
        self._error_label.hide()
        self.control.setAccessibleName(self._named(text))
        self.control.setAccessibleDescription(hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.xs)
        for part in (self.label, field, self._hint_label, self._error_label):
            layout.addWidget(part)
        layout.addStretch()
        self._fit()

    def _fit(self) -> None:
        if isinstance(self.field, QPlainTextEdit):
            self.field.setFixedHeight(TEXT_LINES * self.fontMetrics().lineSpacing() + 2 * TOKENS.s)

    def changeEvent(self, event: QEvent) -> None:
        """A text of several lines keeps its lines in another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "field"):
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Room for some thirty characters, so that a form with little room gets fewer columns."""
        return QSize(self.fontMetrics().averageCharWidth() * MIN_CHARACTERS, super().minimumSizeHint().height())

    def set_text(self, text: str) -> None:
        """Give the field another label."""
        self.label.setText(self._named(text).replace("&", "&&"))
        self.control.setAccessibleName(self._named(text))

    def _named(self, text: str) -> str:
        """A field that must be filled in says so in its name: Qt has no state for that."""
        return f"{text} (verplicht)" if self._required else text

    def set_note(self, text: str) -> None:
        """Show a remark in place of the explanation; empty brings that back."""
        self._hint_label.setText(text or self._hint)
        self._hint_label.setVisible(bool(self._hint_label.text()))
        self.control.setAccessibleDescription(text or self._hint)

    @property
    def note(self) -> str:
        """What stands under the field."""
        return "" if self._hint_label.isHidden() else self._hint_label.text()

    @property
    def error(self) -> str:
        """The error shown under the field, empty when there is none."""
        return "" if self._error_label.isHidden() else self._error_label.text()

    def set_error(self, text: str) -> None:
        """Show an error under the field; empty takes it away."""
        self._error_label.setText(text)
        self._error_label.setVisible(bool(text))
        self.control.setProperty("fout", "ja" if text else "")
        self.control.setAccessibleDescription(f"{text} {self._hint}".strip())
        restyle(self.control)
        announce(self.control, text)


class ShortRow(FieldRow):
    """A field that takes the room of what is typed in it, for a line of short fields."""

    def minimumSizeHint(self) -> QSize:
        """As wide as its parts need."""
        return QWidget.minimumSizeHint(self)
