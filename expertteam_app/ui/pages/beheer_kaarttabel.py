"""A part of Beheer that is a table with cards: one to add a row, one to change it, and a question before it goes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt

from expertteam_app.domain.access import Right
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel, Bevestig
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_tabel import RijenTable
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.work import Work

Row = TypeVar("Row")


class KaartTabelDeel(BeheerDeel, Generic[Row]):
    """Insert adds, Enter changes, Delete asks and takes away; who may not change settings only reads.

    Attributes:
        uitleg: what these rows are for.
        leeg: what is said in place of an empty table.
        toevoegen: the words on the button that adds.
        weg_te_halen: whether a row can be taken away.
    """

    uitleg = ""
    leeg = ""
    toevoegen = ""
    weg_te_halen = True

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._may = sessie.actor.can(Right.SETTINGS_WRITE)
        self.table: RijenTable[Row] = RijenTable(self.title, self.columns(), self.key)
        self.table.opened.connect(self.change)
        self.empty = hint(self.leeg)
        self.add_button = button(self.toevoegen, self.add, "plus", "Ins")
        self.change_button = button("Wijzigen", self._on_current(self.change), "pencil", "Enter", "stil")
        self.remove_button = button("Weghalen", self._on_current(self.ask_remove), "trash-2", "Delete", "stil")
        self.sure = Bevestig()
        buttons = [self.add_button, self.change_button]
        if self.weg_te_halen:
            buttons.append(self.remove_button)
            self.table.on_key(Qt.Key.Key_Delete, self.ask_remove)
        layout = self.lay_out()
        layout.addWidget(hint(self.uitleg))
        layout.addLayout(row_of(*buttons, None))
        for part in (self.sure, self.empty, self.table):
            layout.addWidget(part)
        layout.addStretch()
        self.plek = KaartPlek(layout, self.sure, self._back)

    # -- what a part says of its rows ------------------------------------------------------------------------------

    @abstractmethod
    def columns(self) -> Sequence[Column[Row]]:
        """What the table shows of a row."""

    @abstractmethod
    def key(self, row: Row) -> int:
        """The number by which the table knows a row."""

    @abstractmethod
    def rows(self) -> Sequence[Row]:
        """The rows as they are stored, in the order of the table."""

    @abstractmethod
    def card_for(self, row: Row | None) -> Invoer:
        """The card that changes a row; None: the one that adds."""

    def removal(self, row: Row) -> tuple[str, Callable[[], object]] | None:
        """What is asked before a row is taken away, and what takes it away; None: rows stay."""
        del row
        return None

    # -- what every part does --------------------------------------------------------------------------------------

    @property
    def card(self) -> Invoer | None:
        """The card that is open."""
        return self.plek.card

    def load(self) -> None:
        """Read the rows again; the keyboard stays on the same one."""
        rows = self.rows()
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.add_button.setEnabled(self._may)
        for each in (self.change_button, self.remove_button):
            each.setEnabled(self._may and bool(rows))

    def insert(self) -> None:
        """Insert adds."""
        self.add()

    def add(self) -> None:
        """Open the card for a new row, or go to the card that is open."""
        self._open(None)

    def change(self, number: int) -> None:
        """Open the card with a row in it, or go to the card that is open."""
        self._open(self.table.row(number))

    def _open(self, row: Row | None) -> None:
        if self._may and not self.plek.start():
            self.plek.open(self.card_for(row))

    def _on_current(self, act: Callable[[int], object]) -> Callable[[], None]:
        def run() -> None:
            if self.table.current_id is not None:
                act(self.table.current_id)

        return run

    def ask_remove(self, number: int) -> None:
        """Ask in place whether a row must go."""
        asked = self.removal(self.table.row(number)) if self._may else None
        if asked is not None:
            text, act = asked
            self.sure.ask(text, "Weghalen", lambda: self._remove(act))

    def _remove(self, act: Callable[[], object]) -> None:
        attempt(self, act)
        self.load()

    def _back(self) -> None:
        self.load()
        self.focus_first()

    def flush(self) -> None:
        """Keep what is half typed."""
        self.plek.flush()

    def focus_first(self) -> None:
        """The card, the table, or the button that adds."""
        if not self.plek.start():
            target = self.table if self.table.isVisibleTo(self) else self.add_button
            target.setFocus(Qt.FocusReason.TabFocusReason)
