"""The verslag leaves the kluis as a PDF, or is vastgesteld; what still lacks is listed and led to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from expertteam_app.domain.errors import UserError
from expertteam_app.domain.tafel import ZittingDossier
from expertteam_app.domain.zitting import ZittingStatus
from expertteam_app.services.verslagen import Verslag
from expertteam_app.ui.bestandskeuze import BuitenKluis
from expertteam_app.ui.errors import find_message_place, show_error
from expertteam_app.ui.pages.zitting_rows import Row, RowList
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.labels import announce, hint, label
from expertteam_app.ui.work import Job


class Gaten(QWidget):
    """What must still be filled in before vaststellen. Emits `opened` with the words of the gap."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._gaps: tuple[str, ...] = ()
        self._text = label("", wrap=True)
        self._keys = hint("Enter gaat naar de plek waar u het invult.")
        self.list = RowList("Nog in te vullen")
        self.list.opened.connect(lambda place: self.opened.emit(self._gaps[place]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, TOKENS.m, 0, 0)
        layout.setSpacing(TOKENS.s)
        for part in (self._text, self._keys):
            layout.addWidget(part)
        layout.addWidget(self.list, 1)
        layout.addStretch()

    def show_gaps(self, gaps: tuple[str, ...]) -> None:
        """Show these gaps."""
        self._gaps = gaps
        self.list.show_rows([Row(n, gap[:1].upper() + gap[1:]) for n, gap in enumerate(gaps)])
        self._text.setText(
            f"Het verslag kan worden vastgesteld als u nog {aantal(len(gaps), 'ding', 'dingen')} invult."
            if gaps
            else "Alles wat nodig is, is ingevuld. F9 toont de versies per ontvanger, F10 stelt het verslag vast."
        )
        self._keys.setVisible(bool(gaps))
        self.list.setVisible(bool(gaps))

    def enter(self) -> None:
        """Say how much is missing, and put the keyboard on the first of it."""
        announce(self.list, self._text.text())
        if self._gaps:
            self.list.setFocus()


class VerslagActies(QWidget):
    """Saving as PDF and vaststellen, with the dialogs that go with it. Never shown itself.

    Emits `incomplete` when vaststellen was refused because something lacks, `fixed` when it was done.
    """

    incomplete = Signal()
    fixed = Signal()

    def __init__(self, tafel: Tafel, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._tafel = tafel
        self._outside = BuitenKluis(parent, "Verslag")

    # -- saving --------------------------------------------------------------------------------------------------

    def save(self, dossier: ZittingDossier) -> None:
        """Ask where, and save the verslag there; the first time it is said that the kluis does not protect it."""
        fixed = dossier.status is ZittingStatus.VASTGESTELD
        name = f"{dossier.nummer}-verslag.pdf" if fixed else f"{dossier.nummer}-verslag-concept.pdf"
        self._outside.ask(name, lambda path: self._write(dossier.id, path))

    def _write(self, zitting_id: int, path: Path) -> None:
        def make(job: Job) -> Verslag:
            verslag = self._tafel.sessie.verslagen.verslag(zitting_id)
            job.check()
            files, over = {path.name: verslag.pdf}, ("zitting", zitting_id)
            self._tafel.sessie.uitvoer.schrijf(files, path.parent, "verslag", over)
            return verslag

        self._tafel.work.run(make, self._written, self._failed, "Verslag maken")

    def _written(self, verslag: Verslag) -> None:
        kind = "Het vastgestelde verslag" if verslag.vastgesteld else "Het concept van het verslag"
        self._say(f"{kind} is opgeslagen. Dit bestand staat buiten de kluis.", Tone.GOED)

    # -- vaststellen ---------------------------------------------------------------------------------------------

    def finalise(self, dossier: ZittingDossier) -> None:
        """Fix the verslag after one confirmation; with gaps it is refused at once and they are shown."""
        if dossier.ontbreekt:
            self._say(
                f"Het verslag is nog niet compleet: {aantal(len(dossier.ontbreekt), 'ding', 'dingen')} "
                "moet u nog invullen. Kies een regel uit de lijst en druk op Enter.",
                Tone.LET_OP,
            )
            self.incomplete.emit()
            return
        waiting = sum(bool(b.voorbehoud_reden) and not b.definitief for p in dossier.punten for b in p.besluiten)
        reserve = f" {aantal(waiting, 'besluit blijft', 'besluiten blijven')} onder voorbehoud." if waiting else ""
        box = self._box("Verslag vaststellen?", f"Daarna kan er niets meer in worden gewijzigd.{reserve}")
        go_on = box.addButton("Vaststellen", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(go_on)
        box.accepted.connect(lambda: self._fix(dossier.id))
        box.open()

    def _fix(self, zitting_id: int) -> None:
        service = self._tafel.sessie.verslagen
        self._tafel.work.run(
            lambda _job: service.vaststellen(zitting_id), self._fixed, self._failed, "Verslag vaststellen"
        )

    def _fixed(self, _digest: str) -> None:
        self._tafel.changed.emit()
        self._say("Het verslag is vastgesteld en ligt vast.", Tone.GOED)
        self.fixed.emit()

    # -- shared --------------------------------------------------------------------------------------------------

    def _failed(self, error: Exception) -> None:
        show_error(self, error)
        if isinstance(error, UserError):
            self._tafel.changed.emit()

    def _say(self, text: str, tone: Tone) -> None:
        place = find_message_place(self)
        if place is not None:
            place.show_message(text, tone)

    def _box(self, question: str, explanation: str) -> QMessageBox:
        box = QMessageBox(QMessageBox.Icon.Warning, "Expertteam", question, parent=self.window())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setInformativeText(explanation)
        box.setEscapeButton(box.addButton("Annuleren", QMessageBox.ButtonRole.RejectRole))
        return box
