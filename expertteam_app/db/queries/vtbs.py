"""Verzoeken tot bespreking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from expertteam_app.db.tables import (
    AanwezigheidRow,
    AgendapuntRow,
    BesluitRow,
    VerzendingRow,
    VtbKindRow,
    VtbRow,
    ZittingRow,
)
from expertteam_app.domain.vtb import Consultatie, VtbInhoud
from expertteam_app.domain.vtb_fase import BesluitGang, Melding, TafelGang

UITNODIGING = "uitnodiging"
"""The kind of a sending that is an invitation."""


@dataclass(frozen=True, slots=True)
class Tafelplek:
    """An item of a VTB on the agenda of a zitting, with how far it is."""

    punt: AgendapuntRow
    zitting: ZittingRow
    gang: TafelGang


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
        dag_volstaat=row.partij_id is not None,
    )


_WHOLE = (
    selectinload(VtbRow.kinderen).selectinload(VtbKindRow.jeugdige),
    selectinload(VtbRow.gezin),
)


def all_vtbs(session: Session) -> list[VtbRow]:
    """Every VTB that was not destroyed, with its children, newest first."""
    query = select(VtbRow).options(*_WHOLE).where(VtbRow.vernietigd_op.is_(None))
    return list(session.scalars(query.order_by(VtbRow.ontvangen.desc(), VtbRow.id.desc())))


def get_vtb(session: Session, vtb_id: int) -> VtbRow | None:
    """One VTB with its children; None when it is gone or destroyed."""
    found = session.get(VtbRow, vtb_id, options=list(_WHOLE))
    return found if found is not None and found.vernietigd_op is None else None


def by_number(session: Session, nummer: str) -> VtbRow | None:
    """The VTB with a number, or None."""
    return session.scalars(select(VtbRow).options(*_WHOLE).where(VtbRow.nummer == nummer)).first()


def tafels_of(session: Session, vtb_ids: Sequence[int] | None = None) -> dict[int, list[Tafelplek]]:
    """Every agenda item of each VTB with its zitting, in order of day; with what was sent of it."""
    query = (
        select(AgendapuntRow, ZittingRow)
        .join(ZittingRow, ZittingRow.id == AgendapuntRow.zitting_id)
        .where(AgendapuntRow.vtb_id.is_not(None))
        .options(
            selectinload(AgendapuntRow.besluiten).selectinload(BesluitRow.terugmeldingen),
            selectinload(AgendapuntRow.besluiten).selectinload(BesluitRow.jeugdige),
        )
        .order_by(ZittingRow.datum, AgendapuntRow.id)
    )
    if vtb_ids is not None:
        query = query.where(AgendapuntRow.vtb_id.in_(vtb_ids))
    rows = [(punt, zitting) for punt, zitting in session.execute(query)]
    sent = _sent(session, {zitting.id for _punt, zitting in rows})
    guests = _with_own_guests(session, {punt.id for punt, _zitting in rows})
    found: dict[int, list[Tafelplek]] = {}
    for punt, zitting in rows:
        of_item = {soort for soort, punt_id in sent.get(zitting.id, ()) if punt_id in (None, punt.id)}
        invited = (UITNODIGING, punt.id) in sent.get(zitting.id, ())
        gang = _to_gang(punt, zitting, of_item, own_guests=punt.id in guests, invited=invited)
        found.setdefault(punt.vtb_id or 0, []).append(Tafelplek(punt, zitting, gang))
    return found


def _sent(session: Session, zitting_ids: set[int]) -> dict[int, set[tuple[str, int | None]]]:
    """Per zitting what was sent, as (soort, agendapunt)."""
    v = VerzendingRow
    found: dict[int, set[tuple[str, int | None]]] = {}
    query = select(v.zitting_id, v.soort, v.agendapunt_id).where(v.zitting_id.in_(zitting_ids))
    for zitting_id, soort, punt_id in session.execute(query):
        found.setdefault(zitting_id, set()).add((soort, punt_id))
    return found


def to_gang(row: BesluitRow) -> BesluitGang:
    """What became of a besluit, as the domain sees it."""
    return BesluitGang(
        soort=row.soort,
        vto_verzonden=row.vto_verzonden,
        onderzoek_gestart=row.onderzoek_gestart,
        onderzoek_afgerond=row.onderzoek_afgerond,
        zaak_afgerond=row.zaak_afgerond,
        raad_resultaat=row.raad_resultaat,
        meldingen=tuple(Melding(t.verwacht_op, t.ontvangen_op, t.vervolg_stap) for t in row.terugmeldingen),
    )


def _with_own_guests(session: Session, punt_ids: set[int]) -> set[int]:
    """The items for which people come who do not come for the whole zitting."""
    query = select(AanwezigheidRow.agendapunt_id).where(AanwezigheidRow.agendapunt_id.in_(punt_ids))
    return {punt_id for punt_id in session.scalars(query) if punt_id is not None}


def _to_gang(punt: AgendapuntRow, zitting: ZittingRow, sent: set[str], *, own_guests: bool, invited: bool) -> TafelGang:
    """How far an item is; where people come for it alone, they must have been invited for it."""
    return TafelGang(
        datum=zitting.datum,
        status=zitting.status,
        uitgenodigd=invited or (zitting.uitgenodigd_op is not None and not own_guests),
        afgezegd=zitting.afgezegd_op is not None,
        gesloten=zitting.gesloten_op is not None,
        ter_reactie=zitting.ter_reactie_op is not None,
        verzonden="verslag" in sent,
        punt_status=punt.status,
        besluiten=tuple(to_gang(b) for b in punt.besluiten),
    )


def zittingen_of(session: Session, vtb_ids: Sequence[int] | None = None) -> dict[int, tuple[AgendapuntRow, ZittingRow]]:
    """The agenda item and zitting on which each VTB stands now, of those that stand on one."""
    found = {}
    for vtb_id, plekken in tafels_of(session, vtb_ids).items():
        last = plekken[-1]
        if last.gang.telt:
            found[vtb_id] = (last.punt, last.zitting)
    return found
