"""F6 on a VTB: the first moments with their reasons; Enter plans it, with the guests and hearings that are proposed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.planning import Slot
from expertteam_app.domain.planvoorstel import Genodigde, Hoorgesprek, Plan, Planvoorstel, hearings
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.casus_velden import Choice, button, coming_date
from expertteam_app.ui.pages.zitting_fields import DenseForm
from expertteam_app.ui.pages.zitting_rows import Row, WholeList
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.checklist import Checklist
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import heading, hint

_MINUTEN = ("45", "60", "75", "90", "120")


class VtbPlannen(QWidget):
    """Emits `planned` with the id of the zitting, `closed` when nothing was planned."""

    planned = Signal(int)
    closed = Signal()

    def __init__(self, tafel: Tafel) -> None:
        super().__init__()
        self._tafel = tafel
        self._voorstel: Planvoorstel | None = None
        self._title = heading("")
        self._skipped = hint("")
        self.slots = WholeList("Momenten")
        self.slots.opened.connect(lambda _number: self.plan())
        self.slots.chosen.connect(lambda _number: self._show_hearings())
        self.plan_button = button("Plannen", self.plan, "calendar-check", "Ctrl+Enter", "primair")
        self.close_button = button("Terug", self.closed.emit, "chevron-left", "Esc", "stil")
        self._guests = Card("Wie wordt uitgenodigd")
        self._guest_keys: dict[str, str] = {}
        self.guests = Checklist()
        self._guests.add(self.guests)
        self._apart = Card("Apart horen")
        self.horen: Form | None = None
        self.wensen = self._wishes()
        self._lay_out()

    def _wishes(self) -> Form:
        form = DenseForm()
        self._place = QLineEdit()
        form.add("plaats", "Plaats", self._place)
        form.add("duur", "Duur in minuten", Choice((n, n) for n in _MINUTEN))
        self._chair = Choice()
        form.add("voorzitter", "Voorzitter", self._chair)
        form.committed.connect(lambda _key, _value: self._again())
        return form

    def _lay_out(self) -> None:
        other = Card("Anders zoeken")
        other.add(self.wensen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, TOKENS.s, TOKENS.l)
        layout.setSpacing(TOKENS.m)
        layout.addWidget(self._title)
        layout.addWidget(hint("Enter kiest het moment en zet het VTB op die tafel, met de genodigden hieronder."))
        layout.addWidget(self.slots)
        layout.addWidget(self._skipped)
        layout.addLayout(row_of(self.plan_button, self.close_button, None))
        for card in (self._guests, self._apart, other):
            layout.addWidget(card)
        layout.addStretch()

    # -- showing -------------------------------------------------------------------------------------------------

    def show_vtb(self, vtb_id: int, titel: str) -> bool:
        """Propose moments for a VTB; False when it cannot be planned, which is said."""
        try:
            found = self._tafel.sessie.vtb_planning.voorstel(vtb_id)
        except ExpertteamError as error:
            show_error(self, error)
            return False
        self._title.setText(f"Plannen: {titel}")
        self._voorstel = found
        self._chair.clear()
        self._chair.addItem("nog niet bekend", "")
        for persoon_id, naam in found.voorzitters:
            self._chair.addItem(naam, persoon_id)
        self._chair.choose(found.voorzitter_id or "")
        self._place.setCompleter(QCompleter(list(found.plaatsen), self._place))
        self.wensen.set_value("plaats", found.plaats)
        self.wensen.set_value("duur", str(found.duur))
        self._show_guests(found.genodigden)
        self._show(found)
        self.slots.setFocus()
        return True

    def _show(self, found: Planvoorstel) -> None:
        self._voorstel = found
        self.slots.show_rows([_row(number, slot) for number, slot in enumerate(found.slots)])
        self.slots.setCurrentRow(0)
        words = ", ".join(found.overgeslagen)
        self._skipped.setText(f"Overgeslagen: {words}." if words else "")
        self._skipped.setVisible(bool(words))
        self.plan_button.setEnabled(bool(found.slots))
        self._show_hearings()

    def _show_guests(self, guests: tuple[Genodigde, ...]) -> None:
        words = {self._told(g): g.sleutel for g in guests}
        self._guest_keys = words
        self.guests.set_value([text for text, guest in zip(words, guests, strict=False) if guest.aan])
        self.guests.set_conditions(list(words))

    def _told(self, guest: Genodigde) -> str:
        return f"{guest.naam} ({self._tafel.label('tafelrollen', guest.rol)}), {guest.waarom}"

    def _show_hearings(self) -> None:
        """A day, time and place for each child that is heard apart, before the chosen moment."""
        slot, found = self._slot(), self._voorstel
        self._apart.setVisible(found is not None and bool(found.horen))
        if self.horen is not None:
            self.horen.hide()
            self.horen.deleteLater()
            self.horen = None
        if slot is None or found is None or not found.horen:
            return
        form = DenseForm()
        for talk in hearings(found, slot):
            form.add(f"dag{talk.jeugdige_id}", f"{talk.naam}: dag", coming_date(self._tafel.today))
            form.add(f"tijd{talk.jeugdige_id}", f"{talk.naam}: tijd", QLineEdit())
            form.add(f"plaats{talk.jeugdige_id}", f"{talk.naam}: plaats", QLineEdit())
            form.set_value(f"dag{talk.jeugdige_id}", talk.gepland_op)
            form.set_value(f"tijd{talk.jeugdige_id}", talk.tijd)
            form.set_value(f"plaats{talk.jeugdige_id}", talk.plaats)
        self.horen = form
        self._apart.add(form)

    def _slot(self) -> Slot | None:
        number = self.slots.current_id
        found = self._voorstel.slots if self._voorstel is not None else ()
        return found[number] if number is not None and number < len(found) else None

    def _again(self) -> None:
        """Look again with another room, length or chair; the guests stay as they were ticked."""
        known = self._voorstel
        if known is None:
            return
        chair = self.wensen.value("voorzitter")
        try:
            found = self._tafel.sessie.vtb_planning.voorstel(
                known.vtb_id,
                duur=int(str(self.wensen.value("duur"))),
                plaats=str(self.wensen.value("plaats")),
                voorzitter_id=chair if isinstance(chair, int) else None,
            )
        except ExpertteamError as error:
            show_error(self, error)
            return
        self._show(found)

    def waarom(self) -> Vraag | None:
        """Every klok of the VTB that is planned: the moments lie within the norm of one of them."""
        return None if self._voorstel is None else Vraag(Over.VTB, self._voorstel.vtb_id)

    # -- planning ------------------------------------------------------------------------------------------------

    def plan(self) -> None:
        """Put the VTB on the chosen moment."""
        slot, found = self._slot(), self._voorstel
        if slot is None or found is None or not self._tafel.can_write:
            return
        ticked = {self._guest_keys[text] for text in self.guests.value()}
        guests = tuple(g for g in found.genodigden if g.sleutel in ticked)
        plan = Plan(found.vtb_id, slot, guests, tuple(self._hearings(found)))
        made: list[int] = []
        act = self._tafel.sessie.vtb_planning.plan
        if self._tafel.attempt(lambda: made.append(act(plan)), self, self.horen):
            self._voorstel = None
            self.planned.emit(made[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the VTB, Ctrl+Enter plans."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.plan()
            return
        super().keyPressEvent(event)

    def _hearings(self, found: Planvoorstel) -> list[Hoorgesprek]:
        form = self.horen
        if form is None:
            return []
        talks = []
        for kind in found.horen:
            day = form.value(f"dag{kind.jeugdige_id}")
            tijd, plaats = str(form.value(f"tijd{kind.jeugdige_id}")), str(form.value(f"plaats{kind.jeugdige_id}"))
            talks.append(Hoorgesprek(kind.jeugdige_id, kind.naam, day if isinstance(day, date) else None, tijd, plaats))
        return talks


def _row(number: int, slot: Slot) -> Row:
    words = {True: "binnen de norm", False: "na de norm", None: "geen norm"}[slot.binnen_norm]
    tone = {True: Tone.GOED, False: Tone.LET_OP, None: Tone.NEUTRAAL}[slot.binnen_norm]
    title = f"{in_woorden(slot.datum)}, {slot.tijd}"
    return Row(number, title, slot.plaats, words, tone, " ".join(slot.waarom))
