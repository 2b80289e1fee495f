"""The head of an agenda item: what is asked of the table, how long, how far the inbreng is, and giving it back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.tafel import PuntDossier, PuntStatus, ZittingDossier
from expertteam_app.domain.zitting import ZittingStatus
from expertteam_app.services.inbrengen import Inbreng
from expertteam_app.ui.pages.casus_velden import Choice, button
from expertteam_app.ui.pages.zitting_fields import Banner, DenseForm, set_read_only, update_form
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.flow import FlowLayout

_SHORT = 16


def meter(inbreng: Inbreng) -> str:
    """``Inbreng 6 van 8; ontbreekt: vraag aan de tafel, mandaat aan tafel``."""
    lacking = [part.naam[:1].lower() + part.naam[1:] for part in inbreng.onderdelen if not part.klaar]
    words = f"Inbreng {inbreng.klaar} van {len(inbreng.onderdelen)}"
    return f"{words}; ontbreekt: {', '.join(lacking)}" if lacking else f"{words}, compleet"


def inbreng_of(tafel: Tafel, punt: PuntDossier) -> Inbreng | None:
    """How far the inbreng of an item is; None when it is no casus, or this user may not look at it."""
    if punt.casus_id is None or not tafel.sessie.actor.can(Right.CASUS_READ):
        return None
    return tafel.sessie.inbrengen.stand(punt.casus_id)


class PuntKop(QWidget):
    """Soort, minutes and subject, stored when left; before the table also the meter and giving back.

    Emits `returned` when the inbreng was given back.
    """

    returned = Signal()

    def __init__(self, tafel: Tafel, dossier: ZittingDossier, punt: PuntDossier) -> None:
        super().__init__()
        self._tafel, self._punt_id = tafel, punt.id
        kinds = [c for c in tafel.codes("punt_soorten") if c.extra.get("tafel", "") in {"", dossier.soort.value}]
        self.form = DenseForm(_SHORT)
        self.form.add("soort", "Soort punt", Choice(((c.code, c.label) for c in kinds), "nog niet gekozen"))
        self.form.add("minuten", "Minuten", QLineEdit())
        if not punt.kinderen:
            self.form.add("onderwerp", "Onderwerp", QLineEdit(), wide=True)
        self.form.committed.connect(self._commit)
        self.meter = Banner(Tone.INFO)
        self.return_button = button("Inbreng teruggeven", self.ask_reason, "undo-2", "R", "stil")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Wat is er nog nodig?")
        self.reason.setPlaceholderText("Wat is er nog nodig? Enter geeft de inbreng terug")
        self.reason.returnPressed.connect(self.give_back)
        self.reason.hide()
        tools = QWidget()
        flow = FlowLayout(tools, TOKENS.s)
        flow.addWidget(self.return_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.s)
        for part in (self.form, self.meter, tools, self.reason):
            layout.addWidget(part)
        self._tools = tools

    def show_punt(self, dossier: ZittingDossier, punt: PuntDossier, *, read_only: bool) -> None:
        """Show it as it is now."""
        values = {"soort": punt.soort, "minuten": str(punt.minuten), "onderwerp": punt.onderwerp}
        update_form(self.form, {key: values[key] for key in self.form.values()})
        set_read_only(self.form, read_only)
        before = dossier.status is ZittingStatus.GEPLAND or punt.status == PuntStatus.OPEN
        inbreng = inbreng_of(self._tafel, punt) if before and not punt.regels else None
        if inbreng is None:
            self.meter.say("")
        else:
            self.meter.say(f"{meter(inbreng)}.", Tone.GOED if inbreng.compleet else Tone.LET_OP)
        said = bool(punt.regels or punt.besluiten or punt.acties)
        can = not read_only and punt.casus_id is not None and not said and punt.status == PuntStatus.OPEN
        self._tools.setVisible(can)
        if not can:
            self.reason.hide()

    def ask_reason(self) -> None:
        """Ask what is still needed."""
        if self._tools.isVisible():
            self.reason.show()
            self.reason.setFocus()

    def give_back(self) -> None:
        """Give the inbreng back with the reason that was typed."""
        service, reason = self._tafel.sessie.agendapunten, self.reason.text()
        if self._tafel.attempt(lambda: service.teruggeven(self._punt_id, reason), self):
            self.returned.emit()

    def flush(self) -> None:
        """Store what was typed and not stored yet."""
        self.form.flush()

    def _commit(self, key: str, value: object) -> None:
        text = str(value or "").strip()
        stored: object = int(text) if key == "minuten" and text.isdecimal() and text.isascii() else text
        service = self._tafel.sessie.agendapunten
        self._tafel.attempt(lambda: service.change(self._punt_id, key, stored), self, self.form, key)
