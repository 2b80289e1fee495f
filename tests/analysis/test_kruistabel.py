import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.analysis.kruistabel import TOTAAL, Record, count_units, units_behind

ZAKEN: dict[str, Record] = {
    "c1": {"zorgvorm": "gezinshuis", "oorzaak": ("A1", "A2")},
    "c2": {"zorgvorm": "gezinshuis", "oorzaak": ("A2", "A2")},
    "c3": {"zorgvorm": "pleegzorg", "oorzaak": ()},
}
records = st.lists(
    st.fixed_dictionaries(
        {"a": st.sampled_from("xyz"), "b": st.lists(st.sampled_from("pqr"), max_size=4).map(tuple)},
    ),
    max_size=30,
)


def test_a_unit_counts_once_per_cell_and_totals_are_counted_on_their_own() -> None:
    table = count_units(ZAKEN.values(), ("zorgvorm", "oorzaak"))
    assert table == {
        ("gezinshuis", "A1"): 1,
        ("gezinshuis", "A2"): 2,
        ("gezinshuis", TOTAAL): 2,
        ("pleegzorg", TOTAAL): 1,
        (TOTAAL, "A1"): 1,
        (TOTAAL, "A2"): 2,
        (TOTAAL, TOTAAL): 3,
    }


def test_fixed_categories_make_empty_cells_in_order() -> None:
    lists = {"zorgvorm": ("pleegzorg", "respijtzorg", "gezinshuis")}
    assert list(count_units(ZAKEN.values(), ("zorgvorm",), lists).items()) == [
        (("pleegzorg",), 1),
        (("respijtzorg",), 0),
        (("gezinshuis",), 2),
        ((TOTAAL,), 3),
    ]


def test_nothing_to_count_still_has_a_total() -> None:
    assert count_units([], ("a", "b")) == {(TOTAAL, TOTAAL): 0}


def test_an_unknown_category_is_refused_without_repeating_it() -> None:
    with pytest.raises(ValueError, match="dimensie oorzaak") as caught:
        count_units(
            [{"oorzaak": "Jansen", "zorgvorm": "x"}], ("zorgvorm", "oorzaak"), {"oorzaak": ("A1",), "zorgvorm": ("x",)}
        )
    assert "Jansen" not in str(caught.value)


def test_a_missing_dimension_is_an_error() -> None:
    with pytest.raises(KeyError, match="leeftijd"):
        count_units(ZAKEN.values(), ("leeftijd",))


def test_every_number_opens_its_rows() -> None:
    behind = units_behind(ZAKEN, ("zorgvorm", "oorzaak"))
    assert behind["gezinshuis", "A2"] == ("c1", "c2")
    assert behind[TOTAAL, TOTAAL] == ("c1", "c2", "c3")


@given(records)
def test_counts_equal_the_distinct_units_behind_them(rows: list[Record]) -> None:
    named = {str(i): row for i, row in enumerate(rows)}
    behind = units_behind(named, ("a", "b"))
    counted = count_units(rows, ("a", "b"))
    assert {cel: n for cel, n in counted.items() if n} == {cel: len(set(keys)) for cel, keys in behind.items()}
    for x in "xyz":
        single = sum(counted.get((x, b), 0) for b in "pqr")
        assert counted.get((x, TOTAAL), 0) <= single + sum(not row["b"] for row in rows if row["a"] == x)
