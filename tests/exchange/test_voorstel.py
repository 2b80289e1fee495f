"""The proposal as others use it: the JSON of the terminal, the fingerprint, and doubles against the kluis."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date

from expertteam_app.exchange.dubbelen import AL_INGELEZEN, BekendeCasus
from expertteam_app.exchange.voorstel import ImportVoorstel, RetRij

Lees = Callable[..., ImportVoorstel]
Maak = Callable[..., bytes]


def known(row: RetRij, nummer: str, **changes: object) -> BekendeCasus:
    gemeente = row.gemeente.code if row.gemeente else None
    facts = {
        "naam": row.naam,
        "geboortedatum": row.geboortedatum,
        "gemeente_code": gemeente,
        "aanmelding": row.aanmelding,
        "rij_hash": row.rij_hash,
    }
    return BekendeCasus(nummer, **{**facts, **changes})  # type: ignore[arg-type]  # fields by name


def test_the_json_is_the_contract(lees_ret: Lees) -> None:
    voorstel = lees_ret(
        {"waarom vast": "wachtlijst; onweer"},
        {"nr": 2, "naam jeugdige": "VERZONNEN, FIEN", "uitkomst": "-", "datum afgesloten": None},
        {"nr": 3, "gemeente": "Deventer"},
    )
    data = json.loads(json.dumps(voorstel.to_json()))
    assert list(data) == ["gelezen", "twijfel", "dubbel", "quarantaine"]
    assert data["gelezen"][0] == {
        "rij": 2,
        "nr": 1,
        "gemeente": "Apeldoorn",
        "geboortedatum": "2012-03-14",
        "aanmelding": "2026-02-01",
        "stap": 5,
        "eerste_overleg": "2026-02-12",
        "zorgvorm": "gezinshuis",
        "oorzaken": ["A2"],
        "uitkomst": "passende hulp gestart",
        "afgesloten": "2026-06-01",
    }
    assert data["gelezen"][1]["uitkomst"] is None
    assert data["gelezen"][1]["afgesloten"] is None
    (doubt,) = data["twijfel"]
    assert (doubt["rij"], doubt["veld"], doubt["waarde"], doubt["voorstel"]) == (2, "oorzaken", "onweer", None)
    assert {"code": "A1", "label": "aanbod ontbreekt in de regio"} in doubt["keuzes"]
    (double,) = data["dubbel"]
    assert set(double) == {"rij", "lijkt_op", "zekerheid", "redenen"}
    assert (double["rij"], double["lijkt_op"]) == (3, 2)
    (out,) = data["quarantaine"]
    assert out["rij"] == 4
    (reden,) = out["redenen"]
    assert reden.startswith("gemeente: Deze gemeente ligt buiten de regio of is niet herkend. Verbeter de gemeente")


def test_no_name_and_no_remark_reaches_the_terminal(lees_ret: Lees, lees_jbt: Lees) -> None:
    ret = lees_ret({"naam jeugdige": "Fien (Fientje)", "opmerkingen": "tante Truus 111222333"})
    jbt = lees_jbt({"kind": "Bo (Bootje)", "besluit": "onbekends"})
    assert {t.veld for t in ret.twijfel} == {"naam", "opmerking"}
    text = json.dumps([ret.to_json(), jbt.to_json()])
    assert not [word for word in ("Fien", "Truus", "Bo ", "Bootje", "Verzinsel", "11122") if word in text]


def test_the_jbt_json_has_codes_by_label_and_absent_values_null(lees_jbt: Lees) -> None:
    (row,) = json.loads(json.dumps(lees_jbt({"uitkomst raad": None, "MDO": None}).to_json()))["gelezen"]
    assert row["besluit"] == "drang"
    assert (row["mdo"], row["raad_resultaat"], row["vto"]) == (None, None, None)
    assert (row["gemeente"], row["netwerk_toelichting"]) == ("Zutphen", "opa")


def test_the_file_is_named_by_its_sha256(lees_ret: Lees, maak_xlsx: Maak) -> None:
    content = maak_xlsx([["naam", "geboortedatum", "gemeente"], ["Fien Verzonnen", "14-3-2012", "Epe"]])
    assert lees_ret(content).bestand_hash == hashlib.sha256(content).hexdigest()


def hashes(voorstel: ImportVoorstel) -> list[str]:
    return [row.rij_hash for row in voorstel.gelezen]


def test_the_fingerprint_follows_the_content_and_not_the_place(lees_ret: Lees) -> None:
    other: dict[str, object] = {"naam jeugdige": "Bo Bedacht"}
    first, second = hashes(lees_ret({}, other))
    assert hashes(lees_ret(other, {})) == [second, first]
    assert hashes(lees_ret({"nr": 77, "gemeente": " apeldoorn", "geb. datum": date(2012, 3, 14)})) == [first]
    for change in (
        {"opmerkingen": "anders"},
        {"geb. datum": "15-3-2012"},
        {"stap nu": "BOEG"},
        {"uitkomst": "UHP"},
        {"datum afgesloten": "2-6-2026"},
        {"naam jeugdige": "Fien Verzon"},
    ):
        assert hashes(lees_ret(change)) != [first]


def test_the_fingerprint_does_not_depend_on_reading_bsns(lees_ret: Lees, maak_xlsx: Maak) -> None:
    kop = ["naam", "geboortedatum", "gemeente", "bsn"]
    content = maak_xlsx([kop, ["Fien Verzonnen", "14-3-2012", "Epe", "111222333"]])
    assert hashes(lees_ret(content)) == hashes(lees_ret(content, bsn=True))


def test_a_row_that_was_read_before_is_known_by_its_fingerprint(lees_ret: Lees) -> None:
    voorstel = lees_ret({})
    (double,) = voorstel.compare_with([known(voorstel.ret_rijen[0], "RET-2026-003", naam=None)]).dubbel
    assert (double.rij, double.lijkt_op, double.zekerheid) == (2, "RET-2026-003", "Waarschijnlijk")
    assert double.redenen == (AL_INGELEZEN,)


def test_a_child_in_the_kluis_is_a_double_and_another_child_is_not(lees_ret: Lees) -> None:
    voorstel = lees_ret({})
    row = voorstel.ret_rijen[0]
    same = known(row, "RET-2026-001", rij_hash=None, gemeente_code="0301")
    older = known(row, "RET-2025-001", rij_hash=None, aanmelding=date(2025, 1, 5))
    other = known(row, "RET-2026-002", rij_hash="x", geboortedatum=date(2016, 8, 2))
    found = voorstel.compare_with([other, same]).dubbel
    assert [(d.lijkt_op, d.zekerheid) for d in found] == [("RET-2026-001", "Waarschijnlijk")]
    (round_two,) = voorstel.compare_with([older]).dubbel
    assert (round_two.lijkt_op, round_two.zekerheid) == ("RET-2025-001", "Mogelijk")
    assert voorstel.compare_with([]).dubbel == ()


def test_rows_in_quarantine_keep_their_values_by_heading(lees_ret: Lees) -> None:
    (out,) = lees_ret({"gemeente": "Deventer"}).quarantaine
    assert out.waarden["gemeente"] == "Deventer"
    assert out.waarden["naam jeugdige"] == "Fien Verzonnen"
    assert str(out.redenen[0]).startswith("gemeente: ")
