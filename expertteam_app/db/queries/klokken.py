"""Versions of klokken, closing days, and the milestones they run between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from expertteam_app.db.queries.gebeurtenissen import CasusIds
from expertteam_app.db.queries.modellen import to_model
from expertteam_app.db.tables import CasusRow, KlokRow, OpschalingsmodelRow, SluitingsdagRow, UithuisplaatsingRow
from expertteam_app.domain.kalender import Kalender, Profiel
from expertteam_app.domain.klok import Klok, KlokStatus
from expertteam_app.domain.opschaling import Opschalingsmodel
from expertteam_app.domain.termijn import Eenheid
from expertteam_app.domain.uurwerk import Sluiting, legal_calendar, office_calendar


def _to_klok(row: KlokRow) -> Klok:
    return Klok(
        code=row.code,
        naam=row.naam,
        van=row.van,
        tot=row.tot,
        norm=row.norm,
        eenheid=Eenheid(row.eenheid),
        status=KlokStatus(row.status),
        bron=row.bron,
        profiel=Profiel(row.profiel),
        geldig_vanaf=row.geldig_vanaf,
        wettelijk=row.wettelijk,
        achteruit=row.achteruit,
        pauzeredenen=None if row.pauzeredenen is None else tuple(row.pauzeredenen),
        artikel=row.artikel,
        besluit=row.besluit,
        organisatie=row.organisatie,
    )


def klok_versions(session: Session) -> list[Klok]:
    """The versions that the region published, by code and day."""
    rows = session.scalars(select(KlokRow).order_by(KlokRow.code, KlokRow.geldig_vanaf))
    return [_to_klok(row) for row in rows]


def add_klok(session: Session, klok: Klok) -> None:
    """Store a version; its code and day together must be new."""
    redenen = None if klok.pauzeredenen is None else list(klok.pauzeredenen)
    session.add(
        KlokRow(
            code=klok.code,
            geldig_vanaf=klok.geldig_vanaf,
            naam=klok.naam,
            van=klok.van,
            tot=klok.tot,
            norm=klok.norm,
            eenheid=klok.eenheid.value,
            profiel=klok.profiel.value,
            wettelijk=klok.wettelijk,
            achteruit=klok.achteruit,
            pauzeredenen=redenen,
            status=klok.status.value,
            bron=klok.bron,
            artikel=klok.artikel,
            besluit=klok.besluit,
            organisatie=klok.organisatie,
        )
    )


def closings(session: Session) -> list[Sluiting]:
    """The closing days of every organisation, by day."""
    rows = session.scalars(select(SluitingsdagRow).order_by(SluitingsdagRow.van, SluitingsdagRow.id))
    return [Sluiting(row.id, row.organisatie, row.van, row.tot, row.naam, row.wettelijk, row.bron) for row in rows]


def legal_days(session: Session) -> Kalender:
    """The calendar of the law as this kluis knows it."""
    return legal_calendar(closings(session))


def office_days(session: Session) -> Kalender:
    """The calendar of the own office: that of the law without its own closing days; ``+10wd`` counts on it."""
    return office_calendar(closings(session))


def models_by_id(session: Session) -> dict[int, Opschalingsmodel]:
    """Every version of the opschalingsmodel by id."""
    return {row.id: to_model(row) for row in session.scalars(select(OpschalingsmodelRow))}


def casus_id_range(session: Session) -> tuple[int, int]:
    """The lowest and highest id of a casus; (0, -1) when there is none."""
    low = session.scalar(select(func.min(CasusRow.id)))
    high = session.scalar(select(func.max(CasusRow.id)))
    return (0, -1) if low is None or high is None else (low, high)


def casussen_between(first: int, last: int) -> CasusIds:
    """The casussen with an id from first up to and including last."""
    return select(CasusRow.id).where(CasusRow.id.between(first, last))


@dataclass(frozen=True, slots=True)
class Plaatsing:
    """The dated milestones of the startfoto of one uithuisplaatsing."""

    id: int
    casus_id: int
    nummer: str
    gemeente: str
    mijlpalen: dict[str, date]
    partij_id: int | None = None


def placements(session: Session, casus_id: int | None = None) -> list[Plaatsing]:
    """The uithuisplaatsingen (of one casus) with a date in their startfoto, by casus."""
    u = UithuisplaatsingRow
    query = (
        select(
            u.id,
            u.casus_id,
            CasusRow.nummer,
            CasusRow.gemeente,
            u.datum_toewijzing,
            u.datum_start_zorg,
            u.datum_einde_zorg,
            CasusRow.partij_id,
        )
        .join(CasusRow, CasusRow.id == u.casus_id)
        .where(CasusRow.samengevoegd_met.is_(None))
        .order_by(u.casus_id, u.id)
    )
    if casus_id is not None:
        query = query.where(u.casus_id == casus_id)
    found = []
    for row_id, casus, nummer, gemeente, assigned, started, ended, partij in session.execute(query):
        placed = placement(row_id, casus, nummer, gemeente, (assigned, started, ended), partij)
        if placed is not None:
            found.append(placed)
    return found


def placement(
    row_id: int,
    casus_id: int,
    nummer: str,
    gemeente: str,
    days: tuple[date | None, date | None, date | None],
    partij_id: int | None = None,
) -> Plaatsing | None:
    """An uithuisplaatsing with its days of toewijzing, start and end of zorg; None when it has none of them."""
    dated = zip(("zorg_toegewezen", "zorg_gestart", "zorg_geeindigd"), days, strict=True)
    known = {name: day for name, day in dated if day is not None}
    return Plaatsing(row_id, casus_id, nummer, gemeente, known, partij_id) if known else None
