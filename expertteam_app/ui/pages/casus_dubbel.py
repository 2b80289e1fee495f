"""The casussen that look like the one being typed, with why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from expertteam_app.domain.dossier import Dubbelganger
from expertteam_app.domain.herkenning import WAARSCHIJNLIJK
from expertteam_app.ui.pages.casus_velden import button, column
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import announce, hint, label
from expertteam_app.ui.widgets.status import StatusPill

MOST = 6


class Dubbelen(Card):
    """Emits `open_requested` and `gezin_requested` with the id of a casus."""

    open_requested = Signal(int)
    gezin_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__("Al bekend?")
        self._hint = hint("")
        self._rows = QWidget()
        self._layout = column(self._rows)
        self.add(self._hint)
        self.add(self._rows)
        self._shown: tuple[Dubbelganger, ...] | None = None
        self.show_found(())

    def show_found(self, found: Sequence[Dubbelganger]) -> None:
        """Show what was found, surest first."""
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        while item := self._layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for each in found[:MOST]:
            self._layout.addWidget(self._row(each))
        more = len(found) - MOST
        if not found:
            self._hint.setText("Terwijl u typt, staan hier casussen die erop lijken.")
        else:
            words = f"{aantal(len(found), 'casus lijkt', 'casussen lijken')} hierop."
            self._hint.setText(f"{words} Er {'zijn' if more > 1 else 'is'} nog {more} meer." if more > 0 else words)
            announce(self, self._hint.text())

    def _row(self, found: Dubbelganger) -> QFrame:
        row = QFrame()
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.xs)
        sure = found.zekerheid == WAARSCHIJNLIJK
        layout.addWidget(StatusPill(found.zekerheid, Tone.LET_OP if sure else Tone.INFO))
        layout.addWidget(label(f"{found.nummer} · {found.naam}", "veld", wrap=True))
        layout.addWidget(label(", ".join(found.redenen).capitalize(), "klein", wrap=True))
        holder = QWidget()
        buttons = FlowLayout(holder, TOKENS.xs)
        opens = button("Openen", lambda: self.open_requested.emit(found.casus_id), "folder-open")
        opens.setAccessibleName(f"{found.nummer} openen")
        family = button("Zelfde gezin", lambda: self.gezin_requested.emit(found.casus_id), "users")
        family.setAccessibleName(f"Zelfde gezin als {found.nummer}")
        buttons.addWidget(opens)
        buttons.addWidget(family)
        layout.addWidget(holder)
        return row
