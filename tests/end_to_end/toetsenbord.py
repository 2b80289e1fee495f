"""A person at the keyboard of the real window: what the flows of PRODUCT 6.4 are typed with, in tests and in bench.

Nothing here acts on the program but key presses; everything else only looks.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from expertteam_app.bootstrap import Voordeur, make_app
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN
from expertteam_app.services.plaatsen import practice_path
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.app import App
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.ontgrendelen_schermen import KluisInfo

SIZE = (1366, 728)
"""A laptop of 1366x768 with a task bar of 40."""
LIMIT = 20.0
"""Seconds after which something that is waited for will not come any more."""
KEY = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

Shown = TypeVar("Shown", bound=Page)


class Toetsenbord:
    """Types on the window and nothing else; counts the keys, and keeps a picture of each step when asked.

    Args:
        app: the program.
        flow: how its pictures are called.
        map_: where pictures go; None: nowhere.
        per_seconde: keys a second; None: as fast as the window takes them.
        gebruiker: name and wachtzin with which the kluis is opened.

    Attributes:
        count: keys pressed so far; what opens the kluis is not counted.
        dag: the day on which the program lives.
    """

    def __init__(
        self,
        app: App,
        dag: Dag,
        flow: str,
        map_: Path | None = None,
        per_seconde: float | None = None,
        gebruiker: tuple[str, str] = (OEFENAAR, OEFENZIN),
    ) -> None:
        self.app, self.dag, self.flow = app, dag, flow
        self.count = self.number = 0
        self._map, self._pause, self._gebruiker = map_, 1 / per_seconde if per_seconde else 0.0, gebruiker

    # -- looking -------------------------------------------------------------------------------------------------

    @property
    def sessie(self) -> Sessie:
        """The session behind the window."""
        deur = self.app.deur
        if not isinstance(deur, Voordeur):
            raise TypeError("deur")
        return deur.sessie

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        self._where()
        found = QApplication.focusWidget()
        if found is None:
            raise AssertionError("the keyboard is nowhere")
        return found

    def _where(self) -> None:
        """See to it that something has the keyboard: where nothing has it, a user would be lost.

        Raises:
            AssertionError: nothing has it.
        """
        self._window()
        self.until(lambda: QApplication.focusWidget() is not None, "the keyboard is somewhere")

    def page(self, kind: type[Shown]) -> Shown:
        """The page on the screen, which must be of this kind."""
        found = self.app.frame.current_page
        if not isinstance(found, kind):
            raise TypeError(f"{type(found).__name__} is on the screen, not {kind.__name__}")
        return found

    def until(self, done: Callable[[], bool], what: str) -> None:
        """Let the window live until something is so.

        Raises:
            AssertionError: it does not become so.
        """
        end = time.monotonic() + LIMIT
        while not done():
            if time.monotonic() > end:
                raise AssertionError(f"it does not come so far that {what}")
            QTest.qWait(5)

    def settle(self) -> None:
        """Wait until the program has nothing to do."""
        QApplication.processEvents()
        self.until(lambda: not self.app.busy, "the window has nothing to do")
        QApplication.processEvents()

    def picture(self, name: str) -> None:
        """Keep what the window shows now."""
        if self._map is None:
            return
        self.settle()
        self.number += 1
        QTest.qWait(250)
        window = QApplication.activeWindow() or self.app.frame
        path = self._map / f"{self.flow}-{self.number:02}-{name}.png"
        if not window.grab().save(str(path)):
            raise RuntimeError(f"{path.name} cannot be written")

    # -- typing --------------------------------------------------------------------------------------------------

    def _window(self) -> QWindow:
        """The window of the system that has the keyboard; keys come to it as from the system."""
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():  # a desktop does this by itself when a list or the palette closes
            self.app.frame.activateWindow()
            QTest.qWaitForWindowActive(self.app.frame)
        found = QGuiApplication.focusWindow()
        if found is None:
            raise AssertionError("no window has the keyboard")
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key."""
        for _ in range(times):
            begun = time.monotonic()
            self._where()
            QTest.keyClick(self._window(), key, modifier)
            self._pace(begun)

    def type(self, text: str) -> None:
        """Type a text, a key for each letter."""
        self._where()
        for letter in text:  # of ASCII: Qt types no others on a window of the system
            begun = time.monotonic()
            QTest.keyClick(self._window(), ord(letter))
            self._pace(begun)

    def _pace(self, begun: float) -> None:
        """Count a key, and wait as long as a hand takes; what the program does meanwhile takes nothing extra."""
        self.count += 1
        left = self._pause - (time.monotonic() - begun)
        if left > 0:
            QTest.qWait(round(left * 1000))
        else:
            QApplication.processEvents()

    def fill(self, *texts: str) -> None:
        """Type in one field after another, Tab between them; an empty text leaves a field as it is."""
        for number, text in enumerate(texts):
            if number:
                self.press(KEY.Key_Tab)
            if text:
                self.type(text)

    def line(self, text: str) -> None:
        """Type a line and Enter."""
        self.type(text)
        self.press(KEY.Key_Return)
        self.settle()

    def choose(self, text: str) -> None:
        """Choose in a list by typing the first word of a line (a space would open the list)."""
        box = self.focus
        if not isinstance(box, QComboBox):
            raise TypeError(f"{type(box).__name__} {box.accessibleName()!r} is no list to choose from")
        self.type(text.split(maxsplit=1)[0])
        if not box.currentText().lower().startswith(text.lower()):
            raise AssertionError(box.currentText())

    # -- opening -------------------------------------------------------------------------------------------------

    def open_kluis(self, path: Path) -> None:
        """Type name and wachtzin at the door; those keys do not count."""
        door, before = self.app.door, self.count
        self.until(lambda: not self.app.busy, "the door is there")
        door.show_unlock(KluisInfo(path, path.stem, oefening=False))
        naam, zin = self._gebruiker
        pause, self._pause = self._pause, 0.0
        self.fill(naam, zin)
        self.press(KEY.Key_Return)
        self._pause = pause
        self.until(lambda: not self.app.frame.locked, "the kluis opens")
        self.settle()
        self.count = before

    def practise(self) -> None:
        """Open the Oefenkluis at the door."""
        self.until(lambda: not self.app.busy, "the door is there")
        self.app.door.practise()
        self.until(lambda: not self.app.frame.locked, "the kluis opens")
        self.settle()

    def lock_and_practise(self) -> None:
        """Lock, and open the Oefenkluis again."""
        self._lock()
        self.practise()

    def _lock(self) -> None:
        self.press(KEY.Key_L, CTRL)
        if not self.app.frame.locked:
            raise AssertionError("Ctrl+L does not lock")

    def come_back(self, path: Path, dag: date | None = None, gebruiker: tuple[str, str] | None = None) -> None:
        """Lock, and open again: at once, or on a later day, or as somebody else."""
        self._lock()
        self._gebruiker = gebruiker or self._gebruiker
        self.dag.dag = dag or self.dag.dag
        self.open_kluis(path)


class Dag:
    """The day on which the program lives; it goes on when someone comes back later."""

    def __init__(self, dag: date) -> None:
        self.dag = dag

    def __call__(self) -> date:
        """The day of now."""
        return self.dag


@contextmanager
def at_the_window(qt: QApplication, folder: Path, dag: Dag) -> Iterator[App]:
    """The program in its window, locked; closed and gone afterwards."""
    app = make_app(qt, folder, dag)
    app.frame.resize(*SIZE)
    app.frame.show()
    app.frame.activateWindow()
    QTest.qWaitForWindowActive(app.frame)
    try:
        yield app
    finally:
        app.close()
        qt.removeEventFilter(app.idle)
        app.frame.close()
        app.frame.deleteLater()


@contextmanager
def practising(
    qt: QApplication, folder: Path, kluis: Path, dag: date, flow: str, per_seconde: float | None = None
) -> Iterator[Toetsenbord]:
    """A keyboard at the window with an own copy of a practice kluis open, on a fixed day."""
    shutil.copytree(kluis, practice_path(folder))
    day = Dag(dag)
    with at_the_window(qt, folder, day) as app:
        made = Toetsenbord(app, day, flow, pictures(), per_seconde)
        made.practise()
        yield made


def kluis_in(folder: Path, source: Path) -> Path:
    """An own copy of a kluis among those of this user."""
    path = folder / "tafel.kluis"
    shutil.copytree(source, path)
    return path


def pictures() -> Path | None:
    """Where pictures go: the folder that ``EXPERTTEAM_SCHERMEN`` names."""
    named = os.environ.get("EXPERTTEAM_SCHERMEN")
    return Path(named) if named else None
