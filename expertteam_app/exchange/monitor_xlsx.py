"""The half-yearly monitor as a workbook: one sheet per table and one with definitions.

The same report gives the same bytes: the zip carries no clock and the properties no maker. No cell is a formula.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from expertteam_app.domain.cel import neutral
from expertteam_app.domain.monitor import Monitor, MonitorTabel

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

DEFINITIES, OVER = "Definities", "Over dit rapport"
_LONGEST_NAME = 31
"""Characters of the name of a sheet (Excel)."""
_WIDEST, _SMALLEST = 60, 12
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_WHOLE = re.compile(r"\d{1,9}")


def monitor_xlsx(monitor: Monitor, stand: str) -> bytes:
    """The workbook; whole numbers are numbers, all else is text. `stand` says whether the figures were frozen."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    about = book.create_sheet(OVER)
    _fill(
        about,
        ("Gegeven", "Waarde"),
        [
            ("Periode", monitor.periode_label),
            ("Peildatum", f"{monitor.peildatum:%d-%m-%Y}"),
            ("Vergeleken met", monitor.vorige_label),
            ("Stand", stand),
            ("Voor wie", "Intern: bevat kleine aantallen, alleen voor de eigen regio"),
        ],
    )
    names: set[str] = {OVER, DEFINITIES}
    for tabel in monitor.tabellen:
        sheet = book.create_sheet(_name(tabel, names))
        _fill(sheet, (tabel.kop, *tabel.kolommen), [(r.naam, *(c.tekst for c in r.cellen)) for r in tabel.rijen])
    sheet = book.create_sheet(DEFINITIES)
    meant = [(d.onderwerp, d.tekst, d.bron) for d in monitor.definities]
    counted = [(t.titel, t.uitleg, "") for t in monitor.tabellen]
    _fill(sheet, ("Begrip", "Wat het betekent", "Bron"), [*meant, *counted])
    moment = datetime.combine(monitor.peildatum, time())
    book.properties.creator, book.properties.created = "", moment
    raw = BytesIO()
    book.save(raw)
    return _without_clock(raw.getvalue(), f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode())


def _name(tabel: MonitorTabel, taken: set[str]) -> str:
    plain = re.sub(r"[\[\]:*?/\\]", " ", tabel.titel)[:_LONGEST_NAME].strip()
    name, number = plain, 2
    while name in taken:
        tail = f" {number}"
        name, number = plain[: _LONGEST_NAME - len(tail)] + tail, number + 1
    taken.add(name)
    return name


def _fill(sheet: Worksheet, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for y, row in enumerate((head, *rows), start=1):
        for x, text in enumerate(row, start=1):
            cell = sheet.cell(y, x)
            if y > 1 and x > 1 and _WHOLE.fullmatch(text):
                cell.value = int(text)
            else:
                cell.value = neutral(text)
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if y == 1:
                cell.font = Font(bold=True)
    for x in range(1, len(head) + 1):
        longest = max(len(row[x - 1]) for row in (head, *rows))
        sheet.column_dimensions[get_column_letter(x)].width = max(_SMALLEST, min(_WIDEST, longest + 2))
    sheet.freeze_panes = "B2"


def _without_clock(content: bytes, moment: bytes) -> bytes:
    """The same zip with one date on every part."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + moment + rb"\g<2>", part)
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, part)
    return made.getvalue()
