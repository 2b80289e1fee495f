"""Workbooks made in memory, and the shipped codelijsten. Every person in here is invented."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from expertteam_app.domain.codelijst import Codelijst, parse_codelijst
from expertteam_app.exchange.casuslijst import read_ret
from expertteam_app.exchange.voorstel import ImportVoorstel
from expertteam_app.exchange.vtb_lijst import read_jbt
from expertteam_app.resources import resource_path

PEILDATUM = date(2026, 11, 22)
RET_KOP = (
    "nr",
    "naam jeugdige",
    "geb. datum",
    "gemeente",
    "aangemeld door",
    "datum aanmelding",
    "stap nu",
    "eerste RET overleg",
    "gezochte hulp",
    "waarom vast",
    "uitkomst",
    "datum afgesloten",
    "opmerkingen",
)
RET_RIJ: dict[str, object] = {
    "nr": 1,
    "naam jeugdige": "Fien Verzonnen",
    "geb. datum": "14-3-2012",
    "gemeente": "Apeldoorn",
    "aangemeld door": "CJG",
    "datum aanmelding": "1-2-2026",
    "stap nu": "RET",
    "eerste RET overleg": "12-2-2026",
    "gezochte hulp": "gezinshuis",
    "waarom vast": "wachtlijst; geen school",
    "uitkomst": "opgelost",
    "datum afgesloten": "1-6-2026",
    "opmerkingen": "fictief",
}
JBT_KOP = (
    "VTB nr",
    "gezin",
    "kind",
    "geb.",
    "gemeente",
    "indiener",
    "VTB binnen",
    "consult VT",
    "consult GI",
    "MDO",
    "netwerk betrokken",
    "datum tafel",
    "besluit",
    "VTO naar RvdK",
    "terugmelding",
    "uitkomst raad",
)
JBT_RIJ: dict[str, object] = {
    "VTB nr": "VTB-001",
    "gezin": "van Verzinsel",
    "kind": "Bo",
    "geb.": "14-3-2015",
    "gemeente": "Zutphen",
    "indiener": "wijkteam",
    "VTB binnen": "1-2-2026",
    "consult VT": "20-1-2026",
    "consult GI": "22-1-2026",
    "MDO": "ja",
    "netwerk betrokken": "opa",
    "datum tafel": "12-2-2026",
    "besluit": "drang",
    "VTO naar RvdK": None,
    "terugmelding": "12-5-2026",
    "uitkomst raad": None,
}

Rows = Sequence[Sequence[object]]
Maak = Callable[..., bytes]
Lees = Callable[..., ImportVoorstel]


def make_xlsx(rows: Rows, *, titel: str = "Lijst", verborgen: Sequence[str] = ()) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = titel
    for row in rows:
        sheet.append(list(row))
    for name in verborgen:
        extra = book.create_sheet(name)
        extra.append(["geheim"])
        extra.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="session")
def maak_xlsx() -> Maak:
    """Rows to the bytes of a workbook."""
    return make_xlsx


@pytest.fixture(scope="session")
def ret_kop() -> tuple[str, ...]:
    return RET_KOP


@pytest.fixture(scope="session")
def jbt_kop() -> tuple[str, ...]:
    return JBT_KOP


@pytest.fixture(scope="session")
def lijsten() -> dict[str, Codelijst]:
    paths = resource_path("codelijsten").glob("*.toml")
    lists = [parse_codelijst(path.read_text(encoding="utf-8")) for path in paths]
    return {lijst.naam: lijst for lijst in lists}


@pytest.fixture(scope="session")
def lees_ret(lijsten: dict[str, Codelijst]) -> Lees:
    """Read rows that differ from a good row in the named headings only; `bytes` are read as they are."""

    def lees(*rows: dict[str, object] | bytes, **options: object) -> ImportVoorstel:
        content = rows[0] if isinstance(rows[0], bytes) else _content(RET_KOP, RET_RIJ, rows)
        settings = {"peildatum": PEILDATUM, **options}
        return read_ret(content, "lijst.xlsx", lijsten, **settings)  # type: ignore[arg-type]  # options by name

    return lees


@pytest.fixture(scope="session")
def lees_jbt(lijsten: dict[str, Codelijst]) -> Lees:
    """As `lees_ret`, for the VTB list."""

    def lees(*rows: dict[str, object] | bytes, **options: object) -> ImportVoorstel:
        content = rows[0] if isinstance(rows[0], bytes) else _content(JBT_KOP, JBT_RIJ, rows)
        settings = {"peildatum": PEILDATUM, **options}
        return read_jbt(content, "lijst.xlsx", lijsten, **settings)  # type: ignore[arg-type]  # options by name

    return lees


def _content(kop: Sequence[str], goed: dict[str, object], rows: Sequence[dict[str, object] | bytes]) -> bytes:
    filled = [[{**goed, **row}[name] for name in kop] for row in rows if isinstance(row, dict)]
    return make_xlsx([kop, *filled])
