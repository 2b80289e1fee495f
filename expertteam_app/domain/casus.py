"""Where a casus stands, computed from its log; nothing here is ever stored as truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from expertteam_app.domain.errors import FieldError
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


def _expected_end(event: Gebeurtenis) -> date | None:
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
        pauze = Pauze(dag, None, event.tekst("reden"), counts, event.tekst("code"), _expected_end(event))
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


_NEEDS_OPEN = frozenset({Soort.STAP_BEGONNEN, Soort.GEPAUZEERD, Soort.HERVAT, Soort.AFGESLOTEN, Soort.MODEL_GEWIJZIGD})


def check_event(event: Gebeurtenis, log: tuple[Gebeurtenis, ...], *, vandaag: date, geboortedatum: date | None) -> None:
    """Refuse an event that cannot be true.

    Raises:
        FieldError: the event lies in the future, before the birth, before the aanmelding or before the event it
            depends on (the step it ends, the pause it ends, the closing, the inbreng at BOEG), or does not fit the
            stand (closing twice, resuming what was not paused).
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
        raise FieldError(
            "datum",
            f"Deze datum ligt vóór de aanmelding op {stand.aangemeld:%d-%m-%Y}.",
            "Kies de dag van aanmelding of later.",
        )
    if event.soort is Soort.HEROPEND:
        _check_reopening(event, stand)
    if event.soort in _NEEDS_OPEN:
        _check_open(event, stand)
    if event.soort is Soort.GEPAUZEERD:
        _check_pause(event)
    if event.soort is Soort.BOEG_TERUGGEKOPPELD:
        _check_boeg(event, log)
    _check_place(event, log)


def check_retraction(volgnummer: int, log: tuple[Gebeurtenis, ...]) -> None:
    """Refuse to retract an event that others rest on, or that is no event to retract.

    Raises:
        FieldError: no such event, retracted already, the aanmelding itself, a move to another version of the ladder,
            or a later event would lose its ground (the text names it).
    """
    target = next((e for e in in_force(log) if e.volgnummer == volgnummer), None)
    if target is None or target.soort is Soort.AANMELDING:
        raise FieldError("gebeurtenis", "Deze gebeurtenis kan niet worden ingetrokken.")
    if target.soort is Soort.MODEL_GEWIJZIGD:
        raise FieldError(
            "gebeurtenis",
            "De overgang naar een andere versie van het model kan niet worden ingetrokken.",
            f"Zet de casus terug naar versie {target.tekst('van')}.",
        )
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


def _check_place(event: Gebeurtenis, log: tuple[Gebeurtenis, ...]) -> None:
    """Refuse a date on which the event would land between others that it contradicts."""
    number = max((e.volgnummer for e in log), default=0) + 1
    placed = replace(event, volgnummer=number)
    wrong = misfit((*log, placed))
    if wrong is None or misfit(log) is not None:
        return
    if wrong == placed:
        raise FieldError("datum", "Deze datum past niet bij wat er al op de tijdlijn staat.", "Kies een latere datum.")
    raise FieldError(
        "datum",
        f"Deze datum past niet bij “{wrong.titel}” van {wrong.datum:%d-%m-%Y}, dat al op de tijdlijn staat.",
        f"Kies {wrong.datum:%d-%m-%Y} of later.",
    )


def _check_reopening(event: Gebeurtenis, stand: CasusStand) -> None:
    if not stand.gesloten:
        raise FieldError("datum", "Deze casus is niet gesloten en kan dus niet worden heropend.")
    if stand.afgesloten_op is not None and event.datum < stand.afgesloten_op:
        raise FieldError(
            "datum",
            "Heropenen kan niet vóór de dag van afsluiten.",
            f"Kies {stand.afgesloten_op:%d-%m-%Y} of later.",
        )


def _check_pause(event: Gebeurtenis) -> None:
    expected = _expected_end(event)
    if expected is not None and expected < event.datum:
        raise FieldError(
            "verwacht_tot", "Het verwachte einde ligt vóór het begin van de pauze.", "Kies een latere dag of laat leeg."
        )


def _check_boeg(event: Gebeurtenis, log: tuple[Gebeurtenis, ...]) -> None:
    """BOEG answers only what was brought in: an answer comes on the day of the inbreng or later (klok D7)."""
    days = [e.datum for e in in_force(log) if e.soort is Soort.BOEG_INGEBRACHT]
    if not days:
        raise FieldError(
            "soort",
            "Er is nog niet vastgelegd dat deze casus bij BOEG is ingebracht.",
            "Leg eerst die mijlpaal vast.",
        )
    if event.datum < min(days):
        raise FieldError(
            "datum",
            "De terugkoppeling kan niet vóór de inbreng bij BOEG liggen.",
            f"Kies {min(days):%d-%m-%Y} of later.",
        )


def _check_open(event: Gebeurtenis, stand: CasusStand) -> None:
    if stand.gesloten:
        raise FieldError("datum", "Deze casus is gesloten.", "Heropen de casus eerst.")
    if stand.stap_sinds is not None and event.datum < stand.stap_sinds:
        raise FieldError(
            "datum",
            f"Deze datum ligt vóór het begin van stap {stand.stap}.",
            f"Kies {stand.stap_sinds:%d-%m-%Y} of later.",
        )
    if stand.genummerd_op is not None and event.datum < stand.genummerd_op:
        raise FieldError(
            "datum",
            "Op deze datum had de casus nog een andere versie van het model.",
            f"Kies {stand.genummerd_op:%d-%m-%Y} of later.",
        )
    if event.soort is Soort.GEPAUZEERD and stand.gepauzeerd is not None:
        raise FieldError("datum", "Deze casus is al gepauzeerd.", "Hervat de casus eerst.")
    if event.soort is Soort.HERVAT:
        if stand.gepauzeerd is None:
            raise FieldError("datum", "Deze casus is niet gepauzeerd.")
        if event.datum < stand.gepauzeerd.van:
            raise FieldError(
                "datum",
                "Hervatten kan niet vóór het begin van de pauze.",
                f"Kies {stand.gepauzeerd.van:%d-%m-%Y} of later.",
            )
    if event.soort is Soort.AFGESLOTEN and not event.gegevens.get("uitkomst"):
        raise FieldError("uitkomst", "Kies een uitkomst: zonder uitkomst leert de regio niets van deze casus.")
