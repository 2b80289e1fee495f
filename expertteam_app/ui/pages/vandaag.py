"""Vandaag: what needs attention, why, and the way to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.inzicht import Aandacht
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.actions import Command
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.casus_regelknop import RegelLijst
from expertteam_app.ui.pages.casus_velden import scroll
from expertteam_app.ui.pages.casus_werk import Latest, concerns
from expertteam_app.ui.pages.vandaag_groep import FOLD, GROEPEN, AandachtGroep, Groep, tafel_knop
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import EmptyState
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import heading, hint, title
from expertteam_app.ui.work import Work

TWO_COLUMNS = 120
"""Characters that must fit beside each other before the page takes two columns."""


class VandaagPage(Page):
    """What needs attention, in groups.

    Emits `open_requested` with the kind (``casus``, ``zitting``, ``vtb``) and the id of what was chosen,
    `new_requested` for a new casus and `import_requested` to read a list in.
    """

    title = "Vandaag"
    open_requested = Signal(str, int)
    new_requested = Signal()
    import_requested = Signal()

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._lines = RegelLijst()
        self._latest = Latest(work, self, self._present)
        self._shown: dict[str, int] = {}
        self._cards: list[QWidget] = []
        self._focus_wanted = False
        self._stack = QStackedWidget()
        self._state: QWidget | None = None
        self._build()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _build(self) -> None:
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(TOKENS.xl, TOKENS.l, TOKENS.xl, TOKENS.xl)
        column.setSpacing(TOKENS.m)
        self._day = hint("")
        self._tables_holder = QWidget()
        self._tables = FlowLayout(self._tables_holder, TOKENS.m, even=True)
        self._tables_heading = heading("Eerstvolgende tafels")
        self._columns = QHBoxLayout()
        self._columns.setSpacing(TOKENS.l)
        self._sides = (QVBoxLayout(), QVBoxLayout())
        for side in self._sides:
            side.setSpacing(TOKENS.m)
            self._columns.addLayout(side, 1)
        column.addWidget(title("Vandaag"))
        column.addWidget(self._day)
        column.addWidget(self._tables_heading)
        column.addWidget(self._tables_holder)
        column.addLayout(self._columns)
        column.addStretch()
        self._stack.addWidget(scroll(self._content))

    def refresh(self, nouns: frozenset[str]) -> None:
        """Find again what needs attention, beside the window."""
        if not self._sessie.actor.can(Right.CASUS_READ):
            self._show_state(
                EmptyState(
                    "eye-off",
                    "Casussen zijn met uw rol niet te zien",
                    "Met uw rol kunt u de cijfers en het beheer bekijken. Kies links een andere pagina.",
                )
            )
        elif concerns(nouns):
            self._latest.ask(self._gather)

    def _gather(self) -> tuple[tuple[Aandacht, ...], bool]:
        lines = self._sessie.vandaag.lines()
        return lines, bool(lines) or bool(self._sessie.casussen.find(CasusFilter(status="alle")))

    def _present(self, answer: object) -> None:
        lines, any_casus = cast("tuple[tuple[Aandacht, ...], bool]", answer)
        had_focus = any(line.hasFocus() for line in self._lines)
        self._day.setText(self._summary(lines))
        self._clear()
        self._show_tables([line for line in lines if line.soort == "zitting"])
        shown = [self._add_group(g, [line for line in lines if line.soort == g.soort]) for g in GROEPEN]
        if not any_casus:
            self._show_state(self._empty_kluis())
        elif not any(shown):
            self._cards = [self._nothing()]
            self._stack.setCurrentIndex(0)
        else:
            self._stack.setCurrentIndex(0)
        self._arrange()
        if self._focus_wanted or had_focus:
            self.focus_first()

    def _summary(self, lines: Sequence[Aandacht]) -> str:
        urgent = sum(line.dringend and line.soort != "zitting" for line in lines)
        words = [in_woorden(self._sessie.context.vandaag()).capitalize()]
        waiting = sum(line.soort != "zitting" for line in lines)
        if waiting:
            words.append(aantal(waiting, "punt vraagt aandacht", "punten vragen aandacht"))
        if urgent:
            words.append(f"{urgent} dringend")
        return " · ".join(words)

    def _clear(self) -> None:
        self._lines.clear()
        self._cards = []
        for layout in (*self._sides, self._tables):
            while item := layout.takeAt(0):
                if widget := item.widget():
                    widget.hide()
                    widget.deleteLater()

    def _show_tables(self, lines: Sequence[Aandacht]) -> None:
        today = self._sessie.context.vandaag()
        for line in lines:
            button = tafel_knop(line, today)
            button.clicked.connect(lambda _=False, found=line: self._open(found))
            self._tables.addWidget(button)
        for part in (self._tables_heading, self._tables_holder):
            part.setVisible(bool(lines))

    def _add_group(self, groep: Groep, lines: Sequence[Aandacht]) -> bool:
        if not lines:
            return False
        card = AandachtGroep(groep, lines, self._shown.get(groep.soort, FOLD))
        card.opened.connect(self._open)
        card.unfolded.connect(partial(self._unfolded, card, groep.soort))
        self._lines.add_group(card.lines)
        self._cards.append(card)
        return True

    def _unfolded(self, card: AandachtGroep, soort: str, shown: int) -> None:
        self._shown[soort] = shown
        self._lines.join_group(card.lines)

    def _open(self, line: Aandacht) -> None:
        for kind, item_id in (("casus", line.casus_id), ("zitting", line.zitting_id), ("vtb", line.vtb_id)):
            if item_id is not None:
                self.open_requested.emit(kind, item_id)
                return

    def _nothing(self) -> EmptyState:
        return EmptyState(
            "circle-check",
            "Niets dat op u wacht",
            "Alle casussen hebben een volgende stap en blijven binnen hun norm.",
        )

    def _empty_kluis(self) -> EmptyState:
        state = EmptyState(
            "inbox",
            "Deze kluis is nog leeg",
            "Lees de lijst in die u nu bijhoudt (Excel of CSV), of maak met Ctrl+N de eerste casus.",
            "Lijst inlezen",
            self.import_requested.emit,
        )
        state.button.setAutoDefault(True)
        return state

    def _show_state(self, state: EmptyState) -> None:
        if self._state is not None:
            self._stack.removeWidget(self._state)
            self._state.deleteLater()
        self._state = state
        self._stack.addWidget(state)
        self._stack.setCurrentWidget(state)

    def commands(self) -> list[Command]:
        """A new casus and reading a list in, from here too."""
        can = self._sessie.actor.can
        return [
            Command(
                "casus.nieuw",
                "Nieuwe casus",
                self.new_requested.emit,
                "Ctrl+N",
                "plus",
                lambda: can(Right.CASUS_WRITE),
                "vandaag",
            ),
            Command(
                "casus.inlezen",
                "Lijst inlezen",
                self.import_requested.emit,
                "Ctrl+I",
                "upload",
                lambda: can(Right.CASUS_IMPORT),
                "vandaag",
            ),
        ]

    def focus_first(self) -> None:
        """The first line, as soon as the lines are there."""
        self._focus_wanted = self._latest.waiting
        if self._state is not None and self._stack.currentWidget() is self._state:
            self._state.setFocus()
        elif self._lines.first is not None:
            self._lines.first.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where they fit."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = len(self._cards) > 1 and self.width() >= TWO_COLUMNS * self.fontMetrics().averageCharWidth()
        for side in self._sides:
            while side.count():
                side.takeAt(0)
        heights = [0, 0]
        for card in self._cards:
            place = heights.index(min(heights)) if wide else 0
            self._sides[place].addWidget(card)
            card.show()
            heights[place] += len(card.lines) + 1 if isinstance(card, AandachtGroep) else 1
        for number, side in enumerate(self._sides):
            side.addStretch()
            self._columns.setStretch(number, 1 if wide or not number else 0)
