"""The picture on the screen, walked by keyboard; and the same picture on paper."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from expertteam_app.documents.beeld import drawing
from expertteam_app.ui.widgets.beeld import BeeldWidget
from tests.analysis.test_beelden import pictures


@pytest.fixture
def widget(qtbot: QtBot) -> BeeldWidget:
    made = BeeldWidget()
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show_beeld(pictures()[2])
    made.show()
    return made


def test_arrows_walk_along_the_marks_and_enter_opens(widget: BeeldWidget, qtbot: QtBot) -> None:
    marks = widget.beeld.te_kiezen
    QTest.keyClick(widget, Qt.Key.Key_Right)
    assert widget.cursor_text() == marks[0].tekst
    QTest.keyClick(widget, Qt.Key.Key_End)
    assert widget.cursor_text() == marks[-1].tekst
    QTest.keyClick(widget, Qt.Key.Key_Left)
    with qtbot.waitSignal(widget.chosen) as seen:
        QTest.keyClick(widget, Qt.Key.Key_Return)
    assert seen.args == [marks[-2].sleutel]
    assert not widget.grab().toImage().isNull()


def test_a_press_of_the_mouse_means_the_nearest_mark(widget: BeeldWidget, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(widget.chosen):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() - 2, widget.height() - 2))
    plot = widget._plot()  # where the marks are drawn
    mark = widget.beeld.te_kiezen[-1]
    spot = widget._middle(plot, mark).toPoint()
    with qtbot.waitSignal(widget.chosen) as seen:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=spot + QPoint(3, 3))
    assert seen.args == [mark.sleutel]


def test_who_cannot_see_it_gets_the_same_facts(widget: BeeldWidget) -> None:
    assert widget.accessibleName() == "Gemeenten"
    assert widget.accessibleDescription() == widget.beeld.alternatief
    widget.copy_as_table()
    assert QGuiApplication.clipboard().text() == widget.beeld.als_tabel
    widget.show_beeld(None)
    assert not widget.grab().toImage().isNull()
    QTest.keyClick(widget, Qt.Key.Key_Right)
    assert widget.cursor_text() == ""


@pytest.mark.parametrize("nr", range(4))
def test_paper_writes_the_same_words(nr: int) -> None:
    from reportlab.platypus import SimpleDocTemplate

    beeld = pictures()[nr]
    target = BytesIO()
    SimpleDocTemplate(target).build([drawing(beeld, 450)])
    words = PdfReader(target).pages[0].extract_text()
    assert beeld.y.naam in words
    assert beeld.y.streepjes[-1][1] in words
    assert all(p.naam in words for p in beeld.punten)
