"""Draws a `Beeld` on the screen: arrows walk along its marks and say what they mean, Enter opens what is behind one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from expertteam_app.domain.beeld import As, Beeld, Kolom, Lijn, Punt, Rol, Vak, Vorm, free_place
from expertteam_app.ui.klembord import copy_text
from expertteam_app.ui.theme import TOKENS, Scheme, Tone, scheme_of, tone_colors
from expertteam_app.ui.widgets.labels import announce
from expertteam_app.ui.widgets.painting import paint_focus, start_painting

EMPTY = Beeld("", As("", 1, ()), As("", 1, ()), "Er is niets te tekenen.", (), ())
DOT = 4.5
NEAR = 12
"""Pixels within which a press of the mouse means a mark."""


class BeeldWidget(QWidget):
    """A picture with two axes.

    Emits `chosen` with the key of the mark on which Enter or the mouse was pressed.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._beeld = EMPTY
        self._cursor: int | None = None
        self._names: list[Vak] = []

    @property
    def beeld(self) -> Beeld:
        """What is shown."""
        return self._beeld

    def show_beeld(self, beeld: Beeld | None) -> None:
        """Show another picture; None: nothing to draw."""
        self._beeld = beeld or EMPTY
        self._cursor = None
        self.setAccessibleName(self._beeld.titel or "Beeld")
        self.setAccessibleDescription(self._beeld.alternatief)
        self.update()

    def cursor_text(self) -> str:
        """What the mark says on which the cursor stands."""
        return "" if self._cursor is None else self._beeld.te_kiezen[self._cursor].tekst

    def copy_as_table(self) -> None:
        """Put the facts as a table on the clipboard."""
        copy_text(self._beeld.als_tabel)

    def sizeHint(self) -> QSize:
        """A low wide picture."""
        return QSize(self.fontMetrics().averageCharWidth() * 70, self.fontMetrics().height() * 15)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(self.fontMetrics().averageCharWidth() * 34, self.fontMetrics().height() * 11)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk along the marks, Home and End go to the first and the last, Enter opens."""
        marks = self._beeld.te_kiezen
        key = Qt.Key(event.key())
        if not marks:
            super().keyPressEvent(event)
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor is not None:
            self._open(marks[self._cursor])
            return
        now = self._cursor
        places = {
            Qt.Key.Key_Left: len(marks) - 1 if now is None else max(0, now - 1),
            Qt.Key.Key_Right: 0 if now is None else min(len(marks) - 1, now + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(marks) - 1,
        }
        if key not in places:
            super().keyPressEvent(event)
            return
        self._stand_on(places[key])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a mark opens it."""
        spot, plot = event.position(), self._plot()
        marks = self._beeld.te_kiezen
        distances = [(self._middle(plot, mark) - spot).manhattanLength() for mark in marks]
        if distances and min(distances) <= NEAR:
            nearest = distances.index(min(distances))
            self._stand_on(nearest)
            self._open(marks[nearest])

    def _stand_on(self, place: int) -> None:
        self._cursor = place
        announce(self, self.cursor_text())
        self.update()

    def _open(self, mark: Punt | Kolom) -> None:
        if mark.sleutel:
            self.chosen.emit(mark.sleutel)

    # -- painting ------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axes, bars, lines, points, cursor."""
        painter = start_painting(self)
        scheme, plot = scheme_of(self.palette()), self._plot()
        self._names.clear()
        if not self._beeld.y.streepjes:
            painter.setPen(QColor(scheme.quiet))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._beeld.alternatief)
        else:
            self._paint_axes(painter, plot, scheme)
            for kolom in self._beeld.kolommen:
                self._paint_column(painter, plot, kolom, scheme)
            for lijn in self._beeld.lijnen:
                self._paint_line(painter, plot, lijn, scheme)
            for punt in self._beeld.punten:
                self._paint_point(painter, plot, punt, scheme)
            self._paint_names(painter, plot, scheme)
            self._paint_cursor(painter, plot, scheme)
        paint_focus(painter, self)
        painter.end()

    def _plot(self) -> QRectF:
        metrics = self.fontMetrics()
        left = max((metrics.horizontalAdvance(text) for _, text in self._beeld.y.streepjes), default=0) + TOKENS.m
        under = metrics.height() * (3 if self._beeld.onder else 2) + TOKENS.s
        return QRectF(self.rect()).adjusted(left, metrics.height() + TOKENS.m, -TOKENS.xl, -under)

    def _at(self, plot: QRectF, x: float, y: float) -> QPointF:
        beeld = self._beeld
        return QPointF(
            plot.left() + plot.width() * min(1.0, x / beeld.x.tot),
            plot.bottom() - plot.height() * min(1.0, y / beeld.y.tot),
        )

    def _middle(self, plot: QRectF, mark: Punt | Kolom) -> QPointF:
        return self._at(plot, mark.x, mark.y if isinstance(mark, Punt) else mark.hoog)

    def _paint_axes(self, painter: QPainter, plot: QRectF, scheme: Scheme) -> None:
        beeld, metrics = self._beeld, self.fontMetrics()
        height = metrics.height()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(scheme.quiet))
        painter.drawText(QPointF(TOKENS.xs, metrics.ascent() + 2), beeld.y.naam)
        name = QRectF(plot.left(), plot.bottom() + height * (2 if beeld.onder else 1) + 4, plot.width(), height)
        painter.drawText(name, right, beeld.x.naam)
        for value, text in beeld.y.streepjes:
            y = self._at(plot, 0, value).y()
            painter.setPen(QPen(QColor(scheme.edge if value == 0 else scheme.line), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(scheme.quiet))
            painter.drawText(QRectF(0, y - height / 2, plot.left() - 6, height), right, text)
        for row, ticks in enumerate((beeld.x.streepjes, beeld.onder)):
            self._paint_words_under(painter, plot, ticks, row)

    def _paint_words_under(
        self, painter: QPainter, plot: QRectF, ticks: tuple[tuple[float, str], ...], row: int
    ) -> None:
        metrics = self.fontMetrics()
        free_from = -1e9
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        room = plot.width() / max(1, len(ticks))
        for value, text in ticks:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(round(room) - 4, metrics.height() * 2))
            half = metrics.horizontalAdvance(shown) / 2 + 3
            middle = min(self._at(plot, value, 0).x(), self.width() - half)
            if middle - half < free_from:
                continue
            free_from = middle + half
            painter.drawText(
                QRectF(middle - half, plot.bottom() + 4 + row * metrics.height(), 2 * half, metrics.height()),
                top,
                shown,
            )

    def _pen(self, rol: Rol, scheme: Scheme, *, broken: bool = False) -> QPen:
        inks = {
            Rol.HOOFD: QColor(scheme.accent),
            Rol.GRENS: QColor(scheme.quiet),
            Rol.NORM: tone_colors(self.palette(), Tone.LET_OP)[0],
            Rol.RUSTIG: QColor(scheme.edge),
            Rol.NADRUK: tone_colors(self.palette(), Tone.LET_OP)[0],
        }
        width = 2.5 if rol is Rol.HOOFD else 1.6
        return QPen(inks[rol], width, Qt.PenStyle.DashLine if broken else Qt.PenStyle.SolidLine)

    def _paint_line(self, painter: QPainter, plot: QRectF, lijn: Lijn, scheme: Scheme) -> None:
        painter.setPen(self._pen(lijn.rol, scheme, broken=lijn.stippel))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([self._at(plot, x, y) for x, y in lijn.punten]))
        if not lijn.naam or not lijn.punten:
            return
        metrics = self.fontMetrics()
        end = self._at(plot, *lijn.punten[-1])
        width = metrics.horizontalAdvance(lijn.naam) + 4
        left, high = min(end.x() - width, plot.right() - width), float(metrics.height())
        above, under, aside = end.y() - high, end.y() + 1, left - width
        places = [(x, y, width, high) for x in (left, aside) for y in (above, under)]
        found = free_place(places, self._names)
        self._names.append(found)
        place = QRectF(*found)
        if lijn.rol is Rol.NORM:
            place.moveCenter(QPointF(min(end.x(), plot.right() - width / 2), plot.top() - metrics.height() / 2))
            if place.left() < TOKENS.m + metrics.horizontalAdvance(
                self._beeld.y.naam
            ):  # that is where the axis is named
                place.moveTopLeft(QPointF(end.x() + TOKENS.xs, plot.top() + 2))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, lijn.naam)

    def _paint_column(self, painter: QPainter, plot: QRectF, kolom: Kolom, scheme: Scheme) -> None:
        low = self._at(plot, kolom.x - kolom.breed / 2, 0)
        high = self._at(plot, kolom.x + kolom.breed / 2, kolom.hoog)
        box = QRectF(QPointF(low.x(), high.y()), QPointF(high.x(), low.y()))
        pen = self._pen(kolom.rol, scheme)
        painter.setPen(pen if kolom.rol is Rol.NADRUK else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(scheme.accent))
        painter.drawRect(box)
        if kolom.rol is Rol.NADRUK:
            painter.setBrush(Qt.BrushStyle.BDiagPattern)
            painter.drawRect(box)
        painter.setPen(QColor(scheme.text))
        text = f"{kolom.hoog:.0f}"
        metrics = self.fontMetrics()
        painter.drawText(
            QRectF(box.left(), box.top() - metrics.height() - 1, box.width(), metrics.height()),
            Qt.AlignmentFlag.AlignCenter,
            text,
        )

    def _paint_point(self, painter: QPainter, plot: QRectF, punt: Punt, scheme: Scheme) -> None:
        spot = self._at(plot, punt.x, punt.y)
        painter.setPen(self._pen(punt.rol, scheme))
        filled = self._pen(punt.rol, scheme).color()
        painter.setBrush(QColor(scheme.card) if punt.vorm is Vorm.OPEN else filled)
        if punt.vorm is Vorm.RUIT:
            size = DOT * 1.5
            around = (QPointF(0, -size), QPointF(size, 0), QPointF(0, size), QPointF(-size, 0))
            painter.drawPolygon(QPolygonF([spot + corner for corner in around]))
        else:
            painter.drawEllipse(spot, DOT, DOT)

    def _paint_names(self, painter: QPainter, plot: QRectF, scheme: Scheme) -> None:
        """Names beside their points, each where it covers no other, no point, no name of a line and not the axis."""
        metrics, gap = self.fontMetrics(), DOT + 3
        spots = [self._at(plot, p.x, p.y) for p in self._beeld.punten]
        taken: list[Vak] = [(s.x() - DOT, s.y() - DOT, 2 * DOT, 2 * DOT) for s in spots]
        taken += [*self._names, (0.0, 0.0, plot.left(), float(self.height()))]
        painter.setPen(QColor(scheme.text))
        for punt, spot in zip(self._beeld.punten, spots, strict=True):
            if not punt.naam:
                continue
            wide, high = metrics.horizontalAdvance(punt.naam), metrics.height() * 0.8
            right, left = spot.x() + gap, spot.x() - gap - wide
            sides = (left, right) if right + wide > self.width() else (right, left)
            rows = (spot.y() - high, spot.y(), spot.y() - 2 * high, spot.y() + high)
            found = free_place([(x, y, wide, high) for y in rows for x in sides], taken)
            taken.append(found)
            painter.drawText(QRectF(*found), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, punt.naam)

    def _paint_cursor(self, painter: QPainter, plot: QRectF, scheme: Scheme) -> None:
        if self._cursor is None:
            return
        spot = self._middle(plot, self._beeld.te_kiezen[self._cursor])
        painter.setPen(QPen(QColor(scheme.focus), TOKENS.focus))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(spot, DOT + 4, DOT + 4)
        metrics = self.fontMetrics()
        text = metrics.elidedText(self.cursor_text(), Qt.TextElideMode.ElideRight, round(plot.width()))
        width = metrics.horizontalAdvance(text) + 2 * TOKENS.s
        left = max(plot.left(), min(spot.x() + 8, plot.right() - width))
        box = QRectF(left, plot.top(), width, metrics.height() + TOKENS.s)
        if box.contains(spot):
            box.moveTop(min(spot.y() + 2 * DOT + 4, plot.bottom() - box.height()))
        painter.setBrush(QColor(scheme.card))
        painter.setPen(QPen(QColor(scheme.edge), 1))
        painter.drawRoundedRect(box, TOKENS.radius_s, TOKENS.radius_s)
        painter.setPen(QColor(scheme.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
