"""Where a gap in the verslag is filled in: from the words of the gap to a field on the page. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PUNT = re.compile(r"punt (\d+): (.+)")
_NUMMER = re.compile(r"(\d+)\s*(?:doet|nam)?$")

_FIELDS = {
    "stem van de ouders": "stem_ouders",
    "stem van de jeugdige": "stem_jeugdige",
    "vraag": "vraag",
    "wat is geprobeerd": "geprobeerd",
}
_WHOLE = {
    "plaats": "plaats",
    "begintijd": "begintijd",
    "voorzitter": "aanwezigen",
    "secretaris": "aanwezigen",
    "aanwezigen": "aanwezigen",
    "agendapunten": "agenda",
}
_NUMBERED = (
    ("motivering besluit", "motivering"),
    ("wie besluit", "genomen_door"),
    ("reden van het voorbehoud", "besluit"),
    ("datum terugmelding", "terugmelding_op"),
    ("naam van het kind", "besluit"),
    ("besluit", "besluit"),
    ("wie actie", "actie_eigenaar"),
    ("datum actie", "actie_datum"),
)


@dataclass(frozen=True, slots=True)
class Plek:
    """A place to fill something in.

    Attributes:
        punt: number on the agenda (from 1), or None for the zitting as a whole.
        veld: ``plaats``, ``begintijd``, ``aanwezigen``, ``agenda``, a text field of the item, ``besluit``,
            ``motivering``, ``genomen_door``, ``terugmelding_op``, ``actie_eigenaar`` or ``actie_datum``.
        nummer: the how manieth besluit or actie of the item (from 1).
    """

    punt: int | None
    veld: str
    nummer: int = 1


def locate(gap: str) -> Plek:
    """The place of a gap as `documents.verslag_stuk.gaps` words it; an unknown one leads to its item or the agenda."""
    match = _PUNT.fullmatch(gap)
    if match is None:
        return Plek(None, _WHOLE.get(gap, "agenda"))
    punt, rest = int(match[1]), match[2]
    if rest in _FIELDS:
        return Plek(punt, _FIELDS[rest])
    found = _NUMMER.search(rest)
    nummer = int(found[1]) if found else 1
    veld = next((veld for begin, veld in _NUMBERED if rest.startswith(begin)), "vraag")
    return Plek(punt, veld, nummer)
