"""Where everyone of the generations stands from left to right: households as blocks, the others around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expertteam_app.domain.genogram import Sleutel
from expertteam_app.domain.genogram_rijen import (
    GENERATIES,
    GROOTOUDERS,
    KINDEREN,
    VOLWASSENEN,
    huishoudens,
    kindvolgorde,
)
from expertteam_app.domain.netwerk import OUDERS, VOORBIJ, Netwerk

CEL = 122.0
"""Units from the middle of one shape to the next in a row; a label is a little narrower."""
TUSSEN = 34.0
"""Units between two blocks: room for their frames and for lines that pass."""


@dataclass
class Blok:
    """A household, or people who live with nobody of the picture, with the middle of each of them."""

    rijen: dict[int, list[Sleutel]]
    huishouden: bool
    links: float = 0.0

    @property
    def breed(self) -> float:
        """Units from left to right."""
        return CEL * max((len(keys) for keys in self.rijen.values()), default=0)

    def middens(self) -> dict[Sleutel, float]:
        """The middle of everyone, each row in the middle of the block."""
        found: dict[Sleutel, float] = {}
        for keys in self.rijen.values():
            start = self.links + (self.breed - CEL * len(keys)) / 2 + CEL / 2
            found |= {key: start + n * CEL for n, key in enumerate(keys)}
        return found


@dataclass(frozen=True)
class Plaatsing:
    """The middle of everyone, the blocks, and the relations whose living together stands in words."""

    middens: dict[Sleutel, float]
    blokken: tuple[Blok, ...]
    breed: float
    elders: tuple[int, ...]


def plaats(netwerk: Netwerk, rij: dict[Sleutel, int]) -> Plaatsing:
    """Place everyone of the generations; the blocks never share a column, so their frames never meet."""
    order = kindvolgorde(netwerk)
    households, elsewhere = huishoudens(netwerk, rij)
    at_home = {key for group in households for key in group}
    free = [key for key, row in rij.items() if row in GENERATIES and key not in at_home]
    left_side = _fathers_elsewhere(netwerk, rij, free)
    blocks = [Blok(_rows(netwerk, rij, group, left_side), huishouden=True) for group in households]
    blocks.sort(key=lambda b: min((order[k] for k in b.rijen.get(KINDEREN, ())), default=(order[_any(b)])))
    above = [k for k in free if rij[k] == GROOTOUDERS]
    if blocks and all(GROOTOUDERS not in b.rijen for b in blocks):
        free = [k for k in free if k not in above]
    else:
        above = []
    left = left_side if blocks else []
    right = [k for k in free if k not in left]
    parts = [*_free_block(netwerk, rij, left), *blocks, *_free_block(netwerk, rij, right)]
    x = 0.0
    for block in parts:
        block.links = x
        x += block.breed + TUSSEN
    width = max(0.0, x - TUSSEN)
    middles = {key: middle for block in parts for key, middle in block.middens().items()}
    if above:
        top = Blok({GROOTOUDERS: _together(netwerk, above)}, huishouden=False)
        top.links = max(0.0, (width - top.breed) / 2)
        middles |= top.middens()
        width = max(width, top.breed)
    return Plaatsing(middles, tuple(b for b in parts if b.huishouden), width, tuple(elsewhere))


def _any(block: Blok) -> Sleutel:
    return next(key for keys in block.rijen.values() for key in keys)


def _free_block(netwerk: Netwerk, rij: dict[Sleutel, int], keys: list[Sleutel]) -> list[Blok]:
    return [Blok(_rows(netwerk, rij, keys), huishouden=False)] if keys else []


def _fathers_elsewhere(netwerk: Netwerk, rij: dict[Sleutel, int], free: list[Sleutel]) -> list[Sleutel]:
    """Fathers who live elsewhere stand left of the households, as is usual; all others right of them."""
    found = []
    for key in free:
        lid = netwerk.lid(key[1]) if key[0] == "lid" else None
        is_parent = lid is not None and any(r.rol in OUDERS for r in netwerk.van_lid(lid.id))
        if lid is not None and rij[key] == VOLWASSENEN and is_parent and lid.geslacht == "m":
            found.append(key)
    return found


def _rows(
    netwerk: Netwerk, rij: dict[Sleutel, int], keys: list[Sleutel], left: Sequence[Sleutel] = ()
) -> dict[int, list[Sleutel]]:
    order = kindvolgorde(netwerk)
    rows: dict[int, list[Sleutel]] = {}
    for row in GENERATIES:
        members = [k for k in keys if rij[k] == row]
        if members:
            rows[row] = _together(netwerk, members, left) if row < KINDEREN else sorted(members, key=lambda k: order[k])
    return rows


def _together(netwerk: Netwerk, keys: list[Sleutel], left: Sequence[Sleutel] = ()) -> list[Sleutel]:
    """Men first, and beside each his partner, then the partner of that one: who belong together stand together.

    Who is or was the partner of someone on the `left` of them begins.
    """
    near = {p.ander(key[1]) for key in left for p in netwerk.partners}
    place = {"m": 0, "": 1, "x": 1, "v": 2}
    people = {key: lid for key in keys if (lid := netwerk.lid(key[1])) is not None}
    waiting = sorted(people, key=lambda k: (k[1] not in near, place.get(people[k].geslacht, 1), k[1]))
    found: list[Sleutel] = []
    while waiting:
        key: Sleutel | None = waiting[0]
        while key is not None:
            waiting.remove(key)
            found.append(key)
            now = [p for p in netwerk.partners if p.ander(key[1]) is not None]
            now.sort(key=lambda p: (p.soort not in VOORBIJ, p.id))
            nearby = (("lid", p.ander(key[1])) for p in now)
            key = next(((k, i) for k, i in nearby if i is not None and (k, i) in waiting), None)
    return found
