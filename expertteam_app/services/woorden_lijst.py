"""The list of common words, with the words of the field and of the program's own lists."""

from __future__ import annotations

from functools import cache

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.gewone_woorden import is_common
from expertteam_app.resources import resource_path
from expertteam_app.services.codelijsten import Codelijsten


@cache
def listed_words() -> frozenset[str]:
    """The folded words of both lists."""
    found: set[str] = set()
    for name in ("gewone-woorden.txt", "vaktaal.txt"):
        lines = resource_path(name).read_text(encoding="utf-8").splitlines()
        found |= {word for line in lines if not line.startswith("#") for word in fold(line).split()}
    return frozenset(found)


def list_words(lists: Codelijsten) -> frozenset[str]:
    """The folded words of the labels of all codelijsten but those that name people and places."""
    labels = (code.label for naam in lists if naam != "gemeenten" for code in lists[naam])
    return frozenset(word for label in labels for word in fold(label).split())


def common_word(word: str, lists: Codelijsten) -> bool:
    """Whether a folded word is common Dutch, a word of the field, or one of the program's own lists."""
    return is_common(word, listed_words()) or word in list_words(lists)


@cache
def fingerprint_words() -> tuple[str, ...]:
    """The 1,024 words of a fingerprint and a made wachtzin, in their fixed order."""
    lines = resource_path("vingerafdruk-woorden.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))
