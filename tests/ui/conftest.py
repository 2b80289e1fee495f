"""Every test here runs without a screen, in the light scheme, and must leave no thread behind."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from expertteam_app.ui.theme import Mode, Theme, set_language
from expertteam_app.ui.work import Work
from tests.ui.a11y import unnamed_controls as walk


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    set_language(qapp)
    return Theme(qapp, Mode.LIGHT)


@pytest.fixture(autouse=True)
def _dressed(theme: Theme) -> Iterator[None]:
    yield
    if theme.mode is not Mode.LIGHT:
        theme.set_mode(Mode.LIGHT)
    if theme.text_scale != 100:
        theme.set_text_scale(100)


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [t.name for t in threading.enumerate() if t not in before]
    assert not left, f"threads left running: {left}"


@pytest.fixture
def unhandled() -> list[Exception]:
    """The errors that no callback of a job took."""
    return []


@pytest.fixture
def work(unhandled: list[Exception]) -> Iterator[Work]:
    runner = Work(unhandled.append)
    yield runner
    runner.shutdown()


@pytest.fixture
def unnamed_controls() -> Callable[[QWidget], list[str]]:
    """The controls of a widget that a screen reader cannot name (see a11y.py)."""
    return walk
