"""One run of a klok: from its start to its end or to today, with the date it is due and why.

Everything is computed from milestones and pauses, never stored (PRODUCT section 4), so a new norm needs no more than
computing again. In a reopened casus every cycle runs its own klokken; a next cycle starts on the day of reopening.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from expertteam_app.domain.casus import CasusStand, Pauze
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort, in_force
from expertteam_app.domain.kalender import KALENDERDAGEN, Kalender
from expertteam_app.domain.klok import MIJLPALEN, Klok
from expertteam_app.domain.opschaling import Opschalingsmodel
from expertteam_app.domain.termijn import (
    Eenheid,
    Norm,
    Verstreken,
    count_back,
    counted_in,
    due_date,
    elapsed,
    norm_days,
    quantity,
)
from expertteam_app.domain.uitleg import (
    Herkomst,
    Uitleg,
    UitlegRegel,
    explain_back,
    explain_count,
    explain_term,
    pause_line,
)

Mijlpalen = Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Loop:
    """One interval of one zaak on one klok.

    Attributes:
        sleutel: by which the zaak is found again; unique within a klok.
        cyclus: 1, and one more for every reopening.
        stap: the step of the opschalingsmodel, for a klok per step.
        eind: None while it runs.
        model_versie: the version of the ladder the step belonged to, when the casus has moved to another since.
        gezien_tot: last day on which the zaak was watched, when it was closed without reaching the end.
    """

    sleutel: str
    begin: date
    eind: date | None
    pauzes: tuple[Pauze, ...] = ()
    cyclus: int = 1
    stap: int | None = None
    gezien_tot: date | None = None
    model_versie: str = ""

    def stop(self, vandaag: date) -> date:
        """The day up to which it is measured; never before its begin."""
        return max(self.begin, self.eind or self.gezien_tot or vandaag)


@dataclass(frozen=True, slots=True)
class Meting:
    """What a run of a klok measures on one day.

    Attributes:
        spent: bruto and netto days in the unit the norm is counted in.
        norm_dagen: the norm in those days, from this start; None without a norm.
        binnen_norm: None without a norm.
    """

    spent: Verstreken
    norm_dagen: int | None
    binnen_norm: bool | None


@dataclass(frozen=True, slots=True)
class KlokStand:
    """A klok that runs or ran, as people see it.

    Attributes:
        code: of the klok, "D1-3" for step 3.
        klok: the version that held on `begin`.
        norm: the norm that counts: of the klok, or of the step in the casus' own version of the opschalingsmodel.
        eind: None while it runs.
        uiterlijk: the last day within the norm; None without a norm, or while an open pause holds the clock.
        bruto: days in `eenheid`, pauses included.
        netto: days in `eenheid` without the pauses that count for this klok.
        eenheid: werkdagen or kalenderdagen.
        resterend: days in `eenheid` left today, below zero when over; None without a norm, or when it ended.
        gepauzeerd: the clock stands still now.
    """

    code: str
    naam: str
    klok: Klok
    cyclus: int
    stap: int | None
    jeugdige_id: int | None
    begin: date
    eind: date | None
    norm: Norm | None
    uiterlijk: date | None
    bruto: int
    netto: int
    eenheid: Eenheid
    binnen_norm: bool | None
    resterend: int | None
    gepauzeerd: bool
    uitleg: Uitleg

    @property
    def loopt(self) -> bool:
        """Whether the end was not reached yet."""
        return self.eind is None

    @property
    def over_norm(self) -> bool:
        """Whether it took longer than its norm."""
        return self.binnen_norm is False


def milestones_per_cycle(log: tuple[Gebeurtenis, ...]) -> tuple[dict[str, date], ...]:
    """The first date of each kind of event, per cycle; a next cycle is aangemeld on the day of reopening."""
    cycles: list[dict[str, date]] = [{}]
    for event in in_force(log):
        if event.soort is Soort.HEROPEND:
            cycles.append({Soort.AANMELDING.value: event.datum})
        cycles[-1].setdefault(event.soort.value, event.datum)
    return tuple(cycles)


def models_of_stays(log: tuple[Gebeurtenis, ...]) -> dict[int, str]:
    """By the place of a stay: the version of the ladder it ended under, for stays before a move to another version."""
    if all(event.soort is not Soort.MODEL_GEWIJZIGD for event in log):
        return {}
    begun, running = 0, False
    found: dict[int, str] = {}
    for event in in_force(log):
        if event.soort is Soort.STAP_BEGONNEN or (event.soort is Soort.HEROPEND and begun):
            begun, running = begun + 1, True
        elif event.soort is Soort.AFGESLOTEN:
            running = False
        elif event.soort is Soort.MODEL_GEWIJZIGD:
            for n in range(begun - running):
                found.setdefault(n, event.tekst("van"))
    return found


def loops_of_casus(
    klok: Klok, nummer: str, cycles: tuple[Mijlpalen, ...], stand: CasusStand, models: Mapping[int, str]
) -> Iterator[Loop]:
    """Every run of a klok in one casus: one per stay for a klok per step, else at most one per cycle."""
    if klok.per_stap:
        for n, stay in enumerate(stand.verblijven):
            yield Loop(
                f"{nummer}/{stay.cyclus}/{n}",
                stay.begin,
                stay.eind,
                stand.pauzes,
                stay.cyclus,
                stay.stap,
                model_versie=models.get(n, ""),
            )
        return
    for cyclus, days in enumerate(cycles, start=1):
        interval = _interval(klok, days)
        if interval is not None:
            key = nummer if cyclus == 1 else f"{nummer}/{cyclus}"
            yield Loop(key, *interval, stand.pauzes, cyclus, None, days.get(Soort.AFGESLOTEN.value))


def loop_of(klok: Klok, sleutel: str, days: Mijlpalen, gezien_tot: date | None = None) -> Loop | None:
    """The run of a klok between two of these milestones, without pauses; None when it did not start."""
    interval = _interval(klok, days)
    return None if interval is None else Loop(sleutel, *interval, gezien_tot=gezien_tot)


def _interval(klok: Klok, days: Mijlpalen) -> tuple[date, date | None] | None:
    """Begin and end; None when it did not start, or when the end lies on the wrong side of the start."""
    begin, eind = days.get(klok.van), days.get(klok.tot)
    if begin is None:
        return None
    wrong = eind is not None and (eind > begin if klok.achteruit else eind < begin)
    return None if wrong else (begin, eind)


def norm_of(klok: Klok, loop: Loop, model: Opschalingsmodel | None) -> Norm | None:
    """The norm of a run: of its step in the casus' own model for a klok per step, else of the klok."""
    if loop.stap is None or model is None:
        return klok.termijn
    for stap in model.stappen:
        if stap.volgorde == loop.stap:
            return None if stap.norm is None else Norm(stap.norm, Eenheid(stap.eenheid))
    return None


def pauses_for(klok: Klok, pauzes: Iterable[Pauze]) -> tuple[Pauze, ...]:
    """The pauses that stop this klok."""
    return tuple(p for p in pauzes if p.telt and klok.stopped_by(p.reden, p.code))


def measure(
    klok: Klok, loop: Loop, norm: Norm | None, kalender: Kalender, vandaag: date, eenheid: Eenheid | None = None
) -> Meting:
    """Measure one run up to its end or today, against its norm.

    It is within its norm when its netto days do not pass the norm, or when it stops on the due date or before: a
    wettelijke term may move its due date past its days (Atw 1, 2).

    Raises:
        UserError: a date lies outside 1900-2200.
    """
    unit = counted_in(norm.eenheid if norm is not None else eenheid or klok.eenheid)
    stop = loop.stop(vandaag)
    if klok.achteruit:
        return _measure_back(loop, norm, kalender, unit, vandaag)
    pauzes = pauses_for(klok, loop.pauzes)
    spent = elapsed(loop.begin, stop, pauzes, unit, kalender)
    if norm is None:
        return Meting(spent, None, None)
    days = norm_days(norm, loop.begin)
    within = spent.netto <= days
    if not within and klok.wettelijk:
        end = due_date(loop.begin, norm, pauzes, kalender, wettelijk=True).datum
        within = end is not None and stop <= end
    return Meting(spent, days, within)


def surely_within(klok: Klok, loop: Loop, norm: Norm, vandaag: date) -> bool:
    """Whether a run lasts no more days than its norm has: then it is within, whatever its pauses and its calendar.

    False says nothing: then `measure` tells.
    """
    return not klok.achteruit and (loop.stop(vandaag) - loop.begin).days <= norm_days(norm, loop.begin)


def _measure_back(loop: Loop, norm: Norm | None, kalender: Kalender, unit: Eenheid, vandaag: date) -> Meting:
    """`begin` is the day that is counted back from; the end has to lie at least the norm before it."""
    done = min(loop.begin, loop.eind or vandaag)
    spent = elapsed(done, loop.begin, (), unit, kalender)
    if norm is None:
        return Meting(spent, None, None)
    end = count_back(loop.begin, norm, kalender)
    return Meting(spent, end.dagen, end.datum is not None and done <= end.datum)


def stand_of(
    klok: Klok,
    loop: Loop,
    norm: Norm | None,
    kalender: Kalender,
    vandaag: date,
    *,
    norm_versie: str = "",
    naam: str = "",
    jeugdige_id: int | None = None,
) -> KlokStand:
    """A run of a klok with its explanation, as it stands today.

    `norm_versie` says which version the norm comes from when that is not the version of the klok itself.
    """
    found = measure(klok, loop, norm, kalender, vandaag)
    uitleg = _explain(klok, loop, norm, kalender, vandaag, found, norm_versie)
    pauzes = () if klok.achteruit else pauses_for(klok, loop.pauzes)
    paused = loop.eind is None and loop.gezien_tot is None and any(p.tot is None for p in pauzes)
    return KlokStand(
        code=klok.code if loop.stap is None else f"{klok.code}-{loop.stap}",
        naam=naam or klok.naam,
        klok=klok,
        cyclus=loop.cyclus,
        stap=loop.stap,
        jeugdige_id=jeugdige_id,
        begin=loop.begin,
        eind=loop.eind,
        norm=norm,
        uiterlijk=uitleg.einddatum,
        bruto=found.spent.bruto,
        netto=found.spent.netto,
        eenheid=found.spent.eenheid,
        binnen_norm=found.binnen_norm,
        resterend=_left(loop, found, uitleg.einddatum, kalender, vandaag),
        gepauzeerd=paused,
        uitleg=uitleg,
    )


def _left(loop: Loop, found: Meting, uiterlijk: date | None, kalender: Kalender, vandaag: date) -> int | None:
    if found.norm_dagen is None or loop.eind is not None or loop.gezien_tot is not None:
        return None
    if uiterlijk is None:
        return found.norm_dagen - found.spent.netto
    counting = kalender if found.spent.eenheid is Eenheid.WERKDAGEN else KALENDERDAGEN
    if uiterlijk >= vandaag:
        return counting.days_between(vandaag, uiterlijk)
    return -counting.days_between(uiterlijk, vandaag)


def _explain(
    klok: Klok, loop: Loop, norm: Norm | None, kalender: Kalender, vandaag: date, found: Meting, norm_versie: str
) -> Uitleg:
    herkomst = Herkomst(
        begin=MIJLPALEN[klok.van],
        versie=norm_versie or klok.versie,
        status="" if norm_versie else klok.status.value,
        bron=klok.bron,
        artikel=klok.artikel,
    )
    if klok.achteruit and norm is not None:
        return explain_back(loop.begin, norm, kalender, herkomst).met(*_standing(loop, found, vandaag))
    pauzes = pauses_for(klok, loop.pauzes)
    if norm is None:
        told = explain_count(loop.begin, loop.stop(vandaag), pauzes, klok.eenheid, kalender, herkomst)
        return told.met(UitlegRegel("norm", f"Voor deze klok is geen norm ingesteld ({herkomst.versie})."))
    told = explain_term(loop.begin, norm, pauzes, kalender, wettelijk=klok.wettelijk, herkomst=herkomst)
    named = {p.van for p in told.pauzes}
    later = (pause_line(p, found.spent.eenheid) for p in found.spent.pauzes if p.van not in named)
    return told.met(*later, *_standing(loop, found, vandaag))


def _standing(loop: Loop, found: Meting, vandaag: date) -> tuple[UitlegRegel, ...]:
    """Where it stands: what was used of the norm, and whether that is within."""
    unit = found.spent.eenheid
    if loop.eind is not None:
        until = f"Bereikt op {loop.eind:%d-%m-%Y}"
    elif loop.gezien_tot is not None:
        until = f"Gesloten op {loop.gezien_tot:%d-%m-%Y} zonder dat het einde werd bereikt"
    else:
        until = f"Vandaag, {vandaag:%d-%m-%Y}"
    spent = f"bruto {quantity(found.spent.bruto, unit)}, netto {quantity(found.spent.netto, unit)}"
    verdict = {True: "binnen de norm", False: "langer dan de norm", None: "geen norm"}[found.binnen_norm]
    return (UitlegRegel("stand", f"{until}: {spent}; {verdict}."),)
