"""What is said about a casus: the voices of the gezin first, then feit and mening kept apart, each with its bron.

LAW Jeugdwet 3.3 asks that facts are told whole and true; DOMEIN section 9 makes of it: feit, mening and bron apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from expertteam_app.domain.errors import FieldError

OUDSTE_UITSPRAAK = date(1900, 1, 1)
"""A feit may lie before the birth of the child ("Moeder verhuisde in 1996"), but not before anyone alive."""

MAX_BRON = 200
NIET_GELUKT = "Niet gelukt, omdat"

_QUICK = re.compile(r"\s*([fFmMvV])\s+")


class UitspraakSoort(StrEnum):
    """What kind of statement; the value is what is stored.

    A `VERKLARING` is what a jeugdige or parent wants to stand in the dossier, in their own words: it is added and then
    stays as it is (Jeugdwet 7.3.8(2)).
    """

    FEIT = "feit"
    MENING = "mening"
    VERKLARING = "verklaring"


_LETTERS = {"f": UitspraakSoort.FEIT, "m": UitspraakSoort.MENING, "v": UitspraakSoort.VERKLARING}


@dataclass(frozen=True, slots=True)
class NieuweUitspraak:
    """A statement as typed.

    Attributes:
        bron: who says it or where it was seen; a feit cannot do without.
        datum: the day it was said or seen, None when not known.
    """

    soort: UitspraakSoort
    tekst: str
    bron: str = ""
    datum: date | None = None


@dataclass(frozen=True, slots=True)
class Uitspraak:
    """A stored statement."""

    id: int
    soort: UitspraakSoort
    tekst: str
    bron: str
    datum: date | None


def quick_soort(text: str) -> tuple[UitspraakSoort | None, str]:
    """The soort that a text begins with (``f ``, ``m `` or ``v ``) and the text without it.

    >>> quick_soort("m Het gaat beter")
    (<UitspraakSoort.MENING: 'mening'>, 'Het gaat beter')
    >>> quick_soort("Fijn gesprek")
    (None, 'Fijn gesprek')
    """
    found = _QUICK.match(text)
    return (None, text) if found is None else (_LETTERS[found[1].lower()], text[found.end() :])


def checked_uitspraak(nieuw: NieuweUitspraak, vandaag: date) -> NieuweUitspraak:
    """The statement without spaces around its texts.

    Raises:
        FieldError: no text, a feit without bron, a bron that is too long, a date in the future or before 1900.
    """
    tekst, bron = nieuw.tekst.strip(), " ".join(nieuw.bron.split())
    if not tekst:
        raise FieldError("tekst", "Schrijf op wat er is gezien of gezegd.")
    if nieuw.soort is UitspraakSoort.FEIT and not bron:
        raise FieldError(
            "bron", "Een feit heeft een bron: wie zag het, of waar staat het?", "Zonder bron is het een mening."
        )
    if nieuw.soort is UitspraakSoort.VERKLARING and not bron:
        raise FieldError("bron", "Van wie is deze verklaring?", "Noem de jeugdige, de ouder of wie haar geeft.")
    if len(bron) > MAX_BRON:
        raise FieldError("bron", f"De bron is langer dan {MAX_BRON} tekens.", "Kort de tekst in.")
    if nieuw.datum is not None and nieuw.datum > vandaag:
        raise FieldError("datum", "Deze datum ligt in de toekomst.", "Leg alleen vast wat gezien of gezegd is.")
    if nieuw.datum is not None and nieuw.datum < OUDSTE_UITSPRAAK:
        raise FieldError("datum", f"Deze datum ligt vóór {OUDSTE_UITSPRAAK.year}.", "Controleer het jaartal.")
    return NieuweUitspraak(nieuw.soort, tekst, bron, nieuw.datum)


def of_soort(uitspraken: Iterable[Uitspraak], soort: UitspraakSoort) -> tuple[Uitspraak, ...]:
    """Those of one soort, newest first; without a date last."""
    return tuple(
        sorted(
            (u for u in uitspraken if u.soort is soort),
            key=lambda u: (u.datum or date.min, u.id),
            reverse=True,
        )
    )


def missing_voices(stem_jeugdige: str, stem_ouders: str, niet_gelukt: str) -> tuple[str, ...]:
    """Whose voice is missing without a reason; empty when all is there (PRODUCT 6.2, 12: "niet gelukt, omdat")."""
    if niet_gelukt.strip():
        return ()
    voices = (("de jeugdige", stem_jeugdige), ("de ouders", stem_ouders))
    return tuple(who for who, text in voices if not text.strip())


def voice_or_reason(stem: str, niet_gelukt: str) -> str:
    """The voice; without one the sentence that says why not, or nothing when that is not known either."""
    reason = niet_gelukt.strip()
    if stem.strip() or not reason:
        return stem
    if reason.casefold().startswith("niet gelukt"):
        return reason
    return f"{NIET_GELUKT} {reason.removeprefix('omdat ')}"
