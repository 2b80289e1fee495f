"""A17: what is hidden beside the small cells costs no more than tau-argus with its optimal method asks (PRIVACY 4).

Same table, same small cells, same ranges, same prices; both choices then pass the same check. tau-argus (pytauargus) is
in the test environment only.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytauargus import protect as tau_protect

from expertteam_app.analysis.disclosure.oplossen import Cel, Opgave, Vraag, solve
from tests.attack.registers import DIMS, mensen
from tests.attack.test_gepubliceerd import ranges, two_way

TOTAL = "Total"
Plek = tuple[str, str]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """tau-argus writes its logs in the folder it is started in."""
    monkeypatch.chdir(tmp_path)


@dataclass(frozen=True)
class Tau:
    """A table as tau-argus leaves it: counts, small cells with how far they must be able to differ, what it adds."""

    aantallen: dict[Plek, int]
    klein: dict[Plek, tuple[int, int]]
    erbij: frozenset[Plek]


def by_tau(n: int, k: int, seed: int, dims: tuple[str, str], folder: Path) -> Tau:
    rows = [{d: p.record[d].replace(" ", "") for d in dims} | {"een": 1.0} for p in mensen(n, seed)]  # type: ignore[union-attr]  # one category each
    made = tau_protect(rows, list(dims), "een", f"FREQ({k},30)", "OPT(1)", workdir=str(folder)).tables[0].rows
    named = {(str(r[dims[0]] or TOTAL), str(r[dims[1]] or TOTAL)): r for r in made}
    return Tau(
        {c: round(r["een"]) for c, r in named.items()},
        {c: (round(r["lower"]), round(r["upper"])) for c, r in named.items() if r["status"] == "U"},
        frozenset(c for c, r in named.items() if r["status"] == "M"),
    )


@pytest.mark.parametrize(
    ("n", "k", "seed"), [(300, 5, 1), (600, 5, 2), (1000, 5, 1), (2000, 8, 2), (1500, 5, 4), (3000, 8, 5), (900, 10, 6)]
)
@pytest.mark.parametrize("dims", [("zorgvorm", "oorzaak"), ("stap", "uitkomst")])
def test_we_hide_no_more_than_tau_argus(n: int, k: int, seed: int, dims: tuple[str, str], tmp_path: Path) -> None:
    tau = by_tau(n, k, seed, dims, tmp_path)
    counts = tau.aantallen
    assert Counter(counts)[TOTAL, TOTAL] == n
    asked = {c: (counts[c] - low, counts[c] + high) for c, (low, high) in tau.klein.items()}
    cells, sums = two_way(counts)
    # Cells that nobody is in are printed for good: tau-argus does not hide them either.
    made = tuple(Cel(counts[c], counts[c], float(counts[c] or 1), vast=None if counts[c] else False) for c in cells)
    questions = tuple(Vraag(cells.index(c), low, high) for c, (low, high) in asked.items())
    found = solve(Opgave(made, sums, questions, 10 * n))
    ours = {cells[i] for i in found.verborgen} - set(tau.klein)
    assert found.bewezen
    for choice in (ours, set(tau.erbij)):
        seen = ranges(counts, choice | set(tau.klein)) if tau.klein else {}
        assert all(seen[c][0] <= low and seen[c][1] >= high for c, (low, high) in asked.items())
    assert sum(counts[c] for c in ours) == pytest.approx(found.kosten)
    assert found.kosten <= sum(counts[c] for c in tau.erbij) + 1e-6


def test_the_comparison_has_something_to_compare(tmp_path: Path) -> None:
    sizes = [(300, 5, 1), (600, 5, 2), (2000, 8, 2)]
    taus = [by_tau(*s, ("zorgvorm", "oorzaak"), tmp_path / str(i)) for i, s in enumerate(sizes)]
    assert sum(bool(t.erbij) for t in taus) >= 2
    assert set(DIMS) >= {"zorgvorm", "oorzaak"}
