"""What the casuslijst of the RET says is read, doubted or kept out; never guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from expertteam_app.domain.errors import Cancelled, UserError
from expertteam_app.exchange.cellen import CHECK_EVERY
from expertteam_app.exchange.dubbelen import BekendeCasus
from expertteam_app.exchange.voorstel import ImportVoorstel, RetRij, Twijfel

MORGEN = date(2026, 11, 23)
Lees = Callable[..., ImportVoorstel]
Maak = Callable[..., bytes]


def one(voorstel: ImportVoorstel) -> RetRij:
    (row,) = voorstel.ret_rijen
    return row


def doubt(voorstel: ImportVoorstel, veld: str) -> Twijfel:
    (found,) = [t for t in voorstel.twijfel if t.veld == veld]
    return found


def test_a_good_row_is_read_without_a_doubt(lees_ret: Lees) -> None:
    voorstel = lees_ret({})
    assert (voorstel.twijfel, voorstel.dubbel, voorstel.quarantaine) == ((), (), ())
    row = one(voorstel)
    assert (row.rij, row.nr, row.stap) == (2, 1, 5)
    assert row.zorgvorm == "gezinshuis"
    assert row.oorzaken == ("A2", "O1")
    assert row.uitkomst == "passende-hulp-gestart"
    assert row.afgesloten == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("cells", "veld"),
    [
        ({"gemeente": "Deventer"}, "gemeente"),
        ({"gemeente": "Ede"}, "gemeente"),
        ({"gemeente": "ergens"}, "gemeente"),
        ({"geb. datum": "31-2-2012"}, "geboortedatum"),
        ({"geb. datum": MORGEN}, "geboortedatum"),
        ({"datum aanmelding": "03/25/2026"}, "aanmelding"),
        ({"datum aanmelding": MORGEN}, "aanmelding"),
        ({"datum aanmelding": "=B2+14"}, "aanmelding"),
        ({"datum aanmelding": "1-3-2011"}, "aanmelding"),
        ({"eerste RET overleg": "30-2-2026"}, "eerste_overleg"),
        ({"datum afgesloten": "45-13-2025"}, "afgesloten"),
        ({"datum afgesloten": "31-1-2026"}, "afgesloten"),
        ({"datum afgesloten": MORGEN}, "afgesloten"),
        ({"stap nu": "stap 9"}, "stap"),
        ({"stap nu": 0}, "stap"),
        ({"stap nu": 5.5}, "stap"),
        ({"stap nu": "-1"}, "stap"),
        ({"naam jeugdige": None, "geb. datum": None}, "naam"),
        ({"naam jeugdige": "???", "geb. datum": None}, "naam"),
        ({"naam jeugdige": "=A1"}, "naam"),
    ],
)
def test_what_cannot_be_true_is_kept_out_with_reason_and_remedy(
    lees_ret: Lees, cells: dict[str, object], veld: str
) -> None:
    voorstel = lees_ret(cells, {"nr": 2, "naam jeugdige": "Ander Kind", "geb. datum": "2-2-2016"})
    assert [row.rij for row in voorstel.gelezen] == [3]
    (out,) = voorstel.quarantaine
    assert out.rij == 2
    assert veld in {reden.veld for reden in out.redenen}
    assert all(reden.reden.endswith((".", "?")) and reden.remedy.endswith(".") for reden in out.redenen)
    assert not [t for t in voorstel.twijfel if t.rij == 2]


@pytest.mark.parametrize(
    ("cells", "veld", "voorstel", "words"),
    [
        ({"eerste RET overleg": "1-7-2026"}, "eerste_overleg", "2026-07-01", "na het afsluiten"),
        ({"eerste RET overleg": "1-1-2026"}, "eerste_overleg", "2026-01-01", "vóór de aanmelding"),
        ({"uitkomst": None}, "uitkomst", None, "zonder uitkomst"),
        ({"uitkomst": "-"}, "uitkomst", None, "zonder uitkomst"),
        ({"datum afgesloten": None}, "afgesloten", None, "geen datum van afsluiten"),
        ({"datum afgesloten": "dicht"}, "afgesloten", None, "tekst in plaats van een datum"),
        ({"datum aanmelding": None}, "aanmelding", None, "ontbreekt"),
        ({"geb. datum": None}, "geboortedatum", None, "ontbreekt"),
        ({"geb. datum": "1-1-2001"}, "geboortedatum", "2001-01-01", "23 jaar of ouder"),
        ({"geb. datum": "1-2-2013?"}, "geboortedatum", "2013-02-01", "vraagteken"),
        ({"gemeente": None}, "gemeente", None, "niet ingevuld"),
        ({"gemeente": "Apeldoooorn"}, "gemeente", "0200", "gelezen als “Apeldoorn”"),
        ({"gemeente": "Apeldoorn Zuid"}, "gemeente", "0200", "gelezen als “Apeldoorn”"),
        ({"gemeente": "Klarenbeek"}, "gemeente", None, "meer dan één ding"),
        ({"gemeente": "Epe/Heerde"}, "gemeente", None, "meer dan één ding"),
        ({"stap nu": None}, "stap", None, "niet ingevuld"),
        ({"stap nu": "bij de wethouder"}, "stap", None, "niet in de lijst"),
        ({"gezochte hulp": "gezinshuys"}, "zorgvorm", "gezinshuis", "gelezen als “gezinshuis”"),
        ({"gezochte hulp": "zeilkamp"}, "zorgvorm", None, "niet in de lijst"),
        ({"gezochte hulp": "gezinshuis / dagbehandeling"}, "zorgvorm", None, "meer dan één ding"),
        ({"waarom vast": "wachtlijst; onweer"}, "oorzaken", None, "niet in de lijst"),
        ({"waarom vast": "wachtlijsd"}, "oorzaken", "A2", "wachtlijst of wachttijd"),
        ({"uitkomst": "gezin tevreden"}, "uitkomst", None, "niet in de lijst"),
        ({"naam jeugdige": "Fien"}, "naam", "Fien", "één deel"),
        ({"naam jeugdige": "Fien Verzonnen (Fientje)"}, "naam", "Fien Verzonnen", "haakjes"),
    ],
)
def test_what_is_odd_is_kept_and_doubted(
    lees_ret: Lees, cells: dict[str, object], veld: str, voorstel: str | None, words: str
) -> None:
    read = lees_ret(cells)
    found = doubt(read, veld)
    assert len(read.gelezen) == 1
    assert found.voorstel == voorstel
    assert words in found.reden
    if voorstel is None and veld in {"gemeente", "stap", "zorgvorm", "oorzaken", "uitkomst"}:
        assert found.keuzes, "without a value there is something to choose"


def test_a_doubt_about_one_cause_leaves_the_others_as_they_are(lees_ret: Lees) -> None:
    voorstel = lees_ret({"waarom vast": "wachtlijst, onweer / 18-/18+\nWlz of Jw?"})
    assert one(voorstel).oorzaken == ("A2", "S3", "S2")
    assert doubt(voorstel, "oorzaken").waarde == "onweer"


@pytest.mark.parametrize("word", ["loopt nog", "-", "", "Loopt", "n.v.t."])
def test_a_case_that_goes_on_has_no_outcome_and_no_doubt(lees_ret: Lees, word: str) -> None:
    voorstel = lees_ret({"uitkomst": word, "datum afgesloten": None})
    assert one(voorstel).uitkomst is None
    assert voorstel.twijfel == ()


@pytest.mark.parametrize(("cell", "stap"), [(5, 5), ("3", 3), ("stap 2", 2), ("stap 4: accountmanager", 4), (6.0, 6)])
def test_the_step_may_be_a_number_or_a_word(lees_ret: Lees, cell: object, stap: int) -> None:
    voorstel = lees_ret({"stap nu": cell})
    assert one(voorstel).stap == stap
    assert voorstel.twijfel == ()


def test_remarks_stay_as_they_are_also_when_they_look_like_a_formula(lees_ret: Lees) -> None:
    voorstel = lees_ret({"opmerkingen": "=1+1"}, {"naam jeugdige": "Bo Bedacht", "opmerkingen": "@regio bellen"})
    assert [row.opmerking for row in voorstel.ret_rijen] == ["=1+1", "@regio bellen"]
    assert any(m.startswith("2 cellen beginnen als een formule") for m in voorstel.meldingen)


def test_a_bsn_in_a_remark_is_left_out_and_said_so(lees_ret: Lees) -> None:
    voorstel = lees_ret({"opmerkingen": "bsn 111222333, tel 0612345678 op 12.03.2026"})
    assert one(voorstel).opmerking == "bsn [nummer weggelaten], tel 0612345678 op 12.03.2026"
    assert "BSN" in doubt(voorstel, "opmerking").reden
    assert "111222333" not in repr(voorstel)
    assert one(lees_ret({"opmerkingen": "111222333"}, bsn=True)).opmerking == "111222333"


def test_a_text_too_long_for_a_cell_is_cut_and_said_so(lees_ret: Lees) -> None:
    text = f"naam;geboortedatum;gemeente;opmerking\nFien Verzonnen;14-3-2012;Epe;{'a' * 40_000}\n"
    voorstel = lees_ret(text.encode())
    assert len(one(voorstel).opmerking or "") == 32_767
    assert "ingekort" in doubt(voorstel, "opmerking").reden


def test_rows_that_are_no_casus_are_skipped_and_counted(lees_ret: Lees, maak_xlsx: Maak) -> None:
    kop = ["nr", "naam", "geboortedatum", "gemeente", "datum aanmelding"]
    good = [1, "Fien Verzonnen", "14-3-2012", "Epe", "1-2-2026"]
    rows = [
        ["lijst van het RET"],
        [],
        kop,
        good,
        [],
        kop,
        [2],
        ["geel = navragen"],
        ["Totaal", "=COUNTA(B4:B8)", 3, None, 1],
    ]
    voorstel = lees_ret(maak_xlsx(rows))
    assert [row.rij for row in voorstel.gelezen] == [4]
    assert voorstel.quarantaine == ()
    text = " ".join(voorstel.meldingen)
    for words in ("1 × lege regel", "1 × herhaalde kopregel", "2 × regel met alleen", "1 × totaalregel"):
        assert words in text


def test_a_child_whose_name_begins_like_a_total_is_a_casus(lees_ret: Lees) -> None:
    assert one(lees_ret({"nr": None, "naam jeugdige": "Totaal Verzonnen"})).naam is not None


def test_a_heading_between_the_rows_is_kept_out_not_read_as_a_name(lees_ret: Lees, maak_xlsx: Maak) -> None:
    kop = ["naam", "geboortedatum", "gemeente", "datum aanmelding"]
    rows = [kop, ["Afgesloten casussen"], ["Fien Verzonnen", "14-3-2012", "Epe", "1-2-2026"]]
    voorstel = lees_ret(maak_xlsx(rows))
    assert [row.rij for row in voorstel.gelezen] == [3]
    assert [(q.rij, q.redenen[0].reden) for q in voorstel.quarantaine] == [(2, "Er staat alleen een naam.")]


def test_only_a_heading_gives_an_empty_proposal_that_says_so(lees_ret: Lees, maak_xlsx: Maak) -> None:
    voorstel = lees_ret(maak_xlsx([["naam", "geboortedatum", "gemeente"]]))
    assert voorstel.gelezen == ()
    assert "Onder de kopregel staan geen regels." in voorstel.meldingen


def test_the_name_may_stand_in_several_columns(lees_ret: Lees, maak_xlsx: Maak) -> None:
    kop = ["achternaam", "tussenvoegsel", "voornaam", "geboortedatum", "gemeente"]
    naam = one(lees_ret(maak_xlsx([kop, ["BERG", "van den", "KOEN", "1-1-2012", "Epe"]]))).naam
    assert naam is not None
    assert naam.weergave == "Koen van den Berg"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_reads_as_the_workbook_does(lees_ret: Lees, maak_xlsx: Maak, encoding: str, separator: str) -> None:
    kop = ["naam", "geboortedatum", "gemeente", "datum aanmelding", "waarom vast", "stap"]
    cells = ["Zoë Bedacht", "14-3-2012", "Epe", "1-2-2026", "wachtlijst; geen school, wordt 18", "5"]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in (kop, cells))
    from_csv, from_xlsx = lees_ret(text.encode(encoding)), lees_ret(maak_xlsx([kop, cells]))
    assert from_csv.gelezen == from_xlsx.gelezen
    assert from_csv.twijfel == from_xlsx.twijfel


# --- Doubles inside the list -----------------------------------------------------------------------------------------


def test_the_same_child_twice_is_a_double_and_still_read(lees_ret: Lees) -> None:
    voorstel = lees_ret({}, {"nr": 2, "naam jeugdige": "VERZONNEN, FIEN", "gemeente": "Gem. Apeldoorn"})
    assert len(voorstel.gelezen) == 2
    (double,) = voorstel.dubbel
    assert (double.rij, double.lijkt_op, double.zekerheid) == (3, 2, "Waarschijnlijk")


def test_the_same_child_a_year_later_may_be_a_new_round(lees_ret: Lees) -> None:
    (double,) = lees_ret({"datum aanmelding": "1-2-2025"}, {"nr": 2}).dubbel
    assert double.zekerheid == "Mogelijk"
    assert "andere aanmelding: kan een nieuwe ronde zijn" in double.redenen


def test_the_same_name_with_another_birth_is_no_double(lees_ret: Lees) -> None:
    assert lees_ret({}, {"nr": 2, "geb. datum": "2-8-2016", "gemeente": "Epe"}).dubbel == ()


# --- Long work -------------------------------------------------------------------------------------------------------


def many(maak_xlsx: Maak, count: int) -> bytes:
    kop = ["nr", "naam", "geboortedatum", "gemeente", "datum aanmelding", "stap", "waarom vast"]
    born = date(2006, 1, 1)
    rows = [
        [n, f"Kind{n % 97} Verzonnen{n % 89}", born + timedelta(days=n * 37 % 6000), "Epe", "1-2-2026", 5, "wachtlijst"]
        for n in range(count)
    ]
    return maak_xlsx([kop, *rows])


def test_ten_thousand_rows_are_read_with_progress_up_to_the_last(lees_ret: Lees, maak_xlsx: Maak) -> None:
    seen: list[tuple[int, int]] = []
    voorstel = lees_ret(many(maak_xlsx, 10_000), progress=lambda done, total: seen.append((done, total)))
    assert len(voorstel.gelezen) == 10_000
    assert seen[0] == (0, 0)
    assert seen[-1] == (10_000, 10_000)
    assert seen[1:] == sorted(seen[1:])


@pytest.mark.parametrize("how", ["progress", "check"])
def test_reading_stops_when_the_user_says_so(lees_ret: Lees, maak_xlsx: Maak, how: str) -> None:
    calls = 0

    def stop(*_: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        lees_ret(many(maak_xlsx, CHECK_EVERY * 4), **{how: stop})
    assert calls == 3


def test_a_list_without_anyone_in_it_is_refused(lees_ret: Lees, maak_xlsx: Maak) -> None:
    with pytest.raises(UserError, match="geen kolom met de naam"):
        lees_ret(maak_xlsx([["gemeente", "stap", "uitkomst", "datum aanmelding"], ["Epe", 5, "UHP", "1-1-2026"]]))
    with pytest.raises(UserError, match="geen regel met kolomkoppen"):
        lees_ret(maak_xlsx([["zomaar", "iets"], [1, 2]]))


@pytest.mark.parametrize(
    ("cel", "jaar"),
    [
        (2012, "2012"),
        ("2012", "2012"),
        (2012.0, "2012"),
        ("2012-05", "2012-05"),
        ("5-2012", "2012-05"),
        ("mei 2012", "2012-05"),
    ],
)
def test_a_birth_of_which_only_the_year_is_written_is_kept_as_that(lees_ret: Lees, cel: object, jaar: str) -> None:
    voorstel = lees_ret({"geb. datum": cel})
    assert voorstel.quarantaine == ()
    (row,) = voorstel.ret_rijen
    assert (row.geboortedatum, row.geboortejaar) == (None, jaar)
    assert row.to_json(voorstel.labels)["geboortedatum"] == jaar
    (doubt,) = [d for d in voorstel.twijfel if d.veld == "geboortedatum"]
    assert doubt.reden == "De dag van de geboorte staat er niet bij; het jaar wordt bewaard."


@pytest.mark.parametrize("cel", [2031, "2031", "1901", 1901, "13-2012", "0-2012", 12, "12"])
def test_what_cannot_be_a_year_of_birth_stays_out(lees_ret: Lees, cel: object) -> None:
    voorstel = lees_ret({"geb. datum": cel})
    assert voorstel.gelezen == ()
    assert len(voorstel.quarantaine) == 1


def test_a_year_of_birth_is_weighed_like_a_date(lees_ret: Lees) -> None:
    voorstel = lees_ret(
        {"geb. datum": "2026-03"},  # reported in February
        {"geb. datum": "2026", "naam jeugdige": "Wie Anders"},  # it may have been January
        {"geb. datum": "2000", "naam jeugdige": "Ouder Verzonnen"},
    )
    assert [q.rij for q in voorstel.quarantaine] == [2]
    assert "vóór de geboorte" in str(voorstel.quarantaine[0].redenen[0])
    assert [d.rij for d in voorstel.twijfel if d.voorstel == "2000" and "jaar of ouder" in d.reden] == [4]


def test_a_year_that_fits_is_a_possible_double_and_one_that_does_not_is_none(lees_ret: Lees) -> None:
    voorstel = lees_ret({}, {"geb. datum": 2012, "nr": 2}, {"geb. datum": 2013, "nr": 3})
    assert [(d.rij, d.lijkt_op, d.zekerheid) for d in voorstel.dubbel] == [(3, 2, "Mogelijk")]
    known = BekendeCasus("RET-1", voorstel.ret_rijen[0].naam, None, "0200", None, geboortejaar="2013")
    against = lees_ret({}, {"geb. datum": "2013-05", "nr": 2}).compare_with([known])
    assert [(d.rij, d.lijkt_op) for d in against.dubbel if d.lijkt_op == "RET-1"] == [(3, "RET-1")]
