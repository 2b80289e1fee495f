"""Survival figures against lifelines; where it differs by a documented tie, the reason stands here."""

from __future__ import annotations

import warnings
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.analysis.overleving import HALF, Duur, kaplan_meier
from expertteam_app.analysis.uitkomsten import Afloop, cumulative_incidence
from expertteam_app.analysis.vergelijken import compare
from expertteam_app.domain.oordeel import Oordeel

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from lifelines import AalenJohansenFitter, KaplanMeierFitter
    from lifelines.statistics import logrank_test

CLOSE = 1e-9
duren = st.builds(Duur, st.integers(1, 60), st.booleans())


@st.composite
def late(draw: st.DrawFn) -> Duur:
    """Entered on an odd day, left on an even one: lifelines takes an entry on the day of an end as at risk already."""
    dagen = 2 * draw(st.integers(1, 30))
    return Duur(dagen, draw(st.booleans()), 2 * draw(st.integers(0, dagen // 2 - 1)) + 1)


def ends(found: list[Duur]) -> list[bool]:
    return [d.waargenomen for d in found]


@given(st.lists(duren, min_size=1, max_size=60))
def test_the_curve_and_its_band(found: list[Duur]) -> None:
    ours = kaplan_meier(found)
    theirs = KaplanMeierFitter().fit([d.dagen for d in found], ends(found))
    for day in range(61):
        assert float(ours.survival_at(day)) == pytest.approx(float(theirs.predict(day)), abs=CLOSE)
    band = theirs.confidence_interval_survival_function_
    for trede in ours.stappen:
        interval = ours.interval_at(trede.tijd)
        if interval is not None and trede.overleving < 1:
            low, high = band.loc[trede.tijd]
            assert interval == pytest.approx((low, high), abs=1e-6)


@given(st.lists(duren, min_size=3, max_size=60))
def test_the_median(found: list[Duur]) -> None:
    ours = kaplan_meier(found)
    if any(trede.overleving == HALF for trede in ours.stappen):
        return  # its floats miss a step to exactly one half now and then (PRODUCT section 4), and are one step late
    theirs = KaplanMeierFitter().fit([d.dagen for d in found], ends(found)).median_survival_time_
    assert (float("inf") if ours.quantile(HALF) is None else ours.quantile(HALF)) == theirs


@given(st.lists(late(), min_size=2, max_size=40))
def test_late_entry(found: list[Duur]) -> None:
    always = [Duur(62, waargenomen=False)] * 3  # without anyone under observation lifelines gives up
    both = [*found, *always]
    ours = kaplan_meier(both)
    theirs = KaplanMeierFitter().fit([d.dagen for d in both], ends(both), entry=[d.instap for d in both])
    for day in range(61):
        assert float(ours.survival_at(day)) == pytest.approx(theirs.predict(day), abs=CLOSE)


@given(st.lists(duren, min_size=8, max_size=40), st.lists(duren, min_size=8, max_size=40))
def test_two_cohorts_by_log_rank(one: list[Duur], other: list[Duur]) -> None:
    ours = compare(one, other)
    theirs = logrank_test([d.dagen for d in one], [d.dagen for d in other], ends(one), ends(other)).p_value
    if ours.kans is None:
        assert ours.oordeel is Oordeel.TE_WEINIG
    else:
        assert ours.kans == pytest.approx(theirs, abs=1e-7)


@given(st.lists(st.sampled_from([1, 2, None]), min_size=4, max_size=40), st.randoms())
def test_ends_that_exclude_each_other(kinds: list[int | None], dice: object) -> None:
    assert hasattr(dice, "shuffle")
    days = list(range(1, len(kinds) + 1))
    dice.shuffle(days)  # every day once: lifelines moves ties apart by chance, and then differs a little each time
    ours = cumulative_incidence(
        [Afloop(day, None if kind is None else str(kind)) for day, kind in zip(days, kinds, strict=True)]
    )
    if 1 not in kinds:
        assert ours.share("1", 99) == 0
        return
    theirs = AalenJohansenFitter(calculate_variance=False).fit(days, [kind or 0 for kind in kinds], event_of_interest=1)
    for day, share in theirs.cumulative_density_["CIF_1"].items():
        assert float(ours.share("1", int(day))) == pytest.approx(share, abs=CLOSE)


@given(st.lists(st.builds(Afloop, st.integers(0, 30), st.sampled_from(["klaar", "ingetrokken", None])), max_size=40))
def test_shares_of_ends_and_of_what_is_open_make_one(aflopen: list[Afloop]) -> None:
    found = cumulative_incidence(aflopen)
    last = max((a.dagen for a in aflopen), default=0)
    any_end = kaplan_meier([Duur(a.dagen, a.einde is not None) for a in aflopen])
    total = sum((found.share(einde, last) for einde in found.einden), Fraction(0))
    assert total + any_end.survival_at(last) == 1


def test_a_withdrawn_zaak_is_no_open_one() -> None:
    found = cumulative_incidence([Afloop(5, "ingetrokken")] * 5 + [Afloop(10, "klaar")] * 5)
    assert found.share("klaar", 10) == Fraction(1, 2), "taken as open it would be all"
