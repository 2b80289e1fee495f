"""kill -9 at any moment: what was reported as committed is there, what was not is gone, and the log is whole."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from expertteam_app.db.audit import AuditRow, verify_chain
from expertteam_app.db.engine import check_integrity
from expertteam_app.db.store import Store
from expertteam_app.db.tables import GezinRow, JeugdigeRow

ROUNDS = 8

WORK = f"""
import sys
from pathlib import Path
from expertteam_app.db import tables
from expertteam_app.db.engine import open_engine
from expertteam_app.db.store import Store

store = Store(open_engine(Path(sys.argv[1]), {bytes(range(32))!r}))
number = int(sys.argv[2])
while True:
    with store.write("Voorbeeld Secretaris", "gezin gemaakt") as session:
        for _ in range(number % 5 + 1):
            kind = tables.JeugdigeRow(voornaam="Fictief", achternaam="K", naam_sleutel="k", gemeente="0200")
            session.add(tables.GezinRow(naam=str(number), kinderen=[kind]))
            session.flush()
    print(number, flush=True)
    number += 1
"""


def _committed_before_the_kill(path: Path, start: int, enough: int) -> int:
    """Lets a child commit, kills it while it works, and gives the last number it reported."""
    with subprocess.Popen(
        [sys.executable, "-c", WORK, str(path), str(start)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for _ in range(enough):
            last = int(child.stdout.readline())
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read().splitlines()
        assert child.wait() == -signal.SIGKILL
    return int(rest[-1]) if rest else last


@pytest.mark.kill
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_every_reported_commit_survives_kill_9(data_path: Path, opened: Callable[[Path], Engine]) -> None:
    chance = random.Random(42)  # noqa: S311 - no secret: how many commits a round waits for
    start = 0
    for _ in range(ROUNDS):
        last = _committed_before_the_kill(data_path, start, chance.randint(1, 40))
        assert data_path.with_name("data.db-wal").exists(), "it was killed with the log of the database open"
        engine = opened(data_path)
        store = Store(engine)
        with store.read() as session:
            sizes = Counter(session.scalars(select(GezinRow.naam)))
            children = session.scalar(select(func.count()).select_from(JeugdigeRow))
            logged = session.scalar(select(func.count()).select_from(AuditRow))
            chain = verify_chain(session)
        written = sorted(int(name) for name in sizes)
        assert written[-1] in {last, last + 1}, "the last one may be committed and not yet reported"
        assert written == list(range(written[-1] + 1))
        assert all(sizes[str(number)] == number % 5 + 1 for number in written), "no half transaction"
        assert children == sum(sizes.values())
        assert (chain.ok, chain.rows) == (True, logged)
        assert logged == 2 * sum(sizes.values())
        assert check_integrity(engine) == []
        store.close()
        start = written[-1] + 1
