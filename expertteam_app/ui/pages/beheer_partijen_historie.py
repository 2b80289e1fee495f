"""From which day on the zaken of an imported list count in doorlooptijden: the rule, and what people choose over it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.historie import HEEL, LOPEND, Historie
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_velden import Choice, button, past_date
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import hint, label

DAG = "dag"
KEUZES = (
    ("vanzelf", "Laat het programma kiezen"),
    (HEEL, "Hele historie: vanaf hun begin"),
    (LOPEND, "Alleen wat liep: vanaf het inlezen"),
    (DAG, "Vanaf een dag …"),
)


class HistorieKeuze(QWidget):
    """The rule for one list. Emits `chosen` with the batch and what was chosen, as the service takes it."""

    chosen = Signal(int, str)

    def __init__(self, sessie: Sessie) -> None:
        super().__init__()
        self._historie: Historie | None = None
        self._may = sessie.actor.can(Right.SETTINGS_WRITE)
        self.uitleg = hint("")
        self.keuze = Choice(KEUZES)
        self.keuze.setAccessibleName("Vanaf wanneer de zaken van deze lijst tellen")
        self.keuze.setMinimumContentsLength(32)
        self.keuze.activated.connect(self._fit)
        self.dag = past_date(sessie.context.vandaag)
        self.dag.edit.setAccessibleName("Dag waarop de lijst volledig werd")
        self.button = button("Vastleggen", self.store, "check")
        self.acts = QWidget()
        flow = FlowLayout(self.acts, TOKENS.s)
        for part in (label("Zaken tellen in doorlooptijden"), self.keuze, self.dag, self.button):
            flow.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.uitleg)
        layout.addWidget(self.acts)
        self.show_historie(None)

    def show_historie(self, historie: Historie | None) -> None:
        """Show the rule for a list; nothing for one that was undone."""
        self._historie = historie
        self.setVisible(historie is not None)
        self.acts.setVisible(self._may)
        if historie is None:
            return
        self.uitleg.setText(historie.uitleg)
        known = historie.keuze in (HEEL, LOPEND)
        self.keuze.choose(historie.keuze if known else DAG if historie.keuze else "vanzelf")
        self.dag.set_value(historie.vanaf if self.keuze.currentData() == DAG else historie.eerste_afsluiting)
        self._fit()

    def _fit(self) -> None:
        self.dag.setVisible(self.keuze.currentData() == DAG)

    def store(self) -> None:
        """Hand over the choice; a day that is not there yet is asked for."""
        if self._historie is None:
            return
        keuze, day = str(self.keuze.currentData()), self.dag.value()
        if keuze == DAG and day is None:
            self.dag.setFocus()
            return
        told = {"vanzelf": "", DAG: "" if day is None else day.isoformat()}.get(keuze, keuze)
        self.chosen.emit(self._historie.partij_id, told)
