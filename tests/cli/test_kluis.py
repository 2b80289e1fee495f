"""The terminal on the kluis itself: users, keys, noodcodes, back-ups and putting one back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from expertteam_app.cli import run
from expertteam_app.services.kluis import NOODCODE, WrongPassphrase, create_kluis, open_kluis

ZIN, ANDERE = "paard batterij nietje correct", "nog vele jaren hier"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "zin.txt").write_text(ZIN, "utf-8")
    (tmp_path / "andere.txt").write_text(ANDERE, "utf-8")
    create_kluis(tmp_path / "RET.kluis", "RET", "Vera", ZIN)
    return tmp_path / "RET.kluis"


def answer(capsys: pytest.CaptureFixture[str], path: Path, act: str, *more: str, before: str = "") -> dict[str, object]:
    capsys.readouterr()
    arguments = ["kluis", act, *([before] if before else []), str(path), "--gebruiker", "Vera"]
    zin = str(path.with_name("zin.txt"))
    assert run([*arguments, "--wachtwoord-bestand", zin, "--json", *more]) == 0, capsys.readouterr().err
    value = json.loads(capsys.readouterr().out)
    assert isinstance(value, dict)
    return value


def opens(path: Path, naam: str, zin: str) -> bool:
    try:
        kluis, _context = open_kluis(path, naam, zin)
    except WrongPassphrase:
        return False
    kluis.close()
    return True


def test_a_user_comes_and_goes_and_the_kluis_gets_a_new_key(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = ("--nieuw-bestand", str(path.with_name("andere.txt")))
    answer(capsys, path, "slot", "--voegtoe", "Bea", "--rol", "toegangsmedewerker", "--gemeente", "0200", *new)
    assert opens(path, "Bea", ANDERE)
    listed = answer(capsys, path, "gebruikers")
    users = {u["naam"]: (u["rol"], u["gemeente"], u["actief"]) for u in listed["gebruikers"]}  # type: ignore[attr-defined]  # JSON
    assert users == {"Vera": ("voorzitter", None, True), "Bea": ("toegangsmedewerker", "0200", True)}
    assert listed["noodcodes"] == [NOODCODE]
    answer(capsys, path, "slot", "--weg", "Bea")
    assert not opens(path, "Bea", ANDERE)
    assert not (path / "sleutels.json.volgend").exists()
    answer(capsys, path, "slot", "--sleutel")
    assert opens(path, "Vera", ZIN)


def test_a_new_noodcode(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = answer(capsys, path, "noodcode", "--organisatie")
    assert opens(path, NOODCODE, str(made["noodcode"]))
    assert len(answer(capsys, path, "gebruikers")["noodcodes"]) == 2  # type: ignore[arg-type]  # JSON


def test_a_back_up_is_made_listed_looked_into_and_put_back(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = str(answer(capsys, path, "back-up")["gemaakt"])
    listed = answer(capsys, path, "back-up", "--lijst")["back-ups"]
    assert made in [k["map"] for k in listed]  # type: ignore[attr-defined]  # JSON
    seen = answer(capsys, path, "herstel", "--bekijk", before=made)
    assert (seen["casussen"], seen["kluis"]) == (0, None)
    back = answer(capsys, path, "herstel", "--naar", str(path.with_name("Terug")), before=made)
    assert opens(Path(str(back["kluis"])), "Vera", ZIN)


def test_what_is_no_back_up_is_said(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    zin = str(path.with_name("zin.txt"))
    assert run(["kluis", "herstel", str(path), str(path), "--wachtwoord-bestand", zin]) == 2
    assert "geen back-up" in capsys.readouterr().err


def test_what_is_done_from_the_terminal_is_backed_up(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(capsys, path, "slot", "--sleutel")
    assert any("afsluiten" in p.name for p in (path / "back-ups").iterdir())


def test_what_can_be_read_of_a_damaged_kluis_is_saved(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray((path / "data.db").read_bytes())
    data[len(data) // 2] ^= 0xFF
    (path / "data.db").write_bytes(bytes(data))
    zin, naar = str(path.with_name("zin.txt")), path.with_name("Gered.kluis")
    capsys.readouterr()
    code = run(["kluis", "red", str(path), "--naar", str(naar), "--wachtwoord-bestand", zin, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert code == (3 if found["kwijt"] else 0)
    assert found["gered"] > 10
    assert Path(found["kluis"]) == naar
