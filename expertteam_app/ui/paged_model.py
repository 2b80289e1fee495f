"""A table model that holds only ids and fetches the rows it must show, a page at a time.

The row count is true from the start, so the scroll bar and a screen reader tell the truth at 100,000 rows; sorting and
filtering are done by whoever gives the ids.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from expertteam_app.ui.icons import icon
from expertteam_app.ui.text import LEEG
from expertteam_app.ui.theme import Tone

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NO_INDEX = QModelIndex()

PAGE_ROWS = 200
MAX_PAGES = 30


@dataclass(frozen=True)  # no slots: a frozen generic with slots cannot be made as Column[Row](...) on Python 3.11
class Column(Generic[Row]):
    """One column.

    Attributes:
        key: what `on_sort` gets to know the column by.
        text: the cell's text for a row.
        tone: gives the cell an icon and colour of a tone; always beside its text.
        right: align right, for numbers.
        width: characters that must fit, for the first width of the column.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    tone: Callable[[Row], Tone | None] | None = None
    right: bool = False
    width: int = 12


TONE_ICONS = {
    Tone.NEUTRAAL: "circle",
    Tone.INFO: "info",
    Tone.GOED: "circle-check",
    Tone.LET_OP: "triangle-alert",
    Tone.FOUT: "octagon-alert",
}


class PagedModel(QAbstractTableModel, Generic[Row]):
    """Ids in order, rows on demand.

    Args:
        columns: what to show of a row.
        fetch: the rows of some ids, in any order, those that no longer exist left out.
        key: the id of a row.
        on_sort: gives the ids in the order of a column (its key, descending or not); None: no sorting.
        on_error: told of an error in fetching or showing; the cell stays empty, for Qt must never see it.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[list[int]], list[Row]],
        key: Callable[[Row], int],
        on_sort: Callable[[str, bool], Sequence[int]] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._key = key
        self._on_sort = on_sort
        self._on_error = on_error
        self._ids: Sequence[int] = ()
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these rows, in this order."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def refresh_rows(self) -> None:
        """Fetch what is shown again: rows changed, their order did not."""
        self._pages.clear()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def id_at(self, row: int) -> int:
        """The id of a row.

        Raises:
            IndexError: there is no such row.
        """
        return self._ids[row]

    def row_of(self, wanted: int) -> int | None:
        """The place of an id, or None when it is not in the table."""
        try:
            return self._ids.index(wanted)
        except ValueError:
            return None

    def record(self, row: int) -> Row | None:
        """The row itself; None when it was removed since the ids were asked for, or could not be fetched."""
        number = row // PAGE_ROWS
        page = self._pages.get(number)
        if page is None:
            page = self._load(number)
        else:
            self._pages.move_to_end(number)
        return page.get(self._ids[row])

    def _load(self, number: int) -> dict[int, Row]:
        wanted = list(self._ids[number * PAGE_ROWS : (number + 1) * PAGE_ROWS])
        try:
            page = {self._key(record): record for record in self._fetch(wanted)}
        except Exception as error:  # noqa: BLE001 - Qt calls this while painting and must never see an error
            page = {}
            self._tell(error)
        self._pages[number] = page
        while len(self._pages) > MAX_PAGES:
            self._pages.popitem(last=False)
        return page

    def _tell(self, error: Exception) -> None:
        if self._on_error is not None:
            self._on_error(error)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The number of ids."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """What Qt asks of a cell; an empty cell rather than an error."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == _Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        try:
            return self._cell(index.row(), column, role)
        except Exception as error:  # noqa: BLE001 - as in _load
            self._tell(error)
            return None

    def _cell(self, row: int, column: Column[Row], role: int) -> Any:  # noqa: ANN401 - as in data
        if role not in (_Role.DisplayRole, _Role.ToolTipRole, _Role.AccessibleTextRole, _Role.DecorationRole):
            return None
        record = self.record(row)
        if role == _Role.DecorationRole:
            tone = column.tone(record) if column.tone is not None and record is not None else None
            return None if tone is None else icon(TONE_ICONS[tone], tone)
        text = (column.text(record) or LEEG) if record is not None else LEEG
        if role == _Role.AccessibleTextRole:
            return f"{column.title}: {'leeg' if text == LEEG else text}"
        return text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Titles above the columns; rows are numbered from 1."""
        if role == _Role.DisplayRole:
            if orientation is Qt.Orientation.Vertical:
                return section + 1
            return self.columns[section].title if 0 <= section < len(self.columns) else None
        if role == _Role.TextAlignmentRole and orientation is Qt.Orientation.Horizontal and section < len(self.columns):
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    @property
    def sortable(self) -> bool:
        """Whether clicking a column title does anything."""
        return self._on_sort is not None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the ids in the order of a column."""
        if self._on_sort is None or not 0 <= column < len(self.columns):
            return
        try:
            ids = self._on_sort(self.columns[column].key, order is Qt.SortOrder.DescendingOrder)
        except Exception as error:  # noqa: BLE001 - as in _load
            self._tell(error)
            return
        self.set_ids(ids)
