"""Finds the code that a typed text means: by the list first, by a typing error second, and never by a hunch."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from expertteam_app.domain.codelijst import Code, Codelijst, fold

_PARTS = re.compile(r"[/()\[\],;:–]|\s-\s|\.\s")
_SOFT = re.compile(r"([,/]|\s(?:en|&|\+)\s)")
_HARD = re.compile(r"[;\n\r]+")
_DIGITS = re.compile(r"\d+")
_TYPO_SCORE = 84
_TYPO_SCORE_PLACE = 88
"""Names of places are more alike than other words: Voorschoten is not Vorchten."""
_NEGATIONS = frozenset({"geen", "niet", "nooit", "zonder"})
_ROOM = 6
"""Signs between words that a text may have more than the list writes (``18 -/ 18+``)."""
_TYPO_MARGIN = 3
_TYPO_LENGTH = 5
"""From this length on a text may be recognised in spite of a typing error; Ede is not Epe."""


@dataclass(frozen=True, slots=True)
class Vondst:
    """What a text means in a list.

    Attributes:
        code: the entry, or None.
        zeker: the list itself knows the text; False when a typing error or loose words had to be passed over.
        keuzes: the entries that it may mean when it means more than one.
    """

    code: Code | None
    zeker: bool = True
    keuzes: tuple[Code, ...] = ()


NIETS = Vondst(None, zeker=False)


class Herkenlijst:
    """A codelijst prepared for reading many rows: words are folded once, answers are remembered."""

    def __init__(self, lijst: Codelijst, *, woorden: bool = False) -> None:
        """Prepare a list.

        Args:
            lijst: the codelijst.
            woorden: also look for a known word inside a longer text (``Apeldoorn Zuid``), which is never certain.
        """
        self.lijst = lijst
        self._woorden = woorden
        self._known: dict[str, dict[str, Code]] = defaultdict(dict)
        for entry in lijst:
            for word in (entry.code, entry.label, *entry.synoniemen):
                if fold(word):
                    self._known[fold(word)][entry.code] = entry
        self._words = list(self._known)
        self._longest = max((len(_SOFT.split(w)) for e in lijst for w in (e.label, *e.synoniemen)), default=1) + _ROOM
        self._answers: dict[str, Vondst] = {}

    def find(self, text: str) -> Vondst:
        """The entry for one text: as it stands, by its parts (``Epe/Vaassen``), or with one typing error."""
        answer = self._answers.get(text)
        if answer is None:
            answer = self._find(text)
            self._answers[text] = answer
        return answer

    def find_all(self, text: str) -> tuple[tuple[Code, ...], tuple[tuple[str, Vondst], ...]]:
        """The entries for a cell that holds several, separated by ; , / "en" or a new line.

        A text that the list knows as a whole is never cut: ``18-/18+`` and ``Wlz of Jw?`` survive.

        Returns:
            The certain entries in order, each once; and each piece that is not certain, with its `Vondst`.
        """
        certain: dict[str, Code] = {}
        open_pieces: list[tuple[str, Vondst]] = []
        whole = self._exact(text)
        for piece in [text] if len(whole) == 1 else _HARD.split(text):
            for part in self._segments(piece):
                found = self.find(part)
                if found.code is not None and found.zeker:
                    certain[found.code.code] = found.code
                elif part.strip(" .-"):
                    open_pieces.append((part, found))
        return tuple(certain.values()), tuple(open_pieces)

    def _segments(self, piece: str) -> list[str]:
        """Cut a piece at soft separators, but leave the longest stretches that the list knows in one."""
        tokens = _SOFT.split(piece)
        parts: list[str] = []
        loose: list[str] = []
        start = 0
        while start < len(tokens):
            last = min(len(tokens), start + self._longest)
            ends = range(last - (last - start + 1) % 2, start, -2)
            end = next((e for e in ends if self._is_one("".join(tokens[start:e]))), 0)
            if end:
                parts += [*self._loose(loose), "".join(tokens[start:end])]
                loose, start = [], end + 1
            else:
                loose += tokens[start : start + 2]
                start += 2
        parts += self._loose(loose)
        return [part.strip() for part in parts if part.strip()]

    def _loose(self, tokens: list[str]) -> list[str]:
        """What the list does not know: one text, unless its parts are known words with a typing error."""
        words = tokens[0::2]
        if any(self.find(word.strip()).code for word in words):
            return words
        return ["".join(tokens[: len(words) * 2 - 1])]

    def _is_one(self, text: str) -> bool:
        return len(self._exact(text)) == 1

    def _exact(self, text: str) -> dict[str, Code]:
        return self._known.get(fold(text), {})

    def _find(self, text: str) -> Vondst:
        exact = self._exact(text)
        if exact:
            return _only(exact, zeker=True)
        parts = [part for part in _PARTS.split(text) if fold(part)]
        recognised = [self._exact(part) for part in parts]
        by_parts = {code: entry for found in recognised if len(found) == 1 for code, entry in found.items()}
        if by_parts:
            return _only(by_parts, zeker=all(recognised))
        if self._woorden:
            inside = self._inside(fold(text))
            if inside:
                return _only(inside, zeker=False)
        return self._with_typo(fold(text))

    def _inside(self, folded: str) -> dict[str, Code]:
        padded = f" {folded} "
        return {
            code: entry
            for word in self._words
            if len(word) >= _TYPO_LENGTH - 2 and f" {word} " in padded
            for code, entry in self._known[word].items()
        }

    def _with_typo(self, folded: str) -> Vondst:
        if len(folded) < _TYPO_LENGTH:
            return NIETS
        cutoff = _TYPO_SCORE_PLACE if self._woorden else _TYPO_SCORE
        near = process.extract(folded, self._words, scorer=fuzz.ratio, score_cutoff=cutoff, limit=8)
        near = [hit for hit in near if _DIGITS.findall(hit[0]) == _DIGITS.findall(folded)]
        near = [hit for hit in near if _NEGATIONS & set(hit[0].split()) == _NEGATIONS & set(folded.split())]
        if not near:
            return NIETS
        best = max(hit[1] for hit in near)
        candidates: dict[str, Code] = {}
        for word, score, _ in near:
            if score > best - _TYPO_MARGIN:
                candidates.update(self._known[word])
        return _only(candidates, zeker=False)


def _only(entries: dict[str, Code], *, zeker: bool) -> Vondst:
    if len(entries) == 1:
        return Vondst(next(iter(entries.values())), zeker)
    return Vondst(None, zeker=False, keuzes=tuple(entries.values()))
