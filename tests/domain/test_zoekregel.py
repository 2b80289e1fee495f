"""What may stand together on a zoekregel, what is understood of a sentence, and which hiaat follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.codelijst import Code
from expertteam_app.domain.dossier import HiaatInfo, ZoekregelInfo
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.zoekregel import (
    Lijsten,
    Zin,
    check_together,
    checked_choice,
    hiaat_of,
    proposals,
    read_code,
    read_sentence,
    read_weeks,
)
from expertteam_app.services.codelijsten import shipped_lists

LISTS = shipped_lists()
LIJSTEN = Lijsten(LISTS["zorgvormen"], LISTS["antwoord_aanbieder"], LISTS["reden_afwijzing"])
VANDAAG = date(2026, 11, 20)


def read(text: str) -> Zin:
    return read_sentence(text, LIJSTEN, VANDAAG, ["De Linde (fictief)"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gezinshuis, De Wilg, nee geen plek, 12w", Zin("gezinshuis", "De Wilg", None, "nee", "geen-plek", 12)),
        ("gezinsh, De Wilg, vol", Zin("gezinshuis", "De Wilg", None, "nee", "geen-plek")),
        ("pleegz; Het Anker; wachtlijst 3 mnd", Zin("pleegzorg", "Het Anker", None, "wachtlijst", "", 13)),
        ("De Wilg, nee want te complex, gezinshuis", Zin("gezinshuis", "De Wilg", None, "nee", "te-complex")),
        ("GH, de linde fictief, ja", Zin("gezinshuis", "De Linde (fictief)", None, "ja")),
        ("gezinshuis, De Wilg, 8 weken", Zin("gezinshuis", "De Wilg", None, "wachtlijst", "", 8)),
        (
            "gezinshuis, De Wilg, geen reactie, gisteren",
            Zin("gezinshuis", "De Wilg", date(2026, 11, 19), "geen-reactie"),
        ),
        ("gezinshuis, De Wilg, nee, geen contract", Zin("gezinshuis", "De Wilg", None, "nee", "geen-contract")),
        ("gezinshuis, De Wilg, ja, iets anders", Zin("gezinshuis", "De Wilg", None, "ja", over=("iets anders",))),
        ("", Zin()),
    ],
)
def test_a_sentence_fills_the_fields(text: str, found: Zin) -> None:
    assert read(text) == found


zorgvormen = st.sampled_from(list(LIJSTEN.zorgvormen))
redenen = st.sampled_from([c for c in LIJSTEN.redenen if c.code != "geen-reactie"])


@given(zorgvormen, redenen, st.integers(1, 500), st.permutations(range(3)))
def test_what_is_written_in_labels_is_understood_in_any_order(
    zorgvorm: Code, reden: Code, weken: int, order: list[int]
) -> None:
    pieces = ["Stichting Zonnedauw", f"nee {reden.label}", f"{weken} weken"]
    text = ", ".join([zorgvorm.label, *(pieces[n] for n in order)])
    if "," in zorgvorm.label or "," in reden.label:
        return
    assert read(text) == Zin(zorgvorm.code, "Stichting Zonnedauw", None, "nee", reden.code, weken)


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_fault_and_fills_only_known_codes(text: str) -> None:
    found = read(text)
    assert found.zorgvorm == "" or LIJSTEN.zorgvormen.get(found.zorgvorm)
    assert found.antwoord == "" or LIJSTEN.antwoorden.get(found.antwoord)
    assert found.reden == "" or LIJSTEN.redenen.get(found.reden)
    assert found.datum is None or found.datum <= VANDAAG


def test_first_letters_are_enough_and_doubt_is_named() -> None:
    assert checked_choice(LIJSTEN.antwoorden, "w", "antwoord") == "wachtlijst"
    assert checked_choice(LIJSTEN.redenen, "contra", "reden") == "buiten-doelgroep"
    assert checked_choice(LIJSTEN.antwoorden, "  ", "antwoord") == ""
    found = read_code(LIJSTEN.zorgvormen, "pleegz")
    assert found is not None
    assert found.code == "pleegzorg"
    with pytest.raises(FieldError, match=r"geen plek.*geen contract"):
        checked_choice(LIJSTEN.redenen, "geen", "reden")
    with pytest.raises(FieldError, match="staat niet in de lijst"):
        checked_choice(LIJSTEN.redenen, "xyz", "reden")


@pytest.mark.parametrize(
    ("antwoord", "reden", "weken", "veld"),
    [
        ("nee", "afstand", None, None),
        ("nee", "geen-plek", 12, None),
        ("wachtlijst", "", 12, None),
        ("wachtlijst", "", 0, None),
        ("geen-reactie", "geen-reactie", None, None),
        ("ja", "afstand", None, "reden"),
        ("", "afstand", None, "reden"),
        ("nee", "afstand", 12, "wachttijd"),
        ("ja", "", 12, "wachttijd"),
        ("wachtlijst", "", 521, "wachttijd"),
        ("wachtlijst", "", -1, "wachttijd"),
    ],
)
def test_answer_reason_and_waiting_time_fit_together(
    antwoord: str, reden: str, weken: int | None, veld: str | None
) -> None:
    if veld is None:
        check_together(antwoord, reden, weken, LIJSTEN)
    else:
        with pytest.raises(FieldError) as refused:
            check_together(antwoord, reden, weken, LIJSTEN)
        assert refused.value.field == veld


@pytest.mark.parametrize(("text", "weeks"), [("", None), ("12", 12), ("12w", 12), ("3 mnd", 13), ("12 maanden", 52)])
def test_a_waiting_time_is_read_in_weeks(text: str, weeks: int | None) -> None:
    assert read_weeks(text) == weeks


@pytest.mark.parametrize("text", ["acht", "12 dagen", "-3", "²"])
def test_what_is_no_waiting_time_is_refused(text: str) -> None:
    with pytest.raises(FieldError, match="aantal weken"):
        read_weeks(text)


def regel(number: int, antwoord: str, reden: str = "", zorgvorm: str = "gezinshuis") -> ZoekregelInfo:
    day = VANDAAG - timedelta(days=10 - number)
    return ZoekregelInfo(number, zorgvorm, f"Aanbieder {number}", day, antwoord, reden, None, afgeleid=False)


def test_the_marks_in_the_lists_point_to_kinds_of_hiaat_that_exist() -> None:
    marks = [c.extra["hiaat"] for lijst in (LIJSTEN.antwoorden, LIJSTEN.redenen) for c in lijst if "hiaat" in c.extra]
    assert marks
    assert all(LISTS["aard_hiaat"].get(mark) for mark in marks)
    assert hiaat_of("nee", "afstand", LIJSTEN) == "te-ver-weg"
    assert hiaat_of("nee", "motivatie", LIJSTEN) == "", "what a jeugdige wants is no gap in what there is"
    assert hiaat_of("nee", "", LIJSTEN) == ""


def test_a_hiaat_is_proposed_once_with_all_who_said_so() -> None:
    lines = [regel(1, "nee", "geen-plek"), regel(2, "wachtlijst"), regel(3, "nee", "afstand")]
    found = proposals(lines, [], LIJSTEN)
    assert [(v.aard, v.aanbieders, v.datum) for v in found] == [
        ("te-ver-weg", ("Aanbieder 3",), lines[2].datum),
        ("geen-capaciteit", ("Aanbieder 1", "Aanbieder 2"), lines[1].datum),
    ]


def test_what_is_recorded_or_solved_is_not_proposed() -> None:
    lines = [regel(1, "nee", "geen-plek"), regel(2, "nee", "afstand", "pleegzorg")]
    have = [HiaatInfo(1, "gezinshuis", "geen-capaciteit", "2026.1", VANDAAG, afgeleid=False, oplossing="")]
    assert [v.zorgvorm for v in proposals(lines, have, LIJSTEN)] == ["pleegzorg"]
    assert proposals([*lines, regel(3, "ja", zorgvorm="pleegzorg")], have, LIJSTEN) == ()
