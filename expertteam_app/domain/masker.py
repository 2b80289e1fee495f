"""Names behind a mask, for a screen that others look at: ``jeugdige 1`` instead of a name, everywhere in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

SHORTEST = 2
"""Letters of the shortest name that is masked; one letter is an initial."""


class Masker:
    """Replaces whole words that are names, whatever their capitals; the longest name first.

    Args:
        namen: what may not be read, with what stands there instead.
    """

    def __init__(self, namen: Mapping[str, str]) -> None:
        found = {_key(name): word for name, word in namen.items() if len(name.strip()) >= SHORTEST}
        self._words = found
        longest = sorted(found, key=len, reverse=True)
        self._pattern = _pattern(tuple(longest))

    def __call__(self, text: str) -> str:
        """The text without the names."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self._words[_key(match[0])], text)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    if not names:
        return None
    parts = (r"\s+".join(re.escape(word) for word in name.split()) for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def namen_van(voornaam: str, tussenvoegsel: str, achternaam: str) -> Iterable[str]:
    """Every way in which a text can name someone: whole, by first name, by surname with and without its prefix."""
    last = " ".join(part for part in (tussenvoegsel, achternaam) if part)
    whole = " ".join(part for part in (voornaam, last) if part)
    return tuple(dict.fromkeys(name for name in (whole, last, achternaam, voornaam, *voornaam.split()) if name))
