"""A bijlage is what its content says; programs, macros and other kinds are refused, names are cleaned."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain import bijlage as b
from expertteam_app.domain.errors import FieldError

MAIL = b"From: aya@voorbeeld.invalid\r\nTo: bo@voorbeeld.invalid\r\nSubject: Verslag\r\n\r\nHallo"


def archive(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, text in members.items():
            file.writestr(name.replace("__", "/"), text)
    return made.getvalue()


DOCX = archive(**{"[Content_Types].xml": "", "word/document.xml": "<w/>"})
XLSX = archive(**{"[Content_Types].xml": "", "xl/workbook.xml": "<w/>"})
ODT = archive(mimetype="application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("content", "soort"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", b.PDF),
        (b"\x89PNG\r\n\x1a\n\x00\x00", b.PNG),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", b.JPEG),
        (DOCX, b.DOCX),
        (XLSX, b.XLSX),
        (ODT, b.ODT),
        (b"Beste allemaal,\r\ndit is een brief.", b.TXT),
        ("Mét accenten".encode("cp1252"), b.TXT),
        ("\ufeffMét accenten".encode(), b.TXT),
        (MAIL, b.EML),
        (b"Van: niet een mail\nTo: ook niet", b.TXT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "__substg1.0_0037001F".encode("utf-16-le"), b.MSG),
    ],
    ids=range(12),  # as below
)
def test_the_content_tells_the_kind(content: bytes, soort: b.Bestandssoort) -> None:
    assert b.kind_of(content) is soort


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leeg"),
        (b" \r\n ", "leeg"),
        (b"MZ\x90\x00", "programma"),
        (b"\x7fELF\x02", "programma"),
        (b"#!/bin/sh\nrm -rf /", "programma"),
        (archive(**{"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": ""}), "macro"),
        (archive(**{"[Content_Types].xml": "", "xl/workbook.xml": "", "xl/macrosheets/sheet1.xml": ""}), "macro"),
        (archive(**{"mimetype": "application/vnd.oasis.opendocument.text", "Basic/script.xml": ""}), "macro"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "2007"),
        (archive(anders="x"), "zip"),
        (DOCX[:60], "beschadigd"),
        (b"GIF89a\x01\x00", "Dit soort"),
        (b"\x00\x01\x02\x03", "Dit soort"),
        (b"Rar!\x1a\x07\x00", "Dit soort"),
    ],
    ids=range(14),  # the bytes of an archive hold the time: as a name of a test they would differ per process
)
def test_what_is_not_kept_is_refused_with_a_reason(content: bytes, words: str) -> None:
    with pytest.raises(FieldError, match=words) as refused:
        b.kind_of(content)
    assert refused.value.remedy


starts = st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"From: ", DOCX, ODT])


@given(starts, st.binary(max_size=300), st.integers(0, 400))
def test_any_bytes_have_a_kind_or_a_sentence(start: bytes, rest: bytes, cut: int) -> None:
    content = (start + rest)[: cut or None]
    try:
        soort = b.kind_of(content)
    except FieldError:
        return
    assert soort.media in b.SOORTEN
    if soort.tonen is b.Tonen.TEKST:
        b.read_text(content)


def test_a_zip_that_unpacks_to_a_giant_is_not_unpacked() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", bytes(200_000_000))
    with pytest.raises(FieldError, match="zip"):
        b.kind_of(made.getvalue())


@pytest.mark.parametrize(
    ("naam", "schoon"),
    [
        ("brief.pdf", "brief.pdf"),
        ("C:\\map\\brief.PDF", "brief.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("foto.pdf.exe", "foto.pdf"),
        ("brief\u202efdp.exe", "brieffdp.pdf"),
        ("con.txt", "bijlage con.pdf"),
        ("???", "bijlage.pdf"),
        ("", "bijlage.pdf"),
        ("een: twee?.docx", "een twee.pdf"),
        (".verborgen", "verborgen.pdf"),
    ],
)
def test_a_name_is_cleaned_and_ends_as_its_content(naam: str, schoon: str) -> None:
    assert b.clean_name(naam, b.PDF) == schoon


@given(st.text(max_size=200))
def test_every_name_can_stand_on_every_disk(naam: str) -> None:
    made = b.clean_name(naam, b.TXT)
    assert made.endswith(".txt")
    assert len(made) <= b.MAX_NAAM + len("bijlage ") + 4
    assert not set(made) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(c)[0] == "C" for c in made)
    assert made == made.strip(" .")
    assert b.clean_name(made, b.TXT) == made


def test_the_size_has_a_limit() -> None:
    assert b.checked_size(20 * b.MB, 20) == 20 * b.MB
    with pytest.raises(FieldError, match="20 MB"):
        b.checked_size(20 * b.MB + 1, 20)


def test_sizes_are_said_for_people() -> None:
    assert [b.size_in_words(n) for n in (0, 812 * 1024, 3_565_158)] == ["1 kB", "812 kB", "3,4 MB"]
