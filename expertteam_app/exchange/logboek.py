"""A log of steps from elsewhere: CSV with the columns zaak, stap and tijdstip. What is wrong in a row is said.

A log is long and its times, steps and zaken return: every different text is read once, and the columns follow.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import numpy as np

from expertteam_app.analysis.logboek_rijen import Staprijen
from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.kalender import EERSTE_JAAR, Kalender, Profiel
from expertteam_app.exchange.csv_blad import decode, find_separator
from expertteam_app.exchange.tekstkolommen import Kolom, column_of, columns_of

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
MAX_CROOKED = 2_000_000
"""Rows that are read one by one; they take much more memory than those of a file that is a plain grid."""


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
    """A log as read; the klok runs in microseconds (`DAG` to a day).

    Attributes:
        zaken: the names behind the numbers of the zaken.
        stappen: the names behind the numbers of the steps.
        rijen: the steps that count, in the order of the file.
        tot: where the klok stands at the last moment of the log.
    """

    zaken: tuple[str, ...]
    stappen: tuple[str, ...]
    rijen: Staprijen
    tot: int
    fouten: tuple[Rijfout, ...]


@dataclass(frozen=True, slots=True)
class _Kolommen:
    """The three columns, and the line on which each row ends."""

    zaken: Kolom
    stappen: Kolom
    tijden: Kolom
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
    rows = _columns(decode(content))
    moments = _moments(rows.tijden.teksten, now, kalender)
    wrong = np.array([isinstance(moment, str) for moment in moments], bool)
    times = np.array([(0, 0) if isinstance(moment, str) else moment for moment in moments], np.int64).reshape(-1, 2)
    empty = np.array([not stap for stap in rows.stappen.teksten], bool)
    nameless = np.array([not zaak for zaak in rows.zaken.teksten], bool)
    missing = empty[rows.stappen.nummers] | nameless[rows.zaken.nummers]
    left_out = missing | wrong[rows.tijden.nummers]
    used = np.flatnonzero(~left_out)
    when, klok = times[rows.tijden.nummers[used]].T
    fouten = [
        Rijfout(
            rows.regels[row], MISSING if missing[row] else str(moments[rows.tijden.nummers[row]]), overgeslagen=True
        )
        for row in np.flatnonzero(left_out).tolist()
    ]
    counted = Staprijen(rows.zaken.nummers[used], when, klok, (np.cumsum(~empty) - 1)[rows.stappen.nummers[used]])
    fouten += [
        Rijfout(rows.regels[row], OUT_OF_ORDER, overgeslagen=False) for row in used[counted.out_of_order()].tolist()
    ]
    return Logboek(
        rows.zaken.teksten,
        tuple(stap for stap in rows.stappen.teksten if stap),
        counted,
        int(klok[when == when.max()].max()) if used.size else 0,
        tuple(sorted(fouten, key=lambda fout: fout.regel)),
    )


def _columns(text: str) -> _Kolommen:
    separator = find_separator(text[:_SAMPLE])
    rows = text.replace("\r\n", "\n").rstrip("\n") + "\n"
    heading, _, body = rows.partition("\n")
    if '"' not in rows and "\r" not in rows:
        cells = heading.split(separator)
        found = columns_of(body, separator, len(cells), _places(cells))
        if found is not None:
            zaken, stappen, tijden = found
            return _Kolommen(zaken, stappen, tijden, range(2, 2 + zaken.nummers.size))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        at = _places(next(reader, []))
        numbered = [(row, reader.line_num) for row in islice(reader, MAX_CROOKED + 1) if row]
    except csv.Error as problem:
        raise UserError(
            f"Regel {reader.line_num} van het bestand is niet te lezen.",
            "Controleer de aanhalingstekens in die regel.",
        ) from problem
    if len(numbered) > MAX_CROOKED:
        raise UserError(
            f"Dit bestand heeft meer dan {MAX_CROOKED} regels die niet alle even lang zijn of aanhalingstekens hebben.",
            "Verdeel het over meer bestanden, of laat de aanhalingstekens weg.",
        )
    zaken, stappen, tijden = (column_of(row[place] if place < len(row) else "" for row, _ in numbered) for place in at)
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


def _moments(texts: Iterable[str], now: datetime, kalender: Kalender | None) -> list[tuple[int, int] | str]:
    """For every different text the moment and the klok, or what is wrong with it.

    Whether times carry a zone is settled by the first that can be read.
    """
    wall = None if kalender is None or kalender.profiel is Profiel.KALENDERDAGEN else _Wandklok(kalender)
    found: list[tuple[int, int] | str] = []
    zoned: bool | None = None
    zero, until = _ZERO, 0
    for text in texts:
        time = _time(text)
        if time is None:
            found.append("het tijdstip is niet te lezen" if text.strip() else MISSING)
            continue
        if zoned is None:
            zoned = time.tzinfo is not None
            zero = _ZERO if zoned else _WALL_ZERO
            until = ((now if zoned else now.replace(tzinfo=None)) - zero) // _MICRO
        if zoned is not (time.tzinfo is not None):
            found.append("tijdstip zonder tijdzone" if zoned else "tijdstip met tijdzone; de rest heeft er geen")
            continue
        moment = (time - zero) // _MICRO
        if moment > until:
            found.append("het tijdstip ligt in de toekomst")
        elif time.year < EERSTE_JAAR:
            found.append(f"het jaar ligt voor {EERSTE_JAAR}")
        else:
            found.append((moment, moment if wall is None else wall(time)))
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
