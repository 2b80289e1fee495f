from __future__ import annotations

import os
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from expertteam_app.exchange.bestand import read_file
from expertteam_app.exchange.vtb_bestand import text_of_docx


def test_no_more_is_read_than_makes_sense(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes(b"12345")
    assert read_file(path, 5) == b"12345"
    assert read_file(path, 4) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")  # opening it would wait for ever
    for path in (tmp_path / "pijp", Path("/dev/zero"), tmp_path, tmp_path / "weg"):
        with pytest.raises(OSError, match=r"."):
            read_file(path, 5)


def test_a_merged_cell_is_said_once_across_and_on_every_row_down() -> None:
    document = Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Kind"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Ouders"
    for row, column, text in ((0, 2, "Aya"), (1, 1, "naam"), (1, 2, "Vera"), (2, 1, "naam"), (2, 2, "Gijs")):
        table.cell(row, column).text = text
    made = BytesIO()
    document.save(made)
    assert text_of_docx(made.getvalue()).splitlines() == ["Kind\tAya", "Ouders\tnaam\tVera", "Ouders\tnaam\tGijs"]


@pytest.mark.parametrize("span", ["0", "-3", "1000000000"])
def test_a_cell_that_says_an_impossible_width_loses_nothing(span: str) -> None:
    document = Document()
    table = document.add_table(1, 3)
    for column, text in enumerate(("Kind", "Aya", "Epe")):
        table.cell(0, column).text = text
    for cell in table.rows[0]._tr.tc_lst:
        cell.get_or_add_tcPr().get_or_add_gridSpan().set(qn("w:val"), span)
    made = BytesIO()
    document.save(made)
    assert text_of_docx(made.getvalue()) == "Kind\tAya\tEpe"
