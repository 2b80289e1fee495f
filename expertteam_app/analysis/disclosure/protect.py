"""The only door out: true counts go in, a `ProtectedReport` comes out.

Rules (PRIVACY 3.4): distinct jeugdigen are counted; counts below the threshold, zero included, are hidden; all others
are rounded half up to a multiple of the base, totals on their own. Further cells are hidden until nothing hidden can be
worked out, over all tables together. Equal input gives equal output, so repeating a report adds no knowledge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from math import log

from expertteam_app.analysis.disclosure.cellen import Sleutel, all_keys, cells_of_table, key_of, relations
from expertteam_app.analysis.disclosure.eerder import Voorkennis, with_earlier
from expertteam_app.analysis.disclosure.grover import coarsened
from expertteam_app.analysis.disclosure.kenner import pinned, victim
from expertteam_app.analysis.disclosure.oplossen import SECONDEN, Cel, Opgave, Oplossing, Vraag, Zoeker
from expertteam_app.analysis.disclosure.primary import Eis, Reden, both_hold, counts_of, primary, requirements
from expertteam_app.analysis.disclosure.report import DOOR, ProtectedCell, ProtectedReport, ProtectedTable, Status
from expertteam_app.analysis.disclosure.spec import RapportSpec, TabelSpec
from expertteam_app.analysis.disclosure.stelsel import Rij
from expertteam_app.analysis.disclosure.tabulate import Eenheid, Telling, tabulate

RAND_PRIJS = 3.0
TOTAAL_PRIJS = 100.0
VASTGEZET = 100.0
"""How much dearer a margin, a grand total and a pinned cell are to hide (PRIVACY 3.5, 3.9)."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True, repr=False)
class Wensen:
    """What the maker asks of the choice; never a way around it.

    Attributes:
        zichtbaar: cells that must stay visible if at all possible.
        seconden: after so many seconds a quicker choice follows.
        stop: asked often; True stops.
        voorkennis: earlier releases that a reader has beside this one.
        verschil: cells that differ too little from an earlier release to be printed again.
    """

    zichtbaar: frozenset[Sleutel] = frozenset()
    seconden: float = SECONDEN
    stop: Callable[[], bool] = _never
    voorkennis: Voorkennis = field(default_factory=Voorkennis)
    verschil: frozenset[Sleutel] = frozenset()


@dataclass(frozen=True, slots=True, repr=False)
class Bescherming:
    """A protected report with what its maker may know of it inside the kluis. Without a repr: it holds true values.

    Attributes:
        report: what may leave.
        spec: the tables as they became (some may be coarser than asked).
        tellingen: what stands behind every cell.
        redenen: why each hidden cell is hidden.
        eisen: what must stay possible for a reader.
        oplossing: cost and proof of the choice.
    """

    report: ProtectedReport
    spec: RapportSpec
    tellingen: Mapping[Sleutel, Telling]
    redenen: Mapping[Sleutel, Reden]
    eisen: tuple[Eis, ...]
    oplossing: Oplossing


def ceiling(spec: RapportSpec, tellingen: Mapping[Sleutel, Telling]) -> int:
    """A number that no reader can know a count to be above: the largest count with room for the rules."""
    largest = max((t.aantal for t in tellingen.values()), default=0)
    return 2 * (largest + spec.regels.drempel + spec.regels.afronding)


def price(spec: RapportSpec, key: Sleutel, aantal: int) -> float:
    """What hiding a cell costs: more for a larger one, for a margin and for a total (PRIVACY 3.5).

    Reckoned from the number as printed, so that the choice tells nothing of the true one.
    """
    base = 1.0 + log(1.0 + spec.regels.gedrukt(aantal))
    dims = len(key[1])
    return round(base * (TOTAAL_PRIJS if dims == 0 else RAND_PRIJS if dims == 1 else 1.0), 3)


def rows_of(spec: RapportSpec, place: Mapping[Sleutel, int]) -> tuple[Rij, ...]:
    """The relations a reader knows, as linear rows over the cells by their places."""
    rows: list[Rij] = []
    for relatie in relations(spec):
        parent, children = place[relatie.parent], [place[c] for c in relatie.children]
        columns, ones = (parent, *children), (-1.0, *([1.0] * len(children)))
        if relatie.exact:
            rows.append(Rij(columns, ones))
            continue
        rows += [Rij((parent, child), (1.0, -1.0), 0.0, float("inf")) for child in children]
        if relatie.covers:
            rows.append(Rij(columns, ones, 0.0, float("inf")))
    return tuple(rows)


def problem(
    spec: RapportSpec,
    tellingen: Mapping[Sleutel, Telling],
    eisen: Iterable[Eis],
    pinned: AbstractSet[Sleutel] = frozenset(),
) -> Opgave:
    """The question to the solver: every cell once, what a reader knows of it, and what must stay possible."""
    keys = tuple(tellingen)
    place = {key: i for i, key in enumerate(keys)}
    cells: list[Cel] = []
    for i, key in enumerate(keys):
        n = tellingen[key].aantal
        if spec.impossible(key[1]):
            cells.append(Cel(0, 0, 1.0, vast=False))
            continue
        low, high = spec.regels.venster(spec.regels.gedrukt(n))
        # Equal choices would leave the outcome to the solver: the later cell is a trifle dearer.
        cost = price(spec, key, n) * (VASTGEZET if key in pinned else 1.0) + 1e-4 * i / len(keys)
        cells.append(Cel(low, high, cost))
    asked = tuple(Vraag(place[e.cel], e.laag, e.hoog) for e in eisen)
    return Opgave(tuple(cells), rows_of(spec, place), asked, ceiling(spec, tellingen))


def printed_report(
    spec: RapportSpec, tellingen: Mapping[Sleutel, Telling], verborgen: AbstractSet[Sleutel]
) -> ProtectedReport:
    """The report with this choice of hidden cells: the last step before it may be drawn.

    Raises:
        ValueError: a count below the threshold would be printed.
    """
    cells: dict[Sleutel, tuple[int | None, Status]] = {}
    for key in all_keys(spec):
        if spec.impossible(key[1]):
            cells[key] = None, Status.STRUCTUREEL_NUL
        elif key in verborgen:
            cells[key] = None, Status.VERBORGEN
        else:
            n = tellingen[key].aantal
            if n < spec.regels.drempel:
                raise ValueError("een aantal onder de drempel zou worden gedrukt")
            cells[key] = spec.regels.gedrukt(n), Status.WAARDE
    return ProtectedReport(
        naam=spec.naam,
        titel=spec.titel,
        periode=spec.periode,
        drempel=spec.regels.drempel,
        afronding=spec.regels.afronding,
        hierarchie={d: {g: tuple(m) for g, m in spec.groups(d).items()} for d in spec.dimensies if spec.groups(d)},
        tabellen=tuple(_protected_table(t, spec, cells) for t in spec.tabellen),
        door=DOOR,
        intern=spec.regels.intern,
        opmerkingen=spec.opmerkingen,
    )


def _protected_table(
    tabel: TabelSpec, spec: RapportSpec, cells: Mapping[Sleutel, tuple[int | None, Status]]
) -> ProtectedTable:
    return ProtectedTable(
        naam=tabel.naam,
        titel=tabel.titel,
        dimensies=tabel.dimensies,
        universum=tabel.universum,
        categorieen=tuple(spec.printed(d, tabel) for d in tabel.dimensies),
        meervoudig=tuple(d for d in tabel.dimensies if d in spec.meervoudig),
        cellen=tuple(ProtectedCell(cel, *cells[key_of(tabel, cel)]) for cel in cells_of_table(spec, tabel)),
        zonder_totaal=tuple(d for d in tabel.dimensies if d in tabel.zonder_totaal),
        dekkend=tuple(d for d in tabel.dimensies if d in spec.dekkend),
        onder=tuple((d, *spec.onder[d]) for d in tabel.dimensies if d in spec.onder),
        deel_van=tuple((d, spec.deel_van[d]) for d in tabel.dimensies if d in spec.deel_van),
    )


def protect(
    spec: RapportSpec, personen: Iterable[Eenheid], wensen: Wensen | None = None, extra: Iterable[Eis] = ()
) -> Bescherming:
    """Count, hide and round a whole report.

    Args:
        spec: tables, categories and rules. A table of which too much would be hidden becomes coarser.
        personen: one per distinct jeugdige.
        wensen: what the maker asks.
        extra: requirements beside those that follow from the rules; they can only ask more.

    Raises:
        ValueError: the records do not fit the spec (see `tabulate`); never holds a value.
        AfgebrokenError: the maker stopped it.
        NietTeBeschermenError: nothing safe can be printed; no report is made.
    """
    asked = wensen or Wensen()
    final, counted = coarsened(spec, tabulate(spec, list(personen)))
    tellingen = counts_of(final, counted)
    reasons = primary(final, counted)
    reasons |= {key: Reden.VERSCHIL for key in asked.verschil if key in tellingen and key not in reasons}
    own = requirements(final.regels, reasons, tellingen)
    eisen = both_hold([*own, *(e for e in extra if e.cel in tellingen)])
    keys = tuple(tellingen)
    found = _solved(final, tellingen, reasons, eisen, asked)
    hidden = {keys[i] for i in found.verborgen if i < len(keys)}
    redenen = {key: reasons.get(key, Reden.BESCHERMT) for key in keys if key in hidden or key in reasons}
    report = printed_report(final, tellingen, hidden)
    return Bescherming(report, final, tellingen, redenen, eisen, found)


def _solved(
    spec: RapportSpec,
    tellingen: Mapping[Sleutel, Telling],
    reasons: Mapping[Sleutel, Reden],
    eisen: tuple[Eis, ...],
    asked: Wensen,
) -> Oplossing:
    """The choice of hidden cells, such that a reader who knows the program works out no small cell either."""
    keys = tuple(tellingen)
    small = [i for i, key in enumerate(keys) if reasons.get(key) is Reden.KLEIN]
    opgave = with_earlier(problem(spec, tellingen, eisen, asked.zichtbaar), keys, asked.voorkennis)
    order = {i: (-len(key[1]), opgave.cellen[i].prijs) for i, key in enumerate(keys)}
    finder = Zoeker(opgave, asked.seconden, asked.stop)
    while True:
        found = finder.solve()
        known = pinned(opgave, found.verborgen, small, spec.regels.drempel)
        also = None if known is None else victim(opgave, found.verborgen, known, order)
        if also is None:
            return found
        finder.hide(also)
