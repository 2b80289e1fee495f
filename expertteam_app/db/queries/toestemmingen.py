"""Toestemmingen with their answers, and whom they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from expertteam_app.db.queries.netwerk import network_of, people_of
from expertteam_app.db.tables import (
    CasusOverzichtRow,
    CasusRow,
    GezinslidRow,
    JeugdigeRow,
    ToestemmingGeverRow,
    ToestemmingRow,
)
from expertteam_app.domain.netwerk import Netwerk, gezag_onbekend, gezaghebbenden
from expertteam_app.domain.toestemming import Antwoord, Gever, Onbekwaam, Situatie, Toestemming


def situation_of(session: Session, casus: CasusRow) -> Situatie:
    """Whom the toestemmingen of a casus are about, by the gezin as it is recorded now."""
    return situation(casus, network_of(session, casus.jeugdige.gezin))


def situations_of(session: Session, casussen: Collection[CasusRow]) -> dict[int, Situatie]:
    """The same of many casussen, by id of the casus, in as few questions as for one."""
    children = {casus.jeugdige_id: casus.jeugdige.gezin_id for casus in casussen}
    networks = people_of(session, children)
    return {casus.id: situation(casus, networks[casus.jeugdige.gezin_id]) for casus in casussen}


def situation(casus: CasusRow, network: Netwerk) -> Situatie:
    """Whom the toestemmingen of a casus are about, by a network."""
    child = casus.jeugdige
    since = child.wilsonbekwaam_op
    return Situatie(
        jeugdige=Gever(None, child.naam),
        geboortedatum=child.geboortedatum,
        geboortejaar=child.geboortejaar,
        gezaghebbenden=tuple(Gever(p.id, p.naam) for p in gezaghebbenden(network, child.id)),
        gezag_onbekend=tuple(p.naam for p in gezag_onbekend(network, child.id)),
        kader=casus.kader,
        onbekwaam=Onbekwaam(since, child.wilsonbekwaam_door, child.wilsonbekwaam_tot) if since is not None else None,
    )


def to_antwoord(row: ToestemmingGeverRow) -> Antwoord | None:
    """The stored answer as a value; None when this person did not answer yet."""
    if not row.antwoord or row.datum is None:
        return None
    return Antwoord(row.gezinslid_id, row.antwoord, row.datum, row.ingetrokken_op, row.reden)


def to_toestemming(row: ToestemmingRow, grond_naam: str = "") -> Toestemming:
    """The stored toestemming as a value."""
    answers = (to_antwoord(g) for g in row.gevers)
    return Toestemming(
        ontvanger=row.ontvanger,
        doel=row.doel,
        grond=row.grond,
        vanaf=row.vanaf,
        tot=row.tot,
        afweging=row.afweging,
        antwoorden=tuple(a for a in answers if a is not None),
        grond_naam=grond_naam,
    )


def toestemmingen_of(session: Session, casus_id: int) -> list[ToestemmingRow]:
    """The toestemmingen of a casus with their answers, in order of entry."""
    query = (
        select(ToestemmingRow)
        .where(ToestemmingRow.casus_id == casus_id)
        .options(selectinload(ToestemmingRow.gevers))
        .order_by(ToestemmingRow.id)
    )
    return list(session.scalars(query))


def of_open_casussen(
    session: Session, tot: tuple[date, date], geboren: Iterable[tuple[date, date]]
) -> list[tuple[ToestemmingRow, CasusRow]]:
    """Toestemmingen of casussen that are not closed, with that casus.

    Only those whose last day lies within `tot`, of a jeugdige born within one of the stretches `geboren` (both ends
    included), of one of whom only the year of birth is known, or of one who cannot judge the own interests: the
    database leaves out the many that cannot stop soon.
    """
    soon = or_(
        ToestemmingRow.tot.between(*tot),
        JeugdigeRow.wilsonbekwaam_op.is_not(None),
        JeugdigeRow.geboortejaar != "",
        *(JeugdigeRow.geboortedatum.between(*stretch) for stretch in geboren),
    )
    query = (
        select(ToestemmingRow, CasusRow)
        .join(CasusRow, CasusRow.id == ToestemmingRow.casus_id)
        .join(CasusOverzichtRow, CasusOverzichtRow.casus_id == CasusRow.id)
        .join(JeugdigeRow, JeugdigeRow.id == CasusRow.jeugdige_id)
        .where(CasusOverzichtRow.status != "gesloten", soon)
        .options(selectinload(ToestemmingRow.gevers), selectinload(CasusRow.jeugdige))
        .order_by(ToestemmingRow.id)
    )
    return [(row, casus) for row, casus in session.execute(query)]


def keep_answer(row: ToestemmingRow, gever_id: int | None, antwoord: Antwoord | None) -> None:
    """Keep what one person answered: a row for every day of answering. None takes the last answer away."""
    found = last_answer(row, gever_id)
    if antwoord is None:
        if found is not None:
            row.gevers.remove(found)
        return
    if found is None or found.datum != antwoord.datum:
        found = ToestemmingGeverRow(gezinslid_id=gever_id)
        row.gevers.append(found)
    found.antwoord, found.datum = antwoord.antwoord, antwoord.datum
    found.ingetrokken_op, found.reden = antwoord.ingetrokken_op, antwoord.reden


def last_answer(row: ToestemmingRow, gever_id: int | None) -> ToestemmingGeverRow | None:
    """The last answer of one person; those before it stay as they are."""
    own = [g for g in row.gevers if g.gezinslid_id == gever_id]
    return max(own, key=lambda g: (g.datum or date.min, g.id or 0), default=None)


def names_of_gevers(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Names of gezinsleden, also of those without gezag now."""
    from_ids = list(ids)
    rows = session.scalars(select(GezinslidRow).where(GezinslidRow.id.in_(from_ids))) if from_ids else ()
    return {row.id: row.naam for row in rows}


def used_before(session: Session, column: InstrumentedAttribute[str]) -> tuple[str, ...]:
    """What was typed in a column before, by name, to choose from while typing."""
    return tuple(sorted(session.scalars(select(column).distinct()), key=str.casefold))
