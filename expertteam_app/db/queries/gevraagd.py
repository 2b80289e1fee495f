"""Reading at which aanbieders was sought: the zoekregels of casussen, per zorgvorm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import ZoekregelRow


@dataclass(frozen=True, slots=True)
class Vraag:
    """One "gezocht bij": which aanbieder said what, and why not; empty texts: not known."""

    aanbieder: str
    datum: date
    antwoord: str
    reden: str


def asked_for(session: Session, casussen: Select[int]) -> Mapping[tuple[int, str], tuple[Vraag, ...]]:
    """What was asked per (casus, zorgvorm) of these casussen, first asked first."""
    z = ZoekregelRow
    asked: defaultdict[tuple[int, str], list[Vraag]] = defaultdict(list)
    for found in session.scalars(select(z).where(z.casus_id.in_(casussen)).order_by(z.datum, z.id)):
        asked[found.casus_id, found.zorgvorm].append(Vraag(found.aanbieder, found.datum, found.antwoord, found.reden))
    return {key: tuple(lines) for key, lines in asked.items()}
