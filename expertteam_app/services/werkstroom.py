"""Use cases on the flow of work: the routes of casussen, what comes back, what stands still, what comes and goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from expertteam_app.analysis.beelden import OpenZaak, ageing
from expertteam_app.analysis.logboek import LogboekCijfers, Stapmoment, analyse
from expertteam_app.analysis.overleving import Duur, kaplan_meier
from expertteam_app.db.queries import metingen as q
from expertteam_app.db.queries.historie import entry_days
from expertteam_app.db.queries.modellen import all_models
from expertteam_app.db.queries.werkstroom import came_and_went, open_casussen, reported_between, times_on_agenda
from expertteam_app.domain.access import Right
from expertteam_app.domain.beeld import Beeld
from expertteam_app.domain.gebeurtenis import ZONDER_STAND, Gebeurtenis, Soort, in_force
from expertteam_app.domain.klokloop import measure
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.termijn import Verstreken
from expertteam_app.domain.tijdvak import Spanne, is_part
from expertteam_app.services.context import Context
from expertteam_app.services.doorlooptijd_meten import unseen
from expertteam_app.services.kloklopen import ZaakLoop, casus_runs, casus_time, load_uurwerk, version_and_norm

JAREN_TERUG = 2
"""Years of stays on a step that the ageing is held against."""
MIN_VERTREKKEN = 10
"""Stays on a step below which no line of half and 80% is drawn (PRODUCT section 4)."""
AFGESLOTEN = "afgesloten"
HEROPEND = "heropend"


@dataclass(frozen=True, slots=True)
class Stroom:
    """One half-year: the casussen that came, went, and were open at its end (or today).

    Attributes:
        loopt_nog: the half-year is not over, so it cannot be held against a whole one.
    """

    periode: str
    erbij_ids: tuple[int, ...]
    eruit_ids: tuple[int, ...]
    open_ids: tuple[int, ...]
    loopt_nog: bool = False

    @property
    def erbij(self) -> int:
        """How many came."""
        return len(self.erbij_ids)

    @property
    def eruit(self) -> int:
        """How many went."""
        return len(self.eruit_ids)

    @property
    def open_aan_het_eind(self) -> int:
        """How many were open on the last day."""
        return len(self.open_ids)


@dataclass(frozen=True, slots=True)
class Routes:
    """The routes of casussen that were aangemeld in a period; times in kalenderdagen.

    Attributes:
        casus_ids: per route (names of steps) the casussen that took it.
        terug: casussen that stood on an agenda of the RET more than once, with how often.
    """

    cijfers: LogboekCijfers
    casus_ids: dict[tuple[str, ...], tuple[int, ...]]
    terug: tuple[tuple[int, int], ...]


class Werkstroom:
    """The flow of work. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def routes(self, periode: Spanne, gemeente: str | None = None, zorgvorm: str | None = None) -> Routes:
        """Which routes casussen that were aangemeld in the period really take, and what is done again.

        A route is the row of steps, closing and reopening, in the order of their days; casussen that are still open
        have the route so far.
        """
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            among = reported_between(periode.van, periode.tot)
            logs = list(q.casus_logs(session, among, gemeente, zonder=ZONDER_STAND, zorgvorm=zorgvorm))
            model = all_models(session)[0]
            times = times_on_agenda(session, periode.tot, gemeente)
        names = {s.volgorde: f"{s.volgorde} {s.kort}" for s in model.stappen}
        numbers: dict[str, int] = {}
        zaken: list[list[Stapmoment]] = []
        per_route: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for casus in logs:
            steps = [(event.datum, _step(event, names)) for event in in_force(casus.log)]
            known = [(day, name) for day, name in steps if name]
            if not known:
                continue
            moments = ((day.toordinal(), name) for day, name in known)
            zaken.append([(day, day, numbers.setdefault(name, len(numbers))) for day, name in moments])
            per_route[tuple(name for _, name in known)].append(casus.casus_id)
        mine = {casus.casus_id for casus in logs}
        back = sorted(((c, n) for c, n in times.items() if n > 1 and c in mine), key=lambda row: (-row[1], row[0]))
        return Routes(
            analyse(zaken, tuple(numbers)), {route: tuple(ids) for route, ids in per_route.items()}, tuple(back)
        )

    def stroom(
        self, periode: Spanne, aantal: int = 6, gemeente: str | None = None, zorgvorm: str | None = None
    ) -> tuple[Stroom, ...]:
        """What came and went per half-year, `aantal` of them up to and including the period, oldest first."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            rows = came_and_went(session, gemeente, zorgvorm)
        halves = [Periode.half_of(periode.tot)]
        while len(halves) < aantal:
            halves.insert(0, halves[0].previous())
        today = self._context.vandaag()
        return tuple(_flow(half, rows, today) for half in halves if half.van <= today)

    def veroudering(self, gemeente: str | None = None, zorgvorm: str | None = None) -> Beeld:
        """Every open casus on its step with the netto days it stands there, against those that left that step.

        Days are those of klok D1; the lines of half and 80% come from stays that began in the last two years, and are
        drawn from ten stays on.
        """
        self._context.actor.require(Right.FIGURES_READ)
        today = self._context.vandaag()
        since = date(today.year - JAREN_TERUG, 1, 1)
        with self._context.read() as session:
            werk = load_uurwerk(session)
            model = all_models(session)[0]
            klok = next(k for k in werk.klokken(today) if k.per_stap)
            entered = entry_days(session)
            lately = q.casussen_with_event(since, today)
            waiting, seen = (
                [casus_time(c) for c in q.casus_logs(session, among, gemeente, zonder=ZONDER_STAND, zorgvorm=zorgvorm)]
                for among in (open_casussen(), lately)
            )
        names = {s.volgorde: f"{s.volgorde} {s.kort}" for s in model.stappen}

        def spent(run: ZaakLoop) -> Verstreken:
            version, norm = version_and_norm(werk, klok.code, run)
            return measure(version, run.loop, norm, werk.kalender(version), today).spent

        zaken = []
        for run in casus_runs(klok, waiting):
            if run.loop.eind is None and run.loop.gezien_tot is None and run.loop.stap in names:
                days = spent(run)
                key = str(run.casus_id)
                zaken.append(OpenZaak(names[run.loop.stap], days.netto, run.nummer, key, days.bruto))
        stays: defaultdict[str, list[Duur]] = defaultdict(list)
        for run in casus_runs(klok, seen):
            if run.loop.begin >= since and run.loop.stap in names:
                days = spent(run)
                version, _ = version_and_norm(werk, klok.code, run)
                before = unseen(version, run, entered, days.eenheid, werk.kalender(version), today)
                late = 0 if before is None else min(before.netto, days.netto)
                stays[names[run.loop.stap]].append(Duur(days.netto, run.loop.eind is not None, late))
        curves = {stap: kaplan_meier(duren) for stap, duren in stays.items() if len(duren) >= MIN_VERTREKKEN}
        left = {stap: kromme for stap, kromme in curves.items() if kromme.solid and not kromme.dun}
        return ageing("Hoe lang open casussen op hun stap staan", zaken, tuple(names.values()), left)


def _step(event: Gebeurtenis, names: dict[int, str]) -> str:
    """The name of what a route shows of an event; empty for what it does not show."""
    if event.soort is Soort.STAP_BEGONNEN:
        return names.get(event.getal("stap") or 0, "")
    return {Soort.AFGESLOTEN: AFGESLOTEN, Soort.HEROPEND: HEROPEND}.get(event.soort, "")


def _flow(half: Periode, rows: Sequence[tuple[int, date, date | None]], today: date) -> Stroom:
    last = min(half.tot, today)
    return Stroom(
        half.code,
        tuple(casus for casus, begin, _ in rows if half.contains(begin)),
        tuple(casus for casus, _, end in rows if end is not None and half.contains(end)),
        tuple(casus for casus, begin, end in rows if begin <= last and (end is None or end > last)),
        loopt_nog=is_part(half, today),
    )
