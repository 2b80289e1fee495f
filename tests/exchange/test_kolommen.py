"""The heading is found wherever it stands, and columns are known by their heading and by what is in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.exchange.voorstel import ImportVoorstel

KOP: list[object] = [
    "nr",
    "naam",
    "geboortedatum",
    "gemeente",
    "datum aanmelding",
    "stap",
    "gezochte hulp",
    "waarom vast",
]
RIJEN: list[list[object]] = [
    [1, "Fien Verzonnen", "14-3-2012", "Epe", "1-2-2026", "RET", "gezinshuis", "wachtlijst"],
    [2, "Bo Bedacht", "2-8-2014", "Zutfen", "3-2-2026", "stap 4", "logeren", "geen school"],
    [3, "Mo Denkbeeld", "9-1-2011", "Lochem (Gorssel)", "5-2-2026", "MDO", "IAG", "18-/18+"],
]
BSNS = ["111222333", "123456782", "232262536"]
Lees = Callable[..., ImportVoorstel]
Maak = Callable[..., bytes]


def facts(voorstel: ImportVoorstel) -> list[object]:
    return [
        (r.naam, r.geboortedatum, r.gemeente, r.aanmelding, r.stap, r.zorgvorm, r.oorzaken) for r in voorstel.ret_rijen
    ]


@pytest.fixture
def gewoon(lees_ret: Lees, maak_xlsx: Maak) -> list[object]:
    return facts(lees_ret(maak_xlsx([KOP, *RIJEN])))


@pytest.mark.parametrize("above", [0, 1, 5, 28])
def test_the_heading_may_stand_below_titles_and_blank_rows(
    lees_ret: Lees, maak_xlsx: Maak, gewoon: list[object], above: int
) -> None:
    titles = [["Casuslijst, naam en gemeente van de jeugdige"], *([] for _ in range(above - 1))][:above]
    voorstel = lees_ret(maak_xlsx([*titles, KOP, *RIJEN]))
    assert voorstel.kopregel == above + 1
    assert facts(voorstel) == gewoon


def test_titles_with_text_above_the_heading_count_too(lees_ret: Lees, maak_xlsx: Maak) -> None:
    with pytest.raises(UserError, match="geen regel met kolomkoppen"):
        lees_ret(maak_xlsx([*([f"regel {n}"] for n in range(30)), KOP, *RIJEN]))


def test_columns_may_stand_in_any_order_and_further_right(
    lees_ret: Lees, maak_xlsx: Maak, gewoon: list[object]
) -> None:
    turned = [[None, None, *reversed(row)] for row in (KOP, *RIJEN)]
    assert facts(lees_ret(maak_xlsx(turned))) == gewoon


def test_columns_may_have_other_names(lees_ret: Lees, maak_xlsx: Maak, gewoon: list[object]) -> None:
    other = ["Volgnr.", "Naam kind", "GEB. DATUM", "Woonplaats", "Aanmelddatum", "Fase", "Hulpvorm", "Oorzaken"]
    assert facts(lees_ret(maak_xlsx([other, *RIJEN]))) == gewoon


def test_a_heading_with_a_typing_error_is_known(lees_ret: Lees, maak_xlsx: Maak, gewoon: list[object]) -> None:
    assert facts(lees_ret(maak_xlsx([["nr", "naam", "geboortedatm", "gemeeente", *KOP[4:]], *RIJEN]))) == gewoon


def test_a_column_without_a_known_heading_is_known_by_what_is_in_it(
    lees_ret: Lees, maak_xlsx: Maak, gewoon: list[object]
) -> None:
    vague = ["nr", "naam", "geboortedatum", "waar", "datum aanmelding", None, "A", "B"]
    voorstel = lees_ret(maak_xlsx([vague, *RIJEN]))
    assert facts(voorstel) == gewoon
    assert voorstel.mapping["gemeente"] == "waar"
    assert voorstel.mapping["stap"] == "kolom F"


def test_what_is_not_recognised_is_named_and_left_alone(lees_ret: Lees, maak_xlsx: Maak) -> None:
    rows = [[*KOP, "kleur"], *([*row, "groen"] for row in RIJEN)]
    voorstel = lees_ret(maak_xlsx(rows))
    assert "kleur" not in voorstel.mapping.values()
    assert "Niet herkend en niet gelezen: “kleur”." in voorstel.meldingen
    assert "groen" not in repr(voorstel.gelezen)


def test_two_columns_with_one_name_get_names_of_their_own(lees_ret: Lees, maak_xlsx: Maak) -> None:
    voorstel = lees_ret(maak_xlsx([[*KOP, "naam"], *([*row, "Juf Verzinsel"] for row in RIJEN)]))
    assert voorstel.kolommen[-1] == "naam (I)"
    assert voorstel.mapping["naam"] == "naam"


@pytest.mark.parametrize("heading", ["BSN", "burgerservicenummer", "nummer", "kenmerk", None])
def test_bsns_are_skipped_whatever_stands_above_them(lees_ret: Lees, maak_xlsx: Maak, heading: str | None) -> None:
    rows = [[*KOP[1:], heading], *([*row[1:], bsn] for row, bsn in zip(RIJEN, BSNS, strict=True))]
    rows.append(["Onbekend", "31-2-2012", "Epe", None, None, None, None, "111222333"])
    voorstel = lees_ret(maak_xlsx(rows))
    assert [q.rij for q in voorstel.quarantaine] == [5]
    assert not [bsn for bsn in BSNS if bsn in repr(voorstel)]
    assert any(m.startswith("Niet gelezen omdat er BSN’s in staan") for m in voorstel.meldingen)
    on = lees_ret(maak_xlsx(rows), bsn=True)
    assert [row.bsn for row in on.ret_rijen] == BSNS


def test_numbers_of_a_bsn_column_may_have_lost_their_zero_and_wrong_ones_are_doubted(
    lees_ret: Lees, maak_xlsx: Maak
) -> None:
    rows = [[*KOP, "BSN"], *([*row, bsn] for row, bsn in zip(RIJEN, (12345672, "123456789", None), strict=True))]
    voorstel = lees_ret(maak_xlsx(rows), bsn=True)
    assert [row.bsn for row in voorstel.ret_rijen] == ["012345672", None, None]
    (doubt,) = [t for t in voorstel.twijfel if t.veld == "bsn"]
    assert (doubt.rij, doubt.waarde) == (3, "")


# --- A mapping of the user -------------------------------------------------------------------------------------------


def test_a_mapping_that_the_user_changed_is_followed(lees_ret: Lees, maak_xlsx: Maak) -> None:
    content = maak_xlsx([[*KOP, "beter adres"], *([*row, "Heerde"] for row in RIJEN)])
    first = lees_ret(content)
    changed = {**first.mapping, "gemeente": "beter adres", "zorgvorm": ""}
    again = lees_ret(content, mapping=changed)
    assert {row.gemeente.label for row in again.ret_rijen if row.gemeente} == {"Heerde"}
    assert {row.zorgvorm for row in again.ret_rijen} == {None}
    assert again.mapping == {k: v for k, v in changed.items() if v}
    assert lees_ret(content, mapping=first.mapping) == first


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"kleur": "naam"}, "Het veld kleur bestaat niet"),
        ({"naam": "bijnaam"}, "De kolom “bijnaam” staat niet in de kopregel"),
        ({"naam": "naam", "opmerking": "naam"}, "voor twee velden gekozen"),
        ({"gemeente": "gemeente"}, "geen kolom met de naam"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(
    lees_ret: Lees, maak_xlsx: Maak, mapping: dict[str, str], words: str
) -> None:
    with pytest.raises(UserError, match=words) as caught:
        lees_ret(maak_xlsx([KOP, *RIJEN]), mapping=mapping)
    assert caught.value.remedy
    assert isinstance(caught.value, FieldError) == ("geen kolom" not in words)


def test_a_bsn_column_stays_out_also_when_the_user_points_at_it(lees_ret: Lees, maak_xlsx: Maak) -> None:
    content = maak_xlsx([[*KOP, "kenmerk"], *([*row, bsn] for row, bsn in zip(RIJEN, BSNS, strict=True))])
    voorstel = lees_ret(content, mapping={"naam": "naam", "opmerking": "kenmerk"})
    assert "opmerking" not in voorstel.mapping
    assert not [bsn for bsn in BSNS if bsn in repr(voorstel)]


def test_the_sheet_with_the_list_is_chosen(lees_ret: Lees, maak_xlsx: Maak) -> None:
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(maak_xlsx([["uitleg"], ["de naam en de gemeente"]], titel="uitleg")))
    sheet = book.create_sheet("casussen")
    for row in (KOP, *RIJEN):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    voorstel = lees_ret(out.getvalue())
    assert voorstel.blad == "casussen"
    assert "Het blad “uitleg” is niet gelezen." in voorstel.meldingen
