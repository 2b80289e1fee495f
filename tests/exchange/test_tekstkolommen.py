"""Columns as numbers against splitting row by row, whatever the size of a block and the width of a cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.exchange.tekstkolommen import BLOCK, WIDEST, Kolom, column_of, columns_of

CELL = st.text(alphabet="ab é\0", max_size=3) | st.sampled_from(["aaaaaaaa", "aaaaaaaab", "aaaaaaa", "x" * 40])
ROWS = st.lists(st.tuples(CELL, CELL, CELL), max_size=30)


def cells(column: Kolom) -> list[str]:
    return [column.teksten[nr] for nr in column.nummers.tolist()]


@given(ROWS, st.sampled_from([0, 5, 64, BLOCK]), st.sampled_from([0, 100, WIDEST]))
def test_every_cell_is_found_again(rows: list[tuple[str, str, str]], block: int, widest: int) -> None:
    text = "".join(";".join(row) + "\n" for row in rows)
    found = columns_of(text, ";", 3, (2, 0), block=block, widest=widest)
    assert found is not None
    for column, place in zip(found, (2, 0), strict=True):
        assert cells(column) == [row[place] for row in rows]
        assert column.teksten == tuple(dict.fromkeys(row[place] for row in rows)), "once each, in order of the rows"
        slow = column_of(row[place] for row in rows)
        assert (slow.teksten, slow.nummers.tolist()) == (column.teksten, column.nummers.tolist())


@given(ROWS, st.integers(0, 30), st.sampled_from(["a\n", "a;b\n", "a;b;c;d\n", "\n", "a;b;c;d;e\nf\n"]))
def test_a_row_of_another_width_is_left_to_the_reader_of_rows(
    rows: list[tuple[str, str, str]], place: int, other: str
) -> None:
    lines = [";".join(row) + "\n" for row in rows]
    lines.insert(min(place, len(lines)), other)
    assert columns_of("".join(lines), ";", 3, (0, 1, 2)) is None
