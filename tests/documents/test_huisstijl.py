"""The frame that every document shares, read back by pypdf and pdfminer."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageFont
from pypdf import PdfReader

from expertteam_app.documents.bouwstenen import ROOM_TABLE, kop, text_block
from expertteam_app.documents.huisstijl import Kader, build_pdf, title_block, turn
from expertteam_app.documents.logo import redrawn
from expertteam_app.documents.stijl import TEKSTBREEDTE
from expertteam_app.documents.tabellen import Kolom, panel, record, table
from expertteam_app.documents.tekst import clean, lines, long_date, short_date
from expertteam_app.domain.errors import FieldError
from expertteam_app.resources import resource_path

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

Open = Callable[[bytes], Any]
"""The fixture `blad`: opens a PDF as a reader would (see conftest)."""

KADER = Kader(
    organisatie="Zorgregio Midden-IJssel/Oost-Veluwe",
    kenmerk="Z-RET-2026-03",
    loopkop="Verslag Regionaal Expertteam",
    metatitel="Verslag RET Z-RET-2026-03",
    classificatie="Vertrouwelijk – bevat persoonsgegevens",
    moment=date(2026, 3, 19),
    watermerken=("OEFENING",),
)
KANARIE = "Quirinus Zwaluwenstaart"


def story() -> list[Flowable]:
    parts = title_block(KADER, "Verslag", "Zitting", (("Voorzitter", KANARIE),))
    for number in range(1, 5):
        parts += [*kop(f"Deel {number}", 0), *text_block(f"{KANARIE} sprak. " * 90)]
    return [*parts, *kop("Bijlage", 1, bladwijzer="Bijlage kort"), *turn("liggend"), *text_block("Liggend blad.")]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return build_pdf(KADER, story)


def test_the_document_is_dutch_and_shows_its_title(blad: Open, pdf: bytes) -> None:
    catalog = blad(pdf).reader.root_object
    assert catalog["/Lang"] == "nl"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]


def test_every_section_is_in_the_outline_in_order(blad: Open, pdf: bytes) -> None:
    assert blad(pdf).outline == ["Deel 1", "Deel 2", "Deel 3", "Deel 4", "Bijlage kort"]


def test_an_outline_entry_leads_to_the_page_of_its_heading(blad: Open, pdf: bytes) -> None:
    opened = blad(pdf)
    reader = opened.reader
    for entry in reader.outline[:4]:
        page = reader.get_destination_page_number(entry)
        assert entry.title in opened.pages[page]


def test_metadata_hold_the_sender_and_no_person(blad: Open, pdf: bytes) -> None:
    reader = blad(pdf).reader
    info = {key: str(value) for key, value in reader.metadata.items()}
    assert info["/Title"] == KADER.metatitel
    assert info["/Author"] == KADER.organisatie
    assert info["/Creator"] == info["/Producer"] == "Expertteam"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20260319000000Z"
    assert not any(word in value for value in info.values() for word in KANARIE.split())
    assert reader.xmp_metadata is None


def test_nothing_hides_in_the_file(blad: Open, pdf: bytes) -> None:
    reader = blad(pdf).reader
    assert pdf.count(b"%%EOF") == 1
    assert not reader.attachments
    assert not {"/AcroForm", "/OpenAction", "/AA", "/Metadata", "/EmbeddedFiles"} & set(reader.root_object)
    assert all("/Annots" not in page and "/Thumb" not in page for page in reader.pages)
    streams = blad(pdf).streams
    for trace in (b"/JavaScript", b"file://", b"/home/", str(Path(__file__).resolve().parents[2]).encode()):
        assert trace not in streams


def test_every_page_has_number_classification_and_watermark(blad: Open, pdf: bytes) -> None:
    pages = blad(pdf).pages
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert f"Pagina {number} van {len(pages)}" in text
        assert KADER.classificatie in text
        assert "OEFENING" in text
        assert KADER.kenmerk in text


def test_a_real_document_has_no_watermark(blad: Open) -> None:
    pdf = build_pdf(replace(KADER, watermerken=()), story)
    assert "OEFENING" not in blad(pdf).text


def test_the_watermark_lies_under_the_text_and_is_light(blad: Open, pdf: bytes) -> None:
    content = blad(pdf).reader.pages[1].get_contents().get_data()
    first_text = content.index(b"Tj")
    before = content[:first_text]
    grey = [float(part) for part in before.split(b" rg")[-2].split()[-3:]]
    assert all(0.8 < part < 0.95 for part in grey)


def test_all_fonts_are_embedded(blad: Open, pdf: bytes) -> None:
    fonts = [font.get_object() for page in blad(pdf).reader.pages for font in page["/Resources"]["/Font"].values()]
    used = [font for font in fonts if font["/BaseFont"] != "/Helvetica"]
    assert used
    assert all("/FontFile2" in font["/FontDescriptor"] for font in used)
    drawn = {character.fontname for _, _, character in blad(pdf).characters()}
    assert all("IBMPlexSans" in name for name in drawn)


def test_a_lying_page_lies(blad: Open, pdf: bytes) -> None:
    last = blad(pdf).reader.pages[-1].mediabox
    assert last.width > last.height


def test_the_same_input_gives_the_same_bytes(pdf: bytes) -> None:
    assert build_pdf(KADER, story) == pdf


def test_another_process_gives_the_same_bytes(pdf: bytes) -> None:
    program = (
        "import sys, hashlib, importlib.util as u\n"
        "spec = u.spec_from_file_location('t', sys.argv[1]); t = u.module_from_spec(spec); sys.modules['t'] = t\n"
        "spec.loader.exec_module(t); print(hashlib.sha256(t.build_pdf(t.KADER, t.story)).hexdigest())"
    )
    environment = {"PYTHONHASHSEED": "12345", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-c", program, __file__]
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=environment)
    assert done.stdout.strip() == hashlib.sha256(pdf).hexdigest()


def picture(form: str, **options: object) -> bytes:
    target = BytesIO()
    Image.new("RGB", (200, 80), "#17465E").save(target, form, **options)
    return target.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_logo_stands_in_the_head_and_without_one_nothing_marks_its_place(blad: Open, form: str) -> None:
    kader = replace(KADER, logo=picture(form))
    made = blad(build_pdf(kader, lambda: title_block(kader, "Verslag", "", ())))
    assert len(made.reader.pages[0].images) == 1
    assert "logo" not in made.text
    without = blad(build_pdf(KADER, lambda: title_block(KADER, "Verslag", "", ())))
    assert len(without.reader.pages[0].images) == 0
    assert "logo" not in without.text
    assert without.holds(KADER.organisatie)


def test_what_a_logo_file_carries_unseen_stays_behind(blad: Open) -> None:
    exif = Image.Exif()
    exif[0x013B] = KANARIE  # Artist
    carrying = picture("JPEG", exif=exif, comment=KANARIE.encode())
    assert KANARIE.encode() in carrying
    kader = replace(KADER, logo=carrying)
    made = blad(build_pdf(kader, lambda: title_block(kader, "Verslag", "", ())))
    assert KANARIE.encode() not in made.streams


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + bytes(40),
        b"\x89PNG\r\n\x1a\n" + b"stuk",
        picture("PNG")[:-40],
        b"\xff\xd8\xff" + bytes(2_100_000),
        picture("PNG") * 1 + bytes(2_100_000),
    ],
    ids=["leeg", "svg", "gif", "png-kop", "afgekapt", "kapot-jpeg", "te-groot"],
)
def test_anything_but_a_sound_png_or_jpeg_is_refused(data: bytes) -> None:
    with pytest.raises(FieldError, match="logo") as caught:
        redrawn(data)
    assert "PNG- of JPEG" in caught.value.remedy


def test_a_picture_with_too_many_pixels_is_refused() -> None:
    target = BytesIO()
    Image.new("1", (8000, 8000)).save(target, "PNG")
    with pytest.raises(FieldError, match="beeldpunten"):
        redrawn(target.getvalue())


@pytest.mark.parametrize("style", ["Regular", "SemiBold", "Bold", "Italic"])
def test_the_shipped_fonts_draw_every_letter_of_our_names(style: str) -> None:
    font = ImageFont.truetype(str(resource_path("fonts", f"IBMPlexSans-{style}.ttf")), 20)
    missing = bytes(font.getmask("\uffff"))
    for letter in "ÇçĞğİıŞşÖöÜüŁłŻżŹźŚśŃńĘęĄąĆćÉéËëÏïÑñØøÅåÆæß‹›·–—“”’€✓":
        assert bytes(font.getmask(letter)) != missing, letter


def test_dates_read_as_dutch() -> None:
    assert long_date(date(2026, 3, 1), weekdag=True) == "zondag 1 maart 2026"
    assert long_date(date(2025, 12, 31)) == "31 december 2025"
    assert short_date(date(2026, 3, 1)) == "01-03-2026"


def test_text_is_composed_and_stripped_of_what_does_not_print() -> None:
    assert clean("C\u0327ag\u0306la") == "Çağla"
    assert clean("  A\tB\x00\u202e\x1b C ") == "A B C"
    assert lines("een\r\n\r\n  twee \rdrie") == ("een", "twee", "drie")


LONG = " ".join(f"woord{n:04d}" for n in range(900))
BLOCKS: dict[str, Callable[[], list[Flowable]]] = {
    "tekst": lambda: [*kop("Kopje", 1), *text_block(LONG)],
    "tabel": lambda: [
        *kop("Kopje", 0, ruimte=ROOM_TABLE),
        *table((Kolom("Links", 0.5), Kolom("Rechts", 0.5)), [[LONG, LONG]], TEKSTBREEDTE),
    ],
    "lange kop": lambda: [
        *kop("Kopje " + 40 * "lang ", 0, ruimte=ROOM_TABLE),
        *table((Kolom("Links", 0.5), Kolom("Rechts", 0.5)), [[LONG, LONG]], TEKSTBREEDTE),
    ],
    "paneel": lambda: [*kop("Kopje", 0, ruimte=ROOM_TABLE), *panel("Stem", LONG, TEKSTBREEDTE)],
    "besluit": lambda: [*kop("Kopje", 1, ruimte=ROOM_TABLE), *record("Besluit 1.1", [("Besluit", LONG)], TEKSTBREEDTE)],
}


def above_block(filler: str, block: str) -> list[Flowable]:
    return [*text_block(filler), *BLOCKS[block]()]


@pytest.mark.parametrize("block", BLOCKS)
def test_a_heading_never_parts_from_what_it_heads(block: str) -> None:
    # Whatever stands above it: one line more each time, so that the heading meets the foot of the page somewhere.
    for above in range(30, 41):
        filler = "\n".join("regel" for _ in range(above))
        data = build_pdf(KADER, partial(above_block, filler, block))
        pages = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
        with_heading = next(n for n, text in enumerate(pages) if "Kopje" in text)
        assert "woord0002" in pages[with_heading], (block, above)
        assert "woord0899" in "".join(pages)
