"""The table while it sits: agenda, what the item is about, and the lines; all by keyboard (PRODUCT 6.3, 6.4 B)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertteam_app.domain.masker import Masker
from expertteam_app.domain.tafel import PuntDossier, PuntStatus, ZittingDossier
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.services.agendapunten import Gesloten
from expertteam_app.ui.pages.tafel_agenda import TafelAgenda
from expertteam_app.ui.pages.tafel_klok import TafelKlok
from expertteam_app.ui.pages.tafel_kolommen import Kolommen, Midden
from expertteam_app.ui.pages.tafel_kop import TafelKop
from expertteam_app.ui.pages.tafel_naast import Naast
from expertteam_app.ui.pages.tafel_regels import LETTERS, RegelsKolom
from expertteam_app.ui.pages.tafel_samenvatting import Samenvatting
from expertteam_app.ui.pages.tafel_slot import Slotregel, proposed, sentence
from expertteam_app.ui.pages.zitting_presentie import Presentie
from expertteam_app.ui.pages.zitting_punt import PuntView, bring
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import dag_kort
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import announce

ACTS = (*LETTERS, "O", "P", "C", "T")
"""The letters that act while no text field has the keyboard."""


def _plain(text: str) -> str:
    return text


class LiveTafel(QWidget):
    """The live table of one zitting.

    Emits `left` when one goes back to the whole zitting, `closed` with a sentence when the table was closed, and
    `presenting_changed` when names go behind a mask or come back.
    """

    left = Signal()
    closed = Signal(str)
    presenting_changed = Signal(bool)

    def __init__(self, tafel: Tafel, soort: ZittingSoort) -> None:
        super().__init__()
        self._tafel, self._soort = tafel, soort
        self._dossier: ZittingDossier | None = None
        self._punt_id: int | None = None
        self._masker: Masker | None = None
        self._gemeenten = {c.code: c.label for c in tafel.codes("gemeenten")}
        self.klok = TafelKlok(self)
        self.klok.ticked.connect(self._show_time)
        self.kop = TafelKop(soort)
        self.agenda = TafelAgenda(ACTS)
        self.agenda.chosen.connect(self.go_to)
        self.samenvatting = Samenvatting(tafel)
        self.presentie = Presentie(tafel, soort)
        self.regels = RegelsKolom(tafel)
        self.agenda.opened.connect(lambda _id: self.regels.invoer.setFocus())
        self.agenda.key_pressed.connect(lambda _id, name: self._letter(name))
        self.regels.letter.connect(self._letter)
        self.regels.invoer.step.connect(self.step)
        self.slot = Slotregel()
        self.slot.answered.connect(self._finish)
        self.slot.coding_asked.connect(self.show_coding)
        self.slot.cancelled.connect(self.regels.invoer.setFocus)
        self._lay_out()

    # -- layout --------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        kop = self.kop
        kop.left.connect(self.leave)
        kop.presence_asked.connect(self.toggle_presence)
        kop.fields_asked.connect(self.toggle_fields)
        kop.step_asked.connect(self.ask_step)
        kop.park_asked.connect(self.park)
        kop.presenting_asked.connect(self.toggle_presenting)
        kop.close_asked.connect(self.close_table)
        self._lines = QWidget()
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(TOKENS.s, 0, 0, 0)
        column.setSpacing(TOKENS.s)
        column.addWidget(self.regels, 1)
        column.addWidget(self.slot)
        self.kolommen = Kolommen(self.agenda, self.samenvatting, self.presentie, self._lines)
        self.kolommen.arranged.connect(self._fit)
        self.naast = Naast(self._tafel, self.kolommen, self._gemeenten)
        self.naast.asked.connect(self._show_middle)
        self.naast.presence_asked.connect(self.toggle_presence)
        self.naast.ready.connect(self.back_to_line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(kop)
        layout.addWidget(self.kolommen, 1)
        self.kolommen.arrange()

    def _fit(self) -> None:
        """Shorter words where there is no room for three columns."""
        narrow = self.kolommen.narrow
        self.regels.roomy(not narrow)
        if self._dossier is not None:
            self.kop.show_dossier(self._dossier, narrow=narrow)
        punt = self.punt
        title = f"{punt.volgorde}. {punt.titel}" if punt is not None and narrow else ""
        self.regels.title.setText(self.seen(title) or "Regels van deze tafel")

    def _show_middle(self, part: Midden) -> None:
        self.kop.fields_button.setText("Samenvatting" if part is Midden.VELDEN else "Velden")
        self.kolommen.show_part(part)

    # -- showing -------------------------------------------------------------------------------------------------

    @property
    def dossier(self) -> ZittingDossier | None:
        """The zitting on the table, None while it is not live."""
        return self._dossier

    @property
    def presenting(self) -> bool:
        """Whether names are masked."""
        return self._masker is not None

    def waarom(self) -> Vraag | None:
        """The dates of the casus or the VTB of the item one is at."""
        punt = self.punt
        if punt is None:
            return None
        if punt.casus_id is not None:
            return Vraag(Over.CASUS, punt.casus_id)
        return None if punt.vtb_id is None else Vraag(Over.VTB, punt.vtb_id)

    @property
    def punt(self) -> PuntDossier | None:
        """The item on the table."""
        punten = self._dossier.punten if self._dossier else ()
        return next((p for p in punten if p.id == self._punt_id), None)

    def seen(self, text: str) -> str:
        """The text as it may be seen now."""
        return self._masker(text) if self._masker is not None else text

    def open_zitting(self, dossier: ZittingDossier) -> bool:
        """Begin (or go on with) a zitting at its first open item."""
        if dossier.status is ZittingStatus.GEPLAND and not self._tafel.attempt(
            lambda: self._tafel.sessie.zittingen.houden(dossier.id), self
        ):
            return False
        concept = self._tafel.concept(f"tafelklok.{dossier.id}")
        self.klok.open_table(concept, {p.id: p.besteed_seconden for p in dossier.punten})
        self.presentie.read_personen()
        self._dossier = dossier
        first = next((p for p in dossier.punten if p.status == PuntStatus.OPEN), None) or next(
            iter(dossier.punten), None
        )
        self._punt_id = None
        self.reload()
        if first is not None:
            self.go_to(first.id)
        self.regels.invoer.setFocus()
        return True

    def reload(self) -> None:
        """Read the zitting again, leaving alone what is being typed."""
        if self._dossier is None:
            return
        found: list[ZittingDossier] = []
        zitting_id = self._dossier.id
        if self._tafel.look(lambda: found.append(self._tafel.sessie.zittingen.dossier(zitting_id)), self):
            self._dossier = found[0]
            self._show()

    def _show(self) -> None:
        dossier = self._dossier
        if dossier is None:
            return
        self.kop.show_dossier(dossier, narrow=self.kolommen.narrow)
        self.agenda.show_punten(dossier.punten, self._punt_id, self.seen)
        self.presentie.show_dossier(dossier, self._gemeenten)
        self._show_punt()
        self._show_time()
        self.kolommen.arrange()

    def _show_punt(self) -> None:
        punt, dossier = self.punt, self._dossier
        if punt is None or dossier is None:
            return
        final = dossier.status.vast or not self._tafel.can_write
        vorig = self._tafel.sessie.agendapunten.vorig_advies(punt.id)
        self.samenvatting.show_punt(dossier, punt, vorig, self.seen if self.presenting else _plain)
        self.regels.masked = self.presenting
        self.regels.show_lines(punt.id, punt.regels, read_only=final, mask=self.seen if self.presenting else _plain)
        self.kop.step_button.setEnabled(punt.casus_id is not None and not final)
        self.naast.reread(dossier, punt)

    def _show_time(self) -> None:
        punt, dossier = self.punt, self._dossier
        if punt is not None and dossier is not None:
            self.kop.show_time(dossier, punt, self.klok.seconds(punt.id))

    # -- going through the agenda --------------------------------------------------------------------------------

    def go_to(self, punt_id: int) -> None:
        """Put an item on the table: its clock runs, its half typed line comes back."""
        if punt_id == self._punt_id:
            return
        self.naast.drop_fields()
        self.slot.put_away()
        self._punt_id = punt_id
        punt = self.punt
        self.klok.run(punt_id if punt is not None and punt.status == PuntStatus.OPEN else None)
        self._show_middle(Midden.SAMENVATTING)
        self._show()

    def step(self, by: int) -> None:
        """To the next item, first asking what closes this one; or back to the one before, asking nothing."""
        punt = self.punt
        if punt is None or self._dossier is None:
            return
        said = bool(punt.regels or punt.besluiten or punt.acties)
        if by > 0 and punt.status == PuntStatus.OPEN and said and not self.slot.isVisible():
            if punt.kinderen:
                self.slot.ask(punt, proposed(punt, self._dossier), [a.naam for a in self._dossier.aanwezigen])
                return
            self._tafel.attempt(lambda: self._done(punt, ""), self)
        self._move(by)

    def _move(self, by: int) -> None:
        there = self.agenda.beside(by)
        self.slot.put_away()
        if there is not None:
            self.go_to(there)
        elif by > 0:
            self.kop.say_last()
        self.regels.invoer.setFocus()

    def _done(self, punt: PuntDossier, who: str) -> None:
        seconds = self.klok.seconds(punt.id)
        self._tafel.sessie.agendapunten.afronden(punt.id, terugkoppeling_door=who, seconden=seconds)

    def _finish(self, who: str) -> None:
        punt = self.punt
        if punt is not None and self._tafel.attempt(lambda: self._done(punt, who), self):
            self._move(1)

    def park(self) -> None:
        """Park the item: it goes on the agenda of the next zitting."""
        punt = self.punt
        if punt is None:
            return
        days: list[str] = []

        def act() -> None:
            if punt.status == PuntStatus.GEPARKEERD:
                self._tafel.sessie.agendapunten.heropenen(punt.id)
                days.append("Het punt is weer open.")
                return
            day = self._tafel.sessie.agendapunten.parkeren(punt.id)
            days.append(f"Geparkeerd; staat op {dag_kort(day)}." if day else "Geparkeerd tot de volgende zitting.")

        if self._tafel.attempt(act, self):
            announce(self, days[0])
            if days[0].startswith("Geparkeerd"):
                self._move(1)

    def close_table(self) -> None:
        """Store what is half typed as a line, then close the table."""
        dossier = self._dossier
        if dossier is None or (self.regels.invoer.text().strip() and not self.regels.store(self.regels.invoer.text())):
            return
        told: list[Gesloten] = []
        service, spent = self._tafel.sessie.agendapunten, self.klok.all()
        if self._tafel.attempt(lambda: told.append(service.sluiten(dossier.id, spent)), self):
            self.klok.forget()
            self.leave()
            self.closed.emit(sentence(told[0]))

    def leave(self) -> None:
        """Back to the whole zitting; the count of time stops, nothing else changes."""
        self.save_draft()
        self.klok.run(None)
        self.naast.drop_fields()
        if self.presenting:
            self.toggle_presenting()
        self._dossier, self._punt_id = None, None
        self.left.emit()

    # -- beside the lines ----------------------------------------------------------------------------------------

    def toggle_presence(self) -> None:
        """To the list of presence, or back to the line."""
        if self.kolommen.part is Midden.AANWEZIG:
            self.back_to_line()
            return
        self._show_middle(Midden.AANWEZIG)
        target = self.presentie.list if self.presentie.list.count() else self.presentie.naam
        target.setFocus()

    def back_to_line(self) -> None:
        """What one reads, and the line to type in."""
        self._show_middle(Midden.SAMENVATTING)
        self.regels.invoer.setFocus()

    def toggle_fields(self) -> None:
        """Between what one reads and the fields to fill in; the fields stay away while names are masked."""
        if self.kolommen.part is Midden.VELDEN:
            self.naast.drop_fields()
            self.back_to_line()
        elif (view := self._open_fields()) is not None:
            bring(view.first_field())

    def _open_fields(self) -> PuntView | None:
        punt, dossier = self.punt, self._dossier
        if punt is None or dossier is None or self.presenting or not punt.kinderen:
            return None
        return self.naast.open_fields(dossier, punt)

    def choose_besluit(self, code: str) -> None:
        """JBT: the besluit about the kind that is talked about, or the first that has none; then on in its fields."""
        view = self._open_fields()
        if view is not None:
            view.choose_besluit(code)
        elif self.presenting:
            announce(self, "Zet eerst de presentatie uit met F11.")

    def go_to_besluit(self) -> None:
        """To the besluit of the item."""
        view = self._open_fields()
        if view is not None:
            bring(view.besluit_field())

    def show_coding(self) -> None:
        """To the oorzaken and hiaten of the item."""
        view = self._open_fields()
        if view is not None and view.codering is not None:
            bring(view.codering.form.row("oorzaken").control)

    def ask_step(self) -> None:
        """The card that moves the casus on the ladder, with its conditions."""
        punt = self.punt
        if punt is not None and punt.casus_id is not None:
            self.naast.ask_step(punt.casus_id)

    def toggle_presenting(self) -> None:
        """Mask every name of the gezinnen, or show them again."""
        if self.presenting:
            self._masker = None
        elif self._dossier is not None:
            self.naast.drop_fields()
            self._masker = Masker(self._tafel.sessie.agendapunten.maskers(self._dossier.id))
            if self.kolommen.part is not Midden.SAMENVATTING:
                self._show_middle(Midden.SAMENVATTING)
        self.kop.show_presenting(presenting=self.presenting)
        self.presentie.shown_as = self.seen if self.presenting else _plain
        self.presenting_changed.emit(self.presenting)
        self._show()
        self.regels.invoer.setFocus()

    # -- keys ----------------------------------------------------------------------------------------------------

    def _letter(self, name: str) -> None:
        if name in LETTERS:
            self.regels.begin(LETTERS[name])
        elif name == "O":
            self.ask_step()
        elif name == "P":
            self.park()
        elif name == "C":
            self.show_coding()
        elif name == "T":
            self.regels.invoer.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter outside every text field acts; Esc goes back to the line one types in."""
        name = event.text().upper()
        known = name in ACTS
        if known and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self._letter(name)
        elif event.key() == Qt.Key.Key_Escape and not self.regels.invoer.hasFocus():
            self.back_to_line()
        else:
            super().keyPressEvent(event)

    def save_draft(self) -> None:
        """Keep what is half typed and how long was talked."""
        self.regels.invoer.keep()
        self.klok.keep()
        self.naast.flush()
