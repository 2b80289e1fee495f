"""The network of a gezin: people, relations, partnerships, and children that move from one gezin to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import false, or_, select
from sqlalchemy.orm import Session

from expertteam_app.db.queries.gezinnen import children_of
from expertteam_app.db.tables import (
    CasusOverzichtRow,
    CasusRow,
    GezinRow,
    GezinslidRow,
    GezinsrelatieRow,
    JeugdigeRow,
    PartnerschapRow,
    ToestemmingGeverRow,
    VtbKindRow,
)
from expertteam_app.domain.dossier import KindInfo
from expertteam_app.domain.geboorte import geboren_tussen
from expertteam_app.domain.netwerk import Gezinskind, Gezinslid, Gezinsrelatie, Netwerk, Partnerschap

_AT_ONCE = 500


def to_lid(row: GezinslidRow) -> Gezinslid:
    """The stored person as a value."""
    return Gezinslid(
        id=row.id,
        voornaam=row.voornaam,
        tussenvoegsel=row.tussenvoegsel,
        achternaam=row.achternaam,
        geslacht=row.geslacht,
        geboortedatum=row.geboortedatum,
        geboortejaar=row.geboortejaar,
        overleden=row.overleden,
        instelling=row.instelling,
        toelichting=row.toelichting,
    )


def _oldest_first(kind: KindInfo) -> tuple[date, int]:
    """By birth; of whom only the year is known by the end of it."""
    span = geboren_tussen(kind.geboortedatum, kind.geboortejaar)
    return (date.max if span is None else span[1]), kind.id


def to_relatie(row: GezinsrelatieRow) -> Gezinsrelatie:
    """The stored relation as a value."""
    return Gezinsrelatie(row.id, row.gezinslid_id, row.jeugdige_id, row.rol, row.gezag, row.woont_samen, row.contact)


def to_partnerschap(row: PartnerschapRow) -> Partnerschap:
    """The stored partnership as a value."""
    return Partnerschap(row.id, row.een_id, row.ander_id, row.soort)


def members_of(session: Session, gezin_id: int) -> list[GezinslidRow]:
    """The people of a gezin in order of entry."""
    return list(
        session.scalars(select(GezinslidRow).where(GezinslidRow.gezin_id == gezin_id).order_by(GezinslidRow.id))
    )


def relations_of(session: Session, lid_ids: Iterable[int]) -> list[GezinsrelatieRow]:
    """The relations of these people in order of entry."""
    wanted = GezinsrelatieRow.gezinslid_id.in_(list(lid_ids))
    return list(session.scalars(select(GezinsrelatieRow).where(wanted).order_by(GezinsrelatieRow.id)))


def relations_of_child(session: Session, jeugdige_id: int) -> list[GezinsrelatieRow]:
    """The relations of one child in order of entry."""
    query = select(GezinsrelatieRow).where(GezinsrelatieRow.jeugdige_id == jeugdige_id)
    return list(session.scalars(query.order_by(GezinsrelatieRow.id)))


def partnerships_of(session: Session, lid_ids: Iterable[int]) -> list[PartnerschapRow]:
    """The partnerships in which one of these people is."""
    ids = list(lid_ids)
    wanted = or_(PartnerschapRow.een_id.in_(ids), PartnerschapRow.ander_id.in_(ids))
    return list(session.scalars(select(PartnerschapRow).where(wanted).order_by(PartnerschapRow.id)))


def network_of(session: Session, gezin: GezinRow) -> Netwerk:
    """A gezin with everyone around it."""
    members = members_of(session, gezin.id)
    ids = [m.id for m in members]
    gender = {
        row_id: (geslacht, voornaam)
        for row_id, geslacht, voornaam in session.execute(
            select(JeugdigeRow.id, JeugdigeRow.geslacht, JeugdigeRow.voornaam).where(JeugdigeRow.gezin_id == gezin.id)
        )
    }
    children = tuple(
        Gezinskind(k.id, k.naam, gender[k.id][0], k.geboortedatum, k.casus_nummers, gender[k.id][1], k.geboortejaar)
        for k in sorted(children_of(session, gezin.id), key=_oldest_first)
    )
    known = {k.id for k in children}
    return Netwerk(
        gezin_id=gezin.id,
        naam=gezin.naam,
        kinderen=children,
        leden=tuple(to_lid(m) for m in members),
        relaties=tuple(to_relatie(r) for r in relations_of(session, ids) if r.jeugdige_id in known),
        partners=tuple(to_partnerschap(p) for p in partnerships_of(session, ids)),
    )


def people_of(session: Session, kinderen: Mapping[int, int]) -> dict[int, Netwerk]:
    """For each gezin the people and what they are to these children; no children or partnerships.

    Args:
        session: the session.
        kinderen: ids of children, each with the id of its gezin.
    """
    leden: dict[int, list[Gezinslid]] = {gezin_id: [] for gezin_id in kinderen.values()}
    relaties: dict[int, list[Gezinsrelatie]] = {gezin_id: [] for gezin_id in kinderen.values()}
    gezinnen, ids, gezin_of = sorted(leden), sorted(kinderen), dict[int, int]()
    for start in range(0, len(gezinnen), _AT_ONCE):
        wanted = GezinslidRow.gezin_id.in_(gezinnen[start : start + _AT_ONCE])
        for lid in session.scalars(select(GezinslidRow).where(wanted).order_by(GezinslidRow.id)):
            leden[lid.gezin_id].append(to_lid(lid))
            gezin_of[lid.id] = lid.gezin_id
    for start in range(0, len(ids), _AT_ONCE):
        of_these = GezinsrelatieRow.jeugdige_id.in_(ids[start : start + _AT_ONCE])
        for row in session.scalars(select(GezinsrelatieRow).where(of_these).order_by(GezinsrelatieRow.id)):
            gezin_id = kinderen[row.jeugdige_id]
            if gezin_of.get(row.gezinslid_id) == gezin_id:
                relaties[gezin_id].append(to_relatie(row))
    return {
        gezin_id: Netwerk(gezin_id, leden=tuple(leden[gezin_id]), relaties=tuple(relaties[gezin_id]))
        for gezin_id in gezinnen
    }


def casussen_of(session: Session, jeugdige_id: int) -> list[CasusRow]:
    """The casussen of a child."""
    return list(session.scalars(select(CasusRow).where(CasusRow.jeugdige_id == jeugdige_id).order_by(CasusRow.id)))


def in_use(session: Session, jeugdige_id: int) -> bool:
    """Whether a casus or a VTB is about this child."""
    casus = session.scalar(select(CasusRow.id).where(CasusRow.jeugdige_id == jeugdige_id).limit(1))
    vtb = session.scalar(select(VtbKindRow.id).where(VtbKindRow.jeugdige_id == jeugdige_id).limit(1))
    return casus is not None or vtb is not None


def gave_consent(session: Session, lid_id: int) -> bool:
    """Whether an answer of this person on toestemming is kept."""
    query = select(ToestemmingGeverRow.id).where(ToestemmingGeverRow.gezinslid_id == lid_id).limit(1)
    return session.scalar(query) is not None


def gezinnen_like(session: Session, key: str, limit: int) -> Sequence[GezinRow]:
    """Gezinnen of which a child's folded name contains `key`, or with a casus number that contains it."""
    pattern = f"%{key.replace('%', '')}%"
    numbers = select(CasusOverzichtRow.casus_id).where(CasusOverzichtRow.nummer.like(pattern.replace(" ", "-")))
    by_number = (
        select(JeugdigeRow.gezin_id)
        .join(CasusRow, CasusRow.jeugdige_id == JeugdigeRow.id)
        .where(CasusRow.id.in_(numbers))
    )
    by_name = select(JeugdigeRow.gezin_id).where(JeugdigeRow.naam_sleutel.like(pattern))
    has_digit = any(letter.isdigit() for letter in key)  # only then it can be a number, which costs a second search
    query = select(GezinRow).where(or_(GezinRow.id.in_(by_name), GezinRow.id.in_(by_number) if has_digit else false()))
    return session.scalars(query.order_by(GezinRow.naam, GezinRow.id).limit(limit)).all()


def delete_all(session: Session, rows: Iterable[object]) -> None:
    """Take rows away one by one, so that each is in the audit log."""
    for row in rows:
        session.delete(row)
    session.flush()
