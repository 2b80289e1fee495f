"""Finds the files that ship with the program: fonts, icons, codelijsten.

The lowest room of the house: standard library only, and it knows nothing of what the files mean.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resources_dir() -> Path:
    """The folder with shipped files: inside the package when installed, beside it in a checkout."""
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def resource_path(*parts: str) -> Path:
    """The path of one shipped file, e.g. ``resource_path("fonts", "IBMPlexSans-Regular.ttf")``.

    Raises:
        FileNotFoundError: the installation is not complete; the text names the missing file.
    """
    path = resources_dir().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError("Bestand ontbreekt in de installatie: " + "/".join(parts))
    return path
