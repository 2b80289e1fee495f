"""Use cases on the goals of a besluit drang: what, who, by when, how it is checked, and whether it was kept."""

from __future__ import annotations

from datetime import date

from expertteam_app.db.queries import zittingen as q
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AfspraakRow, BesluitRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.zittingen import open_zitting

TEXTS = frozenset({"doel", "wie", "toets"})


class Afspraken:
    """Goals of a besluit. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def add(self, besluit_id: int, doel: str, wie: str = "", wanneer: date | None = None, toets: str = "") -> int:
        """Agree on a goal; returns its id.

        Raises:
            FieldError: no goal, or a besluit that is not drang.
            UserError: the besluit is gone, or the verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if not doel.strip():
            raise FieldError("doel", "Schrijf op wat er bereikt moet zijn.")
        with self._context.write("afspraak gemaakt") as session:
            besluit = session.get(BesluitRow, besluit_id)
            if besluit is None:
                raise UserError("Dit besluit bestaat niet meer.")
            self._open(session, besluit)
            if besluit.soort != "drang":
                raise FieldError("doel", "Afspraken met een terugmelding horen bij een besluit drang.")
            row = AfspraakRow(
                besluit_id=besluit.id, doel=doel.strip(), wie=wie.strip(), wanneer=wanneer, toets=toets.strip()
            )
            besluit.afspraken.append(row)
            session.flush()
            return row.id

    def change(self, afspraak_id: int, field: str, value: object) -> None:
        """Store doel, wie, wanneer or toets while the verslag is open.

        Raises:
            FieldError: another field, no goal, or no date.
            UserError: the afspraak is gone, or the verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if field not in TEXTS and field != "wanneer":
            raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")
        if field == "wanneer" and value is not None and not isinstance(value, date):
            raise FieldError(field, "Dit is geen datum.", "Typ bijvoorbeeld 12-3-2026.")
        if field == "doel" and not str(value or "").strip():
            raise FieldError("doel", "Schrijf op wat er bereikt moet zijn.", "Of haal de afspraak weg.")
        with self._context.write(f"afspraak: {field} gewijzigd") as session:
            row = self._get(session, afspraak_id)
            self._open(session, session.get_one(BesluitRow, row.besluit_id))
            setattr(row, field, value if field == "wanneer" else str(value or "").strip())

    def remove(self, afspraak_id: int) -> None:
        """Take a goal away while the verslag is open."""
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("afspraak weggehaald") as session:
            row = self._get(session, afspraak_id)
            besluit = session.get_one(BesluitRow, row.besluit_id)
            self._open(session, besluit)
            besluit.afspraken.remove(row)
            session.delete(row)

    def nagekomen(self, afspraak_id: int, nagekomen: str) -> None:
        """Say whether a goal was kept: ja, deels or nee; empty takes that back. Also after vaststellen.

        Raises:
            FieldError: another word.
            UserError: the afspraak is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if nagekomen:
            checked_code(self._context.lists, "nagekomen", nagekomen, "nagekomen")
        with self._context.write("afspraak: nagekomen") as session:
            self._get(session, afspraak_id).nagekomen = nagekomen

    def _get(self, session: DbSession, afspraak_id: int) -> AfspraakRow:
        row = session.get(AfspraakRow, afspraak_id)
        if row is None:
            raise UserError("Deze afspraak bestaat niet meer.")
        return row

    def _open(self, session: DbSession, besluit: BesluitRow) -> None:
        punt = q.get_punt(session, besluit.agendapunt_id)
        if punt is not None:
            open_zitting(session, punt.zitting_id)
