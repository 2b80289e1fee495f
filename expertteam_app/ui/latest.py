"""Work beside the window of which only the last request counts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from expertteam_app.domain.errors import Cancelled, ExpertteamError
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.work import Job, Work


class Latest(QObject):
    """Work beside the window of which only the last request counts.

    Args:
        work: the runner.
        widget: lives as long as the answers matter; errors are told in its window.
        on_done: gets the answer to the last request.
        delay: milliseconds to wait for a newer request before starting (debounce).
    """

    def __init__(self, work: Work, widget: QWidget, on_done: Callable[[object], object], delay: int = 0) -> None:
        super().__init__(widget)
        self._work = work
        self._widget = widget
        self._on_done = on_done
        self._fn: Callable[[], object] = lambda: None
        self._number = 0
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay)
        self._timer.timeout.connect(self._start)

    def ask(self, fn: Callable[[], object], *, at_once: bool = False) -> None:
        """Run `fn` beside the window, after the delay unless `at_once`; an earlier request is forgotten."""
        self._fn = fn
        self._number += 1
        if self._job is not None:
            self._job.stop()
        if at_once or not self._timer.interval():
            self._start()
        else:
            self._timer.start()

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._timer.isActive() or self._job is not None

    def forget(self) -> None:
        """Want no answer any more."""
        self._timer.stop()
        self._number += 1
        if self._job is not None:
            self._job.stop()
            self._job = None

    def _start(self) -> None:
        self._timer.stop()
        number, fn = self._number, self._fn
        self._job = self._work.run(lambda _job: (number, fn()), self._arrived, self._failed)

    def _arrived(self, answer: tuple[int, object]) -> None:
        if answer[0] == self._number:
            self._job = None
            self._on_done(answer[1])

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        self._job = None
        if not isinstance(error, ExpertteamError):
            raise error
        show_error(self._widget, error)
