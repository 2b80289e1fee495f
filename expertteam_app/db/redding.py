"""Saves what can still be read of a damaged database into a new one, and says what could not.

The damaged file is opened for reading only. Rows are read in their own order; where a page is gone, the numbers behind
it are tried in ever smaller pieces, so that a page costs the rows that stood on it and little more. Indexes are not
trusted but made anew.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher

from expertteam_app.db.engine import APPLICATION_ID, connect
from expertteam_app.db.migrate import MARKS
from expertteam_app.db.problems import DamagedKluis, DiskFault, explain, explained_disk

NAAMLOOS: Final = "Geredde kluis"
"""What a kluis is called of which the name was lost."""
_STUK: Final = 500
"""Rows that are read at a time."""
_PROEVEN: Final = 8
"""Rows that are tried in a piece that cannot be read whole; when none of them can, the piece is given up."""
_RUIM: Final = 20_000
"""How far numbers are tried where nothing tells how many there are."""


@dataclass(frozen=True, slots=True)
class Gered:
    """What became of one table.

    Attributes:
        tabel: its name.
        rijen: rows that were saved.
        kwijt: ids of rows that were there and could not be read, as far as that is known.
    """

    tabel: str
    rijen: int
    kwijt: tuple[int, ...]


def save_what_can_be_read(damaged: Path, key: bytes, target: Path) -> tuple[Gered, ...]:
    """Copy every readable row of a damaged database into a new one with the same 32-byte key.

    Args:
        damaged: the file; it is not changed.
        key: its key.
        target: the new file; nothing may stand there.

    Raises:
        DamagedKluis: not even the list of tables can be read.
        EnvironmentProblem: the disk refuses.
    """
    with explained_disk(), contextlib.closing(_Bron(damaged, key)) as source:
        schema = _schema(source)
        with contextlib.closing(connect(target, key, create=True)) as made:
            made.execute(f"PRAGMA application_id={APPLICATION_ID}")
            made.execute("PRAGMA foreign_keys=OFF")
            found = [_save_table(source, made, name, ddl) for name, ddl in schema["table"]]
            for kind in ("virtual", "index", "trigger", "view"):
                for _name, ddl in schema[kind]:
                    made.execute(ddl)
            _make_openable(made, found)
            made.execute("PRAGMA journal_mode=WAL")
    return tuple(found)


def _make_openable(made: sqlcipher.Connection, found: list[Gered]) -> None:
    """Put back, where they are lost, the rows without which nothing opens: its version and its name."""
    empty = {t.tabel for t in found if not t.rijen}
    if "alembic_version" in empty:
        version = next(v for v, table, column in MARKS if column in _columns(made, table))
        made.execute("INSERT INTO alembic_version VALUES (?)", (version,))
    if "kluis" in empty:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        made.execute(
            "INSERT INTO kluis (id, uid, naam, oefening, aangemaakt_op) VALUES (1, ?, ?, 0, ?)",
            (uuid.uuid4().hex, NAAMLOOS, now),
        )


def _columns(made: sqlcipher.Connection, table: str) -> list[str]:
    return [row[1] for row in made.execute(f'PRAGMA table_info("{table}")').fetchall()]


class _Bron:
    """The damaged file.

    SQLCipher gives a bad page as zeros and refuses the next one that is asked: the end of a long text would come out
    empty and nothing would say so. That is why every question is followed by one that has to read a page anew: it is
    refused then, as is every page after it, so the file is opened again.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._connection = connect(path, key, damaged=True)

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a question.

        Raises:
            DamagedKluis: what it needs cannot be read; another question can be asked.
        """
        try:
            rows = self._connection.execute(sql, values).fetchall()
            self._connection.execute("PRAGMA shrink_memory")
            self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher.Error as error:
            problem = explain(error)
            self.close()
            self._connection = connect(self._path, self._key, damaged=True)
            if problem is not None and not isinstance(problem, (DamagedKluis, DiskFault)):
                raise problem from error
            raise DamagedKluis from error
        return rows

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _schema(source: _Bron) -> dict[str, list[tuple[str, str]]]:
    """The statements that make everything, by kind; what belongs to a full-text table makes itself."""
    try:
        rows = source.ask("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    except DamagedKluis as error:
        raise DamagedKluis("Van dit gegevensbestand is ook de lijst van tabellen niet te lezen.") from error
    found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in ("table", "virtual", "index", "trigger", "view")}
    virtual = [name for kind, name, ddl in rows if kind == "table" and ddl.upper().startswith("CREATE VIRTUAL")]
    for kind, name, ddl in rows:
        if name.startswith("sqlite_"):
            continue
        if name in virtual:
            found["virtual"].append((name, ddl))
        elif not any(name.startswith(f"{owner}_") for owner in virtual):
            found[kind].append((name, ddl))
    return found


def _save_table(source: _Bron, made: sqlcipher.Connection, name: str, ddl: str) -> Gered:
    made.execute(ddl)
    columns = _columns(made, name)
    names, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * (len(columns) + 1))
    put = f'INSERT INTO "{name}" (rowid, {names}) VALUES ({marks})'  # noqa: S608 - names out of the schema itself
    saved, lost = 0, []
    made.execute("BEGIN")
    for rowid, values in _rows(source, name, names):
        if values is None:
            lost.append(rowid)
            continue
        made.execute(put, (rowid, *values))
        saved += 1
    made.execute("COMMIT")
    return Gered(name, saved, tuple(lost))


def _rows(source: _Bron, name: str, names: str) -> Generator[tuple[int, tuple[Any, ...] | None]]:
    """Every row with its number; None for one that is there and cannot be read."""
    many = f'SELECT rowid, {names} FROM "{name}" NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT ?'  # noqa: S608 - from the schema
    last, highest = 0, _highest(source, name)
    while True:
        try:
            rows = source.ask(many, last, _STUK)
        except DamagedKluis:
            yield from _pieces(source, name, names, range(last + 1, max(last + 1, min(last + _STUK, highest)) + 1))
            last += _STUK
            if last >= highest:
                return
            continue
        for row in rows:
            yield row[0], row[1:]
        if len(rows) < _STUK:
            return
        last = rows[-1][0]


def _pieces(source: _Bron, name: str, names: str, numbers: range) -> Generator[tuple[int, tuple[Any, ...] | None]]:
    """The rows with these numbers: whole when it goes, else in halves, and given up where every sample fails.

    A question that fails costs opening the file anew, so a page that is gone must not be asked row by row.
    """
    whole = f'SELECT rowid, {names} FROM "{name}" NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid'  # noqa: S608 - from the schema
    try:
        rows = source.ask(whole, numbers[0], numbers[-1])
    except DamagedKluis:
        tried = numbers[:: max(1, len(numbers) // _PROEVEN)]
        if len(numbers) == 1 or not any(_readable(source, name, number) for number in tried):
            yield from ((number, None) for number in numbers)
            return
        half = len(numbers) // 2
        yield from _pieces(source, name, names, numbers[:half])
        yield from _pieces(source, name, names, numbers[half:])
        return
    yield from ((row[0], row[1:]) for row in rows)


def _readable(source: _Bron, name: str, rowid: int) -> bool:
    try:
        source.ask(f'SELECT * FROM "{name}" NOT INDEXED WHERE rowid = ?', rowid)  # noqa: S608 - out of the schema itself
    except DamagedKluis:
        return False
    return True


def _highest(source: _Bron, name: str) -> int:
    """The highest number there can be; where the end of the table is gone, what the log says, and room beyond."""
    for sql in (
        f'SELECT coalesce(max(rowid), 0) FROM "{name}"',  # noqa: S608 - a name out of the schema itself
        f"SELECT coalesce(max(rij), 0) FROM audit NOT INDEXED WHERE tabel = '{name}'",  # noqa: S608 - the same
    ):
        with contextlib.suppress(DamagedKluis):
            return int(source.ask(sql)[0][0])
    return _RUIM
