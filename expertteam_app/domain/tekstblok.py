"""Text blocks: a text that is put in by typing ``::`` and its code (PRODUCT 6.4)."""

from __future__ import annotations

import re
import tomllib

from expertteam_app.domain.errors import FieldError

TEKEN = "::"
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}\Z")
_TYPED = re.compile(r"::([a-z0-9-]*)\Z", re.IGNORECASE)


def checked_block_code(code: str) -> str:
    """The code of a text block in small letters.

    Raises:
        FieldError: it holds something else than letters, figures and hyphens.
    """
    made = code.strip().removeprefix(TEKEN).casefold()
    if not CODE.match(made):
        raise FieldError(
            "code", "Een code bestaat uit kleine letters, cijfers en streepjes.", "Typ bijvoorbeeld: opening."
        )
    return made


def typed_code(before: str) -> str | None:
    """What stands behind ``::`` just before the caret; None when nobody is typing a code.

    >>> typed_code("Wij spraken af ::dra")
    'dra'
    """
    found = _TYPED.search(before)
    return found.group(1).casefold() if found else None


def parse_blocks(tekst: str) -> tuple[tuple[str, str, str], ...]:
    """The blocks that ship, as code, name and text.

    Raises:
        ValueError: the file is broken.
    """
    return tuple(
        (checked_block_code(str(row["code"])), str(row["naam"]), str(row["tekst"]))
        for row in tomllib.loads(tekst)["blok"]
    )
