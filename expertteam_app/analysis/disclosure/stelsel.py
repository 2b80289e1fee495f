"""A linear system over non-negative counts, and how low and high a cell can be in it. A thin coat around HiGHS.

One thread and a fixed order make it deterministic: the same system gives the same answers (PRIVACY 1, tau-argus #315).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from highspy import Highs as _Highs

    Vector = np.ndarray[Any, np.dtype[np.float64]]

ONEINDIG = float("inf")
TOL = 1e-6


@dataclass(frozen=True, slots=True)
class Rij:
    """One linear row: laag <= sum of coefficient times variable <= hoog."""

    kolommen: tuple[int, ...]
    waarden: tuple[float, ...]
    laag: float = 0.0
    hoog: float = 0.0


@dataclass(frozen=True, slots=True)
class Uiterste:
    """How far a combination can go.

    Attributes:
        waarde: the extreme.
        wereld: values of all variables with which it is reached.
        schaduw: per variable how much the extreme moves per unit of the bound at which the variable lies.
    """

    waarde: float
    wereld: Vector
    schaduw: Vector


class OnoplosbaarError(Exception):
    """The system has no solution, or the solver stopped without one."""


def new_solver() -> _Highs:
    """A silent, deterministic solver."""
    import highspy

    # The class under `Highs`: the upper one prints a banner before any option can silence it.
    core: Any = highspy.Highs.__base__
    solver: _Highs = core()
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("parallel", "off"),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 1e-7),
    ):
        solver.setOptionValue(option, value)
    return solver


GULDEN = 0.6180339887498949
"""Multiples of the golden ratio, without their whole part, lie spread between 0 and 1."""


class Stelsel:
    """Rows over n variables; the bounds of the variables change from question to question.

    Attributes:
        vragen: how many programs were solved so far.
    """

    def __init__(self, aantal: int, rijen: Sequence[Rij], *, veel: bool = False) -> None:
        """With `veel` it is made for many questions under the same bounds."""
        import numpy as np

        self._np, self._n = np, aantal
        self._solver = new_solver()
        if veel:
            # Only the question changes, so the last answer stays a starting point for the primal simplex.
            self._solver.setOptionValue("simplex_strategy", 4)
        self._all = np.arange(aantal, dtype=np.int32)
        zeros = np.zeros(aantal)
        self._solver.addCols(aantal, zeros, zeros, np.full(aantal, ONEINDIG), 0, zeros[:0].astype(np.int32), [], [])
        starts = np.cumsum([0, *(len(r.kolommen) for r in rijen)])[:-1].astype(np.int32)
        index = np.asarray([c for r in rijen for c in r.kolommen], np.int32)
        value = np.asarray([v for r in rijen for v in r.waarden], np.float64)
        low, high = np.asarray([r.laag for r in rijen], float), np.asarray([r.hoog for r in rijen], float)
        if rijen:
            self._solver.addRows(len(rijen), low, high, len(index), starts, index, value)
        self._cost: tuple[int, ...] = ()
        self._integer = False
        self.vragen = 0

    def bounds(self, laag: Vector, hoog: Vector) -> None:
        """Set between what every variable lies from now on."""
        self._solver.changeColsBounds(self._n, self._all, laag, hoog)

    def extreme(self, kolom: int, *, hoogste: bool, geheel: bool = False) -> Uiterste:
        """How high (or low) one variable can be; with `geheel` over whole numbers only, which takes longer.

        Raises:
            OnoplosbaarError: no world fits, or there is no limit.
        """
        self._ask((kolom,), -1.0 if hoogste else 1.0)
        if geheel is not self._integer:
            self._solver.changeColsIntegrality(self._n, self._all, self._np.full(self._n, int(geheel), self._np.uint8))
            self._integer = geheel
        self._run()
        solution = self._solver.getSolution()
        world = self._np.asarray(solution.col_value, float)
        shadow = world * 0 if geheel else self._np.asarray(solution.col_dual, float)
        return Uiterste(float(world[kolom]), world, -shadow if hoogste else shadow)

    def together(self, kolommen: Sequence[int], *, hoogste: bool) -> Vector:
        """A world in which some variables are together as high (or low) as can be, each with a weight of its own.

        Equal weights would spread what there is evenly, so that no variable gets far.

        Raises:
            OnoplosbaarError: no world fits, or there is no limit.
        """
        self._ask(kolommen, -1.0 if hoogste else 1.0)
        self._run()
        return self._np.asarray(self._solver.getSolution().col_value, float)

    def _ask(self, kolommen: Sequence[int], prijs: float) -> None:
        for kolom in self._cost:
            self._solver.changeColCost(kolom, 0.0)
        for place, kolom in enumerate(kolommen):
            self._solver.changeColCost(kolom, prijs * (1.0 + (GULDEN * place) % 1.0))
        self._cost = tuple(kolommen)

    def _run(self) -> None:
        import highspy

        self._solver.run()
        self.vragen += 1
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._solver.clearSolver()  # a start from the answer before can go astray; from nothing it cannot
            self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise OnoplosbaarError("geen wereld past bij deze grenzen")
