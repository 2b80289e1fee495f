"""A typecasus: a story made of at least three casussen, for readers outside (PRIVACY 3.8).

It says something of nobody: what is told fits many jeugdigen, and no words of a dossier stand in it. What a program can
say of that stands here and in `services.werkbank_toets`; whether a wijkteam recognises someone, a person says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from expertteam_app.domain.codelijst import fold

MINSTE_BRONNEN = 3
"""Fewest casussen, jeugdigen, gezinnen and gemeenten behind a typecasus."""
LANGSTE = 600
"""Most characters of the story."""
ZELFDE_WOORDEN = 6
"""So many words in a row that stand in a text of the kluis too, are taken over from it."""


class Kenmerk(StrEnum):
    """What is told of a typecasus beside the story; the value names a dimension of the report for BOEG."""

    LEEFTIJD = "leeftijd"
    ZORGVORM = "zorgvorm"
    HOOFDOORZAAK = "hoofdoorzaak"
    STAP = "stap"
    UITKOMST = "uitkomst"

    @property
    def woorden(self) -> str:
        """What the user reads."""
        return {
            "leeftijd": "Leeftijd",
            "zorgvorm": "Gezochte zorg",
            "hoofdoorzaak": "Belangrijkste oorzaak",
            "stap": "Hoogste stap",
            "uitkomst": "Uitkomst",
        }[self.value]


class Punt(StrEnum):
    """What is looked at; the value is what the user reads."""

    BRONNEN = "Genoeg casussen"
    SPREIDING = "Uit verschillende gezinnen en gemeenten"
    HERGEBRUIK = "Nog niet eerder gebruikt"
    AANTAL = "Past op genoeg jeugdigen"
    RAPPORT = "Verraadt niets uit de tabellen"
    UITKOMST = "De afloop ligt niet vast"
    LENGTE = "Een kort verhaal"
    SPOREN = "Geen namen, plaatsen, tijden en getallen"
    WOORDEN = "Geen woorden die opvallen"
    OVERGENOMEN = "In eigen woorden"


@dataclass(frozen=True, slots=True)
class Toets:
    """The outcome of one point; `zin` says what is found, and what to do where it is not good."""

    punt: Punt
    goed: bool
    zin: str


@dataclass(frozen=True, slots=True, repr=False)
class Typecasus:
    """One typecasus as it stands in the werkbank. Without a repr: its sources must not get into a log.

    Attributes:
        periode: code of the report it goes with.
        kenmerken: category or group per kenmerk; what is left out is not told.
        verhaal: the story.
        bronnen: the casussen it is made of; they never leave the kluis.
        bevestigd: (day, who) of the second reader who does not recognise anyone; None while nobody said so.
        uitgegeven: it has left once: it is fixed, and its sources are used up.
    """

    id: int
    periode: str
    kenmerken: Mapping[Kenmerk, str]
    verhaal: str
    bronnen: tuple[int, ...]
    gemaakt_door: str
    bevestigd: tuple[date, str] | None = None
    uitgegeven: bool = False


_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded, as the search of the kluis sees them."""
    return tuple(_WORD.findall(fold(text)))


def runs(text: str, length: int = ZELFDE_WOORDEN) -> tuple[tuple[str, ...], ...]:
    """Every row of so many words that stand after each other in a text."""
    words = words_of(text)
    return tuple(words[i : i + length] for i in range(len(words) - length + 1))


def longest_shared(text: str, other: str) -> tuple[str, ...]:
    """The longest row of words that stands in both texts, folded; the first of those that are as long."""
    mine, theirs = words_of(text), words_of(other)
    best: tuple[str, ...] = ()
    before: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for j, word in enumerate(theirs):
        places.setdefault(word, []).append(j)
    for i, word in enumerate(mine):
        now = {j: before.get(j - 1, 0) + 1 for j in places.get(word, ())}
        length = max(now.values(), default=0)
        if length > len(best):
            best = mine[i + 1 - length : i + 1]
        before = now
    return best
