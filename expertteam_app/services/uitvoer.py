"""Writing files for people outside the kluis."""

from __future__ import annotations

from pathlib import Path

from expertteam_app.db.folder import SUFFIX
from expertteam_app.domain.errors import EnvironmentProblem, UserError


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
