"""The other children of the gezin, each with its casussen and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertteam_app.domain.dossier import CasusDossier, KindInfo
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.casus_woorden import leeftijd
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.labels import hint, label


class AndereKinderen(QWidget):
    """A card per brother or sister, and per other casus of the same child.

    Emits `opened` with a casus number; `move_asked` and `remove_asked` with the id of a jeugdige.
    """

    opened = Signal(str)
    move_asked = Signal(int)
    remove_asked = Signal(int)

    def __init__(self, sessie: Sessie, *, may_write: bool) -> None:
        super().__init__()
        self._sessie = sessie
        self._may_write = may_write
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(TOKENS.s)

    def show_dossier(self, dossier: CasusDossier) -> None:
        """Show the others of the gezin of this casus."""
        while item := self._layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for kind in dossier.gezinsleden:
            numbers = [n for n in kind.casus_nummers if n != dossier.nummer]
            if kind.id != dossier.jeugdige.id or numbers:
                self._layout.addWidget(self._kind_card(kind, numbers, own=kind.id == dossier.jeugdige.id))
        if self._layout.count() == 0:
            self._layout.addWidget(
                hint(
                    "Er zijn geen andere kinderen of casussen van dit gezin bekend. Kies bij een nieuwe casus "
                    "“Zelfde gezin” om een broer of zus met een casus toe te voegen."
                )
            )

    def _kind_card(self, kind: KindInfo, numbers: list[str], *, own: bool) -> Card:
        card = Card()
        place = self._sessie.lists["gemeenten"].label(kind.gemeente)
        facts = f"{leeftijd(kind.geboortedatum, self._sessie.context.vandaag(), kind.geboortejaar)} · {place}"
        card.body.addWidget(label(kind.naam, "veld"))
        card.body.addWidget(label(facts, "klein"))
        links = [button(f"Open {n}", partial(self.opened.emit, n), "folder-open", "Ctrl+G") for n in numbers]
        if not numbers:
            card.body.addWidget(label("Geen casus bij het RET.", "klein"))
        if not own and self._may_write:
            move = button("Naar ander gezin", partial(self.move_asked.emit, kind.id), "users", "", "stil")
            move.setAccessibleName(f"{kind.naam} naar een ander gezin")
            links.append(move)
        if not kind.casus_nummers and self._may_write:
            away = button("Weghalen", partial(self.remove_asked.emit, kind.id), "trash-2", "", "stil")
            away.setAccessibleName(f"{kind.naam} weghalen")
            links.append(away)
        card.body.addLayout(row_of(*links, None))
        return card
