"""Earlier releases as knowledge of the reader: rows and requirements of the same model (PRIVACY 3.7 d, e)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from expertteam_app.analysis.disclosure.cellen import Sleutel, key_of
from expertteam_app.analysis.disclosure.oplossen import Cel, Opgave, Vraag
from expertteam_app.analysis.disclosure.primary import Eis
from expertteam_app.analysis.disclosure.spec import RapportSpec
from expertteam_app.analysis.disclosure.stelsel import ONEINDIG, Rij
from expertteam_app.analysis.disclosure.tabulate import Eenheid, members


@dataclass(frozen=True, slots=True, repr=False)
class Eerder:
    """A release that a reader has already.

    Attributes:
        naam: its period.
        cellen: per cell lowest and highest count it can stand for; None when it was hidden.
        rijen: the relations between its cells, over their places.
        eisen: what must stay possible of its hidden cells.
        bestanden: the package as it left.
        binnen: the cells of which everyone is counted in the same cell of the new report too.
    """

    naam: str
    cellen: Mapping[Sleutel, tuple[int, int] | None]
    rijen: tuple[Rij, ...]
    eisen: tuple[Eis, ...]
    bestanden: Mapping[str, bytes]
    binnen: frozenset[Sleutel]


@dataclass(frozen=True, slots=True, repr=False)
class Voorkennis:
    """All earlier releases that touch a new report.

    Attributes:
        uitgaven: each of them.
        samen: the cells of the new report of which everyone is counted in the same cell of one of them.
    """

    uitgaven: tuple[Eerder, ...] = ()
    samen: frozenset[Sleutel] = frozenset()


def own_name(naam: str, key: Sleutel) -> Sleutel:
    """A cell of an earlier release: the same cell over another population."""
    return f"{naam}|{key[0]}", key[1]


def with_earlier(opgave: Opgave, keys: Sequence[Sleutel], voorkennis: Voorkennis) -> Opgave:
    """The question to the solver with what a reader has from before: the new cells stay first.

    Whoever is counted in a half-year is counted in its year: so the same cell of the year is at least that of the
    half-year, and at most that of both together, since someone may come back. That holds cell by cell as long as nobody
    moved to another category; where someone did, a reader who reckons so is wrong, and no row stands here.
    """
    cells, rows, asked = list(opgave.cellen), list(opgave.rijen), list(opgave.vragen)
    new = {key: i for i, key in enumerate(keys)}
    same: dict[Sleutel, list[int]] = {}
    for uitgave in voorkennis.uitgaven:
        start = len(cells)
        place = {key: start + i for i, key in enumerate(uitgave.cellen)}
        cells += [Cel(*(known or (0, 0)), 1.0, vast=known is None) for known in uitgave.cellen.values()]
        rows += [replace(rij, kolommen=tuple(c + start for c in rij.kolommen)) for rij in uitgave.rijen]
        asked += [Vraag(place[e.cel], e.laag, e.hoog) for e in uitgave.eisen]
        for key, at in place.items():
            same.setdefault(key, []).append(at)
            if key in uitgave.binnen and key in new:
                rows.append(Rij((new[key], at), (1.0, -1.0), 0.0, ONEINDIG))
    for key in (k for k in keys if k in voorkennis.samen):
        parts = same.get(key, [])
        if len(parts) == len(voorkennis.uitgaven):
            rows.append(Rij((new[key], *parts), (-1.0, *(1.0 for _ in parts)), 0.0, ONEINDIG))
    largest = max((known[1] for u in voorkennis.uitgaven for known in u.cellen.values() if known), default=0)
    return Opgave(tuple(cells), tuple(rows), tuple(asked), max(opgave.plafond, 2 * largest))


Leden = Mapping[Sleutel, frozenset[str | int]]
"""Per cell who is counted in it; cells without anyone are left out."""


def who_is_where(spec: RapportSpec, personen: Sequence[Eenheid]) -> Leden:
    """Per cell of a report the persons in it, by their `wie`."""
    found: dict[Sleutel, frozenset[str | int]] = {}
    for tabel, cells in zip(spec.tabellen, members(spec, personen).values(), strict=True):
        for cel, rows in cells.items():
            if key_of(tabel, cel) not in found:
                named = ((i, personen[i].wie) for i in rows)
                found[key_of(tabel, cel)] = frozenset(i if who is None else who for i, who in named)
    return found


def inside(oud: Leden, nieuw: Leden) -> frozenset[Sleutel]:
    """The cells of which everyone is in the same cell of the new report."""
    return frozenset(key for key, who in oud.items() if who <= nieuw.get(key, frozenset()))


def covered(ouden: Sequence[Leden], nieuw: Leden) -> frozenset[Sleutel]:
    """The cells of the new report of which everyone is in the same cell of one of the earlier ones."""
    return frozenset(
        key for key, who in nieuw.items() if who <= frozenset().union(*(oud.get(key, frozenset()) for oud in ouden))
    )
