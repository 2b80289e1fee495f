"""Looks through a text for what can point to one person, before that text leaves the kluis.

The check only warns. It finds what has a form (numbers, dates, addresses) and names that are known; a description that
only one family fits, it cannot see.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.jeugdige import checked_bsn
from expertteam_app.domain.namen import Naam, surname_key

MIN_NAAM = 3
"""Shorter names are left out: they are initials, or words that occur in any text."""


class Soort(StrEnum):
    """What a finding looks like; the value is what the user reads."""

    NAAM = "naam"
    LIJKT = "lijkt op een naam"
    BSN = "BSN"
    ZAAKNUMMER = "zaaknummer"
    EMAIL = "e-mailadres"
    TELEFOON = "telefoonnummer"
    POSTCODE = "postcode"
    DATUM = "datum"


@dataclass(frozen=True, slots=True)
class Vondst:
    """One piece of the text that can point to a person.

    Attributes:
        tekst: the piece as it stands there.
        begin: place of its first character, from 0.
    """

    soort: Soort
    tekst: str
    begin: int


_MAANDEN = (
    "januari|jan|februari|febr?|maart|mrt|april|apr|mei|juni|jun|juli|jul|augustus|aug|september|sept?|oktober|okt|"
    "november|nov|december|dec"
)
_PATTERNS = (
    (Soort.EMAIL, re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")),
    (Soort.ZAAKNUMMER, re.compile(r"\b(?:RET|VTB|Z-RET|Z-JBT)[ -]?(?:19|20)\d\d-\d{2,4}\b", re.IGNORECASE)),
    (Soort.BSN, re.compile(r"(?<!\d)(?:\d{9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3})(?!\d)")),
    (
        Soort.TELEFOON,
        re.compile(
            r"(?<![\d+])(?:(?:\+|00)31[ -]?(?:\(0\))?|0)"
            r"(?:6[ -]{0,3}(?:\d[ -]?){7}\d|[1-9]\d{1,2}[ -]{0,3}(?:\d[ -]?){5,6}\d)(?!\d)"
        ),
    ),
    (Soort.DATUM, re.compile(r"(?<![\d-])\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)")),
    (Soort.DATUM, re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")),
    (
        Soort.DATUM,
        re.compile(
            rf"(?<!\d)\d{{1,2}}(?:e|ste|de)?[ -](?:{_MAANDEN})\b\.?(?:[ -](?:\d{{4}}|’?\d\d)\b)?", re.IGNORECASE
        ),
    ),
    (Soort.POSTCODE, re.compile(r"(?<![\w-])[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}\b")),
)
"""In order of certainty; a piece that one has found is not looked at by those after it."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def name_words(namen: Iterable[Naam]) -> frozenset[str]:
    """The words of names by which a person can be known, folded; for `find_personal`."""
    words: set[str] = set()
    for naam in namen:
        pieces = [*naam.voornaam.split(), *re.split(r"[\s-]+", naam.achternaam), naam.achternaam, naam.voornaam]
        words |= {fold(piece) for piece in (*pieces, surname_key(naam))}
    return frozenset(word for word in words if len(word) >= MIN_NAAM and word not in _NO_NAMES)


def find_personal(text: str, known: Container[str] = frozenset()) -> tuple[Vondst, ...]:
    """Everything in a text that can point to a person, in the order of the text.

    A known name counts where its voornaam or achternaam stands as a word with a capital, so that "de Jong" is found and
    "jong" is not. Whole dates count, a month or a year alone does not (the report says half-years too).

    Args:
        text: what somebody wrote.
        known: words of names, as `name_words` gives them.
    """
    taken: list[Vondst] = []
    for soort, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            vondst = Vondst(soort, match[0].strip(), match.start())
            if _means_it(vondst) and not any(_overlap(vondst, other) for other in taken):
                taken.append(vondst)
    taken += [v for v in _names(text, known) if not any(_overlap(v, other) for other in taken)]
    return tuple(sorted(taken, key=lambda v: v.begin))


def _means_it(vondst: Vondst) -> bool:
    if vondst.soort is not Soort.BSN:
        return True
    try:
        checked_bsn(vondst.tekst)
    except FieldError:
        return False
    return True


def _overlap(one: Vondst, other: Vondst) -> bool:
    return one.begin < other.begin + len(other.tekst) and other.begin < one.begin + len(one.tekst)


def _names(text: str, known: Container[str]) -> list[Vondst]:
    hits = [(m.start(), m.end()) for m in _WORD.finditer(text) if m[0][0].isupper() and fold(m[0]) in known]
    return [Vondst(Soort.NAAM, text[begin:end], begin) for begin, end in _joined(hits, text)]


def _joined(hits: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Hits with only a space or a voorvoegsel between them are one name."""
    if not hits:
        return []
    groups = [hits[0]]
    for before, after in pairwise(hits):
        between = text[before[1] : after[0]]
        if re.fullmatch(r" (?:(?:van|de|den|der|ten|ter|el|v\.d\.|'t) ){0,3}", between):
            groups[-1] = (groups[-1][0], after[1])
        else:
            groups.append(after)
    return groups


_NO_NAMES = frozenset({"van", "der", "den", "het", "naam", "onbekend", "baby", "ongeboren", "kind", "fictief", "gezin"})
"""Words in a field for a name that are no name."""
