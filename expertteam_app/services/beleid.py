r"""The policy of this computer: found once, in the place where only a beheerder of the computer writes.

The place of the computer counts first, and alone: Windows ``%PROGRAMDATA%\Expertteam\beleid.toml``, Linux
``/etc/expertteam/beleid.toml``. Only where nothing stands there a built program looks beside itself, for who carries
it on a stick. A file that cannot be trusted or read is a policy too: the strictest one.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from expertteam_app.domain.beleid import MAX_BYTES, Beleid, lees_beleid, onleesbaar, waarden
from expertteam_app.domain.errors import UserError

BESTAND: Final = "beleid.toml"
ROOT: Final = 0
"""Who must own the place of the computer, on Linux."""


@dataclass(frozen=True, slots=True)
class Gevonden:
    """The policy that holds, and its file; None: there is no policy."""

    beleid: Beleid
    bestand: Path | None = None


def machine_place() -> Path:
    """Where the policy of this computer stands.

    Windows is asked, not the environment: a user can change that.
    """
    if sys.platform == "win32":
        import ctypes

        common_appdata = 0x23
        found = ctypes.create_unicode_buffer(260)
        failed = ctypes.windll.shell32.SHGetFolderPathW(None, common_appdata, None, 0, found)
        return Path("C:/ProgramData" if failed else found.value) / "Expertteam" / BESTAND
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Expertteam") / BESTAND
    return Path("/etc/expertteam") / BESTAND


def places() -> tuple[Path, ...]:
    """Where a policy may stand, the one that counts first."""
    beside = (Path(sys.executable).parent / BESTAND,) if getattr(sys, "frozen", False) else ()
    return (machine_place(), *beside)


@cache
def geldend() -> Gevonden:
    """The policy under which the program runs; read once, so that nothing changes while one works."""
    return find_policy(places())


def in_woorden(found: Gevonden) -> str:
    """What the helpdesk must know of the policy: whether there is one, how much it fixes and what is wrong; no path."""
    if found.bestand is None:
        return "Beleid: geen"
    place = "van de computer" if found.bestand == machine_place() else "naast het programma"
    fixed = [key for key, value in waarden(found.beleid).items() if value is not None]
    return " ".join((f"Beleid: {place}; vast: {', '.join(fixed) or 'niets'}.", *found.beleid.fouten))


def require_practice() -> None:
    """Stop where the policy offers no Oefenkluis.

    Raises:
        UserError: it offers none.
    """
    if not geldend().beleid.oefenkluis:
        raise UserError("Uw beheerder biedt op deze computer geen Oefenkluis aan.", "Oefen op een andere computer.")


def find_policy(where: Sequence[Path], owner: int = ROOT) -> Gevonden:
    """The policy at the first place where something stands.

    Args:
        where: the place of the computer, then others.
        owner: who must own the first one, on Linux.
    """
    for number, path in enumerate(where):
        try:
            path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            return Gevonden(onleesbaar("Het bestand kan niet worden gelezen."), path)
        return Gevonden(_read(path, owner if number == 0 else None), path)
    return Gevonden(Beleid())


def _read(path: Path, owner: int | None) -> Beleid:
    try:
        kind = path.stat()
        if not stat.S_ISREG(kind.st_mode):
            return onleesbaar("Het is geen gewoon bestand.")
        if owner is not None and not _is_guarded((kind, path.parent.stat()), owner):
            return onleesbaar("Wie geen beheerder is, kan het bestand of de map ervan wijzigen.")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError:
        return onleesbaar("Het bestand kan niet worden gelezen.")
    if len(content) > MAX_BYTES:
        return onleesbaar(f"Het bestand is groter dan {MAX_BYTES // 1024} kB.")
    try:
        return lees_beleid(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return onleesbaar("Het bestand is niet opgeslagen als UTF-8.")


def _is_guarded(found: Sequence[os.stat_result], owner: int) -> bool:
    """Whether nobody but the owner can change any of them; Windows guards its place with rights of its own."""
    if sys.platform == "win32":
        return True
    return all(each.st_uid == owner and not each.st_mode & (stat.S_IWGRP | stat.S_IWOTH) for each in found)
