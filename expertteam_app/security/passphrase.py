"""What makes a passphrase good enough, and how long to wait after a wrong one."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from expertteam_app.resources import resource_path

MIN_LENGTH: Final = 12
MIN_GUESSES: Final = 11.0
"""Fewest guesses, as a power of ten, that a passphrase must take: three years for a thousand computers."""
_MIN_DISTINCT: Final = 5
_MAX_DELAY: Final = 60.0
_GUESSES_A_SECOND: Final = 1000.0
"""Of a thief with a thousand computers: Argon2id at 256 MiB takes each of them about a second (KLUIS 5)."""
_JUDGED: Final = 72
"""Characters that zxcvbn looks at; what comes after can only make a passphrase better."""
_YEAR: Final = 365.25 * 24 * 3600
_LIFE: Final = 100


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
    if guesses(normal, naam) < MIN_GUESSES:
        return (
            "Deze wachtzin is makkelijk te raden. Zet er een of twee woorden bij die er niets mee te maken hebben; "
            "een cijfer of leesteken erachter helpt weinig."
        )
    return None


def guesses(text: str, naam: str = "") -> float:
    """How many guesses a passphrase takes, as a power of ten, by zxcvbn (Wheeler, USENIX Security 2016).

    Common Dutch words, names of the program and the name of the user count as words that are tried first.
    """
    if not text:
        return 0.0
    from zxcvbn import zxcvbn  # only when a passphrase is chosen: it brings long lists

    own = naam.split()
    judged = zxcvbn(text[:_JUDGED], user_inputs=[*own, *_tried_first()])
    return float(judged["guesses_log10"])


def time_to_guess(text: str, naam: str = "") -> str:
    """How long guessing takes someone with the file and a thousand computers, as a Dutch sentence."""
    years = 10 ** min(guesses(text, naam), 30) / _GUESSES_A_SECOND / _YEAR
    if years > _LIFE:
        return "Duizend computers samen raden hem niet in honderd jaar."
    return f"Duizend computers samen hebben ongeveer {round(years)} jaar nodig om hem te raden."


@cache
def _tried_first() -> tuple[str, ...]:
    listed = resource_path("gewone-woorden.txt").read_text("utf-8").splitlines()
    field = resource_path("vaktaal.txt").read_text("utf-8").splitlines()
    return tuple(word for line in (*field, *listed) if not line.startswith("#") for word in line.casefold().split())


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def unlock_delay(failures: int) -> float:
    """Seconds to wait before the next attempt after so many wrong passphrases in a row: 0, 1, 2, 4 ... at most 60."""
    if failures <= 0:
        return 0.0
    return min(_MAX_DELAY, 2.0 ** min(failures - 1, 16))
