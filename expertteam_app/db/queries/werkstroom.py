"""Reading for the flow of work: when casussen came and went, and how often each stood on an agenda."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from expertteam_app.db.queries.gebeurtenissen import CasusIds
from expertteam_app.db.tables import AgendapuntRow, BesluitRow, CasusOverzichtRow, CasusRow, ZittingRow
from expertteam_app.domain.zitting import ZittingSoort


def came_and_went(
    session: Session, gemeente: str | None = None, zorgvorm: str | None = None
) -> list[tuple[int, date, date | None]]:
    """Every casus that was aangemeld as (casus, aangemeld, afgesloten)."""
    o = CasusOverzichtRow
    query = (
        select(o.casus_id, o.aangemeld, o.afgesloten_op)
        .join(CasusRow, CasusRow.id == o.casus_id)
        .where(o.aangemeld.is_not(None), CasusRow.samengevoegd_met.is_(None))
        .order_by(o.casus_id)
    )
    if gemeente is not None:
        query = query.where(o.gemeente == gemeente)
    if zorgvorm is not None:
        query = query.where(o.zorgvorm == zorgvorm)
    return [(casus, begin, end) for casus, begin, end in session.execute(query) if begin is not None]


def open_casussen() -> CasusIds:
    """The casussen that are not closed."""
    return select(CasusOverzichtRow.casus_id).where(CasusOverzichtRow.afgesloten_op.is_(None))


def reported_between(van: date, tot: date) -> CasusIds:
    """The casussen that were aangemeld in a period, both days included."""
    return select(CasusOverzichtRow.casus_id).where(CasusOverzichtRow.aangemeld.between(van, tot))


def times_on_agenda(session: Session, tot: date, gemeente: str | None = None) -> dict[int, int]:
    """How often each casus stood on an agenda of the RET up to and including a day; not those called off."""
    p = AgendapuntRow
    query = (
        select(p.casus_id, func.count())
        .join(ZittingRow, ZittingRow.id == p.zitting_id)
        .join(CasusRow, CasusRow.id == p.casus_id)
        .where(ZittingRow.soort == ZittingSoort.RET.value, ZittingRow.datum <= tot, ZittingRow.afgezegd_op.is_(None))
        .group_by(p.casus_id)
    )
    if gemeente is not None:
        query = query.where(CasusRow.gemeente == gemeente)
    return {casus: times for casus, times in session.execute(query) if casus is not None}


def besluiten_between(session: Session, van: date, tot: date) -> dict[bool, int]:
    """How many besluiten the RET took in a period, by whether they are definitief."""
    query = (
        select(BesluitRow.definitief, func.count())
        .join(AgendapuntRow, AgendapuntRow.id == BesluitRow.agendapunt_id)
        .join(ZittingRow, ZittingRow.id == AgendapuntRow.zitting_id)
        .where(ZittingRow.soort == ZittingSoort.RET.value, ZittingRow.datum.between(van, tot))
        .group_by(BesluitRow.definitief)
    )
    return {True: 0, False: 0} | {bool(final): n for final, n in session.execute(query)}
