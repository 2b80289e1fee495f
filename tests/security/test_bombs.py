"""Small files that are made to fill the memory, to keep the program busy or to reach other files."""

from __future__ import annotations

import io
import itertools
import json
import os
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.security.fuzzing import MOST_SECONDS, feed
from tests.security.readers import CASUSSEN, LOG, READERS, VTBS

LONG = "EXPERTTEAM_FUZZ_SECONDEN" in os.environ
MB = 1_000_000
LOT = 20 * MB if LONG else 6 * MB
"""Bytes of a large text."""
ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY a0 "lol">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]>"
)
EXTERNAL = b'<!DOCTYPE a [<!ENTITY a9 SYSTEM "file:///etc/hostname">]>'
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
DOCUMENT = "word/document.xml"
_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


_SHARED = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
"""Without it nobody reads the part with the shared texts."""


def packed(reader: str, part: str, content: bytes | Iterator[bytes], *, says: int | None = None) -> bytes:
    """A good file with another content in one of its parts; `says`: the size that the directory tells."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(READERS[reader].seeds()[0])) as good,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made,
    ):
        for name in good.namelist():
            if name != part:
                more = _SHARED if part == STRINGS else b""
                made.writestr(name, good.read(name).replace(b"</Types>", more + b"</Types>"))
        with made.open(part, "w", force_zip64=True) as file:
            for piece in (content,) if isinstance(content, bytes) else content:
                file.write(piece)
    found = target.getvalue()
    if says is not None:
        with zipfile.ZipFile(io.BytesIO(found)) as archive:
            size = archive.getinfo(part).file_size
        assert found.count(struct.pack("<L", size)) >= 1
        found = found.replace(struct.pack("<L", size), struct.pack("<L", says))
    return found


def sheet(rows: bytes | Iterator[bytes], head: bytes = b"") -> bytes:
    def whole() -> Iterator[bytes]:
        yield head + b"<worksheet " + _MAIN + b"><sheetData>"
        yield from (rows,) if isinstance(rows, bytes) else rows
        yield b"</sheetData></worksheet>"

    return packed("casuslijst.xlsx", SHEET, whole())


def word(body: bytes | Iterator[bytes], head: bytes = b"") -> bytes:
    def whole() -> Iterator[bytes]:
        yield head + b"<w:document " + _WORD + b"><w:body>"
        yield from (body,) if isinstance(body, bytes) else body
        yield b"</w:body></w:document>"

    return packed("vtb.docx", DOCUMENT, whole())


def many(piece: bytes, size: int) -> Iterator[bytes]:
    chunk = piece * (MB // len(piece))
    for _ in range(size // len(chunk)):
        yield chunk


def varied(size: int) -> Iterator[bytes]:
    """Short texts that are all different, so that they do not pack to nothing."""
    number = 0
    while size > 0:
        chunk = b"".join(b"<si><t>%d</t></si>" % n for n in range(number, number + 20_000))
        number, size = number + 20_000, size - len(chunk)
        yield chunk


def png(width: int, height: int, *, rows: int = 1, text: bytes = b"") -> bytes:
    """A picture that says it is so large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    lines = zlib.compress(bytes((width // 8 + 1) * rows), 9)
    parts = [chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 1, 0, 0, 0, 0))]
    if text:
        parts.append(chunk(b"zTXt", b"a\0\0" + zlib.compress(text, 9)))
    return b"\x89PNG\r\n\x1a\n" + b"".join([*parts, chunk(b"IDAT", lines), chunk(b"IEND", b"")])


def jpeg(width: int, height: int) -> bytes:
    good = READERS["logo"].seeds()[2]
    place = good.index(b"\xff\xc0") + 5
    return good[:place] + struct.pack(">HH", height, width) + good[place + 4 :]


def list_with(text: str, cell: str, column: int) -> bytes:
    head, first, *_rest = text.splitlines()
    cells = first.split(";")
    cells[column] = cell
    return f"{head}\n{';'.join(cells)}\n".encode()


def slow_cells(text: str) -> Iterator[bytes]:
    """In each column, long texts on which a careless pattern keeps searching."""
    for piece in (" ", "1-", "a,", "(", "/", "12-2-2026 ", "van ", "-", "A", "3 feb ", "0"):
        for column in range(1, 9, 1 if LONG else 4):
            yield list_with(text, piece * ((60_000 if LONG else 30_000) // len(piece)), column)


def slow_texts() -> Iterator[bytes]:
    for piece in (
        "\n",
        " ",
        "ja nee ",
        "[ ] ",
        "Gezin: ",
        "1-5-2015 ",
        "- ",
        "a",
        "\t",
        "☒",
        "Kinderen\n",
        "(",
        "Aya Proef 1-5-2015\n",
    ):
        yield (piece * ((300_000 if LONG else 100_000) // len(piece))).encode()


def _strings(size: int) -> Iterator[bytes]:
    yield b"<sst " + _MAIN + b">"
    yield from varied(size)
    yield b"</sst>"


def _cells(size: int) -> Iterator[bytes]:
    number = 0
    while size > 0:
        chunk = b"".join(b"<c><v>%d</v></c>" % n for n in range(number, number + 20_000))
        number, size = number + 20_000, size - len(chunk)
        yield chunk


def _many_parts() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name in ("[Content_Types].xml", "xl/workbook.xml", "word/document.xml"):
            made.writestr(name, b"<a/>")
        for number in range(60_000):
            made.writestr(f"xl/{number}", b"")
    return target.getvalue()


def _giants() -> list[bytes]:
    return [
        png(60_000, 60_000),
        png(2**31 - 1, 2**31 - 1),
        png(15_000, 15_000, rows=15_000),
        png(7_000, 7_000, rows=7_000),
        png(100, 100, rows=100, text=bytes(200 * MB)),
        jpeg(65_500, 65_500),
        jpeg(7_700, 7_700),
    ]


def _many_rounds(rounds: int) -> bytes:
    from asn1crypto.pkcs12 import Pfx  # type: ignore[import-untyped]  # it has no types

    file = Pfx.load(READERS["certificaat.p12"].seeds()[0])
    file["mac_data"]["iterations"] = rounds
    return bytes(file.dump(force=True))


BOMBS: dict[str, tuple[str, Callable[[], list[bytes]]]] = {
    "corv: entities, depth and length": (
        "corv.xml",
        lambda: [
            ENTITIES + b"<a>&a9;</a>",
            EXTERNAL + b"<a>&a9;</a>",
            b"<a>" * 200_000 + b"</a>" * 200_000,
            b"<a " + b"".join(b'b%d="" ' % n for n in range(150_000)) + b"/>",
            b"<a>" + b"<b/>" * 400_000 + b"</a>",
            b"<a>" + b"".join(many(b" ", 100 * MB)) + b"</a>",
        ],
    ),
    "xlsx: a sheet of 240 MB of nothing": ("casuslijst.xlsx", lambda: [sheet(many(b" ", 240 * MB))]),
    "xlsx: more than the limit": ("casuslijst.xlsx", lambda: [sheet(many(b"<row/>", 400 * MB))]),
    "xlsx: millions of texts": (
        "casuslijst.xlsx",
        lambda: [packed("casuslijst.xlsx", STRINGS, _strings(n * MB)) for n in ((14, 140) if LONG else (5, 20))],
    ),
    "xlsx: a row with very many cells": (
        "casuslijst.xlsx",
        lambda: [
            sheet(itertools.chain([b"<row>"], _cells(n * MB), [b"</row>"])) for n in ((14, 100) if LONG else (5, 20))
        ],
    ),
    "xlsx: a size that is a lie": (
        "casuslijst.xlsx",
        lambda: [packed("casuslijst.xlsx", SHEET, b"".join(many(b" ", 100 * MB)), says=5000)],
    ),
    "xlsx: entities in entities": (
        "casuslijst.xlsx",
        lambda: [
            sheet(b'<row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row>', ENTITIES),
            packed("casuslijst.xlsx", STRINGS, ENTITIES + b"<sst " + _MAIN + b"><si><t>&a9;</t></si></sst>"),
            packed("casuslijst.xlsx", "xl/styles.xml", ENTITIES + b"<styleSheet " + _MAIN + b">&a9;</styleSheet>"),
        ],
    ),
    "xlsx: another file as an entity": (
        "casuslijst.xlsx",
        lambda: [
            packed("casuslijst.xlsx", STRINGS, EXTERNAL + b"<sst " + _MAIN + b"><si><t>&a9;</t></si></sst>"),
            packed("casuslijst.xlsx", "xl/workbook.xml", EXTERNAL + b"<workbook " + _MAIN + b">&a9;</workbook>"),
        ],
    ),
    "xlsx: deep in itself": (
        "casuslijst.xlsx",
        lambda: [
            sheet(b"<a>" * 200_000 + b"</a>" * 200_000),
            packed("casuslijst.xlsx", "xl/styles.xml", b"<a>" * 200_000 + b"</a>" * 200_000),
        ],
    ),
    "xlsx: far rows and columns": (
        "casuslijst.xlsx",
        lambda: [
            sheet(b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'),
            sheet(b'<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>'),
            sheet(b'<row r="1">' + b"<c><v>1</v></c>" * 200_000 + b"</row>"),
            sheet(many(b'<row><c r="XFD1"><v>1</v></c></row>', 3 * MB)),
        ],
    ),
    "xlsx: a hundred thousand parts": ("casuslijst.xlsx", lambda: [_many_parts()]),
    "csv: one line, one cell, only signs": (
        "casuslijst.csv",
        lambda: [
            CASUSSEN.encode() + piece * (LOT // len(piece)) for piece in (b"a", b";", b'"', b"a\n", b";\n", b"\n")
        ],
    ),
    "csv: cells on which a pattern keeps searching": ("casuslijst.csv", lambda: list(slow_cells(CASUSSEN))),
    "csv: cells of a list of VTB's": ("vtb-lijst.csv", lambda: list(slow_cells(VTBS))),
    "log: one line, only signs": (
        "logboek.csv",
        lambda: [
            LOG.encode() + piece * (LOT // len(piece)) for piece in (b"a", b";", b'"', b"a\n", b"A;b;2025-01-01\n")
        ],
    ),
    "docx: millions of paragraphs": ("vtb.docx", lambda: [word(many(b"<w:p/>", 95 * MB))]),
    "docx: more than the limit": ("vtb.docx", lambda: [word(many(b" ", 300 * MB))]),
    "docx: a cell as wide as a billion": (
        "vtb.docx",
        lambda: [
            word(b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>')
        ],
    ),
    "docx: cells that go on above for ever": (
        "vtb.docx",
        lambda: [
            word(b"<w:tbl>" + b"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>" * 20_000 + b"</w:tbl>")
        ],
    ),
    "docx: a table with very many cells": (
        "vtb.docx",
        lambda: [word(b"<w:tbl><w:tr>" + b"<w:tc><w:p/></w:tc>" * 100_000 + b"</w:tr></w:tbl>")],
    ),
    "docx: entities": (
        "vtb.docx",
        lambda: [word(b"<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", head) for head in (ENTITIES, EXTERNAL)],
    ),
    "docx: deep in itself": ("vtb.docx", lambda: [word(b"<w:tbl>" * 100_000 + b"</w:tbl>" * 100_000)]),
    "txt: a text on which a pattern keeps searching": ("vtb.txt", lambda: list(slow_texts())),
    "txt: 20 MB of one letter": ("vtb.txt", lambda: [b"a" * 20 * MB, b"\n" * 20 * MB]),
    "logo: pictures that claim to be giants": ("logo", _giants),
    "picture: pictures that claim to be giants": ("beeld", _giants),
    "bijlage: a zip of a giant and of many": ("bijlage", lambda: [sheet(many(b" ", 240 * MB)), _many_parts()]),
    "keys: deep in itself, and numbers without end": (
        "sleutels.json",
        lambda: [b"[" * 200_001, b'{"a":' * 40_001, b'{"format":' + b"9" * 200_001 + b"}", b"[" * 300_001 + b"]"],
    ),
    "notes beside the kluis": ("in-gebruik.json", lambda: [b"[" * 50 * MB, b"a" * 50 * MB]),
    "attempts beside the kluis": (
        "mislukte-pogingen.txt",
        lambda: [b"2026-11-22T10:00:00+00:00\n" * 2 * MB, b"a" * 50 * MB],
    ),
    "the note of the second place": ("tweede-plaats.txt", lambda: [b"a" * 50 * MB]),
    "a certificate that asks for a billion rounds": ("certificaat.p12", lambda: [_many_rounds(2**31 - 1)]),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_made_to_do_harm_is_read_or_refused(name: str, tmp_path: Path, klein: Path) -> None:
    reader, make = BOMBS[name]
    fed = feed(reader, make(), tmp_path, klein)
    sys.stdout.write(f"{name}: {fed.count} bestanden, {fed.refused} geweigerd, traagste {fed.slowest:.2f} s\n")
    assert not fed.wrong, "\n".join(fed.wrong)
    assert fed.slowest < MOST_SECONDS


def test_the_harness_sees_what_must_not_be(tmp_path: Path, klein: Path) -> None:
    """A reader that takes memory, writes elsewhere or fails is told: no test above passes whatever happens."""
    for name, words in {"geheugen": "MemoryError", "elders": "schrijven", "fout": "ZeroDivisionError"}.items():
        assert words in "".join(
            feed(f"stuk: {name}", [json.dumps(str(tmp_path)).encode()], tmp_path / "plek", klein).wrong
        )
