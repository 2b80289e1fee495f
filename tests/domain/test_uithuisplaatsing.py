"""The review of a voorgenomen uithuisplaatsing: its order, its dates, its law, and when to ask again."""

from __future__ import annotations

import calendar
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.uithuisplaatsing import (
    CODES,
    DATES,
    STARTFOTO,
    TEXTS,
    YES_NO,
    Uithuisplaatsing,
    asked_from,
    check_value,
    due,
    months_later,
    needs_reason,
    out_of_scope,
    products,
    still_open,
)
from expertteam_app.services.codelijsten import shipped_lists

LISTS = shipped_lists()
UITKOMSTEN, ZORGVORMEN = LISTS["uitkomst_uithuisplaatsing"], LISTS["zorgvormen"]
VANDAAG, GEBOREN = date(2026, 11, 20), date(2014, 5, 6)
LEEG = Uithuisplaatsing(1, 1, date(2026, 3, 31))

days = st.dates(date(2010, 1, 1), date(2060, 1, 1))


def check(record: Uithuisplaatsing, field: str, value: object) -> object:
    return check_value(record, field, value, vandaag=VANDAAG, geboren=GEBOREN, lists=LISTS)


def refused(record: Uithuisplaatsing, field: str, value: object) -> str:
    with pytest.raises(FieldError) as error:
        check(record, field, value)
    assert error.value.field == field
    return str(error.value)


def test_every_field_has_one_kind_and_the_startfoto_has_its_twelve() -> None:
    kinds = [*CODES, *DATES, *YES_NO, *TEXTS, "zorgproducten"]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) == {f.name for f in fields(Uithuisplaatsing)} - {"id", "casus_id"}
    assert len(STARTFOTO) == 12
    assert set(STARTFOTO) < set(kinds)


@given(days, st.integers(0, 24))
def test_months_later_is_that_month_and_never_a_later_day(dag: date, maanden: int) -> None:
    later = months_later(dag, maanden)
    assert (later.year * 12 + later.month) - (dag.year * 12 + dag.month) == maanden
    last = calendar.monthrange(later.year, later.month)[1]
    assert later.day == min(dag.day, last)


def test_the_order_is_eigen_gezin_netwerk_ambulant() -> None:
    assert "eigen gezin" in refused(LEEG, "netwerk", value=True)
    assert "eigen gezin" in refused(LEEG, "ambulant", value=False)
    own = replace(LEEG, eigen_gezin=True)
    assert "geprobeerd" in refused(own, "netwerk", value=True), "an answer without what was tried is no answer"
    told = replace(own, eigen_gezin_tekst="Rust in huis met opa.")
    assert check(told, "netwerk", value=False) is False
    assert "netwerk" in refused(told, "ambulant", value=True)
    further = replace(told, netwerk=False, netwerk_tekst="Geen familie in de buurt.")
    assert check(further, "ambulant", value=True) is True
    assert "volgende vraag" in refused(further, "eigen_gezin", None)
    assert "volgende vraag" in refused(further, "eigen_gezin_tekst", " ")
    assert check(told, "eigen_gezin", None) is None


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("datum_voornemen", date(2026, 11, 21), "toekomst"),
        ("datum_voornemen", date(2014, 5, 5), "geboorte"),
        ("datum_voornemen", None, "Vul in"),
        ("datum_voornemen", "gisteren", "geen datum"),
        ("uitkomst_op", date(2026, 3, 30), "vóór het voornemen"),
        ("datum_einde_zorg", date(2026, 5, 1), "vóór de start"),
        ("datum_start_zorg", date(2026, 7, 2), "ná het einde"),
        ("via", "", "via wie"),
        ("via", "oma", "lijst"),
        ("zorgvorm", "kasteel", "lijst"),
        ("maatregel", "ja", "ja of nee"),
        ("casus_id", 3, "niet worden gewijzigd"),
        ("thuis_na_3_maanden", True, "30-6-2026"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(field: str, value: object, words: str) -> None:
    record = replace(LEEG, datum_start_zorg=date(2026, 6, 1), datum_einde_zorg=date(2026, 7, 1))
    if field == "datum_start_zorg":
        record = replace(record, datum_start_zorg=None)
    if field == "datum_einde_zorg":
        record = replace(record, datum_einde_zorg=None)
    if field == "thuis_na_3_maanden":
        with pytest.raises(FieldError, match=words):
            check_value(record, field, value, vandaag=date(2026, 6, 29), geboren=GEBOREN, lists=LISTS)
        assert check_value(record, field, value, vandaag=date(2026, 6, 30), geboren=GEBOREN, lists=LISTS) is True
        return
    assert words in refused(record, field, value)


@given(
    st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 400), st.sampled_from(["", "voorkomen", "uitgesteld"])
)
def test_it_is_asked_from_the_day_on_until_it_is_answered(start: date, later: int, uitkomst: str) -> None:
    record = replace(LEEG, datum_voornemen=start, uitkomst=uitkomst)
    today = start + timedelta(days=later)
    asked = {months for months, _day in due(record, today, UITKOMSTEN)}
    assert asked == {months for months in (3, 6) if today >= asked_from(record, months)}
    answered = replace(record, thuis_na_3_maanden=True, thuis_na_6_maanden=False)
    assert due(answered, today, UITKOMSTEN) == ()
    assert due(replace(record, uitkomst="gaat-door"), today, UITKOMSTEN) == ()


def test_months_count_from_the_outcome_once_there_is_one() -> None:
    assert asked_from(LEEG, 3) == date(2026, 6, 30)
    assert asked_from(replace(LEEG, uitkomst_op=date(2026, 5, 1)), 3) == date(2026, 8, 1)


def test_the_law_asks_why_it_is_no_pleegouder_or_gezinshuis() -> None:
    goes = replace(LEEG, uitkomst="gaat-door", zorgvorm="gesloten-jeugdhulp")
    assert needs_reason(goes, UITKOMSTEN, ZORGVORMEN)
    assert any("Jeugdwet 2.3" in s for s in still_open(goes, UITKOMSTEN, ZORGVORMEN))
    told = replace(goes, reden_zorgvorm="Er is direct behandeling nodig.")
    assert not any("Jeugdwet" in s for s in still_open(told, UITKOMSTEN, ZORGVORMEN))
    for form in ("pleegzorg", "netwerkpleegzorg", "gezinshuis"):
        assert not needs_reason(replace(goes, zorgvorm=form), UITKOMSTEN, ZORGVORMEN)
    assert not needs_reason(replace(goes, uitkomst="voorkomen"), UITKOMSTEN, ZORGVORMEN)
    assert any("wonen" in s for s in still_open(replace(goes, zorgvorm=""), UITKOMSTEN, ZORGVORMEN))


def test_gi_and_kinderrechter_are_out_of_scope() -> None:
    wegen = LISTS["via_uithuisplaatsing"]
    assert [c.code for c in wegen if out_of_scope(c.code, wegen)] == ["gi", "kinderrechter"]


def test_products_are_cleaned_and_kept_once() -> None:
    assert products(" 45A04;54 , 45A04 ;; 43 B ") == ("45A04", "54", "43 B")
    assert products(["54", ""]) == ("54",)
    assert products(None) == ()
