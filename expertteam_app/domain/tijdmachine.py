"""The casus as it was known: which acts changed it, and what differs between two dossiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from expertteam_app.domain.dossier import CasusDossier


@dataclass(frozen=True, slots=True)
class Wijziging:
    """An act that changed what is known of a casus.

    Attributes:
        regel: id of the last line of the audit log that belongs to it.
        moment: when (UTC, ISO).
    """

    regel: int
    moment: str
    wie: str
    handeling: str


@dataclass(frozen=True, slots=True)
class Rij:
    """Something that hung on the casus besides its dossier: table, row, and what its columns held."""

    tabel: str
    rij: int
    velden: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Toen:
    """A casus after one of its changes.

    Attributes:
        dossier: None when the casus was not (or no longer) known.
    """

    dossier: CasusDossier | None
    overig: tuple[Rij, ...]
