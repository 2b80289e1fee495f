"""Counting werkdagen beside numpy, which does the same over the same free days."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from benchmarks.meting import Meting, Opdracht, forget_peak, peak_mib, run, times
from expertteam_app.domain.casus import Pauze
from expertteam_app.domain.kalender import add_werkdagen, free_days, werkdagen_between
from expertteam_app.domain.termijn import Eenheid, Norm, due_date

GROEP = "werkdagen"
ONE_DAY = timedelta(days=1)
YEARS = range(2014, 2032)

Span: TypeAlias = tuple[date, date]
Days: TypeAlias = npt.NDArray[np.datetime64]


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """The same spans by us and by numpy, counting and adding; stops when the answers differ.

    Raises:
        ValueError: numpy gives another answer somewhere.
    """
    spans = _spans(opdracht.omvang)
    free = np.array(sorted(day for year in YEARS for day in free_days(year)), dtype="datetime64[D]")
    # Ours is (van, tot]; numpy counts [van, tot), so both ends move one day.
    begin = np.array([van + ONE_DAY for van, _ in spans], dtype="datetime64[D]")
    end = np.array([tot + ONE_DAY for _, tot in spans], dtype="datetime64[D]")
    ours = [werkdagen_between(van, tot) for van, tot in spans]
    if ours != np.busday_count(begin, end, holidays=free).tolist():
        raise ValueError("werkdagen_between and numpy.busday_count differ")
    calendar = np.busdaycalendar(holidays=free)
    yield from _counting(opdracht, spans, begin, end, calendar)
    yield from _adding(opdracht, spans, calendar)


def _counting(
    opdracht: Opdracht, spans: list[Span], begin: Days, end: Days, calendar: np.busdaycalendar
) -> Iterator[Meting]:
    ways: dict[str, Callable[[], object]] = {
        "domain.kalender.werkdagen_between, span by span": lambda: [werkdagen_between(van, tot) for van, tot in spans],
        "numpy.busday_count, span by span": lambda: [
            np.busday_count(van, tot, busdaycal=calendar) for van, tot in zip(begin, end, strict=True)
        ],
        "numpy.busday_count, all in one call": lambda: np.busday_count(begin, end, busdaycal=calendar),
    }
    yield from _timed(opdracht, ways)


def _adding(opdracht: Opdracht, spans: list[Span], calendar: np.busdaycalendar) -> Iterator[Meting]:
    """The n-th werkdag; numpy first rolls a free day back to the werkdag before it, from where we count too."""
    wanted = [(van, 1 + (tot - van).days % 60) for van, tot in spans]
    at = np.array([van for van, _ in wanted], dtype="datetime64[D]")
    many = np.array([n for _, n in wanted])
    ours = [add_werkdagen(van, n) for van, n in wanted]
    if ours != np.busday_offset(at, many, roll="backward", busdaycal=calendar).tolist():
        raise ValueError("add_werkdagen and numpy.busday_offset differ")
    pauzes = [
        (Pauze(van + 5 * ONE_DAY, van + 12 * ONE_DAY, "", telt=True), Pauze(van + 20 * ONE_DAY, tot, "", telt=True))
        for van, tot in ((van, max(tot, van + 20 * ONE_DAY)) for van, tot in spans)
    ]
    ways: dict[str, Callable[[], object]] = {
        "domain.kalender.add_werkdagen, one by one": lambda: [add_werkdagen(van, n) for van, n in wanted],
        "numpy.busday_offset, one by one": lambda: [
            np.busday_offset(van, n, roll="backward", busdaycal=calendar) for van, n in zip(at, many, strict=True)
        ],
        "numpy.busday_offset, all in one call": lambda: np.busday_offset(at, many, roll="backward", busdaycal=calendar),
        "domain.termijn.due_date with two pauses and its explanation": lambda: [
            due_date(van, Norm(n, Eenheid.WERKDAGEN), stil) for (van, n), stil in zip(wanted, pauzes, strict=True)
        ],
    }
    yield from _timed(opdracht, ways)


def _timed(opdracht: Opdracht, ways: dict[str, Callable[[], object]]) -> Iterator[Meting]:
    for what, act in ways.items():
        forget_peak()
        yield Meting(GROEP, what, opdracht.omvang, times(act, opdracht.keer), peak_mib())


def _spans(count: int) -> list[Span]:
    """Spans of up to two years, as long as a casus lasts."""
    dice = random.Random(6)  # noqa: S311 - days, no secrets
    starts = (date(2015, 1, 1) + timedelta(days=dice.randrange(13 * 365)) for _ in range(count))
    return [(start, start + timedelta(days=dice.randrange(730))) for start in starts]


if __name__ == "__main__":
    run(measure)
