"""Late entry: zaken of a list without history count from the day it was read in; against counting by brute force."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.analysis.doorlooptijd import Meting, summarise
from expertteam_app.analysis.overleving import HALF, MIN_RISICO, Duur, kaplan_meier


@st.composite
def any_late(draw: st.DrawFn) -> Duur:
    dagen = draw(st.integers(0, 20))
    return Duur(dagen, draw(st.booleans()), draw(st.integers(0, dagen)))


@given(st.lists(any_late(), max_size=30))
def test_the_curve_is_what_counting_day_by_day_gives(found: list[Duur]) -> None:
    """Every day anew: who entered before it and has not left yet, and who of those ends on it."""
    curve = kaplan_meier(found)
    share = Fraction(1)
    for day in range(21):
        here = [d for d in found if (d.instap == 0 or d.instap < day) and d.dagen >= day and d.telt]
        ending = sum(d.waargenomen and d.dagen == day for d in here)
        if ending and share:
            share *= Fraction(len(here) - ending, len(here))
        assert curve.survival_at(day) == share
        assert curve.at_risk(day) == len(here)


def test_numbers_under_observation_may_rise() -> None:
    curve = kaplan_meier([Duur(30, waargenomen=True, instap=10)] * 4 + [Duur(5, waargenomen=True)])
    assert (curve.at_risk(5), curve.at_risk(10), curve.at_risk(11)) == (1, 0, 4)


def test_a_curve_that_falls_to_nothing_before_the_others_come_gives_no_figure() -> None:
    early = [Meting("a", 3, afgerond=True)]
    late = [Meting(f"b{n}", 40 + n, afgerond=True, instap=10) for n in range(20)]
    found = summarise([*early, *late], 30)
    assert not found.genoeg
    assert found.te_dun
    assert found.p50 is None
    assert found.binnen_norm is None
    assert found.in_woorden("werkdagen").startswith("geen cijfer: aan het begin van de kromme zijn te weinig zaken")


def test_fewer_than_five_under_observation_early_gives_no_figure_and_five_do() -> None:
    late = [Meting(f"b{n}", 40 + n, afgerond=True, instap=10) for n in range(20)]
    for seen in (MIN_RISICO - 1, MIN_RISICO):
        early = [Meting(f"a{n}", 3 if n == 0 else 60, afgerond=n == 0) for n in range(seen)]
        assert summarise([*early, *late]).te_dun is (seen < MIN_RISICO)
    # Nobody comes later: then a thin end of the curve is what it always is.
    thin = [Meting(f"c{n}", n + 1, afgerond=True) for n in range(12)]
    assert summarise(thin).genoeg


def test_words_say_who_counts_from_the_reading_and_who_was_ready_by_then() -> None:
    whole = [Meting(f"a{n}", 10 + n, afgerond=True) for n in range(12)]
    late = [Meting("b", 40, afgerond=True, instap=8), Meting("c", 9, afgerond=True, instap=9)]
    found = summarise([*whole, *late])
    assert (found.n, found.laat, found.buiten) == (14, 1, 1)
    assert found.in_woorden("werkdagen").endswith("14 zaken, 0 open; 1 telt mee vanaf het inlezen; 1 was toen al klaar")


def test_a_list_of_who_still_waits_makes_everything_look_slow_without_late_entry() -> None:
    """Two years of zaken of which half are ready within 60 days; the list is read in half way, with the open ones."""
    dice = Random(5)  # noqa: S311 - invented times, the same every run
    read_in, last = 365, 730
    zaken = [(dice.randrange(last), max(1, round(dice.expovariate(0.01155)))) for _ in range(1500)]
    naive: list[Meting] = []
    honest: list[Meting] = []
    for begin, days in zaken:
        seen, done = min(days, last - begin), days <= last - begin
        if begin >= read_in:
            honest.append(Meting(str(len(honest)), seen, done))
            naive.append(Meting(str(len(naive)), seen, done))
        elif begin + days > read_in:  # ready sooner: not on the list
            honest.append(Meting(str(len(honest)), seen, done, read_in - begin))
            naive.append(Meting(str(len(naive)), seen, done))
    true = sorted(days for _, days in zaken)[len(zaken) // 2]
    assert 55 <= true <= 65
    fair, flawed = summarise(honest).p50, summarise(naive).p50
    assert fair is not None
    assert flawed is not None
    assert abs(fair - true) <= 6
    assert flawed >= true + 8


def test_the_share_within_the_norm_has_the_interval_of_the_curve_there() -> None:
    found = summarise([Meting(str(n), n + 1, afgerond=True) for n in range(20)], 10)
    assert found.binnen_norm == HALF
    assert found.kromme is not None
    band = found.kromme.interval_at(10)
    assert band is not None
    assert found.binnen_norm_interval == (1 - band[1], 1 - band[0])
    assert found.binnen_norm_interval[0] < 0.5 < found.binnen_norm_interval[1]
