"""One use case, one transaction, one group in the audit log.

``with store.read() as session`` and ``with store.write(actor, action) as session`` are the only ways to the rows. The
session does not outlive the ``with``; a service takes frozen values out of it.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Final, cast

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event

from expertteam_app.db.audited import AuditedSession, guard_core, stop_if_cancelled
from expertteam_app.db.base import MODE
from expertteam_app.db.problems import busy, explained
from expertteam_app.db.queries.zoekregister import reindex
from expertteam_app.db.werkgebied import BOUNDED

Changed = Callable[[frozenset[str]], None]

_WAIT_SECONDS: Final = 10.0
_WAIT_SECONDS_WINDOW: Final = 1.0
"""On the thread of the window: it must not stand still behind a long import, and what was typed stays where it is."""


class Store:
    """The rows of one open kluis.

    Writes take turns inside this program, so a long import does not make a short write fail at once. What a write
    touches is made findable in the same transaction.

    Args:
        engine: the engine of the kluis.
        labels: per codelijst the label of each code: the words by which coded rows are found.
        reader: another engine for reading, on which less is seen (`db.werkgebied`); what is written is then looked up.

    Attributes:
        clock: gives the moment (UTC) that the audit log notes; another one makes a test independent of the day.
    """

    def __init__(
        self, engine: Engine, labels: Mapping[str, Mapping[str, str]] | None = None, *, reader: Engine | None = None
    ) -> None:
        self._engine = engine
        self._bounded = reader
        self.labels: Mapping[str, Mapping[str, str]] = labels or {}
        self._reader = (reader or engine).execution_options(**{MODE: "read"})
        self._writer = engine.execution_options(**{MODE: "write"})
        self._turn = threading.Lock()
        self._busy: dict[AuditedSession, sqlcipher.Connection] = {}
        self._busy_lock = threading.Lock()
        self._listeners: list[Changed] = []
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        for each in filter(None, (engine, reader)):
            event.listen(each, "before_execute", guard_core)

    @property
    def engine(self) -> Engine:
        """The engine, for checks and back-ups of the file as a whole."""
        return self._engine

    def on_commit(self, listener: Changed) -> None:
        """Call `listener` with the names of the tables that were written, after each commit that wrote any.

        It is called on the thread that wrote.
        """
        self._listeners.append(listener)

    @contextmanager
    def read(self) -> Iterator[AuditedSession]:
        """A session that sees one state of the kluis and cannot change it.

        Raises:
            ExpertteamError: what the disk or the file refuses, in Dutch; `Cancelled` after `interrupt`.
            UnauditedWrite: our own mistake: something was changed.
        """
        with explained(), AuditedSession(self._reader, expire_on_commit=False) as session, self._active(session):
            yield session
            session.flush()  # a change made here is our mistake and must not be lost in silence

    @contextmanager
    def write(self, actor_name: str, action: str) -> Iterator[AuditedSession]:
        """A session whose changes are committed together at the end of the block, or not at all.

        Args:
            actor_name: the name of the user, for the audit log.
            action: what he does, in Dutch, for the audit log ("besluit vastgelegd"); no personal data.

        Raises:
            UserError: someone changed the same row in the meantime; `Cancelled` after `interrupt`.
            EnvironmentProblem: the disk is full or read-only, or another write goes on too long.
        """
        info = {
            "actor": actor_name,
            "action": action,
            "group": uuid.uuid4().hex,
            "moment": self.clock().isoformat(timespec="milliseconds"),
            BOUNDED: self._bounded is not None,
        }
        with explained(), self._my_turn():
            with AuditedSession(self._writer, expire_on_commit=False, info=info) as session, self._active(session):
                yield session
                session.flush()
                reindex(session, self.labels, partial(stop_if_cancelled, session))
                session.commit()
            touched = frozenset(session.info.get("touched", ()))
        if touched:
            for listener in self._listeners:
                listener(touched)

    def interrupt(self) -> None:
        """Stop all work that is going on, from any thread: it raises `Cancelled` and is rolled back."""
        with self._busy_lock:
            for session, connection in self._busy.items():
                session.info["cancelled"] = True
                connection.interrupt()

    def close(self) -> None:
        """Close every connection; the write-ahead log goes into the main file."""
        self._engine.dispose()
        if self._bounded is not None:
            self._bounded.dispose()

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        in_window = threading.current_thread() is threading.main_thread()
        if not self._turn.acquire(timeout=_WAIT_SECONDS_WINDOW if in_window else _WAIT_SECONDS):
            raise busy()
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def _active(self, session: AuditedSession) -> Iterator[None]:
        """Begin the transaction now, and let `interrupt` reach it."""
        connection = session.connection().connection.driver_connection
        with self._busy_lock:
            self._busy[session] = cast("sqlcipher.Connection", connection)
        try:
            yield
        finally:
            with self._busy_lock:
                del self._busy[session]
