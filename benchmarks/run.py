"""``python3 dev.py bench``: start every scenario as a process of its own and put what they measured in one table.

A whole run also writes the table to ``docs/metingen.md``. What is measured and why: ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # started as a file, so that only this folder is on the path

from benchmarks import verhouding  # noqa: E402 - needs the line above
from benchmarks.meting import Doel, Meting, percentile, read_row  # noqa: E402 - as above

MANY = 20
"""From so many runs on a 95th percentile says something."""
PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "openpyxl", "reportlab", "numpy")
HEAD = ("what", "size", "runs", "median", "min", "p95", "peak MiB", "promise")


@dataclass(frozen=True, slots=True)
class Deel:
    """One scenario: its module, on what sizes, in how many processes, and how often in each."""

    module: str
    omvangen: tuple[int, ...]
    processen: int = 1
    keer: int = 1


WHOLE = (
    Deel("meetkluis", (60, 1_000, 5_000, 10_000, 100_000)),
    Deel("starten", (60, 100_000), processen=5),
    Deel("lijst", (1_000, 10_000, 100_000), keer=7),
    Deel("zoeken", (1_000, 10_000, 100_000), keer=20),
    Deel("inlezen", (10_000,), processen=3),
    Deel("cijfers", (1_000, 5_000, 10_000, 100_000), keer=3),
    Deel("diepte", (1_000, 10_000, 100_000), keer=3),
    Deel("klokken", (1_000, 10_000, 100_000)),
    Deel("werkdagen", (100_000,), keer=5),
    Deel("naast", (1_000, 10_000, 100_000), keer=3),
    Deel("stromen", (60,)),
    Deel("kluis", (100,), keer=5),
    Deel("paginas", (1_000, 10_000, 100_000)),
    Deel("buren", (1_000, 10_000), processen=5),
)
QUICK = (
    Deel("meetkluis", (60,)),
    Deel("starten", (60,)),
    Deel("lijst", (60,)),
    Deel("zoeken", (60,)),
    Deel("inlezen", (100,)),
    Deel("cijfers", (60,)),
    Deel("diepte", (60,)),
    Deel("klokken", (60,)),
    Deel("werkdagen", (2_000,)),
    Deel("naast", (100,)),
    Deel("stromen", (60,)),
    Deel("kluis", (4,), keer=2),
    Deel("paginas", (60,)),
    Deel("buren", (60,)),
)
NAMES = tuple(deel.module for deel in WHOLE)
ZONDER_KLUIS = frozenset({"werkdagen", "naast", "stromen", "kluis"})
"""Scenarios that need none of the kluizen of `meetkluis`."""


def measure(deel: Deel, omvang: int, cache: Path, *, quick: bool) -> list[Meting]:
    """Run one scenario on one size in fresh processes, and put their times together.

    Raises:
        RuntimeError: it failed; the text is what it said.
    """
    rows: dict[str, Meting] = {}
    for _ in range(deel.processen):
        options = ["--omvang", str(omvang), "--keer", str(deel.keer), "--cache", str(cache)]
        options += ["--vlug"] if quick else []
        done = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{deel.module}", *options, "--gestart", repr(time.monotonic())],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*.warning=false"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr.strip() or done.stdout.strip())
        for line in done.stdout.splitlines():
            row = read_row(line)
            rows[row.wat] = _together(rows[row.wat], row) if row.wat in rows else row
    return list(rows.values())


def _together(one: Meting, other: Meting) -> Meting:
    peaks = [row.mib for row in (one, other) if row.mib is not None]
    return replace(one, seconden=(*one.seconden, *other.seconden), mib=max(peaks, default=None))


def in_words(seconds: float) -> str:
    """A time in the unit in which it reads best."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.1f} ms"


def verdict(row: Meting, doel: Doel) -> str:
    """What was promised, and whether it is so."""
    taken = percentile(row.seconden, 0.95) if doel.maat == "p95" else statistics.median(row.seconden)
    kept = (doel.seconden is None or taken < doel.seconden) and (
        doel.mib is None or row.mib is None or row.mib < doel.mib
    )
    said = [f"< {in_words(doel.seconden)}{' (p95)' if doel.maat == 'p95' else ''}"] if doel.seconden else []
    said += [f"< {doel.mib:.0f} MiB"] if doel.mib else []
    return f"{', '.join(said)}: {'kept' if kept else 'NOT KEPT'}"


def table(rows: Sequence[Meting]) -> str:
    """All rows as one markdown table."""
    lines = [_line(HEAD), _line(["---"] + ["--:"] * 6 + ["---"])]
    for row in rows:
        many = len(row.seconden) >= MANY or (row.doel is not None and row.doel.maat == "p95")
        lines.append(
            _line(
                (
                    f"**{row.groep}** {row.wat}",
                    f"{row.omvang:,}",
                    *_taken(row),
                    in_words(percentile(row.seconden, 0.95)) if many else "",
                    "" if row.mib is None else f"{row.mib:.0f}",
                    verdict(row, row.doel) if row.doel else "",
                )
            )
        )
    return "\n".join(lines) + "\n"


def _taken(row: Meting) -> tuple[str, str, str]:
    """How often, the median and the least; blank of what takes no time."""
    if not row.seconden:
        return "", "", ""
    return str(len(row.seconden)), in_words(statistics.median(row.seconden)), in_words(min(row.seconden))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def yardstick() -> float:
    """Seconds of a fixed piece of pure Python: a measure of this machine, to compare two tables by."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        sum(number * number % 7 for number in range(1_000_000))
        best = min(best, time.perf_counter() - start)
    return best


def facts() -> list[str]:
    """What these numbers depend on; nothing by which this machine could be known."""
    lines = [f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"]
    if hasattr(os, "sysconf"):
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
        lines[0] += f", {memory:.0f} GiB of memory"
    lines.append(f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in PACKAGES))
    lines.append(f"yardstick: {in_words(yardstick())} for a million rounds of a fixed loop in pure Python")
    if hasattr(os, "getloadavg"):
        lines.append(f"load just before: {os.getloadavg()[1]:.1f} (everything above 0 belongs to others)")
    return lines


def document(rows: Sequence[Meting], machine: Sequence[str]) -> str:
    """The page that is kept."""
    return "\n".join(
        (
            "# Measured",
            "",
            f"Made by `python3 dev.py bench` on {date.today().isoformat()}; what each row is stands in",
            "[benchmarks/README.md](../benchmarks/README.md). All casussen are invented.",
            "",
            *(f"- {line}" for line in machine),
            "",
            table(rows),
            *_ratios(rows),
        )
    )


def _ratios(rows: Sequence[Meting]) -> tuple[str, ...]:
    now = verhouding.ratios(rows)
    head = "Ratios, which do not depend on how fast a machine is; one that grew by more than a fifth says GREW:"
    return (head, "", verhouding.table(now, verhouding.stored(), red=False)) if now else ()


def merged(page: str, rows: Sequence[Meting], machine: Sequence[str]) -> str:
    """A page with these rows in place of those of the same scenarios, and a line that says they are of another run."""
    groups = list(dict.fromkeys(row.groep for row in rows))
    name = ", ".join(groups)
    own = f"- {name}: of a run of its own on {date.today().isoformat()}; {machine[-2]}; {machine[-1]}"
    kept = [
        line
        for line in page.splitlines()
        if not line.startswith((f"- {name}: ", *(f"| **{groep}** " for groep in groups)))
    ]
    head = next(number for number, line in enumerate(kept) if line == _line(HEAD))
    last = max(number for number, line in enumerate(kept) if line.startswith("| **"))
    new = [line for line in table(rows).splitlines() if line.startswith("| **")]
    return "\n".join([*kept[: head - 1], own, *kept[head - 1 : last + 1], *new, *kept[last + 1 :]]) + "\n"


def plan(options: argparse.Namespace) -> Iterator[tuple[Deel, int]]:
    """Every scenario with every size, in order; a kluis that one of them needs is always made before it."""
    whole = QUICK if options.quick else WHOLE
    chosen = [deel for deel in whole if not options.alleen or deel.module in options.alleen]
    needed = {omvang for deel in chosen if deel.module not in ZONDER_KLUIS for omvang in deel.omvangen}
    for deel in whole:
        for omvang in deel.omvangen:
            if deel in chosen or (deel.module == "meetkluis" and omvang in needed):
                yield deel, omvang


def main() -> int:
    """Measure and print.

    Returns:
        0, or 1 when a scenario failed; then nothing is written.
    """
    parser = argparse.ArgumentParser(prog="dev.py bench --", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="small sizes, once each: does every scenario still run?")
    parser.add_argument("--alleen", nargs="+", choices=NAMES, default=[], help="only these scenarios")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "expertteam-meetkluizen")
    parser.add_argument("--naar", type=Path, help="write the page here; a whole run: docs/metingen.md")
    parser.add_argument("--bij", type=Path, help="put the rows of this run in this page, in place of the old ones")
    parser.add_argument("--onthoud", action="store_true", help="write the ratios of this run down")
    options = parser.parse_args()
    machine, rows, failed = facts(), [], False
    for deel, omvang in plan(options):
        start = time.monotonic()
        try:
            rows += measure(deel, omvang, options.cache.resolve(), quick=options.quick)
        except RuntimeError as error:
            failed = True
            print(f"{deel.module} {omvang:,}: FAILED\n{error}", flush=True)
            continue
        print(f"{deel.module} {omvang:,}: {time.monotonic() - start:.0f} s", flush=True)
    print("", *machine, "", table(rows), sep="\n")
    now, before = verhouding.ratios(rows), verhouding.stored()
    if now:
        print(verhouding.table(now, before, red=sys.stdout.isatty()))
    if options.onthoud and not failed:
        verhouding.keep(now)
    target = options.naar or (None if options.quick or options.alleen else ROOT / "docs" / "metingen.md")
    if target is not None and not failed:
        target.write_text(document(rows, machine), encoding="utf-8")
    if options.bij is not None and not failed:
        page = options.bij.read_text(encoding="utf-8")
        own = [row for row in rows if row.groep != "kluis" or "meetkluis" in options.alleen]
        options.bij.write_text(merged(page, own, machine), encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
