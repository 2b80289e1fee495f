"""Copies of a kluis: encrypted with the same key, verified before they count.

A back-up is a small kluis folder of its own (``data.db`` and ``sleutels.json``) under ``back-ups/``, so that it opens
like any other kluis, with the passphrases of the day it was made.
"""

from __future__ import annotations

import contextlib
import filecmp
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine

from expertteam_app.db.engine import check_pages, connect, raw_connection
from expertteam_app.db.folder import BUILDING, KluisFolder, sync_file, sync_folder
from expertteam_app.db.problems import explained, explained_disk
from expertteam_app.domain.errors import EnvironmentProblem
from expertteam_app.domain.kluismap import SUFFIX

_COUNT: Final = 'SELECT count(*) FROM "{}"'
_PLAIN: Final = b"SQLite format 3\x00"


def backup_copy(source: Engine | Path, key: bytes, target: Path) -> None:
    """Make a verified encrypted copy of a database, also while others read and write it.

    The copy is one file (no write-ahead log). It takes the place of `target` only when its pages, structure
    and numbers of rows are found good.

    Args:
        source: an open engine, or the path of a database file.
        key: the 32-byte key of the source; the copy has the same.
        target: the file to make.

    Raises:
        EnvironmentProblem: the disk refuses, or the copy was not good; `target` is as it was.
    """
    building = target.with_name(target.name + ".tmp")
    with explained(), explained_disk():
        building.unlink(missing_ok=True)
        try:
            expected = _copy_pages(source, key, building)
            sync_file(building)
            _verify(building, key, expected)
            building.replace(target)
            sync_folder(target.parent)
        finally:
            building.unlink(missing_ok=True)


def make_backup(folder: KluisFolder, source: Engine | Path, key: bytes, reden: str) -> Path:
    """Put a verified copy of the database and its ``sleutels.json`` under ``back-ups/``.

    Args:
        folder: the kluis.
        source: its open engine, or ``folder.data``.
        key: the 32-byte key of the database.
        reden: why, as one word for the name of the back-up ("afsluiten").

    Returns:
        The folder of the back-up, ``back-ups/<UTC time>-<reden>.kluis``.

    Raises:
        EnvironmentProblem: the disk refuses, or the copy was not good; nothing half made stays behind.
    """
    return keep(folder, reden, lambda target: backup_copy(source, key, target))


def keep(folder: KluisFolder, reden: str, place: Callable[[Path], None]) -> Path:
    """Make a back-up folder in which `place` puts the database; it gets its name when it is complete.

    Raises:
        EnvironmentProblem: the disk refuses.
    """
    with explained_disk():
        folder.backups.mkdir(mode=0o700, exist_ok=True)
        for leftover in folder.backups.glob(f"*{BUILDING}"):
            shutil.rmtree(leftover)
        stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{reden}"
        building = folder.backups / f"{stamp}{BUILDING}"
        building.mkdir(mode=0o700)
        inside = KluisFolder(building)
        try:
            place(inside.data)
            _copy_keys(folder, inside)
            sync_folder(building)
            made = building.rename(folder.backups / f"{stamp}{SUFFIX}")
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        sync_folder(folder.backups)
    return made


def copied_to(made: Path, place: Path) -> Path:
    """Copy a finished back-up to another place, such as a disk or a network folder; whole or not at all.

    Raises:
        EnvironmentProblem: that place is not there or does not take it, or what came there is not the same.
    """
    with explained_disk():
        place.mkdir(mode=0o700, exist_ok=True)  # not its parents: a share that is gone must not become a folder here
        for leftover in place.glob(f"*{BUILDING}"):
            shutil.rmtree(leftover)
        building = place / f"{made.name.removesuffix(SUFFIX)}{BUILDING}"
        building.mkdir(mode=0o700)
        try:
            for file in sorted(made.iterdir()):
                if file.is_file():
                    shutil.copyfile(file, building / file.name)
                    sync_file(building / file.name)
                    _compare(file, building / file.name)
            done = building.rename(place / made.name)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        sync_folder(place)
    return done


def _compare(one: Path, other: Path) -> None:
    if not filecmp.cmp(one, other, shallow=False):
        raise EnvironmentProblem(
            "De kopie is niet gelijk aan de back-up.", "Controleer de schijf van de tweede plaats."
        )


def _copy_keys(folder: KluisFolder, inside: KluisFolder) -> None:
    if folder.header.exists():
        shutil.copyfile(folder.header, inside.header)
        inside.header.chmod(0o600)
        sync_file(inside.header)


def _copy_pages(source: Engine | Path, key: bytes, building: Path) -> dict[str, int]:
    """Copy one consistent state; returns the number of rows per table in it."""
    with _opened(source, key) as origin, contextlib.closing(connect(building, key, create=True)) as copy:
        origin.execute("BEGIN")
        try:
            expected = _row_counts(origin)
            origin.backup(copy)
        finally:
            origin.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode=DELETE")
    building.chmod(0o600)
    return expected


@contextlib.contextmanager
def _opened(source: Engine | Path, key: bytes) -> Iterator[sqlcipher.Connection]:
    if isinstance(source, Path):
        with contextlib.closing(connect(source, key)) as connection:
            yield connection
        return
    with raw_connection(source) as connection:
        yield connection


def _verify(building: Path, key: bytes, expected: dict[str, int]) -> None:
    with building.open("rb") as file:
        plain = file.read(len(_PLAIN)) == _PLAIN
    with contextlib.closing(connect(building, key)) as copy:
        if plain or check_pages(copy) or _row_counts(copy) != expected:
            raise EnvironmentProblem(
                "De kopie van de kluis is niet goed op de schijf gekomen en is niet bewaard.",
                "Controleer de schijf en de kluis, en probeer het opnieuw.",
            )


def _row_counts(connection: sqlcipher.Connection) -> dict[str, int]:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    return {name: connection.execute(_COUNT.format(name.replace('"', '""'))).fetchone()[0] for (name,) in tables}
