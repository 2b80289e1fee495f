"""The sheet for aanbieders: looked at before it leaves the kluis, with every hidden number as one sign."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout

from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.domain.access import Right
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.bestandskeuze import UNPROTECTED, ask_folder
from expertteam_app.ui.pages.beheer_delen import Uitslag
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.cijfer_delen import Reken
from expertteam_app.ui.pages.rapporten_tabellen import Voorbeeld
from expertteam_app.ui.pages.rapporten_vrijgave import free_folder
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import heading, hint
from expertteam_app.ui.work import Work


@dataclass(frozen=True, slots=True)
class _Made:
    folder: Path


class BladPaneel(QFrame):
    """The protected tables, and saving them as PDF and CSV in a new folder."""

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self.setProperty("rol", "kaart")
        self._sessie = sessie
        self._look = Reken(work, self, "Blad voor aanbieders beschermen", self._show)
        self._make = Reken(work, self, "Blad voor aanbieders maken", self._show_made)
        self.save_button = button("Opslaan als PDF en tabellen", self.choose_folder, "file-down", role="primair")
        self.save_button.setEnabled(sessie.actor.can(Right.REPORT_EXPORT))
        self.told = Uitslag()
        self.voorbeeld = Voorbeeld()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.m)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(heading("Blad voor aanbieders"))
        layout.addWidget(
            hint("Zonder namen, nummers, gemeenten of dagen. " + UNPROTECTED)
            if self.save_button.isEnabled()
            else hint("Met uw rol kunt u het voorbeeld zien. De voorzitter slaat het op.")
        )
        layout.addLayout(row_of(self.save_button, None))
        layout.addWidget(self.told)
        layout.addWidget(self.voorbeeld)

    def load(self) -> None:
        """Protect the tables of today."""
        last = self._sessie.wachtenden.laatste_blad()
        if last is not None:
            self.told.say(
                f"Het vorige blad is van {dag_cijfers(last)}. Een aantal dat daar maar weinig van verschilt, is hier "
                "verborgen: naast elkaar zouden twee bladen laten zien wie erbij kwam of wegging.",
                Tone.INFO,
            )
        self._look.ask(lambda _job: self._sessie.wachtenden.blad())

    def _show(self, answer: object) -> None:
        if isinstance(answer, ProtectedReport):
            self.voorbeeld.show_report(answer)

    def choose_folder(self) -> None:
        """Ask in which folder the sheet must come."""
        ask_folder(self, "Kies de map voor het blad", self.save)

    def save(self, parent: Path) -> None:
        """Make the sheet in a new folder inside `parent`."""

        def make(_job: object) -> _Made:
            files = self._sessie.wachtenden.bestanden()
            folder = free_folder(parent, f"wachtenden-{self._sessie.context.vandaag():%Y-%m-%d}")
            self._sessie.uitvoer.schrijf(files, folder, "blad met wachtenden")
            return _Made(folder)

        self._make.ask(make)

    def _show_made(self, answer: object) -> None:
        if isinstance(answer, _Made):
            self.told.say(
                f"Het blad staat in {answer.folder}: een PDF, een rekenblad en de tabellen als CSV.", Tone.GOED
            )
