"""A long log of steps as columns of numbers, counted all at once; the definitions are those of `logboek`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from expertteam_app.analysis.logboek import LogboekCijfers, cijfers_of
from expertteam_app.analysis.overleving import Duur

Kolom = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Staprijen:
    """One row per step, in the order of the file.

    Attributes:
        zaak: number of the zaak.
        moment: when the step was taken, for the order.
        klok: where the klok then stood, for the length.
        stap: number of the step.
    """

    zaak: Kolom
    moment: Kolom
    klok: Kolom
    stap: Kolom

    def out_of_order(self) -> Kolom:
        """Places of rows that stand directly after a later moment of the same zaak."""
        order = np.argsort(self.zaak, kind="stable")
        zaak, moment = self.zaak[order], self.moment[order]
        return np.sort(order[1:][(zaak[1:] == zaak[:-1]) & (moment[1:] < moment[:-1])])

    def in_time(self) -> Staprijen:
        """Zaak after zaak, each in the order of time; steps at one moment keep the order of the file."""
        order = np.lexsort((self.moment, self.zaak))
        return Staprijen(self.zaak[order], self.moment[order], self.klok[order], self.stap[order])


def analyse_rows(
    rijen: Staprijen,
    stappen: Sequence[str],
    eindstappen: Collection[str] | None = None,
    tot: int = 0,
) -> LogboekCijfers:
    """Everything there is to say about a log; the same as `analyse` says about the same zaken.

    Args:
        rijen: steps in the order of the file.
        stappen: the names behind the numbers.
        eindstappen: a zaak is ready at the first of these; None: no Kaplan-Meier figures.
        tot: where the klok stood at the last moment of the log; open zaken are observed up to there.
    """
    rows = rijen.in_time()
    if not rows.zaak.size:
        return cijfers_of([], {}, {}, stappen, None if eindstappen is None else [])
    others = np.flatnonzero(np.diff(rows.zaak)) + 1
    begins = np.concatenate(([0], others))
    ends = np.concatenate((others, [rows.zaak.size]))
    lengths = np.sort(np.maximum(0, rows.klok[ends - 1] - rows.klok[begins]))
    return cijfers_of(
        lengths.tolist(),
        _routes(rows, begins, ends),
        _overgangen(rows, len(stappen)),
        stappen,
        None if eindstappen is None else _to_end(rows, begins, ends, [stap in eindstappen for stap in stappen], tot),
    )


def _routes(rows: Staprijen, begins: Kolom, ends: Kolom) -> Counter[tuple[int, ...]]:
    stap = rows.stap.tolist()
    return Counter(tuple(stap[a:b]) for a, b in zip(begins.tolist(), ends.tolist(), strict=True))


def _overgangen(rows: Staprijen, names: int) -> dict[tuple[int, int], list[int]]:
    within = rows.zaak[1:] == rows.zaak[:-1]
    pair = (rows.stap[:-1] * names + rows.stap[1:])[within]
    taken = np.maximum(0, np.diff(rows.klok)[within])
    order = np.lexsort((taken, pair))
    pair, taken = pair[order], taken[order]
    cuts = np.flatnonzero(np.diff(pair)) + 1
    return {divmod(int(pair[a]), names): taken[a:b].tolist() for a, b in zip(*_spans(cuts, pair.size), strict=True)}


def _spans(cuts: Kolom, size: int) -> tuple[list[int], list[int]]:
    return ([0, *cuts.tolist()], [*cuts.tolist(), size]) if size else ([], [])


def _to_end(rows: Staprijen, begins: Kolom, ends: Kolom, is_end: Sequence[bool], tot: int) -> list[Duur]:
    """Per zaak the time to its first end step, or up to `tot`."""
    places = np.append(np.flatnonzero(np.array(is_end, bool)[rows.stap]), rows.zaak.size)
    first = places[np.searchsorted(places, begins)]
    done = first < ends
    until = np.where(done, rows.klok[np.minimum(first, rows.zaak.size - 1)], tot)
    taken = np.maximum(0, until - rows.klok[begins])
    return [Duur(t, waargenomen=d) for t, d in zip(taken.tolist(), done.tolist(), strict=True)]
