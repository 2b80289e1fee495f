"""A VTB that comes as a PDF: the same fields as the same text pasted; and no bytes that break or hold up the reader."""

from __future__ import annotations

import random
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from expertteam_app.domain.errors import UserError
from expertteam_app.domain.vtb_voorstel import VtbVoorstel, Waarde
from expertteam_app.exchange import vtb_pdf
from expertteam_app.exchange.vtb_bestand import text_of
from expertteam_app.exchange.vtb_pdf import text_of_pdf
from tests.exchange.test_vtb_tekst import FORMULIER, TABEL, read

ROOT = Path(__file__).resolve().parents[2]
pdfmetrics.registerFont(TTFont("Plex", str(ROOT / "resources" / "fonts" / "IBMPlexSans-Regular.ttf")))
STYLE = ParagraphStyle("proef", fontName="Plex", fontSize=10, leading=13)


def built(parts: list[Flowable]) -> bytes:
    made = BytesIO()
    SimpleDocTemplate(made).build(parts)
    return made.getvalue()


def drawn(draw: Callable[[Canvas], None]) -> bytes:
    made = BytesIO()
    canvas = Canvas(made)
    draw(canvas)
    canvas.save()
    return made.getvalue()


def paragraphs(text: str, style: ParagraphStyle = STYLE) -> bytes:
    return built([Paragraph(line, style) if line else Spacer(1, 13) for line in text.splitlines()])


def in_tables(text: str) -> bytes:
    rows = [line.split("\t") for line in text.splitlines()]
    return built([Table([[Paragraph(cell, STYLE) for cell in row]]) for row in rows])


def values(found: VtbVoorstel) -> tuple[dict[str, Waarde], list[tuple[object, ...]]]:
    fields = {v.veld: v.waarde for v in found.velden}
    return fields, [(k.voornaam, k.tussenvoegsel, k.achternaam, k.geboortedatum) for k in found.kinderen]


def lines_on(canvas: Canvas, text: str) -> None:
    page = canvas.beginText(50, 800)
    page.setFont("Plex", 10)
    for line in text.splitlines():
        page.textLine(line)
    canvas.drawText(page)


BOXES = TABEL.replace("☒ ja ☐ nee", "[x] ja [ ] nee")
JUSTIFIED = ParagraphStyle("vol", parent=STYLE, alignment=TA_JUSTIFY)


@pytest.mark.parametrize(
    ("text", "pdf"),
    [
        (FORMULIER, paragraphs(FORMULIER)),
        (FORMULIER, paragraphs(FORMULIER, JUSTIFIED)),
        (FORMULIER, drawn(lambda c: lines_on(c, FORMULIER))),
        (BOXES, in_tables(BOXES)),
    ],
    ids=["alinea's", "uitgevuld", "regels", "tabellen"],
)
def test_a_pdf_gives_the_same_fields_as_the_same_text_pasted(text: str, pdf: bytes) -> None:
    assert values(read(text_of_pdf(pdf))) == values(read(text))


def test_a_long_text_over_two_pages_stays_one_field() -> None:
    words = " ".join(f"Zin {n} gaat over thuis." for n in range(400))
    pdf = paragraphs(f"Gezin: Proef\nGemeente: Epe\nZorgen\n{words}\nStem van het kind\nIk wil rust.", JUSTIFIED)
    assert len(PdfReader(BytesIO(pdf)).pages) > 1
    fields, _ = values(read(text_of_pdf(pdf)))
    assert " ".join(str(fields["zorgen"]).split()) == words
    assert fields["stem_jeugdige"] == "Ik wil rust."


def form(canvas: Canvas) -> None:
    made = canvas.acroForm
    for y, label, value in ((780, "Gezin:", "De Vriës"), (750, "Gemeente:", "Epe"), (720, "Indiener", "wijkteam Epe")):
        canvas.drawString(50, y, label)
        made.textfield(name=label, value=value, x=150, y=y - 6, width=250, height=18)
    canvas.drawString(50, 690, "Zorgen")
    made.textfield(
        name="zorgen", value="Er is ruzie.\nIedereen is moe.", x=50, y=600, width=400, height=80, fieldFlags="multiline"
    )
    canvas.drawString(50, 570, "Veiligheidsplan")
    made.checkbox(name="wel", x=150, y=566, size=14, checked=True)
    canvas.drawString(170, 570, "ja")
    made.checkbox(name="niet", x=200, y=566, size=14)
    canvas.drawString(220, 570, "nee")
    canvas.drawString(50, 540, "Netwerk betrokken")
    made.choice(name="netwerk", value="nee", options=["ja", "nee"], x=200, y=534, width=80, height=18)


def test_what_a_form_was_filled_with_comes_on_the_line_of_its_label() -> None:
    fields, _ = values(read(text_of_pdf(drawn(form))))
    assert fields["gezin"] == "gezin De Vriës"
    assert (fields["gemeente"], fields["indiener"]) == ("0232", "wijkteam Epe")
    assert fields["zorgen"] == "Er is ruzie.\nIedereen is moe."
    assert (fields["veiligheidsplan"], fields["netwerk"]) == (True, False)


def changed(pdf: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf))
    change(writer)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def widgets(writer: PdfWriter) -> list[DictionaryObject]:
    return [each.get_object() for each in writer.pages[0]["/Annots"]]  # type: ignore[attr-defined]  # pypdf types an item as any object


def test_a_name_in_another_alphabet_in_a_form_is_kept_and_a_hidden_field_is_not_read() -> None:
    def fill(writer: PdfWriter) -> None:
        first, second, *_ = widgets(writer)
        first[NameObject("/V")] = TextStringObject("Йованович")
        second[NameObject("/F")] = NumberObject(2)  # hidden

    found = text_of_pdf(changed(drawn(form), fill))
    assert "Gezin:\tЙованович" in found
    assert "Gemeente:\t" not in found


def test_a_form_that_was_printed_flat_is_read_too() -> None:
    def flat(canvas: Canvas) -> None:
        canvas.drawString(50, 800, "Gezin:")
        canvas.beginForm("waarde")
        canvas.drawString(150, 800, "De Vries")
        canvas.drawString(50, 780, "Zorgen: er is veel ruzie in huis")
        canvas.endForm()
        canvas.doForm("waarde")

    found = text_of_pdf(drawn(flat))
    assert "De Vries" in found
    assert "er is veel ruzie in huis" in found


# -- what cannot be read ------------------------------------------------------------------------------------------


def refusal(content: bytes) -> UserError:
    begin = time.monotonic()
    with pytest.raises(UserError) as caught:
        text_of_pdf(content)
    assert time.monotonic() - begin < vtb_pdf.MAX_SECONDEN + 5
    assert caught.value.remedy
    return caught.value


def scan(canvas: Canvas) -> None:
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.drawString(300, 20, "1")


def test_a_scan_says_that_there_is_no_text() -> None:
    assert "een scan" in str(refusal(drawn(scan)))


def test_a_page_without_text_among_others_is_named() -> None:
    def pages(canvas: Canvas) -> None:
        lines_on(canvas, "Gezin: Proef\nGemeente: Epe\nStem van het kind\nIk wil rust.")
        canvas.showPage()
        canvas.rect(50, 50, 400, 600, fill=1)
        canvas.showPage()
        canvas.rect(50, 50, 400, 600, fill=1)

    found = text_of_pdf(drawn(pages))
    assert "bladzijden 2, 3 van de PDF zijn niet gelezen" in found
    assert values(read(found))[0]["stem_jeugdige"] == "Ik wil rust.", "what we say is not what the child said"


def test_a_password_is_named_and_a_file_that_opens_without_one_is_read() -> None:
    text = paragraphs(FORMULIER)
    assert "wachtwoord" in str(refusal(changed(text, lambda w: w.encrypt("geheim", algorithm="AES-256"))))
    no_printing = changed(text, lambda w: w.encrypt("", "eigenaar", algorithm="AES-256"))
    assert values(read(text_of_pdf(no_printing))) == values(read(FORMULIER))


def test_a_form_of_adobe_alone_says_how_to_print_it() -> None:
    def xfa(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/XFA"): ArrayObject()})

    assert "Adobe Reader" in str(refusal(changed(drawn(scan), xfa)))


def test_too_many_pages_and_too_much_text_are_refused() -> None:
    def empty_pages(canvas: Canvas) -> None:
        for _ in range(vtb_pdf.MAX_PAGINAS + 1):
            canvas.showPage()

    assert "bladzijden" in str(refusal(drawn(empty_pages)))
    page = "\n".join("ruzie " * 20 for _ in range(55))
    long = built([Paragraph(page, STYLE), PageBreak()] * 3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vtb_pdf, "MAX_TEKENS", 5000)
        assert "meer tekst" in str(refusal(long))


def test_a_word_file_or_nothing_with_the_name_of_a_pdf_is_damaged(tmp_path: Path) -> None:
    for content in (b"", b"PK\x03\x04" + bytes(1000), b"%PDF-1.7\n", FORMULIER.encode()):
        assert "beschadigd" in str(refusal(content))
    path = tmp_path / "verzoek.PDF"
    path.write_bytes(paragraphs(FORMULIER))
    assert values(read(text_of(path))) == values(read(FORMULIER))
    assert list(tmp_path.iterdir()) == [path], "nothing else is written"


# -- files that were made to do harm ------------------------------------------------------------------------------


def with_content(data: bytes, *filters: str) -> bytes:
    """A PDF of one page with this content stream as it stands."""

    def put(writer: PdfWriter) -> None:
        stream = StreamObject()
        stream._data = data
        if filters:
            stream[NameObject("/Filter")] = ArrayObject([NameObject(f) for f in filters])
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)

    return changed(drawn(scan), put)


def bomb(layers: int) -> bytes:
    data = zlib.compress(bytes(80_000_000), 9)
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    return with_content(data, *["/FlateDecode"] * layers)


def itself_inside(writer: PdfWriter) -> None:
    writer._root_object["/Pages"]["/Kids"].append(writer._root_object.raw_get("/Pages"))  # type: ignore[index]  # likewise


def parent_of_itself(writer: PdfWriter) -> None:
    for widget in widgets(writer):
        widget.pop("/FT", None)
        widget[NameObject("/Parent")] = widget.indirect_reference


HARM: dict[str, Callable[[], bytes]] = {
    "unpacks to 80 MB": lambda: bomb(1),
    "unpacks to 80 MB, twice packed": lambda: bomb(2),
    "a million commands": lambda: with_content(b"BT /F1 9 Tf " + b"(a) Tj " * 1_000_000 + b"ET"),
    "deep in lists": lambda: with_content(b"[" * 200_000 + b"]" * 200_000 + b" TJ"),
    "saves without end": lambda: with_content(b"q " * 300_000),
    "pages in themselves": lambda: changed(drawn(scan), itself_inside),
    "a field that is its own parent": lambda: changed(drawn(form), parent_of_itself),
    "a cross reference that points at itself": lambda: (
        b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Prev 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF"
    ),
}


@pytest.mark.parametrize("make", HARM.values(), ids=HARM.keys())
def test_a_file_made_to_do_harm_ends_in_text_or_a_sentence(make: Callable[[], bytes]) -> None:
    content, begin = make(), time.monotonic()
    assert len(or_refused(content)) <= vtb_pdf.MAX_TEKENS + 200
    assert time.monotonic() - begin < vtb_pdf.MAX_SECONDEN + 5


BUSY = """
def extract_text(*_, **__):
    while True:
        str.upper("a")
"""


def test_the_time_is_up_after_so_long_whatever_the_reader_does(monkeypatch: pytest.MonkeyPatch) -> None:
    reader: dict[str, Any] = {"__name__": "pypdf._page"}
    exec(compile(BUSY, "pypdf/_page.py", "exec"), reader)  # noqa: S102 - our own text: a reader that never ends
    monkeypatch.setattr("pypdf.PageObject.extract_text", reader["extract_text"])
    monkeypatch.setattr(vtb_pdf, "MAX_SECONDEN", 0.3)
    begin = time.monotonic()
    with pytest.raises(UserError, match="ingewikkeld"):
        text_of_pdf(paragraphs("Gezin: Proef"))
    assert time.monotonic() - begin < 5


def or_refused(content: bytes) -> str:
    """The text, or the sentence that says why not; anything else breaks the test."""
    try:
        return text_of_pdf(content)
    except UserError as refused:
        return refused.text + refused.remedy


@settings(max_examples=60)
@given(st.binary(max_size=2000), st.sampled_from([b"", b"%PDF-1.7\n"]))
def test_any_bytes_give_text_or_a_sentence(content: bytes, head: bytes) -> None:
    or_refused(head + content)


SEEDS = [paragraphs("Gezin: Proef\nGemeente: Epe\nKinderen\nAya Proef 1-5-2015"), drawn(form), in_tables(BOXES)]


@settings(max_examples=120)
@given(st.sampled_from(SEEDS), st.integers(0, 2**32), st.integers(1, 40))
def test_a_pdf_with_bytes_changed_gives_text_or_a_sentence(seed: bytes, number: int, times: int) -> None:
    chance, content = random.Random(number), bytearray(seed)  # noqa: S311 - no secret
    for _ in range(times):
        place = chance.randrange(len(content))
        match chance.randrange(4):
            case 0:
                content[place] = chance.randrange(256)
            case 1:
                del content[place : place + chance.randrange(1, 200)]
            case 2:
                content[place:place] = content[place : place + chance.randrange(1, 200)]
            case _:
                content[place : place + 1] = str(chance.choice([0, -1, 7, 2**31, 10**12])).encode()
        if len(content) < 50:
            break
    or_refused(bytes(content))
