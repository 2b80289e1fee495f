"""The one window of a program that does not start: why, and what to do."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from expertteam_app.domain.errors import EnvironmentProblem


def show_refusal(problem: EnvironmentProblem) -> None:
    """Say why the program does not start, on stderr where there is one and in a box that waits to be closed.

    The box has the looks of the system: what the program keeps of the user's own looks cannot be read.
    """
    if sys.stderr is not None:  # a program with a window has none on Windows
        sys.stderr.write(f"{problem}\n")
        sys.stderr.flush()
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    qt.setApplicationName("Expertteam")
    make_box(problem).exec()


def make_box(problem: EnvironmentProblem) -> QMessageBox:
    """The box with the reason and the remedy; its text can be selected, so that it can be sent to the helpdesk."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Expertteam start niet", problem.text)
    box.setInformativeText(problem.remedy)
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    close = box.addButton("Sluiten", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    return box
