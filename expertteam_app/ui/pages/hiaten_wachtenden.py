"""Wachtenden: who waits for which zorgvorm, longest first, and the sheet for aanbieders."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.wachtenden import Wachtende
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_velden import button, code_choice, past_date
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel, Order
from expertteam_app.ui.pages.hiaten_blad import BladPaneel
from expertteam_app.ui.pages.hiaten_deel import OTHER_NOUNS, HiatenDeel
from expertteam_app.ui.text import aantal, dag_cijfers, dagen, getal
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card, EmptyState
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import heading, label
from expertteam_app.ui.work import Work

TONES = {"spoed": Tone.FOUT, "hoog": Tone.LET_OP}
"""How the urgency stands out; the word says the same."""
GEEN_REACTIE = "Nog geen aanbieder gevraagd. Zoekregels legt u vast in de casus."


class WachtendenDeel(HiatenDeel):
    """The register, and one who waits in full."""

    title = "Wachtenden"

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie)
        self._may_write = sessie.actor.can(Right.CASUS_WRITE)
        self._all: tuple[Wachtende, ...] = ()
        self.zorgvorm = code_choice(sessie.lists["zorgvormen"], "Alle zorgvormen")
        self.zorgvorm.setAccessibleName("Zorgvorm")
        self.zorgvorm.activated.connect(self._fill)
        self.sentence = label("", wrap=True)
        self.model: ListModel[Wachtende] = ListModel(self._columns(), self._orders())
        self.table = FillTable("Wachtenden, het langst eerst", 4, most=7, snug=True)
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())
        self.table.opened.connect(lambda _number: self.change())
        self.empty = EmptyState(
            "hourglass",
            "Er wacht niemand",
            "Wie wacht volgt uit de hiaten van lopende casussen die nog niet zijn opgelost. U typt hier niets over.",
        )
        self.blad = BladPaneel(sessie, work)
        self.blad_button = button("Blad voor aanbieders", self.toggle_blad, "file-text", "Ctrl+Shift+B")
        self.blad_button.setCheckable(True)
        self._build()

    def _columns(self) -> tuple[Column[Wachtende], ...]:
        lists = self.sessie.lists
        urgency = lists["urgentie"].label
        return (
            Column("nummer", "Casus", lambda w: w.nummer, width=17),
            Column("zorgvorm", "Zorgvorm", lambda w: lists["zorgvormen"].label(w.zorgvorm), width=24),
            Column("leeftijd", "Leeftijd", lambda w: w.leeftijd, width=17),
            Column("gemeente", "Gemeente", lambda w: lists["gemeenten"].label(w.gemeente), width=13),
            Column(
                "urgentie",
                "Urgentie",
                lambda w: urgency(w.urgentie) if w.urgentie else "",
                lambda w: TONES.get(w.urgentie),
                width=11,
            ),
            Column("sinds", "Wacht sinds", lambda w: dag_cijfers(w.sinds), width=11),
            Column("dagen", "Dagen", lambda w: getal(w.dagen), right=True, width=6),
            Column("overbrugging", "In de tussentijd", lambda w: w.overbrugging, width=18),
            Column("gevraagd", "Gevraagd", lambda w: str(len(w.reacties)), right=True, width=8),
        )

    def _orders(self) -> Mapping[str, Order[Wachtende]]:
        order = [c.code for c in self.sessie.lists["urgentie"]]
        return {
            "urgentie": lambda w: order.index(w.urgentie) if w.urgentie in order else len(order),
            "sinds": lambda w: w.sinds,
            "dagen": lambda w: w.dagen,
            "gevraagd": lambda w: len(w.reacties),
        }

    def _build(self) -> None:
        layout = self.lay_out()
        head = QWidget()
        flow = FlowLayout(head, TOKENS.s)
        for part in (self.zorgvorm, self.blad_button):
            flow.addWidget(part)
        self.card = Card()
        self.name = heading("")
        self.since = label("", wrap=True)
        self.reactions = label("", wrap=True)
        self.change_button = button("Wijzigen", self.change, "pencil", "Enter")
        if not self._may_write:
            self.change_button.hide()
        self.open_button = button("Open de casus", self.open_casus, "folder-open", "Ctrl+Enter")
        acts = QWidget()
        buttons = FlowLayout(acts, TOKENS.s)
        for each in (self.change_button, self.open_button):
            buttons.addWidget(each)
        for widget in (self.name, self.since, self.reactions, acts):
            self.card.add(widget)
        self.plek = KaartPlek(self.card.body, self.card.body.count(), self._back)
        for widget in (head, self.sentence, self.blad, self.table, self.empty, self.card):
            layout.addWidget(widget)
        layout.addStretch()
        self.blad.hide()

    # -- reading -------------------------------------------------------------------------------------------------

    def refresh(self, nouns: frozenset[str]) -> None:
        """Read again when something changed that shows here."""
        if not nouns or nouns - OTHER_NOUNS:
            self._all = self.sessie.wachtenden.register()
            self._fill()
            if self.blad_button.isChecked():
                self.blad.load()

    def _fill(self) -> None:
        chosen, kind = self.chosen, str(self.zorgvorm.currentData())
        rows = [w for w in self._all if not kind or w.zorgvorm == kind]
        self.sentence.setText(self._summary(rows))
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows:
            same = next((k for k, w in enumerate(rows) if chosen is not None and w.hiaat_id == chosen.hiaat_id), 0)
            row = next(r for r in range(len(rows)) if self.model.id_at(r) == same)
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._choose()

    def _summary(self, rows: list[Wachtende]) -> str:
        if not rows:
            return ""
        without = sum(not w.overbrugging for w in rows)
        return (
            f"{aantal(len({w.casus_id for w in rows}), 'casus wacht', 'casussen wachten')}, met samen "
            f"{aantal(len(rows), 'hiaat', 'hiaten')}; het langst {dagen(max(w.dagen for w in rows), 'kalenderdagen')}. "
            f"Bij {aantal(without, 'hiaat', 'hiaten')} is er geen hulp in de tussentijd."
        )

    @property
    def chosen(self) -> Wachtende | None:
        """Who one stands on."""
        number = self.table.current_id
        return None if number is None or number >= len(self.model.rows) else self.model.rows[number]

    def _choose(self) -> None:
        chosen = self.chosen
        self.card.setVisible(chosen is not None)
        if chosen is None:
            self.plek.drop()
            return
        lists = self.sessie.lists
        self.name.setText(f"{chosen.nummer}: {lists['zorgvormen'].label(chosen.zorgvorm)}")
        self.since.setText(
            f"Wacht sinds {dag_cijfers(chosen.sinds)}, dat is {dagen(chosen.dagen, 'kalenderdagen')} tot en met "
            f"vandaag. Wat ontbrak: {lists['aard_hiaat'].label(chosen.aard)}."
        )
        self.reactions.setText("\n".join(f"• {r}" for r in chosen.reacties) or GEEN_REACTIE)

    # -- acts ----------------------------------------------------------------------------------------------------

    def change(self) -> None:
        """Open the card with what can be changed here."""
        chosen = self.chosen
        if chosen is None or not self._may_write:
            return
        concept = Concept(self.sessie.concepten, f"wachtende-{chosen.hiaat_id}")
        card = Invoer(self.name.text(), "Vastleggen", partial(self._store, chosen), concept)
        today = self.sessie.context.vandaag
        card.add("urgentie", "Urgentie", code_choice(self.sessie.lists["urgentie"], "Nog niet bekend"))
        card.add("gezocht_sinds", "Gezocht sinds", past_date(today))
        card.add("overbrugging", "Hulp in de tussentijd", QLineEdit(), "Leeg: er is geen hulp in de tussentijd.")
        card.add("opgelost_op", "Opgelost op", past_date(today), "Daarna staat deze regel niet meer op de lijst.")
        for key, value in (
            ("urgentie", chosen.urgentie),
            ("gezocht_sinds", chosen.sinds),
            ("overbrugging", chosen.overbrugging),
        ):
            card.form.set_value(key, value)
        self.plek.open(card)
        self.show_card(card)

    def _store(self, wacht: Wachtende, values: Mapping[str, object]) -> None:
        before = {"urgentie": wacht.urgentie, "gezocht_sinds": wacht.sinds, "overbrugging": wacht.overbrugging}
        changed = {field: value for field, value in values.items() if value != before.get(field)}
        self.sessie.codering.change_hiaat_velden(wacht.hiaat_id, changed)

    def open_casus(self) -> None:
        """Go to the casus."""
        if self.chosen is not None:
            self.open_requested.emit("casus", self.chosen.casus_id)

    def toggle_blad(self) -> None:
        """Show the sheet for aanbieders, or put it away."""
        self.blad.setVisible(self.blad_button.isChecked())
        if self.blad_button.isChecked():
            self.blad.load()

    def _back(self) -> None:
        (self.table if self.model.rows else self.zorgvorm).setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def can_list(self) -> bool:
        """Whether there are casussen to list."""
        return bool(self.model.rows)

    def show_list(self) -> None:
        """List the casussen of those who wait."""
        if self.can_list:
            kind = "" if not self.zorgvorm.currentData() else f": {self.zorgvorm.currentText()}"
            self.drill.emit(tuple(dict.fromkeys(w.casus_id for w in self.model.rows)), f"wachtenden{kind}")

    def flush(self) -> None:
        """Keep what is half typed."""
        self.plek.flush()

    def focus_first(self) -> None:
        """The register."""
        self._back()
