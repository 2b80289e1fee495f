"""Children of a VTB that are in the kluis already, with why, and the gezin they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from expertteam_app.services.vtb_overname import BekendKind
from expertteam_app.ui.pages.casus_velden import button, column
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.labels import announce, hint, label

MOST = 4


class BekendKaart(Card):
    """Hidden while nobody is known. Emits `chosen` with the id of a gezin, or 0 to make a new one after all."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__("Al bekend?")
        self._hint = hint("")
        self._rows = QWidget()
        self._layout = column(self._rows, spacing=TOKENS.s)
        self.add(self._hint)
        self.add(self._rows)
        self._shown: object = None
        self.hide()

    def show_found(self, found: Sequence[BekendKind], gezin_id: int | None) -> None:
        """Show which gezinnen look like this one, and which was chosen."""
        if (tuple(found), gezin_id) == self._shown:
            return
        self._shown = (tuple(found), gezin_id)
        while item := self._layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        gezinnen: dict[int, list[BekendKind]] = {}
        for kind in found:
            gezinnen.setdefault(kind.gezin_id, []).append(kind)
        for known, kinderen in list(gezinnen.items())[:MOST]:
            self._add_row(known, kinderen, chosen=known == gezin_id)
        self._hint.setText("Deze kinderen lijken op kinderen die al in de kluis staan.")
        self.setVisible(bool(gezinnen))
        if gezinnen:
            announce(self, self._hint.text())

    def _add_row(self, gezin_id: int, kinderen: list[BekendKind], *, chosen: bool) -> None:
        for kind in kinderen:
            born = f", geboren {dag_cijfers(kind.geboortedatum)}" if kind.geboortedatum else ""
            why = ", ".join(kind.redenen)
            self._layout.addWidget(label(f"{kind.zekerheid}: {kind.naam}{born} ({kind.gezin}): {why}", wrap=True))
        name = kinderen[0].gezin
        if chosen:
            text, target = f"Toch een nieuw gezin in plaats van {name}", 0
        else:
            text, target = f"Dit is {name}", gezin_id
        self._layout.addWidget(button(text, lambda: self.chosen.emit(target), "users"))
