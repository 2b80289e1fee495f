"""A dossier outside the own werkgebied, opened with a reason (DOMEIN 9 "Access")."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import code_choice, scroll
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import hint, title

TITEL = "Dossier met een reden openen"


class MetRedenPage(Page):
    """Asks for the number and the reason. Emits `opened` with the kind and id of the dossier."""

    title = TITEL
    opened = Signal(str, int)

    def __init__(self, sessie: Sessie) -> None:
        super().__init__()
        self._sessie = sessie
        self._found: tuple[str, int] | None = None
        content = QWidget()
        self._layout = QVBoxLayout(content)
        self._layout.setContentsMargins(TOKENS.l, TOKENS.l, TOKENS.l, TOKENS.l)
        self._layout.setSpacing(TOKENS.m)
        self._layout.addWidget(title(TITEL))
        self._layout.addWidget(
            hint(
                f"U ziet de dossiers van {sessie.werkgebieden.in_woorden}. Hebt u voor uw werk een ander dossier "
                "nodig, dan kan dat met een reden. Die reden staat in het logboek; de voorzitter kan hem lezen. "
                "Het dossier blijft zichtbaar tot de kluis op slot gaat."
            )
        )
        self.card = self._make_card()
        self._layout.addWidget(self.card)
        self._layout.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll(content))

    def _make_card(self) -> Invoer:
        card = Invoer("Welk dossier, en waarom?", "Openen", self._open)
        number = QLineEdit()
        number.setPlaceholderText("RET-2026-001 of VTB-2026-001")
        card.add("nummer", "Nummer", number, required=True)
        card.add("grond", "Reden", code_choice(self._sessie.lists["inzagegronden"], "Kies een reden"), required=True)
        card.add("toelichting", "Toelichting", QPlainTextEdit(), required=True, wide=True)
        card.done.connect(self._done)
        card.cancelled.connect(self._anew)
        return card

    def _open(self, values: Mapping[str, object]) -> None:
        nummer, grond, toelichting = (str(values[key] or "") for key in ("nummer", "grond", "toelichting"))
        soort, dossier_id = self._sessie.werkgebieden.open_met_reden(nummer, grond, toelichting)
        self._found = soort.value, dossier_id

    def _done(self) -> None:
        self._anew()
        if self._found is not None:
            self.opened.emit(*self._found)

    def _anew(self) -> None:
        """An empty card: what was typed is about one dossier only."""
        old, self.card = self.card, self._make_card()
        self._layout.replaceWidget(old, self.card)
        old.hide()
        old.deleteLater()
        self.focus_first()

    def focus_first(self) -> None:
        """The number."""
        self.card.start()
