from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.analysis.overleving import HALF, Duur, kaplan_meier


@st.composite
def duren(draw: st.DrawFn, *, late: bool = True) -> Duur:
    dagen = draw(st.integers(0, 12))
    instap = draw(st.integers(0, dagen)) if late else 0
    return Duur(dagen, draw(st.booleans()), instap)


def survival_day_by_day(rows: list[Duur], tijd: int) -> Fraction:
    """Product-limit written the slow way: every day, look at every case."""
    share = Fraction(1)
    for day in range(tijd + 1):
        at_risk = [r for r in rows if r.dagen >= day and (r.instap == 0 or day > r.instap)]
        ended = sum(1 for r in at_risk if r.dagen == day and r.waargenomen)
        if ended:
            share = share * (len(at_risk) - ended) / len(at_risk)
    return share


@given(st.lists(duren(), max_size=25))
def test_the_curve_is_the_product_limit(rows: list[Duur]) -> None:
    curve = kaplan_meier(rows)
    assert [curve.survival_at(t) for t in range(14)] == [survival_day_by_day(rows, t) for t in range(14)]


@given(st.lists(duren(), max_size=25), st.randoms())
def test_the_order_of_cases_does_not_matter(rows: list[Duur], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert kaplan_meier(shuffled).stappen == kaplan_meier(rows).stappen


@given(st.lists(st.integers(0, 60), min_size=1, max_size=40), st.sampled_from([HALF, Fraction(4, 5), Fraction(1, 3)]))
def test_without_open_cases_it_is_the_plain_quantile(dagen: list[int], deel: Fraction) -> None:
    curve = kaplan_meier([Duur(d, waargenomen=True) for d in dagen])
    assert curve.quantile(deel) == sorted(dagen)[ceil(deel * len(dagen)) - 1]
    assert curve.within(30) == Fraction(sum(d <= 30 for d in dagen), len(dagen))


@given(st.lists(duren(late=False), min_size=1, max_size=25), st.integers(1, 9))
def test_an_open_case_never_shortens_the_median(rows: list[Duur], dagen: int) -> None:
    before = kaplan_meier(rows).quantile(HALF)
    after = kaplan_meier([*rows, Duur(dagen, waargenomen=False)]).quantile(HALF)
    assert after is None or (before is not None and after >= before)


def test_a_hand_worked_example() -> None:
    """Freireich's 6-MP group (Gehan 1965): printed in every textbook of survival analysis."""
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    still = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    curve = kaplan_meier([*(Duur(d, waargenomen=True) for d in ended), *(Duur(d, waargenomen=False) for d in still)])
    assert [(s.tijd, s.risk, s.events) for s in curve.stappen] == [
        (6, 21, 3), (7, 17, 1), (10, 15, 1), (13, 12, 1), (16, 11, 1), (22, 7, 1), (23, 6, 1),
    ]  # fmt: skip
    assert [round(float(s.overleving), 4) for s in curve.stappen] == [
        0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482,
    ]  # fmt: skip
    assert curve.quantile(HALF) == 23
    assert curve.quantile(Fraction(4, 5)) is None
    assert curve.grootste == 35
    assert curve.median_interval() == (13, None)
    band = curve.interval_at(6)
    assert band is not None
    assert [round(b, 3) for b in band] == [0.620, 0.952]
    assert [curve.at_risk(t) for t in (0, 6, 10, 20, 30)] == [21, 21, 15, 8, 4]


def test_exactly_one_half_counts_as_reached() -> None:
    curve = kaplan_meier([Duur(d, waargenomen=True) for d in (1, 2, 3, 4, 5, 6)])
    assert curve.survival_at(3) == HALF
    assert curve.quantile(HALF) == 3


def test_late_entry_leaves_out_the_time_before_registration() -> None:
    """Two cases came in on day 10 after they had begun: they say nothing about the first ten days."""
    rows = [Duur(4, waargenomen=True), Duur(8, waargenomen=False), *[Duur(20, waargenomen=True, instap=10)] * 2]
    curve = kaplan_meier(rows)
    assert curve.survival_at(4) == HALF
    assert [curve.at_risk(t) for t in (4, 10, 11)] == [2, 0, 2]


def test_a_curve_that_late_entry_drove_to_zero_says_so() -> None:
    early_end = [Duur(2, waargenomen=True), *[Duur(30, waargenomen=True, instap=10)] * 9]
    assert not kaplan_meier(early_end).solid
    assert kaplan_meier([Duur(2, waargenomen=True)] * 3).solid


def test_no_data_and_no_ends() -> None:
    assert kaplan_meier([]).survival_at(5) == 1
    curve = kaplan_meier([Duur(9, waargenomen=False)] * 4)
    assert curve.quantile(HALF) is None
    assert curve.within(9) == 0
    assert curve.within(10) is None
    assert curve.interval_at(9) is None


@pytest.mark.parametrize(("dagen", "instap"), [(-1, 0), (3, 4), (3, -1)])
def test_impossible_times_are_refused(dagen: int, instap: int) -> None:
    with pytest.raises(ValueError, match="instap"):
        Duur(dagen, waargenomen=True, instap=instap)
