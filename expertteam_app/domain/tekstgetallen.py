"""The numbers in a text that leaves, and where the report prints each of them.

Every number in a text must be one that a table prints; a percentage is no count (PRIVACY 0 fact 5).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Getal:
    """A number as it stands in a text.

    Attributes:
        tekst: the number as it stands there, without a percent sign.
        begin: place of its first character, from 0.
        waarde: its value; None when it is not whole.
        procent: a percent sign or the word follows.
    """

    tekst: str
    begin: int
    waarde: int | None
    procent: bool


@dataclass(frozen=True, slots=True)
class Bronvermelding:
    """Where the report prints each number: by value the cells, in the order of the report.

    Attributes:
        aantallen: value of a count to where it stands, in words.
        procenten: whole percentage to where it stands, in words.
    """

    aantallen: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    procenten: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def van(self, getal: Getal) -> tuple[str, ...]:
        """Where a number of a text stands; empty when no table prints it."""
        if getal.waarde is None:
            return ()
        return (self.procenten if getal.procent else self.aantallen).get(getal.waarde, ())


_EEN_TOT_TWINTIG = (
    *("één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien"),
    *("veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"),
)
_TIENTALLEN = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_MENSEN = (
    *("tweeën", "drieën", "vieren", "vijven", "zessen", "zevenen", "achten", "negenen", "tienen", "elven", "twaalven"),
)
"""As in “met z’n drieën”."""


def _number_words() -> dict[str, int]:
    """Every number word to 999.999 that is written as one, with its value."""
    found = {word: n for n, word in enumerate(_EEN_TOT_TWINTIG, start=1)}
    found |= {word: n for n, word in enumerate(_MENSEN, start=2)}
    for tens, word in enumerate(_TIENTALLEN, start=2):
        found[word] = 10 * tens
        for ones, one in enumerate(("een", *_EEN_TOT_TWINTIG[1:9]), start=1):
            for glue in ("ën", "en"):
                found[f"{one}{glue}{word}"] = 10 * tens + ones
    for word, size in (("honderd", 100), ("duizend", 1000)):
        found[word] = size
        found |= {f"{one}{word}": n * size for n, one in enumerate(_EEN_TOT_TWINTIG[1:], start=2)}
    return found


_WOORDEN = _number_words()
_DELEN = {
    "helft": 50,
    "een derde": 33,
    "één derde": 33,
    "twee derde": 67,
    "tweederde": 67,
    "driekwart": 75,
    "kwart": 25,
    "een vijfde": 20,
    "een tiende": 10,
}
_VAAG = ("een paar", "een enkel", "een enkele", "een handvol", "enkele tientallen", "tientallen", "honderden")
"""Words for a count that no table can be asked about."""

_CIJFERS = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?!\w)")
_LETTERS = re.compile(
    rf"\b(?:{'|'.join(sorted([*_WOORDEN, *_DELEN, *_VAAG], key=len, reverse=True))})\b", re.IGNORECASE
)
_PROCENT = re.compile(r"\s?(?:%|(?:procent|pct)\b)", re.IGNORECASE)
_PUNT = re.compile(r"\s?(?:%-?punt(?:en)?|procentpunt(?:en)?)\b", re.IGNORECASE)
_JAAR = re.compile(r"(?:19|20)\d\d")


def numbers_in(text: str) -> tuple[Getal, ...]:
    """The numbers of a text, in figures and in words, in its order; years are left out.

    A part of a whole (“de helft”) counts as the percentage it is. What is no count and no percentage, as a difference
    in percentage points or “een paar”, has no value and so no source.
    """
    found = [_as_number(text, m, whole_value(m[0])) for m in _CIJFERS.finditer(text) if not _JAAR.fullmatch(m[0])]
    for m in _LETTERS.finditer(text):
        word = m[0].lower()
        if word in _DELEN:
            found.append(Getal(m[0], m.start(), _DELEN[word], procent=True))
        else:
            found.append(_as_number(text, m, _WOORDEN.get(word)))
    return tuple(sorted(found, key=lambda g: g.begin))


def _as_number(text: str, found: re.Match[str], value: int | None) -> Getal:
    if _PUNT.match(text, found.end()):
        return Getal(found[0], found.start(), None, procent=True)
    return Getal(found[0], found.start(), value, _PROCENT.match(text, found.end()) is not None)


def whole_value(number: str) -> int | None:
    """A whole number as people write it: 1250 or 1.250; None for anything else."""
    whole = number.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+", number) else number
    return int(whole) if whole.isdecimal() else None
