"""A damaged kluis gives back every row whose page is whole, and names the others."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from expertteam_app.db.engine import connect
from expertteam_app.db.folder import KluisFolder
from expertteam_app.db.migrate import MARKS
from expertteam_app.db.redding import Gered, save_what_can_be_read
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import EnvironmentProblem, UserError
from expertteam_app.security.headerfile import read_header
from expertteam_app.security.kdf import Purpose, subkey
from expertteam_app.security.keyslots import WrongPassphrase, unlock
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, open_kluis
from expertteam_app.services.redding import in_words, red
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.toegang import Toegang
from tests.conftest import VANDAAG

PAGE = 4096
SAMPLES = Path(__file__).resolve().parents[1] / "migrations"
Rows = dict[tuple[str, int], tuple[Any, ...]]


def rows_of(path: Path) -> Rows:
    """Every row of every ordinary table, by table and number."""
    header = read_header(KluisFolder(path).header)
    key = subkey(unlock(header, OEFENAAR, OEFENZIN).master_key, Purpose.SQLCIPHER)
    with closing(connect(path / "data.db", key)) as connection:
        made = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        virtual = [name for name, ddl in made if ddl and ddl.upper().startswith("CREATE VIRTUAL")]
        names = [
            n
            for n, _ in made
            if not n.startswith("sqlite_") and n not in virtual and not any(n.startswith(f"{v}_") for v in virtual)
        ]
        return {
            (name, row[0]): tuple(row[1:])
            for name in names
            for row in connection.execute(f'SELECT rowid, * FROM "{name}"').fetchall()  # noqa: S608 - the test's own
        }


@pytest.fixture
def path(filled_kluis: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled_kluis, tmp_path / "stuk.kluis"))


def damage(path: Path, pages: list[int]) -> None:
    data = bytearray((path / "data.db").read_bytes())
    for page in pages:
        data[page * PAGE + 100] ^= 0xFF
    (path / "data.db").write_bytes(bytes(data))


def page_count(path: Path) -> int:
    return (path / "data.db").stat().st_size // PAGE


def test_a_whole_kluis_comes_out_whole(path: Path, tmp_path: Path) -> None:
    found = red(path, OEFENAAR, OEFENZIN, tmp_path / "gered.kluis")
    assert found.kwijt == 0
    assert rows_of(found.kluis) == rows_of(path)
    kluis, context = open_kluis(found.kluis, OEFENAAR, OEFENZIN)
    s = Sessie(kluis, context)
    s.beheer.rebuild()
    assert s.beheer.controle() == ()
    assert len(s.casussen.find(CasusFilter(status="alle"))) == 60
    s.kluis.close()


@pytest.mark.parametrize("seed", range(4))
def test_every_row_on_a_whole_page_is_saved_and_no_other_is_made_up(path: Path, tmp_path: Path, seed: int) -> None:
    real, count = rows_of(path), page_count(path)
    pages = random.Random(seed).sample(range(1, count), max(1, count // 100))  # noqa: S311 - no secret
    damage(path, pages)
    found = red(path, OEFENAAR, OEFENZIN, tmp_path / "gered.kluis")
    saved = rows_of(found.kluis)
    wrong = {key: (real.get(key), values) for key, values in saved.items() if real.get(key) != values}
    assert wrong == {}
    assert len(saved) == sum(t.rijen for t in found.tabellen)
    told = {(t.tabel, rij) for t in found.tabellen for rij in t.kwijt}
    assert real.keys() - saved.keys() <= told, "what is lost is named"
    assert len(saved) > len(real) // 2


def test_a_text_of_which_the_end_is_unreadable_is_lost_and_not_cut_short(tmp_path: Path) -> None:
    key, data = bytes(32), tmp_path / "lang.db"
    with closing(connect(data, key, create=True)) as connection:
        connection.execute("CREATE TABLE brief (id INTEGER PRIMARY KEY, tekst TEXT)")
        connection.executemany("INSERT INTO brief VALUES (?, ?)", [(1, "kort"), (2, "lang " * 2000)])
    pages = data.stat().st_size // PAGE
    raw = bytearray(data.read_bytes())
    raw[(pages - 1) * PAGE + 100] ^= 0xFF
    data.write_bytes(bytes(raw))
    assert save_what_can_be_read(data, key, tmp_path / "gered.db") == (Gered("brief", 1, (2,)),)


def test_a_file_of_which_the_end_is_gone_gives_what_stands_before(path: Path, tmp_path: Path) -> None:
    real = rows_of(path)
    data = (path / "data.db").read_bytes()
    (path / "data.db").write_bytes(data[: len(data) * 3 // 4 // PAGE * PAGE])
    saved = rows_of(red(path, OEFENAAR, OEFENZIN, tmp_path / "gered.kluis").kluis)
    assert all(real[key] == values for key, values in saved.items())
    assert len(saved) > len(real) // 4


def test_without_its_first_page_the_back_ups_are_named_and_nothing_is_left(path: Path, tmp_path: Path) -> None:
    damage(path, [0])
    with pytest.raises(EnvironmentProblem, match="back-ups"):
        red(path, OEFENAAR, OEFENZIN, tmp_path / "gered.kluis")
    assert not (tmp_path / "gered.kluis").exists()


def test_the_damaged_file_is_not_touched(path: Path, tmp_path: Path) -> None:
    damage(path, [5, 9])
    before = (path / "data.db").read_bytes()
    red(path, OEFENAAR, OEFENZIN, tmp_path / "gered.kluis")
    assert (path / "data.db").read_bytes() == before


def test_only_who_has_the_wachtzin_and_never_over_something(path: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        red(path, OEFENAAR, "een verkeerde wachtzin", tmp_path / "gered.kluis")
    with pytest.raises(UserError, match="staat al een kluis"):
        red(path, OEFENAAR, OEFENZIN, path)


@pytest.mark.parametrize("tabel", ["alembic_version", "kluis", "casus_overzicht", "instelling"])
def test_it_opens_also_when_a_table_that_opening_needs_is_lost(path: Path, tmp_path: Path, tabel: str) -> None:
    header = read_header(KluisFolder(path).header)
    key = subkey(unlock(header, OEFENAAR, OEFENZIN).master_key, Purpose.SQLCIPHER)
    with closing(connect(path / "data.db", key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (tabel,)).fetchone()[0]
    damage(path, [root - 1])
    found = red(path, OEFENAAR, OEFENZIN, tmp_path / "gered.kluis")
    assert not next(t for t in found.tabellen if t.tabel == tabel).rijen
    door = Toegang(tmp_path, lambda: VANDAAG)
    door.open_rescued(found.kluis, OEFENAAR, OEFENZIN)
    assert door.sessie is not None
    assert len(door.sessie.casussen.find(CasusFilter(status="alle"))) == 60
    assert door.sessie.naam == ("Geredde kluis" if tabel == "kluis" else "Oefenkluis")
    head, lines = in_words(found)
    assert ("niets is kwijt" in head) == (tabel in {"alembic_version", "casus_overzicht"})
    assert any("Casussen: 60 gered" in line for line in lines)
    door.lock()


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.kluis")), ids=lambda p: p.stem)
def test_a_schema_tells_its_version_by_its_columns(sample: Path, tmp_path: Path) -> None:
    path = Path(shutil.copytree(sample, tmp_path / "oud.kluis"))
    key = subkey(unlock(read_header(KluisFolder(path).header), OEFENAAR, OEFENZIN).master_key, Purpose.SQLCIPHER)
    with closing(connect(path / "data.db", key)) as connection:
        real = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        found = next(
            v
            for v, table, column in MARKS
            if column in [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")').fetchall()]
        )
    assert found == real == sample.stem
