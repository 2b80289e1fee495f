"""Parts of one VTB: the way to the agenda, the kinderen, and what was decided about them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.dossier import KindInfo
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.geboorte import geboren_woorden
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.domain.tafel import BesluitInfo, VtbDossier, ZittingRegel
from expertteam_app.domain.vtb import BESPREKING, TOETSING
from expertteam_app.domain.vtb_fase import Fase
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.ui.bestandskeuze import ask_folder
from expertteam_app.ui.errors import find_message_place
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, button, column, past_date
from expertteam_app.ui.pages.zitting_afspraken import AfsprakenBlok
from expertteam_app.ui.pages.zitting_fields import DenseForm, EntryForm, set_read_only, update_form
from expertteam_app.ui.pages.zitting_lijst import in_order
from expertteam_app.ui.pages.zitting_natafel import NaDeTafel, told
from expertteam_app.ui.pages.zitting_rows import Row, WholeList
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import aantal, dag_cijfers, dag_kort
from expertteam_app.ui.theme import Tone
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.field_row import FieldRow
from expertteam_app.ui.widgets.labels import hint, label

REDENEN = (
    "vrijwillige hulp gaat verder",
    "afspraken zijn nagekomen",
    "de Raad heeft de zaak afgerond",
    "ingetrokken door de indiener",
    "doorverwezen",
    "gezin is verhuisd",
)
"""Reasons that are offered while typing; any other may be typed."""


class AgendaKaart(Card):
    """Puts the VTB on the agenda of a planned zitting, or says on which one it stands.

    Emits `inviting` when one begins to invite, `invited` when everyone is.
    """

    zitting_asked = Signal(int)
    plan_asked = Signal()
    inviting = Signal()
    invited = Signal()

    def __init__(self, tafel: Tafel) -> None:
        super().__init__("Op de agenda")
        self._tafel = tafel
        self._dossier: VtbDossier | None = None
        self._text = label("", wrap=True)
        self.plan_button = button("Plannen", self.plan_asked.emit, "calendar-days", "F6", "primair")
        self.invite_button = button("Uitnodigingen opslaan", self.choose_folder, "calendar-days", role="primair")
        self.other_button = button("Anders uitgenodigd", self._invited_otherwise, "check", role="stil")
        self._told = hint("")
        self.choice = Choice()
        self._row = FieldRow("Zitting", self.choice)
        self._row.setMinimumWidth(1)  # this card stands in a narrow column
        self.add_button = button("Op de agenda zetten", self._put, "calendar-check")
        self.open_button = button("Naar de zitting", self._open, "arrow-up-right")
        parts = (self._text, self.plan_button, self._row, self.add_button, self.invite_button, self.other_button)
        for part in (*parts, self._told, self.open_button):
            self.add(part)

    @property
    def next_steps(self) -> tuple[QWidget, ...]:
        """What is done next on the way to the table, in order; what cannot be done now is hidden."""
        return self.plan_button, self.invite_button, self.open_button

    def show_dossier(self, dossier: VtbDossier) -> None:
        """Show what can be done with this VTB."""
        self._dossier = dossier
        known = self._tafel.sessie.zittingen.all(ZittingSoort.JBT)
        placed = next((z for z in known if z.id == dossier.zitting_id), None)
        free = [z for z in in_order(known) if z.status is ZittingStatus.GEPLAND]
        open_vtb = placed is None and dossier.gesloten_op is None
        can_put = open_vtb and not dossier.belemmeringen and bool(free) and self._tafel.can_write
        self._text.setText(self._words(dossier, placed, free))
        self._fill(free)
        self.plan_button.setVisible(open_vtb and not dossier.belemmeringen and self._tafel.can_write)
        coming = placed is not None and placed.status is ZittingStatus.GEPLAND
        self.invite_button.setVisible(coming and self._tafel.can_write)
        waiting = dossier.gang.fase is Fase.GEPLAND
        self.other_button.setVisible(coming and waiting and self._tafel.can_write)
        self._told.setVisible(coming)
        self._told.setText(self._invited(dossier) if coming else "")
        self._row.setVisible(can_put)
        self.add_button.setVisible(can_put)
        self.open_button.setVisible(placed is not None)

    def _words(self, dossier: VtbDossier, placed: ZittingRegel | None, free: list[ZittingRegel]) -> str:
        if placed is not None:
            return f"Staat op de agenda van {placed.nummer}, {in_woorden(placed.datum)}."
        if dossier.gesloten_op is not None:
            return "Dit VTB is gesloten."
        if dossier.belemmeringen:
            return "Kan nog niet op de agenda. " + " ".join(dossier.belemmeringen)
        return "Kan op de agenda." if free else "Kan op de agenda, maar er is nog geen zitting gepland."

    def _invited(self, dossier: VtbDossier) -> str:
        """How many of the invitations were made as the zitting is now."""
        try:
            found = self._tafel.sessie.uitnodigingen.voor(dossier.zitting_id or 0, dossier.punt_id)
        except UserError as error:
            return str(error)
        made = sum(each.verzonden for each in found)
        if not found:
            return "Er staat nog niemand op de lijst van genodigden."
        if made == len(found):
            return f"Alle {len(found)} genodigden zijn uitgenodigd."
        return f"{made} van {len(found)} genodigden zijn uitgenodigd zoals de zitting nu is."

    def choose_folder(self) -> None:
        """Ask in which folder the agenda files must come."""
        self.inviting.emit()
        ask_folder(self.window(), "Kies de map voor agendabestanden en brieven", self.invite_in)

    def _invited_otherwise(self) -> None:
        dossier = self._dossier
        if dossier is not None and dossier.zitting_id is not None:
            zitting_id, punt_id = dossier.zitting_id, dossier.punt_id
            act = self._tafel.sessie.uitnodigingen.anders_uitgenodigd
            self.inviting.emit()
            if self._tafel.attempt(lambda: act(zitting_id, punt_id), self):
                self.invited.emit()

    def invite_in(self, folder: Path) -> None:
        """Write an agenda file and a letter for each guest in a folder; the user sends them."""
        dossier = self._dossier
        if dossier is None or dossier.zitting_id is None:
            return
        zitting_id, punt_id, write = dossier.zitting_id, dossier.punt_id, self._tafel.sessie.uitnodigingen.schrijf
        letters, made = self._tafel.sessie.sjablonen.schrijf_brieven, [0, 0]

        def act() -> None:
            made[0] = len(write(zitting_id, folder, punt_id))
            made[1] = len(letters(zitting_id, folder, punt_id)) if punt_id is not None else 0

        if self._tafel.attempt(act, self):
            place = find_message_place(self)
            if place is not None:
                files = aantal(made[0], "agendabestand", "agendabestanden")
                papers = aantal(made[1], "brief", "brieven")
                text = f"{files} (zonder namen) en {papers} opgeslagen. Stuur ze zelf naar de genodigden."
                place.show_message(text, Tone.GOED)
            self.invited.emit()

    def _fill(self, free: list[ZittingRegel]) -> None:
        chosen = self.choice.currentData()
        self.choice.clear()
        for zitting in free:
            self.choice.addItem(f"{dag_kort(zitting.datum)} · {zitting.nummer}", zitting.id)
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))

    def _put(self) -> None:
        zitting_id = self.choice.currentData()
        if self._dossier is not None and isinstance(zitting_id, int):
            vtb_id, add_punt = self._dossier.id, self._tafel.sessie.zittingen.add_punt
            self._tafel.attempt(lambda: add_punt(zitting_id, vtb_id=vtb_id), self)

    def _open(self) -> None:
        if self._dossier is not None and self._dossier.zitting_id is not None:
            self.zitting_asked.emit(self._dossier.zitting_id)


class KinderenKaart(Card):
    """The kinderen of the gezin, and a form for one more."""

    def __init__(self, tafel: Tafel) -> None:
        super().__init__("Kinderen")
        self._tafel = tafel
        self._vtb_id = 0
        self.list = WholeList("Kinderen in dit VTB", choice=False)
        self.entry = self._make_entry(0)
        self.add(self.list)
        self.add(self.entry)

    def _make_entry(self, vtb_id: int) -> EntryForm:
        entry = EntryForm(self._tafel, f"vtb.kind.{vtb_id}", "Kind toevoegen")
        entry.add("voornaam", "Voornaam", QLineEdit())
        entry.add("tussenvoegsel", "Tussenvoegsel", QLineEdit())
        entry.add("achternaam", "Achternaam", QLineEdit())
        entry.add("geboortedatum", "Geboren op", past_date(self._tafel.today))
        entry.submitted.connect(self._add)
        entry.restore()
        return entry

    def show_dossier(self, dossier: VtbDossier) -> None:
        """Show the kinderen."""
        if dossier.id != self._vtb_id:
            self._vtb_id = dossier.id
            self.entry.hide()
            self.entry.deleteLater()
            self.entry = self._make_entry(dossier.id)
            self.add(self.entry)
        self.list.show_rows([self._row(kind, dossier.gemeente) for kind in dossier.kinderen])
        self.list.setVisible(bool(dossier.kinderen))
        self.entry.setVisible(self._tafel.can_write)

    def _row(self, kind: KindInfo, gemeente: str) -> Row:
        """A kind with its age; its own gemeente where that is another one than the gemeente of the VTB."""
        elsewhere = "" if kind.gemeente == gemeente else f" · gemeente {self._tafel.label('gemeenten', kind.gemeente)}"
        if kind.geboortedatum is None:
            known = geboren_woorden(None, kind.geboortejaar)
            born = f"geboren in {known}" if known else "geboortedatum niet bekend"
        else:
            age = age_on(kind.geboortedatum, self._tafel.today())
            born = f"geboren {dag_cijfers(kind.geboortedatum)}, {age} jaar"
        return Row(kind.id, kind.naam, f"{born}{elsewhere}")

    def _add(self, values: dict[str, object]) -> None:
        born = values["geboortedatum"]
        add_kind = self._tafel.sessie.vtbs.add_kind
        names = [str(values[part]) for part in ("voornaam", "tussenvoegsel", "achternaam")]
        key = "geboortedatum" if any(names) else "voornaam"
        if self._tafel.attempt(
            lambda: add_kind(self._vtb_id, names[0], names[1], names[2], born if isinstance(born, date) else None),
            self,
            self.entry.form,
            key,
        ):
            self.entry.done()
            self.entry.form.row("voornaam").control.setFocus()


class BesluitenKaart(Card):
    """What the table decided about each kind; hidden until it did."""

    def __init__(self, tafel: Tafel) -> None:
        super().__init__("Besluiten van de tafel")
        self._tafel = tafel
        self.list = WholeList("Besluiten van de tafel", choice=False)
        self.add(self.list)
        self.add(hint("Het besluit zelf wijzigt u bij de zitting; wat daarna komt, legt u hier of daar vast."))
        self._vtb_id = 0
        self._blocks = QWidget()
        self._layout = column(self._blocks)
        self.after: dict[int, NaDeTafel] = {}
        self.afspraken: dict[int, AfsprakenBlok] = {}
        self.add(self._blocks)

    def show_dossier(self, dossier: VtbDossier) -> None:
        """Show the besluiten."""
        self.list.show_rows([self._row(b) for b in dossier.besluiten])
        if list(self.after) != [b.id for b in dossier.besluiten]:
            self._make(dossier.besluiten)
        for besluit in dossier.besluiten:
            self.afspraken[besluit.id].show_besluit(besluit, read_only=not self._may_agree(besluit))
            self.after[besluit.id].show_besluit(besluit)
        self.setVisible(bool(dossier.besluiten))

    def next_steps(self, besluiten: tuple[BesluitInfo, ...]) -> list[QWidget]:
        """Where what is awaited on the besluiten that lie fast is recorded: first every VTO that must still go."""
        found = (self.after[b.id].next_field() for b in besluiten if b.definitief and b.id in self.after)
        return [field for _turn, field in sorted((f for f in found if f is not None), key=lambda pair: pair[0])]

    def _may_agree(self, besluit: BesluitInfo) -> bool:
        """Goals may change until the verslag lies fast; then the besluit is definitief."""
        return self._tafel.can_write and not besluit.definitief

    def _make(self, besluiten: tuple[BesluitInfo, ...]) -> None:
        while item := self._layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.after, self.afspraken = {}, {}
        for besluit in besluiten:
            goals, after = AfsprakenBlok(self._tafel, besluit.jeugdige), NaDeTafel(self._tafel, besluit.jeugdige)
            self.afspraken[besluit.id], self.after[besluit.id] = goals, after
            self._layout.addWidget(goals)
            self._layout.addWidget(after)

    def _row(self, besluit: BesluitInfo) -> Row:
        words = self._tafel.label("jbt_besluiten", besluit.soort)
        parts = [part for part in (besluit.tekst, besluit.motivering) if part]
        notes = [told(melding) for melding in besluit.terugmeldingen]
        notes += [f"VTO verzonden op {dag_cijfers(besluit.vto_verzonden)}."] if besluit.vto_verzonden else []
        notes += [f"Raad: {self._tafel.label('raad_status', besluit.raad_status)}."] if besluit.raad_status else []
        result = self._tafel.label("raad_resultaat", besluit.raad_resultaat)
        notes += [f"{result}."] if result else []
        tone = Tone.GOED if besluit.definitief else Tone.INFO
        return Row(besluit.id, besluit.jeugdige, " ".join(parts), words, tone, " ".join(n for n in notes if n))


class VormKaart(Card):
    """What is asked of the table; shown only where the region also judges the end of an OTS."""

    def __init__(self, tafel: Tafel) -> None:
        super().__init__("Wat vraagt dit VTB?")
        self._tafel = tafel
        self._vtb_id = 0
        self.form = DenseForm()
        options = ((BESPREKING, "bespreking van het gezin"), (TOETSING, "toetsing van de beëindiging van een OTS"))
        self.choice = Choice(options)
        self.form.add("vorm", "Aan de tafel", self.choice, wide=True)
        self.form.committed.connect(self._commit)
        self.add(self.form)

    def show_dossier(self, dossier: VtbDossier) -> None:
        """Show the choice of now."""
        self._vtb_id = dossier.id
        update_form(self.form, {"vorm": dossier.vorm})
        set_read_only(self.form, not self._tafel.can_write)
        self.setVisible(dossier.vorm == TOETSING or self._tafel.sessie.vtbs.toetst_ots())

    def _commit(self, _key: str, value: object) -> None:
        vtb_id, act = self._vtb_id, self._tafel.sessie.vtbs.kies_vorm
        self._tafel.attempt(lambda: act(vtb_id, str(value)), self, self.form, "vorm")


class BronKaart(Card):
    """The text in which the VTB came; hidden when it was typed in the fields."""

    def __init__(self) -> None:
        super().__init__("Tekst van het verzoek")
        self.add(hint("Zo kwam het binnen; deze tekst verandert niet mee."))
        self.text = TextArea(4)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Tekst van het verzoek")
        self.add(self.text)

    def show_text(self, text: str) -> None:
        """Show a text."""
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
        self.setVisible(bool(text))


class SluitenKaart(Card):
    """Closes a VTB with a reason, or says why and since when it is closed."""

    def __init__(self, tafel: Tafel) -> None:
        super().__init__("Sluiten")
        self._tafel = tafel
        self._dossier: VtbDossier | None = None
        self._text = label("", wrap=True)
        self.reason = QLineEdit()
        self.reason.returnPressed.connect(self.close_vtb)
        self._completer = QCompleter(REDENEN, self.reason)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.reason.setCompleter(self._completer)
        self.form = DenseForm()
        self.form.add("reden", "Waarom wordt dit VTB gesloten?", self.reason, "Bijvoorbeeld: " + REDENEN[0], wide=True)
        self.close_button = button("VTB sluiten", self.close_vtb, "lock")
        self.open_button = button("Heropenen", self._open_again, "undo-2")
        for part in (self._text, self.form, self.close_button, self.open_button):
            self.add(part)

    def show_dossier(self, dossier: VtbDossier) -> None:
        """Show what can be done with this VTB."""
        if self._dossier is None or dossier.id != self._dossier.id:
            self.form.set_value("reden", "")
            self.form.clear_errors()
        self._dossier = dossier
        closed, can = dossier.gesloten_op, self._tafel.can_write
        self._text.setText(f"Gesloten op {dag_cijfers(closed)}: {dossier.gesloten_reden}" if closed else "")
        self._text.setVisible(closed is not None)
        self.form.setVisible(closed is None and can)
        self.close_button.setVisible(closed is None and can)
        self.open_button.setVisible(closed is not None and can)
        self.setVisible(can or closed is not None)

    def close_vtb(self) -> None:
        """Close it with the reason that was typed."""
        if self._dossier is not None:
            vtb_id, reason, close = self._dossier.id, self.reason.text(), self._tafel.sessie.vtbs.sluiten
            self._tafel.attempt(lambda: close(vtb_id, reason), self, self.form, "reden")

    def _open_again(self) -> None:
        if self._dossier is not None:
            vtb_id = self._dossier.id
            self._tafel.attempt(lambda: self._tafel.sessie.vtbs.heropenen(vtb_id), self)
