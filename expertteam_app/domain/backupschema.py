"""Which back-ups are kept: many of the last days, ever fewer of longer ago, and none older than a year.

So a mistake of an hour ago and one of last month can both be put right, and what was destroyed is gone from every
back-up within a year (DOMEIN section 9).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import datetime, timedelta

ALLES_DAGEN = 2
PER_DAG_DAGEN = 14
PER_WEEK_DAGEN = 60
PER_MAAND_DAGEN = 365


def to_drop(momenten: Iterable[datetime], nu: datetime) -> tuple[datetime, ...]:
    """The back-ups that may go, oldest first; the newest never does.

    Kept: all of the last 2 days, the last one of each day for 14 days, of each week for 60 days, of each month for 365
    days (kalenderdagen). Which one is the last of its day, week or month does not change by dropping, so a back-up that
    went would have gone at every later moment too.

    Args:
        momenten: when each was made, with a time zone.
        nu: the moment of now, with a time zone.
    """
    newest_first = sorted(set(momenten), reverse=True)
    seen: set[Hashable] = set()
    gone: list[datetime] = []
    for place, moment in enumerate(newest_first):
        group = _group(moment, nu - moment)
        if place and (group is None or group in seen):
            gone.append(moment)
        if group is not None:
            seen.add(group)
    return tuple(reversed(gone))


def _group(moment: datetime, oud: timedelta) -> Hashable | None:
    """Of which only the last is kept: itself, its day, its week or its month; None when it is too old."""
    if oud <= timedelta(days=ALLES_DAGEN):
        return moment
    if oud <= timedelta(days=PER_DAG_DAGEN):
        return "dag", moment.date()
    if oud <= timedelta(days=PER_WEEK_DAGEN):
        return "week", moment.isocalendar()[:2]
    if oud <= timedelta(days=PER_MAAND_DAGEN):
        return "maand", moment.year, moment.month
    return None
