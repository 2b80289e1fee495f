"""Why a cell is hidden to protect another: the sum by which a reader would work that one out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from expertteam_app.analysis.disclosure.oplossen import Opgave, Vraag
from expertteam_app.analysis.disclosure.stelsel import TOL, Stelsel


@dataclass(frozen=True, slots=True)
class Som:
    """The sum by which a reader would work out a cell if another one were printed.

    Attributes:
        vraag: the requirement that would fail.
        omhoog: True when the sum bounds the cell from above, False from below.
        waarde: the bound it gives.
        termen: (place of a cell, coefficient): the printed cells the sum is made of.
    """

    vraag: Vraag
    omhoog: bool
    waarde: float
    termen: tuple[tuple[int, float], ...]


def what_it_blocks(opgave: Opgave, verborgen: Collection[int], cel: int) -> Som | None:
    """The shortest sum that printing this hidden cell would give a reader; None when it gives none.

    Raises:
        OnoplosbaarError: the counts do not fit the relations.
    """
    import numpy as np

    low = np.asarray([c.laag for c in opgave.cellen], float)
    high = np.asarray([c.hoog for c in opgave.cellen], float)
    shut = [i for i in verborgen if i != cel]
    low[shut], high[shut] = 0.0, float(opgave.plafond)
    system = Stelsel(len(low), opgave.rijen, veel=True)
    system.bounds(low, high)
    found: list[Som] = []
    for vraag in opgave.vragen:
        if vraag.cel == cel:
            continue
        for up in (True, False):
            extreme = system.extreme(vraag.cel, hoogste=up)
            fails = extreme.waarde < vraag.hoog - TOL if up else extreme.waarde > vraag.laag + TOL
            if not fails:
                continue
            terms = tuple((int(i), float(extreme.schaduw[i])) for i in np.flatnonzero(np.abs(extreme.schaduw) > TOL))
            # A bound that is zero adds nothing to the sum: it says that a hidden cell is not negative.
            told = tuple((i, w) for i, w in terms if i not in shut)
            found.append(Som(vraag, up, extreme.waarde, told))
    return min(found, key=lambda s: (len(s.termen), s.vraag.cel, s.omhoog), default=None)
