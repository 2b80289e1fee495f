"""Last step of the report: who gets it, the second reader, the files, and the register of what left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.uitgave import CONTROLE, Stand, UitgaveInfo
from expertteam_app.services.rapporten import RapportStand
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.bestandskeuze import ask_folder
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import Uitslag
from expertteam_app.ui.pages.casus_velden import TextArea, button
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.pages.cijfer_delen import Deel, Reken
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.widgets.vinkjes import Vinkjes
from expertteam_app.ui.work import Work


def _makers(info: UitgaveInfo) -> str:
    return f"{info.gemaakt_door}, {info.vrijgegeven_door}"


def _withdrawn(info: UitgaveInfo) -> str:
    return "" if info.ingetrokken is None else f"{dag_cijfers(info.ingetrokken[0])}: {info.ingetrokken[1]}"


KOLOMMEN = (
    Column[UitgaveInfo]("dag", "Naar buiten op", lambda u: dag_cijfers(u.gedaan_op), width=14),
    Column[UitgaveInfo]("wat", "Wat", lambda u: f"{u.soort.woorden}, {u.periode}", width=26),
    Column[UitgaveInfo](
        "wie", "Gemaakt en vrijgegeven door", lambda u: f"{u.gemaakt_door}, {u.vrijgegeven_door}", width=28
    ),
    Column[UitgaveInfo]("aan", "Ontvangers", lambda u: u.ontvangers, width=30),
    Column[UitgaveInfo](
        "weg",
        "Ingetrokken",
        _withdrawn,
        width=24,
    ),
)


AUDIT_NAME = "controlerapport.pdf"


def free_folder(parent: Path, name: str) -> Path:
    """A folder of that name that does not exist yet: an earlier report is never written over."""
    folder, number = parent / name, 2
    while folder.exists():
        folder, number = parent / f"{name}-{number}", number + 1
    return folder


@dataclass(frozen=True, slots=True)
class _Made:
    folder: Path
    files: tuple[str, ...]


class VrijgaveDeel(Deel):
    """What is next with the report, for who is looking at it."""

    title = "Vrijgeven"
    changed = Signal()

    def __init__(self, sessie: Sessie, work: Work, before: Callable[[], None]) -> None:
        super().__init__()
        self._sessie, self._before = sessie, before
        self._periode: Periode | None = None
        self._stand = RapportStand(Stand.OPEN)
        self._warned = 0
        self._may_make = sessie.actor.can(Right.REPORT_EXPORT)
        self._make = Reken(work, self, "Rapport maken", self._show_made)
        self.told = Uitslag()
        self.done = Uitslag()
        self.offer = self._offer_card()
        self.reader = self._reader_card()
        self.files = self._files_card()
        self.register = Card("Wat er naar buiten ging")
        self.table = FillTable("Register van uitgaven", whole=True)
        self._model: ListModel[UitgaveInfo] = ListModel(KOLOMMEN, parent=self.table)
        self.table.show_rows(self._model)
        self.register.add(hint("Dit register is verzegeld. Ontbreekt er iets, dan kan er niets naar buiten."))
        self.register.add(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.m)
        self.audit_button = button("Controlerapport opslaan", self.choose_audit, "shield-check", "", "stil")
        for part in (self.told, self.done, self.offer, self.reader, self.files, _row(self.audit_button), self.register):
            layout.addWidget(part)
        layout.addStretch()

    def _offer_card(self) -> Card:
        card = Card("Aan de tweede lezer voorleggen")
        card.add(
            hint("Wie het rapport maakt, geeft het niet vrij. De tweede lezer opent de kluis met een eigen account.")
        )
        self.wie = Form()
        for key, name, text in (
            ("ontvangers", "Wie krijgt dit rapport?", "Bijvoorbeeld: de deelnemers van het BOEG-overleg."),
            ("doel", "Waarvoor?", "Bijvoorbeeld: leren van vastgelopen situaties."),
        ):
            area = TextArea(2)
            area.setReadOnly(not self._may_make)
            self.wie.add(key, name, area, text, wide=True)
        card.add(self.wie)
        self.offer_button = button("Voorleggen", self.bied_aan, "check", "Ctrl+Shift+V", "primair")
        card.add(_row(self.offer_button))
        return card

    def _reader_card(self) -> Card:
        card = Card("Lezen en vrijgeven")
        card.add(hint("Lees alle tabellen en teksten. Vink daarna elk punt aan dat klopt."))
        self.punten = Vinkjes(CONTROLE)
        self.punten.name_boxes("Controle")
        self.punten.changed.connect(lambda _codes: self._enable())
        card.add(self.punten)
        self.release_button = button("Vrijgeven", self.geef_vrij, "shield-check", "Ctrl+Shift+G", "primair")
        card.add(_row(self.release_button))
        self.terug = Form()
        self.terug.add("opmerking", "Wat moet er anders?", TextArea(2), "Alleen als u het teruggeeft.", wide=True)
        card.add(self.terug)
        self.return_button = button("Teruggeven", self.geef_terug, "undo-2")
        card.add(_row(self.return_button))
        return card

    def _files_card(self) -> Card:
        card = Card("Bestanden")
        self.make_button = button("Rapport opslaan", self.choose_folder, "file-down", "Ctrl+Shift+R", "primair")
        card.add(
            hint(
                "Een PDF, de teksten als Word-bestand, de tabellen als rekenblad en als CSV, in een nieuwe map. Elke "
                "keer precies dezelfde bestanden."
            )
        )
        card.add(_row(self.make_button))
        self.intrek = Form()
        self.intrek.add(
            "reden", "Intrekken, omdat", TextArea(2), "Vraag de ontvangers het rapport weg te doen.", wide=True
        )
        card.add(self.intrek)
        self.withdraw_button = button("Intrekken", self.trek_in, "undo-2")
        card.add(_row(self.withdraw_button))
        return card

    # -- what it shows -------------------------------------------------------------------------------------------

    def show_period(self, periode: Periode, stand: RapportStand, warned: int) -> None:
        """Show how far the report of a period is.

        Args:
            periode: the period.
            stand: how far it is.
            warned: texts in which something was found that may point to a person.
        """
        other = periode != self._periode
        self._periode, self._stand, self._warned = periode, stand, warned
        now = stand.stand
        if other or now is not Stand.AANGEBODEN:
            self.punten.set_value([])
        if other or not self.wie.value("ontvangers"):
            self.wie.set_value("ontvangers", stand.ontvangers)
            self.wie.set_value("doel", stand.doel)
        self.offer.setVisible(self._may_make and now in (Stand.BEVROREN, Stand.TERUGGEGEVEN))
        self.reader.setVisible(now is Stand.AANGEBODEN and self.may_release)
        self.files.setVisible(self._may_make and now is Stand.VRIJGEGEVEN)
        self.audit_button.setVisible(now is not Stand.OPEN and self._sessie.actor.can(Right.REPORT_RELEASE))
        lines = self._sessie.uitgaven.all()
        self._model.set_rows(lines)
        self.register.setVisible(bool(lines))
        self._tell()
        self._enable()

    @property
    def may_release(self) -> bool:
        """Whether this user can be the second reader."""
        made = {who for _day, who in (p for p in (self._stand.bevroren, self._stand.aangeboden) if p is not None)}
        return self._sessie.actor.can(Right.REPORT_RELEASE) and self._sessie.actor.naam not in made

    @property
    def can_make(self) -> bool:
        """Whether the files may be made now."""
        return self._may_make and self._stand.stand is Stand.VRIJGEGEVEN and not self._make.busy

    def _tell(self) -> None:
        stand, offered = self._stand, self._stand.aangeboden
        warning = self._sessie.uitgaven.waarschuwing()
        if stand.stand is Stand.OPEN:
            text, tone = "Bevries eerst de cijfers; daarna kan het rapport naar de tweede lezer.", Tone.INFO
        elif stand.stand is Stand.TERUGGEGEVEN:
            text, tone = f"De tweede lezer gaf het terug: {stand.opmerking}", Tone.LET_OP
        elif stand.stand is Stand.AANGEBODEN and offered is not None:
            when = f"Voorgelegd op {dag_cijfers(offered[0])} door {offered[1]}, voor: {stand.ontvangers}."
            mine = "" if self.may_release else " Iemand anders met een eigen account geeft het vrij of geeft het terug."
            text, tone = when + mine, Tone.INFO
        elif stand.stand is Stand.VRIJGEGEVEN:
            text, tone = "Dit rapport is vrijgegeven. De cijfers en teksten liggen vast.", Tone.GOED
        elif self._warned:
            kind = aantal(self._warned, "tekst", "teksten")
            text, tone = f"In {kind} staat nog iets dat op een persoon kan wijzen.", Tone.LET_OP
        else:
            text, tone = "De cijfers zijn bevroren. Het rapport kan naar de tweede lezer.", Tone.INFO
        self.told.say(f"{text} {warning}".strip(), Tone.LET_OP if warning else tone)

    def _enable(self) -> None:
        self.release_button.setEnabled(len(self.punten.value()) == len(CONTROLE))
        self.make_button.setEnabled(self.can_make)

    # -- what one does -------------------------------------------------------------------------------------------

    def _do(self, act: Callable[[Periode], object], said: str) -> None:
        periode = self._periode
        if periode is not None and attempt(self, lambda: act(periode)):
            self.done.say(said, Tone.GOED)
            self.changed.emit()

    def bied_aan(self) -> None:
        """Lay the report before the second reader."""
        self._before()
        self.wie.flush()
        wie, doel = str(self.wie.value("ontvangers")), str(self.wie.value("doel"))
        self._do(lambda p: self._sessie.rapporten.bied_aan(p, wie, doel), "Het rapport ligt bij de tweede lezer.")

    def geef_vrij(self) -> None:
        """Release the report."""
        points = dict.fromkeys(self.punten.value(), True)
        self._do(
            lambda p: self._sessie.rapporten.geef_vrij(p, points),
            "Vrijgegeven. De voorzitter kan de bestanden opslaan.",
        )

    def geef_terug(self) -> None:
        """Give the report back."""
        self.terug.flush()
        text = str(self.terug.value("opmerking"))
        self._do(lambda p: self._sessie.rapporten.geef_terug(p, text), "Teruggegeven aan de maker.")

    def trek_in(self) -> None:
        """Write down that the report was withdrawn."""
        self.intrek.flush()
        reden, line = str(self.intrek.value("reden")), self._stand.uitgave_id
        if line is not None:
            self._do(
                lambda _p: self._sessie.uitgaven.trek_in(line, reden), "Ingetrokken. De cijfers blijven zoals ze waren."
            )

    def choose_folder(self) -> None:
        """Ask in which folder the report must come; asks nothing while it cannot be made."""
        if not self.can_make:
            return
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        ask_folder(self, "Kies de map voor het rapport", self.make_report, start)

    def make_report(self, parent: Path) -> None:
        """Make the report in a new folder inside `parent`."""
        periode = self._periode
        if periode is None:
            return

        def make(_job: object) -> _Made:
            files = self._sessie.rapporten.boeg(periode).bestanden
            folder = free_folder(parent, f"boeg-{periode.code}")
            return _Made(
                folder, tuple(path.name for path in self._sessie.uitvoer.schrijf(files, folder, "rapport voor BOEG"))
            )

        self._make.ask(make)
        self._enable()

    def _show_made(self, answer: object) -> None:
        self._enable()
        if not isinstance(answer, _Made):
            return
        names = [name for name in answer.files if not name.endswith(".csv")]
        tables = len(answer.files) - len(names)
        what = ", ".join(names) + (f" en {aantal(tables, 'tabel', 'tabellen')} (CSV)" if tables else "")
        kind = "Het controlerapport blijft binnen. Het" if answer.files == (AUDIT_NAME,) else "Het rapport"
        self.done.say(f"{kind} staat in {answer.folder}: {what}.", Tone.GOED)

    def choose_audit(self) -> None:
        """Ask in which folder the audit report must come."""
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        ask_folder(self, "Kies de map voor het controlerapport", self.save_audit, start)

    def save_audit(self, parent: Path) -> None:
        """Save the audit report in a new folder inside `parent`."""
        periode = self._periode
        if periode is None:
            return

        def make(_job: object) -> _Made:
            content = self._sessie.controle_rapporten.pdf(periode)
            folder = free_folder(parent, f"controle-boeg-{periode.code}")
            return _Made(
                folder,
                tuple(p.name for p in self._sessie.uitvoer.schrijf({AUDIT_NAME: content}, folder, "controlerapport")),
            )

        self._make.ask(make)

    def focus_first(self) -> None:
        """What is next to do."""
        for card, widget in (
            (self.offer, self.wie.row("ontvangers").field),
            (self.reader, next(iter(self.punten.boxes.values()))),
            (self.files, self.make_button),
            (self.register, self.table),
        ):
            if card.isVisible():
                widget.setFocus()
                return

    def flush(self) -> None:
        """Hand on what is being typed."""
        for form in (self.wie, self.terug, self.intrek):
            form.flush()


def _row(widget: QWidget) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)
    layout.addStretch()
    return holder
