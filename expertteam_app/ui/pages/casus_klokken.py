"""Klokken: every term that runs or ran for this casus, and why each date is what it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_tabs import CasusTab
from expertteam_app.ui.pages.casus_velden import column, scroll
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.pages.klok_tabel import KlokTabel
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import hint

UITLEG = (
    "Netto telt zonder de pauzes, bruto is wat het gezin wachtte. Een klok houdt de norm die gold toen hij begon. "
    "Kies een klok met ↑ en ↓ om te zien waarom zijn datum zo is."
)


class KlokkenTab(CasusTab):
    """The klokken of a casus."""

    title = "Klokken"

    def __init__(self, sessie: Sessie) -> None:
        super().__init__(sessie)
        self.klokken = KlokTabel("Klokken van deze casus", "Voor deze casus loopt nog geen klok.")
        content = QWidget()
        layout = column(content, spacing=TOKENS.s)
        layout.setContentsMargins(0, 0, TOKENS.s, 0)
        layout.addWidget(hint(UITLEG))
        layout.addWidget(self.klokken)
        layout.addStretch()
        column(self).addWidget(scroll(content))

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Reckon them anew."""
        del other
        attempt(self, lambda: self.klokken.show_klokken(self.sessie.klokken.van_casus(dossier.id)))

    def focus_first(self) -> None:
        """The first klok."""
        self.klokken.table.setFocus(Qt.FocusReason.TabFocusReason)
