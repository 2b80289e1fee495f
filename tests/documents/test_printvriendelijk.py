"""For a plain printer: the same words on the same pages, and no colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from expertteam_app.documents import stijl
from expertteam_app.documents.beeld import _INKT
from expertteam_app.documents.bouwstenen import kop, text_block
from expertteam_app.documents.huisstijl import build_pdf, title_block
from expertteam_app.documents.tabellen import Kolom, Staaf, facts, panel, record, table
from tests.documents.test_huisstijl import KADER

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

WIDE = stijl.TEKSTBREEDTE
COLOUR = re.compile(rb"(?<![\w.])([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b")
COLOURED = {name: value for name, value in vars(stijl).items() if re.fullmatch(r"#[0-9A-F]{6}", str(value))}


@pytest.fixture
def printer() -> Iterator[None]:
    stijl.print_friendly(on=True)
    yield
    stijl.print_friendly(on=False)


def story() -> list[Flowable]:
    parts = title_block(KADER, "Verslag", "Zitting", (("Voorzitter", "Vera Voorbeeld"),))
    parts += [*kop("Deel", 0), *text_block("Een zin."), *panel("Let op", "Een vlak met tekst.", WIDE)]
    parts += table((Kolom("wat", 0.5), Kolom("aantal", 0.5)), [["plek", Staaf(3, 5)]], WIDE, total=True)
    return [*parts, *record("Besluit", [("uitkomst", "positief")], WIDE), *facts((("nr", "1"),), WIDE)]


def colours(pdf: bytes) -> set[tuple[float, ...]]:
    content = b"\n".join(page.get_contents().get_data() for page in PdfReader(BytesIO(pdf)).pages)  # type: ignore[union-attr]  # every page has contents
    return {tuple(map(float, found)) for found in COLOUR.findall(content)}


def words(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_there_is_no_colour_and_not_one_word_or_page_is_other(printer: None) -> None:
    del printer
    plain = build_pdf(KADER, story)
    with stijl.house_style():
        house = build_pdf(KADER, story)
    assert len({c for c in colours(house) if len(set(c)) > 1}) >= 4, (
        "the house style has colours, so this test sees them"
    )
    assert all(len(set(c)) == 1 for c in colours(plain))
    assert {round(c[0] * 255) for c in colours(plain)} <= {0, 0x76, 0xDD, 255}
    assert words(plain) == words(house)
    assert plain == build_pdf(KADER, story), "the same input gives the same bytes"


def test_what_must_be_the_same_everywhere_is(printer: None) -> None:
    del printer
    with stijl.house_style():
        here = build_pdf(KADER, story)
    stijl.print_friendly(on=False)
    assert build_pdf(KADER, story) == here


def test_every_colour_of_the_documents_has_a_plain_one(printer: None) -> None:
    del printer
    assert len(COLOURED) >= 10
    assert set(_INKT.values()) <= set(COLOURED.values())
    for name, value in COLOURED.items():
        found = stijl.colour(value)
        assert found.red == found.green == found.blue, name
    for style in stijl.styles().values():
        assert style.textColor.hexval() == "0x000000", style.name
    assert stijl.colour(stijl.KOPVLAK).hexval() == stijl.colour(stijl.VLAK).hexval() == "0xffffff"
