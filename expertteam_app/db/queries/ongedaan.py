"""The acts of a user in the audit log, and which of them were taken back or done again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from expertteam_app.db.audit import AuditRow
from expertteam_app.db.tables import OngedaanRow

ONGEDAAN: Final = "ongedaan"
OPNIEUW: Final = "opnieuw"
FIRST_WINDOW: Final = 20
MOST_WINDOW: Final = 500
"""Lines of the log that are read at once when one goes back through it."""


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


def acts_of(session: Session, wie: str, before: int | None = None) -> Iterator[Daad]:
    """The acts of a user (before a line of the log), newest first; taking back and doing again are no own acts.

    Lines are read a window at a time, each window wider than the one before: the last act costs no more than a look,
    and the last fifty a few.
    """
    width = FIRST_WINDOW
    while True:
        found, before = _window(session, wie, before, width)
        bookkeeping = set(
            session.scalars(select(OngedaanRow.door).where(OngedaanRow.door.in_([daad.groep for daad in found])))
        )
        yield from (daad for daad in found if daad.groep not in bookkeeping)
        if before is None:
            return
        width = min(MOST_WINDOW, 4 * width)


def _window(session: Session, wie: str, before: int | None, width: int) -> tuple[list[Daad], int | None]:
    """The acts of the next `width` lines of a user, and the line before which one goes on; None when none are left."""
    row = AuditRow
    query = select(row.id, row.groep, row.moment, row.handeling).where(row.wie == wie, row.soort != "gelezen")
    if before is not None:
        query = query.where(row.id < before)
    lines = session.execute(query.order_by(row.id.desc()).limit(width)).all()
    found: dict[str, Daad] = {}
    for number, groep, moment, handeling in lines:
        known = found.get(groep)
        found[groep] = (
            Daad(groep, number, number, moment, wie, handeling) if known is None else replace(known, eerste=number)
        )
    if len(lines) < width:
        return list(found.values()), None
    cut = act(session, lines[-1].groep)  # may begin before this window
    if cut is None:
        return list(found.values()), None
    found[cut.groep] = cut
    return list(found.values()), cut.eerste


def undone(session: Session, groepen: Sequence[str]) -> set[str]:
    """Which of these acts are taken back now."""
    query = select(OngedaanRow.groep, OngedaanRow.soort).where(OngedaanRow.groep.in_(groepen)).order_by(OngedaanRow.id)
    last = {groep: soort for groep, soort in session.execute(query)}  # noqa: C416 - typed rows, not pairs
    return {groep for groep, soort in last.items() if soort == ONGEDAAN}


def mark(session: Session, groep: str) -> OngedaanRow | None:
    """What last happened to an act: taken back, done again, or None when neither."""
    query = select(OngedaanRow).where(OngedaanRow.groep == groep).order_by(OngedaanRow.id.desc()).limit(1)
    return session.scalars(query).first()


def last_of(session: Session, groep: str) -> str:
    """The last group of the act that a group belongs to, as it was taken back or done again."""
    last = mark(session, groep)
    if last is None:
        return groep
    together = select(OngedaanRow.groep).where(OngedaanRow.door == last.door).order_by(OngedaanRow.id.desc()).limit(1)
    return session.scalar(together) or groep


def is_undone(session: Session, groep: str) -> bool:
    """Whether an act is taken back now."""
    found = mark(session, groep)
    return found is not None and found.soort == ONGEDAAN


def in_force(session: Session, groep: str) -> bool:
    """Whether a group is an act that stands: not taken back, and not the taking back or doing again of another."""
    bookkeeping = select(OngedaanRow.id).where(OngedaanRow.door == groep).limit(1)
    return session.scalar(bookkeeping) is None and not is_undone(session, groep)


def next_undo(session: Session, wie: str) -> Daad | None:
    """The last act of a user that is in force."""
    return next((daad for daad in acts_of(session, wie) if not is_undone(session, daad.groep)), None)


def next_redo(session: Session, wie: str) -> Daad | None:
    """The act that this user took back last, as long as no new act of the same user followed."""
    row, later = aliased(OngedaanRow), aliased(OngedaanRow)
    followed = select(later.id).where(later.groep == row.groep, later.id > row.id).exists()
    last = (
        select(row.groep, row.door)
        .where(row.wie == wie, row.soort == ONGEDAAN, ~followed)
        .order_by(row.id.desc())
        .limit(1)
    )
    found = session.execute(last).first()
    taken_back = act(session, found.door) if found is not None else None
    if found is None or taken_back is None or _acted_after(session, wie, taken_back.laatste):
        return None
    return act(session, found.groep)


def _acted_after(session: Session, wie: str, line: int) -> bool:
    """Whether a user did an act of his own after this line of the log; taking back and doing again are none."""
    own = select(AuditRow.id).where(AuditRow.id > line, AuditRow.wie == wie)
    bookkeeping = select(OngedaanRow.id).where(OngedaanRow.door == AuditRow.groep).exists()
    return session.scalar(own.where(AuditRow.soort != "gelezen", ~bookkeeping).limit(1)) is not None


def add_marks(session: Session, groepen: Iterable[str], soort: str, wie: str) -> None:
    """Note that the running transaction takes these groups back, or does them again; the last act comes last."""
    for groep in groepen:
        session.add(OngedaanRow(groep=groep, door=session.info["group"], soort=soort, wie=wie))
        session.flush()


def lines_to_invert(session: Session, groep: str) -> str:
    """The group whose lines must be inverted now: that of the act, or that of what last happened to it."""
    last = mark(session, groep)
    return last.door if last is not None else groep
