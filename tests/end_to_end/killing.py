"""The harness of the kill tests: an act goes on and on in a child process until it is killed (-9) at a random moment.

The children are forked from one process that has loaded the program, so that a round costs a fraction of a second. An
act tells what is committed after it is; what was told is what must be there when the kluis opens again.

``EXPERTTEAM_KILL_RONDES=80`` is the long run (rounds per act); ``EXPERTTEAM_KILL_ZAAD`` another series of moments.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from expertteam_app.db.folder import open_folder
from expertteam_app.security.headerfile import read_header
from expertteam_app.security.keyslots import Unlocked, unlock
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN
from expertteam_app.services.sessie import Sessie
from tests.conftest import open_sessie
from tests.forks import forks

ROUNDS = int(os.environ.get("EXPERTTEAM_KILL_RONDES", "0"))
"""Rounds per act in the long run; 0: as many as each act says."""
_START_SECONDS = 60.0
_FRESH = 12
"""After so many rounds another kluis: one that grows takes ever longer to look through."""

Tell = Callable[[object], None]


def chance_of(what: str) -> random.Random:
    """The moments of one kind of round: another series for each kind, the same at every run."""
    return random.Random(f"{os.environ.get('EXPERTTEAM_KILL_ZAAD', '7')} {what}")  # noqa: S311 - no secret


class Act:
    """Something that writes. Made in the test, sent to the child, looked at in the test.

    Attributes:
        seconds: the kill comes at most so long after the act began.
        rounds: in a usual run.
    """

    seconds = 0.2
    rounds = 4

    def __init__(self, place: Path, source: Path) -> None:
        self.place = place
        self.path = place / "eigen.kluis"
        self.keys: Unlocked = unlock(read_header(open_folder(source).header), OEFENAAR, OEFENZIN)
        shutil.copytree(source, self.path)
        self.number = 0

    def opened(self) -> Sessie:
        """The kluis, without the cost of its wachtzin."""
        return open_sessie(self.path, self.keys)

    def make_ready(self) -> None:
        """Before each round, in the test."""

    def work(self, tell: Tell) -> None:
        """In the child: tell that it begins, then write and tell, for ever or once."""
        raise NotImplementedError

    def look(self, told: list[Any]) -> None:
        """After the kill, in the test: what was told is there, and nothing half."""
        raise NotImplementedError

    def whole(self, s: Sessie) -> None:
        """Pages, references, log, read model and search are as they must be."""
        assert s.beheer.controle() == ()


@dataclass(frozen=True)
class Killed:
    """What a child told before it was killed, and when that was (CLOCK_MONOTONIC)."""

    told: list[Any]
    moment: float


def _child(work: Callable[[Tell], None], pipe: Connection) -> None:
    work(pipe.send)
    with contextlib.suppress(EOFError):  # done before the kill came: wait for it, or for the end of the tests
        pipe.recv()


def killed_after(work: Callable[[Tell], None], seconds: float) -> Killed:
    """Let a child work until so many seconds after the first thing it told; it must not have failed before."""
    mine, its = forks.Pipe()
    child = forks.Process(target=_child, args=(work, its), daemon=True)
    child.start()
    its.close()
    assert mine.poll(_START_SECONDS), "it never began"
    told = [mine.recv()]
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0 and mine.poll(left):  # or a full pipe would hold it up
        told.append(mine.recv())
    moment = time.monotonic()
    child.kill()
    with contextlib.suppress(EOFError, OSError):  # the last thing may be half in the pipe
        while True:
            told.append(mine.recv())
    child.join()
    mine.close()
    assert child.exitcode == -signal.SIGKILL
    child.close()
    return Killed(told[1:], moment)


def rounds_of(kind: type[Act], place: Path, source: Path) -> int:
    """Kill it as often as asked; returns how often that was."""
    chance, count = chance_of(kind.__name__), ROUNDS or kind.rounds
    for number in range(count):
        if number % _FRESH == 0:
            act = kind(place / f"vanaf {number}", source)
        act.number = number
        act.make_ready()
        killed = killed_after(act.work, chance.uniform(0.0, act.seconds))
        try:
            act.look(killed.told)
        except AssertionError as wrong:
            wrong.add_note(f"ronde {number} van {kind.__name__}; verteld: {killed.told[-5:]}")
            raise
    return count
