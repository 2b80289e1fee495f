"""Where a casus stands, computed from its log; nothing here is ever stored as truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort, in_force

VROEGSTE_DATUM = date(1990, 1, 1)
MAX_LEEFTIJD_RET = 23
"""RET: jeugdigen until the 23rd birthday (DOMEIN, trap on S1 section 3.1)."""


class Richting(StrEnum):
    """How a casus came on a step; the value is the word on the screen."""

    BEGONNEN = "begonnen"
    OPGESCHAALD = "opgeschaald"
    AFGESCHAALD = "afgeschaald"
    HEROPEND = "heropend"


def direction(van: int | None, naar: int) -> Richting:
    """How going from one step to another is called; None stands for no step before."""
    if van is None or van == naar:
        return Richting.BEGONNEN
    return Richting.OPGESCHAALD if naar > van else Richting.AFGESCHAALD


@dataclass(frozen=True, slots=True)
class Verblijf:
    """A stay on one step: from `begin` up to `eind` (None while it lasts).

    Attributes:
        reden: why the casus came here.
        cyclus: the round it belongs to, from 1.
        van: the step before, None for the first.
        ontbreekt: entry conditions that were not met when it began.
        geprobeerd: what was tried here, as told by the event that ended the stay.
        betrokken: who were involved, told by that same event.
    """

    stap: int
    begin: date
    eind: date | None
    reden: str
    afgeleid: bool
    cyclus: int
    richting: Richting = Richting.BEGONNEN
    van: int | None = None
    ontbreekt: tuple[str, ...] = ()
    geprobeerd: str = ""
    betrokken: str = ""


@dataclass(frozen=True, slots=True)
class Pauze:
    """A dated pause with its reason.

    Attributes:
        reden: readable, for the screen.
        telt: whether it stops the norm clock.
        code: the reason in the list pauzeredenen, empty in older events.
        verwacht_tot: the day on which it was expected to end, when that was known.
    """

    van: date
    tot: date | None
    reden: str
    telt: bool
    code: str = ""
    verwacht_tot: date | None = None


@dataclass(frozen=True, slots=True)
class CasusStand:
    """Everything that follows from the log on one day.

    Attributes:
        mijlpalen: first date of each kind of event in the current cycle.
        cyclus: 1, and one more for every reopening.
        genummerd_op: the day on which the step got another number by a move to another version of the ladder.
    """

    aangemeld: date | None = None
    stap: int | None = None
    stap_sinds: date | None = None
    gesloten: bool = False
    afgesloten_op: date | None = None
    uitkomst: str | None = None
    cyclus: int = 1
    verblijven: tuple[Verblijf, ...] = ()
    pauzes: tuple[Pauze, ...] = ()
    mijlpalen: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    genummerd_op: date | None = None

    @property
    def gepauzeerd(self) -> Pauze | None:
        """The pause that is running now, if any."""
        return self.pauzes[-1] if self.pauzes and self.pauzes[-1].tot is None else None

    @property
    def status(self) -> str:
        """One word for lists: open, gepauzeerd or gesloten."""
        if self.gesloten:
            return "gesloten"
        return "gepauzeerd" if self.gepauzeerd else "open"


def _end_stay(stand: CasusStand, event: Gebeurtenis) -> tuple[Verblijf, ...]:
    if not stand.verblijven or stand.verblijven[-1].eind is not None:
        return stand.verblijven
    ended = replace(
        stand.verblijven[-1],
        eind=event.datum,
        geprobeerd=event.tekst("geprobeerd"),
        betrokken=event.tekst("betrokken"),
    )
    return (*stand.verblijven[:-1], ended)


def _end_pause(stand: CasusStand, dag: date) -> tuple[Pauze, ...]:
    if stand.gepauzeerd is None:
        return stand.pauzes
    return (*stand.pauzes[:-1], replace(stand.pauzes[-1], tot=dag))


def _begin_stay(stand: CasusStand, event: Gebeurtenis, stap: int) -> CasusStand:
    reopened = event.soort is Soort.HEROPEND
    stay = Verblijf(
        stap=stap,
        begin=event.datum,
        eind=None,
        reden=event.tekst("reden"),
        afgeleid=event.afgeleid,
        cyclus=stand.cyclus,
        richting=Richting.HEROPEND if reopened else direction(stand.stap, stap),
        van=None if reopened else stand.stap,
        ontbreekt=event.teksten("ontbreekt"),
    )
    return replace(stand, stap=stap, stap_sinds=event.datum, verblijven=(*_end_stay(stand, event), stay))


def _renumber(stand: CasusStand, event: Gebeurtenis) -> CasusStand:
    """Another version of the ladder: the stay goes on, on the step that stands for the same place there."""
    stap = event.getal("stap")
    if stap is None or stand.stap in (None, stap):
        return stand
    stays = stand.verblijven
    if stays and stays[-1].eind is None:
        stays = (*stays[:-1], replace(stays[-1], stap=stap))
    return replace(stand, stap=stap, verblijven=stays, genummerd_op=event.datum)


def expected_end(event: Gebeurtenis) -> date | None:
    """The day on which a pause was expected to end, None when that was not told."""
    text = event.tekst("verwacht_tot")
    return date.fromisoformat(text) if text else None


def _apply(stand: CasusStand, event: Gebeurtenis) -> CasusStand:
    data, dag = event.gegevens, event.datum
    if event.soort is Soort.HEROPEND:
        stand = replace(stand, gesloten=False, afgesloten_op=None, uitkomst=None, cyclus=stand.cyclus + 1, mijlpalen={})
        if stand.stap is not None:
            stand = _begin_stay(stand, event, stand.stap)
    elif event.soort is Soort.STAP_BEGONNEN:
        stap = event.getal("stap")
        stand = stand if stap is None else _begin_stay(stand, event, stap)
    elif event.soort is Soort.MODEL_GEWIJZIGD:
        stand = _renumber(stand, event)
    elif event.soort is Soort.GEPAUZEERD and stand.gepauzeerd is None:
        counts = bool(data.get("telt", True))
        pauze = Pauze(dag, None, event.tekst("reden"), counts, event.tekst("code"), expected_end(event))
        stand = replace(stand, pauzes=(*stand.pauzes, pauze))
    elif event.soort is Soort.HERVAT:
        stand = replace(stand, pauzes=_end_pause(stand, dag))
    elif event.soort is Soort.AFGESLOTEN:
        uitkomst = data.get("uitkomst")
        stand = replace(
            stand,
            gesloten=True,
            afgesloten_op=dag,
            uitkomst=str(uitkomst) if uitkomst else None,
            verblijven=_end_stay(stand, event),
            pauzes=_end_pause(stand, dag),
        )
    if event.soort is Soort.AANMELDING and stand.aangemeld is None:
        stand = replace(stand, aangemeld=dag)
    first = {event.soort.value: dag, **stand.mijlpalen}
    return replace(stand, mijlpalen=MappingProxyType(first))


def fold(log: tuple[Gebeurtenis, ...], *, op: date | None = None) -> CasusStand:
    """Compute the stand from the log; with `op`, as it was known by events dated up to and including that day."""
    stand = CasusStand()
    for event in in_force(log):
        if op is None or event.datum <= op:
            stand = _apply(stand, event)
    return stand


def misfit(log: tuple[Gebeurtenis, ...]) -> Gebeurtenis | None:
    """The first event, in order of date, that cannot follow on those before it; None when all can."""
    stand, brought_in = CasusStand(), False
    for event in in_force(log):
        closed, paused = stand.gesloten, stand.gepauzeerd is not None
        wrong = {
            Soort.STAP_BEGONNEN: closed,
            Soort.AFGESLOTEN: closed,
            Soort.MODEL_GEWIJZIGD: closed,
            Soort.GEPAUZEERD: closed or paused,
            Soort.HERVAT: not paused,
            Soort.HEROPEND: not closed,
            Soort.BOEG_TERUGGEKOPPELD: not brought_in,
        }
        if wrong.get(event.soort, False):
            return event
        brought_in = brought_in or event.soort is Soort.BOEG_INGEBRACHT
        stand = _apply(stand, event)
    return None
