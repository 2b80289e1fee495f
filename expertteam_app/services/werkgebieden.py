"""Use cases on dossiers outside the own werkgebied: open one with a reason, and who did (DOMEIN 9 "Access")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_app.db.audit import log_read
from expertteam_app.db.queries import werkgebied as q
from expertteam_app.db.tables import InzageredenRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.werkgebied import DossierSoort, Tafels, Werkgebied, checked_reason
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context

MEESTE = 200


@dataclass(frozen=True, slots=True)
class MetReden:
    """A dossier that someone opened with a reason; `grond` is the label of its code."""

    wie: str
    op: date
    nummer: str
    grond: str
    toelichting: str


class Werkgebieden:
    """What a user sees, and the way past it. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def eigen(self) -> Werkgebied:
        """The werkgebied of the user who is working now."""
        self._context.actor.require(Right.SETTINGS_READ)
        return self._context.werkgebied

    @property
    def in_woorden(self) -> str:
        """The own werkgebied for the top of the window, such as ``Epe · RET``; empty when it is everything."""
        self._context.actor.require(Right.SETTINGS_READ)
        werk = self._context.werkgebied
        parts = [self._context.labels[werk.gemeente]] if werk.gemeente else []
        parts += [werk.tafels.value] if werk.tafels is not Tafels.BEIDE else []
        return " · ".join(parts)

    def open_met_reden(self, nummer: str, grond: str, toelichting: str) -> tuple[DossierSoort, int]:
        """Make a dossier outside the own werkgebied visible until the kluis locks; it stands in the log.

        A dossier that is inside it opens without a reason being kept.

        Raises:
            FieldError: no such number, no ground, or a toelichting that says nothing.
            NoRightError: the role reads no dossiers.
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            seen = q.dossier_by_number(session, nummer)
        if seen is not None:
            return seen
        text = checked_reason(grond, toelichting)
        checked_code(self._context.lists, "inzagegronden", grond, "grond")
        with self._context.write("dossier met een reden geopend") as session:
            found = q.dossier_by_number(session, nummer)
            if found is None:
                raise FieldError("nummer", "Dit nummer staat niet in deze kluis.", "Kijk het na; een naam kan niet.")
            soort, dossier_id = found
            session.add(
                InzageredenRow(
                    gebruiker=self._context.actor.naam,
                    sitting=self._context.sitting,
                    soort=soort.value,
                    dossier_id=dossier_id,
                    grond=grond,
                    toelichting=text,
                    gegeven_op=self._context.vandaag(),
                )
            )
            session.flush()
            log_read(session, soort.value, dossier_id)
        return found

    def reden_van(self, soort: DossierSoort, dossier_id: int) -> MetReden | None:
        """The reason with which the user who is working now opened a dossier; None: it needed none."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            row = q.reason_for(session, soort, dossier_id, self._context.sitting)
            return None if row is None else self._told(row, "")

    def all(self) -> list[MetReden]:
        """The newest dossiers that were opened with a reason, by anyone; at most `MEESTE`."""
        self._context.actor.require(Right.AUDIT_READ)
        with self._context.read() as session:
            rows = q.reasons(session, MEESTE)
            may = self._context.actor.can(Right.CASUS_READ)
            return [self._told(row, nummer, with_words=may) for row, nummer in rows]

    def _told(self, row: InzageredenRow, nummer: str, *, with_words: bool = True) -> MetReden:
        grond = self._context.lists["inzagegronden"].label(row.grond)
        return MetReden(row.gebruiker, row.gegeven_op, nummer, grond, row.toelichting if with_words else "")
