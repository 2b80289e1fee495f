"""Doubtful fields: yellow, with why; Tab goes along those only, Enter says that one is right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from expertteam_app.ui.pages.zitting_punt import bring
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import announce, restyle

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Twijfels(QObject):
    """Which fields of some forms are doubtful.

    Emits `confirmed` with the key of a field that was looked at, `arrived` with the key of the one gone to, and
    `finished` when the last one was looked at: then the keyboard must go on to something else.
    """

    confirmed = Signal(str)
    arrived = Signal(str)
    finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._forms: dict[str, Form] = {}
        self._reasons: dict[str, str] = {}
        self._asked: set[str] = set()

    def watch(self, form: Form, key: str) -> None:
        """Know a field, in the order in which Tab shall go along them."""
        self._forms[key] = form
        form.row(key).control.installEventFilter(self)

    def mark(self, reasons: Mapping[str, str], *, same: bool = False) -> None:
        """Make these fields doubtful and all others not; `same` when they are still of the same VTB."""
        for key in self._forms:
            reason = reasons.get(key, "")
            if reason != self._reasons.get(key, ""):
                self._show(key, reason)
        self._reasons = {key: reasons[key] for key in self._forms if reasons.get(key)}
        self._asked = set(self._reasons) | (self._asked if same else set())

    def drop(self, key: str) -> None:
        """A field is right: no longer doubtful."""
        if self._reasons.pop(key, ""):
            self._show(key, "")

    @property
    def keys(self) -> tuple[str, ...]:
        """The doubtful fields, in order."""
        return tuple(self._reasons)

    def go(self, key: str = "") -> bool:
        """Go to a doubtful field, or the first; False when there is none."""
        target = key or next(iter(self._reasons), "")
        if not target:
            return False
        row = self._forms[target].row(target)
        bring(row.control, row)  # with why it is doubtful
        self.arrived.emit(target)
        return True

    def step(self, here: QWidget, *, forward: bool) -> bool:
        """Go to the next (or previous) doubtful field as seen from a control; round at the end."""
        order = list(self._forms)
        place = next((n for n, k in enumerate(order) if self._forms[k].row(k).control is here), -1)
        turned = [*order[place + 1 :], *order[: place + 1]] if forward else [*order[:place][::-1], *order[place:][::-1]]
        target = next((k for k in turned if k in self._reasons), "")
        return bool(target) and self.go(target)

    def confirm(self, key: str) -> None:
        """The user says that a field is right, or has made it right: on to the next one, round at the end."""
        row, order = self._forms[key].row(key), list(self._forms)
        self._forms[key].flush()  # which may settle this doubt already
        place = order.index(key)
        after = [k for k in (*order[place + 1 :], *order[:place]) if k in self._reasons]
        if after:
            self.go(after[0])
        if row.error or getattr(row.field, "error", ""):
            self.go(key)
            return
        self.drop(key)
        self.confirmed.emit(key)
        if not self._reasons:
            self.finished.emit()

    def _show(self, key: str, reason: str) -> None:
        row = self._forms[key].row(key)
        row.control.setProperty("twijfel", "ja" if reason else "")
        row.set_note(f"Nakijken: {reason}" if reason else "")
        restyle(row.control)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab, Shift+Tab and Enter in a watched field."""
        if not self._asked or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key, plain = Qt.Key(event.key()), event.modifiers() in (Qt.KeyboardModifier.NoModifier, _KEYPAD)
        if isinstance(watched, QWidget) and key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._reasons:
            return self.step(watched, forward=key == Qt.Key.Key_Tab)
        if key in _ENTER and plain:
            field = next((k for k in self._asked if self._forms[k].row(k).control is watched), "")
            settled = field not in self._reasons  # by what was typed; then Enter is a new line in a text of several
            if field and not (settled and isinstance(watched, QPlainTextEdit)):
                self.confirm(field)
                if self._reasons and isinstance(self.parent(), QWidget):
                    announce(self._forms[next(iter(self._reasons))], f"Nog {len(self._reasons)} na te kijken")
                return True
        return super().eventFilter(watched, event)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
