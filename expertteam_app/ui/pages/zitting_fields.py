"""Fields of the RET and JBT pages: a choice of a few, a sentence with a button, forms that keep what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from expertteam_app.ui.pages.casus_velden import Choice, button, column
from expertteam_app.ui.pages.casus_werk import fill_form
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.dateedit import DateEdit
from expertteam_app.ui.widgets.field_row import FieldRow
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import label, restyle


class ButtonChoice(QWidget):
    """A choice of a few, as buttons beside each other; one tab stop.

    Arrows move, Space or Enter chooses, a digit chooses at once. Emits `changed` with the code.
    """

    changed = Signal(object)

    def __init__(self, name: str, options: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self._buttons: dict[str, QPushButton] = {}
        layout = FlowLayout(self, TOKENS.s)
        for number, (code, text) in enumerate(options, start=1):
            button = QPushButton(f"{number}  {text}")
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {text}")
            button.setStyleSheet(
                "QPushButton:checked { background: palette(highlight); color: palette(highlighted-text);"
                " font-weight: 600; } QPushButton:checked:focus { border: 2px solid palette(window-text); }"
            )
            button.clicked.connect(lambda _checked=False, c=code: self.choose(c))
            button.installEventFilter(self)
            self._buttons[code] = button
            layout.addWidget(button)
        self._show()

    def value(self) -> str:
        """The chosen code, empty when nothing was chosen."""
        return self._value

    def set_value(self, value: object) -> None:
        """Show a choice without telling anyone."""
        self._value = str(value or "")
        self._show()

    def choose(self, code: str) -> None:
        """Choose as a user does."""
        again = code == self._value
        self.set_value(code)
        if not again:
            self.changed.emit(code)

    def button(self, code: str) -> QPushButton:
        """The button of a code."""
        return self._buttons[code]

    def set_enabled(self, enabled: bool) -> None:
        """Let the user choose, or only look."""
        for each in self._buttons.values():
            each.setEnabled(enabled)

    def _show(self) -> None:
        entry = self._value if self._value in self._buttons else next(iter(self._buttons), "")
        for code, each in self._buttons.items():
            each.setChecked(code == self._value)
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if code == entry else Qt.FocusPolicy.ClickFocus)
            if code == entry:
                self.setFocusProxy(each)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move over the buttons, digits choose."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            codes = list(self._buttons)
            here = next((n for n, b in enumerate(self._buttons.values()) if b is watched), 0)
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(
                Qt.Key(event.key())
            )
            if step is not None:
                self._buttons[codes[(here + step) % len(codes)]].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.choose(codes[here])
                return True
            if event.text().isdigit() and 1 <= int(event.text()) <= len(codes) and not event.modifiers():
                self.choose(codes[int(event.text()) - 1])
                self._buttons[self._value].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)


_QUIET = "QPlainTextEdit { background: palette(alternate-base); }"
_LEGIBLE = "QComboBox:disabled { color: palette(dark); }"
"""What cannot be changed any more must still be read."""


def set_read_only(form: Form, read_only: bool) -> None:
    """Let every field of a form be read and copied, but not changed; or be changed again."""
    for key in form.values():
        field = form.row(key).field
        if isinstance(field, (QLineEdit, QPlainTextEdit)):
            if field.isReadOnly() != read_only:
                field.setReadOnly(read_only)
                field.setStyleSheet(_QUIET if read_only and isinstance(field, QPlainTextEdit) else "")
        elif isinstance(field, DateEdit):
            field.edit.setReadOnly(read_only)
        elif isinstance(field, ButtonChoice):
            field.set_enabled(not read_only)
        elif field.isEnabled() == read_only:
            field.setEnabled(not read_only)
            field.setStyleSheet(_LEGIBLE if read_only else "")


def update_form(form: Form, values: Mapping[str, object]) -> None:
    """Show values that were read again, but leave alone the field that has the keyboard and a field with an error."""
    for key, value in values.items():
        row = form.row(key)
        _offer_old(row.field, value)
        if not row.control.hasFocus() and not row.error and form.value(key) != value:
            form.set_value(key, value)


def _offer_old(field: QWidget, value: object) -> None:
    """A code of an older list stays readable: the choice offers it as it is."""
    if isinstance(field, Choice) and value and field.findData(value) < 0:
        field.addItem(str(value), value)


class Banner(QFrame):
    """A sentence that needs attention, with at most one thing to do about it; hidden while there is none."""

    def __init__(self, tone: Tone = Tone.LET_OP, text: str = "") -> None:
        super().__init__()
        self.setProperty("toon", tone.value)
        self._text = label("", wrap=True)
        self.button = QPushButton(text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.s)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(self._text)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.setVisible(bool(text))
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Say something; empty hides the banner."""
        if tone is not None:
            self.setProperty("toon", tone.value)
            restyle(self)
        self._text.setText(text)
        self.setVisible(bool(text))


FIELD_CHARACTERS = 28
"""Width of a field from which a `DenseForm` puts two beside each other."""


class DenseForm(Form):
    """A form for a narrow column: its fields stand beside each other sooner than those of a whole page.

    Args:
        characters: the width a field needs at least.
    """

    def __init__(self, characters: int = FIELD_CHARACTERS) -> None:
        super().__init__()
        self._characters = characters

    def add(
        self, key: str, text: str, field: QWidget, hint: str = "", *, required: bool = False, wide: bool = False
    ) -> FieldRow:
        """Add a field; the hint becomes a part of the row at once, for a loose label would be shown as a window."""
        row = super().add(key, text, field, required=required, wide=wide)
        row.label.setWordWrap(True)
        inside = row.layout()
        if hint and isinstance(inside, QVBoxLayout):
            inside.insertWidget(2, label(hint, "klein", wrap=True))
            row.control.setAccessibleDescription(hint)
        row.setMinimumWidth(self.fontMetrics().averageCharWidth() * self._characters)
        return row

    def changeEvent(self, event: QEvent) -> None:
        """The width follows the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for key in self.values():
                self.row(key).setMinimumWidth(self.fontMetrics().averageCharWidth() * self._characters)


class EntryForm(QWidget):
    """A form for something new: it is added with its button or Enter in a line, and kept as a concept until then.

    Emits `submitted` with the values. Whoever stored them calls `done`.
    """

    submitted = Signal(object)

    def __init__(
        self,
        tafel: Tafel,
        sleutel: str,
        text: str,
        icon_name: str = "plus",
        role: str = "",
        width: int = FIELD_CHARACTERS,
    ) -> None:
        super().__init__()
        self._concept = tafel.concept(sleutel)
        self._start: dict[str, object] = {}
        self.form = DenseForm(width)
        self.button = button(text, self.submit, icon_name, role=role)
        layout = column(self, spacing=TOKENS.s)
        layout.addWidget(self.form)
        holder = QWidget()
        self.buttons = FlowLayout(holder, TOKENS.s)
        self.buttons.addWidget(self.button)
        layout.addWidget(holder)
        self.form.committed.connect(lambda _key, _value: self.keep())
        self.form.drafted.connect(self.keep)

    def add(
        self,
        key: str,
        text: str,
        field: QWidget,
        hint: str = "",
        *,
        start: object = None,
        required: bool = False,
        wide: bool = False,
    ) -> None:
        """Add a field that starts with a value."""
        self.form.add(key, text, field, hint, required=required, wide=wide)
        line = field.edit if isinstance(field, DateEdit) else field
        if isinstance(line, QLineEdit):
            # Queued: a date is only known when the line has finished, which comes after Enter.
            line.returnPressed.connect(self.submit, Qt.ConnectionType.QueuedConnection)
        self.form.set_value(key, "" if start is None and isinstance(field, Choice) else start)
        self._start[key] = self.form.value(key)

    def kept(self) -> Mapping[str, object]:
        """What was half typed and kept, field by field."""
        found = self._concept.restore()
        return found[0] if found is not None else {}

    def restore(self) -> bool:
        """Bring back what was half typed, after the last field was added; False when there was nothing."""
        kept = self._concept.restore()
        if kept is not None:
            fill_form(self.form, kept[0])
        return kept is not None

    def submit(self) -> None:
        """Offer what was typed, unless a date in it is no date."""
        self.form.clear_errors()
        self.form.flush()
        for key in self.form.values():
            field = self.form.row(key).field
            if isinstance(field, DateEdit) and field.error:
                field.setFocus()
                return
        self.submitted.emit(self.form.values())

    def refuse(self, key: str, text: str) -> None:
        """Say under a field what it still needs, and go there."""
        self.form.row(key).set_error(text)
        self.form.row(key).control.setFocus()

    def keep(self) -> None:
        """Keep what was typed in the kluis; nothing is kept while all is as at the start."""
        values = self.form.drafts()
        if values == self._start:
            self._concept.clear()
        else:
            self._concept.keep(values)

    def done(self) -> None:
        """Begin anew, with the values of the start."""
        for key, value in self._start.items():
            self.form.set_value(key, value)
        self.form.clear_errors()
        self._concept.clear()
