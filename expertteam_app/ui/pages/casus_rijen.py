"""A part of the dossier that is a table of lines, with a card to add one and a way to take one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_tabel import RijenTable
from expertteam_app.ui.pages.casus_tabs import CasusTab
from expertteam_app.ui.pages.casus_velden import button, column, scroll
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import wrap_of
from expertteam_app.ui.widgets.labels import hint

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Woorden:
    """The words of a part with lines: what it lists, what adds one, what takes one back, what it says when empty."""

    naam: str
    toevoegen: str
    weghalen: str
    leeg: str
    uitleg: str = ""


class RijenTab(CasusTab, Generic[Row]):
    """A part with lines. Insert adds one, Delete takes the current one back after asking in place."""

    woorden: Woorden

    def __init__(self, sessie: Sessie, columns: Sequence[Column[Row]], key: Callable[[Row], int]) -> None:
        super().__init__(sessie)
        words = self.woorden
        self.add_button = button(words.toevoegen, self.insert, "plus", "Insert")
        self.add_button.setEnabled(self.may_write)
        self.table: RijenTable[Row] = RijenTable(words.naam, columns, key)
        self.remove_button = button(words.weghalen, self.ask_remove, "trash-2", "Delete", "stil")
        if words.weghalen:
            self.table.on_key(Qt.Key.Key_Delete, lambda _id: self.ask_remove())
        self.empty = hint(words.leeg)
        self.top = wrap_of(self.add_button, self.remove_button)
        content = QWidget()
        self.body = column(content, spacing=TOKENS.s)
        self.body.setContentsMargins(0, 0, TOKENS.s, 0)
        if words.uitleg:
            self.body.addWidget(hint(words.uitleg))
        self.body.addLayout(self.top)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.table)
        self.body.addStretch()
        column(self).addWidget(scroll(content))
        self.plek = KaartPlek(self.body, self.empty, self.focus_first)
        self.remove_button.setVisible(bool(words.weghalen))

    @property
    def card(self) -> Invoer | None:
        """The card that is open."""
        return self.plek.card

    @classmethod
    def rows(cls, dossier: CasusDossier) -> Sequence[Row]:
        """The lines of a dossier."""
        del dossier
        return ()

    def load(self, dossier: CasusDossier) -> Sequence[Row]:
        """The lines to show; a part that has a service of its own asks it here."""
        return self.rows(dossier)

    def make_card(self, casus_id: int) -> Invoer:
        """The card that adds a line."""
        raise KeyError(casus_id)

    def remove(self, row_id: int) -> object:
        """Take a line back."""
        return row_id

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the lines."""
        if other:
            self.plek.drop()
        found = self.load(dossier)
        self.table.set_rows(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.remove_button.setEnabled(bool(found) and self.may_write)

    @classmethod
    def count(cls, dossier: CasusDossier) -> int | None:
        """How many lines there are."""
        return len(cls.rows(dossier))

    def insert(self) -> None:
        """Open the card that adds a line."""
        if self.dossier is not None and self.may_write:
            self.open_card(self.make_card(self.dossier.id), again=True)

    def ask_remove(self) -> None:
        """Ask in place whether the current line must go."""
        row_id = self.table.current_id
        if row_id is None or not self.may_write:
            return
        words = ", ".join(self._cells(self.table.row(row_id)))
        card = Invoer(f"{self.woorden.weghalen}?", "Ja, weghalen", lambda _values: self.remove(row_id))
        card.set_note(f"{words}. Het logboek bewaart wat er stond.")
        self.open_card(card, again=False)

    def _cells(self, row: Row) -> list[str]:
        texts = [c.text(row) for c in cast("tuple[Column[Any], ...]", self.table.rows_model.columns)]
        return [t for t in texts if t.strip("– ")]

    def open_card(self, card: Invoer, *, again: bool) -> None:
        """Show a card above the table; with `again` an empty one follows after it was done, for the next line."""
        self.plek.open(card, self.insert if again else None, tab_from=self.remove_button)

    def flush(self) -> None:
        """Keep what is half typed."""
        self.plek.flush()

    def focus_first(self) -> None:
        """The card that is open, the first line, or the button that adds one."""
        if self.plek.start():
            return
        if self.table.isVisibleTo(self):
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.add_button.setFocus(Qt.FocusReason.TabFocusReason)
