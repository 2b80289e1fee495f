from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.analysis.doorlooptijd import Meting, summarise


def cases(klaar: list[int], nog_open: list[int]) -> list[Meting]:
    return [
        *(Meting(f"k{i}", d, afgerond=True) for i, d in enumerate(klaar)),
        *(Meting(f"o{i}", d, afgerond=False) for i, d in enumerate(nog_open)),
    ]


@pytest.mark.parametrize(("klaar", "nog_open", "genoeg"), [(5, 5, True), (9, 0, False), (4, 30, False), (10, 0, True)])
def test_figures_need_ten_cases_and_five_finished(klaar: int, nog_open: int, *, genoeg: bool) -> None:
    result = summarise(cases([10] * klaar, [20] * nog_open), norm=15)
    assert result.genoeg is genoeg
    assert (result.p50 is not None) is genoeg
    assert (result.kromme is not None) is genoeg


def test_too_few_cases_are_listed_and_give_no_figure_at_all() -> None:
    result = summarise(cases([3, 9], [4, 1, 7, 2]), norm=5)
    figures = (result.p50, result.p80, result.p50_meer_dan, result.p80_meer_dan, result.binnen_norm, result.kromme)
    assert figures == (None,) * 6
    assert result.p50_interval == (None, None)
    assert result.sleutels == ("k1", "o2", "o0", "k0", "o3", "o1")
    assert result.in_woorden("werkdagen") == "te weinig zaken voor een cijfer (6, waarvan 2 klaar)"


def test_a_sentence_with_both_figures() -> None:
    result = summarise(cases(list(range(5, 105, 5)), [40, 50, 60]), norm=60)
    assert (result.n, result.open, result.afgerond) == (23, 3, 20)
    assert (result.p50, result.p80) == (60, 85)
    assert result.in_woorden("werkdagen") == (
        "de helft is binnen 60 werkdagen klaar (onzekerheid 35-75), 80% binnen 85; 23 zaken, 3 open"
    )


def test_not_reached_says_more_than() -> None:
    result = summarise(cases([10, 20, 30, 40, 50, 60], [70] * 5))
    assert (result.p50, result.p80, result.p80_meer_dan) == (60, None, 70)
    assert "onzekerheid 20 of meer), 80% pas na meer dan 70;" in result.in_woorden("kalenderdagen")
    mostly_open = summarise(cases([10, 20, 30, 40, 50], [90] * 15))
    assert (mostly_open.p50, mostly_open.p50_meer_dan) == (None, 90)
    assert mostly_open.in_woorden("werkdagen") == "de helft is pas na meer dan 90 werkdagen klaar; 20 zaken, 15 open"


def test_the_share_within_the_norm_is_read_from_the_curve() -> None:
    """Of the finished cases all are within the norm; the open ones say that this is not the whole truth."""
    result = summarise(cases([5] * 5, [1] * 5 + [30] * 5), norm=10)
    assert result.binnen_norm == Fraction(1, 2)
    assert summarise(cases([5] * 5, [6] * 5), norm=40).binnen_norm is None
    assert summarise(cases([5] * 10, []), norm=40).binnen_norm == 1
    assert summarise(cases([5] * 10, [])).binnen_norm is None


def test_cases_registered_after_they_ended_make_no_figure() -> None:
    history = [Meting(str(i), 20, afgerond=True, instap=20) for i in range(12)]
    result = summarise([*history, *cases([4] * 9, [])])
    assert (result.n, result.genoeg) == (21, False)


@given(
    st.lists(st.integers(0, 99), min_size=5, max_size=20),
    st.lists(st.integers(0, 99), min_size=5, max_size=20),
    st.integers(0, 99),
)
def test_figures_hang_together(klaar: list[int], nog_open: list[int], norm: int) -> None:
    result = summarise(cases(klaar, nog_open), norm)
    assert (result.p50 is None) is (result.p50_meer_dan is not None)
    assert (result.p80 is None) is (result.p80_meer_dan is not None)
    if result.p50 is not None:
        low, high = result.p50_interval
        assert result.p80 is None or result.p50 <= result.p80
        assert low is not None
        assert low <= result.p50 <= (high or 99)
        assert result.binnen_norm is None or (result.binnen_norm >= Fraction(1, 2)) is (norm >= result.p50)
    closed_only = sorted(klaar)[(len(klaar) + 1) // 2 - 1]
    assert result.p50 is None or result.p50 >= closed_only
