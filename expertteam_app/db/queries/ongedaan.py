"""The acts of a user in the audit log, and which of them were taken back or done again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from expertteam_app.db.audit import AuditRow
from expertteam_app.db.tables import OngedaanRow

ONGEDAAN: Final = "ongedaan"
OPNIEUW: Final = "opnieuw"


@dataclass(frozen=True, slots=True)
class Daad:
    """One act: a group of lines of the log, which stand next to each other.

    Attributes:
        eerste: id of its first line.
        laatste: id of its last line.
    """

    groep: str
    eerste: int
    laatste: int
    moment: str
    wie: str
    handeling: str


def act(session: Session, groep: str) -> Daad | None:
    """The act of a group, or None."""
    last = session.execute(
        select(AuditRow.id, AuditRow.moment, AuditRow.wie, AuditRow.handeling)
        .where(AuditRow.groep == groep)
        .order_by(AuditRow.id.desc())
        .limit(1)
    ).first()
    if last is None:
        return None
    first = session.scalar(select(func.min(AuditRow.id)).where(AuditRow.groep == groep))
    return Daad(groep, first or last.id, last.id, last.moment, last.wie, last.handeling)


def acts_of(session: Session, wie: str) -> Iterator[Daad]:
    """The acts of a user, newest first; taking back and doing again are no acts of their own."""
    before: int | None = None
    while True:
        query = select(AuditRow.groep).where(AuditRow.wie == wie, AuditRow.soort != "gelezen")
        if before is not None:
            query = query.where(AuditRow.id < before)
        groep = session.scalar(query.order_by(AuditRow.id.desc()).limit(1))
        found = act(session, groep) if groep is not None else None
        if found is None:
            return
        before = found.eerste
        if session.scalar(select(OngedaanRow.id).where(OngedaanRow.door == found.groep)) is None:
            yield found


def mark(session: Session, groep: str) -> OngedaanRow | None:
    """What last happened to an act: taken back, done again, or None when neither."""
    query = select(OngedaanRow).where(OngedaanRow.groep == groep).order_by(OngedaanRow.id.desc()).limit(1)
    return session.scalars(query).first()


def is_undone(session: Session, groep: str) -> bool:
    """Whether an act is taken back now."""
    found = mark(session, groep)
    return found is not None and found.soort == ONGEDAAN


def next_undo(session: Session, wie: str) -> Daad | None:
    """The last act of a user that is in force."""
    return next((daad for daad in acts_of(session, wie) if not is_undone(session, daad.groep)), None)


def next_redo(session: Session, wie: str) -> Daad | None:
    """The act that this user took back last, as long as no new act of the same user followed."""
    newest = next(acts_of(session, wie), None)
    rows = select(OngedaanRow).where(OngedaanRow.wie == wie).order_by(OngedaanRow.id.desc())
    for row in session.scalars(rows.execution_options(yield_per=20)):
        taken_back = act(session, row.door)
        if taken_back is None or (newest is not None and newest.eerste > taken_back.laatste):
            return None
        last = mark(session, row.groep)
        if last is not None and last.id == row.id and row.soort == ONGEDAAN:
            return act(session, row.groep)
    return None


def add_mark(session: Session, groep: str, soort: str, wie: str) -> None:
    """Note that the running transaction takes an act back, or does it again."""
    session.add(OngedaanRow(groep=groep, door=session.info["group"], soort=soort, wie=wie))
    session.flush()


def lines_to_invert(session: Session, groep: str) -> str:
    """The group whose lines must be inverted now: that of the act, or that of what last happened to it."""
    last = mark(session, groep)
    return last.door if last is not None else groep
