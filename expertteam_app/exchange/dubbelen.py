"""Finds rows that are about the same jeugdige: inside one list, and against what the kluis already holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from expertteam_app.domain.herkenning import MOGELIJK, WAARSCHIJNLIJK, Gelijkenis, Herkenner, Kenmerken
from expertteam_app.domain.namen import Naam
from expertteam_app.exchange.cellen import CHECK_EVERY, Check

NIEUWE_AANMELDING = timedelta(days=30)
"""Two rows about one jeugdige whose begin lies further apart (kalenderdagen) may be two rounds, not one typed twice."""
AL_INGELEZEN = "deze regel is al eerder ingelezen"


@dataclass(frozen=True, slots=True)
class Dubbel:
    """A row that looks like another.

    Attributes:
        lijkt_op: the number of the earlier row in the same file, or the number of a casus in the kluis.
        zekerheid: ``Waarschijnlijk`` or ``Mogelijk``.
        redenen: short Dutch phrases.
    """

    rij: int
    lijkt_op: int | str
    zekerheid: str
    redenen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BekendeCasus:
    """What the kluis knows of a casus, to compare with; `aanmelding` is for a VTB the day it came in."""

    nummer: str
    naam: Naam | None
    geboortedatum: date | None
    gemeente_code: str | None
    aanmelding: date | None
    rij_hash: str | None = None
    bsn: str | None = None
    geboortejaar: str = ""


@dataclass(frozen=True, slots=True)
class Regel:
    """What a row of either list offers for comparing; `begin` is the day the casus or the VTB came in."""

    rij: int
    kenmerken: Kenmerken
    begin: date | None
    rij_hash: str


def _weigh(likeness: Gelijkenis, a: date | None, b: date | None) -> tuple[str, tuple[str, ...]]:
    if a and b and abs(a - b) > NIEUWE_AANMELDING:
        return MOGELIJK, (*likeness.redenen, "andere aanmelding: kan een nieuwe ronde zijn")
    if a and a == b:
        return likeness.zekerheid or MOGELIJK, (*likeness.redenen, "zelfde aanmelding")
    return likeness.zekerheid or MOGELIJK, likeness.redenen


def compare_rows(rows: Sequence[Regel], check: Check | None = None) -> tuple[Dubbel, ...]:
    """Doubles inside one list: each later row beside the earlier row it is most like.

    Raises:
        Cancelled: the user pressed stop.
    """
    known: Herkenner[int] = Herkenner()
    begin: dict[int, date | None] = {}
    found: list[Dubbel] = []
    for count, row in enumerate(rows):
        if check is not None and count % CHECK_EVERY == 0:
            check()
        best = known.best(row.kenmerken)
        if best is not None:
            found.append(Dubbel(row.rij, best[0], *_weigh(best[1], begin[best[0]], row.begin)))
        known.add(row.rij, row.kenmerken)
        begin[row.rij] = row.begin
    return tuple(found)


def compare_known(rows: Sequence[Regel], existing: Sequence[BekendeCasus]) -> tuple[Dubbel, ...]:
    """Doubles of rows against casussen in the kluis; a known fingerprint says that the row was imported before."""
    by_hash = {casus.rij_hash: casus for casus in existing if casus.rij_hash}
    known: Herkenner[int] = Herkenner()
    for index, casus in enumerate(existing):
        features = Kenmerken(casus.naam, casus.geboortedatum, casus.gemeente_code, casus.bsn, casus.geboortejaar)
        known.add(index, features)
    found: list[Dubbel] = []
    for row in rows:
        same = by_hash.get(row.rij_hash)
        if same is not None:
            found.append(Dubbel(row.rij, same.nummer, WAARSCHIJNLIJK, (AL_INGELEZEN,)))
            continue
        best = known.best(row.kenmerken)
        if best is not None:
            casus = existing[best[0]]
            found.append(Dubbel(row.rij, casus.nummer, *_weigh(best[1], casus.aanmelding, row.begin)))
    return tuple(found)
