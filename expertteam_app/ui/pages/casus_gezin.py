"""Gezin: the child of this casus with its name, birth and gemeente, and the other children with their casussen."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.dossier import CasusDossier, KindInfo
from expertteam_app.services.instellingen import BSN_SETTING
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_kern import StoredForm
from expertteam_app.ui.pages.casus_tabs import CasusTab
from expertteam_app.ui.pages.casus_velden import birth_date, button, code_choice, column, scroll
from expertteam_app.ui.pages.casus_werk import casus_by_number, store_field
from expertteam_app.ui.pages.casus_woorden import leeftijd
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.labels import heading, hint, label


class GezinTab(CasusTab):
    """The children of the gezin; the casussen of the others are one key away (Ctrl+G)."""

    title = "Gezin"

    def __init__(self, sessie: Sessie) -> None:
        super().__init__(sessie)
        self.form = StoredForm()
        self.form.add("voornaam", "Voornaam of initialen", QLineEdit())
        self.form.add("tussenvoegsel", "Tussenvoegsel", QLineEdit())
        self.form.add("achternaam", "Achternaam", QLineEdit())
        self.form.add("geboortedatum", "Geboortedatum", birth_date(sessie.context.vandaag))
        self.form.add("gemeente", "Gemeente", code_choice(sessie.lists["gemeenten"]))
        self._bsn_row = self.form.add("bsn", "BSN", QLineEdit(), "Negen cijfers, of leeg.")
        self.form.committed.connect(self._store)
        self.form.setEnabled(self.may_write)
        self._heading = heading("")
        self._others = QWidget()
        self._others_layout = QVBoxLayout(self._others)
        self._others_layout.setContentsMargins(0, 0, 0, 0)
        self._others_layout.setSpacing(TOKENS.s)
        content = QWidget()
        layout = column(content)
        layout.setContentsMargins(0, 0, TOKENS.s, 0)
        for part in (self.form, self._heading, self._others):
            layout.addWidget(part)
        layout.addStretch()
        column(self).addWidget(scroll(content))

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the child and the others of the gezin."""
        kind = dossier.jeugdige
        self._bsn_row.setVisible(bool(self.sessie.beheer.settings()[BSN_SETTING]))
        self.form.show_stored(
            {key: getattr(kind, key) or "" for key in self.form.values() if key != "geboortedatum"}, other=other
        )
        self.form.show_stored({"geboortedatum": kind.geboortedatum}, other=other)
        self._show_others(dossier)

    @classmethod
    def count(cls, dossier: CasusDossier) -> int | None:
        """How many children the gezin has, when there are more than one."""
        return len(dossier.gezinsleden) if len(dossier.gezinsleden) > 1 else None

    def _show_others(self, dossier: CasusDossier) -> None:
        while item := self._others_layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._heading.setText(dossier.gezin_naam[:1].upper() + dossier.gezin_naam[1:])
        for kind in dossier.gezinsleden:
            numbers = [n for n in kind.casus_nummers if n != dossier.nummer]
            if kind.id != dossier.jeugdige.id or numbers:
                self._others_layout.addWidget(self._kind_card(kind, numbers))
        if self._others_layout.count() == 0:
            self._others_layout.addWidget(
                hint(
                    "Er zijn geen andere kinderen of casussen van dit gezin bekend. Kies bij een nieuwe casus "
                    "“Zelfde gezin” om een broer of zus toe te voegen."
                )
            )

    def _kind_card(self, kind: KindInfo, numbers: list[str]) -> Card:
        card = Card()
        place = self.sessie.lists["gemeenten"].label(kind.gemeente)
        facts = f"{leeftijd(kind.geboortedatum, self.sessie.context.vandaag())} · {place}"
        card.body.addWidget(label(kind.naam, "veld"))
        card.body.addWidget(label(facts, "klein"))
        if numbers:
            links = [button(f"Open {n}", partial(self._go, n), "folder-open", "Ctrl+G") for n in numbers]
            card.body.addLayout(row_of(*links, None))
        else:
            card.body.addWidget(label("Geen casus bij het RET.", "klein"))
        return card

    def _go(self, nummer: str) -> None:
        casus_id = casus_by_number(self.sessie, nummer)
        if casus_id is not None:
            self.casus_requested.emit(casus_id)

    def _store(self, key: str, value: object) -> None:
        if self.dossier is not None:
            casus_id = self.dossier.id
            store_field(self.form, key, lambda: self.sessie.casussen.change(casus_id, key, value))

    def flush(self) -> None:
        """Store what is being typed."""
        self.form.flush()

    def focus_first(self) -> None:
        """The name."""
        self.form.row("voornaam").control.setFocus()
