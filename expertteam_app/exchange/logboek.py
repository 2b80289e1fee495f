"""A log of steps from elsewhere: CSV with the columns zaak, stap and tijdstip. What is wrong in a row is said.

A log is long and its times, steps and zaken return: every different text is read once, and the columns follow.
"""

from __future__ import annotations

import csv
import gc
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import repeat

from expertteam_app.analysis.logboek import Stapmoment
from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.kalender import EERSTE_JAAR, Kalender, Profiel
from expertteam_app.exchange.csv_blad import decode, find_separator

DAG = 86_400_000_000
"""Units of the klok (microseconds) in one day."""

_ZERO = datetime(1970, 1, 1, tzinfo=UTC)
_WALL_ZERO = datetime(1970, 1, 1)  # noqa: DTZ001 - the clock on the wall, without a zone on purpose
_MICRO = timedelta(microseconds=1)
_DUTCH = ("%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%d-%m-%Y")
MISSING = "zaak, stap of tijdstip ontbreekt"
OUT_OF_ORDER = "staat na een later tijdstip van dezelfde zaak; geteld op zijn tijd"
_HEADINGS = {
    "zaak": ("zaak", "zaaknummer", "case", "case id", "case:concept:name"),
    "stap": ("stap", "activiteit", "gebeurtenis", "activity", "concept:name"),
    "tijdstip": ("tijdstip", "tijd", "datum", "timestamp", "time:timestamp"),
}
_SAMPLE = 8192


@dataclass(frozen=True, slots=True)
class Rijfout:
    """A row that could not be used, or was used in another place than it stood.

    Attributes:
        regel: line of the file, the heading is 1.
        fout: what is wrong, without what stood there.
        overgeslagen: whether the row is left out of the figures.
    """

    regel: int
    fout: str
    overgeslagen: bool


@dataclass(frozen=True, slots=True)
class Logboek:
    """A log as read.

    Attributes:
        zaken: per zaak its steps in the order of the file; the klok runs in microseconds (`DAG` to a day).
        stappen: the names behind the numbers.
        tot: where the klok stands at the last moment of the log.
    """

    zaken: Mapping[str, Sequence[Stapmoment]]
    stappen: tuple[str, ...]
    tot: int
    fouten: tuple[Rijfout, ...]


@dataclass(frozen=True, slots=True)
class _Kolommen:
    """The three columns, cell by cell, with the line on which each row ends."""

    zaken: Sequence[str]
    stappen: Sequence[str]
    tijden: Sequence[str]
    regels: Sequence[int]


def read_logboek(content: bytes, now: datetime, kalender: Kalender | None = None) -> Logboek:
    """Read a log.

    Args:
        content: CSV in UTF-8 (or Windows-1252), separated by comma, semicolon or tab; a time as ISO 8601 or as
            31-12-2025 14:05. Times with a zone are compared as instants; werkdagen follow the clock on the wall.
        now: with a zone; what lies after it has not happened.
        kalender: count only its days (24 hours each); None: every day.

    Raises:
        UserError: there is no heading with the three columns, or the file cannot be read as text.
    """
    with _no_collector():
        return _read(_columns(decode(content)), now, kalender)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep Python from walking again and again over rows that all stay: half of the time of a long log."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(rows: _Kolommen, now: datetime, kalender: Kalender | None) -> Logboek:
    moments = _moments(dict.fromkeys(rows.tijden), now, kalender)
    numbers = {stap: nr for nr, stap in enumerate(stap for stap in dict.fromkeys(rows.stappen) if stap)}
    zaken: defaultdict[str, list[Stapmoment]] = defaultdict(list)
    fouten: list[Rijfout] = []
    found = map(moments.__getitem__, rows.tijden)
    for line, zaak, stap, moment in zip(rows.regels, rows.zaken, map(numbers.get, rows.stappen), found, strict=True):
        if stap is None or not zaak or isinstance(moment, str):
            wrong = moment if isinstance(moment, str) and zaak and stap is not None else MISSING
            fouten.append(Rijfout(line, wrong, overgeslagen=True))
            continue
        steps = zaken[zaak]
        when, klok = moment
        if steps and when < steps[-1][0]:
            fouten.append(Rijfout(line, OUT_OF_ORDER, overgeslagen=False))
        steps.append((when, klok, stap))
    last = max((step for steps in zaken.values() for step in steps), default=(0, 0, 0))
    return Logboek(zaken, tuple(numbers), last[1], tuple(fouten))


def _columns(text: str) -> _Kolommen:
    separator = find_separator(text[:_SAMPLE])
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    width = lines[0].count(separator) + 1
    if '"' not in text and set(map(str.count, lines, repeat(separator))) == {width - 1}:
        at = _places(lines[0].split(separator))
        cells = separator.join(lines[1:]).split(separator) if len(lines) > 1 else []
        zaken, stappen, tijden = (cells[place::width] for place in at)
        return _Kolommen(zaken, stappen, tijden, range(2, len(lines) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        at = _places(next(reader, []))
        numbered = [(row, reader.line_num) for row in reader if row]
    except csv.Error as problem:
        raise UserError(
            f"Regel {reader.line_num} van het bestand is niet te lezen.",
            "Controleer de aanhalingstekens in die regel.",
        ) from problem
    zaken, stappen, tijden = ([row[place] if place < len(row) else "" for row, _ in numbered] for place in at)
    return _Kolommen(zaken, stappen, tijden, [line for _, line in numbered])


def _places(heading: Sequence[str]) -> tuple[int, int, int]:
    folded = [fold(cell) for cell in heading]
    found = []
    for name, known in _HEADINGS.items():
        place = next((folded.index(fold(word)) for word in known if fold(word) in folded), None)
        if place is None:
            raise UserError(
                f"De kolom «{name}» ontbreekt in de eerste regel.",
                "De eerste regel van het bestand noemt de kolommen: zaak, stap en tijdstip.",
            )
        found.append(place)
    return found[0], found[1], found[2]


def _moments(texts: Iterable[str], now: datetime, kalender: Kalender | None) -> dict[str, tuple[int, int] | str]:
    """For every different text the moment and the klok, or what is wrong with it.

    Whether times carry a zone is settled by the first that can be read.
    """
    wall = None if kalender is None or kalender.profiel is Profiel.KALENDERDAGEN else _Wandklok(kalender)
    found: dict[str, tuple[int, int] | str] = {}
    zoned: bool | None = None
    zero, until = _ZERO, 0
    for text in texts:
        time = _time(text)
        if time is None:
            found[text] = "het tijdstip is niet te lezen" if text.strip() else MISSING
            continue
        if zoned is None:
            zoned = time.tzinfo is not None
            zero = _ZERO if zoned else _WALL_ZERO
            until = ((now if zoned else now.replace(tzinfo=None)) - zero) // _MICRO
        if zoned is not (time.tzinfo is not None):
            found[text] = "tijdstip zonder tijdzone" if zoned else "tijdstip met tijdzone; de rest heeft er geen"
            continue
        moment = (time - zero) // _MICRO
        if moment > until:
            found[text] = "het tijdstip ligt in de toekomst"
        elif time.year < EERSTE_JAAR:
            found[text] = f"het jaar ligt voor {EERSTE_JAAR}"
        else:
            found[text] = moment, moment if wall is None else wall(time)
    return found


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        text = text.strip()
    for form in ("", *_DUTCH):
        try:
            return datetime.strptime(text, form) if form else datetime.fromisoformat(text)  # noqa: DTZ007 - as written
        except ValueError:
            continue
    return None


class _Wandklok:
    """Working time up to a moment on the clock of the wall, in microseconds; a day that counts has 24 hours."""

    def __init__(self, kalender: Kalender) -> None:
        self._kalender = kalender
        self._first = date(EERSTE_JAAR, 1, 1)

    def __call__(self, time: datetime) -> int:
        day = time.date()
        works = self._kalender.is_werkdag(day)
        begun = (self._kalender.days_between(self._first, day) - works) * DAG
        seconds = (time.hour * 60 + time.minute) * 60 + time.second
        return begun + (seconds * 1_000_000 + time.microsecond if works else 0)
