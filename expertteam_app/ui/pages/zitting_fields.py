"""Fields of the RET and JBT pages: text that grows, a choice of a few, forms that keep what is being typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from expertteam_app.domain.codelijst import Code
from expertteam_app.ui.icons import icon
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.dateedit import DateEdit
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import label, restyle

MAX_LINES = 14


class GrowingText(QPlainTextEdit):
    """A text of several lines that is as high as what is in it, up to a limit."""

    def __init__(self, lines: int = 2, placeholder: str = "") -> None:
        super().__init__()
        self._lines = lines
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def _height(self) -> int:
        # The document of a plain text edit measures itself in lines, not in pixels.
        shown = max(self._lines, min(MAX_LINES, round(self.document().size().height())))
        margins = 2 * round(self.document().documentMargin()) + 2 * self.frameWidth() + TOKENS.s
        return shown * self.fontMetrics().lineSpacing() + margins

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(self.fontMetrics().averageCharWidth() * 40, self._height())

    def minimumSizeHint(self) -> QSize:
        """Never lower than its lines: the page scrolls, not the field."""
        return QSize(self.fontMetrics().averageCharWidth() * 16, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower means more lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


class Choice(QWidget):
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
        for button in self._buttons.values():
            button.setEnabled(enabled)

    def _show(self) -> None:
        entry = self._value if self._value in self._buttons else next(iter(self._buttons), "")
        for code, button in self._buttons.items():
            button.setChecked(code == self._value)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if code == entry else Qt.FocusPolicy.ClickFocus)
            if code == entry:
                self.setFocusProxy(button)

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


def combo(codes: Sequence[Code], empty: str) -> QComboBox:
    """A list to choose one code from; `empty` are the words for no choice."""
    made = QComboBox()
    made.addItem(empty, "")
    for code in codes:
        made.addItem(code.label, code.code)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(16)
    return made


def set_read_only(form: Form, read_only: bool) -> None:
    """Let every field of a form be read and copied, but not changed; or be changed again."""
    for key in form.values():
        field = form.row(key).field
        if isinstance(field, (QLineEdit, QPlainTextEdit)):
            field.setReadOnly(read_only)
        elif isinstance(field, DateEdit):
            field.edit.setReadOnly(read_only)
        elif isinstance(field, Choice):
            field.set_enabled(not read_only)
        else:
            field.setEnabled(not read_only)


def update_form(form: Form, values: Mapping[str, object]) -> None:
    """Show values that were read again, but leave alone the field that has the keyboard and a field with an error."""
    for key, value in values.items():
        row = form.row(key)
        busy = row.control.hasFocus() or (isinstance(row.field, Choice) and row.field.isAncestorOf(_focused(form)))
        if not busy and not row.error and form.value(key) != value:
            form.set_value(key, value)


def _focused(widget: QWidget) -> QWidget:
    return widget.window().focusWidget() or widget


class Banner(QFrame):
    """A sentence that needs attention, with at most one thing to do about it; hidden while there is none."""

    def __init__(self, tone: Tone = Tone.LET_OP, button: str = "") -> None:
        super().__init__()
        self.setProperty("toon", tone.value)
        self._text = label("", wrap=True)
        self.button = QPushButton(button)
        self.button.setVisible(bool(button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.s)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(self._text)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
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


class EntryForm(QWidget):
    """A form for something new: it is added with its button or Enter in a line, and kept as a draft until then.

    Emits `submitted` with the values. The page calls `done` when it was stored.
    """

    submitted = Signal(object)

    def __init__(self, tafel: Tafel, draft_key: str, button: str, icon_name: str = "plus") -> None:
        super().__init__()
        self._tafel = tafel
        self._draft_key = draft_key
        self._start: dict[str, str] = {}
        self.form = Form()
        self.button = QPushButton(icon(icon_name), button)
        self.button.clicked.connect(self.submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(self.form)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.committed.connect(lambda _key, _value: self.keep())

    def add(
        self, key: str, text: str, field: QWidget, hint: str = "", *, start: object = None, required: bool = False
    ) -> None:
        """Add a field that starts with a value; a draft of it comes back at once."""
        self.form.add(key, text, field, hint, required=required)
        line = field.edit if isinstance(field, DateEdit) else field
        if isinstance(line, QLineEdit):
            # Queued: a date is only known when the line has finished, which comes after Enter.
            line.returnPressed.connect(self.submit, Qt.ConnectionType.QueuedConnection)
        self.form.set_value(key, start)
        self._start[key] = _stored(self.form.value(key))
        kept = self._tafel.drafts.get(self._draft_key).get(key, "")
        if kept:
            self.form.set_value(key, date.fromisoformat(kept) if isinstance(field, DateEdit) else kept)

    def submit(self) -> None:
        """Offer what was typed, unless a date in it is no date."""
        self.form.clear_errors()
        for key in self.form.values():
            field = self.form.row(key).field
            if isinstance(field, DateEdit) and field.error:
                field.setFocus()
                return
        self.submitted.emit(self.form.values())

    def keep(self) -> None:
        """Keep what was typed in the kluis."""
        values = {key: _stored(value) for key, value in self.form.values().items()}
        self._tafel.drafts.keep(self._draft_key, {} if values == self._start else values)

    def done(self) -> None:
        """Begin anew, with the values of the start."""
        for key, text in self._start.items():
            is_date = isinstance(self.form.row(key).field, DateEdit)
            self.form.set_value(key, date.fromisoformat(text) if is_date and text else text or None)
        self._tafel.drafts.keep(self._draft_key, {})


def _stored(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
