"""A birth of which only the year, or the month and year, is known: what it is called, and the days it may be.

It is kept beside the date of birth, never as an invented day: ``2012`` or ``2012-05``. What depends on the age looks at
the first and the last day of it, and takes the careful side where these two differ.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from expertteam_app.domain.datuminvoer import MAANDEN
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.jeugdige import age_on

VELD = "geboortejaar"
OUDSTE = 1900
_JAAR = re.compile(r"(\d{4})")
_MAAND_JAAR = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{4})")
_JAAR_MAAND = re.compile(r"(\d{4})-(\d{1,2})")
_WOORD_JAAR = re.compile(r"([a-z]{3,9})\.?\s+(\d{4})")


def checked_geboortejaar(text: str, vandaag: date) -> str:
    """``2012`` or ``2012-05`` from what people type (``2012``, ``5-2012``, ``mei 2012``); empty for nothing typed.

    Raises:
        FieldError: it is no year or no month and year, or it lies in the future or before `OUDSTE`.
    """
    words = " ".join(text.casefold().split())
    if not words:
        return ""
    year, month = _parts(words)
    if not 0 <= month <= len(MAANDEN):
        raise FieldError(VELD, f"Maand {month} bestaat niet.", "Schrijf eerst de maand, dan het jaar.")
    if not year >= OUDSTE:
        raise FieldError(VELD, f"Het jaar {year} kan niet kloppen.", "Controleer het jaartal.")
    if date(year, month or 1, 1) > vandaag:
        raise FieldError(VELD, "Dit ligt in de toekomst.", "Controleer het jaartal.")
    return f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def _parts(words: str) -> tuple[int, int]:
    if found := _JAAR.fullmatch(words):
        return int(found[1]), 0
    if found := _JAAR_MAAND.fullmatch(words):
        return int(found[1]), int(found[2]) or -1
    if found := _MAAND_JAAR.fullmatch(words):
        return int(found[2]), int(found[1]) or -1
    if found := _WOORD_JAAR.fullmatch(words):
        months = [
            n for n, name in enumerate(MAANDEN, start=1) if name.startswith(found[1]) or (found[1], n) == ("mrt", 3)
        ]
        if len(months) == 1:
            return int(found[2]), months[0]
    raise FieldError(VELD, "Dit is geen jaar, of maand en jaar.", "Typ bijvoorbeeld 2012 of 5-2012.")


def geboren_tussen(geboortedatum: date | None, geboortejaar: str) -> tuple[date, date] | None:
    """The first and the last day on which the birth may have been; one day where it is known; None when unknown."""
    if geboortedatum is not None:
        return geboortedatum, geboortedatum
    if not geboortejaar:
        return None
    year, _, month = geboortejaar.partition("-")
    first = date(int(year), int(month or 1), 1)
    last_month = int(month or len(MAANDEN))
    return first, date(int(year), last_month, calendar.monthrange(int(year), last_month)[1])


def geboren_woorden(geboortedatum: date | None, geboortejaar: str = "") -> str:
    """``12-03-2012``, ``2012 (alleen jaar bekend)``, ``mei 2012 (dag niet bekend)``, or empty."""
    if geboortedatum is not None:
        return f"{geboortedatum:%d-%m-%Y}"
    if not geboortejaar:
        return ""
    year, _, month = geboortejaar.partition("-")
    return f"{MAANDEN[int(month) - 1]} {year} (dag niet bekend)" if month else f"{year} (alleen jaar bekend)"


def geboren_kort(geboortedatum: date | None, geboortejaar: str = "") -> str:
    """As `geboren_woorden` where there is little room: ``12-03-2012``, ``2012``, ``mei 2012``, or empty."""
    return geboren_woorden(geboortedatum, geboortejaar).partition(" (")[0]


def getypt(geboortejaar: str) -> str:
    """As it stands in its field: ``2012`` or ``05-2012``."""
    year, _, month = geboortejaar.partition("-")
    return f"{month}-{year}" if month else year


def leeftijden(geboortedatum: date | None, geboortejaar: str, dag: date) -> tuple[int, int] | None:
    """The lowest and the highest age someone may have on a day; None when nothing is known of the birth."""
    span = geboren_tussen(geboortedatum, geboortejaar)
    return None if span is None else (age_on(span[1], dag), age_on(span[0], dag))


def leeftijd_woorden(geboortedatum: date | None, geboortejaar: str, dag: date) -> str:
    """``14 jaar``, ``13 of 14 jaar`` where only the year is known, or that it is unknown."""
    ages = leeftijden(geboortedatum, geboortejaar, dag)
    if ages is None:
        return "leeftijd onbekend"
    low, high = (max(0, age) for age in ages)
    return f"{low} jaar" if low == high else f"{low} of {high} jaar"
