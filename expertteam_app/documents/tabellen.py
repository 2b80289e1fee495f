"""Tables, panels and records that never run off the paper.

A row is cut into pieces of a few lines, so that a page break finds a place in any row, however long its text is; the
head of a table comes back on every page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, cast

from expertteam_app.documents import stijl
from expertteam_app.documents.bouwstenen import Waarde, paragraphs
from expertteam_app.documents.tekst import clean

if TYPE_CHECKING:
    from reportlab.platypus import Flowable, Paragraph

CELL_LINES = 6
PAD = 5
NUMBER_STYLES = frozenset({"cel-getal", "cel-getal-vet", "kruis-getal", "kruis-getal-vet"})


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: its heading, its share of the width, and the style of its cells."""

    kop: str
    deel: float
    stijl: str = "cel"


@dataclass(frozen=True, slots=True)
class Gestileerd:
    """A text in another style than that of its column."""

    tekst: str
    stijl: str


@dataclass(frozen=True, slots=True)
class Staaf:
    """A horizontal bar; a bar of `schaal` fills the column. Drawn from the number that is printed beside it."""

    aantal: int
    schaal: int


Cel = Waarde | Gestileerd | Staaf
Stuk = list["Flowable"]
Opdracht = tuple[str, tuple[int, int], tuple[int, int], *tuple[Any, ...]]
"""A command of a reportlab table style: what, from cell, to cell, how."""


def table(
    kolommen: Sequence[Kolom], rijen: Sequence[Sequence[Cel]], breedte: float, *, pad: float = PAD, total: bool = False
) -> list[Flowable]:
    """A table with a head that comes back on each page.

    Args:
        kolommen: the columns; their shares add up to 1.
        rijen: one cell per column.
        breedte: width of the table in points.
        pad: points left and right in a cell.
        total: the last row is a total and never stands alone on a page.
    """
    from reportlab.platypus import Spacer, Table, TableStyle

    widths = [kolom.deel * breedte for kolom in kolommen]
    rows: list[list[Stuk]] = [[list(paragraphs(kolom.kop, _head_style(kolom))) for kolom in kolommen]]
    body, starts = _cut_rows(kolommen, rijen, widths, pad)
    grid = Table(rows + body, colWidths=widths, repeatRows=1, hAlign="LEFT")
    commands = _row_style(len(rows) + len(body), {start + 1 for start in starts}, pad)
    commands += [
        ("BACKGROUND", (0, 0), (-1, 0), stijl.colour(stijl.KOPVLAK)),
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, stijl.colour(stijl.ACCENT)),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("TOPPADDING", (0, 0), (-1, 0), 3),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 4),
    ]
    if total:
        commands += [("NOSPLIT", (0, -2), (-1, -1)), ("LINEABOVE", (0, -1), (-1, -1), 0.9, stijl.colour(stijl.ACCENT))]
    grid.setStyle(TableStyle(commands))
    return [grid, Spacer(0, 6)]


def facts(paren: Sequence[tuple[str, Waarde]], breedte: float) -> list[Flowable]:
    """Label and value, two pairs next to each other, for the facts under a title; reads down, then right."""
    from reportlab.platypus import Table, TableStyle

    pairs = [pair for pair in paren if not isinstance(pair[1], str) or clean(pair[1])]
    half = (len(pairs) + 1) // 2
    rijen: list[list[Cel]] = [
        [*left, *right] for left, right in zip_longest(pairs[:half], pairs[half:], fillvalue=("", ""))
    ]
    kolommen = (Kolom("", 0.13, "cel-grijs"), Kolom("", 0.36), Kolom("", 0.13, "cel-grijs"), Kolom("", 0.38))
    widths = [kolom.deel * breedte for kolom in kolommen]
    rows = _cut_rows(kolommen, rijen, widths, PAD)[0]
    if not rows:
        return []
    grid = Table(rows, colWidths=widths)
    grid.setStyle(TableStyle([*_padding(2, 2, PAD), ("LEFTPADDING", (0, 0), (0, -1), 0)]))
    return [grid]


def panel(titel: str, waarde: Waarde, breedte: float) -> list[Flowable]:
    """A text with a bar at its left on a light ground: for what must be seen first."""
    from reportlab.platypus import Spacer, Table, TableStyle

    body = _pieces(paragraphs(waarde, "stem"), breedte - 18)
    rows: list[list[Stuk]] = [[list(paragraphs(titel, "cel-kop"))], *([piece] for piece in body)]
    box = Table(rows, colWidths=[breedte])
    commands: list[Opdracht] = [
        *_padding(0, 0, 9),
        ("BACKGROUND", (0, 0), (-1, -1), stijl.colour(stijl.VLAK)),
        ("LINEBEFORE", (0, 0), (0, -1), 2.2, stijl.colour(stijl.ACCENT)),
        ("TOPPADDING", (0, 0), (-1, 0), 5),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 2),
        ("BOTTOMPADDING", (0, -1), (-1, -1), 7),
        ("NOSPLIT", (0, 0), (-1, 1)),
    ]
    box.setStyle(TableStyle(commands))
    return [box, Spacer(0, 6)]


def record(titel: str, paren: Sequence[tuple[str, Waarde]], breedte: float) -> list[Flowable]:
    """A block with a head and one row per label: for a besluit."""
    from reportlab.platypus import Spacer, Table, TableStyle

    kolommen = (Kolom("", 0.2, "cel-grijs"), Kolom("", 0.8))
    widths = [kolom.deel * breedte for kolom in kolommen]
    body, starts = _cut_rows(kolommen, paren, widths, PAD + 2)
    head: list[Stuk] = [list(paragraphs(titel, "cel-kop")), []]
    box = Table([head, *body], colWidths=widths)
    commands = _row_style(1 + len(body), {start + 1 for start in starts}, PAD + 2)
    commands += [
        ("SPAN", (0, 0), (-1, 0)),
        ("BACKGROUND", (0, 0), (-1, 0), stijl.colour(stijl.KOPVLAK)),
        ("LINEBEFORE", (0, 0), (0, -1), 2.2, stijl.colour(stijl.ACCENT)),
        ("NOSPLIT", (0, 0), (-1, 1)),
        ("TOPPADDING", (0, 0), (-1, 0), 3),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 4),
    ]
    box.setStyle(TableStyle(commands))
    return [box, Spacer(0, 8)]


def _head_style(kolom: Kolom) -> str:
    if kolom.stijl.startswith("kruis"):
        return "kruis-kop-getal" if kolom.stijl in NUMBER_STYLES else "kruis-kop"
    return "cel-kop-getal" if kolom.stijl in NUMBER_STYLES else "cel-kop"


def _cut_rows(
    kolommen: Sequence[Kolom], rijen: Sequence[Sequence[Cel]], widths: Sequence[float], pad: float
) -> tuple[list[list[Stuk]], set[int]]:
    """All rows in pieces, and which of these begin a row."""
    rows: list[list[Stuk]] = []
    starts: set[int] = set()
    for rij in rijen:
        starts.add(len(rows))
        cut = [_cell(cel, kolom, width - 2 * pad) for cel, kolom, width in zip(rij, kolommen, widths, strict=True)]
        rows += [list(pieces) for pieces in zip_longest(*cut, fillvalue=[])]
    return rows, starts


def _cell(cel: Cel, kolom: Kolom, width: float) -> list[Stuk]:
    if isinstance(cel, Staaf):
        return [[_bar(cel, width)]]
    if isinstance(cel, Gestileerd):
        return _pieces(paragraphs(cel.tekst, cel.stijl), width)
    return _pieces(paragraphs(cel, kolom.stijl), width)


def _bar(staaf: Staaf, width: float) -> Flowable:
    from reportlab.graphics.shapes import Drawing, Rect

    drawing = Drawing(width, 10)
    bar = Rect(0, 0.5, width * staaf.aantal / staaf.schaal, 8)
    bar.fillColor = stijl.colour(stijl.STAAF)
    bar.strokeColor = None
    drawing.add(bar)
    return drawing


def _pieces(parts: list[Paragraph], width: float) -> list[Stuk]:
    """The paragraphs of a cell, packed into pieces of at most `CELL_LINES` lines."""
    pieces: list[Stuk] = [[]]
    room = 0.0
    waiting = list(parts)
    while waiting:
        part = waiting.pop(0)
        limit = CELL_LINES * float(part.style.leading) + 0.1
        height = part.wrap(width, limit)[1]
        if room + height <= limit:
            pieces[-1].append(part)
            room += height
            continue
        cut = cast("list[Paragraph]", part.split(width, limit - room))
        if len(cut) > 1:
            pieces[-1].append(cut[0])
        waiting = [*cut[1:], *waiting] if len(cut) > 1 else [part, *waiting]
        pieces.append([])
        room = 0.0
    return [piece for piece in pieces if piece] or [[]]


def _padding(top: float, bottom: float, side: float) -> list[Opdracht]:
    everywhere = (0, 0), (-1, -1)
    return [
        ("VALIGN", *everywhere, "TOP"),
        ("LEFTPADDING", *everywhere, side),
        ("RIGHTPADDING", *everywhere, side),
        ("TOPPADDING", *everywhere, top),
        ("BOTTOMPADDING", *everywhere, bottom),
    ]


def _row_style(rows: int, starts: set[int], pad: float) -> list[Opdracht]:
    """Padding and thin rules; a piece that continues a row gets neither, so that the row reads as one."""
    commands = _padding(0, 0, pad)
    for row in range(rows):
        whole_row = (0, row), (-1, row)
        if row in starts:
            commands.append(("TOPPADDING", *whole_row, 3))
        if row + 1 in starts or row == rows - 1:
            commands.append(("BOTTOMPADDING", *whole_row, 4))
            commands.append(("LINEBELOW", *whole_row, 0.5, stijl.colour(stijl.LIJN)))
    return commands
