"""Use cases on what imported lists show of the past: from which day on their zaken count in doorlooptijden."""

from __future__ import annotations

from expertteam_app.db.queries import historie as q
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.historie import Historie, checked_choice
from expertteam_app.services.context import Context


class Historien:
    """Histories of imported lists. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def alle(self) -> tuple[Historie, ...]:
        """Every imported list that is in the kluis, oldest first, with the rule that is used for it."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            return tuple(q.histories(session))

    def kies(self, partij_id: int, keuze: str) -> None:
        """Choose from which day on the zaken of a list count, where the program cannot know it.

        Args:
            partij_id: of the batch.
            keuze: ``heel`` (from their begin), ``lopend`` (from the day it was read in), an ISO date, or empty: let
                the program tell by whether the list held closed zaken.

        Raises:
            UserError: there is no such batch in the kluis.
            FieldError: the choice is none of these.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        chosen = checked_choice(keuze, self._context.vandaag())
        with self._context.write("historie van een lijst gekozen") as session:
            if all(h.partij_id != partij_id for h in q.histories(session)):
                raise UserError("Deze partij bestaat niet.", "Bekijk de nummers in de lijst van partijen.")
            q.choose(session, partij_id, chosen)
