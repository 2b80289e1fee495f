"""The session whose writes land in the audit log.

Listeners of the ORM note every row as it is written; after each flush the notes become lines of the log, in the same
transaction. What would pass the ORM by (bulk statements) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Final, NoReturn

from sqlalchemy import Connection, TextClause, UpdateBase, event, func, select
from sqlalchemy.orm import (
    Mapper,
    ORMExecuteState,
    PassiveFlag,
    Session,
    SessionTransaction,
    UOWTransaction,
    attributes,
    object_session,
)

from expertteam_app.db.audit import WRITING, AuditRow, UnauditedWrite, append, canonical, forget_head
from expertteam_app.db.base import MODE, Base
from expertteam_app.db.search import note_for_search
from expertteam_app.db.werkgebied import BOUNDED, require_open
from expertteam_app.domain.errors import Cancelled
from expertteam_app.domain.tekens import is_zuiver, zuiver

_DML: Final = re.compile(
    r"""\s*(?:(?:insert|replace)(?:\s+or\s+\w+)?\s+into|update(?:\s+or\s+\w+)?|delete\s+from)\s+["`\[]?(?P<table>\w+)""",
    re.IGNORECASE,
)
_NOTES: Final = "audit_notes"
_TOUCHED: Final = "touched"
_NUMBERS: Final = "numbers"
_READ_ONLY: Final = "This session was opened for reading; use Store.write."


class AuditedSession(Session):
    """A session whose writes land in the audit log; `store.Store` makes them.

    ``info`` holds for a write: ``actor``, ``action``, ``group`` (one per transaction) and ``moment`` (UTC, ISO); it
    gathers ``touched``, the names of the tables that were written. Without ``group`` the session only reads. Setting
    ``cancelled`` stops it at its next step.
    """

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Write what changed, and its lines in the log.

        Raises:
            UnauditedWrite: the session was opened for reading.
            Cancelled: the user stopped the work.
        """
        stop_if_cancelled(self)
        if "group" not in self.info and (self.new or self.deleted or any(self.is_modified(row) for row in self.dirty)):
            raise UnauditedWrite(_READ_ONLY)
        token = WRITING.set(True)
        try:
            super().flush(objects)
        finally:
            WRITING.reset(token)

    def bulk_save_objects(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Refused: it would pass the audit log by."""
        raise UnauditedWrite("bulk_save_objects")

    def bulk_insert_mappings(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Refused: it would pass the audit log by."""
        raise UnauditedWrite("bulk_insert_mappings")

    def bulk_update_mappings(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Refused: it would pass the audit log by."""
        raise UnauditedWrite("bulk_update_mappings")


def guard_core(
    connection: Connection, clauseelement: object, multiparams: object, params: object, execution_options: object
) -> None:
    """Listener for an engine's ``before_execute``: refuse INSERT, UPDATE and DELETE on audited tables outside a flush.

    Raises:
        UnauditedWrite: our own mistake.
    """
    del multiparams, params, execution_options
    if isinstance(clauseelement, UpdateBase) and not WRITING.get():
        if connection.get_execution_options().get(MODE) == "read":
            raise UnauditedWrite(_READ_ONLY)
        _refuse_audited(clauseelement.table.description)


@cache
def _columns(mapper: Mapper[Any]) -> tuple[tuple[str, str], ...]:
    """Attribute and column names of a mapper."""
    return tuple((prop.key, prop.columns[0].name) for prop in mapper.column_attrs)


def _note(mapper: Mapper[Any], target: object, soort: str, changes: Mapping[str, Sequence[Any]]) -> None:
    """Keep what the ORM writes to one row until the flush is over."""
    session = object_session(target)
    if not isinstance(session, AuditedSession):
        return
    if not changes:
        return
    table = mapper.local_table.description
    if not mapper.class_.__audit__:
        session.info.setdefault(_TOUCHED, set()).add(table)
        return
    (key,) = mapper.primary_key_from_instance(target)
    note_row(session, table, key, soort, changes)


def note_row(session: Session, table: str, key: int, soort: str, changes: Mapping[str, Sequence[Any]]) -> None:
    """Keep what is written to one audited row (column to old and new value) until the next flush is over."""
    session.info.setdefault(_TOUCHED, set()).add(table)
    note_for_search(session.info, table, key, soort, changes)
    session.info.setdefault(_NOTES, []).append((table, key, soort, canonical(changes)))


@contextmanager
def noted_statements(session: Session) -> Iterator[Connection]:
    """The connection of a session for statements on single rows that the caller notes himself with `note_row`.

    For what the ORM would put in another order than the one in which it must happen.

    Raises:
        UnauditedWrite: the session was opened for reading.
    """
    if "group" not in session.info:
        raise UnauditedWrite(_READ_ONLY)
    session.flush()
    token = WRITING.set(True)
    try:
        yield session.connection()
    finally:
        WRITING.reset(token)
        session.expire_all()


@event.listens_for(Mapper, "before_insert")
@event.listens_for(Mapper, "before_update")
def _keep_clean(mapper: Mapper[Any], _connection: Connection, target: object) -> None:
    """Leave out of every text what nobody sees, wherever it came from: typed, pasted or read from a file."""
    if not isinstance(object_session(target), AuditedSession):
        return
    values = attributes.instance_dict(target)
    for key, _column in _columns(mapper):
        value = values.get(key)
        if isinstance(value, str) and not is_zuiver(value):
            setattr(target, key, zuiver(value))


@event.listens_for(Mapper, "before_insert")
def _give_number(mapper: Mapper[Any], connection: Connection, target: object) -> None:
    """Give a new row a number that no row of its table ever had.

    SQLite would give the number of the last row again once that row is gone; the log would then mix two rows, and an
    undone removal could not come back under its own number.
    """
    session = object_session(target)
    (key_column,) = mapper.primary_key
    key = mapper.get_property_by_column(key_column).key
    if not isinstance(session, AuditedSession) or not mapper.class_.__audit__ or getattr(target, key) is not None:
        return
    numbers: dict[str, int] = session.info.setdefault(_NUMBERS, {})
    table = mapper.local_table.description
    if table not in numbers:
        logged = select(func.max(AuditRow.rij)).where(AuditRow.tabel == table).scalar_subquery()
        there = select(func.max(key_column)).scalar_subquery()
        numbers[table] = max(*connection.execute(select(func.coalesce(there, 0), func.coalesce(logged, 0))).one())
    numbers[table] += 1
    setattr(target, key, numbers[table])


def _stay_inside(mapper: Mapper[Any], connection: Connection, target: object) -> None:
    """Refuse a row outside the werkgebied of the user: as it was before a change, as it became after an insert."""
    session = object_session(target)
    if isinstance(session, AuditedSession) and session.info.get(BOUNDED):
        require_open(connection, mapper.local_table.description, mapper.primary_key_from_instance(target)[0])


@event.listens_for(Mapper, "after_insert")
def _note_insert(mapper: Mapper[Any], connection: Connection, target: object) -> None:
    _stay_inside(mapper, connection, target)
    for key in tuple(attributes.instance_state(target).expired_attributes):
        getattr(target, key)  # the database computed it; reading it fills the values
    values = attributes.instance_dict(target)
    _note(
        mapper,
        target,
        "nieuw",
        {column: (None, values[key]) for key, column in _columns(mapper) if values.get(key) is not None},
    )


def _changes(mapper: Mapper[Any], connection: Connection, target: object) -> dict[str, tuple[Any, Any]]:
    """What was set on a row and is not in the database yet, by column: (what stands there, what was set)."""
    changes: dict[str, tuple[Any, Any]] = {}
    unknown: list[str] = []
    for key, column in _columns(mapper):
        past = attributes.get_history(target, key, PassiveFlag.PASSIVE_NO_INITIALIZE)
        if past.added or past.deleted:
            changes[column] = (past.deleted[0] if past.deleted else None, past.added[0] if past.added else None)
            if not past.deleted:
                unknown.append(column)
    if unknown:  # set without having been read: what stands there is only in the database
        table = mapper.local_table
        (key_column,) = mapper.primary_key
        query = select(*(table.c[name] for name in unknown))
        row = connection.execute(query.where(key_column == mapper.primary_key_from_instance(target)[0])).one()
        changes |= {name: (old, changes[name][1]) for name, old in zip(unknown, row, strict=True)}
    return changes


@event.listens_for(Mapper, "before_update")
def _note_update(mapper: Mapper[Any], connection: Connection, target: object) -> None:
    _stay_inside(mapper, connection, target)
    changes = _changes(mapper, connection, target)
    _note(mapper, target, "gewijzigd", {name: pair for name, pair in changes.items() if pair[0] != pair[1]})


@event.listens_for(Mapper, "before_delete")
def _note_delete(mapper: Mapper[Any], connection: Connection, target: object) -> None:
    _stay_inside(mapper, connection, target)
    values = {column: getattr(target, key) for key, column in _columns(mapper)}
    # What was set just before was never stored: the line holds what really stood there, so that undo brings that back.
    values |= {column: old for column, (old, _new) in _changes(mapper, connection, target).items()}
    _note(
        mapper, target, "verwijderd", {column: (value, None) for column, value in values.items() if value is not None}
    )


@event.listens_for(AuditedSession, "after_flush")
def _write_notes(session: Session, _context: UOWTransaction) -> None:
    if notes := session.info.pop(_NOTES, None):
        append(session, notes)


@event.listens_for(AuditedSession, "after_soft_rollback")
def _forget(session: Session, _transaction: SessionTransaction) -> None:
    """After a rollback, also to a savepoint, the last line of the log may be another one."""
    session.info.pop(_NOTES, None)
    forget_head(session)


@event.listens_for(AuditedSession, "do_orm_execute")
def _guard(state: ORMExecuteState) -> None:
    """Refuse statements that change audited rows without the ORM seeing the rows."""
    stop_if_cancelled(state.session)
    statement = state.statement
    if isinstance(statement, UpdateBase):
        _refuse_audited(statement.table.description)
        state.session.info.setdefault(_TOUCHED, set()).add(statement.table.description)
    elif isinstance(statement, TextClause) and (dml := _DML.match(statement.text)):
        _refuse_audited(dml["table"])


def _refuse_audited(table: str) -> None:
    audited = {mapper.local_table.description for mapper in Base.registry.mappers if mapper.class_.__audit__}
    if table in audited or table == AuditRow.__tablename__:
        raise UnauditedWrite(f"A write to {table} has to go through the objects of a session.")


def stop_if_cancelled(session: Session) -> None:
    """Go on, or stop here.

    Raises:
        Cancelled: the user stopped the work.
    """
    if session.info.get("cancelled"):
        raise Cancelled
