"""Lines typed at the table."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import ActieRow, TafelregelRow, ZoekregelRow


def get_regel(session: Session, regel_id: int) -> TafelregelRow | None:
    """One line, or None."""
    return session.get(TafelregelRow, regel_id)


def lines_for(session: Session, row: ActieRow | ZoekregelRow) -> list[TafelregelRow]:
    """The lines that an actie or zoekregel is."""
    column = TafelregelRow.actie_id if isinstance(row, ActieRow) else TafelregelRow.zoekregel_id
    return list(session.scalars(select(TafelregelRow).where(column == row.id)))
