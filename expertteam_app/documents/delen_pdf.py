"""The parts of a document on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from expertteam_app.documents import stijl
from expertteam_app.documents.bouwstenen import Gat, Waarde, bullets, kop, made, paragraphs, room, text_block
from expertteam_app.documents.delen import (
    Alinea,
    Bijeen,
    Deel,
    Invulvak,
    Kaart,
    Kop,
    Lijst,
    NieuweBladzijde,
    Ondertekening,
    Paneel,
    Tabel,
    Tekenvak,
    Wit,
)
from expertteam_app.documents.stijl import A4_HOOG, MARGE_BOVEN, MARGE_ONDER, MM, TEKSTBREEDTE
from expertteam_app.documents.tabellen import Kolom, Opdracht, first_rows, grid, panel, record, table
from expertteam_app.documents.tekst import lines

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

TEKENPLEK = "Plaats voor de handtekening van de "
TEKENBREED, TEKENHOOG = 205, 46
"""Points of the place to sign, between the word Handtekening and the line."""
INVULREGEL = 8.5 * MM
"""Height of a line that is written by hand."""
PAGINA = A4_HOOG - MARGE_BOVEN - MARGE_ONDER
"""Points of text that fit under each other on a page."""
SAMEN = 3
"""Lines of a text that stay with the heading above it."""


def flowables(delen: Iterable[Deel]) -> list[Flowable]:
    """The parts as reportlab lays them out; a heading moves along with the start of what follows it."""
    parts = list(delen)
    laid = [_flowables(deel) for deel in parts]
    story: list[Flowable] = []
    for at, deel in enumerate(parts):
        if isinstance(deel, Kop):
            look = stijl.styles()[f"kop{deel.niveau + 1}"]
            own = look.spaceBefore + look.leading + look.spaceAfter
            needed = own + _start(parts[at + 1 :], laid[at + 1 :])
            story += kop(deel.tekst, deel.niveau, bladwijzer=deel.bladwijzer, ruimte=needed)
        story += laid[at]
    return story


def _start(parts: Sequence[Deel], laid: Sequence[list[Flowable]]) -> float:
    """Points that what stands under a heading needs to begin there: up to the first part that says something."""
    height = 0.0
    for deel, found in zip(parts, laid, strict=True):
        if isinstance(deel, NieuweBladzijde):
            break
        if isinstance(deel, Kop):
            look = stijl.styles()[f"kop{deel.niveau + 1}"]
            height += look.spaceBefore + look.leading + look.spaceAfter
        height += _lead(found)
        if found and not (isinstance(deel, Alinea) and deel.stijl == "klein"):
            break
    return min(height, PAGINA / 2)


def _lead(found: Sequence[Flowable]) -> float:
    """Points of the smallest piece at the top of these that can stand alone on a page."""
    from reportlab.platypus import CondPageBreak, Paragraph, Table

    if not found:
        return 0.0
    first = found[0]
    if isinstance(first, CondPageBreak):
        return float(first.height)
    height = float(first.wrap(TEKSTBREEDTE, A4_HOOG)[1])
    if isinstance(first, Table):
        return first_rows(first)
    if isinstance(first, Paragraph):
        return min(height, SAMEN * float(first.style.leading)) + float(first.getSpaceBefore())
    return height


def _flowables(deel: Deel) -> list[Flowable]:
    match deel:
        case Alinea():
            found = _letter(deel) if deel.stijl == "brief" else text_block(deel.waarde, deel.stijl)
        case Paneel():
            found = panel(deel.titel, deel.waarde, TEKSTBREEDTE)
        case Lijst():
            found = bullets(deel.regels, hokjes=deel.hokjes)
        case Tabel():
            found = _table(deel)
        case Kaart():
            found = record(deel.titel, deel.paren, TEKSTBREEDTE)
        case Ondertekening():
            found = _signatures(deel)
        case Bijeen():
            found = _together(flowables(deel.delen))
        case _:
            found = _space(deel)
    return found


def _space(deel: Kop | Invulvak | Wit | NieuweBladzijde) -> list[Flowable]:
    from reportlab.platypus import PageBreak, Spacer

    if isinstance(deel, Invulvak):
        return _box(deel)
    if isinstance(deel, Wit):
        return [Spacer(0, deel.regels * float(stijl.styles()["brief"].leading))]
    return [PageBreak()] if isinstance(deel, NieuweBladzijde) else []


def _letter(deel: Alinea) -> list[Flowable]:
    """Lines that stand together, with white under the last one only."""
    parts: list[Waarde] = [deel.waarde] if isinstance(deel.waarde, Gat) else list(lines(deel.waarde))
    return [made(part, "brief" if at < len(parts) else "brief-slot") for at, part in enumerate(parts, start=1)]


def _table(deel: Tabel) -> list[Flowable]:
    look = "cel-hoog" if deel.hoog else "cel"
    kolommen = [Kolom(k.kop, k.deel, f"{look}-vet" if k.vet else look) for k in deel.kolommen]
    return table(kolommen, deel.rijen, TEKSTBREEDTE, empty=float(stijl.styles()[look].leading))


def _together(parts: list[Flowable]) -> list[Flowable]:
    """Flowables with the room before them that they need to stand on one page."""
    from reportlab.platypus import CondPageBreak

    solid = [part for part in parts if not isinstance(part, CondPageBreak)]
    white = sum(part.getSpaceBefore() + part.getSpaceAfter() for part in solid)
    height = white + sum(float(part.wrap(TEKSTBREEDTE, A4_HOOG)[1]) for part in solid)
    return [room(min(height, PAGINA)), *parts]


def _box(vak: Invulvak) -> list[Flowable]:
    """A label with empty lines under it, together on one page."""
    from reportlab.platypus import Spacer

    rule = ("LINEBELOW", (0, 0), (-1, -1), 0.6, stijl.colour(stijl.LIJN))
    box = grid([[[]]] * vak.regels, [TEKSTBREEDTE], [rule], heights=[INVULREGEL] * vak.regels)
    return _together([*text_block(vak.label, "cel-kop"), box, Spacer(0, 8)])


def _signatures(deel: Ondertekening) -> list[Flowable]:
    gap = 12 * MM
    half = (TEKSTBREEDTE - gap) / 2
    heading = kop("Ondertekening", 0, ruimte=0)[1:]
    grids: list[Flowable] = []
    for start in range(0, len(deel.vakken), 2):
        pair = [_place(vak) for vak in deel.vakken[start : start + 2]]
        left, right = pair[0], pair[1] if len(pair) > 1 else [[] for _ in pair[0]]
        rows = [[a, [], b] for a, b in zip(left, right, strict=True)]
        line = stijl.colour(stijl.GRIJS)
        look: list[Opdracht] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("LINEBELOW", (0, 2), (0, 3), 0.6, line),
            ("LINEBELOW", (2, 2), (2, 3), 0.6, line),
        ]
        box = grid(rows, [half, gap, half], look, heights=[None, None, 22 * MM, 10 * MM])
        grids.append(box)
    return _together([*heading, *text_block(deel.tekst), *grids])


def _place(vak: Tekenvak) -> list[list[Flowable]]:
    """The four rows of one place to sign."""
    return [
        list(paragraphs(vak.rol, "cel-kop")),
        list(paragraphs(vak.naam, "cel")),
        [*paragraphs("Handtekening", "cel-grijs"), *([_mark(vak.merk)] if vak.merk else [])],
        list(paragraphs(f"Datum {vak.getekend}".rstrip(), "cel-grijs")),
    ]


def _mark(merk: str) -> Flowable:
    """The place where a role signs, as a borderless annotation: a signature with a certificate finds it by its text."""
    from reportlab.platypus import Flowable as Base

    class Merk(Base):
        width = height = 0

        def draw(self) -> None:
            key = f"teken-{merk}"
            self.canv.bookmarkHorizontal(key, 0, 0)
            self.canv.linkRect(f"{TEKENPLEK}{merk}", key, (0, -TEKENHOOG - 2, TEKENBREED, -2), relative=1, thickness=0)

    return Merk()
