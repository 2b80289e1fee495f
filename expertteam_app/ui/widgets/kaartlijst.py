"""One column of the board: cards under each other in a list that paints them, so that hundreds cost nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from expertteam_app.ui.icons import icon
from expertteam_app.ui.theme import TOKENS, Tone, scheme_of, tone_colors

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
BAR = 6
"""Height in pixels of the bar that shows how much of the norm is used."""


@dataclass(frozen=True, slots=True)
class Kaart:
    """One card as it is painted.

    Attributes:
        id: what `KaartLijst` hands on.
        kop: the bold first line.
        regels: the lines under it.
        dagen: the days in words, in the colour of `toon`.
        deel: share of the norm that is used, None draws no bar.
        merken: icons with a word each.
        slot: the last, quiet line.
        in_woorden: everything, for a screen reader.
    """

    id: int
    kop: str
    regels: tuple[str, ...]
    dagen: str
    toon: Tone
    deel: float | None
    merken: tuple[tuple[str, str], ...]
    slot: str
    in_woorden: str


class _Cards(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: list[Kaart] = []
        self.more = ""

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.cards) + bool(self.more)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt asks for any value
        if not index.isValid():
            return None
        card = self.cards[index.row()] if index.row() < len(self.cards) else None
        if role == Qt.ItemDataRole.UserRole:
            return card
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return card.in_woorden if card is not None else self.more
        if role == Qt.ItemDataRole.DisplayRole:
            return card.kop if card is not None else self.more
        return None

    def show(self, cards: Sequence[Kaart], more: str) -> None:
        self.beginResetModel()
        self.cards, self.more = list(cards), more
        self.endResetModel()


class _CardDelegate(QStyledItemDelegate):
    """Paints a card: words first, the bar under the days, marks as an icon with its word."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def _line(self) -> int:
        return self._view.fontMetrics().height() + 2

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        card = index.data(Qt.ItemDataRole.UserRole)
        lines = 1
        extra = 0
        if isinstance(card, Kaart):
            lines = 3 + len(card.regels) + len(card.merken)
            extra = BAR + TOKENS.xs if card.deel is not None else 0
        return QSize(10, lines * self._line() + extra + 2 * TOKENS.s + TOKENS.xs)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self._view
        scheme = scheme_of(view.palette())
        box = option.rect.adjusted(2, 2, -2, -TOKENS.xs)
        current = view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = current and view.hasFocus()
        painter.setPen(QPen(QColor(scheme.focus if focused else scheme.line), TOKENS.focus if focused else 1))
        painter.setBrush(QColor(scheme.accent_soft if focused else scheme.card))
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), TOKENS.radius_s, TOKENS.radius_s)
        inner = box.adjusted(TOKENS.s, TOKENS.s - 2, -TOKENS.s, 0)
        card = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(card, Kaart):
            self._paint_card(painter, inner, card)
        else:
            self._words(painter, inner, str(index.data()), QColor(scheme.quiet))
        painter.restore()

    def _paint_card(self, painter: QPainter, inner: QRect, card: Kaart) -> None:
        scheme = scheme_of(self._view.palette())
        ink, _soft = tone_colors(self._view.palette(), card.toon)
        text, quiet = QColor(scheme.text), QColor(scheme.quiet)
        inner = self._words(painter, inner, card.kop, text, bold=True)
        for line in card.regels:
            inner = self._words(painter, inner, line, text)
        strong = card.toon in (Tone.FOUT, Tone.LET_OP)
        inner = self._words(painter, inner, card.dagen, ink if strong else quiet, bold=card.toon is Tone.FOUT)
        if card.deel is not None:
            inner = self._bar(painter, inner, card.deel, ink)
        for name, word in card.merken:
            side = self._view.fontMetrics().height()
            icon(name).paint(painter, QRect(inner.left(), inner.top(), side, side))
            self._words(painter, inner.adjusted(side + TOKENS.xs, 0, 0, 0), word, text)
            inner = inner.adjusted(0, self._line(), 0, 0)
        self._words(painter, inner, card.slot, quiet)

    def _words(self, painter: QPainter, inner: QRect, words: str, ink: QColor, *, bold: bool = False) -> QRect:
        """One line of text, cut off with dots where it does not fit; returns the room under it."""
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(ink)
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        place = QRect(inner.left(), inner.top(), inner.width(), self._line())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return inner.adjusted(0, self._line(), 0, 0)

    def _bar(self, painter: QPainter, inner: QRect, share: float, ink: QColor) -> QRect:
        scheme = scheme_of(self._view.palette())
        track = QRectF(inner.left(), inner.top() + 1, inner.width(), BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(scheme.line))
        painter.drawRoundedRect(track, BAR / 2, BAR / 2)
        painter.setBrush(ink)
        used = QRectF(track.left(), track.top(), max(float(BAR), track.width() * min(1.0, share)), BAR)
        painter.drawRoundedRect(used, BAR / 2, BAR / 2)
        return inner.adjusted(0, BAR + TOKENS.xs, 0, 0)


class KaartLijst(QListView):
    """A column of cards.

    Emits `opened` with the id of a card (Enter, double click), `more` when the last row asks for more, `sideways`
    with -1 or 1 for the arrows left and right, and `moved` with the id and -1 or 1 for Ctrl with those arrows.
    """

    opened = Signal(int)
    more = Signal()
    sideways = Signal(int)
    moved = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = _Cards(self)
        self.setModel(self._cards)
        self.setItemDelegate(_CardDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setProperty("rol", "bord")
        self.doubleClicked.connect(self._activate)

    @property
    def current_id(self) -> int | None:
        """The id of the card one stands on."""
        row = self.currentIndex().row()
        return self._cards.cards[row].id if 0 <= row < len(self._cards.cards) else None

    @property
    def rows(self) -> int:
        """How many rows there are, the one that asks for more included."""
        return self._cards.rowCount()

    def show_cards(self, cards: Sequence[Kaart], more: str) -> None:
        """Show other cards; stays on the same card where it is still there, else on the nearest."""
        chosen, row = self.current_id, self.currentIndex().row()
        self._cards.show(cards, more)
        if not self.select_id(chosen) and self.rows:
            self.select_row(max(0, row))

    def select_id(self, wanted: int | None) -> bool:
        """Stand on a card; False when it is not in this column."""
        row = next((n for n, card in enumerate(self._cards.cards) if card.id == wanted), None)
        if row is None:
            return False
        self.select_row(row)
        return True

    def select_row(self, row: int) -> None:
        """Stand on the row at a place, or on the last one."""
        if self.rows:
            self.setCurrentIndex(self._cards.index(min(row, self.rows - 1)))

    def _activate(self) -> None:
        chosen = self.current_id
        if chosen is not None:
            self.opened.emit(chosen)
        elif self.currentIndex().isValid():
            self.more.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows left and right leave the column or, with Ctrl, move the card; Enter opens."""
        key, chosen = Qt.Key(event.key()), self.current_id
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if way is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if chosen is not None:
                self.moved.emit(chosen, way)
        elif way is not None:
            self.sideways.emit(way)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """The height of the cards follows the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_cards"):
            self.scheduleDelayedItemsLayout()
