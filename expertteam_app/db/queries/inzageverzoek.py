"""Reading everything the kluis holds of one jeugdige, and who else is named in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.dossierrijen import CASUS, VTB, rows_of
from expertteam_app.db.tables import (
    AanwezigheidRow,
    CasusRow,
    GezinRow,
    GezinslidRow,
    JeugdigeRow,
    VtbKindRow,
    VtbRow,
)
from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.inzageverzoek import Gevonden
from expertteam_app.domain.namen import Naam, split_name

Rijen = dict[str, dict[int, dict[str, Any]]]
MEESTE = 50


def find_jeugdigen(session: Session, tekst: str) -> list[Gevonden]:
    """Jeugdigen with these words in their name, that have a dossier that was not destroyed; at most `MEESTE`."""
    j = JeugdigeRow
    query = select(j).where(j.achternaam != "").order_by(j.naam_sleutel, j.id)
    for word in fold(tekst).split():
        query = query.where(j.naam_sleutel.contains(word, autoescape=True))
    found = []
    for row in session.scalars(query.limit(MEESTE)):
        casussen = select(CasusRow.nummer).where(CasusRow.jeugdige_id == row.id, CasusRow.vernietigd_op.is_(None))
        vtbs = select(VtbRow.nummer).join(VtbKindRow, VtbKindRow.vtb_id == VtbRow.id)
        vtbs = vtbs.where(VtbKindRow.jeugdige_id == row.id, VtbRow.vernietigd_op.is_(None))
        numbers = (*session.scalars(casussen), *session.scalars(vtbs))
        found.append(Gevonden(row.id, row.naam, row.geboortedatum, tuple(numbers)))
    return [each for each in found if each.nummers]


def rows_about(session: Session, jeugdige_id: int) -> Rijen:
    """Every row about a jeugdige: own dossiers, gezin and network; what is about a brother or sister is left out."""
    casus, named = CasusRow, VtbKindRow
    roots = [
        (CASUS, number)
        for number in session.scalars(
            select(casus.id).where(casus.jeugdige_id == jeugdige_id, casus.vernietigd_op.is_(None))
        )
    ]
    vtbs = select(named.vtb_id).join(VtbRow, VtbRow.id == named.vtb_id).where(VtbRow.vernietigd_op.is_(None))
    roots += [(VTB, number) for number in session.scalars(vtbs.where(named.jeugdige_id == jeugdige_id))]
    found = rows_of(session, [*roots, ("jeugdige", jeugdige_id)])
    child = session.get_one(JeugdigeRow, jeugdige_id)
    found["gezin"] = {
        child.gezin_id: {"id": child.gezin_id, "naam": child.gezin.naam, "toelichting": child.gezin.toelichting}
    }
    people = [row["gezinslid_id"] for row in found.get("gezinsrelatie", {}).values()]
    found["gezinslid"] = rows_of(session, [("gezinslid", lid) for lid in people]).get("gezinslid", {})
    return {
        tabel: {n: row for n, row in rows.items() if row.get("jeugdige_id") in (None, jeugdige_id)}
        for tabel, rows in found.items()
    }


def people_around(session: Session, jeugdige_id: int) -> list[GezinslidRow]:
    """The people of the gezin and network of a jeugdige, who may ask for a copy as well."""
    gezin = select(JeugdigeRow.gezin_id).where(JeugdigeRow.id == jeugdige_id).scalar_subquery()
    return list(session.scalars(select(GezinslidRow).where(GezinslidRow.gezin_id == gezin).order_by(GezinslidRow.id)))


def names_of_others(session: Session, jeugdige_id: int, vrager_id: int | None) -> list[Naam]:
    """Names of every jeugdige, gezin and gezinslid but these two, and of who came along to a table."""
    names: set[Naam] = set()
    for row, own in ((JeugdigeRow, jeugdige_id), (GezinslidRow, vrager_id)):
        parts = select(row.voornaam, row.tussenvoegsel, row.achternaam)
        names |= {Naam(*each) for each in session.execute(parts if own is None else parts.where(row.id != own))}
    names |= {Naam("", "", naam.removeprefix("gezin ")) for naam in session.scalars(select(GezinRow.naam)) if naam}
    family = select(AanwezigheidRow.naam).where(AanwezigheidRow.persoon_id.is_(None))
    names |= {split_name(naam) for naam in session.scalars(family) if naam}
    return list(names)


def names_of(rows: Iterable[JeugdigeRow | GezinslidRow]) -> list[Naam]:
    """The names of these people."""
    return [Naam(row.voornaam, row.tussenvoegsel, row.achternaam) for row in rows]
