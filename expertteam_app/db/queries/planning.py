"""What is planned already, the series of a table, and hearings."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from expertteam_app.db.tables import (
    AanwezigheidRow,
    HoorgesprekRow,
    PersoonRow,
    ReeksRow,
    ZittingRow,
)
from expertteam_app.domain.reeks import Reeks


def planned_from(session: Session, vanaf: date) -> list[ZittingRow]:
    """The zittingen of both tables from a day on that were not called off, with items and presence."""
    query = (
        select(ZittingRow)
        .where(ZittingRow.datum >= vanaf, ZittingRow.afgezegd_op.is_(None))
        .options(selectinload(ZittingRow.punten), selectinload(ZittingRow.aanwezigen))
        .order_by(ZittingRow.datum, ZittingRow.begintijd, ZittingRow.id)
    )
    return list(session.scalars(query))


def series_of(session: Session, soort: str) -> list[ReeksRow]:
    """The series of a table with their members."""
    query = select(ReeksRow).where(ReeksRow.soort == soort).options(selectinload(ReeksRow.leden)).order_by(ReeksRow.id)
    return list(session.scalars(query))


def to_reeks(row: ReeksRow) -> Reeks:
    """The stored series as a value."""
    return Reeks(row.id, row.naam, row.ritme, row.aantal, row.van, row.tot, row.begintijd, row.duur_minuten, row.plaats)


def places_of(session: Session, soort: str) -> list[str]:
    """The places in which a table met, the last one first."""
    query = select(ZittingRow.plaats).where(ZittingRow.soort == soort, ZittingRow.plaats != "")
    found: dict[str, None] = {}
    for place in session.scalars(query.order_by(ZittingRow.datum.desc(), ZittingRow.id.desc())):
        found.setdefault(place, None)
    return list(found)


def people_with_role(session: Session, rollen: frozenset[str]) -> list[PersoonRow]:
    """The professionals who still work, with one of these roles, by name."""
    query = select(PersoonRow).where(PersoonRow.actief.is_(True), PersoonRow.rol.in_(rollen))
    return list(session.scalars(query.order_by(PersoonRow.naam, PersoonRow.id)))


def last_chair(session: Session, soort: str) -> int | None:
    """Who chaired this table last."""
    query = (
        select(AanwezigheidRow.persoon_id)
        .join(ZittingRow, ZittingRow.id == AanwezigheidRow.zitting_id)
        .where(ZittingRow.soort == soort, AanwezigheidRow.rol == "voorzitter", AanwezigheidRow.persoon_id.is_not(None))
        .order_by(ZittingRow.datum.desc(), ZittingRow.id.desc())
    )
    return session.scalars(query.limit(1)).first()


def hearings_of(session: Session, vtb_id: int) -> list[HoorgesprekRow]:
    """The hearings of a VTB in order of entry."""
    query = select(HoorgesprekRow).where(HoorgesprekRow.vtb_id == vtb_id).order_by(HoorgesprekRow.id)
    return list(session.scalars(query))
