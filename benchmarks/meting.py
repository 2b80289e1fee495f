"""What every scenario shares: its order, a stopwatch, the peak of its memory, and the rows it hands back.

A scenario is a module that is started as a process of its own, so that time to start and memory are its own. It prints
one JSON object per measured thing; `run` gathers them.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

PEILDATUM = date(2026, 11, 20)
"""The day on which every measurement lives, so that the same kluis gives the same work on any day."""


@dataclass(frozen=True, slots=True)
class Doel:
    """What is promised.

    Attributes:
        seconden: the `maat` of the times stays under this; None: no promise about time.
        mib: the peak of the memory stays under this; None: no promise about memory.
        maat: "mediaan" or "p95".
    """

    seconden: float | None = None
    mib: float | None = None
    maat: str = "mediaan"


@dataclass(frozen=True, slots=True)
class Meting:
    """One measured thing.

    Attributes:
        groep: which of the questions of README it belongs to.
        wat: what was done.
        omvang: how many casussen, rows, spans or keys it was done on.
        seconden: one time per run.
        mib: peak of the resident memory of the process while it was done; None where the system does not tell.
    """

    groep: str
    wat: str
    omvang: int
    seconden: tuple[float, ...]
    mib: float | None
    doel: Doel | None = None


@dataclass(frozen=True, slots=True)
class Opdracht:
    """What a scenario is told.

    Attributes:
        keer: how often what is quick is done again.
        cache: where kluizen stand that are made once.
        gestart: `time.monotonic` of the process that started this one, just before it did.
        vlug: only whether everything still runs counts, so the key may be the cheapest there is.
    """

    omvang: int
    keer: int
    cache: Path
    gestart: float
    vlug: bool


def run(measure: Callable[[Opdracht], Iterator[Meting]]) -> None:
    """Read the order from the command line, measure, and print the rows."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--omvang", type=int, required=True)
    parser.add_argument("--keer", type=int, default=3)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--gestart", type=float, default=time.monotonic())
    parser.add_argument("--vlug", action="store_true")
    for meting in measure(Opdracht(**vars(parser.parse_args()))):
        print(json.dumps(asdict(meting)), flush=True)


def read_row(line: str) -> Meting:
    """The row that `run` printed."""
    fields = json.loads(line)
    promise = fields.pop("doel")
    seconden = tuple(fields.pop("seconden"))
    return Meting(**fields, seconden=seconden, doel=Doel(**promise) if promise else None)


def timed(act: Callable[[], T]) -> tuple[float, T]:
    """Seconds that something took, and what it gave."""
    start = time.perf_counter()
    result = act()
    return time.perf_counter() - start, result


def times(act: Callable[[], object], keer: int) -> tuple[float, ...]:
    """Seconds per run; the first run is left out when there are more, for it fills caches."""
    gc.collect()
    taken = [timed(act)[0] for _ in range(keer + 1 if keer > 1 else 1)]
    return tuple(taken[1:] or taken)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value at which at least this share lies at or under it."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]


def forget_peak() -> None:
    """Let `peak_mib` begin anew, where the system can (Linux)."""
    gc.collect()
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def peak_mib() -> float | None:
    """Peak of the resident memory of this process in MiB; None where the system does not tell."""
    try:
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    if sys.platform == "win32":
        return None
    import resource

    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
