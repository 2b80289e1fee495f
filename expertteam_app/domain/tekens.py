"""Characters that nobody sees and that have no place in a text: they break files, or show a text other than it is."""

from __future__ import annotations

import re

_ONZICHTBAAR = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, without tab and the ends of a line
    "\u202a-\u202e\u2066-\u2069"  # what turns the direction of a text: a name may show as another one (CVE-2021-42574)
    "\ud800-\udfff]"  # half a character, as a program that cuts an emoji leaves it on the clipboard
)


def is_zuiver(text: str) -> bool:
    """Whether a text holds none of them."""
    return _ONZICHTBAAR.search(text) is None


def zuiver(text: str) -> str:
    """The text without them; whatever people type or see stays, also emoji and the marks of Arabic and Hebrew."""
    return _ONZICHTBAAR.sub("", text)
