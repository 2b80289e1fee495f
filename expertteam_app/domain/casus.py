"""Where a casus stands, computed from its log; nothing here is ever stored as truth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort, in_force

VROEGSTE_DATUM = date(1990, 1, 1)
MAX_LEEFTIJD_RET = 23
"""RET: jeugdigen until the 23rd birthday (DOMEIN, trap on S1 section 3.1)."""
PAUZE_SOORTEN = frozenset({Soort.GEPAUZEERD, Soort.HERVAT, Soort.AFGESLOTEN, Soort.INGETROKKEN})
"""What begins or ends a pause, or takes that back."""


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


def expected_end(event: Gebeurtenis) -> date | None:
    """The day on which a pause was expected to end, None when that was not told."""
    text = event.tekst("verwacht_tot")
    return date.fromisoformat(text) if text else None


class _Lopend:
    """A casus while its log is gone through, event by event; changed in place, because a fold is done so often."""

    __slots__ = (
        "aangemeld",
        "afgesloten_op",
        "cyclus",
        "genummerd_op",
        "gesloten",
        "mijlpalen",
        "pauzes",
        "stap",
        "stap_sinds",
        "uitkomst",
        "verblijven",
    )

    def __init__(self) -> None:
        self.aangemeld: date | None = None
        self.stap: int | None = None
        self.stap_sinds: date | None = None
        self.gesloten = False
        self.afgesloten_op: date | None = None
        self.uitkomst: str | None = None
        self.cyclus = 1
        self.verblijven: list[Verblijf] = []
        self.pauzes: list[Pauze] = []
        self.mijlpalen: dict[str, date] = {}
        self.genummerd_op: date | None = None

    @property
    def gepauzeerd(self) -> bool:
        return bool(self.pauzes) and self.pauzes[-1].tot is None

    def apply(self, event: Gebeurtenis) -> None:
        """Take in the next event."""
        what = _WAT.get(event.soort)
        if what is not None:
            what(self, event)
        self.mijlpalen.setdefault(event.soort.value, event.datum)

    def stand(self) -> CasusStand:
        """Where the casus stands now."""
        return CasusStand(
            self.aangemeld,
            self.stap,
            self.stap_sinds,
            self.gesloten,
            self.afgesloten_op,
            self.uitkomst,
            self.cyclus,
            tuple(self.verblijven),
            tuple(self.pauzes),
            MappingProxyType(self.mijlpalen),
            self.genummerd_op,
        )

    # -- what each kind of event does -----------------------------------------------------------------------------

    def report(self, event: Gebeurtenis) -> None:
        """Aangemeld; a later one changes nothing."""
        self.aangemeld = self.aangemeld or event.datum

    def begin(self, event: Gebeurtenis) -> None:
        """A step begins."""
        stap = event.getal("stap")
        if stap is not None:
            self._begin_stay(event, stap)

    def reopen(self, event: Gebeurtenis) -> None:
        """A next cycle, on the step where the casus was."""
        self.gesloten, self.afgesloten_op, self.uitkomst = False, None, None
        self.cyclus += 1
        self.mijlpalen = {}
        if self.stap is not None:
            self._begin_stay(event, self.stap)

    def renumber(self, event: Gebeurtenis) -> None:
        """Another version of the ladder: the stay goes on, on the step that stands for the same place there."""
        stap = event.getal("stap")
        if stap is None or self.stap in (None, stap):
            return
        if self.verblijven and self.verblijven[-1].eind is None:
            self.verblijven[-1] = replace(self.verblijven[-1], stap=stap)
        self.stap, self.genummerd_op = stap, event.datum

    def pause(self, event: Gebeurtenis) -> None:
        """A pause begins, when none is running."""
        if not self.gepauzeerd:
            counts = bool(event.gegevens.get("telt", True))
            pauze = Pauze(event.datum, None, event.tekst("reden"), counts, event.tekst("code"), expected_end(event))
            self.pauzes.append(pauze)

    def resume(self, event: Gebeurtenis) -> None:
        """The running pause ends."""
        if self.gepauzeerd:
            p = self.pauzes[-1]
            self.pauzes[-1] = Pauze(p.van, event.datum, p.reden, p.telt, p.code, p.verwacht_tot)

    def close(self, event: Gebeurtenis) -> None:
        """Closed: its stay and its pause end."""
        uitkomst = event.gegevens.get("uitkomst")
        self.gesloten, self.afgesloten_op = True, event.datum
        self.uitkomst = str(uitkomst) if uitkomst else None
        self._end_stay(event)
        self.resume(event)

    def _begin_stay(self, event: Gebeurtenis, stap: int) -> None:
        self._end_stay(event)
        reopened = event.soort is Soort.HEROPEND
        self.verblijven.append(
            Verblijf(
                stap=stap,
                begin=event.datum,
                eind=None,
                reden=event.tekst("reden"),
                afgeleid=event.afgeleid,
                cyclus=self.cyclus,
                richting=Richting.HEROPEND if reopened else direction(self.stap, stap),
                van=None if reopened else self.stap,
                ontbreekt=event.teksten("ontbreekt"),
            )
        )
        self.stap, self.stap_sinds = stap, event.datum

    def _end_stay(self, event: Gebeurtenis) -> None:
        if self.verblijven and self.verblijven[-1].eind is None:
            v, tried, involved = self.verblijven[-1], event.tekst("geprobeerd"), event.tekst("betrokken")
            self.verblijven[-1] = Verblijf(
                v.stap,
                v.begin,
                event.datum,
                v.reden,
                v.afgeleid,
                v.cyclus,
                v.richting,
                v.van,
                v.ontbreekt,
                tried,
                involved,
            )


_WAT: Mapping[Soort, Callable[[_Lopend, Gebeurtenis], None]] = {
    Soort.AANMELDING: _Lopend.report,
    Soort.STAP_BEGONNEN: _Lopend.begin,
    Soort.HEROPEND: _Lopend.reopen,
    Soort.MODEL_GEWIJZIGD: _Lopend.renumber,
    Soort.GEPAUZEERD: _Lopend.pause,
    Soort.HERVAT: _Lopend.resume,
    Soort.AFGESLOTEN: _Lopend.close,
}


def fold(log: tuple[Gebeurtenis, ...], *, op: date | None = None) -> CasusStand:
    """Compute the stand from the log; with `op`, as it was known by events dated up to and including that day."""
    running = _Lopend()
    for event in in_force(log):
        if op is None or event.datum <= op:
            running.apply(event)
    return running.stand()


def pauzes_of(log: tuple[Gebeurtenis, ...]) -> tuple[Pauze, ...]:
    """The pauses of `fold(log)` alone; of the log it needs no more than the events of `PAUZE_SOORTEN`."""
    running = _Lopend()
    for event in in_force(log):
        if event.soort in PAUZE_SOORTEN:
            running.apply(event)
    return tuple(running.pauzes)


def misfit(log: tuple[Gebeurtenis, ...]) -> Gebeurtenis | None:
    """The first event, in order of date, that cannot follow on those before it; None when all can."""
    running, brought_in = _Lopend(), False
    for event in in_force(log):
        closed, paused = running.gesloten, running.gepauzeerd
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
        running.apply(event)
    return None
