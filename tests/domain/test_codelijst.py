"""Every shipped codelijst loads, is whole, and means one thing per word."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from expertteam_app.domain.codelijst import Codelijst, fold, parse_codelijst
from expertteam_app.resources import resource_path

FILES = sorted(resource_path("codelijsten").glob("*.toml"))
IN_TWO_GEMEENTEN = {"klarenbeek"}

CODES = {
    "gemeenten": "0200 0213 0232 0244 0246 0262 0285 0301",
    "aard_hiaat": "niet-in-regio geen-capaciteit doelgroep-uitgesloten niet-gecontracteerd te-ver-weg leeftijdsgrens "
    "combinatie beschikbaarheid duur-perspectief financiering",
    "oorzaken": "K1 K2 K3 K4 K5 A1 A2 A3 A4 A5 A6 R1 R2 R3 R4 R5 S1 S2 S3 S4 S5 G1 G2 G3 G4 G5 O1 O2 P1",
    "stappen": "1 2 3 4 5 6",
    "antwoord_aanbieder": "ja nee wachtlijst geen-reactie",
    "jbt_besluiten": "vrijwillig drang raadsonderzoek aangehouden ingetrokken spoed doorverwezen",
    "verwijzers": "01 02 03 04 05 06 07 08",
    "jeugdzorgrollen": "301 111 112 113 114 115 121 122 125 139 191 211 212 213 221 222 391 392 393 411 412 413 491",
    "presentie": "uitgenodigd aanwezig op-afstand afwezig",
    "tafelrollen": "voorzitter secretaris toegangsmedewerker inbrenger ouder jeugdige raad gi veilig-thuis "
    "vertrouwenspersoon aanbieder gedragswetenschapper ervaringsdeskundige overig",
    "kaders": "vrijwillig drang gedwongen",
    "verklarende_analyse": "ja in-de-maak nee",
    "leeftijdsbanden": "0-5 6-11 12-15 16-17 18-22",
}
LABELS = {
    "zorgvormen": "gezinshuis|deeltijdpleegzorg|klinische jeugd-ggz|time-outplek|intensief ambulant|"
    "driemilieuvoorziening|gesloten jeugdhulp|respijtzorg|begeleid wonen 18+|dagbehandeling",
    "uitkomsten": "passende hulp gestart|doorgeleid BOEG|uithuisplaatsing voorkomen|uithuisplaatsing|ingetrokken|"
    "verhuisd|advies gegeven|maatwerkarrangement|doorgeleid JBT of VT|niet in behandeling",
    "raad_status": "Intake afgerond|Onderzoek afgerond|Zaak afgerond",
    "raad_resultaat": "Verzoek tot onderzoek afgewezen|Geen rekest Kinderbescherming|Maatregel opgelegd|"
    "Geen maatregel opgelegd",
}


def load(name: str) -> Codelijst:
    return parse_codelijst(resource_path("codelijsten", f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_list_loads_under_its_own_name(path: Path) -> None:
    lijst = parse_codelijst(path.read_text(encoding="utf-8"))
    assert lijst.naam == path.stem
    assert lijst.versie == "2026.1"
    assert lijst.bron
    assert lijst.titel
    assert lijst.geldig_vanaf <= date(2024, 1, 1), "older rows in the lists must be covered"
    assert all(code.label for code in lijst)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_word_belongs_to_one_code(path: Path) -> None:
    owners: dict[str, set[str]] = {}
    for code in parse_codelijst(path.read_text(encoding="utf-8")):
        for word in (code.code, code.label, *code.synoniemen):
            assert fold(word), f"{word!r} has no letters"
            owners.setdefault(fold(word), set()).add(code.code)
    assert {word for word, codes in owners.items() if len(codes) > 1} <= IN_TWO_GEMEENTEN


@pytest.mark.parametrize(("naam", "codes"), CODES.items())
def test_the_codes_are_those_of_the_domain(naam: str, codes: str) -> None:
    assert [code.code for code in load(naam)] == codes.split()


@pytest.mark.parametrize(("naam", "labels"), LABELS.items())
def test_the_labels_are_those_of_the_contract(naam: str, labels: str) -> None:
    assert set(labels.split("|")) <= {code.label for code in load(naam)}


def test_a_cause_points_to_an_existing_kind_of_hiaat() -> None:
    kinds = {code.code for code in load("aard_hiaat")}
    pointed = {code.code: code.extra["aard"] for code in load("oorzaken") if "aard" in code.extra}
    assert set(pointed.values()) <= kinds
    wanted = {
        "A1": "niet-in-regio",
        "A2": "geen-capaciteit",
        "A3": "combinatie",
        "A4": "doelgroep-uitgesloten",
        "A5": "duur-perspectief",
        "S2": "financiering",
        "S3": "leeftijdsgrens",
    }
    assert wanted.items() <= pointed.items()


def test_gemeenten_carry_their_cbs_code() -> None:
    assert all(code.extra["cbs"] == f"GM{code.code}" for code in load("gemeenten"))


def test_zorgvormen_know_their_group_and_the_cruciale_functies() -> None:
    lijst = load("zorgvormen")
    assert {code.extra["groep"] for code in lijst} == {"ambulant", "verblijf", "crisis", "onderwijs", "overig"}
    cruciaal = {code.code for code in lijst if code.extra.get("cruciaal") == "ja"}
    assert {"gesloten-jeugdhulp", "pleegzorg", "forensische-zorg", "verplichte-zorg", "jb-jr"} <= cruciaal
    assert "gezinshuis" not in cruciaal


def test_the_bands_join_without_a_gap() -> None:
    bands = [(int(code.extra["van"]), int(code.extra["tot"])) for code in load("leeftijdsbanden")]
    assert [age for van, tot in bands for age in range(van, tot + 1)] == list(range(23))


@pytest.mark.parametrize(
    ("naam", "woord", "code"),
    [
        ("gemeenten", "Gem. Apeldoorn", "0200"),
        ("gemeenten", "Zutfen", "0301"),
        ("zorgvormen", "3 milieu voorziening", "driemilieuvoorziening"),
        ("zorgvormen", "JZ+", "gesloten-jeugdhulp"),
        ("oorzaken", "Wlz of Jw?", "S2"),
        ("oorzaken", "18-/18+", "S3"),
        ("uitkomsten", "UHP", "uithuisplaatsing"),
        ("stappen", "exp.team", "5"),
        ("jbt_besluiten", "RO", "raadsonderzoek"),
    ],
)
def test_what_people_write_is_recognised(naam: str, woord: str, code: str) -> None:
    found = load(naam).recognise(woord)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("woord", ["Deventer", "Ede", "", "Klarenbeek"])
def test_another_place_or_one_in_two_gemeenten_is_not_recognised(woord: str) -> None:
    assert load("gemeenten").recognise(woord) is None


HEAD = 'naam = "x"\ntitel = "X"\nversie = "1"\nbron = "b"\ngeldig_vanaf = 2020-01-01\n'


def test_a_code_that_occurs_twice_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="code a staat er twee keer in"):
        parse_codelijst(HEAD + '[[code]]\ncode = "a"\nlabel = "A"\n' * 2)


def test_a_missing_key_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="label"):
        parse_codelijst(HEAD + '[[code]]\ncode = "a"\n')
    with pytest.raises(tomllib.TOMLDecodeError):
        parse_codelijst("naam =")


def test_labels_and_codes_are_found_and_an_unknown_code_shows_itself() -> None:
    lijst = load("oorzaken")
    assert lijst.label("A2") == "wachtlijst of wachttijd"
    assert lijst.label("Z9") == "Z9"
    assert lijst.get("Z9") is None
