"""The clipboard: what the program puts there stays out of its history, and goes when the kluis is locked."""

from __future__ import annotations

import hashlib
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_KEEP_OUT: Final = (
    "ExcludeClipboardContentFromMonitorProcessing",
    "CanIncludeInClipboardHistory",
    "CanUploadToCloudClipboard",
)
"""Formats by which Windows keeps a text out of its history (Win+V) and off its other devices."""
_WINDOWS: Final = 'application/x-qt-windows-mime;value="{}"'
_LINUX: Final = "x-kde-passwordManagerHint"
"""By which clipboard managers on Linux know that a text is not to be kept."""
_COPIED: Final[list[str]] = []
"""The SHA-256 of what the program put there last, never the text: not every system says who owns the clipboard."""


def copy_text(text: str) -> None:
    """Put a text on the clipboard, marked so that no history keeps it."""
    data = QMimeData()
    data.setText(text)
    for name in _KEEP_OUT:
        data.setData(_WINDOWS.format(name), b"\0\0\0\0")
    data.setData(_LINUX, b"secret")
    QGuiApplication.clipboard().setMimeData(data)
    _COPIED[:] = [_sum(text)]


def forget_text() -> None:
    """Take off the clipboard what this program put there; what another program put there stays."""
    clipboard = QGuiApplication.clipboard()
    if _COPIED and _sum(clipboard.text()) == _COPIED.pop():
        clipboard.clear()


def _sum(text: str) -> str:
    return hashlib.sha256("\n".join(text.splitlines()).encode("utf-8", "surrogatepass")).hexdigest()
