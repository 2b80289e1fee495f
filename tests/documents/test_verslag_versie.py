"""A version for a recipient holds nothing outside its rule: not in the text, the metadata, a stream or an XML part."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from dataclasses import fields, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_text
from pypdf import PdfReader
from pypdf.generic import StreamObject

from expertteam_app.documents.verslag import (
    Aanwezige,
    ActieRegel,
    BesluitRegel,
    Punt,
    VerslagStuk,
    verslag_pdf,
)
from expertteam_app.documents.verslag_docx import verslag_docx
from expertteam_app.documents.verslag_json import from_json, to_json
from expertteam_app.documents.verslag_stuk import AfspraakRegel, Reactie, TafelRegel, Verzending
from expertteam_app.documents.verslag_versie import RIJEN, TEKSTEN, left_out, versie_van
from expertteam_app.domain.verslagblok import BLOK_NAMEN, DOSSIER, Blok, Ontvanger, parse_verdeling, with_region
from expertteam_app.resources import resource_path

REGEL = parse_verdeling(resource_path("verslagverdeling.toml").read_text(encoding="utf-8"))
WOORD = "Zq{:04d}Merk"
"""A word for each text, so that the one text is never a part of another."""


ONBEKEND = 99
"""Words of which nobody knows which child said them."""


class Woorden:
    """Hands out words, and remembers for which punt, block and kind each one is."""

    def __init__(self) -> None:
        self.van: dict[str, tuple[int, Blok, int]] = {}

    def __call__(self, punt: int, blok: Blok, kind: int = 0) -> str:
        word = WOORD.format(len(self.van))
        self.van[word] = (punt, blok, kind)
        return word


def _besluit(w: Woorden, nummer: int, kind: int) -> BesluitRegel:
    return BesluitRegel(
        kind=w(nummer, Blok.BESLUITEN, kind),
        kind_id=kind,
        besluit=f"Drang: {w(nummer, Blok.BESLUITEN, kind)}",
        motivering=w(nummer, Blok.BESLUITEN, kind),
        genomen_door=w(nummer, Blok.BESLUITEN, kind),
        status="definitief",
        terugmelding=date(2026, 12, 1),
        beoogde_gi=w(nummer, Blok.VERVOLG, kind),
        afspraken=(AfspraakRegel(doel=w(nummer, Blok.AFSPRAKEN, kind), wie=w(nummer, Blok.AFSPRAKEN, kind)),),
    )


def _punt(w: Woorden, nummer: int) -> Punt:
    teksten: dict[str, Any] = {
        naam: w(nummer, blok) for blok, naam in TEKSTEN.items() if blok is not Blok.STEM_JEUGDIGE
    }
    own = tuple((kind, w(nummer, Blok.STEM_JEUGDIGE, kind)) for kind in (1, 2))
    unsure = w(nummer, Blok.STEM_JEUGDIGE, ONBEKEND)
    return Punt(
        nummer=nummer,
        punt_id=nummer * 10,
        aanduiding=f"VTB-{nummer}",
        gemeente="Epe",
        visies=((w(nummer, Blok.VISIES), w(nummer, Blok.VISIES)),),
        analyse=(("Gezin", w(nummer, Blok.ANALYSE)),),
        oorzaken=(w(nummer, Blok.OORZAKEN),),
        hiaten=(w(nummer, Blok.HIATEN),),
        besluiten=tuple(_besluit(w, nummer, kind) for kind in (1, 2)),
        stem_jeugdige="\n".join((unsure, *(said for _kind, said in own))),
        stem_per_kind=own,
        acties=tuple(
            ActieRegel(omschrijving=w(nummer, Blok.ACTIES, kind), eigenaar=w(nummer, Blok.ACTIES, kind), kind_id=kind)
            for kind in (0, 1, 2)
        ),
        reacties=(Reactie(van=w(nummer, Blok.REACTIES), rol="ouder", ontvangen_op=date(2026, 10, 1), tekst="Nee"),),
        beoogde_gi=w(nummer, Blok.VERVOLG),
        regels=tuple(TafelRegel(soort="info", tekst=w(nummer, Blok.GESPREK, kind), kind_id=kind) for kind in (0, 1, 2)),
        **teksten,
    )


def vol_stuk(punten: int = 2) -> tuple[VerslagStuk, Woorden]:
    """A verslag in which every text is a word of its own."""
    w = Woorden()
    made = tuple(_punt(w, nummer) for nummer in range(1, punten + 1))
    stuk = VerslagStuk(
        soort="JBT",
        nummer="Z-JBT-2026-009",
        titel="Zitting Z-JBT-2026-009",
        datum=date(2026, 9, 1),
        plaats="Epe",
        begintijd="09:00",
        organisatie="Zorgregio",
        voorzitter="Voor Zitter",
        secretaris="Secre Taris",
        aanwezigen=(
            Aanwezige(naam=w(0, Blok.AANWEZIGEN), rol="gast"),
            Aanwezige(naam=w(99, Blok.AANWEZIGEN), rol="ouder", gezin=True),
            *(Aanwezige(naam=w(n, Blok.AANWEZIGEN), rol="ouder", punt=n) for n in range(1, punten + 1)),
        ),
        punten=made,
        verzonden=(
            Verzending(stuk="Verslag voor ouders", aan="Wie Verzonden", verzonden_op=date(2026, 10, 2), punt=1),
        ),
    )
    return stuk, w


def _streams(reader: PdfReader) -> bytes:
    """Every stream of a PDF, unpacked, and every other object as it is written."""
    found = b""
    for number in range(1, len(reader.xref_objStm) + sum(len(x) for x in reader.xref.values()) + 1):
        try:
            thing = reader.get_object(number)
        except Exception:  # noqa: BLE001, S112 - numbers that are not in use
            continue
        if isinstance(thing, StreamObject):
            found += thing.get_data()
        found += repr(thing).encode("utf-8", "replace")
    return found


def everything_in_pdf(pdf: bytes) -> str:
    """All that a finder could get out of a PDF: two readers, the metadata, the outline, raw and unpacked bytes."""
    reader = PdfReader(BytesIO(pdf))
    pages = "".join(page.extract_text() for page in reader.pages)
    outline = repr(reader.outline)
    unpacked = b"".join(_inflate(part) for part in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL))
    raw = (pdf + unpacked + _streams(reader)).decode("latin-1")
    return "\n".join((pages, extract_text(BytesIO(pdf)), repr(reader.metadata), outline, raw))


def _inflate(part: bytes) -> bytes:
    try:
        return zlib.decompress(part.strip(b"\r\n"))
    except zlib.error:
        return b""


def everything_in_docx(docx: bytes) -> str:
    """Every part of a DOCX, whole."""
    with ZipFile(BytesIO(docx)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def _expected(w: Woorden, ontvanger: Ontvanger, punt: int, kind: int | None) -> set[str]:
    """The words that the rule lets through, worked out from the rule alone."""
    found = set()
    alone = not any(nummer == 2 for nummer, _blok, _kind in w.van.values())
    for word, (nummer, blok, whose) in w.van.items():
        here = nummer in {0, punt} or (nummer == 99 and alone) or ontvanger.code == DOSSIER
        apart = blok in {Blok.GESPREK, Blok.STEM_JEUGDIGE, Blok.ACTIES}
        parts = {blok} | ({Blok.BESLUITEN} if whose and not apart else set())
        if here and parts <= ontvanger.blokken and (not whose or kind is None or whose == kind):
            found.add(word)
    return found


def _check(found: str, w: Woorden, wanted: set[str]) -> None:
    text = found.replace("\n", "")
    assert {word for word in w.van if word in text} == wanted


@pytest.mark.parametrize("code", [o.code for o in REGEL.ontvangers])
def test_a_version_holds_what_its_rule_says_and_nothing_else(code: str) -> None:
    stuk, w = vol_stuk()
    ontvanger = REGEL.get(code)
    kind = 1 if ontvanger.per_kind else None
    versie = versie_van(stuk, ontvanger, None if code == DOSSIER else 10, kind)
    wanted = _expected(w, ontvanger, 1, kind)
    if code == "vertrouwenspersoon":
        assert len(wanted) < len(w.van) / 3
    for everything in (everything_in_pdf(verslag_pdf(versie)), everything_in_docx(verslag_docx(versie))):
        _check(everything, w, wanted)
        assert ("Wie Verzonden" in everything) == (code == DOSSIER), "who got what stands in the dossier only"


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(
    blokken=st.frozensets(st.sampled_from(list(Blok))),
    punt=st.integers(1, 3),
    kind=st.sampled_from([None, 1, 2]),
    vorm=st.sampled_from(["pdf", "docx"]),
)
def test_whatever_the_region_chooses_nothing_else_is_in_the_file(
    blokken: frozenset[Blok], punt: int, kind: int | None, vorm: str
) -> None:
    stuk, w = vol_stuk(3)
    ontvanger = Ontvanger(code="proef", label="proef", krijgt=True, blokken=blokken)
    versie = versie_van(stuk, ontvanger, punt * 10, kind)
    found = everything_in_pdf(verslag_pdf(versie)) if vorm == "pdf" else everything_in_docx(verslag_docx(versie))
    _check(found, w, _expected(w, ontvanger, punt, kind))
    assert "Verzonden" not in found


def test_the_check_itself_sees_a_word_in_metadata_and_in_a_packed_stream() -> None:
    stuk, w = vol_stuk(1)
    word = next(iter(w.van))
    leaky = replace(stuk, punten=(), aanwezigen=(), nummer=word)
    assert word in everything_in_pdf(verslag_pdf(leaky))
    assert word in everything_in_docx(verslag_docx(leaky))


def test_a_version_of_a_concept_asks_for_no_gap_in_what_it_leaves_out() -> None:
    stuk, _w = vol_stuk(1)
    empty = replace(stuk, punten=(Punt(nummer=1, punt_id=10, aanduiding="VTB-1"),))
    versie = versie_van(empty, REGEL.get("vertrouwenspersoon"), 10)
    text = everything_in_docx(verslag_docx(versie))
    assert "nog invullen: besluit" in text
    assert "nog invullen: vraag" not in text
    assert "nog invullen: stem" not in text


def test_what_is_left_out_is_named() -> None:
    stuk, _w = vol_stuk(1)
    versie = versie_van(stuk, REGEL.get("vertrouwenspersoon"), 10)
    names = {o.blok for o in left_out(stuk, versie)}
    assert names == set(Blok) - REGEL.get("vertrouwenspersoon").blokken - {Blok.AFSPRAKEN}


def test_every_block_has_a_name_and_a_place_in_the_stuk() -> None:
    assert set(BLOK_NAMEN) == set(Blok)
    names = {f.name for f in fields(Punt)}
    assert set(TEKSTEN.values()) | set(RIJEN.values()) <= names


def test_the_shipped_rule_is_the_rule_of_delft() -> None:
    papers = {o.code for o in REGEL.ontvangers if o.krijgt}
    assert {o.code for o in REGEL.ontvangers} - papers == {"vertrouwenspersoon", "jeugdige-12-15"}
    assert REGEL.status == "voorstel"
    assert REGEL.get(DOSSIER).blokken == set(Blok)
    assert [REGEL.for_age(years) and REGEL.for_age(years).code for years in (11, 12, 15, 16, 17)] == [  # type: ignore[union-attr] # None where there is none
        None,
        "jeugdige-12-15",
        "jeugdige-12-15",
        "jeugdige-16",
        "jeugdige-16",
    ]


def test_the_region_sets_its_own_rule_but_never_takes_from_the_dossier() -> None:
    eigen = {
        "ouders": {"krijgt": False, "blokken": ["besluiten", "bestaat-niet"]},
        DOSSIER: {"krijgt": False, "blokken": []},
        "niemand": {},
    }
    own = with_region(REGEL, eigen)
    assert not own.get("ouders").krijgt
    assert own.get("ouders").blokken == {Blok.BESLUITEN}
    assert own.get(DOSSIER) == REGEL.get(DOSSIER)
    assert own.get("rvdk") == REGEL.get("rvdk")
    assert with_region(REGEL, "kapot") == REGEL


def test_a_stuk_comes_back_from_json_as_it_was() -> None:
    stuk, _w = vol_stuk(2)
    whole = replace(stuk, status="vastgesteld", vastgesteld_op=date(2026, 9, 9), reden="Naam fout", volgnummer=2)
    for each in (whole, versie_van(whole, REGEL.get("ouders"), 20)):
        assert from_json(to_json(each)) == each
    with pytest.raises(TypeError):
        from_json({"soort": "RET"})


def test_a_docx_has_real_headings_dutch_and_a_repeating_head() -> None:
    stuk, w = vol_stuk(1)
    made = verslag_docx(stuk)
    assert made == verslag_docx(stuk)
    document: Any = Document(BytesIO(made))
    styles = [p.style.name for p in document.paragraphs]
    assert {"Title", "Heading 1", "Heading 2"} <= set(styles)
    whole = everything_in_docx(made)
    assert [word for word in w.van if word not in whole] == []
    assert 'w:lang w:val="nl-NL"' in whole
    assert whole.count("w:tblHeader") >= 3
    assert 'w:instr="NUMPAGES"' in whole
    assert "thumbnail" not in whole
    assert document.core_properties.author == "Zorgregio"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice staat niet op deze computer")
def test_libreoffice_opens_the_docx_and_prints_every_line(tmp_path: Path) -> None:
    stuk, w = vol_stuk(2)
    name = "Q" * 200
    long = replace(stuk, aanwezigen=(*stuk.aanwezigen, Aanwezige(naam=name, rol="ouder", punt=1)))
    path = tmp_path / "v.docx"
    path.write_bytes(verslag_docx(long))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=180)
    text = "".join("".join(p.extract_text() for p in PdfReader(tmp_path / "v.pdf").pages).split())
    assert [word for word in w.van if word not in text] == []
    assert name in text
