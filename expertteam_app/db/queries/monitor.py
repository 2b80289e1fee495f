"""Reading for the half-yearly monitor: besluiten of both tables, terugmeldingen, and where each zaak belongs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import (
    AgendapuntRow,
    BesluitRow,
    CasusRow,
    JeugdigeRow,
    MeetmomentRow,
    TerugmeldingRow,
    VtbRow,
    ZittingRow,
)


@dataclass(frozen=True, slots=True)
class GenomenBesluit:
    """A besluit about one kind; `gemeente` is that of the kind, `soort` empty where none was chosen."""

    soort: str
    definitief: bool
    gemeente: str
    casus_id: int | None
    vtb_id: int | None


@dataclass(frozen=True, slots=True)
class Terugmelding:
    """A terugmelding that was due."""

    verwacht_op: date
    ontvangen_op: date | None
    nagekomen: str
    gemeente: str
    vtb_id: int | None


def besluiten_taken(session: Session, tafel: str, van: date, tot: date) -> list[GenomenBesluit]:
    """The besluiten of one table (RET or JBT) in a period, both days included."""
    b, p, z = BesluitRow, AgendapuntRow, ZittingRow
    query = (
        select(b.soort, b.definitief, JeugdigeRow.gemeente, p.casus_id, p.vtb_id)
        .join(p, p.id == b.agendapunt_id)
        .join(z, z.id == p.zitting_id)
        .join(JeugdigeRow, JeugdigeRow.id == b.jeugdige_id)
        .where(z.soort == tafel, z.datum.between(van, tot), z.afgezegd_op.is_(None))
        .order_by(b.id)
    )
    return [GenomenBesluit(*row) for row in session.execute(query)]


def terugmeldingen_due(session: Session, van: date, tot: date) -> list[Terugmelding]:
    """The terugmeldingen that were expected in a period, both days included."""
    t, b, p = TerugmeldingRow, BesluitRow, AgendapuntRow
    query = (
        select(t.verwacht_op, t.ontvangen_op, t.nagekomen, JeugdigeRow.gemeente, p.vtb_id)
        .join(b, b.id == t.besluit_id)
        .join(p, p.id == b.agendapunt_id)
        .join(JeugdigeRow, JeugdigeRow.id == b.jeugdige_id)
        .where(t.verwacht_op.between(van, tot))
        .order_by(t.id)
    )
    found = session.execute(query)
    return [Terugmelding(due, came, kept, code, vtb) for due, came, kept, code, vtb in found if due is not None]


def gemeenten_of_casussen(session: Session) -> dict[int, str]:
    """The gemeente of every casus."""
    found = session.execute(select(CasusRow.id, CasusRow.gemeente))
    return {row.id: row.gemeente for row in found}


def vtbs_received(session: Session, van: date, tot: date) -> list[tuple[int, str]]:
    """The VTB's received in a period as (vtb, gemeente), both days included."""
    query = select(VtbRow.id, VtbRow.gemeente).where(VtbRow.ontvangen.between(van, tot)).order_by(VtbRow.id)
    return [(vtb, code) for vtb, code in session.execute(query)]


def gemeenten_of_vtbs(session: Session) -> dict[int, str]:
    """The gemeente of every VTB."""
    found = session.execute(select(VtbRow.id, VtbRow.gemeente))
    return {row.id: row.gemeente for row in found}


def meetmomenten(session: Session, soort: str) -> list[MeetmomentRow]:
    """The meetmomenten of a kind, newest first."""
    query = select(MeetmomentRow).where(MeetmomentRow.soort == soort).order_by(MeetmomentRow.id.desc())
    return list(session.scalars(query))


def get_meetmoment(session: Session, meetmoment_id: int) -> MeetmomentRow | None:
    """One meetmoment, or None."""
    return session.get(MeetmomentRow, meetmoment_id)
