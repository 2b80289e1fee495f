"""Reads an .xlsx workbook with openpyxl, after looking at the zip file itself.

openpyxl parses the XML with defusedxml (installed with the program), so entities cannot explode. Formulas are read as
text; no value that a formula left behind is used.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from expertteam_app.domain.errors import ExpertteamError, UserError
from expertteam_app.exchange.cellen import SAVE_AS, Blad, Cel, Check, Rijenteller, Werkmap

MAX_UNZIPPED = 150 * 1024 * 1024
MAX_IN_ONE = 16 * 1024 * 1024
"""Bytes that are read in one go: a row, all shared texts, the styles. They take forty times as much memory."""
MAX_RATIO = 200
"""Unpacked to packed size; a spreadsheet of repeated rows stays under 50."""
_RATIO_FROM = 10 * 1024 * 1024
_MAX_PARTS = 5_000
_ROW_END = re.compile(rb"</(?:[\w.-]{1,40}:)?row\s{0,9}>")
_CHUNK = 1024 * 1024
_OVERLAP = 64
_MAX_ROW_NUMBER = 1_048_576
_ENCRYPTED_BIT = 0x1
_SINCE_1904 = (
    "Deze werkmap telt dagen vanaf 1904: een datum die als los getal in een cel staat, is vier jaar te vroeg gelezen."
)
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl, zipfile and its two XML parsers (a fault is a SyntaxError of each) raise on a crooked file."""


def read_xlsx(content: bytes, check: Check | None = None) -> Werkmap:
    """Every visible sheet of the workbook.

    Raises:
        UserError: no workbook, damaged, too large when unpacked, or nothing but hidden sheets.
        Cancelled: the user pressed stop.
    """
    with _damage_explained():
        check_zip(content)
        return _read(content, check)


@contextmanager
def _damage_explained() -> Iterator[None]:
    try:
        yield
    except ExpertteamError:
        raise
    except _BROKEN as broken:
        raise UserError(
            "Deze werkmap is beschadigd en niet te lezen.",
            "Open het bestand in Excel (dat kan het herstellen), sla het opnieuw op en probeer het nog eens.",
        ) from broken


def check_zip(content: bytes) -> None:
    """Look at the zip directory before anything is unpacked; sizes written there are enforced by zipfile.

    Raises:
        UserError: another kind of file, locked with a password, or a zip that unpacks to far too much.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        unzipped = sum(part.file_size for part in parts)
        too_much = unzipped > MAX_UNZIPPED or len(parts) > _MAX_PARTS
        big = [part for part in parts if part.file_size > MAX_IN_ONE // 2]
        one_go = 0 if too_much else sum(_longest_stretch(archive, part) for part in big)
    names = {part.filename for part in parts}
    if any(part.flag_bits & _ENCRYPTED_BIT for part in parts):
        raise UserError("Dit bestand is met een wachtwoord beveiligd.", "Haal het wachtwoord eraf en sla het op.")
    if "xl/workbook.bin" in names:
        raise UserError("Dit is een binaire Excel-werkmap (.xlsb).", SAVE_AS)
    if "[Content_Types].xml" not in names or not any(n.startswith("xl/") for n in names):
        kind = "LibreOffice-bestand (.ods of .odt)" if "mimetype" in names else "ander bestand dan een Excel-werkmap"
        raise UserError(f"Dit is een {kind}.", SAVE_AS)
    zipped = max(1, sum(part.compress_size for part in parts))
    ratio_wrong = unzipped > _RATIO_FROM and unzipped / zipped > MAX_RATIO
    if too_much or ratio_wrong or one_go > MAX_IN_ONE:
        raise UserError(
            "Deze werkmap is uitgepakt veel te groot en wordt niet geopend.",
            "Kopieer alleen de lijst naar een nieuwe werkmap en lees die in.",
        )


def _longest_stretch(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """The most bytes of a part that come without the end of a row: what must be held in one go."""
    if part.flag_bits & _ENCRYPTED_BIT:
        return 0
    longest = last = at = 0
    tail = b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            piece, begin = tail + chunk, at - len(tail)
            for end in _ROW_END.finditer(piece):
                longest, last = max(longest, begin + end.end() - last), begin + end.end()
            at += len(chunk)
            tail = piece[-_OVERLAP:]
    return max(longest, at - last)


def _read(content: bytes, check: Check | None) -> Werkmap:
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    sheets: list[Blad] = []
    notes: list[str] = []
    hidden = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions it leaves out; none matter here
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            if book.epoch == CALENDAR_MAC_1904:
                notes.append(_SINCE_1904)
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    hidden += 1
                    continue
                sheets.append(_read_sheet(sheet, check))
        finally:
            book.close()
    if not sheets:
        raise UserError("In deze werkmap staat geen zichtbaar werkblad.", "Maak het blad met de lijst zichtbaar.")
    if hidden == 1:
        notes.append("Er is 1 verborgen werkblad; dat is niet gelezen.")
    elif hidden:
        notes.append(f"Er zijn {hidden} verborgen werkbladen; die zijn niet gelezen.")
    return Werkmap(tuple(sheets), tuple(notes))


def _read_sheet(sheet: Any, check: Check | None) -> Blad:  # noqa: ANN401 - the stubs lack the read-only worksheet
    sheet.reset_dimensions()  # the size written in the file may be wrong and would cut off rows
    rows = Rijenteller(check)
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > _MAX_ROW_NUMBER:
            raise UserError("Dit werkblad heeft meer regels dan Excel kent.", SAVE_AS)
        rows.add(number, [_plain(value) for value in values])
    return Blad(sheet.title, tuple(rows.rijen))


def _plain(value: Any) -> Cel:  # noqa: ANN401 - openpyxl gives whatever stands in the cell
    if value is None or isinstance(value, int | float | date | datetime | time):
        return value
    if isinstance(value, str):
        return value.strip() or None
    return str(getattr(value, "text", None) or value)  # an array formula keeps its text; a duration is written out
