"""A copy of everything the kluis holds of a jeugdige, with what is of others left out (AVG 15, Jeugdwet 7.3.10)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from expertteam_app.domain.tekstcontrole import Soort, find_personal

WEGGELATEN = "[weggelaten]"
"""Stands where something of another person stood."""
EEN_ANDER = "[een ander]"
"""Stands where the name of another person stood."""

_OF_OTHERS = frozenset({Soort.NAAM, Soort.BSN, Soort.EMAIL, Soort.TELEFOON})


@dataclass(frozen=True, slots=True)
class Gevonden:
    """A jeugdige that was looked for."""

    id: int
    naam: str
    geboortedatum: date | None
    nummers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inzageregel:
    """One row of the kluis as it stands in the copy.

    Attributes:
        sleutel: table and id, by which it is left out.
        kop: the heading it stands under.
        naam: what it is.
        dag: the day it is about.
        velden: label and text, names of others left out.
        gemaskeerd: how often something of another was left out.
    """

    sleutel: str
    kop: str
    naam: str
    dag: date | None
    velden: tuple[tuple[str, str], ...]
    gemaskeerd: int = 0

    @property
    def tekst(self) -> str:
        """All of it as lines."""
        return "\n".join(f"{label}: {text}" for label, text in self.velden)


@dataclass(frozen=True, slots=True)
class Inzagestuk:
    """The whole copy.

    Attributes:
        jeugdige: whose dossier it is.
        vrager: who asked for it, in words.
        termijnen: how long each kind of dossier is kept, in Dutch sentences.
    """

    jeugdige: str
    vrager: str
    gemaakt_op: date
    regels: tuple[Inzageregel, ...]
    termijnen: tuple[str, ...] = ()

    @property
    def gemaskeerd(self) -> int:
        """How often something of another was left out."""
        return sum(regel.gemaskeerd for regel in self.regels)


def masked(text: str, anderen: Collection[str], ook: Collection[str] = ()) -> tuple[str, int]:
    """A text without names, numbers and addresses of others; how often something was left out.

    Args:
        text: what stands in the dossier.
        anderen: folded words of the names of others (`tekstcontrole.name_words`).
        ook: words or pieces that must go as well, whatever their capitals.
    """
    count = 0
    for piece in sorted({each.strip() for each in ook if each.strip()}, key=len, reverse=True):
        text, found = re.subn(rf"(?<!\w){re.escape(piece)}(?!\w)", WEGGELATEN, text, flags=re.IGNORECASE)
        count += found
    for vondst in reversed([v for v in find_personal(text, anderen) if v.soort in _OF_OTHERS]):
        stands = EEN_ANDER if vondst.soort is Soort.NAAM else WEGGELATEN
        text = text[: vondst.begin] + stands + text[vondst.begin + len(vondst.tekst) :]
        count += 1
    return text, count
