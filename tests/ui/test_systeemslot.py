"""Locks with the computer: the messages of Windows one by one, those of Linux over a real bus."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.ui.klembord import copy_text, forget_text
from expertteam_app.ui.systeemslot import WM_POWERBROADCAST, WM_WTSSESSION_CHANGE, keep_off_recordings, takes_away

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import os, sys
os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication, QWidget
from expertteam_app.ui.systeemslot import Systeemslot
qt = QApplication([])
window, lock, seen = QWidget(), Systeemslot(), []
lock.left.connect(lambda: seen.append("weg"))
lock.listen(window)
other = QDBusConnection.connectToBus(os.environ["DBUS_SESSION_BUS_ADDRESS"], "ander")
assert other.registerService("org.freedesktop.login1")
path, interface, name = sys.argv[1:4]
said = QDBusMessage.createSignal(path, interface, name)
if len(sys.argv) > 4:
    said.setArguments([sys.argv[4] == "ja"])
QTimer.singleShot(100, lambda: other.send(said))
QTimer.singleShot(1500, qt.quit)
qt.exec()
print("gezien", len(seen))
"""
LOGIN1 = "/org/freedesktop/login1"


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="Hier is geen dbus-run-session (pakket dbus-daemon).")
@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ((LOGIN1, "org.freedesktop.login1.Manager", "PrepareForSleep", "ja"), 1),
        ((LOGIN1, "org.freedesktop.login1.Manager", "PrepareForSleep", "nee"), 0),
        ((f"{LOGIN1}/session/_32", "org.freedesktop.login1.Session", "Lock"), 1),
        (("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "ja"), 1),
        (("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "ja"), 1),
        (("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "nee"), 0),
    ],
)
def test_linux_says_that_the_user_leaves(said: tuple[str, ...], seen: int) -> None:
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = ["dbus-run-session", "--", sys.executable, "-c", PROGRAM, *said]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == f"gezien {seen}"


@pytest.mark.parametrize(
    ("message", "wparam", "away"),
    [
        (WM_WTSSESSION_CHANGE, 0x7, True),
        (WM_WTSSESSION_CHANGE, 0x2, True),
        (WM_WTSSESSION_CHANGE, 0x4, True),
        (WM_WTSSESSION_CHANGE, 0x6, True),
        (WM_WTSSESSION_CHANGE, 0x8, False),  # unlocked again
        (WM_WTSSESSION_CHANGE, 0x1, False),  # console connect
        (WM_POWERBROADCAST, 0x4, True),
        (WM_POWERBROADCAST, 0x12, False),  # awake again
        (0x0100, 0x7, False),  # a key
    ],
)
def test_windows_says_that_the_user_leaves(message: int, wparam: int, away: bool) -> None:  # noqa: FBT001 - a table
    assert takes_away(message, wparam) is away


def test_a_system_that_cannot_keep_a_window_off_recordings_says_so(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    if sys.platform != "win32":
        assert not keep_off_recordings(window, on=True)


def test_what_the_program_copied_goes_and_is_marked_for_no_history(qapp: QApplication) -> None:
    copy_text("Sien Voorbeeld")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Sien Voorbeeld"
    assert any("ExcludeClipboardContent" in name for name in data.formats())
    assert "x-kde-passwordManagerHint" in data.formats()
    forget_text()
    assert QGuiApplication.clipboard().text() == ""
    copy_text("van ons")
    QGuiApplication.clipboard().setText("van een ander programma")
    forget_text()
    assert QGuiApplication.clipboard().text() == "van een ander programma"
    assert qapp.screens()
