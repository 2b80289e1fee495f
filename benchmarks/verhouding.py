"""Ratios that do not depend on how fast a machine is, and which of them grew since they were last written down."""

from __future__ import annotations

import statistics
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.meting import Meting

BEWAARD = Path(__file__).with_name("verhoudingen.toml")
GRENS = 1.2
"""A ratio that grew by more than a fifth is a regression."""
EIGEN = "Expertteam"
ROOD, GEWOON = "\x1b[31m", "\x1b[0m"
LEAST = 0.02
"""Seconds; of something quicker than this the clock and the system decide the ratio, not the program."""


def ratios(rows: Sequence[Meting]) -> dict[str, float]:
    """How we stand beside each neighbour, and what a page costs with more casussen than the least that was measured."""
    return {**dict(_beside(rows)), **dict(_growth(rows))}


def _value(row: Meting) -> float:
    return statistics.median(row.seconden) if row.seconden else row.mib or 0.0


def _beside(rows: Sequence[Meting]) -> Iterator[tuple[str, float]]:
    own = {(row.wat.split(": ")[0], row.omvang): row for row in rows if row.groep == "buren" and EIGEN in row.wat}
    for row in rows:
        what, _, who = row.wat.partition(": ")
        mine = own.get((what, row.omvang)) if row.groep == "buren" and who != EIGEN else None
        if mine is not None and _value(row):
            yield f"{what}: {EIGEN} / {who}, {row.omvang:,} entries", _value(mine) / _value(row)


def _growth(rows: Sequence[Meting]) -> Iterator[tuple[str, float]]:
    pages: dict[str, list[Meting]] = {}
    for row in rows:
        if row.groep == "paginas":
            pages.setdefault(row.wat, []).append(row)
    for what, found in pages.items():
        least, *larger = sorted(found, key=lambda row: row.omvang)
        for row in larger:
            ratio = max(_value(row), LEAST) / max(_value(least), LEAST)
            yield f"{what}: {row.omvang:,} / {least.omvang:,} casussen", ratio


def stored(path: Path = BEWAARD) -> dict[str, float]:
    """The ratios that were written down; none when there is no such file."""
    if not path.is_file():
        return {}
    found: dict[str, float] = tomllib.loads(path.read_text("utf-8"))
    return found


def keep(now: Mapping[str, float], path: Path = BEWAARD) -> None:
    """Write ratios down; those of things that were not measured now stay as they were."""
    every = {**stored(path), **now}
    path.write_text(
        "# Ratios of `dev.py bench -- --onthoud`: a run in which one of them is a fifth larger says so in red.\n"
        + "".join(f'"{name}" = {every[name]:.2f}\n' for name in sorted(every)),
        "utf-8",
    )


def regressions(now: Mapping[str, float], before: Mapping[str, float]) -> list[str]:
    """The names of the ratios that grew by more than a fifth."""
    return [name for name, ratio in now.items() if name in before and ratio > before[name] * GRENS]


def table(now: Mapping[str, float], before: Mapping[str, float], *, red: bool) -> str:
    """The ratios as one markdown table; in a terminal the lines of what grew are red."""
    worse = set(regressions(now, before))
    lines = ["| ratio | now | written down |", "| --- | --: | --: |"]
    for name, ratio in now.items():
        said = f"{before[name]:.2f}" if name in before else ""
        line = f"| {name} | {ratio:.2f}{' GREW' if name in worse else ''} | {said} |"
        lines.append(f"{ROOD}{line}{GEWOON}" if red and name in worse else line)
    return "\n".join(lines) + "\n"
