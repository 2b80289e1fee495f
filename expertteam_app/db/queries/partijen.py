"""Imported batches: finding rows that came in before, and taking a batch out whole."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import (
    ActieRow,
    AgendapuntRow,
    BesluitRow,
    CasusOverzichtRow,
    CasusRow,
    GebeurtenisRow,
    GezinRow,
    HiaatRow,
    JeugdigeRow,
    OorzaakRow,
    PartijRegelRow,
    PartijRow,
    TerugmeldingRow,
    VtbKindRow,
    VtbRow,
    ZittingRow,
    ZoekregelRow,
)


def known_hashes(session: Session) -> set[str]:
    """Fingerprints of every row that is in the kluis through a batch that was not undone."""
    query = (
        select(PartijRegelRow.rij_hash)
        .join(PartijRow, PartijRow.id == PartijRegelRow.partij_id)
        .where(PartijRow.ongedaan.is_(False))
    )
    return set(session.scalars(query))


def hashes_by_casus(session: Session) -> dict[int, str]:
    """The fingerprint of the row each casus came from, for casussen that were imported."""
    query = select(PartijRegelRow.casus_id, PartijRegelRow.rij_hash).where(PartijRegelRow.casus_id.is_not(None))
    return {casus_id: rij_hash for casus_id, rij_hash in session.execute(query) if casus_id is not None}


def known_vtb_children(
    session: Session,
) -> list[tuple[str, str, str, str, date | None, str, date, str | None]]:
    """Every child of every VTB: (nummer, voornaam, tussenvoegsel, achternaam, geboren, gemeente, ontvangen, hash)."""
    query = (
        select(
            VtbRow.nummer,
            JeugdigeRow.voornaam,
            JeugdigeRow.tussenvoegsel,
            JeugdigeRow.achternaam,
            JeugdigeRow.geboortedatum,
            JeugdigeRow.gemeente,
            VtbRow.ontvangen,
            PartijRegelRow.rij_hash,
        )
        .join(VtbKindRow, VtbKindRow.vtb_id == VtbRow.id)
        .join(JeugdigeRow, JeugdigeRow.id == VtbKindRow.jeugdige_id)
        .outerjoin(PartijRegelRow, PartijRegelRow.vtb_kind_id == VtbKindRow.id)
        .order_by(VtbKindRow.id)
    )
    return [row._tuple() for row in session.execute(query)]  # noqa: SLF001 - SQLAlchemy's typed way to a plain tuple


def all_partijen(session: Session) -> list[PartijRow]:
    """Every batch, newest first."""
    return list(session.scalars(select(PartijRow).order_by(PartijRow.id.desc())))


def touched_since(session: Session, partij_id: int) -> list[str]:
    """Numbers of casussen and VTB's of a batch that were worked on after the import.

    Worked on means: changed, an event more than the import made, or put on an agenda that is not of this batch.
    """
    numbers: set[str] = set()
    casussen = session.scalars(select(CasusRow).where(CasusRow.partij_id == partij_id)).all()
    for casus in casussen:
        later = [e for e in casus.gebeurtenissen if e.gegevens.get("partij") != partij_id]
        if casus.versie > 1 or later or casus.acties or any(not z.afgeleid for z in casus.zoekregels):
            numbers.add(casus.nummer)
    on_agenda = select(CasusRow.nummer).join(AgendapuntRow, AgendapuntRow.casus_id == CasusRow.id)
    numbers.update(session.scalars(on_agenda.where(CasusRow.partij_id == partij_id)))
    vtbs = session.scalars(select(VtbRow).where(VtbRow.partij_id == partij_id)).all()
    numbers.update(vtb.nummer for vtb in vtbs if vtb.versie > 1)
    other_tables = (
        select(VtbRow.nummer)
        .join(AgendapuntRow, AgendapuntRow.vtb_id == VtbRow.id)
        .join(ZittingRow, ZittingRow.id == AgendapuntRow.zitting_id)
        .where(VtbRow.partij_id == partij_id, ZittingRow.partij_id.is_distinct_from(partij_id))
    )
    numbers.update(session.scalars(other_tables))
    return sorted(numbers)


def _delete_all(session: Session, rows: object) -> None:
    for row in list(rows):  # type: ignore[call-overload]  # a ScalarResult of any table
        session.delete(row)
    session.flush()


def remove_batch(session: Session, partij: PartijRow) -> None:
    """Take out everything a batch brought in, row by row so that the audit log holds what was there."""
    casus_ids = select(CasusRow.id).where(CasusRow.partij_id == partij.id).scalar_subquery()
    zitting_ids = select(ZittingRow.id).where(ZittingRow.partij_id == partij.id).scalar_subquery()
    vtb_ids = select(VtbRow.id).where(VtbRow.partij_id == partij.id).scalar_subquery()
    punt_ids = select(AgendapuntRow.id).where(AgendapuntRow.zitting_id.in_(zitting_ids)).scalar_subquery()
    besluit_ids = select(BesluitRow.id).where(BesluitRow.agendapunt_id.in_(punt_ids)).scalar_subquery()
    _delete_all(session, session.scalars(select(PartijRegelRow).where(PartijRegelRow.partij_id == partij.id)))
    _delete_all(session, session.scalars(select(TerugmeldingRow).where(TerugmeldingRow.besluit_id.in_(besluit_ids))))
    _delete_all(session, session.scalars(select(BesluitRow).where(BesluitRow.agendapunt_id.in_(punt_ids))))
    _delete_all(session, session.scalars(select(AgendapuntRow).where(AgendapuntRow.zitting_id.in_(zitting_ids))))
    _delete_all(session, session.scalars(select(ZittingRow).where(ZittingRow.partij_id == partij.id)))
    _delete_all(session, session.scalars(select(VtbKindRow).where(VtbKindRow.vtb_id.in_(vtb_ids))))
    _delete_all(session, session.scalars(select(VtbRow).where(VtbRow.partij_id == partij.id)))
    for table in (GebeurtenisRow, OorzaakRow, HiaatRow, ZoekregelRow, ActieRow, CasusOverzichtRow):
        _delete_all(session, session.scalars(select(table).where(table.casus_id.in_(casus_ids))))
    _delete_all(session, session.scalars(select(CasusRow).where(CasusRow.partij_id == partij.id)))
    _delete_all(session, session.scalars(select(JeugdigeRow).where(JeugdigeRow.partij_id == partij.id)))
    _delete_all(session, session.scalars(select(GezinRow).where(GezinRow.partij_id == partij.id)))
    partij.ongedaan = True
