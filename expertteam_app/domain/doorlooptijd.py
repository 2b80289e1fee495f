"""Over which zaken doorlooptijden are counted: a period, a cohort, and what the zaken are narrowed down to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.tijdvak import Spanne, to_compare


class Cohort(StrEnum):
    """By which day a zaak belongs to a period."""

    START = "start"
    EIND = "eind"

    @property
    def woorden(self) -> str:
        """What it holds, in Dutch."""
        return "begonnen in de periode" if self is Cohort.START else "afgerond in de periode"


@dataclass(frozen=True, slots=True)
class Keuze:
    """Which zaken are counted.

    Attributes:
        periode: a half-year, a year or any stretch of days.
        cohort: by begin (with a survival curve, open zaken counted) or by end (what was finished, no curve).
        gemeente, zorgvorm: codes; None: all. The zorgvorm of a casus is the one that was sought first.
        stap: the step on which the casus stood when the klok began (known at the begin, so nothing that came later
            decides who is counted).
        ronde: 1, and one more for every reopening.

    Raises:
        FieldError: a step or round below 1.
    """

    periode: Spanne
    cohort: Cohort = Cohort.START
    gemeente: str | None = None
    zorgvorm: str | None = None
    stap: int | None = None
    ronde: int | None = None

    def __post_init__(self) -> None:
        for naam, value in (("stap", self.stap), ("ronde", self.ronde)):
            if value is not None and value < 1:
                raise FieldError(naam, f"Een {naam} is 1 of meer.")

    def against(self, vandaag: date) -> Keuze:
        """The same zaken of the period this one may be compared with."""
        return replace(self, periode=to_compare(self.periode, vandaag))
