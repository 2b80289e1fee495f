"""Two charts from a plain description, painted here: bars that open their rows, and a survival curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from expertteam_app.ui.text import dagen
from expertteam_app.ui.theme import TOKENS, Tone, scheme_of, tone_colors
from expertteam_app.ui.widgets.labels import announce
from expertteam_app.ui.widgets.painting import paint_focus, start_painting


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        key: what is emitted when it is pressed.
        value: its length; None where the figure may not be shown.
        text: the figure in words, at the end of the bar (``6 casussen``, ``minder dan 8``).
    """

    key: str
    label: str
    value: float | None
    text: str


class BarRow(QAbstractButton):
    """A label, a bar and its figure on one line; pressing it opens the rows behind it."""

    def __init__(self, bar: Bar, largest: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = bar
        self.label_width = 0
        self._largest = largest
        self.setText(bar.label)
        self.setAccessibleName(f"{bar.label}: {bar.text}")
        self.setToolTip(bar.label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line; wide enough for its words and a bar."""
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self.bar.label) + metrics.horizontalAdvance(self.bar.text)
        return QSize(words + metrics.averageCharWidth() * 20, metrics.height() + TOKENS.m)

    def minimumSizeHint(self) -> QSize:
        """Half the width: the label is then shortened."""
        return QSize(self.fontMetrics().averageCharWidth() * 28, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, as space does; up and down go along the bars."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Label, bar, figure."""
        painter = start_painting(self)
        scheme, metrics = scheme_of(self.palette()), self.fontMetrics()
        if self.underMouse():
            painter.fillRect(self.rect(), QColor(scheme.hover))
        area = self.rect().adjusted(TOKENS.s, 0, -TOKENS.s, 0)
        left = min(self.label_width or area.width(), area.width() * 45 // 100)
        figure = metrics.horizontalAdvance(self.bar.text)
        painter.setPen(QColor(scheme.text))
        label = metrics.elidedText(self.bar.label, Qt.TextElideMode.ElideRight, left)
        painter.drawText(QRect(area.left(), 0, left, self.height()), Qt.AlignmentFlag.AlignVCenter, label)
        room = max(0, area.width() - left - figure - 2 * TOKENS.s)
        length = round(room * self.bar.value / self._largest) if self.bar.value and self._largest else 0
        height = metrics.height() * 2 // 3
        box = QRectF(area.left() + left + TOKENS.s, (self.height() - height) / 2, length, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(scheme.accent))
        painter.drawRoundedRect(box, 2, 2)
        painter.setPen(QColor(scheme.text if self.bar.value is not None else scheme.quiet))
        place = QRect(round(box.right()) + TOKENS.s, 0, figure + 2, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.bar.text)
        paint_focus(painter, self)
        painter.end()


class BarChart(QWidget):
    """Bars under each other on one scale. Emits `chosen` with the key of a bar that was pressed."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows: list[BarRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show other figures."""
        for old in self._rows:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        largest = max((b.value for b in bars if b.value is not None), default=0)
        self._rows = [BarRow(bar, largest) for bar in bars]
        for row in self._rows:
            row.clicked.connect(lambda _=False, key=row.bar.key: self.chosen.emit(key))
            self._layout.addWidget(row)
        self._align()

    def _align(self) -> None:
        widest = max((self.fontMetrics().horizontalAdvance(r.bar.label) for r in self._rows), default=0)
        for row in self._rows:
            row.label_width = widest + TOKENS.s

    def paintEvent(self, event: QPaintEvent) -> None:
        """The labels of all rows get the width of the longest, in the text size of now."""
        self._align()
        super().paintEvent(event)


@dataclass(frozen=True, slots=True)
class Curve:
    """A survival curve to draw.

    Attributes:
        steps: (time, share still open from then on, 0 to 1), in order of time; before the first all are open.
        at_risk: (time, number under observation) to print under the axis.
        last: the end of the axis.
        unit: ``werkdagen`` or ``kalenderdagen``.
        norm: the norm in `unit`, or None.
    """

    steps: tuple[tuple[int, float], ...]
    at_risk: tuple[tuple[int, int], ...]
    last: int
    unit: str
    norm: int | None = None


class SurvivalChart(QWidget):
    """Which share is still open after how many days; arrow keys walk along the steps and say what they mean."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._curve = Curve((), (), 1, "werkdagen")
        self._cursor: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_curve(self, curve: Curve) -> None:
        """Show another curve."""
        self._curve = curve
        self._cursor = None
        self.setAccessibleDescription(self.summary())
        self.update()

    def summary(self) -> str:
        """The curve in words."""
        curve = self._curve
        if not curve.steps:
            return "Er is nog geen einde gezien, dus er is geen kromme."
        parts = []
        for share, words in ((0.5, "de helft"), (0.2, "80%")):
            time = next((t for t, s in curve.steps if s <= share), None)
            if time is not None:
                parts.append(f"{words} is klaar binnen {dagen(time, curve.unit)}")
        left = f"na {dagen(curve.steps[-1][0], curve.unit)} is {curve.steps[-1][1]:.0%} nog open"
        norm = "" if curve.norm is None else f" De norm is {dagen(curve.norm, curve.unit)}."
        facts = "; ".join([*parts, left])
        return f"{facts[0].upper()}{facts[1:]}.{norm} Pijltjes lopen langs de kromme."

    def cursor_text(self) -> str:
        """What the curve says where the cursor stands."""
        if self._cursor is None:
            return ""
        time, share = self._curve.steps[self._cursor]
        return f"Na {dagen(time, self._curve.unit)}: {share:.0%} nog open"

    def sizeHint(self) -> QSize:
        """A low wide picture."""
        return QSize(self.fontMetrics().averageCharWidth() * 70, self.fontMetrics().height() * 14)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(self.fontMetrics().averageCharWidth() * 36, self.fontMetrics().height() * 10)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk along the steps."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None or not self._curve.steps:
            super().keyPressEvent(event)
            return
        place = -1 if self._cursor is None and by > 0 else (self._cursor or 0)
        self._cursor = max(0, min(len(self._curve.steps) - 1, place + by))
        announce(self, self.cursor_text())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axes, norm, curve, cursor, numbers at risk."""
        painter = start_painting(self)
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance("100%") + TOKENS.m
        bottom = metrics.height() * 2 + TOKENS.m
        plot = QRectF(self.rect()).adjusted(left, metrics.height() + TOKENS.s, -TOKENS.xl, -bottom)
        self._paint_axes(painter, plot)
        self._paint_norm(painter, plot)
        self._paint_curve(painter, plot)
        self._paint_cursor(painter, plot)
        paint_focus(painter, self)
        painter.end()

    def _x(self, plot: QRectF, time: float) -> float:
        return plot.left() + plot.width() * min(1.0, time / max(1, self._curve.last))

    def _paint_axes(self, painter: QPainter, plot: QRectF) -> None:
        scheme, height = scheme_of(self.palette()), self.fontMetrics().height()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for quarter in range(5):
            y = plot.bottom() - plot.height() * quarter / 4
            painter.setPen(QPen(QColor(scheme.edge if quarter == 0 else scheme.line), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(scheme.quiet))
            painter.drawText(QRectF(0, y - height / 2, plot.left() - 6, height), right, f"{quarter * 25}%")
        center = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        for time, number in self._curve.at_risk:
            half = self.fontMetrics().horizontalAdvance(f"n={number}00") / 2
            middle = min(self._x(plot, time), self.width() - TOKENS.xs - half)
            box = QRectF(middle - half, plot.bottom() + 4, 2 * half, height)
            painter.drawText(box, center, str(time))
            painter.drawText(box.translated(0, height), center, f"n={number}")

    def _paint_norm(self, painter: QPainter, plot: QRectF) -> None:
        norm = self._curve.norm
        if norm is None or norm > self._curve.last:
            return
        ink = tone_colors(self.palette(), Tone.LET_OP)[0]
        painter.setPen(QPen(ink, 2, Qt.PenStyle.DashLine))
        x = self._x(plot, norm)
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        text = f"norm {norm}"
        width = self.fontMetrics().horizontalAdvance(text) + 2
        place = QRectF(min(x - width / 2, plot.right() - width), 2, width, self.fontMetrics().height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_curve(self, painter: QPainter, plot: QRectF) -> None:
        points = [QPointF(plot.left(), plot.top())]
        share = 1.0
        for time, after in self._curve.steps:
            x = self._x(plot, time)
            points.append(QPointF(x, plot.bottom() - plot.height() * share))
            points.append(QPointF(x, plot.bottom() - plot.height() * after))
            share = after
        points.append(QPointF(plot.right(), plot.bottom() - plot.height() * share))
        painter.setPen(QPen(QColor(scheme_of(self.palette()).accent), 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))

    def _paint_cursor(self, painter: QPainter, plot: QRectF) -> None:
        if self._cursor is None:
            return
        scheme = scheme_of(self.palette())
        time, share = self._curve.steps[self._cursor]
        spot = QPointF(self._x(plot, time), plot.bottom() - plot.height() * share)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(scheme.text))
        painter.drawEllipse(spot, 5, 5)
        text = self.cursor_text()
        width = self.fontMetrics().horizontalAdvance(text) + 2 * TOKENS.s
        box = QRectF(min(spot.x() + 8, plot.right() - width), plot.top(), width, self.fontMetrics().height() + TOKENS.s)
        painter.setBrush(QColor(scheme.card))
        painter.setPen(QPen(QColor(scheme.edge), 1))
        painter.drawRoundedRect(box, TOKENS.radius_s, TOKENS.radius_s)
        painter.setPen(QColor(scheme.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
