"""Many casussen at once: loaded in a few statements, not five per casus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from expertteam_app.db.tables import AgendapuntRow, CasusRow

_CHUNK = 200


def casussen_of(session: Session, ids: Sequence[int]) -> Iterator[CasusRow]:
    """These casussen with their log and jeugdige, in the given order; those that are gone are left out."""
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        query = (
            select(CasusRow)
            .where(CasusRow.id.in_(part))
            .options(
                selectinload(CasusRow.gebeurtenissen),
                selectinload(CasusRow.jeugdige),
                selectinload(CasusRow.hiaten),
                selectinload(CasusRow.zoekregels),
            )
        )
        found = {row.id: row for row in session.scalars(query)}
        yield from (found[i] for i in part if i in found)


def on_agenda(session: Session, zitting_id: int) -> set[int]:
    """The casussen that stand on the agenda of a zitting."""
    query = select(AgendapuntRow.casus_id).where(AgendapuntRow.zitting_id == zitting_id)
    return {number for number in session.scalars(query) if number is not None}
