"""Where the user decides: doubtful values and doubles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from expertteam_app.services.inlezen import WAARSCHIJNLIJK, Dubbel, ImportVoorstel, RetRij, Twijfel
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_velden import Choice, button
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.pages.inlezen_tabs import tab_layout
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.field_row import FieldRow
from expertteam_app.ui.widgets.labels import hint

LEEG = "leeg laten"
OORZAKEN = "oorzaken"
"""The field that may hold several codes, so that one cell can bring up several doubts."""


def with_causes(voorstel: ImportVoorstel, chosen: Mapping[Twijfel, str | None]) -> ImportVoorstel:
    """The proposal with the oorzaken as they were decided.

    What was chosen for a doubt comes in the place of what was proposed for it; the other codes of the cell stay.

    Args:
        voorstel: as it was read.
        chosen: for a doubt about oorzaken the code that was chosen; None for none.
    """
    out = {(doubt.rij, doubt.voorstel) for doubt in chosen}
    added: dict[int, list[str]] = {doubt.rij: [] for doubt in chosen}
    for doubt, code in chosen.items():
        added[doubt.rij] += [code] if code is not None else []

    def causes(row: RetRij) -> tuple[str, ...]:
        kept = (code for code in row.oorzaken if (row.rij, code) not in out)
        return tuple(dict.fromkeys((*kept, *added[row.rij])))

    if not chosen:
        return voorstel
    rows = tuple(replace(r, oorzaken=causes(r)) if r.rij in added else r for r in voorstel.ret_rijen)
    return replace(voorstel, gelezen=rows)


def _readable(value: str) -> str:
    """A proposed value as people read it: a date in digits, anything else as it is."""
    try:
        return dag_cijfers(date.fromisoformat(value))
    except ValueError:
        return value


class TwijfelTab(QWidget):
    """Values that a person should look at; where there is a choice it is made under the table."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen: dict[Twijfel, str | None] = {}
        self._voorstel: ImportVoorstel | None = None
        columns: tuple[Column[Twijfel], ...] = (
            Column("rij", "Rij", lambda t: str(t.rij), right=True, width=6),
            Column("veld", "Veld", lambda t: t.veld.replace("_", " "), width=16),
            Column("waarde", "Staat in de lijst", lambda t: t.waarde, width=22),
            Column("wordt", "Wordt", self._becomes, width=22),
            Column("reden", "Waarom twijfel", lambda t: t.reden, width=60),
        )
        self.model: ListModel[Twijfel] = ListModel(columns, {"rij": lambda t: t.rij})
        self.choice: Choice = Choice()
        self.choice.setMinimumContentsLength(28)
        self.table = FillTable("Twijfel", 4)
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._offer())
        self.table.opened.connect(lambda _row: self.choice.setFocus())
        self.choice.activated.connect(self._pick)
        layout = tab_layout(self)
        layout.addWidget(hint("Wat hier staat wordt overgenomen zoals in de kolom Wordt. Enter gaat naar de keuze."))
        layout.addWidget(self.table, 1)
        layout.addWidget(FieldRow("Keuze voor deze regel", self.choice))

    def _becomes(self, doubt: Twijfel) -> str:
        code = self._chosen.get(doubt, doubt.voorstel)
        return next((k.label for k in doubt.keuzes if k.code == code), _readable(code) if code else LEEG)

    def show_rows(self, voorstel: ImportVoorstel) -> None:
        """Show the doubts of a proposal; earlier choices are gone."""
        self._chosen = {}
        self._voorstel = voorstel
        self.model.set_rows(voorstel.twijfel)
        self.table.fit()
        self.table.setCurrentIndex(self.model.index(0, 0))
        self._offer()

    def chosen(self) -> dict[tuple[int, str], str | None]:
        """What was chosen instead of the proposal, for the fields that hold one code."""
        return {(doubt.rij, doubt.veld): code for doubt, code in self._chosen.items() if doubt.veld != OORZAKEN}

    def decided(self) -> ImportVoorstel | None:
        """The proposal with the oorzaken as they were decided; None before anything was read."""
        causes = {doubt: code for doubt, code in self._chosen.items() if doubt.veld == OORZAKEN}
        return with_causes(self._voorstel, causes) if self._voorstel is not None else None

    def _current(self) -> Twijfel | None:
        row = self.table.current_id
        return self.model.rows[row] if row is not None and row < len(self.model.rows) else None

    def _offer(self) -> None:
        doubt = self._current()
        self.choice.clear()
        self.choice.setEnabled(bool(doubt and doubt.keuzes))
        if doubt is None or not doubt.keuzes:
            self.choice.addItem("geen keuze: de waarde blijft zoals zij is", "")
            return
        self.choice.addItem(LEEG, "")
        for keuze in doubt.keuzes:
            self.choice.addItem(keuze.label, keuze.code)
        self.choice.choose(self._chosen.get(doubt, doubt.voorstel) or "")

    def _pick(self) -> None:
        doubt = self._current()
        if doubt is not None and doubt.keuzes:
            self._chosen[doubt] = str(self.choice.currentData()) or None
            self.model.refresh_rows()


class _DubbelTable(FillTable):
    """A table in which Space decides."""

    toggled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space changes the decision of the selected rows."""
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
            return
        super().keyPressEvent(event)


def _resembles(double: Dubbel) -> str:
    return f"rij {double.lijkt_op}" if isinstance(double.lijkt_op, int) else double.lijkt_op


class DubbelTab(QWidget):
    """Rows that look like another; those that are Waarschijnlijk are skipped unless the user says otherwise."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._skip: set[int] = set()
        columns: tuple[Column[Dubbel], ...] = (
            Column("rij", "Rij", lambda d: str(d.rij), right=True, width=6),
            Column("besluit", "Wat gebeurt er", self._decision, width=14),
            Column("lijkt_op", "Lijkt op", _resembles, width=14),
            Column("zekerheid", "Zekerheid", lambda d: d.zekerheid, width=14),
            Column("redenen", "Waarom", lambda d: "; ".join(d.redenen), width=60),
        )
        self.model: ListModel[Dubbel] = ListModel(columns, {"rij": lambda d: d.rij})
        self.table = _DubbelTable("Dubbele regels", 4)
        self.table.show_rows(self.model)
        self.table.toggled.connect(self.toggle)
        self.table.opened.connect(lambda _row: self.toggle())
        self.toggle_button = button("Overslaan of overnemen (spatie)", self.toggle, "list-checks")
        layout = tab_layout(self)
        layout.addWidget(
            hint("Spatie wisselt tussen overslaan en overnemen. Wat al in de kluis staat, komt er nooit bij.")
        )
        layout.addWidget(self.table, 1)
        layout.addLayout(row_of(self.toggle_button, None))

    def _decision(self, double: Dubbel) -> str:
        return "overslaan" if double.rij in self._skip else "overnemen"

    def show_rows(self, voorstel: ImportVoorstel) -> None:
        """Show the doubles of a proposal with the decision that is proposed."""
        self._skip = {d.rij for d in voorstel.dubbel if d.zekerheid == WAARSCHIJNLIJK}
        self.model.set_rows(voorstel.dubbel)
        self.table.fit()
        self.table.setCurrentIndex(self.model.index(0, 0))

    def skipped(self) -> frozenset[int]:
        """Rows that are not taken over."""
        return frozenset(self._skip)

    def toggle(self) -> None:
        """Change the decision of the selected rows."""
        for number in self.table.selected_ids():
            self._skip ^= {self.model.rows[number].rij}
        self.model.refresh_rows()
        self.changed.emit()
