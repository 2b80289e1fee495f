"""Tab goes through a page as one reads it, also through what was made later than its neighbours.

Qt keeps the order in which widgets were made, and `setTabOrder` pulls loose what belongs together when a field hands
the keyboard to a part of itself. So a page asks its layouts each time.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QTextEdit,
    QWidget,
)

_CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


def controls(widget: QWidget | None) -> Iterator[QWidget]:
    """The controls in a widget that can have the keyboard, in the order of its layouts; hidden ones too."""
    if isinstance(widget, _CONTROLS):
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            yield widget
    elif isinstance(widget, QScrollArea):
        yield from controls(widget.widget())
    elif isinstance(widget, QTabWidget):
        yield widget.tabBar()
        for number in range(widget.count()):
            yield from controls(widget.widget(number))
    elif isinstance(widget, QStackedWidget | QSplitter):
        for number in range(widget.count()):
            yield from controls(widget.widget(number))
    elif widget is not None:
        yield from _in_layout(widget.layout())


def _in_layout(layout: QLayout | None) -> Iterator[QWidget]:
    for number in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(number) if layout is not None else None
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield from controls(widget)
        elif item is not None:
            yield from _in_layout(item.layout())


def stops_at(widget: QWidget) -> bool:
    """Whether Tab stops here now."""
    takes = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return takes and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def step(page: QWidget, *, forward: bool) -> bool:
    """Go to the next (or previous) control of a page; past the last one to what comes after the page in the window."""
    order = list(controls(page))
    here = QApplication.focusWidget()
    while here is not None and here not in order and here is not page:
        here = here.parentWidget()
    if here is None:
        return False
    place = order.index(here) if here in order else -1
    rest = order[place + 1 :] if forward else order[: max(0, place)][::-1]
    target = next((w for w in rest if stops_at(w)), None) or _outside(page, forward=forward)
    if target is None:
        return False
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def enter(page: QWidget, *, forward: bool) -> None:
    """Put the keyboard that came into a page from outside on the first control of the page, or back on the last."""
    order = list(controls(page))
    target = next((w for w in (order if forward else reversed(order)) if stops_at(w)), None)
    if target is not None:
        target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)


def _outside(page: QWidget, *, forward: bool) -> QWidget | None:
    """The first control of the window that is no part of the page, from its end or, back, from its beginning."""
    widget = _neighbour(page, forward=forward)
    while widget is not None and widget is not page:
        if not page.isAncestorOf(widget) and stops_at(widget):
            return widget
        widget = _neighbour(widget, forward=forward)
    return None


def _neighbour(widget: QWidget, *, forward: bool) -> QWidget | None:
    return widget.nextInFocusChain() if forward else widget.previousInFocusChain()
