"""Reading order of text in two directions: UAX 9, the Unicode bidirectional algorithm, for one paragraph.

Without the explicit direction characters (X1 to X8): `tekst.clean` takes those out, so that no pasted name can turn a
line around it. Rule names between brackets are those of UAX 9.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_RTL = frozenset({"R", "AL"})
_STRONG = frozenset({"L", "R"})
_NUMBER = frozenset({"EN", "AN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_OPEN = {"(": ")", "[": "]", "{": "}"}
_CLOSE = {shut: begin for begin, shut in _OPEN.items()}
_MIRROR = {**_OPEN, **_CLOSE, "«": "»", "»": "«", "‹": "›", "›": "‹", "<": ">", ">": "<", "≤": "≥", "≥": "≤"}


def is_rtl(text: str) -> bool:
    """Whether there is a letter in it that is read from right to left."""
    return any(unicodedata.bidirectional(c) in _RTL for c in text)


def base_level(text: str) -> int:
    """1 for a paragraph that is read from right to left, else 0.

    It is when its first letter is (P2, P3) and most of its letters are. The second half is ours (HL1): a Dutch
    sentence that begins with a Hebrew name stays a Dutch sentence.
    """
    kinds = [kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}]
    right = sum(kind in _RTL for kind in kinds)
    return int(bool(kinds) and kinds[0] in _RTL and 2 * right > len(kinds))


def levels(text: str, base: int) -> list[int]:
    """The level of each character: an even one is read from left to right, an odd one from right to left.

    Args:
        text: one whole paragraph in reading order.
        base: its own level, see `base_level`.
    """
    own = "R" if base else "L"
    kinds = [unicodedata.bidirectional(c) or "L" for c in text]
    marks = [kind == "NSM" for kind in kinds]
    _weak(kinds, own)
    _brackets(text, kinds, marks, own)
    _neutral(kinds, own)
    odd = base % 2
    rise = {"L": odd, "R": 1 - odd, "EN": 2 - odd, "AN": 2 - odd}  # I1, I2
    return [base + rise[kind] for kind in kinds]


def order(text: str, given: Sequence[int], base: int) -> list[int]:
    """The places of the characters of one line, as they are drawn from left to right.

    Args:
        text: the line in reading order.
        given: the levels of its characters, worked out on the whole paragraph.
        base: the level of the paragraph; white space at the end of the line gets it (L1).
    """
    here = list(given)
    at = len(here)
    while at and unicodedata.bidirectional(text[at - 1]) in {"WS", "B", "S"}:
        at -= 1
        here[at] = base
    places = list(range(len(here)))
    for level in range(max(here, default=0), 0, -1):  # L2
        start = 0
        while start < len(places):
            end = start
            while end < len(places) and here[places[end]] >= level:
                end += 1
            places[start:end] = reversed(places[start:end])
            start = end + 1
    return _marks_behind(text, here, places)


def mirrored(c: str, level: int) -> str:
    """The character as it is drawn at this level: a bracket turns around between letters from right to left (L4)."""
    return _MIRROR.get(c, c) if level % 2 else c


def _marks_behind(text: str, here: Sequence[int], places: list[int]) -> list[int]:
    """A mark stays behind the letter it belongs to, also where the order was turned (L3)."""
    kept: list[int] = []
    waiting: list[int] = []
    for place in places:
        if here[place] % 2 and unicodedata.combining(text[place]):
            waiting.insert(0, place)
        else:
            kept += [place, *waiting]
            waiting = []
    return [*kept, *waiting]


def _weak(kinds: list[str], own: str) -> None:
    """Marks and numbers (W1 to W7)."""
    strong, before = own, own
    for at in range(len(kinds)):
        kind = before if kinds[at] == "NSM" else kinds[at]  # W1
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kind = "AN"  # W2
        kinds[at] = before = kind
    _numbers(kinds, own)


def _numbers(kinds: list[str], own: str) -> None:
    """What stands between numbers, and numbers behind Latin letters (W3 to W7)."""
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for at in range(1, len(kinds) - 1):  # W4
        left, kind, right = kinds[at - 1 : at + 2]
        if left == right and ((kind == "ES" and left == "EN") or (kind == "CS" and left in _NUMBER)):
            kinds[at] = left
    for start, end in _stretches(kinds, frozenset({"ET"})):  # W5
        if (start and kinds[start - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN"):
            kinds[start:end] = ["EN"] * (end - start)
    strong = own
    for at, kind in enumerate(kinds):
        if kind in {"ES", "ET", "CS", "BN"}:
            kinds[at] = "ON"  # W6
        elif kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"  # W7


def _brackets(text: str, kinds: list[str], marks: Sequence[bool], own: str) -> None:
    """A pair of brackets gets one direction, from what stands in it or before it (N0)."""
    for begin, shut in _pairs(text, kinds):
        inside = {_side(kind) for kind in kinds[begin + 1 : shut]} & _STRONG
        if not inside:
            continue
        side = own
        if own not in inside:
            side = next((_side(k) for k in reversed(kinds[:begin]) if _side(k) in _STRONG), own)
        for place in (begin, shut):
            kinds[place] = side
            at = place + 1
            while at < len(kinds) and marks[at]:
                kinds[at] = side
                at += 1


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """The brackets that belong together, in the order in which they open (BD16)."""
    found, opened = [], list[tuple[str, int]]()
    for at, c in enumerate(text):
        if kinds[at] != "ON":
            continue
        if c in _OPEN:
            opened.append((c, at))
        elif c in _CLOSE:
            match = next((n for n in reversed(range(len(opened))) if opened[n][0] == _CLOSE[c]), None)
            if match is not None:
                found.append((opened[match][1], at))
                del opened[match:]
    return sorted(found)


def _neutral(kinds: list[str], own: str) -> None:
    """What has no direction takes that of both its neighbours, or of the paragraph (N1, N2)."""
    for start, end in _stretches(kinds, _NEUTRAL):
        before = _side(kinds[start - 1]) if start else own
        after = _side(kinds[end]) if end < len(kinds) else own
        kinds[start:end] = [before if before == after else own] * (end - start)


def _side(kind: str) -> str:
    return "R" if kind in _NUMBER else kind


def _stretches(kinds: Sequence[str], wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] in wanted:
            end += 1
        if end > start:
            yield start, end
        start = end + 1
