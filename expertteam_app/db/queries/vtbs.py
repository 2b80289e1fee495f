"""Verzoeken tot bespreking."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from expertteam_app.db.tables import AgendapuntRow, VtbKindRow, VtbRow, ZittingRow
from expertteam_app.domain.vtb import Consultatie, VtbInhoud


def to_inhoud(row: VtbRow) -> VtbInhoud:
    """The facts on which the conditions for the agenda rest."""
    return VtbInhoud(
        consultatie_vt=Consultatie(row.vt_datum, row.vt_wie, row.vt_advies),
        consultatie_gi=Consultatie(row.gi_datum, row.gi_wie, row.gi_advies),
        mdo_datum=row.mdo_datum,
        mdo=row.mdo,
        netwerk=row.netwerk,
        netwerk_toelichting=row.netwerk_toelichting,
        ouders_geinformeerd=row.ouders_geinformeerd,
        reactie_ouders=row.reactie_ouders,
        stem_jeugdige=row.stem_jeugdige,
        veiligheidsplan=row.veiligheidsplan,
    )


_WHOLE = (
    selectinload(VtbRow.kinderen).selectinload(VtbKindRow.jeugdige),
    selectinload(VtbRow.gezin),
)


def all_vtbs(session: Session) -> list[VtbRow]:
    """Every VTB with its children, newest first."""
    query = select(VtbRow).options(*_WHOLE).order_by(VtbRow.ontvangen.desc(), VtbRow.id.desc())
    return list(session.scalars(query))


def get_vtb(session: Session, vtb_id: int) -> VtbRow | None:
    """One VTB with its children, or None."""
    return session.get(VtbRow, vtb_id, options=list(_WHOLE))


def by_number(session: Session, nummer: str) -> VtbRow | None:
    """The VTB with a number, or None."""
    return session.scalars(select(VtbRow).options(*_WHOLE).where(VtbRow.nummer == nummer)).first()


def zittingen_of(session: Session, vtb_ids: Sequence[int] | None = None) -> dict[int, tuple[AgendapuntRow, ZittingRow]]:
    """The last agenda item and zitting of each VTB that has one."""
    query = select(AgendapuntRow, ZittingRow).join(ZittingRow, ZittingRow.id == AgendapuntRow.zitting_id)
    query = query.where(AgendapuntRow.vtb_id.is_not(None))
    if vtb_ids is not None:
        query = query.where(AgendapuntRow.vtb_id.in_(vtb_ids))
    found: dict[int, tuple[AgendapuntRow, ZittingRow]] = {}
    for punt, zitting in session.execute(query.order_by(ZittingRow.datum, AgendapuntRow.id)):
        if punt.vtb_id is not None:
            found[punt.vtb_id] = (punt, zitting)
    return found
