"""The terminal in rough hands: empty names, huge numbers, closed streams, poor alphabets. Exit codes stay true."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from expertteam_app.cli import run
from expertteam_app.domain.access import Rol
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, open_kluis
from expertteam_app.services.sessie import Sessie
from tests.conftest import open_sessie

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = ("Traceback", "Error", "invalid", "usage", "Exception")


def shell(command: str, folder: Path, **extra: str) -> subprocess.CompletedProcess[bytes]:
    """A command line as a shell runs it; ``E`` in it is the program, ``K`` the kluis with its options."""
    program = f"'{sys.executable}' -m expertteam_app"
    line = command.replace("E ", f"{program} ").replace(" K", " --kluis oefen --gebruiker oefenaar")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **extra}
    return subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, env=environment, check=False)


@pytest.fixture(scope="module")
def werkmap(filled_kluis: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ruw")
    shutil.copytree(filled_kluis, folder / "oefen.kluis")
    return folder


@pytest.mark.parametrize(
    "line",
    [
        "kluis nieuw . --naam N --gebruiker U --wachtwoord-bestand zin",
        "kluis nieuw .. --naam N --gebruiker U --wachtwoord-bestand zin",
        "kluis nieuw / --naam N --gebruiker U --wachtwoord-bestand zin",
        "kluis controle .",
        "demo x --casussen -1",
        "demo x --casussen 99999999999999999999999",
        "demo x --casussen 1e3",
        "demo x --zaad twee",
        "partijen --kluis oefen --ongedaan 99999999999999999999999",
        "partijen --kluis oefen --ongedaan -1",
        "doorlooptijden --kluis oefen --periode 2026-H3",
        "doorlooptijden --kluis oefen --periode 0001-H1",
        "hiaten --kluis oefen --periode ２０２６",
        "verslag Z-RET-\udcff --kluis oefen --naar v.pdf",
        "verslag Z-RET-2026-001 --kluis oefen --naar .",
        "verslag Z-RET-2026-001 --kluis oefen --naar oefen.kluis/data.db",
        "rapport boeg --kluis oefen --periode 2026-H1 --naar oefen.kluis",
        "import ret . --kluis oefen",
        "import vtb lijst.csv --kluis oefen",
        "reken werkdagen 0001-01-01 2026-01-01",
        "reken werkdagen 2026-01-01 9999-12-31",
        "reken werkdagen - -",
        "--",
        "--json",
    ],
)
def test_a_mistake_of_the_user_is_one_dutch_sentence_and_2(
    line: str, werkmap: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(werkmap)
    (werkmap / "zin").write_text("paard batterij nietje correct\n", encoding="utf-8")
    before = written(werkmap)
    assert run(line.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.strip()
    assert not [word for word in ENGLISH if word in err]
    assert sorted(p.name for p in werkmap.iterdir()) == ["oefen.kluis", "zin"]
    assert written(werkmap) == before, "opening leaves a line about reading, and nothing else"


def written(werkmap: Path) -> int:
    """How many lines the log has that are not about reading."""
    s = open_sessie(werkmap / "oefen.kluis")
    found = sum(line.soort != "gelezen" for line in s.beheer.logboek(100_000))
    s.kluis.close()
    return found


posix = pytest.mark.skipif(os.name == "nt", reason="closes streams the way a POSIX shell does")


@posix
@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("E casussen K --json >&-", 0, ""),
        ("E casussen --kluis nergens --gebruiker U 2>&-", 2, ""),
        ("E casussen --kluis oefen --gebruiker Vera <&-", 2, "geen toetsenbord"),
        ("E casussen K --json >/dev/full", 3, "uitvoer kan niet"),
        ("set -o pipefail; E casussen K --json | true", 0, ""),
    ],
)
def test_closed_and_full_streams_are_no_bug_of_ours(werkmap: Path, command: str, code: int, said: str) -> None:
    if "/dev/full" in command and not Path("/dev/full").exists():
        pytest.skip("dit systeem heeft geen /dev/full")
    done = shell(command, werkmap)
    assert done.returncode == code, done.stderr
    assert said.encode() in done.stderr
    assert b"Traceback" not in done.stderr


@posix
@pytest.mark.parametrize("letters", ["ascii", "cp1252", "utf-8"])
def test_json_is_json_in_any_alphabet(werkmap: Path, letters: str) -> None:
    done = shell("E casussen K --json --met-namen", werkmap, PYTHONIOENCODING=letters)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout.decode(letters))["casussen"]) == 60
    table = shell("E hiaten K --periode 2026-H1", werkmap, PYTHONIOENCODING=letters)
    assert table.returncode == 0, table.stderr


def test_who_sees_figures_only_gets_them_without_casussen(
    empty_kluis: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, zin = tmp_path / "cijfers.kluis", tmp_path / "zin"
    shutil.copytree(empty_kluis, path)
    zin.write_text("vier woorden zonder verband\n", encoding="utf-8")
    kluis, context = open_kluis(path, OEFENAAR, OEFENZIN)
    s = Sessie(kluis, context)
    lijst = "nr;naam jeugdige;geb. datum;gemeente;datum aanmelding;gezochte hulp;waarom vast\n"
    lijst += "1;Aya Fictief;3-4-2012;Epe;1-3-2026;gezinshuis;wachtlijst\n"
    s.inlezen.neem_over(s.inlezen.proef("RET", lijst.encode(), "lijst.csv"))
    s.gebruikers.add("Lezer", Gebruikerplek(Rol.LEZER_CIJFERS), "vier woorden zonder verband", kdf=KdfParams.floor())
    kluis.close()
    key = ["--kluis", str(path), "--gebruiker", "Lezer", "--wachtwoord-bestand", str(zin)]
    assert run(["hiaten", *key, "--periode", "2026-H1", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["jeugdigen"] == 1
    assert {tuple(row["casussen"]) for row in answer["zorgvorm_aard"]} == {()}
    assert run(["casussen", *key, "--json"]) == 2
    assert capsys.readouterr().out == ""
