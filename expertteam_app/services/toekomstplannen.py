"""Use cases on the toekomstplan of a jeugdige (DOMEIN section 8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from expertteam_app.db.queries import toekomstplannen as q
from expertteam_app.db.session import DbSession
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import VROEGSTE_DATUM
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.toekomstplan import Toekomstplan
from expertteam_app.services.casussen import casus_gone
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context


class Toekomstplannen:
    """One plan per jeugdige, reached by any of its casussen. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of_casus(self, casus_id: int) -> Toekomstplan | None:
        """The toekomstplan of the jeugdige of a casus, None while there is none.

        Raises:
            UserError: the casus is gone.
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            row = q.plan_row(session, self._jeugdige(session, casus_id))
            return None if row is None else q.to_plan(row)

    def store(self, casus_id: int, datum: date | None, leefdomeinen: Sequence[str], eigenaar: str) -> None:
        """Record the plan, in the place of the one that is there.

        Raises:
            FieldError: no day, a day in the future or before 1990, or a code outside the list leefdomeinen.
            UserError: the casus is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if datum is None:
            raise FieldError("datum", "Vul in wanneer het toekomstplan is gemaakt.")
        if datum > self._context.vandaag():
            raise FieldError("datum", "Deze datum ligt in de toekomst.", "Leg alleen een plan vast dat er is.")
        if datum < VROEGSTE_DATUM:
            raise FieldError("datum", f"Deze datum ligt vóór {VROEGSTE_DATUM.year}.", "Controleer het jaartal.")
        chosen = {checked_code(self._context.lists, "leefdomeinen", c, "leefdomeinen") for c in leefdomeinen}
        ordered = tuple(c.code for c in self._context.lists["leefdomeinen"] if c.code in chosen)
        with self._context.write("toekomstplan vastgelegd") as session:
            q.put_plan(session, Toekomstplan(self._jeugdige(session, casus_id), datum, ordered, eigenaar.strip()))

    def remove(self, casus_id: int) -> None:
        """Take a plan away that is not there after all; the audit log keeps what it was.

        Raises:
            UserError: the casus or the plan is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("toekomstplan weggehaald") as session:
            if not q.remove_plan(session, self._jeugdige(session, casus_id)):
                raise UserError("Dit toekomstplan is al weggehaald.")

    def _jeugdige(self, session: DbSession, casus_id: int) -> int:
        found = q.jeugdige_of(session, casus_id)
        if found is None:
            raise casus_gone()
        return found
