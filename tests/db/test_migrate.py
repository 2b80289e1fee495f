"""A kluis of an older version becomes a newer one whole, or stays byte for byte what it was."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from expertteam_app.db import migrate as migrate_module
from expertteam_app.db.engine import connect, create_database, open_engine
from expertteam_app.db.folder import KluisFolder
from expertteam_app.db.migrate import (
    HEAD,
    MIGRATIONS,
    MigrationFailed,
    Migrations,
    create_schema,
    current_version,
    migrate_if_needed,
)
from expertteam_app.db.problems import DamagedKluis, NewerKluis
from expertteam_app.domain.errors import EnvironmentProblem
from tests.db.conftest import made_folder

FIRST = """
    op.create_table("ouder", sa.Column("id", sa.Integer, primary_key=True), sa.Column("naam", sa.Text))
    op.create_table(
        "kind",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("ouder_id", sa.Integer, sa.ForeignKey("ouder.id", ondelete="CASCADE")),
    )
"""
BATCH = """
    with op.batch_alter_table("ouder") as batch:
        batch.alter_column("naam", new_column_name="achternaam")
"""
ADD = """
    op.create_table("extra", sa.Column("id", sa.Integer, primary_key=True))
    op.add_column("ouder", sa.Column("plaats", sa.Text))
"""
FAIL = """
    op.create_table("nog_een", sa.Column("id", sa.Integer, primary_key=True))
    raise ZeroDivisionError
"""
ORPHAN = """
    op.execute("DELETE FROM ouder")
"""
KILL = """
    op.execute("UPDATE ouder SET naam = 'half'")
    import os, signal
    os.kill(os.getpid(), signal.SIGKILL)
"""
LOSE_TRIGGER = """
    op.execute("CREATE TABLE audit (id INTEGER PRIMARY KEY)")
"""

Steps = Callable[..., Migrations]


@pytest.fixture
def steps(tmp_path_factory: pytest.TempPathFactory) -> Steps:
    """Makes a private folder of migrations: revision 1, 2, ... with these bodies."""

    def make(*bodies: str) -> Migrations:
        place = tmp_path_factory.mktemp("migraties")
        (place / "versions").mkdir()
        shutil.copy(MIGRATIONS.script_location / "env.py", place)
        for number, body in enumerate(bodies, start=1):
            before = repr(str(number - 1)) if number > 1 else "None"
            (place / "versions" / f"{number}.py").write_text(
                f"import sqlalchemy as sa\nfrom alembic import op\nrevision = '{number}'\ndown_revision = {before}\n"
                f"def upgrade():\n{body}\n"
            )
        return Migrations(place, str(len(bodies)))

    return make


@pytest.fixture
def folder(tmp_path: Path, key: bytes, steps: Steps) -> KluisFolder:
    """A kluis of version 1 with a parent and two children."""
    folder = made_folder(tmp_path / "Oefen.kluis")
    folder.header.write_text("sleutels")
    create_database(folder.data, key)
    engine = open_engine(folder.data, key)
    create_schema(engine, steps(FIRST))
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO ouder VALUES (1, 'Fictief')")
        connection.exec_driver_sql("INSERT INTO kind VALUES (1, 1), (2, 1)")
    engine.dispose()
    return folder


def _rows(path: Path, key: bytes, sql: str) -> list[tuple[object, ...]]:
    connection = connect(path, key)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def _state(folder: KluisFolder) -> dict[str, bytes]:
    return {str(p.relative_to(folder.path)): p.read_bytes() for p in folder.path.rglob("*") if p.is_file()}


def test_this_program_works_with_the_newest_revision() -> None:
    from alembic.script import ScriptDirectory

    assert ScriptDirectory(str(MIGRATIONS.script_location)).get_heads() == [HEAD]


def test_a_new_kluis_gets_every_table(folder: KluisFolder, key: bytes) -> None:
    engine = open_engine(folder.data, key)
    assert current_version(engine) == "1"
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1, "switched on again"
    engine.dispose()


def test_a_kluis_without_tables_has_no_version(tmp_path: Path, key: bytes) -> None:
    create_database(tmp_path / "leeg.db", key)
    engine = open_engine(tmp_path / "leeg.db", key)
    assert current_version(engine) is None
    engine.dispose()


def test_tables_that_cannot_all_be_made_are_not_made_at_all(tmp_path: Path, key: bytes, steps: Steps) -> None:
    create_database(tmp_path / "leeg.db", key)
    engine = open_engine(tmp_path / "leeg.db", key)
    with pytest.raises(ZeroDivisionError):
        create_schema(engine, steps(FIRST, ADD, FAIL))
    engine.dispose()
    assert _rows(tmp_path / "leeg.db", key, "SELECT name FROM sqlite_master") == []


def test_a_kluis_of_this_version_is_left_alone(folder: KluisFolder, key: bytes, steps: Steps) -> None:
    before = _state(folder)
    assert migrate_if_needed(folder, key, steps(FIRST)) is False
    assert _state(folder) == before


def test_an_older_kluis_is_changed_and_kept(folder: KluisFolder, key: bytes, steps: Steps) -> None:
    before = _state(folder)
    assert migrate_if_needed(folder, key, steps(FIRST, BATCH, ADD)) is True
    assert _rows(folder.data, key, "SELECT achternaam, plaats FROM ouder") == [("Fictief", None)]
    assert _rows(folder.data, key, "SELECT version_num FROM alembic_version") == [("3",)]
    (kept,) = folder.backups.iterdir()
    assert kept.name.endswith("-voor-3.kluis")
    assert KluisFolder(kept).data.read_bytes() == before["data.db"]
    assert KluisFolder(kept).header.read_bytes() == before["sleutels.json"]
    assert sorted(p.name for p in folder.path.iterdir()) == ["back-ups", "data.db", "sleutels.json"]
    assert migrate_if_needed(folder, key, steps(FIRST, BATCH, ADD, "    pass")) is True
    assert len(list(folder.backups.iterdir())) == 2


def test_a_batch_migration_of_a_parent_keeps_its_children(folder: KluisFolder, key: bytes, steps: Steps) -> None:
    migrate_if_needed(folder, key, steps(FIRST, BATCH))
    assert _rows(folder.data, key, "SELECT id, ouder_id FROM kind ORDER BY id") == [(1, 1), (2, 1)]


@pytest.mark.parametrize(
    ("bodies", "says"),
    [
        ((FIRST, ADD, FAIL), "een stap van het bijwerken lukte niet"),
        ((FIRST, BATCH, ORPHAN), "verwijzing tussen tabellen ging verloren"),
        ((FIRST, LOSE_TRIGGER), "beveiliging van het logboek"),
        ((FIRST, "    op.execute('geen sql')"), "een stap van het bijwerken lukte niet"),
    ],
)
def test_a_failed_migration_leaves_the_original_byte_for_byte(
    folder: KluisFolder, key: bytes, steps: Steps, bodies: tuple[str, ...], says: str
) -> None:
    before = _state(folder)
    with pytest.raises(MigrationFailed, match="is niet veranderd") as caught:
        migrate_if_needed(folder, key, steps(*bodies))
    assert says in caught.value.text
    assert caught.value.remedy
    assert _state(folder) == before
    assert migrate_if_needed(folder, key, steps(FIRST, BATCH)) is True, "the next version can still do it"


def test_no_room_for_the_copy_leaves_the_original(
    folder: KluisFolder, key: bytes, steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(28, "no space")

    for place in ("backup_copy", "sync_file", "keep"):
        before = _state(folder)
        with monkeypatch.context() as patch:
            patch.setattr(migrate_module, place, refuse)
            with pytest.raises(MigrationFailed, match="schijf is vol"):
                migrate_if_needed(folder, key, steps(FIRST, ADD))
        assert _state(folder) == before


def test_a_disk_without_hard_links_keeps_a_copy_of_the_original(
    folder: KluisFolder, key: bytes, steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = folder.data.read_bytes()

    def refuse(*_args: object) -> None:
        raise OSError(1, "not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert migrate_if_needed(folder, key, steps(FIRST, ADD)) is True
    (kept,) = folder.backups.iterdir()
    assert KluisFolder(kept).data.read_bytes() == before


def test_a_kluis_that_is_still_open_is_not_swapped(folder: KluisFolder, key: bytes, steps: Steps) -> None:
    engine = open_engine(folder.data, key)
    with pytest.raises(MigrationFailed, match="nog ergens open"):
        migrate_if_needed(folder, key, steps(FIRST, ADD))
    engine.dispose()
    assert list(folder.backups.iterdir()) == []
    assert migrate_if_needed(folder, key, steps(FIRST, BATCH)) is True


def test_a_newer_kluis_is_refused_with_what_to_do(folder: KluisFolder, key: bytes, steps: Steps) -> None:
    migrate_if_needed(folder, key, steps(FIRST, ADD))
    before = _state(folder)
    with pytest.raises(NewerKluis, match=r"nieuwere versie.*Open hem met die versie"):
        migrate_if_needed(folder, key, steps(FIRST))
    assert _state(folder) == before


def test_a_kluis_that_does_not_open_says_damaged(folder: KluisFolder, steps: Steps) -> None:
    with pytest.raises(DamagedKluis):
        migrate_if_needed(folder, bytes(32), steps(FIRST, ADD))
    folder.data.unlink()
    with pytest.raises(EnvironmentProblem):
        migrate_if_needed(folder, bytes(32), steps(FIRST, ADD))


@pytest.mark.kill
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_process_killed_while_it_migrates_leaves_the_original(folder: KluisFolder, key: bytes, steps: Steps) -> None:
    before = _state(folder)
    killing = steps(FIRST, KILL)
    program = f"""
from pathlib import Path
from expertteam_app.db.folder import KluisFolder
from expertteam_app.db.migrate import Migrations, migrate_if_needed
killing = Migrations(Path({str(killing.script_location)!r}), "2")
migrate_if_needed(KluisFolder(Path({str(folder.path)!r})), {key!r}, killing)
"""
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == -signal.SIGKILL
    assert _state(folder)["data.db"] == before["data.db"]
    assert (folder.path / "data.db.nieuw").exists(), "it was killed while it worked on the copy"
    assert migrate_if_needed(folder, key, steps(FIRST, BATCH)) is True
    assert _rows(folder.data, key, "SELECT achternaam FROM ouder") == [("Fictief",)]
    assert sorted(p.name for p in folder.path.iterdir()) == ["back-ups", "data.db", "sleutels.json"]


def test_alembic_is_not_loaded_when_there_is_nothing_to_do(folder: KluisFolder, key: bytes, steps: Steps) -> None:
    assert migrate_if_needed(folder, key, steps(FIRST)) is False
    program = f"""
import sys
from pathlib import Path
from expertteam_app.db.folder import KluisFolder
from expertteam_app.db.migrate import Migrations, migrate_if_needed
assert migrate_if_needed(KluisFolder(Path({str(folder.path)!r})), {key!r}, Migrations(Path("weg"), "1")) is False
assert "alembic" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_names_of_files_with_odd_signs_do_not_matter(tmp_path: Path, key: bytes, steps: Steps) -> None:
    made = steps(FIRST, ADD)
    odd = tmp_path / "100% één map"
    shutil.move(made.script_location, odd)
    create_database(tmp_path / "leeg.db", key)
    engine = open_engine(tmp_path / "leeg.db", key)
    create_schema(engine, Migrations(odd, made.head))
    assert current_version(engine) == "2"
    engine.dispose()


def test_the_migrations_make_the_tables_that_the_program_maps(tmp_path: Path, key: bytes) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    import expertteam_app.db.tables  # noqa: F401 - registers the tables
    from expertteam_app.db.base import Base

    create_database(tmp_path / "leeg.db", key)
    engine = open_engine(tmp_path / "leeg.db", key)
    create_schema(engine)

    def ours(_item: object, name: str | None, kind: str, reflected: bool, twin: object) -> bool:  # noqa: FBT001 - the form alembic asks for
        return not (kind == "table" and reflected and twin is None and str(name).partition("_")[0] in {"zoek", "casus"})

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()
