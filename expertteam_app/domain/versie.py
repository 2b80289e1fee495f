"""Numbers of versions, and which comes after which."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})", re.ASCII)


def numbers(versie: str) -> tuple[int, ...]:
    """The parts of a version; none when it is no version."""
    found = _NUMBER.fullmatch(versie)
    return tuple(map(int, found.groups())) if found else ()


def is_newer(versie: str, than: str) -> bool:
    """Whether a version comes after another; what is no version is older than all."""
    return numbers(versie) > numbers(than)
