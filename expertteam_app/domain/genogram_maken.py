"""Makes the genogram of a gezin: the same facts always give the same picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expertteam_app.domain.genogram import REGEL, Genogram, Kop, Lijn, Sleutel, Vlak, Vorm, Vormsoort
from expertteam_app.domain.genogram_lijnen import RUIM, VORM, Geplaatst, Lijnenplan
from expertteam_app.domain.genogram_plaatsing import CEL, Plaatsing, plaats
from expertteam_app.domain.genogram_rijen import (
    ERNAAST,
    GENERATIES,
    GROOTOUDERS,
    VOLWASSENEN,
    banden,
    rijen,
)
from expertteam_app.domain.genogram_tekst import (
    TEKENS_KAART,
    Rollabel,
    beschrijf_kind,
    beschrijf_lid,
    label_kind,
    label_lid,
    opgesomd,
    partnerzin,
    rolwoord,
    rolzin,
)
from expertteam_app.domain.netwerk import OUDERS, PROFESSIONALS, Gezinslid, Netwerk

RAND = 16.0
KADER = 7.0
"""Units between people and the frame around their household."""
LABELBREED = CEL - 14
KAART = 172.0
KAART_TUSSEN = 14.0
MIN_KAARTEN = 4


@dataclass
class _Woorden:
    """The lines with one shape."""

    regels: tuple[str, ...]
    naamregels: int
    naam: str
    beschrijving: str
    soort: Vormsoort
    overleden: bool = False


class _Maker:
    def __init__(self, netwerk: Netwerk, label: Rollabel, kern: int | None) -> None:
        self.netwerk, self.label, self.kern = netwerk, label, kern
        self.rij = rijen(netwerk)
        self.banden = banden(netwerk, self.rij)
        self.plaatsing: Plaatsing = plaats(netwerk, self.rij)
        self.getekend = {r for band in self.banden for r in band.relaties}
        self.paren = {b.partnerschap for b in self.banden if b.partnerschap is not None}
        self.woorden = {key: self._words(key) for key in self.rij}
        self.vlakken: dict[Sleutel, Vlak] = {}
        self.tekst: dict[Sleutel, Vlak] = {}

    # -- words ---------------------------------------------------------------------------------------------------

    def _words(self, key: Sleutel) -> _Woorden:
        if key[0] == "kind":
            kind = next(k for k in self.netwerk.kinderen if k.id == key[1])
            lines, count = label_kind(kind)
            return _Woorden(lines, count, kind.naam, beschrijf_kind(kind), _outline(kind.geslacht))
        lid = next(x for x in self.netwerk.leden if x.id == key[1])
        card = self.rij[key] == ERNAAST
        role, extra = self._role(lid, card=card)
        lines, count = label_lid(lid, extra, self.netwerk, rol=role, **({"tekens": TEKENS_KAART} if card else {}))
        outline = Vormsoort.KAART if card else _outline(lid.geslacht) if lid.persoonsnaam else Vormsoort.AFGEROND
        told = beschrijf_lid(lid, self.netwerk, self.label)
        return _Woorden(lines, count, lid.naam, told, outline, lid.overleden)

    def _role(self, lid: Gezinslid, *, card: bool) -> tuple[str, list[str]]:
        """The role to show, and what is told in words because no line shows it."""
        relaties = self.netwerk.van_lid(lid.id)
        by_role: dict[str, list[int]] = {}
        for n, relatie in enumerate(relaties):
            by_role.setdefault(relatie.rol, []).append(n)
        drawn: list[str] = []
        told: list[str] = []
        for rol, numbers in by_role.items():
            mine = [relaties[n] for n in numbers]
            unseen = [r for r in mine if r.id not in self.getekend]
            if len(unseen) < len(mine) and (rol not in OUDERS or rol == "114"):
                drawn.append(rolwoord(rol, lid.geslacht, self.label))
            if unseen:
                (drawn if card else told).append(rolzin(rol, unseen, lid.geslacht, self.netwerk, self.label))
        for partner in self.netwerk.partners:
            other = partner.ander(lid.id)
            person = self.netwerk.lid(other) if other is not None else None
            if person is not None and partner.id not in self.paren:
                told.append(partnerzin(partner, person))
        home = [r for r in relaties if r.woont_samen and (card or r.id in self.plaatsing.elders)]
        names = [k.roepnaam for r in home if (k := self.netwerk.kind(r.jeugdige_id))]
        if names:
            told.append(f"woont met {opgesomd(names)}" if card else f"{opgesomd(names)} woont ook hier")
        return opgesomd(drawn), told

    # -- places --------------------------------------------------------------------------------------------------

    def make(self) -> Genogram:
        places = {
            key: Geplaatst(x, self.woorden[key].soort, self.rij[key]) for key, x in self.plaatsing.middens.items()
        }
        plan = Lijnenplan(self.banden, places, self.plaatsing.breed)
        bottom = self._rows(places, plan)
        lines = plan.lijnen(self.vlakken)
        frames = [self._frame(keys) for keys in self._households()]
        titles, bottom = self._cards(bottom)
        return self._shifted(lines, frames, titles)

    def _rows(self, places: dict[Sleutel, Geplaatst], plan: Lijnenplan) -> float:
        """Give every row its height: label and shape, then the zones that its lines need."""
        y = 0.0
        for row in GENERATIES:
            keys = [k for k, p in places.items() if p.rij == row]
            if not keys:
                continue
            if row in plan.boven and plan.boven[row].sporen:
                plan.boven[row].top = y + RUIM
                y += plan.boven[row].hoog + 2 * RUIM
            label = REGEL * max(len(self.woorden[k].regels) for k in keys) + 4
            above = row in (GROOTOUDERS, VOLWASSENEN)
            for key in keys:
                x = places[key].x
                top = y + label if above else y
                self.vlakken[key] = Vlak(x - VORM / 2, top, VORM, VORM)
                own = REGEL * len(self.woorden[key].regels)
                text = top - 4 - own if above else top + VORM + 4
                self.tekst[key] = Vlak(x - LABELBREED / 2, text, LABELBREED, own)
            y += label + VORM
            if row in plan.paren:
                plan.paren[row].top = y + RUIM
                y += plan.paren[row].hoog + RUIM
            y += RUIM * 1.6
        return y

    def _households(self) -> Sequence[list[Sleutel]]:
        return [[k for keys in b.rijen.values() for k in keys] for b in self.plaatsing.blokken]

    def _frame(self, keys: list[Sleutel]) -> Vlak:
        return _around([*(self.vlakken[k] for k in keys), *(self.tekst[k] for k in keys)], KADER)

    def _cards(self, y: float) -> tuple[list[Kop], float]:
        """Network and professionals as cards in rows under the picture."""
        beside = [x for x in self.netwerk.leden if self.rij[("lid", x.id)] == ERNAAST]
        prof = [x for x in beside if any(r.rol in PROFESSIONALS for r in self.netwerk.van_lid(x.id))]
        per_row = max(MIN_KAARTEN, int((self.plaatsing.breed + KAART_TUSSEN) // (KAART + KAART_TUSSEN)))
        titles = []
        for title, people in (("Netwerk", [x for x in beside if x not in prof]), ("Professionals", prof)):
            if not people:
                continue
            titles.append(Kop(title, Vlak(0, y, LABELBREED * 2, REGEL + 3)))
            y += REGEL + 8
            for start in range(0, len(people), per_row):
                y = self._card_row([("lid", x.id) for x in people[start : start + per_row]], y)
            y += RUIM
        return titles, y

    def _card_row(self, keys: list[Sleutel], y: float) -> float:
        height = REGEL * max(len(self.woorden[k].regels) for k in keys) + 12
        for n, key in enumerate(keys):
            x = n * (KAART + KAART_TUSSEN)
            self.vlakken[key] = Vlak(x, y, KAART, height)
            self.tekst[key] = Vlak(x + 6, y + 6, KAART - 12, REGEL * len(self.woorden[key].regels))
        return y + height + KAART_TUSSEN

    def _shifted(self, lines: list[Lijn], frames: list[Vlak], titles: list[Kop]) -> Genogram:
        """The whole, moved so that it begins at the margin; a line may run outside the shapes."""
        boxes = [*self.vlakken.values(), *self.tekst.values(), *frames, *(t.vlak for t in titles)]
        boxes += [Vlak(x, y, 0, 0) for line in lines for part in line.delen for x, y in part]
        if not boxes:
            return Genogram()
        whole = _around(boxes, RAND)
        dx, dy = -whole.x, -whole.y
        order = sorted(self.vlakken, key=lambda k: (self.rij[k], self.vlakken[k].y, self.vlakken[k].x))
        seen = {r.id for r in self.netwerk.relaties}
        pairs = {p.id for p in self.netwerk.partners}
        return Genogram(
            vormen=tuple(self._shape(k, dx, dy) for k in order),
            lijnen=tuple(_moved_line(line, dx, dy) for line in lines),
            kaders=tuple(_moved(f, dx, dy) for f in frames),
            koppen=tuple(Kop(t.tekst, _moved(t.vlak, dx, dy)) for t in titles),
            breed=whole.breed,
            hoog=whole.hoog,
            geschreven=frozenset(seen - self.getekend),
            geschreven_partners=frozenset(pairs - self.paren),
        )

    def _shape(self, key: Sleutel, dx: float, dy: float) -> Vorm:
        words = self.woorden[key]
        return Vorm(
            sleutel=key,
            soort=words.soort,
            vlak=_moved(self.vlakken[key], dx, dy),
            tekstvlak=_moved(self.tekst[key], dx, dy),
            regels=words.regels,
            naamregels=words.naamregels,
            naam=words.naam,
            beschrijving=words.beschrijving,
            overleden=words.overleden,
            kern=key == ("kind", self.kern),
        )


def _outline(geslacht: str) -> Vormsoort:
    return {"m": Vormsoort.VIERKANT, "v": Vormsoort.CIRKEL}.get(geslacht, Vormsoort.RUIT)


def _around(boxes: Sequence[Vlak], edge: float) -> Vlak:
    left, top = min(b.x for b in boxes) - edge, min(b.y for b in boxes) - edge
    return Vlak(left, top, max(b.rechts for b in boxes) + edge - left, max(b.onder for b in boxes) + edge - top)


def _moved(box: Vlak, dx: float, dy: float) -> Vlak:
    return Vlak(box.x + dx, box.y + dy, box.breed, box.hoog)


def _moved_line(line: Lijn, dx: float, dy: float) -> Lijn:
    parts = tuple(tuple((x + dx, y + dy) for x, y in part) for part in line.delen)
    where = (line.plek[0] + dx, line.plek[1] + dy)
    return Lijn(line.soort, parts, line.relaties, line.partnerschap, line.streepjes, where)


def maak_genogram(netwerk: Netwerk, label: Rollabel, kern: int | None = None) -> Genogram:
    """The picture of a gezin.

    Args:
        netwerk: the gezin with everyone around it.
        label: the label of a Jeugdzorgrol code.
        kern: the jeugdige whose casus it is; drawn with a double outline.
    """
    return _Maker(netwerk, label, kern).make()
