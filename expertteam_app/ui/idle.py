"""Locks after a time without anyone at the keyboard or mouse; never asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer

_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """An event filter on the application with a timer behind it.

    Args:
        on_idle: called once when nothing was done for the set time.
    """

    def __init__(self, on_idle: Callable[[], None]) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(on_idle)

    def start(self, minutes: float) -> None:
        """Watch from now on; `minutes` without activity call `on_idle`."""
        self._timer.start(max(1, round(minutes * 60_000)))

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key, click, wheel or move starts the time anew; nothing is held back."""
        del watched
        if event.type() in _ACTIVITY and self._timer.isActive():
            self._timer.start()
        return False
