"""Fields that the pages on casussen share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from expertteam_app.domain.codelijst import Code
from expertteam_app.domain.datuminvoer import Richting
from expertteam_app.ui.focus import follow_keyboard
from expertteam_app.ui.icons import icon, icon_size
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.dateedit import DateEdit, date_parser

MOST_LINES = 14


class Choice(QComboBox):
    """A choice from a list; the mouse wheel scrolls the page and never changes it."""

    def __init__(self, options: Iterable[tuple[object, str]] = (), empty: str = "") -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setMaxVisibleItems(16)
        if empty:
            self.addItem(empty, "")
        for value, text in options:
            self.addItem(text, value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page."""
        event.ignore()

    def choose(self, value: object) -> None:
        """Show a value without telling anyone; one the list does not know is added as it is."""
        blocked = self.blockSignals(True)
        if value and self.findData(value) < 0:
            self.addItem(str(value), value)
        self.setCurrentIndex(max(0, self.findData(value)))
        self.blockSignals(blocked)


def code_choice(codes: Iterable[Code], empty: str = "") -> Choice:
    """A choice of a codelijst; its value is the code."""
    return Choice(((c.code, c.label) for c in codes), empty)


class TextArea(QPlainTextEdit):
    """Text of several lines that grows with what is in it; Tab leaves it."""

    def __init__(self, lines: int = 3) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self, *_size: object) -> None:
        lines = min(MOST_LINES, max(self._lines, round(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * TOKENS.m)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The height follows the text and its size, also where a form gave it another."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The height follows the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_lines"):
            self._fit()


class IconLabel(QLabel):
    """A small icon beside a text, in the colours and size of the moment; it says nothing by itself."""

    def __init__(self, name: str, tone: Tone = Tone.NEUTRAAL) -> None:
        super().__init__()
        self._icon = icon(name, tone)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._draw()

    def set_icon(self, name: str, tone: Tone) -> None:
        """Show another icon."""
        self._icon = icon(name, tone)
        self._draw()

    def _draw(self) -> None:
        side = icon_size(self)
        self.setPixmap(self._icon.pixmap(side, self.devicePixelRatioF()))
        self.setFixedWidth(side.width())

    def changeEvent(self, event: QEvent) -> None:
        """Draw again."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_icon"):
            self._draw()


def past_date(today: Callable[[], date]) -> DateEdit:
    """A field for a day that has been."""
    return DateEdit(date_parser(Richting.TERUG), today)


def birth_date(today: Callable[[], date]) -> DateEdit:
    """A field for a day of birth."""
    field = past_date(today)
    field.edit.setPlaceholderText("12-3-2012")
    return field


JAAR_HINT = "Als de dag niet bekend is: 2012 of 5-2012."
JAAR_VRAAG = "Of alleen geboortejaar"


def coming_date(today: Callable[[], date]) -> DateEdit:
    """A field for a day that is to come."""
    return DateEdit(date_parser(Richting.VOORUIT), today)


def button(text: str, run: Callable[[], object], icon_name: str = "", keys: str = "", role: str = "") -> QPushButton:
    """A button that Enter presses too; its shortcut stands in the tool tip."""
    made = QPushButton(text)
    made.setAutoDefault(True)
    if role:
        made.setProperty("rol", role)
    if icon_name:
        ink = QPalette.ColorRole.HighlightedText if role == "primair" else QPalette.ColorRole.WindowText
        made.setIcon(icon(icon_name, role=ink, beside=True))
    if keys:
        made.setToolTip(f"{text} ({keys})")

    def press() -> None:
        run()

    made.clicked.connect(press)
    return made


LEAST_LINES = 12
"""Lines of text that a part which scrolls asks for at most."""
_WIDEST = 10_000
LAID_OUT = 60
"""Milliseconds after which a part that came on the screen has its heights: texts that wrap ask for them twice."""


class _ScrollArea(QScrollArea):
    """As high inside as its content needs at the present width.

    Qt by itself asks a content with wrapping texts how high it is at its narrowest, and leaves that much empty room.
    """

    def __init__(self) -> None:
        super().__init__()
        self._held: QWidget | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._keep)
        self.verticalScrollBar().actionTriggered.connect(self._let_go)
        follow_keyboard(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keep the keyboard in sight: Qt does so within an area, not when the keyboard comes in from outside.

        It stays in sight when what stands above it grows, until one scrolls: leaving a field stores it, and what is
        said about that moves what stands under it.
        """
        self._let_go()
        if now is None or QApplication.mouseButtons() or not self.isVisible() or not self.isAncestorOf(now):
            return
        self._held = now
        self._keep()

    def _let_go(self, *_action: int) -> None:
        self._held = None

    def _keep(self) -> None:
        held = self._held
        if held is None or not isValid(held) or not held.hasFocus() or not self.isAncestorOf(held):
            return
        seen = held.visibleRegion().boundingRect()
        if not seen.top() and 2 * seen.height() >= self.viewport().height():
            return  # a list that fills the room: what stands above it is worth more than its last row
        if seen.height() < min(held.height(), self.viewport().height()):
            show_whole(self, held, TOKENS.s)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._let_go()
        super().wheelEvent(event)

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        widget.installEventFilter(self)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Not the height of its content: it scrolls, and a part that asks for more makes the page around it scroll."""
        return super().sizeHint().boundedTo(QSize(_WIDEST, LEAST_LINES * self.fontMetrics().lineSpacing()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._fit()
            if self._held is not None:
                self._later.start()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        content = self.widget()
        layout = content.layout() if content is not None else None
        if content is not None and layout is not None and layout.hasHeightForWidth():
            content.setMinimumHeight(layout.totalMinimumHeightForWidth(self.viewport().width()))


def scroll(content: QWidget) -> QScrollArea:
    """A part that scrolls up and down when the room is too low."""
    content.setProperty("rol", "inhoud")
    area = _ScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def show_whole(area: QScrollArea, widget: QWidget, margin: int) -> None:
    """Scroll a part so that the whole of a widget in it is seen; Qt by itself stops at the line one types in."""
    content = area.widget()
    if content is not None and content.isAncestorOf(widget):
        place = widget.mapTo(content, widget.rect().topLeft())
        area.ensureVisible(place.x(), place.y() + widget.height(), 0, margin)
        area.ensureVisible(place.x(), place.y(), 0, margin)


def bring_in_sight(area: QScrollArea, widget: QWidget) -> None:
    """Scroll a part so that a widget that was just put in it is seen; its top where it is higher than the room."""
    content = area.widget()
    if content is None:
        return
    if (layout := content.layout()) is not None:
        layout.activate()
        content.adjustSize()
    place = widget.mapTo(content, widget.rect().topLeft())
    area.ensureVisible(0, place.y() + widget.sizeHint().height(), 0, TOKENS.s)
    area.ensureVisible(0, place.y(), 0, TOKENS.s)


def tab_after(before: QWidget, widgets: Iterable[QWidget]) -> None:
    """Let Tab go from `before` along these widgets, wherever they were made.

    A field that hands the keyboard to a part of itself goes along as a whole: what stays behind at the end of the
    window would catch Tab, and the keyboard would never come to what stands before it.
    """
    for widget in widgets:
        whole = widget
        while (holder := whole.parentWidget()) is not None and holder.focusProxy() is whole:
            holder.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt moves nothing else
            whole = holder
        QWidget.setTabOrder(before, whole)
        before = whole


def column(parent: QWidget, *, spacing: int = TOKENS.m) -> QVBoxLayout:
    """Widgets under each other without a margin around them."""
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout
