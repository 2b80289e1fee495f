"""Imported batches: finding rows that came in before, and taking a batch out whole."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, selectinload

from expertteam_app.db.audit import AuditRow
from expertteam_app.db.tables import (
    AanwezigheidRow,
    ActieRow,
    AgendapuntRow,
    BesluitRow,
    CasusOverzichtRow,
    CasusRow,
    GebeurtenisRow,
    GezinRow,
    GezinslidRow,
    HiaatRow,
    JeugdigeRow,
    OorzaakRow,
    PartijRegelRow,
    PartijRow,
    TafelregelRow,
    TerugmeldingRow,
    VtbKindRow,
    VtbRow,
    ZittingRow,
    ZoekregelRow,
)

_Other = aliased(JeugdigeRow)


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
) -> list[tuple[str, str, str, str, date | None, str, date, str | None, str]]:
    """Every child of every VTB.

    As (nummer, voornaam, tussenvoegsel, achternaam, geboren, gemeente, ontvangen, hash, geboortejaar).
    """
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
            JeugdigeRow.geboortejaar,
        )
        .join(VtbKindRow, VtbKindRow.vtb_id == VtbRow.id)
        .join(JeugdigeRow, JeugdigeRow.id == VtbKindRow.jeugdige_id)
        .outerjoin(PartijRegelRow, PartijRegelRow.vtb_kind_id == VtbKindRow.id)
        .order_by(VtbKindRow.id)
    )
    return list(session.execute(query))


def all_partijen(session: Session) -> list[PartijRow]:
    """Every batch, newest first."""
    return list(session.scalars(select(PartijRow).order_by(PartijRow.id.desc())))


def touched_since(session: Session, partij_id: int) -> list[str]:
    """Numbers of casussen, VTB's and zittingen of a batch that were worked on after the import.

    Worked on means: the audit log holds a change of them, of their child or gezin, or of a table that the batch
    brought in; something was added to them (an event, a code, an actie, a place on an agenda) or taken away; a child
    or a VTB from elsewhere joined them; someone was put beside the children of the gezin.
    """
    groep = _import_groep(session, partij_id)
    since = session.scalar(select(func.max(AuditRow.id)).where(AuditRow.groep == groep)) or 0
    found = _touched_casussen(session, partij_id, since) | _touched_vtbs(session, partij_id, since)
    return sorted(found | _with_guests(session, partij_id) | _robbed(session, groep, since))


def _changed(tabel: str, row_id: InstrumentedAttribute[int], since: int) -> ColumnElement[bool]:
    """Whether the audit log holds an act on a row after the act of the import; looking at it is none.

    Lines before it may be about another row: after an undo a new row can get the id of one that is gone.
    """
    later = (AuditRow.tabel == tabel, AuditRow.rij == row_id, AuditRow.id > since, AuditRow.soort != "gelezen")
    return exists().where(*later)


def _import_groep(session: Session, partij_id: int) -> str:
    query = select(AuditRow.groep).where(AuditRow.tabel == "partij", AuditRow.rij == partij_id).order_by(AuditRow.id)
    return session.scalars(query.limit(1)).first() or ""


def _touched_casussen(session: Session, partij_id: int, since: int) -> set[str]:
    added = [
        exists().where(table.casus_id == CasusRow.id, _changed(table.__tablename__, table.id, since))
        for table in (GebeurtenisRow, OorzaakRow, HiaatRow, ZoekregelRow, ActieRow, AgendapuntRow)
    ]
    changed = (
        _changed("casus", CasusRow.id, since),
        _changed("jeugdige", JeugdigeRow.id, since),
        _changed("gezin", JeugdigeRow.gezin_id, since),
        exists().where(_Other.gezin_id == JeugdigeRow.gezin_id, _Other.partij_id.is_distinct_from(partij_id)),
        exists().where(GezinslidRow.gezin_id == JeugdigeRow.gezin_id),
    )
    query = (
        select(CasusRow.nummer)
        .join(JeugdigeRow, JeugdigeRow.id == CasusRow.jeugdige_id)
        .where(CasusRow.partij_id == partij_id, or_(*changed, *added))
    )
    return set(session.scalars(query))


def _touched_vtbs(session: Session, partij_id: int, since: int) -> set[str]:
    on_table = select(AgendapuntRow.id).where(AgendapuntRow.vtb_id == VtbRow.id).correlate(VtbRow).scalar_subquery()
    decided = select(BesluitRow.id).where(BesluitRow.agendapunt_id.in_(on_table)).scalar_subquery()
    here = select(AgendapuntRow.zitting_id).where(AgendapuntRow.vtb_id == VtbRow.id).correlate(VtbRow).scalar_subquery()
    child = select(VtbKindRow.jeugdige_id).where(VtbKindRow.vtb_id == VtbRow.id).correlate(VtbRow).scalar_subquery()
    changed = (
        _changed("vtb", VtbRow.id, since),
        _changed("gezin", VtbRow.gezin_id, since),
        exists().where(_Other.gezin_id == VtbRow.gezin_id, _Other.partij_id.is_distinct_from(partij_id)),
        exists().where(GezinslidRow.gezin_id == VtbRow.gezin_id),
        exists().where(VtbKindRow.vtb_id == VtbRow.id, _changed("vtb_kind", VtbKindRow.id, since)),
        exists().where(JeugdigeRow.id.in_(child), _changed("jeugdige", JeugdigeRow.id, since)),
        exists().where(AgendapuntRow.vtb_id == VtbRow.id, _changed("agendapunt", AgendapuntRow.id, since)),
        exists().where(BesluitRow.id.in_(decided), _changed("besluit", BesluitRow.id, since)),
        exists().where(TerugmeldingRow.besluit_id.in_(decided), _changed("terugmelding", TerugmeldingRow.id, since)),
        exists().where(ActieRow.agendapunt_id.in_(on_table)),
        exists().where(TafelregelRow.agendapunt_id.in_(on_table)),
        exists().where(ZittingRow.id.in_(here), _changed("zitting", ZittingRow.id, since)),
        exists().where(AanwezigheidRow.zitting_id.in_(here)),
    )
    return set(session.scalars(select(VtbRow.nummer).where(VtbRow.partij_id == partij_id, or_(*changed))))


def _with_guests(session: Session, partij_id: int) -> set[str]:
    """Numbers of the zittingen of a batch with an item that the batch did not bring in."""
    query = (
        select(ZittingRow.nummer)
        .join(AgendapuntRow, AgendapuntRow.zitting_id == ZittingRow.id)
        .outerjoin(VtbRow, VtbRow.id == AgendapuntRow.vtb_id)
        .where(ZittingRow.partij_id == partij_id, VtbRow.partij_id.is_distinct_from(partij_id))
    )
    return set(session.scalars(query))


def _robbed(session: Session, groep: str, since: int) -> set[str]:
    """Numbers of what lost a row of the import since: only the log still knows which casus or VTB it belonged to."""
    brought = aliased(AuditRow)
    query = select(AuditRow.wijziging).where(
        AuditRow.id > since,
        AuditRow.soort == "verwijderd",
        exists().where(brought.tabel == AuditRow.tabel, brought.rij == AuditRow.rij, brought.groep == groep),
    )
    gone = [json.loads(text) for text in session.scalars(query)]
    found: set[str] = set()
    for column, owner in (("casus_id", CasusRow), ("vtb_id", VtbRow)):
        ids = {line[column][0] for line in gone if column in line}
        found.update(session.scalars(select(owner.nummer).where(owner.id.in_(ids))) if ids else ())
    return found


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
    # A delete looks at what hangs on the row; asked for many rows at once, that is a few statements, not five a row.
    parts = (CasusRow.gebeurtenissen, CasusRow.oorzaken, CasusRow.hiaten, CasusRow.zoekregels, CasusRow.acties)
    casussen = select(CasusRow).where(CasusRow.partij_id == partij.id).options(*map(selectinload, parts))
    _delete_all(session, session.scalars(casussen))
    _delete_all(session, session.scalars(select(JeugdigeRow).where(JeugdigeRow.partij_id == partij.id)))
    gezinnen = select(GezinRow).where(GezinRow.partij_id == partij.id).options(selectinload(GezinRow.kinderen))
    _delete_all(session, session.scalars(gezinnen))
    partij.ongedaan = True
