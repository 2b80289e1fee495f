from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.noodcode import is_last_group
from expertteam_app.security import recovery
from expertteam_app.security.recovery import format_code, new_code, parse_code

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
codes = st.integers(0, 2**160 - 1).map(recovery._encode)


def test_a_new_code_is_on_paper_in_groups_of_five_and_never_twice_the_same() -> None:
    made = {new_code() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(rf"(?:[{ALPHABET}]{{5}}-){{6}}[{ALPHABET}]{{4}}", code) for code in made)


def test_the_check_is_crc_8() -> None:
    assert recovery._crc8(b"123456789") == 0xF4  # the catalogue's check value


@given(codes)
def test_what_was_printed_can_be_typed_sloppily(code: str) -> None:
    printed = format_code(code)
    sloppy = printed.lower().replace("0", "o").replace("1", "l").replace("-", " – ")
    assert parse_code(printed) == parse_code(sloppy) == parse_code(code.replace("1", "I")) == code


@given(codes, st.data())
def test_one_wrong_character_is_always_noticed(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from(sorted(set(ALPHABET) - {code[place]})))
    with pytest.raises(FieldError, match="tikfout"):
        parse_code(code[:place] + wrong + code[place + 1 :])


@given(codes)
def test_two_swapped_neighbours_are_always_noticed(code: str) -> None:
    for place, (a, b) in enumerate(itertools.pairwise(code)):
        if a != b:
            with pytest.raises(FieldError, match="tikfout"):
                parse_code(code[:place] + b + a + code[place + 2 :])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ABCDE-FGHJU", "'U' komt in een noodcode niet voor (groep 2, teken 5)"),
        ("ABCDE-FGHJK", "heeft 34 tekens; hier staan er 10"),
        ("", "hier staan er 0"),
        ("ABC!E", "groep 1, teken 4"),
    ],
)
def test_the_text_says_where_it_goes_wrong(text: str, says: str) -> None:
    with pytest.raises(FieldError, match=re.escape(says)) as caught:
        parse_code(text)
    assert caught.value.field == "noodcode"


@pytest.mark.parametrize("typed", ["R0K4", " rok4 ", "r 0 k 4", "ROK4"])
def test_the_last_group_is_typed_over_as_people_type(typed: str) -> None:
    assert is_last_group("04106-1050R-R0K4", typed)


@pytest.mark.parametrize(("code", "typed"), [("04106-R0K4", "R0K5"), ("04106-R0K4", ""), ("", "")])
def test_another_group_is_not(code: str, typed: str) -> None:
    assert not is_last_group(code, typed)
