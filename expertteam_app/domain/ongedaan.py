"""Acts that can be taken back and done again, and when the log of a casus no longer holds after that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from expertteam_app.domain.casus import fold, misfit
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort

NIET_ONGEDAAN: Mapping[str, str] = MappingProxyType(
    {
        "partij": "Een ingelezen lijst haalt u in zijn geheel weg bij Beheer, onder Ingelezen lijsten.",
        "partij_regel": "Een ingelezen lijst haalt u in zijn geheel weg bij Beheer, onder Ingelezen lijsten.",
        "gebruiker": "Wie de kluis mag openen hangt aan de sleutels. Wijzig dit bij Beheer, onder Gebruikers.",
        "kluis": "Dit is vastgelegd toen de kluis werd gemaakt of gemerkt en blijft zo.",
        "verslag": "Een vastgesteld verslag ligt vast. Leg een verbetering vast in een volgende zitting.",
    }
)
"""Tables whose change is never taken back, with the reason and the way that there is."""

INHOUD_KOMT_NIET_TERUG = "De inhoud van een bestand staat niet in het logboek. Haal het bestand weg waar het staat."
"""Why adding or removing a row that holds a file is not taken back: doing it again could not bring the file back."""


@dataclass(frozen=True, slots=True)
class Stap:
    """An act of the user, as undo and redo name it.

    Attributes:
        groep: the group of the audit log that holds it.
        handeling: what it was, in Dutch, without personal data.
        moment: when it was done (UTC).
        casus_id: the one casus it is about; None when it is about none or several.
        nummer: the number of that casus, else empty.
        ongedaan: whether it is taken back now.
        belet: why it cannot be taken back; empty when that can be tried.
    """

    groep: str
    handeling: str
    moment: datetime
    casus_id: int | None = None
    nummer: str = ""
    ongedaan: bool = False
    belet: str = ""


def check_log(
    before: tuple[Gebeurtenis, ...], after: tuple[Gebeurtenis, ...], geboortedatum: date | None, nummer: str
) -> None:
    """Refuse when a casus that held no longer holds.

    Args:
        before: the log of the casus as it was.
        after: the log as it would become.
        geboortedatum: of the jeugdige, as it would become.
        nummer: number of the casus, for the text.

    Raises:
        UserError: a later event would lose its ground, or an event would lie before the birth.
    """
    lost = misfit(after)
    if lost is not None and misfit(before) is None:
        raise UserError(
            f"Zonder deze handeling klopt “{lost.titel}” van {lost.datum:%d-%m-%Y} in {nummer} niet meer.",
            "Maak eerst die latere handeling ongedaan.",
        )
    numbers = {e.volgnummer for e in after}
    if any(e.soort is Soort.INGETROKKEN and e.gegevens["volgnummer"] not in numbers for e in after):
        raise UserError(f"Deze gebeurtenis is in {nummer} later ingetrokken.", "Maak eerst het intrekken ongedaan.")
    if after and fold(after).stap is None and fold(before).stap is not None:
        raise UserError(f"Zonder deze handeling staat {nummer} op geen enkele stap.", "Kies eerst de juiste stap.")
    if geboortedatum is not None and any(e.datum < geboortedatum for e in after):
        raise UserError(f"Dan ligt in {nummer} een gebeurtenis vóór de geboorte.", "Controleer eerst de geboortedatum.")
