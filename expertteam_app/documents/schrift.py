"""Writing that the main font lacks: Hebrew and Arabic in the order and the shapes in which they are read.

The main font holds Latin, Greek and Cyrillic. What it lacks comes from a second font; what neither holds is printed as
its number in brackets, so that no letter of a name is lost without anyone seeing it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby

_RTL = frozenset({"R", "AL"})
_DIGITS = frozenset({"EN", "AN"})
_SPIEGEL = {"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "«": "»", "»": "«", "‹": "›", "›": "‹"}
_LAM = "\u0644"


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    """Per Arabic letter (or lam with alef) its shapes: isolated, initial, medial, final."""
    found: dict[str, dict[str, str]] = {}
    for number in (*range(0xFB50, 0xFDFD), *range(0xFE70, 0xFEFD)):
        kind, *parts = unicodedata.decomposition(chr(number)).split() or [""]
        letters = "".join(chr(int(part, 16)) for part in parts)
        if kind[1:-1] in {"isolated", "initial", "medial", "final"} and (len(letters) == 1 or letters[0] == _LAM):
            found.setdefault(letters, {}).setdefault(kind[1:-1], chr(number))
    return found


def is_rtl(text: str) -> bool:
    """Whether there is a letter in it that is read from right to left."""
    return any(unicodedata.bidirectional(c) in _RTL for c in text)


def visual(text: str) -> str:
    """The text in the order in which it is drawn from left to right, Arabic letters in their joined shapes.

    Each stretch from right to left is turned as a whole; numbers in it keep their order. Text from left to right alone
    comes back as it was.
    """
    if not is_rtl(text):
        return text
    made, place = "", 0
    while place < len(text):
        if unicodedata.bidirectional(text[place]) not in _RTL:
            made += text[place]
            place += 1
            continue
        end = last = place
        while end < len(text) and unicodedata.bidirectional(text[end]) not in {"L", "B"}:
            last = end if unicodedata.bidirectional(text[end]) in _RTL | {"NSM"} else last
            end += 1
        made += _turned(_joined(text[place : last + 1]))
        place = last + 1
    return made


def _turned(run: str) -> str:
    """A stretch from right to left as it is drawn: letters with their marks turned, numbers as they are."""
    groups: list[str] = []
    for digits, part in groupby(run, lambda c: unicodedata.bidirectional(c) in _DIGITS):
        if digits:
            groups.append("".join(part))
            continue
        for c in part:
            if unicodedata.combining(c) and groups:
                groups[-1] += c
            else:
                groups.append(_SPIEGEL.get(c, c))
    return "".join(reversed(groups))


def _joined(run: str) -> str:
    """Arabic letters in the shapes they take beside each other; other letters as they are."""
    forms = _forms()
    letters = list(_ligatures(run))
    made = []
    for place, letter in enumerate(letters):
        shapes = forms.get(letter, {})
        before = _neighbour(letters, place, -1)
        after = _neighbour(letters, place, 1)
        joins_before = "initial" in forms.get(before, {}) and ("final" in shapes or "medial" in shapes)
        joins_after = "initial" in shapes and "final" in forms.get(after, {})
        name = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get(
            (joins_before, joins_after), "isolated"
        )
        made.append(shapes.get(name, letter))
    return "".join(made)


def _ligatures(run: str) -> Iterator[str]:
    """The letters one by one, lam with alef as one."""
    place = 0
    while place < len(run):
        pair = run[place : place + 2]
        step = 2 if len(pair) == 2 and pair in _forms() else 1  # noqa: PLR2004 - two letters
        yield run[place : place + step]
        place += step


def _neighbour(letters: list[str], place: int, step: int) -> str:
    """The next letter in a direction, passing over marks; empty at the end."""
    place += step
    while 0 <= place < len(letters) and unicodedata.combining(letters[place][0]):
        place += step
    return letters[place] if 0 <= place < len(letters) else ""


def runs(text: str, main: frozenset[int], other: frozenset[int]) -> Iterator[tuple[bool, str]]:
    """The text in stretches, each with whether it needs the second font.

    Args:
        text: as it is drawn (see `visual`).
        main: the characters that the main font holds.
        other: those of the second font; what is in neither comes back as its number in brackets.
    """

    def font(c: str) -> str:
        return "main" if ord(c) in main or c.isspace() else "other" if ord(c) in other else "none"

    for kind, part in groupby(text, font):
        if kind == "none":
            yield False, "".join(f"‹U+{ord(c):04X}›" for c in part)
        else:
            yield kind == "other", "".join(part)
