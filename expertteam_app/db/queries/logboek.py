"""Reading the audit log."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.audit import AuditRow


def last_lines(session: Session, limit: int) -> list[tuple[str, str, str, str, int | None, str]]:
    """The last lines as (moment, wie, handeling, tabel, rij, soort), newest first."""
    query = (
        select(AuditRow.moment, AuditRow.wie, AuditRow.handeling, AuditRow.tabel, AuditRow.rij, AuditRow.soort)
        .order_by(AuditRow.id.desc())
        .limit(limit)
    )
    return list(session.execute(query))
