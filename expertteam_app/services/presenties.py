"""Use cases on the list of presence of a zitting: who is invited, who is there, and at which item."""

from __future__ import annotations

from expertteam_app.db.tables import AanwezigheidRow, PersoonRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.mandaten import Gevolg, weigh
from expertteam_app.services.zittingen import open_zitting


class Presenties:
    """What a user does with the list of presence. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def add(self, zitting_id: int, *, persoon_id: int | None = None, naam: str = "", rol: str = "") -> int:
        """Put someone on the list of presence: a professional, or by name a parent or other guest.

        Raises:
            FieldError: no name, or a role outside the list.
            UserError: the person is on the list already, or is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("uitgenodigd") as session:
            zitting = open_zitting(session, zitting_id)
            persoon = session.get(PersoonRow, persoon_id) if persoon_id is not None else None
            if persoon_id is not None and persoon is None:
                raise UserError("Deze persoon bestaat niet meer.")
            if persoon and any(a.persoon_id == persoon.id for a in zitting.aanwezigen):
                raise UserError("Deze persoon staat al op de lijst.")
            if persoon is None and not naam.strip():
                raise FieldError("naam", "Vul de naam in.")
            role = checked_code(self._context.lists, "tafelrollen", rol or (persoon.rol if persoon else ""), "rol")
            row = AanwezigheidRow(
                zitting_id=zitting.id, persoon_id=persoon.id if persoon else None, naam=naam.strip(), rol=role
            )
            session.add(row)
            session.flush()
            return row.id

    def zet(self, aanwezigheid_id: int, presentie: str) -> Gevolg:
        """Say whether someone is uitgenodigd, aanwezig, op-afstand or afwezig; returns what that did to besluiten.

        Raises:
            FieldError: another word.
            UserError: the person is off the list, or the verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        checked_code(self._context.lists, "presentie", presentie, "presentie")
        with self._context.write("presentie") as session:
            row = session.get(AanwezigheidRow, aanwezigheid_id)
            if row is None:
                raise UserError("Deze persoon staat niet meer op de lijst.")
            zitting = open_zitting(session, row.zitting_id)
            row.presentie = presentie
            return weigh(session, zitting)

    def iedereen_aanwezig(self, zitting_id: int) -> Gevolg:
        """Say that everyone of whom it is not known yet is there; returns what that did to besluiten.

        Raises:
            UserError: the zitting is gone or its verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("presentie van iedereen") as session:
            zitting = open_zitting(session, zitting_id)
            for row in zitting.aanwezigen:
                if row.presentie == "uitgenodigd":
                    row.presentie = "aanwezig"
            return weigh(session, zitting)

    def alleen_bij(self, aanwezigheid_id: int, punt_id: int | None) -> Gevolg:
        """Say that someone comes for one item only (None: for the whole zitting); returns what that did to besluiten.

        Raises:
            UserError: the person is off the list, the item is of another zitting, or the verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("aanwezig bij agendapunt") as session:
            row = session.get(AanwezigheidRow, aanwezigheid_id)
            if row is None:
                raise UserError("Deze persoon staat niet meer op de lijst.")
            zitting = open_zitting(session, row.zitting_id)
            if punt_id is not None and punt_id not in {p.id for p in zitting.punten}:
                raise UserError("Dit agendapunt hoort niet bij deze zitting.")
            row.agendapunt_id = punt_id
            return weigh(session, zitting)

    def remove(self, aanwezigheid_id: int) -> Gevolg:
        """Take someone off the list of presence; returns what that did to besluiten."""
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("van de lijst gehaald") as session:
            row = session.get(AanwezigheidRow, aanwezigheid_id)
            if row is None:
                return Gevolg()
            zitting = open_zitting(session, row.zitting_id)
            zitting.aanwezigen.remove(row)
            session.delete(row)
            session.flush()
            return weigh(session, zitting)
