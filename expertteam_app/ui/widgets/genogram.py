"""The genogram on the screen: drawn in the colours of the scheme, as large as the text, whole from the keyboard."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from expertteam_app.domain.genogram import (
    REGEL,
    STREKEN,
    Genogram,
    Lijn,
    Lijnsoort,
    Sleutel,
    Streek,
    Vlak,
    Vorm,
    Vormsoort,
)
from expertteam_app.ui.theme import TOKENS, Scheme, scheme_of
from expertteam_app.ui.widgets.labels import announce
from expertteam_app.ui.widgets.painting import start_painting

_DASHES: dict[Streek, list[float]] = {
    Streek.VOL: [],
    Streek.STIPPEL: [1, 2.5],
    Streek.STREEP: [5, 3],
    Streek.PUNTSTREEP: [6, 2.5, 1, 2.5],
}
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
ASIDE = 2.5
"""How much more a step to the side weighs than one straight on, when looking for the nearest person."""


class GenogramView(QWidget):
    """The picture of a gezin. Arrows go from person to person, Home and End to the first and last.

    Emits `opened` with who was chosen by Enter, Space or a double click, and `moved` when the keyboard stands on
    someone else, with the place on this widget.
    """

    opened = Signal(object)
    moved = Signal(QRectF)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = Genogram()
        self._current: Sleutel | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Genogram")

    # -- what it shows -------------------------------------------------------------------------------------------

    @property
    def picture(self) -> Genogram:
        """The picture on the screen."""
        return self._picture

    @property
    def current(self) -> Vorm | None:
        """The person on whom the keyboard stands."""
        return self._picture.vorm(self._current) if self._current is not None else None

    def show_genogram(self, picture: Genogram, name: str) -> None:
        """Show a picture; stays with the same person when he is still there."""
        self._picture = picture
        self.setAccessibleName(f"Genogram van {name}")
        if self.current is None:
            core = next((v for v in picture.vormen if v.kern), None)
            first = core or next(iter(picture.vormen), None)
            self._current = first.sleutel if first is not None else None
        self._describe()
        self._fit()

    def select(self, who: Sleutel) -> None:
        """Stand on a person."""
        if self._picture.vorm(who) is not None and who != self._current:
            self._current = who
            self._describe()
            self.update()
            announce(self, self.accessibleDescription())
        shape = self.current
        if shape is not None:
            self.moved.emit(self._rect(_whole(shape)))

    def _describe(self) -> None:
        shape = self.current
        keys = "Pijltjes gaan van persoon naar persoon, Enter opent, Insert voegt iemand toe."
        self.setAccessibleDescription(f"{shape.beschrijving} {keys}" if shape is not None else keys)

    # -- size ----------------------------------------------------------------------------------------------------

    @property
    def scale(self) -> float:
        """Pixels per unit: a line of the picture is as high as a line of text."""
        return self.fontMetrics().lineSpacing() / REGEL * 0.94

    def _fit(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """The whole picture."""
        scale = self.scale
        return QSize(int(self._picture.breed * scale) + 2, int(self._picture.hoog * scale) + 2)

    def _rect(self, box: Vlak) -> QRectF:
        s = self.scale
        return QRectF(box.x * s, box.y * s, box.breed * s, box.hoog * s)

    def changeEvent(self, event: QEvent) -> None:
        """The picture grows with the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_picture"):
            self._fit()

    # -- keyboard and mouse --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move; Enter and Space open."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(*_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._picture.vormen:
            self.select(self._picture.vormen[0 if key == Qt.Key.Key_Home else -1].sleutel)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current is not None:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _step(self, right: int, down: int) -> None:
        now = self.current
        if now is None:
            return
        x, y = now.vlak.midden
        best, least = None, 0.0
        for shape in self._picture.vormen:
            dx, dy = shape.vlak.midden[0] - x, shape.vlak.midden[1] - y
            ahead, aside = dx * right + dy * down, abs(dx * down) + abs(dy * right)
            if ahead <= 1 or (right and aside > ahead * 2):
                continue
            cost = ahead + aside * ASIDE
            if best is None or cost < least:
                best, least = shape, cost
        if best is not None:
            self.select(best.sleutel)

    def _at(self, place: QPointF) -> Vorm | None:
        return next((v for v in self._picture.vormen if self._rect(_whole(v)).contains(place)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        found = self._at(event.position())
        if found is not None:
            self.select(found.sleutel)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens."""
        found = self._at(event.position())
        if found is not None:
            self.opened.emit(found.sleutel)

    def event(self, event: QEvent) -> bool:
        """The whole name and everything about someone under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), found.beschrijving.replace(". ", ".\n") if found else "", self)
            return True
        return super().event(event)

    # -- painting ------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Households, lines, shapes, words, and the ring around the person of the keyboard."""
        painter = start_painting(self)
        scheme = scheme_of(self.palette())
        painter.save()
        painter.scale(self.scale, self.scale)
        for frame in self._picture.kaders:
            painter.setBrush(QColor(scheme.alternate))
            painter.setPen(_pen(scheme.quiet, 1.0, [5, 4]))
            painter.drawRoundedRect(_plain(frame), 8, 8)
        for line in self._picture.lijnen:
            _paint_line(painter, line, scheme)
        for shape in self._picture.vormen:
            _paint_shape(painter, shape, scheme)
        painter.restore()
        for shape in self._picture.vormen:
            self._paint_words(painter, shape, scheme)
        self._paint_titles(painter, scheme)
        if self.hasFocus() and (now := self.current) is not None:
            painter.setPen(QPen(QColor(scheme.focus), TOKENS.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._rect(_whole(now)).adjusted(-2, -2, 2, 2), TOKENS.radius_s, TOKENS.radius_s)
        painter.end()

    def _font(self, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self.font().pointSizeF() * 0.92)
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _paint_words(self, painter: QPainter, shape: Vorm, scheme: Scheme) -> None:
        room, height = self._rect(shape.tekstvlak), REGEL * self.scale
        side = Qt.AlignmentFlag.AlignLeft if shape.soort is Vormsoort.KAART else Qt.AlignmentFlag.AlignHCenter
        for n, line in enumerate(shape.regels):
            is_name = n < shape.naamregels
            font = self._font(bold=is_name)
            painter.setFont(font)
            painter.setPen(QColor(scheme.text if is_name else scheme.quiet))
            text = QFontMetricsF(font).elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            place = QRectF(room.x(), room.y() + n * height, room.width(), height)
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_titles(self, painter: QPainter, scheme: Scheme) -> None:
        painter.setFont(self._font(bold=True))
        painter.setPen(QColor(scheme.quiet))
        for title in self._picture.koppen:
            painter.drawText(self._rect(title.vlak), Qt.AlignmentFlag.AlignLeft, title.tekst)


def _plain(box: Vlak) -> QRectF:
    return QRectF(box.x, box.y, box.breed, box.hoog)


def _whole(shape: Vorm) -> Vlak:
    """The shape with its words."""
    a, b = shape.vlak, shape.tekstvlak
    x, y = min(a.x, b.x), min(a.y, b.y)
    return Vlak(x, y, max(a.rechts, b.rechts) - x, max(a.onder, b.onder) - y)


def _pen(colour: str, width: float, dash: list[float] | None = None) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.RoundCap)
    if dash:
        pen.setDashPattern(dash)
    return pen


def _paint_line(painter: QPainter, line: Lijn, scheme: Scheme) -> None:
    couple = line.soort in (Lijnsoort.SAMEN, Lijnsoort.VOORBIJ)
    painter.setPen(_pen(scheme.text, 1.7 if couple else 1.2, _DASHES[STREKEN[line.soort]]))
    for part in line.delen:
        for (x0, y0), (x1, y1) in pairwise(part):
            painter.drawLine(QPointF(x0, y0), QPointF(x1, y1))
    painter.setPen(_pen(scheme.text, 1.7))
    for n in range(line.streepjes):
        x = line.plek[0] + 5 * (n - (line.streepjes - 1) / 2)
        painter.drawLine(QPointF(x - 3, line.plek[1] + 6), QPointF(x + 3, line.plek[1] - 6))


def _paint_shape(painter: QPainter, shape: Vorm, scheme: Scheme) -> None:
    box = _plain(shape.vlak)
    painter.setBrush(QColor(scheme.accent_soft if shape.kern else scheme.card))
    card = shape.soort is Vormsoort.KAART
    painter.setPen(_pen(scheme.edge if card else scheme.text, 1.0 if card else 1.6))
    _outline(painter, shape.soort, box)
    if shape.kern:
        _outline(painter, shape.soort, box.adjusted(4, 4, -4, -4))
    if shape.overleden and not card:
        inset = box.width() * (0.0 if shape.soort is Vormsoort.VIERKANT else 0.146)
        inner = box.adjusted(inset, inset, -inset, -inset)
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())


def _outline(painter: QPainter, soort: Vormsoort, box: QRectF) -> None:
    if soort is Vormsoort.CIRKEL:
        painter.drawEllipse(box)
    elif soort is Vormsoort.RUIT:
        middle = box.center()
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(middle.x(), box.top()),
                    QPointF(box.right(), middle.y()),
                    QPointF(middle.x(), box.bottom()),
                    QPointF(box.left(), middle.y()),
                ]
            )
        )
    elif soort is Vormsoort.VIERKANT:
        painter.drawRect(box)
    else:
        radius = 5 if soort is Vormsoort.KAART else box.width() / 4
        painter.drawRoundedRect(box, radius, radius)
