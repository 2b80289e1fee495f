"""May this be shared, with whom, for what, and on what ground: computed from age, gezag and answers.

Who must answer follows from the law (Jeugdwet 7.3.4, 7.3.5 and 7.3.15; DOMEIN section 9): under 12 those who have
gezag, from 12 to 15 they and the jeugdige, from 16 the jeugdige alone. Without toestemming a ground and its weighing
are needed. A jeugdige of 12 or older who cannot judge the own interests does not answer: those who have gezag do.
Nothing here is stored: a status is told for a day, from what is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.geboorte import geboren_tussen, geboren_woorden, leeftijd_woorden
from expertteam_app.domain.jeugdige import age_on, birthday

MEE_VANAF = 12
"""From this age the jeugdige answers too (Jeugdwet 7.3.4 and 7.3.5)."""
ALLEEN_VANAF = 16
"""From this age the jeugdige alone answers (Jeugdwet 7.3.4 and 7.3.5)."""
MEERDERJARIG = 18
"""From this age nobody has gezag any more (BW 1:233 and 1:245)."""

GROND_TOESTEMMING = "toestemming"
GROND_GEDWONGEN = "gedwongen-kader"
KADER_GEDWONGEN = "gedwongen"
EEN_DAG = timedelta(days=1)


class Stand(StrEnum):
    """How a toestemming stands on a day; the value is the word on the screen."""

    GELDIG = "geldig"
    VERLOOPT = "verloopt binnenkort"
    OP_GROND = "zonder toestemming, met grond"
    NIET_TOEREIKEND = "niet meer toereikend"
    TE_VRAGEN = "nog te vragen"
    ONBEKEND = "gegevens ontbreken"
    GEWEIGERD = "geweigerd"
    INGETROKKEN = "ingetrokken"
    VERLOPEN = "verlopen"
    NOG_NIET = "nog niet ingegaan"
    GEEN = "niets vastgelegd"


@dataclass(frozen=True, slots=True)
class Gever:
    """Someone who can give toestemming: the id of a gezinslid, or None for the jeugdige."""

    id: int | None
    naam: str

    @property
    def is_jeugdige(self) -> bool:
        """Whether this is the jeugdige."""
        return self.id is None


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What someone answered: ``ja`` or ``nee`` on a day, and when a ja was taken back (from that day on)."""

    gever_id: int | None
    antwoord: str
    datum: date
    ingetrokken_op: date | None = None
    reden: str = ""

    @property
    def laatste_dag(self) -> date:
        """The day of the last thing this person said."""
        return max(self.datum, self.ingetrokken_op or self.datum)


@dataclass(frozen=True, slots=True)
class Toestemming:
    """Sharing with one ontvanger for one doel, from `vanaf` to and including `tot`."""

    ontvanger: str
    doel: str
    grond: str
    vanaf: date
    tot: date | None = None
    afweging: str = ""
    antwoorden: tuple[Antwoord, ...] = ()
    grond_naam: str = ""


@dataclass(frozen=True, slots=True)
class Onbekwaam:
    """That the jeugdige cannot judge the own interests: since which day, who established it, and until which day."""

    op: date
    door: str
    tot: date | None = None

    def geldt(self, dag: date) -> bool:
        """Whether it holds on a day."""
        return self.op <= dag <= (self.tot or date.max)


@dataclass(frozen=True, slots=True)
class Situatie:
    """Whom it is about: the jeugdige, who have gezag, of which parents that is not known, and the kader.

    Attributes:
        onbekwaam: when the jeugdige cannot judge the own interests; it counts from 12 years on.
        geboortejaar: the year, or month and year, of birth when the day is not known.
    """

    jeugdige: Gever
    geboortedatum: date | None
    gezaghebbenden: tuple[Gever, ...] = ()
    gezag_onbekend: tuple[str, ...] = ()
    kader: str = "vrijwillig"
    onbekwaam: Onbekwaam | None = None
    geboortejaar: str = ""

    @property
    def mensen(self) -> tuple[Gever, ...]:
        """Everyone who could be asked."""
        return (self.jeugdige, *self.gezaghebbenden)

    def naam(self, gever_id: int | None) -> str:
        """The name of someone who answered; of someone without gezag now only that."""
        return next((g.naam for g in self.mensen if g.id == gever_id), "iemand die nu geen gezag heeft")


@dataclass(frozen=True, slots=True)
class Vereist:
    """Who must answer on a day, why (sentences with the article of law), and what must be known first."""

    gevers: tuple[Gever, ...]
    uitleg: tuple[str, ...]
    ontbreekt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Oordeel:
    """The verdict for a day.

    Attributes:
        mag: whether it may be shared on that day.
        reden: why, in full sentences with names.
        wie: who must still answer, refused or took it back.
        sinds: since when nothing may be shared any more, where it ever might.
        laatste_dag: the last day on which it may be shared, as far as is known now.
        let_op: what to weigh besides; empty when nothing.
    """

    stand: Stand
    mag: bool
    reden: str
    wie: tuple[Gever, ...] = ()
    sinds: date | None = None
    laatste_dag: date | None = None
    let_op: str = ""


def in_cijfers(dag: date) -> str:
    """``12-03-2026``."""
    return f"{dag.day:02d}-{dag.month:02d}-{dag.year}"


def opsomming(namen: Iterable[str]) -> str:
    """Names in one phrase: ``Aya, Bo en Cas``."""
    *first, last = tuple(namen) or ("niemand",)
    return f"{', '.join(first)} en {last}" if first else last


# -- who must answer ------------------------------------------------------------------------------------------------


def vereist(situatie: Situatie, dag: date) -> Vereist:
    """Who must give toestemming on a day. Without a date of birth everyone who could be needed is named.

    Where only the year of birth is known and it matters which day it was, all of them must answer: the careful side.
    """
    if situatie.geboortedatum is None and situatie.geboortejaar:
        return _by_year(situatie, dag)
    kind, ouders, geboren = situatie.jeugdige, situatie.gezaghebbenden, situatie.geboortedatum
    unable = situatie.onbekwaam
    missing: list[str] = []
    if geboren is None:
        missing.append("De geboortedatum ontbreekt: zonder leeftijd staat niet vast wie moet antwoorden.")
        gevers: tuple[Gever, ...] = (kind, *ouders)
        why = ["Onder 12 jaar antwoorden de gezaghebbenden, van 12 tot en met 15 ook de jeugdige, vanaf 16 die alleen."]
    else:
        age = age_on(geboren, dag)
        if age < MEE_VANAF:
            gevers = ouders
            why = [f"{kind.naam} is jonger dan {MEE_VANAF}: wie gezag heeft, antwoordt (Jeugdwet 7.3.4 en 7.3.5)."]
        elif unable is not None and unable.geldt(dag):
            return _in_place_of(situatie, unable, age)
        elif age < ALLEEN_VANAF:
            gevers = (kind, *ouders)
            band = f"van {MEE_VANAF} tot en met {ALLEEN_VANAF - 1} jaar"
            why = [f"{kind.naam} is {age}: {band} antwoorden de jeugdige én wie gezag heeft (Jeugdwet 7.3.4 en 7.3.5)."]
        else:
            gevers = (kind,)
            why = [f"{kind.naam} is {age}: vanaf {ALLEEN_VANAF} jaar antwoordt de jeugdige zelf (Jeugdwet 7.3.5)."]
        why += _next_border(geboren, dag)
    if geboren is None or age_on(geboren, dag) < ALLEEN_VANAF:
        missing += _missing_gezag(situatie)
    return Vereist(gevers, (*why, *_kader(situatie)), tuple(missing))


def _by_year(situatie: Situatie, dag: date) -> Vereist:
    """Who must answer when only the year of birth is known: as on the first and the last day of it, or all of them."""
    kind, span = situatie.jeugdige, geboren_tussen(None, situatie.geboortejaar)
    if span is None:
        return vereist(replace(situatie, geboortejaar=""), dag)
    oldest, youngest = (vereist(replace(situatie, geboortedatum=day, geboortejaar=""), dag) for day in span)
    known = geboren_woorden(None, situatie.geboortejaar)
    ages = leeftijd_woorden(None, situatie.geboortejaar, dag)
    if oldest.gevers == youngest.gevers:
        high = age_on(span[0], dag)
        why = (oldest.uitleg[0].replace(f" is {high}", f" is {ages.removesuffix(' jaar')}", 1), *oldest.uitleg[1:])
        note = f"Geboren in {known}: welke dag het ook was, dit geldt."
        return Vereist(oldest.gevers, (note, *why), tuple(dict.fromkeys((*oldest.ontbreekt, *youngest.ontbreekt))))
    words = (
        f"Geboren in {known}: {kind.naam} is {ages}. Daarom antwoorden de jeugdige én wie gezag heeft "
        "(Jeugdwet 7.3.4 en 7.3.5). Met de geboortedatum erbij staat het vast."
    )
    gevers = tuple(dict.fromkeys((kind, *situatie.gezaghebbenden)))
    return Vereist(gevers, (words, *_kader(situatie)), tuple(_missing_gezag(situatie)))


def _in_place_of(situatie: Situatie, unable: Onbekwaam, age: int) -> Vereist:
    """Who answers for a jeugdige of 12 or older who cannot judge the own interests.

    Jeugdwet 7.3.4, 7.3.5 and 7.3.15, in a reading that a FG or jurist has to confirm [proposal].
    """
    kind = situatie.jeugdige
    until = f", tot en met {in_cijfers(unable.tot)}" if unable.tot is not None else ""
    head = f"{kind.naam} is {age} en kan zelf niet oordelen (vastgesteld op {in_cijfers(unable.op)} door {unable.door}"
    if age < MEERDERJARIG:
        words = f"{head}{until}): wie gezag heeft, antwoordt in de plaats van de jeugdige (Jeugdwet 7.3.4 en 7.3.15)."
        return Vereist(situatie.gezaghebbenden, (words, *_kader(situatie)), tuple(_missing_gezag(situatie)))
    words = f"{head}{until}): vanaf {MEERDERJARIG} jaar heeft niemand meer gezag (Jeugdwet 7.3.15)."
    missing = (
        "Wie als curator, mentor of gemachtigde antwoordt, is hier niet vast te leggen: vraag het de FG of jurist."
    )
    return Vereist((), (words, *_kader(situatie)), (missing,))


def _kader(situatie: Situatie) -> tuple[str, ...]:
    if situatie.kader != KADER_GEDWONGEN:
        return ()
    words = (
        "Gedwongen kader: voor de hulp zelf is geen toestemming nodig (Jeugdwet 7.3.4 en 7.3.15). Om te delen "
        "blijft een grond nodig: toestemming, of een andere grond met afweging (Jeugdwet 7.3.11)."
    )
    return (words,)


def _missing_gezag(situatie: Situatie) -> list[str]:
    missing = []
    if not situatie.gezaghebbenden:
        missing.append("Er staat niemand met gezag bij het gezin: leg dat vast bij Gezin.")
    if situatie.gezag_onbekend:
        missing.append(f"Van {opsomming(situatie.gezag_onbekend)} is het gezag niet bekend: leg dat vast bij Gezin.")
    return missing


def _next_border(geboren: date, dag: date) -> list[str]:
    for age, words in ((MEE_VANAF, "antwoordt de jeugdige mee"), (ALLEEN_VANAF, "antwoordt de jeugdige alleen")):
        border = birthday(geboren, age)
        if border > dag:
            return [f"Vanaf {in_cijfers(border)} ({age} jaar) {words}."]
    return []


def near_borders(dag: date, dagen: int) -> tuple[tuple[date, date], ...]:
    """Stretches of dates of birth that hold everyone who becomes 12 or 16 within so many kalenderdagen, and few others.

    A day more on both sides: 29 February.
    """
    return tuple(
        (start - EEN_DAG, start + timedelta(dagen + 3))
        for start in (birthday(dag, -age) for age in (MEE_VANAF, ALLEEN_VANAF))
    )


_EMPTY_WORDS = frozenset({"", "nvt", "n v t", "geen", "x", "xx", "xxx", "onbekend", "zie boven", "zie dossier"})


def meaningful(tekst: str) -> bool:
    """Whether a weighing says anything: more than spaces, a dash or "n.v.t."."""
    return fold(tekst) not in _EMPTY_WORDS


_TELLING = 4
"""Letters of a word that can tell one party from another."""


def same_party(ontvanger: str, wie: str) -> bool:
    """Whether two texts can name the same person or organisation: they share a word of four letters or more.

    It rather says yes too often: a person looks at what it finds.

    >>> same_party("School De Linde", "De Linde (fictief)"), same_party("Veilig Thuis", "wijkteam")
    (True, False)
    """
    words = {word for word in re.findall(r"\w+", fold(ontvanger)) if len(word) >= _TELLING}
    return bool(words & set(re.findall(r"\w+", fold(wie))))
