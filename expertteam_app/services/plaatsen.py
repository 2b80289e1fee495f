"""Where things stand on this computer: kluizen, settings of the window, the log of faults."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from expertteam_app.domain.kluismap import SUFFIX

PRACTICE_NAME = "oefenkluis"


def data_folder() -> Path:
    r"""The folder of this user for Expertteam; made when needed.

    Windows: ``%LOCALAPPDATA%\Expertteam`` (never roaming). macOS: Application Support. Else ``$XDG_DATA_HOME`` or
    ``~/.local/share``.
    """
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Expertteam"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support" / "Expertteam"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "expertteam"
    base.mkdir(parents=True, exist_ok=True)
    return base


def practice_path(folder: Path) -> Path:
    """The folder of the Oefenkluis of this user."""
    return folder / f"{PRACTICE_NAME}{SUFFIX}"


def named_kluis(argument: str) -> Path | None:
    """The kluis that a word after the command names: its folder, or a file in it; None when it names none.

    A desktop hands over the file that was clicked on, never the folder around it.
    """
    path = Path(argument).absolute()
    return next((each for each in (path, path.parent) if each.suffix == SUFFIX), None)


def known_kluizen(folder: Path) -> list[Path]:
    """The kluizen in the folder of this user by name, the Oefenkluis last."""
    found = [path for path in folder.glob(f"*{SUFFIX}") if path.is_dir()] if folder.is_dir() else []
    practice = practice_path(folder)
    return sorted(found, key=lambda path: (path == practice, path.name.casefold()))
