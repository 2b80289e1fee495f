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


_TELWOORDEN = (
    *("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien", "veertien"),
    *("vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig"),
)
_TIENTALLEN = ("dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig", "honderd")
_WOORDEN = {
    **{woord: waarde for waarde, woord in enumerate(_TELWOORDEN, start=2)},
    **{woord: 10 * tien for tien, woord in enumerate(_TIENTALLEN, start=3)},
}
_CIJFERS = re.compile(r"(?<![\w.,-])\d{1,6}(?:[.,]\d+)?(?=\s?%|\s(?:procent)\b|[\s.,;:)?!]|$)")
_LETTERS = re.compile(rf"\b(?:{'|'.join(_WOORDEN)})\b", re.IGNORECASE)
_PROCENT = re.compile(r"\s?(?:%|procent\b)")
_JAAR = re.compile(r"(?:19|20)\d\d|[12]e")


def numbers_in(text: str) -> tuple[Getal, ...]:
    """The numbers of a text, in figures and in words, in its order; years are left out."""
    found = [
        Getal(m[0], m.start(), whole_value(m[0]), _PROCENT.match(text, m.end()) is not None)
        for m in _CIJFERS.finditer(text)
        if not _JAAR.fullmatch(m[0])
    ]
    found += [
        Getal(m[0], m.start(), _WOORDEN[m[0].lower()], _PROCENT.match(text, m.end()) is not None)
        for m in _LETTERS.finditer(text)
    ]
    return tuple(sorted(found, key=lambda g: g.begin))


def whole_value(number: str) -> int | None:
    """A whole number as people write it: 1250 or 1.250; None for anything else."""
    whole = number.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+", number) else number
    return int(whole) if whole.isdecimal() else None
