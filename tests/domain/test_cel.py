from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.beeld import Beeld, getal_as
from expertteam_app.domain.cel import neutral, plain

BEGIN = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
words = st.text() | st.builds(str.__add__, st.text(" \u00a0\"'" + BEGIN, min_size=1, max_size=4), st.text(max_size=8))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1+1", "-1+cmd|' /C calc'!A0", "@x", "\t=1", "\r=1", ' "=1', "'=1", "\n", "\uff1d1", "\u00a0=1", "-"],
)
def test_what_could_be_a_formula_becomes_text(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "0-5", "time-outplek", "'s avonds", "12", "-3,5", "+2", "-1.200", "-12 %", "1=1"])
def test_ordinary_words_and_numbers_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text


@given(words)
def test_no_cell_begins_a_formula_and_every_text_comes_back(text: str) -> None:
    made = neutral(text)
    assert made in {text, f"'{text}"}
    assert made.startswith("'") or not made.lstrip(' \u00a0"').startswith(tuple(BEGIN)) or _is_number(made)
    assert plain(made) == text


@given(st.lists(words, min_size=1))
def test_a_row_comes_back_through_a_file(row: list[str]) -> None:
    row = [cell.replace("\r", "").replace("\x00", "") for cell in row]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerow(map(neutral, row))
    (back,) = csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=";")
    assert [plain(cell) for cell in back] == row


def test_a_table_for_the_clipboard_runs_nothing() -> None:
    axis = getal_as("aantal", 3)
    beeld = Beeld("titel", axis, axis, "zin", koppen=("=groep", "aantal"), rijen=(("=cmd", "-3"),))
    assert beeld.als_tabel == "'=groep\taantal\n'=cmd\t-3"


def _is_number(text: str) -> bool:
    return text[1:].replace(",", "").replace(".", "").replace("\u00a0", "").rstrip("% \t\n\u00a0").isdecimal()
