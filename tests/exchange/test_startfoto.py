"""The startfoto goes out and comes back without loss, and no spreadsheet can run what is in it."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.errors import UserError
from expertteam_app.domain.uithuisplaatsing import STARTFOTO, Uithuisplaatsing, products
from expertteam_app.exchange.startfoto import KOPPEN, read_csv, write_csv
from expertteam_app.services.codelijsten import shipped_lists

LISTS = shipped_lists()
VANDAAG = date(2026, 11, 20)
HEAD = "Casusnummer;Datum voornemen;Verwijzer;Maatregel ja/nee;Datum start zorg;Type verblijf\r\n"

days = st.none() | st.dates(date(2015, 1, 1), date(2026, 11, 1))
letters = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
texts = st.text(st.one_of(letters, st.sampled_from("\n;\"'=+-@,é")), max_size=60).map(str.strip)


def codes(lijst: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *(c.code for c in LISTS[lijst])])


records = st.builds(
    Uithuisplaatsing,
    id=st.just(0),
    casus_id=st.just(0),
    datum_voornemen=st.dates(date(2015, 1, 1), date(2026, 11, 1)),
    datum_toewijzing=days,
    datum_start_zorg=days,
    datum_einde_zorg=days,
    verwijzer=codes("verwijzers"),
    maatregel=st.none() | st.booleans(),
    zorgproducten=st.lists(texts).map(products).map(lambda p: products("; ".join(p))),
    gemeente_herkomst=codes("gemeenten"),
    clientkenmerken=texts,
    gezinssamenstelling=texts,
    problematiek=texts,
    type_verblijf=codes("type_verblijf"),
    type_behandeling=texts,
    perspectief=codes("perspectief"),
)


@given(st.lists(records, max_size=4))
def test_out_and_in_is_without_loss(found: list[Uithuisplaatsing]) -> None:
    rows = [(f"RET-2026-{n:03d}", record) for n, record in enumerate(found)]
    back = read_csv(write_csv(rows, LISTS), LISTS, VANDAAG)
    assert [(r.nummer, r.datum_voornemen) for r in back] == [(n, record.datum_voornemen) for n, record in rows]
    for row, (_nummer, record) in zip(back, rows, strict=True):
        assert row.problemen == ()
        for name in KOPPEN:
            value = getattr(record, name)
            empty = value is None or value in ("", ())
            assert row.waarden.get(name) == (None if empty else list(value) if isinstance(value, tuple) else value)


def test_a_formula_is_a_text_in_the_file() -> None:
    record = Uithuisplaatsing(0, 0, date(2026, 3, 1), problematiek='=HYPERLINK("kwaad")')
    content = write_csv([("RET-2026-001", record)], LISTS)
    assert content.startswith(b"\xef\xbb\xbf")
    (head, row) = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert head[:2] == ["Casusnummer", "Datum voornemen"]
    assert row[head.index("Problematiek")] == '\'=HYPERLINK("kwaad")'


def test_the_headings_are_those_of_the_startfoto() -> None:
    assert set(STARTFOTO) | {"gemeente_herkomst"} == set(KOPPEN)
    assert list(KOPPEN.values())[:6] == [
        "Datum toewijzing",
        "Datum start zorg",
        "Datum einde zorg",
        "Verwijzer",
        "Maatregel ja/nee",
        "Zorgproduct(en)",
    ]


def test_dutch_dates_labels_and_codes_are_read() -> None:
    (row,) = read_csv((HEAD + "RET-2026-001;12-3-2026;huisarts;J;2026-04-01;12\r\n").encode("cp1252"), LISTS, VANDAAG)
    assert row.datum_voornemen == date(2026, 3, 12)
    assert row.waarden == {
        "verwijzer": "02",
        "maatregel": True,
        "datum_start_zorg": date(2026, 4, 1),
        "type_verblijf": "12",
    }


def test_what_cannot_be_read_has_a_reason_and_a_remedy() -> None:
    text = HEAD + ";;buurman;misschien;gisteren;kasteel\r\n\r\nRET-2026-001;31-2-2026;;;;\r\n"
    first, second = read_csv(text.encode(), LISTS, VANDAAG)
    assert (first.rij, second.rij) == (2, 4)
    reasons = " ".join(p.reden for p in first.problemen)
    for words in ("Casusnummer is leeg", "Datum voornemen is leeg", "Verwijzer", "Maatregel", "start zorg", "Type"):
        assert words in reasons
    assert all(p.herstel for p in (*first.problemen, *second.problemen))
    assert "buurman" not in reasons, "no contents in a sentence"
    assert second.problemen


@pytest.mark.parametrize("content", [b"", b"naam;geboren\r\n", b"Casusnummer;Verwijzer\r\n"])
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(UserError, match="ontbreekt de kolom"):
        read_csv(content, LISTS, VANDAAG)


@given(st.binary(max_size=200))
def test_any_file_is_rows_or_a_sentence(content: bytes) -> None:
    try:
        read_csv(HEAD.encode() + content, LISTS, VANDAAG)
    except UserError:
        return
