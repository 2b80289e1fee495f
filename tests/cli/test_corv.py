"""`expertteam corv` as a user meets it: gaps and nothing written, then a valid message; and what the Raad tells."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from expertteam_app.cli import run
from expertteam_app.domain.netwerk import MET_GEZAG
from expertteam_app.services.gezinnen import NieuweRelatie, NieuwLid
from tests.cli.conftest import answer
from tests.conftest import open_sessie
from tests.exchange.corv_notificatie import bericht, beslissing, notificatie
from tests.exchange.corv_voorbeeld import BSNS, SCHEMA, faults, parsed

GEGEVENS = """
[zender]
organisatie = "00000001001234567000"
applicatie = "Jeugdzorgapplicatie"
[ontvanger]
organisatie = "RC0102"
applicatie = "Kinderbescherming"
[medewerker]
achternaam = "Verzinsel"
[organisatie]
naam = "Gemeente Epe"
"""


@pytest.fixture
def oefen(filled_kluis: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled_kluis, tmp_path / "oefen.kluis"))


@pytest.fixture
def besluit(oefen: Path, capsys: pytest.CaptureFixture[str]) -> int:
    """The first besluit for the Raad of which the verslag lies fast, with a mother around every child."""
    found = answer(capsys, "corv", "besluiten", "--kluis", str(oefen))["besluiten"]
    assert isinstance(found, list)
    s = open_sessie(oefen)
    try:
        for row in found:
            zitting = s.zittingen.id_of(row["zitting"])
            if s.verslagen.verslag(zitting).vastgesteld:
                punt = next(
                    p
                    for p in s.zittingen.dossier(zitting).punten
                    if row["besluit"] in {b.id for b in p.besluiten} and p.vtb_id is not None
                )
                gezin = s.vtbs.dossier(punt.vtb_id or 0).gezin_id
                mother = [NieuweRelatie(k.id, MET_GEZAG, "ja") for k in punt.kinderen]
                s.gezinnen.add_lid(gezin, NieuwLid("Moé", "", "Verzonnen", "v"), mother)
                return int(row["besluit"])
    finally:
        s.kluis.close()
    raise AssertionError("no besluit for the Raad with a fixed verslag in the practice kluis")


def test_first_the_gaps_and_no_file_then_the_message(
    oefen: Path, besluit: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    naar, gegevens = tmp_path / "uit" / "vto.xml", tmp_path / "vto.toml"
    words = ["corv", "vto", str(besluit), "--kluis", str(oefen), "--naar", str(naar), "--gegevens", str(gegevens)]
    gegevens.write_text(GEGEVENS, encoding="utf-8")
    capsys.readouterr()
    assert run([*words, "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    lacking = [g["veld"] for g in told["ontbreekt"]]
    assert set(lacking) == {f"kind.{nr}.bsn" for nr in range(1, len(lacking) + 1)}
    assert told["bestand"] is None
    assert not naar.exists()
    assert all("naam" not in one for one in told["wie"])

    assert run(words) == 2
    text = capsys.readouterr().out
    assert "Het VTO is niet geschreven" in text
    assert "Het BSN van kind 1 ontbreekt" in text
    assert "Verzonnen" not in text
    assert not naar.exists()

    numbers = "".join(f'[kind.{nr}]\nbsn = "{BSNS[nr]}"\n' for nr in range(1, len(lacking) + 1))
    gegevens.write_text(GEGEVENS + numbers, encoding="utf-8")
    assert run(words) == 0
    text = capsys.readouterr().out
    assert "Het programma verstuurt niets" in text
    content = naar.read_bytes()
    assert parsed(content).tag.endswith("}vtoDi01")
    if SCHEMA.is_file():
        assert faults(content) == []

    told = answer(capsys, *words, "--met-namen")
    assert told["bestand"] == str(naar)
    assert told["ontbreekt"] == []
    assert "Moé Verzonnen" in str(told["wie"])
    assert naar.read_bytes() == content
    assert run(["kluis", "controle", str(oefen)]) == 0


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--naar", "vto.pdf"], "naam van een XML-bestand"),
        (["--naar", "x.kluis/vto.xml"], "In de map van een kluis"),
        (["--naar", "vto.xml", "--document", "brief", "x.pdf"], "soort document gaat niet mee"),
        (["--naar", "vto.xml", "--gegevens", "nergens.toml"], "niet te lezen"),
    ],
)
def test_what_is_asked_wrong_is_said_before_a_passphrase_is_asked(
    more: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["corv", "vto", "1", "--kluis", "nergens.kluis", *more]) == 2
    assert words in capsys.readouterr().err


def test_what_the_raad_tells_is_shown_without_names_unless_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bericht.xml"
    path.write_bytes(notificatie("Zaak afgerond", "Maatregel opgelegd", more=beslissing()))
    told = answer(capsys, "corv", "lees", str(path))
    assert (told["soort"], told["status"], told["status_op"], told["resultaat"]) == (
        "notificatieDi01",
        "Zaak afgerond",
        "2026-11-18",
        "Maatregel opgelegd",
    )
    assert told["zaak_gemeente"] == "0232-VTB-2026-001"
    assert "Verzønnen" not in str(told)
    assert BSNS[1] not in str(told)
    named = answer(capsys, "corv", "lees", str(path), "--met-namen")
    assert named["kind"] == {"naam": "Verzønnen & Co", "geboren": "01-03-2015", "bsn": BSNS[1]}
    assert run(["corv", "lees", str(path)]) == 0
    text = capsys.readouterr().out
    assert "Resultaat: Maatregel opgelegd" in text
    assert "Verzønnen" not in text


def test_another_message_is_set_aside_and_no_message_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bericht.xml"
    path.write_bytes(bericht("zorgmeldingDi01", ""))
    assert "legt hem opzij" in str(answer(capsys, "corv", "lees", str(path))["uitleg"])
    path.write_bytes(b"<a/>")
    assert run(["corv", "lees", str(path)]) == 2
    assert "geen bericht uit de keten" in capsys.readouterr().err
