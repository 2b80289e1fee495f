"""Reading for patterns and trends: what every casus that came in has, and how often what came in per day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import CasusOverzichtRow, CasusRow, HiaatRow, JeugdigeRow, OorzaakRow


@dataclass(frozen=True, slots=True)
class Kenmerken:
    """What one casus has, in codes.

    Attributes:
        begin: the day of aanmelding.
        hiaten: (zorgvorm, aard).
    """

    casus_id: int
    gezin_id: int
    gemeente: str
    soort_vraag: str
    kader: str
    geboortedatum: date | None
    geboortejaar: str
    begin: date
    oorzaken: tuple[str, ...]
    hiaten: tuple[tuple[str, str], ...]


def _came_in(van: date, tot: date, gemeente: str | None) -> Select[int]:
    o = CasusOverzichtRow
    query = (
        select(o.casus_id)
        .join(CasusRow, CasusRow.id == o.casus_id)
        .where(o.aangemeld.between(van, tot), CasusRow.samengevoegd_met.is_(None))
    )
    return query if gemeente is None else query.where(o.gemeente == gemeente)


def kenmerken_between(session: Session, van: date, tot: date, gemeente: str | None = None) -> list[Kenmerken]:
    """Every casus that was aangemeld in the period, both days included, in order of id.

    A hiaat that an import inferred from an oorzaak is left out: the two would always fall together.
    """
    among = _came_in(van, tot, gemeente)
    oorzaken: defaultdict[int, list[str]] = defaultdict(list)
    for casus_id, code in session.execute(
        select(OorzaakRow.casus_id, OorzaakRow.code).where(OorzaakRow.casus_id.in_(among)).order_by(OorzaakRow.code)
    ):
        oorzaken[casus_id].append(code)
    hiaten: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for casus_id, zorgvorm, aard in session.execute(
        select(HiaatRow.casus_id, HiaatRow.zorgvorm, HiaatRow.aard)
        .where(HiaatRow.casus_id.in_(among), HiaatRow.afgeleid.is_(False))
        .order_by(HiaatRow.id)
    ):
        hiaten[casus_id].append((zorgvorm, aard))
    rows = session.execute(
        select(
            CasusRow.id,
            JeugdigeRow.gezin_id,
            CasusRow.gemeente,
            CasusRow.soort_vraag,
            CasusRow.kader,
            JeugdigeRow.geboortedatum,
            JeugdigeRow.geboortejaar,
            CasusOverzichtRow.aangemeld,
        )
        .join(CasusOverzichtRow, CasusOverzichtRow.casus_id == CasusRow.id)
        .join(JeugdigeRow, JeugdigeRow.id == CasusRow.jeugdige_id)
        .where(CasusRow.id.in_(among))
        .order_by(CasusRow.id)
    ).all()
    return [
        Kenmerken(
            casus_id=casus_id,
            gezin_id=gezin_id,
            gemeente=plaats,
            soort_vraag=vraag,
            kader=kader,
            geboortedatum=geboren,
            geboortejaar=jaar,
            begin=begin or van,
            oorzaken=tuple(oorzaken.get(casus_id, ())),
            hiaten=tuple(hiaten.get(casus_id, ())),
        )
        for casus_id, gezin_id, plaats, vraag, kader, geboren, jaar, begin in rows
    ]


def came_in_by_day(session: Session, van: date, tot: date) -> list[tuple[date, str, int]]:
    """Every casus that was aangemeld in the period as (day, gemeente, casus)."""
    o = CasusOverzichtRow
    query = select(o.aangemeld, o.gemeente, o.casus_id).where(o.casus_id.in_(_came_in(van, tot, None)))
    rows = session.execute(query.order_by(o.aangemeld, o.casus_id))
    return [(day, gemeente, casus) for day, gemeente, casus in rows if day is not None]


def gaps_by_day(session: Session, van: date, tot: date) -> list[tuple[date, str, str, int, int]]:
    """Every hiaat recorded in the period as (day, zorgvorm, gemeente, gezin, casus)."""
    h = HiaatRow
    query = (
        select(h.vastgesteld_op, h.zorgvorm, CasusRow.gemeente, JeugdigeRow.gezin_id, h.casus_id)
        .join(CasusRow, CasusRow.id == h.casus_id)
        .join(JeugdigeRow, JeugdigeRow.id == CasusRow.jeugdige_id)
        .where(h.vastgesteld_op.between(van, tot), CasusRow.samengevoegd_met.is_(None))
        .order_by(h.vastgesteld_op, h.id)
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in session.execute(query)]


def first_day(session: Session) -> date | None:
    """The first day on which a casus was aangemeld; None in an empty kluis."""
    return session.scalar(select(func.min(CasusOverzichtRow.aangemeld)))
