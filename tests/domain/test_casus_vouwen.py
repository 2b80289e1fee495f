"""Folding a log, done quickly, gives what folding it one unchanged value after another gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.casus import (
    PAUZE_SOORTEN,
    CasusStand,
    Pauze,
    Richting,
    Verblijf,
    direction,
    expected_end,
    fold,
    pauzes_of,
)
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort, Waarde, in_force
from expertteam_app.domain.klokloop import milestones_per_cycle

BEGIN = date(2026, 1, 1)

# -- the slow definition: every event makes a new stand ---------------------------------------------------------------


def slow_in_force(log: tuple[Gebeurtenis, ...]) -> list[Gebeurtenis]:
    gone = {e.gegevens["volgnummer"] for e in log if e.soort is Soort.INGETROKKEN}
    held = [e for e in log if e.soort is not Soort.INGETROKKEN and e.volgnummer not in gone]
    return sorted(held, key=lambda e: (e.datum, e.volgnummer))


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


def slow_fold(log: tuple[Gebeurtenis, ...], op: date | None = None) -> CasusStand:
    stand = CasusStand()
    for event in slow_in_force(log):
        if op is None or event.datum <= op:
            stand = _apply(stand, event)
    return stand


# -- any log, also one that the program would refuse ------------------------------------------------------------------

texts = st.sampled_from(["", "reden", "wacht op ouders"])
data: st.SearchStrategy[dict[str, Waarde]] = st.fixed_dictionaries(
    {},
    optional={
        "stap": st.integers(1, 4),
        "reden": texts,
        "code": texts,
        "telt": st.booleans(),
        "verwacht_tot": st.sampled_from(["", "2026-02-01"]),
        "geprobeerd": texts,
        "betrokken": texts,
        "uitkomst": texts,
        "ontbreekt": st.lists(texts, max_size=2),
        "afgeleid": st.booleans(),
    },
)


@st.composite
def logs(draw: st.DrawFn) -> tuple[Gebeurtenis, ...]:
    found = []
    for number in range(1, draw(st.integers(0, 14)) + 1):
        soort = draw(st.sampled_from(Soort))
        told = dict(draw(data))
        if soort is Soort.INGETROKKEN:
            told["volgnummer"] = draw(st.integers(1, 14))
        found.append(Gebeurtenis(soort, BEGIN + timedelta(days=draw(st.integers(0, 12))), number, told))
    return tuple(draw(st.permutations(found)) if draw(st.booleans()) else found)


@given(log=logs(), day=st.none() | st.integers(0, 12))
def test_a_fold_says_what_the_slow_definition_says(log: tuple[Gebeurtenis, ...], day: int | None) -> None:
    op = None if day is None else BEGIN + timedelta(days=day)
    assert list(in_force(log)) == slow_in_force(log)
    assert fold(log, op=op) == slow_fold(log, op)


@given(log=logs())
def test_pauses_alone_are_those_of_the_fold(log: tuple[Gebeurtenis, ...]) -> None:
    assert pauzes_of(log) == slow_fold(log).pauzes
    assert pauzes_of(tuple(e for e in log if e.soort in PAUZE_SOORTEN)) == slow_fold(log).pauzes


@given(log=logs())
def test_a_stand_in_its_first_cycle_holds_the_milestones_of_that_cycle(log: tuple[Gebeurtenis, ...]) -> None:
    stand = fold(log)
    if stand.cyclus == 1:
        assert (dict(stand.mijlpalen),) == milestones_per_cycle(log)
