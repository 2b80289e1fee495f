"""The same log by us, by pandas and by pm4py, and the same survival curve by us and by lifelines; all must agree.

Each reads and reckons in a process of its own, from the start of the interpreter to its answer. pm4py is AGPL and no
part of this project: it is installed apart, from ``naast.lock``, beside the kluizen that are kept; where that cannot
be done (no network) its rows are missing. ``--quick`` goes without it.
"""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.apart import python_with
from benchmarks.meting import Meting, Opdracht, forget_peak, peak_mib, run, times
from expertteam_app.analysis.overleving import HALF, Duur, kaplan_meier

GROEP = "naast"
HERE = Path(__file__).resolve().parent
ECHT = HERE.parents[1] / "shared" / "logboek" / "receipt.csv"
"""A real log, where it is at hand."""
KEER_ECHT = 100
HEEL = 100_000
"""The size at which the real log is measured too."""
STAPPEN = ("melding", "triage", "gezinsplan", "overleg", "tafel", "besluit", "terugmelding", "afgesloten")
CLOSE = 1e-9
"""Days; figures of others are floats."""


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """Logs first, then curves; stops when anybody gives another answer.

    Raises:
        ValueError: an answer differs.
    """
    peer = None if opdracht.vlug else python_with("naast.lock", opdracht.cache)
    with tempfile.TemporaryDirectory(prefix="expertteam-meting-") as name:
        path = Path(name) / "logboek.csv"
        _write(path, _invented(opdracht.omvang))
        yield from _logs(path, f"of {opdracht.omvang:,} invented zaken", opdracht, peer)
        if opdracht.omvang == HEEL and ECHT.exists():
            _write(path, _repeated())
            yield from _logs(path, f"receipt.csv, {KEER_ECHT} times", opdracht, peer)
    yield from _curves(opdracht)


def _logs(path: Path, which: str, opdracht: Opdracht, peer: Path | None) -> Iterator[Meting]:
    ways = {
        "expertteam logboek": [sys.executable, "-m", "expertteam_app", "logboek", str(path), "--json"],
        "pandas": [sys.executable, str(HERE / "naast_pandas.py"), str(path)],
    }
    if peer is not None:
        ways["pm4py"] = [str(peer), "-W", "ignore", str(HERE / "naast_pm4py.py"), str(path)]
    answers: dict[str, dict[str, Any]] = {}
    for who, command in ways.items():
        taken, peaks = [], []
        for _ in range(opdracht.keer):
            seconds, mib, said = _process(command)
            taken.append(seconds)
            peaks.append(mib)
        answers[who] = json.loads(said)
        peak = max((mib for mib in peaks if mib is not None), default=None)
        yield Meting(GROEP, f"a log {which}: {who}, whole process", opdracht.omvang, tuple(taken), peak)
    ours = answers.pop("expertteam logboek")
    ours["herhaald"] = sorted([h["stap"], h["zaken"]] for h in ours["herhaald"])
    ours["overgangen"] = sorted([o["van"], o["naar"], o["n"], o["mediaan_dagen"]] for o in ours["overgangen"])
    for who, theirs in answers.items():
        if not all(_same(ours[key], value) for key, value in theirs.items()):
            raise ValueError(f"the figures of {who} differ from ours")


def _process(command: Sequence[str]) -> tuple[float, float | None, str]:
    """Seconds, peak in MiB (None where the system does not tell), and the last line or object it printed."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, cwd=HERE.parent)
        mib = None
        if sys.platform == "linux":
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode, mib = os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024
        else:
            process.wait()
        seconds = time.perf_counter() - start
        if process.returncode:
            raise RuntimeError(f"{command[-2]} failed")
        out.seek(0)
        said = out.read().decode()
    return seconds, mib, said[said.index("{") :]


def _same(one: object, other: object) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) < CLOSE
    return one == other


def _curves(opdracht: Opdracht) -> Iterator[Meting]:
    from lifelines import KaplanMeierFitter  # here: a process inherits the peak of the one that starts it

    dice = random.Random(8)  # noqa: S311 - days, no secrets
    found = [(1 + int(dice.expovariate(1 / 120)), dice.random() < 0.7) for _ in range(opdracht.omvang)]
    duren = [Duur(days, waargenomen=seen) for days, seen in found]
    days, seen = [days for days, _ in found], [seen for _, seen in found]
    if kaplan_meier(duren).quantile(HALF) != KaplanMeierFitter().fit(days, seen).median_survival_time_:
        raise ValueError("the median of lifelines differs from ours")
    for what, act in {
        "a survival curve with its median: analysis.overleving": lambda: kaplan_meier(duren).quantile(HALF),
        "a survival curve with its median: lifelines": lambda: (
            KaplanMeierFitter().fit(days, seen).median_survival_time_
        ),
    }.items():
        forget_peak()
        yield Meting(GROEP, what, opdracht.omvang, times(act, opdracht.keer), peak_mib())


def _invented(zaken: int) -> Iterator[tuple[str, str, str]]:
    dice = random.Random(5)  # noqa: S311 - invented steps, no secrets
    for nr in range(zaken):
        moment = datetime(2016, 1, 1) + timedelta(minutes=dice.randrange(900 * 1440))  # noqa: DTZ001 - clock on the wall
        for stap in STAPPEN:
            if dice.random() < 0.1:  # a step that is skipped
                continue
            for _ in range(1 + (dice.random() < 0.1)):  # a step that comes back
                yield f"zaak-{nr}", stap, moment.isoformat(sep=" ")
                moment += timedelta(minutes=int(dice.expovariate(1 / 20_000)))


def _repeated() -> Iterator[Sequence[str]]:
    with ECHT.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    for keer in range(KEER_ECHT):
        yield from ((f"{keer}-{row[0]}", *row[1:3]) for row in rows)


def _write(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("zaak", "stap", "tijdstip"))
        out.writerows(rows)


if __name__ == "__main__":
    run(measure)
