"""A file is opened for what it is, within limits, and every refusal names the remedy."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from expertteam_app.domain.errors import Cancelled, UserError
from expertteam_app.exchange import cellen, werkblad
from expertteam_app.exchange.cellen import Rij
from expertteam_app.exchange.werkblad import open_werkmap

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE: list[list[str | None]] = [["naam", "plaats", "zin"], ["Zoë", "Epe", "één; twee, drie"], ["Çağla", None, "rest"]]
Maak = Callable[..., bytes]


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def repacked(content: bytes, changes: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, **changes})


def rows(content: bytes, name: str = "lijst.csv") -> list[tuple[object, ...]]:
    (blad,) = open_werkmap(content, name).bladen
    return [rij.cellen for rij in blad.rijen]


# --- Workbooks -------------------------------------------------------------------------------------------------------


def test_cells_keep_their_type_and_rows_their_number(maak_xlsx: Maak) -> None:
    moment = datetime(2025, 3, 1)  # noqa: DTZ001 - a spreadsheet knows no time zone
    werkmap = open_werkmap(maak_xlsx([["a", 1, 2.5, None], [], ["", moment, True]]), "x.xlsx")
    assert werkmap.bladen[0].naam == "Lijst"
    assert werkmap.bladen[0].rijen == (Rij(1, ("a", 1, 2.5)), Rij(3, (None, moment, True)))


def test_formulas_are_text_and_never_what_they_would_come_to(maak_xlsx: Maak) -> None:
    from openpyxl.worksheet.formula import ArrayFormula

    link = '=HYPERLINK("http://voorbeeld.invalid","klik")'
    content = maak_xlsx([["=1+1", link, "@SUM(A1)", "+31"], [ArrayFormula("A2:A2", "=SUM(B1:B2)")]])
    assert rows(content) == [("=1+1", link, "@SUM(A1)", "+31"), ("=SUM(B1:B2)",)]


def test_hidden_sheets_are_skipped_and_mentioned(maak_xlsx: Maak) -> None:
    werkmap = open_werkmap(maak_xlsx([["zichtbaar"]], verborgen=["oud", "concept"]), "x.xlsx")
    assert [blad.naam for blad in werkmap.bladen] == ["Lijst"]
    assert werkmap.meldingen == ("Er zijn 2 verborgen werkbladen; die zijn niet gelezen.",)


def test_a_wrong_size_in_the_file_cuts_nothing_off(maak_xlsx: Maak) -> None:
    content = maak_xlsx([["a"], ["b"], ["c"]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b'ref="A1:A3"' in sheet
    changed = sheet.replace(b'ref="A1:A3"', b'ref="A1:A1"')
    assert rows(repacked(content, {"xl/worksheets/sheet1.xml": changed})) == [("a",), ("b",), ("c",)]


# --- CSV -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_csv_reads_the_same_in_every_encoding_and_with_every_separator(
    encoding: str, separator: str, newline: str
) -> None:
    lines = [separator.join(f'"{cell or ""}"' for cell in row) for row in TABLE]
    content = newline.join(lines).encode(encoding)
    assert rows(content) == [tuple(row) for row in TABLE]


def test_csv_of_an_older_windows_is_read_too() -> None:
    assert rows("naam;plaats\nZoë Müller;Epe – Oene\n".encode("cp1252"))[1] == ("Zoë Müller", "Epe – Oene")


def test_csv_without_quotes_keeps_commas_inside_a_cell() -> None:
    text = "nr;naam;oorzaak\n1;Berg, van den;a, b\n2;Smit;c\n"
    assert rows(text.encode())[1] == ("1", "Berg, van den", "a, b")


def test_csv_with_a_separator_line_and_a_cell_of_two_lines() -> None:
    assert rows(b'sep=,\nnaam,opm\nBo,"een\ntwee"\n') == [("naam", "opm"), ("Bo", "een\ntwee")]


def test_csv_numbers_count_records_with_the_blank_ones() -> None:
    blad = open_werkmap(b"titel\n\nnaam;plaats\nBo;Epe\n", "mijn lijst.csv").bladen[0]
    assert blad.naam == "mijn lijst"
    assert [rij.nummer for rij in blad.rijen] == [1, 3, 4]


# --- Refusals --------------------------------------------------------------------------------------------------------

WORKBOOK = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}


def with_flag_encrypted() -> bytes:
    content = bytearray(zipped(WORKBOOK))
    at = content.rindex(b"PK\x01\x02") + 8
    content[at] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leeg"),
        (b"  \r\n \xef\xbb\xbf", "leeg"),
        (b"\x00" * 50, "leeg"),
        (OLE + b"\x00" * 600, "oud Excel-bestand"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600, "wachtwoord"),
        (b"PK\x05\x06" + b"\x00" * 18, "ander bestand"),
        (b"PK\x03\x04 maar geen zip", "beschadigd"),
        (zipped({"[Content_Types].xml": b"", "word/document.xml": b""}), "ander bestand"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "LibreOffice"),
        (zipped({**WORKBOOK, "xl/workbook.bin": b""}), "binaire"),
        (zipped(WORKBOOK), "beschadigd"),
        (with_flag_encrypted(), "wachtwoord"),
        (zipped({**WORKBOOK, "xl/worksheets/sheet1.xml": b" " * 60_000_000}), "veel te groot"),
        (zipped({**WORKBOOK, **{f"xl/{n}": b"" for n in range(5_001)}}), "veel te groot"),
        (b"%PDF-1.7 ...", "geen CSV"),
        (b"\x89PNG\r\n\x1a\n", "geen CSV"),
        (b"<html><table><tr><td>naam</td></tr></table></html>", "webpagina"),
        (b"naam;\x01\x02\x03", "geen CSV"),
        (b"naam;\x81\x8d", "niet te lezen"),
        (b'"' + b"a" * 200_000, "aanhalingstekens"),
        (b"x" * (werkblad.MAX_BYTES + 1), "25 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_a_remedy(content: bytes, words: str) -> None:
    with pytest.raises(UserError) as caught:
        open_werkmap(content, "lijst.xlsx")
    assert words in caught.value.text
    assert caught.value.remedy


def test_entities_in_the_xml_are_refused(maak_xlsx: Maak) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(UserError, match="beschadigd"):
        open_werkmap(repacked(maak_xlsx([["a"]]), {"xl/worksheets/sheet1.xml": bomb}), "x.xlsx")


def test_a_workbook_with_only_hidden_sheets_is_refused(maak_xlsx: Maak) -> None:
    content = maak_xlsx([["a"]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = archive.read("xl/workbook.xml").replace(b'state="visible"', b'state="hidden"')
    with pytest.raises(UserError, match="geen zichtbaar werkblad"):
        open_werkmap(repacked(content, {"xl/workbook.xml": book}), "x.xlsx")


def test_too_many_columns_rows_or_a_row_number_beyond_excel(maak_xlsx: Maak, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="200 kolommen"):
        open_werkmap(maak_xlsx([["a"] * 201]), "x.xlsx")
    far = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    far += b'<row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData></worksheet>'
    with pytest.raises(UserError, match="meer regels dan Excel"):
        open_werkmap(repacked(maak_xlsx([["a"]]), {"xl/worksheets/sheet1.xml": far}), "x.xlsx")
    monkeypatch.setattr(cellen, "MAX_ROWS", 3)
    assert len(rows(b"a;b\n" * 3)) == 3
    with pytest.raises(UserError, match="te groot"):
        rows(b"a;b\n" * 4)


def test_the_stop_button_is_looked_at_while_reading(maak_xlsx: Maak) -> None:
    def stop() -> None:
        raise Cancelled

    content = maak_xlsx([["a", n] for n in range(cellen.CHECK_EVERY + 1)])
    with pytest.raises(Cancelled):
        open_werkmap(content, "x.xlsx", check=stop)
    with pytest.raises(Cancelled):
        open_werkmap(b"a;b\n" * (cellen.CHECK_EVERY + 1), "x.csv", check=stop)


# --- Damage ----------------------------------------------------------------------------------------------------------


def opens_or_refuses(content: bytes) -> None:
    try:
        open_werkmap(content, "lijst.xlsx")
    except UserError as refused:
        assert refused.remedy  # noqa: PT017 - both outcomes are fine, a bare exception is not


@given(cut=st.floats(0, 1, exclude_max=True))
@example(cut=0.0003)
@settings(max_examples=40)
def test_a_file_that_broke_off_is_refused(maak_xlsx: Maak, cut: float) -> None:
    content = maak_xlsx([["naam", "plaats"], ["Bo", "Epe"]])
    with pytest.raises(UserError):
        open_werkmap(content[: int(len(content) * cut)], "lijst.xlsx")


@given(data=st.data())
@settings(max_examples=60)
def test_a_file_with_wrong_bytes_is_read_or_refused(maak_xlsx: Maak, data: st.DataObject) -> None:
    content = bytearray(maak_xlsx([["naam", "plaats"], ["Bo", 12.5]]))
    for _ in range(data.draw(st.integers(1, 8))):
        # A workbook holds the time, so its length differs a little: draw a place that does not depend on it.
        content[data.draw(st.integers(0, 100_000)) % len(content)] = data.draw(st.integers(0, 255))
    opens_or_refuses(bytes(content))


@given(st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    opens_or_refuses(content)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    opens_or_refuses(text.encode("utf-8", "surrogatepass"))
