"""Our own program for `buren`: types the wachtzin, waits for the list, and says seconds and MiB (PSS) at rest."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.buren import RUST
from benchmarks.meetkluis import kluis_of
from benchmarks.meting import Opdracht
from benchmarks.starten import Venster


def main() -> None:
    """Open, go to the list, lock, open again with the list in sight, rest."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--omvang", type=int, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--vlug", action="store_true")
    options = parser.parse_args()
    path = kluis_of(Opdracht(options.omvang, 1, options.cache, time.monotonic(), options.vlug))
    with tempfile.TemporaryDirectory(prefix="expertteam-meting-") as folder:
        venster = Venster(Path(folder))
        venster.unlock(path)
        venster.wait(venster.vandaag_filled)
        venster.settle()
        venster.app.frame.open_page("casussen")
        venster.wait(venster.rows_drawn)
        venster.app.lock()
        start = venster.unlock(path)
        venster.wait(venster.rows_drawn)
        venster.qt.processEvents()
        taken = time.monotonic() - start
        rest = time.monotonic() + RUST
        venster.wait(lambda: time.monotonic() > rest)
        told = Path("/proc/self/smaps_rollup").read_text()
        idle = sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) / 1024
        venster.app.close()
    print(taken, idle)


if __name__ == "__main__":
    main()
