"""Kern: the vraag first, then what was tried and who holds the regie. Everything is stored by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.inbreng import MAX_VRAAG
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_formulier import StoredForm, VeldenTab
from expertteam_app.ui.pages.casus_toekomstplan import ToekomstplanKaart
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, code_choice, column, scroll
from expertteam_app.ui.pages.casus_woorden import SOORTEN_VRAAG, vraag_hint
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import label

KADER_HINT = "Bij drang blijft toestemming nodig. In het gedwongen kader vraagt delen om een grond: zie Delen."


class KernTab(VeldenTab):
    """The text fields of a casus."""

    title = "Kern"

    def __init__(self, sessie: Sessie) -> None:
        super().__init__(sessie)
        self.form = StoredForm()
        self.rest = StoredForm()
        self._vraag = TextArea(2)
        short = f"Kort en als vraag, liefst binnen {MAX_VRAAG} tekens."
        self.form.add("vraag", "Vraag aan de tafel", self._vraag, short, wide=True)
        self._advice = label("", "klein", wrap=True)
        self._advice.hide()
        self.rest.add("geprobeerd", "Wat is geprobeerd en waarom liep het vast?", TextArea(2), wide=True)
        self.rest.add("opmerking", "Opmerking", TextArea(2), wide=True)
        self.rest.add("soort_vraag", "Soort vraag", Choice((s, s) for s in SOORTEN_VRAAG))
        self.rest.add("aangemeld_door", "Aangemeld door", QLineEdit())
        self.rest.add("casusregisseur", "Casusregisseur", QLineEdit(), "Eén gezin, één plan, één regisseur.")
        analyses = code_choice(sessie.lists["verklarende_analyse"], "Nog niet bekend")
        self.rest.add("verklarende_analyse", "Verklarende analyse", analyses, "Is die er al?")
        self.rest.add("verblijfplaats", "Waar verblijft de jeugdige nu?", QLineEdit())
        self.rest.add("kader", "Kader", code_choice(sessie.lists["kaders"]), KADER_HINT)
        content = QWidget()
        layout = column(content)
        layout.setContentsMargins(0, 0, TOKENS.s, 0)
        self.plan = ToekomstplanKaart(sessie)
        for part in (self.form, self._advice, self.rest, self.plan, self.saved):
            layout.addWidget(part)
        layout.addStretch()
        column(self).addWidget(scroll(content))
        self._vraag.textChanged.connect(self._advise)
        self.keep(self.form, self.rest)

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the stored texts."""
        super().fill(dossier, other=other)
        self.plan.fill(dossier, other=other)
        self._advise()

    def _advise(self) -> None:
        text = self._vraag.toPlainText()
        over = len(text) - MAX_VRAAG
        words = vraag_hint(text) or (f"De vraag is {over} tekens langer dan {MAX_VRAAG}." if over > 0 else "")
        self._advice.setText(words)
        self._advice.setVisible(bool(words))

    def flush(self) -> None:
        """Store what is being typed."""
        super().flush()
        self.plan.flush()

    def focus_first(self) -> None:
        """The vraag."""
        self.form.row("vraag").control.setFocus()
