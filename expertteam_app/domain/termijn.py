"""Due dates and elapsed time: a norm walked through the calendar, pauses left out (PRODUCT section 4).

The day after the start is day 1. A pause covers the days after `van` up to and including `tot`, so a pause that
starts and ends on one day takes nothing, and pauses that overlap take each day once. Two clocks always stand side by
side: bruto (what the family waited) and netto (pauses out).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from expertteam_app.domain.errors import UserError
from expertteam_app.domain.kalender import KALENDERDAGEN, WETTELIJK, Kalender, Profiel

_DAG = timedelta(days=1)
_DAGEN_PER_WEEK = 7
_ATW_2_VANAF_DAGEN = 3
_ATW_2_WERKDAGEN = 2


class Eenheid(StrEnum):
    """What a norm counts in."""

    WERKDAGEN = "werkdagen"
    KALENDERDAGEN = "kalenderdagen"
    WEKEN = "weken"
    MAANDEN = "maanden"


_ENKELVOUD = {
    Eenheid.WERKDAGEN: "werkdag",
    Eenheid.KALENDERDAGEN: "kalenderdag",
    Eenheid.WEKEN: "week",
    Eenheid.MAANDEN: "maand",
}
_ATW_4_MOST = {Eenheid.KALENDERDAGEN: 90, Eenheid.WERKDAGEN: 90, Eenheid.WEKEN: 12, Eenheid.MAANDEN: 3}


def quantity(waarde: int, eenheid: Eenheid) -> str:
    """A number with its unit in Dutch: "1 werkdag", "3 maanden"."""
    return f"{waarde} {_ENKELVOUD[eenheid] if waarde == 1 else eenheid}"


@dataclass(frozen=True, slots=True)
class Norm:
    """A length of time: `waarde` (0 or more) in `eenheid`.

    Raises:
        UserError: the length is negative.
    """

    waarde: int
    eenheid: Eenheid

    def __post_init__(self) -> None:
        if self.waarde < 0:
            raise UserError("Een norm kan niet negatief zijn.", "Vul 0 of een groter getal in.")

    def __str__(self) -> str:
        return quantity(self.waarde, self.eenheid)

    @property
    def dagen(self) -> int:
        """The norm in werkdagen when it counts in those, else in kalenderdagen; for reading it off a curve.

        A month counts as a twelfth of 365 days, rounded: 1, 2, 3, 6, 12 months are 30, 61, 91, 183, 365 days.
        """
        if self.eenheid is Eenheid.WEKEN:
            return self.waarde * _DAGEN_PER_WEEK
        if self.eenheid is Eenheid.MAANDEN:
            return (self.waarde * 365 * 2 + 12) // 24
        return self.waarde


class Onderbreking(Protocol):
    """What a pause must say here; `domain.casus.Pauze` does."""

    @property
    def van(self) -> date:
        """The day on which the clock stops."""

    @property
    def tot(self) -> date | None:
        """The day on which it goes on, or None while it stands still."""

    @property
    def telt(self) -> bool:
        """Whether this pause stops the norm clock."""


@dataclass(frozen=True, slots=True)
class Einddatum:
    """When a norm ends, and why.

    Attributes:
        datum: the last day within the norm; None while an open pause keeps the clock still before the norm is used.
        uitleg: Dutch lines that explain the date, in the order of counting.
    """

    datum: date | None
    uitleg: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verstreken:
    """Time between two days, in `eenheid` (werkdagen or kalenderdagen).

    Attributes:
        bruto: all days that count in the calendar.
        netto: the same without the days of a pause.
        uitleg: Dutch lines that explain both numbers.
    """

    bruto: int
    netto: int
    eenheid: Eenheid
    uitleg: tuple[str, ...]


def _stretches(pauzes: Iterable[Onderbreking], start: date, stop: date) -> tuple[tuple[date, date], ...]:
    """The pauses that count as disjoint ordered stretches (after, up to and including] between start and stop."""
    merged: list[tuple[date, date]] = []
    for pauze in sorted((p for p in pauzes if p.telt), key=lambda p: (p.van, p.tot or date.max)):
        if pauze.tot is not None and pauze.tot < pauze.van:
            raise UserError(
                f"De pauze van {pauze.van:%d-%m-%Y} eindigt vóór zij begint.", "Verbeter de datums van deze pauze."
            )
        van, tot = max(pauze.van, start), min(pauze.tot or stop, stop)
        if van >= tot:
            continue
        if merged and van <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], tot))
        else:
            merged.append((van, tot))
    return tuple(merged)


def _add_months(start: date, months: int) -> date:
    """The same day of the month, or the last day of a month that has no such day."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _last_day(norm: Norm, start: date, kalender: Kalender) -> tuple[Kalender, int]:
    """The calendar the norm is counted in, and how many of its days it takes."""
    if norm.eenheid is Eenheid.WERKDAGEN:
        return kalender, norm.waarde
    if norm.eenheid is Eenheid.MAANDEN:
        return KALENDERDAGEN, (_add_months(start, norm.waarde) - start).days
    return KALENDERDAGEN, norm.dagen


def _walk(
    start: date, days: int, kalender: Kalender, stretches: tuple[tuple[date, date], ...]
) -> tuple[date | None, int]:
    """The day on which `days` days that count are used, pauses skipped, and how many of the pauses it skipped.

    None instead of a day when the last stretch runs to `date.max`, that is while an open pause holds the clock.
    """
    at, left, skipped = start, days, 0
    for van, tot in stretches:
        available = kalender.days_between(at, van)
        if left <= available:
            break
        if tot == date.max:
            return None, skipped + 1
        left, at, skipped = left - available, tot, skipped + 1
    return kalender.add_days(at, left), skipped


def atw_applies(norm: Norm) -> bool:
    """Whether Atw 1 and 2 move the end of a wettelijke term of this length.

    Atw 4: not for terms of more than 90 days, twelve weeks or three months (or in years, which `Norm` does not know).
    """
    return norm.waarde <= _ATW_4_MOST[norm.eenheid]


def _lengthened(end: date, start: date, norm: Norm) -> tuple[date, tuple[str, ...]]:
    """The end of a wettelijke term after Atw 1 (no end on a free day) and 2 (at least two ordinary days in it)."""
    if norm.waarde == 0:
        return end, ()
    if not atw_applies(norm):
        reason = WETTELIJK.free_reason(end)
        skip = f"{end:%d-%m-%Y} is een vrije dag ({reason}), maar een zo lange termijn schuift niet op (Atw 4)."
        return end, (skip,) if reason else ()
    lines = []
    reason = WETTELIJK.free_reason(end)
    if reason:
        free, end = end, WETTELIJK.add_days(end, 1)
        lines.append(f"{free:%d-%m-%Y} is een vrije dag ({reason}): de termijn loopt door tot {end:%d-%m-%Y} (Atw 1).")
    in_days = norm.waarde if norm.eenheid in (Eenheid.KALENDERDAGEN, Eenheid.WERKDAGEN) else _DAGEN_PER_WEEK
    second = WETTELIJK.add_days(start, _ATW_2_WERKDAGEN)
    if in_days >= _ATW_2_VANAF_DAGEN and end < second:
        end = second
        lines.append(f"In de termijn horen twee gewone dagen: zij loopt door tot {end:%d-%m-%Y} (Atw 2).")
    return end, tuple(lines)


def due_date(start: date, norm: Norm, pauzes: Iterable[Onderbreking] = (), kalender: Kalender = WETTELIJK) -> Einddatum:
    """The last day within the norm; the day after `start` is day 1.

    Pauses count in the unit of the norm (weeks and months: in kalenderdagen), overlapping ones once. Under the
    profile WETTELIJK the end moves on from a free day (Atw 1 and 2) unless the term is longer than Atw 4 allows; the
    other profiles never move it.

    Raises:
        UserError: a pause ends before it starts, or a date lies outside 1900-2200.
    """
    counting, days = _last_day(norm, start, kalender)
    stretches = _stretches(pauzes, start, date.max)
    end, skipped = _walk(start, days, counting, stretches)
    lines = [f"{norm} na {start:%d-%m-%Y}; de dag erna is dag 1."]
    for van, tot in stretches[:skipped]:
        if tot == date.max:
            lines.append(f"De klok staat stil sinds {van:%d-%m-%Y}; er is nog geen einddatum.")
            return Einddatum(None, tuple(lines))
        unit = Eenheid.WERKDAGEN if counting.profiel is not Profiel.KALENDERDAGEN else Eenheid.KALENDERDAGEN
        taken = quantity(counting.days_between(van, tot), unit)
        lines.append(f"Pauze van {van:%d-%m-%Y} tot en met {tot:%d-%m-%Y} telt niet mee: {taken}.")
    if end is not None and kalender.profiel is Profiel.WETTELIJK:
        end, moved = _lengthened(end, start, norm)
        lines.extend(moved)
    lines.append(f"De norm loopt tot en met {end:%d-%m-%Y}.")
    return Einddatum(end, tuple(lines))


def count_back(dag: date, norm: Norm, kalender: Kalender = WETTELIJK) -> Einddatum:
    """The day that lies a norm before `dag`, for "at least so long before the zitting".

    A term that is counted backwards does not move from a free day (Atw 1, second paragraph).

    Raises:
        UserError: a date lies outside 1900-2200.
    """
    if norm.eenheid is Eenheid.WERKDAGEN:
        end = kalender.add_days(dag, -norm.waarde)
    elif norm.eenheid is Eenheid.MAANDEN:
        end = _add_months(dag, -norm.waarde)
    else:
        end = KALENDERDAGEN.add_days(dag, -norm.dagen)
    return Einddatum(
        end, (f"{norm} vóór {dag:%d-%m-%Y} is {end:%d-%m-%Y}; terugrekenen schuift niet op (Atw 1, tweede lid).",)
    )


def elapsed(
    start: date,
    stop: date,
    pauzes: Iterable[Onderbreking] = (),
    eenheid: Eenheid = Eenheid.WERKDAGEN,
    kalender: Kalender = WETTELIJK,
) -> Verstreken:
    """Time after `start` up to and including `stop`, bruto and netto.

    Weeks and months are counted in kalenderdagen: `Verstreken.eenheid` says so. An open pause runs up to `stop`.

    Raises:
        UserError: `stop` lies before `start`, a pause ends before it starts, or a date lies outside 1900-2200.
    """
    working = eenheid is Eenheid.WERKDAGEN
    counting = kalender if working else KALENDERDAGEN
    unit = Eenheid.WERKDAGEN if working else Eenheid.KALENDERDAGEN
    bruto = counting.days_between(start, stop)
    stretches = _stretches(pauzes, start, stop)
    paused = [counting.days_between(van, tot) for van, tot in stretches]
    netto = bruto - sum(paused)
    lines = [f"Bruto {quantity(bruto, unit)}: na {start:%d-%m-%Y} tot en met {stop:%d-%m-%Y}."]
    lines += [
        f"Pauze van {van:%d-%m-%Y} tot en met {tot:%d-%m-%Y}: {quantity(days, unit)} eraf."
        for (van, tot), days in zip(stretches, paused, strict=True)
    ]
    lines.append(f"Netto {quantity(netto, unit)}.")
    return Verstreken(bruto, netto, unit, tuple(lines))
