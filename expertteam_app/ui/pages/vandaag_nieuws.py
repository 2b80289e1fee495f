"""One quiet line, once after an update: there is a newer version, and what it brought."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import label


class NieuwsRegel(QFrame):
    """A line with two ways: read it, or put it away. Emits `asked` and `put_away`."""

    asked = Signal()
    put_away = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("toon", Tone.INFO.value)
        self._text = label("")
        self.read_button = button("Wat is er nieuw", self._read, "info", role="stil")
        self.close_button = button("Weg", self._close, "x", role="stil")
        self.close_button.setAccessibleName("Melding over de nieuwe versie weghalen")
        layout = row_of(self._text, None, self.read_button, self.close_button)
        layout.setContentsMargins(TOKENS.m, TOKENS.xs, TOKENS.xs, TOKENS.xs)
        self.setLayout(layout)
        self.hide()

    def show_for(self, versie: str) -> None:
        """Tell of this version."""
        self._text.setText(f"Dit is versie {versie} van Expertteam.")
        self.show()

    @property
    def text(self) -> str:
        """What it says; empty when it is away."""
        return "" if self.isHidden() else self._text.text()

    def _read(self) -> None:
        self.asked.emit()
        self._close()

    def _close(self) -> None:
        self.hide()
        self.put_away.emit()
