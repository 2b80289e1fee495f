"""Reading the register of hiaten: each hiaat with its course, and every aanbieder that was asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.queries.gevraagd import Vraag, asked_for
from expertteam_app.db.tables import CasusOverzichtRow, CasusRow, HiaatRow, JeugdigeRow


@dataclass(frozen=True, slots=True)
class Hiaatverloop:
    """One hiaat with its course.

    Attributes:
        afgesloten_op: the day its casus was closed, None while it is open.
        vragen: what was asked for this zorgvorm in this casus, first one first.
    """

    hiaat_id: int
    casus_id: int
    nummer: str
    jeugdige_id: int
    gemeente: str
    geboortedatum: date | None
    geboortejaar: str
    zorgvorm: str
    aard: str
    vastgesteld_op: date
    gezocht_sinds: date | None
    overbrugging: str
    oplossing: str
    opgelost_op: date | None
    agendering: str
    agendering_status: str
    agendering_op: date | None
    afgesloten_op: date | None
    vragen: tuple[Vraag, ...]


def hiaten_with_course(session: Session, van: date, tot: date, gemeente: str | None = None) -> list[Hiaatverloop]:
    """The hiaten recorded in a period, both days included, first recorded first."""
    h, o, j = HiaatRow, CasusOverzichtRow, JeugdigeRow
    query = (
        select(h, CasusRow.nummer, CasusRow.gemeente, CasusRow.jeugdige_id, j.geboortedatum, j.geboortejaar, o)
        .join(CasusRow, CasusRow.id == h.casus_id)
        .join(j, j.id == CasusRow.jeugdige_id)
        .join(o, o.casus_id == CasusRow.id)
        .where(h.vastgesteld_op.between(van, tot), CasusRow.samengevoegd_met.is_(None))
        .order_by(h.vastgesteld_op, h.id)
    )
    if gemeente is not None:
        query = query.where(CasusRow.gemeente == gemeente)
    rows = session.execute(query).all()
    asked = asked_for(session, select(h.casus_id).where(h.vastgesteld_op.between(van, tot)))
    return [
        Hiaatverloop(
            hiaat_id=hiaat.id,
            casus_id=hiaat.casus_id,
            nummer=nummer,
            jeugdige_id=jeugdige,
            gemeente=place,
            geboortedatum=born,
            geboortejaar=year,
            zorgvorm=hiaat.zorgvorm,
            aard=hiaat.aard,
            vastgesteld_op=hiaat.vastgesteld_op,
            gezocht_sinds=hiaat.gezocht_sinds,
            overbrugging=hiaat.overbrugging,
            oplossing=hiaat.oplossing,
            opgelost_op=hiaat.opgelost_op,
            agendering=hiaat.agendering,
            agendering_status=hiaat.agendering_status,
            agendering_op=hiaat.agendering_op,
            afgesloten_op=overzicht.afgesloten_op,
            vragen=asked.get((hiaat.casus_id, hiaat.zorgvorm), ()),
        )
        for hiaat, nummer, place, jeugdige, born, year, overzicht in rows
    ]
