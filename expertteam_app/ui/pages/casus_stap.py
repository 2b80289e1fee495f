"""The card that moves a casus to another step: what the step asks, who may take it, and what was tried so far."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.casus import Richting, direction
from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.opschaling import Stap
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_invoer import Act, Invoer
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, past_date, tab_after
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.widgets.checklist import Checklist

GEPROBEERD = "Wat is op deze stap geprobeerd?"
BETROKKEN = "Wie waren betrokken?"


def step_label(now: int | None, stap: Stap) -> str:
    """``opschalen: 4 Regionaal overleg`` for the list of steps."""
    words = {Richting.OPGESCHAALD: "opschalen: ", Richting.AFGESCHAALD: "afschalen: "}
    return f"{words.get(direction(now, stap.volgorde), '')}{stap.volgorde} {stap.kort}"


class StapKaart(Invoer):
    """Step, day, entry conditions, reason, and what was tried on the step that ends.

    Args:
        sessie: the session.
        dossier: the casus.
        act: does it with the values of the fields.
        concept: where the draft is kept.
    """

    def __init__(self, sessie: Sessie, dossier: CasusDossier, act: Act, concept: Concept) -> None:
        super().__init__(f"{dossier.nummer}: stap zetten", "Stap zetten", act, concept)
        self._rol = sessie.actor.rol
        self._model = dossier.model
        now = dossier.stand.stap
        steps = dossier.model.stappen
        self.steps = Choice((s.volgorde, step_label(now, s)) for s in steps if s.volgorde != now)
        self.checklist = Checklist()
        above = [s.volgorde for s in steps if now is None or s.volgorde > now]
        self.steps.choose(above[0] if above else None)
        day = past_date(sessie.context.vandaag)
        day.set_value(sessie.context.vandaag())
        self.add("stap", "Naar stap", self.steps)
        self.add("datum", "Begonnen op", day)
        self.add(
            "ingang", "Voorwaarden", self.checklist, "Spatie vinkt aan. Wat open blijft, vraagt een reden.", wide=True
        )
        self.add(
            "reden", "Reden", QLineEdit(), "Nodig bij afschalen, bij overslaan en bij een open voorwaarde.", wide=True
        )
        self.add("geprobeerd", GEPROBEERD, TextArea(2), "De stap die nu eindigt. Ctrl+Enter legt vast.")
        self.add("betrokken", BETROKKEN, TextArea(2), "Bijvoorbeeld: toegang, aanbieder, school. Ctrl+Enter legt vast.")
        self.steps.currentIndexChanged.connect(self._turn)
        self._turn()

    @property
    def controls(self) -> list[QWidget]:
        """What the keyboard can stand on, in order: every condition by itself."""
        found: list[QWidget] = []
        for control in super().controls:
            found += self.checklist.boxes if control is self.checklist else [control]
        return found

    def start(self) -> None:
        """Bring back a draft with its conditions."""
        super().start()
        self._turn()

    def choose(self, stap: int) -> None:
        """Choose the step to go to."""
        self.steps.setCurrentIndex(self.steps.findData(stap))

    def _turn(self) -> None:
        """Another step: its conditions, its owner, and whether this user may take it."""
        number = cast("int | None", self.steps.currentData())
        stap = next((s for s in self._model.stappen if s.volgorde == number), None)
        self.checklist.set_conditions(stap.ingang if stap is not None else ())
        self.form.row("ingang").setVisible(bool(self.checklist.boxes))
        if stap is None:
            return
        may = stap.may_take(self._rol)
        note = f"Eigenaar van stap {stap.volgorde}: {stap.eigenaar}. Deze stap zet de {stap.wie}."
        self.set_note(note if may else f"{note} Met de rol {self._rol} kunt u deze stap niet zetten.")
        self.confirm_button.setEnabled(may)
        tab_after(self.controls[0], self.controls[1:])
