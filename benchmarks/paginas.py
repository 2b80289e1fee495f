"""Every page of the program on kluizen of several sizes: opened for the first time, and come back to."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.meting import Meting, Opdracht, forget_peak, peak_mib, run
from benchmarks.starten import Venster

GROEP = "paginas"
ELSEWHERE = ("wat-ik-deed", "bord")
"""What is shown between two visits; a page is never measured as its own neighbour."""


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """One row per page for the first visit, one for the next."""
    from benchmarks.meetkluis import kluis_of

    with tempfile.TemporaryDirectory(prefix="expertteam-meting-") as folder:
        venster = Venster(Path(folder))
        try:
            venster.unlock(kluis_of(opdracht))
            venster.wait(venster.vandaag_filled)
            venster.settle()
            specs = [spec for spec in venster.app.deur.pages(venster.app) if spec.id != "tijdmachine"]
            for spec in specs:
                yield from _visited(venster, opdracht.omvang, spec.id, spec.title if spec.in_rail else spec.id)
        finally:
            venster.app.close()


def _visited(venster: Venster, omvang: int, page: str, naam: str) -> Iterator[Meting]:
    visits = ("first time", "come back to") if page != "vandaag" else ("come back to",)  # opening the kluis shows it
    for visit in visits:
        _show(venster, next(other for other in ELSEWHERE if other != page))
        forget_peak()
        start = time.monotonic()
        _show(venster, page)
        yield Meting(GROEP, f"{naam}, {visit}", omvang, (time.monotonic() - start,), peak_mib())


def _show(venster: Venster, page: str) -> None:
    venster.app.frame.open_page(page)
    venster.qt.processEvents()  # what a page asks for is started by the event of being shown
    venster.settle()


if __name__ == "__main__":
    run(measure)
