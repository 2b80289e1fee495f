"""Looks through a text that leaves for what points to one child without a name: ages, places, small counts, a month.

It warns and flags too much rather than too little; what only one family fits, it cannot see (PRIVACY section 2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.tekstgetallen import Bronvermelding, numbers_in


class Spoor(StrEnum):
    """What a finding looks like; the value is what the user reads."""

    LEEFTIJD = "leeftijd"
    AANTAL = "klein aantal"
    TIJD = "maand of dag"
    VOORLETTER = "voorletter"
    PLAATS = "plaats"
    BROERS = "bijzonder gezin"
    EIGENNAAM = "naam of eigennaam"
    ZONDER_BRON = "getal dat in geen tabel staat"
    OPVALLEND = "woord dat opvalt"

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
            "naam of eigennaam": "schrijf “een jeugdige”, “een aanbieder” of “een school”",
            "woord dat opvalt": "kies een gewoner woord als dit maar op één gezin past",
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
    (Spoor.BROERS, r"\b(?:kind|zoon|dochter|jongen|meisje)(?:tje|je)? van (?:de|een) \w+"),
    (Spoor.BROERS, r"\b(?:enige|enig|uniek\w*|drieling\w*|tweeling\w*|vierling\w*|eerste van)\b"),
    (Spoor.TIJD, rf"\b(?:{_MAAND}) (?:19|20)\d\d\b|\b(?:{_DAG})(?:ochtend|middag|avond|nacht)?\b"),
    (Spoor.EIGENNAAM, r"\b(?:https?://\S+|(?:[\w-]+\.)+(?:nl|com|org|net|eu|be|de)\b(?:/\S*)?)"),
    (Spoor.VOORLETTER, r"(?<![\w.])[A-Z]\.(?=[\s,;)]|$)"),
    (Spoor.VOORLETTER, r"\b(?:[Jj]ongere|[Jj]eugdige|[Mm]eisje|[Jj]ongen|[Kk]ind) [A-Z]\b(?!\.)"),
)
_COMPILED = tuple(
    (soort, re.compile(pattern, re.IGNORECASE if soort is not Spoor.VOORLETTER else 0)) for soort, pattern in _PATTERNS
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_ENDS = '.!?:\n–•“"(('
_AFKORTING = re.compile(
    r"(?:RET|JBT|BOEG|GI|GI’s|VT|OTS|UHP|VTB|VTO|GGZ|LVB|CJG|PGB|FG|BSN|JGZ|SO|VSO|SBO|MBO|IQ|ADHD|ASS|PTSS|EMDR|MDFT)"
    r"|[A-Z]\d{1,2}"
)
"""Abbreviations of the field, and the codes of causes; any other one can be the name of an institution."""


def find_traces(
    text: str,
    plaatsen: Collection[str] = frozenset(),
    bronnen: Bronvermelding | None = None,
    gewoon: Callable[[str], bool] | None = None,
) -> tuple[Vindplaats, ...]:
    """Everything in a text that can point to one child without a name, in the order of the text.

    Args:
        text: what somebody wrote.
        plaatsen: folded names of places, of one or more words.
        bronnen: where the report prints which number; any other number is flagged. None: not looked at.
        gewoon: whether a folded word is common; a word that is not, and a capital inside a sentence, are flagged.
            None: not looked at.
    """
    found: list[Vindplaats] = []
    looked = (*_patterns(text), *_places(text, plaatsen), *_without_source(text, bronnen), *_unusual(text, gewoon))
    for v in looked:
        if not any(o.begin < v.begin + len(v.tekst) and v.begin < o.begin + len(o.tekst) for o in found):
            found.append(v)
    return tuple(sorted(found, key=lambda v: v.begin))


def _patterns(text: str) -> Iterable[Vindplaats]:
    for soort, pattern in _COMPILED:
        yield from (Vindplaats(soort, match[0], match.start()) for match in pattern.finditer(text))


def _without_source(text: str, bronnen: Bronvermelding | None) -> Iterable[Vindplaats]:
    if bronnen is not None:
        unknown = (getal for getal in numbers_in(text) if not bronnen.van(getal))
        yield from (Vindplaats(Spoor.ZONDER_BRON, getal.tekst, getal.begin) for getal in unknown)


def _unusual(text: str, gewoon: Callable[[str], bool] | None) -> Iterable[Vindplaats]:
    if gewoon is None:
        return
    yield from (Vindplaats(Spoor.EIGENNAAM, piece, begin) for piece, begin in _own_names(text))
    for match in _WORD.finditer(text):
        if not _AFKORTING.fullmatch(match[0]) and not all(gewoon(word) for word in fold(match[0]).split()):
            yield Vindplaats(Spoor.OPVALLEND, match[0], match.start())


def _own_names(text: str) -> Iterable[tuple[str, int]]:
    """Words with a capital inside a sentence; those that follow each other are one name."""
    begin = end = -1
    for match in _WORD.finditer(text):
        named = match[0][0].isupper() and not _AFKORTING.fullmatch(match[0]) and not _opens(text, match.start())
        if named and begin >= 0 and text[end : match.start()] == " ":
            end = match.end()
            continue
        if begin >= 0:
            yield text[begin:end], begin
        begin, end = (match.start(), match.end()) if named else (-1, -1)
    if begin >= 0:
        yield text[begin:end], begin


def _opens(text: str, place: int) -> bool:
    """Whether a sentence, a line or a quotation begins here."""
    before = text[:place].rstrip(" \t’‘'")
    return not before or before[-1] in _SENTENCE_ENDS


def _places(text: str, plaatsen: Collection[str]) -> Iterable[Vindplaats]:
    """Names of places with a capital, the longest first."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    longest = max((name.count(" ") + 1 for name in plaatsen), default=0)
    for first, (begin, _end) in enumerate(words):
        for count in range(longest, 0, -1):
            if first + count > len(words):
                continue
            piece = text[begin : words[first + count - 1][1]]
            if piece[0].isupper() and fold(piece) in plaatsen:
                yield Vindplaats(Spoor.PLAATS, piece, begin)
                break
