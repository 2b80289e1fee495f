"""Zittingen of a series."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import ZittingRow


def days_planned(session: Session, reeks_id: int) -> set[date]:
    """The days on which a zitting of a series stands."""
    return set(session.scalars(select(ZittingRow.datum).where(ZittingRow.reeks_id == reeks_id)))
