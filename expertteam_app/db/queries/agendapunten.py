"""Items of agendas: where a parked one goes, and what hangs on one."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from expertteam_app.db.tables import (
    AgendapuntRow,
    BesluitRow,
    GezinRow,
    GezinslidRow,
    JeugdigeRow,
    OpvolgingRow,
    ZittingRow,
)
from expertteam_app.domain.masker import namen_van


def next_zitting(session: Session, zitting: ZittingRow) -> ZittingRow | None:
    """The planned zitting after this one, of the same reeks where there is one, else of the same table."""
    query = select(ZittingRow).where(
        ZittingRow.soort == zitting.soort,
        ZittingRow.datum > zitting.datum,
        ZittingRow.status == "gepland",
        ZittingRow.afgezegd_op.is_(None),
        ZittingRow.id != zitting.id,
    )
    order = (ZittingRow.datum, ZittingRow.id)
    if zitting.reeks_id is not None:
        own = query.where(ZittingRow.reeks_id == zitting.reeks_id).order_by(*order)
        found = session.scalars(own.limit(1)).first()
        if found is not None:
            return found
    return session.scalars(query.where(ZittingRow.vorm == zitting.vorm).order_by(*order).limit(1)).first()


def last_of(session: Session, punt: AgendapuntRow) -> AgendapuntRow:
    """The item that carries this one on, on the latest agenda it came to; itself when it was not carried on."""
    here, seen = punt, {punt.id}
    while True:
        query = select(AgendapuntRow).where(AgendapuntRow.vorig_punt_id == here.id, AgendapuntRow.id.not_in(seen))
        following = session.scalars(query.order_by(AgendapuntRow.id.desc()).limit(1)).first()
        if following is None:
            return here
        here = following
        seen.add(here.id)


def looks_back(session: Session, punt_id: int) -> bool:
    """Whether looks back at this item were planned."""
    return bool(session.scalar(select(func.count()).where(OpvolgingRow.agendapunt_id == punt_id)))


def parked_without_next(session: Session, zitting: ZittingRow) -> list[AgendapuntRow]:
    """What was parked at earlier zittingen of the same table and was not carried on, oldest first."""
    later = aliased(AgendapuntRow)
    query = (
        select(AgendapuntRow)
        .join(ZittingRow, ZittingRow.id == AgendapuntRow.zitting_id)
        .where(
            AgendapuntRow.status == "geparkeerd",
            ZittingRow.soort == zitting.soort,
            ZittingRow.vorm == zitting.vorm,
            ZittingRow.datum <= zitting.datum,
            ~exists().where(later.vorig_punt_id == AgendapuntRow.id),
        )
        .order_by(ZittingRow.datum, AgendapuntRow.volgorde)
    )
    return list(session.scalars(query))


def last_besluit(session: Session, punt: AgendapuntRow) -> tuple[BesluitRow, ZittingRow] | None:
    """The last besluit about the casus of an item that was taken at an earlier zitting."""
    here = session.get_one(ZittingRow, punt.zitting_id)
    query = (
        select(BesluitRow, ZittingRow)
        .join(AgendapuntRow, AgendapuntRow.id == BesluitRow.agendapunt_id)
        .join(ZittingRow, ZittingRow.id == AgendapuntRow.zitting_id)
        .where(AgendapuntRow.casus_id == punt.casus_id, ZittingRow.id != here.id, ZittingRow.datum <= here.datum)
        .order_by(ZittingRow.datum.desc(), BesluitRow.id.desc())
        .limit(1)
    )
    found = session.execute(query).first()
    return (found[0], found[1]) if found is not None else None


def names_around(session: Session, punt: AgendapuntRow, number: int) -> Iterator[tuple[str, str]]:
    """Every way to name someone of the gezin of an item, with what stands in its place."""
    children: list[JeugdigeRow] = []
    if punt.casus is not None:
        children = [punt.casus.jeugdige]
    elif punt.vtb is not None:
        children = [k.jeugdige for k in punt.vtb.kinderen]
    gezin_ids = {child.gezin_id for child in children}
    own = {child.id for child in children}
    others = session.scalars(select(JeugdigeRow).where(JeugdigeRow.gezin_id.in_(gezin_ids), JeugdigeRow.id.not_in(own)))
    adults = session.scalars(select(GezinslidRow).where(GezinslidRow.gezin_id.in_(gezin_ids)))
    for gezin in session.scalars(select(GezinRow).where(GezinRow.id.in_(gezin_ids))):
        yield gezin.naam, f"gezin {number}"
    around = [(o.voornaam, o.tussenvoegsel, o.achternaam, "broer of zus") for o in others]
    around += [(a.voornaam, a.tussenvoegsel, a.achternaam, "gezinslid") for a in adults]
    for voornaam, tussenvoegsel, achternaam, word in around:
        for name in namen_van(voornaam, tussenvoegsel, achternaam):
            yield name, word
    for place, child in enumerate(children):
        word = f"jeugdige {number}" if len(children) == 1 else f"jeugdige {number}{chr(ord('a') + place % 26)}"
        for name in namen_van(child.voornaam, child.tussenvoegsel, child.achternaam):
            yield name, word
