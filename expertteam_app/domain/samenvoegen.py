"""Two casussen that turn out to be one child: what stays, what moves, and how it is taken apart again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from expertteam_app.domain.errors import FieldError

LANGE_VELDEN: Mapping[str, str] = {
    "vraag": "Vraag aan de tafel",
    "stem_jeugdige": "Stem van de jeugdige",
    "stem_ouders": "Stem van de ouders",
    "stem_niet_gelukt": "Stem: niet gelukt, omdat",
    "geprobeerd": "Wat is geprobeerd",
    "opmerking": "Opmerking",
}
"""Fields of which both texts are kept, one under the other."""

KORTE_VELDEN: Mapping[str, str] = {
    "aangemeld_door": "Aangemeld door",
    "casusregisseur": "Casusregisseur",
    "verklarende_analyse": "Verklarende analyse",
    "verblijfplaats": "Verblijfplaats",
}
"""Fields that are only filled where the casus that stays has nothing."""


@dataclass(frozen=True, slots=True)
class Veldkeuze:
    """What a field holds in both casussen, and what it will hold."""

    veld: str
    label: str
    hier: str
    daar: str
    straks: str


@dataclass(frozen=True, slots=True)
class CasusKort:
    """A casus in one line."""

    id: int
    nummer: str
    naam: str
    aangemeld: date | None


@dataclass(frozen=True, slots=True)
class SamenvoegVoorbeeld:
    """What merging would do.

    Attributes:
        aantallen: how many rows move, by a Dutch word for their kind.
        velden: the fields that would change.
        let_op: Dutch sentences the user should read first.
    """

    blijft: CasusKort
    gaat_op: CasusKort
    aantallen: tuple[tuple[str, int], ...]
    velden: tuple[Veldkeuze, ...]
    let_op: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Samenvoeging:
    """A merge that was done: `nummer` went up in the casus it is asked for."""

    id: int
    gaat_op_id: int
    nummer: str
    datum: date
    reden: str


def joined(veld: str, nummer: str, hier: str, daar: str) -> str:
    """What a field will hold: long texts keep both, short ones keep what is here unless it is empty."""
    mine, other = hier.strip(), daar.strip()
    if not other or mine == other:
        return hier
    if not mine:
        return daar
    return f"{mine}\n\nUit {nummer}: {other}" if veld in LANGE_VELDEN else hier


def check_merge(blijft: CasusKort, gaat_op: CasusKort, *, merged: bool) -> None:
    """Refuse what cannot be merged.

    Raises:
        FieldError: twice the same casus, or one that went up in another already.
    """
    if blijft.id == gaat_op.id:
        raise FieldError("met", "Een casus kan niet met zichzelf worden samengevoegd.", "Kies een andere casus.")
    if merged:
        raise FieldError("met", f"{gaat_op.nummer} of {blijft.nummer} is al samengevoegd.", "Splits die eerst.")


def warnings(blijft: CasusKort, gaat_op: CasusKort, *, alike: bool) -> tuple[str, ...]:
    """What the user should know before two casussen become one."""
    found = []
    if not alike:
        found.append("Naam, geboortedatum en gemeente lijken niet op elkaar. Is het wel dezelfde jeugdige?")
    if gaat_op.aangemeld and blijft.aangemeld and gaat_op.aangemeld < blijft.aangemeld:
        found.append(
            f"{gaat_op.nummer} is eerder aangemeld ({gaat_op.aangemeld:%d-%m-%Y}). Laat die blijven, dan telt de hele "
            "wachttijd mee."
        )
    return tuple(found)
