"""VTB's as people write them: what is recognised, what is a doubt, and that no text breaks it or gets lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expertteam_app.domain.vtb_voorstel import VtbVoorstel
from expertteam_app.exchange.vtb_tekst import recognise
from expertteam_app.services.codelijsten import shipped_lists

VANDAAG = date(2026, 11, 20)
GEMEENTEN = tuple(shipped_lists()["gemeenten"])

FORMULIER = """VERZOEK TOT BESPREKING (VTB)

Gezin: De Vries
Gemeente: Epe
Indiener: wijkteam Epe, mw. A. Bakker (fictief)
Datum verzoek: 12-11-2026

Kinderen
Aya de Vries, geboren 1-5-2015
Ben de Vries, geboren 14-02-2018

1. Zorgen
Er is veel ruzie in huis. Moeder zegt: "ik kan niet meer".
De kinderen slapen slecht.

2. Consultatie Veilig Thuis
Datum: 3-11-2026
Met wie: mw. Jansen (fictief)
Advies: bespreken aan de tafel; eerst
veiligheidsafspraken maken.

3. Consultatie GI
Datum: 5-11-2026
Met wie: dhr. Smit (fictief)
Advies: drang met duidelijke doelen.

4. MDO: ja, 28-10-2026
5. Netwerk betrokken: ja, opa en oma vangen op
6. Veiligheidsplan: nee
7. Besproken met ouders: 10-11-2026, met kopie
8. Reactie ouders
Moeder: ik wil hulp.
Vader: dit is niet nodig.
9. Stem van het kind
Aya: ik wil dat het stil is.
"""

TABEL = (
    "Naam gezin\tfamilie Yılmaz-Kowalska\r\n"
    "Woonplaats\t8161 AB Vaassen\r\n"
    "Ingediend door\tleerplicht (fictief)\r\n"
    "Voornaam\tAchternaam\tGeboortedatum\tm/v\r\n"
    "Gegevens kinderen\r\n"
    "Voornaam\tAchternaam\tGeboortedatum\r\n"
    "Zofia\tKowalska\t03-04-2012\r\n"
    "Emir\tYılmaz\t9 juni 2019\r\n"
    "Consultatie VT\t2-11-2026\r\n"
    "Is er een veiligheidsplan?\t☒ ja ☐ nee\r\n"
)

SLORDIG = """Betreft: verzoek
Consultatie veilig tuis
gebeld op 4 november 2026, advies was doorzetten
consultatie gi: nog niet gedaan
gezin Mulder uit Apeldoorn
Kinderen: Noor en Sam
Veiligheidsplan ja / nee
"""


def read(text: str) -> VtbVoorstel:
    return recognise(text, GEMEENTEN, VANDAAG)


def values(found: VtbVoorstel) -> dict[str, object]:
    return {v.veld: v.waarde for v in found.velden}


def test_a_form_with_headings_is_read_without_a_doubt() -> None:
    found = read(FORMULIER)
    assert values(found) == {
        "gezin": "gezin De Vries",
        "gemeente": "0232",
        "indiener": "wijkteam Epe, mw. A. Bakker (fictief)",
        "ontvangen": date(2026, 11, 12),
        "zorgen": 'Er is veel ruzie in huis. Moeder zegt: "ik kan niet meer".\nDe kinderen slapen slecht.',
        "vt_datum": date(2026, 11, 3),
        "vt_wie": "mw. Jansen (fictief)",
        "vt_advies": "bespreken aan de tafel; eerst\nveiligheidsafspraken maken.",
        "gi_datum": date(2026, 11, 5),
        "gi_wie": "dhr. Smit (fictief)",
        "gi_advies": "drang met duidelijke doelen.",
        "mdo": True,
        "mdo_datum": date(2026, 10, 28),
        "netwerk": True,
        "netwerk_toelichting": "ja, opa en oma vangen op",
        "veiligheidsplan": False,
        "ouders_geinformeerd": date(2026, 11, 10),
        "reactie_ouders": "Moeder: ik wil hulp.\nVader: dit is niet nodig.",
        "stem_jeugdige": "Aya: ik wil dat het stil is.",
    }
    assert [v.veld for v in found.velden if v.twijfel] == []
    assert [(k.voornaam, k.tussenvoegsel, k.achternaam, k.geboortedatum, k.twijfel) for k in found.kinderen] == [
        ("Aya", "de", "Vries", date(2015, 5, 1), ""),
        ("Ben", "de", "Vries", date(2018, 2, 14), ""),
    ]


def test_a_table_from_word_is_read_too() -> None:
    found = read(TABEL)
    got = values(found)
    assert got["gezin"] == "familie Yılmaz-Kowalska"
    assert (got["gemeente"], got["indiener"]) == ("0232", "leerplicht (fictief)")
    assert (got["vt_datum"], got["veiligheidsplan"]) == (date(2026, 11, 2), True)
    assert [(k.voornaam, k.achternaam, k.geboortedatum) for k in found.kinderen] == [
        ("Zofia", "Kowalska", date(2012, 4, 3)),
        ("Emir", "Yılmaz", date(2019, 6, 9)),
    ]


def test_what_is_not_plain_is_a_doubt_with_its_reason() -> None:
    found = read(SLORDIG)
    doubts = {v.veld: v.twijfel for v in found.velden}
    assert values(found)["vt_datum"] == date(2026, 11, 4)
    assert "anders geschreven" in doubts["vt_datum"]
    assert values(found)["gi_datum"] is None
    assert "geen datum" in doubts["gi_datum"]
    assert (values(found)["gemeente"], "eigen regel" in doubts["gemeente"]) == ("0200", True)
    assert (values(found)["veiligheidsplan"], "zonder keuze" in doubts["veiligheidsplan"]) == (None, True)
    assert [k.voornaam for k in found.kinderen] == ["Noor", "Sam"]
    assert all("geboortedatum" in k.twijfel for k in found.kinderen)


@pytest.mark.parametrize(
    ("text", "veld", "waarde", "words"),
    [
        ("Consultatie VT: 1-2-2027", "vt_datum", None, "toekomst"),
        ("Consultatie VT: 1-2-2020", "vt_datum", date(2020, 2, 1), "twee jaar"),
        ("Consultatie GI: 1-11-2026 en 8-11-2026", "gi_datum", date(2026, 11, 1), "meer datums"),
        ("Consultatie GI: 31-11-2026", "gi_datum", None, "geen datum"),
        ("Gemeente: Apeldoren", "gemeente", "0200", "anders geschreven"),
        ("Gemeente: Utrecht", "gemeente", None, "niet bij de regio"),
        ("Woonplaats: Klarenbeek", "gemeente", None, "meer dan één gemeente"),
        ("Netwerk: oma helpt elke dag", "netwerk", True, "geen ja of nee"),
        ("MDO: n.v.t.", "mdo", None, "niet van toepassing"),
        ("Veiligheidsplan: [x] ja [x] nee", "veiligheidsplan", None, "allebei"),
        ("Gezin: De Vries 06-12345678", "gezin", "gezin De Vries 06-12345678", "cijfers"),
        ("Kinderen\nAya Bos, 1-1-2015", "gezin", "gezin Bos", "achternaam van een kind"),
        ("Datum: 2-11-2026\nGezin: Bos", "ontvangen", date(2026, 11, 2), "anders geschreven"),
    ],
)
def test_each_doubt(text: str, veld: str, waarde: object, words: str) -> None:
    found = read(text).veld(veld)
    assert found is not None
    assert found.waarde == waarde
    assert words in found.twijfel


@pytest.mark.parametrize(
    ("text", "waarde"),
    [
        ("MDO met toegang? ja", True),
        ("MDO: nee", False),
        ("MDO: nog niet", False),
        ("MDO: ☐ ja ☒ nee", False),
        ("MDO: ja ☒ nee ☐", True),
        ("MDO:\t☐\t☒ ja\tnee", False),
        ("MDO: ja nee ☒ ☐", True),
        ("MDO: [x] ja [ ] nee", True),
    ],
)
def test_yes_and_no_as_people_tick_them(text: str, waarde: bool) -> None:  # noqa: FBT001 - the answer itself
    found = read(text).veld("mdo")
    assert found is not None
    assert (found.waarde, found.twijfel) == (waarde, "")


@pytest.mark.parametrize(
    ("lines", "children"),
    [
        ("Naam kind: Aya Bos\nGeboortedatum: 1-5-2015\nNaam kind: Ben Bos\nGeboortedatum: 2-6-2017", 2),
        ("Kind 1: Aya Bos (01-05-2015)\nKind 2: Ben Bos (02-06-2017)", 2),
        ("Kinderen: Aya Bos 1-5-2015 en Ben Bos 2-6-2017", 2),
        ("Jeugdigen\n- Aya Bos, meisje, geb. 1 mei 2015\n- Ben Bos, jongen, geb. 2 juni 2017", 2),
        ("Kinderen\nVoornaam: Aya\nAchternaam: Bos\nGeboortedatum: 1-5-2015", 1),
    ],
)
def test_children_as_people_write_them(lines: str, children: int) -> None:
    want = [("Aya", "Bos", date(2015, 5, 1)), ("Ben", "Bos", date(2017, 6, 2))][:children]
    found = read(lines).kinderen
    assert [(k.voornaam, k.achternaam, k.geboortedatum) for k in found] == want
    assert [k.twijfel for k in found] == [""] * children


def test_a_child_without_surname_or_of_age_is_a_doubt() -> None:
    found = read("Gezin: van den Berg\nKinderen\nAya 1-5-2015\nBo van den Berg 1-5-2007").kinderen
    assert (found[0].tussenvoegsel, found[0].achternaam) == ("van den", "Berg")
    assert "die van het gezin" in found[0].twijfel
    assert "18 jaar of ouder" in found[1].twijfel


PIECES = st.sampled_from([*FORMULIER.splitlines(), *TABEL.splitlines(), *SLORDIG.splitlines(), ":", "\t", "ja", "1-1"])
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=25).map("\n".join))


@settings(max_examples=150)
@given(TEXTS)
def test_no_text_breaks_it_and_none_gets_lost(text: str) -> None:
    found = read(text)
    assert found.tekst == text
    codes = {c.code for c in GEMEENTEN}
    for field in found.velden:
        assert 0 <= field.plek.van <= field.plek.tot <= len(text)
        if field.veld == "gemeente":
            assert field.waarde is None or field.waarde in codes
        if isinstance(field.waarde, date):
            assert field.waarde <= VANDAAG
        if isinstance(field.waarde, str) and field.veld not in ("gezin", "gemeente", "indiener"):
            for word in field.waarde.split():
                assert word in text, "every word of a field stands in the text"
        if field.waarde is None:
            assert field.twijfel, "an empty field is there only to be looked at"
    for kind in found.kinderen:
        assert kind.voornaam or kind.achternaam
        assert kind.geboortedatum is None or kind.geboortedatum <= VANDAAG


def test_of_a_consultatie_that_was_held_who_and_advice_are_asked_for() -> None:
    found = recognise("Consultatie GI: 5-11-2026\nConsultatie VT: nog niet", GEMEENTEN, VANDAAG)
    doubts = {v.veld: v.twijfel for v in found.velden if v.twijfel}
    assert doubts["gi_wie"] == "Met wie dit besproken is, staat er niet bij."
    assert doubts["gi_advies"] == "Het advies staat er niet bij."
    assert "vt_wie" not in doubts, "nothing is asked of what was not held"
