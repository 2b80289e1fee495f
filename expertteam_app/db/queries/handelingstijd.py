"""Measurements of own handling."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import HandelingstijdRow


def all_times(session: Session) -> list[HandelingstijdRow]:
    """Every measurement in order of entry."""
    return list(session.scalars(select(HandelingstijdRow).order_by(HandelingstijdRow.id)))
