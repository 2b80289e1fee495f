"""The two lists as a secretariat keeps them, read cell by cell beside an expectation made by hand.

The expectation shares nothing with the code: the words were looked up by hand in the domain notes, dates go through
`strptime`. The lists themselves stay outside the repository.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from expertteam_app.exchange.voorstel import ImportVoorstel, RetRij

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "voorbeeld"
MAANDEN = {"jan": 1, "feb": 2, "mrt": 3, "apr": 4, "mei": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10}
MAANDEN |= {"nov": 11, "dec": 12}
PLAATSEN = {
    "Apeldoorn": "Apeldoorn,APELDOORN,apeldoorn,Gem. Apeldoorn,Apldoorn",
    "Zutphen": "Zutphen,Zutphen/Warnsveld,Zutfen",
    "Lochem": "Lochem,LOCHEM,Lochem (Gorssel)",
    "Brummen": "Brummen,Brummen (Eerbeek)",
    "Voorst": "Voorst,gemeente Voorst,Voorst (Twello)",
    "Epe": "Epe,epe,Epe/Vaassen",
    "Heerde": "Heerde,Heerde (Wapenveld)",
    "Hattem": "Hattem,Hattum",
}
STAPPEN = {
    1: "regulier,toegang",
    2: "MDO,rondetafel,stap 2",
    3: "leidinggevende,lokaal opgeschaald,stap 3",
    4: "regio,accountmanager,stap 4",
    5: "RET,expertteam,exp.team,stap 5",
    6: "BOEG,stap 6",
}
ZORGVORMEN = {
    "gezinshuis": "gezinshuis,Gezinshuis,gez.huis",
    "deeltijdpleegzorg": "deeltijdpleegzorg,deeltijd pleegzorg,pleegzorg deeltijd",
    "klinische jeugd-ggz": "klinische jeugd-GGZ,GGZ klinisch,jggz opname",
    "time-outplek": "Time-Out,time out,time-out plek",
    "intensief ambulant": "intensief ambulant,ambulant intensief,IAG",
    "driemilieuvoorziening": "driemilieu,3-milieu,3 milieu voorziening",
    "gesloten jeugdhulp": "gesloten,jeugdzorgplus,JZ+",
    "respijtzorg": "respijtzorg,logeren",
    "begeleid wonen 18+": "begeleid wonen,kamertraining,BW 18+",
    "dagbehandeling": "dagbehandeling,dagbeh.",
}
OORZAKEN = {
    "A1": "geen aanbod,bestaat niet in regio",
    "A2": "wachtlijst,lange wachttijd,wachtlijst GGZ",
    "A3": "aanbod enkelvoudig,meervoudige problematiek",
    "A4": "contra-indicatie,afgewezen door aanbieder",
    "G1": "vechtscheiding,complexe scheiding",
    "K1": "geen verklarende analyse",
    "O1": "geen school,thuiszitter",
    "R1": "geen regie,onduidelijk wie regie heeft",
    "S2": "financiering,Wlz of Jw?",
    "S3": "wordt 18,18-/18+",
}
UITKOMSTEN = {
    "passende hulp gestart": "passende hulp gestart,hulp gestart,opgelost",
    "uithuisplaatsing voorkomen": "UHP voorkomen,uhp voorkomen",
    "uithuisplaatsing": "UHP,uithuisplaatsing",
    "doorgeleid BOEG": "doorgeleid BOEG,naar BOEG",
    "ingetrokken": "ingetrokken",
    "verhuisd": "verhuisd",
    None: "-,loopt nog,",
}
BESLUITEN = {
    "vrijwillig kader": "vrijwillig,vrijwillig kader",
    "drang": "drang,drangtraject",
    "raadsonderzoek": "raadsonderzoek,RO",
}
Lees = Callable[..., ImportVoorstel]
K = TypeVar("K")


def content(name: str) -> bytes:
    path = FOLDER / name
    if not path.exists():
        pytest.skip("the example lists beside the repository are absent")
    return path.read_bytes()


def raw_rows(name: str, first: int, last: int) -> Iterator[tuple[int, list[object]]]:
    from openpyxl import load_workbook

    sheet = load_workbook(FOLDER / name).worksheets[0]
    rows = sheet.iter_rows(min_row=first, max_row=last, values_only=True)
    for nummer, cells in enumerate(rows, start=first):
        if cells[1] is not None:
            yield nummer, list(cells)


def meaning(words: Mapping[K, str], value: object) -> K:
    text = str(value or "").strip()
    (found,) = [key for key, known in words.items() if text in known.split(",")]
    return found


def code_of(row: RetRij) -> str | None:
    return row.gemeente.code if row.gemeente else None


def day(value: object) -> str | None:
    """A date by `strptime`, month names by hand; words instead of a date are none."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    text = str(value or "").strip()
    if not text or text in {"nee", "n.v.t."}:
        return None
    parts = text.split()
    if len(parts) == 3:
        return date(int(parts[2]), MAANDEN[parts[1][:3]], int(parts[0])).isoformat()
    form = "%d/%m/%y" if "/" in text else "%Y-%m-%d" if text[:4].isdigit() else "%d-%m-%Y"
    return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a spreadsheet knows no time zone


@pytest.fixture(scope="module")
def ret(lees_ret: Lees) -> ImportVoorstel:
    return lees_ret(content("casuslijst-RET.xlsx"))


@pytest.fixture(scope="module")
def jbt(lees_jbt: Lees) -> ImportVoorstel:
    return lees_jbt(content("vtb-lijst-JBT.xlsx"))


def expected_ret(nummer: int, cells: list[object]) -> dict[str, object]:
    nr, _, geboren, _, plaats, _, aanmelding, stap, overleg, hulp, waarom, uitkomst, afgesloten, _ = cells
    pieces = str(waarom).split("; ")
    return {
        "rij": nummer,
        "nr": nr,
        "gemeente": meaning(PLAATSEN, plaats),
        "geboortedatum": day(geboren),
        "aanmelding": day(aanmelding),
        "stap": meaning(STAPPEN, stap),
        "eerste_overleg": day(overleg),
        "zorgvorm": meaning(ZORGVORMEN, hulp),
        "oorzaken": list(dict.fromkeys(meaning(OORZAKEN, piece) for piece in pieces)),
        "uitkomst": meaning(UITKOMSTEN, uitkomst),
        "afgesloten": day(afgesloten),
    }


def test_every_field_of_every_good_row_of_the_ret_is_read_right(ret: ImportVoorstel) -> None:
    expected = [expected_ret(*row) for row in raw_rows("casuslijst-RET.xlsx", 5, 105)]
    assert len(expected) == 99
    assert ret.to_json()["gelezen"] == expected


def test_names_and_free_text_of_the_ret_are_kept(ret: ImportVoorstel) -> None:
    rows = {row.rij: row for row in ret.ret_rijen}
    for nummer, cells in raw_rows("casuslijst-RET.xlsx", 5, 105):
        naam = rows[nummer].naam
        assert naam is not None
        typed = {word.strip(",").casefold() for word in str(cells[1]).split()}
        assert {w.casefold().removeprefix("'") for w in naam.weergave.split()} == typed
        assert rows[nummer].aangemeld_door == cells[5]
        assert rows[nummer].opmerking == cells[13]
    weergaven = {row.naam.weergave for row in rows.values() if row.naam}
    assert {"Koen van den Berg", "Tijn El Amrani", "Maud van 't Hof", "Saar v.d. Berg", "Luuk Jansen"} <= weergaven


def test_the_three_doubles_of_the_ret_and_no_others(ret: ImportVoorstel) -> None:
    assert [(d.rij, d.lijkt_op, d.zekerheid) for d in ret.dubbel] == [
        (103, 8, "Waarschijnlijk"),
        (104, 22, "Waarschijnlijk"),
        (105, 46, "Waarschijnlijk"),
    ]
    assert all("zelfde geboortedatum" in d.redenen for d in ret.dubbel)


def test_the_two_impossible_rows_of_the_ret_and_no_others(ret: ImportVoorstel) -> None:
    assert [q.rij for q in ret.quarantaine] == [106, 107]
    nobody, impossible = ret.quarantaine
    assert [r.veld for r in nobody.redenen] == ["naam"]
    assert {r.veld for r in impossible.redenen} == {"geboortedatum", "aanmelding", "gemeente", "stap"}
    assert "31 februari 2012 bestaat niet." in str(impossible.redenen)
    assert all(r.remedy for q in ret.quarantaine for r in q.redenen)


def test_a_first_overleg_after_closing_is_the_only_doubt_of_the_ret(ret: ImportVoorstel) -> None:
    odd = [
        nummer
        for nummer, cells in raw_rows("casuslijst-RET.xlsx", 5, 105)
        if (day(cells[8]) or "") > (day(cells[12]) or "9999")
    ]
    assert len(odd) == 5
    assert [(t.rij, t.veld) for t in ret.twijfel] == [(nummer, "eerste_overleg") for nummer in odd]


def test_no_bsn_of_the_ret_is_read_anywhere(ret: ImportVoorstel) -> None:
    numbers = {str(cells[3]) for _, cells in raw_rows("casuslijst-RET.xlsx", 5, 107) if cells[3]}
    assert len(numbers) > 50
    assert all(row.bsn is None for row in ret.ret_rijen)
    assert "bsn" not in ret.mapping
    assert "BSN" in ret.kolommen
    everything = repr(ret)
    assert not [number for number in numbers if number in everything]


def test_switched_on_the_bsn_passes_the_11_proef_or_is_a_doubt(lees_ret: Lees) -> None:
    voorstel = lees_ret(content("casuslijst-RET.xlsx"), bsn=True)
    typed = {nummer: cells[3] for nummer, cells in raw_rows("casuslijst-RET.xlsx", 5, 105)}
    assert {row.rij: row.bsn for row in voorstel.ret_rijen} == typed
    assert voorstel.dubbel[1].redenen[0] == "zelfde BSN"


def test_the_notes_on_the_ret_say_what_was_left_out(ret: ImportVoorstel) -> None:
    assert (ret.blad, ret.kopregel) == ("Casuslijst RET", 4)
    text = " ".join(ret.meldingen)
    assert "“toelichting” is niet gelezen" in text
    assert "3 × lege regel, 1 × totaalregel" in text
    assert "“BSN”" in text
    assert "25 cellen beginnen als een formule" in text


def expected_jbt(nummer: int, cells: list[object]) -> dict[str, object]:
    vtb, _, _, geboren, plaats, indiener, binnen, vt, gi, mdo, netwerk, tafel, besluit, vto, terug, raad = cells
    return {
        "rij": nummer,
        "vtb_nummer": vtb,
        "gemeente": meaning(PLAATSEN, plaats),
        "geboortedatum": day(geboren),
        "indiener": indiener,
        "ontvangen": day(binnen),
        "consultatie_vt": day(vt),
        "consultatie_gi": day(gi),
        "mdo": {"ja": True, "nee": False, None: None}[mdo],  # type: ignore[index]  # a cell of the list
        "netwerk": {"ja": True, "opa": True, "nee": False, None: None}[netwerk],  # type: ignore[index]  # idem
        "netwerk_toelichting": "opa" if netwerk == "opa" else None,
        "tafel": day(tafel),
        "besluit": meaning(BESLUITEN, besluit),
        "vto": day(vto),
        "terugmelding": day(terug),
        "raad_resultaat": raad,
    }


def test_every_field_of_every_row_of_the_jbt_is_read_right(jbt: ImportVoorstel) -> None:
    expected = [expected_jbt(*row) for row in raw_rows("vtb-lijst-JBT.xlsx", 2, 99)]
    assert len(expected) == 98
    assert jbt.to_json()["gelezen"] == expected
    assert jbt.quarantaine == ()


def test_children_of_one_gezin_are_no_doubles(jbt: ImportVoorstel) -> None:
    assert jbt.dubbel == ()


def test_each_child_bears_the_name_of_its_gezin(jbt: ImportVoorstel) -> None:
    for (_, cells), row in zip(raw_rows("vtb-lijst-JBT.xlsx", 2, 99), jbt.jbt_rijen, strict=True):
        assert row.gezinsnaam == cells[1]
        assert row.kind is not None
        assert row.kind.weergave == f"{cells[2]} {cells[1]}"


def test_a_table_without_consultation_and_a_planned_terugmelding_are_doubts(jbt: ImportVoorstel) -> None:
    doubts = {(t.rij, t.veld) for t in jbt.twijfel}
    for nummer, cells in raw_rows("vtb-lijst-JBT.xlsx", 2, 99):
        assert ((nummer, "consultatie_vt") in doubts) == (day(cells[7]) is None)
        assert ((nummer, "consultatie_gi") in doubts) == (day(cells[8]) is None)
        assert ((nummer, "terugmelding") in doubts) == ((day(cells[14]) or "") > "2026-11-22")
    assert {veld for _, veld in doubts} == {"consultatie_vt", "consultatie_gi", "terugmelding", "geboortedatum"}


def test_the_wrong_kind_of_list_is_refused_by_name(lees_ret: Lees, lees_jbt: Lees) -> None:
    from expertteam_app.domain.errors import UserError

    with pytest.raises(UserError, match="Dit lijkt de VTB-lijst van de JBT"):
        lees_ret(content("vtb-lijst-JBT.xlsx"))
    with pytest.raises(UserError, match="Dit lijkt de casuslijst van het RET"):
        lees_jbt(content("casuslijst-RET.xlsx"))


def test_reading_twice_gives_the_same_and_the_second_time_everything_is_known(
    ret: ImportVoorstel, lees_ret: Lees
) -> None:
    from expertteam_app.exchange.dubbelen import AL_INGELEZEN, BekendeCasus

    assert lees_ret(content("casuslijst-RET.xlsx")) == ret
    known = [
        BekendeCasus(f"RET-{r.rij}", r.naam, r.geboortedatum, code_of(r), r.aanmelding, r.rij_hash)
        for r in ret.ret_rijen
    ]
    again = ret.compare_with(known).dubbel[len(ret.dubbel) :]
    assert [(d.rij, d.lijkt_op) for d in again] == [(r.rij, f"RET-{r.rij}") for r in ret.ret_rijen]
    assert {d.redenen for d in again} == {(AL_INGELEZEN,)}
