"""A setting that cannot be chosen here: it reads as any field, also by keyboard and aloud, and takes no typing."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit


class VastVeld(QLineEdit):
    """The value in words. A disabled field would be passed over by Tab, and by who hears the screen."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setReadOnly(True)
        self.setCursorPosition(0)
