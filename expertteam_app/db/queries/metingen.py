"""Bulk reading for figures: every casus with its log, every VTB with its milestones."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from expertteam_app.db.queries.gebeurtenissen import CasusIds, logs_of
from expertteam_app.db.queries.instellingen import get_setting
from expertteam_app.db.queries.vtbs import to_inhoud
from expertteam_app.db.tables import (
    AgendapuntRow,
    BesluitRow,
    CasusOverzichtRow,
    CasusRow,
    GebeurtenisRow,
    HiaatRow,
    JeugdigeRow,
    OorzaakRow,
    TerugmeldingRow,
    VerzendingRow,
    VtbRow,
    ZittingRow,
    ZoekregelRow,
)
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort
from expertteam_app.domain.vtb import HARDE_VOORWAARDEN, agendeerbaar_op


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
    geboortejaar: str = ""
    partij_id: int | None = None


def casussen_with_event(van: date, tot: date, soort: Soort | None = None) -> CasusIds:
    """The casussen with an event (of one kind) dated in a period, first and last day included.

    Every klok begins on the day of an event, so these are all casussen in which one can have begun in the period.
    """
    query = select(GebeurtenisRow.casus_id).where(GebeurtenisRow.datum.between(van, tot))
    return query if soort is None else query.where(GebeurtenisRow.soort == soort.value)


def casussen_with_zorgvorm(zorgvorm: str) -> CasusIds:
    """The casussen of which this is the zorgvorm that was sought first, as lists show it."""
    return select(CasusOverzichtRow.casus_id).where(CasusOverzichtRow.zorgvorm == zorgvorm)


def casussen_ended_or_open(van: date, tot: date) -> CasusIds:
    """The casussen in which a klok can have ended in a period, and those that were open on its last day."""
    o = CasusOverzichtRow
    still = select(o.casus_id).where(o.aangemeld <= tot, or_(o.afgesloten_op.is_(None), o.afgesloten_op > tot))
    return select(CasusRow.id).where(or_(CasusRow.id.in_(casussen_with_event(van, tot)), CasusRow.id.in_(still)))


def casus_logs(
    session: Session,
    among: CasusIds | None = None,
    gemeente: str | None = None,
    *,
    zonder: Collection[Soort] = (),
    zorgvorm: str | None = None,
) -> Iterator[CasusLog]:
    """Every casus (of some, of one gemeente) with its log (without some kinds), in order of id; a pass per table.

    With a `zorgvorm`: those that sought it first.

    A casus that went up in another is left out: what it holds counts there.
    """
    query = (
        select(
            CasusRow.id,
            CasusRow.nummer,
            CasusRow.jeugdige_id,
            JeugdigeRow.geboortedatum,
            CasusRow.gemeente,
            CasusRow.model_id,
            JeugdigeRow.geboortejaar,
            CasusRow.partij_id,
        )
        .join(JeugdigeRow, JeugdigeRow.id == CasusRow.jeugdige_id)
        .where(CasusRow.samengevoegd_met.is_(None))
        .order_by(CasusRow.id)
    )
    if among is not None:
        query = query.where(CasusRow.id.in_(among))
    if gemeente is not None:
        query = query.where(CasusRow.gemeente == gemeente)
    if zorgvorm is not None:
        query = query.where(CasusRow.id.in_(casussen_with_zorgvorm(zorgvorm)))
    casussen = session.execute(query).all()
    narrow = among if gemeente is None and zorgvorm is None else query.with_only_columns(CasusRow.id).order_by(None)
    logs = logs_of(session, narrow, zonder=zonder)
    for casus_id, nummer, jeugdige_id, geboren, plaats, model_id, jaar, partij in casussen:
        log = logs.get(casus_id, ())
        yield CasusLog(casus_id, nummer, jeugdige_id, geboren, plaats, model_id, log, jaar, partij)


def causes_by_casus(session: Session, among: CasusIds) -> dict[int, list[str]]:
    """The causes of some casussen that have them, in order of code."""
    oorzaken: dict[int, list[str]] = {}
    o = OorzaakRow
    query = select(o.casus_id, o.code).where(o.casus_id.in_(among)).order_by(o.code)
    for casus_id, code in session.execute(query):
        oorzaken.setdefault(casus_id, []).append(code)
    return oorzaken


def hiaten_by_casus(session: Session, among: CasusIds) -> dict[int, list[tuple[str, str, date]]]:
    """The hiaten of some casussen that have them, as (zorgvorm, aard, vastgesteld op)."""
    hiaten: dict[int, list[tuple[str, str, date]]] = {}
    h = HiaatRow
    query = select(h.casus_id, h.zorgvorm, h.aard, h.vastgesteld_op).where(h.casus_id.in_(among))
    for casus_id, zorgvorm, aard, dag in session.execute(query.order_by(h.casus_id, h.id)):
        hiaten.setdefault(casus_id, []).append((zorgvorm, aard, dag))
    return hiaten


def casussen_with_hiaat(van: date, tot: date) -> CasusIds:
    """The casussen with a hiaat that was recorded in a period, first and last day included."""
    return select(HiaatRow.casus_id).where(HiaatRow.vastgesteld_op.between(van, tot))


def hiaten_between(
    session: Session, van: date, tot: date, gemeente: str | None = None
) -> list[tuple[int, int, str, str]]:
    """The hiaten recorded in a period, both days included, as (casus, jeugdige, zorgvorm, aard)."""
    h = HiaatRow
    query = (
        select(h.casus_id, CasusRow.jeugdige_id, h.zorgvorm, h.aard)
        .join(CasusRow, CasusRow.id == h.casus_id)
        .where(h.vastgesteld_op.between(van, tot))
        .order_by(h.casus_id, h.id)
    )
    if gemeente is not None:
        query = query.where(CasusRow.gemeente == gemeente)
    return list(session.execute(query))


def sought_by_casus(session: Session, among: CasusIds) -> dict[int, list[str]]:
    """The zorgvormen that were sought in some casussen, first sought first."""
    sought: dict[int, list[str]] = {}
    z = ZoekregelRow
    query = select(z.casus_id, z.zorgvorm).where(z.casus_id.in_(among)).order_by(z.casus_id, z.datum, z.id)
    for casus_id, zorgvorm in session.execute(query):
        if zorgvorm not in sought.setdefault(casus_id, []):
            sought[casus_id].append(zorgvorm)
    return sought


def questions_by_casus(session: Session, among: CasusIds) -> dict[int, str]:
    """The kind of question of some casussen."""
    query = select(CasusRow.id, CasusRow.soort_vraag).where(CasusRow.id.in_(among))
    return {row.id: row.soort_vraag for row in session.execute(query)}


@dataclass(frozen=True, slots=True)
class VtbMijlpalen:
    """The dated milestones of one child in one VTB."""

    vtb_id: int
    nummer: str
    jeugdige_id: int
    gemeente: str
    mijlpalen: dict[str, date]
    besluit: str
    gesloten_op: date | None = None
    partij_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Besluit:
    id: int
    jeugdige_id: int
    soort: str
    datum: date
    later: dict[str, date | None]


def _first_returns(session: Session, vtb_id: int | None) -> dict[int, date]:
    """Per besluit the day of its first terugmelding."""
    first: dict[int, date] = {}
    query = select(TerugmeldingRow.besluit_id, TerugmeldingRow.ontvangen_op)
    if vtb_id is not None:
        of_vtb = select(BesluitRow.id).join(AgendapuntRow).where(AgendapuntRow.vtb_id == vtb_id)
        query = query.where(TerugmeldingRow.besluit_id.in_(of_vtb))
    for besluit_id, dag in session.execute(query):
        if dag is not None:
            first[besluit_id] = min(dag, first.get(besluit_id, dag))
    return first


def _first_sent(session: Session, vtb_id: int | None) -> dict[int, date]:
    """Per agenda item of a VTB the first day on which the verslag (of the whole zitting, or of the item) was sent."""
    p, v = AgendapuntRow, VerzendingRow
    first: dict[int, date] = {}
    query = (
        select(p.id, v.verzonden_op)
        .join(v, and_(v.zitting_id == p.zitting_id, or_(v.agendapunt_id.is_(None), v.agendapunt_id == p.id)))
        .where(v.soort == "verslag", p.vtb_id.is_not(None) if vtb_id is None else p.vtb_id == vtb_id)
    )
    for punt_id, dag in session.execute(query):
        first[punt_id] = min(dag, first.get(punt_id, dag))
    return first


def _besluiten_by_vtb(session: Session, vtb_id: int | None) -> dict[int, list[_Besluit]]:
    b, p, z = BesluitRow, AgendapuntRow, ZittingRow
    returned, sent = _first_returns(session, vtb_id), _first_sent(session, vtb_id)
    found: dict[int, list[_Besluit]] = {}
    query = (
        select(p.vtb_id, p.id, b, z.datum)
        .join(p, p.id == b.agendapunt_id)
        .join(z, z.id == p.zitting_id)
        .where(p.vtb_id.is_not(None) if vtb_id is None else p.vtb_id == vtb_id)
        .order_by(z.datum, b.id)
    )
    for of_vtb, punt_id, row, datum in session.execute(query):
        later = {
            "vto_verzonden": row.vto_verzonden,
            "raadsonderzoek_gestart": row.onderzoek_gestart,
            "raadsonderzoek_afgerond": row.onderzoek_afgerond,
            "terugmelding": returned.get(row.id),
            "jbt_verslag_verzonden": sent.get(punt_id),
        }
        found.setdefault(of_vtb or 0, []).append(_Besluit(row.id, row.jeugdige_id, row.soort, datum, later))
    return found


def _held_on(session: Session, vtb_id: int | None) -> dict[int, date]:
    """Per VTB the first day it was on a table that was held, and not parked there."""
    query = (
        select(AgendapuntRow.vtb_id, ZittingRow.datum)
        .join(ZittingRow, ZittingRow.id == AgendapuntRow.zitting_id)
        .where(AgendapuntRow.vtb_id.is_not(None), ZittingRow.status.not_in(("gepland", "afgezegd")))
        .where(AgendapuntRow.status.not_in(("geparkeerd", "teruggegeven")))
        .order_by(ZittingRow.datum.desc())
    )
    if vtb_id is not None:
        query = query.where(AgendapuntRow.vtb_id == vtb_id)
    return {of_vtb: datum for of_vtb, datum in session.execute(query) if of_vtb is not None}


def vtb_mijlpalen(session: Session, vtb_id: int | None = None) -> list[VtbMijlpalen]:
    """One entry per VTB (or for one VTB) without besluit, and one per besluit (per kind) with it."""
    chosen = get_setting(session, HARDE_VOORWAARDEN)
    hard = frozenset(chosen if isinstance(chosen, list) else ())
    besluiten, held = _besluiten_by_vtb(session, vtb_id), _held_on(session, vtb_id)
    query = select(VtbRow).order_by(VtbRow.id)
    found = []
    for vtb in session.scalars(query if vtb_id is None else query.where(VtbRow.id == vtb_id)):
        base, since = {"vtb_ontvangen": vtb.ontvangen}, (vtb.gesloten_op, vtb.partij_id)
        inhoud = to_inhoud(vtb)
        inhoud = replace(inhoud, dag_volstaat=inhoud.dag_volstaat or vtb.id in held)
        ready = agendeerbaar_op(inhoud, vtb.ontvangen, hard=hard, vorm=vtb.vorm)
        if ready is not None:
            base["vtb_agendeerbaar"] = ready
        if vtb.id in held:
            base["jbt_zitting"] = held[vtb.id]
        for besluit in besluiten.get(vtb.id, ()):
            days = {**base, "jbt_zitting": besluit.datum, "jbt_besluit": besluit.datum}
            days |= {name: dag for name, dag in besluit.later.items() if dag is not None}
            kind, soort = besluit.jeugdige_id, besluit.soort
            found.append(VtbMijlpalen(vtb.id, vtb.nummer, kind, vtb.gemeente, days, soort, *since))
        if vtb.id not in besluiten:
            found.append(VtbMijlpalen(vtb.id, vtb.nummer, 0, vtb.gemeente, base, "", *since))
    return found
