"""Looks through a text that leaves for what points to one child without a name: ages, places, small counts, a month.

It warns and flags too much rather than too little; what only one family fits, it cannot see (PRIVACY section 2).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from expertteam_app.domain.codelijst import fold


class Spoor(StrEnum):
    """What a finding looks like; the value is what the user reads."""

    LEEFTIJD = "leeftijd"
    AANTAL = "klein aantal"
    TIJD = "maand of dag"
    VOORLETTER = "voorletter"
    PLAATS = "plaats"
    BROERS = "bijzonder gezin"
    ZONDER_BRON = "getal dat in geen tabel staat"

    @property
    def raad(self) -> str:
        """What to write instead."""
        return {
            "leeftijd": "schrijf een leeftijdsgroep",
            "klein aantal": "schrijf “enkele” of laat het weg",
            "maand of dag": "schrijf “in deze periode”",
            "voorletter": "schrijf “een jeugdige”",
            "plaats": "schrijf “in de regio”",
            "bijzonder gezin": "laat weg wat maar één gezin is",
            "getal dat in geen tabel staat": "gebruik een getal uit een tabel van dit rapport",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Vindplaats:
    """One piece of the text.

    Attributes:
        tekst: the piece as it stands there.
        begin: place of its first character, from 0.
    """

    soort: Spoor
    tekst: str
    begin: int


_TELWOORD = (
    "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|"
    "achttien|negentien|twintig"
)
_MAAND = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_DAG = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
_KLEIN = "één|maar een|twee|drie|vier|vijf|zes|zeven|[1-7]"
_WIE = (
    r"kind(?:eren)?|jeugdigen?|jongeren?|jongens?|meisjes?|broer(?:s|tjes?)?|zus(?:sen|jes?)?|gezin(?:nen)?|"
    r"casus(?:sen)?|zaken|baby[’']?s?|pubers?|tieners?"
)
_PATTERNS = (
    (Spoor.LEEFTIJD, rf"\b(?:\d{{1,2}}|{_TELWOORD})[ -]?(?:jaar|jarigen?|jr)\b"),
    (Spoor.LEEFTIJD, r"\bjarigen?\b|\(\s*\d{1,2}\s*\)"),
    (Spoor.LEEFTIJD, rf"\b(?:werd|wordt|was|is) (?:net |bijna )?(?:{_TELWOORD.partition('negen|')[2]})\b"),
    (Spoor.AANTAL, rf"\b(?:{_KLEIN}) (?:\w+ )?(?:{_WIE})\b"),
    (Spoor.BROERS, r"\b(?:enige|enig|uniek\w*|drieling\w*|tweeling\w*|vierling\w*|eerste van)\b"),
    (Spoor.TIJD, rf"\b(?:{_MAAND}) (?:19|20)\d\d\b|\b(?:{_DAG})\b"),
    (Spoor.VOORLETTER, r"(?<![\w.])[A-Z]\.(?=[\s,;)]|$)"),
    (Spoor.VOORLETTER, r"\b(?:[Jj]ongere|[Jj]eugdige|[Mm]eisje|[Jj]ongen|[Kk]ind) [A-Z]\b(?!\.)"),
)
_COMPILED = tuple(
    (soort, re.compile(pattern, re.IGNORECASE if soort is not Spoor.VOORLETTER else 0)) for soort, pattern in _PATTERNS
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"(?<![\w.,-])\d{1,6}(?:[.,]\d+)?(?=\s?%|[\s.,;:)]|$)")
_YEAR = re.compile(r"(?:19|20)\d\d|[12]e")


def find_traces(
    text: str, plaatsen: Collection[str] = frozenset(), gedrukt: Iterable[int] | None = None
) -> tuple[Vindplaats, ...]:
    """Everything in a text that can point to one child without a name, in the order of the text.

    Args:
        text: what somebody wrote.
        plaatsen: folded names of places, of one or more words.
        gedrukt: the numbers in the tables of the report; any other number in the text is flagged. None: not looked at.
    """
    found: list[Vindplaats] = []

    def keep(soort: Spoor, piece: str, begin: int) -> None:
        if not any(v.begin < begin + len(piece) and begin < v.begin + len(v.tekst) for v in found):
            found.append(Vindplaats(soort, piece, begin))

    for soort, pattern in _COMPILED:
        for match in pattern.finditer(text):
            keep(soort, match[0], match.start())
    for piece, begin in _places(text, plaatsen):
        keep(Spoor.PLAATS, piece, begin)
    if gedrukt is not None:
        known = set(gedrukt)
        for match in _NUMBER.finditer(text):
            if not _YEAR.fullmatch(match[0]) and _value(match[0]) not in known:
                keep(Spoor.ZONDER_BRON, match[0], match.start())
    return tuple(sorted(found, key=lambda v: v.begin))


def _value(number: str) -> int | None:
    """A whole number as people write it: 1250 or 1.250; None for anything else."""
    whole = number.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+", number) else number
    return int(whole) if whole.isdecimal() else None


def _places(text: str, plaatsen: Collection[str]) -> Iterable[tuple[str, int]]:
    """Names of places with a capital, the longest first."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    longest = max((name.count(" ") + 1 for name in plaatsen), default=0)
    for first, (begin, _end) in enumerate(words):
        for count in range(longest, 0, -1):
            if first + count > len(words):
                continue
            piece = text[begin : words[first + count - 1][1]]
            if piece[0].isupper() and fold(piece) in plaatsen:
                yield piece, begin
                break
