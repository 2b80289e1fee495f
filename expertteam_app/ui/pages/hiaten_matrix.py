"""The cross table of hiaten: a number in every cell, and a shade that says the same."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from expertteam_app.domain.inzicht import HiaatTelling
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.text import LEEG
from expertteam_app.ui.theme import TOKENS, Scheme, scheme_of

HEAD_WIDTH = 15
"""Characters on a line of a column heading."""
NUMBER_WIDTH = 9
READABLE = 4.5
"""Contrast that WCAG 2.2 asks of a text."""
STRONGEST = 0.75
"""How far the shade of the largest number goes from the plain surface to the accent."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One zorgvorm with its counts by the code of the other dimension."""

    code: str
    label: str
    cells: dict[str, HiaatTelling]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts in two dimensions; only what occurs has a row or a column.

    Attributes:
        kolommen: code and label of every column.
    """

    rijen: tuple[MatrixRow, ...]
    kolommen: tuple[tuple[str, str], ...]

    @property
    def largest(self) -> int:
        """The largest number in it."""
        return max((t.aantal for row in self.rijen for t in row.cells.values()), default=0)


def make_matrix(
    tellingen: Sequence[HiaatTelling],
    other: Callable[[HiaatTelling], str],
    zorgvorm: Callable[[str], str],
    kolom: Callable[[str], str],
) -> Matrix:
    """Put counts in a cross table, the largest rows and columns first.

    Args:
        tellingen: counts of one zorgvorm and one other code each.
        other: gives that other code.
        zorgvorm: gives the label of a zorgvorm.
        kolom: gives the label of the other code.
    """
    rows: dict[str, dict[str, HiaatTelling]] = {}
    columns: dict[str, int] = {}
    for telling in tellingen:
        rows.setdefault(telling.zorgvorm, {})[other(telling)] = telling
        columns[other(telling)] = columns.get(other(telling), 0) + telling.aantal
    size = {code: sum(t.aantal for t in cells.values()) for code, cells in rows.items()}
    return Matrix(
        tuple(MatrixRow(c, zorgvorm(c), rows[c]) for c in sorted(rows, key=lambda c: (-size[c], zorgvorm(c)))),
        tuple((c, kolom(c)) for c in sorted(columns, key=lambda c: (-columns[c], kolom(c)))),
    )


def _column(code: str, text: str) -> Column[MatrixRow]:
    head = textwrap.fill(text, HEAD_WIDTH, break_long_words=False, break_on_hyphens=False)
    return Column(code, head, lambda row: str(row.cells[code].aantal) if code in row.cells else "", width=NUMBER_WIDTH)


class _ShadeDelegate(QStyledItemDelegate):
    """Paints a number on its shade; the ring shows where the keyboard is."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.largest = 0

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Shade, number, ring."""
        view, scheme = self._view, scheme_of(self._view.palette())
        text = str(index.data())
        number = int(text) if text != LEEG else 0
        share = number / self.largest if self.largest else 0.0
        box = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if number:
            shade, ink = shade_and_ink(scheme, share)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawRoundedRect(box, TOKENS.radius_s, TOKENS.radius_s)
            painter.setPen(ink)
        else:
            painter.setPen(QColor(scheme.quiet))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        if view.currentIndex() == index:
            ring = QColor(scheme.text if view.hasFocus() else scheme.quiet)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ring, TOKENS.focus))
            painter.drawRoundedRect(box, TOKENS.radius_s, TOKENS.radius_s)
        painter.restore()


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two; `share` 0 is the one, 1 the other."""
    red, green, blue = (a + (b - a) * share for a, b in zip(_rgb(one), _rgb(other), strict=True))
    return QColor.fromRgbF(red, green, blue)


def _rgb(color: QColor) -> tuple[float, float, float]:
    return color.redF(), color.greenF(), color.blueF()


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: QColor) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(color)]  # noqa: PLR2004 - WCAG
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def shade_and_ink(scheme: Scheme, share: float) -> tuple[QColor, QColor]:
    """The shade of a number and the ink to write it in; a shade on which no ink can be read gives way to a lighter one.

    Args:
        scheme: the colours of now.
        share: the number as part of the largest, 0 to 1.
    """
    inks = QColor(scheme.text), QColor(scheme.on_accent)
    for step in range(round(100 * STRONGEST * share), -1, -1):
        shade = mixed(QColor(scheme.accent_soft), QColor(scheme.accent), step / 100)
        ink = readable_on(shade, *inks)
        if contrast(ink, shade) >= READABLE:
            return shade, ink
    return QColor(scheme.card), inks[0]


def readable_on(surface: QColor, *inks: QColor) -> QColor:
    """The ink that stands out most on a surface."""
    return max(inks, key=lambda ink: contrast(ink, surface))


class MatrixTable(FillTable):
    """A cross table in which one walks cell by cell.

    Emits `chosen` with the telling of the cell one stands in, None for an empty cell; `entered` on Enter.
    """

    chosen = Signal(object)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__("Hiaten", 5, most=7)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(False)
        self.horizontalHeader().setSectionsMovable(False)
        self._plain = self.itemDelegate()
        self._shade = _ShadeDelegate(self)
        self._matrix = Matrix((), ())
        self.doubleClicked.connect(self.entered)

    def show_matrix(self, matrix: Matrix, name: str) -> None:
        """Show counts; stands again in the cell one stood in, else in the largest."""
        kept = self.current_telling
        self._matrix = matrix
        self._shade.largest = matrix.largest
        self.setAccessibleName(name)
        columns = (
            Column[MatrixRow]("zorgvorm", "Zorgvorm", lambda row: row.label, width=26),
            *(_column(code, text) for code, text in matrix.kolommen),
        )
        model: ListModel[MatrixRow] = ListModel(columns, parent=self)
        model.set_rows(matrix.rijen)
        before = self.model()
        self.show_rows(model)
        if before is not None:
            before.deleteLater()
        self.setItemDelegateForColumn(0, self._plain)
        for number in range(1, len(columns)):
            self.setItemDelegateForColumn(number, self._shade)
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.current_telling))
        self._stand(kept)

    def _stand(self, kept: HiaatTelling | None) -> None:
        cells = [
            (row, column, telling)
            for row, line in enumerate(self._matrix.rijen)
            for column, (code, _label) in enumerate(self._matrix.kolommen, start=1)
            if (telling := line.cells.get(code)) is not None
        ]
        if not cells:
            self.chosen.emit(None)
            return
        same = [c for c in cells if kept is not None and _key(c[2]) == _key(kept)]
        row, column, _telling = same[0] if same else max(cells, key=lambda c: c[2].aantal)
        self.setCurrentIndex(self.model().index(row, column))
        self.chosen.emit(self.current_telling)

    @property
    def current_telling(self) -> HiaatTelling | None:
        """The count one stands on."""
        index = self.currentIndex()
        if not index.isValid() or not 1 <= index.column() <= len(self._matrix.kolommen):
            return None
        return self._matrix.rijen[index.row()].cells.get(self._matrix.kolommen[index.column() - 1][0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the casussen behind the number."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        super().keyPressEvent(event)


def _key(telling: HiaatTelling) -> tuple[str, str, str]:
    return telling.zorgvorm, telling.aard, telling.oorzaak
