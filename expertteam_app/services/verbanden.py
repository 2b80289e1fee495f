"""Use cases on the link between a casus of the RET and a VTB of the JBT: there is none without a reason (DOMEIN 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_app.db.queries import werkgebied as q
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import VerbandRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.werkgebied import DossierSoort
from expertteam_app.services.context import Context


@dataclass(frozen=True, slots=True)
class Verband:
    """A link as seen from one of its ends.

    Attributes:
        soort: the kind of the dossier at the other end, with its id and number.
    """

    id: int
    soort: DossierSoort
    dossier_id: int
    nummer: str
    reden: str
    sinds: date
    door: str


class Verbanden:
    """Links between RET and JBT. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def van(self, soort: DossierSoort, dossier_id: int) -> list[Verband]:
        """The links of a dossier that hold now."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return [
                Verband(row.id, DossierSoort(kind), other, nummer, row.reden, row.gelegd_op, row.door)
                for row, kind, other, nummer in q.links(session, soort, dossier_id)
            ]

    def kandidaten(self, soort: DossierSoort, dossier_id: int) -> list[str]:
        """Numbers of dossiers of the other table about the same jeugdige that are not linked to this one."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            find = q.vtbs_of_child if soort is DossierSoort.CASUS else q.casussen_of_vtb
            linked = {nummer for _row, _kind, _other, nummer in q.links(session, soort, dossier_id)}
            return [nummer for nummer in find(session, dossier_id) if nummer not in linked]

    def leg(self, soort: DossierSoort, dossier_id: int, nummer: str, reden: str) -> None:
        """Link a dossier to one of the other table; whoever sees one of the two then sees the other.

        Raises:
            FieldError: no such dossier of the other table, it is linked already, or no reason.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if not reden.strip():
            raise FieldError(
                "reden",
                "Schrijf op waarom deze dossiers bij elkaar horen.",
                "Zonder reden blijven RET en JBT gescheiden.",
            )
        with self._context.read() as session:  # a verband shows both ends, so who makes it must see both already
            found = q.dossier_by_number(session, nummer) if q.is_seen(session, soort, dossier_id) else None
        with self._context.write("verband tussen RET en JBT gelegd") as session:
            if found is None or found[0] is soort:
                wanted = "een VTB" if soort is DossierSoort.CASUS else "een casus"
                raise FieldError("nummer", f"Dit is geen nummer van {wanted} in deze kluis.", "Kijk het nummer na.")
            if any(other == found[1] for _row, _kind, other, _nummer in q.links(session, soort, dossier_id)):
                raise FieldError("nummer", "Tussen deze dossiers is al een verband.")
            ends = {soort.value: dossier_id, found[0].value: found[1]}
            session.add(
                VerbandRow(
                    casus_id=ends["casus"],
                    vtb_id=ends["vtb"],
                    reden=reden.strip(),
                    gelegd_op=self._context.vandaag(),
                    door=self._context.actor.naam,
                )
            )

    def verbreek(self, verband_id: int) -> None:
        """Undo a link; the row stays, with its reason and the day.

        Raises:
            UserError: it is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("verband tussen RET en JBT verbroken") as session:
            row = _holding(session, verband_id)
            row.verbroken_op, row.verbroken_door = self._context.vandaag(), self._context.actor.naam


def _holding(session: DbSession, verband_id: int) -> VerbandRow:
    row = session.get(VerbandRow, verband_id)
    if row is None or row.verbroken_op is not None:
        raise UserError("Dit verband is al verbroken.", "Open het dossier opnieuw.")
    return row
