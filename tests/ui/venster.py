"""The whole program on a copy of a practice kluis, as a user has it after "Oefenen"."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from expertteam_app.bootstrap import Voordeur, make_app
from expertteam_app.services.plaatsen import practice_path
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.app import App

WAIT, STEP = 20_000, 20


def until(done: Callable[[], bool]) -> None:
    """Let the window live until something is so.

    Raises:
        AssertionError: it is not so within `WAIT` milliseconds.
    """
    for _ in range(WAIT // STEP):
        if done():
            return
        QTest.qWait(STEP)
    raise AssertionError("the window stays busy")


def practise(app: App) -> None:
    """Open the Oefenkluis from the door."""
    app.frame.activateWindow()
    until(lambda: not app.busy and QApplication.focusWidget() is not None)
    app.door.practise()
    until(lambda: not app.frame.locked and not app.busy)


@contextmanager
def opened_app(qapp: QApplication, folder: Path, kluis: Path, size: tuple[int, int]) -> Iterator[App]:
    """The program with its own copy of a kluis in a folder, open; closed and gone afterwards."""
    shutil.copytree(kluis, practice_path(folder))
    made = make_app(qapp, folder)
    made.frame.resize(*size)
    made.frame.show()
    made.frame.activateWindow()
    practise(made)
    try:
        yield made
    finally:
        made.close()
        qapp.removeEventFilter(made.idle)
        made.frame.close()
        made.frame.deleteLater()


def sessie_of(app: App) -> Sessie:
    """The session behind the window that is open."""
    assert isinstance(app.deur, Voordeur)
    return app.deur.sessie
