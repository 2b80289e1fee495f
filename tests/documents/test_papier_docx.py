"""Every document as a Word file: the same words in order, also after LibreOffice printed it, and well built."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from expertteam_app.documents.bouwstenen import Gat
from expertteam_app.documents.delen import Kop, Tabel, shown
from expertteam_app.documents.docx_opmaak import BEHIND_BIDI
from expertteam_app.documents.richting import is_rtl
from tests.documents.papier import ARABISCHE_TEKST, HEBREEUWSE_TEKST, NAMEN, document
from tests.documents.test_papier import lost, values, words

WORD = tuple(naam for naam in NAMEN if naam != "noodpakket")  # the noodpakket is for the printer only
GEPRINT = ("gezin van zes", "lange naam", "twaalf bladzijden", "twee richtingen", "brief uitnodiging-ouders")


@cache
def made(naam: str) -> bytes:
    """The Word file of a document."""
    word = document(naam).word
    assert word is not None
    return word()


def opened(naam: str) -> Any:  # noqa: ANN401 - python-docx hands out no public type for it
    return Document(BytesIO(made(naam)))


@pytest.mark.parametrize("naam", WORD)
def test_the_words_are_those_of_the_document_in_order(naam: str) -> None:
    body = opened(naam).element.body
    text = [word for p in body.iter(qn("w:p")) for word in words("".join(t.text or "" for t in p.iter(qn("w:t"))))]
    wanted = [word for value in values(document(naam).delen) for word in words(shown(value))]
    assert lost(wanted, text) == ""


@pytest.mark.parametrize("naam", WORD)
def test_headings_are_styles_and_tables_have_a_head(naam: str) -> None:
    file = opened(naam)
    delen = document(naam).delen
    headings = {p.text for p in file.paragraphs if p.style.name.startswith(("Heading", "Title"))}
    assert {deel.tekst for deel in delen if isinstance(deel, Kop)} <= headings
    heads = sum(1 for _ in file.element.body.iter(qn("w:tblHeader")))
    assert heads == sum(isinstance(deel, Tabel) for deel in delen)


@pytest.mark.parametrize("naam", WORD)
def test_the_file_is_dutch_and_holds_no_name_outside_its_text(naam: str) -> None:
    with ZipFile(BytesIO(made(naam))) as package:
        parts = {name: package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml")}
    language = re.findall(r'w:lang [^>]*w:val="([^"]*)"', parts["word/styles.xml"])
    assert set(language) == {"nl-NL"}
    beside = "".join(text for name, text in parts.items() if name != "word/document.xml")
    for name in ("Heuvel", "Cornelis", "Voorbeeld", "Haverkamp", "python-docx"):
        assert name not in beside


def test_a_text_from_right_to_left_is_marked_as_such() -> None:
    body = opened("twee richtingen").element.body
    right = [p for p in body.iter(qn("w:p")) if is_rtl("".join(t.text or "" for t in p.iter(qn("w:t"))))]
    assert right
    for p in right:
        for run in p.iter(qn("w:r")):
            text = "".join(t.text or "" for t in run.iter(qn("w:t")))
            assert (run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None) == is_rtl(text) or not text.strip()
    whole = [p for p in body.iter(qn("w:p")) if p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None]
    texts = {"".join(t.text or "" for t in p.iter(qn("w:t"))) for p in whole}
    assert {HEBREEUWSE_TEKST, ARABISCHE_TEKST} <= texts
    for p in whole:
        names = [child.tag for child in p.find(qn("w:pPr"))]
        before = names[: names.index(qn("w:bidi"))]
        assert not {qn(name) for name in BEHIND_BIDI} & set(before), "Word refuses another order"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice staat niet op deze computer")
def test_libreoffice_prints_the_same_lines(tmp_path: Path) -> None:
    for naam in GEPRINT:
        (tmp_path / f"{GEPRINT.index(naam)}.docx").write_bytes(made(naam))
    files = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    home = f"-env:UserInstallation=file://{tmp_path}/lo"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for at, naam in enumerate(GEPRINT):
        pages = PdfReader(tmp_path / f"{at}.pdf").pages
        text = words("\n".join(page.extract_text() for page in pages))
        said = [shown(value) for value in values(document(naam).delen) if not isinstance(value, Gat)]
        wanted = [word for line in said if not is_rtl(line) for word in words(line)]
        joined = "".join(text)  # a name may break at its hyphen
        assert [word for word in wanted if word not in joined] == [], naam
        signing = [page for page in (page.extract_text() for page in pages) if "Handtekening" in page]
        assert all(page.count("Handtekening") == 2 for page in signing), "both sign on one page"
        if naam in {"gezin van zes", "twaalf bladzijden"}:
            assert f"Pagina{len(pages)}van{len(pages)}" in joined
