"""The read model of casussen: compare it with the logs, or compute it anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from expertteam_app.db.queries.casussen import overview_values, rewrite_overview
from expertteam_app.db.tables import CasusOverzichtRow, CasusRow

_CHUNK = 500


def _chunks(session: Session) -> Iterator[list[CasusRow]]:
    ids = list(session.scalars(select(CasusRow.id).order_by(CasusRow.id)))
    for start in range(0, len(ids), _CHUNK):
        query = (
            select(CasusRow)
            .where(CasusRow.id.in_(ids[start : start + _CHUNK]))
            .options(
                selectinload(CasusRow.gebeurtenissen),
                selectinload(CasusRow.hiaten),
                selectinload(CasusRow.zoekregels),
                selectinload(CasusRow.jeugdige),
            )
        )
        yield list(session.scalars(query))
        session.expunge_all()


def differing_overviews(session: Session, labels: Mapping[str, str]) -> list[str]:
    """Numbers of the casussen whose row in the list is not what their log says."""
    wrong = []
    for casussen in _chunks(session):
        stored = {
            row.casus_id: row
            for row in session.scalars(
                select(CasusOverzichtRow).where(CasusOverzichtRow.casus_id.in_([c.id for c in casussen]))
            )
        }
        for casus in casussen:
            row = stored.get(casus.id)
            if casus.samengevoegd_met is not None:
                right = row is None
            else:
                values = overview_values(casus, labels)
                right = row is not None and all(getattr(row, name) == value for name, value in values.items())
            if not right:
                wrong.append(casus.nummer)
    return wrong


def rebuild_overviews(session: Session, labels: Mapping[str, str]) -> int:
    """Rewrite the read model of every casus; returns how many there are."""
    count = 0
    for casussen in _chunks(session):
        rewrite_overview(session, casussen, labels)
        count += len(casussen)
    return count
