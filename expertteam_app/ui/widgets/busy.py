"""The strip that shows long work and lets the user stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from expertteam_app.ui.icons import icon
from expertteam_app.ui.text import getal
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import label
from expertteam_app.ui.work import Job, Work

SHOW_AFTER = 250
"""Milliseconds before the strip appears; what is done sooner needs no strip."""


class BusyStrip(QFrame):
    """Label, bar and "Stoppen" for the job with a label that was started first."""

    def __init__(self, work: Work, show_after: int = SHOW_AFTER, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rol", "bezig")
        self._jobs: list[Job] = []
        self._label = label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Voortgang")
        self._count = label("", "klein")
        self.stop_button = QPushButton(icon("square"), "Stoppen")
        self.stop_button.clicked.connect(self._stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.xs, TOKENS.m, TOKENS.xs)
        layout.setSpacing(TOKENS.m)
        layout.addWidget(self._label)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._count)
        layout.addWidget(self.stop_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(show_after)
        self._timer.timeout.connect(self.show)
        self.hide()
        work.started.connect(self._start)
        work.progressed.connect(self._progress)
        work.ended.connect(self._end)

    def _start(self, job: Job) -> None:
        if job.label:
            self._jobs.append(job)
            self._present()

    def _present(self) -> None:
        if not self._jobs:
            self._timer.stop()
            self.hide()
            return
        self._label.setText(self._jobs[0].label)
        self._bar.hide()  # a bar without an end only moves to and fro
        self._count.setText("Bezig …")
        self.stop_button.setEnabled(not self._jobs[0].stopped)
        if self.isHidden():
            self._timer.start()

    def _progress(self, job: Job, done: int, total: int) -> None:
        if self._jobs and job is self._jobs[0]:
            self._bar.setVisible(bool(total))
            self._bar.setRange(0, max(1, total))
            self._bar.setValue(done)
            self._count.setText(f"{getal(done)} van {getal(total)}" if total else "Bezig …")

    def _end(self, job: Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
            self._present()

    def _stop(self) -> None:
        if self._jobs:
            self._jobs[0].stop()
            self._label.setText(f"{self._jobs[0].label}: stopt …")
            self.stop_button.setEnabled(False)
