"""Reading what was shared with someone outside, and what is about to be."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import (
    AanwezigheidRow,
    ActieRow,
    AgendapuntRow,
    BoegInbrengRow,
    PersoonRow,
    VerzendingRow,
    ZittingRow,
)


def sent_about(session: Session, casus_id: int) -> list[tuple[date, str, str]]:
    """What was sent about a casus as (day, what, to whom), oldest first; also what went about a whole zitting."""
    v, p = VerzendingRow, AgendapuntRow
    on_table = select(p.zitting_id).where(p.casus_id == casus_id)
    own = select(p.id).where(p.casus_id == casus_id)
    query = (
        select(v.verzonden_op, v.soort, v.naam)
        .where(v.zitting_id.in_(on_table), v.agendapunt_id.is_(None) | v.agendapunt_id.in_(own))
        .order_by(v.verzonden_op, v.id)
    )
    return [(day, soort, naam) for day, soort, naam in session.execute(query)]


def expected_with(session: Session, casus_id: int, vanaf: date) -> list[tuple[str, date, str]]:
    """Who is expected at a zitting to come with this casus on it, as (nummer, day, name and organisatie)."""
    a, p, z = AanwezigheidRow, AgendapuntRow, ZittingRow
    query = (
        select(z.nummer, z.datum, a.naam, PersoonRow.naam, PersoonRow.organisatie)
        .join(p, p.zitting_id == z.id)
        .join(a, a.zitting_id == z.id)
        .outerjoin(PersoonRow, PersoonRow.id == a.persoon_id)
        .where(p.casus_id == casus_id, z.datum >= vanaf, z.afgezegd_op.is_(None))
        .where(a.agendapunt_id.is_(None) | (a.agendapunt_id == p.id))
        .order_by(z.datum, a.id)
    )
    found = session.execute(query)
    return [(nummer, day, " ".join(x for x in (own, naam, org) if x)) for nummer, day, own, naam, org in found]


def open_with(session: Session, casus_id: int) -> list[tuple[str, str]]:
    """The acties of a casus that are not done, as (who, what)."""
    query = select(ActieRow.eigenaar, ActieRow.omschrijving).where(
        ActieRow.casus_id == casus_id, ActieRow.klaar_op.is_(None), ActieRow.eigenaar != ""
    )
    return [(who, what) for who, what in session.execute(query.order_by(ActieRow.datum, ActieRow.id))]


def brought_to_boeg(session: Session, casus_id: int) -> list[date]:
    """On which days a casus was brought to BOEG."""
    query = select(BoegInbrengRow.ingebracht_op).where(BoegInbrengRow.casus_id == casus_id)
    return list(session.scalars(query.order_by(BoegInbrengRow.ingebracht_op)))
