"""What the first page asks of the kluis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import (
    ActieRow,
    AgendapuntRow,
    BesluitRow,
    CasusOverzichtRow,
    CasusRow,
    GebeurtenisRow,
    MandaatRow,
    PersoonRow,
    TerugmeldingRow,
    VtbRow,
    ZittingRow,
)
from expertteam_app.domain.gebeurtenis import Soort

__all__ = [
    "ActieRow",
    "MandaatRow",
    "OpenCasus",
    "PersoonRow",
    "ZittingRow",
    "casussen_with_open_actie",
    "open_actie_rows",
    "open_and_paused",
    "open_casussen",
    "open_terugmeldingen",
    "raadsonderzoek_without_vto",
]


@dataclass(frozen=True, slots=True)
class OpenCasus:
    """A casus that is not closed, as the read model of the list holds it."""

    casus_id: int
    nummer: str
    geboortedatum: date | None
    stap: int | None
    stap_sinds: date | None


def open_casussen(session: Session) -> list[OpenCasus]:
    """Every casus that is not closed, in order of id."""
    o = CasusOverzichtRow.__table__.c
    query = select(o.casus_id, o.nummer, o.geboortedatum, o.stap, o.stap_sinds).where(o.status != "gesloten")
    return [OpenCasus(*row) for row in session.execute(query.order_by(o.casus_id))]


def open_and_paused() -> Select[int]:
    """The casussen that are not closed and were ever paused: of those only the log tells how long they waited."""
    o, g = CasusOverzichtRow, GebeurtenisRow
    paused = select(g.casus_id).where(g.soort == Soort.GEPAUZEERD.value)
    return select(o.casus_id).where(o.status != "gesloten", o.casus_id.in_(paused))


def casussen_with_open_actie(session: Session) -> set[int]:
    """Ids of the casussen that have an actie which is not done."""
    query = select(ActieRow.casus_id).where(ActieRow.klaar_op.is_(None), ActieRow.casus_id.is_not(None)).distinct()
    return {i for i in session.scalars(query) if i is not None}


def open_actie_rows(session: Session) -> list[tuple[ActieRow, str, int | None]]:
    """Every actie that is not done, with the number it belongs to and its zitting."""
    query = (
        select(ActieRow, CasusRow.nummer, ZittingRow.nummer, ZittingRow.id)
        .outerjoin(CasusRow, CasusRow.id == ActieRow.casus_id)
        .outerjoin(AgendapuntRow, AgendapuntRow.id == ActieRow.agendapunt_id)
        .outerjoin(ZittingRow, ZittingRow.id == AgendapuntRow.zitting_id)
        .where(ActieRow.klaar_op.is_(None))
        .order_by(ActieRow.datum)
    )
    return [(actie, casus or zitting or "", zid) for actie, casus, zitting, zid in session.execute(query)]


def open_terugmeldingen(session: Session) -> list[tuple[date, str, int, int]]:
    """Terugmeldingen that are due: (verwacht op, nummer van het VTB, zitting, VTB)."""
    query = (
        select(TerugmeldingRow.verwacht_op, VtbRow.nummer, AgendapuntRow.zitting_id, VtbRow.id)
        .join(BesluitRow, BesluitRow.id == TerugmeldingRow.besluit_id)
        .join(AgendapuntRow, AgendapuntRow.id == BesluitRow.agendapunt_id)
        .join(VtbRow, VtbRow.id == AgendapuntRow.vtb_id)
        .where(TerugmeldingRow.ontvangen_op.is_(None), TerugmeldingRow.verwacht_op.is_not(None))
        .distinct()
        .order_by(TerugmeldingRow.verwacht_op)
    )
    return [(due, nummer, zid, vid) for due, nummer, zid, vid in session.execute(query) if due is not None]


def raadsonderzoek_without_vto(session: Session) -> list[tuple[date, str, int, int]]:
    """Besluiten raadsonderzoek without a VTO to the Raad: (zitting datum, nummer, zitting, VTB)."""
    query = (
        select(ZittingRow.datum, VtbRow.nummer, ZittingRow.id, VtbRow.id)
        .join(AgendapuntRow, AgendapuntRow.zitting_id == ZittingRow.id)
        .join(BesluitRow, BesluitRow.agendapunt_id == AgendapuntRow.id)
        .join(VtbRow, VtbRow.id == AgendapuntRow.vtb_id)
        .where(BesluitRow.soort == "raadsonderzoek", BesluitRow.vto_verzonden.is_(None))
        .distinct()
        .order_by(ZittingRow.datum)
    )
    return [(dag, nummer, zid, vid) for dag, nummer, zid, vid in session.execute(query)]
