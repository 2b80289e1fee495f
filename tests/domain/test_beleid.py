"""Whatever a policy says, the program starts, stays within its bounds, and is never made less safe."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.beleid import (
    LANGST,
    MAX_BYTES,
    SLEUTELS,
    STRENGST,
    TEKSTGROOTTES,
    THEMAS,
    Beleid,
    lees_beleid,
    waarden,
)
from expertteam_app.domain.tekens import is_zuiver
from expertteam_app.services.instellingen import GROOTSTE
from expertteam_app.ui.theme import TEXT_SCALES, Mode
from tests.conftest import PROGRAM

WHOLE = """
tekstgrootte = 150
thema = "donker"
vergrendelen-na = 8
vergrendelen-na-hoogstens = 15
back-up-plaats = '/srv/back-ups'
printvriendelijk = true
oefenkluis = false
"""
VALUES = st.one_of(
    st.integers(-5, 300).map(str),
    st.booleans().map(lambda on: str(on).lower()),
    st.sampled_from(["'donker'", "'/srv/b'", "''", "1.5", "[]", "{}", "1979-05-27", "'\\u202e'", '"a\\nb"', "inf"]),
)
LINES = st.tuples(st.sampled_from([*SLEUTELS, "[x]", "vergrendelen", '"a b"', "Thema", "thema.x"]), VALUES)
ALMOST = st.lists(LINES, max_size=8).map(lambda lines: "\n".join(f"{key} = {value}" for key, value in lines))


def within_bounds(beleid: Beleid) -> None:
    assert beleid.tekstgrootte in {None, *TEKSTGROOTTES}
    assert beleid.thema in {None, *THEMAS}
    assert beleid.printvriendelijk in {None, True, False}
    assert beleid.plaats is None or (PurePosixPath(beleid.plaats).is_absolute() and beleid.plaats.isprintable())
    for own in (1, 10, LANGST):
        assert 1 <= beleid.minuten(own) <= own, "a policy may shorten the time, never lengthen it"
    for told in beleid.fouten:
        assert told.endswith(".")
        assert len(told) < 300
        assert is_zuiver(told)
        assert "\n" not in told


@given(st.one_of(st.text(), ALMOST, ALMOST.flatmap(lambda good: st.text().map(lambda more: good + more))))
def test_any_text_gives_a_policy_within_all_bounds(text: str) -> None:
    within_bounds(lees_beleid(text))


@given(ALMOST)
def test_every_line_is_taken_over_or_told(text: str) -> None:
    beleid = lees_beleid(text)
    taken = sum(value is not None for value in waarden(beleid).values())
    assert taken or beleid.fouten or text.strip() in {"", "oefenkluis = true"}


@given(own=st.integers(1, LANGST), wrong=st.sampled_from(["-1", "0", "241", "true", "'10'", "5.0", "[5]"]))
@pytest.mark.parametrize("key", ["vergrendelen-na", "vergrendelen-na-hoogstens", "vergrendelen", "Vergrendelen-na"])
def test_what_is_wrong_about_locking_makes_it_strict_whatever_else_is_right(key: str, own: int, wrong: str) -> None:
    other = "vergrendelen-na-hoogstens" if key != "vergrendelen-na-hoogstens" else "vergrendelen-na"
    for text in (f"{key} = {wrong}\n{other} = 240", f"{other} = 240\n{key} = {wrong}"):
        beleid = lees_beleid(text)
        assert beleid.minuten(own) == min(own, STRENGST)
        assert f"({key})" in beleid.melding


def test_a_whole_policy_is_taken_over() -> None:
    beleid = lees_beleid(WHOLE)
    assert beleid == Beleid(150, "donker", 8, 15, "/srv/back-ups", printvriendelijk=True, oefenkluis=False)
    assert (beleid.minuten(240), beleid.minuten(3), beleid.melding) == (8, 3, "")
    assert None not in waarden(beleid).values()


def test_without_any_line_everything_is_free() -> None:
    assert lees_beleid("# niets") == Beleid()
    assert Beleid().minuten(LANGST) == LANGST


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tekstgrootte = 110", "Regel 1 (tekstgrootte): kies uit 100, 125, 150, 200."),
        ("# uitleg\n\ntekstgrootte = true", "Regel 3 (tekstgrootte)"),
        ("thema = 'roze'", "kies uit systeem, licht, donker, contrast"),
        ("printvriendelijk = 'ja'", "kies true (ja) of false (nee)"),
        ("back-up-plaats = 'back-ups'", "vanaf de schijf"),
        ("back-up-plaats = ''", "schrijf de naam van een map"),
        ("back-up-plaats = '/" + "a" * 300 + "'", "hoogstens 200 tekens"),
        ("[beeld]\nthema = 'licht'", "Regel 1 (beeld): deze instelling bestaat niet."),
        ("vergrendelen-na = 600", "Regel 1 (vergrendelen-na): kies een heel getal van 1 tot en met 240."),
        ("thema = licht", "geen geldige TOML. Kijk bij regel 1."),
        ("oefenkluis = true\nthema = 'licht'\nthema = 'donker'", "Kijk ook bij de laatste regel."),
        ("thema = 'licht'\nthema = 'donker'\noefenkluis = true", "Kijk bij regel 2."),
        ("x = " + "[" * 5000, "geen geldige TOML"),
        ("x = " + "9" * 5000, "geen geldige TOML"),
        ("#" * (MAX_BYTES + 1), "groter dan 16 kB"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, words: str) -> None:
    beleid = lees_beleid(text)
    assert words in beleid.melding
    within_bounds(beleid)


def test_many_wrong_lines_are_told_in_a_few_sentences() -> None:
    beleid = lees_beleid("\n".join(f"regel{n} = 1" for n in range(50)))
    assert beleid.fouten[-1] == "Nog 45 instellingen kloppen niet."
    assert len(beleid.fouten) == 6


def test_a_place_is_whole_in_the_way_of_the_computer_it_is_on() -> None:
    text = r"back-up-plaats = 'P:\Expertteam'"
    assert lees_beleid(text, PureWindowsPath).plaats == r"P:\Expertteam"
    assert lees_beleid(text, PurePosixPath).plaats is None


def test_the_choices_are_those_of_the_window() -> None:
    assert TEKSTGROOTTES == TEXT_SCALES
    assert {mode.value for mode in Mode} <= set(THEMAS)
    assert GROOTSTE["vergrendelen.minuten"] == LANGST


def test_the_words_of_a_policy_stand_in_its_example() -> None:
    example = (PROGRAM.parent / "installer" / "beleid-voorbeeld.toml").read_text("utf-8")
    assert lees_beleid(example, PureWindowsPath) == Beleid(), "as it ships it fixes nothing"
    loose = "\n".join(line.removeprefix("# ") if " = " in line else line for line in example.splitlines())
    beleid = lees_beleid(loose, PureWindowsPath)
    assert beleid.melding == ""
    assert None not in waarden(beleid).values(), "every setting has an example"
