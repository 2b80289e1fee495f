"""Where a casus stands, computed from its log; nothing here is ever stored as truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort, in_force

VROEGSTE_DATUM = date(1990, 1, 1)
MAX_LEEFTIJD_RET = 23
"""RET: jeugdigen until the 23rd birthday (DOMEIN, trap on S1 section 3.1)."""


@dataclass(frozen=True, slots=True)
class Verblijf:
    """A stay on one step: from `begin` up to `eind` (None while it lasts)."""

    stap: int
    begin: date
    eind: date | None
    reden: str
    afgeleid: bool
    cyclus: int


@dataclass(frozen=True, slots=True)
class Pauze:
    """A dated pause with its reason; `telt` says whether it stops the norm clock."""

    van: date
    tot: date | None
    reden: str
    telt: bool


@dataclass(frozen=True, slots=True)
class CasusStand:
    """Everything that follows from the log on one day.

    Attributes:
        mijlpalen: first date of each kind of event in the current cycle.
        cyclus: 1, and one more for every reopening.
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


def _end_stay(stand: CasusStand, dag: date) -> tuple[Verblijf, ...]:
    if not stand.verblijven or stand.verblijven[-1].eind is not None:
        return stand.verblijven
    return (*stand.verblijven[:-1], replace(stand.verblijven[-1], eind=dag))


def _end_pause(stand: CasusStand, dag: date) -> tuple[Pauze, ...]:
    if stand.gepauzeerd is None:
        return stand.pauzes
    return (*stand.pauzes[:-1], replace(stand.pauzes[-1], tot=dag))


def _begin_stay(stand: CasusStand, event: Gebeurtenis) -> CasusStand:
    stap = int(event.gegevens["stap"])
    stay = Verblijf(stap, event.datum, None, str(event.gegevens.get("reden", "")), event.afgeleid, stand.cyclus)
    return replace(stand, stap=stap, stap_sinds=event.datum, verblijven=(*_end_stay(stand, event.datum), stay))


def _apply(stand: CasusStand, event: Gebeurtenis) -> CasusStand:
    data, dag = event.gegevens, event.datum
    if event.soort is Soort.HEROPEND:
        stand = replace(stand, gesloten=False, afgesloten_op=None, uitkomst=None, cyclus=stand.cyclus + 1, mijlpalen={})
        if stand.stap is not None:
            stand = _begin_stay(stand, replace(event, gegevens={**data, "stap": stand.stap}))
    elif event.soort is Soort.STAP_BEGONNEN:
        stand = _begin_stay(stand, event)
    elif event.soort is Soort.GEPAUZEERD and stand.gepauzeerd is None:
        pauze = Pauze(dag, None, str(data.get("reden", "")), bool(data.get("telt", True)))
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
            verblijven=_end_stay(stand, dag),
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


_NEEDS_OPEN = frozenset({Soort.STAP_BEGONNEN, Soort.GEPAUZEERD, Soort.HERVAT, Soort.AFGESLOTEN})


def check_event(event: Gebeurtenis, log: tuple[Gebeurtenis, ...], *, vandaag: date, geboortedatum: date | None) -> None:
    """Refuse an event that cannot be true.

    Raises:
        FieldError: the event lies in the future, before the birth, before the aanmelding or before the step it ends,
            or does not fit the stand (closing twice, resuming what was not paused).
    """
    dag = event.datum
    if dag > vandaag:
        raise FieldError("datum", "Deze datum ligt in de toekomst.", "Leg alleen vast wat gebeurd is.")
    if dag < VROEGSTE_DATUM:
        raise FieldError("datum", f"Deze datum ligt vóór {VROEGSTE_DATUM.year}.", "Controleer het jaartal.")
    if geboortedatum is not None and dag < geboortedatum:
        raise FieldError("datum", "Deze datum ligt vóór de geboorte.", "Controleer de datum of de geboortedatum.")
    stand = fold(log)
    if event.soort is not Soort.AANMELDING and stand.aangemeld is not None and dag < stand.aangemeld:
        raise FieldError("datum", "Deze datum ligt vóór de aanmelding.", "Kies de dag van aanmelding of later.")
    if event.soort is Soort.HEROPEND:
        if not stand.gesloten:
            raise FieldError("datum", "Deze casus is niet gesloten en kan dus niet worden heropend.")
        if stand.afgesloten_op is not None and dag < stand.afgesloten_op:
            raise FieldError("datum", "Heropenen kan niet vóór de dag van afsluiten.")
    if event.soort in _NEEDS_OPEN:
        _check_open(event, stand)
    _check_place(event, log)


def check_retraction(volgnummer: int, log: tuple[Gebeurtenis, ...]) -> None:
    """Refuse to retract an event that others rest on, or that is no event to retract.

    Raises:
        FieldError: no such event, retracted already, the aanmelding itself, or a later event would lose its ground
            (the text names it).
    """
    target = next((e for e in in_force(log) if e.volgnummer == volgnummer), None)
    if target is None or target.soort is Soort.AANMELDING:
        raise FieldError("gebeurtenis", "Deze gebeurtenis kan niet worden ingetrokken.")
    left = tuple(e for e in log if e.volgnummer != volgnummer)
    lost = misfit(left)
    if lost is not None and misfit(log) is None:
        raise FieldError(
            "gebeurtenis",
            f"Zonder deze gebeurtenis klopt “{lost.titel}” van {lost.datum:%d-%m-%Y} niet meer.",
            "Trek eerst die gebeurtenis in.",
        )
    if fold(left).stap is None and fold(log).stap is not None:
        raise FieldError(
            "gebeurtenis", "Zonder deze gebeurtenis staat de casus op geen enkele stap.", "Kies eerst de juiste stap."
        )


def misfit(log: tuple[Gebeurtenis, ...]) -> Gebeurtenis | None:
    """The first event, in order of date, that cannot follow on those before it; None when all can."""
    stand = CasusStand()
    for event in in_force(log):
        closed, paused = stand.gesloten, stand.gepauzeerd is not None
        wrong = {
            Soort.STAP_BEGONNEN: closed,
            Soort.AFGESLOTEN: closed,
            Soort.GEPAUZEERD: closed or paused,
            Soort.HERVAT: not paused,
            Soort.HEROPEND: not closed,
        }
        if wrong.get(event.soort, False):
            return event
        stand = _apply(stand, event)
    return None


def _check_place(event: Gebeurtenis, log: tuple[Gebeurtenis, ...]) -> None:
    """Refuse a date on which the event would land between others that it contradicts."""
    number = max((e.volgnummer for e in log), default=0) + 1
    wrong = misfit((*log, replace(event, volgnummer=number)))
    if wrong is None or misfit(log) is not None:
        return
    raise FieldError("datum", "Deze datum past niet bij wat er al op de tijdlijn staat.", "Kies een latere datum.")


def _check_open(event: Gebeurtenis, stand: CasusStand) -> None:
    if stand.gesloten:
        raise FieldError("datum", "Deze casus is gesloten.", "Heropen de casus eerst.")
    if stand.stap_sinds is not None and event.datum < stand.stap_sinds:
        raise FieldError("datum", f"Deze datum ligt vóór het begin van stap {stand.stap}.")
    if event.soort is Soort.GEPAUZEERD and stand.gepauzeerd is not None:
        raise FieldError("datum", "Deze casus is al gepauzeerd.", "Hervat de casus eerst.")
    if event.soort is Soort.HERVAT:
        if stand.gepauzeerd is None:
            raise FieldError("datum", "Deze casus is niet gepauzeerd.")
        if event.datum < stand.gepauzeerd.van:
            raise FieldError("datum", "Hervatten kan niet vóór het begin van de pauze.")
    if event.soort is Soort.AFGESLOTEN and not event.gegevens.get("uitkomst"):
        raise FieldError("uitkomst", "Kies een uitkomst: zonder uitkomst leert de regio niets van deze casus.")
