"""Which texts a typed text fits, and the piece that is shown of them; a plain oracle reads the same words."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain import zoektekst
from expertteam_app.domain.tekstcontrole import find_personal
from expertteam_app.domain.zoektekst import fragment, indexed, plain, query_words, shown_part

LETTERS = "abcdefghijklmnopqrstuvwxyzäëïöüéèêçñåšžøłßĳ'-’ ABCÉÏ0123456789"
texts = st.text(alphabet=LETTERS, max_size=60)


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Søren", "soren"),
        ("Škvorecký", "skvorecky"),
        ("DANIËL", "daniel"),
        ("Weiß", "weiss"),
        ("Łukasz", "LUKASZ"),
    ],
)
def test_plain_spelling(stored: str, typed: str) -> None:
    assert plain(stored) == plain(typed)


def test_other_spellings_stand_behind_what_is_shown() -> None:
    text = indexed("Foto's van Jan-Willem, RET-2026-014")
    assert shown_part(text) == "Foto's van Jan-Willem, RET-2026-014"
    assert text.split("\x1f")[1].split() == ["fotos", "janwillem", "ret2026014"]
    assert indexed("gewone tekst") == "gewone tekst"
    assert indexed("het \x1f teken") == "het   teken"


def test_a_typed_word_has_every_spelling() -> None:
    assert query_words("Van Dĳk") == (("van",), ("dijk", "dyk"))
    assert query_words("jan-willem") == (("jan willem", "janwillem"),)
    assert query_words(" - ' \" * ( ") == ()


@given(texts)
def test_the_shown_text_is_what_was_written(text: str) -> None:
    assert shown_part(indexed(text)) == unicodedata.normalize("NFKC", text)


@given(texts, texts)
def test_a_fragment_is_a_piece_of_the_text(text: str, typed: str) -> None:
    piece = fragment(text, typed)
    assert piece.tekst.removeprefix("… ").removesuffix(" …") in " ".join(text.split())


@given(st.lists(st.text(alphabet="abcdefghé", min_size=3, max_size=9), min_size=1, max_size=80), st.data())
def test_a_fragment_marks_a_typed_word(words: list[str], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(words))
    marked = [part for part, hit in fragment(" ".join(words), word.upper()).stukken if hit]
    assert any(plain(part).startswith(plain(word)) for part in marked)
    assert len(fragment(" ".join(words), word).tekst) < 220


def test_a_fragment_never_adds_markup() -> None:
    piece = fragment("hij zei <b>stop</b> & ging", "stop")
    assert piece.tekst == "hij zei <b>stop</b> & ging"
    assert [part for part, hit in piece.stukken if hit] == ["stop"]


OLD_CHAIN = re.compile(r"[^\W_]+(?:[-'’‘`´./][^\W_]+)+")
OLD_OTHER = re.compile(r"[^\W_]*[øłđðþßæœıħŋ][^\W_]*")


@given(st.text(alphabet="ab1é_-'./ øß", max_size=30))
def test_words_are_cut_as_by_the_plain_patterns(text: str) -> None:
    assert zoektekst._KETEN.findall(text) == OLD_CHAIN.findall(text)
    assert zoektekst._ANDERS.findall(text) == OLD_OTHER.findall(text)


@pytest.mark.parametrize("letters", ["x" * 300_000, "é" * 300_000, "x" * 150_000 + "ø", "-".join(["x"] * 100_000)])
def test_a_very_long_word_is_read_once(letters: str) -> None:
    """With a pattern that goes back into the word this would take hours."""
    assert indexed(letters).startswith(letters[:10])
    assert find_personal(letters) == ()
