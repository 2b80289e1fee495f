"""The days on which an organisation is closed: they do not count for klokken on the calendar of the office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit

from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.uurwerk import Sluiting
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel, Bevestig
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_tabel import RijenTable
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.casus_werk import Concept, attempt
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.dateedit import DateEdit
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.work import Work

UITLEG = (
    "De feestdagen van de Algemene termijnenwet kent het programma zelf. Zet hier de dagen waarop uw kantoor of een "
    "andere organisatie daarnaast dicht is. Zij tellen alleen mee voor klokken op de kalender van het kantoor; een "
    "wettelijke termijn verandert er nooit door. Een dag die een koninklijk besluit vrij maakt, telt wel overal."
)
EIGEN = "eigen kantoor"
WETTELIJK = "Wettelijke vrije dag (koninklijk besluit)"


class SluitingsdagenDeel(BeheerDeel):
    """A table of closings with a card to add one."""

    title = "Sluitingsdagen"
    nouns = frozenset({"sluitingsdag"})

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._may = sessie.actor.can(Right.SETTINGS_WRITE)
        col = Column[Sluiting]
        columns = (
            col("naam", "Waarom dicht", lambda s: s.naam, width=30),
            col("organisatie", "Organisatie", _whose, width=26),
            col("van", "Van", lambda s: dag_cijfers(s.van), width=12),
            col("tot", "Tot en met", lambda s: dag_cijfers(s.tot), width=12),
            col("bron", "Besluit", lambda s: s.bron, width=24),
        )
        self.table: RijenTable[Sluiting] = RijenTable("Sluitingsdagen", columns, lambda s: s.id)
        self.table.on_key(Qt.Key.Key_Delete, self.ask_remove)
        self.table.opened.connect(self.change)
        self.empty = hint("Nog geen sluitingsdagen. Voeg bijvoorbeeld de week tussen Kerst en Nieuwjaar toe.")
        self.add_button = button("Sluitingsdagen toevoegen", self.add, "plus", "Ins")
        self.remove_button = button("Weghalen", self._remove_current, "trash-2", "Delete", "stil")
        self.change_button = button("Wijzigen", self._change_current, "pencil", "Enter", "stil")
        self.sure = Bevestig()
        layout = self.lay_out()
        layout.addWidget(hint(UITLEG))
        layout.addLayout(row_of(self.add_button, self.change_button, self.remove_button, None))
        for part in (self.sure, self.empty, self.table):
            layout.addWidget(part)
        layout.addStretch()
        self.plek = KaartPlek(layout, self.sure, self._back)

    def load(self) -> None:
        """Read them, the latest first."""
        rows = sorted(self.sessie.klokken.sluitingsdagen(), key=lambda s: s.van, reverse=True)
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.add_button.setEnabled(self._may)
        for each in (self.change_button, self.remove_button):
            each.setEnabled(self._may and bool(rows))

    def insert(self) -> None:
        """Sluitingsdagen."""
        self.add()

    def add(self) -> None:
        """Open the card that closes an organisation for some days."""
        if not self._may or self.plek.start():
            return
        concept = Concept(self.sessie.concepten, "sluitingsdagen-nieuw")
        card = Invoer("Sluitingsdagen toevoegen", "Toevoegen", self._add, concept)
        self._fields(card)
        self.plek.open(card)

    def change(self, sluiting_id: int) -> None:
        """Open the card that changes a closing: its days, its name, or for whom it is."""
        if not self._may or self.plek.start():
            return
        row = self.table.row(sluiting_id)
        act = self.sessie.klokken.change_sluitingsdagen
        card = Invoer("Sluitingsdagen wijzigen", "Wijzigen", lambda v: act(sluiting_id, *_days(v), **_law(v)))
        self._fields(card)
        for key in ("naam", "van", "tot", "organisatie", "wettelijk", "bron"):
            card.form.set_value(key, getattr(row, key))
        card.set_note("Datums waarin deze dagen meetellen, worden dan opnieuw gerekend.")
        self.plek.open(card)

    def _fields(self, card: Invoer) -> None:
        today = self.sessie.context.vandaag
        card.add("naam", "Waarom dicht?", QLineEdit(), "Bijvoorbeeld: kerstsluiting.", required=True)
        card.add("van", "Eerste dag", DateEdit(today=today, wettelijk=True), required=True)
        card.add("tot", "Laatste dag", DateEdit(today=today, wettelijk=True), "Leeg: alleen de eerste dag.")
        card.add("organisatie", "Organisatie", QLineEdit(), "Leeg: het eigen kantoor.")
        card.add("wettelijk", "Voor iedereen", QCheckBox(WETTELIJK))
        card.add("bron", "Welk besluit?", QLineEdit(), "Bij een wettelijke vrije dag, bijvoorbeeld: Stb. 2027, 12.")

    def _change_current(self) -> None:
        if self.table.current_id is not None:
            self.change(self.table.current_id)

    def _add(self, values: Mapping[str, object]) -> None:
        self.sessie.klokken.add_sluitingsdagen(*_days(values), **_law(values))

    def _back(self) -> None:
        self.load()
        self.focus_first()

    def _remove_current(self) -> None:
        if self.table.current_id is not None:
            self.ask_remove(self.table.current_id)

    def ask_remove(self, sluiting_id: int) -> None:
        """Ask in place whether these days must go."""
        if not self._may:
            return
        row = self.table.row(sluiting_id)
        text = f"“{row.naam}” van {dag_cijfers(row.van)} tot en met {dag_cijfers(row.tot)} weghalen? "
        which = "Alle datums in werkdagen" if row.wettelijk else "Datums op de kalender van het kantoor"
        text += f"{which} worden dan opnieuw gerekend."
        self.sure.ask(text, "Weghalen", lambda: self._remove(sluiting_id))

    def _remove(self, sluiting_id: int) -> None:
        attempt(self, lambda: self.sessie.klokken.remove_sluitingsdag(sluiting_id))
        self.load()

    def flush(self) -> None:
        """Keep what is half typed."""
        self.plek.flush()

    def focus_first(self) -> None:
        """The card, the first row, or the button that adds."""
        if self.plek.start():
            return
        if self.table.isVisibleTo(self):
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.add_button.setFocus(Qt.FocusReason.TabFocusReason)


def _whose(sluiting: Sluiting) -> str:
    return "iedereen (wettelijk vrij)" if sluiting.wettelijk else sluiting.organisatie or EIGEN


class _Law(TypedDict):
    wettelijk: bool
    bron: str


def _days(values: Mapping[str, object]) -> tuple[str, date, date, str]:
    """Whose days, the first, the last and why; without a last day the first alone.

    Raises:
        FieldError: there is no first day.
    """
    van, tot = values["van"], values["tot"]
    if not isinstance(van, date):
        raise FieldError("van", "Vul de eerste dag in.")
    return str(values["organisatie"]), van, tot if isinstance(tot, date) else van, str(values["naam"])


def _law(values: Mapping[str, object]) -> _Law:
    return {"wettelijk": bool(values["wettelijk"]), "bron": str(values["bron"])}
