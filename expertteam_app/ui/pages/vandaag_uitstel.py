"""The card that puts a line of Vandaag off: until when, and why it can wait."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import cast

from PySide6.QtWidgets import QLineEdit

from expertteam_app.domain.inzicht import Aandacht
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_regelknop import RegelLijst
from expertteam_app.ui.pages.casus_velden import coming_date, tab_after
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.pages.vandaag_groep import AandachtGroep, AandachtRegel


def uitstel_kaart(sessie: Sessie, aandacht: Aandacht) -> Invoer:
    """The card for one line; what is half typed is kept until that line is put off or the card is put away."""
    name = hashlib.sha256(aandacht.sleutel.encode()).hexdigest()[:16]
    card = Invoer(
        "Uitstellen",
        "Uitstellen",
        lambda v: sessie.vandaag.stel_uit(aandacht.sleutel, cast("date | None", v["tot"]), str(v["reden"])),
        Concept(sessie.concepten, f"uitstel-{name}"),
    )
    field = coming_date(sessie.context.vandaag)
    card.add("tot", "Wachten tot", field, "Bijvoorbeeld +10wd, di of 1-4.", required=True)
    card.add("reden", "Waarom kan dit wachten?", QLineEdit(), required=True)
    card.set_note("Op die dag komt het punt terug, en eerder als het erger wordt.")
    return card


class Uitstelkaart:
    """The one card on the page that puts a line off, under that line."""

    def __init__(self, sessie: Sessie, lines: RegelLijst) -> None:
        self._sessie = sessie
        self._lines = lines
        self._card: Invoer | None = None
        self.line: AandachtRegel | None = None

    def open(self, line: AandachtRegel, group: AandachtGroep) -> None:
        """Show the card under a line of a group; a card under another line goes away, what was typed kept."""
        self.put_away()
        card = uitstel_kaart(self._sessie, line.aandacht)
        card.cancelled.connect(self._leave)
        card.done.connect(self._leave)
        self._card, self.line = card, line
        group.put_under(line, card)
        tab_after(line, card.controls)
        card.start()

    def _leave(self) -> None:
        line = self.line
        self.put_away()
        if line is not None:
            self._lines.go(line)

    def put_away(self) -> bool:
        """Take the card off the screen; whether one was typing in it."""
        card, self._card, self.line = self._card, None, None
        if card is None:
            return False
        typing = any(w.hasFocus() for w in card.controls)
        card.flush()
        card.hide()
        card.deleteLater()
        return typing

    def flush(self) -> None:
        """Keep what is half typed."""
        if self._card is not None:
            self._card.flush()
