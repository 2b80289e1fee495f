"""A private folder for the few files that another program has to open: readable by this user only, and wiped.

The names in it say nothing. Each running program has a folder of its own and keeps a lock on it, so that the next start
can tell what a crash left behind from what another window is showing now. Overwriting is what a program can do; a disk
that spreads its writes (SSD) may keep an old copy out of sight.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from expertteam_app.domain.errors import EnvironmentProblem

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FOLDER: Final = "inzage"
_SLOT: Final = ".slot"
_CHUNK: Final = 1 << 20


class Inzagemap:
    """The folder of one running program; nothing is made on disk before the first `put`.

    Args:
        data: the folder of this user for Expertteam.
    """

    def __init__(self, data: Path) -> None:
        self._root = data / FOLDER
        self._own: Path | None = None
        self._lock: int | None = None

    def put(self, content: bytes, einde: str) -> Path:
        """Write a file under a random name, read-only for this user; returns its place.

        Raises:
            EnvironmentProblem: the disk refuses.
        """
        try:
            path = self._folder() / f"{secrets.token_hex(8)}{einde}"
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            path.chmod(0o400)
        except OSError as error:
            raise EnvironmentProblem(
                "De bijlage kan niet worden klaargezet voor een ander programma.", "Kijk of de schijf vol is."
            ) from error
        return path

    def wipe(self) -> bool:
        """Overwrite and remove every file that was put here; False when another program still holds one."""
        if self._own is None:
            return True
        if not _wipe_files(self._own):
            return False
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
        _remove_folder(self._own)
        self._own = None
        return True

    def expire(self, seconds: float) -> None:
        """Overwrite and remove the files that stand here longer than so many seconds."""
        limit = time.time() - seconds
        if self._own is not None:
            for path in _files(self._own):
                with contextlib.suppress(OSError):
                    if path.stat().st_mtime <= limit:
                        _wipe(path)

    def sweep(self) -> None:
        """Wipe what an earlier program left behind by a crash; folders of programs that run are left alone."""
        if not self._root.is_dir():
            return
        for folder in [p for p in self._root.iterdir() if p.is_dir() and p != self._own]:
            with contextlib.suppress(OSError):
                with _held(folder) as held:
                    empty = held and _wipe_files(folder)
                if empty:
                    _remove_folder(folder)
        with contextlib.suppress(OSError):
            self._root.rmdir()

    def _folder(self) -> Path:
        if self._own is None:
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._root.chmod(0o700)
            own = self._root / secrets.token_hex(8)
            own.mkdir(mode=0o700)
            self._lock = os.open(own / _SLOT, os.O_CREAT | os.O_RDWR, 0o600)
            _take(self._lock)
            self._own = own
        return self._own


def _take(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """Hold the lock of a folder; gives False when a running program has it."""
    descriptor = os.open(folder / _SLOT, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            _take(descriptor)
        except (BlockingIOError, PermissionError):
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


def _files(folder: Path) -> list[Path]:
    try:
        return [p for p in folder.iterdir() if p.name != _SLOT]
    except OSError:
        return []


def _wipe_files(folder: Path) -> bool:
    done = True
    for path in _files(folder):
        try:
            _wipe(path)
        except OSError:
            done = False
    return done


def _wipe(path: Path) -> None:
    path.chmod(0o600)
    left = path.stat().st_size
    with path.open("r+b") as file:
        while left > 0:
            left -= file.write(bytes(min(_CHUNK, left)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _remove_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):
        (folder / _SLOT).unlink(missing_ok=True)
        folder.rmdir()
