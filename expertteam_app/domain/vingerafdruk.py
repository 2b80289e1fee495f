"""Words for bits: the fingerprint of an address, to compare by phone, and a wachtzin that a program makes.

The list has 1,024 words in a fixed order (``vingerafdruk-woorden.txt``), so a word is 10 bits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

LIJST: Final = 1024
"""Words in the list."""
BITS: Final = 10
WOORDEN: Final = 7
"""Words in a fingerprint and in a made wachtzin: 70 bits, more than anyone can try."""


def words_of(digest: bytes, listed: Sequence[str], count: int = WOORDEN) -> tuple[str, ...]:
    """The first bits of a digest as words.

    >>> words_of(bytes(32), ["nul"] + ["ander"] * 1023, 2)
    ('nul', 'nul')
    """
    if len(listed) != LIJST:
        raise ValueError("list")
    number = int.from_bytes(digest) >> (8 * len(digest) - BITS * count)
    return tuple(listed[(number >> (BITS * place)) % LIJST] for place in reversed(range(count)))


def made_phrase(listed: Sequence[str], choose: Callable[[int], int], count: int = WOORDEN) -> str:
    """A wachtzin of words that were drawn; `choose` gives a number below its argument, and must be unpredictable."""
    if len(listed) != LIJST:
        raise ValueError("list")
    return " ".join(listed[choose(LIJST)] for _ in range(count))
