"""A birth of which only the year is known: what is read, what it may be, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain import radar
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.geboorte import (
    checked_geboortejaar,
    geboren_kort,
    geboren_tussen,
    geboren_woorden,
    getypt,
    leeftijd_woorden,
    leeftijden,
)
from expertteam_app.domain.herkenning import MOGELIJK, Kenmerken, compare
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.domain.namen import Naam
from expertteam_app.domain.radar import CasusFeiten, Peil
from expertteam_app.domain.stapklok import stapklok
from expertteam_app.domain.toestemming import Antwoord, Gever, Situatie, Toestemming, vereist
from expertteam_app.domain.toestemmingoordeel import oordeel
from expertteam_app.domain.uurwerk import uurwerk
from expertteam_app.services.codelijsten import shipped_klokken

VANDAAG = date(2026, 11, 20)
STAPKLOK = stapklok(uurwerk(shipped_klokken()))
YEARS = st.integers(1990, 2026).map(str)
MONTHS = st.dates(date(1990, 1, 1), date(2026, 11, 1)).map(lambda d: f"{d:%Y-%m}")


def peil(day: date) -> Peil:
    return Peil(day, STAPKLOK)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2012", "2012"), (" 5-2012", "2012-05"), ("05/2012", "2012-05"), ("Mei 2012", "2012-05"), ("2012-05", "2012-05")],
)
def test_what_people_type(typed: str, kept: str) -> None:
    assert checked_geboortejaar(typed, VANDAAG) == kept


@pytest.mark.parametrize("typed", ["12", "13-2012", "0-2012", "2027", "12-2026", "1850", "onbekend", "12-3-2012"])
def test_what_cannot_be(typed: str) -> None:
    with pytest.raises(FieldError) as error:
        checked_geboortejaar(typed, VANDAAG)
    assert error.value.field == "geboortejaar"


def test_in_words() -> None:
    assert geboren_woorden(None, "2012") == "2012 (alleen jaar bekend)"
    assert geboren_woorden(None, "2012-05") == "mei 2012 (dag niet bekend)"
    assert geboren_woorden(date(2012, 3, 12), "") == "12-03-2012"
    assert geboren_woorden(None) == ""
    assert [geboren_kort(None, jaar) for jaar in ("2012", "2012-05", "")] == ["2012", "mei 2012", ""]
    assert geboren_kort(date(2012, 3, 12)) == "12-03-2012"
    assert leeftijd_woorden(None, "2012", VANDAAG) == "13 of 14 jaar"
    assert leeftijd_woorden(None, "2012-05", VANDAAG) == "14 jaar"


@given(st.one_of(YEARS, MONTHS))
def test_the_field_shows_what_it_reads_again(jaar: str) -> None:
    assert checked_geboortejaar(getypt(jaar), date(2026, 12, 31)) == jaar


@given(st.one_of(YEARS, MONTHS), st.data())
def test_every_day_it_may_have_been_lies_within(jaar: str, data: st.DataObject) -> None:
    span = geboren_tussen(None, jaar)
    assert span is not None
    born = data.draw(st.dates(*span))
    assert f"{born:%Y-%m}".startswith(jaar)
    ages = leeftijden(None, jaar, VANDAAG)
    assert ages is not None
    assert ages[0] <= age_on(born, VANDAAG) <= ages[1]


# -- who must agree ---------------------------------------------------------------------------------------------------

KIND, OUDER = Gever(None, "Bo"), Gever(1, "Ouder")


@given(st.one_of(YEARS, MONTHS), st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.data())
def test_whoever_must_answer_by_the_real_day_is_asked_by_the_year_too(
    jaar: str, dag: date, data: st.DataObject
) -> None:
    """The careful side: nobody is left out who would have to answer if the day were known."""
    span = geboren_tussen(None, jaar)
    assert span is not None
    born = data.draw(st.dates(*span))
    by_year = Situatie(KIND, None, (OUDER,), geboortejaar=jaar)
    exact = vereist(replace(by_year, geboortedatum=born, geboortejaar=""), dag)
    assert set(exact.gevers) <= set(vereist(by_year, dag).gevers)


def test_it_says_why_both_answer_and_when_it_stops() -> None:
    situatie = Situatie(KIND, None, (OUDER,), geboortejaar="2014")
    need = vereist(situatie, VANDAAG)
    assert need.gevers == (KIND, OUDER)
    assert "Geboren in 2014 (alleen jaar bekend): Bo is 11 of 12 jaar." in need.uitleg[0]
    young = replace(situatie, geboortejaar="2016")
    said = Toestemming("GGD", "advies", "toestemming", date(2026, 1, 1), None, "", (Antwoord(1, "ja", VANDAAG),))
    verdict = oordeel(said, young, VANDAAG)
    assert verdict.mag
    assert verdict.laatste_dag == date(2027, 12, 31)  # on 1 January 2028 Bo may be 12


# -- wordt 18 ---------------------------------------------------------------------------------------------------------


def test_wordt_18_is_a_range_and_the_signal_stays_until_its_last_day() -> None:
    casus = CasusFeiten(1, "RET-2026-001", 1, "0200", geboortejaar="2009")
    assert radar.leeftijd(casus, peil(date(2026, 9, 30))) is None
    for day in (date(2026, 10, 1), date(2027, 6, 1), date(2027, 12, 31)):
        line = radar.leeftijd(casus, peil(day))
        assert line is not None
        assert "wordt 18 tussen 01-01-2027 en 31-12-2027" in line.tekst
        assert "2009 (alleen jaar bekend)" in line.reden
    assert radar.leeftijd(casus, peil(date(2028, 1, 1))) is None
    old = radar.leeftijd(replace(casus, geboortejaar="2003"), peil(date(2027, 1, 1)))
    assert old is not None
    assert old.dringend


def test_the_toekomstplan_is_asked_from_the_first_day_it_may_be() -> None:
    casus = CasusFeiten(1, "RET-2026-001", 1, "0200", geboortejaar="2011")
    assert radar.toekomstplan(casus, None, peil(date(2026, 12, 31))) is None
    assert radar.toekomstplan(casus, None, peil(date(2027, 1, 1))) is not None
    last = date(2029, 12, 31)
    assert radar.toekomstplan(casus, None, peil(last - timedelta(days=1))) is not None
    assert radar.toekomstplan(casus, None, peil(last)) is None


# -- doubles ----------------------------------------------------------------------------------------------------------


def test_a_year_that_fits_is_a_possible_double_and_another_year_is_not() -> None:
    naam = Naam("Fenna", "de", "Vries")
    known = Kenmerken(naam, date(2012, 3, 12), "0200")
    for year in ("2012", "2012-03"):
        found = compare(Kenmerken(naam, None, "0150", geboortejaar=year), known)
        assert found.zekerheid == MOGELIJK
        assert "zelfde geboortejaar, dag niet bekend" in found.redenen
    for year in ("2013", "2012-04"):
        assert compare(Kenmerken(naam, None, "0200", geboortejaar=year), known).zekerheid is None
    both = Kenmerken(naam, None, "0200", geboortejaar="2012")
    assert compare(both, both).zekerheid == MOGELIJK
