"""Reading the files that are named on the command line."""

from __future__ import annotations

from pathlib import Path

from expertteam_app.domain.errors import UserError


def read_input(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UserError: it is not there or cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as problem:
        raise UserError("Dit bestand is niet te lezen.", "Controleer de naam en de map.") from problem
