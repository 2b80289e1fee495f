"""Times on an agenda: when each item begins, and whether all of them fit in the zitting."""

from __future__ import annotations

from collections.abc import Sequence

_HOUR, _DAY = 60, 24 * 60


def begintijden(begintijd: str, minuten: Sequence[int]) -> list[str]:
    """The time at which each item begins, as ``09:30``; empty texts when the zitting has no time of its own.

    Args:
        begintijd: of the zitting, as ``09:00`` or empty.
        minuten: of each item in order.
    """
    if not begintijd:
        return ["" for _ in minuten]
    hours, _, rest = begintijd.partition(":")
    at = int(hours) * _HOUR + int(rest)
    found = []
    for length in minuten:
        found.append(f"{at % _DAY // _HOUR:02d}:{at % _HOUR:02d}")
        at += length
    return found


def past_in(minuten: Sequence[int], duur: int) -> str:
    """``75 van 90 minuten``, and how much too many."""
    total = sum(minuten)
    words = f"{total} van {duur} minuten"
    return f"{words}, {total - duur} te veel" if total > duur else words
