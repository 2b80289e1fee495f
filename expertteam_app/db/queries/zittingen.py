"""Zittingen with their agenda, presence and besluiten."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from expertteam_app.db.tables import (
    AanwezigheidRow,
    ActieRow,
    AgendapuntRow,
    BesluitRow,
    CasusRow,
    MandaatRow,
    PersoonRow,
    TerugmeldingRow,
    VerslagRow,
    VtbKindRow,
    VtbRow,
    ZittingRow,
)
from expertteam_app.domain.tafel import AfspraakInfo, BesluitInfo, TerugmeldingInfo, ZittingRegel
from expertteam_app.domain.zitting import Mandaat, ZittingSoort, ZittingStatus


def all_zittingen(session: Session, soort: ZittingSoort | None = None) -> list[ZittingRegel]:
    """Every zitting (of one table) that was not destroyed, newest first."""
    count = (
        select(func.count())
        .select_from(AgendapuntRow)
        .where(AgendapuntRow.zitting_id == ZittingRow.id)
        .correlate(ZittingRow)
        .scalar_subquery()
    )
    query = select(ZittingRow, count).where(ZittingRow.vernietigd_op.is_(None))
    query = query.order_by(ZittingRow.datum.desc(), ZittingRow.id.desc())
    if soort is not None:
        query = query.where(ZittingRow.soort == soort.value)
    return [
        ZittingRegel(
            id=z.id,
            nummer=z.nummer,
            soort=ZittingSoort(z.soort),
            datum=z.datum,
            begintijd=z.begintijd,
            plaats=z.plaats,
            status=ZittingStatus(z.status),
            punten=punten,
        )
        for z, punten in session.execute(query)
    ]


def get_zitting(session: Session, zitting_id: int) -> ZittingRow | None:
    """A zitting with everything on it; None when it is gone or destroyed."""
    punten = selectinload(ZittingRow.punten)
    found = session.get(
        ZittingRow,
        zitting_id,
        options=[
            punten.selectinload(AgendapuntRow.besluiten).selectinload(BesluitRow.terugmeldingen),
            punten.selectinload(AgendapuntRow.besluiten).selectinload(BesluitRow.afspraken),
            punten.selectinload(AgendapuntRow.besluiten).selectinload(BesluitRow.jeugdige),
            punten.selectinload(AgendapuntRow.acties),
            punten.selectinload(AgendapuntRow.casus).selectinload(CasusRow.jeugdige),
            punten.selectinload(AgendapuntRow.vtb).selectinload(VtbRow.kinderen).selectinload(VtbKindRow.jeugdige),
            selectinload(ZittingRow.aanwezigen).selectinload(AanwezigheidRow.persoon),
        ],
    )
    return found if found is not None and found.vernietigd_op is None else None


def zitting_by_number(session: Session, nummer: str) -> ZittingRow | None:
    """The zitting with a number such as Z-RET-2026-003, or None."""
    return session.scalars(select(ZittingRow).where(ZittingRow.nummer == nummer)).first()


def get_punt(session: Session, punt_id: int) -> AgendapuntRow | None:
    """One agenda item, or None."""
    return session.get(AgendapuntRow, punt_id)


def to_terugmelding(row: TerugmeldingRow) -> TerugmeldingInfo:
    """The stored terugmelding as a value."""
    return TerugmeldingInfo(
        row.id,
        row.verwacht_op,
        row.ontvangen_op,
        row.door,
        row.nagekomen,
        row.veiligheid,
        row.vervolg,
        row.vervolg_stap,
    )


def to_besluit(row: BesluitRow) -> BesluitInfo:
    """The stored besluit as a value."""
    return BesluitInfo(
        id=row.id,
        punt_id=row.agendapunt_id,
        jeugdige_id=row.jeugdige_id,
        jeugdige=row.jeugdige.naam,
        soort=row.soort,
        tekst=row.tekst,
        motivering=row.motivering,
        genomen_door=row.genomen_door,
        definitief=row.definitief,
        voorbehoud_reden=row.voorbehoud_reden,
        beoogde_gi=row.beoogde_gi,
        vto_verzonden=row.vto_verzonden,
        raad_status=row.raad_status,
        raad_resultaat=row.raad_resultaat,
        terugmeldingen=tuple(to_terugmelding(t) for t in row.terugmeldingen),
        afspraken=tuple(AfspraakInfo(a.id, a.doel, a.wie, a.wanneer, a.toets, a.nagekomen) for a in row.afspraken),
        vto_kenmerk=row.vto_kenmerk,
        onderzoek_gestart=row.onderzoek_gestart,
        onderzoek_afgerond=row.onderzoek_afgerond,
        zaak_afgerond=row.zaak_afgerond,
    )


def open_met_besluiten(session: Session, soort: ZittingSoort) -> list[ZittingRow]:
    """The zittingen of one table that hold a besluit and whose verslag is not vastgesteld."""
    query = (
        select(ZittingRow)
        .where(ZittingRow.soort == soort.value, ZittingRow.status != ZittingStatus.VASTGESTELD.value)
        .where(ZittingRow.id.in_(select(AgendapuntRow.zitting_id).join(BesluitRow)))
        .order_by(ZittingRow.id)
    )
    return list(session.scalars(query))


def to_mandaat(row: MandaatRow) -> Mandaat:
    """The stored mandaat as a domain value."""
    return Mandaat(row.persoon_id, row.gemeente, row.van, row.tot, row.grens)


def all_mandaten(session: Session) -> list[tuple[MandaatRow, PersoonRow]]:
    """Every mandaat with the person who holds it."""
    query = select(MandaatRow, PersoonRow).join(PersoonRow, PersoonRow.id == MandaatRow.persoon_id)
    return [(m, p) for m, p in session.execute(query.order_by(PersoonRow.naam, MandaatRow.van))]


def all_personen(session: Session) -> list[PersoonRow]:
    """Every professional, by name."""
    return list(session.scalars(select(PersoonRow).order_by(PersoonRow.naam, PersoonRow.id)))


def open_acties(session: Session, casus_id: int) -> list[ActieRow]:
    """Acties of a casus that are not done."""
    query = select(ActieRow).where(ActieRow.casus_id == casus_id, ActieRow.klaar_op.is_(None)).order_by(ActieRow.datum)
    return list(session.scalars(query))


def besluiten_with_zitting(session: Session) -> list[tuple[BesluitRow, AgendapuntRow, ZittingRow]]:
    """Every besluit with where it was taken, in order of date."""
    query = (
        select(BesluitRow, AgendapuntRow, ZittingRow)
        .join(AgendapuntRow, AgendapuntRow.id == BesluitRow.agendapunt_id)
        .join(ZittingRow, ZittingRow.id == AgendapuntRow.zitting_id)
        .options(selectinload(BesluitRow.terugmeldingen), selectinload(BesluitRow.jeugdige))
        .order_by(ZittingRow.datum, BesluitRow.id)
    )
    return [(b, a, z) for b, a, z in session.execute(query)]


def verslag_of(session: Session, zitting_id: int) -> VerslagRow | None:
    """The last verslag that was vastgesteld, or None."""
    query = select(VerslagRow).where(VerslagRow.zitting_id == zitting_id).order_by(VerslagRow.volgnummer.desc())
    return session.scalars(query.limit(1)).first()
