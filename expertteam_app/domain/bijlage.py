"""What a bijlage is by its content, not by its name; what is refused, and the name it is kept under."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from expertteam_app.domain.errors import FieldError

MAX_NAAM: Final = 120
MB: Final = 1024 * 1024
_MIMETYPE_ROOM: Final = 200
_HEAD: Final = 4096
_MAIL_HEADERS: Final = re.compile(rb"^(from|to|subject|date|received|message-id|return-path):", re.IGNORECASE)
_LEAST_HEADERS: Final = 3
_PROGRAMS: Final = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"\xce\xfa\xed\xfe",
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MSG_MARK: Final = "__substg1.0_".encode("utf-16-le")
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_MACROS: Final = re.compile(r"vbaproject\.bin|(^|/)basic/|macrosheets/|activex/", re.IGNORECASE)


class Tonen(StrEnum):
    """How a bijlage can be looked at inside the window."""

    BEELD = "beeld"
    TEKST = "tekst"
    NIET = "niet"


@dataclass(frozen=True, slots=True)
class Bestandssoort:
    """A kind of file: its media type, the ending it is kept under, what people call it, how it is shown."""

    media: str
    einde: str
    naam: str
    tonen: Tonen


PDF = Bestandssoort("application/pdf", ".pdf", "PDF", Tonen.NIET)
PNG = Bestandssoort("image/png", ".png", "afbeelding (PNG)", Tonen.BEELD)
JPEG = Bestandssoort("image/jpeg", ".jpg", "foto (JPEG)", Tonen.BEELD)
DOCX = Bestandssoort(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", "Word-document", Tonen.NIET
)
XLSX = Bestandssoort(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", "Excel-werkmap", Tonen.NIET
)
ODT = Bestandssoort("application/vnd.oasis.opendocument.text", ".odt", "OpenDocument-tekst", Tonen.NIET)
TXT = Bestandssoort("text/plain", ".txt", "tekst", Tonen.TEKST)
EML = Bestandssoort("message/rfc822", ".eml", "e-mail", Tonen.TEKST)
MSG = Bestandssoort("application/vnd.ms-outlook", ".msg", "e-mail (Outlook)", Tonen.NIET)

SOORTEN: Final = {s.media: s for s in (PDF, PNG, JPEG, DOCX, XLSX, ODT, TXT, EML, MSG)}
_WELKE: Final = "Bewaar het als PDF, of kies een PDF, foto, Word-, Excel- of tekstbestand of e-mail."


def kind_of(content: bytes) -> Bestandssoort:
    """The kind of file by its first bytes and, in a zip, by its members; the name plays no part.

    Raises:
        FieldError: empty, a program, a document with macros, or a kind that is not kept.
    """
    if not content.strip():
        raise FieldError("bestand", "Dit bestand is leeg.", "Kies een ander bestand.")
    if content.startswith(_PROGRAMS):
        raise FieldError("bestand", "Dit is een programma; dat komt niet in de kluis.", _WELKE)
    for start, soort in ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG)):
        if content.startswith(start):
            return soort
    if content.startswith(b"PK\x03\x04"):
        return _in_zip(content)
    if content.startswith(_OLE):
        if _MSG_MARK in content:
            return MSG
        raise FieldError("bestand", "Dit is een Office-bestand van vóór 2007; daar kunnen macro's in zitten.", _WELKE)
    if is_text(content):
        return EML if _is_mail(content) else TXT
    raise FieldError("bestand", "Dit soort bestand kan de kluis niet bewaren.", _WELKE)


def _in_zip(content: bytes) -> Bestandssoort:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
            told = b""
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    told = file.read(_MIMETYPE_ROOM).strip()
    except Exception as error:
        raise FieldError("bestand", "Dit bestand is beschadigd.", _WELKE) from error
    if any(_MACROS.search(name) for name in names):
        raise FieldError("bestand", "In dit document zitten macro's; dat komt niet in de kluis.", _WELKE)
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return DOCX
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return XLSX
    if told == ODT.media.encode():
        return ODT
    raise FieldError("bestand", "Een zip-bestand bewaart de kluis niet.", _WELKE)


def is_text(content: bytes) -> bool:
    """Whether the bytes are text in UTF-8 or Windows-1252, without control characters."""
    try:
        text = read_text(content)
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(c) == "Cc" and c not in "\t\r\n\f" for c in text)


def read_text(content: bytes) -> str:
    """The text of a tekst or e-mail: UTF-8 when it is that, otherwise Windows-1252.

    Raises:
        UnicodeDecodeError: it is neither.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _is_mail(content: bytes) -> bool:
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n\n")[0]
    found = [m[1].lower() for m in (_MAIL_HEADERS.match(line) for line in head.split(b"\n")) if m]
    return bool(_MAIL_HEADERS.match(head)) and len(set(found)) >= _LEAST_HEADERS


def checked_size(size: int, most_mb: int) -> int:
    """The size in bytes when the kluis takes so much.

    Raises:
        FieldError: it is larger than so many megabytes.
    """
    if size > most_mb * MB:
        raise FieldError(
            "bestand",
            f"Dit bestand is groter dan {most_mb} MB.",
            "Maak het kleiner, of vraag de beheerder om de grens bij Beheer te verhogen.",
        )
    return size


def clean_name(naam: str, soort: Bestandssoort) -> str:
    r"""A name without folders, signs that a disk refuses or that hide the real ending; the ending is of the content.

    >>> clean_name("C:\\map\\brief.PDF", PDF)
    'brief.pdf'
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", naam))[-1]
    plain = "".join(c if unicodedata.category(c)[0] != "C" else "" for c in last)
    plain = " ".join(re.sub(r'[<>:"|?*]', " ", plain).split())
    stem = plain.rpartition(".")[0] if "." in plain.strip(".") else plain
    known = {s.einde for s in SOORTEN.values()} | {".jpeg", ".text", ".doc", ".xls"}
    while any(stem.casefold().endswith(einde) for einde in known):
        stem = stem.rpartition(".")[0]
    stem = stem.strip(" .")[:MAX_NAAM].strip(" .")
    if not stem or _RESERVED.match(stem):
        stem = f"bijlage {stem}".strip()
    return f"{stem}{soort.einde}"


def size_in_words(size: int) -> str:
    """A size for people: ``812 kB``, ``3,4 MB``."""
    if size < MB:
        return f"{max(1, round(size / 1024))} kB"
    return f"{size / MB:.1f} MB".replace(".", ",")
