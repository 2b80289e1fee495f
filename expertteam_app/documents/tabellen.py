"""Tables, panels and records that never run off the paper.

A long row is cut into pieces of a few lines, so that a page break finds a place in it, however long its text is; any
other row stays whole. The head of a table comes back on every page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, cast

from expertteam_app.documents import stijl
from expertteam_app.documents.bouwstenen import Waarde, paragraphs, room
from expertteam_app.documents.tekst import clean

if TYPE_CHECKING:
    from reportlab.platypus import Flowable, Paragraph, Table

CELL_LINES = 6
"""Lines of a piece of a long row."""

WHOLE_LINES = 15
"""Lines of a row that is not cut."""

PAD = 5
KEEP = 0.4 * stijl.A4_HOOG
"""Points up to which a block moves to the next page rather than break over two."""
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


def grid(
    rows: Sequence[list[Any]],
    widths: Sequence[float],
    commands: Sequence[Opdracht],
    *,
    repeat: int = 0,
    heights: Sequence[float | None] | None = None,
) -> Table:
    """A reportlab table in our own font: each of its cells names a font, and its own is in no file of ours.

    Args:
        rows: the cells, each a list of flowables.
        widths: points of each column.
        commands: how it looks.
        repeat: how many rows come back at the top of each page.
        heights: points of each row, or None to fit what is in it.
    """
    from reportlab.platypus import Table, TableStyle

    made = Table(rows, colWidths=widths, rowHeights=heights, repeatRows=repeat, hAlign="LEFT")
    made.setStyle(TableStyle([("FONTNAME", (0, 0), (-1, -1), stijl.GEWOON), *commands]))
    return made


def first_rows(made: Table) -> float:
    """Points of the head of a table and its first row; known after `wrap`."""
    heights: list[float] = made._rowHeights  # type: ignore[attr-defined] # noqa: SLF001 - the only place that knows them
    return sum(heights[: made.repeatRows + 1])


def table(
    kolommen: Sequence[Kolom],
    rijen: Sequence[Sequence[Cel]],
    breedte: float,
    *,
    pad: float = PAD,
    total: bool = False,
    empty: float = 0,
) -> list[Flowable]:
    """A table with a head that comes back on each page.

    Args:
        kolommen: the columns; their shares add up to 1.
        rijen: one cell per column.
        breedte: width of the table in points.
        pad: points left and right in a cell.
        total: the last row is a total and never stands alone on a page.
        empty: points of a row without a word in it, to write in by hand.
    """
    from reportlab.platypus import Spacer

    widths = [kolom.deel * breedte for kolom in kolommen]
    rows: list[list[Stuk]] = [[list(paragraphs(kolom.kop, _head_style(kolom))) for kolom in kolommen]]
    body, starts = _cut_rows(kolommen, rijen, widths, pad)
    body = [row if any(row) else [[Spacer(0, empty)], *row[1:]] for row in body]
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
    return [grid(rows + body, widths, commands, repeat=1), Spacer(0, 6)]


def facts(paren: Sequence[tuple[str, Waarde]], breedte: float) -> list[Flowable]:
    """Label and value, two pairs next to each other, for the facts under a title; reads down, then right."""
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
    return [grid(rows, widths, [*_padding(2, 2, PAD), ("LEFTPADDING", (0, 0), (0, -1), 0)])]


def panel(titel: str, waarde: Waarde, breedte: float) -> list[Flowable]:
    """A text with a bar at its left on a light ground, for what must be seen first; a new page repeats its title."""
    from reportlab.platypus import Spacer

    body = _pieces(paragraphs(waarde, "stem"), breedte - 18)
    rows: list[list[Stuk]] = [[list(paragraphs(titel, "cel-kop"))], *([piece] for piece in body)]
    commands: list[Opdracht] = [
        *_padding(0, 0, 9),
        ("BACKGROUND", (0, 0), (-1, -1), stijl.colour(stijl.VLAK)),
        ("LINEBEFORE", (0, 0), (0, -1), 2.2, stijl.colour(stijl.ACCENT)),
        ("TOPPADDING", (0, 0), (-1, 0), 5),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 2),
        ("BOTTOMPADDING", (0, -1), (-1, -1), 7),
        ("NOSPLIT", (0, 0), (-1, 1)),
    ]
    return [grid(rows, [breedte], commands, repeat=1), Spacer(0, 6)]


def record(titel: str, paren: Sequence[tuple[str, Waarde]], breedte: float) -> list[Flowable]:
    """A block with a head and one row per label: for a besluit.

    It stands whole on one page when it is no higher than `KEEP`; else its head comes back on the next page.
    """
    from reportlab.platypus import Spacer

    kolommen = (Kolom("", 0.2, "cel-grijs"), Kolom("", 0.8))
    widths = [kolom.deel * breedte for kolom in kolommen]
    body, starts = _cut_rows(kolommen, paren, widths, PAD + 2)
    head: list[Stuk] = [list(paragraphs(titel, "cel-kop")), []]
    commands = _row_style(1 + len(body), {start + 1 for start in starts}, PAD + 2)
    commands += [
        ("SPAN", (0, 0), (-1, 0)),
        ("BACKGROUND", (0, 0), (-1, 0), stijl.colour(stijl.KOPVLAK)),
        ("LINEBEFORE", (0, 0), (0, -1), 2.2, stijl.colour(stijl.ACCENT)),
        ("NOSPLIT", (0, 0), (-1, 1)),
        ("TOPPADDING", (0, 0), (-1, 0), 3),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 4),
    ]
    box = grid([head, *body], widths, commands, repeat=1)
    height = float(box.wrap(breedte, stijl.A4_HOOG)[1])
    return [*([room(height)] if height <= KEEP else []), box, Spacer(0, 8)]


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
        cells = list(zip(rij, kolommen, (width - 2 * pad for width in widths), strict=True))
        cut = [_cell(*cell, WHOLE_LINES) for cell in cells]
        if any(len(pieces) > 1 for pieces in cut):
            cut = [_cell(*cell, CELL_LINES) for cell in cells]
        rows += [list(pieces) for pieces in zip_longest(*cut, fillvalue=[])]
    return rows, starts


def _cell(cel: Cel, kolom: Kolom, width: float, most: int) -> list[Stuk]:
    if isinstance(cel, Staaf):
        return [[_bar(cel, width)]]
    if isinstance(cel, Gestileerd):
        return _pieces(paragraphs(cel.tekst, cel.stijl), width, most)
    return _pieces(paragraphs(cel, kolom.stijl), width, most)


def _bar(staaf: Staaf, width: float) -> Flowable:
    from reportlab.graphics.shapes import Drawing, Rect

    drawing = Drawing(width, 10)
    bar = Rect(0, 0.5, width * staaf.aantal / staaf.schaal, 8)
    bar.fillColor = stijl.colour(stijl.STAAF)
    bar.strokeColor = None
    drawing.add(bar)
    return drawing


def _pieces(parts: list[Paragraph], width: float, most: int = CELL_LINES) -> list[Stuk]:
    """The paragraphs of a cell, packed into pieces of at most so many lines."""
    pieces: list[Stuk] = [[]]
    room = 0.0
    waiting = list(parts)
    while waiting:
        part = waiting.pop(0)
        limit = most * float(part.style.leading) + 0.1
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
