"""The table on paper: everything known is on it, and there is room for everything else."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from tests.services.test_verslagen import held


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(p.extract_text().split()) for p in PdfReader(BytesIO(pdf)).pages]


def test_agenda_inbreng_and_an_empty_sheet_per_item(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, _punten = held(s, ("Proef", "Ander"))
    made = s.noodpakket.maak(zitting)
    pages = pages_of(made.inhoud)
    assert made.bestandsnaam == "Z-JBT-2026-001-noodpakket.pdf"
    assert "Agenda" in pages[0]
    assert "Vera V. (fictief)" in pages[0]
    sheets = [page for page in pages if "Besluitblad punt" in page]
    assert len(sheets) == 2
    text = " ".join(pages)
    for child in ("Aya Proef", "Bo Proef", "Aya Ander", "Bo Ander"):
        assert f"Besluit – {child}" in text
    labels = [code.label for code in s.lists["jbt_besluiten"]]
    assert all(label in text for label in labels)
    assert "vraag van VTB-2026-001" in text
    for page in pages:
        assert not ("gezin Proef" in page and "gezin Ander" in page) or page is pages[0]


def test_a_zitting_of_the_ret_and_an_empty_one_print_too(sessie: Sessie) -> None:
    ret = next(z for z in sessie.zittingen.all(ZittingSoort.RET) if z.status == "gepland")
    assert "Besluitblad punt 1" in " ".join(pages_of(sessie.noodpakket.maak(ret.id).inhoud))
    empty = sessie.zittingen.plan(ZittingSoort.RET, ret.datum)
    assert "Noodpakket RET" in pages_of(sessie.noodpakket.maak(empty).inhoud)[0]
