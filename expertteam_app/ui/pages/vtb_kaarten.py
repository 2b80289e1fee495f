"""Parts of one VTB: the way to the agenda, the kinderen, and what was decided about them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.dossier import KindInfo
from expertteam_app.domain.geboorte import geboren_woorden
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.domain.tafel import BesluitInfo, VtbDossier, ZittingRegel
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.ui.pages.casus_velden import Choice, button, past_date
from expertteam_app.ui.pages.zitting_fields import EntryForm
from expertteam_app.ui.pages.zitting_lijst import in_order
from expertteam_app.ui.pages.zitting_natafel import told
from expertteam_app.ui.pages.zitting_rows import Row, RowList
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import dag_cijfers, dag_kort
from expertteam_app.ui.theme import Tone
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.form import FieldRow
from expertteam_app.ui.widgets.labels import hint, label


class AgendaKaart(Card):
    """Puts the VTB on the agenda of a planned zitting, or says on which one it stands."""

    zitting_asked = Signal(int)

    def __init__(self, tafel: Tafel) -> None:
        super().__init__("Op de agenda")
        self._tafel = tafel
        self._dossier: VtbDossier | None = None
        self.zitting_status = ""
        self._text = label("", wrap=True)
        self.choice = Choice()
        self._row = FieldRow("Zitting", self.choice)
        self.add_button = button("Op de agenda zetten", self._put, "calendar-check", role="primair")
        self.open_button = button("Naar de zitting", self._open, "arrow-up-right")
        for part in (self._text, self._row, self.add_button, self.open_button):
            self.add(part)

    def show_dossier(self, dossier: VtbDossier) -> None:
        """Show what can be done with this VTB."""
        self._dossier = dossier
        known = self._tafel.sessie.zittingen.all(ZittingSoort.JBT)
        placed = next((z for z in known if z.id == dossier.zitting_id), None)
        free = [z for z in in_order(known) if z.status is not ZittingStatus.VASTGESTELD]
        self.zitting_status = placed.status.value if placed else ""
        can_put = placed is None and not dossier.belemmeringen and bool(free) and self._tafel.can_write
        self._text.setText(self._words(dossier, placed, free))
        self._fill(free)
        self._row.setVisible(can_put)
        self.add_button.setVisible(can_put)
        self.open_button.setVisible(placed is not None)

    def _words(self, dossier: VtbDossier, placed: ZittingRegel | None, free: list[ZittingRegel]) -> str:
        if placed is not None:
            return f"Staat op de agenda van {placed.nummer}, {in_woorden(placed.datum)}."
        if dossier.belemmeringen:
            return "Kan nog niet op de agenda. " + " ".join(dossier.belemmeringen)
        return "Kan op de agenda." if free else "Kan op de agenda, maar er is nog geen zitting gepland."

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
        self.list = RowList("Kinderen in dit VTB")
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
        self.list.show_rows([self._row(kind) for kind in dossier.kinderen])
        self.list.setVisible(bool(dossier.kinderen))
        self.list.show_all()
        self.entry.setVisible(self._tafel.can_write)

    def _row(self, kind: KindInfo) -> Row:
        if kind.geboortedatum is None:
            known = geboren_woorden(None, kind.geboortejaar)
            return Row(kind.id, kind.naam, f"geboren in {known}" if known else "geboortedatum niet bekend")
        age = age_on(kind.geboortedatum, self._tafel.today())
        return Row(kind.id, kind.naam, f"geboren {dag_cijfers(kind.geboortedatum)}, {age} jaar")

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
        self.list = RowList("Besluiten van de tafel")
        self.add(self.list)
        self.add(hint("Wijzigen en terugmelden doet u bij de zitting."))

    def show_dossier(self, dossier: VtbDossier) -> None:
        """Show the besluiten."""
        self.list.show_rows([self._row(b) for b in dossier.besluiten])
        self.list.show_all()
        self.setVisible(bool(dossier.besluiten))

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
