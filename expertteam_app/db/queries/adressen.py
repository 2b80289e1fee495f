"""Addresses of other teams."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import AdresRow


def all_adressen(session: Session) -> list[AdresRow]:
    """Every address, also those that count no more, by name."""
    return list(session.scalars(select(AdresRow).order_by(AdresRow.naam, AdresRow.team, AdresRow.id)))


def by_signing_key(session: Session, tekensleutel: str) -> AdresRow | None:
    """Whose signing key this is, or None."""
    return session.scalars(select(AdresRow).where(AdresRow.tekensleutel == tekensleutel)).first()
