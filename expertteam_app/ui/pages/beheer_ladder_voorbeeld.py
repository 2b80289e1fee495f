"""What a version of the ladder would change for the casussen that are open now; counted beside the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from expertteam_app.domain.errors import Cancelled, ExpertteamError
from expertteam_app.domain.opschaling import ModelVoorbeeld, Opschalingsmodel, Uitval
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.text import aantal, getal
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import announce, heading, label
from expertteam_app.ui.work import Job, Work

WERKT = "voorbeeld van de ladder"


def in_words(found: ModelVoorbeeld) -> str:
    """How many casussen would come out otherwise, and how."""
    many = len(found.ids)
    if not many:
        return f"Geen van de {aantal(found.open, 'open casus', 'open casussen')} zou anders uitvallen."
    verb = "zou" if many == 1 else "zouden"
    ways = "; ".join(f"{getal(len(ids))} {way}" for way, ids in found.anders.items())
    return f"{aantal(many, 'casus', 'casussen')} van de {getal(found.open)} {verb} anders uitvallen: {ways}."


class LadderVoorbeeld(QFrame):
    """The outcome, with a button per kind that lists its casussen. Emits `drill` with ids and what they are called."""

    drill = Signal(object, str)

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self.setProperty("rol", "kaart")
        self._sessie = sessie
        self._work = work
        self._job: Job | None = None
        self.text = label("", wrap=True)
        self.note = label(
            "Open casussen houden hun eigen versie; dit laat zien wat er gebeurt als ook zij deze versie krijgen.",
            "klein",
            wrap=True,
        )
        self.buttons: dict[Uitval, QPushButton] = {
            way: button(f"Toon wat {way}", partial(self._show, way), "chevron-right") for way in Uitval
        }
        self._found = ModelVoorbeeld(0, {})
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.m)
        layout.setSpacing(TOKENS.s)
        for part in (heading("Voorbeeld"), self.text, self.note):
            layout.addWidget(part)
        layout.addLayout(row_of(*self.buttons.values(), None))
        self.hide()

    def ask(self, model: Opschalingsmodel) -> None:
        """Count for this version; an earlier count is stopped."""
        if self._job is not None:
            self._job.stop()
        self._found = ModelVoorbeeld(0, {})
        self._fill("Bezig met tellen…")
        self.show()
        count: Callable[[Job], ModelVoorbeeld] = lambda job: self._sessie.modellen.voorbeeld(model, job.progress)  # noqa: E731 - the type of the job is told beside it
        self._job = self._work.run(count, self._arrived, self._failed, WERKT)

    def put_away(self) -> None:
        """Forget what was counted."""
        if self._job is not None:
            self._job.stop()
            self._job = None
        self.hide()

    def _arrived(self, found: ModelVoorbeeld) -> None:
        self._job = None
        self._found = found
        self._fill(in_words(found))
        announce(self, self.text.text())

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        self.hide()
        if not isinstance(error, ExpertteamError):
            raise error
        show_error(self, error)

    def _fill(self, text: str) -> None:
        self.text.setText(text)
        for way, shown in self.buttons.items():
            ids = self._found.anders.get(way, ())
            shown.setVisible(bool(ids))
            shown.setText(f"Toon {aantal(len(ids), 'casus', 'casussen')}: {way}")

    def _show(self, way: Uitval) -> None:
        self.drill.emit(self._found.anders[way], f"{way} (voorbeeld)")
