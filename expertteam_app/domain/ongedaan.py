"""Acts that can be taken back and done again, and when the log of a casus no longer holds after that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from expertteam_app.domain.casus import fold, misfit
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort

NIET_ONGEDAAN: Mapping[str, str] = MappingProxyType(
    {
        "partij": "Een ingelezen lijst haalt u in zijn geheel weg bij Beheer, onder Ingelezen lijsten.",
        "partij_regel": "Een ingelezen lijst haalt u in zijn geheel weg bij Beheer, onder Ingelezen lijsten.",
        "gebruiker": "Wie de kluis mag openen hangt aan de sleutels. Wijzig dit bij Beheer, onder Gebruikers.",
        "inzagereden": "Waarom u een dossier opende, blijft staan. Het dossier gaat dicht als u vergrendelt.",
        "kluis": "Dit is vastgelegd toen de kluis werd gemaakt of gemerkt en blijft zo.",
        "uitgave": "Wat naar buiten ging, blijft in het register staan. Trek het rapport in als het niet klopt.",
        "rapport": "De stappen van een rapport blijven staan. Bevries de cijfers opnieuw, of laat de tweede lezer het "
        "teruggeven.",
        "meetmoment": "Een meetmoment blijft zoals het is vastgelegd. Leg de periode nog eens vast als er iets is "
        "verbeterd; dan staan beide in de lijst.",
        "verslag": "Een vastgesteld verslag ligt vast. Begin een correctie: die wordt een nieuwe versie.",
        "handtekening": "Een handtekening blijft staan. Begin een correctie als het verslag niet klopt.",
        "pakketlog": "Een pakket dat is gemaakt, blijft in de lijst staan van wat gedeeld is.",
        "verzending": "Wat verstuurd is, blijft in de lijst staan. Verstuur zo nodig een nieuwe versie.",
    }
)
"""Tables whose change is never taken back, with the reason and the way that there is."""


class LatereHandeling(UserError):
    """A later act of the same user stands in the way of taking one back.

    Attributes:
        groep: its group in the log.
    """

    def __init__(self, text: str, remedy: str, groep: str) -> None:
        super().__init__(text, remedy)
        self.groep = groep


WEGGEGOOID = "weggegooid_op"
"""The mark of being thrown away, with its day.

The log holds no bytes of a file, so a row with bytes that was removed could not come back. A table that has bytes and
this mark is therefore taken back by setting the mark, and done again by clearing it.
"""

INHOUD_KOMT_NIET_TERUG = "De inhoud van een bestand staat niet in het logboek. Haal het bestand weg waar het staat."
"""Why a change of bytes is not taken back where there is no such mark."""

BESTAND_BLIJFT = "Er hangt nog een bestand aan, ook als dat in de prullenbak ligt; dat blijft in de kluis."
"""Why a row does not go away while a row with bytes and the mark hangs on it."""


BEZOEK = timedelta(minutes=5)
"""Two changes of one field within this time belong to one visit: a pause in typing, and on."""

_MEE = frozenset({"naam_sleutel", "versie"})
"""Columns that change by themselves along with a field."""


@dataclass(frozen=True, slots=True)
class Veldwijziging:
    """An act that changed the text of one field of one row, and nothing else."""

    handeling: str
    moment: datetime
    tabel: str
    rij: int
    kolom: str
    oud: str
    nieuw: str


def veldwijziging(
    handeling: str, moment: datetime, regels: Sequence[tuple[str, int, str, Mapping[str, Sequence[object]]]]
) -> Veldwijziging | None:
    """What an act changed when that is one text; a tick or an empty date is an act of its own.

    Args:
        handeling: the name of the act.
        moment: when it was done.
        regels: its lines: table, row, kind, and per column the old and the new value as the log holds them.
    """
    if len(regels) != 1 or regels[0][2] != "gewijzigd":
        return None
    tabel, rij, _soort, wijziging = regels[0]
    fields = [kolom for kolom in wijziging if kolom not in _MEE]
    if len(fields) != 1:
        return None
    oud, nieuw = wijziging[fields[0]]
    if not isinstance(oud, str) or not isinstance(nieuw, str):
        return None
    return Veldwijziging(handeling, moment, tabel, rij, fields[0], oud, nieuw)


def een_bezoek(eerder: Veldwijziging, later: Veldwijziging, laatste: Veldwijziging) -> bool:
    """Whether two acts of one user, the one right after the other, are one visit to a field (ARCHITECTURE section D).

    Never so far back that taking back would change nothing: a choice that was turned and turned back is two acts.

    Args:
        eerder: the older act.
        later: the act after it.
        laatste: the last act of the visit.
    """
    same = (eerder.handeling, eerder.tabel, eerder.rij, eerder.kolom) == (
        later.handeling,
        later.tabel,
        later.rij,
        later.kolom,
    )
    in_time = timedelta(0) <= later.moment - eerder.moment <= BEZOEK
    return same and in_time and eerder.nieuw == later.oud and eerder.oud != laatste.nieuw


@dataclass(frozen=True, slots=True)
class Stap:
    """An act of the user, as undo and redo name it: often one group of the log, for a visit to a field several.

    Attributes:
        groep: the last group of the audit log that holds it.
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
