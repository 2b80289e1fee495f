"""The folder of a kluis: what stands where, and the lock that keeps a second program out.

``<naam>.kluis/`` holds ``sleutels.json`` (who can open it), ``data.db`` (with ``-wal`` and ``-shm`` while open),
``back-ups/`` (each one a small kluis folder of its own) and ``in-gebruik.lock``.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from expertteam_app.db.problems import DamagedKluis, explained_disk
from expertteam_app.domain.errors import EnvironmentProblem, UserError
from expertteam_app.domain.kluismap import SUFFIX
from expertteam_app.domain.tekens import zuiver

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

BUILDING: Final = ".deels"
"""Ends the name of a folder that is not complete yet, or no longer."""
MAX_NOTE: Final = 2_000
"""Bytes of the note that are read: anyone who can write the folder can write it."""


@dataclass(frozen=True, slots=True)
class KluisFolder:
    """The paths inside one kluis folder; making the value touches no disk."""

    path: Path

    @property
    def naam(self) -> str:
        """The name of the folder without ``.kluis``."""
        return self.path.name.removesuffix(SUFFIX)

    @property
    def header(self) -> Path:
        """``sleutels.json``."""
        return self.path / "sleutels.json"

    @property
    def data(self) -> Path:
        """``data.db``, the encrypted database."""
        return self.path / "data.db"

    @property
    def backups(self) -> Path:
        """The folder ``back-ups``."""
        return self.path / "back-ups"

    @property
    def lock_note(self) -> Path:
        """``in-gebruik.json``: who has the kluis open, on which computer, since when."""
        return self.path / "in-gebruik.json"

    @property
    def lock_file(self) -> Path:
        """``in-gebruik.lock``: empty; who holds the lock is known to the operating system only."""
        return self.path / "in-gebruik.lock"


@contextmanager
def new_folder(path: Path) -> Iterator[KluisFolder]:
    """A kluis folder (with ``back-ups`` in it) to fill inside the block; it gets its name when it is complete.

    Until then it stands beside it as ``<naam>.kluis.deels``, which nobody takes for a kluis. When the block fails
    nothing is left; what a program left that was broken off goes when the same kluis is made again. Only this user of
    the computer may enter it.

    Args:
        path: the folder it becomes.

    Raises:
        UserError: the name does not end in ``.kluis``, or something stands there already.
        EnvironmentProblem: the disk refuses.
    """
    target = KluisFolder(path.absolute())
    if not path.name.endswith(SUFFIX) or not target.naam:
        raise UserError(f"De map van een kluis heet <naam>{SUFFIX}.", f"Kies een naam die eindigt op {SUFFIX}.")
    folder = KluisFolder(target.path.with_name(target.path.name + BUILDING))
    with explained_disk():
        _refuse_taken(target)
        if folder.path.exists():
            shutil.rmtree(folder.path)
        folder.path.mkdir(mode=0o700)
    try:
        with explained_disk():
            folder.backups.mkdir(mode=0o700)
        yield folder
        with explained_disk():
            sync_folder(folder.path)
            _refuse_taken(target)
            folder.path.rename(target.path)
            sync_folder(target.path.parent)
    except BaseException:
        shutil.rmtree(folder.path, ignore_errors=True)
        raise


def _refuse_taken(target: KluisFolder) -> None:
    if os.path.lexists(target.path):
        raise UserError("Op deze plaats staat al een kluis.", "Kies een andere naam of plaats.")


def open_folder(path: Path) -> KluisFolder:
    """The folder of a kluis that should exist.

    Raises:
        UserError: no kluis stands there.
        DamagedKluis: it is a kluis, but its ``data.db`` is gone.
    """
    folder = KluisFolder(path.absolute())
    keys = (folder.header, folder.header.with_name(folder.header.name + ".bak"))
    if not folder.data.is_file() and not any(key.is_file() for key in keys):
        raise UserError("Op deze plaats staat geen kluis.", f"Kies een map waarvan de naam eindigt op {SUFFIX}.")
    if not folder.data.is_file():
        raise DamagedKluis("Het gegevensbestand (data.db) van deze kluis ontbreekt.")
    return folder


@contextmanager
def locked(folder: KluisFolder, wie: str = "") -> Iterator[None]:
    """Hold the kluis for this program alone.

    The operating system drops the lock when the process ends, however it ends; so the file that stays behind after a
    crash blocks nobody. A note beside it says who holds the kluis, for whoever comes second.

    Args:
        folder: the kluis.
        wie: the name of the user who opens it, which stands in ``sleutels.json`` as well.

    Raises:
        EnvironmentProblem: this kluis is open already, here or in another program (the text says by whom and since
            when), or the disk cannot lock files.
    """
    with explained_disk():
        descriptor = os.open(folder.lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(descriptor, folder)
        _leave_note(folder, wie)
        yield
        folder.lock_note.unlink(missing_ok=True)
    finally:
        os.close(descriptor)  # closing is what unlocks, on every system


def _leave_note(folder: KluisFolder, wie: str) -> None:
    note = {"wie": wie, "computer": platform.node(), "sinds": datetime.now(UTC).isoformat(timespec="seconds")}
    with contextlib.suppress(OSError):  # a note that cannot be written keeps nobody from working
        folder.lock_note.write_text(json.dumps(note), "utf-8")


def _holder(folder: KluisFolder) -> str:
    """Who holds the kluis, where and since when, as part of a sentence; empty when nobody left a readable note."""
    try:
        note = json.loads(read_note(folder.lock_note))
        since = datetime.fromisoformat(note["sinds"]).astimezone()
        wie, computer = (zuiver(" ".join(str(note[key]).split()))[:100] for key in ("wie", "computer"))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return ""
    return f" door {wie or 'iemand'} op computer {computer or '?'}, sinds {since:%d-%m-%Y %H:%M}"


def read_note(path: Path, most: int = MAX_NOTE) -> str:
    """The beginning of a small text beside a kluis, which anyone who can write the folder can have written.

    Raises:
        OSError: it is not there or cannot be read.
    """
    with path.open("rb") as file:
        return file.read(most).decode("utf-8", "replace")


def _take(descriptor: int, folder: KluisFolder) -> None:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        raise EnvironmentProblem(
            f"Deze kluis is al open{_holder(folder) or ', in een ander venster of in een ander programma'}.",
            "Sluit hem daar en probeer het opnieuw.",
        ) from None
    except OSError as error:
        raise EnvironmentProblem(
            "Deze schijf kan bestanden niet op slot zetten; een kluis is hier niet veilig.",
            "Zet de kluis op een schijf van deze computer.",
        ) from error


def sync_file(path: Path) -> None:
    """Make the contents of a file durable."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Make names in a folder durable; Windows does that by itself and cannot open a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
