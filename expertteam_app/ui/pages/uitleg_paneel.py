"""Waarom deze datum? The lines of a reckoning, to read and to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from expertteam_app.domain.uitleg import Uitleg, UitlegRegel
from expertteam_app.ui.klembord import copy_text
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import announce, heading, hint, label

COPY = "Kopieer als tekst"
_STRONG = frozenset({"einde", "stand", "kop"})
"""Kinds of lines that hold the answer itself."""


class UitlegPaneel(QFrame):
    """Shows an explanation under a heading, with a button that copies it as text."""

    def __init__(self, title: str = "Waarom deze datum?") -> None:
        super().__init__()
        self.setProperty("rol", "kaart")
        self._uitleg: Uitleg | None = None
        self._heading = heading(title)
        self._title = title
        self._lines = QVBoxLayout()
        self._lines.setSpacing(TOKENS.xs)
        self.copy_button = button(COPY, self.copy, "copy", role="stil")
        self._empty = hint("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.m)
        layout.setSpacing(TOKENS.s)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(top)
        layout.addWidget(self._empty)
        layout.addLayout(self._lines)
        self.show_uitleg(None)

    @property
    def text(self) -> str:
        """What is shown, as plain text; empty when nothing is."""
        return "" if self._uitleg is None else self._uitleg.als_tekst()

    def show_uitleg(self, uitleg: Uitleg | None, about: str = "", empty: str = "") -> None:
        """Show an explanation of something called `about`; None shows the sentence `empty`."""
        if uitleg is not None and uitleg == self._uitleg:
            return
        self._uitleg = uitleg
        self._heading.setText(f"{self._title.rstrip('?')}: {about}" if about else self._title)
        self._empty.setText(empty)
        self._empty.setVisible(bool(empty) and uitleg is None)
        self.copy_button.setVisible(uitleg is not None)
        self.copy_button.setText(COPY)
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for regel in uitleg.regels if uitleg is not None else ():
            self._lines.addWidget(self._line(regel))

    def _line(self, regel: UitlegRegel) -> QLabel:
        return label(regel.tekst, "veld" if regel.soort in _STRONG else "", wrap=True)

    def copy(self) -> None:
        """Put the lines on the clipboard; they hold dates and rules, no names."""
        if self._uitleg is not None:
            copy_text(self.text)
            announce(self, "De uitleg is gekopieerd.")
            self.copy_button.setText("Gekopieerd")
