"""What widgets that paint themselves share: the focus ring and text that fits."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

from expertteam_app.ui.theme import TOKENS, scheme_of


def start_painting(widget: QWidget) -> QPainter:
    """A painter with smooth edges on a widget."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def paint_focus(painter: QPainter, widget: QWidget, radius: float = TOKENS.radius_s) -> None:
    """The same ring of two pixels that the stylesheet draws, when the widget has the keyboard."""
    if not widget.hasFocus():
        return
    half = TOKENS.focus / 2
    painter.setPen(QPen(QColor(scheme_of(widget.palette()).focus), TOKENS.focus))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(half, half, -half, -half), radius, radius)


def role_color(widget: QWidget, role: QPalette.ColorRole) -> QColor:
    """A colour of the widget's palette in its present state."""
    return widget.palette().color(role)
