"""The deeper checks of a11y_diep.py find what they are there for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from expertteam_app.ui.widgets.charts import Curve, SurvivalChart
from expertteam_app.ui.widgets.field_row import FieldRow
from tests.ui import a11y_diep


class Plaatje(QWidget):
    """A picture without a word."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.drawLine(0, 0, self.width(), self.height())
        painter.end()


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.show()
    return made


def put(page: QWidget, *widgets: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
        widget.show()


def test_a_tab_stop_without_a_role_is_found(page: QWidget) -> None:
    bare = QWidget()
    bare.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    put(page, bare, QCheckBox("Aan"), QPushButton("Doen"))
    assert len(a11y_diep.without_role_or_state(page)) == 1


def test_two_buttons_with_one_name_are_found_unless_their_parts_have_names(page: QWidget) -> None:
    put(page, QPushButton("Wijzigen"), QPushButton("Wijzigen"))
    assert a11y_diep.same_names(page)[0].startswith("2 × Button “Wijzigen”")
    for child in page.findChildren(QPushButton):
        part = QGroupBox()
        part.setAccessibleName(f"Deel {id(child)}")
        put(page, part)
        QHBoxLayout(part).addWidget(child)
    assert a11y_diep.same_names(page) == []


def test_a_button_with_another_name_than_its_words_is_found(page: QWidget) -> None:
    put(page, QPushButton("Versturen"), QPushButton("Openen"))
    page.findChildren(QPushButton)[0].setAccessibleName("Mail")
    page.findChildren(QPushButton)[1].setAccessibleName("Openen: casus 3")
    assert len(a11y_diep.other_words_than_shown(page)) == 1


def test_a_table_without_the_title_of_a_column_is_found(page: QWidget) -> None:
    table = QTableWidget(1, 2)
    table.setAccessibleName("Proef")
    table.setHorizontalHeaderLabels(["Naam", ""])
    put(page, table)
    assert [f for f in a11y_diep.tables_without_headers(page) if "kolom 2" in f]


def test_a_picture_without_words_is_found(page: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(a11y_diep, "OURS", "tests")
    put(page, Plaatje())
    assert len(a11y_diep.pictures_without_words(page)) == 1
    page.findChildren(Plaatje)[0].setAccessibleName("Een streep")
    assert a11y_diep.pictures_without_words(page) == []


def test_a_chart_says_what_it_shows(page: QWidget) -> None:
    chart = SurvivalChart("Hoe lang casussen open zijn")
    chart.set_curve(Curve(((10, 0.5), (20, 0.2)), ((0, 4),), 30, "werkdagen"))
    put(page, chart)
    assert a11y_diep.pictures_without_words(page) == []
    assert a11y_diep.words_of(chart).startswith("De helft is klaar binnen 10 werkdagen")


def test_an_error_that_is_not_told_at_its_field_is_found(page: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    row = FieldRow("Naam", QLineEdit(), "Zoals in het paspoort", required=True)
    put(page, row)
    assert a11y_diep.errors_not_told(page) == []
    assert row.control.accessibleName() == "Naam (verplicht)"
    row.set_error("Vul de naam in.")
    assert a11y_diep.words_of(row.control) == "Vul de naam in. Zoals in het paspoort"
    monkeypatch.setattr(row.control, "accessibleDescription", str)
    assert len(a11y_diep.errors_not_told(page)) == 1


def test_a_part_that_only_a_mouse_can_scroll_is_found(page: QWidget, qtbot: QtBot) -> None:
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    text = QLabel("\n".join("regel" for _ in range(200)))
    area.setWidget(text)
    put(page, area)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert len(a11y_diep.scrolls_only_by_mouse(page)) == 1
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    assert a11y_diep.scrolls_only_by_mouse(page) == []
