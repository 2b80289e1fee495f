"""Reads the text out of a file in which a VTB came: .docx, .pdf or .txt."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from expertteam_app.domain.errors import UserError
from expertteam_app.exchange.bestand import read_file
from expertteam_app.exchange.vtb_pdf import MAX_TEKENS, text_of_pdf

if TYPE_CHECKING:
    from docx.table import Table

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
"""A docx that unpacks to more than this is no VTB."""
MAX_XML = 10 * 1024 * 1024
"""The same of what is not a picture: it takes fifty times as much memory once it is read."""
_MOST_SPAN = 100
"""Columns that one cell can be wide; Word knows 63."""
PLAK = "Open het in Word of een PDF-lezer, kopieer alles (Ctrl+A, Ctrl+C) en plak het hier met Ctrl+V."
_DOCX, _PDF, _TXT = ".docx", ".pdf", ".txt"


def text_of(path: Path) -> str:
    """The text of a file, in the order of the page; a table gives a line per row, with tabs between its cells.

    Raises:
        UserError: another kind of file, one that is too large, or one that cannot be read; names the remedy.
    """
    kind = path.suffix.casefold()
    if kind not in (_DOCX, _PDF, _TXT):
        raise UserError("Uit dit soort bestand kan Expertteam de tekst niet lezen; wel uit .docx, .pdf en .txt.", PLAK)
    try:
        content = read_file(path, MAX_BYTES)
    except OSError as problem:
        raise UserError(
            "Dit bestand is niet te openen.", "Sluit het in andere programma's en probeer opnieuw."
        ) from problem
    if content is None:
        raise UserError("Dit bestand is te groot voor een VTB.", PLAK)
    if kind == _PDF:
        return text_of_pdf(content)
    text = text_of_docx(content) if kind == _DOCX else text_of_plain(content)
    if len(text) > MAX_TEKENS:
        raise UserError("In dit bestand staat meer tekst dan in een VTB past.", "Kopieer het verzoek zelf en plak dat.")
    return text


def text_of_plain(content: bytes) -> str:
    """A text file in UTF-8 or UTF-16 (with its mark), or as older Windows programs write it; never fails."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def text_of_docx(content: bytes) -> str:
    """The text of a Word file.

    Raises:
        UserError: it is no Word file, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
        unpacked = sum(part.file_size for part in parts)
        read = sum(part.file_size for part in parts if part.filename.casefold().endswith((".xml", ".rels")))
        text = _paragraphs(content) if unpacked <= MAX_UNPACKED and read <= MAX_XML else None
    except Exception as problem:  # a broken file may break the reader anywhere; the user gets one sentence
        raise UserError("Dit Word-bestand is niet te lezen.", PLAK) from problem
    if text is None:
        raise UserError("Dit Word-bestand pakt uit tot te veel.", PLAK)
    return text


def _paragraphs(content: bytes) -> str:
    from docx import Document
    from docx.table import Table as DocxTable

    lines: list[str] = []
    for part in Document(BytesIO(content)).iter_inner_content():
        if isinstance(part, DocxTable):
            lines += _rows(part)
        else:
            lines.append(part.text)
    return "\n".join(lines)


def _rows(table: Table) -> Iterator[str]:
    """A line for each row; what is merged across is said once, what is merged down on every row.

    The cells are taken as they stand in the file: python-docx repeats a cell for every column that it says it is wide,
    and looks up the row above for every one that is merged down.
    """
    from docx.table import _Cell

    above: dict[int, str] = {}
    for row in table.rows:
        at, now = min(row.grid_cols_before, _MOST_SPAN), dict[int, str]()
        for cell in row._tr.tc_lst:  # noqa: SLF001 - python-docx has no cells that are not repeated
            text = _Cell(cell, table).text.strip()
            now[at] = above.get(at, text) if cell.vMerge == "continue" else text
            at += max(1, min(cell.grid_span, _MOST_SPAN))
        yield "\t".join(text for text, _same in groupby(now.values()))
        above = now
