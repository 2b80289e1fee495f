"""Measures every zaak of a choice on every klok: what is read, which runs count, and how many days each took."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from expertteam_app.db.queries import metingen as q
from expertteam_app.db.queries.historie import entry_days
from expertteam_app.db.queries.klokken import placements
from expertteam_app.db.queries.modellen import all_models
from expertteam_app.db.session import DbSession
from expertteam_app.domain.casus import Verblijf
from expertteam_app.domain.doorlooptijd import Cohort, Keuze
from expertteam_app.domain.gebeurtenis import ZONDER_STAND
from expertteam_app.domain.inzicht import ZaakMeting
from expertteam_app.domain.kalender import Kalender
from expertteam_app.domain.klok import Klok
from expertteam_app.domain.klokloop import measure, pauses_for
from expertteam_app.domain.termijn import Eenheid, Norm, Verstreken, counted_in, elapsed
from expertteam_app.domain.uurwerk import Uurwerk
from expertteam_app.services.kloklopen import (
    CasusTijd,
    ZaakLoop,
    casus_runs,
    casus_time,
    load_uurwerk,
    placement_runs,
    version_and_norm,
    vtb_runs,
)

Progress = Callable[[int, int], None]
"""Called with how far it is: done, of how much."""

CHUNK = 500
"""Casussen after which it is told how far it is."""


@dataclass(frozen=True, slots=True)
class KlokRegel:
    """One line of the table before it is measured: a klok, or one step of the klok per step."""

    klok: Klok
    code: str
    naam: str
    norm: Norm | None
    eenheid: Eenheid
    runs: tuple[ZaakLoop, ...]


class Meetbron:
    """Everything that the klokken of a choice are measured from, read once.

    Args:
        session: an open session.
        keuze: which zaken.
        vandaag: up to when open zaken are measured.
        klokken: only klokken with these codes ("D3", or "D1" for every step); empty: all.
        progress: called with how far it is; raises `Cancelled` to stop.
    """

    def __init__(
        self,
        session: DbSession,
        keuze: Keuze,
        vandaag: date,
        klokken: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> None:
        self._keuze, self._vandaag = keuze, vandaag
        self._van, self._tot = keuze.periode.van, keuze.periode.tot
        self._progress = progress
        self.uurwerk: Uurwerk = load_uurwerk(session)
        self._model = all_models(session)[0]
        self._klokken = [
            k
            for k in self.uurwerk.klokken(keuze.periode.tot)
            if k.meetbaar and (not klokken or k.code in {code.split("-", maxsplit=1)[0] for code in klokken})
        ]
        self._gezien = entry_days(session)
        self._kalenders: dict[str, dict[Klok, Kalender]] = {}
        self._allowed = (
            None if keuze.zorgvorm is None else set(session.scalars(q.casussen_with_zorgvorm(keuze.zorgvorm)))
        )
        self.tijden = self._read_casussen(session)
        self._stays: Mapping[int, tuple[Verblijf, ...]] = {t.casus.casus_id: t.stand.verblijven for t in self.tijden}
        here = (None, keuze.gemeente)
        of_casus = keuze.stap is not None or self._allowed is not None
        vtbs = not of_casus and any(k.van_vtb for k in self._klokken)
        self._vtbs = q.vtb_mijlpalen(session) if vtbs else []
        placed = keuze.stap is None and any(k.van_plaatsing for k in self._klokken)
        self._plaatsingen = placements(session) if placed else []
        if keuze.gemeente is not None:
            self._vtbs = [v for v in self._vtbs if v.gemeente in here]
            self._plaatsingen = [p for p in self._plaatsingen if p.gemeente in here]

    def _read_casussen(self, session: DbSession) -> list[CasusTijd]:
        if not any(k.van_casus for k in self._klokken):
            return []
        periode = self._keuze.periode
        begun = self._keuze.cohort is Cohort.START
        among = (q.casussen_with_event if begun else q.casussen_ended_or_open)(periode.van, periode.tot)
        logs = q.casus_logs(session, among, self._keuze.gemeente, zonder=ZONDER_STAND, zorgvorm=self._keuze.zorgvorm)
        read, times = list(logs), []
        for done, casus in enumerate(read):
            times.append(casus_time(casus))
            if done % CHUNK == 0:
                self._tell(done, 2 * len(read))
        return times

    def _tell(self, done: int, total: int) -> None:
        if self._progress is not None:
            self._progress(done, max(1, total))

    def regels(self) -> Iterator[KlokRegel]:
        """Every klok and every step with the runs of the choice."""
        many = len(self._klokken)
        for place, klok in enumerate(self._klokken):
            self._tell(many + place, 2 * many)
            runs = tuple(self._runs(klok))
            if not klok.per_stap:
                yield KlokRegel(klok, klok.code, klok.naam, klok.termijn, klok.eenheid, runs)
                continue
            for stap in self._model.stappen:
                unit = Eenheid(stap.eenheid)
                norm = None if stap.norm is None else Norm(stap.norm, unit)
                here = tuple(r for r in runs if r.loop.stap == stap.volgorde)
                naam = f"Stap {stap.volgorde}: {stap.kort}"
                yield KlokRegel(klok, f"{klok.code}-{stap.volgorde}", naam, norm, unit, here)

    def _runs(self, klok: Klok) -> Iterator[ZaakLoop]:
        if klok.van_vtb:
            found: Iterable[ZaakLoop] = vtb_runs(klok, self._vtbs)
        elif klok.van_plaatsing:
            found = placement_runs(klok, self._plaatsingen)
        else:
            found = casus_runs(klok, self.tijden)
        ended = self._keuze.cohort is Cohort.EIND
        for found_run in found:
            run = self._as_of_end(found_run) if ended else self._as_of_start(found_run)
            if run is not None and self._wanted(run):
                yield run

    def _as_of_start(self, run: ZaakLoop) -> ZaakLoop | None:
        return run if self._van <= run.loop.begin <= self._tot else None

    def _as_of_end(self, run: ZaakLoop) -> ZaakLoop | None:
        """The run when it ended in the period, or as open when it was so on its last day; else None."""
        loop, periode = run.loop, self._keuze.periode
        if loop.eind is not None and periode.contains(loop.eind):
            return run
        last = min(periode.tot, self._vandaag)
        closed = loop.eind if loop.eind is not None else loop.gezien_tot
        if loop.begin > last or (closed is not None and closed <= last):
            return None
        return replace(run, loop=replace(loop, eind=None, gezien_tot=last))

    def _wanted(self, run: ZaakLoop) -> bool:
        keuze = self._keuze
        if keuze.ronde is not None and run.loop.cyclus != keuze.ronde:
            return False
        if self._allowed is not None and run.casus_id not in self._allowed:
            return False
        return keuze.stap is None or self._step_at_begin(run) == keuze.stap

    def _step_at_begin(self, run: ZaakLoop) -> int | None:
        if run.loop.stap is not None:
            return run.loop.stap
        begun = [stay.stap for stay in self._stays.get(run.casus_id or 0, ()) if stay.begin <= run.loop.begin]
        return begun[-1] if begun else None

    def zaken(self, regel: KlokRegel) -> tuple[ZaakMeting, ...]:
        """Every run of a line measured in the unit of that line, longest first."""
        return tuple(sorted((self.meting(regel, run) for run in regel.runs), key=lambda z: (-z.netto, z.nummer)))

    def eenheid(self, regel: KlokRegel) -> str:
        """What the figures of a line are counted in: werkdagen or kalenderdagen."""
        return counted_in(regel.eenheid).value

    def meting(self, regel: KlokRegel, run: ZaakLoop) -> ZaakMeting:
        """One run measured in the unit of its line."""
        code = regel.klok.code
        if code not in self._kalenders:
            self._kalenders[code] = {k: self.uurwerk.kalender(k) for k in self.uurwerk.versies[code]}
        return self._measure(code, run, self._kalenders[code], counted_in(regel.eenheid))

    def _measure(self, code: str, run: ZaakLoop, kalenders: Mapping[Klok, Kalender], counted: Eenheid) -> ZaakMeting:
        klok, norm = version_and_norm(self.uurwerk, code, run)
        loop, kalender, today = run.loop, kalenders[klok], self._vandaag
        found = measure(klok, loop, norm, kalender, today)
        spent = found.spent
        if spent.eenheid is not counted:  # the norm of this zaak counts in other days than the line shows
            spent = elapsed(loop.begin, loop.stop(today), pauses_for(klok, loop.pauzes), counted, kalender)
        before = unseen(klok, run, self._gezien, counted, kalender, today)
        return ZaakMeting(
            sleutel=loop.sleutel,
            casus_id=run.casus_id,
            vtb_id=run.vtb_id,
            nummer=run.nummer,
            begin=loop.begin,
            eind=loop.eind,
            bruto=spent.bruto,
            netto=spent.netto,
            binnen_norm=found.binnen_norm,
            instap_netto=0 if before is None else min(before.netto, spent.netto),
            instap_bruto=0 if before is None else min(before.bruto, spent.bruto),
        )


def unseen(
    klok: Klok, run: ZaakLoop, seen: Mapping[int, date], counted: Eenheid, kalender: Kalender, vandaag: date
) -> Verstreken | None:
    """The time before its list was read in, for a zaak from a list without history; None when all was seen.

    Args:
        klok: the version that the run keeps.
        run: the run.
        seen: by the id of a batch the day from which its zaken count.
        counted: the unit of the figure.
        kalender: of that version.
        vandaag: up to when an open run is measured.
    """
    since = seen.get(run.partij_id or 0)
    if since is None or klok.achteruit or run.loop.begin >= since:
        return None
    until = min(since, run.loop.stop(vandaag))
    return elapsed(run.loop.begin, until, pauses_for(klok, run.loop.pauzes), counted, kalender)
