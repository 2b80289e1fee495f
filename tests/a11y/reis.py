"""Makes one journey: ``/usr/bin/python3 tests/a11y/reis.py NAAM -- PROGRAMMA``; the transcript comes on stdout.

Started inside ``xvfb-run`` and ``dbus-run-session``; brings a small window manager along, because on a desktop there
is one: it gives the keyboard to a dialog and back to the window under it.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.a11y import reis_inbreng, reis_verslag
from tests.a11y.lezer import Lezer, Stil

REIZEN = {"inbreng": reis_inbreng.reis, "verslag": reis_verslag.reis}


def start_manager() -> subprocess.Popen[bytes]:
    """The window manager; Xvfb may say that it is ready a moment before anyone can reach it.

    Raises:
        RuntimeError: it does not start.
    """
    for _ in range(40):
        manager = subprocess.Popen(["matchbox-window-manager", "-use_titlebar", "no"])
        try:
            manager.wait(0.3)
        except subprocess.TimeoutExpired:
            return manager
        time.sleep(0.2)
    raise RuntimeError("matchbox-window-manager")


def main() -> int:
    """Make the journey; 0 when it came to its end, 1 with the place where it did not."""
    naam, _, *command = sys.argv[1:]
    manager = start_manager()
    lezer = Lezer(command, lambda line: print(line, flush=True))  # noqa: T201 - the transcript
    try:
        REIZEN[naam](lezer)
    except Stil as stil:
        sys.stderr.write(f"{lezer.boom()}\n{stil}\n")
        return 1
    finally:
        lezer.sluit()
        manager.terminate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
