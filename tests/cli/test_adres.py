from __future__ import annotations

import json
from pathlib import Path

import pytest

from expertteam_app.cli import run
from expertteam_app.security.pakketsleutels import open_with_phrase
from expertteam_app.services.kluis import create_kluis

ZIN = "paard batterij nietje correct"


@pytest.fixture
def twee(tmp_path: Path) -> Path:
    """Two kluizen in one folder, with the file of the wachtzin."""
    (tmp_path / "zin.txt").write_text(ZIN, "utf-8")
    create_kluis(tmp_path / "RET.kluis", "RET", "Vera", ZIN)
    create_kluis(tmp_path / "Epe.kluis", "Toegang Epe", "Tess", ZIN)
    return tmp_path


def call(twee: Path, kluis: str, *words: str) -> int:
    keys = ("--kluis", str(twee / kluis), "--wachtwoord-bestand", str(twee / "zin.txt"))
    return run(["adres", *words, *keys])


def test_a_card_travels_and_is_confirmed_by_phone(twee: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(twee, "Epe.kluis", "toon", "--naar", str(twee / "uit"), "--json") == 0
    own = json.loads(capsys.readouterr().out)
    (file,) = own["bestanden"]
    assert "Tess" not in Path(file).name
    assert call(twee, "RET.kluis", "voegtoe", file) == 0
    told = capsys.readouterr().out
    assert "Adres 1: Tess (Toegang Epe), NIET BEVESTIGD." in told
    assert call(twee, "RET.kluis", "bevestig", "1", "--woorden", "wel niet") == 2
    assert "niet de woorden van dit adres" in capsys.readouterr().err
    assert call(twee, "RET.kluis", "bevestig", "1", "--woorden", own["eigen"]["vingerafdruk"]) == 0
    capsys.readouterr()
    assert call(twee, "RET.kluis", "toon") == 0
    shown = capsys.readouterr().out
    assert "bevestigd" in shown
    assert own["eigen"]["vingerafdruk"] in shown
    assert call(twee, "RET.kluis", "intrekken", "1", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"adres": 1, "stand": "ingetrokken"}


def test_the_key_for_the_age_tool_is_closed(twee: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(twee, "RET.kluis", "sleutel", "--naar", str(twee / "uit"), "--json") == 0
    made = json.loads(capsys.readouterr().out)
    (file,) = made["bestanden"]
    content = Path(file).read_bytes()
    assert b"AGE-SECRET-KEY" not in content
    assert open_with_phrase(made["wachtzin"], content).splitlines()[1].startswith(b"AGE-SECRET-KEY-1")
    assert call(twee, "RET.kluis", "sleutel", "--naar", str(twee / "RET.kluis")) == 2


def test_what_is_no_card_is_said_and_nothing_is_stored(twee: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(twee, "RET.kluis", "voegtoe", str(twee / "zin.txt")) == 2
    assert "Dit visitekaartje is niet te gebruiken" in capsys.readouterr().err
    assert call(twee, "RET.kluis", "toon", "--naar", str(twee / "RET.kluis")) == 2
    capsys.readouterr()
    assert call(twee, "RET.kluis", "toon", "--json") == 0
    assert json.loads(capsys.readouterr().out)["adressen"] == []
