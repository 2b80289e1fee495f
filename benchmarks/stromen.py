"""Flows B and C of PRODUCT 6.4, typed on the real window: how many keys they take and how long.

The very keys that the tests of these flows type (``tests/end_to_end/stroom_b.py`` and ``stroom_c.py``), twice: at the
rate of a person who types, to see how long hands and program are busy together as the program itself measures it; and
as fast as the window takes them, which is the time of the program alone. Nobody reads or thinks in these times.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.meting import PEILDATUM, Doel, Meting, Opdracht, forget_peak, peak_mib, run
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, create_kluis, open_kluis
from expertteam_app.services.oefenkluis import Oefenkluis
from expertteam_app.ui.handeling import Teller
from tests.end_to_end import stroom_b as b
from tests.end_to_end import stroom_c as c
from tests.end_to_end.toetsenbord import Dag, Toetsenbord, at_the_window, kluis_in, practising

GROEP = "stromen"
PER_SECONDE = 4.0
"""Keys a second of a person who types: 48 words a minute."""
EIGEN = Doel(seconden=120)
"""Own handling of one VTB (PRODUCT 6.4 C)."""
ZAAD = 7
ALLEEN = "time of the program alone"


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """Both flows at the rate of a hand, and as fast as the window takes them."""
    with tempfile.TemporaryDirectory(prefix="expertteam-meting-") as name:
        folder = Path(name)
        os.environ["HOME"] = os.environ["USERPROFILE"] = str(folder)  # the folder that is proposed for files
        source = folder / "bron.kluis"
        _make(source, opdracht.omvang)
        qt = QApplication([])
        rate = None if opdracht.vlug else PER_SECONDE
        for number, pace in enumerate(dict.fromkeys((rate, None))):
            home = folder / str(number)
            home.mkdir()
            alone, active = pace is None, "" if number else _words(rate)
            yield from _flow_b(qt, home, source, pace, active, alone=alone)
            yield from _flow_c(qt, home, source, pace, active, alone=alone)


def _make(path: Path, casussen: int) -> None:
    create_kluis(path, "Oefenkluis", OEFENAAR, OEFENZIN, oefening=True, kdf=KdfParams.floor())
    kluis, context = open_kluis(path, OEFENAAR, OEFENZIN, vandaag=lambda: PEILDATUM)
    try:
        Oefenkluis(context, ZAAD).fill(casussen)
    finally:
        kluis.close()
    c.add_secretary(path)


def _words(rate: float | None) -> str:
    return f"active time at {rate:g} keys a second" if rate else "active time at the rate of the machine"


@contextmanager
def _watched(board: Toetsenbord) -> Iterator[Callable[[], tuple[int, float]]]:
    """Keys and active seconds as the program measures them, since the beginning of the block."""
    teller, before = Teller(board.app.frame), board.count
    teller.start()

    def so_far() -> tuple[int, float]:
        teller.now()
        return board.count - before, teller.seconds

    yield so_far
    teller.stop()


def _flow_b(
    qt: QApplication, folder: Path, source: Path, pace: float | None, active: str, *, alone: bool
) -> Iterator[Meting]:
    forget_peak()
    with practising(qt, folder, source, PEILDATUM, "flow-b", pace) as board:
        zitting = b.prepare(board.sessie)
        begun = time.monotonic()
        with _watched(board) as so_far:
            for step in (b.sit_down, b.type_the_lines, b.end_the_case, b.close):
                step(board)
            keys, seconds = so_far()
        taken = time.monotonic() - begun
        if board.sessie.zittingen.dossier(zitting).gesloten_op is None:
            raise RuntimeError("the table was not closed")
    if active:
        yield Meting(GROEP, f"flow B, a session at the RET: {active}", keys, (seconds,), peak_mib())
    if alone:
        yield Meting(GROEP, f"flow B, a session at the RET: {ALLEEN}", keys, (taken,), peak_mib())


def _flow_c(
    qt: QApplication, folder: Path, source: Path, pace: float | None, active: str, *, alone: bool
) -> Iterator[Meting]:
    forget_peak()
    kluis, day = kluis_in(folder, source), Dag(PEILDATUM)
    with at_the_window(qt, folder, day) as app:
        board = Toetsenbord(app, day, "flow-c", None, pace, c.SECRETARIS)
        board.open_kluis(kluis)
        begun = time.monotonic()
        c.take_over(board)
        zitting = c.plan(board)
        taken = time.monotonic() - begun
        board.come_back(kluis, board.sessie.zittingen.dossier(zitting).datum)  # no part of any time
        begun = time.monotonic()
        with _watched(board) as so_far:
            c.sit(board)
            table = so_far()
        for step in (c.check, c.walk, c.sign, c.send, c.record_vto):
            step(board)
        taken += time.monotonic() - begun
        if not board.sessie.verslagen.stand(zitting).versies[0].handtekeningen:
            raise RuntimeError("the verslag was not signed")
        told = board.sessie.handelingstijden.mediaan()
    if active:
        for each in told:
            yield Meting(GROEP, f"flow C, {each.stap.woorden}: {active}", each.toetsen, (float(each.seconden),), None)
        own = sum(t.toetsen for t in told), float(sum(t.seconden for t in told))
        yield Meting(GROEP, f"flow C, own handling together: {active}", own[0], (own[1],), peak_mib(), EIGEN)
        yield Meting(GROEP, f"flow C, at the table: {active}", table[0], (table[1],), None)
    if alone:
        yield Meting(GROEP, f"flow C, from VTB to VTO: {ALLEEN}", board.count, (taken,), peak_mib())


if __name__ == "__main__":
    run(measure)
