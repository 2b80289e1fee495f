"""A layout that breaks its widgets over rows, so that nothing is cut off in a narrow window or with large text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from expertteam_app.ui.theme import TOKENS

WIDE = "breed"
"""Property of a widget that wants a row of its own in an even `FlowLayout`."""


class FlowLayout(QLayout):
    """Left to right, then the next row.

    Args:
        even: give every widget the same width and fill the row (a grid whose number of columns follows the room);
            otherwise each widget has the width it asks for.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = 8, *, even: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._even = even
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, widget: QWidget) -> None:
        """Add a widget at the end, in an item of our own.

        An item that Qt makes can get the Python object of an older item at the same address, which some other layout
        then declares deleted while it stands here: the next question for a size ends the program.
        """
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        """Add at the end."""
        self._items.append(item)
        self.invalidate()

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Add a widget at a place among the others."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """How many widgets there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the item at a place out of the layout."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes the room it needs, no more."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put every widget in its place."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Everything on one row."""
        shown = self._shown()
        width = sum(i.sizeHint().width() for i in shown) + self.spacing() * max(0, len(shown) - 1)
        return self._with_margins(QSize(width, max((i.sizeHint().height() for i in shown), default=0)))

    def minimumSize(self) -> QSize:
        """The widest widget alone on a row."""
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [i for i in self._items if not i.isEmpty()]

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        items, gap = self._shown(), self.spacing()
        if self._even and items:
            return self._even_rows(items, width)
        rows: list[list[tuple[QLayoutItem, int]]] = []
        left = 0
        for item in items:
            wanted = min(item.sizeHint().width(), width)
            if not rows or wanted > left:
                rows.append([])
                left = width
            rows[-1].append((item, wanted))
            left -= wanted + gap
        return rows

    def _even_rows(self, items: list[QLayoutItem], width: int) -> list[list[tuple[QLayoutItem, int]]]:
        gap = self.spacing()
        widest = max(i.minimumSize().width() for i in items)
        most = max(1, min(len(items), (width + gap) // (widest + gap)))
        columns = -(-len(items) // -(-len(items) // most))
        cell = (width - gap * (columns - 1)) // columns
        rows: list[list[tuple[QLayoutItem, int]]] = []
        for item in items:
            wide = bool(_property(item, WIDE))
            if wide or not rows or len(rows[-1]) == columns or rows[-1][0][1] == width > cell:
                rows.append([])
            rows[-1].append((item, width if wide else cell))
        return rows

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        area = rect.adjusted(margins.left(), margins.top(), -margins.right(), -margins.bottom())
        top = area.top()
        for row in self._rows(area.width()):
            height = max(_height(item, width) for item, width in row)
            left = area.left()
            for item, width in row:
                if move:
                    item.setGeometry(QRect(QPoint(left, top), QSize(width, height)))
                left += width + self.spacing()
            top += height + self.spacing()
        return max(0, top - self.spacing() - area.top()) + margins.top() + margins.bottom()


def _property(item: QLayoutItem, name: str) -> object:
    widget = item.widget()
    return widget.property(name) if widget is not None else None


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def wrap_of(*widgets: QWidget) -> FlowLayout:
    """Widgets beside each other from the left, on more rows where there is no room."""
    layout = FlowLayout(spacing=TOKENS.s)
    for widget in widgets:
        layout.addWidget(widget)
    return layout
