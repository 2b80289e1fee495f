"""Writing files for people outside the kluis, with a line in the log of what left, by whom and about which row."""

from __future__ import annotations

import hashlib
from pathlib import Path

from expertteam_app.db.audit import append, canonical
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import EnvironmentProblem, UserError
from expertteam_app.domain.kluismap import SUFFIX
from expertteam_app.services.context import Context

Plaats = tuple[str, int]
"""A row that a file is about: its table and id."""

KLUIS: Plaats = ("kluis", 1)
"""For what is about no single dossier."""


def check_outside(folder: Path) -> None:
    """Refuse to write readable files into a kluis.

    Raises:
        UserError: the folder is a kluis or stands in one.
    """
    if any(part.endswith(SUFFIX) for part in folder.absolute().resolve().parts):
        raise UserError("In de map van een kluis komt geen ander bestand.", "Kies een map buiten de kluis.")


def write_files(files: dict[str, bytes], folder: Path) -> list[Path]:
    """Write files for people into a folder (made when needed); returns the paths.

    Raises:
        UserError: the folder is (in) a kluis, where nothing may stand beside the encrypted files.
        EnvironmentProblem: the folder cannot be written to.
    """
    check_outside(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths = [folder / name for name in files]
        for path in paths:
            path.write_bytes(files[path.name])
    except OSError as problem:
        raise EnvironmentProblem(
            "In deze map kan niet worden geschreven.", "Kies een andere map of maak ruimte vrij."
        ) from problem
    return paths


class Uitvoer:
    """Files that leave. Whoever made the content asked the right for that; this asks who may take anything."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def schrijf(self, files: dict[str, bytes], folder: Path, wat: str, over: Plaats = KLUIS) -> list[Path]:
        """Note in the log what leaves, then write it; returns the paths.

        Args:
            files: name to content.
            folder: where they come; made when needed.
            wat: what it is, in Dutch, such as "genogram"; no personal data.
            over: the row it is about.

        Raises:
            UserError: the folder is (in) a kluis, or the kluis is busy: then nothing leaves.
            EnvironmentProblem: the folder cannot be written to.
        """
        self._context.actor.require(Right.FIGURES_READ)
        check_outside(folder)
        sums = [hashlib.sha256(content).hexdigest() for content in files.values()]
        with self._context.write(f"{wat} opgeslagen buiten de kluis") as session:
            append(session, [(*over, "gelezen", canonical({"sha256": [None, sums]}))])
        return write_files(files, folder)
