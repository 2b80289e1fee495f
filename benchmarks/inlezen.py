"""The import of a casuslijst: dry run, taking over and undoing, from xlsx and from csv."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.fictief import as_csv, as_xlsx
from benchmarks.meetkluis import METER, NAAM, WACHTZIN, key_cost, opened
from benchmarks.meting import Doel, Meting, Opdracht, forget_peak, peak_mib, run, timed
from expertteam_app.services.kluis import create_kluis
from expertteam_app.services.sessie import Sessie

T = TypeVar("T")

GROEP = "inlezen"
DOEL = Doel(seconden=60, mib=700)


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """The csv for its dry run, then the workbook from dry run to undo, in a kluis of its own."""
    rows = opdracht.omvang
    with tempfile.TemporaryDirectory(prefix="expertteam-meting-") as folder:
        path = Path(folder) / "inlezen.kluis"
        create_kluis(path, NAAM, METER, WACHTZIN, kdf=key_cost(opdracht))
        with opened(path) as sessie:
            yield from _chain(sessie, rows)


def _chain(sessie: Sessie, rows: int) -> Iterator[Meting]:
    workbook, text = as_xlsx(rows), as_csv(rows)
    yield _step(f"dry run of csv ({len(text) // 1024} KiB)", rows, lambda: sessie.inlezen.proef("RET", text, "a.csv"))[
        0
    ]
    size = len(workbook) // 1024
    made, voorstel = _step(
        f"dry run of xlsx ({size} KiB)", rows, lambda: sessie.inlezen.proef("RET", workbook, "a.xlsx")
    )
    yield made
    found = f"{len(voorstel.dubbel)} double, {len(voorstel.quarantaine)} in quarantaine"
    made, partij = _step(f"take over ({found})", rows, partial(sessie.inlezen.neem_over, voorstel))
    yield made
    yield _step("dry run of the same file again", rows, lambda: sessie.inlezen.proef("RET", workbook, "a.xlsx"))[0]
    del voorstel
    yield _step("undo of the batch", rows, lambda: sessie.inlezen.ongedaan(partij.id))[0]


def _step(what: str, rows: int, act: Callable[[], T]) -> tuple[Meting, T]:
    forget_peak()
    seconds, result = timed(act)
    return Meting(GROEP, what, rows, (seconds,), peak_mib(), DOEL), result


if __name__ == "__main__":
    run(measure)
