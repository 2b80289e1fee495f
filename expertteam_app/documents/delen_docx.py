"""The parts of a document as a Word file: real heading styles, Dutch, table heads that repeat, page numbers.

For those who must edit. The same parts give the same bytes: no time, computer or user enters the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from expertteam_app.documents.bouwstenen import Gat, Waarde
from expertteam_app.documents.delen import (
    HOKJE,
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
    Wit,
)
from expertteam_app.documents.docx_opmaak import (
    BEHIND_BIDI,
    GRIJS,
    ROOD,
    add_field,
    mark_on,
    set_styles,
    settled,
    shade,
)
from expertteam_app.documents.huisstijl import Kader
from expertteam_app.documents.richting import base_level, is_rtl, levels
from expertteam_app.documents.tekst import clean, lines

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.table import Table as DocxTable
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

BREEDTE_CM = 16.6
HANDTEKENING_CM = 1.6


def bouw_docx(
    kader: Kader, titel: str, ondertitel: str, feiten: Sequence[tuple[str, Waarde]], delen: Sequence[Deel]
) -> bytes:
    """A document as DOCX.

    Args:
        kader: who sends it, the kenmerk, the neutral title for the metadata, the watermark words.
        titel: the title.
        ondertitel: one line under it; may be empty.
        feiten: label and value under the title.
        delen: what it consists of.
    """
    from docx import Document

    document = Document()
    _page(document, kader)
    set_styles(document)
    document.add_paragraph(clean(titel), style="Title")
    if clean(ondertitel):
        document.add_paragraph(clean(ondertitel), style="Subtitle")
    for word in kader.watermerken:
        _run(document.add_paragraph(), Gat(word.lower()), label=word)
    if feiten:
        _pairs(document, [(label, waarde) for label, waarde in feiten if isinstance(waarde, Gat) or clean(waarde)])
    _add_all(document, delen)
    return settled(document)


def _page(document: Docx, kader: Kader) -> None:
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
    head = section.header.paragraphs[0]
    head.text = f"{kader.organisatie}\t\tKenmerk {kader.kenmerk}"
    foot = section.footer.paragraphs[0]
    foot.text = f"{kader.classificatie}\t\tPagina "
    add_field(foot, "PAGE")
    foot.add_run(" van ")
    add_field(foot, "NUMPAGES")
    core = document.core_properties
    core.title, core.author, core.subject = kader.metatitel, kader.organisatie, kader.classificatie
    core.language, core.comments, core.keywords, core.last_modified_by = "nl-NL", "", "", ""
    moment = datetime(kader.moment.year, kader.moment.month, kader.moment.day, tzinfo=UTC)
    core.created = core.modified = moment
    core.revision = 1


def _run(paragraph: Paragraph, waarde: Waarde, *, bold: bool = False, label: str = "") -> None:
    from docx.shared import RGBColor

    if isinstance(waarde, Gat):
        run = paragraph.add_run(label or clean(waarde.tekst))
        run.bold, run.font.color.rgb = True, RGBColor(*ROOD)
        return
    base = base_level(waarde)
    if not is_rtl(waarde):
        paragraph.add_run(waarde).bold = bold or None
        return
    if base:
        mark_on(paragraph._p.get_or_add_pPr(), "w:bidi", BEHIND_BIDI)  # noqa: SLF001 - python-docx has no call for it
    level = levels(waarde, base)
    for odd, group in groupby(zip(waarde, level, strict=True), key=lambda pair: pair[1] % 2):
        run = paragraph.add_run("".join(c for c, _level in group))
        run.bold = bold or None
        if odd:
            run.font.rtl, run.font.cs_bold = True, bold or None


def _text(document: Docx, waarde: Waarde, *, grey: bool = False, close: bool = False) -> None:
    """A paragraph per line; `close` leaves white under the last one only."""
    from docx.shared import RGBColor

    paragraphs = []
    for part in [waarde] if isinstance(waarde, Gat) else lines(waarde):
        paragraph = document.add_paragraph()
        _run(paragraph, part)
        paragraphs.append(paragraph)
        for run in paragraph.runs if grey else ():
            run.font.color.rgb = RGBColor(*GRIJS)
    for paragraph in paragraphs[:-1] if close else ():
        paragraph.paragraph_format.space_after = 0


def _cell(cell: _Cell, waarde: Waarde, *, bold: bool = False) -> None:
    parts: list[Waarde] = [waarde] if isinstance(waarde, Gat) else list(lines(waarde))
    for at, part in enumerate(parts):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = 0
        _run(paragraph, part, bold=bold)


def _grid(document: Docx, widths: Sequence[float], rows: int) -> DocxTable:
    from docx.shared import Cm

    grid: DocxTable = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    grid.autofit = False
    for column, share in zip(grid.columns, widths, strict=True):
        column.width = Cm(share * BREEDTE_CM)
        for cell in column.cells:
            cell.width = Cm(share * BREEDTE_CM)
    return grid


def _whole_rows(grid: DocxTable) -> None:
    """No row breaks over two pages; what is written in it is short or has a page of its own."""
    for row in grid.rows:
        mark_on(row._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001 - python-docx has no call for it


def _repeat_head(grid: DocxTable) -> None:
    """The first row is the head: it comes back on every page and a screen reader names it."""
    mark_on(grid.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001 - python-docx has no call for it


def _together(document: Docx, write: Callable[[], None]) -> None:
    """What is written stands together on a page: each paragraph stays with the next."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    body = document.element.body
    before = len(body)
    write()
    added = [p for part in body[before - 1 : -1] for p in part.iter(qn("w:p"))]
    for p in added[:-1]:
        Paragraph(p, document._body).paragraph_format.keep_with_next = True  # noqa: SLF001 - its parent


def _pairs(
    document: Docx, paren: Sequence[tuple[str, Waarde]], high: Mapping[str, float] = MappingProxyType({})
) -> None:
    """Label and value, together on one page; `high` is centimetres of the row with that label."""
    from docx.shared import Cm

    if not paren:
        return
    grid = _grid(document, (0.24, 0.76), len(paren))
    for row, (label, waarde) in zip(grid.rows, paren, strict=True):
        _cell(row.cells[0], label, bold=True)
        _cell(row.cells[1], waarde)
        row.height = Cm(high.get(label, 0)) or None
    for cell in (cell for row in grid.rows[:-1] for cell in row.cells):
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True
    _whole_rows(grid)
    _gap(document)


def _gap(document: Docx) -> None:
    """A little white under a table; without a paragraph between them two tables become one."""
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = 0
    paragraph.paragraph_format.line_spacing = Pt(6)


def _heading(document: Docx, text: str, level: int) -> None:
    _run(document.add_heading("", level), clean(text))


def _table(document: Docx, deel: Tabel) -> None:
    grid = _grid(document, [k.deel for k in deel.kolommen], 1 + len(deel.rijen))
    for cell, kolom in zip(grid.rows[0].cells, deel.kolommen, strict=True):
        _cell(cell, kolom.kop, bold=True)
        shade(cell)
    for row, values in zip(grid.rows[1:], deel.rijen, strict=False):
        for cell, kolom, waarde in zip(row.cells, deel.kolommen, values, strict=True):
            _cell(cell, waarde, bold=kolom.vet)
    _repeat_head(grid)
    _whole_rows(grid)
    _gap(document)


def _add_all(document: Docx, delen: Sequence[Deel]) -> None:
    for deel in delen:
        _add(document, deel)


def _add(document: Docx, deel: Deel) -> None:
    match deel:
        case Kop():
            _heading(document, deel.tekst, deel.niveau + 1)
        case Alinea():
            _text(document, deel.waarde, grey=deel.stijl in {"klein", "ondertitel"}, close=deel.stijl == "brief")
        case Paneel():
            _heading(document, deel.titel, 2)
            _text(document, deel.waarde)
        case Tabel():
            _table(document, deel)
        case Kaart():
            title = document.add_paragraph()
            title.paragraph_format.keep_with_next, title.paragraph_format.space_after = True, 0
            _run(title, clean(deel.titel), bold=True)
            _pairs(document, deel.paren)
        case Bijeen():
            _together(document, lambda: _add_all(document, deel.delen))
        case Ondertekening():
            _together(document, lambda: _sign(document, deel))
        case _:
            _add_plain(document, deel)


def _add_plain(document: Docx, deel: Lijst | Invulvak | Wit | NieuweBladzijde) -> None:
    if isinstance(deel, Lijst):
        for regel in (part for each in deel.regels for part in ([each] if isinstance(each, Gat) else lines(each))):
            paragraph = document.add_paragraph(style=None if deel.hokjes else "List Bullet")
            if deel.hokjes:
                paragraph.add_run(f"{HOKJE} ")
            _run(paragraph, regel)
    elif isinstance(deel, Wit):
        for _ in range(deel.regels):
            document.add_paragraph()
    elif isinstance(deel, Invulvak):
        _run(document.add_paragraph(), deel.label, bold=True)
        for _ in range(deel.regels):
            document.add_paragraph("_" * 70)
    else:
        from docx.enum.text import WD_BREAK

        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _sign(document: Docx, deel: Ondertekening) -> None:
    _heading(document, "Ondertekening", 1)
    _text(document, deel.tekst)
    for vak in deel.vakken:
        rows = [("Rol", vak.rol), ("Naam", vak.naam), ("Handtekening", " "), ("Datum", vak.getekend or " ")]
        _pairs(document, rows, {"Handtekening": HANDTEKENING_CM})
