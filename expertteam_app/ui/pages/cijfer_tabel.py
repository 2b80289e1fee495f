"""Tables of the pages with figures, beheer and import: rows in memory, columns that fill the width."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from expertteam_app.domain.cel import neutral
from expertteam_app.domain.codelijst import fold
from expertteam_app.ui.klembord import copy_text
from expertteam_app.ui.paged_model import Column, PagedModel
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.table import Table

Row = TypeVar("Row")
Order = Callable[[Row], Any]
"""What rows are sorted by: anything that can be compared."""

MOST_LINES = 12
LEAST = 0.72
"""Share of its wanted width that a column keeps before the table gets a scroll bar."""


class ListModel(PagedModel[Row]):
    """Rows that are in memory already; the id of a row is its place among the rows as they were given.

    Args:
        columns: what to show of a row.
        orders: by column key what to sort by, where that is not the text of the cell; None: no sorting.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        orders: Mapping[str, Order[Row]] | None = None,
        parent: QObject | None = None,
    ) -> None:
        self._rows: tuple[Row, ...] = ()
        self._orders = orders or {}
        self._sorted: tuple[str, bool] | None = None
        super().__init__(
            columns, lambda _ids: [], lambda _row: 0, None if orders is None else self._order, None, parent
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as they were given."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, in the order the user last sorted by."""
        self._rows = tuple(rows)
        self.set_ids(range(len(self._rows)) if self._sorted is None else self._order(*self._sorted))

    def update_rows(self, rows: Sequence[Row]) -> None:
        """Show as many rows as before that changed in themselves; the place one stands on stays.

        Raises:
            ValueError: there are more or fewer rows than before.
        """
        if len(rows) != len(self._rows):
            raise ValueError("even veel regels als eerst")
        self._rows = tuple(rows)
        self.refresh_rows()

    def record(self, row: int) -> Row | None:
        """The row at a place on the screen."""
        return self._rows[self.id_at(row)]

    def copy_as_table(self) -> None:
        """Put all rows on the clipboard with a tab between cells, such that no cell is taken for a formula."""
        head = [" ".join(column.title.split()) for column in self.columns]
        rows = [[" ".join(column.text(row).split()) for column in self.columns] for row in self._rows]
        text = "\n".join("\t".join(neutral(cell) for cell in line) for line in (head, *rows))
        copy_text(text)

    def _order(self, key: str, down: bool) -> Sequence[int]:
        self._sorted = (key, down)
        column = next(c for c in self.columns if c.key == key)
        by: Order[Row] = self._orders.get(key, lambda row: fold(column.text(row)))
        return sorted(range(len(self._rows)), key=lambda number: by(self._rows[number]), reverse=down)


def shared(room: int, wanted: Sequence[int], least: Sequence[int]) -> list[int]:
    """Widths that fill `room`: more than wanted where there is room, else down to `LEAST` of it, never below least."""
    total = sum(wanted)
    if total <= room:
        widths = [w * room // total for w in wanted]
    else:
        slack = [w - max(low, round(w * LEAST)) for w, low in zip(wanted, least, strict=True)]
        part = min(1.0, (total - room) / max(1, sum(slack)))
        widths = [w - math.ceil(s * part) for w, s in zip(wanted, slack, strict=True)]
    widths[-1] += max(0, room - sum(widths))
    return widths


class FillTable(Table):
    """A table whose columns fill its width until the user chooses widths.

    Args:
        name: for a screen reader.
        lines: rows that must be visible; fewer than these never make it lower.
        most: rows it asks room for when there are that many.
        whole: show every row, so that the page scrolls and not the table.
        snug: never higher than its rows.
    """

    def __init__(
        self, name: str, lines: int = 3, most: int = MOST_LINES, *, whole: bool = False, snug: bool = False
    ) -> None:
        super().__init__(name)
        self._lines = lines
        self._most = most
        self._whole = whole
        self._own_widths = False
        self._fitting = False
        if whole or snug:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.horizontalHeader().setStretchLastSection(False)
        self.horizontalHeader().sectionResized.connect(self._resized)

    def show_rows(self, model: ListModel[Row]) -> None:
        """Show a model; call once, then change its rows."""
        self.show_model(cast("PagedModel[object]", model))
        model.modelReset.connect(self.updateGeometry)
        self.fit()

    def _set_widths(self) -> None:
        if hasattr(self, "_fitting"):
            self.fit()

    def fit(self) -> None:
        """Give every column its share of the width, unless the user chose widths."""
        columns: Sequence[Column[object]] = getattr(self.model(), "columns", ())
        if not columns or self._own_widths:
            return
        character = self.fontMetrics().averageCharWidth()
        least = [self._head_width(c.title) for c in columns]
        wanted = [max(c.width * character + TOKENS.l, low) for c, low in zip(columns, least, strict=True)]
        self._fitting = True
        for number, width in enumerate(shared(self.viewport().width(), wanted, least)):
            self.setColumnWidth(number, width)
        self._fitting = False

    def _head_width(self, text: str) -> int:
        """Width of a heading, by its longest line (Qt takes all lines for one)."""
        header = self.horizontalHeader()
        font = header.font()
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        arrow = metrics.height() if header.isSortIndicatorShown() else 0
        return max(metrics.horizontalAdvance(line) for line in text.split("\n")) + 2 * TOKENS.m + arrow

    def _resized(self, _column: int, _old: int, _new: int) -> None:
        if not self._fitting and self.isVisible():
            self._own_widths = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns follow the width."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Height and columns follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def _height(self, rows: int) -> int:
        header = self.horizontalHeader().sizeHint().height()
        bar = self.horizontalScrollBar().sizeHint().height() if self._whole else 0
        return header + rows * self.verticalHeader().defaultSectionSize() + 2 * self.frameWidth() + bar

    def minimumSizeHint(self) -> QSize:
        """The rows that must be visible."""
        rows = self.model().rowCount() if self._whole and self.model() is not None else self._lines
        return QSize(self.fontMetrics().averageCharWidth() * 24, self._height(rows))

    def sizeHint(self) -> QSize:
        """All rows, as far as it asks room for them."""
        rows = self.model().rowCount() if self.model() is not None else 0
        shown = rows if self._whole else max(self._lines, min(rows, self._most))
        return QSize(self.fontMetrics().averageCharWidth() * 60, self._height(shown))


class AskTable(FillTable):
    """A table of figures that can each be asked, by Enter or a double click.

    Emits `asked` with the place of the row among the rows as they were given, and the key of the column.

    Args:
        name, lines, most, whole, snug: as of a `FillTable`.
    """

    asked = Signal(int, str)

    def __init__(
        self, name: str, lines: int = 3, most: int = MOST_LINES, *, whole: bool = False, snug: bool = False
    ) -> None:
        super().__init__(name, lines, most, whole=whole, snug=snug)
        self.horizontalHeader().setSectionsMovable(False)
        self.doubleClicked.connect(self._ask)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what stands behind the figure one is on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        model = self.model()
        if index.isValid() and isinstance(model, ListModel):
            self.asked.emit(model.id_at(index.row()), model.columns[index.column()].key)
