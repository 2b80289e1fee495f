"""Templates: what they become, and that a broken one says where and what to do."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from expertteam_app.documents.brief import Briefkop, brief_docx, brief_pdf
from expertteam_app.documents.delen import Alinea, Bijeen, Kop, Lijst, Tabel, Wit, plain
from expertteam_app.documents.sjabloon import SjabloonFout, Veld, check, vul_in
from expertteam_app.documents.sjabloonvelden import VELDEN, VOORBEELD
from expertteam_app.domain.sjabloon import SJABLONEN
from expertteam_app.services.sjablonen import shipped_text

CODES = [veld.code for veld in VELDEN]
PROEF = (Veld("naam", "de naam", "Aya"), Veld("lijst", "een lijst", ("a", "b")), Veld("leeg", "niets", ""))
KOP = Briefkop(organisatie="Regio", kenmerk="Z-JBT-2026-001", soort="Brief", dag=date(2026, 11, 20))


@pytest.mark.parametrize("code", SJABLONEN)
def test_every_template_that_ships_can_be_used_and_leaves_no_gap_on_invented_data(code: str) -> None:
    delen = vul_in(shipped_text(code), VELDEN, VOORBEELD)
    words = "\n".join(text for _kind, text in plain(delen))
    assert "nog invullen" not in words
    assert "{" not in words
    assert isinstance(delen[0], Kop)
    pdf = brief_pdf(KOP, delen)
    text = " ".join("\n".join(p.extract_text() for p in PdfReader(BytesIO(pdf)).pages).split())
    lines = [line for _kind, block in plain(delen) for line in block.splitlines()]
    missing = [part for line in lines for part in line.split(" · ") if part.split(": ")[-1] not in text]
    assert missing == []
    assert brief_docx(KOP, delen).startswith(b"PK")


@pytest.mark.parametrize("code", [c for c in SJABLONEN if c.startswith(("uitnodiging-o", "uitnodiging-k", "brief"))])
def test_letters_for_families_are_in_short_sentences(code: str) -> None:
    """B1: no sentence of more than 20 words, and no word of the trade without need."""
    text = "\n".join(t for kind, t in plain(vul_in(shipped_text(code), VELDEN, VOORBEELD)) if kind == "tekst")
    sentences = [s for line in text.splitlines() if " · " not in line for s in line.replace("?", ".").split(".")]
    assert max(len(s.split()) for s in sentences) <= 20
    assert not {"mandaat", "casus", "terugmelding", "drang"} & set(text.casefold().split())


def test_what_a_line_becomes() -> None:
    text = "# Kop {naam}\n## Onder\n- punt een\n- punt {naam}\n\nDag {naam}.\n{lijst}\nIn de zin: {lijst}.\n"
    assert vul_in(text, PROEF, {"naam": "Aya", "lijst": ("x", "y", "z")}) == [
        Kop("Kop Aya", 0),
        Kop("Onder", 1),
        Lijst(("punt een", "punt Aya")),
        Alinea("Dag Aya.", "brief"),
        Lijst(("x", "y", "z")),
        Alinea("In de zin: x, y en z.", "brief"),
    ]


def test_lines_under_each_other_are_one_block_and_empty_lines_are_white_to_sign_in() -> None:
    text = "Aan: {naam}\nStraat 1\n\nDag,\n\n{als leeg}Weg.{eind}\n\nGroet,\n\n\n\n{naam}\nsecretaris\n"
    assert vul_in(text, PROEF, {"naam": "Aya"}) == [
        Alinea("Aan: Aya\nStraat 1", "brief"),
        Alinea("Dag,", "brief"),
        Bijeen((Alinea("Groet,", "brief"), Wit(2), Alinea("Aya\nsecretaris", "brief"))),
    ]


def test_a_condition_shows_its_part_only_with_a_value() -> None:
    text = "A{als naam} B {naam}{als leeg} C{eind} D{eind} E"
    assert vul_in(text, PROEF, {"naam": "x"}) == [Alinea("A B x D E", "brief")]
    assert vul_in(text, PROEF, {"leeg": "x"}) == [Alinea("A E", "brief")]
    assert vul_in(text, PROEF, {"naam": "x", "leeg": "y"}) == [Alinea("A B x C D E", "brief")]


def test_what_is_not_known_is_a_visible_gap() -> None:
    assert vul_in("Dag {naam},", PROEF, {}) == [Alinea("Dag ‹nog invullen: de naam›,", "brief")]
    (gap,) = [text for _kind, text in plain(vul_in("{lijst}", PROEF, {"lijst": ()}))]
    assert gap == "‹nog invullen: een lijst›"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1))
def test_what_comes_in_is_text_and_never_template(naam: str) -> None:
    found = vul_in("Dag {naam}!", PROEF, {"naam": f"{naam}{{als leeg}}# - "})
    assert len(found) == 1
    assert isinstance(found[0], Alinea)
    assert str(found[0].waarde).endswith("{als leeg}# -!")


@pytest.mark.parametrize(
    ("text", "regel", "kolom", "words"),
    [
        ("Dag\nvan {naaam} af", 2, 5, "het veld “naaam” bestaat niet. Bedoelt u {naam}?"),
        ("Dag {", 1, 5, "de accolade { staat alleen."),
        ("a\nb\n}", 3, 1, "de accolade } staat alleen."),
        ("x {als naam} y", 1, 3, "{als naam} wordt niet gesloten. Zet {eind}"),
        ("x {eind}", 1, 3, "{eind} zonder {als}."),
        ("x {}", 1, 3, "hier staat geen veld."),
        ("{als zzzzz}x{eind}", 1, 1, "het veld “zzzzz” bestaat niet. Kies een veld uit de lijst."),
        (" \n ", 1, 1, "het sjabloon is leeg."),
    ],
)
def test_a_broken_template_says_where_and_what_to_do(text: str, regel: int, kolom: int, words: str) -> None:
    with pytest.raises(SjabloonFout) as caught:
        check(text, ["naam", "lijst", "leeg"])
    assert (caught.value.regel, caught.value.kolom) == (regel, kolom)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"Regel {regel}, teken {kolom}: ")


@given(st.text(alphabet="{}als einaem\n#-"))
def test_any_text_is_either_used_or_refused_in_words(text: str) -> None:
    made, refused = [], 0
    try:
        made = vul_in(text, PROEF, {"naam": "x"})
    except SjabloonFout as problem:
        refused = problem.regel
    assert bool(refused) != bool(made) or not made
    assert 0 <= refused <= text.count("\n") + 1
    assert all(isinstance(deel, Alinea | Bijeen | Kop | Lijst | Tabel | Wit) for deel in made)


def test_every_field_is_explained_once() -> None:
    assert len(set(CODES)) == len(CODES)
    assert all(veld.uitleg for veld in VELDEN)
