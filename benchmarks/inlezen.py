"""The import of a casuslijst (RET) and a VTB list (JBT): dry run, taking over and undoing, from xlsx and from csv."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.fictief import as_csv, as_xlsx, casuslijst, vtb_lijst
from benchmarks.meetkluis import METER, NAAM, WACHTZIN, key_cost, opened
from benchmarks.meting import Doel, Meting, Opdracht, forget_peak, peak_mib, run, timed
from expertteam_app.services.kluis import create_kluis
from expertteam_app.services.sessie import Sessie

T = TypeVar("T")

GROEP = "inlezen"
MEMORY = Doel(mib=700)
WHOLE = Doel(seconden=60, mib=700)
LISTS = {"RET": casuslijst, "JBT": vtb_lijst}


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """Each list from dry run to undo, in a kluis of its own."""
    for soort in LISTS:
        with tempfile.TemporaryDirectory(prefix="expertteam-meting-") as folder:
            path = Path(folder) / "inlezen.kluis"
            create_kluis(path, NAAM, METER, WACHTZIN, kdf=key_cost(opdracht))
            with opened(path) as sessie:
                yield from _chain(sessie, soort, opdracht.omvang)


def _chain(sessie: Sessie, soort: str, rows: int) -> Iterator[Meting]:
    use = sessie.inlezen
    workbook, text = as_xlsx(LISTS[soort](rows)), as_csv(LISTS[soort](rows))
    made, _ = _step(f"{soort}: dry run of csv", rows, partial(use.proef, soort, text, "a.csv"))
    yield made
    dry, voorstel = _step(f"{soort}: dry run of xlsx", rows, partial(use.proef, soort, workbook, "a.xlsx"))
    yield dry
    over, partij = _step(f"{soort}: take over", rows, partial(use.neem_over, voorstel))
    yield over
    peak = max(dry.mib or 0, over.mib or 0) or None
    found = (
        f"{partij.aantal:,} stored, {len(voorstel.dubbel)} double, {len(voorstel.twijfel)} doubtful, "
        f"{len(voorstel.quarantaine)} in quarantaine"
    )
    together = (dry.seconden[0] + over.seconden[0],)
    yield Meting(GROEP, f"{soort}: dry run of xlsx and take over ({found})", rows, together, peak, WHOLE)
    del voorstel
    made, _ = _step(f"{soort}: dry run of the same file again", rows, partial(use.proef, soort, workbook, "a.xlsx"))
    yield made
    made, _ = _step(f"{soort}: undo of the batch", rows, partial(use.ongedaan, partij.id))
    yield made


def _step(what: str, rows: int, act: Callable[[], T]) -> tuple[Meting, T]:
    forget_peak()
    seconds, result = timed(act)
    return Meting(GROEP, what, rows, (seconds,), peak_mib(), MEMORY), result


if __name__ == "__main__":
    run(measure)
