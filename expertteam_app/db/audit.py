"""The audit log: who did what, when, with the old and the new value, in the same transaction as the change.

`audited.AuditedSession` hands over what the ORM writes, after each flush. The rows form a chain: each holds the hash
of the one before. Triggers refuse to change or remove rows; whoever has the key and another program can get around
those, and then the chain shows it. A vernietiging empties the lines of a dossier: their hashes stay, and a later line
of the log seals which lines those were. What the chain cannot show is that the last rows were cut off: compare
`ChainReport.head` with a head that was kept elsewhere.
"""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Final, cast

from sqlalchemy import (
    Connection,
    Index,
    Integer,
    String,
    Table,
    Text,
    select,
    text,
)
from sqlalchemy.orm import (
    Mapped,
    Session,
    mapped_column,
)

from expertteam_app.db.base import Base

Note = tuple[str, int, str, str]  # table, row, soort, changes as JSON

GENESIS: Final = "0" * 64
"""What the first row of the log holds as the hash of the one before."""

AUDIT_TRIGGERS: Final = (
    """CREATE TRIGGER audit_geen_wijziging BEFORE UPDATE ON audit
        WHEN new.wijziging <> '{}' OR old.soort = 'vernietigd'
          OR new.id <> old.id OR new.groep <> old.groep OR new.moment <> old.moment OR new.wie <> old.wie
          OR new.handeling <> old.handeling OR new.tabel <> old.tabel OR new.rij <> old.rij OR new.soort <> old.soort
          OR new.vorige <> old.vorige OR new.hash <> old.hash BEGIN
        SELECT RAISE(ABORT, 'audit: rows cannot be changed'); END""",
    """CREATE TRIGGER audit_geen_verwijdering BEFORE DELETE ON audit BEGIN
        SELECT RAISE(ABORT, 'audit: rows cannot be removed'); END""",
    # Also stops INSERT OR REPLACE, which removes a row without firing the trigger on DELETE.
    """CREATE TRIGGER audit_alleen_achteraan BEFORE INSERT ON audit
        WHEN new.id <> (SELECT coalesce(max(id), 0) + 1 FROM audit)
          OR new.vorige <> coalesce((SELECT hash FROM audit ORDER BY id DESC LIMIT 1), printf('%064d', 0)) BEGIN
        SELECT RAISE(ABORT, 'audit: rows are only added at the end'); END""",
)
"""The DDL that makes the log append-only; a line can be emptied and nothing else. The migrations make it."""

EMPTIED: Final = "{}"
"""What stands in a line of which the content was destroyed."""
DESTROYED: Final = "vernietigd"
"""The kind of the line that seals a vernietiging: the lines it emptied as ranges (``regels``) and their ``zegel``."""

WRITING: Final[ContextVar[bool]] = ContextVar("writing", default=False)
"""True while the ORM or the log itself writes; any other statement on an audited table is our mistake."""

_OWNERS: Final = ("casus_id", "gezin_id", "jeugdige_id", "gezinslid_id", "een_id", "ander_id")
DEPARTED: Final = "soort = 'verwijderd' OR (soort = 'gewijzigd' AND ({}))".format(
    " OR ".join(f"instr(wijziging, '\"{name}\":[') > 0" for name in _OWNERS)
)
"""SQL: the lines by which a row left what it hung on; a small index finds these few in a long log."""

_HEAD: Final = "audit_head"


class UnauditedWrite(RuntimeError):
    """Our own mistake: a write that would pass the audit log by."""


class AuditRow(Base):
    """One line of the log."""

    __tablename__ = "audit"
    __audit__: ClassVar[bool] = False
    __table_args__ = (
        Index("ix_audit_tabel_rij", "tabel", "rij"),
        Index("ix_audit_wie", "wie"),
        Index("ix_audit_vertrokken", "tabel", sqlite_where=text(DEPARTED)),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    groep: Mapped[str] = mapped_column(String(32), index=True)
    moment: Mapped[str] = mapped_column(String(40))
    wie: Mapped[str] = mapped_column(String(100))
    handeling: Mapped[str] = mapped_column(String(200))
    tabel: Mapped[str] = mapped_column(String(60))
    rij: Mapped[int] = mapped_column(Integer)
    soort: Mapped[str] = mapped_column(String(20))
    wijziging: Mapped[str] = mapped_column(Text)
    vorige: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


_TABLE: Final = cast("Table", AuditRow.__table__)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the log for reading; `wijziging` maps a column to its old and new value (JSON values)."""

    id: int
    groep: str
    moment: datetime
    wie: str
    handeling: str
    tabel: str
    rij: int
    soort: str
    wijziging: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What the hash chain says.

    Attributes:
        ok: whether every row is as it was written.
        rows: rows that were found good.
        head: the hash of the last good row; `GENESIS` when the log is empty.
        first_broken_id: the first row that is not as it was written, None when all are.
        reason: a Dutch sentence, empty when `ok`.
    """

    ok: bool
    rows: int
    head: str
    first_broken_id: int | None = None
    reason: str = ""


def log_read(session: Session, tabel: str, rij: int) -> None:
    """Add to the log that someone looked at a row; the session must be one for writing.

    Raises:
        UnauditedWrite: the session was opened for reading.
    """
    append(session, [(tabel, rij, "gelezen", "{}")])


def history(session: Session, tabel: str, rij: int) -> list[AuditEntry]:
    """Everything the log holds about one row, oldest first."""
    query = select(AuditRow).where(AuditRow.tabel == tabel, AuditRow.rij == rij).order_by(AuditRow.id)
    return [
        AuditEntry(
            id=row.id,
            groep=row.groep,
            moment=datetime.fromisoformat(row.moment),
            wie=row.wie,
            handeling=row.handeling,
            tabel=row.tabel,
            rij=row.rij,
            soort=row.soort,
            wijziging={column: (old, new) for column, (old, new) in json.loads(row.wijziging).items()},
        )
        for row in session.scalars(query)
    ]


def verify_chain(session: Session) -> ChainReport:
    """Compute every hash of the log again, from the first row on (about 15 microseconds per row).

    Of a line that a vernietiging emptied the hash cannot be computed again: it counts when a later line of the same
    chain seals it.
    """
    head, rows, seals = GENESIS, 0, _Seals(session)
    query = select(*_TABLE.columns).order_by(AuditRow.id).execution_options(yield_per=2000)
    for row in session.execute(query):
        line = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name for a row as a mapping
        found = line.pop("hash")
        if line["id"] != rows + 1:
            reason = f"Het logboek mist regels: na regel {rows} volgt regel {line['id']}."
        elif not seals.hold(line["id"], line["wijziging"], found) and _digest(line) != found:
            reason = f"Regel {line['id']} van het logboek is na het schrijven veranderd."
        elif line["vorige"] != head:
            reason = (
                f"Regel {line['id']} van het logboek sluit niet aan op de regel ervoor: daar is een regel vervangen, "
                "verplaatst of tussengevoegd."
            )
        else:
            head, rows = found, rows + 1
            continue
        return ChainReport(ok=False, rows=rows, head=head, first_broken_id=line["id"], reason=reason)
    if (broken := seals.broken()) is not None:
        reason = f"De regels die door regel {broken} van het logboek zijn geleegd, zijn andere dan toen."
        return ChainReport(ok=False, rows=broken - 1, head=head, first_broken_id=broken, reason=reason)
    return ChainReport(ok=True, rows=rows, head=head)


def seal_of(hashes: Iterable[str]) -> str:
    """The seal over the hashes of emptied lines, in order of their ids."""
    return hashlib.sha256("".join(hashes).encode("ascii")).hexdigest()


class _Seals:
    """What the vernietigingen in the log say of the lines they emptied."""

    def __init__(self, session: Session) -> None:
        query = select(AuditRow.id, AuditRow.wijziging).where(AuditRow.soort == DESTROYED)
        self._wanted: dict[int, str] = {}
        self._found: dict[int, list[str]] = {}
        self._by_line: dict[int, int] = {}
        for number, wijziging in session.execute(query):
            proof = json.loads(wijziging)
            self._wanted[number], self._found[number] = str(proof.get("zegel")), []
            for first, last in proof.get("regels", ()):
                self._by_line.update(dict.fromkeys(range(first, last + 1), number))

    def hold(self, line: int, wijziging: str, found: str) -> bool:
        """Whether a line is empty because a later line says so; its hash goes into that seal."""
        proof = self._by_line.get(line, 0)
        if proof <= line:
            return False
        self._found[proof].append(found)
        return wijziging == EMPTIED

    def broken(self) -> int | None:
        """The first line whose seal is not that of the lines it names; None when all are."""
        return next((n for n, seal in sorted(self._wanted.items()) if seal_of(self._found[n]) != seal), None)


def missing_triggers(session: Session | Connection) -> list[str]:
    """A Dutch sentence when the triggers that protect the log are not all in place; otherwise empty."""
    wanted = {ddl.split()[2] for ddl in AUDIT_TRIGGERS}
    found = set(session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")))
    return [] if wanted <= found else ["De beveiliging van het logboek tegen wijzigen ontbreekt."]


def _digest(line: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(line).encode()).hexdigest()


def canonical(value: object) -> str:
    """JSON with sorted keys and without spaces: one value, one text; dates in ISO, of bytes the size and the hash.

    Raises:
        UnauditedWrite: our own mistake: a value that the log cannot hold.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_to_json)


def _to_json(value: object) -> object:
    """How values that JSON does not know stand in the log; of bytes only the size and the hash."""
    if isinstance(value, date):  # a datetime too
        return value.isoformat()
    if isinstance(value, bytes):
        return {"bytes": len(value), "sha256": hashlib.sha256(value).hexdigest()}
    if isinstance(value, enum.Enum):
        return value.value
    raise UnauditedWrite(f"The audit log cannot hold a {type(value).__name__}.")


def append(session: Session, notes: Iterable[Note]) -> None:
    """Add lines to the log in one statement; the last id and hash stay at hand for the next flush."""
    info = session.info
    if "group" not in info:
        raise UnauditedWrite("This session was opened for reading; use Store.write.")
    connection = session.connection()
    if _HEAD not in info:
        last = connection.execute(select(_TABLE.c.id, _TABLE.c.hash).order_by(_TABLE.c.id.desc()).limit(1)).first()
        info[_HEAD] = (last.id, last.hash) if last else (0, GENESIS)
    number, head = info[_HEAD]
    lines: list[dict[str, Any]] = []
    for tabel, rij, soort, wijziging in notes:
        number += 1
        line: dict[str, Any] = {
            "id": number,
            "groep": info["group"],
            "moment": info["moment"],
            "wie": info["actor"],
            "handeling": info["action"],
            "tabel": tabel,
            "rij": rij,
            "soort": soort,
            "wijziging": wijziging,
            "vorige": head,
        }
        head = line["hash"] = _digest(line)
        lines.append(line)
    token = WRITING.set(True)
    try:
        connection.execute(_TABLE.insert(), lines)
    finally:
        WRITING.reset(token)
    info[_HEAD] = (number, head)


def forget_head(session: Session) -> None:
    """Read the last line of the log again before the next one: after a rollback it may be another."""
    session.info.pop(_HEAD, None)
