"""Keeps the window alive on Python 3.11 with a PySide6 that gives None away too often.

PySide6 6.12.0 on Python before 3.12 takes one reference too many from None with every call of a Qt method that returns
nothing (measured: -1.0 per `QWidget.update()`; 0.0 with 6.11.3). A process starts with some 5,000 references, so after
as many calls the interpreter stops with "deallocating None". From Python 3.12 None is immortal (PEP 683).
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

PLENTY: Final = 1 << 60
"""More references than a process could lose in a lifetime: a thousand million a second lasts 36 years."""


def keep_none() -> None:
    """Give None so many references that it cannot run out; does nothing where it is immortal."""
    if sys.version_info >= (3, 12):
        return
    count = ctypes.c_ssize_t.from_address(id(None))
    before = sys.getrefcount(None)
    # Only where the counter is found in its place: a debug build of Python keeps other fields before it.
    if before < PLENTY and abs(count.value - before) < before // 2:
        count.value = PLENTY
