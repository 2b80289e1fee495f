"""The startfoto on a real kluis: without names out, after a dry run in, twice is once."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from expertteam_app.cli import run
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.services.kluis import OEFENZIN
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.startfotos import StartfotoVerslag

PERIODE = Periode.parse("2026-H1")


@pytest.fixture
def casus(lege_sessie: Sessie) -> int:
    return lege_sessie.casussen.add(
        NieuweCasus("Bo", "Testdorp", "0232", date(2026, 3, 1), geboortedatum=date(2012, 2, 29))
    )


@pytest.fixture
def voornemen(lege_sessie: Sessie, casus: int) -> int:
    uhp = lege_sessie.uithuisplaatsingen
    made = uhp.add(casus, date(2026, 3, 10))
    for field, value in (
        ("verwijzer", "01"),
        ("maatregel", False),
        ("zorgproducten", "45A04; 54"),
        ("problematiek", "=Somber; gaat niet naar school"),
        ("datum_start_zorg", date(2026, 5, 1)),
        ("type_verblijf", "12"),
    ):
        uhp.change(made, field, value)
    return made


def standen(verslag: StartfotoVerslag) -> list[str]:
    return [r.stand for r in verslag.regels]


def test_what_went_out_comes_back_as_it_was(lege_sessie: Sessie, casus: int, voornemen: int) -> None:
    photos, uhp = lege_sessie.startfotos, lege_sessie.uithuisplaatsingen
    content = photos.uit(PERIODE)
    assert b"Testdorp" not in content
    assert b"RET-2026-001" in content
    assert standen(photos.proef(content)) == ["ongewijzigd"]
    (before,) = uhp.of(casus)
    uhp.remove(voornemen)
    assert standen(photos.proef(content)) == ["nieuw"]
    assert uhp.of(casus) == (), "a dry run stores nothing"
    assert standen(photos.lees_in(content)) == ["nieuw"]
    (after,) = uhp.of(casus)
    for name in ("verwijzer", "maatregel", "zorgproducten", "problematiek", "datum_start_zorg", "type_verblijf"):
        assert getattr(after, name) == getattr(before, name)
    assert standen(photos.lees_in(content)) == ["ongewijzigd"], "twice adds nothing"
    assert len(uhp.of(casus)) == 1


def test_a_changed_cell_is_taken_over_and_an_empty_one_leaves_what_stands(
    lege_sessie: Sessie, casus: int, voornemen: int
) -> None:
    del voornemen
    text = "Casusnummer;Datum voornemen;Verwijzer;Problematiek\r\nRET-2026-001;10-3-2026;huisarts;\r\n"
    assert standen(lege_sessie.startfotos.lees_in(text.encode())) == ["gewijzigd"]
    (record,) = lege_sessie.uithuisplaatsingen.of(casus)
    assert (record.verwijzer, record.problematiek) == ("02", "=Somber; gaat niet naar school")


def test_rows_that_do_not_fit_are_left_out_with_a_reason(lege_sessie: Sessie, casus: int) -> None:
    text = (
        "Casusnummer;Datum voornemen;Datum start zorg;Datum einde zorg\r\n"
        "RET-2026-001;2026-03-10;2026-05-01;2026-04-01\r\n"
        "RET-1999-001;2026-03-10;;\r\n"
        "RET-2026-001;2026-03-11;2026-05-01;2026-06-01\r\n"
        "RET-2026-001;2026-03-11;;\r\n"
        "RET-2026-001;2030-01-01;;\r\n"
    )
    verslag = lege_sessie.startfotos.lees_in(text.encode())
    assert standen(verslag) == ["geweigerd", "geweigerd", "nieuw", "geweigerd", "geweigerd"]
    assert all(p.reden and p.herstel for r in verslag.regels for p in r.problemen)
    assert [r.datum_voornemen for r in lege_sessie.uithuisplaatsingen.of(casus)] == [date(2026, 3, 11)]


@pytest.mark.parametrize("text", ["Testdorp slaapt slecht", "BSN 111222333", "Bel 06-12345678"])
def test_a_name_or_number_keeps_the_startfoto_inside(lege_sessie: Sessie, voornemen: int, text: str) -> None:
    lege_sessie.uithuisplaatsingen.change(voornemen, "problematiek", text)
    with pytest.raises(UserError, match=r"RET-2026-001 \(Problematiek\)") as refused:
        lege_sessie.startfotos.uit(PERIODE)
    assert text not in str(refused.value)


def test_the_terminal_writes_and_reads(
    lege_sessie: Sessie, voornemen: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = lege_sessie.kluis.folder.path
    lege_sessie.uithuisplaatsingen.change(voornemen, "problematiek", "somber")
    lege_sessie.kluis.close()
    key, file = tmp_path / "zin.txt", tmp_path / "startfoto.csv"
    key.write_text(OEFENZIN, encoding="utf-8")
    kluis = ("--kluis", str(path), "--wachtwoord-bestand", str(key), "--json")
    assert run(["startfoto", "uit", "--naar", str(file), "--periode", "2026-H1", *kluis]) == 0
    assert json.loads(capsys.readouterr().out)["periode"] == "2026-H1"
    assert run(["startfoto", "in", str(file), "--proef", *kluis]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["proef"], answer["ongewijzigd"], answer["nieuw"]) == (True, 1, 0)
    assert run(["startfoto", "in", str(tmp_path / "weg.csv"), *kluis]) == 2
