"""Bijlagen of casussen; their bytes are only read when asked for."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import BijlageRow


def of_casus(session: Session, casus_id: int) -> list[BijlageRow]:
    """The bijlagen of a casus, also those thrown away, the latest first; without their bytes."""
    query = select(BijlageRow).where(BijlageRow.casus_id == casus_id)
    return list(session.scalars(query.order_by(BijlageRow.toegevoegd_op.desc(), BijlageRow.id.desc())))


def same_content(session: Session, casus_id: int, sha256: str) -> BijlageRow | None:
    """A bijlage of this casus with the same bytes, one that is not thrown away before one that is."""
    query = select(BijlageRow).where(BijlageRow.casus_id == casus_id, BijlageRow.sha256 == sha256)
    return session.scalars(query.order_by(BijlageRow.weggegooid_op.is_not(None), BijlageRow.id)).first()
