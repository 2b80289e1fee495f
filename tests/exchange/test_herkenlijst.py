"""A text means a code by the list, or by one typing error, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.codelijst import Codelijst
from expertteam_app.exchange.herkenlijst import Herkenlijst


def codes(lijsten: dict[str, Codelijst], text: str) -> tuple[list[str], list[tuple[str, str | None]]]:
    certain, pieces = Herkenlijst(lijsten["oorzaken"]).find_all(text)
    return [c.code for c in certain], [(part, found.code.code if found.code else None) for part, found in pieces]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("18-/18+", ["S3"]),
        ("Wlz of Jw?", ["S2"]),
        ("Wlz of Jw?; 18-/18+", ["S2", "S3"]),
        ("geen school/18-/18+/wachtlijst", ["O1", "S3", "A2"]),
        ("wachtlijst, geen school", ["A2", "O1"]),
        ("wachtlijst en vechtscheiding", ["A2", "G1"]),
        ("wachtlijst & lange wachttijd", ["A2"]),
        ("wachtlijst\ngeen regie\r\n18-/18+", ["A2", "R1", "S3"]),
        ("afgewezen door aanbieder; thuiszitter;", ["A4", "O1"]),
        ("A1; K3", ["A1", "K3"]),
        ("", []),
        (" ; - ; ", []),
    ],
)
def test_a_cell_with_several_causes_is_cut_where_it_should(
    lijsten: dict[str, Codelijst], text: str, found: list[str]
) -> None:
    assert codes(lijsten, text) == (found, [])


@pytest.mark.parametrize(
    ("text", "certain", "pieces"),
    [
        ("wachtlijst; onweer en storm", ["A2"], [("onweer en storm", None)]),
        ("wachtlijsd, geen schol", [], [("wachtlijsd", "A2"), ("geen schol", "O1")]),
        ("wachtlijst (6 maanden)", [], [("wachtlijst (6 maanden)", "A2")]),
        ("??", [], [("??", None)]),
        ("geen wachtlijst meer nodig", [], [("geen wachtlijst meer nodig", None)]),
    ],
)
def test_what_the_list_does_not_know_is_left_to_a_person(
    lijsten: dict[str, Codelijst], text: str, certain: list[str], pieces: list[tuple[str, str | None]]
) -> None:
    assert codes(lijsten, text) == (certain, pieces)


def test_a_number_is_never_taken_for_a_typing_error(lijsten: dict[str, Codelijst]) -> None:
    assert Herkenlijst(lijsten["zorgvormen"]).find("begeleid wonen 16+").code is None
    assert Herkenlijst(lijsten["stappen"]).find("stap 7").code is None


def test_the_list_agrees_with_the_codelijst_itself(lijsten: dict[str, Codelijst]) -> None:
    for lijst in lijsten.values():
        prepared = Herkenlijst(lijst)
        for entry in lijst:
            for word in (entry.code, entry.label, *entry.synoniemen):
                if lijst.recognise(word) is not None:
                    assert prepared.find(word).code == entry
                    assert prepared.find(word).zeker


@given(st.text(max_size=60))
def test_any_text_is_answered_the_same_twice_and_never_certain_of_two(lijsten: dict[str, Codelijst], text: str) -> None:
    prepared = Herkenlijst(lijsten["oorzaken"], woorden=True)
    found = prepared.find(text)
    assert prepared.find(text) == found
    assert not found.keuzes or (found.code is None and len(found.keuzes) > 1)
    certain, pieces = prepared.find_all(text)
    assert len({c.code for c in certain}) == len(certain)
    assert all(part.strip() for part, _ in pieces)
