"""Where things stand on this computer: kluizen, settings of the window, the log of faults."""

from __future__ import annotations

import os
import sys
from pathlib import Path

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
    return folder / f"{PRACTICE_NAME}.kluis"
