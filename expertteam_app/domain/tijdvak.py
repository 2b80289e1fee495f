"""Any stretch of days beside half-years and years, and which stretch it may be compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from expertteam_app.domain.datumlezer import read_date
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.periode import Periode


@dataclass(frozen=True, slots=True)
class Tijdvak:
    """The days from `van` up to and including `tot`.

    Raises:
        UserError: it ends before it begins.
    """

    van: date
    tot: date

    def __post_init__(self) -> None:
        if self.tot < self.van:
            raise UserError("Deze periode eindigt voor zij begint.", "Draai de twee dagen om.")

    @property
    def code(self) -> str:
        """The two days in ISO form with two points between them, as `parse_spanne` reads it."""
        return f"{self.van.isoformat()}..{self.tot.isoformat()}"

    @property
    def label(self) -> str:
        """In words: "01-03-2026 t/m 15-05-2026"."""
        return f"{self.van:%d-%m-%Y} t/m {self.tot:%d-%m-%Y}"

    def __str__(self) -> str:
        return self.code

    def previous(self) -> Tijdvak:
        """As many days just before this one; whole months where this one is whole months.

        Raises:
            UserError: it would lie before the calendar.
        """
        last = self.van - timedelta(days=1)
        if self.van.day == 1 and (self.tot + timedelta(days=1)).day == 1:
            months = (self.tot.year - self.van.year) * 12 + self.tot.month - self.van.month + 1
            at = self.van.year * 12 + self.van.month - 1 - months
            return Tijdvak(date(at // 12, at % 12 + 1, 1), last)
        return Tijdvak(self.van - (self.tot - self.van) - timedelta(days=1), last)

    def contains(self, dag: date) -> bool:
        """Whether a day falls in it; first and last day count."""
        return self.van <= dag <= self.tot


Spanne: TypeAlias = Periode | Tijdvak
"""A period of any kind: it has `van`, `tot`, `code`, `label`, `previous` and `contains`."""


def parse_spanne(text: str) -> Spanne:
    """Read "2026-H1", "2026" or "2026-03-01..2026-05-15".

    Raises:
        UserError: it is none of these.
    """
    first, dots, last = text.partition("..")
    if not dots:
        return Periode.parse(text)
    return van_tot(first, last)


def van_tot(van: str, tot: str) -> Tijdvak:
    """The stretch between two days as people write them ("2026-03-01" or "1-3-2026").

    Raises:
        UserError: one of them is no day, or the last lies before the first.
    """
    days = [read_date(text, peildatum=date.today()).value for text in (van, tot)]
    if days[0] is None or days[1] is None:
        raise UserError("Deze dagen zijn niet te lezen.", "Schrijf ze als 2026-03-01 of 1-3-2026.")
    return Tijdvak(days[0], days[1])


def year_before(dag: date) -> date:
    """The same day one year earlier; 28 February for the 29th."""
    if (dag.month, dag.day) == (2, 29):
        return date(dag.year - 1, 2, 28)
    return dag.replace(year=dag.year - 1)


def to_compare(spanne: Spanne, vandaag: date) -> Spanne:
    """With which period this one may be compared: the one before it, as long as both are whole.

    One that still runs is compared with the same part of the year before, up to the same day: against a whole half-year
    it would look like less, whatever happens.
    """
    if spanne.van <= vandaag < spanne.tot:
        return Tijdvak(year_before(spanne.van), year_before(vandaag))
    return spanne.previous()


def is_part(spanne: Spanne, vandaag: date) -> bool:
    """Whether a period still runs."""
    return spanne.van <= vandaag < spanne.tot
