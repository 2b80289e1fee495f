"""Reading and finding dossiers outside a werkgebied, the reasons given for them, and the links between RET and JBT."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import CasusRow, InzageredenRow, VerbandRow, VtbKindRow, VtbRow
from expertteam_app.domain.werkgebied import DossierSoort

_ROWS = ((DossierSoort.CASUS, CasusRow), (DossierSoort.VTB, VtbRow))


def dossier_by_number(session: Session, nummer: str) -> tuple[DossierSoort, int] | None:
    """The casus or VTB with this number, in whatever case it is typed; None when this session sees none."""
    for soort, row in _ROWS:
        found = session.scalar(select(row.id).where(row.nummer == nummer.strip().upper(), row.vernietigd_op.is_(None)))
        if found is not None:
            return soort, found
    return None


def is_seen(session: Session, soort: DossierSoort, dossier_id: int) -> bool:
    """Whether this session sees the dossier."""
    row = CasusRow if soort is DossierSoort.CASUS else VtbRow
    return session.get(row, dossier_id) is not None


def reason_for(session: Session, soort: DossierSoort, dossier_id: int, sitting: str) -> InzageredenRow | None:
    """The last reason that was given for a dossier in this sitting."""
    r = InzageredenRow
    query = select(r).where(r.soort == soort.value, r.dossier_id == dossier_id, r.sitting == sitting)
    return session.scalars(query.order_by(r.id.desc())).first()


def reasons(session: Session, limit: int) -> list[tuple[InzageredenRow, str]]:
    """The newest reasons that were given, with the number of the dossier as it is called now."""
    found: Sequence[InzageredenRow] = session.scalars(
        select(InzageredenRow).order_by(InzageredenRow.id.desc()).limit(limit)
    ).all()
    numbers: dict[tuple[str, int], str] = {}
    for soort, row in _ROWS:
        ids = {r.dossier_id for r in found if r.soort == soort.value}
        for number, nummer in session.execute(select(row.id, row.nummer).where(row.id.in_(ids))):
            numbers[soort.value, number] = nummer
    return [(r, numbers.get((r.soort, r.dossier_id), "")) for r in found]


def links(session: Session, soort: DossierSoort, dossier_id: int) -> list[tuple[VerbandRow, str, int, str]]:
    """The links of a dossier that hold: the link, and the kind, id and number of the dossier at the other end."""
    k = VerbandRow
    own, other, row = (
        (k.casus_id, k.vtb_id, VtbRow) if soort is DossierSoort.CASUS else (k.vtb_id, k.casus_id, CasusRow)
    )
    kind = DossierSoort.VTB if soort is DossierSoort.CASUS else DossierSoort.CASUS
    query = select(k, row.id, row.nummer).join(row, row.id == other).where(own == dossier_id, k.verbroken_op.is_(None))
    query = query.where(row.vernietigd_op.is_(None))
    return [(link, kind.value, number, nummer) for link, number, nummer in session.execute(query.order_by(k.id))]


def vtbs_of_child(session: Session, casus_id: int) -> list[str]:
    """Numbers of the VTB's that name the jeugdige of a casus."""
    query = (
        select(VtbRow.nummer)
        .join(VtbKindRow, VtbKindRow.vtb_id == VtbRow.id)
        .join(CasusRow, CasusRow.jeugdige_id == VtbKindRow.jeugdige_id)
        .where(CasusRow.id == casus_id, VtbRow.vernietigd_op.is_(None))
        .order_by(VtbRow.id)
    )
    return list(dict.fromkeys(session.scalars(query)))


def casussen_of_vtb(session: Session, vtb_id: int) -> list[str]:
    """Numbers of the casussen of the jeugdigen that a VTB names."""
    query = (
        select(CasusRow.nummer)
        .join(VtbKindRow, VtbKindRow.jeugdige_id == CasusRow.jeugdige_id)
        .where(VtbKindRow.vtb_id == vtb_id, CasusRow.vernietigd_op.is_(None), CasusRow.samengevoegd_met.is_(None))
        .order_by(CasusRow.id)
    )
    return list(dict.fromkeys(session.scalars(query)))
