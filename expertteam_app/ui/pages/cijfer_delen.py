"""What the pages with figures, beheer and import share: work beside the window, periods, and parts behind tabs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from expertteam_app.domain.errors import Cancelled, ExpertteamError
from expertteam_app.domain.periode import Periode
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.casus_velden import Choice
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.work import Job, Work

HALF_YEARS = 7
"""This half-year and the six before it."""
YEARS = 4


@dataclass(frozen=True, slots=True)
class _Answer:
    number: int
    value: object = None
    error: Exception | None = None


class Reken(QObject):
    """Work beside the window with a name on the busy strip; of several requests only the last counts.

    Args:
        work: the runner.
        widget: lives as long as the answers matter; errors are told in its window.
        text: what is being done, for the busy strip; it can be stopped there.
        on_done: gets the answer to the last request.
        on_error: gets what went wrong with it; None tells it in the window.
    """

    busy_changed = Signal(bool)

    def __init__(
        self,
        work: Work,
        widget: QWidget,
        text: str,
        on_done: Callable[[object], object],
        on_error: Callable[[ExpertteamError], object] | None = None,
    ) -> None:
        super().__init__(widget)
        self._work = work
        self._widget = widget
        self._text = text
        self._on_done = on_done
        self._on_error = on_error
        self._number = 0
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None

    def ask(self, fn: Callable[[Job], object]) -> None:
        """Run `fn(job)` beside the window; an earlier request is stopped and forgotten."""
        if self._job is not None:
            self._job.stop()
        self._number += 1
        number = self._number

        def run(job: Job) -> _Answer:
            try:
                value = fn(job)
                job.check()
            except Exception as error:  # noqa: BLE001 - told on the thread of the window, with its number
                return _Answer(number, error=error)
            return _Answer(number, value)

        self._job = self._work.run(run, self._arrived, self._not_begun, self._text)
        self.busy_changed.emit(True)

    def stop(self) -> None:
        """Stop what is going on, as the button of the busy strip does."""
        if self._job is not None:
            self._job.stop()

    def _arrived(self, answer: _Answer) -> None:
        if answer.number != self._number:
            return
        self._end()
        if answer.error is None:
            self._on_done(answer.value)
        elif not isinstance(answer.error, ExpertteamError):
            raise answer.error
        else:
            self._tell(answer.error)

    def _not_begun(self, error: Exception) -> None:
        """A job that was stopped before it began; only the last one is news."""
        if self._job is not None and self._job.stopped:
            self._end()
            self._tell(error if isinstance(error, ExpertteamError) else Cancelled())

    def _end(self) -> None:
        self._job = None
        self.busy_changed.emit(False)

    def _tell(self, error: ExpertteamError) -> None:
        if self._on_error is not None:
            self._on_error(error)
        else:
            show_error(self._widget, error)


def recent_periods(vandaag: date) -> tuple[Periode, ...]:
    """This half-year and the six before it, then this year and the three before it."""
    halves = [Periode.half_of(vandaag)]
    while len(halves) < HALF_YEARS:
        halves.append(halves[-1].previous())
    return (*halves, *(Periode(vandaag.year - back) for back in range(YEARS)))


class PeriodeKeuze(Choice):
    """A choice of recent periods; a period that is not over yet says so."""

    def __init__(self, vandaag: date, chosen: Periode | None = None) -> None:
        super().__init__(
            (p.code, p.label + (" (loopt nog)" if p.tot >= vandaag else "")) for p in recent_periods(vandaag)
        )
        self.setAccessibleName("Periode")
        self.setMinimumContentsLength(22)
        if chosen is not None:
            self.choose(chosen.code)

    @property
    def periode(self) -> Periode:
        """The chosen period."""
        return Periode.parse(str(self.currentData()))


class Deel(QWidget):
    """One part behind a tab."""

    title = ""

    def refresh(self, nouns: frozenset[str]) -> None:
        """Read again what these nouns touch; an empty set means everything."""

    def focus_first(self) -> None:
        """Put the keyboard where one starts."""
        self.setFocus()

    def flush(self) -> None:
        """Store what is being typed."""


class _Tab(QToolButton):
    """A tab; left and right go to the one beside it."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk along the tabs, Enter goes into the part."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.moved.emit(0)
        else:
            super().keyPressEvent(event)


class Delen(QWidget):
    """Parts behind a row of tabs that breaks over lines. One tab stop; arrows go along the tabs.

    Emits `switched` with the number of the part on the screen.
    """

    switched = Signal(int)

    def __init__(self, name: str, parts: Sequence[Deel]) -> None:
        super().__init__()
        self.parts = tuple(parts)
        self._stale: dict[int, frozenset[str]] = {number: frozenset() for number in range(len(self.parts))}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        row = QWidget()
        row.setAccessibleName(name)
        flow = FlowLayout(row, 2)
        for number, part in enumerate(self.parts):
            flow.addWidget(self._make_tab(number, part.title))
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(row)
        layout.addWidget(self._stack, 1)
        self._mark(0)

    def _make_tab(self, number: int, text: str) -> _Tab:
        tab = _Tab()
        tab.setText(text)
        tab.setCheckable(True)
        tab.setToolTip(f"{text} (Ctrl+{number + 1})")
        tab.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        tab.clicked.connect(lambda: self.show_part(number))
        tab.moved.connect(self._move)
        self._group.addButton(tab, number)
        return tab

    @property
    def current(self) -> Deel:
        """The part on the screen."""
        return self.parts[self._stack.currentIndex()]

    @property
    def number(self) -> int:
        """The number of the part on the screen, from 0."""
        return self._stack.currentIndex()

    def refresh(self, nouns: frozenset[str]) -> None:
        """Tell the part on the screen what changed; the others hear it when they come."""
        for number in range(len(self.parts)):
            before = self._stale.get(number)
            wide = not nouns or (before is not None and not before)
            self._stale[number] = frozenset() if wide else nouns | (before or frozenset())
        self._wake()

    def _wake(self) -> None:
        nouns = self._stale.pop(self.number, None)
        if nouns is not None:
            self.current.refresh(nouns)

    def show_part(self, number: int) -> None:
        """Bring a part on the screen."""
        if number != self.number:
            self.current.flush()
            self._stack.setCurrentIndex(number)
        self._mark(number)
        self._wake()
        self.switched.emit(number)

    def go_to(self, number: int) -> None:
        """Bring a part on the screen and start in it."""
        self.show_part(number)
        self.current.focus_first()

    def set_text(self, number: int, text: str) -> None:
        """Give a tab another text, for a count behind its name."""
        self._group.button(number).setText(text)

    def tab_text(self, number: int) -> str:
        """What a tab says."""
        return self._group.button(number).text()

    def _mark(self, number: int) -> None:
        for place, tab in enumerate(self._group.buttons()):
            tab.setChecked(place == number)
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus if place == number else Qt.FocusPolicy.ClickFocus)

    def _move(self, step: int) -> None:
        if step == 0:
            self.current.focus_first()
            return
        number = (self.number + step) % len(self.parts)
        self.show_part(number)
        self._group.button(number).setFocus(Qt.FocusReason.TabFocusReason)
