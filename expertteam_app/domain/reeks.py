"""Series of zittingen: every so many weeks, or the same weekday (first, second, ... last) of every so many months."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEKEN, MAANDEN = "weken", "maanden"
_LAATSTE = 5
_WEEK = 7
_JAAR = 12


@dataclass(frozen=True, slots=True)
class Reeks:
    """A series as it was agreed; `van` is its first day and gives the weekday, and its place in the month.

    The fifth such weekday of a month means the last one.
    """

    id: int
    naam: str
    ritme: str
    aantal: int
    van: date
    tot: date | None = None
    begintijd: str = ""
    duur_minuten: int = 90
    plaats: str = ""


def days_of(reeks: Reeks, van: date, tot: date) -> Iterator[date]:
    """The days of a series from `van` up to and including `tot`, whatever the calendar says of them."""
    end = min(tot, reeks.tot) if reeks.tot is not None else tot
    step = max(1, reeks.aantal)
    if reeks.ritme == MAANDEN:
        yield from (day for day in _monthly(reeks, step, end) if day >= van)
        return
    length = timedelta(weeks=step)
    skipped = max(0, -((reeks.van - van) // length)) if van > reeks.van else 0
    day = reeks.van + skipped * length
    while day <= end:
        if day >= van:
            yield day
        day += length


def _monthly(reeks: Reeks, step: int, end: date) -> Iterator[date]:
    place, weekday = (reeks.van.day - 1) // _WEEK + 1, reeks.van.weekday()
    months = reeks.van.year * _JAAR + reeks.van.month - 1
    while True:
        year, month = divmod(months, _JAAR)
        day = _nth(year, month + 1, weekday, place)
        if day > end:
            return
        yield day
        months += step


def _nth(year: int, month: int, weekday: int, place: int) -> date:
    length = calendar.monthrange(year, month)[1]
    first = (weekday - date(year, month, 1).weekday()) % _WEEK + 1
    days = range(first, length + 1, _WEEK)
    return date(year, month, days[-1] if place >= _LAATSTE else days[place - 1])
