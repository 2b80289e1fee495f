"""Working days by the Algemene termijnenwet (Atw, BWBR0002448), by the office, or plain calendar days.

Own code on purpose: an upgrade of a library must never move a legal date (PRODUCT section 4). Days only, no times.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from itertools import accumulate
from types import MappingProxyType

from expertteam_app.domain.errors import UserError

EERSTE_JAAR = 1900
LAATSTE_JAAR = 2200

_DAG = timedelta(days=1)
WERKDAGEN_PER_WEEK = 5
_DAGEN_PER_WEEK = 7
_ZONDAG = 6
_FIRST_KONINGSDAG = 2014
_FIRST_KONINGINNEDAG_APRIL = 1949
_FIRST_SUNDAY_TO_SATURDAY = 1980


class Profiel(StrEnum):
    """Which days count; the values stand in klokken.toml."""

    WETTELIJK = "wettelijk"
    KANTOOR = "kantoor"
    KALENDERDAGEN = "kalenderdagen"


def easter_sunday(year: int) -> date:
    """Eerste Paasdag in the Gregorian calendar (Meeus/Jones/Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, leap_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    quarter, quarter_rest = divmod(rest, 4)
    weekday = (32 + 2 * leap_rest + 2 * quarter - epact - quarter_rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def koningsdag(year: int) -> date:
    """The day on which the birthday of the Koning is kept.

    27 April from 2014, 30 April from 1949, 31 August before. A Sunday moves to the Saturday before it from 1980, to
    the Monday after it in earlier years.
    """
    if year >= _FIRST_KONINGSDAG:
        day = date(year, 4, 27)
    elif year >= _FIRST_KONINGINNEDAG_APRIL:
        day = date(year, 4, 30)
    else:
        day = date(year, 8, 31)
    if day.weekday() != _ZONDAG:
        return day
    return day - _DAG if year >= _FIRST_SUNDAY_TO_SATURDAY else day + _DAG


@cache
def free_days(year: int) -> Mapping[date, str]:
    """The free days of Atw article 3 in a year, by date, with their Dutch names.

    Goede Vrijdag counts the same as a feestdag, and 5 May every year, not only in lustrum years. Two free days on one
    date carry both names.

    Raises:
        UserError: the year lies outside 1900-2200.
    """
    if not EERSTE_JAAR <= year <= LAATSTE_JAAR:
        raise UserError(
            f"De kalender rekent met jaren van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}, niet met {year}.",
            "Controleer het jaartal.",
        )
    easter = easter_sunday(year)
    named = (
        (date(year, 1, 1), "Nieuwjaarsdag"),
        (easter - 2 * _DAG, "Goede Vrijdag"),
        (easter + _DAG, "Tweede Paasdag"),
        (koningsdag(year), "Koningsdag"),
        (date(year, 5, 5), "Bevrijdingsdag"),
        (easter + 39 * _DAG, "Hemelvaartsdag"),
        (easter + 50 * _DAG, "Tweede Pinksterdag"),
        (date(year, 12, 25), "Eerste Kerstdag"),
        (date(year, 12, 26), "Tweede Kerstdag"),
    )
    days: dict[date, str] = {}
    for day, name in named:
        days[day] = f"{days[day]} en {name}" if day in days else name
    return MappingProxyType(dict(sorted(days.items())))


_FIRST = date(EERSTE_JAAR, 1, 1).toordinal()


@cache
def _weekdays_upto() -> array[int]:
    """For every day of the calendar how many Mondays to Fridays, without free days, lie up to it.

    A difference of two of these is a number of werkdagen, in whatever year.
    """
    last = date(LAATSTE_JAAR, 12, 31).toordinal()
    counts = bytearray((day - 1) % _DAGEN_PER_WEEK < WERKDAGEN_PER_WEEK for day in range(_FIRST, last + 1))
    for year in range(EERSTE_JAAR, LAATSTE_JAAR + 1):
        for day in free_days(year):
            counts[day.toordinal() - _FIRST] = 0
    return array("i", accumulate(counts))


def _weekdays_between(van: date, tot: date) -> int:
    """Mondays to Fridays after `van` up to and including `tot`."""

    def upto(day: date) -> int:
        weeks, weekday = divmod(day.toordinal() - 1, 7)
        return weeks * WERKDAGEN_PER_WEEK + min(weekday + 1, WERKDAGEN_PER_WEEK)

    return upto(tot) - upto(van)


@lru_cache(maxsize=64)
def _own_free_weekdays(kalender: Kalender) -> tuple[int, ...]:
    """What a calendar has free besides: ordinals of Mondays to Fridays that no law makes free, in order."""
    own = kalender.sluitingsdagen.keys() if kalender.profiel is Profiel.KANTOOR else frozenset[date]()
    days = (d for d in kalender.aangewezen.keys() | own if EERSTE_JAAR <= d.year <= LAATSTE_JAAR)
    return tuple(sorted(d.toordinal() for d in days if d.weekday() < WERKDAGEN_PER_WEEK and d not in free_days(d.year)))


@dataclass(frozen=True, slots=True)
class Kalender:
    """Which days count, by a profile.

    Attributes:
        profiel: WETTELIJK: Monday to Friday without the free days of Atw 3. KANTOOR: the same without the office's
            own closing days. KALENDERDAGEN: every day.
        sluitingsdagen: closing days of the office with their names (empty: "sluitingsdag"); only KANTOOR looks at
            them.
        aangewezen: free days that a koninklijk besluit added (Atw 3(3)), with their names; every profile but
            KALENDERDAGEN looks at them.
    """

    profiel: Profiel = Profiel.WETTELIJK
    sluitingsdagen: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    aangewezen: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def wettelijk(self) -> Kalender:
        """The calendar of the law with the same added free days."""
        return Kalender(Profiel.WETTELIJK, aangewezen=self.aangewezen)

    def free_reason(self, dag: date) -> str | None:
        """Why a day does not count, in Dutch ("zaterdag", "Koningsdag"), or None when it counts."""
        if self.profiel is Profiel.KALENDERDAGEN:
            _check_year(dag)
            return None
        name = free_days(dag.year).get(dag) or self.aangewezen.get(dag)
        if name is None and dag.weekday() >= WERKDAGEN_PER_WEEK:
            name = "zondag" if dag.weekday() == _ZONDAG else "zaterdag"
        if name is None and self.profiel is Profiel.KANTOOR and dag in self.sluitingsdagen:
            name = self.sluitingsdagen[dag] or "sluitingsdag"
        return name

    def named_days(self, van: date, tot: date) -> Iterator[tuple[date, str]]:
        """Feestdagen and, under KANTOOR, closing days after `van` up to and including `tot`, by date, with their names.

        Also those that fall on a Saturday or Sunday. Under KALENDERDAGEN the feestdagen too, though they count there.

        Raises:
            UserError: a year lies outside 1900-2200.
        """
        named = {day: name for year in range(van.year, tot.year + 1) for day, name in free_days(year).items()}
        named = dict(self.aangewezen) | named
        if self.profiel is Profiel.KANTOOR:
            named = {day: name or "sluitingsdag" for day, name in self.sluitingsdagen.items()} | named
        for day in sorted(named):
            if van < day <= tot:
                yield day, named[day]

    def is_werkdag(self, dag: date) -> bool:
        """Whether a day counts under this profile.

        Raises:
            UserError: the year lies outside 1900-2200.
        """
        return self.free_reason(dag) is None

    def days_between(self, van: date, tot: date) -> int:
        """Days that count after `van` up to and including `tot`; 0 when both are the same day.

        Takes whole weeks at once: the time does not grow with the number of days.

        Raises:
            UserError: `tot` lies before `van`, or a year lies outside 1900-2200.
        """
        _check_year(van)
        _check_year(tot)
        if tot < van:
            raise UserError(
                f"De einddatum {tot:%d-%m-%Y} ligt vóór de begindatum {van:%d-%m-%Y}.", "Wissel de datums om."
            )
        if self.profiel is Profiel.KALENDERDAGEN:
            return (tot - van).days
        first, last = van.toordinal(), tot.toordinal()
        upto = _weekdays_upto()
        days = upto[last - _FIRST] - upto[first - _FIRST]
        if self.aangewezen or self.sluitingsdagen:
            own = _own_free_weekdays(self)
            days -= bisect_right(own, last) - bisect_right(own, first)
        return days

    def add_days(self, start: date, n: int) -> date:
        """The n-th day that counts after `start` (before it when n is negative); `start` itself for 0.

        Raises:
            UserError: the result, or `start`, lies outside 1900-2200.
        """
        _check_year(start)
        if n == 0:
            return start
        step = _DAG if n > 0 else -_DAG
        day, left = start, abs(n)
        try:
            while left:
                # A stretch of `left` days never holds more than `left` days that count, so this never overshoots.
                far = day + left * step
                _check_year(far)
                left -= self.days_between(day, far) if n > 0 else self.days_between(far - _DAG, day - _DAG)
                day = far
        except OverflowError:
            raise _outside() from None
        return day


def _outside() -> UserError:
    return UserError(
        f"Deze datum valt buiten de kalender ({EERSTE_JAAR} tot en met {LAATSTE_JAAR}).", "Controleer het jaartal."
    )


def _check_year(dag: date) -> None:
    if not EERSTE_JAAR <= dag.year <= LAATSTE_JAAR:
        raise _outside()


WETTELIJK = Kalender(Profiel.WETTELIJK)
KANTOOR = Kalender(Profiel.KANTOOR)
KALENDERDAGEN = Kalender(Profiel.KALENDERDAGEN)


def kalender(profiel: str, sluitingsdagen: Mapping[date, str] | None = None) -> Kalender:
    """The calendar of a profile by its name in klokken.toml, with the closing days that KANTOOR looks at.

    Raises:
        ValueError: there is no such profile.
    """
    return Kalender(Profiel(profiel), MappingProxyType(dict(sluitingsdagen or {})))


def weekend_days(van: date, tot: date) -> tuple[int, int]:
    """How many weekenden lie (in part) after `van` up to and including `tot`, and how many of their days."""
    first, last = van.toordinal(), tot.toordinal() - 1  # counted from a Monday, 1-1-1; the first day is the day after
    weekends = (last - WERKDAGEN_PER_WEEK) // _DAGEN_PER_WEEK - first // _DAGEN_PER_WEEK + 1
    days = (tot - van).days - _weekdays_between(van, tot)
    return (weekends, days) if days else (0, 0)


def is_werkdag(dag: date, kalender: Kalender = WETTELIJK) -> bool:
    """Whether a day is a werkdag (Atw unless another calendar is given)."""
    return kalender.is_werkdag(dag)


def werkdagen_between(van: date, tot: date, kalender: Kalender = WETTELIJK) -> int:
    """Werkdagen after `van` up to and including `tot`; 0 when both are the same day.

    Raises:
        UserError: `tot` lies before `van`, or a year lies outside 1900-2200.
    """
    return kalender.days_between(van, tot)


def add_werkdagen(start: date, n: int, kalender: Kalender = WETTELIJK) -> date:
    """The n-th werkdag after `start` (before it when n is negative); `start` itself, werkdag or not, for 0.

    Raises:
        UserError: the result lies outside 1900-2200.
    """
    return kalender.add_days(start, n)
