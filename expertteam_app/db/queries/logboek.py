"""Reading the audit log: the last lines, of one user, or of everything that belongs to one dossier."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from expertteam_app.db.audit import AuditRow
from expertteam_app.db.dossierrijen import CASUS, VTB, ZITTING, rows_of
from expertteam_app.db.tables import CasusRow, VtbRow, ZittingRow

Regel = tuple[str, str, str, str, int | None, str]


def last_lines(
    session: Session, limit: int, wie: str | None = None, plaatsen: Mapping[str, AbstractSet[int]] | None = None
) -> list[Regel]:
    """The last lines as (moment, wie, handeling, tabel, rij, soort), newest first.

    Args:
        session: any session.
        limit: how many at most.
        wie: only what this user did.
        plaatsen: only what was done to these rows: table to ids.
    """
    row = AuditRow
    query = select(row.moment, row.wie, row.handeling, row.tabel, row.rij, row.soort).order_by(row.id.desc())
    if wie is not None:
        query = query.where(row.wie == wie)
    if plaatsen is not None:
        query = query.where(or_(*(and_(row.tabel == tabel, row.rij.in_(ids)) for tabel, ids in plaatsen.items())))
    return list(session.execute(query.limit(limit)))


def users_in_log(session: Session) -> list[str]:
    """Everyone who ever did something, by name."""
    return sorted(session.scalars(select(AuditRow.wie).distinct()))


def places_of(session: Session, nummer: str) -> dict[str, set[int]] | None:
    """The rows of the dossier with a number, its jeugdige too; None when there is no such dossier."""
    roots = [
        *((CASUS, number) for number in session.scalars(select(CasusRow.id).where(CasusRow.nummer == nummer))),
        *(
            ("jeugdige", kind)
            for kind in session.scalars(select(CasusRow.jeugdige_id).where(CasusRow.nummer == nummer))
        ),
        *((VTB, number) for number in session.scalars(select(VtbRow.id).where(VtbRow.nummer == nummer))),
        *((ZITTING, number) for number in session.scalars(select(ZittingRow.id).where(ZittingRow.nummer == nummer))),
    ]
    return {name: set(rows) for name, rows in rows_of(session, roots).items()} if roots else None


def last_number(session: Session) -> int:
    """The number of the last line of the log; 0 when it is empty."""
    return session.scalar(select(func.coalesce(func.max(AuditRow.id), 0))) or 0


def acts_after(session: Session, number: int, wie: str) -> list[str]:
    """The names of the acts that a user did after a line of the log, each once."""
    query = select(AuditRow.handeling).where(AuditRow.id > number, AuditRow.wie == wie)
    return list(session.scalars(query.distinct()))
