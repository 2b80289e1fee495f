"""The columns of the live table: agenda, what one reads or fills in, and the lines; fewer where there is less room."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from expertteam_app.ui.pages.casus_velden import scroll
from expertteam_app.ui.theme import TOKENS

AGENDA_CHARS, LINES_CHARS, WIDE_CHARS = 24, 58, 118


class Midden(Enum):
    """What can stand beside the lines."""

    SAMENVATTING = auto()
    VELDEN = auto()
    KAART = auto()
    AANWEZIG = auto()


class Kolommen(QSplitter):
    """Three columns where they fit; else the lines, and what was asked for in their place.

    Emits `arranged` after it looked again at what fits.
    """

    arranged = Signal()

    def __init__(self, agenda: QWidget, reading: QWidget, presence: QWidget, lines: QWidget) -> None:
        super().__init__()
        self.setChildrenCollapsible(False)
        self._agenda, self._lines = agenda, lines
        self._middle = QStackedWidget()
        self._areas = {part: scroll(reading if part is Midden.SAMENVATTING else QWidget()) for part in Midden}
        self.place(Midden.AANWEZIG, presence)
        for area in self._areas.values():
            self._middle.addWidget(area)
        for column in (agenda, self._middle, lines):
            self.addWidget(column)
        self.setStretchFactor(1, 1)
        self.setStretchFactor(2, 1)

    @property
    def narrow(self) -> bool:
        """Whether there is no room for three columns."""
        return self.width() < self.fontMetrics().averageCharWidth() * WIDE_CHARS

    @property
    def part(self) -> Midden:
        """What stands beside the lines, or in their place."""
        return next(part for part, area in self._areas.items() if area is self._middle.currentWidget())

    def show_part(self, part: Midden) -> None:
        """Put another part beside the lines."""
        self._middle.setCurrentWidget(self._areas[part])
        self.arrange()

    def place(self, part: Midden, widget: QWidget) -> None:
        """Fill a part anew; what stood in it goes."""
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(TOKENS.s, 0, TOKENS.s, 0)
        inside.addWidget(widget)
        inside.addStretch()
        holder.setProperty("rol", "inhoud")
        self._areas[part].setWidget(holder)

    def arrange(self) -> None:
        """Look again at what fits."""
        letter, narrow = self.fontMetrics().averageCharWidth(), self.narrow
        reading = self.part is Midden.SAMENVATTING
        self._agenda.setVisible(not narrow)
        self._agenda.setFixedWidth(letter * AGENDA_CHARS)
        self._middle.setVisible(not narrow or not reading)
        self._lines.setVisible(not narrow or reading)
        self._lines.setMinimumWidth(0 if narrow else letter * LINES_CHARS)
        self.arranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may fit another number of columns."""
        super().resizeEvent(event)
        self.arrange()
