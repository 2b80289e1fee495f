"""Moving what hangs on one casus or jeugdige to another, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from sqlalchemy import Table, UniqueConstraint, func, select
from sqlalchemy.orm import Session

from expertteam_app.db.base import Base, UidMixin
from expertteam_app.db.tables import CasusOverzichtRow, CasusRow, SamenvoegingRow

Verplaatst = dict[str, list[int]]
"""Per "table.column" the ids of the rows that were moved."""

_STAYS = frozenset({"casus", "casus_overzicht", "gebeurtenis", "partij_regel", "samenvoeging", "zoekdocument"})
"""Tables whose rows stay with the casus they belong to: its own log, where it came from, and what is derived."""


def hanging_on(target: str) -> Iterator[tuple[type[Base], str]]:
    """Every table with a column that points to a row of `target`, with the attribute that does."""
    for mapper in sorted(Base.registry.mappers, key=lambda m: m.local_table.description):
        if mapper.local_table.description in _STAYS:
            continue
        for prop in mapper.column_attrs:
            if any(key.column.table.description == target for key in prop.columns[0].foreign_keys):
                yield mapper.class_, prop.key


def counts(session: Session, target: str, van: int) -> dict[str, int]:
    """How many rows of each table hang on a row."""
    found: dict[str, int] = {}
    for cls, attr in hanging_on(target):
        number = session.scalar(select(func.count()).select_from(cls).where(getattr(cls, attr) == van)) or 0
        if number:
            found[cls.__tablename__] = found.get(cls.__tablename__, 0) + number
    return found


def move_all(session: Session, target: str, van: int, naar: int) -> Verplaatst:
    """Let everything that hangs on `van` hang on `naar`; what is there already (by a unique rule) stays."""
    moved: Verplaatst = {}
    for cls, attr in hanging_on(target):
        for row in session.scalars(select(cls).where(getattr(cls, attr) == van)).all():
            if not _taken(session, cls, attr, row, naar):
                setattr(row, attr, naar)
                session.flush()
                moved.setdefault(f"{cls.__tablename__}.{attr}", []).append(cast("UidMixin", row).id)
    return moved


def _taken(session: Session, cls: type[Base], attr: str, row: Base, naar: int) -> bool:
    """Whether `naar` already has what a unique rule allows once."""
    for rule in cast("Table", cls.__table__).constraints:
        names = [column.name for column in rule.columns] if isinstance(rule, UniqueConstraint) else []
        if attr not in names:
            continue
        same = [getattr(cls, n) == (naar if n == attr else getattr(row, n)) for n in names]
        if session.scalar(select(func.count()).select_from(cls).where(*same)):
            return True
    return False


def move_back(session: Session, verplaatst: Mapping[str, list[int]], nu: int, terug: int, target: str) -> None:
    """Undo `move_all` for the rows that still hang where they were moved to."""
    for cls, attr in hanging_on(target):
        for row_id in verplaatst.get(f"{cls.__tablename__}.{attr}", ()):
            row = session.get(cls, row_id)
            if row is not None and getattr(row, attr) == nu and not _taken(session, cls, attr, row, terug):
                setattr(row, attr, terug)
    session.flush()


def other_casussen(session: Session, jeugdige_id: int, without: int) -> list[CasusRow]:
    """The other casussen of a jeugdige."""
    return list(session.scalars(select(CasusRow).where(CasusRow.jeugdige_id == jeugdige_id, CasusRow.id != without)))


def merges_into(session: Session, casus_id: int) -> list[tuple[SamenvoegingRow, str]]:
    """The merges that a casus stays from and that were not split, with the number that went up in it."""
    query = (
        select(SamenvoegingRow, CasusRow.nummer)
        .join(CasusRow, CasusRow.id == SamenvoegingRow.gaat_op_id)
        .where(SamenvoegingRow.blijft_id == casus_id, SamenvoegingRow.gesplitst_op.is_(None))
        .order_by(SamenvoegingRow.id)
    )
    return [(row, nummer) for row, nummer in session.execute(query)]


def final_casus(session: Session, casus_id: int) -> int:
    """The casus that another went up in, followed to the end; itself when it was not merged."""
    seen = {casus_id}
    while True:
        onward = session.scalar(select(CasusRow.samengevoegd_met).where(CasusRow.id == casus_id))
        if onward is None or onward in seen:
            return casus_id
        seen.add(onward)
        casus_id = onward


def casus_by_nummer(session: Session, nummer: str) -> int | None:
    """The id of the casus with this number, as people type it; None when there is none in the list."""
    o = CasusOverzichtRow
    return session.scalar(select(o.casus_id).where(func.upper(o.nummer) == nummer.strip().upper()))
