"""A person at the keyboard, for the kill test: opens the real window on the Oefenkluis and types until it is killed."""

from __future__ import annotations

import importlib
import pkgutil
import random
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from expertteam_app.bootstrap import Voordeur, make_app
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.ui import pages
from expertteam_app.ui.app import App
from expertteam_app.ui.pages.casussen import CasussenPage
from expertteam_app.ui.pages.ret import RetPage
from expertteam_app.ui.pages.tafel_invoer import RegelInvoer

LETTERS = "abcdefghijklmnopqrstuvwxyz ABC .,?"
ENTER = 0.05
"""How often Enter follows a letter at the table."""
LABEL = "Vraag aan de tafel"


def wait_for(app: App, what: str) -> None:
    """Let the window live until it has opened, or has nothing to do."""
    for _ in range(2000):
        QTest.qWait(10)
        if (what == "open" and not app.frame.locked) or (what == "rust" and not app.busy):
            return
    raise RuntimeError(what)


def field_of(app: App) -> QPlainTextEdit:
    """The field that is typed in, on the first casus."""
    deur = app.deur
    if not isinstance(deur, Voordeur):
        raise TypeError("deur")
    app.frame.open_page("casussen", deur.sessie.casussen.find(CasusFilter())[0], "casus")
    wait_for(app, "rust")
    page = app.frame.current_page
    if not isinstance(page, CasussenPage):
        raise TypeError("page")
    field = next(f for f in page.findChildren(QPlainTextEdit) if f.accessibleName() == LABEL)
    field.setFocus()
    field.moveCursor(QTextCursor.MoveOperation.End)
    return field


def entry_of(app: App, zitting: int) -> RegelInvoer:
    """The line one types in at the live table."""
    app.frame.open_page("ret", zitting, "zitting")
    wait_for(app, "rust")
    page = app.frame.current_page
    if not isinstance(page, RetPage):
        raise TypeError("page")
    page.to_table()
    QTest.keyClicks(page.live.regels.invoer, "i ")
    return page.live.regels.invoer


def type_on(folder: Path, seed: int, zitting: int | None, tell: Callable[[object], None]) -> None:
    """Open, go to the field, tell that it is there, type for ever.

    Args:
        folder: where the Oefenkluis of this person stands.
        seed: what is typed, and how fast.
        zitting: lines at the live table of this one, with Enter after some words; None: the vraag of the first casus.
        tell: called after every keystroke with its moment (CLOCK_MONOTONIC, the same in every process) and the
            character; not for Enter and the letter before a line.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    qt = QApplication([])
    app = make_app(qt, folder)
    app.frame.show()
    app.frame.activateWindow()
    wait_for(app, "rust")
    app.door.practise()
    wait_for(app, "open")
    wait_for(app, "rust")
    field = field_of(app) if zitting is None else entry_of(app, zitting)
    tell("begint")
    for _ in range(100_000):
        QTest.qWait(chance.choice((20, 40, 60, 90, 140, 140, 300)) if chance.random() < 0.98 else 1300)
        letter = chance.choice(LETTERS)
        QTest.keyClicks(field, letter)
        tell((time.monotonic(), letter))
        if zitting is not None and chance.random() < ENTER:
            QTest.keyClick(field, Qt.Key.Key_Return)
            QTest.keyClicks(field, "i ")


for _page in pkgutil.iter_modules(pages.__path__):  # now, so that every window that is forked from here has them
    importlib.import_module(f"{pages.__name__}.{_page.name}")
