"""Gezinnen and their children."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import CasusRow, GezinRow, JeugdigeRow
from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.dossier import KindInfo


def name_key(voornaam: str, tussenvoegsel: str, achternaam: str) -> str:
    """The folded name by which doubles are found and lists are sorted."""
    return fold(f"{achternaam} {voornaam} {tussenvoegsel}")


def add_gezin(session: Session, naam: str, partij_id: int | None = None, *, flush: bool = True) -> GezinRow:
    """A new gezin; without `flush` it goes to the database together with others, and has no id until then."""
    row = GezinRow(naam=naam, partij_id=partij_id)
    session.add(row)
    if flush:
        session.flush()
    return row


def has_gezin(session: Session, gezin_id: int) -> bool:
    """Whether a gezin is there."""
    return session.get(GezinRow, gezin_id) is not None


def add_jeugdige(
    session: Session,
    gezin: GezinRow | int,
    *,
    voornaam: str,
    tussenvoegsel: str,
    achternaam: str,
    geboortedatum: date | None,
    gemeente: str,
    bsn: str | None = None,
    geboortejaar: str = "",
    partij_id: int | None = None,
    flush: bool = True,
) -> JeugdigeRow:
    """A new child in a gezin (itself or its id); without `flush` as `add_gezin`."""
    row = JeugdigeRow(
        voornaam=voornaam,
        tussenvoegsel=tussenvoegsel,
        achternaam=achternaam,
        naam_sleutel=name_key(voornaam, tussenvoegsel, achternaam),
        geboortedatum=geboortedatum,
        geboortejaar="" if geboortedatum is not None else geboortejaar,
        gemeente=gemeente,
        bsn=bsn,
        partij_id=partij_id,
    )
    if isinstance(gezin, int):
        row.gezin_id = gezin
    else:
        row.gezin = gezin
    session.add(row)
    if flush:
        session.flush()
    return row


def to_kind(row: JeugdigeRow, casus_nummers: tuple[str, ...] = ()) -> KindInfo:
    """The stored child as a value."""
    return KindInfo(
        id=row.id,
        naam=row.naam,
        voornaam=row.voornaam,
        tussenvoegsel=row.tussenvoegsel,
        achternaam=row.achternaam,
        geboortedatum=row.geboortedatum,
        gemeente=row.gemeente,
        bsn=row.bsn,
        casus_nummers=casus_nummers,
        geboortejaar=row.geboortejaar,
    )


def children_of(session: Session, gezin_id: int) -> tuple[KindInfo, ...]:
    """All children of a gezin with the numbers of their casussen, oldest first.

    A second record of a child, of which the casus went up in another, is left out.
    """
    return children_by_gezin(session, [gezin_id]).get(gezin_id, ())


def children_by_gezin(session: Session, gezin_ids: Sequence[int]) -> dict[int, tuple[KindInfo, ...]]:
    """As `children_of`, for several gezinnen at once; one without children is left out."""
    kinderen = session.scalars(
        select(JeugdigeRow)
        .where(JeugdigeRow.gezin_id.in_(gezin_ids))
        .order_by(JeugdigeRow.geboortedatum, JeugdigeRow.id)
    ).all()
    nummers: dict[int, list[str]] = {}
    merged: set[int] = set()
    for jeugdige_id, nummer, into in session.execute(
        select(CasusRow.jeugdige_id, CasusRow.nummer, CasusRow.samengevoegd_met)
        .where(CasusRow.jeugdige_id.in_([k.id for k in kinderen]))
        .order_by(CasusRow.nummer)
    ):
        if into is None:
            nummers.setdefault(jeugdige_id, []).append(nummer)
        else:
            merged.add(jeugdige_id)
    found: dict[int, list[KindInfo]] = {}
    for k in kinderen:
        if k.id in nummers or k.id not in merged:
            found.setdefault(k.gezin_id, []).append(to_kind(k, tuple(nummers.get(k.id, ()))))
    return {gezin_id: tuple(children) for gezin_id, children in found.items()}


def get_children(session: Session, ids: Sequence[int]) -> dict[int, JeugdigeRow]:
    """Children by id."""
    return {k.id: k for k in session.scalars(select(JeugdigeRow).where(JeugdigeRow.id.in_(ids)))}


def get_gezin(session: Session, gezin_id: int) -> GezinRow | None:
    """A gezin, or None."""
    return session.get(GezinRow, gezin_id)


def children_alike(
    session: Session, voornaam: str, tussenvoegsel: str, achternaam: str, born: Collection[date]
) -> list[tuple[JeugdigeRow, GezinRow]]:
    """Children born on one of these days or with this name (as `name_key` folds it), with their gezin, by id."""
    same = JeugdigeRow.naam_sleutel == name_key(voornaam, tussenvoegsel, achternaam)
    query = select(JeugdigeRow, GezinRow).join(GezinRow, GezinRow.id == JeugdigeRow.gezin_id)
    query = query.where(or_(same, JeugdigeRow.geboortedatum.in_(born)) if born else same).order_by(JeugdigeRow.id)
    return [(kind, gezin) for kind, gezin in session.execute(query)]
