"""Writing that the main font lacks: Arabic in the shapes in which it is read, and which font holds which letter.

The main font holds Latin, Greek and Cyrillic. What it lacks comes from a second font; what neither holds is printed as
its number in brackets, so that no letter of a name is lost without anyone seeing it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby

_LAM_ALEF = frozenset({"\u0644\u0622", "\u0644\u0623", "\u0644\u0625", "\u0644\u0627"})
"""The letters that are always written as one."""


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    """Per Arabic letter (or lam with alef) its shapes: isolated, initial, medial, final."""
    found: dict[str, dict[str, str]] = {}
    for number in (*range(0xFB50, 0xFDFD), *range(0xFE70, 0xFEFD)):
        kind, *parts = unicodedata.decomposition(chr(number)).split() or [""]
        letters = "".join(chr(int(part, 16)) for part in parts)
        if kind[1:-1] in {"isolated", "initial", "medial", "final"} and (len(letters) == 1 or letters in _LAM_ALEF):
            found.setdefault(letters, {}).setdefault(kind[1:-1], chr(number))
    return found


def joined(text: str) -> str:
    """Arabic letters in the shapes they take beside each other, in reading order; other letters as they are.

    Before a text is broken into lines: the shapes differ in width, and a line end changes none of them.
    """
    forms = _forms()
    letters = list(_ligatures(text))
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
        text: with its Arabic letters joined (see `joined`).
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
