"""Use cases on the register of hiaten: what was sought, how long, at whom, why not, and what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from expertteam_app.analysis.doorlooptijd import Doorlooptijd, Meting, summarise
from expertteam_app.db.queries.hiaatregister import Hiaatverloop, hiaten_with_course
from expertteam_app.domain.access import Right
from expertteam_app.domain.periode import Periode
from expertteam_app.services.codelijsten import Codelijsten
from expertteam_app.services.context import Context
from expertteam_app.services.leeftijden import band_of

Key = TypeVar("Key")
GEVONDEN = "ja"
"""The antwoord of an aanbieder that has a place; every other answer leaves the jeugdige without."""
NIET_GENOEMD = "aanbieder niet genoemd"


@dataclass(frozen=True, slots=True)
class HiaatRegel:
    """One hiaat.

    Attributes:
        band: code of the leeftijdsband on the day it was recorded; empty when the age is not known.
        dagen: kalenderdagen sought: until it was solved, its casus was closed, or today.
        open: still sought.
        gevraagd: how many different aanbieders were asked.
        redenen: why not (code of the reason, else of the answer), with how often.
    """

    hiaat_id: int
    casus_id: int
    nummer: str
    zorgvorm: str
    aard: str
    band: str
    gemeente: str
    vastgesteld_op: date
    dagen: int
    open: bool
    gevraagd: int
    redenen: tuple[tuple[str, int], ...]
    overbrugging: str
    oplossing: str
    opgelost_op: date | None
    agendering: str
    agendering_status: str
    agendering_op: date | None


@dataclass(frozen=True, slots=True)
class ZorgvormRegel:
    """One zorgvorm that was sought; every count is of distinct jeugdigen.

    Attributes:
        niet_gevonden: for whom it is not solved.
        vorige: how many there were in the period before.
        duur: kalenderdagen sought, unsolved ones as open (Kaplan-Meier).
        gevraagd: different aanbieders that were asked.
    """

    zorgvorm: str
    jeugdigen: int
    niet_gevonden: int
    vorige: int
    duur: Doorlooptijd
    gevraagd: int
    redenen: tuple[tuple[str, int], ...]
    casus_ids: tuple[int, ...]
    open_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AanbiederRegel:
    """One aanbieder, as it was first written.

    Attributes:
        keren: how often it was asked.
        nee: how often that gave no place; while there is no answer yet, nothing is known.
        redenen: why not, with how often.
    """

    aanbieder: str
    keren: int
    nee: int
    redenen: tuple[tuple[str, int], ...]
    zorgvormen: tuple[str, ...]
    casus_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AgenderingRegel:
    """Where hiaten were brought in, and how that stands; empty codes: nowhere yet."""

    agendering: str
    status: str
    hiaten: int
    casus_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hiaatregister:
    """The register of a period.

    Attributes:
        hiaten: how many there are; `open` of them are still sought.
        regels: each of them, for who may see casussen; empty for others.
    """

    periode: str
    hiaten: int
    open: int
    regels: tuple[HiaatRegel, ...]
    gezocht: tuple[ZorgvormRegel, ...]
    gevraagd: tuple[AanbiederRegel, ...]
    geagendeerd: tuple[AgenderingRegel, ...]


class Hiaatregisters:
    """The register of hiaten. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def register(self, periode: Periode, gemeente: str | None = None) -> Hiaatregister:
        """Every hiaat that was recorded in the period, and what was sought and not found, at whom, and why.

        Zoekregels belong to a hiaat when they are of the same casus and zorgvorm (DOMEIN section 6). Days are
        kalenderdagen from the day since which is sought (else the day of recording).
        """
        self._context.actor.require(Right.FIGURES_READ)
        today, lists = self._context.vandaag(), self._context.lists
        vorige, may_read = periode.previous(), self._context.actor.can(Right.CASUS_READ)
        with self._context.read() as session:
            found = hiaten_with_course(session, periode.van, periode.tot, gemeente)
            before = hiaten_with_course(session, vorige.van, vorige.tot, gemeente)
        return Hiaatregister(
            periode=periode.code,
            hiaten=len(found),
            open=sum(one.opgelost_op is None and one.afgesloten_op is None for one in found),
            regels=tuple(_line(one, today, lists) for one in found) if may_read else (),
            gezocht=tuple(_sought(found, before, today)),
            gevraagd=tuple(_asked(found)),
            geagendeerd=tuple(_agendered(found)),
        )


def refusal(lists: Codelijsten, code: str) -> str:
    """A reason of refusal in words, or the answer where no reason was given."""
    reasons = lists["reden_afwijzing"]
    return reasons.label(code) if reasons.get(code) is not None else lists["antwoord_aanbieder"].label(code)


def _end(one: Hiaatverloop, today: date) -> tuple[date, bool]:
    """The last day it was sought, and whether it was solved then."""
    if one.opgelost_op is not None:
        return one.opgelost_op, True
    return one.afgesloten_op or today, False


def _days(one: Hiaatverloop, today: date) -> int:
    return max(0, (_end(one, today)[0] - (one.gezocht_sinds or one.vastgesteld_op)).days)


def _line(one: Hiaatverloop, today: date, lists: Codelijsten) -> HiaatRegel:
    band = band_of(one.geboortedatum, one.geboortejaar, one.vastgesteld_op, lists["leeftijdsbanden"])
    return HiaatRegel(
        hiaat_id=one.hiaat_id,
        casus_id=one.casus_id,
        nummer=one.nummer,
        zorgvorm=one.zorgvorm,
        aard=one.aard,
        band=band.code if band is not None else "",
        gemeente=one.gemeente,
        vastgesteld_op=one.vastgesteld_op,
        dagen=_days(one, today),
        open=one.opgelost_op is None and one.afgesloten_op is None,
        gevraagd=len(_aanbieders([one])),
        redenen=_reasons([one]),
        overbrugging=one.overbrugging,
        oplossing=one.oplossing,
        opgelost_op=one.opgelost_op,
        agendering=one.agendering,
        agendering_status=one.agendering_status,
        agendering_op=one.agendering_op,
    )


def _sought(found: Sequence[Hiaatverloop], before: Sequence[Hiaatverloop], today: date) -> Iterable[ZorgvormRegel]:
    earlier = _grouped(before, lambda one: one.zorgvorm)
    groups = _grouped(found, lambda one: one.zorgvorm)
    for zorgvorm, own in sorted(groups.items(), key=lambda pair: (-_people(pair[1]), pair[0])):
        unsolved = [one for one in own if one.opgelost_op is None]
        times = [Meting(one.nummer, _days(one, today), one.opgelost_op is not None) for one in own]
        yield ZorgvormRegel(
            zorgvorm=zorgvorm,
            jeugdigen=_people(own),
            niet_gevonden=_people(unsolved),
            vorige=_people(earlier.get(zorgvorm, [])),
            duur=summarise(times, None),
            gevraagd=len(_aanbieders(own)),
            redenen=_reasons(own),
            casus_ids=_casussen(own),
            open_ids=_casussen(unsolved),
        )


def _asked(found: Sequence[Hiaatverloop]) -> Iterable[AanbiederRegel]:
    once: dict[tuple[int, str], Hiaatverloop] = {(one.casus_id, one.zorgvorm): one for one in found}
    per: defaultdict[str, list[tuple[Hiaatverloop, str, str]]] = defaultdict(list)
    spelled: dict[str, str] = {"": NIET_GENOEMD}
    for one in once.values():
        for vraag in one.vragen:
            key = _same(vraag.aanbieder)
            spelled.setdefault(key, vraag.aanbieder.strip())
            per[key].append((one, vraag.antwoord, vraag.reden))
    for aanbieder, asked in sorted(per.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        no = [(answer, why) for _one, answer, why in asked if answer not in (GEVONDEN, "")]
        yield AanbiederRegel(
            aanbieder=spelled[aanbieder],
            keren=len(asked),
            nee=len(no),
            redenen=_counted(why or answer for answer, why in no),
            zorgvormen=tuple(dict.fromkeys(one.zorgvorm for one, _answer, _why in asked)),
            casus_ids=_casussen([one for one, _answer, _why in asked]),
        )


def _agendered(found: Sequence[Hiaatverloop]) -> Iterable[AgenderingRegel]:
    groups = _grouped(found, lambda one: (one.agendering, one.agendering_status if one.agendering else ""))
    for (place, status), own in sorted(groups.items(), key=lambda pair: (not pair[0][0], -len(pair[1]), pair[0])):
        yield AgenderingRegel(place, status, len(own), _casussen(own))


def _grouped(found: Iterable[Hiaatverloop], key: Callable[[Hiaatverloop], Key]) -> dict[Key, list[Hiaatverloop]]:
    groups: dict[Key, list[Hiaatverloop]] = {}
    for one in found:
        groups.setdefault(key(one), []).append(one)
    return groups


def _people(found: Iterable[Hiaatverloop]) -> int:
    return len({one.jeugdige_id for one in found})


def _casussen(found: Iterable[Hiaatverloop]) -> tuple[int, ...]:
    return tuple(sorted({one.casus_id for one in found}))


def _aanbieders(found: Iterable[Hiaatverloop]) -> set[str]:
    return {_same(vraag.aanbieder) for one in found for vraag in one.vragen} - {""}


def _same(aanbieder: str) -> str:
    """One aanbieder, however its capitals and spaces were typed."""
    return " ".join(aanbieder.split()).casefold()


def _reasons(found: Iterable[Hiaatverloop]) -> tuple[tuple[str, int], ...]:
    once = {(one.casus_id, one.zorgvorm): one for one in found}
    return _counted(v.reden or v.antwoord for one in once.values() for v in one.vragen if v.antwoord != GEVONDEN)


def _counted(codes: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(code for code in codes if code)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
