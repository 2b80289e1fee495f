"""Reads the text out of a PDF in which a VTB came: its lines as on the page, and what a form was filled with.

Whatever the bytes are, it answers within a bounded time and memory: the text, or one sentence that says what to do.
Nothing is written to disk, and nothing that the PDF points at is opened.
"""

from __future__ import annotations

import logging
import re
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from types import FrameType
from typing import TYPE_CHECKING

from expertteam_app.domain.errors import UserError
from expertteam_app.exchange.vtb_formulier import Ingevuld, filled_in

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGINAS = 60
"""Pages; more is a dossier and no VTB."""
MAX_SECONDEN = 8.0
"""Reading a PDF of ten pages takes well under a second; a file that keeps the reader busy longer was made to."""
MAX_TEKENS = 400_000
"""Characters of text, as the recognition takes them."""
_MAX_UITGEPAKT = 30_000_000
"""Bytes that one part of the file may unpack to; pictures are never unpacked."""
_MAX_OPDRACHTEN = 200_000
"""Drawing commands on one page."""
_KOLOM = re.compile(r" {3,}")
_LEEG = re.compile(r"\n\s*\n\s*\n+")
_LETTER = re.compile(r"\w")
_TEKEN = re.compile("¤(\\d{1,6})¤")
_MINST = 12
"""Letters below which a file holds no text that anyone wrote: a page number of a scan is no VTB."""
_MEER = 1.1
"""Text inside drawings that are used as a whole (a form that was printed flat) is only found without the layout."""

KOPIEER = "Open hem in een PDF-lezer, kopieer de tekst (Ctrl+A, Ctrl+C) en plak die hier met Ctrl+V."
OPNIEUW = "Vraag de indiener om het Word-bestand, of om de PDF opnieuw te maken."


class _TooSlow(BaseException):
    """The time is up; no `Exception`, for a reader that mends what is broken would go on."""


def text_of_pdf(content: bytes) -> str:
    """The text of a PDF, line by line; a gap between columns becomes a tab, a tick box ☒ or ☐.

    Raises:
        UserError: it is no PDF or broken, has a password, holds only pictures, or is too large; names the remedy.
    """
    try:
        with _quiet(), _at_most(MAX_SECONDEN):
            return _read(content)
    except UserError:
        raise
    except _TooSlow:
        raise UserError("Deze PDF zit zo ingewikkeld in elkaar dat lezen niet lukt.", KOPIEER) from None
    except Exception as problem:  # a broken file may break the reader anywhere; the user gets one sentence
        raise UserError("Deze PDF is beschadigd, of het is geen PDF.", OPNIEUW) from problem


def _read(content: bytes) -> str:
    from pypdf import PdfReader, apply_configuration

    with apply_configuration(
        maximum_declared_stream_length=_MAX_UITGEPAKT,
        array_based_stream_maximum_output_length=_MAX_UITGEPAKT,
        zlib_maximum_output_length=_MAX_UITGEPAKT,
        lzw_maximum_output_length=_MAX_UITGEPAKT,
        run_length_maximum_output_length=_MAX_UITGEPAKT,
        brotli_maximum_output_length=_MAX_UITGEPAKT,
        stream_decoding_work_maximum_length=2 * _MAX_UITGEPAKT,
        stream_parsing_work_maximum_count=_MAX_OPDRACHTEN,
        page_tree_maximum_entries=10 * MAX_PAGINAS,
        form_fields_maximum_entries=5000,
        xform_maximum_invocations_per_extraction=500,
        jbig2dec_binary=None,  # no other program is started
        disable_legacy_handling=True,
    ):
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UserError("Op deze PDF zit een wachtwoord.", KOPIEER)
        if len(reader.pages) > MAX_PAGINAS:
            raise UserError(f"Deze PDF heeft meer dan {MAX_PAGINAS} bladzijden; dat is meer dan een VTB.", KOPIEER)
        return _whole(reader)


def _whole(reader: PdfReader) -> str:
    texts: list[str] = []
    for page in reader.pages:
        texts.append(_text_of_page(page))
        if sum(map(len, texts)) > MAX_TEKENS:
            raise UserError("In deze PDF staat meer tekst dan in een VTB past.", KOPIEER)
    if len(_LETTER.findall("".join(texts))) < _MINST:
        if _is_xfa(reader):
            raise UserError(
                "Dit formulier werkt alleen in Adobe Reader.",
                "Open het daar, kies Afdrukken en dan “Microsoft Print to PDF”, en lees die PDF in.",
            )
        raise UserError(
            "In deze PDF staat geen tekst, alleen een beeld (een scan).",
            "Vraag de indiener om het Word-bestand of een PDF met tekst, of typ het verzoek zelf over.",
        )
    pictures = [number for number, text in enumerate(texts, 1) if not text.strip()]
    return "\n\n".join([*(text for text in texts if text.strip()), *_not_read(pictures)])


def _not_read(pictures: Sequence[int]) -> Iterator[str]:
    """What is said of pages without text; "Bijlagen" makes it a part of its own for the recognition."""
    if pictures:
        which = ", ".join(map(str, pictures))
        noun, verb = ("bladzijde", "is") if len(pictures) == 1 else ("bladzijden", "zijn")
        yield f"Bijlagen: {noun} {which} van de PDF {verb} niet gelezen; daar staat geen tekst (misschien een beeld)."


def _is_xfa(reader: PdfReader) -> bool:
    form = reader.root_object.get("/AcroForm")
    found = form.get_object() if form is not None else None
    return isinstance(found, dict) and "/XFA" in found


def _text_of_page(page: PageObject) -> str:
    fields = filled_in(page)
    flat = page.extract_text()  # before the values of the form are drawn
    _draw(page, fields)
    laid_out = page.extract_text(extraction_mode="layout")
    placed = {int(number) for number in _TEKEN.findall(laid_out)}
    if len(_LETTER.findall(flat)) > _MEER * len(_LETTER.findall(_TEKEN.sub("", laid_out))):
        laid_out, placed = flat, set()
    rest = [field.tekst for number, field in enumerate(fields) if number not in placed]
    return _filled("\n".join([_tidy(laid_out), *rest]), fields)


def _tidy(text: str) -> str:
    lines = (_KOLOM.sub("\t", line.strip()).replace("  ", " ") for line in text.splitlines())
    return _LEEG.sub("\n\n", "\n".join(lines)).strip("\n")


def _filled(text: str, fields: Sequence[Ingevuld]) -> str:
    def value(match: re.Match[str]) -> str:
        number = int(match[1])
        return fields[number].tekst if number < len(fields) else match[0]

    return _TEKEN.sub(value, text)


def _draw(page: PageObject, fields: Sequence[Ingevuld]) -> None:
    """Put a mark where each value of the form stands, so that it comes on the line of its label.

    A mark and not the value: a value may hold letters that the font of the mark has not.
    """
    if not fields:
        return
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

    resources = DictionaryObject(page.get("/Resources", DictionaryObject()).get_object())
    fonts = DictionaryObject(resources.get("/Font", DictionaryObject()).get_object())
    fonts[NameObject("/Vtb")] = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    resources[NameObject("/Font")] = fonts
    marks = "".join(
        f"BT /Vtb 8 Tf 1 0 0 1 {field.x:.2f} {field.y:.2f} Tm (¤{number}¤) Tj ET\n"
        for number, field in enumerate(fields)
    )
    drawn = StreamObject()
    drawn.set_data(b"q\n" + marks.encode("cp1252") + b"Q\n")
    old = page.get("/Contents")
    found = old.get_object() if old is not None else None
    parts = found if isinstance(found, ArrayObject) else [old] if old is not None else []
    page[NameObject("/Resources")] = resources
    page[NameObject("/Contents")] = ArrayObject([drawn, *parts])


@contextmanager
def _quiet() -> Iterator[None]:
    """The reader says what is wrong with a file in the log, with pieces of it; nobody may read those there."""
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Stop what runs inside when the time is up: the reader is Python, so every call it makes can be the last.

    Only calls of the reader itself are cut off, not those that clean up after it.
    """
    end = time.monotonic() + seconds
    before = sys.getprofile()

    def look(frame: FrameType, _event: str, _argument: object) -> None:
        if time.monotonic() > end:
            module = str(frame.f_globals.get("__name__", ""))
            if module.startswith("pypdf.") and module != "pypdf._configuration":
                raise _TooSlow

    sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(before)
