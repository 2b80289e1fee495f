"""Two columns beside each other, or one of them with a way back where there is too little room (200% text)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from expertteam_app.ui.icons import icon
from expertteam_app.ui.pages.casus_velden import scroll
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import heading

MIN_LINES = 9
"""Lines of text a list and what it opens need in height, with a head of their own; less is too low to work in."""
INNER_LINES = 5
"""The same under a head that is on the screen already."""


class Columns(QWidget):
    """A narrow list at the left and what it opens at the right.

    Args:
        left: the list; keeps about `left_chars` characters of width.
        right: takes the rest.
        right_chars: the characters `right` needs; with less, only one of both is shown.
        back: the text of the button that leads from `right` to `left`.
        min_lines: the height below which the part around it scrolls, in lines of text.

    Emits `went_back` when one goes from right to left, and `arranged` after it looked again at what fits.
    """

    went_back = Signal()
    arranged = Signal()

    def __init__(
        self,
        left: QWidget,
        right: QWidget,
        left_chars: int,
        right_chars: int,
        back: str,
        min_lines: int = MIN_LINES,
    ) -> None:
        super().__init__()
        self._min_lines = min_lines
        self._left = left
        self._left_chars, self._right_chars = left_chars, right_chars
        self._at_right = False
        self._back_wanted = True
        self.back_button = QPushButton(icon("chevron-left"), back)
        self.back_button.setProperty("rol", "stil")
        self.back_button.clicked.connect(self._go_back)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(TOKENS.xs)
        side.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        side.addWidget(right, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.l)
        layout.addWidget(left)
        layout.addWidget(self._side, 1)
        self._arrange()

    @property
    def narrow(self) -> bool:
        """Whether there is room for one column only."""
        return self.width() < self._chars(self._left_chars + self._right_chars) + TOKENS.l

    @property
    def right_only(self) -> bool:
        """Whether the right column has all the room, and that is little."""
        return self.narrow and self._at_right

    def show_right(self) -> None:
        """Bring the right column on screen where there is room for one only."""
        self._at_right = True
        self._arrange()

    def show_left(self) -> None:
        """Bring the left column on screen where there is room for one only."""
        self._at_right = False
        self._arrange()

    def want_back(self, wanted: bool) -> None:
        """Leave the way back out while what is at the right has one of its own; Esc still goes one step back."""
        self._back_wanted = wanted
        self.back_button.setVisible(self.right_only and wanted)

    def _chars(self, number: int) -> int:
        return self.fontMetrics().averageCharWidth() * number

    def _arrange(self) -> None:
        narrow = self.narrow
        self._left.setVisible(not narrow or not self._at_right)
        self._side.setVisible(not narrow or self._at_right)
        self.back_button.setVisible(self.right_only and self._back_wanted)
        if narrow:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(16_777_215)
        else:
            self._left.setFixedWidth(self._chars(self._left_chars))
        self.arranged.emit()

    def _go_back(self) -> None:
        self.show_left()
        self.went_back.emit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as it must be, for it is this widget that makes do with little room; but not too low to work in."""
        lines = self.fontMetrics().lineSpacing() * self._min_lines
        return QSize(self._chars(24), max(lines, super().minimumSizeHint().height()))

    def sizeHint(self) -> QSize:
        """No more than it must have: what is in it scrolls by itself, not the page around it."""
        return self.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """The lines of text in it do not make it higher."""
        return False

    def heightForWidth(self, _width: int) -> int:
        """As high as it must be."""
        return self.minimumSizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again at what fits."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size needs another room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the list before it leads out of the page."""
        if event.key() == Qt.Key.Key_Escape and self.right_only:
            self._go_back()
            return
        super().keyPressEvent(event)


def padded(part: QWidget) -> QWidget:
    """A part of a tab with some room between it and the titles of the tabs."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, TOKENS.m, 0, 0)
    layout.addWidget(part)
    return holder


class Gevraagd(QWidget):
    """A part that is there only while one asked for it: its name, and a way back. Emits `left` when one goes back."""

    left = Signal()

    def __init__(self, title: str, part: QWidget) -> None:
        super().__init__()
        self.part = part
        self.back_button = QPushButton(icon("chevron-left"), "Terug")
        self.back_button.setProperty("rol", "stil")
        self.back_button.setToolTip("Esc")
        self.back_button.clicked.connect(self.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.s)
        layout.addLayout(row_of(self.back_button, heading(title), None))
        layout.addWidget(scroll(part), 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the part one came from."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
