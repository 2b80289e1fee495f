from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from expertteam_app.domain.inbreng import InbrengFeiten, asks_for_place, onderdelen

ALLES = InbrengFeiten(
    vraag="Hoe kan Fenna (fictief) veilig thuis wonen?",
    stem_jeugdige="Ik wil naar huis.",
    stem_ouders="Wij willen hulp.",
    stem_niet_gelukt="",
    geprobeerd="Ambulante hulp, liep vast op de wachtlijst.",
    zoekregels=2,
    geboortedatum=date(2011, 3, 12),
    gezag_bekend=True,
    gedeeld_op_grond=True,
    casusregisseur="Bep Fictief",
    mandaathouder=True,
    analyse="",
)


def _missing(feiten: InbrengFeiten, *, analyse_verplicht: bool = False) -> set[str]:
    return {o.code for o in onderdelen(feiten, analyse_verplicht=analyse_verplicht) if not o.klaar}


def test_an_inbreng_with_everything_has_no_gaps() -> None:
    assert _missing(ALLES) == set()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"vraag": "  "}, "vraag"),
        ({"vraag": "Graag een plek in een gezinshuis"}, "vraag"),
        ({"vraag": "a" * 301}, "vraag"),
        ({"stem_jeugdige": ""}, "stem"),
        ({"stem_ouders": " "}, "stem"),
        ({"geprobeerd": "\n"}, "geprobeerd"),
        ({"zoekregels": 0}, "zoekregels"),
        ({"geboortedatum": None}, "gezag"),
        ({"gezag_bekend": False}, "gezag"),
        ({"gedeeld_op_grond": False}, "grondslag"),
        ({"casusregisseur": ""}, "regie"),
        ({"mandaathouder": False}, "mandaat"),
    ],
)
def test_each_gap_is_named_alone(change: dict[str, object], code: str) -> None:
    assert _missing(replace(ALLES, **change)) == {code}  # type: ignore[arg-type]  # the table holds one field each


def test_a_voice_that_could_not_be_heard_is_no_gap_when_it_says_why() -> None:
    silent = replace(ALLES, stem_jeugdige="", stem_ouders="", stem_niet_gelukt="De jeugdige is weggelopen (fictief).")
    assert _missing(silent) == set()


def test_a_verklarende_analyse_is_asked_only_where_the_region_does() -> None:
    assert _missing(ALLES, analyse_verplicht=True) == {"analyse"}
    assert _missing(replace(ALLES, analyse="nee"), analyse_verplicht=True) == {"analyse"}
    assert _missing(replace(ALLES, analyse="ja"), analyse_verplicht=True) == set()


def test_a_question_about_a_place_is_still_a_question() -> None:
    assert asks_for_place("Wij zoeken een plek")
    assert not asks_for_place("Wat maakt dat een plek steeds niet lukt?")
