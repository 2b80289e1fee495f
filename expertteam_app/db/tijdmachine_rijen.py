"""Rows as they were after a line of the audit log: those of now, walked back along the log.

Nothing is kept for this besides the log. Rows come back as objects that belong to no session, so that the same code
that reads the dossier of today reads that of then.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from expertteam_app.db.audit import DEPARTED, AuditRow
from expertteam_app.db.base import Base
from expertteam_app.db.undo import stored

Row = TypeVar("Row", bound=Base)
Values = dict[str, Any]
_AT_ONCE = 500


def detached(kind: type[Row], values: Values) -> Row:
    """A row as an object of no session."""
    attributes = {prop.key: values.get(prop.columns[0].name) for prop in kind.__mapper__.column_attrs}
    return kind(**attributes)


class Rijen:
    """The rows as they were after a line of the log."""

    def __init__(self, session: Session, line: int) -> None:
        self._session = session
        self._line = line

    def row(self, tabel: str, rij: int) -> Values | None:
        """One row, or None when it was not there."""
        return self._walked(tabel, [rij]).get(rij)

    def _walked(self, tabel: str, ids: Sequence[int]) -> dict[int, Values]:
        """Rows by id, those that were not there left out."""
        table = Base.metadata.tables[tabel]
        columns = [c for c in table.columns if c.name != "inhoud"]  # files do not change and are not shown
        found: dict[int, Values] = {}
        for start in range(0, len(ids), _AT_ONCE):
            part = ids[start : start + _AT_ONCE]
            now = self._session.execute(select(*columns).where(table.c.id.in_(part))).mappings()
            found |= {row["id"]: dict(row) for row in now}
            query = select(AuditRow.rij, AuditRow.soort, AuditRow.wijziging).where(
                AuditRow.tabel == tabel, AuditRow.rij.in_(part), AuditRow.id > self._line
            )
            for rij, soort, wijziging in self._session.execute(query.order_by(AuditRow.id.desc())):
                changes: dict[str, list[Any]] = json.loads(wijziging)
                known = (name for name in changes if name in table.columns)
                old = {name: stored(table.columns[name], changes[name][0]) for name in known}
                if soort == "nieuw":
                    found.pop(rij, None)
                elif soort == "verwijderd":
                    found[rij] = {c.name: old.get(c.name) for c in columns}
                elif soort == "gewijzigd" and rij in found:
                    found[rij].update(old)
        return found

    def ids(self, tabel: str, column: str, value: int) -> list[int]:
        """Rows that point at something now, or did so before they left it after the line."""
        table = Base.metadata.tables[tabel]
        found = set(self._session.scalars(select(table.c.id).where(table.columns[column] == value)))
        gone = select(AuditRow.rij, AuditRow.wijziging).where(
            text(f"({DEPARTED})"), AuditRow.tabel == tabel, AuditRow.id > self._line
        )
        for rij, wijziging in self._session.execute(gone):
            if json.loads(wijziging).get(column, (None, None))[0] == value:
                found.add(rij)
        return sorted(found)

    def rows(self, tabel: str, column: str, value: int) -> list[Values]:
        """The rows that pointed at something, by id."""
        found = self._walked(tabel, self.ids(tabel, column, value))
        return [found[rij] for rij in sorted(found) if found[rij][column] == value]

    def objects(self, kind: type[Row], column: str, value: int) -> list[Row]:
        """The rows that pointed at something, by id, as objects of no session."""
        return [detached(kind, row) for row in self.rows(kind.__tablename__, column, value)]

    def ever(self, tabel: str, rij: int, column: str) -> set[int]:
        """Everything a row ever pointed at."""
        table = Base.metadata.tables[tabel]
        found = set(self._session.scalars(select(table.columns[column]).where(table.c.id == rij)))
        lines = select(AuditRow.wijziging).where(
            AuditRow.tabel == tabel, AuditRow.rij == rij, AuditRow.soort != "gelezen"
        )
        for wijziging in self._session.scalars(lines):
            found.update(json.loads(wijziging).get(column, ()))
        return {value for value in found if value is not None}
