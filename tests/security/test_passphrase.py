from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.security.passphrase import MIN_LENGTH, passphrase_problem, time_to_guess, unlock_delay


@pytest.mark.parametrize("text", ["paard fiets lamp zee", "aZ3$kq9!Lm2@", "naïef café óók één"])
def test_a_long_passphrase_of_any_kind_is_good(text: str) -> None:
    assert passphrase_problem(text, "Voorbeeld Voorzitter") is None


@pytest.mark.parametrize(
    ("text", "naam", "says"),
    [
        ("elf tekens!", "", "11 van de minstens 12"),
        ("aaaaaaaaaaaaaaaaaaaa", "", "herhaalt"),
        ("121212121212121212", "", "herhaalt"),
        ("voorbeeld-voorzitter", "Voorbeeld Voorzitter", "gelijk aan uw naam"),
        ("", "", "te kort"),
        ("Welkom2026!!", "", "makkelijk te raden"),
        ("Apeldoorn2026!", "", "makkelijk te raden"),
        ("jeugdbeschermingstafel", "", "makkelijk te raden"),
        ("qwertyuiop1234", "", "makkelijk te raden"),
        ("voorzitter1985", "Vera Voorzitter", "makkelijk te raden"),
    ],
)
def test_a_bad_passphrase_is_refused_with_the_reason(text: str, naam: str, says: str) -> None:
    assert says in (passphrase_problem(text, naam) or "")


@pytest.mark.parametrize(
    ("text", "says"),
    [("paard fiets lamp zee", "niet in honderd jaar"), ("aZ3$kq9!Lm2@", "ongeveer 32 jaar"), ("x" * 400, "0 jaar")],
)
def test_how_long_guessing_takes_is_told_in_years(text: str, says: str) -> None:
    assert says in time_to_guess(text)


@given(st.text(max_size=100), st.text(max_size=20))
def test_any_text_can_be_judged(text: str, naam: str) -> None:
    passphrase_problem(text, naam)
    assert time_to_guess(text, naam).endswith(".")


def test_length_is_counted_after_nfkc() -> None:
    assert passphrase_problem("e\u0301" * 6 + "abcde") is not None  # 17 code points, 11 characters
    assert passphrase_problem("ﬁets ﬁjne lat") is None  # 13 code points, 15 characters


@given(st.text(max_size=MIN_LENGTH // 2))
def test_nothing_short_is_ever_good(text: str) -> None:
    if len(unicodedata.normalize("NFKC", text)) < MIN_LENGTH:
        assert passphrase_problem(text)


def test_the_delay_doubles_up_to_a_minute() -> None:
    assert [unlock_delay(n) for n in range(10)] == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert unlock_delay(-1) == 0
    assert unlock_delay(1_000_000) == 60
