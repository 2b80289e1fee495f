"""What children said in a talk apart, as it comes in their stem at the table."""

from __future__ import annotations

from expertteam_app.db.queries.planning import hearings_of
from expertteam_app.db.queries.vtbs import get_vtb
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import HoorgesprekRow


def line_of(row: HoorgesprekRow, naam: str) -> str:
    """A hearing in the stem: whose words they are, or why there are none; empty while it is still to come."""
    if row.tekst:
        when = f" op {row.gehouden_op:%d-%m-%Y}" if row.gehouden_op is not None else ""
        return f"{naam}, apart gehoord{when}: {row.tekst}"
    return f"{naam} is niet apart gehoord, omdat: {row.niet_gelukt}" if row.niet_gelukt else ""


def lines_of(session: DbSession, vtb_id: int) -> list[str]:
    """The hearings of a VTB in the order in which it names the children."""
    vtb = get_vtb(session, vtb_id)
    if vtb is None:
        return []
    rows = {row.jeugdige_id: row for row in hearings_of(session, vtb_id)}
    found = (line_of(rows[k.jeugdige_id], k.jeugdige.naam) for k in vtb.kinderen if k.jeugdige_id in rows)
    return [line for line in found if line]


def joined(stem: str, before: str, after: str) -> str:
    """A stem with one line of it made anew; a stem that does not hold the line before gets the new one at its end."""
    if before and before in stem:
        return stem.replace(before, after).strip()
    return stem if not after or after in stem else f"{stem}\n{after}".strip()
