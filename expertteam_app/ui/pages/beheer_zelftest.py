"""The program tries itself in a process of its own, so that the open kluis is left alone."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QProcessEnvironment, Qt
from PySide6.QtWidgets import QListWidget
from shiboken6 import isValid

from expertteam_app import __version__
from expertteam_app.services.beleid import geldend
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.bestandskeuze import ask_place
from expertteam_app.ui.pages.beheer_delen import BeheerDeel, Uitslag
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.theme import Tone
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.work import Work

UITLEG = (
    "De zelftest probeert met verzonnen gegevens of alles in deze installatie werkt: een kluis, een oude kluis "
    "bijwerken, inlezen, een rapport, een PDF en het venster. Uw eigen kluis blijft erbuiten. Het verslag is voor "
    "de helpdesk; er staat niets in over mensen of dossiers."
)
_ENDS = ("Alles werkt.", "Niet goed:")


def itself(running: Path, *, built: bool) -> list[str]:
    """The command that starts this program once more and lets it print.

    Args:
        running: the program file that runs now: Python, or the built program.
        built: whether it is the built program. On Windows the one with a window has nowhere to print; beside it stands
            one for the terminal.
    """
    if not built:
        return [str(running), "-P", "-m", "expertteam_app"]
    prints = running.with_name(f"{running.stem}-opdracht{running.suffix}")
    return [str(prints if prints.exists() else running)]


class ZelftestDeel(BeheerDeel):
    """A button, the lines of the test as they come, and the report to save."""

    title = "Zelftest"

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self.process = QProcess(self)
        self.process.readyReadStandardOutput.connect(self._read)
        self.process.finished.connect(lambda *_: self._ended())
        self.process.errorOccurred.connect(lambda _error: self._not_started())
        self._said = ""
        self.start_button = button("Zelftest doen", self.start, "play", role="primair")
        self.save_button = button("Verslag opslaan", self.ask_save, "file-down")
        self.save_button.setEnabled(False)
        self.news_button = button("Wat is er nieuw", self.news_asked.emit, "info", role="stil")
        self.outcome = Uitslag()
        self.policy = Uitslag()
        self.policy.say(geldend().beleid.melding, Tone.LET_OP)
        self.list = QListWidget()
        self.list.setAccessibleName("Stappen van de zelftest")
        self.list.setWordWrap(True)
        layout = self.lay_out()
        layout.addWidget(self.policy)
        layout.addWidget(hint(UITLEG))
        version = hint(f"Expertteam {__version__}")
        layout.addLayout(row_of(self.start_button, self.save_button, None, version, self.news_button))
        layout.addWidget(self.outcome)
        layout.addWidget(self.list, 1)

    def start(self) -> None:
        """Begin the test anew."""
        if self.process.state() is not QProcess.ProcessState.NotRunning:
            return
        self._said = ""
        self.list.clear()
        self.save_button.setEnabled(False)
        self.start_button.setEnabled(False)
        self.outcome.say("De zelftest loopt. Dat duurt ongeveer een halve minuut; u kunt gewoon doorwerken.", Tone.INFO)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("QT_QPA_PLATFORM", "offscreen")  # its window must not come over this one
        environment.insert("PYTHONIOENCODING", "utf-8")
        self.process.setProcessEnvironment(environment)
        program, *arguments = itself(Path(sys.executable), built=getattr(sys, "frozen", False))
        self.process.start(program, [*arguments, "--zelftest", "--diagnose"])

    def _read(self) -> None:
        self._said += bytes(self.process.readAllStandardOutput().data()).decode("utf-8", "replace")
        head = self._said.split("\n\n", 1)[0].splitlines()
        lines = [line for line in head if line.startswith(("goed", "FOUT"))]
        for line in lines[self.list.count() :]:
            self.list.addItem(line)

    def _ended(self) -> None:
        if not isValid(self.start_button):  # the page is going, and takes the process with it
            return
        self._read()
        self.start_button.setEnabled(True)
        told = next((line for line in self._said.splitlines() if line.startswith(_ENDS)), "")
        good = told == _ENDS[0] and self.process.exitCode() == 0
        self.outcome.say(told or "De zelftest stopte te vroeg.", Tone.GOED if good else Tone.FOUT)
        self.save_button.setEnabled(bool(self.report))

    def _not_started(self) -> None:
        if not isValid(self.start_button):
            return
        self.start_button.setEnabled(True)
        self.outcome.say("De zelftest kan op deze computer niet starten. Vraag de beheerder.", Tone.FOUT)

    @property
    def report(self) -> str:
        """The report for the helpdesk; empty until the test is over."""
        return self._said.split("\n\n", 1)[1].lstrip("\n") if "\n\n" in self._said else ""

    def ask_save(self) -> None:
        """Ask where the report comes."""
        ask_place(self, "Verslag opslaan", "Zelftest Expertteam.txt", self.save, "Tekst (*.txt)")

    def save(self, path: Path) -> None:
        """Write the report."""
        try:
            path.write_text(self.report, encoding="utf-8")
        except OSError:
            self.outcome.say("Opslaan lukt hier niet. Kies een andere map, of kijk of de schijf vol is.", Tone.FOUT)
            return
        self.outcome.say(f"Opgeslagen: {path.name}.", Tone.GOED)

    def focus_first(self) -> None:
        """The button."""
        self.start_button.setFocus(Qt.FocusReason.TabFocusReason)
