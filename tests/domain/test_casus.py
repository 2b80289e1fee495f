from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.casus import fold
from expertteam_app.domain.casusregels import check_event
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort, in_force

START = date(2026, 1, 5)
VANDAAG = date(2026, 11, 20)


def event(soort: Soort, dag: int, nummer: int = 0, **gegevens: str | int | bool) -> Gebeurtenis:
    return Gebeurtenis(soort, START + timedelta(days=dag), nummer, gegevens)


LOG = (
    event(Soort.AANMELDING, 0, 1),
    event(Soort.STAP_BEGONNEN, 0, 2, stap=2, reden=""),
    event(Soort.STAP_BEGONNEN, 10, 3, stap=3, reden="geen oplossing"),
    event(Soort.GEPAUZEERD, 12, 4, reden="wacht op ouders", telt=True),
    event(Soort.HERVAT, 20, 5),
    event(Soort.STAP_BEGONNEN, 30, 6, stap=2, reden="afgeschaald"),
    event(Soort.AFGESLOTEN, 50, 7, uitkomst="passende-hulp-gestart"),
)


def test_the_log_tells_where_the_casus_stood_on_every_day() -> None:
    stand = fold(LOG)
    assert stand.gesloten
    assert stand.uitkomst == "passende-hulp-gestart"
    assert [(v.stap, (v.begin - START).days, v.eind and (v.eind - START).days) for v in stand.verblijven] == [
        (2, 0, 10),
        (3, 10, 30),
        (2, 30, 50),
    ]
    assert [((p.van - START).days, p.tot and (p.tot - START).days) for p in stand.pauzes] == [(12, 20)]
    then = fold(LOG, op=START + timedelta(days=15))
    assert (then.stap, then.status) == (3, "gepauzeerd")


def test_a_retracted_event_no_longer_counts_but_stays_in_the_log() -> None:
    log = (*LOG, event(Soort.INGETROKKEN, 60, 8, volgnummer=7, reden="verkeerde casus"))
    assert fold(log).status == "open"
    assert fold(log).stap == 2
    assert len(log) == len(LOG) + 1
    assert all(e.volgnummer not in (7, 8) for e in in_force(log))


def test_reopening_starts_a_new_cyclus_on_the_same_step() -> None:
    log = (*LOG, event(Soort.HEROPEND, 70, 8, reden="terugval"))
    stand = fold(log)
    assert (stand.cyclus, stand.stap, stand.status) == (2, 2, "open")
    assert stand.uitkomst is None
    assert stand.verblijven[-1].cyclus == 2
    assert "afgesloten" not in stand.mijlpalen


def test_closing_ends_a_running_pause() -> None:
    log = (LOG[0], LOG[1], LOG[3], event(Soort.AFGESLOTEN, 40, 9, uitkomst="ingetrokken"))
    assert fold(log).pauzes[0].tot == START + timedelta(days=40)


@given(st.permutations(LOG))
def test_the_order_of_entry_in_the_tuple_does_not_matter(log: list[Gebeurtenis]) -> None:
    assert fold(tuple(log)) == fold(LOG)


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 6)), max_size=12))
def test_stays_never_overlap_and_only_the_last_is_open(moves: list[tuple[int, int]]) -> None:
    log = (
        LOG[0],
        *(event(Soort.STAP_BEGONNEN, day, i + 2, stap=step, reden="") for i, (day, step) in enumerate(moves)),
    )
    stays = fold(log).verblijven
    assert len(stays) == len(moves)
    for before, after in pairwise(stays):
        assert before.eind == after.begin
        assert before.begin <= after.begin
    assert all(s.eind is None for s in stays[-1:])


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (Gebeurtenis(Soort.NOTITIE, VANDAAG + timedelta(days=1)), "toekomst"),
        (Gebeurtenis(Soort.NOTITIE, date(2014, 3, 1)), "geboorte"),
        (Gebeurtenis(Soort.NOTITIE, START - timedelta(days=1)), "aanmelding"),
        (event(Soort.STAP_BEGONNEN, 5, stap=4, reden=""), "gesloten"),
        (event(Soort.HEROPEND, 40), "afsluiten"),
    ],
)
def test_an_event_that_cannot_be_true_is_refused_with_the_reason(wrong: Gebeurtenis, says: str) -> None:
    with pytest.raises(FieldError) as refused:
        check_event(wrong, LOG, vandaag=VANDAAG, geboortedatum=date(2015, 1, 1))
    assert says in refused.value.text


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (event(Soort.STAP_BEGONNEN, 5, stap=4, reden=""), "vóór het begin van stap 3"),
        (event(Soort.HERVAT, 15), "niet gepauzeerd"),
        (event(Soort.AFGESLOTEN, 15), "uitkomst"),
        (event(Soort.HEROPEND, 15), "niet gesloten"),
    ],
)
def test_an_event_must_fit_an_open_casus(wrong: Gebeurtenis, says: str) -> None:
    with pytest.raises(FieldError) as refused:
        check_event(wrong, LOG[:3], vandaag=VANDAAG, geboortedatum=None)
    assert says in refused.value.text


def test_pausing_twice_and_resuming_before_the_pause_are_refused() -> None:
    paused = LOG[:4]
    with pytest.raises(FieldError, match="al gepauzeerd"):
        check_event(event(Soort.GEPAUZEERD, 14), paused, vandaag=VANDAAG, geboortedatum=None)
    with pytest.raises(FieldError, match="begin van de pauze"):
        check_event(event(Soort.HERVAT, 11), paused, vandaag=VANDAAG, geboortedatum=None)
