"""Text in a cell that a spreadsheet may open: it must never be run as a formula (CSV injection, CWE-1236)."""

from __future__ import annotations

import re

_BEGIN = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With what a formula begins: also the wide signs, which Excel takes for the same in some languages."""
_SKIPPED = " \u00a0\"'"
"""What programs skip, or take for the begin of a text, before they look for a formula."""
_NUMBER = re.compile(r"[+-]?\d[\d.,\u00a0]*[ \u00a0]?%?")
"""A number is no formula: it must stay one that can be reckoned with."""


def neutral(text: str) -> str:
    """The text such that no spreadsheet takes it for a formula: an apostrophe in front of what could be one.

    Numbers stay as they are. Every writer of CSV and of tables for the clipboard sends its words through here.
    """
    risky = text.lstrip(_SKIPPED).startswith(_BEGIN) and _NUMBER.fullmatch(text) is None
    return f"'{text}" if risky else text


def plain(cell: str) -> str:
    """The text of a cell as it was before `neutral`; any other cell as it is."""
    return cell[1:] if cell.startswith("'") and neutral(cell[1:]) == cell else cell
