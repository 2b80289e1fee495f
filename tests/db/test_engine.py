"""The encrypted file behaves as KLUIS sections 2 and 3 measured."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from expertteam_app.db import engine as engine_module
from expertteam_app.db.base import MODE
from expertteam_app.db.engine import APPLICATION_ID, check_integrity, connect, create_database, open_engine
from expertteam_app.db.problems import DamagedKluis, explain
from expertteam_app.db.store import Store
from expertteam_app.db.tables import GezinRow
from expertteam_app.domain.errors import EnvironmentProblem


@pytest.fixture
def empty(tmp_path: Path, key: bytes, opened: Callable[[Path], Engine]) -> Engine:
    create_database(tmp_path / "leeg.db", key)
    return opened(tmp_path / "leeg.db")


def _pragma(engine: Engine, name: str) -> object:
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_the_library_is_new_enough_and_encrypts() -> None:
    assert sqlcipher.sqlite_version_info >= (3, 53, 3), "CVE-2026-11824"
    connection = sqlcipher.connect(":memory:")
    version = connection.execute("PRAGMA cipher_version").fetchone()[0]
    connection.close()
    assert tuple(int(part) for part in version.split()[0].split(".")) >= (4, 17, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("temp_store", 2),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("application_id", APPLICATION_ID),
    ],
)
def test_every_connection_has_the_safe_settings(empty: Engine, name: str, value: object) -> None:
    assert _pragma(empty, name) == value


def test_the_file_is_not_readable_without_the_key(data_path: Path) -> None:
    assert not data_path.read_bytes().startswith(b"SQLite format 3\x00")
    plain = sqlite3.connect(data_path)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT * FROM sqlite_master")
    plain.close()


def test_another_key_says_damaged_and_prints_nothing(data_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DamagedKluis, match="back-ups"):
        open_engine(data_path, bytes(32))
    assert capfd.readouterr() == ("", "")


def test_a_missing_file_is_not_made(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(EnvironmentProblem):
        open_engine(tmp_path / "weg.db", key)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_not_overwritten(data_path: Path, key: bytes) -> None:
    before = data_path.read_bytes()
    with pytest.raises(FileExistsError):
        create_database(data_path, key)
    assert data_path.read_bytes() == before


def test_a_key_of_another_length_is_our_mistake(data_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(data_path, b"kort")


def test_without_encryption_nothing_is_opened(tmp_path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain SQLite ignores the key and would write in clear."""
    monkeypatch.setattr(engine_module, "sqlcipher", sqlite3)
    with pytest.raises(EnvironmentProblem, match=r"versleuteling .* ontbreekt"):
        create_database(tmp_path / "data.db", key)
    assert (tmp_path / "data.db").stat().st_size == 0


def test_a_path_may_hold_any_sign(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "één kluis? 100% #1" / "data.db"
    path.parent.mkdir()
    create_database(path, key)
    open_engine(path, key).dispose()
    assert [p.name for p in path.parent.iterdir()] == ["data.db"]


def test_neither_key_nor_values_show_in_messages(empty: Engine, key: bytes) -> None:
    assert key.hex() not in repr(empty) + repr(empty.url)
    with empty.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (naam TEXT UNIQUE)")
        connection.execute(text("INSERT INTO t VALUES (:naam)"), {"naam": "Fictief Persoon"})
        with pytest.raises(IntegrityError) as caught:
            connection.execute(text("INSERT INTO t VALUES (:naam)"), {"naam": "Fictief Persoon"})
    assert "Fictief" not in str(caught.value)


@pytest.mark.parametrize("sql", ["ATTACH ':memory:' AS ander", "VACUUM", "VACUUM INTO 'open.db'"])
def test_the_kluis_cannot_be_copied_out_by_a_statement(empty: Engine, sql: str) -> None:
    with empty.connect().execution_options(isolation_level="AUTOCOMMIT") as connection, pytest.raises(DatabaseError):
        connection.exec_driver_sql(sql)


def test_tables_and_savepoints_follow_the_rollback(empty: Engine) -> None:
    with empty.connect() as connection:
        outer = connection.begin()
        connection.exec_driver_sql("CREATE TABLE t (a)")
        with connection.begin_nested():
            connection.exec_driver_sql("INSERT INTO t VALUES (1)")
        outer.rollback()
    with empty.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0


def test_a_savepoint_rolls_back_alone(empty: Engine) -> None:
    with empty.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a)")
        connection.exec_driver_sql("INSERT INTO t VALUES (1)")
        savepoint = connection.begin_nested()
        connection.exec_driver_sql("INSERT INTO t VALUES (2)")
        savepoint.rollback()
    with empty.connect() as connection:
        assert list(connection.exec_driver_sql("SELECT a FROM t").scalars()) == [1]


def test_a_reader_cannot_write_and_the_next_writer_can(empty: Engine) -> None:
    with empty.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a)")
    with empty.connect().execution_options(**{MODE: "read"}) as connection, pytest.raises(OperationalError) as caught:
        connection.exec_driver_sql("INSERT INTO t VALUES (1)")
    problem = explain(caught.value)
    assert problem is not None
    assert "alleen-lezen" in problem.text
    for options in ({MODE: "write"}, {"isolation_level": "AUTOCOMMIT"}):
        with empty.connect().execution_options(**options) as connection:
            connection.exec_driver_sql("INSERT INTO t VALUES (1)")
            connection.commit()
    with empty.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM t").scalar() == 2


def test_four_writers_at_once_are_never_refused(empty: Engine) -> None:
    with empty.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a INTEGER)")
        connection.exec_driver_sql("INSERT INTO t VALUES (0)")
    refused: list[Exception] = []

    def add_one_by_one() -> None:
        for _ in range(25):
            try:
                with empty.connect().execution_options(**{MODE: "write"}) as connection, connection.begin():
                    value = connection.exec_driver_sql("SELECT a FROM t").scalar_one()
                    connection.execute(text("UPDATE t SET a = :a"), {"a": value + 1})
            except DatabaseError as error:
                refused.append(error)

    threads = [threading.Thread(target=add_one_by_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with empty.connect() as connection:
        assert (refused, connection.exec_driver_sql("SELECT a FROM t").scalar()) == ([], 100)


def test_full_text_search_works_under_these_settings(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        connection.exec_driver_sql(
            "INSERT INTO casus_overzicht (casus_id, nummer, naam, naam_sleutel, geboortejaar, gemeente, status,"
            " zoektekst) VALUES (1, 'RET-1', 'Fictief', 'fictief', '', '0200', 'lopend', 'fictief apeldoorn')"
        )
        found = connection.exec_driver_sql("SELECT rowid FROM casus_zoek WHERE casus_zoek MATCH 'apel*'")
        assert list(found.scalars()) == [1]
        connection.exec_driver_sql("DELETE FROM casus_overzicht")


# Damage.


def _fill(store: Store) -> None:
    with store.write("Voorbeeld Voorzitter", "gevuld") as session:
        session.add_all(GezinRow(naam=f"Fictief gezin {i}", toelichting="x" * 500) for i in range(200))


def test_a_sound_kluis_has_no_findings(store: Store) -> None:
    _fill(store)
    assert check_integrity(store.engine) == []


def test_one_flipped_bit_in_the_data_is_found(store: Store, data_path: Path, opened: Callable[[Path], Engine]) -> None:
    _fill(store)
    store.close()
    data = bytearray(data_path.read_bytes())
    data[len(data) // 2] ^= 1
    data_path.write_bytes(data)
    findings = check_integrity(opened(data_path))
    assert any("bladzijden in het gegevensbestand: 1." in finding for finding in findings)


def test_one_flipped_bit_in_the_first_page_says_damaged(data_path: Path, key: bytes) -> None:
    data = bytearray(data_path.read_bytes())
    data[100] ^= 1
    data_path.write_bytes(data)
    with pytest.raises(DamagedKluis, match="back-ups"):
        open_engine(data_path, key)


def test_reading_a_damaged_page_says_damaged(store: Store, data_path: Path, opened: Callable[[Path], Engine]) -> None:
    _fill(store)
    store.close()
    data = bytearray(data_path.read_bytes())
    for page in range(len(data) - 40 * 4096, len(data), 4096):  # the log was written last
        data[page + 2000] ^= 1
    data_path.write_bytes(data)
    with pytest.raises(DamagedKluis), Store(opened(data_path)).read() as session:
        session.execute(text("SELECT sum(length(wijziging)) FROM audit"))
    findings = check_integrity(opened(data_path))
    assert "De verwijzingen en het logboek zijn door de schade niet te controleren." in findings


def test_a_reference_to_nothing_is_found(engine: Engine, data_path: Path, key: bytes) -> None:
    raw = connect(data_path, key)
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute(
        "INSERT INTO mandaat (uid, persoon_id, gemeente, van, grens) VALUES ('u', 99, '0200', '2026-01-01', '')"
    )
    raw.close()
    assert check_integrity(engine) == ["Tabel mandaat, rij 1: de verwijzing naar persoon wijst naar niets."]


def test_a_missing_trigger_on_the_log_is_found(engine: Engine, data_path: Path, key: bytes) -> None:
    raw = connect(data_path, key)
    raw.execute("DROP TRIGGER audit_geen_wijziging")
    raw.close()
    assert check_integrity(engine) == ["De beveiliging van het logboek tegen wijzigen ontbreekt."]
