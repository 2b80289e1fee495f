"""Which cells may not be printed by themselves, and why (PRIVACY 3.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from expertteam_app.analysis.disclosure.cellen import Sleutel, cells_of_table, key_of
from expertteam_app.analysis.disclosure.spec import RapportSpec, Regels
from expertteam_app.analysis.disclosure.tabulate import Telling, TelTabel
from expertteam_app.analysis.kruistabel import TOTAAL


class Reden(StrEnum):
    """Why a cell is hidden. Only the maker sees it; outside there is one sign for all."""

    KLEIN = "klein"
    GEZINNEN = "gezinnen"
    GEMEENTEN = "gemeenten"
    GROOTSTE = "grootste-gemeente"
    GROEP = "groep"
    VERSCHIL = "verschil"
    BESCHERMT = "beschermt"


@dataclass(frozen=True, slots=True)
class Eis:
    """What must stay possible for a reader who works everything out.

    Attributes:
        cel: the cell.
        laag: there must be a world in which it is at most this.
        hoog: and one in which it is at least this.
    """

    cel: Sleutel
    laag: int
    hoog: int


def counts_of(spec: RapportSpec, tellingen: Iterable[TelTabel]) -> dict[Sleutel, Telling]:
    """What stands behind every printable cell of the report, each cell once, in order of the tables."""
    found: dict[Sleutel, Telling] = {}
    for tabel in tellingen:
        for cel in cells_of_table(spec, tabel.spec):
            found.setdefault(key_of(tabel.spec, cel), tabel.tellingen[cel])
    return found


def primary(spec: RapportSpec, tellingen: Iterable[TelTabel]) -> dict[Sleutel, Reden]:
    """The cells that are hidden for what they hold themselves, each with its first reason.

    Structural zeros are left out: everyone knows they are empty.
    """
    tables = list(tellingen)
    found: dict[Sleutel, Reden] = {}
    for key, telling in counts_of(spec, tables).items():
        reden = None if spec.impossible(key[1]) else reason(spec.regels, telling)
        if reden is not None:
            found[key] = reden
    for tabel in tables:
        for key in _group_disclosure(spec, tabel):
            found.setdefault(key, Reden.GROEP)
    return found


def reason(regels: Regels, telling: Telling) -> Reden | None:
    """Why this count may not be printed; None when it may."""
    if telling.aantal < regels.drempel:
        return Reden.KLEIN
    if telling.gezinnen is not None and telling.gezinnen < regels.gezinnen:
        return Reden.GEZINNEN
    if telling.gemeenten is not None:
        if telling.gemeenten < regels.gemeenten:
            return Reden.GEMEENTEN
        if telling.aantal - telling.grootste < regels.rest:
            return Reden.GROOTSTE
    return None


def _group_disclosure(spec: RapportSpec, tabel: TelTabel) -> Iterator[Sleutel]:
    """The cells that tell of nearly everyone in a row in which category of a sensitive dimension he is."""
    dims = tabel.spec.dimensies
    for place, dimensie in enumerate(dims):
        names = spec.printed(dimensie, tabel.spec)
        if dimensie not in spec.gevoelig or len(names) == 1:
            continue
        telling = [n for n in names if (dimensie, n) not in spec.neutraal]
        others = [(*spec.printed(d, tabel.spec), TOTAAL) for d in dims if d != dimensie]
        for rest in product(*others):
            whole = tabel.tellingen[(*rest[:place], TOTAAL, *rest[place:])].aantal
            if whole < spec.regels.drempel:
                continue
            for name in telling:
                cel = (*rest[:place], name, *rest[place:])
                part = tabel.tellingen[cel].aantal
                if 100 * part >= spec.regels.groep * whole or part >= whole - 1:
                    yield key_of(tabel.spec, cel)


def requirements(
    regels: Regels, hidden: Mapping[Sleutel, Reden], tellingen: Mapping[Sleutel, Telling]
) -> tuple[Eis, ...]:
    """What must stay possible for every primary cell.

    A small cell must be able to be 0 and the threshold; one that is large but hidden for another reason must be able to
    lie a threshold lower and higher than it does (PRIVACY 3.4 "protection interval").
    """
    k = regels.drempel
    return tuple(
        Eis(key, 0, k) if (n := tellingen[key].aantal) < k else Eis(key, max(0, n - k), n + k) for key in hidden
    )


def both_hold(eisen: Iterable[Eis]) -> tuple[Eis, ...]:
    """One requirement per cell that is met only where every one on that cell is; in order of first mention."""
    found: dict[Sleutel, Eis] = {}
    for eis in eisen:
        before = found.get(eis.cel, eis)
        found[eis.cel] = Eis(eis.cel, min(before.laag, eis.laag), max(before.hoog, eis.hoog))
    return tuple(found.values())
