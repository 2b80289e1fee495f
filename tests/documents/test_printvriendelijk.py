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
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.zitting import ZittingStatus
from expertteam_app.services.sessie import Sessie
from tests.conftest import PROGRAM
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
    assert {round(c[0] * 255) for c in colours(plain)} <= {0, 0x76, 0xE6, 255}
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


def test_no_document_takes_a_colour_past_the_switch() -> None:
    """Words in a paragraph name their colour in a text; that too must go through this module."""
    for path in (PROGRAM / "documents").glob("*.py"):
        if path.stem == "stijl" or "docx" in path.stem:
            continue
        source = path.read_text("utf-8")
        past = re.findall(r"=\"\{stijl\.[A-Z]+\}\"|HexColor|lib\.colors|(?<!colour\()\"#[0-9A-Fa-f]{6}\"", source)
        assert [found for found in past if not found.startswith('="{stijl.HALFVET') and "REST" not in found] == [], path


def test_real_documents_have_no_colour_left(sessie: Sessie, printer: None) -> None:
    del printer
    zitting = next(z for z in sessie.zittingen.all() if z.status is not ZittingStatus.VASTGESTELD)
    monitor = sessie.monitoren.bestanden(sessie.monitoren.maak(Periode(2026)))
    made = [
        sessie.verslagen.verslag(zitting.id).pdf,
        sessie.genogrammen.pdf(sessie.casussen.find(CasusFilter(status="alle"))[0]).pdf,
        *(content for name, content in monitor.items() if name.endswith(".pdf")),
    ]
    assert len(made) == 3
    for pdf in made:
        assert all(max(c) - min(c) < 0.001 for c in colours(pdf))


def test_what_is_compared_byte_for_byte_is_made_in_the_house_style(sessie: Sessie) -> None:
    """A version that was sent is known by its bytes: another computer must not send it again."""
    held = next(z for z in sessie.zittingen.all() if z.status is ZittingStatus.VASTGESTELD)
    versie = next(v for v in sessie.verslagversies.versies(held.id) if v.krijgt)

    def made() -> bytes:
        return sessie.verslagversies.maak(
            held.id, versie.ontvanger, punt_id=versie.punt_id, kind_id=versie.kind_id
        ).inhoud

    house = made()
    stijl.print_friendly(on=True)
    try:
        assert made() == house
    finally:
        stijl.print_friendly(on=False)
