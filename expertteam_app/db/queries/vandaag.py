"""What the first page asks of the kluis."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import (
    ActieRow,
    AgendapuntRow,
    BesluitRow,
    CasusRow,
    MandaatRow,
    PersoonRow,
    TerugmeldingRow,
    VtbRow,
    ZittingRow,
)

__all__ = [
    "ActieRow",
    "MandaatRow",
    "PersoonRow",
    "ZittingRow",
    "casussen_with_open_actie",
    "open_actie_rows",
    "open_terugmeldingen",
    "raadsonderzoek_without_vto",
]


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
