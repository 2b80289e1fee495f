"""Patterns: silent on noise, as sharp as the mathematics allows, children of one gezin once."""

from __future__ import annotations

import random
from itertools import combinations, pairwise
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from expertteam_app.analysis.patronen import Drager, find_patterns, needed_together
from expertteam_app.domain.oordeel import Oordeel

TAGS = tuple(f"k{nr:02}" for nr in range(20))


def noise(seed: int, n: int = 50, share: float | None = None) -> list[Drager]:
    """Casussen whose kenmerken have nothing to do with each other."""
    dice = random.Random(seed)  # noqa: S311 - invented data
    shares = {tag: dice.uniform(0.05, 0.5) if share is None else share for tag in TAGS}
    return [Drager(str(nr), f"g{nr}", frozenset(tag for tag in TAGS if dice.random() < shares[tag])) for nr in range(n)]


@pytest.mark.parametrize("share", [None, 0.2])
def test_in_pure_noise_at_most_five_percent_of_registers_show_a_signal(share: float | None) -> None:
    shown = sum(
        any(p.oordeel is Oordeel.SIGNAAL for p in find_patterns(noise(seed, share=share)).paren) for seed in range(200)
    )
    assert shown <= 10


def power(n: int, carriers: int, together: float, threshold: float) -> float:
    """The chance that a pair is clear, the other kenmerk in `together` of the carriers and in 5% of the rest."""
    found = 0.0
    for with_both in range(carriers + 1):
        chance = stats.binom.pmf(with_both, carriers, together)
        for without in range(n - carriers + 1):
            here = chance * stats.binom.pmf(without, n - carriers, 0.05)
            if here > 1e-9 and with_both >= 3:
                p = stats.hypergeom.sf(with_both - 1, n, carriers, with_both + without)
                found += here if p <= threshold else 0
    return found


def planted(seed: int, n: int, carriers: int, together: float) -> list[Drager]:
    dice = random.Random(seed)  # noqa: S311 - invented data
    made = []
    for drager, nr in zip(noise(seed, n), range(n), strict=True):
        has = {"een"} if nr < carriers else set()
        if dice.random() < (together if has else 0.05):
            has.add("ander")
        made.append(Drager(drager.sleutel, drager.gezin, drager.kenmerken | has))
    return made


@pytest.mark.parametrize(("n", "carriers", "together"), [(60, 12, 0.6), (60, 12, 0.85), (120, 20, 0.5)])
def test_a_planted_pattern_is_found_as_often_as_the_mathematics_allows(n: int, carriers: int, together: float) -> None:
    tests = len(list(combinations(range(22), 2)))
    rounds = 60
    found = 0
    for seed in range(rounds):
        paren = find_patterns(planted(seed, n, carriers, together)).paren
        found += any(p.kenmerken == ("ander", "een") and p.oordeel is Oordeel.SIGNAAL for p in paren)
    alone = power(n, carriers, together, 0.05 / tests)
    assert found / rounds >= alone - 3 * sqrt(alone * (1 - alone) / rounds + 1e-4), "less than the least it must find"
    assert found / rounds <= power(n, carriers, together, 0.05) + 0.02


@st.composite
def registers(draw: st.DrawFn) -> list[Drager]:
    kenmerken = st.frozensets(st.sampled_from("abcde"), max_size=5)
    rows = draw(st.lists(st.tuples(st.integers(0, 9), kenmerken), min_size=1, max_size=25))
    return [Drager(str(nr), f"g{gezin}", has) for nr, (gezin, has) in enumerate(rows)]


@given(registers())
def test_counts_are_gezinnen_and_keys_are_the_casussen_behind_them(dragers: list[Drager]) -> None:
    found = find_patterns(dragers)
    assert found.n == len({d.gezin for d in dragers})
    for pair in found.paren:
        both = [d for d in dragers if set(pair.kenmerken) <= d.kenmerken]
        assert pair.samen == len({d.gezin for d in both})
        assert pair.sleutels == tuple(d.sleutel for d in both)
        assert pair.eerste == len({d.gezin for d in dragers if pair.kenmerken[0] in d.kenmerken})
        assert pair.laatste == len({d.gezin for d in dragers if pair.kenmerken[1] in d.kenmerken})
    assert all(p.ontdekking <= q.ontdekking for p, q in pairwise(found.paren))
    seen = {k for d in dragers for k in d.kenmerken}
    assert found.getoetst == len(seen) * (len(seen) - 1) // 2, "all pairs, also those found nowhere"


@given(registers())
def test_six_children_of_one_gezin_change_nothing(dragers: list[Drager]) -> None:
    again = [Drager(f"{d.sleutel}-{k}", d.gezin, d.kenmerken) for d in dragers for k in range(6)]
    once, six = find_patterns(dragers).paren, find_patterns(again).paren
    assert [(p.kenmerken, p.samen, p.kans, p.oordeel) for p in once] == [
        (p.kenmerken, p.samen, p.kans, p.oordeel) for p in six
    ]


def test_kenmerken_of_two_children_do_not_make_a_pattern_of_the_gezin() -> None:
    apart = [Drager(f"{nr}{k}", f"g{nr}", frozenset([k])) for nr in range(20) for k in "ab"]
    alone = [Drager(f"x{nr}", f"h{nr}", frozenset()) for nr in range(40)]
    assert find_patterns([*apart, *alone]).paren == ()


def test_a_triple_is_looked_at_only_within_a_signal() -> None:
    core = [Drager(f"p{nr}", f"p{nr}", frozenset("abc" if nr < 9 else "ab")) for nr in range(10)]
    rest = [Drager(f"r{nr}", f"r{nr}", frozenset("d" if nr % 3 else "")) for nr in range(60)]
    found = find_patterns([*core, *rest])
    assert {p.kenmerken for p in found.drietallen} == {("a", "b", "c"), ("a", "c", "b"), ("b", "c", "a")}
    assert all(p.oordeel is Oordeel.SIGNAAL and p.samen == 9 for p in found.drietallen)
    assert find_patterns(rest).drietallen == ()


def test_kenmerken_that_exclude_each_other_are_no_pair() -> None:
    dragers = [Drager(str(nr), str(nr), frozenset(["apeldoorn", "geheim"])) for nr in range(9)]
    dragers += [Drager(f"x{nr}", f"x{nr}", frozenset(["zutphen"])) for nr in range(9)]
    found = find_patterns(dragers, dict.fromkeys(("apeldoorn", "zutphen"), frozenset({"gemeente"})))
    assert found.getoetst == 2
    assert [p.kenmerken for p in found.paren] == [("apeldoorn", "geheim")]


@pytest.mark.parametrize(("n", "needed"), [(40, 6), (80, 9), (160, 14)])
def test_what_can_be_seen_at_all(n: int, needed: int) -> None:
    fifth = n // 5
    assert needed_together(fifth, fifth, n) == needed


@given(st.integers(2, 120), st.data())
def test_needed_together_is_the_least_that_is_clear(n: int, data: st.DataObject) -> None:
    een, ander = data.draw(st.integers(1, n)), data.draw(st.integers(1, n))
    clear = [
        k
        for k in range(max(0, een + ander - n), min(een, ander) + 1)
        if stats.hypergeom.sf(k - 1, n, een, ander) <= 0.001
    ]
    assert needed_together(een, ander, n) == (clear[0] if clear else None)
