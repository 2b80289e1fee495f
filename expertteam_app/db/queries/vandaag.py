"""What the first page asks of the kluis; every question is about all casussen at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from expertteam_app.db.audit import AuditRow
from expertteam_app.db.queries.gebeurtenissen import Logs, logs_of
from expertteam_app.db.queries.modellen import to_model
from expertteam_app.db.queries.zittingen import to_mandaat
from expertteam_app.db.tables import (
    ActieRow,
    AgendapuntRow,
    BesluitRow,
    CasusOverzichtRow,
    CasusRow,
    GebeurtenisRow,
    MandaatRow,
    OpschalingsmodelRow,
    PersoonRow,
    TerugmeldingRow,
    UitstelRow,
    VtbRow,
    ZittingRow,
)
from expertteam_app.domain.casus import PAUZE_SOORTEN
from expertteam_app.domain.gebeurtenis import Soort
from expertteam_app.domain.inzicht import Uitstel
from expertteam_app.domain.opschaling import Stap
from expertteam_app.domain.radar_acties import ActieFeiten
from expertteam_app.domain.radar_tafels import MandaatFeiten, VtbFeiten, ZittingFeiten
from expertteam_app.domain.vtb_fase import NAAR_DE_RAAD

Overzicht = CasusOverzichtRow


@dataclass(frozen=True, slots=True)
class OpenCasus:
    """A casus that is not closed and did not go up in another."""

    casus_id: int
    nummer: str
    jeugdige_id: int
    gemeente: str
    geboortedatum: date | None
    model_id: int
    stap: int | None
    stap_sinds: date | None
    geboortejaar: str = ""


def _open_ids() -> Select[int]:
    query = select(Overzicht.casus_id).join(CasusRow, CasusRow.id == Overzicht.casus_id)
    return query.where(Overzicht.status != "gesloten", CasusRow.samengevoegd_met.is_(None))


def open_casussen(session: Session) -> list[OpenCasus]:
    """Every open casus, in order of id."""
    o, c = Overzicht.__table__.c, CasusRow.__table__.c
    who = (o.casus_id, o.nummer, c.jeugdige_id, o.gemeente, o.geboortedatum)
    columns = (*who, c.model_id, o.stap, o.stap_sinds, o.geboortejaar)
    query = (
        select(*columns)
        .join(CasusRow.__table__, c.id == o.casus_id)
        .where(o.status != "gesloten", c.samengevoegd_met.is_(None))
    )
    return [OpenCasus(*row) for row in session.execute(query.order_by(o.casus_id))]


def steps(session: Session) -> dict[tuple[int, int | None], Stap]:
    """The steps of every version of the model, by its id and their place."""
    rows = session.scalars(select(OpschalingsmodelRow))
    return {(row.id, stap.volgorde): stap for row in rows for stap in to_model(row).stappen}


def pause_logs(session: Session) -> Logs:
    """Of each open casus that was ever paused the events that tell when: the rest of its log says nothing of pauses."""
    paused = select(GebeurtenisRow.casus_id).where(GebeurtenisRow.soort == Soort.GEPAUZEERD.value)
    return logs_of(session, _open_ids().where(Overzicht.casus_id.in_(paused)), soorten=PAUZE_SOORTEN)


def reopened(among: Iterable[int]) -> Select[int]:
    """Those of these casussen that were ever reopened."""
    g = GebeurtenisRow
    return select(g.casus_id).where(g.soort == Soort.HEROPEND.value, g.casus_id.in_(list(among)))


def casussen_with_next_step(session: Session, vandaag: date) -> set[int]:
    """Ids of the casussen with an actie that is not done, or on the agenda of a zitting that is still to come."""
    acties = select(ActieRow.casus_id).where(ActieRow.klaar_op.is_(None), ActieRow.casus_id.is_not(None))
    coming = (
        select(AgendapuntRow.casus_id)
        .join(ZittingRow, ZittingRow.id == AgendapuntRow.zitting_id)
        .where(AgendapuntRow.casus_id.is_not(None), ZittingRow.datum >= vandaag, ZittingRow.status == "gepland")
    )
    return {i for query in (acties, coming) for i in session.scalars(query) if i is not None}


def actie_feiten(session: Session) -> list[ActieFeiten]:
    """Every actie that is not done, of an open casus or of a zitting without casus, first day first."""
    a, p, z, c = ActieRow.__table__.c, AgendapuntRow, ZittingRow, CasusRow
    casus_id = func.coalesce(a.casus_id, p.casus_id)
    query = (
        select(a.id, a.omschrijving, a.eigenaar, a.datum, a.toezegging, a.casus_id, c.nummer, z.nummer, z.id, z.datum)
        .outerjoin(c, c.id == a.casus_id)
        .outerjoin(p, p.id == a.agendapunt_id)
        .outerjoin(z, z.id == p.zitting_id)
        .where(a.klaar_op.is_(None), or_(casus_id.is_(None), casus_id.in_(_open_ids())))
        .order_by(a.datum, a.id)
    )
    rows = session.execute(query).all()
    since = _recorded_on(session)
    return [
        ActieFeiten(
            actie_id=actie_id,
            omschrijving=omschrijving,
            eigenaar=eigenaar,
            datum=datum,
            toezegging=toezegging,
            sinds=held or since.get(actie_id),
            waar=casus or zitting or "",
            casus_id=of,
            zitting_id=zitting_id,
        )
        for actie_id, omschrijving, eigenaar, datum, toezegging, of, casus, zitting, zitting_id, held in rows
    ]


def _recorded_on(session: Session) -> dict[int, date]:
    """When the open toezeggingen without a day were recorded, by the log: their own row does not hold it."""
    promised = select(ActieRow.id).where(
        ActieRow.toezegging.is_(True), ActieRow.klaar_op.is_(None), ActieRow.datum.is_(None)
    )
    query = select(AuditRow.rij, func.min(AuditRow.moment)).where(AuditRow.tabel == ActieRow.__tablename__)
    found = session.execute(query.where(AuditRow.rij.in_(promised)).group_by(AuditRow.rij))
    return {rij: datetime.fromisoformat(moment).astimezone().date() for rij, moment in found}


def agenda_days(session: Session, keren: int) -> dict[int, list[date]]:
    """The open casussen that stood on at least so many agendas of the RET, with the days of those zittingen."""
    p, z = AgendapuntRow, ZittingRow
    often = (
        select(p.casus_id)
        .join(z, z.id == p.zitting_id)
        .where(z.soort == "RET", p.casus_id.in_(_open_ids()))
        .group_by(p.casus_id)
        .having(func.count() >= keren)
    )
    query = select(p.casus_id, z.datum).join(z, z.id == p.zitting_id).where(z.soort == "RET", p.casus_id.in_(often))
    found: dict[int, list[date]] = {}
    for casus_id, datum in session.execute(query.order_by(p.casus_id, z.datum)):
        found.setdefault(casus_id or 0, []).append(datum)
    return found


def coming_zittingen(session: Session, vandaag: date) -> list[ZittingFeiten]:
    """Zittingen from today on that are not vastgesteld or called off, first one first."""
    z = ZittingRow
    count = select(func.count()).where(AgendapuntRow.zitting_id == z.id).correlate(z).scalar_subquery()
    query = select(z.id, z.nummer, z.soort, z.datum, z.begintijd, count)
    query = query.where(z.datum >= vandaag, z.status.not_in(("vastgesteld", "afgezegd"))).order_by(
        z.datum, z.begintijd, z.id
    )
    return [ZittingFeiten(*row) for row in session.execute(query)]


def gemeenten_on_agenda(session: Session, zitting_id: int) -> set[str]:
    """The gemeenten of the casussen on the agenda of a zitting."""
    query = select(CasusRow.gemeente).join(AgendapuntRow, AgendapuntRow.casus_id == CasusRow.id)
    return set(session.scalars(query.where(AgendapuntRow.zitting_id == zitting_id)))


def mandaat_feiten(session: Session) -> list[MandaatFeiten]:
    """The mandaten of people who still work at a table."""
    query = (
        select(MandaatRow, PersoonRow.naam)
        .join(PersoonRow, PersoonRow.id == MandaatRow.persoon_id)
        .where(PersoonRow.actief.is_(True))
        .order_by(PersoonRow.naam, MandaatRow.van)
    )
    return [MandaatFeiten(row.id, naam, to_mandaat(row)) for row, naam in session.execute(query)]


def open_terugmeldingen(session: Session) -> list[VtbFeiten]:
    """Terugmeldingen that are expected and did not come, first due first."""
    query = (
        select(VtbRow.id, VtbRow.nummer, AgendapuntRow.zitting_id, TerugmeldingRow.verwacht_op)
        .join(AgendapuntRow, AgendapuntRow.vtb_id == VtbRow.id)
        .join(BesluitRow, BesluitRow.agendapunt_id == AgendapuntRow.id)
        .join(TerugmeldingRow, TerugmeldingRow.besluit_id == BesluitRow.id)
        .where(TerugmeldingRow.ontvangen_op.is_(None), TerugmeldingRow.verwacht_op.is_not(None))
        .where(VtbRow.gesloten_op.is_(None))
        .distinct()
        .order_by(TerugmeldingRow.verwacht_op)
    )
    return [VtbFeiten(vid, nummer, zid, due) for vid, nummer, zid, due in session.execute(query) if due is not None]


def raadsonderzoek_without_vto(session: Session) -> list[VtbFeiten]:
    """Besluiten raadsonderzoek without a VTO to the Raad, with the day of the zitting."""
    query = (
        select(VtbRow.id, VtbRow.nummer, ZittingRow.id, ZittingRow.datum)
        .join(AgendapuntRow, AgendapuntRow.vtb_id == VtbRow.id)
        .join(ZittingRow, ZittingRow.id == AgendapuntRow.zitting_id)
        .join(BesluitRow, BesluitRow.agendapunt_id == AgendapuntRow.id)
        .where(BesluitRow.soort.in_(NAAR_DE_RAAD), BesluitRow.vto_verzonden.is_(None), VtbRow.gesloten_op.is_(None))
        .distinct()
        .order_by(ZittingRow.datum)
    )
    return [VtbFeiten(*row) for row in session.execute(query)]


def any_casus(session: Session) -> bool:
    """Whether there is any casus at all, also a closed one."""
    return session.scalar(select(CasusRow.id).limit(1)) is not None


# -- signals that were put off ---------------------------------------------------------------------------------------


def all_uitstel(session: Session) -> dict[str, Uitstel]:
    """Every signal that was put off, by its key; also those of which the day has come."""
    return {
        row.sleutel: Uitstel(row.sleutel, row.tot, row.reden, row.wie) for row in session.scalars(select(UitstelRow))
    }


def put_off(session: Session, uitstel: Uitstel) -> None:
    """Put a signal off, or change until when and why."""
    row = session.scalars(select(UitstelRow).where(UitstelRow.sleutel == uitstel.sleutel)).first()
    if row is None:
        row = UitstelRow(sleutel=uitstel.sleutel)
        session.add(row)
    row.tot, row.reden, row.wie = uitstel.tot, uitstel.reden, uitstel.wie


def take_back_uitstel(session: Session, sleutel: str) -> bool:
    """Show a signal again; False when it was not put off."""
    row = session.scalars(select(UitstelRow).where(UitstelRow.sleutel == sleutel)).first()
    if row is None:
        return False
    session.delete(row)
    return True
