"""Measures whether text in a window gets the room it asks for."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

PADDING = 11
"""Pixels on either side of the text in the head of a column, from the stylesheet."""
SLACK = 1
"""Pixels by which a text may be rounded."""


def clipped(root: QWidget) -> list[str]:
    """What in a window is cut, one sentence each; a list that scrolls up and down cuts nothing."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and not widget.objectName().startswith("qt_"):
            found += [f"{_name(widget)}: {why}" for why in (*_too_small(widget), *_outside(widget))]
    return found


def _name(widget: QWidget) -> str:
    said = widget.text() if isinstance(widget, QLabel | QAbstractButton) else widget.accessibleName()
    around = widget.parentWidget()
    return f"{type(around).__name__ if around else ''}/{type(widget).__name__} «{said[:40]}»"


def _too_small(widget: QWidget) -> Iterator[str]:
    """The widget is smaller than its text."""
    if isinstance(widget, QLabel) and widget.text():
        yield from _label(widget)
    elif isinstance(widget, QAbstractButton) and widget.text():
        if widget.hasHeightForWidth():
            yield from _against(widget, widget.minimumSizeHint().width(), widget.heightForWidth(widget.width()))
        else:
            yield from _against(widget, widget.sizeHint().width(), widget.sizeHint().height())
    elif isinstance(widget, QComboBox) and not widget.isEditable():
        yield from _combo(widget)
    elif isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.text():
        needed = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        yield from _line(widget, needed, "placeholder")
    elif isinstance(widget, QTabBar):
        shown = [index for index in range(widget.count()) if widget.isTabVisible(index)]
        if shown and widget.tabRect(shown[-1]).right() > widget.width() + SLACK:
            yield f"tabs up to {widget.tabRect(shown[-1]).right()} in {widget.width()}"
    elif isinstance(widget, QHeaderView) and widget.orientation() is Qt.Orientation.Horizontal:
        yield from _header(widget)


def _label(label: QLabel) -> Iterator[str]:
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        yield from _against(label, label.minimumSizeHint().width(), needed)
    else:
        yield from _against(label, label.sizeHint().width(), label.sizeHint().height())


def _against(widget: QWidget, width: int, height: int) -> Iterator[str]:
    if width > widget.width() + SLACK or height > widget.height() + SLACK:
        yield f"asks {width}x{height}, has {widget.width()}x{widget.height()}"


def _combo(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    needed = box.fontMetrics().horizontalAdvance(box.currentText())
    if needed > field.width() + SLACK:
        yield f"choice «{box.currentText()}» asks {needed}, has {field.width()}"


def _line(edit: QLineEdit, needed: int, what: str) -> Iterator[str]:
    margins = edit.textMargins()
    room = edit.contentsRect().width() - margins.left() - margins.right()
    if needed > room + SLACK:
        yield f"{what} «{edit.placeholderText()}» asks {needed}, has {room}"


def _header(header: QHeaderView) -> Iterator[str]:
    font = header.font()
    font.setWeight(QFont.Weight.DemiBold)  # as the stylesheet draws it
    metrics, arrow = QFontMetrics(font), header.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMarkSize, None, header)
    for index in range(header.count()):
        if not header.isSectionHidden(index):
            text = str(header.model().headerData(index, Qt.Orientation.Horizontal) or "")
            sorted_by = header.isSortIndicatorShown() and header.sortIndicatorSection() == index
            needed = max(metrics.horizontalAdvance(line) for line in text.split("\n")) + (arrow if sorted_by else 0)
            room = header.sectionSize(index) - 2 * PADDING
            if needed > room + SLACK:
                yield f"head «{text}» asks {needed}, has {room}"


def _outside(widget: QWidget) -> Iterator[str]:
    """Part of the widget lies outside what is around it, and no bar brings it in."""
    if isinstance(widget, QScrollArea) and not isinstance(widget, QAbstractItemView):
        bar = widget.horizontalScrollBar()
        if bar.maximum() > bar.minimum():
            yield f"scrolls sideways by {bar.maximum()}"
    around = widget.parentWidget()
    if around is None or isinstance(around, QAbstractScrollArea) or widget.isWindow():
        return
    area = around.parentWidget()
    scrolled = isinstance(area, QAbstractScrollArea) and area.viewport() is around
    place = QRect(QPoint(widget.x(), widget.y()), widget.size())
    if scrolled:
        return
    room = around.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    if not widget.size().isEmpty() and not room.contains(place):
        yield f"lies at {place.getRect()} in {around.width()}x{around.height()}"
