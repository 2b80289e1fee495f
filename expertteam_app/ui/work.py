"""Runs long work beside the window: one thread, one job after the other, results back on the thread of the window."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from expertteam_app.domain.errors import Cancelled

T = TypeVar("T")

PROGRESS_INTERVAL = 0.05
"""Seconds between two progress reports of one job; more would only keep the window busy."""


class Job:
    """One piece of work: what it is called, how far it is, and whether the user wants it stopped.

    The work itself calls `check` and `progress`; the window calls `stop`.
    """

    def __init__(self, label: str, report: Callable[[Job, int, int], None]) -> None:
        self.label = label
        self._report = report
        self._stopped = threading.Event()
        self._last_report = 0.0

    @property
    def stopped(self) -> bool:
        """Whether the user asked to stop."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Ask the work to stop at its next `check`."""
        self._stopped.set()

    def check(self) -> None:
        """Go on, or stop here.

        Raises:
            Cancelled: the user asked to stop.
        """
        if self.stopped:
            raise Cancelled

    def progress(self, done: int, total: int) -> None:
        """Tell how far the work is; `total` 0 means unknown.

        Raises:
            Cancelled: the user asked to stop.
        """
        self.check()
        now = time.monotonic()
        if done >= total or now - self._last_report >= PROGRESS_INTERVAL:
            self._last_report = now
            self._report(self, done, total)


def _is_gone(callback: Callable[..., object]) -> bool:
    owner = getattr(callback, "__self__", None)
    return isinstance(owner, QObject) and not shiboken6.isValid(owner)


class Work(QObject):
    """The one runner. Signals (always on the thread of the window) drive the strip that shows what is going on.

    Args:
        on_error: takes every error that a job has no handler for.
    """

    started = Signal(object)
    progressed = Signal(object, int, int)
    ended = Signal(object)
    _settled = Signal(object, object, object)

    def __init__(self, on_error: Callable[[Exception], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_error = on_error
        self._ended = False
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="werk")
        self._jobs: dict[Job, tuple[Callable[[Any], object], Callable[[Exception], object]]] = {}
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        fn: Callable[[Job], T],
        on_done: Callable[[T], object],
        on_error: Callable[[Exception], object] | None = None,
        label: str = "",
    ) -> Job:
        """Do `fn(job)` beside the window, then call `on_done(result)` or `on_error(error)` on the window's thread.

        A callback that is a method of a widget is skipped when that widget no longer exists. With a `label` the busy
        strip shows the work.
        """
        job = Job(label, self.progressed.emit)
        if self._ended:  # a timer of a page that is going may still ask; nobody waits for the answer
            job.stop()
            return job
        self._jobs[job] = (on_done, on_error or self._on_error)
        self.started.emit(job)
        self._pool.submit(self._do, job, fn)
        return job

    def _do(self, job: Job, fn: Callable[[Job], object]) -> None:
        result, error = None, None
        try:
            job.check()
            result = fn(job)
        except Exception as caught:  # noqa: BLE001 - whatever went wrong must reach the window
            error = caught
        self._settled.emit(job, result, error)

    @Slot(object, object, object)
    def _deliver(self, job: Job, result: object, error: Exception | None) -> None:
        callbacks = self._jobs.pop(job, None)
        self.ended.emit(job)
        if callbacks is None:
            return
        on_done, on_error = callbacks
        if error is None:
            if not _is_gone(on_done):
                on_done(result)
        elif not _is_gone(on_error):
            on_error(error)

    @property
    def busy(self) -> bool:
        """Whether any job is waiting or running."""
        return bool(self._jobs)

    def forget_all(self) -> None:
        """Stop every job and call nobody back: what the lock does."""
        for job in tuple(self._jobs):
            job.stop()
            self.ended.emit(job)
        self._jobs.clear()

    def shutdown(self) -> None:
        """Stop every job and wait for the thread to end; what is asked afterwards is not done."""
        self._ended = True
        self.forget_all()
        self._pool.shutdown(wait=True, cancel_futures=True)
