"""The strongest attacker (PRIVACY 3.6): he counts persons by all their dimensions at once, not cell by cell.

The sums between the tables leave out what holds between them through the persons: three crossed tables of two
dimensions say something of the cube they have in common. Here every combination of categories is an unknown of its own,
so any world he finds is a list of persons, in fractions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import product
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from expertteam_app.analysis.disclosure.primary import Reden
from expertteam_app.analysis.disclosure.protect import Bescherming, printed_report, protect
from expertteam_app.exchange.datapakket import datapakket
from tests.attack.lezer import Cel, Pakket
from tests.attack.registers import DIMS, GROEPEN, mensen, rapport

EPS = 1e-6


class Samen:
    """Persons by all dimensions at once that fit a package; which cells can be how high or low together."""

    def __init__(self, pakket: Pakket, combinaties: Collection[Mapping[str, str]]) -> None:
        self._place = pakket.plaats
        windows = [pakket.venster(cel) for cel in pakket.cellen]
        self._low, self._high = (np.asarray([w[k] for w in windows], float) for k in (0, 1))
        self._inside = np.asarray(
            [
                [all(who[d] == c or who[d] in GROEPEN.get(d, {}).get(c, ()) for d, c in cel[1]) for who in combinaties]
                for cel in pakket.cellen
            ],
            float,
        )

    def not_shown(self, cellen: Collection[Cel], grens: int, *, hoog: bool) -> list[Cel]:
        """The cells that in no world reach a bound, looked at many at a time and what is left one by one."""
        left = list(cellen)
        while left:
            world = self._world(left, grens, hoog=hoog)
            rest = [c for c in left if (world[self._place[c]] < grens - EPS if hoog else world[self._place[c]] > EPS)]
            if len(rest) == len(left):
                break
            left = rest
        return [c for c in left if not self._alone(c, grens, hoog=hoog)]

    def _alone(self, cel: Cel, grens: int, *, hoog: bool) -> bool:
        there = self._world([cel], grens, hoog=hoog)[self._place[cel]]
        return bool(there >= grens - EPS if hoog else there <= EPS)

    def _world(self, cellen: Collection[Cel], grens: int, *, hoog: bool) -> np.ndarray[Any, np.dtype[np.float64]]:
        """The counts of a world in which these cells are together as high, each up to a bound, or as low as can be."""
        rows = [self._place[c] for c in cellen]
        weights = 1.0 + (0.618034 * np.arange(len(rows))) % 1.0
        high = self._high.copy()
        if hoog:
            high[rows] = np.minimum(high[rows], grens)
        matrix, low = self._inside, self._low
        finite = high < self._high.max()
        done = linprog(
            (-1.0 if hoog else 1.0) * (weights @ matrix[rows]),
            A_ub=np.vstack([matrix[finite], -matrix[low > 0]]),
            b_ub=np.concatenate([high[finite], -low[low > 0]]),
            bounds=(0, None),
        )
        assert done.success, done.message
        return np.asarray(matrix @ done.x, float)


def small(made: Bescherming) -> list[Cel]:
    return [k for k, reden in made.redenen.items() if reden is Reden.KLEIN]


def everyone() -> list[dict[str, str]]:
    return [dict(zip(DIMS, values, strict=True)) for values in product(*DIMS.values())]


@pytest.mark.parametrize(("n", "k"), [(150, 8), (300, 5)])
def test_persons_by_all_dimensions_at_once_leave_every_small_cell_open(n: int, k: int) -> None:
    made = protect(rapport(k), mensen(n))
    attack = Samen(Pakket.lees(datapakket(made.report)), everyone())
    assert attack.not_shown(small(made), k, hoog=True) == []
    assert attack.not_shown(small(made), 0, hoog=False) == []


def test_where_only_small_cells_are_hidden_this_attack_wins() -> None:
    """The control: exact counts, small cells hidden and nothing more."""
    made = protect(rapport(8, 0), mensen(150))
    hidden = {k for k, reden in made.redenen.items() if reden is not Reden.BESCHERMT}
    attack = Samen(Pakket.lees(datapakket(printed_report(made.spec, made.tellingen, hidden))), everyone())
    assert attack.not_shown(small(made)[:25], 0, hoog=False)
