"""Who stands where in a genogram, as rows and groups: generations, households, and what becomes a line or words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from expertteam_app.domain.genogram import Lijnsoort, Sleutel
from expertteam_app.domain.netwerk import (
    BROER_ZUS,
    BROERS_ZUSSEN,
    GROOTOUDER,
    KIND,
    MELDERS,
    OPVOEDERS,
    OUDERS,
    PROFESSIONALS,
    VOORBIJ,
    Gezinslid,
    Netwerk,
)

GROOTOUDERS, VOLWASSENEN, KINDEREN, KLEINKINDEREN, ERNAAST = range(5)
"""The rows from top to bottom; `ERNAAST` are the cards of network and professionals under the picture."""
GENERATIES = (GROOTOUDERS, VOLWASSENEN, KINDEREN, KLEINKINDEREN)


@dataclass
class Band:
    """What becomes one line: parents above, children below; without parents a bracket over brothers and sisters."""

    soort: Lijnsoort
    ouders: tuple[Sleutel, ...]
    kinderen: list[Sleutel] = field(default_factory=list)
    relaties: list[int] = field(default_factory=list)
    partnerschap: int | None = None
    streepjes: int = 0

    def add(self, kind: Sleutel, relaties: Iterable[int]) -> None:
        """Another child on this line."""
        if kind not in self.kinderen:
            self.kinderen.append(kind)
        self.relaties += [r for r in relaties if r not in self.relaties]


def rij_van(lid: Gezinslid, netwerk: Netwerk) -> int:
    """The row of someone by what he is to the children; who has a role in no generation stands beside the picture."""
    relaties = netwerk.van_lid(lid.id)
    rollen = {r.rol for r in relaties}
    if GROOTOUDER in rollen:
        return GROOTOUDERS
    if rollen & (OUDERS | OPVOEDERS):
        return VOLWASSENEN
    if rollen & BROERS_ZUSSEN:
        return KINDEREN
    if KIND in rollen:
        return KLEINKINDEREN
    if any(r.woont_samen and r.rol not in PROFESSIONALS | MELDERS for r in relaties):
        return VOLWASSENEN
    return ERNAAST


def rijen(netwerk: Netwerk) -> dict[Sleutel, int]:
    """The row of everyone; who is only known as someone's partner stands beside that partner."""
    found: dict[Sleutel, int] = {("kind", k.id): KINDEREN for k in netwerk.kinderen}
    found |= {("lid", x.id): rij_van(x, netwerk) for x in netwerk.leden}
    for lid in netwerk.leden:
        key = ("lid", lid.id)
        if found[key] != ERNAAST or any(r.rol in PROFESSIONALS | MELDERS for r in netwerk.van_lid(lid.id)):
            continue
        others = (p.ander(lid.id) for p in netwerk.partners)
        rows = [found[("lid", o)] for o in others if o is not None and ("lid", o) in found]
        found[key] = min((r for r in rows if r in (GROOTOUDERS, VOLWASSENEN)), default=ERNAAST)
    return found


def huishoudens(netwerk: Netwerk, rij: dict[Sleutel, int]) -> tuple[list[list[Sleutel]], list[int]]:
    """Who live together, each group in reading order, and the relations whose living together cannot be drawn.

    A child that lives with both of two parents who are apart is drawn with the one that was recorded first.
    """
    apart = {frozenset((p.een_id, p.ander_id)) for p in netwerk.partners if p.soort in VOORBIJ}
    home: dict[Sleutel, set[Sleutel]] = {}
    left_over = []
    for relatie in netwerk.relaties:
        if not relatie.woont_samen:
            continue
        lid, kind = ("lid", relatie.gezinslid_id), ("kind", relatie.jeugdige_id)
        if rij[lid] == ERNAAST:
            left_over.append(relatie.id)
            continue
        one, other = home.get(lid, {lid}), home.get(kind, {kind})
        if one is not other and any(frozenset((a[1], b[1])) in apart for a in _leden(one) for b in _leden(other)):
            left_over.append(relatie.id)
            continue
        both = one | other
        home |= dict.fromkeys(both, both)
    groups: list[list[Sleutel]] = []
    for key in rij:
        group = home.get(key)
        if group is not None and not any(key in g for g in groups):
            groups.append([k for k in rij if k in group])
    return groups, left_over


def _leden(keys: Iterable[Sleutel]) -> list[Sleutel]:
    return [k for k in keys if k[0] == "lid"]


def banden(netwerk: Netwerk, rij: dict[Sleutel, int]) -> list[Band]:
    """Everything that becomes a line. What is left out (see `geschreven`) stands in words with the person."""
    found: dict[tuple[object, ...], Band] = {}
    for kind in netwerk.kinderen:
        for soort, ouders, relaties in _boven(netwerk, rij, kind.id):
            band = found.setdefault((soort, frozenset(ouders)), Band(soort, ouders))
            band.add(("kind", kind.id), relaties)
    for lid in netwerk.leden:
        _kinderen_van(netwerk, rij, lid, found)
    for lid in netwerk.leden:
        _broers(netwerk, rij, lid, found)
    made = list(found.values())
    _partners(netwerk, rij, made)
    return made


def _boven(
    netwerk: Netwerk, rij: dict[Sleutel, int], kind_id: int
) -> list[tuple[Lijnsoort, tuple[Sleutel, ...], list[int]]]:
    """The lines that come down to one child: parents together, carers and grandparents per couple."""
    found: list[tuple[Lijnsoort, tuple[Sleutel, ...], list[int]]] = []
    for soort, rollen in (
        (Lijnsoort.GROOTOUDER, frozenset({GROOTOUDER})),
        (Lijnsoort.OUDER, OUDERS),
        (Lijnsoort.OPVOEDER, OPVOEDERS),
    ):
        by_row: dict[int, dict[int, list[int]]] = {}
        for relatie in netwerk.van_kind(kind_id):
            if relatie.rol in rollen:
                members = by_row.setdefault(rij[("lid", relatie.gezinslid_id)], {})
                members.setdefault(relatie.gezinslid_id, []).append(relatie.id)
        for members in by_row.values():
            groups = [sorted(members)] if soort is Lijnsoort.OUDER else _paren(netwerk, sorted(members))
            found += [(soort, tuple(("lid", i) for i in g), [r for i in g for r in members[i]]) for g in groups]
    return found


def _paren(netwerk: Netwerk, ids: list[int]) -> list[list[int]]:
    """The same people, partners together; each of them once."""
    left, groups = list(ids), []
    while left:
        one = left.pop(0)
        other = next((o for p in netwerk.partners if p.soort not in VOORBIJ and (o := p.ander(one)) in left), None)
        if other is not None:
            left.remove(other)
        groups.append([one] if other is None else [one, other])
    return groups


def _kinderen_van(
    netwerk: Netwerk, rij: dict[Sleutel, int], lid: Gezinslid, found: dict[tuple[object, ...], Band]
) -> None:
    """The line from jeugdigen down to someone who is their child."""
    key = ("lid", lid.id)
    if rij[key] != KLEINKINDEREN:
        return
    for relatie in netwerk.van_lid(lid.id):
        if relatie.rol == KIND:
            parent = ("kind", relatie.jeugdige_id)
            band = found.setdefault(("kind van", parent), Band(Lijnsoort.OUDER, (parent,)))
            band.add(key, [relatie.id])


def _broers(netwerk: Netwerk, rij: dict[Sleutel, int], lid: Gezinslid, found: dict[tuple[object, ...], Band]) -> None:
    """A brother or sister without casus: on the line of the parents when it is a full one, else under a bracket."""
    key = ("lid", lid.id)
    if rij[key] != KINDEREN:
        return
    for relatie in netwerk.van_lid(lid.id):
        if relatie.rol not in BROERS_ZUSSEN:
            continue
        child = ("kind", relatie.jeugdige_id)
        parents = (b for b in found.values() if b.soort is Lijnsoort.OUDER and child in b.kinderen)
        band = next(parents, None) if relatie.rol == BROER_ZUS else None
        if band is None:
            band = found.setdefault(("broer", relatie.rol, key), Band(Lijnsoort.BROER, ()))
            band.add(key, [])
            band.add(child, [])
        band.add(key, [relatie.id])


def _partners(netwerk: Netwerk, rij: dict[Sleutel, int], made: list[Band]) -> None:
    """Partners in one row get a line; where they have children together it is the line these hang on."""
    for partner in netwerk.partners:
        pair = (("lid", partner.een_id), ("lid", partner.ander_id))
        if any(k not in rij for k in pair) or rij[pair[0]] != rij[pair[1]] or rij[pair[0]] > VOLWASSENEN:
            continue
        own = (b for b in made if set(b.ouders) == set(pair) and b.partnerschap is None)
        band = next(own, None)
        if band is None:
            band = Band(Lijnsoort.SAMEN, pair)
            made.append(band)
        band.partnerschap = partner.id
        band.streepjes = {"uit elkaar": 1, "gescheiden": 2}.get(partner.soort, 0)


def kindvolgorde(netwerk: Netwerk) -> dict[Sleutel, tuple[date, int]]:
    """The order of birth of everyone; unknown days come last, in order of entry."""
    late = date(9999, 12, 31)
    order = {("kind", k.id): (k.geboortedatum or late, n) for n, k in enumerate(netwerk.kinderen)}
    start = len(order)
    return order | {("lid", x.id): (x.geboortedatum or late, start + n) for n, x in enumerate(netwerk.leden)}
