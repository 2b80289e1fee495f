"""Counting werkdagen beside numpy, which does the same over the same free days."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from benchmarks.meting import Meting, Opdracht, forget_peak, peak_mib, run, times
from expertteam_app.domain.kalender import free_days, werkdagen_between

GROEP = "werkdagen"
ONE_DAY = timedelta(days=1)
YEARS = range(2014, 2031)


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """The same spans three times; stops when the answers differ.

    Raises:
        ValueError: numpy counts another number of days somewhere.
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
    ways = {
        "domain.kalender.werkdagen_between, span by span": lambda: [werkdagen_between(van, tot) for van, tot in spans],
        "numpy.busday_count, span by span": lambda: [
            np.busday_count(van, tot, busdaycal=calendar) for van, tot in zip(begin, end, strict=True)
        ],
        "numpy.busday_count, all in one call": lambda: np.busday_count(begin, end, busdaycal=calendar),
    }
    for what, act in ways.items():
        forget_peak()
        yield Meting(GROEP, what, opdracht.omvang, times(act, opdracht.keer), peak_mib())


def _spans(count: int) -> list[tuple[date, date]]:
    """Spans of up to two years, as long as a casus lasts."""
    dice = random.Random(6)  # noqa: S311 - days, no secrets
    starts = (date(2015, 1, 1) + timedelta(days=dice.randrange(13 * 365)) for _ in range(count))
    return [(start, start + timedelta(days=dice.randrange(730))) for start in starts]


if __name__ == "__main__":
    run(measure)
