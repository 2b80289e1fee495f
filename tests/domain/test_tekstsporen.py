"""What points to one child without a name. All sentences are invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.tekstgetallen import Bronvermelding, numbers_in
from expertteam_app.domain.tekstsporen import Spoor, find_traces
from expertteam_app.services.plaatsen_lijst import place_names

PLAATSEN = place_names()


def printed(*aantallen: int, procenten: tuple[int, ...] = ()) -> Bronvermelding:
    return Bronvermelding({n: (f"Tabel: {n}",) for n in aantallen}, {n: (f"Tabel: {n}%",) for n in procenten})


@pytest.mark.parametrize(
    ("text", "soort", "piece"),
    [
        ("Een jongen van 16 jaar vond geen plek.", Spoor.LEEFTIJD, "16 jaar"),
        ("Een 16-jarige wachtte lang.", Spoor.LEEFTIJD, "16-jarige"),
        ("Zij was zestien jaar.", Spoor.LEEFTIJD, "zestien jaar"),
        ("Jongere (16) bleef thuis.", Spoor.LEEFTIJD, "(16)"),
        ("Bij drie kinderen liep het vast.", Spoor.AANTAL, "drie kinderen"),
        ("Bij 2 jonge broertjes liep het vast.", Spoor.AANTAL, "2 jonge broertjes"),
        ("De enige drieling van het dorp.", Spoor.BROERS, "enige"),
        ("Sinds april 2024 is er geen plek.", Spoor.TIJD, "april 2024"),
        ("Het gesprek was op maandag.", Spoor.TIJD, "maandag"),
        ("Jongere S. wilde naar huis.", Spoor.VOORLETTER, "S."),
        ("Jongere S wilde naar huis.", Spoor.VOORLETTER, "Jongere S"),
        ("Zij werd zestien en ging weg.", Spoor.LEEFTIJD, "werd zestien"),
        ("Er is geen plek in Twello.", Spoor.PLAATS, "Twello"),
        ("De reis naar Hoog Soeren is lang.", Spoor.PLAATS, "Hoog Soeren"),
        ("Een gezin uit Antwerpen.", Spoor.PLAATS, "Antwerpen"),
    ],
)
def test_what_points_to_a_child_is_found(text: str, soort: Spoor, piece: str) -> None:
    assert (soort, piece) in [(v.soort, v.tekst) for v in find_traces(text, PLAATSEN)]


@pytest.mark.parametrize(
    "text",
    [
        "De instroom is stabiel en de wachttijd neemt af.",
        "In het 1e halfjaar van 2026 was er vaker geen plek.",
        "Samen kijken hielp: de hulp sloot beter aan.",
        "In de hal van het gebouw is geen plek.",
        "Oorzaak A2 komt het meest voor.",
        "Een kind heeft rust nodig, en een gezin tijd.",
    ],
)
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    assert find_traces(text, PLAATSEN) == ()


def test_a_number_without_a_source_is_flagged_and_one_from_a_table_is_not() -> None:
    text = "Van de 45 jeugdigen wachtten er 17, in 2026 en 33,5% daarvan lang."
    found = [v.tekst for v in find_traces(text, PLAATSEN, printed(45, 10)) if v.soort is Spoor.ZONDER_BRON]
    assert found == ["17", "33,5"]
    assert find_traces("Het waren er 1.250.", PLAATSEN, printed(1250)) == ()
    assert not [v for v in find_traces(text, PLAATSEN) if v.soort is Spoor.ZONDER_BRON]


def test_a_percentage_is_no_count_and_a_count_no_percentage() -> None:
    text = "40% van de 45 jeugdigen, dus 45 procent."
    found = find_traces(text, PLAATSEN, printed(45, procenten=(40,)))
    assert [(v.tekst, v.begin) for v in found] == [("45", text.index("45 procent"))]


def test_numbers_in_words_are_numbers_and_years_are_not() -> None:
    text = "In 2026 waren er twintig; in het 1e halfjaar dertig procent, en 1.250 in 1998."
    found = [(g.tekst, g.waarde, g.procent) for g in numbers_in(text)]
    assert found == [("twintig", 20, False), ("dertig", 30, True), ("1.250", 1250, False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10-15 zaken", [("10", 10), ("15", 15)]),
        ("45–50 zaken", [("45", 45), ("50", 50)]),
        ("“12” stond er, [45] en 45+ of (8)", [("12", 12), ("45", 45), ("45", 45), ("8", 8)]),
        ("1.250.000 euro", [("1.250.000", 1_250_000)]),
        ("12/13 en 12.", [("12", 12), ("13", 13), ("12", 12)]),
        ("tweeëntwintig of eenentwintig", [("tweeëntwintig", 22), ("eenentwintig", 21)]),
        ("negenennegentig en tweehonderd", [("negenennegentig", 99), ("tweehonderd", 200)]),
        ("duizend en honderd", [("duizend", 1000), ("honderd", 100)]),
        ("één van hen", [("één", 1)]),
        ("met z’n drieën", [("drieën", 3)]),
        ("een paar kinderen", [("een paar", None)]),
        ("17 procentpunt erbij", [("17", None)]),
        ("paragraaf 6.5.2 en 33,5", [("6.5.2", None), ("33,5", None)]),
    ],
)
def test_every_way_to_write_a_number_is_a_number(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert [(g.tekst, g.waarde) for g in numbers_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("17 pct", 17),
        ("17%", 17),
        ("zeventien procent", 17),
        ("de helft van hen", 50),
        ("een derde", 33),
        ("twee derde", 67),
        ("een kwart", 25),
        ("driekwart", 75),
    ],
)
def test_a_part_of_the_whole_is_a_percentage(text: str, percent: int) -> None:
    (found,) = numbers_in(text)
    assert (found.waarde, found.procent) == (percent, True)


@pytest.mark.parametrize("text", ["de derde keer", "in 2025-2026", "het 1e halfjaar", "een jeugdige", "oorzaak A2"])
def test_what_is_no_number_is_left_alone(text: str) -> None:
    assert numbers_in(text) == ()


def test_every_number_says_where_it_stands() -> None:
    told = printed(45, procenten=(40,))
    assert [told.van(g) for g in numbers_in("Er waren er 45, dat is 40%, en 3,5 en 7.")] == [
        ("Tabel: 45",),
        ("Tabel: 40%",),
        (),
        (),
    ]


@given(st.text(max_size=200))
def test_every_finding_stands_where_it_says_and_none_overlap(text: str) -> None:
    found = find_traces(text, PLAATSEN, printed(10), lambda word: word != "aap")
    for v in found:
        assert text[v.begin : v.begin + len(v.tekst)] == v.tekst
    assert all(a.begin + len(a.tekst) <= b.begin for a, b in pairwise(found))


def test_every_kind_says_what_to_write_instead() -> None:
    assert all(soort.raad for soort in Spoor)
