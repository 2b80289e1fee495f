"""What python-docx has no call for: styles, marks and fields of a Word file, and a file that is the same each time."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

LETTER = "Arial"
"""A Word file holds no fonts: this one is on every computer, also for Hebrew, Arabic and Polish."""

ZIP_DAG = (2000, 1, 1, 0, 0, 0)
CELWIT = "50"
"""Twentieths of a point above and below what stands in a cell."""

LIJN, KOPVLAK = "B9C4CC", "E2E9ED"
ROOD, ACCENT, GRIJS = (0xB0, 0x00, 0x20), (0x17, 0x46, 0x5E), (0x52, 0x60, 0x6B)


def add_field(paragraph: Paragraph, code: str) -> None:
    """A field that Word fills in: PAGE or NUMPAGES."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields of its own


def set_styles(document: Docx) -> None:
    """Our letter, sizes and colours in every style that is used; Dutch as the language."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    sizes = {"Normal": 10, "Title": 21, "Subtitle": 12, "Heading 1": 14, "Heading 2": 10.5, "List Bullet": 10}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = LETTER, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), LETTER)
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(kind), None)
        if name not in {"Normal", "List Bullet"}:
            style.font.color.rgb = RGBColor(*(GRIJS if name == "Subtitle" else ACCENT))
            style.font.italic = False
    language = OxmlElement("w:lang")
    for kind in ("w:val", "w:eastAsia"):
        language.set(qn(kind), "nl-NL")
    language.set(qn("w:bidi"), "ar-SA")
    properties = document.styles["Normal"].element.get_or_add_rPr()
    properties.append(language)
    document.styles["Normal"].paragraph_format.space_after = Pt(5)
    _table_style(document)
    for default in document.styles.element.iter(qn("w:lang")):
        default.set(qn("w:val"), "nl-NL")


def _table_style(document: Docx) -> None:
    """Thin grey rules between rows and room in the cells, as on paper."""
    from docx.oxml.ns import qn

    element = document.styles["Table Grid"].element
    for side in (side for borders in element.iter(qn("w:tblBorders")) for side in borders):
        upright = side.tag in {qn("w:left"), qn("w:right"), qn("w:insideV")}
        side.set(qn("w:val"), "nil" if upright else "single")
        side.set(qn("w:color"), LIJN)
    for margins in element.iter(qn("w:tblCellMar")):
        for side in margins:
            if side.tag in {qn("w:top"), qn("w:bottom")}:
                side.set(qn("w:w"), CELWIT)


BEHIND_BIDI = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents"),
    *("w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl"),
    *("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
)
"""What comes after w:bidi in a paragraph (ECMA-376 part 1, 17.3.1.26): Word refuses another order."""


def mark_on(properties: Any, name: str, behind: tuple[str, ...] = ()) -> None:  # noqa: ANN401 - an XML element
    """Set a property that is on by being there, before those that must come after it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    properties.insert_element_before(mark, *behind)


def shade(cell: _Cell) -> None:
    """The ground of a cell in the head of a table."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", KOPVLAK)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no call for it


def settled(document: Docx) -> bytes:
    """The file with every entry at one fixed moment, so that the same parts give the same bytes."""
    raw, target = BytesIO(), BytesIO()
    document.save(raw)
    with ZipFile(raw) as source, ZipFile(target, "w", ZIP_DEFLATED) as made:
        for entry in source.infolist():
            if entry.filename.startswith("docProps/thumbnail"):
                continue  # a picture of python-docx's own template
            made.writestr(ZipInfo(entry.filename, ZIP_DAG), _without_thumbnail(source.read(entry)), ZIP_DEFLATED)
    return target.getvalue()


def _without_thumbnail(content: bytes) -> bytes:
    start = content.find(b'<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/')
    if start < 0 or b"thumbnail" not in content:
        return content
    end = content.index(b"/>", start) + 2
    return content[:start] + content[end:] if b"thumbnail" in content[start:end] else content
