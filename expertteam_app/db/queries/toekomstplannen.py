"""Toekomstplannen of jeugdigen."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import CasusRow, ToekomstplanRow
from expertteam_app.domain.toekomstplan import Toekomstplan


def to_plan(row: ToekomstplanRow) -> Toekomstplan:
    """The stored plan as a value."""
    return Toekomstplan(row.jeugdige_id, row.datum, tuple(row.leefdomeinen), row.eigenaar)


def all_plans(session: Session) -> dict[int, Toekomstplan]:
    """Every toekomstplan, by the id of its jeugdige."""
    return {row.jeugdige_id: to_plan(row) for row in session.scalars(select(ToekomstplanRow))}


def jeugdige_of(session: Session, casus_id: int) -> int | None:
    """The id of the jeugdige of a casus, None when the casus is gone."""
    return session.scalar(select(CasusRow.jeugdige_id).where(CasusRow.id == casus_id))


def plan_row(session: Session, jeugdige_id: int) -> ToekomstplanRow | None:
    """The toekomstplan of a jeugdige as a row, or None."""
    return session.scalars(select(ToekomstplanRow).where(ToekomstplanRow.jeugdige_id == jeugdige_id)).first()


def put_plan(session: Session, plan: Toekomstplan) -> None:
    """Store the toekomstplan of a jeugdige, in the place of the one that is there."""
    row = plan_row(session, plan.jeugdige_id)
    if row is None:
        row = ToekomstplanRow(jeugdige_id=plan.jeugdige_id)
        session.add(row)
    row.datum, row.eigenaar = plan.datum, plan.eigenaar
    row.leefdomeinen = list(plan.leefdomeinen)


def remove_plan(session: Session, jeugdige_id: int) -> bool:
    """Take a toekomstplan away; False when there is none."""
    row = plan_row(session, jeugdige_id)
    if row is None:
        return False
    session.delete(row)
    return True
