"""Measures (in points), fonts, colours and paragraph styles of every document.

The palette stays legible on a grey printer: difference is made by weight, rules and words, colour only adds to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from expertteam_app.resources import resource_path

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.lib.styles import ParagraphStyle

MM = 72 / 25.4
MARGE = 22 * MM
MARGE_BOVEN = 24 * MM
MARGE_BOVEN_EERSTE = 16 * MM
MARGE_ONDER = 22 * MM
A4_BREED, A4_HOOG = 210 * MM, 297 * MM
TEKSTBREEDTE = A4_BREED - 2 * MARGE
TEKSTBREEDTE_LIGGEND = A4_HOOG - 2 * MARGE

INKT = "#1C2730"
ACCENT = "#17465E"
GRIJS = "#52606B"
LIJN = "#B9C4CC"
VLAK = "#F1F4F6"
KOPVLAK = "#E2E9ED"
ROOD = "#B00020"
STAAF = "#86A3B5"
WATERMERK = "#E3E8EB"

_ZWART, _MIDDEN = "#000000", "#767676"
_OP_PAPIER = MappingProxyType(
    {
        **dict.fromkeys((INKT, ACCENT, GRIJS, ROOD), _ZWART),
        **dict.fromkeys((LIJN, STAAF), _MIDDEN),
        **dict.fromkeys((VLAK, KOPVLAK), "#FFFFFF"),
        WATERMERK: "#E6E6E6",
    }
)
"""Each colour as a plain printer does it best: black words, grey lines and bars, no surface behind words."""

_print_friendly = False
_house_style: ContextVar[bool] = ContextVar("house_style", default=False)

GEWOON = "ExpertteamSans"
HALFVET = "ExpertteamSans-HalfVet"
VET = "ExpertteamSans-Vet"
CURSIEF = "ExpertteamSans-Cursief"
REST = "ExpertteamSans-Rest"
"""The font for writing that the others lack (`documents.schrift`)."""

_FILES = MappingProxyType(
    {
        GEWOON: "IBMPlexSans-Regular.ttf",
        HALFVET: "IBMPlexSans-SemiBold.ttf",
        VET: "IBMPlexSans-Bold.ttf",
        CURSIEF: "IBMPlexSans-Italic.ttf",
        REST: "DejaVuSans-Rest.ttf",
    }
)


@cache
def register_fonts() -> None:
    """Make the shipped fonts known to reportlab, once per process; they are embedded as a subset in each document."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource_path("fonts", file))))
    pdfmetrics.registerFontFamily(GEWOON, normal=GEWOON, bold=HALFVET, italic=CURSIEF, boldItalic=HALFVET)


@cache
def characters(font: str) -> frozenset[int]:
    """The characters that a font holds."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    return frozenset(TTFontFile(str(resource_path("fonts", _FILES[font]))).charToGlyph)


def print_friendly(*, on: bool) -> None:
    """Whether documents that are made from now on, on this computer, do without coloured surfaces."""
    global _print_friendly  # noqa: PLW0603 - of the computer, as its printer is
    _print_friendly = on


@contextmanager
def house_style() -> Iterator[None]:
    """Make documents as they always are, for those that must be the same byte for byte wherever they are made."""
    token = _house_style.set(True)
    try:
        yield
    finally:
        _house_style.reset(token)


def colour(hexcode: str) -> Color:
    """The reportlab colour of one of the colours of this module, in the style that documents now have."""
    return _colour(hexcode, plain=_plain())


def in_words(hexcode: str) -> str:
    """As `colour`, in the notation of this module, for words inside a paragraph."""
    return _ink(hexcode, plain=_plain())


def _plain() -> bool:
    return _print_friendly and not _house_style.get()


def _colour(hexcode: str, *, plain: bool) -> Color:
    from reportlab.lib.colors import HexColor

    return HexColor(_ink(hexcode, plain=plain))


def _ink(hexcode: str, *, plain: bool) -> str:
    return _OP_PAPIER.get(hexcode, hexcode) if plain else hexcode


def text_width(text: str, font: str, size: float) -> float:
    """Width of a text in points."""
    from reportlab.pdfbase import pdfmetrics

    register_fonts()
    return pdfmetrics.stringWidth(text, font, size)


def fit(text: str, font: str, size: float, width: float) -> str:
    """The text, cut with an ellipsis where it is wider than `width` points."""
    if text_width(text, font, size) <= width:
        return text
    while text and text_width(text + "…", font, size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _style(ink: Color, name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    from reportlab.lib.styles import ParagraphStyle

    options: dict[str, Any] = {
        "fontName": GEWOON,
        "textColor": ink,
        "splitLongWords": 1,
        "allowWidows": 0,
        "allowOrphans": 0,
        **more,
    }
    return ParagraphStyle(name, fontSize=size, leading=leading, **options)


def styles() -> MappingProxyType[str, ParagraphStyle]:
    """All paragraph styles by name; sizes in points."""
    return _styles(plain=_plain())


@cache
def _styles(*, plain: bool) -> MappingProxyType[str, ParagraphStyle]:
    register_fonts()
    dark, grey, ink = (_colour(each, plain=plain) for each in (ACCENT, GRIJS, INKT))
    cell: dict[str, object] = {"allowWidows": 1, "allowOrphans": 1}
    made = (
        _style(ink, "titel", 21, 26, fontName=HALFVET, textColor=dark),
        _style(ink, "ondertitel", 12, 16, textColor=grey, spaceAfter=4),
        _style(ink, "kop1", 14, 18, fontName=HALFVET, textColor=dark, spaceBefore=16, spaceAfter=5),
        _style(ink, "kop2", 10.5, 14, fontName=HALFVET, textColor=dark, spaceBefore=9, spaceAfter=2),
        _style(ink, "tekst", 10, 14, spaceAfter=4),
        _style(ink, "klein", 8.5, 11.5, textColor=grey, spaceAfter=6),
        _style(ink, "cel", 9, 12, **cell),
        _style(ink, "cel-vet", 9, 12, fontName=HALFVET, **cell),
        _style(ink, "cel-hoog", 10, 18, **cell),
        _style(ink, "cel-hoog-vet", 10, 18, fontName=HALFVET, **cell),
        _style(ink, "cel-kop", 8.5, 11, fontName=HALFVET, textColor=dark, **cell),
        _style(ink, "cel-grijs", 9, 12, textColor=grey, **cell),
        _style(ink, "cel-inspring", 9, 12, leftIndent=10, **cell),
        _style(ink, "cel-getal", 9, 12, alignment=2, **cell),
        _style(ink, "cel-getal-vet", 9, 12, alignment=2, fontName=HALFVET, **cell),
        _style(ink, "cel-kop-getal", 8.5, 11, alignment=2, fontName=HALFVET, textColor=dark, **cell),
        _style(ink, "kruis", 8, 10, **cell),
        _style(ink, "kruis-vet", 8, 10, fontName=HALFVET, **cell),
        _style(ink, "kruis-kop", 8, 10, fontName=HALFVET, textColor=dark, **cell),
        _style(ink, "kruis-getal", 8, 10, alignment=2, **cell),
        _style(ink, "kruis-getal-vet", 8, 10, alignment=2, fontName=HALFVET, **cell),
        _style(ink, "kruis-kop-getal", 8, 10, alignment=2, fontName=HALFVET, textColor=dark, **cell),
        _style(ink, "bijschrift", 9.5, 13, fontName=HALFVET, spaceBefore=9, spaceAfter=4),
        _style(ink, "stem", 10, 14, **cell),
        _style(ink, "punt", 10, 14, spaceAfter=2, leftIndent=12, bulletIndent=2, bulletFontName=GEWOON),
        _style(ink, "brief", 10, 14),
        _style(ink, "brief-slot", 10, 14, spaceAfter=9),
        _style(ink, "afzender", 10.5, 14, fontName=HALFVET, textColor=dark),
        _style(ink, "keuze", 10, 17, leftIndent=18, bulletIndent=1, bulletFontName=REST, bulletFontSize=13),
        _style(ink, "rechts", 9, 12, alignment=2, textColor=grey),
        _style(ink, "rechts-vet", 10.5, 14, alignment=2, fontName=HALFVET, textColor=dark),
    )
    return MappingProxyType({style.name: style for style in made})
