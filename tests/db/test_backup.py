from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from sqlalchemy import func, select

from expertteam_app.db import backup as backup_module
from expertteam_app.db.backup import backup_copy, keep, make_backup
from expertteam_app.db.engine import check_integrity, connect, open_engine
from expertteam_app.db.folder import KluisFolder
from expertteam_app.db.problems import DamagedKluis
from expertteam_app.db.store import Store
from expertteam_app.db.tables import GezinRow
from expertteam_app.domain.errors import EnvironmentProblem
from tests.db.conftest import made_folder

WIE = "Voorbeeld Secretaris"


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write(WIE, "gevuld") as session:
        session.add_all(GezinRow(naam=f"Fictief gezin {number}") for number in range(300))
    return store


def _gezinnen(path: Path, key: bytes) -> int:
    engine = open_engine(path, key)
    assert check_integrity(engine) == []
    store = Store(engine)
    with store.read() as session:
        number = session.scalar(select(func.count()).select_from(GezinRow))
    store.close()
    return number or 0


def test_a_copy_of_an_open_kluis_has_all_that_was_committed(filled: Store, key: bytes, tmp_path: Path) -> None:
    target = tmp_path / "kopie" / "data.db"
    target.parent.mkdir()
    with filled.write(WIE, "nog niet klaar") as session:
        session.add(GezinRow(naam="Fictief, nog niet bewaard"))
        session.flush()
        backup_copy(filled.engine, key, target)
    assert [path.name for path in target.parent.iterdir()] == ["data.db"]
    assert _gezinnen(target, key) == 300


def test_a_copy_is_encrypted_with_the_same_key_only(filled: Store, data_path: Path, key: bytes, tmp_path: Path) -> None:
    filled.close()
    backup_copy(data_path, key, tmp_path / "kopie.db")
    copied = (tmp_path / "kopie.db").read_bytes()
    assert b"Fictief" not in copied
    assert copied[:16] != data_path.read_bytes()[:16], "a salt of its own"
    with pytest.raises(DamagedKluis):
        connect(tmp_path / "kopie.db", bytes(32))


def test_a_back_up_is_a_small_kluis_of_its_own(filled: Store, key: bytes, tmp_path: Path) -> None:
    folder = made_folder(tmp_path / "Oefen.kluis")
    folder.header.write_text("sleutels")
    (folder.backups / "gisteren.deels").mkdir()
    made = [make_backup(folder, filled.engine, key, "afsluiten") for _ in range(2)]
    assert sorted(folder.backups.iterdir()) == sorted(made), "and what was left half made is gone"
    for path in made:
        assert path.name.endswith("-afsluiten.kluis")
        assert KluisFolder(path).header.read_text() == "sleutels"
        assert _gezinnen(KluisFolder(path).data, key) == 300


def test_a_copy_that_is_not_good_does_not_take_the_place_of_the_last_one(
    filled: Store, key: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kopie.db"
    target.write_bytes(b"de vorige")

    def flip_a_bit(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[-2000] ^= 1
        path.write_bytes(data)

    monkeypatch.setattr(backup_module, "sync_file", flip_a_bit)
    with pytest.raises(EnvironmentProblem, match="niet goed op de schijf"):
        backup_copy(filled.engine, key, target)
    assert target.read_bytes() == b"de vorige"
    assert not target.with_name("kopie.db.tmp").exists()


def test_a_copy_that_misses_rows_is_not_good(
    filled: Store, key: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_a_row(path: Path) -> None:
        with contextlib.closing(connect(path, key)) as copy:
            copy.execute("DELETE FROM gezin WHERE id = 7")

    monkeypatch.setattr(backup_module, "sync_file", lose_a_row)
    with pytest.raises(EnvironmentProblem, match="niet goed op de schijf"):
        backup_copy(filled.engine, key, tmp_path / "kopie.db")


def test_a_damaged_kluis_is_not_copied_as_if_it_were_sound(
    filled: Store, data_path: Path, key: bytes, tmp_path: Path
) -> None:
    filled.close()
    data = bytearray(data_path.read_bytes())
    data[-2000] ^= 1
    data_path.write_bytes(data)
    with pytest.raises(EnvironmentProblem):
        backup_copy(data_path, key, tmp_path / "kopie.db")
    assert not (tmp_path / "kopie.db").exists()


def test_a_back_up_that_fails_leaves_nothing_half_made(tmp_path: Path) -> None:
    folder = made_folder(tmp_path / "Oefen.kluis")

    def refuse(_target: Path) -> None:
        raise OSError(28, "no space")

    with pytest.raises(EnvironmentProblem, match="schijf is vol"):
        keep(folder, "afsluiten", refuse)
    assert list(folder.backups.iterdir()) == []
