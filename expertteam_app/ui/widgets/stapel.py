"""Parts over each other of which one is seen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Stapel(QStackedWidget):
    """Asks for the room of the part that is seen: one that is not must not make the page scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _number: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """As the part that is seen."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Qt would ask the parts that are not seen too."""
        return False

    def sizeHint(self) -> QSize:
        """As the part that is seen."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else super().sizeHint()
