"""A line of text that is pressed to open or choose it, and the list that moves between such lines with the arrows."""

from __future__ import annotations

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from expertteam_app.ui.theme import TOKENS, scheme_of
from expertteam_app.ui.widgets.painting import start_painting

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class RegelKnop(QPushButton):
    """A button as wide as its place that holds labels; put them in `line`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rol", "stil")
        self.setAccessibleName(name)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.chosen = False
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(TOKENS.s, 6, TOKENS.s, 6)
        self.line.setSpacing(TOKENS.s)
        self._list: RegelLijst | None = None

    def join(self, lijst: RegelLijst) -> None:
        """Let the arrows of a list lead here."""
        self._list = lijst

    @property
    def joined(self) -> bool:
        """Whether the arrows of a list lead here."""
        return self._list is not None

    def set_chosen(self, chosen: bool) -> None:
        """Show or hide that this is the chosen line."""
        self.chosen = chosen
        self.update()

    def hasHeightForWidth(self) -> bool:
        """A narrow one breaks its text over lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height its words need at a width, in pixels."""
        return self.line.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """The size of the words, not of a button's text."""
        return self.line.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Some twenty characters."""
        width = self.fontMetrics().averageCharWidth() * 20
        return QSize(width, self.line.totalMinimumSize().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End go along the lines."""
        if self._list is None or not self._list.move(self, Qt.Key(event.key())):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The soft surface of a chosen line under what a button draws.

        The colours are those of the application: the style sheet gives a transparent button a palette of its own.
        """
        if self.chosen:
            painter = start_painting(self)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme_of(QApplication.palette()).accent_soft))
            painter.drawRoundedRect(self.rect(), TOKENS.radius_s, TOKENS.radius_s)
            painter.end()
        super().paintEvent(event)


class RegelLijst:
    """Lines in the order of the screen: one tab stop per group, arrows across all."""

    def __init__(self) -> None:
        self._groups: list[list[RegelKnop]] = []

    def __iter__(self) -> Iterator[RegelKnop]:
        # A card may go with its lines before its page makes a new list: what is gone can take no keyboard.
        return (line for group in self._groups for line in group if shiboken6.isValid(line))

    def clear(self) -> None:
        """Forget all lines."""
        self._groups = []

    def add_group(self, lines: list[RegelKnop]) -> None:
        """Add the lines of one group; its first line takes the tab. Lines added to it later need `join_group`."""
        self._groups.append(lines)
        self.join_group(lines)

    def join_group(self, lines: list[RegelKnop]) -> None:
        """Let the arrows lead to every line of a group, its latest too."""
        has_stop = any(line.joined for line in lines)
        for line in lines:
            if not line.joined:
                line.join(self)
                line.setFocusPolicy(Qt.FocusPolicy.ClickFocus if has_stop else Qt.FocusPolicy.StrongFocus)
                has_stop = True

    @property
    def first(self) -> RegelKnop | None:
        """The line where one starts."""
        return next(iter(self), None)

    def move(self, line: RegelKnop, key: Qt.Key) -> bool:
        """Go from a line to another by key; False when the key is no such key."""
        lines = list(self)
        if key in _STEPS:
            self.go(lines[max(0, min(len(lines) - 1, lines.index(line) + _STEPS[key]))])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go(lines[0 if key == Qt.Key.Key_Home else -1])
        else:
            return False
        return True

    def go(self, line: RegelKnop) -> None:
        """Put the keyboard on a line; it becomes the tab stop of its group."""
        for other in next(group for group in self._groups if line in group):
            other.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        line.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line.setFocus(Qt.FocusReason.TabFocusReason)
