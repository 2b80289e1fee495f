"""The file with what no kluis holds: its keys are the fields of the gaps, and whatever is wrong in it is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from expertteam_app.domain.corv import Kind, Medewerker, Organisatie, Persoon, Systeem
from expertteam_app.domain.corv_aanvulling import Aanvulling, aangevuld, aangevuld_kind
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.exchange.corv_gegevens import MAX_BYTES, lees_gegevens
from tests.exchange.corv_voorbeeld import BSNS, GI, RNI, kind

WHOLE = f"""
[zender]
organisatie = "0232"
applicatie = "JZA"
administratie = "Jeugd"
gebruiker = "B. Verzinsel"
[ontvanger]
organisatie = "RC0102"
applicatie = "Kinderbescherming"
[medewerker]
achternaam = "Verzinsel"
telefoon = "0578-000000"
[organisatie]
naam = "Gemeente Epe"
[zaak]
omschrijving = "VTO"
[extra]
spoed = "J"
[kind.1]
rni = "{RNI}"
geboortedatum_onbekend = true
[kind.2]
verwacht = 2027-01-05
[belanghebbende.12]
telefoon = "0570-000000"
"""


def test_the_whole_file_is_taken() -> None:
    assert lees_gegevens(WHOLE.encode("utf-8-sig")) == Aanvulling(
        zender=Systeem("0232", "JZA", "Jeugd", "B. Verzinsel"),
        ontvanger=Systeem("RC0102", "Kinderbescherming"),
        medewerker=Medewerker("Verzinsel", telefoon="0578-000000"),
        organisatie=Organisatie("Gemeente Epe"),
        omschrijving="VTO",
        extra=(("spoed", "J"),),
        kinderen={1: {"rni": RNI, "geboortedatum_onbekend": True}, 2: {"verwacht": date(2027, 1, 5)}},
        belanghebbenden={12: {"telefoon": "0570-000000"}},
    )


def test_an_empty_file_adds_nothing() -> None:
    assert lees_gegevens(b"") == Aanvulling()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[zender", "geen goede TOML"),
        ("a = " + "[" * 5000, "geen goede TOML"),
        ("[afzender]", r"niet kent \(afzender\)"),
        ("[zender]\nnaam = 'x'", r"niet kent \(zender.naam\)"),
        ("[kind.1]\nachternaam = 'x'", r"niet kent \(kind.1.achternaam\)"),
        ("zender = 1", "hoort zender een kop"),
        ("[kind.een]", "Achter kind hoort een nummer"),
        ("kind = { 1 = 2 }", "hoort 1 een kop"),
        ("[zender]\norganisatie = 232", "zender.organisatie hoort tekst"),
        ("[kind.1]\nverwacht = '2027'", "kind.1.verwacht hoort een datum"),
        ("[kind.1]\nverwacht = 2027-01-01T10:00:00", "kind.1.verwacht hoort een datum"),
        ("[kind.1]\ngeboortedatum_onbekend = 1", "hoort true of false"),
        ("[extra]\nspoed = 'a\\u202Eb'".replace("'", '"'), "extra.spoed hoort tekst"),
        ("#" * (MAX_BYTES + 1), "groter dan 64 kB"),
    ],
)
def test_what_is_wrong_is_said(text: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        lees_gegevens(text.encode())


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UserError, match="geen goede TOML"):
        lees_gegevens(b"\xff\xfe[zender]")


def test_an_expected_day_makes_a_child_unborn_and_unknown_is_kept() -> None:
    day = date(2027, 1, 5)
    assert aangevuld_kind(Kind(Persoon()), {"verwacht": day}, "kind.1") == Kind(Persoon(), ongeboren=True, verwacht=day)
    found = aangevuld_kind(Kind(Persoon()), {"rni": RNI, "geboortedatum_onbekend": True}, "kind.1")
    assert found == Kind(Persoon(rni=RNI), geboorte_onbekend=True)


def test_what_is_added_replaces_nothing() -> None:
    one = kind()
    assert aangevuld_kind(one, {"bsn": BSNS[1]}, "kind.1") == one
    with pytest.raises(FieldError, match=r"kind\.1\.bsn iets anders"):
        aangevuld_kind(one, {"bsn": BSNS[2]}, "kind.1")
    unborn = Kind(Persoon(), ongeboren=True, verwacht=date(2027, 1, 1))
    with pytest.raises(FieldError, match=r"kind\.1\.verwacht iets anders"):
        aangevuld_kind(unborn, {"verwacht": date(2027, 1, 2)}, "kind.1")


def test_a_body_has_no_bsn_and_a_person_no_vestigingsnummer() -> None:
    assert aangevuld(GI, {"vestigingsnummer": "000012345678"}, "b.1") == replace(GI, vestigingsnummer="000012345678")
    with pytest.raises(FieldError, match="instelling heeft geen BSN"):
        aangevuld(GI, {"bsn": BSNS[0]}, "belanghebbende.1")
    with pytest.raises(FieldError, match="hoort bij een instelling"):
        aangevuld(Persoon("Verzonnen"), {"vestigingsnummer": "000012345678"}, "belanghebbende.1")


def test_what_is_added_to_nobody_is_refused() -> None:
    extra = lees_gegevens(WHOLE.encode())
    extra.check_places(2, 12)
    with pytest.raises(FieldError, match="geen kind 2"):
        extra.check_places(1, 12)
    with pytest.raises(FieldError, match="geen belanghebbende 12"):
        extra.check_places(2, 11)
