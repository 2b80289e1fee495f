"""A list whose rows say what they are, how they stand and why, in as many lines as that takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from expertteam_app.ui.icons import icon
from expertteam_app.ui.paged_model import TONE_ICONS
from expertteam_app.ui.text import heel
from expertteam_app.ui.theme import TOKENS, Tone, scheme_of, tone_colors

_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
FOLLOW_DELAY = 120
"""Milliseconds after which a list opens the row one stands in."""
_TALL = 10_000
"""A height no text reaches, in pixels: what a text may take before it is measured."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a `RowList`.

    Attributes:
        id: what `RowList` hands out.
        status: how it stands, in words; drawn with the icon of `tone`.
        note: why, or what else there is to know.
        muted: nothing can be done with it now; it stays readable and can be chosen to hear why.
    """

    id: int
    title: str
    subtitle: str = ""
    status: str = ""
    tone: Tone = Tone.NEUTRAAL
    note: str = ""
    muted: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.title, self.status, self.subtitle, self.note) if part)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the parts of a row lie, from the top left of its contents."""

    title: QRect
    status: QRect
    subtitle: QRect
    note: QRect
    height: int


def _height(metrics: QFontMetrics, text: str, width: int) -> int:
    return metrics.boundingRect(QRect(0, 0, max(1, width), _TALL), _WRAP, heel(text)).height() if text else 0


class _RowDelegate(QStyledItemDelegate):
    """Title, status (beside the title where it fits, else under it), subtitle, note."""

    def _bold(self, font: QFont) -> QFont:
        made = QFont(font)
        made.setWeight(QFont.Weight.DemiBold)
        return made

    def _places(self, row: Row, font: QFont, width: int) -> _Places:
        plain, bold = QFontMetrics(font), QFontMetrics(self._bold(font))
        line = plain.height()
        status_width = plain.horizontalAdvance(row.status) + line + 2 * TOKENS.xs if row.status else 0
        beside = bool(row.status) and bold.horizontalAdvance(row.title) + TOKENS.m + status_width <= width
        title = QRect(0, 0, width - (status_width + TOKENS.m if beside else 0), 0)
        title.setHeight(_height(bold, row.title, title.width()))
        top = title.height() + 2
        if beside:
            status = QRect(width - status_width, 0, status_width, line)
        else:
            status = QRect(0, top, width, _height(plain, row.status, width - line - TOKENS.xs))
            top += status.height() + (2 if row.status else 0)
        subtitle = QRect(0, top, width, _height(plain, row.subtitle, width))
        top += subtitle.height() + (2 if row.subtitle else 0)
        note = QRect(0, top, width, _height(plain, row.note, width))
        return _Places(title, status, subtitle, note, top + note.height())

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as its words at the width of the list."""
        view = self.parent()
        row = view.row_at(index.row()) if isinstance(view, RowList) else None
        if not isinstance(view, RowList) or row is None:
            return super().sizeHint(option, index)
        width = view.viewport().width()
        places = self._places(row, view.font(), width - 2 * TOKENS.m)
        return QSize(width, places.height + 2 * TOKENS.s)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = self.parent()
        row = view.row_at(index.row()) if isinstance(view, RowList) else None
        if not isinstance(view, RowList) or row is None:
            super().paint(painter, option, index)
            return
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_surface(painter, box, option, view, current=view.currentIndex() == index)
        inner = box.adjusted(TOKENS.m, TOKENS.s, -TOKENS.m, -TOKENS.s)
        self._paint_words(painter, inner, row, view)
        painter.restore()

    def _paint_surface(
        self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, view: QListView, *, current: bool
    ) -> None:
        scheme = scheme_of(view.palette())
        state: QStyle.StateFlag = option.state
        shape = box.adjusted(2, 1, -2, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(scheme.accent_soft))
            painter.drawRoundedRect(shape, TOKENS.radius_s, TOKENS.radius_s)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(scheme.hover))
            painter.drawRoundedRect(shape, TOKENS.radius_s, TOKENS.radius_s)
        if current and view.hasFocus():
            painter.setPen(QPen(QColor(scheme.focus), TOKENS.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(shape.adjusted(1, 1, -1, -1), TOKENS.radius_s, TOKENS.radius_s)

    def _paint_words(self, painter: QPainter, inner: QRect, row: Row, view: QListView) -> None:
        places = self._places(row, view.font(), inner.width())
        quiet = view.palette().color(QPalette.ColorRole.Dark)
        at = inner.topLeft()
        painter.setFont(self._bold(view.font()))
        painter.setPen(quiet if row.muted else view.palette().color(QPalette.ColorRole.Text))
        painter.drawText(places.title.translated(at), _WRAP, heel(row.title))
        painter.setFont(view.font())
        if row.status:
            ink, _soft = tone_colors(view.palette(), row.tone)
            side = view.fontMetrics().height()
            spot = places.status.translated(at)
            icon(TONE_ICONS[row.tone], row.tone).paint(painter, QRect(spot.topLeft(), QSize(side, side)))
            painter.setPen(ink)
            painter.drawText(spot.adjusted(side + TOKENS.xs, 0, 0, 0), _WRAP, heel(row.status))
        painter.setPen(quiet)
        painter.drawText(places.subtitle.translated(at), _WRAP, heel(row.subtitle))
        painter.drawText(places.note.translated(at), _WRAP, heel(row.note))


class RowList(QListWidget):
    """A list of `Row`.

    Emits `chosen` with an id when another row becomes the current one by the user, `opened` on Enter or a double
    click.

    Args:
        name: for a screen reader.
        keys: keys that mean something here, with their modifier: they emit `key_pressed` with the id and the key.
        delay: milliseconds before `chosen`, so that holding an arrow does not open everything on the way.
    """

    chosen = Signal(int)
    opened = Signal(int)
    key_pressed = Signal(int, str)

    def __init__(self, name: str, keys: dict[str, Qt.KeyboardModifier] | None = None, delay: int = 0) -> None:
        super().__init__()
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(delay)
        self._follow.timeout.connect(self._tell)
        self._rows: tuple[Row, ...] = ()
        self._keys = keys or {}
        self.setAccessibleName(name)
        self.setItemDelegate(_RowDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWordWrap(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.currentRowChanged.connect(self._on_row)
        self.itemDoubleClicked.connect(lambda _item: self._open())

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def row_at(self, place: int) -> Row | None:
        """The row at a place; None where there is none."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    @property
    def current_id(self) -> int | None:
        """The id of the current row."""
        place = self.currentRow()
        return self._rows[place].id if 0 <= place < len(self._rows) else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the current one stays the current one as long as it is there. Tells nobody."""
        if tuple(rows) == self._rows:
            return
        kept, place = self.current_id, self.currentRow()
        self._rows = tuple(rows)
        blocked = self.blockSignals(True)
        scrolled = self.verticalScrollBar().value()
        self.clear()
        # Titles only: an item or a value of Python in the model of Qt can outlive its other half, and then crash.
        self.addItems([row.title for row in self._rows])
        model = self.model()
        for number, row in enumerate(self._rows):
            model.setData(model.index(number, 0), row.spoken, Qt.ItemDataRole.AccessibleTextRole)
        if self._rows and not (kept is not None and self._select(kept)):
            self.setCurrentRow(max(0, min(place, len(self._rows) - 1)))
        self.verticalScrollBar().setValue(scrolled)
        self.blockSignals(blocked)

    def select_id(self, wanted: int) -> bool:
        """Make the row with this id the current one, telling nobody; False when it is not here."""
        blocked = self.blockSignals(True)
        found = self._select(wanted)
        self.blockSignals(blocked)
        return found

    def _select(self, wanted: int) -> bool:
        place = next((n for n, row in enumerate(self._rows) if row.id == wanted), None)
        if place is not None:
            self.setCurrentRow(place)
        return place is not None

    def minimumSizeHint(self) -> QSize:
        """Room for two rows of some twenty characters."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 20, metrics.height() * 5)

    def sizeHint(self) -> QSize:
        """No more, however many rows there are: the list scrolls, not the page around it."""
        return self.minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; the keys of this list act on the current row."""
        current = self.current_id
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            return
        name = Qt.Key(event.key()).name.removeprefix("Key_")
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if current is not None and self._keys.get(name) == plain:
            self.key_pressed.emit(current, name)
            return
        super().keyPressEvent(event)

    def _on_row(self, _place: int) -> None:
        if self._follow.interval():
            self._follow.start()
        else:
            self._tell()

    def _tell(self) -> None:
        if self.current_id is not None:
            self.chosen.emit(self.current_id)

    def _open(self) -> None:
        self._follow.stop()
        if self.current_id is not None:
            self.opened.emit(self.current_id)


class WholeList(RowList):
    """A list as high as its rows: the part around it scrolls, and there is one bar in sight, not two.

    Args:
        name: for a screen reader.
        keys: as of a `RowList`.
        choice: whether a row can be chosen; without, it is only read.
    """

    def __init__(self, name: str, keys: dict[str, Qt.KeyboardModifier] | None = None, *, choice: bool = True) -> None:
        super().__init__(name, keys)
        if not choice:
            self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._bring)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows, and be as high as they are."""
        super().show_rows(rows)
        self._fit()

    def _fit(self) -> None:
        rows = sum(self.sizeHintForRow(n) for n in range(self.count()))
        self.setFixedHeight(max(rows, self.fontMetrics().height()) + 2 * self.frameWidth() + TOKENS.xs)

    def _bring(self, place: int) -> None:
        """The page follows the row one goes to."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        content = area.widget() if area is not None else None
        if area is None or content is None or place < 0 or not self.hasFocus():
            return
        rect = self.visualItemRect(self.item(place))
        for spot in (rect.bottomLeft(), rect.topLeft()):
            area.ensureVisible(0, self.viewport().mapTo(content, spot).y(), 0, TOKENS.s)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the words elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size needs another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
