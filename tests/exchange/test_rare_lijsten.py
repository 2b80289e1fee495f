"""Lists as a clumsy or hostile hand leaves them: nothing wrong comes in silently, no BSN comes in at all."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from expertteam_app.domain.codelijst import Codelijst
from expertteam_app.domain.errors import UserError
from expertteam_app.exchange.herkenlijst import Herkenlijst
from expertteam_app.exchange.voorstel import ImportVoorstel, RetRij

Lees = Callable[..., ImportVoorstel]
Maak = Callable[..., bytes]
BSN = "123456782"
"""The example number of the national government; nobody has it."""
KOP = "nr;naam jeugdige;geb. datum;gemeente;datum aanmelding;stap nu\n"


def _only(voorstel: ImportVoorstel) -> RetRij:
    (row,) = voorstel.ret_rijen
    return row


def _doubted(voorstel: ImportVoorstel) -> set[str]:
    return {t.veld for t in voorstel.twijfel}


@pytest.mark.parametrize(
    "typed",
    [
        BSN,
        int(BSN),
        "123 456 782",
        "123-456-782",
        "123.456.782",
        "1234\u00a056\u00a0782",
        "1234 - 56 - 782",
        "12345678 2",
        "1 2 3 4 5 6 7 8 2",
        "１２３４５６７８２",
        "123\u200b456\u200b782",
        f"BSN:{BSN}.",
        f"{BSN}abc",
    ],
)
def test_a_bsn_comes_in_nowhere_in_no_way_of_writing(lees_ret: Lees, ret_kop: tuple[str, ...], typed: object) -> None:
    for kop in ret_kop:
        voorstel = lees_ret({kop: f"Bo Fictief {typed}" if kop == "naam jeugdige" else typed})
        kept = repr(voorstel) + json.dumps(voorstel.to_json())
        digits = re.sub(r"[\s.\-]", "", kept.replace("\\xa0", "").replace("\\u200b", ""))
        assert BSN not in digits, kop
        assert str(typed) not in kept, kop


def test_the_number_of_a_vtb_is_never_a_bsn(lees_jbt: Lees) -> None:
    voorstel = lees_jbt({"VTB nr": BSN})
    assert [r.vtb_nummer for r in voorstel.jbt_rijen] == [None]
    assert "vtb_nummer" in _doubted(voorstel)


@pytest.mark.parametrize(
    "typed", ["06-12345678", "12-05-2024 en 13-05-2024", "zie 1234567890", "2025 2026", "3-4-2012"]
)
def test_other_numbers_in_a_remark_stay(lees_ret: Lees, typed: str) -> None:
    assert _only(lees_ret({"opmerkingen": typed})).opmerking == typed


@pytest.mark.parametrize(
    ("kop", "veld", "typed"),
    [
        ("gemeente", "gemeente", "Epe?"),
        ("uitkomst", "uitkomst", "opgelost?"),
        ("gezochte hulp", "zorgvorm", "gezinshuis ?"),
        ("stap nu", "stap", "RET?"),
    ],
)
def test_what_the_secretary_was_not_sure_of_is_a_doubt(lees_ret: Lees, kop: str, veld: str, typed: str) -> None:
    assert _doubted(lees_ret({kop: typed})) == {veld}


@pytest.mark.parametrize("typed", ["geen gesloten jeugdhulp", "geen gezinshuis", "niet gezinshuis"])
def test_what_is_denied_is_not_read_as_said(lees_ret: Lees, typed: str) -> None:
    voorstel = lees_ret({"gezochte hulp": typed})
    assert _only(voorstel).zorgvorm is None
    assert _doubted(voorstel) == {"zorgvorm"}


ELDERS = """
Almelo Almere Alphen Amersfoort Amsterdam Arnhem Assen Barneveld Bergen Berkelland Beuningen Bronckhorst Bunnik
Buren Dalfsen Delft Deventer Doesburg Doetinchem Dronten Ede Elburg Enschede Epen Ermelo Haaksbergen Haarlem
Hardenberg Harderwijk Haren Heerenveen Heerlen Hellendoorn Hengelo Hoorn Kampen Leerdam Leiden Losser Lochristi
Nijkerk Nijmegen Nunspeet Oldebroek Olst-Wijhe Ommen Putten Raalte Rheden Rijssen Rotterdam Scherpenzeel
Staphorst Tiel Utrecht Vaals Venlo Voorburg Voorschoten Vorden Wageningen Westervoort Wierden Winterswijk
Woerden Zeewolde Zevenaar Zoetermeer Zutendaal Zwartewaterland Zwolle
"""
"""Places outside the region, many of which look like one in it."""


def test_a_gemeente_elsewhere_is_never_taken_for_one_of_ours(lijsten: dict[str, Codelijst], lees_ret: Lees) -> None:
    ours = Herkenlijst(lijsten["gemeenten"], woorden=True)
    assert {name: found.label for name in ELDERS.split() if (found := ours.find(name).code)} == {}
    (kept_out,) = lees_ret({"gemeente": "Voorschoten"}).quarantaine
    assert [r.veld for r in kept_out.redenen] == ["gemeente"]


@pytest.mark.parametrize("error", ["#N/A", "#VALUE!", "#REF!", "#NAME?", "#DIV/0!"])
def test_an_error_of_the_spreadsheet_is_no_name(lees_ret: Lees, error: str) -> None:
    voorstel = lees_ret({"naam jeugdige": error})
    assert _only(voorstel).naam is None
    assert _doubted(voorstel) == {"naam"}


def test_a_missing_name_is_a_doubt(lees_ret: Lees) -> None:
    assert _doubted(lees_ret({"naam jeugdige": None})) == {"naam"}


def test_a_name_of_a_page_long_is_kept_out(lees_ret: Lees) -> None:
    (row,) = lees_ret({"naam jeugdige": "Bo " + "Fictief " * 60}).quarantaine
    assert "langer dan 200 tekens" in str(row.redenen[0])


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Bo\u200b Fic\u00adtief", "Bo Fictief"),
        ("Bo \u202eFictief\u202c", "Bo Fictief"),
        ("İBRAHİM YILDIZ", "Ibrahim Yildiz"),
        ("IJSBRAND VAN 'T HOF", "IJsbrand van 't Hof"),
    ],
)
def test_signs_that_cannot_be_seen_are_no_part_of_a_name(lees_ret: Lees, typed: str, read: str) -> None:
    naam = _only(lees_ret({"naam jeugdige": typed})).naam
    assert naam is not None
    assert naam.weergave == read


@pytest.mark.parametrize("typed", ["3\u20113\u20112026", "3\u20143\u20142026", "di 3 maart 2026", "3-3-2026 10:30"])
def test_a_date_with_other_hyphens_a_weekday_or_a_time(lees_ret: Lees, typed: str) -> None:
    voorstel = lees_ret({"datum aanmelding": typed, "eerste RET overleg": None})
    assert _only(voorstel).aanmelding == date(2026, 3, 3)


def test_letters_in_two_alphabets_are_refused(lees_ret: Lees) -> None:
    mixed = (KOP + "1;Zoë Proef;3-4-2012;Epe;1-3-2026;RET\n").encode() + b"2;Ren\xe9 Test;3-4-2013;Epe;1-3-2026;RET\n"
    with pytest.raises(UserError, match="letters"):
        lees_ret(mixed)


def test_windows_letters_are_read_and_said_so(lees_ret: Lees) -> None:
    voorstel = lees_ret((KOP + "1;Zoë Proef;3-4-2012;Epe;1-3-2026;RET\n").encode("cp1252"))
    naam = _only(voorstel).naam
    assert naam is not None
    assert naam.voornaam == "Zoë"
    assert any("Windows-1252" in note for note in voorstel.meldingen)


def test_a_quote_that_never_ends_swallows_no_rows(lees_ret: Lees) -> None:
    rows = "".join(f'{i};"Kind{i} Fictief;3-4-2012;Epe;1-3-2026;RET\n' for i in range(3))
    with pytest.raises(UserError, match="aanhalingstekens"):
        lees_ret((KOP + rows).encode())


def test_a_workbook_that_counts_from_1904_says_so(lees_ret: Lees) -> None:
    from openpyxl import Workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.append(KOP.strip().split(";"))
    sheet.append([1, "Bo Fictief", date(2012, 4, 3), "Epe", 44000, "RET"])
    out = io.BytesIO()
    book.save(out)
    voorstel = lees_ret(out.getvalue())
    assert _only(voorstel).geboortedatum == date(2012, 4, 3)
    assert any("1904" in note for note in voorstel.meldingen)


SHEET = "xl/worksheets/sheet1.xml"


def _changed(content: bytes, name: str, change: Callable[[bytes], bytes], **extra: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
        for part, data in extra.items():
            new.writestr(part, data)
    return out.getvalue()


def _entity(declaration: bytes) -> Callable[[bytes], bytes]:
    return lambda xml: declaration + xml.split(b"?>", 1)[-1].replace(b"<v>1</v>", b"<v>&e;</v>", 1)


def test_a_workbook_reads_no_other_file_and_blows_nothing_up(lees_ret: Lees, maak_xlsx: Maak) -> None:
    good = maak_xlsx([KOP.strip().split(";"), [1, "Bo Fictief", "3-4-2012", "Epe", "1-3-2026", "RET"]])
    hostile = (
        _changed(good, SHEET, _entity(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')),
        _changed(good, SHEET, _entity(b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY e "&a;&a;&a;&a;">]>')),
        _changed(good, SHEET, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 30_000_000)),
        _changed(good, SHEET, lambda xml: xml.replace(b'r="A2"', b'r="ZZZZ2"')),
        _changed(good, SHEET, lambda xml: xml[: len(xml) // 2]),
        good[: len(good) // 2],
    )
    for content in hostile:
        with pytest.raises(UserError):
            lees_ret(content)
    harmless = _changed(good, SHEET, lambda xml: xml, **{"../../weg.txt": b"x", "xl/vbaProject.bin": b"macro"})
    assert _only(lees_ret(harmless)).nr == 1
