"""Stem: what the jeugdige and the ouders say themselves comes first, then what professionals see."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.uitspraak import NIET_GELUKT, missing_voices
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_formulier import StoredForm, VeldenTab
from expertteam_app.ui.pages.casus_uitspraken import UitsprakenDeel
from expertteam_app.ui.pages.casus_velden import TextArea, bring_in_sight, column, scroll
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.status import StatusPill

VOICES = ("stem_jeugdige", "stem_ouders", "stem_niet_gelukt")


class StemTab(VeldenTab):
    """The voices of the gezin, the reason when one was not heard, and the statements of professionals."""

    title = "Stem"

    def __init__(self, sessie: Sessie) -> None:
        super().__init__(sessie)
        self.mark = StatusPill("stem ontbreekt", Tone.LET_OP)
        self.mark.hide()
        self.form = StoredForm()
        self.reason = StoredForm()
        own = "In eigen woorden, zoals het is gezegd."
        self.form.add("stem_jeugdige", "Stem van de jeugdige", TextArea(), own)
        self.form.add("stem_ouders", "Stem van de ouders", TextArea(), own)
        self._reason = self.reason.add(
            "stem_niet_gelukt",
            f"{NIET_GELUKT} …",
            TextArea(1),
            "Alleen als u een van hen niet hebt gesproken. Deze reden komt dan op de agenda en in het verslag.",
            wide=True,
        )
        self.deel = UitsprakenDeel(sessie, may_write=self.may_write)
        content = QWidget()
        layout = column(content)
        layout.setContentsMargins(0, 0, TOKENS.s, 0)
        for part in (self.mark, self.form, self.reason, self.saved, self.deel):
            layout.addWidget(part)
        layout.addStretch()
        area = scroll(content)
        column(self).addWidget(area)
        self.deel.card_shown.connect(partial(bring_in_sight, area))
        self.keep(self.form, self.reason)

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the stored voices and statements."""
        super().fill(dossier, other=other)
        self.deel.show_casus(dossier.id, other=other)
        missing = missing_voices(*(getattr(dossier, key) for key in VOICES))
        words = f"stem van {' en '.join(missing)} ontbreekt"
        self.mark.set_status(words, Tone.LET_OP)
        self.mark.updateGeometry()
        self.mark.setVisible(bool(missing))
        self._reason.set_text(f"{NIET_GELUKT} …" + (" (verplicht zolang een stem ontbreekt)" if missing else ""))

    def flush(self) -> None:
        """Store what is being typed."""
        super().flush()
        self.deel.flush()

    def insert(self) -> None:
        """Add a feit or mening."""
        self.deel.insert()

    def focus_first(self) -> None:
        """The card that is open, else the voice of the jeugdige."""
        if self.deel.card is not None:
            self.deel.focus_first()
        else:
            self.form.row("stem_jeugdige").control.setFocus()
