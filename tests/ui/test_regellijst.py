"""Lines of a card that went: the keyboard passes them by."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.ui.pages.casus_regelknop import RegelKnop, RegelLijst


def test_a_line_that_is_gone_takes_no_keyboard(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    lines = RegelLijst()
    one, two = RegelKnop("een", holder), RegelKnop("twee", holder)
    lines.add_group([one])
    lines.add_group([two])
    assert lines.first is one
    shiboken6.delete(one)
    assert lines.first is two
    assert list(lines) == [two]
    shiboken6.delete(two)
    assert lines.first is None
