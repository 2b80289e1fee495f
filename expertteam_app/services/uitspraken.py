"""Use cases on what professionals see and think: feit and mening apart, each with its bron."""

from __future__ import annotations

from expertteam_app.db.queries import uitspraken as q
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import CasusRow, UitspraakRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.uitspraak import NieuweUitspraak, Uitspraak, UitspraakSoort, checked_uitspraak
from expertteam_app.services.casussen import casus_gone
from expertteam_app.services.context import Context


class Uitspraken:
    """Statements about a casus. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def van_casus(self, casus_id: int) -> tuple[Uitspraak, ...]:
        """Every statement about a casus, in order of entry."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return q.uitspraken_of(session, casus_id)

    def bronnen(self, casus_id: int) -> tuple[str, ...]:
        """Who was named as a bron before, to choose from while typing."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return q.bronnen_of(session, casus_id)

    def add(self, casus_id: int, nieuw: NieuweUitspraak) -> int:
        """Record a statement; returns its id.

        Raises:
            FieldError: what `checked_uitspraak` refuses, such as a feit without bron.
            UserError: the casus is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        checked = checked_uitspraak(nieuw, self._context.vandaag())
        with self._context.write(f"{checked.soort} vastgelegd") as session:
            if session.get(CasusRow, casus_id) is None:
                raise casus_gone()
            return q.add_uitspraak(session, casus_id, checked).id

    def change(self, uitspraak_id: int, nieuw: NieuweUitspraak) -> None:
        """Change a statement as a whole.

        Raises:
            FieldError: as `add`.
            UserError: it is gone, or a verklaring, which stays as it was given.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        checked = checked_uitspraak(nieuw, self._context.vandaag())
        with self._context.write(f"{checked.soort} gewijzigd") as session:
            row = self._changeable(session, uitspraak_id)
            if checked.soort is UitspraakSoort.VERKLARING:
                raise FieldError(
                    "soort", "Een eigen verklaring begint u nieuw.", "Voeg haar toe; dan blijft zij staan."
                )
            row.soort, row.tekst, row.bron = checked.soort.value, checked.tekst, checked.bron
            row.datum = checked.datum

    def remove(self, uitspraak_id: int) -> None:
        """Take a statement away; the logboek keeps what it was.

        Raises:
            UserError: it is gone already, or a verklaring.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("uitspraak weggehaald") as session:
            session.delete(self._changeable(session, uitspraak_id))

    def _changeable(self, session: DbSession, uitspraak_id: int) -> UitspraakRow:
        row = self._get(session, uitspraak_id)
        if row.soort == UitspraakSoort.VERKLARING:
            raise UserError(
                "Een eigen verklaring blijft staan zoals zij is gegeven.",
                "Voeg een nieuwe verklaring toe als dat nodig is.",
            )
        return row

    def _get(self, session: DbSession, uitspraak_id: int) -> UitspraakRow:
        row = session.get(UitspraakRow, uitspraak_id)
        if row is None:
            raise UserError("Deze uitspraak bestaat niet meer.", "Een ander deel van het programma haalde haar weg.")
        return row
