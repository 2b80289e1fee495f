"""Reading the files that are named on the command line."""

from __future__ import annotations

from pathlib import Path

from expertteam_app.domain.errors import UserError
from expertteam_app.exchange.bestand import read_file

MAX_BYTES = 1_000_000_000
"""A log of ten million steps takes half of it; more does not fit in the memory of a usual laptop."""


def read_input(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UserError: it is not there, is far too large or cannot be read.
    """
    try:
        content = read_file(path, MAX_BYTES)
    except OSError as problem:
        raise UserError("Dit bestand is niet te lezen.", "Controleer de naam en de map.") from problem
    if content is None:
        raise UserError("Dit bestand is groter dan 1 GB.", "Verdeel het over meer bestanden.")
    return content
