"""The voorzieningen of the region: which are paid with BOEG, and which are reached only through the RET."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit

from expertteam_app.domain.access import Right
from expertteam_app.domain.boeg import VoorzieningInfo
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_tabel import RijenTable
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.work import Work

UITLEG = (
    "Voorzieningen waar het RET naar kan verwijzen. Is het RET toegangspoort, dan kan een casus er pas heen na een "
    "definitief besluit van het RET."
)


def _yes(value: bool) -> str:
    return "ja" if value else ""


class VoorzieningenDeel(BeheerDeel):
    """A table of voorzieningen with a card to add or change one."""

    title = "Voorzieningen"
    nouns = frozenset({"voorziening"})

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._may = sessie.actor.can(Right.SETTINGS_WRITE)
        col = Column[VoorzieningInfo]
        columns = (
            col("naam", "Naam", lambda v: v.naam, width=34),
            col("aanbieder", "Aanbieder", lambda v: v.aanbieder, width=30),
            col("boeg", "Met geld van BOEG", lambda v: _yes(v.boeg), width=18),
            col("toegangspoort", "RET is toegangspoort", lambda v: _yes(v.toegangspoort), width=20),
            col("actief", "In gebruik", lambda v: _yes(v.actief), width=11),
        )
        self.table: RijenTable[VoorzieningInfo] = RijenTable("Voorzieningen", columns, lambda v: v.id)
        self.table.opened.connect(self.change)
        self.empty = hint("Nog geen voorzieningen. Voeg de eerste toe met Ins.")
        self.add_button = button("Voorziening toevoegen", self.add, "plus", "Ins")
        self.change_button = button("Wijzigen", self._change_current, "pencil", "Enter", "stil")
        layout = self.lay_out()
        layout.addWidget(hint(UITLEG))
        layout.addLayout(row_of(self.add_button, self.change_button, None))
        for part in (self.empty, self.table):
            layout.addWidget(part)
        layout.addStretch()
        self.plek = KaartPlek(layout, self.empty, self._back)

    def load(self) -> None:
        """Read them, by name."""
        rows = self.sessie.opvolgingen.voorzieningen()
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.add_button.setEnabled(self._may)
        self.change_button.setEnabled(self._may and bool(rows))

    def add(self) -> None:
        """Open the card for a new one."""
        if not self._may or self.plek.start():
            return
        concept = Concept(self.sessie.concepten, "voorziening-nieuw")
        card = Invoer("Voorziening toevoegen", "Toevoegen", self._add, concept)
        self._fields(card)
        self.plek.open(card)

    def change(self, voorziening_id: int) -> None:
        """Open the card that changes one."""
        if not self._may or self.plek.start():
            return
        row, act = self.table.row(voorziening_id), self.sessie.opvolgingen.change_voorziening

        def store(values: Mapping[str, object]) -> None:
            act(
                voorziening_id,
                str(values["naam"]),
                str(values["aanbieder"]),
                boeg=bool(values["boeg"]),
                toegangspoort=bool(values["toegangspoort"]),
                actief=bool(values["actief"]),
            )

        card = Invoer("Voorziening wijzigen", "Wijzigen", store)
        self._fields(card)
        card.add("actief", "In gebruik", QCheckBox("Wordt aangeboden bij een inbreng"))
        for key in ("naam", "aanbieder", "boeg", "toegangspoort", "actief"):
            card.form.set_value(key, getattr(row, key))
        self.plek.open(card)

    def _fields(self, card: Invoer) -> None:
        card.add("naam", "Naam", QLineEdit(), required=True)
        card.add("aanbieder", "Aanbieder", QLineEdit())
        card.add("boeg", "BOEG", QCheckBox("Wordt mede betaald door BOEG"))
        card.add("toegangspoort", "Toegang", QCheckBox("Het RET is toegangspoort"))

    def _change_current(self) -> None:
        if self.table.current_id is not None:
            self.change(self.table.current_id)

    def _add(self, values: Mapping[str, object]) -> None:
        self.sessie.opvolgingen.add_voorziening(
            str(values["naam"]),
            str(values["aanbieder"]),
            boeg=bool(values["boeg"]),
            toegangspoort=bool(values["toegangspoort"]),
        )

    def _back(self) -> None:
        self.load()
        self.focus_first()

    def flush(self) -> None:
        """Keep what is half typed."""
        self.plek.flush()

    def focus_first(self) -> None:
        """The card, the first row, or the button that adds."""
        if self.plek.start():
            return
        target = self.table if self.table.isVisibleTo(self) else self.add_button
        target.setFocus(Qt.FocusReason.TabFocusReason)
