"""One person beside the children, field by field: who, what to each child, whose partner. Everything stores itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.geboorte import VELD, getypt
from expertteam_app.domain.netwerk import PARTNERSOORTEN, Gezinslid, Netwerk
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_formulier import StoredForm
from expertteam_app.ui.pages.casus_gezin_kaarten import GESLACHTEN, contact_choice, gezag_choice, rollen
from expertteam_app.ui.pages.casus_velden import JAAR_HINT, JAAR_VRAAG, Choice, birth_date, button
from expertteam_app.ui.pages.casus_werk import attempt, store_field
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.codeveld import CodeField
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import heading, label


class LidKaart(QFrame):
    """The card of one person. Esc closes it; there is nothing to save.

    Emits `closed`, and `asked` with what else is wanted for this person: ``rol``, ``partner`` or ``weg``.
    """

    closed = Signal()
    asked = Signal(str)

    def __init__(self, sessie: Sessie, lid_id: int) -> None:
        super().__init__()
        self.setProperty("rol", "kaart")
        self._sessie = sessie
        self.lid_id = lid_id
        self._title = heading("")
        self.form = StoredForm()
        self._add_person_fields()
        self._parts = QWidget()
        self._parts_layout = QVBoxLayout(self._parts)
        self._parts_layout.setContentsMargins(0, 0, 0, 0)
        self._parts_layout.setSpacing(TOKENS.s)
        self._shown: tuple[object, ...] = ()
        self.rollen: dict[int, StoredForm] = {}
        self.partners: dict[int, StoredForm] = {}
        ask = self.asked.emit
        self.rol_button = button("Nog een rol", lambda: ask("rol"), "plus")
        self.partner_button = button("Partner", lambda: ask("partner"), "users")
        self.away_button = button("Persoon weghalen", lambda: ask("weg"), "trash-2", "", "stil")
        self.close_button = button("Sluiten", self.close_card, "x", "Esc")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.m)
        layout.setSpacing(TOKENS.s)
        for part in (self._title, self.form, self._parts):
            layout.addWidget(part)
        buttons = QWidget()
        row = FlowLayout(buttons, TOKENS.s)
        for one in (self.close_button, self.rol_button, self.partner_button, self.away_button):
            row.addWidget(one)
        layout.addWidget(buttons)

    def _add_person_fields(self) -> None:
        self.form.add("voornaam", "Voornaam", QLineEdit())
        self.form.add("tussenvoegsel", "Tussenvoegsel", QLineEdit())
        self.form.add("achternaam", "Achternaam", QLineEdit())
        self.form.add("instelling", "Instelling", QLineEdit())
        self.form.add("geslacht", "Geslacht", Choice(GESLACHTEN))
        self.form.add("geboortedatum", "Geboortedatum", birth_date(self._sessie.context.vandaag))
        self.form.add(VELD, JAAR_VRAAG, QLineEdit(), JAAR_HINT)
        self.form.add("toelichting", "Toelichting", QLineEdit())
        dead = QCheckBox("Is overleden")
        self.form.add("overleden", "Overleden", dead)
        self.form.committed.connect(
            lambda key, value: store_field(
                self.form, key, lambda: self._sessie.gezinnen.change_lid(self.lid_id, key, value)
            )
        )

    def show_lid(self, netwerk: Netwerk) -> bool:
        """Show the person as stored; False when he is gone."""
        lid = netwerk.lid(self.lid_id)
        if lid is None:
            return False
        first = not self._shown
        self._title.setText(lid.naam)
        self.setAccessibleName(lid.naam)
        stored = {key: getattr(lid, key) for key in self.form.values()}
        self.form.show_stored({**stored, VELD: getypt(lid.geboortejaar)}, other=first)
        relations = netwerk.van_lid(lid.id)
        couples = [p for p in netwerk.partners if p.ander(lid.id) is not None]
        wanted = (1, *(r.id for r in relations), *(-p.id for p in couples))
        if wanted != self._shown:
            self._make_parts(netwerk, lid)
            self._shown = wanted
            first = True
        for relation in relations:
            values = {key: getattr(relation, key) for key in ("rol", "gezag", "woont_samen", "contact")}
            self.rollen[relation.id].show_stored(values, other=first)
        for couple in couples:
            self.partners[couple.id].show_stored({"soort": couple.soort}, other=first)
        return True

    def _make_parts(self, netwerk: Netwerk, lid: Gezinslid) -> None:
        while item := self._parts_layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.rollen, self.partners = {}, {}
        for relation in netwerk.van_lid(lid.id):
            kind = netwerk.kind(relation.jeugdige_id)
            form = self.rollen[relation.id] = self._relation_form(relation.id)
            name = kind.naam if kind else ""
            self._add_part(f"Bij {name}", form, partial(self._sessie.gezinnen.remove_relatie, relation.id))
        for couple in netwerk.partners:
            other = couple.ander(lid.id)
            person = netwerk.lid(other) if other is not None else None
            if person is not None:
                form = self.partners[couple.id] = self._partner_form(couple.id)
                self._add_part(f"Met {person.naam}", form, partial(self._sessie.gezinnen.remove_partner, couple.id))

    def _add_part(self, title: str, form: StoredForm, remove: Callable[[], object]) -> None:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, TOKENS.xs, 0, 0)
        layout.setSpacing(TOKENS.xs)
        away = button("Weghalen", lambda: attempt(self, remove), "trash-2", "", "stil")
        away.setAccessibleName(f"{title} weghalen")
        layout.addLayout(row_of(label(title, "veld"), None, away))
        layout.addWidget(form)
        self._parts_layout.addWidget(part)

    def _relation_form(self, relation_id: int) -> StoredForm:
        form = StoredForm()
        form.add("rol", "Rol", CodeField(rollen(self._sessie)))
        form.add("gezag", "Gezag", gezag_choice())
        form.add("woont_samen", "Woont samen", QCheckBox("Woont met het kind samen"))
        form.add("contact", "Contact", contact_choice())
        form.committed.connect(
            lambda key, value: store_field(
                form, key, lambda: self._sessie.gezinnen.change_relatie(relation_id, key, value)
            )
        )
        return form

    def _partner_form(self, couple_id: int) -> StoredForm:
        form = StoredForm()
        form.add("soort", "Relatie", Choice((s, s) for s in PARTNERSOORTEN))
        form.committed.connect(
            lambda key, value: store_field(
                form, key, lambda: self._sessie.gezinnen.change_partner(couple_id, str(value))
            )
        )
        return form

    def _forms(self) -> list[StoredForm]:
        return [self.form, *self.rollen.values(), *self.partners.values()]

    def flush(self) -> None:
        """Store what is being typed."""
        for form in self._forms():
            form.flush()

    def start(self, key: str = "voornaam") -> None:
        """Put the keyboard on a field."""
        self.form.row(key).control.setFocus(Qt.FocusReason.TabFocusReason)

    def close_card(self) -> None:
        """Store what is typed and close."""
        self.flush()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)
