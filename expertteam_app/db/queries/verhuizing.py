"""A child moves to another gezin: who goes along, who is written down in both, who is there already."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.queries.netwerk import (
    gave_consent,
    members_of,
    partnerships_of,
    relations_of,
    relations_of_child,
    to_lid,
)
from expertteam_app.db.tables import (
    CasusRow,
    GezinslidRow,
    JeugdigeRow,
    PartnerschapRow,
    ToestemmingGeverRow,
    ToestemmingRow,
)
from expertteam_app.domain.netwerkregels import person_key

_COPIED = (
    "voornaam",
    "tussenvoegsel",
    "achternaam",
    "geslacht",
    "geboortedatum",
    "geboortejaar",
    "overleden",
    "instelling",
    "toelichting",
)


def move_child(session: Session, child: JeugdigeRow, target_id: int) -> None:
    """Move a child with its casussen, its relations and the people these are with.

    Someone stays behind, and is copied, when he is also related to a child that stays, or is the partner of someone
    who stays: a partnership never runs between two gezinnen. The last child takes everyone along. Answers on
    toestemming in the casussen of the child stay with the person they are of.
    """
    members = {m.id: m for m in members_of(session, child.gezin_id)}
    mine = [r for r in relations_of_child(session, child.id) if r.gezinslid_id in members]
    couples = partnerships_of(session, members)
    others = select(JeugdigeRow.id).where(JeugdigeRow.gezin_id == child.gezin_id, JeugdigeRow.id != child.id)
    last = session.scalar(others.limit(1)) is None
    going = set(members) if last else {r.gezinslid_id for r in mine}
    staying = set() if last else {r.gezinslid_id for r in relations_of(session, members) if r.jeugdige_id != child.id}
    while more := {a for p in couples for a, b in _both(p) if a not in staying and (b in staying or b not in going)}:
        staying |= more
    known = {_key(m): m for m in members_of(session, target_id)}
    there: dict[int, GezinslidRow] = {}
    for lid_id in sorted(going):
        there[lid_id] = known.get(_key(members[lid_id])) or _brought(
            session, members[lid_id], target_id, copy=lid_id in staying
        )
    session.flush()
    child.gezin_id = target_id
    for relation in mine:
        relation.gezinslid_id = there[relation.gezinslid_id].id
    _copy_couples(session, couples, there)
    _carry_consent(session, child, there)
    session.flush()
    session.expire(child, ["gezin"])
    for member in {*members.values(), *there.values()}:
        session.expire(member, ["relaties"])
    _drop_doubles(session, members, there, staying)


def _both(couple: PartnerschapRow) -> tuple[tuple[int, int], tuple[int, int]]:
    return (couple.een_id, couple.ander_id), (couple.ander_id, couple.een_id)


def _key(member: GezinslidRow) -> tuple[str, object]:
    return person_key(to_lid(member)), (member.geboortedatum, member.geboortejaar)


def _brought(session: Session, member: GezinslidRow, target_id: int, *, copy: bool) -> GezinslidRow:
    if not copy:
        member.gezin_id = target_id
        return member
    made = GezinslidRow(gezin_id=target_id, **{name: getattr(member, name) for name in _COPIED})
    session.add(made)
    return made


def _copy_couples(session: Session, couples: list[PartnerschapRow], there: dict[int, GezinslidRow]) -> None:
    """Partners who both go are partners there too."""
    known = {frozenset((p.een_id, p.ander_id)) for p in partnerships_of(session, [m.id for m in there.values()])}
    for couple in couples:
        one, other = there.get(couple.een_id), there.get(couple.ander_id)
        if one is None or other is None or frozenset((one.id, other.id)) in known:
            continue
        session.add(PartnerschapRow(een_id=one.id, ander_id=other.id, soort=couple.soort))
        known.add(frozenset((one.id, other.id)))


def _carry_consent(session: Session, child: JeugdigeRow, there: dict[int, GezinslidRow]) -> None:
    query = (
        select(ToestemmingGeverRow)
        .join(ToestemmingRow, ToestemmingRow.id == ToestemmingGeverRow.toestemming_id)
        .join(CasusRow, CasusRow.id == ToestemmingRow.casus_id)
        .where(CasusRow.jeugdige_id == child.id, ToestemmingGeverRow.gezinslid_id.in_(list(there)))
    )
    for row in session.scalars(query):
        if row.gezinslid_id is not None:
            row.gezinslid_id = there[row.gezinslid_id].id


def _drop_doubles(
    session: Session, members: dict[int, GezinslidRow], there: dict[int, GezinslidRow], staying: set[int]
) -> None:
    """Who was known in the other gezin already and has nobody left here, goes from here."""
    gone = [i for i, other in there.items() if other.id != i and i not in staying]
    for couple in partnerships_of(session, gone):
        session.delete(couple)
    session.flush()
    for lid_id in gone:
        if not gave_consent(session, lid_id):
            session.delete(members[lid_id])
