"""The benchmarks still run against the program as it is, and say honestly what was promised and not kept."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.meting import Doel, Meting, percentile
from benchmarks.run import NAMES, document, in_words, merged, table, verdict
from benchmarks.verhouding import keep, ratios, regressions, stored
from benchmarks.verhouding import table as ratio_table

ROOT = Path(__file__).resolve().parents[2]
RUN = (sys.executable, "benchmarks/run.py", "--quick")
ROWS = {
    "kluis": 11,
    "starten": 7,
    "lijst": 13,
    "zoeken": 18,
    "inlezen": 12,
    "cijfers": 11,
    "diepte": 27,
    "klokken": 3,
    "werkdagen": 7,
    "naast": 4,
    "paginas": 29,
}
"""How many things each scenario measures at one size."""
ELSEWHERE = ("stromen", "buren")
"""The flows have tests of their own; what neighbours there are differs from machine to machine."""


def test_every_scenario_still_measures_what_it_should(tmp_path: Path) -> None:
    page, every = tmp_path / "metingen.md", [name for name in NAMES if name not in ELSEWHERE]
    done = subprocess.run(
        [*RUN, "--alleen", *every, "--cache", tmp_path / "cache", "--naar", page],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    written = page.read_text("utf-8")
    found = re.findall(r"^\| \*\*(\w+)\*\* ", written, re.MULTILINE)
    assert {groep: found.count(groep) for groep in found} == ROWS
    assert set(found) == set(re.findall(r"^\| \*\*(\w+)\*\* ", done.stdout, re.MULTILINE))
    assert str(tmp_path) not in written
    assert str(ROOT) not in written
    assert not any((ROOT / name).exists() for name in ("cache", "metingen.md"))


@pytest.mark.parametrize(
    ("seconds", "mib", "words"),
    [
        ((0.1, 0.12, 9.0), 50.0, "< 150 ms, < 100 MiB: kept"),
        ((0.2, 0.2, 0.01), 50.0, "< 150 ms, < 100 MiB: NOT KEPT"),
        ((0.1,), 100.5, "< 150 ms, < 100 MiB: NOT KEPT"),
    ],
)
def test_a_promise_is_held_against_the_median_and_the_memory(
    seconds: tuple[float, ...], mib: float, words: str
) -> None:
    doel = Doel(seconden=0.150, mib=100)
    assert verdict(Meting("lijst", "x", 1, seconds, mib, doel), doel) == words


def test_a_promise_about_keystrokes_is_held_against_the_slowest_of_twenty() -> None:
    doel = Doel(seconden=0.1, maat="p95")
    fast, slow = (0.01,) * 19, 0.2
    assert verdict(Meting("zoeken", "x", 1, (*fast, slow), None, doel), doel).endswith(": kept")
    assert verdict(Meting("zoeken", "x", 1, (*fast, slow, slow), None, doel), doel).endswith("NOT KEPT")


@pytest.mark.parametrize(("share", "value"), [(0.0, 1), (0.05, 1), (0.5, 10), (0.95, 19), (1.0, 20)])
def test_a_percentile_is_a_value_that_occurred(share: float, value: float) -> None:
    assert percentile([float(i) for i in range(20, 0, -1)], share) == value


def test_a_row_reads_as_people_write_times() -> None:
    assert [in_words(s) for s in (0.0004, 0.0123, 0.9994, 61.234)] == ["0.4 ms", "12 ms", "999 ms", "61.23 s"]
    row = table([Meting("lijst", "x", 100_000, (0.02, 0.04, 0.03), 123.4)]).splitlines()[-1]
    assert row == "| **lijst** x | 100,000 | 3 | 30 ms | 20 ms |  | 123 |  |"


def test_one_scenario_takes_the_place_of_its_old_rows_and_says_so() -> None:
    machine = ["cores", "yardstick: 83 ms", "load just before: 3.2"]
    first = [Meting("lijst", "x", 1, (1.5,), None), Meting("stromen", "old", 9, (2.5,), None)]
    page = document(first, machine) + "\n## What came later\n\n- a note\n\n| other | table |\n"
    page = merged(page, [Meting("stromen", "new", 8, (3.5,), None)], machine)
    again = merged(page, [Meting("stromen", "newer", 8, (4.5,), None)], machine)
    for text, name in ((page, "new"), (again, "newer")):
        assert re.findall(r"^\| \*\*(\w+)\*\* (\w+) ", text, re.MULTILINE) == [("lijst", "x"), ("stromen", name)]
        assert text.count("- stromen: of a run of its own on ") == 1
        assert "load just before: 3.2\n- stromen: of" in text
        assert "yardstick: 83 ms; load just before: 3.2\n\n| what |" in text
        assert text.endswith("|\n\n## What came later\n\n- a note\n\n| other | table |\n")


def rows_of(page: float, own: float) -> list[Meting]:
    return [
        Meting("paginas", "Bord, first time", 1_000, (0.1,), None),
        Meting("paginas", "Bord, first time", 10_000, (page,), None),
        Meting("buren", "start to window: Expertteam", 1_000, (own, own), None),
        Meting("buren", "start to window: KeePassXC", 1_000, (0.4,), None),
        Meting("buren", "memory with the list in sight: Expertteam", 1_000, (), 50.0),
        Meting("buren", "memory with the list in sight: KeePassXC", 1_000, (), 100.0),
    ]


def test_a_ratio_that_grew_by_more_than_a_fifth_is_named_and_red(tmp_path: Path) -> None:
    path = tmp_path / "verhoudingen.toml"
    before = ratios(rows_of(0.5, 0.2))
    assert sorted(before.values()) == pytest.approx([0.5, 0.5, 5.0])
    keep(before, path)
    assert stored(path) == pytest.approx(before, abs=0.01)
    assert regressions(ratios(rows_of(0.59, 0.235)), stored(path)) == []
    (start,) = regressions(ratios(rows_of(0.5, 0.25)), stored(path))
    assert start.startswith("start to window: Expertteam / KeePassXC")
    (page,) = regressions(ratios(rows_of(0.7, 0.2)), stored(path))
    assert page.startswith("Bord, first time: 10,000 / 1,000")
    shown = ratio_table(ratios(rows_of(0.7, 0.2)), stored(path), red=True)
    assert shown.count("\x1b[31m| Bord") == 1
    assert "GREW" in ratio_table(ratios(rows_of(0.7, 0.2)), stored(path), red=False)
    keep({"something else": 3.0}, path)
    assert len(stored(path)) == 4


def test_what_is_too_quick_to_measure_has_no_ratio_of_its_own() -> None:
    quick = [Meting("paginas", "Beheer", n, (t,), None) for n, t in ((1_000, 0.002), (10_000, 0.009))]
    assert set(ratios(quick).values()) == {1.0}


def test_a_size_has_no_time() -> None:
    row = table([Meting("buren", "installed: Expertteam", 60, (), 274.2)]).splitlines()[-1]
    assert row == "| **buren** installed: Expertteam | 60 |  |  |  |  | 274 |  |"
