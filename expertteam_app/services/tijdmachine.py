"""Use case of the tijdmachine: a casus as it was known on any date or after any act, by the moment of writing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from expertteam_app.db import tijdmachine as db
from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.tijdmachine import Rij, Toen, Wijziging
from expertteam_app.services.context import Context
from expertteam_app.services.kloklopen import load_stapklok
from expertteam_app.services.ladder import ladder_of


class Tijdmachine:
    """Looks back. Events are shown as they were known then, whatever day they are about."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def wijzigingen(self, casus_id: int) -> tuple[Wijziging, ...]:
        """Every act that changed what is known of this casus, oldest first."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return db.changes_of(session, casus_id)

    def na(self, casus_id: int, wijziging: Wijziging) -> Toen:
        """The casus as it was known after an act; the days on the ladder count up to that day."""
        self._context.actor.require(Right.CASUS_READ)
        return self._look(casus_id, wijziging.regel, datetime.fromisoformat(wijziging.moment).astimezone().date())

    def op(self, casus_id: int, dag: date) -> Toen:
        """The casus as it was known at the end of a day (local time)."""
        self._context.actor.require(Right.CASUS_READ)
        end = datetime.combine(dag, time.max).astimezone().astimezone(UTC).isoformat(timespec="milliseconds")
        with self._context.read() as session:
            line = db.line_at(session, casus_id, end)
        return self._look(casus_id, line, min(dag, self._context.vandaag()))

    def _look(self, casus_id: int, line: int, dag: date) -> Toen:
        with self._context.read() as session:
            dossier: CasusDossier | None = db.dossier_at(session, casus_id, line)
            other = tuple(Rij(*row) for row in db.other_rows_at(session, casus_id, line)) if dossier else ()
            klok = load_stapklok(session)
        if dossier is not None:
            ladder = ladder_of(dossier.stand, dossier, dag, self._context.lists, klok)
            dossier = replace(dossier, ladder=ladder)
        return Toen(dossier, other)
