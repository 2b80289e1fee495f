"""Tab goes through a page as one reads it, also through what was made later than its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QTextEdit,
    QWidget,
)

_CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


def tab_stops(widget: QWidget | None) -> Iterator[QWidget]:
    """The controls in a widget that can have the keyboard, in the order of its layouts; hidden ones too."""
    if isinstance(widget, _CONTROLS):
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            yield widget
    elif isinstance(widget, QScrollArea):
        yield from tab_stops(widget.widget())
    elif isinstance(widget, QTabWidget):
        yield widget.tabBar()
        for number in range(widget.count()):
            yield from tab_stops(widget.widget(number))
    elif isinstance(widget, QStackedWidget):
        for number in range(widget.count()):
            yield from tab_stops(widget.widget(number))
    elif widget is not None:
        yield from _in_layout(widget.layout())


def _in_layout(layout: QLayout | None) -> Iterator[QWidget]:
    for number in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(number) if layout is not None else None
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield from tab_stops(widget)
        elif item is not None:
            yield from _in_layout(item.layout())


def order_tabs(widget: QWidget) -> None:
    """Let Tab go through a widget from top to bottom."""
    for one, other in pairwise(tab_stops(widget)):
        QWidget.setTabOrder(one, other)
