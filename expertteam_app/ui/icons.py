"""Icons from ``resources/icons``, coloured by the palette at the moment they are painted.

So a change of scheme, a disabled button and a screen at 200% each get their own crisp drawing without anyone asking.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from expertteam_app.resources import resource_path
from expertteam_app.ui.theme import Tone, scheme_of

BESIDE = 0.86
"""Share of its room that an icon beside a text takes."""


@cache
def _drawing(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


class _PaletteEngine(QIconEngine):
    """Paints one drawing in a colour of the application's palette of that moment."""

    def __init__(self, name: str, tone: Tone | None, role: QPalette.ColorRole, *, beside: bool) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._role = role
        self._beside = beside

    def _color(self, mode: QIcon.Mode) -> str:
        palette = QApplication.palette()
        if mode is QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText).name()
        if self._tone is not None:
            return scheme_of(palette).tones[self._tone].ink
        if mode is QIcon.Mode.Active and self._role is QPalette.ColorRole.HighlightedText:
            return palette.color(QPalette.ColorRole.Highlight).name()  # the button has the keyboard: drawn inside out
        return palette.color(self._role).name()

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        svg = _drawing(self._name).replace("currentColor", self._color(mode))
        side = min(rect.width(), rect.height()) * (BESIDE if self._beside else 1.0)
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        if self._beside:
            square.moveLeft(rect.left())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():  # Qt asks this of a widget that has no room yet; nothing can be painted on nothing
            return QPixmap()
        key = f"icoon {self._name} {self._beside} {self._color(mode)} {size.width()} {size.height()}"
        found = QPixmap()
        if QPixmapCache.find(key, found):
            return found
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        QPixmapCache.insert(key, drawn)
        return drawn

    def clone(self) -> QIconEngine:
        return _PaletteEngine(self._name, self._tone, self._role, beside=self._beside)

    def isNull(self) -> bool:
        return False

    def iconName(self) -> str:
        return self._name


def icon(
    name: str,
    tone: Tone | None = None,
    role: QPalette.ColorRole = QPalette.ColorRole.WindowText,
    *,
    beside: bool = False,
) -> QIcon:
    """An icon by its lucide name, in the colour of a palette role or of a tone.

    With `beside` it leaves some air at its right for the text of a button: Qt keeps only four pixels between the two,
    whatever the text size.

    Raises:
        FileNotFoundError: ``resources/icons`` has no drawing of that name.
    """
    _drawing(name)
    return QIcon(_PaletteEngine(name, tone, role, beside=beside))


def icon_size(widget: QWidget, factor: float = 1.15) -> QSize:
    """A square that goes with the widget's text: `factor` times its line height."""
    side = max(16, round(widget.fontMetrics().height() * factor))
    return QSize(side, side)
