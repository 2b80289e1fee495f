"""Reads the dates that people type: eight ways of writing, one meaning, and never a guess.

Dutch order always: the day comes before the month. What cannot be a date that way is a problem for the user, not a
riddle to solve; ``03/25/2025`` is not turned round into 25 March.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MAX_LEEFTIJD = 99
"""A birth date makes a person 0 to 99 years old; this also decides the century of a birth year of two digits."""
JAREN_VOORUIT = 20
"""Two digits in another date mean a year at most this far after the peildatum, or before it."""
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_SERIALS = range(1, (LATEST - EXCEL_EPOCH).days + 1)
_SERIAL_YEARS = 100
_ODD_AGE = 30
_YEAR_IN_FULL = 4
_DAYS = range(1, 32)
_LARGEST = 10**9
"""Larger numbers (and NaN, which is never smaller) are no date."""

_MONTH_NAMES = (
    "januari jan",
    "februari feb febr",
    "maart mrt maa mar",
    "april apr",
    "mei may",
    "juni jun",
    "juli jul",
    "augustus aug",
    "september sep sept",
    "oktober okt oct",
    "november nov",
    "december dec",
)
_MONTHS = {name: month for month, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("ma maandag", "di dinsdag", "wo woensdag", "do donderdag", "vr vrijdag", "za zaterdag", "zo zondag")
    )
    for name in names.split()
}
_NO_DATE = frozenset(
    {
        "",
        "-",
        "--",
        "–",
        ".",
        "/",
        "x",
        "nvt",
        "n.v.t",
        "n.v.t.",
        "geen",
        "onbekend",
        "loopt",
        "loopt nog",
        "lopend",
        "ntb",
        "n.t.b.",
    }
)

_ALIKE = str.maketrans({"\u00a0": " ", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2014": "-", "\u2212": "-"})
"""Signs that look like a space or a hyphen."""
_SEP = r"\s*[-/.\s–]\s*"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}('?\d{{2}}|\d{{4}})", re.ASCII)
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})", re.ASCII)
_WITH_NAME = re.compile(r"(\d{1,2})[\s./–-]*([a-z]{3,9})[\s./–-]*('?\d{2}|\d{4})", re.ASCII)
_COMPACT = re.compile(r"\d{8}", re.ASCII)
_SERIAL_TEXT = re.compile(r"\d{5}", re.ASCII)
_TIME = re.compile(r"(?:t|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_ASIDE = re.compile(r"\s*(\([^()]*\)|\?+)$")
_WEEKDAY = re.compile(r"([a-z]{2,9})\.?,?\s+(?=\d)")

UNREADABLE = "Dit is geen datum die te lezen is."
DAY_FIRST = "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 9-6-2025."


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a cell means as a date.

    Attributes:
        value: the date, or None when there is none or it cannot be read.
        doubt: why the reading deserves a look, though it stands.
        problem: why it cannot be read; then `value` is None. Both are full Dutch sentences without the value itself.
    """

    value: date | None
    doubt: str | None = None
    problem: str | None = None


def _problem(text: str) -> DateReading:
    return DateReading(None, None, text)


def read_date(value: object, *, peildatum: date, birth: bool = False) -> DateReading:
    """Read one cell as a date; an empty cell, ``-`` or ``n.v.t.`` is no date and no problem.

    Args:
        value: a date, a datetime, an Excel serial or a text.
        peildatum: the day on which the list is read; decides the century of two digits.
        birth: a date of birth: not after the peildatum, and 0 to 99 years before it.
    """
    if value is None:
        return DateReading(None)
    if isinstance(value, datetime):
        reading = DateReading(value.date())
    elif isinstance(value, date):
        reading = DateReading(value)
    elif isinstance(value, bool):
        reading = _problem(UNREADABLE)
    elif isinstance(value, int | float):
        reading = _from_number(value, peildatum)
    else:
        reading = _from_text(str(value), peildatum, birth=birth)
    return _within_bounds(reading, peildatum, birth=birth)


def _within_bounds(reading: DateReading, peildatum: date, *, birth: bool) -> DateReading:
    day = reading.value
    if day is None:
        return reading
    if not EARLIEST <= day <= LATEST:
        return _problem(f"Het jaar {day.year} kan niet kloppen.")
    if birth and day > peildatum:
        return _problem("Deze geboortedatum ligt in de toekomst.")
    if birth and day.year < peildatum.year - MAX_LEEFTIJD - 1:
        return _problem(f"Met deze geboortedatum is iemand ouder dan {MAX_LEEFTIJD} jaar.")
    return reading


def _from_number(number: float, peildatum: date) -> DateReading:
    whole = int(number) if abs(number) < _LARGEST else 0
    if whole == number and _COMPACT.fullmatch(str(whole)):
        return _compact(str(whole))
    if whole in _EXCEL_SERIALS:
        day = EXCEL_EPOCH + timedelta(days=whole)
        if abs(day.year - peildatum.year) <= _SERIAL_YEARS:
            return DateReading(day)
    return _problem("Dit getal is geen datum.")


def _from_text(text: str, peildatum: date, *, birth: bool) -> DateReading:
    plain = " ".join(text.translate(_ALIKE).casefold().split())
    if plain in _NO_DATE:
        return DateReading(None)
    aside = _ASIDE.search(plain)
    if aside:
        plain = plain[: aside.start()]
    plain = _TIME.sub("", plain)
    weekday = _WEEKDAY.match(plain)
    if weekday and weekday[1] in _WEEKDAYS:
        plain = plain[weekday.end() :]
    reading = _bare(plain, peildatum, birth=birth)
    if reading.value is None:
        return reading
    if weekday and _WEEKDAYS.get(weekday[1]) != reading.value.weekday():
        return DateReading(reading.value, "De weekdag past niet bij de datum.")
    if aside:
        return DateReading(reading.value, "Achter de datum staat een vraagteken of opmerking.")
    return reading


def _bare(plain: str, peildatum: date, *, birth: bool) -> DateReading:
    """Read a text that holds nothing but a date."""
    if match := _YEAR_FIRST.fullmatch(plain):
        return _checked(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(plain) or _WITH_NAME.fullmatch(plain):
        month = int(match[2]) if match[2].isdigit() else _MONTHS.get(match[2])
        if month is None:
            return _problem("De naam van de maand is niet te lezen.")
        return _with_century(match[3], month, int(match[1]), peildatum, birth=birth)
    if _COMPACT.fullmatch(plain):
        return _compact(plain)
    if _SERIAL_TEXT.fullmatch(plain):
        reading = _from_number(int(plain), peildatum)
        return DateReading(reading.value, "Er staat een getal, gelezen als dagnummer van Excel.", reading.problem)
    return _problem(UNREADABLE)


def _compact(digits: str) -> DateReading:
    """Eight digits: yyyymmdd or ddmmyyyy. Years begin with 19 or 20, so only one of the two can be a date."""
    if digits[:2] in {"19", "20"} and digits[4:6] <= "12":
        return _checked(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return _checked(int(digits[4:]), int(digits[2:4]), int(digits[:2]))


def _with_century(year: str, month: int, day: int, peildatum: date, *, birth: bool) -> DateReading:
    digits = year.lstrip("'")
    if len(digits) == _YEAR_IN_FULL:
        return _checked(int(digits), month, day)
    century = peildatum.year // 100 * 100
    candidate = century + int(digits)
    last = peildatum.year if birth else peildatum.year + JAREN_VOORUIT
    if candidate > last:
        candidate -= 100
    elif candidate + 100 <= last:
        candidate += 100
    reading = _checked(candidate, month, day)
    if birth and reading.value is not None and reading.value > peildatum:
        candidate -= 100
        reading = _checked(candidate, month, day)
    if birth and reading.value is not None and peildatum.year - candidate > _ODD_AGE:
        return DateReading(reading.value, f"Het jaartal heeft twee cijfers en is gelezen als {candidate}.")
    return reading


def _checked(year: int, month: int, day: int) -> DateReading:
    try:
        return DateReading(date(year, month, day))
    except ValueError:
        pass
    if not EARLIEST.year <= year <= LATEST.year:
        return _problem(f"Het jaar {year} kan niet kloppen.")
    months = range(1, len(_MONTH_NAMES) + 1)
    if month not in months:
        swapped = " Staan dag en maand omgekeerd?" if day in months and month in _DAYS else ""
        return _problem(f"Maand {month} bestaat niet.{swapped}")
    return _problem(f"{day} {_MONTH_NAMES[month - 1].split()[0]} {year} bestaat niet.")
