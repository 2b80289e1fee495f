"""Voorgenomen uithuisplaatsingen of casussen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import CasusRow, GezinslidRow, JeugdigeRow, UithuisplaatsingRow
from expertteam_app.domain.namen import Naam
from expertteam_app.domain.uithuisplaatsing import Uithuisplaatsing

_FIELDS = tuple(f.name for f in fields(Uithuisplaatsing))


def to_record(row: UithuisplaatsingRow) -> Uithuisplaatsing:
    """The stored voornemen as a value."""
    values = {name: getattr(row, name) for name in _FIELDS}
    return Uithuisplaatsing(**{**values, "zorgproducten": tuple(row.zorgproducten or ())})


def of_casus(session: Session, casus_id: int) -> list[UithuisplaatsingRow]:
    """The voornemens of a casus, the latest first."""
    query = select(UithuisplaatsingRow).where(UithuisplaatsingRow.casus_id == casus_id)
    return list(session.scalars(query.order_by(UithuisplaatsingRow.datum_voornemen.desc(), UithuisplaatsingRow.id)))


def unanswered(session: Session, tot: date) -> list[tuple[UithuisplaatsingRow, str]]:
    """Voornemens up to a day that miss an answer on living at home, with the number of the casus."""
    query = (
        select(UithuisplaatsingRow, CasusRow.nummer)
        .join(CasusRow, CasusRow.id == UithuisplaatsingRow.casus_id)
        .where(
            UithuisplaatsingRow.datum_voornemen <= tot,
            or_(UithuisplaatsingRow.thuis_na_3_maanden.is_(None), UithuisplaatsingRow.thuis_na_6_maanden.is_(None)),
        )
        .order_by(UithuisplaatsingRow.datum_voornemen, UithuisplaatsingRow.id)
    )
    return [(row, nummer) for row, nummer in session.execute(query)]


def between(session: Session, van: date, tot: date) -> list[tuple[UithuisplaatsingRow, str]]:
    """Voornemens of a period, both ends counting, with the number of the casus; oldest first."""
    query = (
        select(UithuisplaatsingRow, CasusRow.nummer)
        .join(CasusRow, CasusRow.id == UithuisplaatsingRow.casus_id)
        .where(UithuisplaatsingRow.datum_voornemen.between(van, tot))
        .order_by(UithuisplaatsingRow.datum_voornemen, CasusRow.nummer, UithuisplaatsingRow.id)
    )
    return [(row, nummer) for row, nummer in session.execute(query)]


def casussen_by_number(session: Session, nummers: Collection[str]) -> dict[str, CasusRow]:
    """The casussen with these numbers."""
    found: dict[str, CasusRow] = {}
    wanted = sorted(set(nummers))
    for start in range(0, len(wanted), 500):
        query = select(CasusRow).where(CasusRow.nummer.in_(wanted[start : start + 500]))
        found |= {row.nummer: row for row in session.scalars(query)}
    return found


def names_around(session: Session, casus_ids: Collection[int]) -> dict[int, list[Naam]]:
    """The names of all children and other people of the gezin of each casus."""
    found: dict[int, list[Naam]] = {}
    wanted = sorted(set(casus_ids))
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        query_gezin = (
            select(CasusRow.id, JeugdigeRow.gezin_id)
            .join(JeugdigeRow, JeugdigeRow.id == CasusRow.jeugdige_id)
            .where(CasusRow.id.in_(part))
        )
        gezinnen = dict(iter(session.execute(query_gezin)))
        names: dict[int, list[Naam]] = {}
        for table in (JeugdigeRow, GezinslidRow):
            query = select(table.gezin_id, table.voornaam, table.tussenvoegsel, table.achternaam)
            for gezin_id, voornaam, tussen, achter in session.execute(
                query.where(table.gezin_id.in_(set(gezinnen.values())))
            ):
                names.setdefault(gezin_id, []).append(Naam(voornaam, tussen, achter))
        found |= {casus_id: names.get(gezin_id, []) for casus_id, gezin_id in gezinnen.items()}
    return found
