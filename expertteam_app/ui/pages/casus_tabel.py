"""Tables on the pages on casussen: columns that fill the width, and a table as high as its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from expertteam_app.ui.paged_model import Column, PagedModel
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.table import Table

Row = TypeVar("Row")

MOST_ROWS = 12
FIXED = 14
"""Columns of at most so many characters (numbers, dates) keep their width; wider ones give way."""
LEAST = 0.6
"""Share of its width that a column keeps before the table scrolls sideways."""
KeyAct = Callable[[int], object]


def fit_columns(table: Table) -> None:
    """Divide the width over the shown columns: short ones get what they need, the others share the rest."""
    model = table.model()
    if not isinstance(model, PagedModel):
        return
    character = table.fontMetrics().averageCharWidth()
    shown = [(n, c) for n, c in enumerate(model.columns) if not table.isColumnHidden(n)]
    wanted = {n: max(c.width, len(c.title) + 1) * character + 2 * TOKENS.s for n, c in shown}
    fixed = {n for n, c in shown if c.width <= FIXED}
    free = sum(w for n, w in wanted.items() if n not in fixed)
    room = table.viewport().width() - sum(w for n, w in wanted.items() if n in fixed)
    factor = max(LEAST, room / free) if free else 1.0
    for number, width in wanted.items():
        table.setColumnWidth(number, width if number in fixed else int(width * factor))


class RijenTable(Table, Generic[Row]):
    """A table over rows that are already here, as high as its rows. Keys of the caller act on the current row."""

    def __init__(self, name: str, columns: Sequence[Column[Row]], key: Callable[[Row], int]) -> None:
        super().__init__(name)
        self._key = key
        self._rows: dict[int, Row] = {}
        self._acts: dict[Qt.Key, KeyAct] = {}
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows_model: PagedModel[Row] = PagedModel(columns, self._fetch, key, parent=self)
        self.show_model(cast("PagedModel[object]", self.rows_model))

    def _fetch(self, ids: list[int]) -> list[Row]:
        return [self._rows[i] for i in ids if i in self._rows]

    def on_key(self, key: Qt.Key, act: KeyAct) -> None:
        """Do something with the id of the current row when a key is pressed."""
        self._acts[key] = act

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; stays in the same line where it still exists, else in the nearest."""
        chosen, place = self.current_id, self.currentIndex().row()
        self._rows = {self._key(row): row for row in rows}
        self.rows_model.set_ids(list(self._rows))
        if rows and not (chosen is not None and self.select_id(chosen)):
            self.setCurrentIndex(self.rows_model.index(max(0, min(place, len(rows) - 1)), 0))
        self.fit_height()

    def row(self, row_id: int) -> Row:
        """The row with an id.

        Raises:
            KeyError: it is not here.
        """
        return self._rows[row_id]

    def fit_height(self) -> None:
        """Be as high as the rows, up to `MOST_ROWS`."""
        lines = max(1, min(MOST_ROWS, len(self._rows)))
        fit_columns(self)
        line = self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(
            lines * line + self.horizontalHeader().sizeHint().height() + bar + 2 * self.frameWidth() + 2
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the caller first."""
        act, current = self._acts.get(Qt.Key(event.key())), self.current_id
        if act is not None and current is not None and not event.modifiers():
            act(current)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns follow the width."""
        super().resizeEvent(event)
        fit_columns(self)

    def changeEvent(self, event: QEvent) -> None:
        """The height follows the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_rows"):
            self.fit_height()
