"""Use cases on hiaten: what was missing, in what way, for what cause, and in which casussen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from expertteam_app.db.queries import metingen as q
from expertteam_app.domain.access import Right
from expertteam_app.domain.inzicht import HiaatTelling
from expertteam_app.domain.periode import Periode
from expertteam_app.services.context import Context


@dataclass(frozen=True, slots=True)
class _Fact:
    casus_id: int
    jeugdige_id: int
    zorgvorm: str
    aard: str
    oorzaken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HiatenOverzicht:
    """Counts of distinct jeugdigen; every count carries the casussen behind it.

    Attributes:
        per_zorgvorm_en_aard: oorzaak is empty.
        per_zorgvorm_en_oorzaak: aard is empty.
        alles: zorgvorm x aard x oorzaak.
        jeugdigen: how many distinct jeugdigen have a hiaat in the period.
    """

    periode: str
    jeugdigen: int
    per_zorgvorm_en_aard: tuple[HiaatTelling, ...]
    per_zorgvorm_en_oorzaak: tuple[HiaatTelling, ...]
    alles: tuple[HiaatTelling, ...]


def _count(facts: Iterable[tuple[tuple[str, str, str], int, int]]) -> tuple[HiaatTelling, ...]:
    people: dict[tuple[str, str, str], set[int]] = {}
    casussen: dict[tuple[str, str, str], set[int]] = {}
    for key, jeugdige_id, casus_id in facts:
        people.setdefault(key, set()).add(jeugdige_id)
        casussen.setdefault(key, set()).add(casus_id)
    rows = (HiaatTelling(*key, aantal=len(people[key]), casus_ids=tuple(sorted(casussen[key]))) for key in people)
    return tuple(sorted(rows, key=lambda r: (-r.aantal, r.zorgvorm, r.aard, r.oorzaak)))


class Hiaten:
    """The overview of hiaten. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def overview(self, periode: Periode, gemeente: str | None = None) -> HiatenOverzicht:
        """Hiaten that were recorded in the period, counted by distinct jeugdigen.

        A jeugdige with two hiaten counts once in each row it belongs to; rows therefore do not add up to the total.
        """
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            hiaten = q.hiaten_between(session, periode.van, periode.tot, gemeente)
            oorzaken = q.causes_by_casus(session, q.casussen_with_hiaat(periode.van, periode.tot))
        facts = [
            _Fact(casus_id, jeugdige_id, zorgvorm, aard, tuple(oorzaken.get(casus_id, ())))
            for casus_id, jeugdige_id, zorgvorm, aard in hiaten
        ]
        return HiatenOverzicht(
            periode=periode.code,
            jeugdigen=len({f.jeugdige_id for f in facts}),
            per_zorgvorm_en_aard=_count(((f.zorgvorm, f.aard, ""), f.jeugdige_id, f.casus_id) for f in facts),
            per_zorgvorm_en_oorzaak=_count(
                ((f.zorgvorm, "", code), f.jeugdige_id, f.casus_id) for f in facts for code in f.oorzaken
            ),
            alles=_count(
                ((f.zorgvorm, f.aard, code), f.jeugdige_id, f.casus_id) for f in facts for code in f.oorzaken or ("",)
            ),
        )
