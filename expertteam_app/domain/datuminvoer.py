"""What people type for a date: ``vandaag``, ``di``, ``+10wd``, ``1-4``, ``12 mrt 2026``.

Pure: today comes in as an argument, so that the same words always give the same day.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.kalender import EERSTE_JAAR, LAATSTE_JAAR, WERKDAGEN_PER_WEEK, Kalender, add_werkdagen

DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
JAREN_VOORUIT = 10
"""A year in two digits lies at most this far ahead of today's; beyond it the previous century is meant."""
VOORBEELDEN = "Bijvoorbeeld 12-3-2026, 12 mrt, di, vandaag of +10wd."

AddWerkdagen = Callable[[date, int], date]
"""``add_werkdagen(start, n)``: the n-th werkdag after `start` (day 1 is the day after it), before it below zero."""


class Richting(StrEnum):
    """Where a date without a year lies, seen from today."""

    DICHTBIJ = "dichtbij"
    VOORUIT = "vooruit"
    TERUG = "terug"


_WOORDEN = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "nu": 0, "morgen": 1, "overmorgen": 2}
_SPRONG = re.compile(r"([+-])\s*(\d{1,4})\s*(wd|werkdag(?:en)?|d|dag(?:en)?|w|week|weken|m|mnd|maand(?:en)?)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CIJFERS = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{4}|\d{2}))?")
_MAANDWOORD = re.compile(r"(\d{1,2})[\s.-]*([a-z]{3,9})[\s.'’-]*(\d{4}|\d{2})?")
_VOORAF = re.compile(rf"^({'|'.join(d[:2] for d in DAGEN)})[a-z]*\.?,?\s+(?=\d)")
"""The weekday before a written date; the date decides, so a wrong weekday does no harm."""
_WEEKDAG = re.compile(r"(?:(volgende|komende|afgelopen|vorige)\s+)?([a-z]{2,9})\.?")


_RAND = re.compile(
    r"(begin|einde?)\s+(?:van\s+)?(?:de\s+|het\s+)?"
    r"(?:(deze|dit|(volgende?|komende?)|(vorige?|afgelopen))\s+)?(maand|jaar)"
)
"""Groups: begin or end, which one, the one after, the one before, of what."""


def in_woorden(dag: date) -> str:
    """The day written out, so that a wrong month or year is seen at once: ``donderdag 12 maart 2026``."""
    return f"{DAGEN[dag.weekday()]} {dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def parse_datum(
    text: str,
    vandaag: date,
    richting: Richting = Richting.DICHTBIJ,
    count_werkdagen: AddWerkdagen = add_werkdagen,
) -> date | None:
    """The day that was meant; None when nothing was typed.

    A weekday is the next one after today (with `Richting.TERUG`: the last one before today). A day and month without a
    year takes the year that lies nearest to today, or on the side that `richting` names (today itself included).
    ``+10wd`` counts werkdagen (Algemene termijnenwet, unless `count_werkdagen` counts otherwise), ``+3`` and ``+3d``
    kalenderdagen, ``+2w`` weeks, ``+1m`` months (31 January ``+1m`` is the last of February); with a minus sign back.
    ``eind maand``, ``begin volgende maand`` and ``eind jaar`` are the first or last day of it.

    Raises:
        FieldError: the text is no date, or the day does not exist; says why and gives examples.
        UserError: counting werkdagen leaves the calendar.
    """
    words = " ".join(text.casefold().split())
    if not words:
        return None
    if words in _WOORDEN:
        return _shift(vandaag, _WOORDEN[words])
    if match := _RAND.fullmatch(words):
        return _edge(match, vandaag)
    if match := _SPRONG.fullmatch(words):
        return _jump(match, vandaag, count_werkdagen)
    if match := _WEEKDAG.fullmatch(words):
        return _weekday(match, vandaag, richting)
    return _written(words, vandaag, richting)


def in_werkdagen(text: str) -> bool:
    """Whether a text counts werkdagen from today (``+10wd``), so that the calendar matters."""
    match = _SPRONG.fullmatch(" ".join(text.casefold().split()))
    return match is not None and (match[3] or "").startswith(("wd", "werk"))


def overgeslagen(vandaag: date, dag: date, kalender: Kalender) -> tuple[str, ...]:
    """The free days by name that counting werkdagen from `vandaag` to `dag` passed over, weekenden left out.

    Days that carry one name stand there once: ``kerstsluiting (3 dagen)``.

    Raises:
        UserError: a year lies outside 1900-2200.
    """
    one = timedelta(days=1)
    van, tot = (vandaag, dag) if dag >= vandaag else (dag - one, vandaag - one)
    names = Counter(name for day, name in kalender.named_days(van, tot) if day.weekday() < WERKDAGEN_PER_WEEK)
    return tuple(name if count == 1 else f"{name} ({count} dagen)" for name, count in names.items())


def _written(words: str, vandaag: date, richting: Richting) -> date:
    if match := _ISO.fullmatch(words):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _CIJFERS.fullmatch(words):
        return _with_year(int(match[1]), int(match[2]), match[3], vandaag, richting)
    if match := _MAANDWOORD.fullmatch(_VOORAF.sub("", words)):
        return _with_year(int(match[1]), _month(match[2]), match[3], vandaag, richting)
    raise FieldError("datum", "Dit is geen datum.", VOORBEELDEN)


def _shift(dag: date, days: int) -> date:
    far = dag + timedelta(days=days)
    _check_year(far.year)
    return far


def _jump(match: re.Match[str], vandaag: date, count_werkdagen: AddWerkdagen) -> date:
    number = int(match[2]) if match[1] == "+" else -int(match[2])
    unit = match[3] or "d"
    if unit.startswith(("wd", "werk")):
        return count_werkdagen(vandaag, number)
    if unit.startswith("w"):
        return _shift(vandaag, 7 * number)
    if unit.startswith("m"):
        years, month = divmod(vandaag.month - 1 + number, 12)
        year = vandaag.year + years
        _check_year(year)
        return date(year, month + 1, min(vandaag.day, calendar.monthrange(year, month + 1)[1]))
    return _shift(vandaag, number)


def _edge(match: re.Match[str], vandaag: date) -> date:
    """The first or last day of a month or year: this one, the next or the one before."""
    by = 1 if match[3] else -1 if match[4] else 0
    first, whole_year = match[1] == "begin", match[5] == "jaar"
    months = 12 * (vandaag.year + by) if whole_year else 12 * vandaag.year + vandaag.month - 1 + by
    if whole_year and not first:
        months += 11
    year, month = divmod(months, 12)
    _check_year(year)
    return date(year, month + 1, 1 if first else calendar.monthrange(year, month + 1)[1])


def _month(word: str) -> int:
    found = [n for n, name in enumerate(MAANDEN, start=1) if name.startswith(word) or (word, n) == ("mrt", 3)]
    if len(found) != 1:
        raise FieldError("datum", f"“{word}” is geen maand.", VOORBEELDEN)
    return found[0]


def _check_year(year: int) -> None:
    if not EERSTE_JAAR <= year <= LAATSTE_JAAR:
        raise FieldError("datum", f"Het jaar {year} kan niet kloppen.", "Controleer het jaartal.")


def _day(year: int, month: int, day: int) -> date:
    _check_year(year)
    if not 1 <= month <= len(MAANDEN):
        raise FieldError("datum", f"Maand {month} bestaat niet.", "Schrijf eerst de dag, dan de maand.")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = MAANDEN[month - 1]
        raise FieldError("datum", f"{day} {name} bestaat niet.", f"In {year} heeft {name} {last} dagen.")
    return date(year, month, day)


def _full_year(digits: str, vandaag: date) -> int:
    if len(digits) > 2:  # noqa: PLR2004 - a year in two digits or in four
        return int(digits)
    year = vandaag.year // 100 * 100 + int(digits)
    return year if year <= vandaag.year + JAREN_VOORUIT else year - 100


def _with_year(day: int, month: int, year: str | None, vandaag: date, richting: Richting) -> date:
    if year is not None:
        return _day(_full_year(year, vandaag), month, day)
    around = [y for y in range(vandaag.year - 8, vandaag.year + 9) if _exists(y, month, day)]
    if not around:
        return _day(vandaag.year, month, day)
    days = [date(y, month, day) for y in around]
    if richting is Richting.VOORUIT:
        return min(d for d in days if d >= vandaag)
    if richting is Richting.TERUG:
        return max(d for d in days if d <= vandaag)
    return min(days, key=lambda d: (abs((d - vandaag).days), d))


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= len(MAANDEN) and 1 <= day <= calendar.monthrange(year, month)[1]


def _weekday(match: re.Match[str], vandaag: date, richting: Richting) -> date:
    word = match[2]
    found = [n for n, name in enumerate(DAGEN) if name.startswith(word)]
    if len(found) != 1:
        raise FieldError("datum", "Dit is geen datum.", VOORBEELDEN)
    back = match[1] in ("afgelopen", "vorige") or (match[1] is None and richting is Richting.TERUG)
    ahead = (found[0] - vandaag.weekday()) % 7
    return _shift(vandaag, (ahead - 7) if back else (ahead or 7))
