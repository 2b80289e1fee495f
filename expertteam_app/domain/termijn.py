"""Due dates and elapsed time: a norm walked through the calendar, pauses left out (PRODUCT section 4).

The day after the start is day 1. A pause covers the days after `van` up to and including `tot`, so a pause that starts
and ends on one day takes nothing, and pauses that overlap take each day once. Two clocks always stand side by side:
bruto (what the family waited) and netto (pauses out).

Whether the end of a term moves on from a free day is a matter of law (Atw 1, 2, 4), not of the calendar: an agreed norm
never moves, a wettelijke term does.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.kalender import KALENDERDAGEN, WETTELIJK, Kalender

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
    JAREN = "jaren"


_ENKELVOUD = {
    Eenheid.WERKDAGEN: "werkdag",
    Eenheid.KALENDERDAGEN: "kalenderdag",
    Eenheid.WEKEN: "week",
    Eenheid.MAANDEN: "maand",
    Eenheid.JAREN: "jaar",
}
_ATW_4_MOST = {
    Eenheid.KALENDERDAGEN: 90,
    Eenheid.WERKDAGEN: 90,
    Eenheid.WEKEN: 12,
    Eenheid.MAANDEN: 3,
    Eenheid.JAREN: 0,
}
_MAANDEN_PER_JAAR = 12
_NORM = re.compile(r"([0-9]{1,4})\s*([a-z]+)")
_KORT = {
    Eenheid.WERKDAGEN: ("wd", "werkdag", "werkdagen"),
    Eenheid.KALENDERDAGEN: ("d", "dag", "dagen", "kd", "kalenderdag", "kalenderdagen"),
    Eenheid.WEKEN: ("w", "week", "weken"),
    Eenheid.MAANDEN: ("m", "mnd", "maand", "maanden"),
    Eenheid.JAREN: ("j", "jaar", "jaren"),
}


def quantity(waarde: int, eenheid: Eenheid) -> str:
    """A number with its unit in Dutch: "1 werkdag", "3 maanden", "2 jaar"."""
    if eenheid is Eenheid.JAREN:
        return f"{waarde} jaar"
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
        return self.waarde * 365 if self.eenheid is Eenheid.JAREN else self.waarde

    @property
    def telt_in(self) -> Eenheid:
        """The days in which this norm is counted: werkdagen, or kalenderdagen for every other unit."""
        return counted_in(self.eenheid)


def counted_in(eenheid: Eenheid) -> Eenheid:
    """The days a unit is counted in: werkdagen in werkdagen, all others in kalenderdagen."""
    return Eenheid.WERKDAGEN if eenheid is Eenheid.WERKDAGEN else Eenheid.KALENDERDAGEN


def parse_norm(text: str) -> Norm:
    """A norm as people write it: ``10wd``, ``10 werkdagen``, ``14d``, ``6w``, ``3m``, ``1j``.

    Raises:
        FieldError: it is no number with one of these units.
    """
    found = _NORM.fullmatch(text.strip().casefold())
    units = [unit for unit, words in _KORT.items() if found is not None and found[2] in words]
    if found is None or not units:
        raise FieldError(
            "norm", f"Dit is geen norm: {text}.", "Schrijf bijvoorbeeld 10wd, 14d, 6w, 3m of 1j, of 10 werkdagen."
        )
    return Norm(int(found[1]), units[0])


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

    @property
    def reden(self) -> str:
        """Why."""


@dataclass(frozen=True, slots=True)
class Stilstand:
    """The part of a pause that stopped the clock: after `van` up to and including `tot`.

    Attributes:
        tot: None while the clock still stands.
        dagen: days it took, in the unit of the norm (werkdagen or kalenderdagen); 0 while it still lasts.
    """

    van: date
    tot: date | None
    reden: str
    dagen: int = 0


@dataclass(frozen=True, slots=True)
class Einddatum:
    """When a norm ends, and why.

    Attributes:
        datum: the last day within the norm; None while an open pause keeps the clock still before the norm is used.
        uitleg: Dutch lines that explain the date, in the order of counting.
        ongeschoven: the end before Atw 1 and 2; None as `datum`.
        dagen: how many days the norm takes from its start, in `eenheid`.
        eenheid: werkdagen or kalenderdagen.
        pauzes: the pauses that took part, each day once.
        atw: the lines on Atw 1, 2 and 4.
    """

    datum: date | None
    uitleg: tuple[str, ...]
    ongeschoven: date | None = None
    dagen: int = 0
    eenheid: Eenheid = Eenheid.WERKDAGEN
    pauzes: tuple[Stilstand, ...] = ()
    atw: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verstreken:
    """Time between two days, in `eenheid` (werkdagen or kalenderdagen).

    Attributes:
        bruto: all days that count in the calendar.
        netto: the same without the days of a pause.
        start: the day after which is counted.
        stop: the last day that is counted.
        pauzes: the pauses that took part, each day once.
    """

    bruto: int
    netto: int
    eenheid: Eenheid
    start: date
    stop: date
    pauzes: tuple[Stilstand, ...] = ()

    @property
    def uitleg(self) -> tuple[str, ...]:
        """Dutch lines that explain both numbers; made when asked, for most countings are never explained."""
        return (
            f"Bruto {quantity(self.bruto, self.eenheid)}: na {self.start:%d-%m-%Y} tot en met {self.stop:%d-%m-%Y}.",
            *(
                f"Pauze van {p.van:%d-%m-%Y} tot en met {p.tot:%d-%m-%Y}: {quantity(p.dagen, self.eenheid)} eraf."
                for p in self.pauzes
            ),
            f"Netto {quantity(self.netto, self.eenheid)}.",
        )


def _stretches(pauzes: Iterable[Onderbreking], start: date, stop: date) -> tuple[tuple[date, date, str], ...]:
    """The pauses that count as disjoint ordered stretches (after, up to and including] between start and stop."""
    found: list[tuple[date, date, str]] = []
    covered = start
    for pauze in sorted((p for p in pauzes if p.telt), key=lambda p: (p.van, p.tot or date.max, p.reden)):
        if pauze.tot is not None and pauze.tot < pauze.van:
            raise UserError(
                f"De pauze van {pauze.van:%d-%m-%Y} eindigt vóór zij begint.", "Verbeter de datums van deze pauze."
            )
        van, tot = max(pauze.van, covered), min(pauze.tot or stop, stop)
        if van < tot:
            found.append((van, tot, pauze.reden))
            covered = tot
    return tuple(found)


def _add_months(start: date, months: int) -> date:
    """The same day of the month, or the last day of a month that has no such day."""
    years, month = divmod(start.month - 1 + months, _MAANDEN_PER_JAAR)
    year = start.year + years
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _months(norm: Norm) -> int:
    """A norm in months or years as months; 0 for other units."""
    return {Eenheid.MAANDEN: norm.waarde, Eenheid.JAREN: norm.waarde * _MAANDEN_PER_JAAR}.get(norm.eenheid, 0)


def norm_days(norm: Norm, start: date) -> int:
    """How many days a norm takes from this start: werkdagen for a norm in those, else kalenderdagen."""
    months = _months(norm)
    return (_add_months(start, months) - start).days if months else norm.dagen


def _walk(
    start: date, days: int, kalender: Kalender, stretches: tuple[tuple[date, date, str], ...]
) -> tuple[date | None, int]:
    """The day on which `days` days that count are used, pauses skipped, and how many of the pauses it skipped.

    None instead of a day when the last stretch runs to `date.max`, that is while an open pause holds the clock.
    """
    at, left, skipped = start, days, 0
    for van, tot, _reden in stretches:
        available = kalender.days_between(at, van)
        if left <= available:
            break
        if tot == date.max:
            return None, skipped + 1
        left, at, skipped = left - available, tot, skipped + 1
    return kalender.add_days(at, left), skipped


def atw_applies(norm: Norm) -> bool:
    """Whether Atw 1 and 2 move the end of a wettelijke term of this length.

    Atw 4: not for terms of more than 90 days, twelve weeks or three months, nor for terms in years.
    """
    return norm.waarde <= _ATW_4_MOST[norm.eenheid]


def _lengthened(
    end: date, start: date, norm: Norm, stretches: tuple[tuple[date, date, str], ...], legal: Kalender
) -> tuple[date | None, tuple[str, ...]]:
    """The end of a wettelijke term after Atw 1 (no end on a free day) and 2 (at least two ordinary days in it)."""
    if norm.waarde == 0:
        return end, ()
    reason = legal.free_reason(end)
    if not atw_applies(norm):
        skip = f"{end:%d-%m-%Y} is een vrije dag ({reason}), maar een zo lange termijn schuift niet op (Atw 4)."
        return end, (skip,) if reason else ()
    moved, lines = end, []
    if reason:
        moved = legal.add_days(end, 1)
        free = [end + n * _DAG for n in range((moved - end).days)]
        named = ", ".join(f"{day:%d-%m-%Y} {legal.free_reason(day)}" for day in free)
        lines.append(f"Het einde valt op een vrije dag ({named}): de termijn loopt tot {moved:%d-%m-%Y} (Atw 1).")
    in_days = norm.waarde if norm.eenheid in (Eenheid.KALENDERDAGEN, Eenheid.WERKDAGEN) else _DAGEN_PER_WEEK
    if in_days < _ATW_2_VANAF_DAGEN:
        return moved, tuple(lines)
    second, _ = _walk(start, _ATW_2_WERKDAGEN, legal, stretches)
    if second is None:
        return None, ("In de termijn horen twee gewone dagen (Atw 2), en zolang de klok stilstaat komen die er niet.",)
    if moved < second:
        moved = second
        lines.append(f"In de termijn horen twee gewone dagen: zij loopt door tot {moved:%d-%m-%Y} (Atw 2).")
    return moved, tuple(lines)


def _stood_still(stretches: tuple[tuple[date, date, str], ...], counting: Kalender) -> tuple[Stilstand, ...]:
    return tuple(
        Stilstand(van, None, reden) if tot == date.max else Stilstand(van, tot, reden, counting.days_between(van, tot))
        for van, tot, reden in stretches
    )


def due_date(
    start: date,
    norm: Norm,
    pauzes: Iterable[Onderbreking] = (),
    kalender: Kalender = WETTELIJK,
    *,
    wettelijk: bool = False,
) -> Einddatum:
    """The last day within the norm; the day after `start` is day 1.

    Pauses count in the unit of the norm (weeks, months and years: in kalenderdagen), overlapping ones once. The end of
    a wettelijke term moves on from a free day (Atw 1 and 2) unless the term is longer than Atw 4 allows; an agreed norm
    never moves.

    Raises:
        UserError: a pause ends before it starts, or a date lies outside 1900-2200.
    """
    unit = norm.telt_in
    counting = kalender if unit is Eenheid.WERKDAGEN else KALENDERDAGEN
    days = norm_days(norm, start)
    stretches = _stretches(pauzes, start, date.max)
    unmoved, skipped = _walk(start, days, counting, stretches)
    still = _stood_still(stretches[:skipped], counting)
    end = unmoved
    atw: tuple[str, ...] = ()
    if unmoved is not None and wettelijk:
        end, atw = _lengthened(unmoved, start, norm, stretches, kalender.wettelijk)
    lines = [f"{norm} na {start:%d-%m-%Y}; de dag erna is dag 1."]
    lines += [
        f"Pauze van {p.van:%d-%m-%Y} tot en met {p.tot:%d-%m-%Y} telt niet mee: {quantity(p.dagen, unit)}."
        for p in still
        if p.tot is not None
    ]
    lines += atw
    if end is None:
        since = next((p.van for p in _stood_still(stretches, counting) if p.tot is None), start)
        lines.append(f"De klok staat stil sinds {since:%d-%m-%Y}; er is nog geen einddatum.")
    else:
        lines.append(f"De norm loopt tot en met {end:%d-%m-%Y}.")
    return Einddatum(end, tuple(lines), unmoved, days, unit, still, atw)


def count_back(dag: date, norm: Norm, kalender: Kalender = WETTELIJK) -> Einddatum:
    """The day that lies a norm before `dag`, for "at least so long before the zitting".

    A term that is counted backwards does not move from a free day (Atw 1, second paragraph).

    Raises:
        UserError: a date lies outside 1900-2200.
    """
    months = _months(norm)
    if norm.eenheid is Eenheid.WERKDAGEN:
        end = kalender.add_days(dag, -norm.waarde)
    elif months:
        end = KALENDERDAGEN.add_days(_add_months(dag, -months), 0)
    else:
        end = KALENDERDAGEN.add_days(dag, -norm.dagen)
    atw = "terugrekenen schuift niet op (Atw 1, tweede lid)."
    line = f"{norm} vóór {dag:%d-%m-%Y} is {end:%d-%m-%Y}; {atw}"
    days = norm.waarde if norm.eenheid is Eenheid.WERKDAGEN else (dag - end).days
    return Einddatum(end, (line,), end, days, norm.telt_in, (), (f"T{atw[1:]}",))


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
    unit = counted_in(eenheid)
    counting = kalender if unit is Eenheid.WERKDAGEN else KALENDERDAGEN
    bruto = counting.days_between(start, stop)
    still = _stood_still(_stretches(pauzes, start, stop), counting)
    netto = bruto - sum(p.dagen for p in still)
    return Verstreken(bruto, netto, unit, start, stop, still)
