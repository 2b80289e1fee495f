"""Bulk reading for figures: every casus with its log, every VTB with its milestones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.queries.vtbs import to_inhoud
from expertteam_app.db.tables import (
    AgendapuntRow,
    BesluitRow,
    CasusRow,
    GebeurtenisRow,
    HiaatRow,
    JeugdigeRow,
    OorzaakRow,
    TerugmeldingRow,
    VtbRow,
    ZittingRow,
    ZoekregelRow,
)
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort
from expertteam_app.domain.vtb import agendeerbaar_op


@dataclass(frozen=True, slots=True)
class CasusLog:
    """A casus as figures need it."""

    casus_id: int
    nummer: str
    jeugdige_id: int
    geboortedatum: date | None
    gemeente: str
    model_id: int
    log: tuple[Gebeurtenis, ...]


def casus_logs(session: Session) -> Iterator[CasusLog]:
    """Every casus with its log, in order of id; one pass over each table."""
    casussen = session.execute(
        select(
            CasusRow.id,
            CasusRow.nummer,
            CasusRow.jeugdige_id,
            JeugdigeRow.geboortedatum,
            CasusRow.gemeente,
            CasusRow.model_id,
        )
        .join(JeugdigeRow, JeugdigeRow.id == CasusRow.jeugdige_id)
        .order_by(CasusRow.id)
    ).all()
    logs: dict[int, list[Gebeurtenis]] = {}
    g = GebeurtenisRow
    for casus_id, volgnummer, soort, datum, gegevens in session.execute(
        select(g.casus_id, g.volgnummer, g.soort, g.datum, g.gegevens).order_by(g.casus_id, g.volgnummer)
    ):
        logs.setdefault(casus_id, []).append(Gebeurtenis(Soort(soort), datum, volgnummer, gegevens))
    for casus_id, nummer, jeugdige_id, geboren, gemeente, model_id in casussen:
        log = tuple(logs.get(casus_id, ()))
        yield CasusLog(casus_id, nummer, jeugdige_id, geboren, gemeente, model_id, log)


def codes_by_casus(session: Session) -> tuple[dict[int, list[str]], dict[int, list[tuple[str, str, date]]]]:
    """The causes, and the hiaten as (zorgvorm, aard, vastgesteld op), of every casus that has them."""
    oorzaken: dict[int, list[str]] = {}
    for casus_id, code in session.execute(select(OorzaakRow.casus_id, OorzaakRow.code).order_by(OorzaakRow.code)):
        oorzaken.setdefault(casus_id, []).append(code)
    hiaten: dict[int, list[tuple[str, str, date]]] = {}
    h = HiaatRow
    for casus_id, zorgvorm, aard, dag in session.execute(
        select(h.casus_id, h.zorgvorm, h.aard, h.vastgesteld_op).order_by(h.casus_id, h.id)
    ):
        hiaten.setdefault(casus_id, []).append((zorgvorm, aard, dag))
    return oorzaken, hiaten


def sought_by_casus(session: Session) -> dict[int, list[str]]:
    """The zorgvormen that were sought, by casus, first sought first."""
    sought: dict[int, list[str]] = {}
    z = ZoekregelRow
    for casus_id, zorgvorm in session.execute(select(z.casus_id, z.zorgvorm).order_by(z.casus_id, z.datum, z.id)):
        if zorgvorm not in sought.setdefault(casus_id, []):
            sought[casus_id].append(zorgvorm)
    return sought


def questions_by_casus(session: Session) -> dict[int, str]:
    """The kind of question of every casus."""
    return {i: soort for i, soort in session.execute(select(CasusRow.id, CasusRow.soort_vraag))}


@dataclass(frozen=True, slots=True)
class VtbMijlpalen:
    """The dated milestones of one child in one VTB."""

    vtb_id: int
    nummer: str
    jeugdige_id: int
    gemeente: str
    mijlpalen: dict[str, date]
    besluit: str


def vtb_mijlpalen(session: Session) -> list[VtbMijlpalen]:
    """One entry per VTB without besluit, and one per besluit (per kind) with it."""
    b, p, z = BesluitRow, AgendapuntRow, ZittingRow
    returned: dict[int, date] = {}
    t = TerugmeldingRow
    for besluit_id, dag in session.execute(select(t.besluit_id, t.ontvangen_op)):
        if dag is not None:
            returned[besluit_id] = min(dag, returned.get(besluit_id, dag))
    besluiten: dict[int, list[tuple[int, int, str, date | None, date]]] = {}
    for row in session.execute(
        select(p.vtb_id, b.id, b.jeugdige_id, b.soort, b.vto_verzonden, z.datum)
        .join(p, p.id == b.agendapunt_id)
        .join(z, z.id == p.zitting_id)
        .where(p.vtb_id.is_not(None))
        .order_by(z.datum, b.id)
    ):
        besluiten.setdefault(row[0] or 0, []).append((row[1], row[2], row[3], row[4], row[5]))
    planned = dict(
        session.execute(
            select(p.vtb_id, z.datum).join(z, z.id == p.zitting_id).where(p.vtb_id.is_not(None), z.status != "gepland")
        ).all()
    )
    found = []
    for vtb in session.scalars(select(VtbRow).order_by(VtbRow.id)):
        base = {"vtb_ontvangen": vtb.ontvangen}
        ready = agendeerbaar_op(to_inhoud(vtb), vtb.ontvangen)
        if ready is not None:
            base["vtb_agendeerbaar"] = ready
        if vtb.id in planned:
            base["jbt_zitting"] = planned[vtb.id]
        rows = besluiten.get(vtb.id, [])
        for besluit_id, jeugdige_id, soort, vto, datum in rows:
            days = {**base, "jbt_zitting": datum, "jbt_besluit": datum}
            if vto is not None:
                days["vto_verzonden"] = vto
            if besluit_id in returned:
                days["terugmelding"] = returned[besluit_id]
            found.append(VtbMijlpalen(vtb.id, vtb.nummer, jeugdige_id, vtb.gemeente, days, soort))
        if not rows:
            found.append(VtbMijlpalen(vtb.id, vtb.nummer, 0, vtb.gemeente, base, ""))
    return found
