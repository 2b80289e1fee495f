from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

Walker = Callable[[QWidget], list[str]]


def test_finds_the_button_with_only_an_icon_and_the_field_without_label(qtbot: QtBot, unnamed_controls: Walker) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QFormLayout(page)
    layout.addRow("Naam", QLineEdit())
    layout.addRow(QPushButton("Openen"))
    layout.addRow(QLineEdit("een waarde is geen naam"))
    layout.addRow(QToolButton())
    found = unnamed_controls(page)
    assert len(found) == 2
    assert any("QLineEdit" in f for f in found)
    assert any("QToolButton" in f for f in found)


def test_a_chosen_value_is_no_name(qtbot: QtBot, unnamed_controls: Walker) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItem("Zutphen")
    assert unnamed_controls(box)
    box.setAccessibleName("Gemeente")
    assert not unnamed_controls(box)
