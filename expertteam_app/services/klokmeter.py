"""Every klok over the whole kluis: computed in chunks, so that it can run beside the window and be stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from expertteam_app.db.queries import klokken as q
from expertteam_app.db.queries.metingen import casus_logs, vtb_mijlpalen
from expertteam_app.db.session import DbSession
from expertteam_app.domain.gebeurtenis import ZONDER_STAND
from expertteam_app.domain.kalender import Kalender
from expertteam_app.domain.klok import Klok
from expertteam_app.domain.klokloop import measure, surely_within
from expertteam_app.domain.uurwerk import Uurwerk
from expertteam_app.services.kloklopen import (
    CasusTijd,
    ZaakLoop,
    casus_runs,
    casus_time,
    placement_runs,
    version_and_norm,
    vtb_runs,
)

Progress = Callable[[int, int], None]
"""Called with how many casussen and VTB's are done, and how many there are."""

CHUNK = 500
"""Casussen that are read at once, so that memory stays small and stopping is quick."""


@dataclass(frozen=True, slots=True)
class AndersZaak:
    """A run that would come out differently: `was` and `wordt` say whether it is within its norm (None: no norm)."""

    casus_id: int | None
    vtb_id: int | None
    nummer: str
    begin: date
    was: bool | None
    wordt: bool | None


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """What a new version of a klok would change.

    Attributes:
        gemeten: all runs of this klok.
        geraakt: the runs that would get the new version.
        anders: those of them that would come out differently.
    """

    gemeten: int
    geraakt: int
    anders: tuple[AndersZaak, ...]

    @property
    def casus_ids(self) -> tuple[int, ...]:
        """The casussen in which something would come out differently."""
        return tuple(sorted({a.casus_id for a in self.anders if a.casus_id is not None}))

    @property
    def vtb_ids(self) -> tuple[int, ...]:
        """The VTB's in which something would come out differently."""
        return tuple(sorted({a.vtb_id for a in self.anders if a.vtb_id is not None}))

    @property
    def in_woorden(self) -> str:
        """One Dutch sentence."""
        zaken = len(self.casus_ids) + len(self.vtb_ids)
        if not zaken:
            return "Geen enkele zaak zou anders uitvallen."
        return "1 zaak zou anders uitvallen." if zaken == 1 else f"{zaken} zaken zouden anders uitvallen."


@dataclass(frozen=True, slots=True)
class KlokTelling:
    """How all runs of one klok stand: counts of runs; `zonder_norm` is part of neither binnen nor over."""

    code: str
    naam: str
    loopt: int
    klaar: int
    binnen: int
    over: int
    zonder_norm: int


@dataclass(frozen=True, slots=True)
class KlokMeter:
    """Measures the runs of one klok against their norm, and counts how they stand.

    Attributes:
        kalenders: the calendar of each version, made once.
        counts: what was counted so far.
    """

    werk: Uurwerk
    code: str
    vandaag: date
    kalenders: Mapping[Klok, Kalender]
    counts: Counter[str]

    @property
    def klok(self) -> Klok:
        """The klok as it holds today."""
        return self.werk.klok(self.code, self.vandaag)

    def within(self, run: ZaakLoop) -> bool | None:
        """Whether a run is within its norm; None without a norm, or without a klok."""
        if not self.kalenders:
            return None
        klok, norm = version_and_norm(self.werk, self.code, run)
        if norm is None:
            return None
        if surely_within(klok, run.loop, norm, self.vandaag):
            return True
        return measure(klok, run.loop, norm, self.kalenders[klok], self.vandaag).binnen_norm

    def count(self, runs: Iterable[ZaakLoop]) -> None:
        """Count these runs with the others."""
        for run in runs:
            self.counts["loopt" if run.loop.eind is None else "klaar"] += 1
            self.counts[{True: "binnen", False: "over", None: "zonder_norm"}[self.within(run)]] += 1

    def result(self) -> KlokTelling:
        """What was counted."""
        numbers = (self.counts[name] for name in ("loopt", "klaar", "binnen", "over", "zonder_norm"))
        return KlokTelling(self.code, self.klok.naam, *numbers)


def klok_meter(werk: Uurwerk, code: str, vandaag: date) -> KlokMeter:
    """A meter for one klok, nothing counted yet."""
    return KlokMeter(werk, code, vandaag, {k: werk.kalender(k) for k in werk.versies.get(code, ())}, Counter())


def chunks(session: DbSession, progress: Progress | None) -> Iterator[list[CasusTijd]]:
    """All casussen, folded, some at a time."""
    low, high = q.casus_id_range(session)
    for first in range(low, high + 1, CHUNK):
        last = min(first + CHUNK - 1, high)
        yield [casus_time(casus) for casus in casus_logs(session, q.casussen_between(first, last), zonder=ZONDER_STAND)]
        if progress is not None:
            progress(last - low + 1, high - low + 1)


def all_runs(session: DbSession, klok: Klok, progress: Progress | None) -> Iterator[ZaakLoop]:
    """Every run of one klok in the whole kluis."""
    if klok.van_casus:
        for tijden in chunks(session, progress):
            yield from casus_runs(klok, tijden)
        return
    if klok.van_vtb:
        yield from vtb_runs(klok, vtb_mijlpalen(session))
    elif klok.van_plaatsing:
        yield from placement_runs(klok, q.placements(session))
    if progress is not None:
        progress(1, 1)
