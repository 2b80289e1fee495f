"""Looks back at advices of the RET, and what was brought to BOEG."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import (
    AgendapuntRow,
    BoegInbrengRow,
    CasusRow,
    OpvolgingRow,
    VoorzieningRow,
)
from expertteam_app.domain.boeg import BoegInfo, VoorzieningInfo
from expertteam_app.domain.opvolging import OpvolgingInfo


def opvolgingen(session: Session, *, punt_id: int | None = None, open_only: bool = False) -> list[OpvolgingInfo]:
    """Looks back (of one item, or those not done), first due first."""
    query = (
        select(OpvolgingRow, CasusRow.nummer, AgendapuntRow.zitting_id)
        .join(CasusRow, CasusRow.id == OpvolgingRow.casus_id)
        .join(AgendapuntRow, AgendapuntRow.id == OpvolgingRow.agendapunt_id)
        .order_by(OpvolgingRow.verwacht_op, OpvolgingRow.id)
    )
    if punt_id is not None:
        query = query.where(OpvolgingRow.agendapunt_id == punt_id)
    if open_only:
        query = query.where(OpvolgingRow.gedaan_op.is_(None))
    return [
        OpvolgingInfo(
            row.id,
            row.agendapunt_id,
            row.casus_id,
            nummer,
            zitting_id,
            row.moment,
            row.verwacht_op,
            row.gedaan_op,
            row.uitgevoerd,
            row.geholpen,
            row.volgens,
            row.toelichting,
        )
        for row, nummer, zitting_id in session.execute(query)
    ]


def nog_te_doen(session: Session, vandaag: date) -> tuple[int, int]:
    """How many looks back are not done while their day has passed, and how many whose day it is."""
    late = func.count().filter(OpvolgingRow.verwacht_op < vandaag)
    due = func.count().filter(OpvolgingRow.verwacht_op == vandaag)
    found = session.execute(select(late, due).where(OpvolgingRow.gedaan_op.is_(None))).one()
    return int(found[0]), int(found[1])


def boeg_of(session: Session, casus_id: int) -> list[BoegInfo]:
    """What was brought to BOEG for a casus, oldest first."""
    query = (
        select(BoegInbrengRow, VoorzieningRow.naam)
        .outerjoin(VoorzieningRow, VoorzieningRow.id == BoegInbrengRow.voorziening_id)
        .where(BoegInbrengRow.casus_id == casus_id)
        .order_by(BoegInbrengRow.ingebracht_op, BoegInbrengRow.id)
    )
    return [
        BoegInfo(
            row.id,
            row.casus_id,
            row.ingebracht_op,
            row.soort,
            row.procesregisseur,
            row.voorziening_id,
            naam or "",
            row.toegangsbesluit_op,
            row.terugkoppeling_op,
            row.terugkoppeling,
        )
        for row, naam in session.execute(query)
    ]


def all_voorzieningen(session: Session) -> list[VoorzieningInfo]:
    """Every voorziening, by name."""
    query = select(VoorzieningRow).order_by(VoorzieningRow.naam, VoorzieningRow.id)
    return [
        VoorzieningInfo(row.id, row.naam, row.aanbieder, row.zorgvorm, row.boeg, row.toegangspoort, row.actief)
        for row in session.scalars(query)
    ]
