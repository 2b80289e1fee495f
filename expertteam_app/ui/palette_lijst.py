"""The lines of Ctrl+K: what can be chosen, and how one line is drawn and read out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from expertteam_app.domain.inzicht import ZoekGroep, ZoekResultaat, ZoekTreffer
from expertteam_app.ui.actions import Command, key_text
from expertteam_app.ui.icons import icon
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.work import Work

EXTRA = Qt.ItemDataRole.UserRole
PIECES = Qt.ItemDataRole.UserRole + 1
_Pieces: TypeAlias = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Voorstel:
    """What a typed verb would do, said before Enter is pressed; without `run` it says why it cannot be done."""

    tekst: str
    uitleg: str = ""
    icoon: str = "chevron-right"
    run: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Bronnen:
    """What the palette asks besides commands and a quick look.

    Attributes:
        voorstellen: what a typed verb with its object would do.
        alles: everything that holds the words: (typed, hits per kind); called on the thread of `work`.
        work: the runner for quick looks.
    """

    voorstellen: Callable[[str], Sequence[Voorstel]]
    alles: Callable[[str, int], ZoekResultaat]
    work: Work


Keuze: TypeAlias = Command | ZoekTreffer | Voorstel | ZoekGroep

_SOORT_ICONS = {"zitting": "messages-square", "vtb": "scale"}


class LineDelegate(QStyledItemDelegate):
    """Title at the left, quieter what else is known at the right; under it the piece of text with the hit, if any."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The whole line, chosen or not."""
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        title, own.text = own.text, ""
        style = own.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
        chosen = bool(own.state & QStyle.StateFlag.State_Selected)
        pieces: _Pieces = tuple(index.data(PIECES) or ())
        left = own.decorationSize.width() + 2 * TOKENS.s if not own.icon.isNull() else TOKENS.s
        line = own.fontMetrics.height()
        above = (own.rect.height() - line * (2 if pieces else 1)) // 2
        room = own.rect.adjusted(left, above, -TOKENS.m, 0)
        room.setHeight(line)
        painter.save()
        self._paint_title(painter, own, room, title, str(index.data(EXTRA) or ""), chosen=chosen)
        if pieces:
            self._paint_pieces(painter, own, room.translated(0, line), pieces, chosen=chosen)
        painter.restore()

    def _paint_title(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, title: str, extra: str, *, chosen: bool
    ) -> None:
        metrics, palette = QFontMetrics(option.font), option.palette
        side = min(metrics.horizontalAdvance(extra) + TOKENS.xs, room.width() // 2)  # widths are rounded
        painter.setFont(option.font)
        painter.setPen(palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text))
        own = room.adjusted(0, 0, -side - TOKENS.m, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(own, middle, metrics.elidedText(title, Qt.TextElideMode.ElideMiddle, own.width()))
        if not chosen:
            painter.setPen(palette.color(QPalette.ColorRole.Dark))
        short = metrics.elidedText(extra, Qt.TextElideMode.ElideRight, side)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, short)

    def _paint_pieces(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, pieces: _Pieces, *, chosen: bool
    ) -> None:
        bold = QFont(option.font)
        bold.setBold(True)
        at = room.left()
        for text, hit in pieces:
            font = bold if hit else option.font
            metrics = QFontMetrics(font)
            role = QPalette.ColorRole.Text if hit else QPalette.ColorRole.Dark
            painter.setFont(font)
            painter.setPen(option.palette.color(QPalette.ColorRole.HighlightedText if chosen else role))
            left = room.right() - at
            if left <= 0:
                return
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, left)
            painter.drawText(QRect(at, room.top(), left, room.height()), Qt.AlignmentFlag.AlignVCenter, shown)
            at += metrics.horizontalAdvance(text)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One comfortable line, or two."""
        size = super().sizeHint(option, index) + QSize(0, TOKENS.xs)
        return size + QSize(0, option.fontMetrics.height()) if index.data(PIECES) else size


def make_item(choice: Keuze) -> QListWidgetItem:
    """The line of a choice, with what a screen reader says."""
    pieces: _Pieces = ()
    if isinstance(choice, Command):
        name, title, extra, kind = choice.icon or "chevron-right", choice.text, key_text(choice.keys), "opdracht"
    elif isinstance(choice, Voorstel):
        name, title, extra, kind = choice.icoon, choice.tekst, "", "opdracht"
        pieces = ((choice.uitleg, False),) if choice.uitleg else ()
    elif isinstance(choice, ZoekGroep):
        more = choice.aantal > len(choice.treffers)
        name, title, kind = "chevron-down" if more else "", f"{choice.naam} ({choice.aantal})", "groep"
        extra = "Enter: toon meer" if more else ""
    else:
        name, title, extra, kind = (
            _SOORT_ICONS.get(choice.soort, "folder-open"),
            choice.titel,
            choice.ondertitel,
            choice.soort,
        )
        pieces = choice.fragment
    item = QListWidgetItem(icon(name), title) if name else QListWidgetItem(title)
    item.setData(EXTRA, extra)
    if pieces:
        item.setData(PIECES, pieces)
    if isinstance(choice, ZoekGroep):
        font = item.font()
        font.setBold(True)
        item.setFont(font)
    spoken = (title, extra, "".join(text for text, _hit in pieces), kind)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(t for t in spoken if t))
    return item
