"""The parts of a dossier, one at a time: a row of tabs that breaks over lines, and what each part must offer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QStackedWidget, QToolButton, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_velden import column
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.form import Form

LAST_WITH_KEYS = 9


def part_keys(number: int) -> str:
    """The shortcut of a part by its place from 0: Ctrl+1 to Ctrl+9; the others are reached by arrow or Ctrl+K."""
    return f"Ctrl+{number + 1}" if number < LAST_WITH_KEYS else ""


class CasusTab(QWidget):
    """One part of the dossier; it shows a dossier and hands changes to the services.

    Emits `casus_requested` with the id of another casus to open, `counted` with how many there are where the part
    reads them itself.
    """

    title = ""
    casus_requested = Signal(int)
    counted = Signal(int)

    def __init__(self, sessie: Sessie) -> None:
        super().__init__()
        self.sessie = sessie
        self.dossier: CasusDossier | None = None
        self.may_write = sessie.actor.can(Right.CASUS_WRITE)

    def show_dossier(self, dossier: CasusDossier) -> None:
        """Show a dossier: another one, or the same one read again."""
        other = self.dossier is None or self.dossier.id != dossier.id
        if other and self.dossier is not None:
            self.flush()
        self.dossier = dossier
        self.fill(dossier, other=other)
        if other:
            self._follow_typing(dossier.id)

    def _follow_typing(self, casus_id: int) -> None:
        """Fields of this casus keep what is typed in them as a draft, and show what was kept."""
        for number, form in enumerate(form for form in self.findChildren(Form) if form.stored):
            sleutel = f"velden-{type(self).__name__}-{number}-{casus_id}"
            form.draft_in(Concept(self.sessie.concepten, sleutel))

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Put the dossier on the screen; `other` says that another casus was shown before."""

    @classmethod
    def count(cls, dossier: CasusDossier) -> int | None:
        """What stands behind the title of the tab: how many there are; None shows nothing."""
        del dossier
        return None

    def flush(self) -> None:
        """Store what is being typed."""

    def focus_first(self) -> None:
        """Put the keyboard where one starts."""
        self.setFocus()

    def focus_field(self, key: str) -> None:
        """Put the keyboard on a field of this part; where one starts when it has no such field."""
        del key
        self.focus_first()

    def insert(self) -> None:
        """What the Insert key does here: add a line, where there are lines."""


class Tabs(QWidget):
    """Tabs above the parts; a part is made when it is first shown. One tab stop; arrows go along the tabs.

    Emits `made` with a part that was made just now, `switched` when another part is on the screen.
    """

    made = Signal(object)
    switched = Signal()

    def __init__(self, kinds: Sequence[type[CasusTab]], sessie: Sessie) -> None:
        super().__init__()
        self.kinds = tuple(kinds)
        self._sessie = sessie
        self._parts: dict[int, CasusTab] = {}
        self._casus: int | None = None
        self._seen: dict[int, int] = {}
        self._current = 0
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._stack = QStackedWidget()
        self._row = QWidget()
        self._row.setAccessibleName("Onderdelen van de casus")
        flow = FlowLayout(self._row, 2)
        for number, kind in enumerate(self.kinds):
            button = QToolButton()
            button.setText(kind.title)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            keys = part_keys(number)
            button.setToolTip(f"{kind.title} ({keys})" if keys else kind.title)
            button.clicked.connect(partial(self.show_part, number))
            self._group.addButton(button, number)
            flow.addWidget(button)
        layout = column(self, spacing=TOKENS.s)
        layout.addWidget(self._row)
        layout.addWidget(self._stack, 1)
        self._group.button(0).setChecked(True)

    @property
    def current(self) -> CasusTab:
        """The part on the screen."""
        return self.part(self._current)

    def part(self, number: int) -> CasusTab:
        """A part by its place, made when needed."""
        found = self._parts.get(number)
        if found is None:
            found = self._parts[number] = self.kinds[number](self._sessie)
            self._stack.addWidget(found)
            found.counted.connect(partial(self._count, number))
            self.made.emit(found)
        return found

    def show_part(self, number: int, *_checked: bool) -> None:
        """Bring a part on the screen."""
        if number != self._current:
            self.current.flush()
        self._current = number
        self._stack.setCurrentWidget(self.part(number))
        self._group.button(number).setChecked(True)
        self.switched.emit()

    def go_to_field(self, title: str, key: str) -> None:
        """Bring the part with this title on the screen and put the keyboard on a field of it."""
        self.show_part(next(n for n, kind in enumerate(self.kinds) if kind.title == title))
        self.current.focus_field(key)

    def go_to(self, number: int) -> None:
        """Bring a part on the screen and start in it."""
        self.show_part(number)
        self.current.focus_first()

    def mark_counts(self, dossier: CasusDossier) -> None:
        """Show behind each title how many there are; a part that reads its own says so once it was looked at."""
        if dossier.id != self._casus:
            self._casus = dossier.id
            self._seen.clear()
        for number, kind in enumerate(self.kinds):
            count = kind.count(dossier)
            self._mark(number, self._seen.get(number) if count is None else count)

    def _count(self, number: int, count: int) -> None:
        self._seen[number] = count
        self._mark(number, count)

    def _mark(self, number: int, count: int | None) -> None:
        button, title = self._group.button(number), self.kinds[number].title
        button.setText(f"{title} {count}" if count else title)
        button.setAccessibleName(button.text())
