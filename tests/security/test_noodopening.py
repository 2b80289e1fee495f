"""A kluis opens without this program: the script of docs/noodopening.md, run as it stands there."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select, table, text

from expertteam_app.db.base import Base
from expertteam_app.domain.access import Rol
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.kluis import NOODCODE, OEFENAAR, OEFENZIN, create_kluis, open_kluis
from expertteam_app.services.oefenkluis import Oefenkluis
from expertteam_app.services.sessie import Sessie

NOTE = Path(__file__).resolve().parents[2] / "docs" / "noodopening.md"
NO_HELP = "import sys; sys.modules['expertteam_app'] = None\n"
"""Put before the script: any import of the program fails."""

WEG, WEGZIN = "Voorbeeld Weggaander", "wachtzin van wie weggaat"


def script() -> str:
    (text,) = NOTE.read_text("utf-8").split("```python\n")[1:]
    return text.split("```")[0]


def emergency(tmp_path: Path, kluis: Path, label: str, secret: str) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The note followed by someone who has Python, two packages and the paper."""
    program, target = tmp_path / "noodopening.py", tmp_path / "leesbaar.db"
    program.write_text(NO_HELP + script(), "utf-8")
    done = subprocess.run(
        [sys.executable, "-I", str(program), str(kluis), label, target.name],
        input=secret + "\n",
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return target, done


def everything_of(name: str) -> str:
    """The statement that reads a whole table."""
    return str(select(text("*")).select_from(table(name)))


def contents(sessie: Sessie) -> dict[str, list[tuple[object, ...]]]:
    """Every table as this program reads it."""
    with sessie.kluis.store.read() as session:
        return {
            every.name: sorted(
                (tuple(row) for row in session.connection().exec_driver_sql(everything_of(every.name))), key=repr
            )
            for every in Base.metadata.sorted_tables
        }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, dict[str, list[tuple[object, ...]]]]:
    """A kluis with a practice region whose key was renewed: the noodcode stands in a seal only."""
    path = tmp_path_factory.mktemp("nood") / "Vóór nood.kluis"
    noodcode = create_kluis(path, "Oefenkluis", OEFENAAR, OEFENZIN, oefening=True, kdf=KdfParams.floor())
    kluis, context = open_kluis(path, OEFENAAR, OEFENZIN)
    sessie = Sessie(kluis, context)
    Oefenkluis(context, 3).fill(5, tafels=True)
    sessie.gebruikers.add(WEG, Gebruikerplek(Rol.SECRETARIS), WEGZIN, kdf=KdfParams.floor())
    sessie.gebruikers.remove(WEG)
    kluis.close()
    kluis, context = open_kluis(path, OEFENAAR, OEFENZIN)
    everything = contents(Sessie(kluis, context))
    kluis.close()
    return path, noodcode, everything


@pytest.mark.parametrize("who", ["noodcode", "gebruiker"])
def test_the_note_opens_a_kluis_whole(
    tmp_path: Path, made: tuple[Path, str, dict[str, list[tuple[object, ...]]]], who: str
) -> None:
    path, noodcode, everything = made
    before = {p.name: p.read_bytes() for p in path.iterdir() if p.is_file()}
    label, secret = (NOODCODE, noodcode.lower().replace("-", " ")) if who == "noodcode" else (OEFENAAR, OEFENZIN)
    target, done = emergency(tmp_path, path, label, secret)
    assert done.returncode == 0, done.stderr
    assert "sleutels.json is ongeschonden" in done.stdout
    plain = sqlite3.connect(target)
    try:
        for name, rows in everything.items():
            found = sorted(plain.execute(everything_of(name)).fetchall(), key=repr)
            assert found == rows, name
    finally:
        plain.close()
    assert sum(map(len, everything.values())) > 200, "there was something to read"
    assert {p.name: p.read_bytes() for p in path.iterdir() if p.is_file()} == before


def test_the_wrong_paper_opens_nothing_and_says_so(
    tmp_path: Path, made: tuple[Path, str, dict[str, list[tuple[object, ...]]]]
) -> None:
    target, done = emergency(tmp_path, made[0], OEFENAAR, "een heel andere wachtzin")
    assert done.returncode != 0
    assert done.stderr.strip() == "De naam, de noodcode of de wachtzin klopt niet."
    assert not target.exists()


def test_the_script_needs_two_packages_and_no_more() -> None:
    imported = {line.split()[1].split(".")[0] for line in script().splitlines() if line.startswith("from ")}
    assert imported == {"cryptography"}
    assert "expertteam" not in script().lower()
    assert "\nimport apsw\n" in script()
