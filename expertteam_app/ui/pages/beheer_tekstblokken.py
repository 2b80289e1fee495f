"""The text blocks that :: puts in a text field."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from expertteam_app.domain.access import Right
from expertteam_app.domain.sjabloon import Tekstblok
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel, Bevestig
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_tabel import RijenTable
from expertteam_app.ui.pages.casus_velden import TextArea, button
from expertteam_app.ui.pages.casus_werk import Concept, attempt
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.work import Work

UITLEG = (
    "Typ in een tekstveld van een zitting :: en de code, en dan Enter of een spatie: de tekst staat er. Zet hier uw "
    "eigen teksten. Een eigen tekst met de code van een meegeleverde komt daarvoor in de plaats."
)


class TekstblokkenDeel(BeheerDeel):
    """A table of text blocks with a card to add or change one."""

    title = "Tekstblokken"
    nouns = frozenset({"tekstblok"})

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._may = sessie.actor.can(Right.SETTINGS_WRITE)
        self._numbers: dict[str, int] = {}
        col = Column[Tekstblok]
        columns = (
            col("code", "Code", lambda b: f"::{b.code}", width=16),
            col("naam", "Naam", lambda b: b.naam, width=24),
            col("tekst", "Tekst", lambda b: " ".join(b.tekst.split()), width=60),
            col("van", "Van", lambda b: "de regio" if b.id else "meegeleverd", width=14),
        )
        self.table: RijenTable[Tekstblok] = RijenTable("Tekstblokken", columns, self._number)
        self.table.on_key(Qt.Key.Key_Delete, self.ask_remove)
        self.table.on_key(Qt.Key.Key_Return, self.change)
        self.add_button = button("Tekstblok toevoegen", self.add, "plus", "Ins")
        self.change_button = button("Wijzigen", self._change_current, "pencil", "Enter", "stil")
        self.remove_button = button("Weghalen", self._remove_current, "trash-2", "Delete", "stil")
        self.sure = Bevestig()
        layout = self.lay_out()
        layout.addWidget(hint(UITLEG))
        layout.addLayout(row_of(self.add_button, self.change_button, self.remove_button, None))
        for part in (self.sure, self.table):
            layout.addWidget(part)
        layout.addStretch()
        self.plek = KaartPlek(layout, self.sure, self._back)

    @property
    def card(self) -> Invoer | None:
        """The card that is open."""
        return self.plek.card

    def _number(self, block: Tekstblok) -> int:
        """A number per code that stays the same: a shipped block has no row of its own."""
        return self._numbers.setdefault(block.code, len(self._numbers) + 1)

    def load(self) -> None:
        """Read them by code."""
        self.table.set_rows(self.sessie.tekstblokken.alle())
        for each in (self.add_button, self.change_button, self.remove_button):
            each.setEnabled(self._may)

    def add(self) -> None:
        """Open the card for a new text block."""
        self._open(None)

    def change(self, number: int) -> None:
        """Open the card with a text block in it."""
        self._open(self.table.row(number))

    def _change_current(self) -> None:
        if self.table.current_id is not None:
            self.change(self.table.current_id)

    def _open(self, block: Tekstblok | None) -> None:
        if not self._may or self.card is not None:
            return
        concept = Concept(self.sessie.concepten, "tekstblok-nieuw") if block is None else None
        title = "Tekstblok wijzigen" if block else "Tekstblok toevoegen"
        card = Invoer(title, "Bewaren", self._keep, concept)
        card.add("code", "Code", QLineEdit(), "Kleine letters, bijvoorbeeld: opening.", required=True)
        card.add("naam", "Naam", QLineEdit(), "Om de code aan te herkennen.")
        card.add("tekst", "Tekst", TextArea(4), required=True, wide=True)
        if block is not None:
            for key, value in (("code", block.code), ("naam", block.naam), ("tekst", block.tekst)):
                card.form.set_value(key, value)
        self.plek.open(card)

    def _keep(self, values: Mapping[str, object]) -> None:
        self.sessie.tekstblokken.bewaar(str(values["code"]), str(values["naam"]), str(values["tekst"]))

    def _back(self) -> None:
        self.load()
        self.focus_first()

    def _remove_current(self) -> None:
        if self.table.current_id is not None:
            self.ask_remove(self.table.current_id)

    def ask_remove(self, number: int) -> None:
        """Ask in place whether a text block of the region must go."""
        if not self._may:
            return
        block = self.table.row(number)
        self.sure.ask(f"Het tekstblok ::{block.code} weghalen?", "Weghalen", lambda: self._remove(block.code))

    def _remove(self, code: str) -> None:
        attempt(self, lambda: self.sessie.tekstblokken.weghalen(code))
        self.load()

    def flush(self) -> None:
        """Keep what is half typed."""
        self.plek.flush()

    def focus_first(self) -> None:
        """The card, else the table."""
        if self.plek.start():
            return
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
