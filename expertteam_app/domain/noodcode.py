"""How people type a noodcode from paper: without the letters that look like a digit."""

from __future__ import annotations

from typing import Final

LOOKALIKES: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
"""Letters that a noodcode does not hold, and the digit that was meant."""


def is_last_group(code: str, typed: str) -> bool:
    """Whether somebody typed over the last group of a code in groups; capitals and spaces do not matter."""
    last = code.rsplit("-", maxsplit=1)[-1]
    return bool(last) and "".join(typed.split()).upper().translate(LOOKALIKES) == last
