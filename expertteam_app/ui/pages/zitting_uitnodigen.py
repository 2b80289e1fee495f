"""Invites for a whole zitting and calls it off: agenda files and letters in a folder, and why it does not go on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.tafel import ZittingDossier
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.ui.bestandskeuze import ask_folder
from expertteam_app.ui.errors import find_message_place
from expertteam_app.ui.pages.casus_velden import button, column
from expertteam_app.ui.pages.zitting_fields import DenseForm
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import hint

FOLLOWS = {
    ZittingSoort.RET: "De agenda gaat mee naar de volgende zitting.",
    ZittingSoort.JBT: "De VTB’s plant u opnieuw.",
}
"""What becomes of the agenda."""


class ZittingUitnodigen(QWidget):
    """The buttons, and below them the reason once one wants to call it off."""

    def __init__(self, tafel: Tafel) -> None:
        super().__init__()
        self._tafel = tafel
        self._dossier: ZittingDossier | None = None
        self.invite_button = button("Uitnodigingen opslaan", self.choose_folder, "calendar-days")
        self.off_button = button("Zitting afzeggen", self.ask, "x", role="stil")
        self.reason = QLineEdit()
        self.reason.returnPressed.connect(self.call_off)
        self.form = DenseForm()
        words = "Deze reden komt in de brief aan de genodigden"
        self.form.add("reden", "Waarom gaat de zitting niet door?", self.reason, words, wide=True)
        self.do_button = button("Ja, afzeggen", self.call_off, "check", "Enter", "primair")
        self.leave_button = button("Toch niet", self.leave, role="stil")
        self._asked = QWidget()
        inner = column(self._asked, spacing=TOKENS.xs)
        inner.addWidget(self.form)
        self._follows = hint("")
        inner.addWidget(self._follows)
        inner.addLayout(row_of(self.do_button, self.leave_button, None))
        self._asked.hide()
        layout = column(self, spacing=TOKENS.xs)
        layout.addLayout(row_of(self.invite_button, self.off_button, None))
        layout.addWidget(self._asked)
        self.hide()

    def show_dossier(self, dossier: ZittingDossier) -> None:
        """Show what can be done with a zitting."""
        if self._dossier is None or self._dossier.id != dossier.id or dossier.status is not ZittingStatus.GEPLAND:
            self.leave()
        self._dossier = dossier
        self._follows.setText(FOLLOWS[dossier.soort])
        called_off = dossier.status is ZittingStatus.AFGEZEGD
        planned = dossier.status is ZittingStatus.GEPLAND
        self.invite_button.setText("Afzeggingen opslaan" if called_off else "Uitnodigingen opslaan")
        self.invite_button.setVisible((planned or called_off) and self._tafel.can_write)
        self.off_button.setVisible(planned and self._tafel.can_write)

    def choose_folder(self) -> None:
        """Ask in which folder the files must come."""
        ask_folder(self.window(), "Kies de map voor agendabestanden en brieven", self.write_in)

    def write_in(self, folder: Path) -> None:
        """Write an agenda file for everyone, and the letters of each VTB; the user sends them."""
        dossier = self._dossier
        if dossier is None:
            return
        sessie, made = self._tafel.sessie, [0, 0]

        def act() -> None:
            made[0] = len(sessie.uitnodigingen.schrijf(dossier.id, folder))
            vtbs = [punt.id for punt in dossier.punten if punt.vtb_id is not None]
            made[1] = sum(len(sessie.sjablonen.schrijf_brieven(dossier.id, folder, punt)) for punt in vtbs)

        place = find_message_place(self)
        if self._tafel.attempt(act, self) and place is not None:
            letters = f" en {aantal(made[1], 'brief', 'brieven')}" if made[1] else ""
            files = aantal(made[0], "agendabestand", "agendabestanden")
            place.show_message(f"{files} (zonder namen){letters} opgeslagen. Stuur ze zelf.", Tone.GOED)

    def ask(self) -> None:
        """Ask why this zitting does not go on."""
        self.form.set_value("reden", "")
        self.form.clear_errors()
        self._asked.show()
        self.reason.setFocus()

    def call_off(self) -> None:
        """Call it off with the reason that was typed, and say where its agenda went."""
        dossier = self._dossier
        if dossier is None or not self._asked.isVisible():
            return
        moved: list[str] = []

        def act() -> None:
            day = self._tafel.sessie.afzeggen.zeg_af(dossier.id, self.reason.text())
            moved.append(f" De agenda gaat mee naar {in_woorden(day)}." if day is not None else "")

        place = find_message_place(self)
        if self._tafel.attempt(act, self, self.form, "reden") and place is not None:
            place.show_message(f"De zitting is afgezegd.{moved[0]} Sla nu de afzeggingen op.", Tone.GOED)

    def leave(self) -> None:
        """Leave it as it is."""
        self._asked.hide()
