"""How long an item has been talked about: counts while the table is live, and survives a crash."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.theme import Tone

NEARLY = 0.8
"""Share of its minutes from which an item warns (PRODUCT 6.4 B)."""
KEEP_EVERY = 5
"""Seconds between two times that the count is kept."""


def clock(seconds: int) -> str:
    """``18:20`` or ``1:02:05``."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def standing(seconds: int, minutes: int) -> tuple[str, Tone]:
    """``18:20 van 25 min``, and a warning from 80% on."""
    left = minutes * 60 - seconds
    words = f"{clock(seconds)} van {minutes} min"
    if left < 0:
        return f"{words}, {clock(-left)} over", Tone.FOUT
    if seconds >= NEARLY * minutes * 60:
        return f"{words}, nog {clock(left)}", Tone.LET_OP
    return words, Tone.INFO


class TafelKlok(QObject):
    """Counts the seconds of the item that is on the table. Emits `ticked` every second.

    Args:
        now: gives seconds that only go up.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._now = now
        self._counted: dict[int, float] = {}
        self._current: int | None = None
        self._since = 0.0
        self._concept: Concept | None = None
        self._ticks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)

    def open_table(self, concept: Concept, known: dict[int, int]) -> None:
        """Go on from what was counted: the seconds in the kluis, or those of before a crash when they are more."""
        self._concept = concept
        kept = concept.restore()
        self._counted = {punt: float(seconds) for punt, seconds in known.items()}
        for punt, seconds in (kept[0] if kept is not None else {}).items():
            if punt.isdecimal() and isinstance(seconds, int):
                self._counted[int(punt)] = max(self._counted.get(int(punt), 0.0), float(seconds))

    def run(self, punt_id: int | None) -> None:
        """Count for this item from now on; None counts for none."""
        self._settle()
        self._current = punt_id
        self._since = self._now()
        if punt_id is None:
            self._timer.stop()
            self.keep()
        else:
            self._timer.start()
        self.ticked.emit()

    @property
    def running(self) -> bool:
        """Whether time is counted."""
        return self._current is not None

    def seconds(self, punt_id: int) -> int:
        """How long an item took until now."""
        going = self._now() - self._since if punt_id == self._current else 0.0
        return int(self._counted.get(punt_id, 0.0) + going)

    def all(self) -> dict[int, int]:
        """How long each item took until now."""
        return {punt: self.seconds(punt) for punt in {*self._counted, *([self._current] if self._current else [])}}

    def keep(self) -> None:
        """Keep the count in the kluis, as a draft."""
        if self._concept is not None:
            self._concept.keep({str(punt): seconds for punt, seconds in self.all().items() if seconds})

    def forget(self) -> None:
        """The table is closed: the count stands with the items now."""
        self.run(None)
        self._counted = {}
        if self._concept is not None:
            self._concept.clear()

    def _settle(self) -> None:
        if self._current is not None:
            self._counted[self._current] = self._counted.get(self._current, 0.0) + self._now() - self._since
            self._since = self._now()

    def _tick(self) -> None:
        self._ticks += 1
        if self._ticks % KEEP_EVERY == 0:
            self.keep()
        self.ticked.emit()
