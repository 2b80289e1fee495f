"""Calling off a zitting: it stays to be seen with its reason, and what stood on its agenda goes on elsewhere."""

from __future__ import annotations

from datetime import date

from expertteam_app.db.queries import agendapunten as q
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.tafel import PuntStatus
from expertteam_app.domain.zitting import ZittingStatus
from expertteam_app.services.context import Context
from expertteam_app.services.parkeren import active, carry_on
from expertteam_app.services.zittingen import open_zitting


class Afzeggen:
    """What a user does with a zitting that does not go on. Checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def zeg_af(self, zitting_id: int, reden: str) -> date | None:
        """Call a zitting off; returns the day of the zitting that takes over its agenda, None when there is none yet.

        The items of the RET go on to the next zitting, planned now or later. A VTB is to be planned again: its gesprek
        has guests of its own and a norm. Agenda files and letters that are made from now on say that it does not go on.

        Raises:
            FieldError: no reason.
            UserError: it is gone, was begun, was called off already, or its verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if not reden.strip():
            raise FieldError("reden", "Vul in waarom de zitting niet doorgaat.", "Deze reden komt in de afzegging.")
        with self._context.write("zitting afgezegd") as session:
            zitting = open_zitting(session, zitting_id)
            if zitting.status != ZittingStatus.GEPLAND:
                raise UserError("Deze zitting is al begonnen.", "Sluit de tafel; wat open staat, gaat dan mee.")
            following = q.next_zitting(session, zitting)
            moved = [punt for punt in active(zitting) if punt.vtb_id is None]
            for punt in moved:
                punt.status = PuntStatus.GEPARKEERD.value
                carry_on(session, punt, following)
            zitting.status = ZittingStatus.AFGEZEGD.value
            zitting.afgezegd_op, zitting.afgezegd_reden = self._context.vandaag(), reden.strip()
            return following.datum if following is not None and moved else None
