"""Gezin: the genogram, the people around the children, the child of this casus, and the other children."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.geboorte import VELD, getypt
from expertteam_app.domain.netwerk import Netwerk
from expertteam_app.domain.netwerkregels import aandachtspunten
from expertteam_app.services.genogrammen import Gezinsbeeld
from expertteam_app.services.instellingen import BSN_SETTING
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_formulier import StoredForm
from expertteam_app.ui.pages.casus_gezin_beeld import GenogramDeel
from expertteam_app.ui.pages.casus_gezin_kaarten import GESLACHTEN_KIND, GezinKaarten
from expertteam_app.ui.pages.casus_gezin_kinderen import AndereKinderen
from expertteam_app.ui.pages.casus_gezin_lid import LidKaart
from expertteam_app.ui.pages.casus_gezin_tabel import COLUMNS, MensRegel, people_rows
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_tabel import RijenTable
from expertteam_app.ui.pages.casus_tabs import CasusTab
from expertteam_app.ui.pages.casus_velden import (
    JAAR_HINT,
    JAAR_VRAAG,
    Choice,
    birth_date,
    button,
    code_choice,
    column,
    scroll,
    tab_after,
)
from expertteam_app.ui.pages.casus_werk import attempt, casus_by_number, store_field
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import heading, label

CHILD_BY_KINDEREN = frozenset({"geslacht", "geboortedatum", VELD})
"""Fields of the child that have to fit its parents too."""


class GezinTab(CasusTab):
    """The gezin of this casus; the casussen of the others are one key away (Ctrl+G)."""

    title = "Gezin"

    def __init__(self, sessie: Sessie) -> None:
        super().__init__(sessie)
        self.netwerk = Netwerk(0)
        self.card: Invoer | LidKaart | None = None
        self.beeld = GenogramDeel(sessie)
        self.beeld.opened.connect(self._open_from_picture)
        self.add_button = button("Persoon toevoegen", self.insert, "plus", "Insert")
        self.kind_button = button("Broer of zus toevoegen", self.add_kind, "user")
        self.move_button = button("Naar ander gezin", self.ask_move, "users", "", "stil")
        for one in (self.add_button, self.kind_button, self.move_button):
            one.setEnabled(self.may_write)
        self.points = label("", "uitleg", wrap=True)
        self.table: RijenTable[MensRegel] = RijenTable("Mensen om de kinderen", COLUMNS, lambda r: r.id)
        self.table.opened.connect(self._open_row)
        self.table.on_key(Qt.Key.Key_Delete, self._ask_remove)
        self._people_heading = heading("Mensen om de kinderen")
        self.form = StoredForm()
        self._add_child_fields()
        self._heading = heading("")
        self._others = AndereKinderen(sessie, may_write=self.may_write)
        self._others.opened.connect(self._go)
        self._others.move_asked.connect(self.ask_move)
        self._others.remove_asked.connect(self._ask_remove_kind)
        self._lay_out()

    def _add_child_fields(self) -> None:
        self.form.add("voornaam", "Voornaam of initialen", QLineEdit())
        self.form.add("tussenvoegsel", "Tussenvoegsel", QLineEdit())
        self.form.add("achternaam", "Achternaam", QLineEdit())
        self.form.add("geboortedatum", "Geboortedatum", birth_date(self.sessie.context.vandaag))
        self.form.add(VELD, JAAR_VRAAG, QLineEdit(), JAAR_HINT)
        self.form.add("geslacht", "Geslacht", Choice(GESLACHTEN_KIND))
        self.form.add("gemeente", "Gemeente", code_choice(self.sessie.lists["gemeenten"]))
        self._bsn_row = self.form.add("bsn", "BSN", QLineEdit(), "Negen cijfers, of leeg.")
        self.form.committed.connect(self._store)
        self.form.setEnabled(self.may_write)

    def _lay_out(self) -> None:
        content = QWidget()
        self.body = column(content)
        self.body.setContentsMargins(0, 0, TOKENS.s, 0)
        buttons = QWidget()
        row = FlowLayout(buttons, TOKENS.s)
        for one in (self.add_button, self.kind_button, self.beeld.text_button, self.beeld.pdf_button):
            row.addWidget(one)
        self.body.addWidget(buttons)
        parts = (self.beeld, self.points, self._people_heading, self.table)
        for part in parts:
            self.body.addWidget(part)
        self.body.addWidget(heading("De jeugdige van deze casus"))
        self.body.addWidget(self.form)
        self.body.addLayout(row_of(self.move_button, None))
        self.body.addWidget(self._heading)
        self.body.addWidget(self._others)
        self.body.addStretch()
        self.area = scroll(content)
        column(self).addWidget(self.area)

    # -- showing -------------------------------------------------------------------------------------------------

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the gezin of a casus."""
        if other:
            self._drop_card()
        found: list[Gezinsbeeld] = []
        if attempt(self, lambda: found.append(self.sessie.genogrammen.beeld(dossier.id))):
            self._show_people(dossier, found[0])
        kind = dossier.jeugdige
        self._bsn_row.setVisible(bool(self.sessie.beheer.settings()[BSN_SETTING]))
        own = self.netwerk.kind(kind.id)
        values: dict[str, object] = {
            "voornaam": kind.voornaam,
            "tussenvoegsel": kind.tussenvoegsel,
            "achternaam": kind.achternaam,
            "gemeente": kind.gemeente,
            "bsn": kind.bsn or "",
            "geslacht": own.geslacht if own else "",
            "geboortedatum": kind.geboortedatum,
            VELD: getypt(kind.geboortejaar),
        }
        self.form.show_stored(values, other=other)
        self._heading.setText(dossier.gezin_naam[:1].upper() + dossier.gezin_naam[1:])
        self._others.show_dossier(dossier)

    def _show_people(self, dossier: CasusDossier, beeld: Gezinsbeeld) -> None:
        self.netwerk = beeld.netwerk
        self.beeld.show_beeld(dossier.id, beeld)
        rows = people_rows(self.netwerk, self.sessie)
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._people_heading.setVisible(bool(rows))
        points = aandachtspunten(self.netwerk, dossier.jeugdige.id) if rows else ()
        start = "Nog niemand om de kinderen vastgelegd. Begin met de ouders: Insert voegt iemand toe."
        self.points.setText("\n".join(points) if rows else start)
        self.points.setVisible(bool(self.points.text()))
        if isinstance(self.card, LidKaart) and not self.card.show_lid(self.netwerk):
            self._close_card()

    @classmethod
    def count(cls, dossier: CasusDossier) -> int | None:
        """How many children the gezin has, when there are more than one."""
        return len(dossier.gezinsleden) if len(dossier.gezinsleden) > 1 else None

    def _own_id(self) -> int | None:
        return self.dossier.jeugdige.id if self.dossier is not None else None

    def _go(self, nummer: str) -> None:
        casus_id = casus_by_number(self.sessie, nummer)
        if casus_id is not None:
            self.casus_requested.emit(casus_id)

    def _store(self, key: str, value: object) -> None:
        if self.dossier is None:
            return
        casus_id, kind_id = self.dossier.id, self.dossier.jeugdige.id
        if key in CHILD_BY_KINDEREN:
            store_field(self.form, key, lambda: self.sessie.kinderen.change(kind_id, key, value))
        else:
            store_field(self.form, key, lambda: self.sessie.casussen.change(casus_id, key, value))

    # -- cards ---------------------------------------------------------------------------------------------------

    def _cards(self) -> GezinKaarten:
        return GezinKaarten(self.sessie, self.netwerk, self.dossier.id if self.dossier is not None else 0)

    def insert(self) -> None:
        """Open the card that adds someone."""
        if self.dossier is not None and self.may_write:
            self.open_card(self._cards().lid(), again=self.insert)

    def add_kind(self) -> None:
        """Open the card that adds a brother or sister without a casus."""
        if self.dossier is not None and self.may_write:
            self.open_card(self._cards().kind(self.dossier.jeugdige))

    def ask_move(self, kind_id: int | None = None) -> None:
        """Open the card that moves a child to another gezin; the child of this casus unless told otherwise."""
        kind = self.netwerk.kind(kind_id if kind_id is not None else self._own_id() or 0)
        if kind is not None and self.may_write:
            self.open_card(self._cards().verhuizing(kind))

    def _ask_remove_kind(self, kind_id: int) -> None:
        kind = self.netwerk.kind(kind_id)
        if kind is not None:
            self.open_card(self._cards().kind_weg(kind))

    def _open_row(self, row_id: int) -> None:
        self.open_lid(self.table.row(row_id).lid.id)

    def _ask_remove(self, row_id: int) -> None:
        if self.may_write:
            self.open_card(self._cards().weg(self.table.row(row_id).lid))

    def _open_from_picture(self, who: tuple[str, int]) -> None:
        if who[0] == "lid":
            self.open_lid(who[1])
        elif who[1] == self._own_id():
            self.form.row("voornaam").control.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(self.form)
        else:
            kind = self.netwerk.kind(who[1])
            if kind is not None and kind.casus_nummers:
                self._go(kind.casus_nummers[0])
            else:
                self.area.ensureWidgetVisible(self._others)

    def open_lid(self, lid_id: int) -> None:
        """Open the card of one person."""
        if not self.may_write:
            return
        card = LidKaart(self.sessie, lid_id)
        if not card.show_lid(self.netwerk):
            card.deleteLater()
            return
        card.asked.connect(partial(self._asked, lid_id))
        card.closed.connect(self._close_card)
        self._put_card(card)
        card.start()

    def _asked(self, lid_id: int, what: str) -> None:
        lid = self.netwerk.lid(lid_id)
        if lid is None:
            return
        cards = self._cards()
        made = {"rol": cards.rol, "partner": cards.partner, "weg": cards.weg}[what](lid)
        self.open_card(made, back=partial(self.open_lid, lid_id))

    def open_card(
        self, card: Invoer, again: Callable[[], object] | None = None, back: Callable[[], object] | None = None
    ) -> None:
        """Show a card above the table; when it is done `again` follows, after done or put away `back`."""
        self._put_card(card)
        card.done.connect(again or (lambda: self._close_card(back)))
        card.cancelled.connect(lambda: self._close_card(back))
        tab_after(self.kind_button, card.controls)
        card.start()

    def _put_card(self, card: Invoer | LidKaart) -> None:
        self._drop_card()
        self.card = card
        self.body.insertWidget(1, card)
        card.show()
        self.area.verticalScrollBar().setValue(0)

    def _close_card(self, back: Callable[[], object] | None = None) -> None:
        self._drop_card()
        if back is not None:
            back()
        if self.card is None:
            self.focus_first()

    def _drop_card(self) -> None:
        if self.card is not None:
            self.card.flush()
            self.body.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
            self.card = None

    def flush(self) -> None:
        """Store what is being typed."""
        self.form.flush()
        if self.card is not None:
            self.card.flush()

    def focus_first(self) -> None:
        """The card that is open, else the picture."""
        if self.card is not None:
            self.card.start()
        elif self.beeld.view.isVisibleTo(self):
            self.beeld.view.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.beeld.text.setFocus(Qt.FocusReason.TabFocusReason)
