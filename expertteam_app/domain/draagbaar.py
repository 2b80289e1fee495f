"""Portable use: the program and its data in one folder, on a stick or where nothing may be installed.

What stands beside the program decides; this module only judges. A zip that was not unpacked, or only in part, is the
usual mistake: the program then runs from a folder that the computer empties by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import PurePath
from typing import Final

from expertteam_app.domain.errors import EnvironmentProblem

MERK: Final = ".portable"
"""The file beside the program that makes it portable."""
GEGEVENS: Final = "gegevens"
"""The folder beside a portable program that holds its data."""
ONDERDELEN: Final = "lib"
"""The folder beside the program without which it is not whole."""

_ZIP: Final = re.compile(r"\.zip$", re.IGNORECASE)
_ZIP_IN_TEMP: Final = re.compile(r"\.zip(\.\w{1,8})?$", re.IGNORECASE)
"""Windows Explorer unpacks to ``Temp1_<naam>.zip`` or ``<cijfers>_<naam>.zip.<teken>`` in the temporary folder."""


class Plek(Enum):
    """Where a built program stands."""

    VAST = auto()
    DRAAGBAAR = auto()
    IN_ZIP = auto()
    TIJDELIJK = auto()
    ONVOLLEDIG = auto()


@dataclass(frozen=True, slots=True)
class Opstelling:
    """What can be seen around a built program.

    Attributes:
        map: the folder of the program, absolute, as the system writes it.
        tijdelijk: the temporary folders of this user.
        merk: `MERK` stands beside the program.
        onderdelen: `ONDERDELEN` stands beside the program.
    """

    map: PurePath
    tijdelijk: Sequence[PurePath]
    merk: bool
    onderdelen: bool


def plek_van(opstelling: Opstelling) -> Plek:
    """Where the program stands; an installed program in a temporary folder is left alone, its data are elsewhere."""
    folder = opstelling.map
    temporary = any(folder.is_relative_to(base) for base in opstelling.tijdelijk)
    pattern = _ZIP_IN_TEMP if temporary else _ZIP
    if any(pattern.search(part) for part in folder.parts):
        return Plek.IN_ZIP
    if not opstelling.onderdelen:
        return Plek.ONVOLLEDIG
    if not opstelling.merk:
        return Plek.VAST
    return Plek.TIJDELIJK if temporary else Plek.DRAAGBAAR


_UITPAKKEN: Final = (
    "Klik met de rechtermuisknop op het zipbestand, kies 'Alles uitpakken', en start Expertteam vanuit de map die u "
    "dan krijgt."
)
_GEWEIGERD: Final = {
    Plek.IN_ZIP: (
        "Expertteam is gestart vanuit een zipbestand dat nog niet is uitgepakt. Zo kan het programma niets bewaren.",
        f"{_UITPAKKEN} Eindigt de naam van die map op .zip, geef de map dan een andere naam.",
    ),
    Plek.TIJDELIJK: (
        "Expertteam staat in een tijdelijke map. De computer kan die map leegmaken, en dan is uw kluis weg.",
        "Zet de hele map van Expertteam op een vaste plaats, bijvoorbeeld op een usb-stick, en start het daar.",
    ),
    Plek.ONVOLLEDIG: (
        "Expertteam is niet compleet: naast het programma ontbreekt de map 'lib'.",
        f"{_UITPAKKEN} Laat het programma in die map staan.",
    ),
}


def bezwaar(plek: Plek) -> EnvironmentProblem | None:
    """Why the program does not start from there, and what to do; None when it may."""
    words = _GEWEIGERD.get(plek)
    return EnvironmentProblem(*words) if words else None


def niet_te_schrijven() -> EnvironmentProblem:
    """The folder of a portable program cannot hold its data."""
    return EnvironmentProblem(
        f"Expertteam kan niets bewaren in de map '{GEGEVENS}' naast het programma: die map is niet te schrijven.",
        "Zet de hele map van Expertteam op een plaats waar u mag schrijven, bijvoorbeeld op een usb-stick zonder "
        "schrijfbeveiliging, en start het daar.",
    )
