"""A log of steps against a second, naive reckoning, and rules that hold for every log."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median, quantiles

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.analysis.logboek import analyse, quantile
from expertteam_app.analysis.logboek_rijen import Staprijen, analyse_rows
from expertteam_app.analysis.overleving import HALF

NAMES = ("aanmelding", "triage", "tafel", "besluit")
Zaken = list[list[tuple[int, int, int]]]


@st.composite
def logs(draw: st.DrawFn) -> Zaken:
    """Zaken with at least one step; klok and moment run alike, ties included."""
    moment = st.integers(0, 40)
    step = st.tuples(moment, st.integers(0, len(NAMES) - 1))
    found = draw(st.lists(st.lists(step, min_size=1, max_size=7), min_size=1, max_size=12))
    return [[(when, when, nr) for when, nr in steps] for steps in found]


def in_order(steps: list[tuple[int, int, int]]) -> list[tuple[int, str]]:
    """By time, and by place in the file where times are equal; by insertion, so that it is another way than ours."""
    done: list[tuple[int, str]] = []
    for when, _, nr in steps:
        place = len(done)
        while place and done[place - 1][0] > when:
            place -= 1
        done.insert(place, (when, NAMES[nr]))
    return done


@given(logs())
def test_every_figure_agrees_with_a_naive_reckoning(zaken: Zaken) -> None:
    found = analyse(zaken, NAMES)
    rows = [in_order(steps) for steps in zaken]
    assert found.zaken == len(rows)
    assert found.gebeurtenissen == sum(len(r) for r in rows)
    assert found.mediaan == median(r[-1][0] - r[0][0] for r in rows)
    assert {v.stappen: v.n for v in found.varianten} == Counter(tuple(s for _, s in r) for r in rows)
    waits: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        for (before, one), (after, other) in pairwise(row):
            waits.setdefault((one, other), []).append(after - before)
    assert {(o.van, o.naar): (o.n, o.mediaan) for o in found.overgangen} == {
        pair: (len(taken), median(taken)) for pair, taken in waits.items()
    }
    again = Counter(s for r in rows for s in {s for _, s in r} if [x for _, x in r].count(s) > 1)
    assert {h.stap: h.zaken for h in found.herhaald} == again
    assert sum(h.extra for h in found.herhaald) == sum(len(r) - len({s for _, s in r}) for r in rows)


@given(logs())
def test_the_figures_are_sorted_from_most_to_least(zaken: Zaken) -> None:
    found = analyse(zaken, NAMES)
    for counts in (
        [v.n for v in found.varianten],
        [o.n for o in found.overgangen],
        [h.zaken for h in found.herhaald],
    ):
        assert counts == sorted(counts, reverse=True)


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=60).map(sorted))
def test_the_sample_quantile_is_the_usual_one(values: list[int]) -> None:
    assert quantile(values, HALF) == median(values)
    cuts = quantiles(values, n=5, method="inclusive")
    from_ours = [quantile(values, HALF * 2 * k / 5) for k in range(1, 5)]
    assert from_ours == pytest.approx(cuts)


def test_a_zaak_without_the_end_step_is_open_up_to_the_end_of_the_log() -> None:
    done = [[(k, k, 0), (k + 10, k + 10, 3)] for k in range(6)]
    stuck = [[(0, 0, 0), (2, 2, 1)]] * 6
    found = analyse([*done, *stuck], NAMES, {"besluit"}, tot=40).afronding
    assert found is not None
    assert (found.afgerond, found.open) == (6, 6)
    assert found.p50 == 10
    assert found.p80 is None
    assert found.kromme.grootste == 40, "not the last step of a zaak that stands still"


def test_a_zaak_is_ready_at_the_first_end_step() -> None:
    found = analyse([[(0, 0, 0), (3, 3, 3), (9, 9, 0), (12, 12, 3)]], NAMES, {"besluit"}, tot=12).afronding
    assert found is not None
    assert found.kromme.stappen[0].tijd == 3


def test_a_log_without_zaken_has_no_figures() -> None:
    found = analyse([], NAMES, {"besluit"})
    assert (found.zaken, found.mediaan, found.p80, found.varianten) == (0, None, None, ())


@st.composite
def as_file(draw: st.DrawFn) -> tuple[Zaken, Staprijen]:
    """The same steps per zaak and as rows of a file in which the zaken stand mixed."""
    zaken = draw(logs())
    left = [list(steps) for steps in zaken]
    rows: list[tuple[int, ...]] = []
    while any(left):
        nr = draw(st.sampled_from([nr for nr, steps in enumerate(left) if steps]))
        rows.append((nr, *left[nr].pop(0)))
    return zaken, Staprijen(*np.array(rows, np.int64).T)


@given(as_file(), st.sets(st.sampled_from(NAMES)), st.integers(0, 60))
def test_all_at_once_says_what_zaak_by_zaak_says(both: tuple[Zaken, Staprijen], ends: set[str], tot: int) -> None:
    zaken, rows = both
    assert analyse_rows(rows, NAMES, None, tot) == analyse(zaken, NAMES, None, tot)
    assert analyse_rows(rows, NAMES, ends, tot) == analyse(zaken, NAMES, ends, tot)


@given(as_file())
def test_a_row_is_out_of_order_after_a_later_one_of_its_zaak(both: tuple[Zaken, Staprijen]) -> None:
    zaken, rows = both
    late = sum(after < before for steps in zaken for (before, *_), (after, *_) in pairwise(steps))
    assert len(rows.out_of_order()) == late


def test_rows_without_a_step_have_no_figures() -> None:
    none = np.empty(0, np.int64)
    assert analyse_rows(Staprijen(none, none, none, none), NAMES, {"besluit"}) == analyse([], NAMES, {"besluit"})
