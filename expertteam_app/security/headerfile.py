"""``sleutels.json`` on disk: never half written, always twice.

Loss of this file is loss of the kluis. So the new text is complete and on the disk before it takes the place of the
old one, is read back, and then goes to ``sleutels.json.bak`` in the same way.
"""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import Final

from expertteam_app.domain.errors import EnvironmentProblem
from expertteam_app.security.header import DamagedHeader, KluisHeader, from_json, to_json

MAX_SIZE: Final = 256 * 1024
"""Largest file that is read, in bytes; 64 slots take about 60,000."""


def backup_path(path: Path) -> Path:
    """Where the second copy stands: ``sleutels.json.bak`` beside it."""
    return path.with_name(path.name + ".bak")


def write_header(path: Path, header: KluisHeader) -> None:
    """Write the header to `path` and then to its second copy; each is replaced as a whole or not at all.

    Raises:
        EnvironmentProblem: the disk is full, read-only, or gave back something else; the old file still stands.
    """
    data = to_json(header)
    try:
        _write_atomically(path, data)
        if path.read_bytes() != data:
            raise EnvironmentProblem(
                "Het sleutelbestand (sleutels.json) is niet goed op de schijf gekomen.",
                "Controleer de schijf en probeer het opnieuw.",
            )
        _write_atomically(backup_path(path), data)
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise EnvironmentProblem(
            "Het sleutelbestand (sleutels.json) kan niet worden opgeslagen: "
            + ("de schijf is vol." if full else "de map van de kluis is niet te schrijven."),
            "Maak ruimte vrij en probeer het opnieuw." if full else "Controleer de rechten op de map van de kluis.",
        ) from error


def read_header(path: Path) -> KluisHeader:
    """Read the header, or its second copy when the first is missing or damaged.

    Raises:
        EnvironmentProblem: neither can be opened (`DamagedHeader` when at least one stands there but is damaged).
        NewerHeader: written by a newer program.
    """
    try:
        return _read(path)
    except (OSError, DamagedHeader) as problem:
        first = problem
    try:
        return _read(backup_path(path))
    except DamagedHeader as second:
        raise (first if isinstance(first, DamagedHeader) else second) from None
    except OSError as error:
        if isinstance(first, DamagedHeader):
            raise first from error
        raise EnvironmentProblem(
            "Het sleutelbestand (sleutels.json) van deze kluis ontbreekt of is niet te lezen.",
            "Zet sleutels.json terug uit de map back-ups van de kluis.",
        ) from error


def _read(path: Path) -> KluisHeader:
    with path.open("rb") as file:
        data = file.read(MAX_SIZE + 1)
    if len(data) > MAX_SIZE:
        raise DamagedHeader("het is te groot")
    return from_json(data)


def _write_atomically(path: Path, data: bytes) -> None:
    temporary = path.with_name(path.name + ".tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable; Windows does that by itself and cannot open a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
