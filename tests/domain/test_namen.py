"""Dutch names come apart the same way however they were typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.namen import Naam, join_name, split_name


@pytest.mark.parametrize(
    ("text", "naam"),
    [
        ("Koen Berg, van den", Naam("Koen", "van den", "Berg")),
        ("Koen van den Berg", Naam("Koen", "van den", "Berg")),
        ("van den Berg, Koen", Naam("Koen", "van den", "Berg")),
        ("Berg, Koen van den", Naam("Koen", "van den", "Berg")),
        ("BERG, KOEN VAN DEN", Naam("Koen", "van den", "Berg")),
        ("v.d. Berg", Naam("", "v.d.", "Berg")),
        ("Saar vd Berg", Naam("Saar", "v.d.", "Berg")),
        ("van 't Hof", Naam("", "van 't", "Hof")),
        ("Maud van t Hof", Naam("Maud", "van 't", "Hof")),
        ("Maud van ’t Hof", Naam("Maud", "van 't", "Hof")),
        ("D'Angelo", Naam("", "", "D'Angelo")),
        ("LUUK JANSEN", Naam("Luuk", "", "Jansen")),
        ("sem d'angelo", Naam("Sem", "", "D'Angelo")),
        ("El Amrani", Naam("", "", "El Amrani")),
        ("Tijn el Amrani", Naam("Tijn", "", "El Amrani")),
        ("Ben Jansen", Naam("Ben", "", "Jansen")),
        ("JANSEN, J.P.", Naam("J.P.", "", "Jansen")),
        ("Anna Maria Jansen-de Vries", Naam("Anna Maria", "", "Jansen-de Vries")),
        ("IJSBRAND VAN DER MEER", Naam("IJsbrand", "van der", "Meer")),
        ("Koenraad (Koen) Smit", Naam("Koenraad", "", "Smit")),
        ("JAMAL ÖZTÜRK", Naam("Jamal", "", "Öztürk")),
        ("Kim Le", Naam("Kim", "", "Le")),
        ("  ", Naam("", "", "")),
    ],
)
def test_a_name_falls_apart_in_three_parts(text: str, naam: Naam) -> None:
    assert split_name(text) == naam


@pytest.mark.parametrize(
    ("voornaam", "achternaam", "naam"),
    [
        ("Sem", "van 't Hof", Naam("Sem", "van 't", "Hof")),
        ("Koen", "Berg, van den", Naam("Koen", "van den", "Berg")),
        ("Koen van den", "Berg", Naam("Koen", "van den", "Berg")),
        ("ROAN", "EL AMRANI", Naam("Roan", "", "El Amrani")),
    ],
)
def test_two_columns_make_one_name(voornaam: str, achternaam: str, naam: Naam) -> None:
    assert join_name(voornaam, achternaam) == naam


def test_the_key_does_not_see_how_a_name_was_typed() -> None:
    ways = ["Koen Berg, van den", "KOEN VAN DEN BERG", "koen v.d. berg", "Berg, Koen van den"]
    assert len({split_name(way).key() for way in ways}) == 1
    assert split_name("Çağla Jansen").key() == split_name("CAGLA JANSEN").key()
    assert split_name("Koen Berg").key() != split_name("Koos Berg").key()


def test_initials_hold_no_name() -> None:
    assert split_name("Koen van den Berg").initialen == "K.v.d.B."
    assert split_name("Saar v.d. Berg").initialen == "S.v.d.B."
    assert split_name("Maud van 't Hof").initialen == "M.v.t.H."


@given(
    st.sampled_from(["Koen", "Anna", "Zoë", "Fatima"]),
    st.sampled_from(["", "de", "van den", "van der", "ter", "van 't"]),
    st.sampled_from(["Berg", "Horst", "Hof", "Öztürk", "Jansen"]),
)
def test_what_is_shown_reads_back_as_the_same_name(voornaam: str, tussenvoegsel: str, achternaam: str) -> None:
    naam = Naam(voornaam, tussenvoegsel, achternaam)
    assert split_name(naam.weergave) == naam
    assert split_name(naam.weergave.upper()) == naam
    assert split_name(f"{achternaam}, {voornaam} {tussenvoegsel}") == naam


@given(st.text())
def test_any_text_gives_a_name_without_loose_spaces(text: str) -> None:
    naam = split_name(text)
    assert naam.weergave == " ".join(naam.weergave.split())
    assert not naam.tussenvoegsel or naam.achternaam, "a voorvoegsel stands before something"
