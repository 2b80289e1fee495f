"""Whether a word is common Dutch: in a list, a form of a word in it, or made of two of them.

A word that is not common can be what people know a family by (PRIVACY 3.8 "rare-word rule").
"""

from __future__ import annotations

from collections.abc import Collection

KORTSTE = 3
"""A shorter word says nothing of anybody."""
_DEEL = 4
"""Fewest letters of each part of a compound: shorter parts make a compound of nearly everything."""
_UITGANGEN = (
    *("s", "n", "e", "en", "t", "d", "de", "den", "te", "ten"),
    *("je", "jes", "tje", "tjes", "heid", "er", "ers", "ing"),
)
_TUSSEN = ("", "s", "e", "en")


def is_common(word: str, listed: Collection[str]) -> bool:
    """Whether a folded word is common.

    >>> is_common("thuissituaties", {"thuis", "situatie"})
    True
    >>> is_common("dominee", {"thuis", "situatie"})
    False
    """
    return len(word) < KORTSTE or word.isdigit() or _known(word, listed) or _compound(word, listed)


def _known(word: str, listed: Collection[str]) -> bool:
    """The word itself, or a form of a listed word: other ending, one vowel or consonant doubled less, ge- before it."""
    if word in listed:
        return True
    for ending in _UITGANGEN:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= KORTSTE and any(form in listed for form in _stems(stem)):
            return True
    return word.startswith("ge") and len(word) - 2 > KORTSTE and _known(word[2:], listed)


def _stems(stem: str) -> tuple[str, ...]:
    """How the listed word can be spelled of which this is left: "bom(m)", "str(a)at", "bez(ie)n", "le(v)f"."""
    forms = [stem, f"{stem}en", f"{stem}n"]
    if stem[-1] == stem[-2]:
        forms.append(stem[:-1])
    elif stem[-2] in "aeou":
        forms.append(f"{stem[:-1]}{stem[-2]}{stem[-1]}")
    forms += [f"{stem[:-1]}{hard}" for soft, hard in (("v", "f"), ("z", "s")) if stem.endswith(soft)]
    return tuple(forms)


def _compound(word: str, listed: Collection[str]) -> bool:
    for cut in range(_DEEL, len(word) - _DEEL + 1):
        first, last = word[:cut], word[cut:]
        if not _known(last, listed):
            continue
        if any(first.removesuffix(link) in listed and len(first) - len(link) >= _DEEL for link in _TUSSEN):
            return True
    return False
