"""Names in any writing: drawn as they are read, found by a reader, and never lost without a sign."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.documents import stijl
from expertteam_app.documents.schrift import joined, runs
from expertteam_app.documents.verslag import Aanwezige, VerslagStuk, verslag_pdf

HEBREEUWS, ARABISCH = "דוד כהן", "فاطمة الزهراء"
POOLS = "Łukasz Żółć-Wiśniewski"
STUK = VerslagStuk(
    soort="JBT",
    nummer="Z-JBT-2026-001",
    titel="Zitting",
    datum=date(2026, 9, 1),
    organisatie="Regio",
    aanwezigen=tuple(
        Aanwezige(naam=naam, rol="ouder") for naam in (HEBREEUWS, ARABISCH, POOLS, "王小明 (Wang)", "Ελένη", "Наталья")
    ),
)


def test_arabic_letters_are_joined() -> None:
    shaped = joined("سلام")
    assert unicodedata.normalize("NFKC", shaped) == "سلام"
    assert len(shaped) == 3, "lam and alef are one shape"


@given(st.text(alphabet=st.characters(min_codepoint=0x620, max_codepoint=0x64A), max_size=20))
def test_joining_loses_no_letter_and_needs_no_letter_the_fonts_lack(text: str) -> None:
    shaped = joined(text)
    assert unicodedata.normalize("NFKC", shaped) == unicodedata.normalize("NFKC", text)
    drawn = stijl.characters(stijl.GEWOON) | stijl.characters(stijl.REST)
    assert {c for c in shaped if ord(c) not in drawn} <= {c for c in text if ord(c) not in drawn}


@given(st.text(alphabet=st.characters(max_codepoint=0x24F, exclude_categories=["Cc"])))
def test_other_writing_stays_as_it_is(text: str) -> None:
    assert joined(text) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"])))
def test_every_letter_is_drawn_or_named_by_its_number(text: str) -> None:
    main, other = stijl.characters(stijl.GEWOON), stijl.characters(stijl.REST)
    drawn = "".join(part for _rest, part in runs(text, main, other))
    for letter in text:
        assert letter in drawn or f"‹U+{ord(letter):04X}›" in drawn
    assert all(ord(c) in main | other or c.isspace() for c in drawn)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext staat niet op deze computer")
def test_pdftotext_finds_every_name(tmp_path: Path) -> None:
    path = tmp_path / "v.pdf"
    path.write_bytes(verslag_pdf(STUK))
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    text = unicodedata.normalize("NFKC", "".join(c for c in done.stdout if unicodedata.category(c) != "Cf"))
    for naam in (HEBREEUWS, ARABISCH, POOLS, "Ελένη", "Наталья"):
        assert naam in text, naam
    assert "‹U+738B›‹U+5C0F›" in "".join(text.split())


def test_a_name_in_two_writings_gives_the_same_bytes_each_time() -> None:
    assert verslag_pdf(STUK) == verslag_pdf(replace(STUK))
