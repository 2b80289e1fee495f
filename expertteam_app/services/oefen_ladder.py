"""One casus of the Oefenkluis that went a step down, and one that was opened again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import CasusFilter, CasusRegel
from expertteam_app.services.casussen import Casussen
from expertteam_app.services.context import Context

AFGESCHAALD = "De hulp thuis loopt weer; de toegang kan verder zonder het RET."
HEROPEND = "De hulp stopte eerder dan afgesproken en het gezin vraagt opnieuw mee te denken."
LATEST = 5
"""The step of the RET; a casus that went further down the ladder has less to come back from."""


class OefenLadder:
    """Adds to casussen that are there, through the same use cases as real work."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._casussen = Casussen(context)

    def fill(self) -> None:
        """Take one casus a step down and open one again; a kluis without a casus for it gets none."""
        self._context.actor.require(Right.CASUS_WRITE)
        self._down(self._rows("open"))
        self._again(self._rows("gesloten"))

    def _rows(self, status: str) -> Sequence[CasusRegel]:
        found = self._casussen.find(CasusFilter(status=status, sorteer="nummer", aflopend=False))
        return self._casussen.rows(found)

    def _down(self, rows: Sequence[CasusRegel]) -> None:
        today = self._context.vandaag()
        for row in rows:
            log = self._casussen.dossier(row.id).tijdlijn
            if row.stap == LATEST and max(e.datum for e in log) < today:
                self._casussen.opschalen(row.id, LATEST - 1, today - timedelta(days=1), AFGESCHAALD)
                return

    def _again(self, rows: Sequence[CasusRegel]) -> None:
        today = self._context.vandaag()
        for row in reversed(rows):
            closed: date | None = row.afgesloten_op
            if closed is not None and closed < today:
                self._casussen.heropenen(row.id, min(today, closed + timedelta(days=21)), HEROPEND)
                return
