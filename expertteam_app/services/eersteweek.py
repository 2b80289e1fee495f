"""Use cases of the first week in the Oefenkluis: choose a role, see which tasks are done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from expertteam_app.db.queries.instellingen import get_setting, set_setting
from expertteam_app.db.queries.logboek import acts_after, last_number
from expertteam_app.domain.access import Right, Rol
from expertteam_app.domain.eersteweek import Taak, done, parse_taken
from expertteam_app.domain.errors import UserError
from expertteam_app.resources import resource_path
from expertteam_app.services.context import Context

_SETTING = "eersteweek"


@dataclass(frozen=True, slots=True)
class Week:
    """The tasks of a role, and the ids of those that were done."""

    rol: Rol
    taken: tuple[Taak, ...]
    gedaan: frozenset[str]


@cache
def all_tasks() -> tuple[Taak, ...]:
    """Every task that ships with the program."""
    return parse_taken(resource_path("eerste-week.toml").read_text(encoding="utf-8"))


class EersteWeek:
    """The first week. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def begin(self, rol: Rol) -> None:
        """Begin the week of a role, or begin it anew: what was done before does not count.

        Raises:
            UserError: this is a real kluis.
        """
        self._context.actor.require(Right.SETTINGS_READ)
        if not self._context.oefening:
            raise UserError("De eerste week doet u in de Oefenkluis.", "Open de Oefenkluis om te oefenen.")
        with self._context.write("eerste week begonnen") as session:
            set_setting(session, _SETTING, {"rol": rol.value, "na": last_number(session)})

    def week(self) -> Week | None:
        """The week that was begun; None when none was."""
        self._context.actor.require(Right.SETTINGS_READ)
        with self._context.read() as session:
            begun = get_setting(session, _SETTING)
            if not isinstance(begun, dict):
                return None
            rol = Rol(begun["rol"])
            acts = acts_after(session, int(begun["na"]), self._context.actor.naam)
        taken = tuple(t for t in all_tasks() if rol in t.rollen)
        return Week(rol, taken, done(taken, acts))
