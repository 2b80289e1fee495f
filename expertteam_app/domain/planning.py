"""Finds the first moments at which a VTB can come to the table, and says why each of them.

Pure: what is planned already, the series and the calendar come in as arguments. Times are minutes after midnight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from expertteam_app.domain.kalender import Kalender

MEESTE = 5
"""Slots that are proposed at once."""
VERDER = 60
"""Werkdagen after the first possible day within which a slot is looked for."""
DAG_BEGIN, DAG_EINDE, STAP = 9 * 60, 17 * 60, 30
"""Loose slots begin between nine and end by five, on the whole or half hour."""
_UUR = 60


def minutes(tijd: str) -> int | None:
    """Minutes after midnight of "09:30"; None for no time."""
    hours, colon, rest = tijd.partition(":")
    return int(hours) * _UUR + int(rest) if colon and hours.isdecimal() and rest.isdecimal() else None


def clock(minuten: int) -> str:
    """Minutes after midnight as "09:30"."""
    return f"{minuten // _UUR % 24:02d}:{minuten % _UUR:02d}"


@dataclass(frozen=True, slots=True)
class Gepland:
    """A zitting that is planned, of either table.

    Attributes:
        eigen: it is of the table that is planned for and not begun, so an item can be put on it.
        begin: None when no time was agreed: then it takes its whole day.
        gevuld: minutes of its items together.
        voorzitters: ids of the people who chair it.
    """

    zitting_id: int
    nummer: str
    datum: date
    begin: int | None
    duur: int
    plaats: str
    eigen: bool
    gevuld: int = 0
    voorzitters: frozenset[int] = frozenset()

    @property
    def eind(self) -> int | None:
        """When it ends."""
        return None if self.begin is None else self.begin + max(self.duur, self.gevuld)

    def overlaps(self, begin: int, eind: int) -> bool:
        """Whether it takes place between these times."""
        return self.begin is None or self.eind is None or (self.begin < eind and begin < self.eind)


@dataclass(frozen=True, slots=True)
class Reeksdag:
    """A day of a series on which no zitting was planned yet."""

    reeks_id: int
    naam: str
    datum: date
    begin: int
    duur: int
    plaats: str


@dataclass(frozen=True, slots=True)
class Wens:
    """What is looked for.

    Attributes:
        vanaf: the first day that will do.
        uiterlijk: the last day within the norm; None without a norm.
        norm: what sets that day, in words.
        duur: minutes.
        plaats: the room; empty: any.
        voorzitter_id: who chairs, when that is known.
        voorzitter: the name, for the reasons.
    """

    vanaf: date
    uiterlijk: date | None
    norm: str
    duur: int
    plaats: str = ""
    voorzitter_id: int | None = None
    voorzitter: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment for a VTB: on a zitting that is planned, on a day of a series, or loose.

    Attributes:
        binnen_norm: None without a norm.
        waarom: why this one, as sentences.
    """

    datum: date
    begin: int
    duur: int
    plaats: str
    zitting_id: int | None
    reeks_id: int | None
    binnen_norm: bool | None
    waarom: tuple[str, ...]

    @property
    def tijd(self) -> str:
        """From when to when: "13:30-14:30"."""
        return f"{clock(self.begin)}-{clock(self.begin + self.duur)}"


def slots(
    wens: Wens, kalender: Kalender, gepland: Sequence[Gepland], reeksdagen: Iterable[Reeksdag], most: int = MEESTE
) -> tuple[Slot, ...]:
    """The first free slots: those within the norm before later ones, and on an own table before a loose one.

    A room and a chair are never booked twice; a day on which the office is closed is passed over, and said.
    """
    own = sorted(
        (*_on_zittingen(wens, kalender, gepland), *_on_series(wens, kalender, gepland, reeksdagen)),
        key=lambda s: (s.datum, s.begin),
    )
    loose = _loose(wens, kalender, gepland, most)
    fit = [s for s in own if s.binnen_norm is not False]
    late = [s for s in own if s.binnen_norm is False]
    free = list(loose)
    ordered = (
        *fit,
        *(s for s in free if s.binnen_norm is not False),
        *late,
        *(s for s in free if s.binnen_norm is False),
    )
    return ordered[:most]


def passed_over(wens: Wens, kalender: Kalender, tot: date) -> tuple[str, ...]:
    """The named days before a slot on which nobody works, for instance "05-05-2026: Bevrijdingsdag"."""
    before = wens.vanaf - timedelta(days=1)
    named = kalender.named_days(before, tot) if tot > before else iter(())
    return tuple(f"{day:%d-%m-%Y}: {name}" for day, name in named if day.weekday() < DAGEN_PER_WERKWEEK)


DAGEN_PER_WERKWEEK = 5


def _slot(wens: Wens, datum: date, begin: int, plaats: str, waarom: Sequence[str], **where: int | None) -> Slot:
    within = None if wens.uiterlijk is None else datum <= wens.uiterlijk
    if wens.uiterlijk is None:
        norm = "Er is geen norm voor deze klok."
    elif within:
        norm = f"Binnen de norm: {wens.norm} loopt tot en met {wens.uiterlijk:%d-%m-%Y}."
    else:
        norm = f"Na de norm: {wens.norm} liep tot en met {wens.uiterlijk:%d-%m-%Y}."
    return Slot(
        datum, begin, wens.duur, plaats, where.get("zitting_id"), where.get("reeks_id"), within, (norm, *waarom)
    )


def _usable(wens: Wens, kalender: Kalender, datum: date) -> bool:
    last = kalender.add_days(wens.vanaf, VERDER)
    return wens.vanaf <= datum <= last and kalender.is_werkdag(datum)


def clash(gepland: Iterable[Gepland], datum: date, begin: int, eind: int, plaats: str, chair: int | None = None) -> str:
    """Why this moment is taken (the room, or the chair), or empty."""
    for other in gepland:
        if other.datum != datum or not other.overlaps(begin, eind):
            continue
        if plaats and other.plaats and other.plaats.casefold() == plaats.casefold():
            return f"{plaats} is bezet door {other.nummer}"
        if chair is not None and chair in other.voorzitters:
            return f"de voorzitter zit dan {other.nummer} voor"
    return ""


def _on_zittingen(wens: Wens, kalender: Kalender, gepland: Sequence[Gepland]) -> Iterator[Slot]:
    for zitting in gepland:
        if not zitting.eigen or zitting.begin is None or not wens.vanaf <= zitting.datum:
            continue
        if not _usable(wens, kalender, zitting.datum) or zitting.gevuld + wens.duur > zitting.duur:
            continue
        begin = zitting.begin + zitting.gevuld
        room = f"Op {zitting.nummer} is nog {zitting.duur - zitting.gevuld} minuten over."
        yield _slot(wens, zitting.datum, begin, zitting.plaats, (room,), zitting_id=zitting.zitting_id)


def _on_series(
    wens: Wens, kalender: Kalender, gepland: Sequence[Gepland], reeksdagen: Iterable[Reeksdag]
) -> Iterator[Slot]:
    for dag in reeksdagen:
        place = dag.plaats or wens.plaats
        if not _usable(wens, kalender, dag.datum):
            continue
        if clash(gepland, dag.datum, dag.begin, dag.begin + dag.duur, place, wens.voorzitter_id):
            continue
        why = (f"Dag van de reeks {dag.naam}.", *_free(place, wens))
        yield _slot(wens, dag.datum, dag.begin, place, why, reeks_id=dag.reeks_id)


def _free(place: str, wens: Wens) -> tuple[str, ...]:
    room = (f"{place} is vrij.",) if place else ()
    chair = (
        (f"{wens.voorzitter} is vrij als voorzitter.",) if wens.voorzitter_id is not None and wens.voorzitter else ()
    )
    return (*room, *chair)


def _loose(wens: Wens, kalender: Kalender, gepland: Sequence[Gepland], most: int) -> Iterator[Slot]:
    """At most one per day: the first half hour at which room and chair are free."""
    day, found = wens.vanaf, 0
    last = kalender.add_days(wens.vanaf, VERDER)
    while day <= last and found < most:
        if kalender.is_werkdag(day):
            taken = ""
            for begin in range(DAG_BEGIN, DAG_EINDE - wens.duur + 1, STAP):
                taken_by = clash(gepland, day, begin, begin + wens.duur, wens.plaats, wens.voorzitter_id)
                if taken_by:
                    taken = taken or f"Eerder die dag: {taken_by}."
                    continue
                why = (*_free(wens.plaats, wens), *((taken,) if taken else ()))
                yield _slot(wens, day, begin, wens.plaats, why)
                found += 1
                break
        day += timedelta(days=1)
