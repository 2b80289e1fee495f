"""Every document as it lies on the table: nothing lost or out of order, nothing off the page, no font that lacks."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expertteam_app.documents.bouwstenen import Gat, Waarde
from expertteam_app.documents.delen import (
    Alinea,
    Bijeen,
    Deel,
    Invulvak,
    Kaart,
    Kop,
    Lijst,
    Ondertekening,
    Paneel,
    Tabel,
    shown,
)
from expertteam_app.documents.richting import is_rtl
from expertteam_app.documents.stijl import A4_BREED, A4_HOOG, MARGE, MARGE_ONDER
from expertteam_app.documents.verslag import BesluitRegel, Punt, verslag_pdf
from expertteam_app.documents.verslag_inhoud import inhoud
from tests.documents.papier import (
    ARABISCHE_TEKST,
    HEBREEUWSE_TEKST,
    NAMEN,
    document,
    gezin_van_zes,
    zin,
)

Open = Callable[[bytes], Any]
"""The fixture `blad`: opens a PDF as a reader would (see conftest)."""

WATERMERK = 40
VET = "SemiBold"

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None or shutil.which("pdffonts") is None,
    reason="poppler (pdftotext, pdffonts) staat niet op deze computer",
)


def ran(command: str, pdf: bytes, folder: Path, *options: str) -> str:
    """What a tool of poppler says of a PDF."""
    path = folder / "stuk.pdf"
    path.write_bytes(pdf)
    target = ["-"] if command == "pdftotext" else []
    return subprocess.run(
        [command, *options, str(path), *target], capture_output=True, text=True, check=True, timeout=60
    ).stdout


def values(delen: Iterable[Deel]) -> Iterator[Waarde]:
    """Everything that is read in these parts, in reading order."""
    for deel in delen:
        yield from values(deel.delen) if isinstance(deel, Bijeen) else own_values(deel)


def own_values(deel: Deel) -> tuple[Waarde, ...]:
    """What is read in one part."""
    match deel:
        case Kop() | Ondertekening():
            found: tuple[Waarde, ...] = (deel.tekst,)
        case Alinea():
            found = (deel.waarde,)
        case Paneel():
            found = (deel.titel, deel.waarde)
        case Lijst():
            found = deel.regels
        case Kaart():
            found = (deel.titel, *(cell for pair in deel.paren for cell in pair))
        case Tabel():
            found = (*(k.kop for k in deel.kolommen), *(cell for row in deel.rijen for cell in row))
        case Invulvak():
            found = (deel.label,)
        case _:
            found = ()
    return found


def words(text: str) -> list[str]:
    """The words of a text as a finder compares them: letters in one shape, no signs and no marks of direction."""
    plain = unicodedata.normalize("NFKC", text)
    return re.findall(r"\w+", "".join(c for c in plain if unicodedata.category(c) != "Cf"))


def lost(wanted: Iterable[str], found: Iterable[str]) -> str:
    """The first word that does not come after the ones before it; empty when all come, in order."""
    there = iter(found)
    return next((word for word in wanted if word not in there), "")


@pytest.mark.parametrize("naam", NAMEN)
def test_no_page_names_a_font_that_is_not_in_the_file(blad: Open, naam: str) -> None:
    fonts: dict[str, bool] = {}
    for page in blad(document(naam).pdf).reader.pages:
        for font in page["/Resources"]["/Font"].values():
            known = font.get_object()
            about = known.get("/FontDescriptor")
            fonts[known["/BaseFont"]] = about is not None and "/FontFile2" in about.get_object()
    assert fonts
    assert [name for name, embedded in fonts.items() if not embedded] == []


@needs_poppler
@pytest.mark.parametrize("naam", NAMEN)
def test_pdffonts_finds_every_font_embedded_with_its_letters(naam: str, tmp_path: Path) -> None:
    lines = ran("pdffonts", document(naam).pdf, tmp_path).splitlines()[2:]
    assert lines
    assert [line for line in lines if line.split()[-5:-2] != ["yes", "yes", "yes"]] == []


@needs_poppler
@pytest.mark.parametrize("naam", [n for n in NAMEN if n != "naam zonder spaties"])
def test_pdftotext_reads_every_line_in_order(naam: str, tmp_path: Path) -> None:
    stuk = document(naam)
    # In the order of the file, where words from right to left stand as they are drawn; those have a test of their own.
    text = words(ran("pdftotext", stuk.pdf, tmp_path, "-raw"))
    wanted = [word for value in values(stuk.delen) for word in words(shown(value))]
    assert len(wanted) > 10
    assert lost([word for word in wanted if not is_rtl(word)], text) == ""
    assert {word for word in wanted if word not in text} == set()


def test_the_check_of_the_order_sees_a_line_that_lacks_or_moved() -> None:
    assert lost(["a", "b", "c"], ["x", "a", "b", "y", "c"]) == ""
    assert lost(["a", "b", "c"], ["a", "c", "b"]) == "c"
    assert lost(["a", "b", "c"], ["a", "c"]) == "b"


def problems(made: Any) -> list[str]:  # noqa: ANN401 - a Blad
    """What is wrong with the pages of a document: text off the page, a heading alone at the foot."""
    found = []
    lowest: dict[int, tuple[float, float, str]] = {}
    for number, page, c in made.characters():
        if c.size >= WATERMERK or not c.get_text().strip():
            continue
        if not (c.x0 >= MARGE - 1 and c.x1 <= page.width - MARGE + 3 and c.y0 > 20 and c.y1 < page.height - 20):
            found.append(f"bladzijde {number}: {c.get_text()} valt buiten de marge")
        if c.y0 > MARGE_ONDER - 1:
            lowest[number] = min(lowest.get(number, (A4_HOOG, 0.0, "")), (c.y0, c.size, c.fontname))
    for number, (_y, size, font) in lowest.items():
        if VET in font and size > 10.2:
            found.append(f"bladzijde {number}: een kop staat alleen onderaan")
    return found


@pytest.mark.parametrize("naam", NAMEN)
def test_no_text_is_off_the_page_and_no_heading_stands_alone(blad: Open, naam: str) -> None:
    assert problems(blad(document(naam).pdf)) == []


@pytest.mark.parametrize("naam", NAMEN)
def test_each_page_says_which_it_is_and_of_what(blad: Open, naam: str) -> None:
    stuk = document(naam)
    made = blad(stuk.pdf)
    for number, page in enumerate(made.pages, start=1):
        assert f"Pagina {number} van {len(made.pages)}" in page
        assert stuk.kenmerk in page
        assert "Vertrouwelijk – bevat persoonsgegevens" in page
        assert number == 1 or stuk.loopkop in page
    assert all(
        (round(float(p.mediabox.width)), round(float(p.mediabox.height))) == (round(A4_BREED), round(A4_HOOG))
        for p in made.reader.pages
    )


@pytest.mark.parametrize("naam", NAMEN)
def test_the_file_is_dutch_and_its_title_names_nobody(blad: Open, naam: str) -> None:
    made = blad(document(naam).pdf)
    assert made.reader.trailer["/Root"]["/Lang"] == "nl"
    about = {key: str(value) for key, value in made.reader.metadata.items()}
    assert document(naam).kenmerk in about["/Title"]
    told = " ".join([*about.values(), *made.outline])
    for name in ("Heuvel", "Kowalczyk", "Ada", "Cornelis", "Voorbeeld", "Aya", "Haverkamp"):
        assert name not in told


@pytest.mark.parametrize("naam", ["gezin van zes", "versie vertrouwenspersoon", "lange naam"])
def test_a_besluit_stands_whole_on_one_page(blad: Open, naam: str) -> None:
    for page in blad(document(naam).pdf).pages:
        titles = len(re.findall(r"Besluit \d\.\d –", page))
        assert page.count("Genomen door") == page.count("Motivering") == titles


@pytest.mark.parametrize("naam", ["gezin van zes", "lange naam", "naam zonder spaties", "twee richtingen"])
def test_the_place_to_sign_stands_whole_on_one_page(blad: Open, naam: str) -> None:
    (page,) = (page for page in blad(document(naam).pdf).pages if "Ondertekening" in page)
    end = page[page.index("Ondertekening") :]
    assert end.count("Handtekening") == end.count("Datum") == 2


def test_a_long_besluit_repeats_its_title_on_the_next_page(blad: Open) -> None:
    stuk = gezin_van_zes()
    besluit = replace(stuk.punten[0].besluiten[0], motivering=zin(1200, "waarom"))
    pages = blad(verslag_pdf(replace(stuk, punten=(replace(stuk.punten[0], besluiten=(besluit,)),)))).pages
    with_reasons = [page for page in pages if "waarom" in page]
    assert len(with_reasons) > 1
    for page in with_reasons:
        assert page.index("Besluit 1.1 –") < page.index("waarom")


def test_the_blocks_to_fill_in_by_hand_stand_whole_on_a_page(blad: Open) -> None:
    pages = blad(document("noodpakket").pdf).pages
    assert sum(page.count("Waarom dit besluit?") for page in pages) == 6
    for page in pages:
        assert page.count("Besluit – ") == page.count("Waarom dit besluit?") == page.count("Genomen door, en")


def test_a_text_from_right_to_left_goes_on_under_the_line_before_it(blad: Open) -> None:
    """Read by place on the page, from the highest line down and from right to left, it is the text as it was typed."""
    made = blad(document("twee richtingen").pdf)
    placed = [
        (number, -round(c.y0), -c.x0, unicodedata.normalize("NFKC", c.get_text()))
        for number, _page, c in made.characters()
        if is_rtl(c.get_text())
    ]
    read = "".join(c for _page, _y, _x, c in sorted(placed))
    for whole, times in ((HEBREEUWSE_TEKST, 2), (ARABISCHE_TEKST, 1)):
        letters = "".join(c for c in unicodedata.normalize("NFKC", whole) if is_rtl(c))
        assert read.count(letters) >= times
    assert "‹U+" not in made.text


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lengths=st.lists(st.integers(0, 240), min_size=6, max_size=6),
    kinds=st.integers(1, 7),
    actions=st.lists(st.integers(1, 60), max_size=8),
)
def test_whatever_the_length_nothing_is_lost_and_nothing_stands_alone(
    blad: Open, lengths: list[int], kinds: int, actions: list[int]
) -> None:
    base = gezin_van_zes()
    parts = [zin(count, f"deel{at}-") for at, count in enumerate(lengths)]
    besluiten = tuple(
        BesluitRegel(kind=f"Kind {n}", besluit="Drang", motivering=parts[5], genomen_door="t", status="definitief")
        for n in range(kinds)
    )
    punt = Punt(
        nummer=1,
        aanduiding="Gezin",
        stem_ouders=parts[0],
        stem_jeugdige=parts[1],
        vraag=parts[2],
        geprobeerd=parts[3],
        zorgen_feiten=parts[4],
        besluiten=besluiten,
        acties=tuple(replace(base.punten[0].acties[0], omschrijving=zin(n, f"doe{n}-")) for n in actions),
    )
    stuk = replace(base, punten=(punt,), status="concept", vastgesteld_op=None, oefening=True)
    made = blad(verslag_pdf(stuk))
    assert problems(made) == []
    wanted = [word for value in values(inhoud(stuk)) if not isinstance(value, Gat) for word in words(shown(value))]
    assert lost(wanted, words("\n".join(made.pages))) == ""
