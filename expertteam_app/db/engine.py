"""The encrypted file as a SQLAlchemy engine.

Everything that belongs to SQLCipher alone stands here and in `backup`, `search` and `folder`. Why each pragma: KLUIS
section 2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, cast
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from expertteam_app.db.audit import missing_triggers, verify_chain
from expertteam_app.db.audited import AuditedSession
from expertteam_app.db.base import MODE
from expertteam_app.db.problems import DamagedKluis, explain, explained
from expertteam_app.domain.errors import EnvironmentProblem

APPLICATION_ID: Final = 0x45585445
"""``EXTE`` in the file header (inside the encryption)."""

_KEY_LENGTH: Final = 32
_BUSY_SECONDS: Final = 5.0
_PRAGMAS: Final = (
    "temp_store=MEMORY",  # SQLCipher does not encrypt temporary files
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)


def connect(path: Path, key: bytes, *, create: bool = False, damaged: bool = False) -> sqlcipher.Connection:
    """A keyed and proven connection for maintenance: in autocommit, without the refusal of ATTACH, journal as it is.

    Args:
        path: the database file.
        key: the 32-byte subkey for the database.
        create: make the file when it is not there; otherwise a missing file is an error.
        damaged: open it for saving what can be read, also where its end is gone; for reading only.

    Raises:
        DamagedKluis: the file does not open with this key (the header has proven the key, so the file is damaged).
        EnvironmentProblem: the file cannot be opened, or this installation has no encryption.
    """
    if len(key) != _KEY_LENGTH:
        raise ValueError("A database key has 32 bytes.")
    mode = "rwc" if create else "rw"
    with explained():
        connection = sqlcipher.connect(
            f"{_file_uri(path)}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=_BUSY_SECONDS,
        )
        try:
            _prepare(connection, key, damaged=damaged)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: sqlcipher.Connection, key: bytes, *, damaged: bool) -> None:
    connection.execute("PRAGMA cipher_log_level=NONE")  # a wrong key would print lines to stderr
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    version = connection.execute("PRAGMA cipher_version").fetchone()
    if not version or not version[0]:
        raise EnvironmentProblem(
            "De versleuteling (SQLCipher) ontbreekt in deze installatie; er wordt niets geopend.",
            "Installeer Expertteam opnieuw.",
        )
    if damaged:
        connection.execute("PRAGMA writable_schema=ON")  # else SQLite opens no file that is shorter than it says
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for pragma in ("query_only=ON", "cell_size_check=OFF") if damaged else _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _file_uri(path: Path) -> str:
    """The path as SQLite's URI; also with a drive letter, on a server, and with ``?`` or ``%`` in a name."""
    posix = path.absolute().as_posix()
    return "file://" + quote(posix if posix.startswith("/") else f"/{posix}", safe="/:")


def create_database(path: Path, key: bytes) -> None:
    """Make an empty encrypted database; its tables come from `migrate.create_schema`.

    Raises:
        EnvironmentProblem: the disk refuses.
        FileExistsError: something stands at `path`.
    """
    if path.exists():
        raise FileExistsError(path.name)
    connection = connect(path, key, create=True)
    try:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


def open_engine(
    path: Path, key: bytes, *, journal: str = "WAL", prepare: Callable[[sqlcipher.Connection], None] | None = None
) -> Engine:
    """The engine of an existing encrypted database, proven with one connection.

    Transactions begin explicitly: ``BEGIN IMMEDIATE`` when the execution option `MODE` is ``write``, a ``BEGIN`` that
    cannot write when it is ``read``, a plain ``BEGIN`` otherwise, none under ``AUTOCOMMIT``.

    Args:
        path: the database file.
        key: the 32-byte subkey for the database (``subkey(master_key, Purpose.SQLCIPHER)``).
        journal: ``WAL``, or ``DELETE`` to keep everything in one file.
        prepare: done with every new connection before it is used.

    Raises:
        DamagedKluis: the file does not open with this key.
        EnvironmentProblem: the file cannot be opened.
    """

    def connect_for_work() -> sqlcipher.Connection:
        connection = connect(path, key)
        try:
            connection.execute(f"PRAGMA journal_mode={journal}")
            if prepare is not None:
                prepare(connection)
            connection.set_authorizer(_authorize)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=connect_for_work,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    with explained():
        engine.connect().close()
    return engine


def _authorize(action: int, *_details: str | None) -> int:
    """Refuse ATTACH: with it, one statement could copy the kluis to a file without encryption."""
    return sqlcipher.SQLITE_DENY if action == sqlcipher.SQLITE_ATTACH else sqlcipher.SQLITE_OK


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    mode = options.get(MODE)
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if mode == 'read' else 'OFF'}")
    if options.get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if mode == "write" else "BEGIN")


def check_integrity(engine: Engine) -> list[str]:
    """Everything that is wrong with an open kluis, as Dutch sentences; empty when all is well.

    Checks the pages, the structure, the references, the protection of the audit log and its hash chain.
    """
    # In a connection that saw older transactions FTS5 may check against what it remembers, and see damage in what is
    # whole; a new connection sees the file.
    engine.dispose()
    with raw_connection(engine) as raw:
        found = check_pages(raw)
        try:
            with explained(), AuditedSession(engine.execution_options(**{MODE: "read"})) as session:
                found.extend(check_references(raw))
                found.extend(missing_triggers(session))
                found.extend(filter(None, [verify_chain(session).reason]))
        except DamagedKluis:
            found.append("De verwijzingen en het logboek zijn door de schade niet te controleren.")
    return found


@contextmanager
def raw_connection(engine: Engine) -> Iterator[sqlcipher.Connection]:
    """A connection of the pool without SQLAlchemy around it, in autocommit."""
    pooled = engine.raw_connection()
    try:
        yield cast("sqlcipher.Connection", pooled.driver_connection)
    finally:
        pooled.close()


def check_pages(connection: sqlcipher.Connection) -> list[str]:
    """What is wrong with the pages and the structure of a database, as Dutch sentences.

    The write-ahead log goes into the main file first, because the page check reads only that.
    """
    found = []
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if pages := connection.execute("PRAGMA cipher_integrity_check").fetchall():
            found.append(f"Beschadigde bladzijden in het gegevensbestand: {len(pages)}.")
        found.extend(
            f"De opbouw van het gegevensbestand klopt niet: {line}."
            for (line,) in connection.execute("PRAGMA quick_check").fetchall()
            if line != "ok"
        )
    except sqlcipher.Error as error:
        if not isinstance(explain(error), DamagedKluis):
            raise
        found.append("Het gegevensbestand is zo beschadigd dat het niet helemaal te lezen is.")
    return found


def check_references(connection: sqlcipher.Connection) -> list[str]:
    """Which rows refer to a row that is not there, as Dutch sentences."""
    return [
        f"Tabel {table}, rij {row}: de verwijzing naar {parent} wijst naar niets."
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall()
    ]
