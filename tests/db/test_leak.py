"""No word of a casus stands on the disk in clear: not in the kluis, not in a temporary file, not after a crash.

A marker goes into rows, a sort, a temporary table and an open transaction; then every file is searched while the
program runs, and again after kill -9. The same work in a plain SQLite file must give hits, or the search proves
nothing.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from expertteam_app.db.engine import connect, create_database

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(sys.platform != "linux", reason="looks into open files through /proc"),
]

MARKER = b"FictiefMerkteken0042"
WORK = """
import sqlite3, sys
from pathlib import Path
from expertteam_app.db.engine import open_engine

where, kind = Path(sys.argv[1]), sys.argv[2]
if kind == "kluis":
    raw = open_engine(where / "data.db", bytes(range(32))).raw_connection().driver_connection
else:
    raw = sqlite3.connect(where / "data.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA temp_store=FILE")
marker = sys.argv[3]
raw.execute("PRAGMA cache_size=20")
raw.execute("CREATE TABLE t (a TEXT)")
raw.executemany("INSERT INTO t VALUES (?)", [(f"{i * 7919 % 4001} {marker} " + "x" * 200,) for i in range(4000)])
raw.execute("PRAGMA wal_checkpoint")
raw.execute("BEGIN IMMEDIATE")
raw.execute("UPDATE t SET a = a || ' ' || ?", (marker,))
raw.execute("CREATE TEMP TABLE tijdelijk AS SELECT * FROM t")
sorting = raw.execute("SELECT a FROM t ORDER BY a DESC")
sorting.fetchone()
print("busy", flush=True)
sys.stdin.read()
"""


def _hits(folder: Path, pid: int | None = None) -> dict[str, int]:
    """Marker count per kind of file: everything under the folder, and what the process has open but unlinked."""
    files = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    if pid is not None:
        for link in Path(f"/proc/{pid}/fd").iterdir():
            if link.readlink().name.endswith("(deleted)"):
                files[f"verwijderd-{link.name}"] = link
    return {name: path.read_bytes().count(MARKER) for name, path in files.items()}


def _work_and_kill(folder: Path, kind: str) -> tuple[dict[str, int], dict[str, int]]:
    (folder / "tijdelijk").mkdir(parents=True)
    places = dict.fromkeys(("TMPDIR", "SQLITE_TMPDIR", "TEMP"), str(folder / "tijdelijk"))
    with subprocess.Popen(
        [sys.executable, "-c", WORK, str(folder), kind, MARKER.decode()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | places,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "busy\n"
        while_open = _hits(folder, child.pid)
        child.send_signal(signal.SIGKILL)
        child.wait()
    return while_open, _hits(folder)


def test_the_search_finds_the_marker_in_a_plain_file(tmp_path: Path) -> None:
    while_open, after_kill = _work_and_kill(tmp_path / "open", "plain")
    assert while_open["data.db"] > 0
    assert while_open["data.db-wal"] > 0
    assert sum(hits for name, hits in while_open.items() if name.startswith("verwijderd")) > 0, "temporary files"
    assert after_kill["data.db"] > 0
    assert after_kill["data.db-wal"] > 0


def test_a_kluis_shows_nothing_while_open_and_after_kill_9(tmp_path: Path) -> None:
    folder = tmp_path / "kluis"
    folder.mkdir()
    create_database(folder / "data.db", bytes(range(32)))
    while_open, after_kill = _work_and_kill(folder, "kluis")
    assert {"data.db", "data.db-wal"} <= while_open.keys()
    assert (folder / "data.db").stat().st_size > 800_000, "the work was really done"
    assert set(while_open.values()) == {0}
    assert set(after_kill.values()) == {0}
    raw = connect(folder / "data.db", bytes(range(32)))
    rows = raw.execute("SELECT count(*), sum(a LIKE '%' || ? || '%') FROM t", (MARKER.decode(),)).fetchone()
    raw.close()
    assert rows == (4000, 4000), "and with the key all of it is there"
