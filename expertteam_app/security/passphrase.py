"""What makes a passphrase good enough, and how long to wait after a wrong one."""

from __future__ import annotations

import unicodedata
from typing import Final

MIN_LENGTH: Final = 12
_MIN_DISTINCT: Final = 5
_MAX_DELAY: Final = 60.0


def passphrase_problem(text: str, naam: str = "") -> str | None:
    """Why this passphrase cannot be used, as a Dutch sentence; None when it can.

    Length counts, not kinds of characters (NIST SP 800-63B, 5.1.1.2): four plain words are better than P@ssw0rd.

    Args:
        text: the passphrase as typed; characters are counted after Unicode NFKC.
        naam: the name of the user, which may not be the passphrase.
    """
    normal = unicodedata.normalize("NFKC", text)
    if len(normal) < MIN_LENGTH:
        return (
            f"De wachtzin is te kort: {len(normal)} van de minstens {MIN_LENGTH} tekens. "
            "Neem bijvoorbeeld vier woorden die niets met elkaar te maken hebben."
        )
    if len(set(normal.casefold())) < _MIN_DISTINCT:
        return "De wachtzin herhaalt bijna steeds dezelfde tekens. Neem bijvoorbeeld vier woorden."
    if naam and _bare(normal) == _bare(naam):
        return "De wachtzin is gelijk aan uw naam. Kies een andere wachtzin."
    return None


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def unlock_delay(failures: int) -> float:
    """Seconds to wait before the next attempt after so many wrong passphrases in a row: 0, 1, 2, 4 ... at most 60."""
    if failures <= 0:
        return 0.0
    return min(_MAX_DELAY, 2.0 ** min(failures - 1, 16))
