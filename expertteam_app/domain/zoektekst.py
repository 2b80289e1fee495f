"""What makes a text findable: the words in it, the other ways people write them, and the piece that shows a hit.

The index of the kluis ignores case and most diacritics by itself. What it does not know is added here: words written
with or without hyphen or apostrophe, ``ij`` and ``y``, and letters such as ``ø`` that have no plain form of their own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

SCHEIDING = "\x1f"
"""In an indexed text: after it stand only other ways of writing, which are never shown."""

_WOORD = re.compile(r"[^\W_]+")
# Both begin at the start of a word and never go back into one: else a long run of letters takes quadratic time.
_KETEN = re.compile(r"(?<![^\W_])[^\W_]++(?:[-'’‘`´./][^\W_]++)+")
_VREEMD = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ħ": "h",
    "ŋ": "n",
}
_VERTAAL = str.maketrans(_VREEMD)
_ANDERS = re.compile(rf"(?<![^\W_])[^\W_{''.join(_VREEMD)}]*+[{''.join(_VREEMD)}][^\W_]*+")
_BREED = 160
_VOORAF = 40


def plain(text: str) -> str:
    """The text without case and diacritics; letters without a plain form of their own become their usual spelling.

    >>> plain("Søren Škvorecký")
    'soren skvorecky'
    """
    if text.isascii():
        return text.lower()
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFKC", bare).casefold().translate(_VERTAAL)


def indexed(text: str, ook: str = "") -> str:
    """The text as it goes into the index: what is shown, and after `SCHEIDING` the other ways of writing its words.

    `ook` are words it can be found by too, which are not shown.
    """
    shown = text if text.isascii() else unicodedata.normalize("NFKC", text)
    shown = shown.replace(SCHEIDING, " ")
    extra = dict.fromkeys("".join(_WOORD.findall(plain(chain))) for chain in _KETEN.findall(shown))
    if not shown.isascii():
        extra |= dict.fromkeys(plain(word) for word in _ANDERS.findall(shown.lower()))
    extra |= dict.fromkeys(ook.split())
    extra.pop("", None)
    return f"{shown}{SCHEIDING}{' '.join(extra)}" if extra else shown


def shown_part(text: str) -> str:
    """What people may see of an indexed text."""
    return text.partition(SCHEIDING)[0]


def _spellings(chunk: str) -> tuple[str, ...]:
    """Every way in which a typed chunk may stand in a text; a phrase where it holds several words."""
    words, bare = _WOORD.findall(chunk), _WOORD.findall(plain(chunk))
    forms = dict.fromkeys((" ".join(words), " ".join(bare), "".join(bare)))
    for form in tuple(forms):
        forms |= dict.fromkeys((form.replace("ij", "y"), form.replace("y", "ij")))
    return tuple(form for form in forms if form)


def query_words(typed: str) -> tuple[tuple[str, ...], ...]:
    """What people type: one group per word, each with every spelling that will do; empty when no word is left.

    A text fits when it holds of every group one spelling, as the beginning of a word, in any order.
    """
    groups = (_spellings(chunk) for chunk in unicodedata.normalize("NFKC", typed).lower().split())
    return tuple(group for group in groups if group)


def _tokens(text: str) -> list[str]:
    """The words of a text as the index holds them: no case, no diacritics."""
    if text.isascii():
        return _WOORD.findall(text.lower())
    return _WOORD.findall(
        "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()
    )


def _place(phrase: list[str], tokens: list[str]) -> tuple[bool, bool]:
    """Whether a phrase stands in a text, its last word as the beginning of a word; and whether as a whole word."""
    found = False
    for start in range(len(tokens) - len(phrase) + 1):
        last = tokens[start + len(phrase) - 1]
        if tokens[start : start + len(phrase) - 1] == phrase[:-1] and last.startswith(phrase[-1]):
            if last == phrase[-1]:
                return True, True
            found = True
    return found, False


class Zoekvraag:
    """What was typed, to hold against texts that were read already: it finds what the index finds.

    Quicker than the index for a few thousand short texts, when what was typed stands in millions.
    """

    def __init__(self, typed: str) -> None:
        self._groups = [[t for form in group if (t := _tokens(form))] for group in query_words(typed)]

    def fit(self, indexed_text: str) -> int:
        """How well an indexed text fits: 0 not at all, 1 by the beginning of a word, 2 with every typed word whole."""
        if not self._groups:
            return 0
        tokens, whole = _tokens(indexed_text), True
        for group in self._groups:
            places = [_place(phrase, tokens) for phrase in group]
            if not any(found for found, _whole in places):
                return 0
            whole = whole and any(exact for _found, exact in places)
        return 2 if whole else 1


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a text around the first hit: pieces in order, each with whether it is a hit."""

    stukken: tuple[tuple[str, bool], ...] = ()

    @property
    def tekst(self) -> str:
        """The piece as plain text."""
        return "".join(text for text, _hit in self.stukken)


def _hits(text: str, typed: str) -> list[tuple[int, int]]:
    """Where the beginnings of words stand that were typed: (from, to)."""
    wanted = {w for group in query_words(typed) for form in group for w in plain(form).split()}
    if not wanted:
        return []
    found: list[tuple[int, int]] = []
    for match in (*_KETEN.finditer(text), *_WOORD.finditer(text)):
        bare = "".join(_WOORD.findall(plain(match[0])))
        if any(bare.startswith(word) or (len(bare) < len(word) and bare == word) for word in wanted):
            found.append(match.span())
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def fragment(text: str, typed: str, breedte: int = _BREED) -> Fragment:
    """The piece of a text around its first hit, at most about `breedte` characters, with every hit in it marked.

    A text without a hit (it was found by its title) gives its beginning.
    """
    flat = " ".join(shown_part(text).split())
    hits = _hits(flat, typed)
    first = hits[0][0] if hits else 0
    begin = 0 if first <= _VOORAF else flat.rfind(" ", 0, first - _VOORAF) + 1
    end = len(flat)
    if end - begin > breedte:
        end = max(flat.rfind(" ", begin, begin + breedte), hits[0][1] if hits else begin + breedte // 2)
    pieces: list[tuple[str, bool]] = [("… ", False)] if begin else []
    at = begin
    for start, stop in hits:
        if start >= end:
            break
        pieces += [(flat[at:start], False), (flat[start : min(stop, end)], True)]
        at = min(stop, end)
    pieces.append((flat[at:end], False))
    if end < len(flat):
        pieces.append((" …", False))
    return Fragment(tuple(piece for piece in pieces if piece[0]))
