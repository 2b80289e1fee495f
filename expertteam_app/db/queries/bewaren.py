"""Reading for bewaartermijnen: when every dossier ended, what stops its vernietiging, and what was destroyed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import (
    AgendapuntRow,
    BesluitRow,
    CasusOverzichtRow,
    CasusRow,
    KluisRow,
    TerugmeldingRow,
    VernietigingRow,
    VernietigingsstopRow,
    VtbRow,
    ZittingRow,
)
from expertteam_app.domain.bewaren import Dossier, Dossiersoort


def destroyed_dossiers(connection: Connection) -> tuple[set[int], set[int]]:
    """Ids of the casussen and VTB's that were destroyed: they are in no list and no search."""
    return (
        set(connection.scalars(select(CasusRow.id).where(CasusRow.vernietigd_op.is_not(None)))),
        set(connection.scalars(select(VtbRow.id).where(VtbRow.vernietigd_op.is_not(None)))),
    )


def casus_dossiers(session: Session) -> Iterator[Dossier]:
    """Every casus that was not destroyed and did not go up in another, with the day it was closed."""
    o, c = CasusOverzichtRow, CasusRow
    query = (
        select(c.id, c.nummer, c.gemeente, o.afgesloten_op, o.status)
        .join(o, o.casus_id == c.id)
        .where(c.vernietigd_op.is_(None))
        .order_by(c.id)
    )
    for number, nummer, gemeente, closed, status in session.execute(query):
        yield Dossier(Dossiersoort.CASUS, number, nummer, gemeente, closed if status == "gesloten" else None)


def vtb_last_days(session: Session) -> dict[int, date]:
    """The last day on which anything happened on every VTB that was not destroyed."""
    b, p, z, t = BesluitRow, AgendapuntRow, ZittingRow, TerugmeldingRow
    query = select(VtbRow.id, VtbRow.ontvangen, VtbRow.gesloten_op).where(VtbRow.vernietigd_op.is_(None))
    last = {row.id: max(filter(None, (row.ontvangen, row.gesloten_op))) for row in session.execute(query)}
    on_table = select(p.vtb_id, func.max(z.datum)).join(z, z.id == p.zitting_id).where(p.vtb_id.is_not(None))
    later: list[Select[Any, Any]] = [on_table.group_by(p.vtb_id)]
    later += [
        select(p.vtb_id, func.max(column)).join(b, b.agendapunt_id == p.id).group_by(p.vtb_id)
        for column in (b.vto_verzonden, b.onderzoek_gestart, b.onderzoek_afgerond, b.zaak_afgerond)
    ]
    returned = select(p.vtb_id, func.max(t.ontvangen_op)).join(b, b.agendapunt_id == p.id)
    later.append(returned.join(t, t.besluit_id == b.id).group_by(p.vtb_id))
    for each in later:
        for vtb_id, day in session.execute(each):
            if vtb_id in last and day is not None:
                last[vtb_id] = max(last[vtb_id], day)
    return last


def zitting_dossiers(session: Session) -> Iterator[Dossier]:
    """Every zitting that was not destroyed, with the day on which it was over; None while its verslag is not fixed."""
    query = select(ZittingRow).where(ZittingRow.vernietigd_op.is_(None)).order_by(ZittingRow.id)
    for row in session.scalars(query):
        days = [day for day in (row.datum, row.vastgesteld_op, row.afgezegd_op) if day is not None]
        over = row.status in {"vastgesteld", "afgezegd"}
        yield Dossier(Dossiersoort.ZITTING, row.id, row.nummer, "", max(days) if over else None)


def living_points(session: Session, zitting_id: int) -> int:
    """How many items of a zitting are about a dossier that was not destroyed."""
    p = AgendapuntRow
    query = (
        select(func.count())
        .select_from(p)
        .outerjoin(CasusRow, CasusRow.id == p.casus_id)
        .outerjoin(VtbRow, VtbRow.id == p.vtb_id)
        .where(p.zitting_id == zitting_id)
        .where(
            (p.casus_id.is_not(None) & CasusRow.vernietigd_op.is_(None))
            | (p.vtb_id.is_not(None) & VtbRow.vernietigd_op.is_(None))
        )
    )
    return session.scalar(query) or 0


def kluis_name(session: Session) -> str:
    """What the kluis is called."""
    return session.scalar(select(KluisRow.naam)) or ""


def any_ended_before(session: Session, day: date) -> bool:
    """Whether any dossier that was not destroyed can have ended before a day; cheap, and never wrongly no."""
    o = CasusOverzichtRow
    old = (
        select(o.casus_id).where(o.status == "gesloten", o.afgesloten_op < day),
        select(VtbRow.id).where(VtbRow.vernietigd_op.is_(None), VtbRow.ontvangen < day),
        select(ZittingRow.id).where(ZittingRow.vernietigd_op.is_(None), ZittingRow.datum < day),
    )
    return any(session.scalar(each.limit(1)) is not None for each in old)


def proposals(session: Session) -> list[VernietigingRow]:
    """Every vernietiging that was proposed and not withdrawn, done or not, newest first."""
    query = select(VernietigingRow).where(VernietigingRow.ingetrokken_op.is_(None))
    return list(session.scalars(query.order_by(VernietigingRow.id.desc())))


def proposal_of(session: Session, soort: str, dossier_id: int) -> VernietigingRow | None:
    """The proposal for a dossier that was not withdrawn, or None."""
    v = VernietigingRow
    query = select(v).where(v.soort == soort, v.dossier_id == dossier_id, v.ingetrokken_op.is_(None))
    return session.scalars(query).first()


def stops(session: Session) -> list[VernietigingsstopRow]:
    """Every vernietigingsstop that holds."""
    query = select(VernietigingsstopRow).where(VernietigingsstopRow.opgeheven_op.is_(None))
    return list(session.scalars(query.order_by(VernietigingsstopRow.id)))
