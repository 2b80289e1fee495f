"""Counts the active seconds and the keys of one step of work; it looks on only while such a step goes on.

It looks at the windows of the system, to which each key comes once, and not at every event of every part in them.
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
from expertteam_app.ui.focus import follow_keyboard

LONGEST_PAUSE = 10.0
"""Seconds without a key or click after which someone is doing something else."""
_ACTS = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class Teller(QObject):
    """Counts keys, and the seconds in which someone is at work, in a window and the dialogs that come over it.

    Args:
        part: a part of the window that is watched.
        clock: seconds that only go forward; for tests.

    Attributes:
        seconds: active seconds so far; a pause counts for `LONGEST_PAUSE` at most.
        keys: keys pressed so far.
    """

    def __init__(self, part: QWidget, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(part)
        self._part, self._clock = part, clock
        self._windows: list[QWindow] = []
        self._last = 0.0
        self.seconds, self.keys = 0.0, 0
        follow_keyboard(self._follow)

    def start(self) -> None:
        """Count from nothing."""
        self.stop()
        self.seconds, self.keys, self._last = 0.0, 0, self._clock()
        self._look_at(self._part)

    def stop(self) -> None:
        """Count no longer."""
        for window in self._windows:
            if isValid(window):  # it may have gone with the program
                window.removeEventFilter(self)
        self._windows = []

    def now(self) -> None:
        """Count the time until now."""
        moment = self._clock()
        self.seconds += min(LONGEST_PAUSE, max(0.0, moment - self._last))
        self._last = moment

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._windows and new is not None:
            self._look_at(new)

    def _look_at(self, part: QWidget) -> None:
        window: QWindow | None = part.window().windowHandle()
        if window is not None and window not in self._windows:
            window.installEventFilter(self)
            self._windows.append(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count keys and the time between acts; nothing is held back."""
        del watched
        if self._windows and event.type() in _ACTS:
            self.now()
            self.keys += event.type() == QEvent.Type.KeyPress
        return False


@dataclass
class _Lopend:
    """The step that goes on; `seconds` and `keys` are those until the act that it was done for."""

    stap: Stap
    vtb_id: int | None
    zitting_id: int | None
    seconds: float = 0.0
    keys: int = 0


class HandelingWatch(QObject):
    """Measures one step at a time, from `begin` until the act itself: `reached` (there may come more) or `finish`.

    What was done after the last act, up to `leave`, is not handling of this step and is not kept.

    Args:
        tijden: where measurements are kept.
        page: a part of the window that is watched.
        clock: seconds that only go forward; for tests.
    """

    def __init__(self, tijden: Handelingstijden, page: QWidget, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(page)
        self._tijden = tijden
        self._teller = Teller(page, clock)
        self._now: _Lopend | None = None

    @property
    def stap(self) -> Stap | None:
        """The step that is measured now."""
        return self._now.stap if self._now is not None else None

    def begin(self, stap: Stap, *, vtb_id: int | None = None, zitting_id: int | None = None) -> None:
        """Measure a step; the same one goes on, another one is left."""
        now = self._now
        if now is not None and (now.stap, now.vtb_id, now.zitting_id) == (stap, vtb_id, zitting_id):
            return
        self.leave()
        self._now = _Lopend(stap, vtb_id, zitting_id)
        self._teller.start()

    def reached(self, stap: Stap) -> None:
        """The act of this step was done, and may be done once more; nothing when another step is measured."""
        if self._now is not None and self._now.stap is stap:
            self._teller.now()
            self._now.seconds, self._now.keys = self._teller.seconds, self._teller.keys

    def finish(self, stap: Stap, *, vtb_id: int | None = None) -> None:
        """The act of this step was done: keep it; `vtb_id` when it became known on the way."""
        if self._now is not None and self._now.stap is stap:
            self.reached(stap)
            self._now.vtb_id = vtb_id or self._now.vtb_id
            self.leave()

    def leave(self) -> None:
        """Go on to something else; what was measured until the last act is kept."""
        now = self._now
        self.drop()
        if now is None or (not now.keys and now.seconds < 1):
            return
        try:
            self._tijden.meet(
                now.stap, max(1, round(now.seconds)), now.keys, vtb_id=now.vtb_id, zitting_id=now.zitting_id
            )
        except ExpertteamError:
            return  # a measurement that cannot be kept is no reason to hold up the work

    def drop(self) -> None:
        """End the step and keep nothing: it led to nothing."""
        self._now = None
        self._teller.stop()
