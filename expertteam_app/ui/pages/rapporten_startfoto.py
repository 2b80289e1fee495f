"""The startfoto of uithuisplaatsingen on the page Rapporten: out for a period, and in after a look at what it does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.periode import Periode
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.startfotos import GELIJK, GEWEIGERD, GEWIJZIGD, NIEUW, StartfotoVerslag
from expertteam_app.ui.bestandskeuze import ask_files, ask_place
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.pages.inlezen import read_file
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import announce, heading, hint, label

KINDS = "CSV (*.csv)"
MOST_TOLD = 8
"""Refused rows that are told here; the rest is a number."""


class StartfotoPaneel(QFrame):
    """Two acts and what came of them.

    Args:
        sessie: the open kluis.
        periode: gives the period that is chosen on the page.
    """

    def __init__(self, sessie: Sessie, periode: Callable[[], Periode]) -> None:
        super().__init__()
        self.setProperty("rol", "kaart")
        self._sessie, self._periode = sessie, periode
        self._content = b""
        self.out_button = button("Opslaan als CSV", self.choose_place, "file-down")
        self.out_button.setEnabled(sessie.actor.can(Right.REPORT_EXPORT))
        self.in_button = button("CSV inlezen", self.choose_file, "upload")
        self.in_button.setEnabled(sessie.actor.can(Right.CASUS_IMPORT))
        self.take_button = button("Overnemen", self.take, "check", role="primair")
        self.told = label("", wrap=True)
        acts = QWidget()
        flow = FlowLayout(acts, TOKENS.s)
        for each in (self.out_button, self.in_button, self.take_button):
            flow.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.s)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(heading("Startfoto uithuisplaatsingen"))
        layout.addWidget(
            hint(
                "De twaalf velden van de startfoto voor elke voorgenomen uithuisplaatsing in deze periode, zonder "
                "namen. Inlezen laat eerst zien wat er verandert."
            )
        )
        layout.addWidget(acts)
        layout.addWidget(self.told)
        self.take_button.hide()
        self.told.hide()

    def choose_place(self) -> None:
        """Ask where the CSV must come."""
        ask_place(self, "Waar komt de startfoto?", f"startfoto-{self._periode().code}.csv", self.save, KINDS)

    def save(self, path: Path) -> None:
        """Write the startfoto of the period."""
        if attempt(self, partial(self._write, path)):
            self._say(f"Geschreven: {path.name}.")

    def _write(self, path: Path) -> None:
        files = {path.name: self._sessie.startfotos.uit(self._periode())}
        self._sessie.uitvoer.schrijf(files, path.parent, "startfoto")

    def choose_file(self) -> None:
        """Ask for a CSV."""
        ask_files(self, "Kies de startfoto", lambda paths: self.load(paths[0]), KINDS)

    def load(self, path: Path) -> None:
        """Say what reading this file would do; nothing is stored."""
        self.take_button.hide()
        found: list[StartfotoVerslag] = []

        def look() -> None:
            self._content = read_file(path)
            found.append(self._sessie.startfotos.proef(self._content))

        if attempt(self, look):
            self._say(_in_words(found[0]))
            self.take_button.setVisible(found[0].aantal(NIEUW) + found[0].aantal(GEWIJZIGD) > 0)
            if self.take_button.isVisibleTo(self):
                self.take_button.setFocus(Qt.FocusReason.TabFocusReason)

    def take(self) -> None:
        """Take over what fits, as one act."""
        found: list[StartfotoVerslag] = []
        if attempt(self, lambda: found.append(self._sessie.startfotos.lees_in(self._content))):
            self.take_button.hide()
            self._content = b""
            self._say("Overgenomen. " + _in_words(found[0]))
            self.in_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _say(self, text: str) -> None:
        self.told.setText(text)
        self.told.show()
        announce(self.told, text)


def _in_words(verslag: StartfotoVerslag) -> str:
    counts = [f"{verslag.aantal(stand)} {stand}" for stand in (NIEUW, GEWIJZIGD, GELIJK, GEWEIGERD)]
    lines = [f"{aantal(len(verslag.regels), 'rij', 'rijen')}: {', '.join(counts)}."]
    refused = [r for r in verslag.regels if r.problemen]
    lines += [f"Rij {r.rij}: {r.problemen[0].reden} {r.problemen[0].herstel}" for r in refused[:MOST_TOLD]]
    if len(refused) > MOST_TOLD:
        lines.append(f"En nog {aantal(len(refused) - MOST_TOLD, 'rij', 'rijen')}.")
    return "\n".join(lines)
