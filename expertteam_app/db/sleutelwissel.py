"""A new key for a whole kluis, in steps that survive the power going off between any two of them.

What was taken away from a user is taken away for good only when the database has another key: he may have kept the old
one. So: (1) the next header, over a new master key, stands beside the current one (``sleutels.json.volgend``), on disk;
(2) the database gets its new key; (3) the next header becomes the current one. Which step was reached is read from
the file itself: the database opens with exactly one of the two keys (KLUIS section 3, measured over kill -9).
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher

from expertteam_app.db.engine import check_pages, connect
from expertteam_app.db.folder import KluisFolder, sync_file, sync_folder
from expertteam_app.db.problems import DamagedKluis, explained_disk

_NEXT: Final = "sleutels.json.volgend"


def next_header(folder: KluisFolder) -> Path:
    """Where the header stands that is to become the current one."""
    return folder.path / _NEXT


def is_waiting(folder: KluisFolder) -> bool:
    """Whether a new key is on its way: begun, and not finished."""
    path = next_header(folder)
    return path.is_file() or path.with_name(path.name + ".bak").is_file()


def forget_next(folder: KluisFolder) -> None:
    """Put the next header away, once it is the current one or must be made anew.

    Raises:
        EnvironmentProblem: the disk refuses.
    """
    path = next_header(folder)
    with explained_disk():
        path.unlink(missing_ok=True)
        path.with_name(path.name + ".bak").unlink(missing_ok=True)
        sync_folder(folder.path)


def opens_with(folder: KluisFolder, key: bytes) -> bool:
    """Whether the database opens with this 32-byte key.

    Raises:
        EnvironmentProblem: the file cannot be reached.
    """
    try:
        with contextlib.closing(connect(folder.data, key)):
            return True
    except DamagedKluis:
        return False


def change_key(folder: KluisFolder, old: bytes, new: bytes) -> None:
    """Give the database another key, in some 10 to 20 ms per MB; the caller holds the lock and has no engine open.

    Args:
        folder: the kluis.
        old: its 32-byte key of now.
        new: the 32-byte key it gets.

    Raises:
        DamagedKluis: it does not open with the old key, or is not whole afterwards.
        EnvironmentProblem: the disk refuses; it then still opens with the old key.
    """
    with explained_disk():
        with contextlib.closing(connect(folder.data, old)) as connection:
            # Everything in one file: a main file beside a log of the new key would still open with the old one.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode=DELETE")
            _rekey(connection, new)
        sync_file(folder.data)
        with contextlib.closing(connect(folder.data, new)) as connection:
            if check_pages(connection):
                raise DamagedKluis("Het gegevensbestand is na de nieuwe sleutel niet heel.")


def _rekey(connection: sqlcipher.Connection, new: bytes) -> None:
    connection.execute(f"PRAGMA rekey=\"x'{new.hex()}'\"")
