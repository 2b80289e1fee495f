"""The dossier of one casus in a real window on a real kluis, driven by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_detail import PARTS, CasusDetail
from expertteam_app.ui.pages.casus_tabs import CasusTab

SIZE = (1000, 700)
Tab = TypeVar("Tab", bound=CasusTab)


@contextmanager
def opened(qtbot: QtBot, sessie: Sessie, casus_id: int, size: tuple[int, int] = SIZE) -> Iterator[CasusDetail]:
    """The dossier, with the keyboard in its window and hearing of every commit; closed before the kluis is."""
    made = CasusDetail(sessie)
    made.resize(*size)
    sessie.kluis.store.on_commit(lambda _nouns: made.refresh() if shiboken6.isValid(made) else None)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    assert made.show_casus(casus_id)
    yield made
    shiboken6.delete(made)


def part(detail: CasusDetail, kind: type[Tab]) -> Tab:
    """Bring a part on the screen."""
    detail.tabs.go_to(PARTS.index(kind))
    current = detail.tabs.current
    assert isinstance(current, kind)
    return current


def here() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def keys(*presses: str | Qt.Key) -> None:
    """Type texts and press keys where the keyboard is."""
    for press in presses:
        if isinstance(press, str):
            QTest.keyClicks(here(), press)
        else:
            QTest.keyClick(here(), press)
