from __future__ import annotations

import hashlib
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.vingerafdruk import BITS, LIJST, WOORDEN, made_phrase, words_of
from expertteam_app.security.passphrase import passphrase_problem
from expertteam_app.services.woorden_lijst import fingerprint_words

LISTED = fingerprint_words()


def test_the_list_is_the_same_for_ever() -> None:
    digest = hashlib.sha256("\n".join(LISTED).encode()).hexdigest()
    assert digest == "bf478e36120ca9458aee0e3bab0f9a87864a152fcea4c1341d5097e8f12ca6ee", (
        "another list shows other fingerprints than the programs that people have"
    )


def test_no_two_words_begin_alike() -> None:
    assert len(LISTED) == LIJST == 2**BITS
    assert len({word[:4] for word in LISTED}) == LIJST
    assert all(word.isascii() and word.isalpha() and word.islower() for word in LISTED)


def test_a_fingerprint_is_longer_than_anyone_can_try() -> None:
    assert WOORDEN * BITS >= 64
    assert len(words_of(bytes(32), LISTED)) == WOORDEN


@given(st.binary(min_size=32, max_size=32), st.integers(0, WOORDEN * BITS - 1))
def test_every_bit_counts(digest: bytes, place: int) -> None:
    other = (int.from_bytes(digest) ^ 1 << (255 - place)).to_bytes(32)
    assert words_of(digest, LISTED) != words_of(other, LISTED)


@given(st.binary(min_size=32, max_size=32))
def test_the_words_say_the_bits_in_order(digest: bytes) -> None:
    bits = "".join(f"{LISTED.index(word):010b}" for word in words_of(digest, LISTED))
    assert f"{int.from_bytes(digest):0256b}".startswith(bits)


def test_another_list_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="list"):
        words_of(bytes(32), LISTED[:-1])
    with pytest.raises(ValueError, match="list"):
        made_phrase(LISTED[:-1], secrets.randbelow)


def test_a_made_wachtzin_is_a_good_one() -> None:
    made = {made_phrase(LISTED, secrets.randbelow) for _ in range(20)}
    assert len(made) == 20
    assert all(len(phrase.split(" ")) == WOORDEN for phrase in made)
    assert not any(passphrase_problem(phrase, "Tess") for phrase in made)
