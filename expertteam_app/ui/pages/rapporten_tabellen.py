"""The protected tables on the screen, arranged as they are printed.

A `ProtectedTable` holds no hidden value, so nothing here can show one.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from expertteam_app.analysis.disclosure.report import ProtectedCell, ProtectedReport, ProtectedTable, Status
from expertteam_app.analysis.kruistabel import TOTAAL
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.cijfer_tabel import AskTable, ListModel
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.labels import heading, hint, label

VERBORGEN = "·"
"""The sign for a hidden number, as printed."""
LEGENDA = (
    f"Het teken {VERBORGEN} betekent: dit aantal is verborgen. "
    "Het kan nul zijn, klein, of nodig om een ander aantal te beschermen."
)
WAAROM = "Kleine aantallen zijn verborgen omdat iemand die de regio kent er anders een kind of gezin in kan herkennen."
LANG = 12
"""A one-way table with more categories gathers the hidden ones in one line under it, as on paper."""
HEAD_WIDTH = 14
TWEE = 2

Regel = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blad:
    """One table made ready to show.

    Attributes:
        kop: headings, one per column; only the last columns hold numbers.
        regels: rows of texts; the total is the last.
        noten: lines under the table.
        labels: how many columns hold categories.
        cellen: per row and number column the categories of the cell, in the order of the dimensions.
    """

    kop: Regel
    regels: tuple[Regel, ...]
    noten: tuple[str, ...]
    labels: int = 1
    cellen: tuple[tuple[Regel, ...], ...] = ()


def shown(cel: ProtectedCell) -> str:
    """The number as printed, the sign for a hidden number, or a dash where nobody can be."""
    if cel.status is Status.STRUCTUREEL_NUL:
        return "–"
    return VERBORGEN if cel.aantal is None else str(cel.aantal)


def lay_out(tabel: ProtectedTable) -> Blad:
    """Arrange a table as it is printed: a list, a cross table, or one row per combination that shows a number."""
    if len(tabel.dimensies) == 1:
        return _one_way(tabel)
    return _cross(tabel) if len(tabel.dimensies) == TWEE else _listed(tabel)


def _one_way(tabel: ProtectedTable) -> Blad:
    names = tabel.categorieen[0]
    hidden = [n for n in names if tabel.cell(n).aantal is None] if len(names) > LANG else []
    rows = [(n, shown(tabel.cell(n))) for n in tabel.labels(0) if n not in hidden]
    notes = (f"Verborgen ({VERBORGEN}): {', '.join(hidden)}.",) if hidden else ()
    cells = tuple(((name,),) for name, _number in rows)
    return Blad((tabel.dimensies[0].capitalize(), "Jeugdigen"), tuple(rows), notes, cellen=cells)


def _cross(tabel: ProtectedTable) -> Blad:
    turned = len(tabel.categorieen[1]) > len(tabel.categorieen[0])
    first, second = (1, 0) if turned else (0, 1)
    values = {(c.dims[first], c.dims[second]): c.aantal for c in tabel.cellen if c.aantal is not None}
    rows, columns = tabel.categorieen[first], tabel.categorieen[second]
    kept_rows = [r for r in rows if any((r, k) in values for k in columns)]
    kept_columns = [k for k in columns if any((r, k) in values for r in rows)]
    notes: list[str] = []
    for dimensie, left_out, total in (
        (tabel.dimensies[first], [r for r in rows if r not in kept_rows], lambda name: (name, TOTAAL)),
        (tabel.dimensies[second], [k for k in columns if k not in kept_columns], lambda name: (TOTAAL, name)),
    ):
        seen = [f"{name} {values[total(name)]}" for name in left_out if total(name) in values]
        hidden = [name for name in left_out if total(name) not in values]
        if seen:
            notes.append(f"Alleen het totaal is zichtbaar ({dimensie}): {'; '.join(seen)}.")
        if hidden:
            notes.append(f"Geheel verborgen ({dimensie}): {'; '.join(hidden)}.")
    row_total, column_total = (tuple(t for t in tabel.labels(p)[-1:] if t == TOTAAL) for p in (first, second))
    if not kept_rows:
        known = f" Totaal: {values.get((TOTAAL, TOTAAL), VERBORGEN)}." if row_total and column_total else ""
        notes.insert(0, f"Alle aantallen binnen deze kruistabel zijn verborgen.{known}")
        return Blad((), (), tuple(notes))
    shown_columns = (*kept_columns, *column_total)
    head = (f"{tabel.dimensies[first].capitalize()} / {tabel.dimensies[second]}", *shown_columns)
    signs = {(c.dims[first], c.dims[second]): shown(c) for c in tabel.cellen}
    shown_rows = (*kept_rows, *row_total)
    body = tuple((r, *(signs[r, k] for k in shown_columns)) for r in shown_rows)
    cells = tuple(tuple((k, r) if turned else (r, k) for k in shown_columns) for r in shown_rows)
    return Blad(head, body, tuple(notes), cellen=cells)


def _listed(tabel: ProtectedTable) -> Blad:
    rows = tuple((*c.dims, shown(c)) for c in tabel.cellen if c.aantal is not None)
    head = (*(d.capitalize() for d in tabel.dimensies), "Jeugdigen")
    return Blad(head, rows, ("Combinaties die hier niet staan, zijn verborgen.",), len(tabel.dimensies))


class BladTabel(QWidget):
    """One table with what it counts above it and its notes under it.

    Emits `asked` with the name of the table and the categories of a number, by Enter or a double click on it.
    """

    asked = Signal(str, object)

    def __init__(self, tabel: ProtectedTable) -> None:
        super().__init__()
        blad = lay_out(tabel)
        self.table: AskTable | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, TOKENS.s, 0, TOKENS.s)
        layout.setSpacing(TOKENS.xs)
        layout.addWidget(label(tabel.titel, "veld", wrap=True))
        layout.addWidget(label(f"Geteld: {tabel.universum}.", "klein", wrap=True))
        if blad.regels:
            self.table = _table(tabel.titel, blad)
            self.table.asked.connect(lambda row, key: self._ask(tabel.naam, blad, row, key))
            layout.addWidget(self.table)
        for note in blad.noten:
            layout.addWidget(label(note, "klein", wrap=True))

    def _ask(self, naam: str, blad: Blad, row: int, key: str) -> None:
        place = int(key) - blad.labels
        if blad.cellen and place >= 0:
            self.asked.emit(naam, blad.cellen[row][place])


def _head(text: str) -> str:
    return textwrap.fill(text, HEAD_WIDTH, break_long_words=False, break_on_hyphens=False)


def _table(name: str, blad: Blad) -> AskTable:
    columns = [
        Column[Regel](
            str(place),
            _head(text) if place >= blad.labels else text,
            lambda row, place=place: row[place],  # type: ignore[misc]  # the place is bound now, per column
            right=place >= blad.labels,
            width=30 if place < blad.labels else 8,
        )
        for place, text in enumerate(blad.kop)
    ]
    table = AskTable(name, whole=True)
    model: ListModel[Regel] = ListModel(columns, parent=table)
    model.set_rows(blad.regels)
    table.show_rows(model)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    return table


class Voorbeeld(QWidget):
    """All tables of a report under each other, with how was counted. Emits `asked` as a `BladTabel` does."""

    asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._report: ProtectedReport | None = None
        self._first: AskTable | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(TOKENS.m)

    @property
    def report(self) -> ProtectedReport | None:
        """What is shown."""
        return self._report

    def show_report(self, report: ProtectedReport) -> None:
        """Show a report; the same one again changes nothing."""
        if report == self._report:
            return
        self._report = report
        while item := self._layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._layout.addWidget(self._how(report))
        tables = Card("Tabellen zoals ze worden gedrukt")
        self._first = None
        for tabel in report.tabellen:
            blad = BladTabel(tabel)
            blad.asked.connect(self.asked)
            self._first = self._first or blad.table
            tables.add(blad)
        self._layout.addWidget(tables)
        self._layout.addStretch()

    def focus_first(self) -> None:
        """The first table."""
        if self._first is not None:
            self._first.setFocus()

    def _how(self, report: ProtectedReport) -> Card:
        card = Card()
        card.add(heading("Zo is er geteld"))
        card.add(label(WAAROM, wrap=True))
        card.add(hint(LEGENDA))
        for line in report.telwijze:
            card.add(label(f"• {line}", "klein", wrap=True))
        numbers = sum(t.shown for t in report.tabellen), sum(len(t.cellen) for t in report.tabellen)
        card.add(label(f"Zichtbaar: {numbers[0]} van de {numbers[1]} aantallen.", "klein", wrap=True))
        return card
