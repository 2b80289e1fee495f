"""Counts the active seconds and the keys of one step of work; it looks on only while such a step goes on.

It looks at the window of the system, to which each key comes once, and not at every event of every part in it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.services.handelingstijd import Handelingstijden, Stap

LONGEST_PAUSE = 10.0
"""Seconds without a key or click after which someone is doing something else."""
_ACTS = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


@dataclass
class _Lopend:
    stap: Stap
    vtb_id: int | None
    zitting_id: int | None
    last: float
    seconds: float = 0.0
    keys: int = 0


class HandelingWatch(QObject):
    """An event filter on the window of a page between `begin` and `finish`.

    Args:
        tijden: where measurements are kept.
        page: a part of the window that is watched.
        clock: seconds that only go forward; for tests.
    """

    def __init__(self, tijden: Handelingstijden, page: QWidget, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(page)
        self._page = page
        self._window: QWindow | None = None
        self._tijden = tijden
        self._clock = clock
        self._now: _Lopend | None = None

    @property
    def stap(self) -> Stap | None:
        """The step that is measured now."""
        return self._now.stap if self._now is not None else None

    def begin(self, stap: Stap, *, vtb_id: int | None = None, zitting_id: int | None = None) -> None:
        """Measure a step; the same one goes on, another one ends the one before."""
        now = self._now
        if now is not None and (now.stap, now.vtb_id, now.zitting_id) == (stap, vtb_id, zitting_id):
            return
        self.finish()
        self._now = _Lopend(stap, vtb_id, zitting_id, self._clock())
        self._window = self._page.window().windowHandle()
        if self._window is not None:
            self._window.installEventFilter(self)

    def finish(self, *, vtb_id: int | None = None) -> None:
        """End the step and keep what was measured; `vtb_id` when it became known on the way."""
        now = self._now
        self.drop()
        if now is None or (not now.keys and now.seconds < 1):
            return
        self._count(now)
        try:
            self._tijden.meet(
                now.stap,
                max(1, round(now.seconds)),
                now.keys,
                vtb_id=vtb_id or now.vtb_id,
                zitting_id=now.zitting_id,
            )
        except ExpertteamError:
            return  # a measurement that cannot be kept is no reason to hold up the work

    def drop(self) -> None:
        """End the step and keep nothing: it led to nothing."""
        self._now = None
        if self._window is not None and isValid(self._window):  # it may have gone with the program
            self._window.removeEventFilter(self)
        self._window = None

    def _count(self, now: _Lopend) -> None:
        moment = self._clock()
        now.seconds += min(LONGEST_PAUSE, max(0.0, moment - now.last))
        now.last = moment

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count keys and the time between acts; nothing is held back."""
        del watched
        now = self._now
        if now is not None and event.type() in _ACTS:
            self._count(now)
            now.keys += event.type() == QEvent.Type.KeyPress
        return False
