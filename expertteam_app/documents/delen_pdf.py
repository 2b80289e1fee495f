"""The parts of a document on paper."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import TYPE_CHECKING

from expertteam_app.documents import stijl
from expertteam_app.documents.bouwstenen import (
    ROOM_SHORT_TABLE,
    ROOM_TABLE,
    ROOM_TEXT,
    bullets,
    kop,
    paragraphs,
    text_block,
)
from expertteam_app.documents.delen import (
    Alinea,
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
)
from expertteam_app.documents.stijl import MM, TEKSTBREEDTE
from expertteam_app.documents.tabellen import Kolom, panel, record, table

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

RUIMTE = MappingProxyType({"tekst": ROOM_TEXT, "tabel": ROOM_TABLE, "korte tabel": ROOM_SHORT_TABLE})
TEKENPLEK = "Plaats voor de handtekening van de "
TEKENBREED, TEKENHOOG = 205, 46
"""Points of the place to sign, between the word Handtekening and the line."""
INVULREGEL = 8.5 * MM
"""Height of a line that is written by hand."""


def flowables(delen: Iterable[Deel]) -> list[Flowable]:
    """The parts as reportlab lays them out."""
    story: list[Flowable] = []
    for deel in delen:
        story += _flowables(deel)
    return story


def _flowables(deel: Deel) -> list[Flowable]:
    from reportlab.platypus import PageBreak

    made: list[Flowable]
    match deel:
        case Kop():
            made = kop(deel.tekst, deel.niveau, bladwijzer=deel.bladwijzer, ruimte=RUIMTE[deel.ruimte])
        case Alinea():
            made = text_block(deel.waarde, deel.stijl)
        case Paneel():
            made = panel(deel.titel, deel.waarde, TEKSTBREEDTE)
        case Lijst():
            made = bullets(deel.regels)
        case Tabel():
            kolommen = [Kolom(k.kop, k.deel, "cel-vet" if k.vet else "cel") for k in deel.kolommen]
            made = table(kolommen, deel.rijen, TEKSTBREEDTE)
        case Kaart():
            made = record(deel.titel, deel.paren, TEKSTBREEDTE)
        case Invulvak():
            made = _box(deel)
        case NieuweBladzijde():
            made = [PageBreak()]
        case Ondertekening():
            made = _signatures(deel)
    return made


def _box(vak: Invulvak) -> list[Flowable]:
    """A label with empty lines under it, together on one page."""
    from reportlab.platypus import KeepTogether, Spacer, Table, TableStyle

    grid = Table([[""] for _ in range(vak.regels)], colWidths=[TEKSTBREEDTE], rowHeights=[INVULREGEL] * vak.regels)
    line = stijl.colour(stijl.LIJN)
    grid.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.6, line)]))
    return [KeepTogether([*text_block(vak.label, "cel-kop"), grid, Spacer(0, 8)])]


def _signatures(deel: Ondertekening) -> list[Flowable]:
    from reportlab.platypus import KeepTogether, Table, TableStyle

    gap = 12 * MM
    half = (TEKSTBREEDTE - gap) / 2
    heading = kop("Ondertekening", 0, ruimte=0)[1:]
    grids: list[Flowable] = []
    for start in range(0, len(deel.vakken), 2):
        pair = [_place(vak) for vak in deel.vakken[start : start + 2]]
        left, right = pair[0], pair[1] if len(pair) > 1 else [[] for _ in pair[0]]
        rows = [[a, [], b] for a, b in zip(left, right, strict=True)]
        box = Table(rows, colWidths=[half, gap, half], rowHeights=[None, None, 24 * MM, 11 * MM])
        line = stijl.colour(stijl.GRIJS)
        box.setStyle(
            TableStyle(
                [
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("LINEBELOW", (0, 2), (0, 3), 0.6, line),
                    ("LINEBELOW", (2, 2), (2, 3), 0.6, line),
                ]
            )
        )
        grids.append(box)
    return [KeepTogether([*heading, *text_block(deel.tekst), *grids])]


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
