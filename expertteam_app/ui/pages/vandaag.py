"""Vandaag: what needs attention, why, and the way to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.inzicht import Aandacht, Aandachtslijst
from expertteam_app.domain.waarom import Vraag
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.actions import Command
from expertteam_app.ui.latest import Latest
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.casus_regelknop import RegelKnop, RegelLijst
from expertteam_app.ui.pages.casus_velden import button, scroll
from expertteam_app.ui.pages.casus_werk import attempt, concerns
from expertteam_app.ui.pages.vandaag_groep import (
    FOLD,
    AandachtGroep,
    AandachtRegel,
    TafelKnop,
    UitgesteldGroep,
)
from expertteam_app.ui.pages.vandaag_leeg import geen_recht, lege_kluis, niets
from expertteam_app.ui.pages.vandaag_nieuws import NieuwsRegel
from expertteam_app.ui.pages.vandaag_soorten import GROEPEN, Groep, samenvatting
from expertteam_app.ui.pages.vandaag_uitstel import Uitstelkaart
from expertteam_app.ui.pages.waarom import show_why
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import EmptyState
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import announce, heading, hint, title
from expertteam_app.ui.work import Work

TWO_COLUMNS = 120
"""Characters that must fit beside each other before the page takes two columns."""


class VandaagPage(Page):
    """What needs attention, in groups; one sentence sums it up when the kluis was just opened.

    Emits `open_requested` with the kind (``casus``, ``zitting``, ``vtb``, ``persoon``, ``bewaren``) and the id of what
    was chosen,
    `part_requested` with the id of a casus and the part of its dossier where the line is answered,
    `new_requested` for a new casus, `import_requested` to read a list in, and `terugkijken_requested` for every look
    back at an advice.
    """

    title = "Vandaag"
    open_requested = Signal(str, int)
    part_requested = Signal(int, str)
    new_requested = Signal()
    import_requested = Signal()
    terugkijken_requested = Signal()

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._lines = RegelLijst()
        self._latest = Latest(work, self, self._present)
        self._shown: dict[str, int] = {}
        self._cards: list[QWidget] = []
        self._uitstel = Uitstelkaart(sessie, self._lines)
        self._show_later = False
        self._greeted = False
        self._may_write = sessie.actor.can(Right.CASUS_WRITE)
        self._focus_wanted = False
        self._place: tuple[tuple[str, bool], int] | None = None
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
        self._sum = hint("")
        self.news = NieuwsRegel()
        self._keys = hint("Enter opent een punt, pijltjes lopen door de lijst, W zegt waarom, U stelt een punt uit.")
        self.look_back_button = button("Alle momenten van terugkijken", self.terugkijken_requested.emit, "history")
        self.look_back_button.hide()
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
        column.addWidget(self.news)
        column.addWidget(self._day)
        column.addWidget(self._sum)
        column.addWidget(self._tables_heading)
        column.addWidget(self._tables_holder)
        column.addLayout(self._columns)
        column.addWidget(self.look_back_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._keys)
        column.addStretch()
        self._stack.addWidget(scroll(self._content))

    def refresh(self, nouns: frozenset[str]) -> None:
        """Find again what needs attention, beside the window."""
        if not self._sessie.actor.can(Right.CASUS_READ):
            self._show_state(geen_recht())
        elif concerns(nouns):
            self._latest.ask(self._gather)

    def _gather(self) -> tuple[Aandachtslijst, bool]:
        found = self._sessie.vandaag.overview()
        return found, bool(found.regels or found.uitgesteld) or not self._sessie.vandaag.is_empty()

    def _present(self, answer: object) -> None:
        found, any_casus = cast("tuple[Aandachtslijst, bool]", answer)
        lines = found.regels
        self._remember_place()
        typing = self._uitstel.put_away()
        self._sum_up(lines)
        self._clear()
        self._show_tables([line for line in lines if line.soort == "zitting"])
        shown = [self._add_group(g, [line for line in lines if line.soort in g.soorten]) for g in GROEPEN]
        if not any_casus:
            self._show_state(lege_kluis(self.import_requested.emit))
        else:
            self._cards += [] if any(shown) else [niets()]
            self._add_later(found.uitgesteld)
            self._stack.setCurrentIndex(0)
        self._keys.setVisible(any(shown) and self._may_write)
        self.look_back_button.setVisible(any(line.soort == "terugkijken" for line in (*lines, *found.uitgesteld)))
        self._arrange()
        self._look_back_last()
        self._relist()
        self._go_back(typing=typing)

    def _sum_up(self, lines: Sequence[Aandacht]) -> None:
        """The day, and how much waits: in full once after the kluis was opened, in short from then on."""
        self._day.setText(in_woorden(self._sessie.context.vandaag()).capitalize())
        words = samenvatting(lines, short=self._greeted)
        if words and not self._sum.text():
            announce(self._sum, words)
        self._sum.setText(words)
        self._sum.setVisible(bool(words))

    def hideEvent(self, event: QHideEvent) -> None:
        """Once one has been elsewhere, the short form does."""
        super().hideEvent(event)
        self._greeted = self._greeted or (bool(self._sum.text()) and not event.spontaneous())

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
            button = TafelKnop(line, today)
            button.clicked.connect(lambda _=False, found=line: self._open(found))
            self._tables.addWidget(button)
        for part in (self._tables_heading, self._tables_holder):
            part.setVisible(bool(lines))

    def _add_group(self, groep: Groep, lines: Sequence[Aandacht]) -> bool:
        if not lines:
            return False
        card = AandachtGroep(groep, lines, self._shown.get(groep.code, FOLD), may_write=self._may_write)
        card.opened.connect(self._open)
        card.put_off.connect(self._ask_put_off)
        card.why_asked.connect(self._explain)
        card.unfolded.connect(partial(self._unfolded, card))
        self._cards.append(card)
        return True

    def _add_later(self, lines: Sequence[Aandacht]) -> None:
        if not lines:
            return
        card = UitgesteldGroep(lines, shown=self._show_later, may_write=self._may_write)
        card.opened.connect(self._open)
        card.put_off.connect(self._show_again)
        card.why_asked.connect(self._explain)
        card.toggled.connect(self._later_toggled)
        self._cards.append(card)

    def _explain(self, vraag: object) -> None:
        if isinstance(vraag, Vraag):
            show_why(self, self._sessie, vraag)

    def _unfolded(self, card: AandachtGroep, shown: int) -> None:
        self._shown[card.groep.code] = shown
        self._lines.join_group(card.lines)

    def _later_toggled(self, shown: bool) -> None:
        self._show_later = shown
        self._relist()

    def _relist(self) -> None:
        """Let the arrows go along every line on the screen."""
        self._lines.clear()
        for card in self._cards:
            if isinstance(card, AandachtGroep) and not (isinstance(card, UitgesteldGroep) and card.folded):
                self._lines.add_group(card.lines)
                card.order_tabs()

    def _open(self, line: Aandacht) -> None:
        if line.casus_id is not None and line.deel:
            self.part_requested.emit(line.casus_id, line.deel)
            return
        if line.soort == "bewaren":
            self.open_requested.emit(line.soort, 0)
            return
        kinds = (
            ("casus", line.casus_id),
            ("zitting", line.zitting_id),
            ("vtb", line.vtb_id),
            ("persoon", line.persoon_id),
        )
        for kind, item_id in kinds:
            if item_id is not None:
                self.open_requested.emit(kind, item_id)
                return

    # -- putting off, and where the keyboard stands ---------------------------------------------------------------

    def _ask_put_off(self, line: AandachtRegel) -> None:
        group = next(c for c in self._cards if isinstance(c, AandachtGroep) and line in c.lines)
        self._uitstel.open(line, group)

    def _show_again(self, line: AandachtRegel) -> None:
        attempt(self, lambda: self._sessie.vandaag.toon_weer(line.aandacht.sleutel))

    def _remember_place(self) -> None:
        lines: list[RegelKnop] = list(self._lines)
        here = self._uitstel.line or next((line for line in lines if line.hasFocus()), None)
        if isinstance(here, AandachtRegel) and here in lines:
            self._place = (_name(here), lines.index(here))

    def _go_back(self, *, typing: bool) -> None:
        """Put the keyboard where it was: on the same line, or on the one that took its place."""
        place, self._place = self._place, None
        lines = [line for line in self._lines if isinstance(line, AandachtRegel)]
        same = next((line for line in lines if place and _name(line) == place[0]), None)
        if self.isVisible() and (self._focus_wanted or (place and not lines)):
            self.focus_first()
        elif place:
            self._lines.go(same or lines[min(place[1], len(lines) - 1)])
            if typing and same is not None:
                self._ask_put_off(same)

    def save_draft(self) -> None:
        """Keep what is half typed in the card."""
        self._uitstel.flush()

    # -- states -------------------------------------------------------------------------------------------------

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
            Command(
                "vandaag.uitstellen",
                "Uitstellen: het punt waar u staat",
                self.put_off_here,
                "",
                "clock",
                lambda: self._may_write and self._line_here() is not None,
                "vandaag",
            ),
        ]

    def _line_here(self) -> AandachtRegel | None:
        """The line that has or last had the keyboard, else the first; only one that can still be put off."""
        lines = [x for x in self._lines if isinstance(x, AandachtRegel) and x.can_put_off and not x.aandacht.uitstel]
        here = self.focusWidget()
        return next((line for line in lines if line is here), lines[0] if lines else None)

    def put_off_here(self) -> None:
        """Ask until when the line where the keyboard is can wait, and why."""
        line = self._line_here()
        if line is not None:
            self._ask_put_off(line)

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

    def _look_back_last(self) -> None:
        """Tab comes to the button at the foot after the lines above it, which are made anew each time."""
        last: QWidget = self.look_back_button
        step: QWidget | None = last.nextInFocusChain()
        while step is not None and self._content.isAncestorOf(step):
            if step.focusPolicy() & Qt.FocusPolicy.TabFocus:
                last = step
            step = step.nextInFocusChain()
        if last is not self.look_back_button:
            self.setTabOrder(last, self.look_back_button)

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


def _name(line: AandachtRegel) -> tuple[str, bool]:
    """Which line it is: its signal, and whether that was put off."""
    return line.aandacht.sleutel, line.aandacht.uitstel is not None
