"""Locks the kluis with the computer: at the lock screen, at another user, at sleep; and keeps the screen to itself."""

from __future__ import annotations

import contextlib
import ctypes
import sys
import threading
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

WM_POWERBROADCAST: Final = 0x0218
WM_WTSSESSION_CHANGE: Final = 0x02B1
_PBT_APMSUSPEND: Final = 0x4
_SESSION_AWAY: Final = frozenset({0x2, 0x4, 0x6, 0x7})
"""Console or remote disconnect, logoff, lock (winuser.h, WTS_*)."""
_EXCLUDE_FROM_CAPTURE, _NO_AFFINITY = 0x11, 0x0

_RULES: Final = {
    "SYSTEM": (
        "type='signal',sender='org.freedesktop.login1',interface='org.freedesktop.login1.Manager',member='PrepareForSleep'",
        "type='signal',sender='org.freedesktop.login1',interface='org.freedesktop.login1.Session',member='Lock'",
    ),
    "SESSION": (
        "type='signal',interface='org.freedesktop.ScreenSaver',member='ActiveChanged'",
        "type='signal',interface='org.gnome.ScreenSaver',member='ActiveChanged'",
    ),
}
"""What is asked of the two buses of Linux; both are sockets that are files of this computer."""
_SIGNAL: Final = 4
"""The kind of a D-Bus message that is a signal; the bus sends its own signals too, and those are passed over."""


def takes_away(message: int, wparam: int) -> bool:
    """Whether a message of Windows says that the user leaves: another user, the lock screen, sleep."""
    if message == WM_WTSSESSION_CHANGE:
        return wparam in _SESSION_AWAY
    return message == WM_POWERBROADCAST and wparam == _PBT_APMSUSPEND


class Systeemslot(QObject):
    """Listens to the system. Emits `left` when the user is no longer there."""

    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listening = False
        self._filter: _WindowsFilter | None = None

    def listen(self, window: QWidget) -> None:
        """Listen from now on; a system that says nothing is no fault, the timer is there as well.

        Called when the kluis opens, and again every time: only the first time counts.
        """
        if self._listening:
            return
        self._listening = True
        if sys.platform == "win32":
            self._listen_windows(window)
        elif sys.platform.startswith("linux"):
            self._listen_linux()

    def _listen_linux(self) -> None:
        for bus in _RULES:
            threading.Thread(target=self._follow, args=(bus,), name=f"systeemslot-{bus}", daemon=True).start()

    def _follow(self, bus: str) -> None:
        """Read the signals of a bus until it is gone.

        Not through Qt: PySide6 6.11 refuses the slot of `QDBusConnection.connect`.
        """
        from jeepney import HeaderFields, message_bus
        from jeepney.io.blocking import open_dbus_connection

        gone = (
            OSError,
            ValueError,
            KeyError,
            EOFError,
            RuntimeError,
        )  # no bus, a bus that stops, a window that is gone
        with contextlib.suppress(*gone), open_dbus_connection(bus=bus) as connection:
            for rule in _RULES[bus]:
                connection.send_and_get_reply(message_bus.AddMatch(rule))
            while True:
                said = connection.receive()
                if said.header.message_type.value != _SIGNAL:
                    continue
                member = said.header.fields.get(HeaderFields.member)
                if member == "Lock" or (member in {"PrepareForSleep", "ActiveChanged"} and said.body == (True,)):
                    self.left.emit()

    def _listen_windows(self, window: QWidget) -> None:
        self._filter = _WindowsFilter(self.left.emit)
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self._filter)
        library: Any = getattr(ctypes, "windll", None)
        if library is not None:
            library.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), 0)


class _WindowsFilter(QAbstractNativeEventFilter):
    def __init__(self, left: Any) -> None:  # noqa: ANN401 - a bound signal
        super().__init__()
        self._left = left

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Look at every message of Windows; none is held back."""
        if (kind.data() if isinstance(kind, QByteArray) else bytes(kind)) == b"windows_generic_MSG":
            from ctypes import wintypes

            found = wintypes.MSG.from_address(int(message))
            if takes_away(int(found.message), int(found.wParam)):
                self._left()
        return False, 0


def keep_off_recordings(window: QWidget, *, on: bool) -> bool:
    """Ask the system to leave a window out of screenshots, recordings and shared screens.

    Returns:
        Whether the system does so; only Windows (10 version 2004 and later) can.
    """
    library: Any = getattr(ctypes, "windll", None)  # on Windows only
    if library is None:
        return False
    affinity = _EXCLUDE_FROM_CAPTURE if on else _NO_AFFINITY
    return bool(library.user32.SetWindowDisplayAffinity(int(window.winId()), affinity))
