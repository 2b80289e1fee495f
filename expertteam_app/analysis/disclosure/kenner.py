"""A reader who knows how the program chooses: he takes every hidden cell to be small unless he sees why it is not.

The solver leaves every hidden cell room up to the largest count, since a reader cannot see which cells are hidden for
themselves. But four hidden cells under a printed 30 that nothing else needs hidden are 7 each: he runs the program in
his head. So no small cell may be worked out exactly when all small cells are taken to be small.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from expertteam_app.analysis.disclosure.oplossen import Opgave
from expertteam_app.analysis.disclosure.stelsel import TOL, Stelsel


def pinned(opgave: Opgave, verborgen: Collection[int], klein: Collection[int], drempel: int) -> int | None:
    """The first small cell that this reader works out exactly; None when there is none.

    Args:
        opgave: cells and relations.
        verborgen: all hidden cells.
        klein: those below the threshold.
        drempel: the threshold.
    """
    import numpy as np

    low = np.asarray([c.laag for c in opgave.cellen], float)
    high = np.asarray([c.hoog for c in opgave.cellen], float)
    hidden, small = sorted(verborgen), sorted(klein)
    low[hidden], high[hidden] = 0.0, float(opgave.plafond)
    high[small] = float(drempel - 1)
    system = Stelsel(len(low), opgave.rijen, veel=True)
    system.bounds(low, high)
    least, most = np.full(len(low), np.inf), np.full(len(low), -np.inf)
    for cel in small:
        for up in (True, False):
            if most[cel] - least[cel] >= 1 - TOL:
                break
            world = system.extreme(cel, hoogste=up).wereld
            least, most = np.minimum(least, world), np.maximum(most, world)
        if most[cel] - least[cel] < 1 - TOL and _whole(system, cel):
            return cel
    return None


def _whole(system: Stelsel, cel: int) -> bool:
    """Whether only one whole number is left for a cell."""
    high = system.extreme(cel, hoogste=True, geheel=True).waarde
    low = system.extreme(cel, hoogste=False, geheel=True).waarde
    return high - low < 1 - TOL


def victim(opgave: Opgave, verborgen: Collection[int], cel: int, orde: Mapping[int, tuple[int, float]]) -> int | None:
    """The printed cell to hide so that a pinned one gets room: one that shares a relation with it, cheapest first.

    Args:
        opgave: cells and relations.
        verborgen: all hidden cells.
        cel: the cell that is worked out.
        orde: per cell how it ranks: the lowest is taken first.
    """
    hidden = set(verborgen)
    free = {i for i, c in enumerate(opgave.cellen) if i not in hidden and c.vast is not False}
    beside = {k for rij in opgave.rijen if cel in rij.kolommen for k in rij.kolommen} & free
    return min(beside or free, key=lambda i: (orde[i], i), default=None)
