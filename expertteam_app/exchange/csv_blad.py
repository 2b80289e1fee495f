"""Reads a CSV file: separated by ; or , or tab, in UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from expertteam_app.domain.errors import UserError
from expertteam_app.exchange.cellen import SAVE_AS, Blad, Check, Rijenteller

_SEPARATORS = ";,\t"
_SAMPLE_ROWS = 40
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OTHER_FILES = (
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff\xe0",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"SQLite ",
)
_HINT = "sep="
_LAST = "cp1252"
_BROKEN_UTF8 = re.compile(rb"[\xc3\xc5][\x80-\xbf]")
"""An accented letter in UTF-8; in Windows-1252 these bytes are an accented capital and a sign, which no word holds."""
OTHER_LETTERS = "De letters zijn gelezen als Windows-1252; kijk na of namen met accenten kloppen."


def read_csv(content: bytes, filename: str, check: Check | None = None) -> Blad:
    """The one sheet of a CSV file; a row number counts records, as the spreadsheet would show them.

    Raises:
        UserError: the file is no text or no table.
        Cancelled: the user pressed stop.
    """
    text = decode(content).replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    separator = ""
    if first.casefold().startswith(_HINT):
        separator, text = first[len(_HINT) :][:1] or ";", rest
    rows = Rijenteller(check)
    try:
        for number, record in enumerate(_records(text, separator or find_separator(text)), start=1):
            rows.add(number, [cell.strip() or None for cell in record])
    except csv.Error as broken:
        raise UserError(
            "Dit CSV-bestand is niet te lezen: aanhalingstekens staan niet goed, of een cel is te lang.",
            "Sla de lijst opnieuw op als CSV, of als Excel-werkmap (.xlsx).",
        ) from broken
    return Blad(PurePath(filename.replace("\\", "/")).stem or "CSV", tuple(rows.rijen))


def _records(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def find_separator(text: str) -> str:
    """The separator that cuts the first rows into most columns, most evenly; ``;`` when none does."""
    best, best_score = ";", 0.0
    for separator in _SEPARATORS:
        try:
            widths = Counter(len(r) for r in islice(_records(text, separator), _SAMPLE_ROWS) if any(r))
        except csv.Error:
            continue
        width, count = max(widths.items(), key=lambda item: item[0] * item[1], default=(1, 0))
        score = width * count if width > 1 else 0.0
        if score > best_score:
            best, best_score = separator, score
    return best


def decode(content: bytes) -> str:
    """The text of a CSV file: by its byte order mark, otherwise UTF-8, otherwise Windows-1252.

    Raises:
        UserError: the bytes are no text in one of these encodings, or clearly another kind of file.
    """
    if content.startswith(_OTHER_FILES):
        raise _no_list()
    text = _decoded(content)
    start = text[:4000]
    if start.lstrip().startswith("<"):
        raise UserError("Dit is een webpagina of XML-bestand, geen werkblad.", SAVE_AS)
    if any(c < " " and c not in "\t\r\n\f\v" for c in start):
        raise _no_list()
    return text


def _decoded(content: bytes) -> str:
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == _LAST and _BROKEN_UTF8.search(content):
            break
        return text
    raise UserError(
        "De letters in dit CSV-bestand zijn niet te lezen.", "Sla de lijst op als CSV UTF-8, of als .xlsx-werkmap."
    )


def _encodings(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    sample = content[:400]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > len(sample) // 4:
        return ("utf-16-le" if odd > even else "utf-16-be",)
    return ("utf-8", _LAST)


def uses_other_letters(content: bytes) -> bool:
    """Whether a CSV file is read as Windows-1252 because it is not UTF-8."""
    encodings = _encodings(content)
    if encodings[-1] != _LAST:
        return False
    try:
        content.decode(encodings[0])
    except UnicodeDecodeError:
        return True
    return False


def _no_list() -> UserError:
    return UserError(
        "Dit bestand is geen Excel-werkmap (.xlsx) en geen CSV-bestand.",
        "Kies het bestand met de lijst, of sla de lijst op als .xlsx of CSV.",
    )
