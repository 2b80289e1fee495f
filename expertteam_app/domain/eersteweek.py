"""The tasks of a first week in the Oefenkluis: per role, and done when the log shows that it was done."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from expertteam_app.domain.access import Rol

ROLLEN = (Rol.TOEGANGSMEDEWERKER, Rol.VOORZITTER, Rol.SECRETARIS)
"""Whose first week there is."""


@dataclass(frozen=True, slots=True)
class Taak:
    """One thing to try.

    Attributes:
        pagina: id of the page where it is done.
        klaar: beginnings of the names of acts in the log, one of which shows that it was done.
    """

    id: str
    rollen: frozenset[Rol]
    titel: str
    uitleg: str
    pagina: str
    klaar: tuple[str, ...]


def parse_taken(text: str) -> tuple[Taak, ...]:
    """The tasks from TOML, in the order of the week.

    Raises:
        ValueError: an unknown role.
        KeyError: something of a task is missing.
    """
    return tuple(
        Taak(
            t["id"],
            frozenset(Rol(rol) for rol in t["rollen"]),
            t["titel"],
            t["uitleg"],
            t["pagina"],
            tuple(t["klaar"]),
        )
        for t in tomllib.loads(text)["taak"]
    )


def done(taken: Iterable[Taak], handelingen: Iterable[str]) -> frozenset[str]:
    """The ids of the tasks that these acts of the log show as done."""
    acts = tuple(handelingen)
    return frozenset(t.id for t in taken if any(act.startswith(t.klaar) for act in acts))
