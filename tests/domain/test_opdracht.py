"""A verb with its object; everything else is a search."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.opdracht import Opdracht, Werkwoord, parse_opdracht

VANDAAG = date(2026, 3, 10)
W = Werkwoord


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nieuwe casus", Opdracht(W.NIEUW)),
        ("pauzeer", Opdracht(W.PAUZEREN)),
        ("Pauzeer ret-2026-014", Opdracht(W.PAUZEREN, "RET-2026-014")),
        ("RET-2026-014 pauzeer", Opdracht(W.PAUZEREN, "RET-2026-014")),
        ("pauzeer 014 wacht op school", Opdracht(W.PAUZEREN, "014", tekst="wacht op school")),
        ("hervat 2026-014", Opdracht(W.HERVATTEN, "2026-014")),
        ("stap 4", Opdracht(W.STAP, stap=4)),
        ("naar stap 4", Opdracht(W.STAP, stap=4)),
        ("stap 4 014", Opdracht(W.STAP, "014", stap=4)),
        ("stap 3 thuis gaat het beter", Opdracht(W.STAP, stap=3, tekst="thuis gaat het beter")),
        ("notitie Moeder belde", Opdracht(W.NOTITIE, tekst="Moeder belde")),
        ("notitie 014: Moeder belde", Opdracht(W.NOTITIE, "014", tekst="Moeder belde")),
        ("sluit", Opdracht(W.AFSLUITEN)),
        ("heropen 014", Opdracht(W.HEROPENEN, "014")),
        ("open 014", Opdracht(W.OPEN, "014")),
        ("naar RET 12 mrt", Opdracht(W.NAAR_RET, datum=date(2026, 3, 12))),
        ("naar ret", Opdracht(W.NAAR_RET)),
        ("naar RET di RET-2026-014", Opdracht(W.NAAR_RET, "RET-2026-014", datum=date(2026, 3, 17))),
        (
            "actie school bellen @Sam +10wd",
            Opdracht(W.ACTIE, tekst="school bellen", eigenaar="Sam", datum=date(2026, 3, 24)),
        ),
        ("actie school bellen", Opdracht(W.ACTIE, tekst="school bellen")),
        ("actie 014 bellen do 12 maart", Opdracht(W.ACTIE, "014", tekst="bellen", datum=date(2026, 3, 12))),
        ("actie di", Opdracht(W.ACTIE, tekst="di")),
        ("weergave Open op stap 5", Opdracht(W.WEERGAVE, tekst="Open op stap 5")),
    ],
)
def test_reads_a_verb_with_its_object(typed: str, meant: Opdracht) -> None:
    assert parse_opdracht(typed, VANDAAG) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "sem",
        "open deur",
        "stapel",
        "sluitend",
        "actieplan",
        "nieuwe casussen van maart",
        "stap",
        "hervat vera",
        "014",
    ],
)
def test_everything_else_is_a_search(typed: str) -> None:
    assert parse_opdracht(typed, VANDAAG) is None


def test_a_date_that_cannot_be_says_so() -> None:
    found = parse_opdracht("naar RET 31 feb", VANDAAG)
    assert found is not None
    assert "bestaat niet" in found.fout


@given(st.text(max_size=40))
def test_no_text_breaks_it(typed: str) -> None:
    assert parse_opdracht(typed, VANDAAG) is None or isinstance(parse_opdracht(typed, VANDAAG), Opdracht)


@given(
    st.sampled_from(["pauzeer", "notitie", "actie", "stap 4", "sluit"]),
    st.from_regex(r"RET-20\d\d-\d{3}", fullmatch=True),
)
def test_the_number_may_stand_before_or_behind(verb: str, number: str) -> None:
    before, behind = parse_opdracht(f"{number} {verb}", VANDAAG), parse_opdracht(f"{verb} {number}", VANDAAG)
    assert before == behind
    assert before is not None
    assert before.nummer == number
