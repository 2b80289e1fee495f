"""The inverse of an act: what its lines in the audit log say, taken back row by row, last line first.

Plain statements instead of the ORM: the exact opposite order of the act respects every foreign key and unique
constraint by itself, and nothing is written that the act did not write. Each statement is noted for the audit log.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final, NoReturn

from sqlalchemy import JSON, Column, Connection, Date, LargeBinary, RowMapping, Table, UniqueConstraint, select
from sqlalchemy.orm import Session

from expertteam_app.db.audit import DESTROYED, AuditRow, canonical
from expertteam_app.db.audited import note_row, noted_statements
from expertteam_app.db.base import Base
from expertteam_app.db.queries.ongedaan import in_force
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.ongedaan import (
    BESTAND_BLIJFT,
    INHOUD_KOMT_NIET_TERUG,
    NIET_ONGEDAAN,
    WEGGEGOOID,
    LatereHandeling,
    Veldwijziging,
    veldwijziging,
)

BOOKKEEPING: Final = frozenset({"ongedaan"})
"""Tables that say what was taken back; they are never inverted themselves."""

WORDS: Final = {False: "ongedaan gemaakt: ", True: "opnieuw: "}
"""How the log names taking back (False) and doing again (True), before the name of the act itself."""

_FROZEN: Final = ("zitting", "agendapunt", "aanwezigheid", "besluit", "tafelregel", "afspraak")
"""Tables of which nothing changes once the verslag of the zitting is vastgesteld."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of an act; `wijziging` maps a column to its old and new value as the log holds them."""

    id: int
    tabel: str
    rij: int
    soort: str
    wijziging: Mapping[str, Sequence[Any]]


def lines_of(session: Session, groep: str, first: int | None = None) -> list[Regel]:
    """The lines of an act that changed a row, last one first; or its `first` lines only, in order."""
    query = select(AuditRow).where(AuditRow.groep == groep, AuditRow.soort != "gelezen")
    query = query.order_by(AuditRow.id.desc()) if first is None else query.order_by(AuditRow.id).limit(first)
    return [
        Regel(row.id, row.tabel, row.rij, row.soort, json.loads(row.wijziging))
        for row in session.scalars(query)
        if row.tabel not in BOOKKEEPING
    ]


def field_change(session: Session, groep: str, handeling: str, moment: datetime) -> Veldwijziging | None:
    """The one field that an act changed, or None when it did something else."""
    lines = [(line.tabel, line.rij, line.soort, line.wijziging) for line in lines_of(session, groep, 2)]
    return veldwijziging(handeling, moment, lines)


def obstacle(lines: Sequence[Regel]) -> str:
    """Why an act with these lines is never taken back, as a Dutch sentence; empty when that can be tried."""
    tables = Base.metadata.tables
    for line in lines:
        if not line.wijziging and line.soort in ("nieuw", "gewijzigd", "verwijderd"):
            return "Dit hoort bij een dossier dat is vernietigd."
        if line.soort == DESTROYED:
            return "Wat is vernietigd, komt niet terug."
        if line.tabel in NIET_ONGEDAAN:
            return NIET_ONGEDAAN[line.tabel]
        if line.tabel not in tables:
            return "Deze handeling is gedaan met een andere versie van Expertteam."
        table = tables[line.tabel]
        kept_as_mark = line.soort == "nieuw" and WEGGEGOOID in table.columns
        if not kept_as_mark and any(name in line.wijziging for name in _bytes(table)):
            return INHOUD_KOMT_NIET_TERUG
    return ""


def casussen_of(session: Session, lines: Sequence[Regel]) -> set[int]:
    """Ids of the casussen that these lines are about, as far as the log or the rows of now tell."""
    found: set[int] = set()
    connection = session.connection()
    for line in lines:
        table = Base.metadata.tables[line.tabel]
        row = _row(connection, table, line.rij)
        if line.tabel == "casus":
            found.add(line.rij)
        if "casus_id" in table.columns:
            logged = line.wijziging.get("casus_id", ())
            found.update(value for value in (*logged, row["casus_id"] if row else None) if value is not None)
        if line.tabel == "jeugdige":
            casus = Base.metadata.tables["casus"].c
            found.update(connection.scalars(select(casus.id).where(casus.jeugdige_id == line.rij)))
    return found


def take_back(session: Session, lines: Sequence[Regel], vandaag: date) -> None:
    """Write the inverse of these lines (last one first) in the running transaction.

    Args:
        session: the session of that transaction.
        lines: the lines, last one first.
        vandaag: the day of a mark of being thrown away.

    Raises:
        UserError: what the act left has been changed since (the text names by which act), or lies fast by now.
    """
    with noted_statements(session) as connection:
        last = max(line.id for line in lines)
        inverse = _Inverse(session, connection, last, str(session.info["actor"]), vandaag)
        inverse.check_frozen(lines)
        for line in lines:
            inverse.write(line)


def _row(connection: Connection, table: Table, rij: int) -> RowMapping | None:
    """A row as it is now, without the bytes of a file: they never change, and their hash is beside them."""
    columns = [column for column in table.columns if column.name not in _bytes(table)]
    return connection.execute(select(*columns).where(_key(table) == rij)).mappings().first()


def _key(table: Table) -> Column[Any]:
    (key,) = table.primary_key.columns
    return key


@cache
def _version_column(tabel: str) -> str | None:
    """The column by which the ORM sees that someone else wrote a row; it only counts."""
    for mapper in Base.registry.mappers:
        if mapper.local_table.description == tabel and mapper.version_id_col is not None:
            return str(mapper.version_id_col.name)
    return None


@cache
def _bytes(table: Table) -> tuple[str, ...]:
    """The columns that hold the bytes of a file."""
    return tuple(column.name for column in table.columns if isinstance(column.type, LargeBinary))


def _marked(table: Table) -> bool:
    """Whether a row goes away by a mark."""
    return WEGGEGOOID in table.columns and bool(_bytes(table))


@cache
def _references(tabel: str) -> tuple[tuple[Table, Column[Any], bool], ...]:
    """The columns that point at a table, and whether their table is audited."""
    audited = {m.local_table.description for m in Base.registry.mappers if m.class_.__audit__}
    return tuple(
        (table, key.parent, table.name in audited)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == tabel
    )


@cache
def _uniques(table: Table) -> tuple[tuple[str, ...], ...]:
    """The sets of columns of which no two rows may hold the same."""
    sets = [tuple(c.columns.keys()) for c in table.constraints if isinstance(c, UniqueConstraint)]
    sets += [tuple(i.columns.keys()) for i in table.indexes if i.unique]
    return tuple(sets)


def logged(value: object) -> object:
    """A value of the database as the log holds it."""
    return json.loads(canonical(value))


def stored(column: Column[Any], value: object) -> object:
    """A value of the log as the database takes it."""
    if isinstance(column.type, Date) and isinstance(value, str):
        return date.fromisoformat(value)
    return value


class _Inverse:
    """Writes the opposite of the lines of one act.

    Args:
        session: the session of the running transaction.
        connection: its connection, for statements that are noted here.
        last: id of the last line of the act; what the log holds after it came later.
        actor: who takes back.
        vandaag: the day of a mark of being thrown away.
    """

    def __init__(self, session: Session, connection: Connection, last: int, actor: str, vandaag: date) -> None:
        self._session = session
        self._connection = connection
        self._last = last
        self._actor = actor
        self._vandaag = vandaag

    def write(self, line: Regel) -> None:
        """Take one line back."""
        table = Base.metadata.tables[line.tabel]
        row = _row(self._connection, table, line.rij)
        if line.soort == "nieuw":
            self._remove(table, line, row)
        elif line.soort == "gewijzigd":
            self._restore(table, line, row)
        else:
            self._insert(table, line, row)

    def _remove(self, table: Table, line: Regel, row: RowMapping | None) -> None:
        if row is None:
            self._refuse(table.name, line.rij)
        version = _version_column(table.name)
        for name, value in row.items():
            left = line.wijziging.get(name, (None, None))[1]
            same = name == version or logged(value) == left
            # A column that came with a newer program holds its default without a line in the log.
            if not same and (name in line.wijziging or self._later(table.name, line.rij, name) is not None):
                self._refuse(table.name, line.rij, name)
        if _marked(table):
            self._connection.execute(
                table.update().where(_key(table) == line.rij).values(**{WEGGEGOOID: self._vandaag})
            )
            note_row(self._session, table.name, line.rij, "gewijzigd", {WEGGEGOOID: (None, self._vandaag)})
            return
        for child, column, audited in _references(table.name):
            hanging = select(_key(child)).where(column == line.rij)
            if not audited:
                self._connection.execute(child.delete().where(column == line.rij))
            elif (found := self._connection.scalar(hanging.limit(1))) is not None:
                if _marked(child):
                    raise UserError("Dit is niet meer ongedaan te maken.", BESTAND_BLIJFT)
                self._refuse(child.name, found)
        self._connection.execute(table.delete().where(_key(table) == line.rij))
        values = {name: (value, None) for name, value in row.items() if value is not None}
        note_row(self._session, table.name, line.rij, "verwijderd", values)

    def _restore(self, table: Table, line: Regel, row: RowMapping | None) -> None:
        if row is None:
            self._refuse(table.name, line.rij)
        version = _version_column(table.name)
        values: dict[str, object] = {}
        for name, (old, new) in line.wijziging.items():
            if name == version:
                continue
            if logged(row[name]) != new:
                self._refuse(table.name, line.rij, name)
            values[name] = stored(table.columns[name], old)
        if not values:
            return
        self._check_place(table, line.rij, {**row, **values}, values)
        counted = {version: row[version] + 1} if version else {}
        self._connection.execute(table.update().where(_key(table) == line.rij).values(**values, **counted))
        changes = {name: (row[name], value) for name, value in values.items()}
        note_row(self._session, table.name, line.rij, "gewijzigd", changes)

    def _insert(self, table: Table, line: Regel, row: RowMapping | None) -> None:
        if row is not None:
            self._refuse(table.name, line.rij)
        values: dict[str, object] = {}
        for column in table.columns:
            if column.name in line.wijziging:
                values[column.name] = stored(column, line.wijziging[column.name][0])
            elif column.nullable or isinstance(column.type, JSON):
                values[column.name] = None  # the log leaves out what is empty; any other gets its default
        self._check_place(table, line.rij, values, values)
        self._connection.execute(table.insert().values(**values))
        back = _row(self._connection, table, line.rij)
        changes = {name: (None, value) for name, value in (back or values).items() if value is not None}
        note_row(self._session, table.name, line.rij, "nieuw", changes)

    def _check_place(self, table: Table, rij: int, whole: Mapping[str, object], changed: Mapping[str, object]) -> None:
        """Refuse when what a row points at is gone, or when another row took its place."""
        for key in table.foreign_keys:
            value = changed.get(key.parent.name)
            parent = key.column.table
            if isinstance(value, int) and _row(self._connection, parent, value) is None:
                self._refuse(parent.name, value)
        for names in _uniques(table):
            if any(whole.get(name) is None for name in names) or not any(name in changed for name in names):
                continue
            same = [table.columns[name] == whole[name] for name in names]
            taken = self._connection.scalar(select(_key(table)).where(*same, _key(table) != rij).limit(1))
            if taken is not None:
                self._refuse(table.name, taken)

    def check_frozen(self, lines: Sequence[Regel]) -> None:
        """Refuse when a zitting that the act touched was vastgesteld afterwards.

        Raises:
            UserError: the act lies fast.
        """
        for zitting in {z for line in lines if line.tabel in _FROZEN for z in self._zittingen(line)}:
            later = select(AuditRow.wijziging).where(
                AuditRow.tabel == "zitting", AuditRow.rij == zitting, AuditRow.id > self._last
            )
            changes = [json.loads(text) for text in self._connection.scalars(later)]
            if any(change.get("status", (None, None))[1] == "vastgesteld" for change in changes):
                raise UserError(
                    "Het verslag van deze zitting is daarna vastgesteld en ligt daarmee vast.",
                    "Begin een correctie bij het verslag: die wordt een nieuwe versie.",
                )

    def _zittingen(self, line: Regel) -> set[int]:
        """The zitting that a line is about."""
        if line.tabel == "zitting":
            return {line.rij}
        table = Base.metadata.tables[line.tabel]
        row = _row(self._connection, table, line.rij)
        if line.tabel == "afspraak":
            return self._of_besluiten(line, row)
        above = "zitting_id" if "zitting_id" in table.columns else "agendapunt_id"
        ids = {v for v in (*line.wijziging.get(above, ()), row[above] if row else None) if isinstance(v, int)}
        if above == "zitting_id":
            return ids
        return self._of_punten(ids)

    def _of_besluiten(self, line: Regel, row: RowMapping | None) -> set[int]:
        """The zitting of the besluit that an afspraak belongs to."""
        ids = {*line.wijziging.get("besluit_id", ()), row["besluit_id"] if row else None}
        table = Base.metadata.tables["besluit"]
        rows = (_row(self._connection, table, besluit) for besluit in ids if isinstance(besluit, int))
        return self._of_punten({found["agendapunt_id"] for found in rows if found is not None})

    def _of_punten(self, ids: set[int]) -> set[int]:
        punten = (_row(self._connection, Base.metadata.tables["agendapunt"], punt) for punt in ids)
        return {punt["zitting_id"] for punt in punten if punt is not None}

    def _later(self, tabel: str, rij: int, column: str = "") -> AuditRow | None:
        """The last line on a row that came after the act (and touched a column), of an act that is in force.

        What was taken back since stands in nobody's way.
        """
        query = select(AuditRow).where(
            AuditRow.tabel == tabel, AuditRow.rij == rij, AuditRow.id > self._last, AuditRow.soort != "gelezen"
        )
        rows = self._session.scalars(query.order_by(AuditRow.id.desc()).limit(200))
        about = (row for row in rows if not column or column in json.loads(row.wijziging))
        return next((row for row in about if in_force(self._session, row.groep)), None)

    def _refuse(self, tabel: str, rij: int, column: str = "") -> NoReturn:
        """Say which later act stands in the way.

        Raises:
            LatereHandeling: it is an act of the one who takes back.
            UserError: otherwise.
        """
        later = self._later(tabel, rij, column) or self._later(tabel, rij)
        if later is None:
            raise UserError(
                "Dit is niet meer ongedaan te maken: wat er staat is niet meer wat deze handeling achterliet.",
                "Pas het aan zoals het moet zijn.",
            )
        when = datetime.fromisoformat(later.moment).astimezone()
        words = f"Dit is niet meer ongedaan te maken: daarna is “{later.handeling}” gedaan ({when:%d-%m-%Y %H:%M})."
        if later.wie == self._actor:
            raise LatereHandeling(words, "Maak eerst die handeling ongedaan.", later.groep)
        raise UserError(words, "Dat deed een andere gebruiker; pas het aan zoals het moet zijn.")
