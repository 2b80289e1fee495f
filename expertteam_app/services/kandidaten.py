"""What could go on the agenda of a zitting, with what stands in the way; inside a running transaction."""

from __future__ import annotations

from collections.abc import Mapping

from expertteam_app.db.queries import casussen as casus_q
from expertteam_app.db.queries import vtbs as vtb_q
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import ZittingRow
from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.tafel import Kandidaat, PuntStatus
from expertteam_app.services.vtbs import hard_conditions, vtb_obstacles

RET_STAP = 5
"""From this step of the shipped ladder on a casus belongs on the agenda of the RET."""


def vtb_candidates(session: DbSession, labels: Mapping[str, str], tekst: str) -> list[Kandidaat]:
    """The VTB's without a zitting that hold every typed word."""
    hard, tables = hard_conditions(session), vtb_q.zittingen_of(session)
    found = (
        Kandidaat(
            casus_id=None,
            vtb_id=vtb.id,
            titel=f"{vtb.nummer} · {vtb.gezin.naam}",
            ondertitel=f"{labels.get(vtb.gemeente, '')} · {_children(len(vtb.kinderen))}",
            belemmeringen=vtb_obstacles(vtb, hard),
        )
        for vtb in vtb_q.all_vtbs(session)
        if vtb.id not in tables
    )
    words = fold(tekst).split()
    return [k for k in found if all(word in fold(f"{k.titel} {k.ondertitel}") for word in words)]


def casus_candidates(
    session: DbSession, labels: Mapping[str, str], zitting: ZittingRow, tekst: str, most: int
) -> list[Kandidaat]:
    """Open casussen on the step of the RET or higher that are not on this agenda; at most `most`."""
    there = [p for p in zitting.punten if p.status != PuntStatus.TERUGGEGEVEN]
    on_agenda = [p.casus_id for p in there if p.casus_id is not None]
    ids = casus_q.open_from_step(session, RET_STAP, tekst, without=on_agenda, limit=most)
    return [
        Kandidaat(r.id, None, f"{r.nummer} · {r.naam}", f"{labels.get(r.gemeente, '')} · stap {r.stap}", ())
        for r in casus_q.rows_for(session, ids)
    ]


def _children(count: int) -> str:
    return "1 kind" if count == 1 else f"{count} kinderen"
