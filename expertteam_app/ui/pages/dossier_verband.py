"""What a dossier has to do with the other table, and with whoever opened it with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.werkgebied import DossierSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.verbanden import Verband
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import button, column
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import label

LEG = "Verband leggen"


class VerbandStrook(QWidget):
    """A line for the reason it was opened with, one per verband with the other table, and one to make a verband.

    Hidden where there is nothing to say. Emits `dossier_asked` with the kind and id of the dossier to open, and
    `changed` when a verband was made or broken.

    Args:
        soort: the kind of dossier it stands with.
    """

    dossier_asked = Signal(str, int)
    changed = Signal()

    def __init__(self, sessie: Sessie, soort: DossierSoort) -> None:
        super().__init__()
        self._sessie, self._soort = sessie, soort
        self._may_write = sessie.actor.can(Right.ZITTING_WRITE)
        self._dossier_id = 0
        self._layout = column(self, spacing=TOKENS.xs)
        self.card: Invoer | None = None
        self.hide()

    def show_dossier(self, dossier_id: int) -> None:
        """Show what there is to say about a dossier."""
        if dossier_id != self._dossier_id:
            self._drop_card()
        self._dossier_id = dossier_id
        while item := self._layout.takeAt(0):
            widget = item.widget()
            if widget is not None and widget is not self.card:
                widget.hide()
                widget.deleteLater()
        reason = self._sessie.werkgebieden.reden_van(self._soort, dossier_id)
        found = self._sessie.verbanden.van(self._soort, dossier_id)
        if reason is not None:
            text = f"Buiten uw werkgebied, geopend omdat: {reason.grond}. Zichtbaar tot de kluis op slot gaat."
            self._layout.addWidget(label(text, "klein", wrap=True))
        for verband in found:
            self._layout.addWidget(self._row(verband))
        offered = self._sessie.verbanden.kandidaten(self._soort, dossier_id) if self._may_write else []
        if offered and self.card is None:
            self._layout.addWidget(self._offer(offered))
        if self.card is not None:
            self._layout.addWidget(self.card)
        self.setVisible(reason is not None or bool(found or offered) or self.card is not None)

    def _row(self, verband: Verband) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, TOKENS.s)
        since = dag_cijfers(verband.sinds)
        flow.addWidget(label(f"Verband met {verband.nummer} sinds {since}: {verband.reden}", "klein"))
        go = button(
            f"{verband.nummer} openen",
            partial(self.dossier_asked.emit, verband.soort.value, verband.dossier_id),
            "chevron-right",
            role="stil",
        )
        flow.addWidget(go)
        if self._may_write:
            end = button("Verbreken", partial(self._break, verband.id), "x", role="stil")
            end.setAccessibleName(f"Verband met {verband.nummer} verbreken")
            flow.addWidget(end)
        return row

    def _offer(self, numbers: Sequence[str]) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, TOKENS.s)
        flow.addWidget(label(f"Over dezelfde jeugdige gaat ook {', '.join(numbers)}.", "klein"))
        flow.addWidget(button(LEG, partial(self.ask, numbers[0]), "plus", role="stil"))
        return row

    def ask(self, nummer: str = "") -> None:
        """Open the card that makes a verband."""
        self._drop_card()
        card = self.card = Invoer(LEG, LEG, self._make)
        number = QLineEdit(nummer)
        card.add("nummer", "Met nummer", number, required=True)
        card.add("reden", "Waarom horen ze bij elkaar?", QLineEdit(), required=True, wide=True)
        card.set_note(
            "RET en JBT zijn gescheiden. Met een verband ziet wie het ene dossier mag zien, ook het andere; de reden "
            "staat bij allebei."
        )
        card.done.connect(self._made)
        card.cancelled.connect(self._put_away)
        self.show_dossier(self._dossier_id)
        card.show()
        card.start()
        if nummer:
            card.form.row("reden").control.setFocus(Qt.FocusReason.TabFocusReason)

    def _make(self, values: Mapping[str, object]) -> None:
        nummer, reden = str(values["nummer"] or ""), str(values["reden"] or "")
        self._sessie.verbanden.leg(self._soort, self._dossier_id, nummer, reden)

    def _made(self) -> None:
        self._put_away()
        self.changed.emit()

    def _put_away(self) -> None:
        self._drop_card()
        self.show_dossier(self._dossier_id)

    def _drop_card(self) -> None:
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
            self.card = None

    def _break(self, verband_id: int) -> None:
        if attempt(self, lambda: self._sessie.verbanden.verbreek(verband_id)):
            self.show_dossier(self._dossier_id)
            self.changed.emit()
