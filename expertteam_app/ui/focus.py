"""Who wants to know where the keyboard goes: one connection to Qt for the whole program."""

from __future__ import annotations

import weakref
from collections.abc import Callable

import shiboken6
from PySide6.QtWidgets import QApplication, QWidget

Follow = Callable[[QWidget | None, QWidget | None], None]
_CONNECTED = "expertteam_volgt_toetsenbord"
_followers: list[weakref.WeakMethod[Follow]] = []


def follow_keyboard(follow: Follow) -> None:
    """Call a method with the widget that lost the keyboard and the one that has it, for as long as its object lives.

    Not a connection per object: the keyboard also moves while a window is torn down, and Qt then calls a slot of an
    object whose Python half has gone, which PySide answers with an error or a crash.

    Args:
        follow: a bound method of a QObject; no reference to it is kept.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    if not app.property(_CONNECTED):
        app.setProperty(_CONNECTED, True)
        app.focusChanged.connect(_moved)
    _followers.append(weakref.WeakMethod(follow))


def _moved(old: QWidget | None, new: QWidget | None) -> None:
    old = old if old is not None and shiboken6.isValid(old) else None
    new = new if new is not None and shiboken6.isValid(new) else None
    for reference in tuple(_followers):
        follow = reference()
        if follow is None or not shiboken6.isValid(follow.__self__):  # type: ignore[attr-defined]  # a bound method
            _followers.remove(reference)
        else:
            follow(old, new)
