"""Items of agendas: where a parked one goes, and what hangs on one."""

from __future__ import annotations

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from expertteam_app.db.tables import AgendapuntRow, OpvolgingRow, ZittingRow


def next_zitting(session: Session, zitting: ZittingRow) -> ZittingRow | None:
    """The planned zitting after this one, of the same reeks where there is one, else of the same table."""
    query = select(ZittingRow).where(
        ZittingRow.soort == zitting.soort,
        ZittingRow.datum > zitting.datum,
        ZittingRow.status == "gepland",
        ZittingRow.afgezegd_op.is_(None),
        ZittingRow.id != zitting.id,
    )
    order = (ZittingRow.datum, ZittingRow.id)
    if zitting.reeks_id is not None:
        own = query.where(ZittingRow.reeks_id == zitting.reeks_id).order_by(*order)
        found = session.scalars(own.limit(1)).first()
        if found is not None:
            return found
    return session.scalars(query.where(ZittingRow.vorm == zitting.vorm).order_by(*order).limit(1)).first()


def carried_on(session: Session, punt_id: int) -> bool:
    """Whether a later item carries this one on."""
    return session.scalar(select(exists().where(AgendapuntRow.vorig_punt_id == punt_id))) or False


def looks_back(session: Session, punt_id: int) -> bool:
    """Whether looks back at this item were planned."""
    return bool(session.scalar(select(func.count()).where(OpvolgingRow.agendapunt_id == punt_id)))


def parked_without_next(session: Session, zitting: ZittingRow) -> list[AgendapuntRow]:
    """What was parked at earlier zittingen of the same table and was not carried on, oldest first."""
    later = aliased(AgendapuntRow)
    query = (
        select(AgendapuntRow)
        .join(ZittingRow, ZittingRow.id == AgendapuntRow.zitting_id)
        .where(
            AgendapuntRow.status == "geparkeerd",
            ZittingRow.soort == zitting.soort,
            ZittingRow.vorm == zitting.vorm,
            ZittingRow.datum <= zitting.datum,
            ~exists().where(later.vorig_punt_id == AgendapuntRow.id),
        )
        .order_by(ZittingRow.datum, AgendapuntRow.volgorde)
    )
    return list(session.scalars(query))
