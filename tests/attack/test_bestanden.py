"""A11 to A14: what is hidden in a file. Every check is held against a file that is broken on purpose."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from expertteam_app.analysis.disclosure.protect import protect
from expertteam_app.documents.boeg_docx import boeg_texts_docx
from expertteam_app.documents.boeg_rapport import BoegTekst, boeg_rapport_pdf
from expertteam_app.exchange.bestandscontrole import controleer
from expertteam_app.exchange.datapakket import datapakket
from expertteam_app.exchange.ods_rapport import report_ods
from tests.attack.registers import mensen, rapport

NAAM, NUMMER = "Verzonnen van Fictief", "RET-2026-014"


def tekst(duiding: str = "", lessen: str = "") -> BoegTekst:
    return BoegTekst(
        organisatie="Regio Verzonnen",
        naam_boeg="BOEG",
        periode_label="1e halfjaar 2026",
        peildatum=date(2026, 6, 30),
        duiding=duiding,
        lessen=lessen,
    )


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    report = protect(rapport(), mensen(200)).report
    words = tekst(duiding="De instroom is stabiel.")
    return {
        "rapport.pdf": boeg_rapport_pdf(report, words),
        "teksten.docx": boeg_texts_docx("2026-H1", words),
        "tabellen.ods": report_ods(report),
        **datapakket(report),
    }


def says(found: tuple[object, ...]) -> str:
    return " | ".join(str(f) for f in found)


def test_what_the_program_writes_may_leave(files: dict[str, bytes]) -> None:
    assert controleer(files, [NAAM, NUMMER]) == ()


def test_a_name_or_number_in_a_text_is_seen_and_not_repeated(files: dict[str, bytes]) -> None:
    report = protect(rapport(), mensen(200)).report
    for canary in (NAAM, NUMMER):
        broken = {"rapport.pdf": boeg_rapport_pdf(report, tekst(lessen=f"Bij {canary} ging het goed."))}
        found = controleer(broken, [canary])
        assert [f.wat for f in found] == ["een naam of nummer uit de kluis"]
        assert canary not in says(found)
    assert controleer(files, ["instroo"]) == (), "a part of a word is no name"


def changed(files: dict[str, bytes], change: Callable[[PdfWriter], object]) -> dict[str, bytes]:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files["rapport.pdf"])))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return {"rapport.pdf": out.getvalue()}


def drawn(writer: PdfWriter, code: bytes) -> None:
    page = writer.pages[0]
    stream = DecodedStreamObject()
    stream.set_data(page.get_contents().get_data() + code)  # type: ignore[union-attr]  # our page has contents
    page[NameObject("/Contents")] = writer._add_object(stream)


HIDDEN: dict[str, Callable[[PdfWriter], object]] = {
    "een naam of nummer": lambda w: w.add_metadata({"/Subject": NAAM}),
    "eigenschappen die er niet horen": lambda w: w.add_metadata({"/Bron": "elders"}),
    "een bijlage, script of opdracht": lambda w: w.add_attachment("bron.csv", b"x"),
    "verborgen in de bytes": lambda w: w.root_object.update(
        {NameObject("/Extra"): ByteStringObject(NAAM.encode("utf-16-be"))}
    ),
}


@pytest.mark.parametrize("what", HIDDEN)
def test_what_is_hidden_in_a_pdf_is_found(files: dict[str, bytes], what: str) -> None:
    assert what in says(controleer(changed(files, HIDDEN[what]), [NAAM]))


def test_a_script_is_found(files: dict[str, bytes]) -> None:
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")})
    broken = changed(files, lambda w: w.root_object.update({NameObject("/OpenAction"): action}))
    assert "script" in says(controleer(broken, [NAAM]))


def test_text_off_the_page_is_found(files: dict[str, bytes]) -> None:
    font = next(iter(PdfReader(io.BytesIO(files["rapport.pdf"])).pages[0]["/Resources"]["/Font"]))  # type: ignore[index]  # our page has fonts
    code = f"\nBT {font} 10 Tf 1 0 0 1 -5000 -5000 Tm <0102> Tj ET\n".encode()
    assert "buiten de bladzijde" in says(controleer(changed(files, lambda w: drawn(w, code)), [NAAM]))


def test_an_earlier_version_inside_the_file_is_found(files: dict[str, bytes]) -> None:
    broken = {"rapport.pdf": files["rapport.pdf"] + b"\n%%EOF\n"}
    assert "eerdere versie" in says(controleer(broken, [NAAM]))


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("tabel.csv", b"a,aantal,status\n=1+1,10,waarde\n", "formule"),
        ("tabel.csv", b"a,aantal,status\r\nx,10,waarde\r\n", "tekens"),
        ("tabel.csv", b"a,aantal,status\nx,10\n", "te veel of te weinig"),
        ("tabel.csv", b"a,aantal,status\n" + NAAM.encode() + b",10,waarde\n", "naam of nummer"),
        (
            "tabel.csv",
            b"a,aantal,status\n" + b"/".join([b"", b"home", b"sien"]) + b"/kluis,10,waarde\n",
            "pad van deze computer",
        ),
        ("rapport-Jansen.csv", b"a,aantal,status\n", "bestandsnaam"),
        ("tabel.csv", b"\xff\xfe\x00", "niet te lezen"),
    ],
)
def test_what_is_wrong_in_a_table_is_found(name: str, content: bytes, what: str) -> None:
    assert what in says(controleer({name: content}, [NAAM]))


def test_an_extra_key_in_the_package_is_found(files: dict[str, bytes]) -> None:
    for where in ("top", "resource", "own"):
        package = json.loads(files["datapackage.json"])
        spot = {"top": package, "resource": package["resources"][0], "own": package["expertteam"]}[where]
        spot["bron"] = 7
        assert "gegevens die er niet horen" in says(controleer({"datapackage.json": json.dumps(package).encode()}, []))


def test_a_spreadsheet_holds_what_is_printed_and_nothing_else() -> None:
    """A13: the value behind a cell is the text in it; no hidden sheet, row, thumbnail, clock or formula."""
    report = protect(rapport(), mensen(200)).report
    content = report_ods(report)
    assert content == report_ods(protect(rapport(), mensen(200)[::-1]).report)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert {m.date_time for m in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        xml = archive.read("content.xml").decode()
    values = re.findall(r'office:value="(\d+)"><text:p>(\d+)</text:p>', xml)
    assert values
    assert all(value == text for value, text in values)
    assert xml.count("office:value=") == len(values)
    assert sum(t.shown for t in report.tabellen) == len(values)
    for never in (
        "table:formula",
        "table:visibility",
        "table:display",
        "office:annotation",
        "table:named",
        "xlink:href",
    ):
        assert never not in xml
    assert controleer({"tabellen.ods": content}, [NAAM]) == ()


def test_a_spreadsheet_opens_in_libreoffice(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None or not list(Path(office).resolve().parents[1].rglob("*sclo.*")):
        pytest.skip("LibreOffice Calc staat niet op deze computer")
    report = protect(rapport(), mensen(200)).report
    (tmp_path / "t.ods").write_bytes(report_ods(report))
    profile = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "csv", "--outdir", str(tmp_path), str(tmp_path / "t.ods")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "t.csv").read_text("cp1252").startswith(report.titel)


@pytest.mark.parametrize("what", ["een opmerking", "een onderdeel", "een naam of nummer"])
def test_what_is_hidden_in_an_archive_is_found(what: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        text = NAAM if what == "een naam of nummer" else "leeg"
        archive.writestr(zipfile.ZipInfo("content.xml"), f"<office:text>{text}</office:text>")
        if what == "een onderdeel":
            archive.writestr(zipfile.ZipInfo("Thumbnails/thumbnail.png"), b"\x89PNG")
        if what == "een opmerking":
            archive.comment = b"sien"
    assert what in says(controleer({"tabellen.ods": out.getvalue()}, [NAAM]))


def test_ten_thousand_names_are_looked_for_at_once(files: dict[str, bytes]) -> None:
    names = [f"Verzonnen{i} Fictief{i}" for i in range(10_000)]
    assert controleer(files, names) == ()


def test_invisible_text_and_a_note_are_found(files: dict[str, bytes]) -> None:
    broken = changed(files, lambda w: drawn(w, b"\nBT 3 Tr ET\n"))
    assert "onzichtbare tekst" in says(controleer(broken, []))
    note = DictionaryObject(
        {NameObject("/Subtype"): NameObject("/Text"), NameObject("/Contents"): TextStringObject("x")}
    )
    broken = changed(files, lambda w: w.pages[0].update({NameObject("/Annots"): ArrayObject([w._add_object(note)])}))
    assert "een aantekening" in says(controleer(broken, []))


def test_a_broken_file_is_a_finding_and_no_crash() -> None:
    for name, content in (("a.pdf", b"%PDF-1.4 stuk"), ("datapackage.json", b"[]"), ("a.ods", b"PK")):
        assert "niet te lezen" in says(controleer({name: content}, []))


CELL = '<table:table-cell office:value="{}"><text:p>{}</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("member", "xml", "what"),
    [
        ("content.xml", CELL.format(3, "·"), "een waarde die anders is"),
        ("content.xml", '<table:table-row table:visibility="collapse"/>', "verborgen"),
        ("content.xml", '<table:table-cell table:formula="of:=1+1"/>', "verborgen"),
        ("content.xml", "<office:annotation>x</office:annotation>", "verborgen"),
        ("word/document.xml", "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", "verborgen"),
        ("word/document.xml", "<w:rPr><w:vanish/></w:rPr>", "verborgen"),
        ("word/document.xml", "<w:p><w:r>Verzon</w:r><w:r>nen van Fictief</w:r></w:p>", "een naam of nummer"),
        ("content.xml", "<text:p>Verzonnen van &#70;ictief</text:p>", "een naam of nummer"),
    ],
)
def test_what_is_hidden_in_the_parts_of_an_archive_is_found(member: str, xml: str, what: str) -> None:
    found = controleer({"tabellen.ods": packed(member, xml)}, [NAAM])
    assert what in says(found)
    assert NAAM not in says(found)


def test_a_clean_archive_passes_and_its_clock_does_not() -> None:
    assert controleer({"tabellen.ods": packed("content.xml", CELL.format(10, 10))}, [NAAM]) == ()
    late = packed("content.xml", "", moment=(2026, 6, 30, 9, 0, 0))
    assert "tijden van deze computer" in says(controleer({"tabellen.ods": late}, [NAAM]))


def packed(member: str, xml: str, moment: tuple[int, int, int, int, int, int] = (1980, 1, 1, 0, 0, 0)) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo(member, moment), xml)
    return out.getvalue()
