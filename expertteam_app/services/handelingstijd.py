"""How long the own handling takes, measured by the program itself (PRODUCT section 6.4, flow C: under two minutes).

Seconds of activity and keys per step, without anything about a gezin; one figure per VTB or zitting and step.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from expertteam_app.db.queries.handelingstijd import all_times
from expertteam_app.db.tables import HandelingstijdRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError
from expertteam_app.services.context import Context

LONGEST = 24 * 3600
"""Seconds of one measurement at most; more cannot be handling."""


_Zaak = tuple[int | None, int | None]
"""A VTB or a zitting."""


class Stap(StrEnum):
    """A step of the handling; the value is what is stored, `woorden` what people read."""

    VTB = "vtb"
    PLANNEN = "plannen"
    VERSLAG = "verslag"
    TEKENEN = "tekenen"

    @property
    def woorden(self) -> str:
        """The step in words."""
        return {"vtb": "VTB overnemen", "plannen": "plannen", "verslag": "verslag nalopen", "tekenen": "tekenen"}[self]


@dataclass(frozen=True, slots=True)
class StapTijd:
    """The median of a step over `keren` VTB's or zittingen, in seconds and keys."""

    stap: Stap
    keren: int
    seconden: int
    toetsen: int


class Handelingstijden:
    """Own handling. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def meet(
        self, stap: str, seconden: int, toetsen: int, *, vtb_id: int | None = None, zitting_id: int | None = None
    ) -> None:
        """Keep a measurement of a step.

        Raises:
            FieldError: another step, or figures that cannot be.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if stap not in set(Stap) or not 0 <= seconden <= LONGEST or toetsen < 0:
            raise FieldError("stap", "Deze meting kan niet kloppen.")
        with self._context.write("handelingstijd") as session:
            session.add(
                HandelingstijdRow(
                    stap=stap,
                    seconden=seconden,
                    toetsen=toetsen,
                    vtb_id=vtb_id,
                    zitting_id=zitting_id,
                    gemeten_op=self._context.vandaag(),
                )
            )

    def mediaan(self) -> tuple[StapTijd, ...]:
        """The median per step, in the order of the work; what was measured in parts of one item is added up first."""
        self._context.actor.require(Right.ZITTING_READ)
        sums: dict[Stap, dict[tuple[int | None, int | None], list[int]]] = defaultdict(
            lambda: defaultdict(lambda: [0, 0])
        )
        with self._context.read() as session:
            for row in all_times(session):
                if row.stap in set(Stap):
                    total = sums[Stap(row.stap)][(row.vtb_id, row.zitting_id)]
                    total[0] += row.seconden
                    total[1] += row.toetsen
        return tuple(
            StapTijd(
                stap,
                len(sums[stap]),
                round(median(total[0] for total in sums[stap].values())),
                round(median(total[1] for total in sums[stap].values())),
            )
            for stap in Stap
            if sums[stap]
        )
