"""Attacks every file before it is given out: nothing may stand in it that the tables and texts do not say (A11 to A14).

What is found stops the release. A finding names the file and what kind of thing it is, never the thing itself.
"""

from __future__ import annotations

import base64
import csv
import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from expertteam_app.domain.cel import neutral

if TYPE_CHECKING:
    from pypdf import PdfReader

NEUTRALE_NAAM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.(pdf|csv|json|ods|docx)", re.ASCII)
_PDF_META = frozenset(
    f"/{name}"
    for name in ("Title", "Author", "Subject", "Creator", "Producer", "CreationDate", "ModDate", "Trapped", "Keywords")
)
_CATALOG_ACTIVE = frozenset({"/OpenAction", "/AA", "/AcroForm", "/AF", "/Collection"})
_NAMES_ACTIVE = frozenset({"/JavaScript", "/EmbeddedFiles"})
_PAGE_ACTIVE = frozenset({"/AA", "/Thumb"})
_PATH = re.compile(r"file:/|[a-z]:\\|/(home|users|tmp|root)/", re.IGNORECASE)
_PACKAGE_KEYS = frozenset({"profile", "name", "title", "description", "resources", "expertteam"})
_RESOURCE_KEYS = frozenset(
    {"profile", "name", "title", "path", "format", "mediatype", "encoding", "dialect", "schema", "expertteam"}
)
_OWN_KEYS = frozenset({"periode", "afronding", "drempel", "hierarchie", "hierarchie_meervoudig", "intern"})
_OWN_RESOURCE_KEYS = frozenset({"dimensies", "universum", "meervoudig", "dekkend", "onder", "deel_van"})
MIN_VERBODEN = 4
"""Shorter texts would be found in any file."""


@dataclass(frozen=True, slots=True)
class Bevinding:
    """Something in a file that must not leave.

    Attributes:
        bestand: the name of the file.
        wat: what kind of thing, as a Dutch noun phrase.
    """

    bestand: str
    wat: str


def controleer(bestanden: Mapping[str, bytes], verboden: Collection[str]) -> tuple[Bevinding, ...]:
    """Everything in some files that must not leave; empty when they may.

    Args:
        bestanden: file name to bytes.
        verboden: names of people, numbers of casussen, users: texts that may be in no file. Shorter than four
            characters they are left out.
    """
    words = [word for word in verboden if len(word) >= MIN_VERBODEN]
    found: list[Bevinding] = []
    for name, content in bestanden.items():
        if not NEUTRALE_NAAM.fullmatch(name):
            found.append(Bevinding(name, "een bestandsnaam die iets verraadt"))
        checks = {"pdf": _pdf, "csv": _csv, "json": _json}.get(name.rpartition(".")[2], _archive)
        try:
            found += [Bevinding(name, what) for what in checks(content, words)]
        except (ValueError, KeyError, TypeError, zipfile.BadZipFile, zlib.error):
            found.append(Bevinding(name, "iets wat niet te lezen is"))
    return tuple(found)


def _forbidden(texts: Collection[str], raw: bytes, words: Collection[str]) -> Iterator[str]:
    """What is found of the forbidden words: in what a reader sees, and in the bytes in other codings."""
    seen = _plain(" ".join(texts))
    if _holds(seen, words):
        yield "een naam of nummer uit de kluis"
    elif any(_holds(_plain(view), words) for view in _views(raw)):
        yield "een naam of nummer uit de kluis, verborgen in de bytes"
    if _PATH.search(seen):
        yield "een pad van deze computer"


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _views(raw: bytes) -> Iterator[str]:
    """The bytes as text in every coding in which something could be hidden."""
    yield raw.decode("utf-8", "replace")
    yield _narrow(raw)
    yield " ".join(_unpacked(run, bytes.fromhex) for run in re.findall(rb"(?:[0-9a-fA-F]{2}){4,}", raw))
    yield " ".join(_unpacked(run, base64.b64decode) for run in re.findall(rb"(?:[A-Za-z0-9+/]{4}){2,}={0,2}", raw))


def _unpacked(run: bytes, decode: Callable[[str], bytes]) -> str:
    try:
        found = decode(run.decode("ascii"))
    except ValueError:
        return ""
    return f"{found.decode('utf-8', 'replace')} {_narrow(found)}"


def _narrow(raw: bytes) -> str:
    """UTF-16 of western letters in either order: every other byte is nothing."""
    return raw.replace(b"\0", b"").decode("latin-1")


def _holds(text: str, words: Collection[str]) -> bool:
    """Whether one of the words stands in a text; most are ruled out by their pieces, so that many names are quick."""
    pieces = set(re.findall(r"\w+", text))
    for word in words:
        plain = _plain(word)
        if pieces.issuperset(re.findall(r"\w+", plain)) and _as_word(plain, text):
            return True
    return False


def _as_word(word: str, text: str) -> bool:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (before.isalnum() or after.isalnum()):
            return True
        start = text.find(word, start + 1)
    return False


def _pdf(content: bytes, words: Collection[str]) -> Iterator[str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        yield from _pdf_parts(content, PdfReader(io.BytesIO(content)), words)
    except PyPdfError as broken:
        raise ValueError from broken


def _pdf_parts(content: bytes, reader: PdfReader, words: Collection[str]) -> Iterator[str]:
    info = {str(key): str(value) for key, value in (reader.metadata or {}).items()}
    if content.count(b"%%EOF") != 1:
        yield "een eerdere versie van het bestand"
    if not set(info) <= _PDF_META:
        yield "eigenschappen die er niet horen"
    if reader.xmp_metadata is not None:
        yield "verborgen eigenschappen (XMP)"
    streams = list(_streams(reader))
    whole = content + b"".join(streams)
    if _active(reader):
        yield "een bijlage, script of opdracht"
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    if any("/A" in note for note in notes):
        yield "een koppeling"
    if any(note.get("/Subtype") != "/Link" for note in notes):
        yield "een aantekening"
    if any(_INVISIBLE.search(data) for page in reader.pages if (data := _drawn(page))):
        yield "onzichtbare tekst"
    texts = [page.extract_text() for page in reader.pages]
    outline = [str(item.title) for item in _flat(reader.outline)]
    if any(_outside(page) for page in reader.pages):
        yield "tekst buiten de bladzijde"
    yield from _forbidden([*texts, *outline, *info.values()], whole, words)


_INVISIBLE = re.compile(rb"(?<![\d.])[37]\s+Tr\b")
"""Text that is placed but not painted (render modes 3 and 7 of PDF)."""


def _drawn(page: Any) -> bytes:  # noqa: ANN401  # a page of pypdf
    contents = page.get_contents()
    return bytes(contents.get_data()) if contents is not None else b""


def _active(reader: PdfReader) -> bool:
    """Whether something in a PDF can do something, or holds another file."""
    root = reader.root_object
    names = root.get("/Names", {})
    pages = any(_PAGE_ACTIVE & set(page) for page in reader.pages)
    return bool(_CATALOG_ACTIVE & set(root)) or bool(_NAMES_ACTIVE & set(names)) or pages


def _flat(outline: Any) -> Iterator[Any]:  # noqa: ANN401  # pypdf nests lists in lists
    for item in outline:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def _streams(reader: PdfReader) -> Iterator[bytes]:
    """The inflated bytes of everything in a PDF."""
    numbers = {number for known in reader.xref.values() for number in known} | set(reader.xref_objStm)
    for number in sorted(numbers):
        found = reader.get_object(number)
        data = getattr(found, "get_data", None)
        if data is not None:
            yield data()


def _outside(page: Any) -> bool:  # noqa: ANN401  # a page of pypdf
    """Whether a text begins off the page."""
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    found: list[bool] = []

    def visit(text: str, cm: Any, tm: Any, _font: Any, _size: Any) -> None:  # noqa: ANN401  # matrices of pypdf
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if text.strip():
            found.append(not (-1 <= x <= width + 1 and -1 <= y <= height + 1))

    page.extract_text(visitor_text=visit)
    return any(found)


def _csv(content: bytes, words: Collection[str]) -> Iterator[str]:
    text = content.decode("utf-8")
    if "\r" in text or text.startswith("\ufeff"):
        yield "tekens die er niet horen"
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if any(neutral(cell) != cell for row in rows for cell in row):
        yield "een cel die als formule kan werken"
    if any(len(row) != len(rows[0]) for row in rows):
        yield "een rij met te veel of te weinig cellen"
    yield from _forbidden([text], content, words)


def _json(content: bytes, words: Collection[str]) -> Iterator[str]:
    package = json.loads(content)
    keys = set(package), {k for r in package["resources"] for k in r}
    own = set(package["expertteam"]), {k for r in package["resources"] for k in r["expertteam"]}
    allowed = (_PACKAGE_KEYS, _RESOURCE_KEYS, _OWN_KEYS, _OWN_RESOURCE_KEYS)
    if not all(there <= may for there, may in zip((*keys, *own), allowed, strict=True)):
        yield "gegevens die er niet horen"
    yield from _forbidden([json.dumps(package, ensure_ascii=False)], content, words)


_MEMBERS = re.compile(
    r"mimetype|content\.xml|styles\.xml|meta\.xml|META-INF/manifest\.xml|\[Content_Types\]\.xml|_rels/\.rels|"
    r"docProps/(app|core)\.xml|word/_rels/document\.xml\.rels|customXml/(item1|itemProps1|_rels/item1\.xml)\.(xml|rels)|"
    r"word/(document|styles|stylesWithEffects|numbering|settings|webSettings|fontTable)\.xml|"
    r"word/(header|footer)\d*\.xml|word/theme/theme1\.xml"
)


def _archive(content: bytes, words: Collection[str]) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if archive.comment or any(member.comment or member.extra for member in archive.infolist()):
            yield "een opmerking in het bestand"
        if not all(_MEMBERS.fullmatch(name) for name in archive.namelist()):
            yield "een onderdeel dat er niet hoort"
        moments = {member.date_time for member in archive.infolist()}
        if len(moments) > 1 or any(moment[3:] != (0, 0, 0) for moment in moments):
            yield "tijden van deze computer"
        parts = {name: archive.read(name) for name in archive.namelist()}
    read = {name: part.decode("utf-8", "replace") for name, part in parts.items()}
    if any(_HIDDEN.search(text) for name, text in read.items() if not name.startswith("word/styles")):
        yield "iets wat verborgen is of rekent"
    if any(value != seen for text in read.values() for value, seen in _VALUE.findall(text)):
        yield "een waarde die anders is dan wat er staat"
    texts = [html.unescape(_TAG.sub(gap, _BLOCK.sub(" ", text))) for text in read.values() for gap in (" ", "")]
    yield from _forbidden(texts, b"".join(parts.values()), words)


_TAG = re.compile(r"<[^>]+>")
_BLOCK = re.compile(r"</(?:w|text):p>|<(?:w|text):(?:tab|br|line-break|s)\b[^>]*>")
"""Where a word ends; other tags may stand within a word, so a name cut in two by a change of letter is found too."""
_HIDDEN = re.compile(
    r'table:visibility|table:display="false"|table:formula|table:named-|table:protected|office:annotation|'
    r"text:tracked-changes|text:hidden|xlink:href|<w:(?:ins|del|moveFrom|vanish|webHidden|commentReference)\b|"
    r'TargetMode="External"'
)
_VALUE = re.compile(r'office:(?:[a-z]+-)*value="([^"]*)"(?:[^>]*>\s*<text:p>([^<]*)</text:p>)?')
