"""The one table of the program: fast at 100,000 rows, whole from the keyboard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from expertteam_app.ui.icons import icon_size
from expertteam_app.ui.paged_model import PagedModel
from expertteam_app.ui.theme import TOKENS, scheme_of

SELECT_LIMIT = 1000
"""Rows that can be selected at once; a selection of 100,000 rows takes seconds with a screen reader attached."""
MEASURED_ROWS = 50


class _CellDelegate(QStyledItemDelegate):
    """Draws the ring around the current cell, so that the keyboard's place is always seen."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        option.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, option, index)
        view = self._view
        if view.hasFocus() and view.currentIndex() == index:
            box = option.rect.adjusted(1, 1, -1, -1)
            painter.save()
            painter.setPen(QPen(QColor(scheme_of(view.palette()).focus), TOKENS.focus))
            painter.drawRect(box)
            painter.restore()


class Table(QTableView):
    """A table over a `PagedModel`.

    Enter or a double click emits `opened` with the id. Shift and Ctrl+A select at most `SELECT_LIMIT` rows; beyond it
    `limited` says so. The Menu key sorts by the column one stands in, as a click on its title does.
    """

    opened = Signal(int)
    limited = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._anchor = 0
        self.setAccessibleName(name)
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(MEASURED_ROWS)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setAccessibleName(f"Kolommen van {name}")
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self._set_row_height()

    def show_model(self, model: PagedModel[Any]) -> None:
        """Show a model; its first widths fit the number of characters its columns ask for."""
        self.setModel(model)
        self.setSortingEnabled(False)
        header = self.horizontalHeader()
        header.setSectionsClickable(model.sortable)
        if model.sortable:
            header.setSortIndicatorShown(True)
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            header.sortIndicatorChanged.connect(self._sort)
        self._set_widths()

    @property
    def current_id(self) -> int | None:
        """The id of the row one stands in."""
        model, index = self.model(), self.currentIndex()
        return model.id_at(index.row()) if isinstance(model, PagedModel) and index.isValid() else None

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, from top to bottom."""
        model = self.model()
        if not isinstance(model, PagedModel):
            return []
        return [model.id_at(row) for row in sorted(i.row() for i in self.selectionModel().selectedRows())]

    def select_id(self, wanted: int) -> bool:
        """Stand in the row of an id; False when it is not in the table."""
        model = self.model()
        row = model.row_of(wanted) if isinstance(model, PagedModel) else None
        if row is None:
            return False
        self.setCurrentIndex(model.index(row, max(0, self.currentIndex().column())))
        return True

    def selectAll(self) -> None:
        """Select every row, or say that there are too many."""
        model = self.model()
        if isinstance(model, PagedModel) and model.rowCount() > SELECT_LIMIT:
            self._say_limit()
        else:
            super().selectAll()

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Refuse a stretch of more than `SELECT_LIMIT` rows."""
        modifiers = getattr(event, "modifiers", lambda: Qt.KeyboardModifier.NoModifier)()
        if not modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = index.row()
        elif abs(index.row() - self._anchor) >= SELECT_LIMIT:
            self._say_limit()
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open, and sort by this column."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        menu = self.make_menu(index)
        if menu is not None:
            where = self.visualRect(index).bottomLeft() if by_key else event.pos()
            menu.popup(self.viewport().mapToGlobal(where))

    def make_menu(self, index: QModelIndex) -> QMenu | None:
        """The menu of a cell, or None outside the rows."""
        model = self.model()
        if not index.isValid() or not isinstance(model, PagedModel):
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Openen").triggered.connect(lambda: self._open(index.row()))
        if model.sortable:
            title, header = model.columns[index.column()].title, self.horizontalHeader()
            menu.addSeparator()
            for text, order in (
                ("oplopend", Qt.SortOrder.AscendingOrder),
                ("aflopend", Qt.SortOrder.DescendingOrder),
            ):
                action = menu.addAction(f"Sorteren op {title.lower()}, {text}")
                action.triggered.connect(lambda _=False, o=order: header.setSortIndicator(index.column(), o))
        return menu

    def changeEvent(self, event: QEvent) -> None:
        """Rows and columns follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_row_height()
            self._set_widths()

    def _open(self, row: int) -> None:
        model = self.model()
        if isinstance(model, PagedModel) and 0 <= row < model.rowCount():
            self.opened.emit(model.id_at(row))

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        model, chosen = self.model(), self.current_id
        if isinstance(model, PagedModel) and column >= 0:
            model.sort(column, order)
            if chosen is not None:
                self.select_id(chosen)

    def _set_row_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 2 * TOKENS.s)
        self.setIconSize(icon_size(self, 0.9))

    def _set_widths(self) -> None:
        model = self.model()
        if isinstance(model, PagedModel):
            for number, column in enumerate(model.columns):
                wanted = max(column.width, len(column.title) + 3) * self.fontMetrics().averageCharWidth()
                self.setColumnWidth(number, wanted + 2 * TOKENS.m)

    def _say_limit(self) -> None:
        self.limited.emit(
            f"U kunt hoogstens {SELECT_LIMIT} regels tegelijk kiezen. Maak de lijst korter met een filter."
        )
