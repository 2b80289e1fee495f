"""What must hold of a typecasus before it may go with a report (PRIVACY 3.8): pure, over facts read before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from expertteam_app.analysis.disclosure.primary import Reden, reason
from expertteam_app.analysis.disclosure.report import ProtectedReport, ProtectedTable, Status
from expertteam_app.analysis.disclosure.spec import RapportSpec
from expertteam_app.analysis.disclosure.tabulate import Telling
from expertteam_app.domain.typecasus import (
    LANGSTE,
    MINSTE_BRONNEN,
    ZELFDE_WOORDEN,
    Kenmerk,
    Punt,
    Toets,
    Typecasus,
    longest_shared,
)
from expertteam_app.services.boeg_opzet import LOPEND

MEESTE = 4
"""Findings that are named in one sentence."""


@dataclass(frozen=True, slots=True, repr=False)
class Bron:
    """A casus as the werkbank shows and counts it."""

    casus_id: int
    nummer: str
    jeugdige_id: int
    gezin: str | int | None
    gemeente: str
    kenmerken: Mapping[Kenmerk, str]


@dataclass(frozen=True, slots=True, repr=False)
class Bronnen:
    """Every casus of the kluis, with the rules and the fixed categories.

    Attributes:
        spec: categories, groups and rules of the report.
        casussen: each casus with an aanmelding.
        rapport: the protected tables of the period, which readers have beside the story.
    """

    spec: RapportSpec
    casussen: tuple[Bron, ...]
    rapport: ProtectedReport

    def fits(self, bron: Bron, kenmerken: Mapping[Kenmerk, str]) -> bool:
        """Whether everything that is told holds of a casus; a group holds when one of its categories does."""
        return all(
            bron.kenmerken[k] == value or bron.kenmerken[k] in self.spec.groups(k).get(value, ())
            for k, value in kenmerken.items()
        )

    def fitting(self, kenmerken: Mapping[Kenmerk, str]) -> tuple[Bron, ...]:
        """The casussen of which everything that is told holds."""
        return tuple(b for b in self.casussen if self.fits(b, kenmerken))


@dataclass(frozen=True, slots=True, repr=False)
class Tekstfeiten:
    """What was found in the story.

    Attributes:
        sporen: pieces that point to a person, a place, a time or a number.
        bijzonder: words that are neither common nor in enough other casussen.
        bronteksten: the texts of the sources.
        elders: a row of words that stands in some other text of the kluis; empty without one.
    """

    sporen: tuple[str, ...] = ()
    bijzonder: tuple[str, ...] = ()
    bronteksten: tuple[str, ...] = ()
    elders: str = ""


def judge(
    typecasus: Typecasus, bronnen: Bronnen, tekst: Tekstfeiten, gebruikt: frozenset[int] = frozenset()
) -> tuple[Toets, ...]:
    """Every point, in the order of `Punt`.

    Args:
        typecasus: what is looked at.
        bronnen: all casussen and the report.
        tekst: what was found in the story.
        gebruikt: the jeugdigen behind other typecasussen, of this report or an earlier one.
    """
    sources = [b for b in bronnen.casussen if b.casus_id in set(typecasus.bronnen)]
    told = {k: v for k, v in typecasus.kenmerken.items() if v}
    return (
        _sources(sources),
        _spread(sources),
        _again(sources, gebruikt),
        _fits(bronnen, told, sources),
        _hidden(bronnen.rapport, told),
        _outcome(bronnen, told),
        _length(typecasus.verhaal),
        _traces(tekst),
        _unusual(tekst),
        _taken_over(typecasus.verhaal, tekst),
    )


def _good(punt: Punt, zin: str) -> Toets:
    return Toets(punt, goed=True, zin=zin)


def _wrong(punt: Punt, zin: str) -> Toets:
    return Toets(punt, goed=False, zin=zin)


def _sources(sources: Sequence[Bron]) -> Toets:
    people = len({b.jeugdige_id for b in sources})
    if people >= MINSTE_BRONNEN:
        return _good(Punt.BRONNEN, f"Gemaakt uit casussen van {people} jeugdigen.")
    return _wrong(Punt.BRONNEN, f"Nu van {people} jeugdigen; nodig zijn er {MINSTE_BRONNEN}. Kies er casussen bij.")


def _spread(sources: Sequence[Bron]) -> Toets:
    families, places = len({b.gezin for b in sources}), len({b.gemeente for b in sources})
    good = min(families, places) >= MINSTE_BRONNEN
    found = f"Uit {families} gezinnen en {places} gemeenten"
    if good:
        return _good(Punt.SPREIDING, f"{found}.")
    return _wrong(
        Punt.SPREIDING, f"{found}; van beide zijn er {MINSTE_BRONNEN} nodig. Kies er casussen van elders bij."
    )


def _again(sources: Sequence[Bron], used: frozenset[int]) -> Toets:
    again = sorted(b.nummer for b in sources if b.jeugdige_id in used)
    if not again:
        return _good(Punt.HERGEBRUIK, "Geen van deze jeugdigen zit in een andere typecasus.")
    return _wrong(Punt.HERGEBRUIK, f"Al gebruikt in een andere typecasus: {_some(again)}. Kies hiervoor een ander.")


def _fits(bronnen: Bronnen, told: Mapping[Kenmerk, str], sources: Sequence[Bron]) -> Toets:
    off = sorted(b.nummer for b in sources if not bronnen.fits(b, told))
    telling = count(bronnen.fitting(told))
    why = reason(bronnen.spec.regels, telling)
    if off:
        return _wrong(Punt.AANTAL, f"De kenmerken passen niet op {_some(off)}. Maak ze ruimer of kies een ander.")
    if not told:
        return _wrong(Punt.AANTAL, "Er is nog geen kenmerk gekozen. Kies er minstens één.")
    if why is None:
        return _good(Punt.AANTAL, f"Past op {telling.aantal} jeugdigen in deze kluis.")
    regels = bronnen.spec.regels
    short = {
        Reden.KLEIN: f"Past op {telling.aantal} jeugdigen; nodig zijn er {regels.drempel}",
        Reden.GEZINNEN: f"Past op {telling.gezinnen} gezinnen; nodig zijn er {regels.gezinnen}",
        Reden.GEMEENTEN: f"Past op {telling.gemeenten} gemeenten; nodig zijn er {regels.gemeenten}",
    }.get(why, "Bijna alle jeugdigen op wie dit past, komen uit één gemeente")
    return _wrong(Punt.AANTAL, f"{short}. Kies een groep of laat een kenmerk weg.")


def count(found: Iterable[Bron]) -> Telling:
    """What stands behind some casussen: distinct jeugdigen, gezinnen, gemeenten, and those of the largest gemeente."""
    people = {b.jeugdige_id: b for b in found}
    per_place = Counter(b.gemeente for b in people.values())
    return Telling(
        len(people), len({b.gezin for b in people.values()}), len(per_place), max(per_place.values(), default=0)
    )


def _hidden(rapport: ProtectedReport, told: Mapping[Kenmerk, str]) -> Toets:
    dims = {k.value: v for k, v in told.items()}
    for tabel in rapport.tabellen:
        if set(tabel.dimensies) <= dims.keys():
            wanted = tuple(dims[d] for d in tabel.dimensies)
            if not _printed(tabel, wanted):
                what = " en ".join(wanted)
                return _wrong(
                    Punt.RAPPORT,
                    f"“{what}” is in het rapport verborgen of staat daar grover. Kies een groep of laat er een weg.",
                )
    return _good(Punt.RAPPORT, "Wat hiervan samen in een tabel staat, is daar te lezen.")


def _printed(tabel: ProtectedTable, wanted: tuple[str, ...]) -> bool:
    for place, value in enumerate(wanted):
        if value not in tabel.labels(place):
            return False
    return tabel.cell(*wanted).status is Status.WAARDE


def _outcome(bronnen: Bronnen, told: Mapping[Kenmerk, str]) -> Toets:
    """Two outcomes at least among whom the rest fits, and none of nearly everyone (l-diversity, l = 2)."""
    rest: dict[Kenmerk, str] = {k: v for k, v in told.items() if k is not Kenmerk.UITKOMST}
    people = {b.jeugdige_id: b.kenmerken[Kenmerk.UITKOMST] for b in bronnen.fitting(rest)}
    ended = Counter(u for u in people.values() if u != LOPEND)
    most = max(ended.values(), default=0)
    if len(ended) > 1 and 100 * most < bronnen.spec.regels.groep * sum(ended.values()):
        return _good(Punt.UITKOMST, f"Bij deze kenmerken komen {len(ended)} verschillende uitkomsten voor.")
    return _wrong(
        Punt.UITKOMST,
        "Bij deze kenmerken eindigt (bijna) iedereen gelijk, of nog niemand. Laat een kenmerk weg of kies een groep.",
    )


def _length(verhaal: str) -> Toets:
    length = len(verhaal.strip())
    if not length:
        return _wrong(Punt.LENGTE, "Er staat nog geen verhaal.")
    if length > LANGSTE:
        return _wrong(Punt.LENGTE, f"{length} tekens; hoogstens {LANGSTE}. Kort het in.")
    return _good(Punt.LENGTE, f"{length} van de {LANGSTE} tekens.")


def _traces(tekst: Tekstfeiten) -> Toets:
    if not tekst.sporen:
        return _good(Punt.SPOREN, "Niets gevonden. Lees het zelf ook na: niet alles is te vinden.")
    return _wrong(Punt.SPOREN, f"Haal weg of schrijf algemener: {_some(tekst.sporen)}.")


def _unusual(tekst: Tekstfeiten) -> Toets:
    if not tekst.bijzonder:
        return _good(Punt.WOORDEN, "Alle woorden zijn gewoon, of staan in genoeg andere casussen.")
    return _wrong(Punt.WOORDEN, f"Deze woorden vallen op: {_some(tekst.bijzonder)}. Kies gewonere woorden.")


def _taken_over(verhaal: str, tekst: Tekstfeiten) -> Toets:
    shared = max((longest_shared(verhaal, source) for source in tekst.bronteksten), key=len, default=())
    piece = " ".join(shared) if len(shared) >= ZELFDE_WOORDEN else tekst.elders
    if not piece:
        return _good(Punt.OVERGENOMEN, f"Nergens staan {ZELFDE_WOORDEN} woorden achter elkaar als in een dossier.")
    return _wrong(Punt.OVERGENOMEN, f"“{piece}” staat ook in een dossier. Schrijf het met andere woorden.")


def _some(pieces: Iterable[str]) -> str:
    named = list(dict.fromkeys(pieces))
    more = f" en nog {len(named) - MEESTE}" if len(named) > MEESTE else ""
    return f"{', '.join(named[:MEESTE])}{more}"


def unusual_words(
    words: Iterable[str], common: Callable[[str], bool], elsewhere: Callable[[str], int], least: int
) -> Iterator[str]:
    """The words that are neither common nor in enough casussen beside the sources (PRIVACY 3.8 "rare-word rule").

    Args:
        words: of the story, folded.
        common: whether a word is common Dutch, or a word of the program itself.
        elsewhere: in how many casussen beside the sources it stands.
        least: fewest of those.
    """
    for word in dict.fromkeys(words):
        if not common(word) and elsewhere(word) < least:
            yield word
