"""The check of the kluis, and a back-up now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from expertteam_app.domain.access import Right
from expertteam_app.services.kluis import backup_now
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer_delen import BeheerDeel, Uitslag
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.cijfer_delen import Reken
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import Tone
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.work import Work

CONTROLE = (
    "Leest elke bladzijde van het bestand en kijkt of die heel is, of alle verwijzingen kloppen, of de keten van het "
    "logboek klopt, en of de lijst van casussen zegt wat de tijdlijnen zeggen. Er wordt niets gewijzigd."
)
BACKUP = (
    "Maakt een versleutelde kopie in de map van de kluis en leest die na. De kopie is zelf een kluis: hij opent met "
    "dezelfde wachtzinnen. Zet er geregeld een op een andere schijf."
)
OPNIEUW = "Rekent de lijst van casussen opnieuw uit hun tijdlijnen; nodig als de controle zegt dat die afwijkt."


class ControleDeel(BeheerDeel):
    """Three buttons, each with what it does and what came out."""

    title = "Controle en back-up"

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._check = Reken(work, self, "Kluis controleren", self._checked)
        self._backup = Reken(work, self, "Back-up maken", self._backed_up)
        self._rebuild = Reken(work, self, "Lijst opnieuw berekenen", self._rebuilt)
        self.check_button = button("Kluis controleren", self.check, "shield-check", role="primair")
        self.backup_button = button("Back-up maken", self.backup, "copy")
        self.rebuild_button = button("Lijst opnieuw berekenen", self.rebuild, "refresh-cw")
        self.rebuild_button.setEnabled(sessie.actor.can(Right.SETTINGS_WRITE))
        self.findings, self.backed_up, self.rebuilt = Uitslag(), Uitslag(), Uitslag()
        layout = self.lay_out()
        for name, text, press, outcome in (
            ("Controle", CONTROLE, self.check_button, self.findings),
            ("Back-up", BACKUP, self.backup_button, self.backed_up),
            ("Lijst van casussen", OPNIEUW, self.rebuild_button, self.rebuilt),
        ):
            card = Card(name)
            card.add(hint(text))
            card.body.addLayout(row_of(press, None))
            card.add(outcome)
            layout.addWidget(card)
        layout.addStretch()

    def check(self) -> None:
        """Check the kluis beside the window."""
        self.findings.say("Bezig met controleren …", Tone.NEUTRAAL)
        self._check.ask(lambda _job: self.sessie.beheer.controle())

    def _checked(self, answer: object) -> None:
        if isinstance(answer, tuple) and answer:
            lines = "\n".join(f"• {finding}" for finding in answer)
            told = aantal(len(answer), "bevinding", "bevindingen")
            self.findings.say(f"{told}:\n{lines}\nMaak niets nieuws voordat dit is opgelost.", Tone.FOUT)
        else:
            self.findings.say("Alles klopt: er zijn geen bevindingen.", Tone.GOED)

    def backup(self) -> None:
        """Make a back-up beside the window."""
        self.backed_up.say("Bezig met kopiëren en nalezen …", Tone.NEUTRAAL)
        self._backup.ask(lambda _job: backup_now(self.sessie.kluis))

    def _backed_up(self, answer: object) -> None:
        if isinstance(answer, Path):
            self.backed_up.say(f"De back-up is gemaakt en nagelezen: {answer.name} in {answer.parent}.", Tone.GOED)

    def rebuild(self) -> None:
        """Compute the list of casussen anew, beside the window."""
        self.rebuilt.say("Bezig met rekenen …", Tone.NEUTRAAL)
        self._rebuild.ask(lambda _job: self.sessie.beheer.rebuild())

    def _rebuilt(self, answer: object) -> None:
        if isinstance(answer, int):
            self.rebuilt.say(f"Opnieuw berekend: {aantal(answer, 'casus', 'casussen')}.", Tone.GOED)

    def focus_first(self) -> None:
        """The check."""
        self.check_button.setFocus(Qt.FocusReason.TabFocusReason)
