"""The logs of many casussen at once: columns as SQLite holds them, and no object per stored row but the event."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from json import JSONDecoder
from typing import Final

from sqlalchemy import Select, String, select, type_coerce
from sqlalchemy.orm import Session

from expertteam_app.db.audited import stop_if_cancelled
from expertteam_app.db.tables import GebeurtenisRow
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort, Waarde

CasusIds = Select[int]
"""A question for ids of casussen, not asked yet: it becomes part of the question for their rows."""

Logs = dict[int, tuple[Gebeurtenis, ...]]
"""By the id of its casus, in order of entry."""

_SOORT: Final = {soort.value: soort for soort in Soort}
_DECODE: Final = JSONDecoder().raw_decode


def logs_of(
    session: Session,
    among: CasusIds | Sequence[int] | None = None,
    *,
    soorten: Collection[Soort] = (),
    zonder: Collection[Soort] = (),
) -> Logs:
    """The logs of these casussen (None: of all); those without an event are left out.

    Args:
        session: an open session.
        among: which casussen.
        soorten: only events of these kinds; empty: of all.
        zonder: no events of these kinds.

    Raises:
        Cancelled: the user stopped the work.
    """
    stop_if_cancelled(session)  # asked here, because the question passes the mapper by
    g = GebeurtenisRow.__table__.c
    query = select(g.casus_id, g.volgnummer, g.soort, type_coerce(g.datum, String), type_coerce(g.gegevens, String))
    if among is not None:
        query = query.where(g.casus_id.in_(among))
    if soorten:
        query = query.where(g.soort.in_([soort.value for soort in soorten]))
    if zonder:
        query = query.where(g.soort.not_in([soort.value for soort in zonder]))
    found: dict[int, list[Gebeurtenis]] = {}
    told: dict[str, Mapping[str, Waarde]] = {}  # many events say the same, such as a step that begins: read once
    day_of, kind_of, decode = date.fromisoformat, _SOORT, _DECODE
    rows = session.connection().execute(query.order_by(g.casus_id, g.volgnummer)).all()
    for casus_id, volgnummer, soort, datum, gegevens in rows:
        data = told.get(gegevens)
        if data is None:
            data = told[gegevens] = decode(gegevens)[0]
        event = Gebeurtenis(kind_of[soort], day_of(datum), volgnummer, data)
        if casus_id in found:
            found[casus_id].append(event)
        else:
            found[casus_id] = [event]
    return {casus_id: tuple(log) for casus_id, log in found.items()}
