"""Flows B and C typed on the built program.

    python tests/end_to_end/op_scherm.py --programma dist/expertteam/expertteam --naar MAP

The keys are those of the tests of these flows. Here they come from another process, by the X server (xdotool), to a
program that is only seen from outside: a window on a screen in memory. What came of it is read from the kluis
afterwards. Started by ``dev.py build`` where Xvfb, xdotool and matchbox-window-manager are installed. Everybody is
invented.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import Qt  # noqa: E402 - needs the line above
from PySide6.QtTest import QTest  # noqa: E402 - as above
from PySide6.QtWidgets import QApplication  # noqa: E402 - as above

from benchmarks.buren import screen, until  # noqa: E402 - as above
from expertteam_app.domain.zitting import ZittingStatus  # noqa: E402 - as above
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, open_kluis  # noqa: E402 - as above
from expertteam_app.services.oefenkluis import make_practice_kluis  # noqa: E402 - as above
from expertteam_app.services.sessie import Sessie  # noqa: E402 - as above
from tests.end_to_end import stroom_b as b  # noqa: E402 - as above
from tests.end_to_end import stroom_c as c  # noqa: E402 - as above
from tests.end_to_end.toetsenbord import ALT, CTRL, KEY, NONE, SHIFT, Dag, Toetsenbord  # noqa: E402 - as above

MODIFIERS: Final = ((CTRL, "ctrl"), (SHIFT, "shift"), (ALT, "alt"))
QUIET: Final = 0.25
"""Seconds in which a program that waits for its user computes next to nothing."""
TICKS: Final = 2
"""Hundredths of a second that blinking may take in that time."""
LIMIT: Final = 60.0
CASUSSEN: Final = 60


class Scherm(Toetsenbord):
    """Types on a program in another process, and sees of it only that it computes, and its picture.

    Args:
        process: the program, whose window has the keyboard.
        env: how programs reach its screen.
        flow, map_: as for `Toetsenbord`.
    """

    def __init__(self, process: subprocess.Popen[bytes], env: Mapping[str, str], flow: str, map_: Path) -> None:
        self.dag = Dag(date.today())  # as the program takes it
        self.flow, self.count, self.number = flow, 0, 0
        self._process, self._env, self._map = process, dict(env), map_

    def _tell(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._env, check=True)
        QTest.qWait(30)  # whoever pastes asks this process for the text

    def _ticks(self) -> int:
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(") ")[2].split()
        return int(fields[11]) + int(fields[12])

    def settle(self) -> None:
        """Wait until the program computes nothing any more."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            before = self._ticks()
            QTest.qWait(int(QUIET * 1000))
            if self._ticks() - before <= TICKS:
                return
        raise AssertionError("the program stays busy")

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key."""
        name = key.name.removeprefix("Key_")
        held = [word for each, word in MODIFIERS if modifier & each]
        for _ in range(times):
            self._tell("key", "+".join([*held, name.lower() if len(name) == 1 else name]))
            self.count += 1

    def type(self, text: str) -> None:
        """Type a text."""
        self._tell("type", "--delay", "8", "--", text)
        self.count += len(text)

    def picture(self, name: str) -> None:
        """Keep what is on the screen."""
        self.settle()
        if self._map is None:
            return
        self.number += 1
        path = self._map / f"{self.flow}-{self.number:02}-{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], env=self._env, check=False)

    def enter(self, naam: str, zin: str) -> None:
        """Name and wachtzin at the door."""
        self.settle()
        self.fill(naam, zin)
        self.press(KEY.Key_Return)
        self.settle()


@contextmanager
def program(command: Path, kluis: Path, env: Mapping[str, str], flow: str, pictures: Path) -> Iterator[Scherm]:
    """The program with its window on the screen, at the door of a kluis; locked and ended afterwards."""
    process = subprocess.Popen([str(command), str(kluis)], env=dict(env), stderr=subprocess.PIPE)
    try:
        until(env, lambda text: "Expertteam" in text)
        board = Scherm(process, env, flow, pictures)
        yield board
        board.press(KEY.Key_L, CTRL)
        board.settle()
        if process.poll() is not None:
            raise AssertionError("the program ended by itself")
    finally:
        process.kill()
        _, said = process.communicate()
    if b"Traceback" in said:
        raise AssertionError(said.decode())


@contextmanager
def opened(kluis: Path) -> Iterator[Sessie]:
    """A session of the practice user on a kluis that the program has left."""
    made, context = open_kluis(kluis, OEFENAAR, OEFENZIN)
    try:
        yield Sessie(made, context)
    finally:
        made.close()


def flow_b(command: Path, kluis: Path, env: Mapping[str, str], pictures: Path) -> str:
    """The chair runs a session of the RET and closes it; what came of it in words."""
    with opened(kluis) as sessie:
        zitting = b.prepare(sessie)
    with program(command, kluis, env, "gebouwd-b", pictures) as board:
        board.enter(OEFENAAR, OEFENZIN)
        b.sit_down(board)
        b.type_the_lines(board)
        b.end_the_case(board)
        b.close(board)
        keys = board.count
    with opened(kluis) as sessie:
        after = sessie.zittingen.dossier(zitting)
        assert [punt.status for punt in after.punten] == ["besproken", "geparkeerd"]
        assert after.gesloten_op is not None
        assert len(after.punten[0].besluiten) == 1
        tasks = [actie.omschrijving for actie in sessie.casussen.dossier(after.punten[0].casus_id or 0).acties]
        assert {"intake regelen", "school bellen", "Terugkoppeling aan het gezin"} <= set(tasks)
    return f"Stroom B: zitting van het RET gesloten, 1 besluit, acties uitgezet ({keys} toetsen)"


def flow_c(command: Path, kluis: Path, env: Mapping[str, str], pictures: Path) -> str:
    """The secretary of the JBT, from the text of a VTB to a signed verslag; what came of it in words."""
    c.add_secretary(kluis)
    with program(command, kluis, env, "gebouwd-c", pictures) as board:
        board.enter(*c.SECRETARIS)
        c.paste(board)
        c.invite(board)
        keys = board.count
    zitting = _today(kluis)
    with program(command, kluis, env, "gebouwd-c-tafel", pictures) as board:
        board.enter(*c.SECRETARIS)
        board.press(KEY.Key_5, ALT)
        board.press(KEY.Key_V, ALT)
        board.press(KEY.Key_F, CTRL)
        board.type("zilver")
        board.press(KEY.Key_Return, times=2)  # to the list, to the VTB
        board.settle()
        c.sit(board)
        c.check(board)
        c.walk(board, ontvangers=12)  # Enter on the last one stays there
        c.sign(board)
        keys += board.count
    with opened(kluis) as sessie:
        assert sessie.zittingen.dossier(zitting).status is ZittingStatus.VASTGESTELD
        (version,) = sessie.verslagen.stand(zitting).versies
        (hand,) = version.handtekeningen
        assert (hand.rol, hand.sha256) == ("secretaris", version.sha256)
        folder = Path(env["HOME"])
        assert list(folder.rglob("*.ics"))
        assert list(folder.rglob("brief-*.pdf"))
    return f"Stroom C: van VTB tot getekend verslag ({keys} toetsen)"


def _today(kluis: Path) -> int:
    """The day of the table has come: the zitting of the VTB is moved to today; its id."""
    with opened(kluis) as sessie:
        (vtb,) = [each for each in sessie.vtbs.all() if "Zilver" in each.gezin]
        zitting = sessie.vtbs.dossier(vtb.id).zitting_id
        assert zitting is not None
        sessie.zittingen.move(zitting, sessie.context.vandaag())
        return zitting


def main() -> int:
    """Both flows, each on a kluis of its own."""
    parser = argparse.ArgumentParser(description="Typt stroom B en C op het gebouwde programma.")
    parser.add_argument("--programma", type=Path, required=True)
    parser.add_argument("--naar", type=Path, required=True, help="map voor plaatjes van elke stap")
    options = parser.parse_args()
    pictures: Path = options.naar.resolve()
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="expertteam-venster-") as name, screen() as display:
        folder = Path(name)
        env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": name, "XDG_RUNTIME_DIR": name}
        os.environ.update(env)
        # a desktop has one: it gives the keyboard to a window that opens, and back to the one under it
        manager = subprocess.Popen(["matchbox-window-manager", "-use_titlebar", "no"], env=env)
        qt = QApplication([])
        for number, flow in enumerate((flow_b, flow_c)):
            kluis = folder / f"tafel {number}.kluis"
            make_practice_kluis(kluis, CASUSSEN)
            own = {**env, "XDG_DATA_HOME": str(folder / f"gegevens {number}")}
            sys.stdout.write(flow(options.programma.resolve(), kluis, own, pictures) + "\n")
            sys.stdout.flush()
        qt.quit()
        manager.terminate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
