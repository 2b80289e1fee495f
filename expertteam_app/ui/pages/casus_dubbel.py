"""The casussen that look like the one being typed, with why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.dossier import CasusRegel, Dubbelganger
from expertteam_app.domain.herkenning import WAARSCHIJNLIJK
from expertteam_app.ui.pages.casus_velden import button, column
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import announce, hint, label
from expertteam_app.ui.widgets.status import StatusPill

MOST = 6
SAME_NAME = "Vul geboortedatum of gemeente in om te zien of het dezelfde jeugdige is."


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
        self._shown: tuple[tuple[Dubbelganger, ...], tuple[CasusRegel, ...]] | None = None
        self.show_found((), ())

    def show_found(self, found: Sequence[Dubbelganger], family: Sequence[CasusRegel], naam: str = "") -> None:
        """Show what looks like `naam`, surest first, and then those with the same achternaam: a brother or sister?"""
        if (tuple(found), tuple(family)) == self._shown:
            return
        self._shown = (tuple(found), tuple(family))
        while item := self._layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for each in found[:MOST]:
            tone = Tone.LET_OP if each.zekerheid == WAARSCHIJNLIJK else Tone.INFO
            pill = StatusPill(each.zekerheid, tone)
            why = ", ".join(each.redenen).capitalize()
            self._layout.addWidget(self._row(pill, each.casus_id, each.nummer, each.naam, why))
        for row in family[:MOST]:
            same = fold(row.naam) == fold(naam)
            pill = StatusPill("Zelfde naam" if same else "Zelfde achternaam", Tone.INFO if same else Tone.NEUTRAAL)
            why = SAME_NAME if same else "Misschien een broer of zus."
            self._layout.addWidget(self._row(pill, row.id, row.nummer, row.naam, why))
        self._hint.setText(self._summary(len(found), len(family)))
        if found:
            announce(self, self._hint.text())

    def _summary(self, found: int, family: int) -> str:
        if not found and not family:
            return "Terwijl u typt, staan hier casussen die erop lijken."
        if not found:
            return "Al bekend met deze achternaam:"
        words = f"{aantal(found, 'casus lijkt', 'casussen lijken')} hierop."
        more = found - MOST
        return f"{words} Er {'zijn' if more > 1 else 'is'} nog {more} meer." if more > 0 else words

    def _row(self, pill: StatusPill, casus_id: int, nummer: str, naam: str, why: str) -> QFrame:
        row = QFrame()
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.xs)
        layout.addWidget(pill)
        layout.addWidget(label(f"{nummer} · {naam}", "veld", wrap=True))
        layout.addWidget(label(why, "klein", wrap=True))
        holder = QWidget()
        buttons = FlowLayout(holder, TOKENS.xs)
        opens = button("Openen", lambda: self.open_requested.emit(casus_id), "folder-open")
        opens.setAccessibleName(f"{nummer} openen")
        family = button("Zelfde gezin", lambda: self.gezin_requested.emit(casus_id), "users")
        family.setAccessibleName(f"Zelfde gezin als {nummer}")
        buttons.addWidget(opens)
        buttons.addWidget(family)
        layout.addWidget(holder)
        return row
