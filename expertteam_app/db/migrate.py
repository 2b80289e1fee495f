"""The version of the tables, and how an older kluis becomes a newer one.

The tables are made and changed by alembic only. A change is made on a verified copy; the copy takes the place of the
original when all of it succeeded, and the original then stands under ``back-ups/``. alembic is imported when there is
something to do.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, MetaData

from expertteam_app.db.audit import missing_triggers
from expertteam_app.db.backup import backup_copy, keep
from expertteam_app.db.base import MODE
from expertteam_app.db.engine import check_pages, check_references, connect, open_engine, raw_connection
from expertteam_app.db.folder import KluisFolder, sync_file, sync_folder
from expertteam_app.db.problems import NewerKluis, explained, explained_disk
from expertteam_app.domain.errors import EnvironmentProblem, ExpertteamError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD: Final = "0010"
"""The revision this program works with; a test compares it with the newest file in ``migrations/versions``."""


@dataclass(frozen=True, slots=True)
class Migrations:
    """A folder with ``env.py`` and ``versions/``, and the newest revision in it."""

    script_location: Path
    head: str


MARKS: Final = (
    ("0010", "pakketlog", "id"),
    ("0009", "inzagereden", "id"),
    ("0008", "vernietiging", "id"),
    ("0007", "typecasus", "id"),
    ("0006", "uitgave", "id"),
    ("0005", "verzending", "jeugdige_id"),
    ("0004", "basislijn", "id"),
    ("0003", "afspraak", "id"),
    ("0002", "gezinslid", "id"),
    ("0001", "casus", "id"),
)
"""By what a schema is known when nothing tells its version any more: a column that came with each, newest first."""
MIGRATIONS: Final = Migrations(Path(__file__).with_name("migrations"), HEAD)


class MigrationFailed(EnvironmentProblem):
    """The tables could not be changed; the kluis is byte for byte as it was."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"De kluis kon niet worden bijgewerkt en is niet veranderd: {reason}",
            "Werk verder met de vorige versie en meld dit aan de beheerder.",
        )


def current_version(engine: Engine) -> str | None:
    """The revision of the tables of an open kluis; None when there are no tables yet."""
    with raw_connection(engine) as raw:
        return _version(raw)


def create_schema(engine: Engine, migrations: Migrations = MIGRATIONS) -> None:
    """Make the tables of a new kluis: every migration from the first to the last, in one transaction.

    Raises:
        EnvironmentProblem: the disk refuses; there are no tables then.
    """
    with explained():
        _upgrade(engine, migrations)


def migrate_if_needed(folder: KluisFolder, key: bytes, migrations: Migrations = MIGRATIONS) -> bool:
    """Bring the tables of a closed kluis to the version of this program.

    The caller holds the lock of the folder (`folder.locked`) and has no engine open on it.

    Args:
        folder: the kluis.
        key: the 32-byte key of the database.
        migrations: the migrations of this program; a test brings its own.

    Returns:
        True when the tables were changed; the kluis as it was then stands under ``back-ups/``.

    Raises:
        NewerKluis: the kluis was written by a newer program.
        MigrationFailed: the change did not succeed; the kluis is byte for byte as it was.
        DamagedKluis: the file does not open with this key.
    """
    with explained_disk(), contextlib.closing(connect(folder.data, key)) as connection:
        found = _version(connection)
    if found == migrations.head:
        return False
    if found is not None and found not in _known(migrations):
        raise NewerKluis
    copy = folder.data.with_name("data.db.nieuw")
    try:
        with explained_disk():
            _change_copy(folder, copy, key, migrations)
            _swap(folder, copy, f"voor-{migrations.head}")
    except ExpertteamError as problem:
        raise MigrationFailed(problem.text) from problem
    except Exception as error:
        raise MigrationFailed("een stap van het bijwerken lukte niet.") from error
    finally:
        with contextlib.suppress(OSError):
            _remove(copy)
    return True


def alembic_config(
    connection: Connection, migrations: Migrations = MIGRATIONS, metadata: MetaData | None = None
) -> Config:
    """What alembic works with, built here: no file, no address, no key in it.

    Args:
        connection: an open connection to the kluis, in a transaction.
        migrations: where the scripts stand.
        metadata: the tables as the program wants them; only for comparing (``alembic check``, a new revision).
    """
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations.script_location).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["target_metadata"] = metadata
    return config


def _version(connection: sqlcipher.Connection) -> str | None:
    exists = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()[0]
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if exists else None
    return str(row[0]) if row else None


def _known(migrations: Migrations) -> set[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory(str(migrations.script_location)).walk_revisions()}


def _upgrade(engine: Engine, migrations: Migrations) -> None:
    """Run the migrations in one transaction with foreign keys off.

    With foreign keys on, a batch migration drops a parent table and so silently removes the rows of its children; the
    pragma does nothing inside a transaction, hence before it (KLUIS section 3).
    """
    from alembic import command

    with engine.connect().execution_options(**{MODE: "write"}) as connection:
        raw = cast("sqlcipher.Connection", connection.connection.driver_connection)
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                broken_before = check_references(raw)
                command.upgrade(alembic_config(connection, migrations), migrations.head)
                if len(check_references(raw)) > len(broken_before):
                    raise MigrationFailed("een verwijzing tussen tabellen ging verloren.")
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def _change_copy(folder: KluisFolder, copy: Path, key: bytes, migrations: Migrations) -> None:
    _remove(copy)
    backup_copy(folder.data, key, copy)
    engine = open_engine(copy, key, journal="DELETE")
    try:
        _upgrade(engine, migrations)
        findings = _findings(engine)
    finally:
        engine.dispose()
    if findings:
        raise MigrationFailed(" ".join(findings))
    sync_file(copy)


def _findings(engine: Engine) -> list[str]:
    """What the migrations did wrong; that the log was changed from outside before is no reason to refuse."""
    with raw_connection(engine) as raw:
        found = check_pages(raw)
    with engine.connect() as connection:
        if engine.dialect.has_table(connection, "audit"):
            found.extend(missing_triggers(connection))
    return found


def _swap(folder: KluisFolder, copy: Path, reden: str) -> None:
    """Keep the original under ``back-ups/`` and put the copy in its place."""
    log = folder.data.with_name(folder.data.name + "-wal")
    if log.exists():  # it belongs to the original and would be replayed into the copy
        raise EnvironmentProblem("De kluis is nog ergens open.")
    keep(folder, reden, lambda target: _link_or_copy(folder.data, target))
    copy.replace(folder.data)
    sync_folder(folder.path)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # not every file system has hard links
        shutil.copyfile(source, target)
        target.chmod(0o600)
        sync_file(target)


def _remove(copy: Path) -> None:
    for name in (copy.name, f"{copy.name}-journal", f"{copy.name}-wal", f"{copy.name}-shm"):
        copy.with_name(name).unlink(missing_ok=True)
