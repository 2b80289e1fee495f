"""Where things stand on this computer: kluizen, settings of the window, the log of faults."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from expertteam_app.domain.draagbaar import (
    GEGEVENS,
    MERK,
    ONDERDELEN,
    Opstelling,
    bezwaar,
    niet_te_schrijven,
    plek_van,
)
from expertteam_app.domain.errors import EnvironmentProblem
from expertteam_app.domain.kluismap import SUFFIX

PRACTICE_NAME = "oefenkluis"


def data_folder() -> Path:
    r"""The folder of this user for Expertteam; made when needed.

    Beside a portable program (`MERK`): ``gegevens``. Else on Windows: ``%LOCALAPPDATA%\Expertteam`` (never roaming).
    macOS: Application Support. Else ``$XDG_DATA_HOME`` or ``~/.local/share``.

    Raises:
        EnvironmentProblem: the program is portable and cannot keep its data where it stands.
    """
    folder = program_folder()
    if folder is not None and (folder / MERK).is_file():
        return _portable_folder(folder)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Expertteam"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support" / "Expertteam"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "expertteam"
    base.mkdir(parents=True, exist_ok=True)
    return base


def program_folder() -> Path | None:
    """The folder of the built program; None when the program runs from its source."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def start_problem() -> EnvironmentProblem | None:
    """Why a built program does not start from where it stands; None when it may."""
    folder = program_folder()
    if folder is None:
        return None
    return bezwaar(
        plek_van(
            Opstelling(
                map=folder,
                tijdelijk=(Path(tempfile.gettempdir()).resolve(),),
                merk=(folder / MERK).is_file(),
                onderdelen=(folder / ONDERDELEN).is_dir(),
            )
        )
    )


def _portable_folder(program: Path) -> Path:
    folder = program / GEGEVENS
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):  # the rights of a folder do not tell: a stick may be write-protected
            pass
    except OSError as error:
        raise niet_te_schrijven() from error
    return folder


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
