"""Kern: the vraag first, then what was tried and who holds the regie. Everything is stored by itself."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.inbreng import MAX_VRAAG
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_formulier import StoredForm
from expertteam_app.ui.pages.casus_tabs import CasusTab
from expertteam_app.ui.pages.casus_toekomstplan import ToekomstplanKaart
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, code_choice, column, scroll
from expertteam_app.ui.pages.casus_werk import store_field
from expertteam_app.ui.pages.casus_woorden import SOORTEN_VRAAG, vraag_hint
from expertteam_app.ui.text import tijdstip
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import label

KADER_HINT = "Bij drang blijft toestemming nodig. In het gedwongen kader vraagt delen om een grond: zie Delen."
__all__ = ["PAUSE_HINT", "KernTab", "StoredForm"]

PAUSE_HINT = "Wat u typt, wordt vanzelf opgeslagen."


class KernTab(CasusTab):
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
        self._saved = label(PAUSE_HINT, "klein")
        content = QWidget()
        layout = column(content)
        layout.setContentsMargins(0, 0, TOKENS.s, 0)
        self.plan = ToekomstplanKaart(sessie)
        for part in (self.form, self._advice, self.rest, self.plan, self._saved):
            layout.addWidget(part)
        layout.addStretch()
        column(self).addWidget(scroll(content))
        self._vraag.textChanged.connect(self._advise)
        for form in (self.form, self.rest):
            form.committed.connect(lambda key, value, f=form: self._store(f, key, value))
            form.setEnabled(self.may_write)

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the stored texts."""
        for form in (self.form, self.rest):
            form.show_stored({key: getattr(dossier, key) for key in form.values()}, other=other)
        self.plan.fill(dossier, other=other)
        if other:
            self._saved.setText(PAUSE_HINT)
        self._advise()

    def _advise(self) -> None:
        text = self._vraag.toPlainText()
        over = len(text) - MAX_VRAAG
        words = vraag_hint(text) or (f"De vraag is {over} tekens langer dan {MAX_VRAAG}." if over > 0 else "")
        self._advice.setText(words)
        self._advice.setVisible(bool(words))

    def _store(self, form: Form, key: str, value: object) -> None:
        if self.dossier is None:
            return
        casus_id = self.dossier.id
        if store_field(form, key, lambda: self.sessie.casussen.change(casus_id, key, value)):
            self._saved.setText(f"Opgeslagen {tijdstip(datetime.now().astimezone())}")

    def flush(self) -> None:
        """Store what is being typed."""
        self.form.flush()
        self.rest.flush()
        self.plan.flush()

    def focus_field(self, key: str) -> None:
        """A field of this part."""
        for form in (self.form, self.rest):
            if key in form.values():
                form.row(key).control.setFocus()
                return
        self.focus_first()

    def focus_first(self) -> None:
        """The vraag."""
        self.form.row("vraag").control.setFocus()
