"""The tables of a `ProtectedReport` as an OpenDocument spreadsheet, laid out for people.

Written here and not by a library: the ones there are put a producer, a clock or settings of a printer into the file,
and what leaves may hold nothing but the tables. The same report gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from expertteam_app.analysis.disclosure.report import ProtectedCell, ProtectedReport, ProtectedTable, Status
from expertteam_app.domain.cel import neutral

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
VERBORGEN, ONMOGELIJK = "·", "–"
LEGENDA = f"{VERBORGEN} betekent: dit aantal is verborgen. Het kan nul zijn, klein, of nodig voor een ander aantal."
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
_STYLES = (
    "<office:automatic-styles>"
    '<style:style style:name="breed" style:family="table-column">'
    '<style:table-column-properties style:column-width="7cm"/></style:style>'
    '<style:style style:name="smal" style:family="table-column">'
    '<style:table-column-properties style:column-width="2.6cm"/></style:style>'
    '<style:style style:name="kop" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>'
    '<style:table-cell-properties fo:wrap-option="wrap"/></style:style>'
    '<style:style style:name="getal" style:family="table-cell"><style:paragraph-properties fo:text-align="end"/>'
    "</style:style></office:automatic-styles>"
)
MAX_NAAM = 31
"""Characters of the name of a sheet that every program takes."""
TWEE = 2

Rij = Sequence[str | int]


def report_ods(report: ProtectedReport) -> bytes:
    """The tables as a spreadsheet: one sheet on how was counted, and one per table.

    A table of two dimensions is a cross table; a number is a number, a hidden one the sign and no value.
    """
    sheets = [_sheet("Over dit rapport", [[report.titel], *([line] for line in (*report.telwijze, LEGENDA))], 0)]
    names: set[str] = {"over dit rapport"}
    for tabel in report.tabellen:
        name = _sheet_name(tabel.naam, names)
        rows: list[Rij] = [[tabel.titel], [f"Geteld: {tabel.universum}."], [], *_rows(tabel)]
        sheets.append(_sheet(name, rows, 3))
    body = f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
    content = f"{_head('document-content')}{_STYLES}{body}</office:document-content>"
    parts = {
        "mimetype": MIMETYPE,
        "content.xml": content,
        "styles.xml": f"{_head('document-styles')}<office:styles/></office:document-styles>",
        "meta.xml": f"{_head('document-meta')}<office:meta/></office:document-meta>",
        "META-INF/manifest.xml": _manifest(("content.xml", "styles.xml", "meta.xml")),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _NO_CLOCK)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode())
    return out.getvalue()


def _rows(tabel: ProtectedTable) -> Iterable[Rij]:
    if len(tabel.dimensies) != TWEE:
        yield [*(neutral(d) for d in tabel.dimensies), "jeugdigen"]
        for cel in tabel.cellen:
            yield [*(neutral(c) for c in cel.dims), shown(cel)]
        return
    columns = tabel.labels(1)
    yield [f"{neutral(tabel.dimensies[0])} / {tabel.dimensies[1]}", *(neutral(c) for c in columns)]
    for row in tabel.labels(0):
        yield [neutral(row), *(shown(tabel.cell(row, column)) for column in columns)]


def shown(cel: ProtectedCell) -> str | int:
    """The number as printed, the one sign for a hidden number, or a dash where nobody can be."""
    if cel.aantal is not None:
        return cel.aantal
    return ONMOGELIJK if cel.status is Status.STRUCTUREEL_NUL else VERBORGEN


def _sheet_name(naam: str, taken: set[str]) -> str:
    name, number = naam[:MAX_NAAM], 2
    while name.casefold() in taken:
        tail = f"-{number}"
        name, number = naam[: MAX_NAAM - len(tail)] + tail, number + 1
    taken.add(name.casefold())
    return name


def _sheet(name: str, rows: Sequence[Rij], kop: int) -> str:
    width = max((len(row) for row in rows), default=1)
    columns = '<table:table-column table:style-name="breed"/>'
    if width > 1:
        columns += f'<table:table-column table:style-name="smal" table:number-columns-repeated="{width - 1}"/>'
    body = "".join(
        f"<table:table-row>{''.join(_cell(value, head=i in {0, kop}) for value in row) or '<table:table-cell/>'}"
        "</table:table-row>"
        for i, row in enumerate(rows)
    )
    return f"<table:table table:name={quoteattr(name)}>{columns}{body}</table:table>"


def _cell(value: str | int, *, head: bool) -> str:
    if isinstance(value, int):
        return (
            f'<table:table-cell table:style-name="getal" office:value-type="float" office:value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    style = "kop" if head else "getal" if value in (VERBORGEN, ONMOGELIJK) else ""
    named = f' table:style-name="{style}"' if style else ""
    return f'<table:table-cell{named} office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def _head(kind: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{kind} {_NAMES} office:version="1.3">'


def _manifest(parts: Iterable[str]) -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in parts
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        'manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
        f"{entries}</manifest:manifest>"
    )
