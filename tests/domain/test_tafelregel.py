"""What is read in a line typed at the table, and that it can be typed again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.tafelregel import (
    Getypt,
    Kring,
    RegelSoort,
    TafelregelInfo,
    in_een_zin,
    lacking,
    lees,
    split_letter,
    stem_van,
    typ,
    with_letter,
)

DONDERDAG = date(2026, 3, 12)
KRING = Kring(
    DONDERDAG,
    namen=(("Anna de Vries", "Anna de Vries"), ("Anna", "Anna Bos"), ("toegang", "Sam Smit"), ("Bo", "Bo")),
    kinderen=("Aya", "Ben"),
)
A, B, S, Z, I = (  # noqa: E741 - the letters one types
    RegelSoort.ACTIE,
    RegelSoort.BESLUIT,
    RegelSoort.STEM,
    RegelSoort.ZOEKREGEL,
    RegelSoort.INFO,
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Aanbieder A heeft plek vanaf mei", Getypt(I, "Aanbieder A heeft plek vanaf mei")),
        ("i a is geen letter hier", Getypt(I, "a is geen letter hier")),
        ("S zegt dat het goed gaat", Getypt(I, "S zegt dat het goed gaat")),
        ("b Tafel kiest deeltijdverblijf", Getypt(B, "Tafel kiest deeltijdverblijf")),
        ("b aya: blijft thuis", Getypt(B, "blijft thuis", kind=0)),
        ("b Let op: blijft thuis", Getypt(B, "Let op: blijft thuis")),
        ("a intake regelen @toegang +10wd", Getypt(A, "intake regelen", eigenaar="Sam Smit", datum=date(2026, 3, 26))),
        ("a @Anna de Vries belt vrijdag", Getypt(A, "belt", eigenaar="Anna de Vries", datum=date(2026, 3, 13))),
        ("a @Anna belt uiterlijk 1-4", Getypt(A, "belt", eigenaar="Anna Bos", datum=date(2026, 4, 1))),
        ("a intake +2w plannen @Boris", Getypt(A, "intake plannen", eigenaar="Boris", datum=date(2026, 3, 26))),
        ("a mail naar x@y.nl sturen", Getypt(A, "mail naar x@y.nl sturen")),
        ("a bel school", Getypt(A, "bel school")),
        ('a bel @"Team Jeugd Lochem" do', Getypt(A, "bel", eigenaar="Team Jeugd Lochem", datum=date(2026, 3, 19))),
        ("s moeder: ik wil rust", Getypt(S, "ik wil rust", wie="moeder")),
        ("s ik wil naar huis", Getypt(S, "ik wil naar huis")),
        ("z gezinshuis, De Wilg, nee", Getypt(Z, "gezinshuis, De Wilg, nee")),
        ("b", Getypt(I, "b")),
        ("b ", Getypt(B, "")),
        ("", Getypt(I, "")),
    ],
)
def test_a_line_is_read(typed: str, read: Getypt) -> None:
    assert lees(typed, KRING) == read


def test_werkdagen_are_counted_by_the_calendar_of_the_kluis() -> None:
    slow = Kring(DONDERDAG, count_werkdagen=lambda _start, n: date(2027, 1, n))
    assert lees("a bellen +4wd", slow).datum == date(2027, 1, 4)


words = st.lists(
    st.one_of(
        st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8),
        st.sampled_from(
            [
                "@Anna",
                "@?",
                "=?",
                "+10wd",
                "a",
                "b",
                "i",
                "morgen",
                "voor",
                "1-4",
                "mei",
                "Aya:",
                "?:",
                "moeder:",
                "@x",
                "di",
                "@Anna de",
                '@"',
                "=1-4",
                "12",
                "mrt",
                "op",
            ]
        ),
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
plain_names = st.sampled_from(["Anna de Vries", "Anna Bos", "Team Jeugd Lochem", "Bo", "Zoë-Fleur van 't Hoff", "?"])
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))


@given(
    st.one_of(
        st.builds(Getypt, st.sampled_from([I, Z]), words),
        st.builds(Getypt, st.just(B), words, kind=st.sampled_from([None, 0, 1])),
        st.builds(Getypt, st.just(S), words, wie=st.one_of(st.just(""), st.sampled_from(["moeder", "oma Bep", "Aya"]))),
        st.builds(
            Getypt,
            st.just(A),
            words,
            eigenaar=st.one_of(st.just(""), plain_names),
            datum=st.one_of(st.none(), days),
        ),
    )
)
def test_what_is_typed_again_reads_the_same(line: Getypt) -> None:
    assert lees(typ(line, KRING), KRING) == line


@given(st.text(max_size=30), st.sampled_from(list(RegelSoort)))
def test_another_letter_leaves_the_words(text: str, soort: RegelSoort) -> None:
    changed = with_letter(text, soort)
    assert split_letter(changed) == (soort, split_letter(text)[1])


def test_a_line_says_what_it_lacks() -> None:
    line = TafelregelInfo(1, 1, A, "intake regelen")
    assert lacking(line) == ("wie", "wanneer")
    assert lacking(TafelregelInfo(1, 1, A, "x", eigenaar="Sam", datum=DONDERDAG)) == ()
    assert lacking(TafelregelInfo(1, 1, A, "x", klaar=True)) == ()
    assert lacking(TafelregelInfo(1, 1, S, "ik wil rust")) == ("wie zegt dit",)


@pytest.mark.parametrize(
    ("wie", "whose"),
    [
        ("moeder", "ouders"),
        ("de vader van Aya", "ouders"),
        ("Aya", "jeugdige"),
        ("de jeugdige", "jeugdige"),
        ("oma", ""),
        ("school", ""),
        ("", ""),
    ],
)
def test_whose_stem_it_is(wie: str, whose: str) -> None:
    assert stem_van(wie, () if "van" in wie else ("Aya",)) == whose


def test_a_sentence_counts_the_lines() -> None:
    assert in_een_zin([I, B, A, A]) == "4 regels, 1 besluit, 2 acties"
    assert in_een_zin([]) == "0 regels"
    assert in_een_zin([S]) == "1 regel, 1 stem"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a uiterlijk 1-4", Getypt(A, "uiterlijk", datum=date(2026, 4, 1))),
        ("a bellen 1-3", Getypt(A, "bellen", datum=date(2027, 3, 1))),
        (
            "a bellen +1d of liever +2w na schooltijd",
            Getypt(A, "bellen +1d of liever na schooltijd", datum=date(2026, 3, 26)),
        ),
    ],
)
def test_an_actie_lies_ahead_keeps_a_word_of_its_own_and_takes_the_last_day(typed: str, read: Getypt) -> None:
    assert lees(typed, KRING) == read


def test_a_first_name_that_two_children_have_names_neither() -> None:
    twins = Kring(DONDERDAG, kinderen=("Aya", "Ben", "aya"))
    assert lees("b Aya: blijft thuis", twins) == Getypt(B, "Aya: blijft thuis")
    assert lees("b Ben: blijft thuis", twins) == Getypt(B, "blijft thuis", kind=1)
