"""From nothing to the list: the start of the program, unlocking with the real key, the pages, typing, and the lock.

The real window in one process, drawn in memory (Qt's platform offscreen) and driven by the keyboard. `run` starts this
module several times, because only the first window of a process is a start.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.meting import Doel, Meting, Opdracht, forget_peak, peak_mib, run

GROEP = "starten"
TEKST = "apeldoorn"
LIMIT = 180
"""Seconds after which something that is waited for will not come any more."""
TOETS_DOEL = Doel(seconden=0.120 + 0.100, maat="p95")
"""The page waits 120 ms for the next letter; then the promise for a keystroke begins."""


class Venster:
    """The program in its window, and a stopwatch on what it draws."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from expertteam_app.bootstrap import make_app

        self.qt = QApplication(sys.argv[:1])
        self.app = make_app(self.qt, folder)
        self.app.frame.resize(1366, 728)
        self.app.frame.show()
        self.standstill = 0.0

    def wait(self, done: Callable[[], bool]) -> None:
        """Let the window live until something is so, and note how long it stood still at most.

        Raises:
            RuntimeError: it does not become so.
        """
        end = time.monotonic() + LIMIT
        while not done():
            before = time.monotonic()
            if before > end:
                raise RuntimeError("what was waited for did not come")
            self.qt.processEvents()
            self.standstill = max(self.standstill, time.monotonic() - before)
            time.sleep(0.001)

    def settle(self) -> None:
        """Wait until there is no work and everything is drawn."""
        self.wait(lambda: not self.app.busy)
        self.qt.processEvents()

    def unlock(self, path: Path) -> float:
        """Type the wachtzin and press Enter; `time.monotonic` of that Enter."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from benchmarks.meetkluis import METER, NAAM, WACHTZIN
        from expertteam_app.ui.pages.ontgrendelen_schermen import KluisInfo

        door = self.app.door
        self.settle()
        door.show_unlock(KluisInfo(path, NAAM, oefening=False), METER)
        field = door.unlock_screen.passphrase.edit
        QTest.keyClicks(field, WACHTZIN)
        self.standstill = 0.0
        start = time.monotonic()
        QTest.keyClick(field, Qt.Key.Key_Return)
        return start

    def vandaag_filled(self) -> bool:
        """Whether the page on screen holds groups of lines."""
        from expertteam_app.ui.pages.vandaag_groep import AandachtGroep

        page = self.app.frame.current_page
        return page is not None and page.title == "Vandaag" and page.findChild(AandachtGroep) is not None

    def rows_drawn(self) -> bool:
        """Whether the page on screen is the list, with its rows in it."""
        from PySide6.QtWidgets import QTableView

        page = self.app.frame.current_page
        table = page.findChild(QTableView) if page is not None and page.title == "Casussen" else None
        return table is not None and table.isVisible() and table.model() is not None and table.model().rowCount() > 0


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """One start, one unlock, the pages, a word typed, and the way back after a lock."""
    with tempfile.TemporaryDirectory(prefix="expertteam-meting-") as folder:
        venster = Venster(Path(folder))
        venster.wait(venster.app.door.isVisible)
        venster.qt.processEvents()
        begun = time.monotonic() - opdracht.gestart
        yield Meting(GROEP, "interpreter to unlock page on screen", opdracht.omvang, (begun,), peak_mib())
        try:
            yield from _opened(venster, opdracht)
        finally:
            venster.app.close()


def _opened(venster: Venster, opdracht: Opdracht) -> Iterator[Meting]:
    from benchmarks.meetkluis import key_cost, kluis_of

    path, omvang, cost = kluis_of(opdracht), opdracht.omvang, key_cost(opdracht)
    unlocked = f"unlock (Argon2id {cost.m_mib} MiB, t={cost.t}, p={cost.p})"

    def row(what: str, start: float, doel: Doel | None = None) -> Meting:
        return Meting(GROEP, what, omvang, (time.monotonic() - start,), peak_mib(), doel)

    forget_peak()
    start = venster.unlock(path)
    venster.wait(lambda: not venster.app.frame.locked and venster.app.frame.current_page is not None)
    venster.qt.processEvents()
    yield row(f"{unlocked} to window", start)
    venster.wait(venster.vandaag_filled)
    venster.settle()
    yield row(f"{unlocked} to Vandaag filled", start)
    yield Meting(GROEP, "longest standstill of the window meanwhile", omvang, (venster.standstill,), None)
    forget_peak()
    start = time.monotonic()
    venster.app.frame.open_page("casussen")
    venster.wait(venster.rows_drawn)
    venster.settle()
    yield row("page Casussen, first time, to rows on screen", start)
    yield _typed(venster, omvang)
    venster.app.lock()
    start = venster.unlock(path)
    venster.wait(venster.rows_drawn)
    venster.qt.processEvents()
    yield row(f"{unlocked} to the list on screen", start)


def _typed(venster: Venster, omvang: int) -> Meting:
    """Seconds from each letter typed above the list to the found rows on screen."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QTableView

    page = venster.app.frame.current_page
    field = page.search_field() if page is not None else None
    table = page.findChild(QTableView) if page is not None else None
    if field is None or table is None:
        raise RuntimeError("Casussen")
    answers: list[float] = []
    table.model().modelReset.connect(lambda: answers.append(time.monotonic()))
    table.model().dataChanged.connect(lambda: answers.append(time.monotonic()))
    taken = []
    for letter in TEKST:
        answers.clear()
        start = time.monotonic()
        QTest.keyClicks(field, letter)
        venster.wait(lambda: bool(answers))
        venster.settle()
        taken.append(time.monotonic() - start)
    field.clear()
    venster.settle()
    what = "letter typed above the list to rows on screen (120 ms of it waiting)"
    return Meting(GROEP, what, omvang, tuple(taken), peak_mib(), TOETS_DOEL)


if __name__ == "__main__":
    run(measure)
