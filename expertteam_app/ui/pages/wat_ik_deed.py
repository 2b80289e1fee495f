"""Wat ik deed: the last acts of the user, each with a way back when nothing later rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from expertteam_app.services.ongedaan import Ongedaan, Stap
from expertteam_app.ui.latest import Latest
from expertteam_app.ui.page import Page
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.terug import Terug
from expertteam_app.ui.text import dag_cijfers, tijdstip
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import hint, title
from expertteam_app.ui.work import Work

UITLEG = (
    "Uw laatste vijftig handelingen, de nieuwste bovenaan. Enter maakt een handeling ongedaan of doet haar opnieuw; "
    "dat kan zolang niets van later erop rust. Alles blijft in het logboek staan."
)
LEEG = "U hebt in deze kluis nog niets gedaan."


def _when(stap: Stap) -> str:
    moment = stap.moment.astimezone()
    return f"{dag_cijfers(moment.date())} {tijdstip(moment)}"


def _stand(stap: Stap) -> str:
    if stap.ongedaan:
        return "ongedaan gemaakt"
    return "blijft staan" if stap.belet else ""


class WatIkDeedPage(Page):
    """The list of acts."""

    title = "Wat ik deed"

    def __init__(self, ongedaan: Ongedaan, terug: Terug, reading: Work) -> None:
        super().__init__()
        self._ongedaan = ongedaan
        self._latest = Latest(reading, self, self._present)
        self._terug = terug
        columns: tuple[Column[Stap], ...] = (
            Column("moment", "Wanneer", _when, width=22),
            Column("handeling", "Wat", lambda s: s.handeling, width=40),
            Column("casus", "Casus", lambda s: s.nummer or "–", width=16),
            Column("stand", "Stand", _stand, width=20),
        )
        self.model: ListModel[Stap] = ListModel(columns)
        self.table = FillTable("Wat ik deed", 1)
        self.table.show_rows(self.model)
        self.table.opened.connect(lambda _row: self.turn())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._fit())
        self.turn_button = button("Ongedaan maken", self.turn, "undo-2", "Enter")
        self.reason = hint("")
        self.empty = hint(LEEG)
        self.empty.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.l, TOKENS.l, TOKENS.l, TOKENS.l)
        layout.setSpacing(TOKENS.m)
        for part in (title("Wat ik deed"), hint(UITLEG), self.empty):
            layout.addWidget(part)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.reason)
        layout.addLayout(row_of(self.turn_button, None))

    def refresh(self, nouns: frozenset[str]) -> None:
        """Read the acts again, beside the window: fifty acts with their lines take a moment in a large kluis."""
        del nouns
        self._latest.ask(self._ongedaan.lijst, at_once=True)

    def _present(self, answer: object) -> None:
        """Show the acts; the keyboard stays on the same line."""
        found = cast("Sequence[Stap]", answer)
        row = self.table.current_id or 0
        self.model.set_rows(list(found))
        self.empty.setVisible(not found)
        self.table.setVisible(bool(found))
        if found:
            self.table.selectRow(min(row, len(found) - 1))
        self._fit()

    @property
    def current(self) -> Stap | None:
        """The act one stands on."""
        row = self.table.current_id
        return self.model.rows[row] if row is not None and row < len(self.model.rows) else None

    def _fit(self) -> None:
        stap = self.current
        self.turn_button.setText("Opnieuw doen" if stap is not None and stap.ongedaan else "Ongedaan maken")
        self.turn_button.setEnabled(stap is not None and not stap.belet)
        self.reason.setText(stap.belet if stap is not None else "")
        self.reason.setVisible(bool(self.reason.text()))

    def turn(self) -> None:
        """Take the act back, or do it again."""
        stap = self.current
        if stap is None or stap.belet:
            return
        (self._terug.redo if stap.ongedaan else self._terug.undo)(stap.groep)

    def open_part(self, deel: str, punt_id: int | None = None) -> None:
        """Go to the act with this group of the log."""
        del punt_id
        found = next((n for n, stap in enumerate(self.model.rows) if stap.groep == deel), None)
        if found is not None:
            self.table.selectRow(found)

    def focus_first(self) -> None:
        """The table."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
