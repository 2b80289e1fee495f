"""Use cases on trends: is this half-year more than before, and do gemeenten differ more than chance gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from expertteam_app.analysis.trechter import Trechter, funnel
from expertteam_app.analysis.trend import Sluipend, TegenBasis, TweePerioden, against_baseline, cusum, two_periods
from expertteam_app.db.queries import patronen as q
from expertteam_app.db.queries.signalen import basislijnen, telling_row, tellingen
from expertteam_app.db.tables import BasislijnRow, JeugdigenTellingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.tijdvak import Spanne, Tijdvak, is_part, to_compare
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context

INSTROOM = "instroom"
BASIS_PERIODEN = 6
"""Half-years that are the baseline where nobody chose one."""
TERUG = 12
"""Half-years that are shown."""
MEESTE_JEUGDIGEN = 500_000


@dataclass(frozen=True, slots=True)
class Reeks:
    """How often something happened per half-year, with what that says.

    Attributes:
        sleutel: `INSTROOM`, or ``hiaat:`` and the code of a zorgvorm.
        perioden: codes of half-years, oldest first; the last one is the one that is judged.
        aantallen: per half-year, in gezinnen for hiaten and casussen for instroom.
        casussen: the casussen behind each half-year.
        basis: codes of the half-years that are the baseline.
        sinds: why the baseline begins where it does; empty where nobody chose.
        tegen_basis: None without a baseline. While the half-year runs, `verwacht` counts the same part of the
            half-years of the baseline.
        vorige: against the half-year before; while it runs against the same part of the year before. None where that
            is not whole.
        sluipend: over whole half-years only.
        vergeleken_met: which days `vorige` is about, in words; empty without it.
        deels: code of the half-year in which the registration began, when that is shown; it is no whole one.
        loopt_nog: the last half-year is not over.
    """

    sleutel: str
    naam: str
    perioden: tuple[str, ...]
    aantallen: tuple[int, ...]
    casussen: tuple[tuple[int, ...], ...]
    basis: tuple[str, ...]
    sinds: str
    tegen_basis: TegenBasis | None
    vorige: TweePerioden | None
    sluipend: Sluipend | None
    vergeleken_met: str = ""
    deels: str = ""
    loopt_nog: bool = False

    @property
    def casus_ids(self) -> tuple[int, ...]:
        """The casussen behind the last half-year."""
        return self.casussen[-1]


@dataclass(frozen=True, slots=True)
class JeugdigenTelling:
    """Jeugdigen of a gemeente in a year."""

    gemeente: str
    jaar: int
    aantal: int
    bron: str


@dataclass(frozen=True, slots=True)
class TrechterUitkomst:
    """The funnel with the year of the number of jeugdigen and the casussen per gemeente, and those without a number."""

    trechter: Trechter | None
    jaren: Mapping[str, int]
    zonder_telling: tuple[str, ...]
    casussen: Mapping[str, tuple[int, ...]]


class Trends:
    """Trends and gemeenten. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def reeksen(self, periode: Periode) -> tuple[Reeks, ...]:
        """Instroom and every zorgvorm that was missed, per half-year up to and including `periode`.

        A half-year that is not over is compared with the same part of the ones before it. The half-year in which the
        registration began is no whole one: it is not compared with, unless people chose it as begin of the baseline. A
        whole year counts as its second half.
        """
        self._context.actor.require(Right.FIGURES_READ)
        last = periode if periode.helft else Periode.half_of(periode.tot)
        halves = _halves(last, TERUG)
        with self._context.read() as session:
            first = q.first_day(session)
            gaps = q.gaps_by_day(session, halves[0].van, last.tot)
            came = q.came_in_by_day(session, halves[0].van, last.tot)
            chosen = basislijnen(session)
        if first is None:
            return ()
        halves = [h for h in halves if h.van >= first or h.tot >= first]
        shown = _Halfjaren(tuple(halves), self._context.vandaag(), first)
        made = [_reeks(INSTROOM, "Instroom", shown, [(day, casus, casus) for day, _, casus in came], chosen)]
        per_vorm: defaultdict[str, list[tuple[date, int, int]]] = defaultdict(list)
        for day, zorgvorm, _, gezin, casus in gaps:
            per_vorm[zorgvorm].append((day, gezin, casus))
        lists = self._context.lists["zorgvormen"]
        for zorgvorm, rows in per_vorm.items():
            made.append(_reeks(f"hiaat:{zorgvorm}", lists.label(zorgvorm), shown, rows, chosen))
        return tuple(sorted(made, key=lambda r: (r.sleutel != INSTROOM, -sum(r.aantallen), r.naam)))

    def kies_basislijn(self, sleutel: str, sinds: Periode, reden: str) -> None:
        """Let a count be compared with itself from a half-year on ("nieuwe basislijn sinds ...").

        Args:
            sleutel: of a `Reeks`; empty: every count.
            sinds: the first half-year of the baseline.
            reden: why; it is shown with the figure.

        Raises:
            FieldError: no reason, or a whole year.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        if not reden.strip():
            raise FieldError("reden", "Schrijf op waarom er een nieuwe basislijn komt.")
        if sinds.helft is None:
            raise FieldError("sinds", "Kies een halfjaar, bijvoorbeeld 2026-H1.")
        with self._context.write("basislijn gekozen") as session:
            session.add(
                BasislijnRow(
                    sleutel=sleutel,
                    sinds=sinds.code,
                    reden=reden.strip(),
                    besloten_op=self._context.vandaag(),
                    besloten_door=self._context.actor.naam,
                )
            )

    def trechter(self, van: date, tot: date) -> TrechterUitkomst:
        """Casussen that came in per gemeente, against the region, per 10,000 jeugdigen of the newest year known.

        Gemeenten without a number of jeugdigen are left out and named.
        """
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            came = q.came_in_by_day(session, van, tot)
            rows = [r for r in tellingen(session) if r.jaar <= tot.year]
        newest: dict[str, JeugdigenTellingRow] = {}
        for row in rows:
            newest.setdefault(row.gemeente, row)
        region = [c.code for c in self._context.lists["gemeenten"] if c.code in newest]
        casussen: defaultdict[str, list[int]] = defaultdict(list)
        for _, gemeente, casus in came:
            casussen[gemeente].append(casus)
        counts = {g: len(ids) for g, ids in casussen.items()}
        missing = sorted(g for g in counts if g not in newest)
        found = funnel(counts, {g: newest[g].aantal for g in region}) if region else None
        return TrechterUitkomst(
            found, {g: newest[g].jaar for g in region}, tuple(missing), {g: tuple(ids) for g, ids in casussen.items()}
        )

    def jeugdigen(self) -> list[JeugdigenTelling]:
        """Jeugdigen per gemeente and year, newest year first."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            return [JeugdigenTelling(r.gemeente, r.jaar, r.aantal, r.bron) for r in tellingen(session)]

    def zet_jeugdigen(self, gemeente: str, jaar: int, aantal: int, bron: str = "CBS") -> None:
        """Enter how many jeugdigen (0 to 23) a gemeente has in a year; the same year again replaces it.

        Raises:
            FieldError: no gemeente of the list, or a number that cannot be.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        checked_code(self._context.lists, "gemeenten", gemeente, "gemeente")
        if not 0 < aantal <= MEESTE_JEUGDIGEN:
            raise FieldError("aantal", f"Dit aantal kan niet: het is 1 tot en met {MEESTE_JEUGDIGEN}.")
        Periode(jaar)  # says what is wrong with a year that cannot be
        with self._context.write("jeugdigen per gemeente") as session:
            row = telling_row(session, gemeente, jaar)
            if row is None:
                row = JeugdigenTellingRow(gemeente=gemeente, jaar=jaar, aantal=aantal)
                session.add(row)
            row.aantal, row.bron = aantal, bron.strip()


@dataclass(frozen=True, slots=True)
class _Halfjaren:
    """The half-years that are shown, oldest first, and what of them is whole."""

    alle: tuple[Periode, ...]
    vandaag: date
    begonnen: date

    @property
    def running(self) -> bool:
        """Whether the last one is not over."""
        return is_part(self.alle[-1], self.vandaag)

    def partial(self, half: Periode) -> bool:
        """Whether the registration began in it, after its first day."""
        return half.van < self.begonnen <= half.tot

    def part_of(self, half: Periode) -> Tijdvak:
        """As many days from its begin as the last one has had."""
        passed = self.vandaag - self.alle[-1].van
        return Tijdvak(half.van, min(half.tot, half.van + passed))

    def before(self) -> Spanne | None:
        """What the last one is compared with; None when that is not whole."""
        other = to_compare(self.alle[-1], self.vandaag)
        return None if other.van < self.begonnen else other


def _reeks(
    sleutel: str,
    naam: str,
    halves: _Halfjaren,
    rows: Sequence[tuple[date, int, int]],
    chosen: list[BasislijnRow],
) -> Reeks:
    units: dict[str, set[int]] = {h.code: set() for h in halves.alle}
    casussen: dict[str, set[int]] = {h.code: set() for h in halves.alle}
    for day, unit, casus in rows:
        half = Periode.half_of(day).code
        if half in units:
            units[half].add(unit)
            casussen[half].add(casus)
    counts = [len(units[h.code]) for h in halves.alle]
    begin, reason = _begin_of_baseline(sleutel, halves, chosen)
    whole = counts[begin:-1]
    base = [_units(rows, halves.part_of(h)) for h in halves.alle[begin:-1]] if halves.running else whole
    expected = sum(whole) / len(whole) if whole else 0.0
    other = halves.before() if len(counts) > 1 else None
    return Reeks(
        sleutel=sleutel,
        naam=naam,
        perioden=tuple(h.code for h in halves.alle),
        aantallen=tuple(counts),
        casussen=tuple(tuple(sorted(casussen[h.code])) for h in halves.alle),
        basis=tuple(h.code for h in halves.alle[begin:-1]),
        sinds=reason,
        tegen_basis=against_baseline(counts[-1], base) if base else None,
        vorige=None if other is None else two_periods(_units(rows, other), counts[-1]),
        sluipend=cusum(whole if halves.running else counts[begin:], expected) if expected else None,
        vergeleken_met="" if other is None else other.label,
        deels=next((h.code for h in halves.alle if halves.partial(h)), ""),
        loopt_nog=halves.running,
    )


def _units(rows: Iterable[tuple[date, int, int]], among: Spanne) -> int:
    return len({unit for day, unit, _ in rows if among.contains(day)})


def _halves(last: Periode, n: int) -> list[Periode]:
    found = [last]
    while len(found) < n:
        found.insert(0, found[0].previous())
    return found


def _begin_of_baseline(sleutel: str, halves: _Halfjaren, chosen: list[BasislijnRow]) -> tuple[int, str]:
    """Index of the first half-year of the baseline and why it is that one.

    A decision on this count goes before one on all counts, a newer one before an older. Where nobody decided, a
    half-year that is not whole is left out.
    """
    codes = [h.code for h in halves.alle]
    own = [row for row in chosen if row.sleutel == sleutel] or [row for row in chosen if not row.sleutel]
    for row in reversed(own):
        if row.sinds in codes[:-1]:
            return codes.index(row.sinds), row.reden
    begin = max(0, len(codes) - 1 - BASIS_PERIODEN)
    return (begin + 1 if halves.partial(halves.alle[begin]) else begin), ""
