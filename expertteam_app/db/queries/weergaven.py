"""Saved views of a page."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import WeergaveRow


def visible(session: Session, pagina: str, gebruiker: str) -> list[WeergaveRow]:
    """The views of a page that a user sees: his own first, then the shared ones, each by name."""
    row = WeergaveRow
    query = select(row).where(row.pagina == pagina, row.gebruiker.in_(("", gebruiker)))
    return list(session.scalars(query.order_by(row.gebruiker == "", func.lower(row.naam), row.id)))
