"""A casus as it was known: the rows of now, walked back along the audit log to the line after which one looks.

Nothing is kept for this besides the log. Rows come back as objects that belong to no session, so that the same code
that reads the dossier of today reads that of then.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from expertteam_app.db.audit import DEPARTED, AuditRow
from expertteam_app.db.base import Base
from expertteam_app.db.queries.casussen import dossier_parts, log_of
from expertteam_app.db.queries.gezinnen import to_kind
from expertteam_app.db.tables import (
    ActieRow,
    CasusRow,
    GebeurtenisRow,
    GezinRow,
    HiaatRow,
    JeugdigeRow,
    OorzaakRow,
    OpschalingsmodelRow,
    ZoekregelRow,
)
from expertteam_app.db.undo import stored
from expertteam_app.domain.casus import fold
from expertteam_app.domain.dossier import CasusDossier, KindInfo
from expertteam_app.domain.tijdmachine import Wijziging

Row = TypeVar("Row", bound=Base)
Values = dict[str, Any]

_IN_DOSSIER = frozenset({"gebeurtenis", "casus_oorzaak", "hiaat", "zoekregel", "actie"})
_TECHNICAL = frozenset({"id", "uid", "casus_id", "versie", "partij_id", "lijst_versie"})


def line_at(session: Session, casus_id: int, moment: str) -> int:
    """Id of the last line of the log that a casus shows at a moment (UTC, ISO); 0 when it was not known yet.

    The changes of the casus itself decide. Lines are numbered without gaps in the order of writing, so a few looks
    between two of them find the line, also in millions.
    """
    changes = changes_of(session, casus_id)
    later = next((n for n, change in enumerate(changes) if change.moment > moment), len(changes))
    if not later:
        return 0
    low = changes[later - 1].regel
    high = changes[later].regel - 1 if later < len(changes) else session.scalar(select(func.max(AuditRow.id))) or low
    while low < high:
        middle = (low + high + 1) // 2
        written = session.scalar(select(AuditRow.moment).where(AuditRow.id == middle)) or ""
        low, high = (middle, high) if written <= moment else (low, middle - 1)
    return low


def changes_of(session: Session, casus_id: int) -> tuple[Wijziging, ...]:
    """Every act that changed what is known of a casus, oldest first."""
    now = _Toen(session, 0)
    casus = now.row("casus", casus_id) or now.at_first("casus", casus_id)
    places = [("casus", casus_id)]
    if casus is not None:
        places.append(("jeugdige", casus["jeugdige_id"]))
    for tabel in _tables_of_a_casus():
        places.extend((tabel, rij) for rij in now.ids(tabel, "casus_id", casus_id))
    found: dict[str, Wijziging] = {}
    for tabel, rij in places:
        query = select(AuditRow).where(AuditRow.tabel == tabel, AuditRow.rij == rij, AuditRow.soort != "gelezen")
        for line in session.scalars(query):
            known = found.get(line.groep)
            last = max(line.id, known.regel if known else 0)
            found[line.groep] = Wijziging(last, line.moment, line.wie, line.handeling)
    ends = {g: session.scalar(select(func.max(AuditRow.id)).where(AuditRow.groep == g)) for g in found}
    whole = (replace(change, regel=ends[groep] or change.regel) for groep, change in found.items())
    return tuple(sorted(whole, key=lambda change: change.regel))


def dossier_at(session: Session, casus_id: int, line: int) -> CasusDossier | None:
    """The dossier as it was after a line of the log, without its ladder; None when the casus was not known."""
    toen = _Toen(session, line)
    values = toen.row("casus", casus_id)
    if values is None:
        return None
    child = toen.row("jeugdige", values["jeugdige_id"]) or {}
    gezin = toen.row("gezin", child["gezin_id"]) or {}
    casus = _object(CasusRow, values)
    casus.jeugdige = _object(JeugdigeRow, child)
    casus.jeugdige.gezin = _object(GezinRow, gezin)
    casus.model = session.get_one(OpschalingsmodelRow, values["model_id"])
    casus.gebeurtenissen = sorted(toen.objects(GebeurtenisRow, casus_id), key=lambda row: row.volgnummer)
    casus.oorzaken = sorted(toen.objects(OorzaakRow, casus_id), key=lambda row: row.code)
    casus.hiaten = toen.objects(HiaatRow, casus_id)
    casus.zoekregels = toen.objects(ZoekregelRow, casus_id)
    casus.acties = toen.objects(ActieRow, casus_id)
    parts = dossier_parts(session, casus, fold(log_of(casus)))
    return replace(parts, gezinsleden=toen.children_of(casus.jeugdige.gezin_id))


def other_rows_at(session: Session, casus_id: int, line: int) -> list[tuple[str, int, Mapping[str, object]]]:
    """What hangs on a casus besides its dossier, as (table, row, columns that hold something)."""
    toen = _Toen(session, line)
    found: list[tuple[str, int, Mapping[str, object]]] = []
    for tabel in _tables_of_a_casus():
        if tabel in _IN_DOSSIER:
            continue
        for row in toen.rows(tabel, "casus_id", casus_id):
            shown = {k: v for k, v in row.items() if k not in _TECHNICAL and v not in (None, "", False)}
            found.append((tabel, int(row["id"]), {k: v for k, v in shown.items() if not isinstance(v, bytes)}))
    return found


def _tables_of_a_casus() -> list[str]:
    """The audited tables of which each row belongs to a casus."""
    mappers = (m for m in Base.registry.mappers if m.class_.__audit__ and "casus_id" in m.local_table.columns)
    own = {m.local_table.description for m in mappers}
    return sorted(own - {"agendapunt", "partij_regel"})


def _object(kind: type[Row], values: Values) -> Row:
    """A row as an object of no session."""
    attributes = {prop.key: values.get(prop.columns[0].name) for prop in kind.__mapper__.column_attrs}
    return kind(**attributes)


class _Toen:
    """The rows as they were after a line of the log."""

    def __init__(self, session: Session, line: int) -> None:
        self._session = session
        self._line = line

    def row(self, tabel: str, rij: int) -> Values | None:
        """One row, or None when it was not there."""
        table = Base.metadata.tables[tabel]
        columns = [c for c in table.columns if c.name != "inhoud"]  # files do not change and are not shown
        now = self._session.execute(select(*columns).where(table.c.id == rij)).mappings().first()
        values: Values | None = dict(now) if now is not None else None
        query = select(AuditRow.soort, AuditRow.wijziging).where(
            AuditRow.tabel == tabel, AuditRow.rij == rij, AuditRow.id > self._line
        )
        for soort, wijziging in self._session.execute(query.order_by(AuditRow.id.desc())):
            changes: dict[str, list[Any]] = json.loads(wijziging)
            old = {
                name: stored(table.columns[name], pair[0]) for name, pair in changes.items() if name in table.columns
            }
            if soort == "nieuw":
                values = None
            elif soort == "verwijderd":
                values = {c.name: old.get(c.name) for c in columns}
            elif soort == "gewijzigd" and values is not None:
                values.update(old)
        return values

    def at_first(self, tabel: str, rij: int) -> Values | None:
        """A row as it was made, for one that is gone now."""
        query = select(AuditRow.wijziging).where(
            AuditRow.tabel == tabel, AuditRow.rij == rij, AuditRow.soort == "nieuw"
        )
        found = self._session.scalar(query.order_by(AuditRow.id).limit(1))
        return {name: pair[1] for name, pair in json.loads(found).items()} if found is not None else None

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
        rows = (self.row(tabel, rij) for rij in self.ids(tabel, column, value))
        return [row for row in rows if row is not None and row[column] == value]

    def objects(self, kind: type[Row], casus_id: int) -> list[Row]:
        """The rows of a casus, by id, as objects of no session."""
        return [_object(kind, row) for row in self.rows(kind.__tablename__, "casus_id", casus_id)]

    def children_of(self, gezin_id: int) -> tuple[KindInfo, ...]:
        """The children of a gezin with the numbers of their casussen, oldest first."""
        kinderen = self.rows("jeugdige", "gezin_id", gezin_id)
        kinderen.sort(key=lambda k: (k["geboortedatum"] is not None, k["geboortedatum"], k["id"]))
        return tuple(
            to_kind(
                _object(JeugdigeRow, kind),
                tuple(sorted(c["nummer"] for c in self.rows("casus", "jeugdige_id", kind["id"]))),
            )
            for kind in kinderen
        )
