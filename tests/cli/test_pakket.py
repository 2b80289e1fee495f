"""A pakket from one kluis to another and back, from the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from expertteam_app.cli import run
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.kluis import create_kluis
from tests.services import teams

EPE, RET = "Epe.kluis", "RET.kluis"


@pytest.fixture(scope="module")
def twee(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two kluizen in one folder that know each other, with a casus at the toegang."""
    place = tmp_path_factory.mktemp("twee")
    (place / "zin.txt").write_text(teams.ZIN, "utf-8")
    create_kluis(place / RET, "RET", "Vera", teams.ZIN, kdf=KdfParams.floor())
    create_kluis(place / EPE, "Toegang Epe", "Tess", teams.ZIN, kdf=KdfParams.floor())
    ret, toegang = teams.opened(place / RET, "Vera"), teams.opened(place / EPE, "Tess")
    teams.knows(ret, toegang)
    teams.knows(toegang, ret)
    teams.casus(toegang)
    ret.kluis.close()
    toegang.kluis.close()
    return place


def call(twee: Path, kluis: str, *words: str) -> int:
    keys = ("--kluis", str(twee / kluis), "--wachtwoord-bestand", str(twee / "zin.txt"))
    return run(["pakket", *words, *keys])


def answer(capsys: pytest.CaptureFixture[str], twee: Path, kluis: str, *words: str) -> dict[str, object]:
    capsys.readouterr()
    assert call(twee, kluis, *words, "--json") == 0, capsys.readouterr().err
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def only(found: dict[str, object]) -> str:
    files = found["bestanden"]
    assert isinstance(files, list)
    (file,) = files
    return str(file)


def test_there_and_back(twee: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = answer(capsys, twee, EPE, "maak", "RET-2026-001", "--aan", "1", "--bijlage", "1", "--naar", str(tmp_path))
    file = only(made)
    assert Path(file).name == f"pakket-{str(made['pakket'])[:8]}.pakket"
    assert b"Fien" not in Path(file).read_bytes()
    seen = answer(capsys, twee, RET, "lees", file)
    assert (seen["afzender"], seen["afzender_stand"], seen["eerder_ontvangen"]) == (
        "Tess (Toegang Epe)",
        "bevestigd",
        False,
    )
    assert seen["inhoud"] == made["inhoud"]
    assert call(twee, RET, "lees", file) == 0
    told = capsys.readouterr().out
    assert "Er is nog niets bewaard." in told
    assert "Vraag aan de tafel: Wie houdt de regie?" in told
    assert answer(capsys, twee, RET, "ontvang", file)["nieuw"] is True
    assert call(twee, RET, "ontvang", file) == 0
    assert "was al ontvangen. Er is niets gewijzigd." in capsys.readouterr().out
    proof = answer(capsys, twee, RET, "bewijs", str(made["pakket"])[:8], "--naar", str(tmp_path))
    back = answer(capsys, twee, EPE, "ontvang", only(proof))
    assert (back["soort"], back["casus"], back["nieuw"]) == ("ontvangstbewijs", "RET-2026-001", True)


def test_a_wachtzin_is_shown_once_and_opens_it(twee: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = answer(capsys, twee, EPE, "maak", "ret-2026-001", "--wachtzin-voor", "Vera", "--naar", str(tmp_path))
    (tmp_path / "zin").write_text(str(made["wachtzin"]), "utf-8")
    seen = answer(capsys, twee, RET, "lees", only(made), "--zin-bestand", str(tmp_path / "zin"))
    assert seen["pakket"] == made["pakket"]
    assert call(twee, RET, "lees", only(made)) == 2
    assert "gaat niet open" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("maak", "RET-2026-999", "--aan", "1", "--naar", "uit"), "geen casus met dit nummer"),
        (("maak", "RET-2026-001", "--naar", "uit"), "Kies voor wie"),
        (("maak", "RET-2026-001", "--aan", "9", "--naar", "uit"), "niet in de lijst"),
        (("lees", "bestaat-niet"), "niet te lezen"),
        (("lees", "zin.txt"), "gaat niet open"),
        (("ontvang", "zin.txt"), "gaat niet open"),
        (("bewijs", "abc", "--naar", "uit"), "geen ontvangen pakket"),
        (("bewijs", "abc", "--naar", RET), "komt geen ander bestand"),
    ],
)
def test_a_mistake_is_one_sentence(
    twee: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(twee)
    capsys.readouterr()
    assert call(twee, EPE, *words) == 2
    assert told in capsys.readouterr().err
    assert not (twee / "uit").exists()
