"""Use case of Ctrl+K: find any casus, VTB or zitting by a few letters."""

from __future__ import annotations

from expertteam_app.db.queries import casussen as casus_q
from expertteam_app.db.queries import vtbs as vtb_q
from expertteam_app.db.queries import zittingen as zitting_q
from expertteam_app.domain.access import Right
from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.inzicht import ZoekTreffer
from expertteam_app.services.context import Context


class Zoeken:
    """Searching over everything. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def search(self, tekst: str, limit: int = 12) -> list[ZoekTreffer]:
        """Casussen, VTB's and zittingen in which every typed word begins a word; at most `limit` of each."""
        self._context.actor.require(Right.CASUS_READ)
        words = fold(tekst).split()
        if not words:
            return []
        labels = self._context.labels
        with self._context.read() as session:
            ids = casus_q.find_ids(session, CasusFilter(tekst=tekst, status="alle"), limit)
            hits = [
                ZoekTreffer("casus", r.id, f"{r.nummer} · {r.naam}", f"{labels.get(r.gemeente, '')} · {r.status}")
                for r in casus_q.rows_for(session, ids)
            ]
            for vtb in vtb_q.all_vtbs(session):
                text = fold(" ".join((vtb.nummer, vtb.gezin.naam, *(k.jeugdige.naam for k in vtb.kinderen))))
                if _has_all(text, words):
                    place = labels.get(vtb.gemeente, "")
                    hits.append(ZoekTreffer("vtb", vtb.id, f"{vtb.nummer} · {vtb.gezin.naam}", place))
            hits += [
                ZoekTreffer("zitting", z.id, z.nummer, f"{z.datum:%d-%m-%Y} · {z.status}")
                for z in zitting_q.all_zittingen(session)
                if _has_all(fold(f"{z.nummer} {z.soort} {z.plaats} {z.datum:%d-%m-%Y}"), words)
            ]
        return hits[: 3 * limit]


def _has_all(text: str, words: list[str]) -> bool:
    parts = text.split()
    return all(any(p.startswith(w) for p in parts) for w in words)
