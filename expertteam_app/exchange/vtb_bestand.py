"""Reads the text out of a file in which a VTB came: .docx, .pdf or .txt."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from expertteam_app.domain.errors import UserError
from expertteam_app.exchange.vtb_pdf import text_of_pdf

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
"""A docx that unpacks to more than this is no VTB."""
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
        if path.stat().st_size > MAX_BYTES:
            raise UserError("Dit bestand is te groot voor een VTB.", PLAK)
        content = path.read_bytes()
    except OSError as problem:
        raise UserError(
            "Dit bestand is niet te openen.", "Sluit het in andere programma's en probeer opnieuw."
        ) from problem
    if kind == _PDF:
        return text_of_pdf(content)
    return text_of_docx(content) if kind == _DOCX else text_of_plain(content)


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
            unpacked = sum(info.file_size for info in packed.infolist())
        text = _paragraphs(content) if unpacked <= MAX_UNPACKED else None
    except Exception as problem:  # a broken file may break the reader anywhere; the user gets one sentence
        raise UserError("Dit Word-bestand is niet te lezen.", PLAK) from problem
    if text is None:
        raise UserError("Dit Word-bestand pakt uit tot te veel.", PLAK)
    return text


def _paragraphs(content: bytes) -> str:
    from docx import Document
    from docx.table import Table

    lines: list[str] = []
    for part in Document(BytesIO(content)).iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                cells: list[str] = []
                for cell in row.cells:
                    text = cell.text.strip()
                    if not cells or text != cells[-1]:  # a merged cell comes once for every column
                        cells.append(text)
                lines.append("\t".join(cells))
        else:
            lines.append(part.text)
    return "\n".join(lines)
