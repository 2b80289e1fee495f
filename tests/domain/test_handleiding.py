"""Chapters of the handleiding: their head, finding words in them, the chapter of a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.handleiding import (
    Hoofdstuk,
    chapter_for,
    parse_hoofdstuk,
    parse_woorden,
    search,
    words_as_text,
)

TEKST = """---
titel: Een casus
rollen: voorzitter, toegangsmedewerker
paginas: casussen, casussen:Stem
---
## De stem
Druk **Ctrl+N**. Lees ook [Vandaag](vandaag).

![Het scherm](beelden/casus.png)
"""


def test_a_chapter_is_read_with_its_head() -> None:
    found = parse_hoofdstuk("casus", TEKST)
    assert (found.titel, found.rollen) == ("Een casus", ("voorzitter", "toegangsmedewerker"))
    assert found.paginas == ("casussen", "casussen:Stem")
    assert found.kaal == "De stem Druk Ctrl+N . Lees ook Vandaag ."


def test_iedereen_is_no_role() -> None:
    assert parse_hoofdstuk("x", "---\ntitel: X\nrollen: iedereen\n---\nTekst").rollen == ()


@pytest.mark.parametrize("text", ["zonder kop", "---\nrollen: iedereen\n---\nx", "---\ntitel: \n---\nx"])
def test_what_is_no_chapter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="x: no"):
        parse_hoofdstuk("x", text)


def test_a_part_has_its_own_chapter_else_that_of_the_page() -> None:
    casus = parse_hoofdstuk("casus", TEKST)
    stem = Hoofdstuk("stem", "De stem", (), ("casussen:Delen",), "")
    assert chapter_for([casus, stem], "casussen", "Delen") is stem
    assert chapter_for([casus, stem], "casussen", "Kern") is casus
    assert chapter_for([casus, stem], "bord") is None


WORDS = st.text("abcdefghijkéÉ", min_size=1, max_size=8)


@given(st.lists(st.tuples(WORDS, st.lists(WORDS, min_size=1)), min_size=1, max_size=5), WORDS)
def test_search_finds_the_chapters_in_which_a_word_begins_so_and_no_others(
    chapters: list[tuple[str, list[str]]], typed: str
) -> None:
    made = [Hoofdstuk(str(n), title, (), (), " ".join(words)) for n, (title, words) in enumerate(chapters)]
    found = [v.hoofdstuk.slug for v in search(made, typed)]
    wanted = [
        str(n)
        for n, (title, words) in enumerate(chapters)
        if any(fold(w).startswith(fold(typed)) for w in (title, *words))
    ]
    assert sorted(found) == sorted(wanted)
    in_title = [slug for slug in found if fold(chapters[int(slug)][0]).startswith(fold(typed))]
    assert found[: len(in_title)] == in_title


def test_around_what_was_found_stand_its_words() -> None:
    long = Hoofdstuk("x", "X", (), (), f"{'voor ' * 40}noodcode {'na ' * 40}")
    [found] = search([long], "noodc")
    assert "noodcode" in found.fragment
    assert len(found.fragment) < 160
    assert found.fragment.startswith("… ")
    assert search([long], "  ") == []


def test_the_words_of_the_field_are_sorted_and_have_a_meaning() -> None:
    text = """
[[woord]]
woord = "zitting"
uitleg = "Een bespreking."
bron = "DOMEIN 3"

[[woord]]
woord = "Hiaat"
uitleg = "Iets mist."
ook = ["gat"]
"""
    words = parse_woorden(text)
    assert [w.woord for w in words] == ["Hiaat", "zitting"]
    assert words_as_text(words) == "**Hiaat**: Iets mist. Ook: gat.\n\n**zitting**: Een bespreking. (DOMEIN 3)"
    for wrong in ('[[woord]]\nwoord = "x"\n', text + '[[woord]]\nwoord = "hiaat"\nuitleg = "y"\n'):
        with pytest.raises(ValueError, match="woordenlijst"):
            parse_woorden(wrong)
