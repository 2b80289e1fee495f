"""What is hidden beside small cells, table by table, next to tau-argus with its optimal method. Prints markdown.

Both get the same table, small cells (fewer than k), ranges (30% of the count, at least 1) and prices (the count); both
take one table at a time with exact counts. What the report itself asks is more: ranges from 0 to the threshold, over
all tables at once; those figures come from ``anoniem.py``.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pytauargus import protect as tau_protect

from benchmarks.anoniem import KRUISEN, mensen
from expertteam_app.analysis.disclosure.oplossen import Cel, Opgave, Vraag, solve
from expertteam_app.analysis.disclosure.stelsel import Rij

TOTAAL = "Total"
SIZES = (150, 300, 1_000, 5_000)
THRESHOLDS = (5, 8, 10)
Plek = tuple[str, str]


def sums(counts: dict[Plek, int]) -> tuple[Rij, ...]:
    """Rows and columns of a table, each with its total."""
    place = {cel: i for i, cel in enumerate(counts)}
    found: dict[Rij, None] = {}
    for axis in (0, 1):
        for name in dict.fromkeys(cel[1 - axis] for cel in counts):
            line = [cel for cel in counts if cel[1 - axis] == name]
            total = next(cel for cel in line if cel[axis] == TOTAAL)
            parts = [place[cel] for cel in line if cel != total]
            found[Rij((place[total], *parts), (-1.0, *(1.0 for _ in parts)))] = None
    return tuple(found)


def compare(rows: list[dict[str, object]], dims: tuple[str, str], k: int) -> tuple[float, float, float, float, float]:
    """Seconds and price of tau-argus, seconds and price of ours, and the proven gap of ours, for one table."""
    begin = time.perf_counter()
    made = tau_protect(rows, list(dims), "een", f"FREQ({k},30)", "OPT(1)", workdir=tempfile.mkdtemp()).tables[0].rows
    tau_seconds = time.perf_counter() - begin
    cells = {(str(r[dims[0]] or TOTAAL), str(r[dims[1]] or TOTAAL)): r for r in made}
    counts = {cel: round(r["een"]) for cel, r in cells.items()}
    tau_price = sum(counts[cel] for cel, r in cells.items() if r["status"] == "M")
    asked = tuple(
        Vraag(i, counts[cel] - round(r["lower"]), counts[cel] + round(r["upper"]))
        for i, (cel, r) in enumerate(cells.items())
        if r["status"] == "U"
    )
    begin = time.perf_counter()
    table = tuple(Cel(n, n, float(n or 1), vast=None if n else False) for n in counts.values())
    ours = solve(Opgave(table, sums(counts), asked, 10 * max(counts.values())))
    return tau_seconds, tau_price, time.perf_counter() - begin, ours.kosten, ours.kosten - ours.ondergrens


def main() -> None:
    """Print the table."""
    os.chdir(tempfile.mkdtemp())  # tau-argus writes its logs where it is started
    print("| N | k | tables | tau-argus (s) | its price | ours (s) | our price | proven gap |")
    print("|---|---|---|---|---|---|---|---|")
    for n in SIZES:
        people = mensen(n)
        for k in THRESHOLDS:
            told = [compare([{**p.record, "een": 1.0} for p in people], dims, k) for dims in KRUISEN]
            t, tp, o, op, gap = (sum(column) for column in zip(*told, strict=True))
            print(f"| {n} | {k} | {len(told)} | {t:.2f} | {tp:.0f} | {o:.2f} | {op:.0f} | {gap:.1f} |", flush=True)


if __name__ == "__main__":
    main()
