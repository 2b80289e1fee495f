"""The lines of a genogram: down from parents to children in straight strokes that never run over each other.

Between the rows lie zones. A line leaves a shape below (a port), runs along a track in the zone, goes down where no
shape stands in its way, and along a second track to the children. Tracks and ports are given out once per zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from expertteam_app.domain.genogram import Lijn, Lijnsoort, Punt, Sleutel, Vlak, Vormsoort
from expertteam_app.domain.genogram_rijen import GROOTOUDERS, KINDEREN, VOLWASSENEN, Band

VORM = 40.0
"""Width and height of a shape."""
SPOOR_PAAR, SPOOR = 14.0, 9.0
"""Units between two tracks of couples, and of children."""
POORT = 3.0
"""Units between two lines that go down."""
RUIM = 10.0
"""Units above the first and below the last track."""
CELRAND = 55.0
"""Half of the width that a shape with its label takes."""


@dataclass
class Spoor:
    """One stroke along a zone."""

    van: float
    tot: float
    nummer: int = 0


@dataclass
class Zone:
    """The room under a row (`paren`) or above one (`kinderen`); tracks are shared where strokes lie apart."""

    stap: float
    sporen: list[Spoor] = field(default_factory=list)
    top: float = 0.0

    def neem(self, xs: Iterable[float]) -> Spoor:
        """The first track on which this stroke touches no other."""
        points = list(xs)
        wanted = Spoor(min(points), max(points))
        taken = {s.nummer for s in self.sporen if s.van < wanted.tot + RUIM and wanted.van < s.tot + RUIM}
        wanted.nummer = next(n for n in range(len(self.sporen) + 1) if n not in taken)
        self.sporen.append(wanted)
        return wanted

    @property
    def hoog(self) -> float:
        """Units that the tracks take, zero without any."""
        return self.stap * (max(s.nummer for s in self.sporen) + 1) if self.sporen else 0.0

    def y(self, spoor: Spoor) -> float:
        """Where a track lies."""
        return self.top + self.stap * spoor.nummer


class Verticalen:
    """Which strokes go down where, so that none is drawn over another."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, frozenset[str]]] = []

    def vrij(self, x: float, zones: frozenset[str]) -> float:
        """Units to the nearest other stroke that shares a zone."""
        return min((abs(x - other) for other, theirs in self._taken if zones & theirs), default=1000.0)

    def neem(self, candidates: Iterable[float], zones: Iterable[str]) -> float:
        """The first candidate with room; else the one with the most room."""
        wanted, best, most = frozenset(zones), 0.0, -1.0
        for x in candidates:
            room = self.vrij(x, wanted)
            if room > most:
                best, most = x, room
            if room >= POORT:
                break
        self._taken.append((best, wanted))
        return best


@dataclass
class Geplaatst:
    """What a line must know of a shape: its middle from the left, its outline, and the top of its row."""

    x: float
    soort: Vormsoort
    rij: int


@dataclass
class Loop:
    """The way of one line before heights are known."""

    band: Band
    poorten: dict[Sleutel, float]
    daal: float | None
    paar: Spoor | None
    kinderen: Spoor | None
    landing: dict[Sleutel, float]


def around(x: float, reach: float, step: float) -> Iterable[float]:
    """``x`` and then ever further away on both sides."""
    yield x
    for n in range(1, int(reach / step) + 1):
        yield x + n * step
        yield x - n * step


class Lijnenplan:
    """Gives every line its ports and tracks, and draws them once the heights are known."""

    def __init__(self, banden: Sequence[Band], plaatsen: dict[Sleutel, Geplaatst], breed: float) -> None:
        self._plaatsen = plaatsen
        self._breed = breed
        self.paren = {row: Zone(SPOOR_PAAR) for row in (GROOTOUDERS, VOLWASSENEN)}
        self.boven = {row: Zone(SPOOR) for row in (KINDEREN, KINDEREN + 1)}
        self._omlaag = Verticalen()
        landings = self._landings(banden)
        self.lopen = [self._loop(band, landings[n]) for n, band in enumerate(banden)]

    def _landings(self, banden: Sequence[Band]) -> list[dict[Sleutel, float]]:
        """Where each line comes in at the top of each child: spread over the shape, no two at one place."""
        lines: dict[Sleutel, list[int]] = {}
        for n, band in enumerate(banden):
            for child in band.kinderen:
                lines.setdefault(child, []).append(n)
        found: list[dict[Sleutel, float]] = [{} for _ in banden]
        for child, numbers in lines.items():
            place, step = self._plaatsen[child], (VORM - 8) / max(4, len(numbers))
            for position, n in enumerate(numbers):
                x = place.x + (position - (len(numbers) - 1) / 2) * step
                found[n][child] = self._omlaag.neem((x,), {f"boven{place.rij}"})
        return found

    def _loop(self, band: Band, landing: dict[Sleutel, float]) -> Loop:
        rows = {self._plaatsen[k].rij for k in landing}
        below = min(rows) if rows else None
        ports: dict[Sleutel, float] = {}
        first = self._plaatsen[band.ouders[0]].rij if band.ouders else None
        if first == KINDEREN:
            return self._sideways(band, landing)
        single = len(band.ouders) == 1 and first == VOLWASSENEN
        for parent in band.ouders:
            place = self._plaatsen[parent]
            zones = {f"onder{place.rij}", f"boven{below}"} if single else {f"onder{place.rij}"}
            ports[parent] = self._omlaag.neem(around(place.x, VORM / 2 - 5, 1.0), zones)
        drop, couple = None, None
        if single:
            drop = next(iter(ports.values()))
        elif ports:
            drop = self._drop(ports, first, below) if below is not None else None
            couple = self.paren[first or 0].neem([*ports.values(), *([drop] if drop is not None else [])])
        bar = None
        if below is not None:
            xs = [*landing.values(), *([drop] if drop is not None else [])]
            bar = self.boven[below].neem(xs)
        return Loop(band, ports, drop, couple, bar, landing)

    def _drop(self, ports: dict[Sleutel, float], row: int | None, below: int | None) -> float:
        """Where a line of a couple or a grandparent goes down, in the gap between shapes of the rows it passes."""
        zones = {f"onder{row}", f"boven{below}"}
        middle = sum(ports.values()) / len(ports)
        passed = [p.x for p in self._plaatsen.values() if row is not None and below is not None and row < p.rij < below]
        if passed:
            zones |= {f"onder{VOLWASSENEN}", f"rij{VOLWASSENEN}"}
        ways = (x for x in around(middle, self._breed + 200, 2.0) if all(abs(x - p) > CELRAND for p in passed))
        return self._omlaag.neem(ways, zones)

    def _sideways(self, band: Band, landing: dict[Sleutel, float]) -> Loop:
        """From the side of a jeugdige down to its own child, past the label under it."""
        parent = band.ouders[0]
        x = self._plaatsen[parent].x + CELRAND + 6
        drop = self._omlaag.neem(around(x, 5, 1.0), {f"rij{KINDEREN}", f"boven{KINDEREN + 1}"})
        bar = self.boven[KINDEREN + 1].neem([drop, *landing.values()])
        return Loop(band, {parent: drop}, drop, None, bar, landing)

    # -- drawing -------------------------------------------------------------------------------------------------

    def lijnen(self, vlakken: dict[Sleutel, Vlak]) -> list[Lijn]:
        """Every line, now that the shapes and the zones have their heights."""
        return [line for loop in self.lopen for line in self._draw(loop, vlakken)]

    def _draw(self, loop: Loop, vlakken: dict[Sleutel, Vlak]) -> Iterable[Lijn]:
        band = loop.band
        start: float | None = None
        if loop.paar is not None:
            row = self._plaatsen[band.ouders[0]].rij
            start = y = self.paren[row].y(loop.paar)
            parts: list[tuple[Punt, ...]] = [
                ((x, self._underside(parent, x, vlakken)), (x, y)) for parent, x in loop.poorten.items()
            ]
            parts.append(((loop.paar.van, y), (loop.paar.tot, y)))
            if len(band.ouders) > 1:
                yield self._couple(loop, tuple(parts), y)
                parts = []
        else:
            parts = []
        if loop.kinderen is None:
            return
        parts += self._down(loop, start, vlakken)
        yield Lijn(band.soort, tuple(parts), tuple(band.relaties))

    def _couple(self, loop: Loop, parts: tuple[tuple[Punt, ...], ...], y: float) -> Lijn:
        band = loop.band
        soort = Lijnsoort.OUDERPAAR
        if band.partnerschap is not None:
            soort = Lijnsoort.VOORBIJ if band.streepjes else Lijnsoort.SAMEN
        xs = sorted([*loop.poorten.values(), *([loop.daal] if loop.daal is not None else [])])
        widest = max(range(len(xs) - 1), key=lambda i: xs[i + 1] - xs[i])
        where = ((xs[widest] + xs[widest + 1]) / 2, y)
        return Lijn(soort, parts, (), band.partnerschap, band.streepjes, where)

    def _down(self, loop: Loop, start: float | None, vlakken: dict[Sleutel, Vlak]) -> list[tuple[Punt, ...]]:
        assert loop.kinderen is not None  # noqa: S101 - the caller looked
        below = min(self._plaatsen[k].rij for k in loop.landing)
        y = self.boven[below].y(loop.kinderen)
        parts: list[tuple[Punt, ...]] = []
        if loop.daal is not None:
            if start is None:
                parent = loop.band.ouders[0]
                box = vlakken[parent]
                if self._plaatsen[parent].rij == KINDEREN:
                    parts.append(((box.rechts, box.midden[1]), (loop.daal, box.midden[1])))
                    start = box.midden[1]
                else:
                    start = self._underside(parent, loop.daal, vlakken)
            parts.append(((loop.daal, start), (loop.daal, y)))
        if loop.kinderen.van != loop.kinderen.tot:
            parts.append(((loop.kinderen.van, y), (loop.kinderen.tot, y)))
        return parts + [((x, y), (x, self._topside(child, x, vlakken))) for child, x in loop.landing.items()]

    def _underside(self, key: Sleutel, x: float, vlakken: dict[Sleutel, Vlak]) -> float:
        return vlakken[key].midden[1] + self._reach(key, x)

    def _topside(self, key: Sleutel, x: float, vlakken: dict[Sleutel, Vlak]) -> float:
        return vlakken[key].midden[1] - self._reach(key, x)

    def _reach(self, key: Sleutel, x: float) -> float:
        """Half the height of the outline at a place."""
        place, half = self._plaatsen[key], VORM / 2
        aside = min(half, abs(x - place.x))
        if place.soort is Vormsoort.CIRKEL:
            return float((half**2 - aside**2) ** 0.5)
        return half - aside if place.soort is Vormsoort.RUIT else half
