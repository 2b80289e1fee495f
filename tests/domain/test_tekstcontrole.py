from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.namen import Naam
from expertteam_app.domain.tekstcontrole import Soort, Vondst, find_personal, name_words

NAMEN = name_words((Naam("Koen", "van den", "Berg"), Naam("Fatima", "", "El Amrani"), Naam("Jo", "de", "Jong")))


def kinds(text: str) -> list[tuple[Soort, str]]:
    return [(v.soort, v.tekst) for v in find_personal(text, NAMEN)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BSN 111222333 staat hier", (Soort.BSN, "111222333")),
        ("BSN 111.222.333", (Soort.BSN, "111.222.333")),
        ("BSN 1112.22.333", (Soort.BSN, "1112.22.333")),
        ("zie RET-2026-014", (Soort.ZAAKNUMMER, "RET-2026-014")),
        ("zie vtb-2025-003.", (Soort.ZAAKNUMMER, "vtb-2025-003")),
        ("mail a.b@voorbeeld.nl even", (Soort.EMAIL, "a.b@voorbeeld.nl")),
        ("bel 06-12345678", (Soort.TELEFOON, "06-12345678")),
        ("bel 06 12 34 56 78 nu", (Soort.TELEFOON, "06 12 34 56 78")),
        ("bel +31 6 12345678", (Soort.TELEFOON, "+31 6 12345678")),
        ("bel 055-1234567", (Soort.TELEFOON, "055-1234567")),
        ("bel 073 - 612 34 56", (Soort.TELEFOON, "073 - 612 34 56")),
        ("op 12-03-2026 besproken", (Soort.DATUM, "12-03-2026")),
        ("op 1/3/26 besproken", (Soort.DATUM, "1/3/26")),
        ("op 2026-03-12 besproken", (Soort.DATUM, "2026-03-12")),
        ("op 12 maart 2026 besproken", (Soort.DATUM, "12 maart 2026")),
        ("op 3 mei besproken", (Soort.DATUM, "3 mei")),
        ("woont in 7311 AB", (Soort.POSTCODE, "7311 AB")),
        ("woont in 7311AB Apeldoorn", (Soort.POSTCODE, "7311AB")),
        ("het plan van Koen liep vast", (Soort.NAAM, "Koen")),
        ("KOEN liep weg", (Soort.NAAM, "KOEN")),
        ("gesprek met Koen van den Berg thuis", (Soort.NAAM, "Koen van den Berg")),
        ("mevrouw El Amrani belde", (Soort.NAAM, "Amrani")),
        ("familie De Jong", (Soort.NAAM, "Jong")),
    ],
)
def test_finds_what_points_to_a_person(text: str, expected: tuple[Soort, str]) -> None:
    assert kinds(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "In het 1e halfjaar van 2026 zochten wij 8 keer een gezinshuis.",
        "Sinds maart 2026 is er geen plek; in 2025-2026 was dat anders.",
        "Een jong kind wacht lang; in de bergen van werk is koen optreden nodig.",
        "Het nummer 111222334 is geen BSN.",
        "80% binnen 118 werkdagen (46–82), 23 zaken",
        "Artikel 2.3 Jeugdwet, paragraaf 6.5.2",
        "De weg naar 4 AB en 12 SS",
        "Wij vragen 1500 EUR extra budget per 2000 uur.",
    ],
)
def test_leaves_ordinary_text_alone(text: str) -> None:
    assert kinds(text) == []


def test_a_piece_is_reported_once_and_in_order() -> None:
    text = "Koen (geb. 12-03-2012, 111222333), mail koen@voorbeeld.nl"
    assert kinds(text) == [
        (Soort.NAAM, "Koen"),
        (Soort.DATUM, "12-03-2012"),
        (Soort.BSN, "111222333"),
        (Soort.EMAIL, "koen@voorbeeld.nl"),
    ]


def test_words_that_stand_in_for_a_name_are_no_name() -> None:
    assert (
        find_personal("Het Kind is Onbekend.", name_words([Naam("", "", "naam onbekend"), Naam("Kind", "", "van")]))
        == ()
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_known_name_is_found_wherever_it_stands(before: str, after: str) -> None:
    text = f"{before} Koen {after}"
    found = find_personal(text, NAMEN)
    place = len(before) + 1
    assert any(v.begin <= place < v.begin + len(v.tekst) for v in found)


@given(st.text(max_size=120))
def test_every_finding_stands_in_the_text(text: str) -> None:
    found = find_personal(text, NAMEN)
    assert all(text[v.begin :].lstrip().startswith(v.tekst) for v in found)
    assert list(found) == sorted(found, key=lambda v: v.begin)
    assert len({v.begin for v in found}) == len(found)
    assert all(isinstance(v, Vondst) for v in found)
