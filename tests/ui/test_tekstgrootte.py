"""Every page with the smallest and largest text at 1366x768: nothing is cut, no page scrolls sideways."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from expertteam_app.ui.theme import TEXT_SCALES, Theme
from tests import screenshots
from tests.ui.geknipt import clipped
from tests.ui.venster import opened_app, sessie_of

PAGES = 60
"""At least so many things are looked at."""


def quick(_seconds: float) -> None:
    """Let the window live for a moment; whoever calls asks again until it has nothing to do."""
    for _ in range(3):
        QTest.qWait(5)


@pytest.mark.parametrize("scale", [min(TEXT_SCALES), max(TEXT_SCALES)])
def test_no_text_is_cut_on_any_page(
    qapp: QApplication, tmp_path: Path, filled_kluis: Path, monkeypatch: pytest.MonkeyPatch, scale: int
) -> None:
    monkeypatch.setattr(screenshots, "spin", quick)
    seen: set[str] = set()
    found: set[str] = set()
    with opened_app(qapp, tmp_path, filled_kluis, screenshots.SIZE) as app:
        app.step_text(TEXT_SCALES.index(scale))
        app.frame.resize(*screenshots.SIZE)
        assert app.theme.text_scale == scale

        def look(name: str) -> None:
            screenshots.settle(app)
            seen.add(name)
            assert app.frame.size().toTuple() == screenshots.SIZE, f"{name}: the window grows"
            # the bord is six steps beside each other, which is what it is for; the arrow keys bring each in sight
            cut = clipped(screenshots.on_top(app))
            found.update(f"{name}: {what}" for what in cut if not (name == "bord" and "scrolls sideways" in what))

        screenshots.series(app, sessie_of(app), look)
        app.step_text(-TEXT_SCALES.index(scale))
    assert len(seen) >= PAGES
    assert not found, "\n".join(sorted(found))


@pytest.fixture
def narrow(qtbot: QtBot, theme: Theme) -> QWidget:
    theme.set_text_scale(100)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    return window


LONG = "Dit is veel te veel tekst voor zo weinig ruimte"


def a_label(window: QWidget) -> None:
    QLabel(LONG, window).setFixedWidth(60)


def a_low_label(window: QWidget) -> None:
    label = QLabel(LONG, window, wordWrap=True)
    label.setFixedSize(80, 20)


def a_button(window: QWidget) -> None:
    QPushButton(LONG, window).setFixedSize(80, 30)


def a_choice(window: QWidget) -> None:
    box = QComboBox(window)
    box.addItem(LONG)
    box.setFixedWidth(80)


def tabs(window: QWidget) -> None:
    bar = QTabBar(window)
    bar.setUsesScrollButtons(False)
    bar.setExpanding(False)
    for number in range(6):
        bar.addTab(f"Tabblad {number}")
    bar.setFixedWidth(150)


def a_head(window: QWidget) -> None:
    table = QTableView(window)
    model = QStringListModel(["x"], table)
    model.headerData = lambda *_: LONG  # type: ignore[method-assign] # a model of one column with a long head
    table.setModel(model)
    table.resize(280, 100)
    table.setColumnWidth(0, 70)


def outside(window: QWidget) -> None:
    QLabel("Buiten", window).move(280, 10)


def sideways(window: QWidget) -> None:
    area = QScrollArea(window)
    wide = QWidget()
    wide.setFixedSize(900, 50)
    area.setWidget(wide)
    area.resize(280, 100)


@pytest.mark.parametrize("make", [a_label, a_low_label, a_button, a_choice, tabs, a_head, outside, sideways])
def test_the_measure_sees_what_is_cut(qtbot: QtBot, narrow: QWidget, make: object) -> None:
    assert callable(make)
    make(narrow)
    narrow.show()
    qtbot.waitExposed(narrow)
    assert clipped(narrow)


def test_the_measure_is_content_with_what_fits(qtbot: QtBot, narrow: QWidget) -> None:
    line = QHBoxLayout(narrow)
    line.addWidget(QLabel("Casus"))
    line.addWidget(QPushButton("Openen"))
    narrow.show()
    qtbot.waitExposed(narrow)
    assert clipped(narrow) == []
