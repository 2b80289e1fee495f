"""Opens a workbook or CSV from bytes, as sheets of plain cells.

Nothing is trusted: what the file is follows from its first bytes, not from its name; sizes are checked before anything
is unpacked; formulas stay the text they are and are never evaluated. Everything happens in memory.
"""

from __future__ import annotations

from expertteam_app.domain.errors import UserError
from expertteam_app.exchange.cellen import SAVE_AS, Blad, Cel, Check, Rij, Werkmap
from expertteam_app.exchange.csv_blad import OTHER_LETTERS, read_csv, uses_other_letters
from expertteam_app.exchange.xlsx_blad import read_xlsx

__all__ = ["Blad", "Cel", "Check", "Rij", "Werkmap", "open_werkmap"]

MAX_BYTES = 25 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NOTHING = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"


def open_werkmap(content: bytes, filename: str, *, check: Check | None = None) -> Werkmap:
    """Read every visible sheet of an .xlsx workbook, or the one sheet of a CSV file.

    Args:
        content: the whole file.
        filename: only names the sheet of a CSV file; never trusted for what the file is.
        check: see `cellen.Check`.

    Raises:
        UserError: too large, encrypted, an old .xls, another kind of file, damaged or empty; names the remedy.
        Cancelled: the user pressed stop.
    """
    if not content.strip(_NOTHING):
        raise UserError("Dit bestand is leeg.", "Kies het bestand met de lijst.")
    if len(content) > MAX_BYTES:
        raise UserError(
            f"Dit bestand is groter dan {MAX_BYTES // 1024 // 1024} MB.",
            "Verwijder afbeeldingen en oude bladen, of verdeel de lijst over meer bestanden.",
        )
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise UserError(
                "Dit bestand is met een wachtwoord beveiligd.",
                "Haal in Excel het wachtwoord eraf (Bestand, Info, Werkmap beveiligen) en sla het bestand op.",
            )
        raise UserError("Dit is een oud Excel-bestand (.xls).", SAVE_AS)
    # Of a file that broke off at once only the first letters are there.
    if content.startswith(_ZIP) or any(begin.startswith(content) for begin in _ZIP):
        return read_xlsx(content, check)
    blad = read_csv(content, filename, check)
    return Werkmap((blad,), (OTHER_LETTERS,) if uses_other_letters(content) else ())
