"""What each imported list showed of the past when it was read in, and from which day its zaken count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from expertteam_app.db.audit import AuditRow
from expertteam_app.db.queries.instellingen import get_setting, set_setting
from expertteam_app.db.tables import (
    AgendapuntRow,
    BesluitRow,
    CasusOverzichtRow,
    CasusRow,
    GebeurtenisRow,
    PartijRow,
    VtbRow,
    ZittingRow,
)
from expertteam_app.domain.gebeurtenis import Soort
from expertteam_app.domain.historie import Historie

KEUZES = "historie.keuzes"
"""Setting: by the id of a batch (as text) what people chose."""


def histories(session: Session) -> list[Historie]:
    """Every batch that is in the kluis, oldest first."""
    chosen = choices(session)
    query = select(PartijRow).where(PartijRow.ongedaan.is_(False)).order_by(PartijRow.id)
    return [_history(session, partij, chosen.get(str(partij.id), "")) for partij in session.scalars(query)]


def choices(session: Session) -> dict[str, str]:
    """What people chose, by the id of a batch as text."""
    stored = get_setting(session, KEUZES)
    return dict(stored) if isinstance(stored, dict) else {}


def choose(session: Session, partij_id: int, keuze: str) -> None:
    """Store a choice; empty takes it back."""
    kept = {key: value for key, value in choices(session).items() if key != str(partij_id)}
    set_setting(session, KEUZES, {**kept, str(partij_id): keuze} if keuze else kept)


def entry_days(session: Session) -> dict[int, date]:
    """By the id of a batch the day from which its zaken count; batches that count from the begin are left out."""
    return {h.partij_id: h.vanaf for h in histories(session) if h.vanaf is not None}


def _history(session: Session, partij: PartijRow, keuze: str) -> Historie:
    read = datetime.fromisoformat(partij.moment).astimezone().date()
    groep = session.scalar(
        select(AuditRow.groep).where(AuditRow.tabel == "partij", AuditRow.rij == partij.id).order_by(AuditRow.id)
    )
    if partij.soort == "JBT":
        oldest = session.scalar(select(func.min(VtbRow.ontvangen)).where(VtbRow.partij_id == partij.id))
        b, p = BesluitRow, AgendapuntRow
        ends = session.execute(
            select(b.id, ZittingRow.datum)
            .join(p, p.id == b.agendapunt_id)
            .join(ZittingRow, ZittingRow.id == p.zitting_id)
            .join(VtbRow, VtbRow.id == p.vtb_id)
            .where(VtbRow.partij_id == partij.id, ZittingRow.datum <= read)
            .order_by(ZittingRow.datum)
        )
        return Historie(partij.id, read, oldest, _brought(session, groep or "", "besluit", ends), keuze)
    o, g = CasusOverzichtRow, GebeurtenisRow
    oldest = session.scalar(
        select(func.min(o.aangemeld)).join(CasusRow, CasusRow.id == o.casus_id).where(CasusRow.partij_id == partij.id)
    )
    ends = session.execute(
        select(g.id, g.datum)
        .join(CasusRow, CasusRow.id == g.casus_id)
        .where(CasusRow.partij_id == partij.id, g.soort == Soort.AFGESLOTEN.value, g.datum <= read)
        .order_by(g.datum)
    )
    return Historie(partij.id, read, oldest, _brought(session, groep or "", "gebeurtenis", ends), keuze)


def _brought(session: Session, groep: str, tabel: str, ends: Iterable[Row[int, date]]) -> date | None:
    """The day of the first of these rows that came with the list itself.

    One that was written down later says nothing of the list, though its day lies before the reading.
    """
    for row, day in ends:
        came = select(AuditRow.id).where(AuditRow.tabel == tabel, AuditRow.rij == row, AuditRow.groep == groep).limit(1)
        if session.scalar(came) is not None:
            return day
    return None
