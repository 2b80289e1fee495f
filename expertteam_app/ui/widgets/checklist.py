"""A list of conditions that can each be ticked; what is ticked is its value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import label


class Checklist(QWidget):
    """Boxes under each other. Emits `changed` with the list of texts that are ticked."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticked: list[str] = []
        self.boxes: list[QCheckBox] = []
        self._lines: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(TOKENS.xs)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_conditions(self, conditions: Sequence[str]) -> None:
        """Show other conditions; those that were ticked and are still there stay ticked."""
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.boxes, self._lines = [], []
        for condition in conditions:
            line = self._line(condition)
            self._layout.addWidget(line)
            line.show()
        self._ticked = [c for c in conditions if c in self._ticked]

    def _line(self, condition: str) -> QWidget:
        """A box with its words beside it: the words of a box itself do not break over lines."""
        line = QWidget()
        box = QCheckBox()
        box.setAccessibleName(condition)
        box.setChecked(condition in self._ticked)
        box.toggled.connect(lambda on, text=condition: self._tick(text, on=on))
        words = label(condition, wrap=True)
        words.setBuddy(box)
        words.mousePressEvent = lambda _event: box.click()  # type: ignore[method-assign] # the words belong to the box
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TOKENS.xs)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self.boxes.append(box)
        self._lines.append(line)
        return line

    def _tick(self, condition: str, *, on: bool) -> None:
        others = [c for c in self._ticked if c != condition]
        self._ticked = [*others, condition] if on else others
        self.changed.emit(self.value())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the first box."""
        super().focusInEvent(event)
        if self.boxes:
            self.boxes[0].setFocus(event.reason())

    def value(self) -> list[str]:
        """What is ticked, in the order of the list."""
        shown = [box.accessibleName() for box in self.boxes]
        return [text for text in shown if text in self._ticked]

    def set_value(self, ticked: object) -> None:
        """Tick these without telling anyone; also those that are shown later."""
        self._ticked = [str(t) for t in ticked] if isinstance(ticked, (list, tuple)) else []
        for box in self.boxes:
            blocked = box.blockSignals(True)
            box.setChecked(box.accessibleName() in self._ticked)
            box.blockSignals(blocked)
