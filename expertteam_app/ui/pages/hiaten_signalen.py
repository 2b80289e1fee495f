"""Signalen: what the program showed, what people made of it, and what became of it; false alarms included."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.signaal import Signaal
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.signalen import LOOS_ALARM, Bevinding
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, button
from expertteam_app.ui.pages.casus_werk import Concept, attempt
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.pages.hiaten_deel import HiatenDeel
from expertteam_app.ui.pages.hiaten_oordeel import TONES, judge_card, said
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card, EmptyState, FactButton
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import heading, hint, label
from expertteam_app.ui.work import Work

FILTERS = (("alle", "Alle signalen"), ("open", "Alleen open"), ("loos", "Alleen loos alarm"))


class SignalenDeel(HiatenDeel):
    """The register, open signalen first, with one of them in full."""

    title = "Signalen"

    def __init__(self, sessie: Sessie, _work: Work) -> None:
        super().__init__(sessie)
        self._may_write = sessie.actor.can(Right.CASUS_WRITE)
        self._all: list[Signaal] = []
        self.filter = Choice(FILTERS)
        self.filter.setAccessibleName("Welke signalen")
        self.filter.setMinimumContentsLength(16)
        self.filter.activated.connect(self._fill)
        self.balance = label("", wrap=True)
        self.facts = {
            key: FactButton("0", caption)
            for key, caption in (("alle", "beoordeeld"), ("open", "open"), ("loos", "loos alarm"))
        }
        for key, fact in self.facts.items():
            fact.clicked.connect(partial(self._show_kind, key))
        self.model: ListModel[Signaal] = ListModel(self._columns())
        self.table = FillTable("Signalen, open eerst", 4, most=8, snug=True)
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())
        self.table.opened.connect(lambda _number: self.judge())
        self.empty = EmptyState(
            "flag",
            "Nog geen signalen",
            "Leg een oordeel vast bij een patroon; het komt hier te staan, ook als het loos alarm was.",
        )
        self._build()

    def _columns(self) -> tuple[Column[Signaal], ...]:
        mens = self.sessie.lists["signaal_oordeel"].label
        return (
            Column("stand", "Stand", _state, lambda s: Tone.INFO if s.open else None, width=10),
            Column("wat", "Wat er te zien was", what, width=50),
            Column("periode", "Periode", lambda s: s.periode, width=9),
            Column(
                "programma", "Het programma", lambda s: s.programma.woorden, lambda s: TONES.get(s.programma), width=20
            ),
            Column("mens", "Mensen", lambda s: mens(s.mens) if s.mens else "", width=24),
            Column("afloop", "Afloop", lambda s: s.afloop, width=26),
        )

    def _build(self) -> None:
        layout = self.lay_out()
        head = QWidget()
        flow = FlowLayout(head, TOKENS.s)
        for fact in self.facts.values():
            flow.addWidget(fact)
        layout.addWidget(self.balance)
        layout.addWidget(head)
        layout.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.table)
        layout.addWidget(self.empty)
        self.card = Card()
        self.name = heading("")
        self.seen = label("", wrap=True)
        self.said = label("", wrap=True)
        self.outcome = label("", wrap=True)
        self.judge_button = button("Oordeel wijzigen", self.judge, "pencil", "Enter")
        self.close_button = button("Afsluiten", self.close_signal, "circle-check")
        self.reopen_button = button("Heropenen", self.reopen, "folder-open")
        acts = QWidget()
        buttons = FlowLayout(acts, TOKENS.s)
        for each in (self.judge_button, self.close_button, self.reopen_button):
            buttons.addWidget(each)
        for part in (self.name, self.seen, self.said, self.outcome, acts):
            self.card.add(part)
        if not self._may_write:
            acts.hide()
            self.card.add(hint("Met uw rol kunt u signalen bekijken, niet wijzigen."))
        self.plek = KaartPlek(self.card.body, self.card.body.count(), self._back)
        layout.addWidget(self.card)
        layout.addStretch()

    # -- reading -------------------------------------------------------------------------------------------------

    def refresh(self, nouns: frozenset[str]) -> None:
        """Read again when a signaal changed."""
        if not nouns or "signaal" in nouns:
            self._load()

    def _load(self) -> None:
        self._all = sorted(self.sessie.signalen.all(), key=lambda s: not s.open)
        balans = self.sessie.signalen.balans()
        self.balance.setText(
            f"{aantal(balans.totaal, 'signaal', 'signalen')} beoordeeld: {balans.open} nog open, "
            f"{balans.totaal - balans.open} gesloten. {balans.loos_alarm} daarvan "
            f"{'bleek' if balans.loos_alarm == 1 else 'bleken'} loos alarm."
            if balans.totaal
            else ""
        )
        for key, n in (("alle", balans.totaal), ("open", balans.open), ("loos", balans.loos_alarm)):
            self.facts[key].set_fact(str(n), {"alle": "beoordeeld", "open": "open", "loos": "loos alarm"}[key])
            self.facts[key].setVisible(bool(balans.totaal))
        self._fill()

    def _show_kind(self, key: str) -> None:
        self.filter.choose(key)
        self._fill()
        self.focus_first()

    def _fill(self) -> None:
        chosen, kind = self.chosen, str(self.filter.currentData())
        rows = [s for s in self._all if kind == "alle" or (s.open if kind == "open" else s.mens == LOOS_ALARM)]
        self.model.set_rows(rows)
        self.filter.setVisible(bool(self._all))
        self.table.setVisible(bool(self._all))
        self.empty.setVisible(not self._all)
        if rows:
            same = next((k for k, s in enumerate(rows) if chosen is not None and s.id == chosen.id), 0)
            row = next(r for r in range(len(rows)) if self.model.id_at(r) == same)
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._choose()

    @property
    def chosen(self) -> Signaal | None:
        """The signaal one stands on."""
        number = self.table.current_id
        return None if number is None or number >= len(self.model.rows) else self.model.rows[number]

    def _choose(self) -> None:
        chosen = self.chosen
        self.card.setVisible(chosen is not None)
        if chosen is None:
            self.plek.drop()
            return
        self.name.setText(f"{chosen.soort.woorden[:1].upper()}{chosen.soort.woorden[1:]}, {chosen.periode}")
        facts = "; ".join(f"{key}: {value}" for key, value in chosen.gezien.items())
        self.seen.setText(f"Gezien op {dag_cijfers(chosen.gezien_op)}: {facts}. Programma: {chosen.programma.woorden}.")
        self.said.setText(said(self.sessie, chosen))
        closed = f"Afgesloten op {dag_cijfers(chosen.afgesloten_op)}. " if not chosen.open else "Nog open. "
        self.outcome.setText(
            closed + (f"Afloop: {chosen.afloop}" if chosen.afloop else "Nog geen afloop opgeschreven.")
        )
        self.close_button.setVisible(chosen.open)
        self.reopen_button.setVisible(not chosen.open)

    # -- acts ----------------------------------------------------------------------------------------------------

    def judge(self) -> None:
        """Open the card that changes what people say of it."""
        chosen = self.chosen
        if chosen is None or not self._may_write:
            return
        bevinding = Bevinding(chosen.soort, chosen.sleutel, chosen.periode, chosen.programma, chosen.gezien)
        self._open(judge_card(self.sessie, bevinding, chosen))

    def close_signal(self) -> None:
        """Open the card that closes it."""
        chosen = self.chosen
        if chosen is None or not chosen.open:
            return

        def store(values: Mapping[str, object]) -> None:
            self.sessie.signalen.sluit(chosen.id, str(values["afloop"]))

        card = Invoer(
            "Signaal afsluiten", "Afsluiten", store, Concept(self.sessie.concepten, f"signaal-sluit-{chosen.id}")
        )
        card.add("afloop", "Wat is ermee gebeurd?", TextArea(2), "Zonder namen. Ctrl+Enter legt vast.", wide=True)
        card.form.set_value("afloop", chosen.afloop)
        self._open(card)

    def _open(self, card: Invoer) -> None:
        self.plek.open(card)
        self.show_card(card)

    def reopen(self) -> None:
        """Open it again."""
        chosen = self.chosen
        if chosen is not None and not chosen.open:
            attempt(self, lambda: self.sessie.signalen.heropen(chosen.id))

    def _back(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        """Keep what is half typed."""
        self.plek.flush()

    def focus_first(self) -> None:
        """The register."""
        (self.table if self._all else self).setFocus(Qt.FocusReason.TabFocusReason)


def what(signaal: Signaal) -> str:
    """What was seen, in the words of that day."""
    seen = signaal.gezien
    return ": ".join(seen[key] for key in ("kenmerken", "naam", "telling") if seen.get(key)) or signaal.soort.woorden


def _state(signaal: Signaal) -> str:
    return "open" if signaal.open else "gesloten"
