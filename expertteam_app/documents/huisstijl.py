"""The frame of every document: A4, logo place, title block, running lines, watermark, outline, neutral metadata.

The same input gives the same bytes: reportlab runs in invariant mode and the only date in the file is the one that is
passed in. No time of day, computer, user or path enters the file (PRIVACY A12, A14).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from expertteam_app.documents import stijl
from expertteam_app.documents.bouwstenen import Waarde, outline_entry, text_block
from expertteam_app.documents.logo import logo_flowable
from expertteam_app.documents.stijl import (
    A4_BREED,
    A4_HOOG,
    MARGE,
    MARGE_BOVEN,
    MARGE_BOVEN_EERSTE,
    MARGE_ONDER,
    MM,
    TEKSTBREEDTE,
)
from expertteam_app.documents.tabellen import Opdracht, facts, grid

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate, Flowable, PageTemplate

Stand = Literal["staand", "liggend"]
Sjabloon = Literal["eerste"] | Stand
Verhaal = Callable[[], "list[Flowable]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kader:
    """What stands around the text of a document.

    Attributes:
        organisatie: the sender; also the author in the metadata.
        kenmerk: the document's own number, on every page.
        loopkop: short title at the top of every page after the first.
        metatitel: title in the metadata: generic, never with a name or casus.
        classificatie: who may read it, at the foot of every page.
        moment: the day of the document; becomes the creation date in the metadata.
        watermerken: words drawn large and light under the text of every page.
        logo: PNG or JPEG bytes; None: the name of the sender stands in its place.
    """

    organisatie: str
    kenmerk: str
    loopkop: str
    metatitel: str
    classificatie: str
    moment: date
    watermerken: tuple[str, ...] = ()
    logo: bytes | None = None


def title_block(kader: Kader, titel: str, ondertitel: str, feiten: tuple[tuple[str, Waarde], ...]) -> list[Flowable]:
    """Top of the first page: logo and sender (without a logo the sender at its place), title, subtitle and facts.

    Args:
        kader: the frame of the document.
        titel: the title.
        ondertitel: one line under it; may be empty.
        feiten: label and value, printed in two columns of label and value.

    Raises:
        FieldError: the logo is no PNG or JPEG.
    """
    from reportlab.platypus import HRFlowable, Spacer

    number = text_block(f"Kenmerk {kader.kenmerk}", "rechts")
    if kader.logo is None:
        cells, left = [text_block(kader.organisatie, "afzender"), number], TEKSTBREEDTE - 50 * MM
    else:
        cells, left = [[logo_flowable(kader.logo)], text_block(kader.organisatie, "rechts-vet") + number], 60 * MM
    look: list[Opdracht] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    look.append(("RIGHTPADDING", (0, 0), (-1, -1), 0))
    head = grid([cells], [left, TEKSTBREEDTE - left], look)
    parts: list[Flowable] = [head, Spacer(0, 9 * MM), *text_block(titel, "titel")]
    parts += text_block(ondertitel, "ondertitel")
    parts += [Spacer(0, 2 * MM), HRFlowable("100%", 1.2, color=stijl.colour(stijl.ACCENT), spaceAfter=5)]
    return [*parts, *facts(feiten, TEKSTBREEDTE), Spacer(0, 3 * MM)]


def turn(stand: Stand) -> list[Flowable]:
    """Start a new page that stands upright ("staand") or lies ("liggend")."""
    from reportlab.platypus import NextPageTemplate, PageBreak

    return [NextPageTemplate(stand), PageBreak()]


def build_pdf(kader: Kader, verhaal: Verhaal, begin: Sjabloon = "eerste") -> bytes:
    """Lay out a document.

    Args:
        kader: the frame.
        verhaal: makes the flowables; called twice, because "1 van 4" needs the number of pages beforehand.
        begin: how the first page stands; "eerste" has room for a title block and no running head.

    Returns:
        The PDF; the same arguments give the same bytes.
    """
    stijl.register_fonts()
    pages = _lay_out(kader, verhaal, 0, begin)[1]
    return _lay_out(kader, verhaal, pages, begin)[0]


def _lay_out(kader: Kader, verhaal: Verhaal, pages: int, begin: Sjabloon) -> tuple[bytes, int]:
    target = BytesIO()
    document = _document(kader, target)
    kinds: tuple[Sjabloon, ...] = ("eerste", "staand", "liggend")
    order = sorted(kinds, key=lambda kind: kind != begin)  # the first one is where the document begins
    document.addPageTemplates([_template(kader, kind, pages) for kind in order])
    document.build(verhaal())
    return target.getvalue(), document.page


def _document(kader: Kader, target: BytesIO) -> BaseDocTemplate:
    from reportlab.platypus import BaseDocTemplate

    class Document(BaseDocTemplate):
        def beforeDocument(self) -> None:  # noqa: N802 - reportlab's name
            stamp = f"D:{kader.moment:%Y%m%d}000000Z"
            self.canv.setDateFormatter(lambda *_parts: stamp)
            self.canv.setSubject(kader.classificatie)
            self.canv.setKeywords("")
            self.canv.showOutline()

        def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
            mark = outline_entry(flowable)
            if mark is not None:
                key = f"kop-{len(self.marks)}"
                level = mark.niveau if self.marks else 0
                self.marks.append(key)
                self.canv.bookmarkHorizontal(key, 0, self.frame_top(flowable))
                self.canv.addOutlineEntry(mark.titel, key, level, closed=False)

        def frame_top(self, flowable: Flowable) -> float:
            below = self.frame._y  # type: ignore[attr-defined] # noqa: SLF001 - the only place that knows the height
            return float(below) + float(flowable.height) + 4

        marks: list[str]

    document = Document(
        target,
        pagesize=(A4_BREED, A4_HOOG),
        title=kader.metatitel,
        author=kader.organisatie,
        creator="Expertteam",
        producer="Expertteam",
        lang="nl",
        invariant=1,
        pageCompression=1,
        displayDocTitle=1,
        initialFontName=stijl.GEWOON,  # else every page names Helvetica, which is not embedded
    )
    document.marks = []
    return document


def _template(kader: Kader, sjabloon: Sjabloon, pages: int) -> PageTemplate:
    from reportlab.platypus import Frame, PageTemplate

    size = (A4_HOOG, A4_BREED) if sjabloon == "liggend" else (A4_BREED, A4_HOOG)
    top = MARGE_BOVEN_EERSTE if sjabloon == "eerste" else MARGE_BOVEN
    frame = Frame(
        MARGE,
        MARGE_ONDER,
        size[0] - 2 * MARGE,
        size[1] - top - MARGE_ONDER,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def draw_frame(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.saveState()
        for place, word in enumerate(kader.watermerken):
            _draw_watermark(canvas, word, size, place - (len(kader.watermerken) - 1) / 2)
        if sjabloon != "eerste":
            _draw_running_head(canvas, kader, size)
        _draw_foot(canvas, kader, size, f"Pagina {document.page} van {pages}")
        canvas.restoreState()

    following = "staand" if sjabloon == "eerste" else None
    return PageTemplate(sjabloon, [frame], onPage=draw_frame, pagesize=size, autoNextPageTemplate=following)


def _draw_watermark(canvas: Canvas, word: str, size: tuple[float, float], place: float) -> None:
    """One word along the diagonal; `place` counts lines from the middle, so two words stand under each other."""
    width, height = size
    font_size = 0.55 * math.hypot(width, height) / stijl.text_width(word, stijl.VET, 1)
    font_size = min(font_size, 120)
    canvas.saveState()
    canvas.setFillColor(stijl.colour(stijl.WATERMERK))
    canvas.setFont(stijl.VET, font_size)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(math.degrees(math.atan2(height, width)))
    canvas.drawCentredString(0, -font_size * (0.35 + 1.15 * place), word)
    canvas.restoreState()


def _draw_running_head(canvas: Canvas, kader: Kader, size: tuple[float, float]) -> None:
    width, height = size
    y = height - 15 * MM
    half = (width - 2 * MARGE) / 2 - 3 * MM
    canvas.setFont(stijl.GEWOON, 8.5)
    canvas.setFillColor(stijl.colour(stijl.GRIJS))
    canvas.drawString(MARGE, y, stijl.fit(kader.loopkop, stijl.GEWOON, 8.5, half))
    canvas.drawRightString(width - MARGE, y, stijl.fit(kader.organisatie, stijl.GEWOON, 8.5, half))
    _rule(canvas, MARGE, width - MARGE, y - 2.2 * MM)


def _draw_foot(canvas: Canvas, kader: Kader, size: tuple[float, float], page_text: str) -> None:
    width = size[0]
    y = 11 * MM
    _rule(canvas, MARGE, width - MARGE, y + 4.2 * MM)
    canvas.setFont(stijl.HALFVET, 8.5)
    canvas.setFillColor(stijl.colour(stijl.INKT))
    room = width - 2 * MARGE - 60 * MM
    canvas.drawString(MARGE, y, stijl.fit(kader.classificatie, stijl.HALFVET, 8.5, room))
    canvas.setFont(stijl.GEWOON, 8.5)
    canvas.setFillColor(stijl.colour(stijl.GRIJS))
    foot = f"{stijl.fit(kader.kenmerk, stijl.GEWOON, 8.5, 30 * MM)}  ·  {page_text}"
    canvas.drawRightString(width - MARGE, y, foot)


def _rule(canvas: Canvas, left: float, right: float, y: float) -> None:
    canvas.setStrokeColor(stijl.colour(stijl.LIJN))
    canvas.setLineWidth(0.6)
    canvas.line(left, y, right, y)
