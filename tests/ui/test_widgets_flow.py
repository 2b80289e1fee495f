"""A row that breaks over lines: it keeps its widgets whatever happens to other layouts."""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from expertteam_app.ui.widgets.flow import FlowLayout

ROUNDS = 5


def _emptied_column() -> QWidget:
    """A column whose row lost its labels: Qt freed their items, the objects in Python for them live on."""
    holder = QWidget()
    outer, inner = QVBoxLayout(holder), QHBoxLayout()
    labels = [QLabel("weg") for _ in range(20)]
    for label in labels:
        inner.addWidget(label)
    outer.addLayout(inner)
    for label in labels:
        label.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return holder


def test_a_row_outlives_an_older_layout_whose_items_stood_at_the_same_address(qtbot: QtBot) -> None:
    for _ in range(ROUNDS):
        old = _emptied_column()
        holder = QWidget()
        qtbot.addWidget(holder)
        flow = FlowLayout(holder)
        for number in range(20):
            flow.addWidget(QLabel(str(number)))
        Shiboken.delete(old)
        gc.collect()
        items = [flow.itemAt(number) for number in range(flow.count())]
        assert all(item is not None and Shiboken.isValid(item) for item in items)
        assert flow.minimumSize().width() > 0


def test_widgets_leave_a_row_when_they_go(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    labels = [QLabel(str(number)) for number in range(4)]
    for label in labels:
        flow.addWidget(label)
    assert all(label.parentWidget() is holder for label in labels)
    labels[1].deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    flow.removeWidget(labels[2])
    gc.collect()
    left = [item.widget() for number in range(flow.count()) if (item := flow.itemAt(number)) is not None]
    assert left == [labels[0], labels[3]]
