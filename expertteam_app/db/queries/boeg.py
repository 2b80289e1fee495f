"""What the BOEG report counts per casus: set-wise, a pass per table."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from expertteam_app.db.queries.gebeurtenissen import CasusIds
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import (
    ActieRow,
    CasusRow,
    GebruikerRow,
    JeugdigeRow,
    OorzaakRow,
    OpvolgingRow,
    UithuisplaatsingRow,
    VtbRow,
)


def all_casussen() -> CasusIds:
    """Every casus."""
    return select(CasusRow.id)


def families_by_casus(session: DbSession, among: CasusIds) -> dict[int, int]:
    """The gezin of the jeugdige of some casussen."""
    query = select(CasusRow.id, JeugdigeRow.gezin_id).join(JeugdigeRow, JeugdigeRow.id == CasusRow.jeugdige_id)
    return {row.id: row.gezin_id for row in session.execute(query.where(CasusRow.id.in_(among)))}


def main_causes_by_casus(session: DbSession, among: CasusIds) -> dict[int, str]:
    """The hoofdoorzaak of some casussen; where none is marked, the only oorzaak there is."""
    marked: dict[int, str] = {}
    all_of: dict[int, list[str]] = {}
    o = OorzaakRow
    query = select(o.casus_id, o.code, o.hoofdoorzaak).where(o.casus_id.in_(among)).order_by(o.casus_id, o.id)
    for casus_id, code, is_main in session.execute(query):
        all_of.setdefault(casus_id, []).append(code)
        if is_main:
            marked[casus_id] = code
    return {casus_id: codes[0] for casus_id, codes in all_of.items() if len(codes) == 1} | marked


def placements_by_casus(session: DbSession, among: CasusIds) -> dict[int, str]:
    """The uitkomst of the last voornemen of uithuisplaatsing of some casussen; empty while it is open."""
    u = UithuisplaatsingRow
    query = select(u.casus_id, u.uitkomst).where(u.casus_id.in_(among)).order_by(u.casus_id, u.datum_voornemen, u.id)
    return {row.casus_id: row.uitkomst for row in session.execute(query)}


def look_backs_by_casus(session: DbSession, among: CasusIds) -> dict[int, tuple[str, str]]:
    """What the last look back that was done says of some casussen: (uitgevoerd, geholpen)."""
    o = OpvolgingRow
    query = (
        select(o.casus_id, o.uitgevoerd, o.geholpen)
        .where(o.casus_id.in_(among), o.gedaan_op.is_not(None))
        .order_by(o.casus_id, o.gedaan_op, o.id)
    )
    return {row.casus_id: (row.uitgevoerd, row.geholpen) for row in session.execute(query)}


def numbers_of(session: DbSession, among: CasusIds) -> dict[int, str]:
    """The numbers of some casussen, by number."""
    query = select(CasusRow.id, CasusRow.nummer).where(CasusRow.id.in_(among)).order_by(CasusRow.nummer)
    return {row.id: row.nummer for row in session.execute(query)}


def look_backs_overdue(session: DbSession, among: CasusIds, vandaag: date) -> list[tuple[int, str, date]]:
    """The look backs of some casussen that should have been done before a day, as (casus, nummer, day)."""
    o = OpvolgingRow
    query = (
        select(o.casus_id, CasusRow.nummer, o.verwacht_op)
        .join(CasusRow, CasusRow.id == o.casus_id)
        .where(o.casus_id.in_(among), o.gedaan_op.is_(None), o.verwacht_op < vandaag)
        .order_by(CasusRow.nummer, o.verwacht_op)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def actions_overdue(session: DbSession, among: CasusIds, vandaag: date) -> list[tuple[int, str, date]]:
    """The acties of some casussen that should have been ready before a day, as (casus, nummer, day)."""
    a = ActieRow
    query = (
        select(CasusRow.id, CasusRow.nummer, a.datum)
        .join(CasusRow, CasusRow.id == a.casus_id)
        .where(a.casus_id.in_(among), a.klaar_op.is_(None), a.datum < vandaag)
        .order_by(CasusRow.nummer, a.datum)
    )
    return [(casus, nummer, dag) for casus, nummer, dag in session.execute(query) if dag is not None]


def known_to_the_kluis(session: DbSession) -> frozenset[str]:
    """Names of everyone in the kluis and numbers of every casus and VTB: what may be in no file that leaves."""
    full = select(JeugdigeRow.voornaam, JeugdigeRow.tussenvoegsel, JeugdigeRow.achternaam)
    names = {" ".join(part for part in row if part) for row in session.execute(full)}
    names |= {f"{first} {last}" for first, _infix, last in session.execute(full)}
    names -= {"", " "}  # of who was destroyed
    for column in (CasusRow.nummer, VtbRow.nummer, GebruikerRow.naam, JeugdigeRow.bsn):
        names |= {str(value) for value in session.scalars(select(column)) if value}
    return frozenset(names)
