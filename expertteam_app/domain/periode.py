"""A reporting period: a half-year or a calendar year (DOMEIN section 5, "Twice a year").

CBS jeugd periods: 1 January to 30 June and 1 July to 31 December.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from expertteam_app.domain.errors import UserError
from expertteam_app.domain.kalender import EERSTE_JAAR, LAATSTE_JAAR

_VORM = re.compile(r"([0-9]{4})(?:-H([12]))?", re.IGNORECASE | re.ASCII)
_TWEEDE_HELFT = 2
_EERSTE_MAAND_TWEEDE_HELFT = 7


@dataclass(frozen=True, slots=True)
class Periode:
    """A half-year, or a whole year when `helft` is None.

    Attributes:
        jaar: the calendar year, 1900-2200.
        helft: 1, 2 or None.

    Raises:
        UserError: the year lies outside 1900-2200 or the half is not 1, 2 or None.
    """

    jaar: int
    helft: int | None = None

    def __post_init__(self) -> None:
        if not EERSTE_JAAR <= self.jaar <= LAATSTE_JAAR or self.helft not in (None, 1, _TWEEDE_HELFT):
            raise UserError("Deze periode bestaat niet.", "Kies een jaar of half jaar, bijvoorbeeld 2026-H1.")

    @classmethod
    def parse(cls, text: str) -> Periode:
        """Read "2026-H1", "2026-H2" or "2026"; capitals and spaces around it do not matter.

        Raises:
            UserError: the text is something else; the sentence gives an example.
        """
        match = _VORM.fullmatch(text.strip())
        if match is None:
            raise UserError(
                "Deze periode is niet te lezen.",
                "Schrijf een half jaar als 2026-H1 of 2026-H2, of een heel jaar als 2026.",
            )
        return cls(int(match[1]), int(match[2]) if match[2] else None)

    @classmethod
    def half_of(cls, dag: date) -> Periode:
        """The half-year in which a day falls."""
        return cls(dag.year, 1 if dag.month < _EERSTE_MAAND_TWEEDE_HELFT else _TWEEDE_HELFT)

    @property
    def van(self) -> date:
        """The first day."""
        return date(self.jaar, _EERSTE_MAAND_TWEEDE_HELFT if self.helft == _TWEEDE_HELFT else 1, 1)

    @property
    def tot(self) -> date:
        """The last day; it belongs to the period."""
        return date(self.jaar, 6, 30) if self.helft == 1 else date(self.jaar, 12, 31)

    @property
    def code(self) -> str:
        """The written form that `parse` reads: "2026-H1" or "2026"."""
        return f"{self.jaar}-H{self.helft}" if self.helft else str(self.jaar)

    @property
    def label(self) -> str:
        """In words: "1e halfjaar 2026" or "heel 2026"."""
        return f"{self.helft}e halfjaar {self.jaar}" if self.helft else f"heel {self.jaar}"

    def __str__(self) -> str:
        return self.code

    def previous(self) -> Periode:
        """The period of the same length just before this one.

        Raises:
            UserError: it would lie before 1900.
        """
        if self.helft == _TWEEDE_HELFT:
            return Periode(self.jaar, 1)
        return Periode(self.jaar - 1, _TWEEDE_HELFT if self.helft else None)

    def contains(self, dag: date) -> bool:
        """Whether a day falls in the period; first and last day count."""
        return self.van <= dag <= self.tot
