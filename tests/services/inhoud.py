"""What a kluis holds, whole, to compare before and after."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from expertteam_app.db.base import Base
from expertteam_app.services.sessie import Sessie

DERIVED = {"audit", "ongedaan", "concept", "zoekdocument"}
COUNTERS = {"casus": "versie", "vtb": "versie"}

Content = dict[str, list[dict[str, Any]]]


def content(s: Sessie) -> Content:
    """Every row of every table, without what only counts."""
    found: Content = {}
    with s.context.read() as session:
        for name, table in Base.metadata.tables.items():
            if name in DERIVED:
                continue
            rows = session.execute(select(table).order_by(*table.primary_key)).mappings()
            found[name] = [{k: v for k, v in row.items() if k != COUNTERS.get(name)} for row in rows]
    return found
