"""The impasse-radar: what on a casus needs attention, each line with why it stands there (PRODUCT 6.2, item 6).

Every signal is a pure function over plain facts and one `Peil`. No source of the region gives a threshold, so each is
a setting with the proposal below as its default.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from expertteam_app.domain.casus import MAX_LEEFTIJD_RET, Pauze
from expertteam_app.domain.geboorte import geboren_tussen, geboren_woorden
from expertteam_app.domain.inzicht import Aandacht
from expertteam_app.domain.jeugdige import MEERDERJARIG, age_on, birthday
from expertteam_app.domain.kalender import KALENDERDAGEN, WETTELIJK, Kalender
from expertteam_app.domain.opschaling import Stap
from expertteam_app.domain.stapklok import Stapklok
from expertteam_app.domain.termijn import Eenheid, Norm, due_date
from expertteam_app.domain.toekomstplan import Toekomstplan, bereikt, open_punten
from expertteam_app.domain.waarom import Over, Vraag

HEEL = 100
"""Percent of a whole norm."""


@dataclass(frozen=True, slots=True)
class Drempels:
    """When a signal appears; the settings of the kluis.

    Attributes:
        norm_procent: share of a norm after which a casus is shown as nearing it.
        toezegging_werkdagen: after so many werkdagen a toezegging without a day counts as unanswered.
        agenda_keren: the how-manieth time on an agenda that is worth a signal.
        leefdomeinen: code to label of what a toekomstplan should cover.
    """

    norm_procent: int = 80
    toezegging_werkdagen: int = 10
    agenda_keren: int = 3
    leeftijd_maanden: int = 3
    mandaat_dagen: int = 31
    terugmelding_dagen: int = 14
    toekomstplan: tuple[str, ...] = ("16", "17")
    leefdomeinen: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Peil:
    """The day the radar looks from, with its thresholds; `horizon` is the last birthday that is "soon"."""

    vandaag: date
    stapklok: Stapklok
    drempels: Drempels = field(default_factory=Drempels)
    kalender: Kalender = WETTELIJK
    horizon: date = field(init=False)

    def __post_init__(self) -> None:
        months = Norm(self.drempels.leeftijd_maanden, Eenheid.MAANDEN)
        horizon = due_date(self.vandaag, months, kalender=KALENDERDAGEN).datum
        object.__setattr__(self, "horizon", horizon or self.vandaag)


@dataclass(frozen=True, slots=True)
class CasusFeiten:
    """What the radar must know of an open casus.

    Attributes:
        stap: the step of the version of the model that this casus started under.
        pauzes: its pauses, in order.
        geboortejaar: the year, or month and year, of birth when the day is not known.
        vooruit: whether there is an open actie, or it stands on a coming agenda.
    """

    casus_id: int
    nummer: str
    jeugdige_id: int
    gemeente: str
    geboortedatum: date | None = None
    stap: Stap | None = None
    stap_sinds: date | None = None
    pauzes: tuple[Pauze, ...] = ()
    vooruit: bool = False
    geboortejaar: str = ""

    @property
    def geboren(self) -> tuple[date, date] | None:
        """The first and last day on which the birth may have been."""
        return geboren_tussen(self.geboortedatum, self.geboortejaar)

    @property
    def pauze(self) -> Pauze | None:
        """The pause that is running."""
        return self.pauzes[-1] if self.pauzes and self.pauzes[-1].tot is None else None


def norm(casus: CasusFeiten, peil: Peil) -> Aandacht | None:
    """The norm of the step is exceeded, or will be soon; netto days in the unit of the norm.

    A casus whose clock stands still is not nearing its norm; urgent at more than twice the norm.
    """
    stap, since, part = casus.stap, casus.stap_sinds, peil.drempels.norm_procent
    if stap is None or stap.norm is None or since is None:
        return None
    if (peil.vandaag - since).days * HEEL < part * stap.norm:  # fewer days than the norm asks cannot be too many
        return None
    meting = peil.stapklok.stay(since, None, casus.pauzes, stap, peil.vandaag)
    spent = meting.spent.netto
    where = f"op stap {stap.volgorde} ({stap.kort})"
    key = f"{casus.casus_id}:{stap.volgorde}:{since}:{stap.norm}"
    if meting.binnen_norm is False:
        twice = spent > 2 * stap.norm
        return Aandacht(
            "norm",
            f"{casus.nummer} staat {spent} {stap.eenheid} {where}",
            f"de norm is {stap.norm} {stap.eenheid}",
            since,
            casus_id=casus.casus_id,
            dringend=twice,
            sleutel=f"norm:{key}:{'dubbel' if twice else 'over'}",
            waarom=Vraag(Over.STAP, casus.casus_id),
        )
    if peil.stapklok.staat_stil(since, casus.pauze) or spent * HEEL < part * stap.norm:
        return None
    return Aandacht(
        "norm-nadert",
        f"{casus.nummer} staat {spent} van {stap.norm} {stap.eenheid} {where}",
        f"{spent * HEEL // stap.norm}% van de norm is gebruikt",
        peil.stapklok.uiterlijk(since, casus.pauzes, stap),
        casus_id=casus.casus_id,
        sleutel=f"norm-nadert:{key}",
        waarom=Vraag(Over.STAP, casus.casus_id),
    )


def volgende_stap(casus: CasusFeiten, peil: Peil) -> Aandacht | None:
    """Nothing is going to happen: no open actie, no coming agenda, or a pause that nobody will end."""
    if casus.pauze is not None:
        return _pauze(casus, casus.pauze, peil.vandaag)
    if casus.vooruit:
        return None
    return Aandacht(
        "geen-volgende-stap",
        f"{casus.nummer} heeft geen volgende stap",
        "er is geen open actie en de casus staat niet op een komende agenda",
        casus.stap_sinds,
        casus_id=casus.casus_id,
        sleutel=f"geen-volgende-stap:{casus.casus_id}:{casus.stap_sinds}",
        waarom=Vraag(Over.STAP, casus.casus_id),
    )


def _pauze(casus: CasusFeiten, pauze: Pauze, vandaag: date) -> Aandacht | None:
    until = pauze.verwacht_tot
    why = f"reden: {pauze.reden or 'niet opgeschreven'}"
    if until is None:
        return Aandacht(
            "pauze",
            f"{casus.nummer} is gepauzeerd sinds {pauze.van:%d-%m-%Y}",
            f"{why}; er is geen einddatum",
            pauze.van,
            casus_id=casus.casus_id,
            sleutel=f"pauze:{casus.casus_id}:{pauze.van}",
            waarom=Vraag(Over.STAP, casus.casus_id),
        )
    if until >= vandaag:
        return None
    return Aandacht(
        "pauze-voorbij",
        f"{casus.nummer}: de pauze zou duren tot en met {until:%d-%m-%Y}",
        f"{why}; de casus is niet hervat",
        until,
        casus_id=casus.casus_id,
        dringend=True,
        sleutel=f"pauze-voorbij:{casus.casus_id}:{pauze.van}:{until}",
        waarom=Vraag(Over.STAP, casus.casus_id),
    )


def leeftijd(casus: CasusFeiten, peil: Peil) -> Aandacht | None:
    """Wordt 18 or 23 soon, or is 23 already: a warning, nothing is blocked (DOMEIN section 3, age rule).

    Where only the year of birth is known the warning comes for its first day, and stays until its last.
    """
    born, vandaag, span = casus.geboortedatum, peil.vandaag, casus.geboren
    if born is None:
        return None if span is None else _by_year(casus, span, peil)
    key = f"leeftijd:{casus.casus_id}:{born}"
    if age_on(born, vandaag) >= MAX_LEEFTIJD_RET:
        return Aandacht(
            "leeftijd",
            f"{casus.nummer}: de jeugdige is {MAX_LEEFTIJD_RET} jaar of ouder",
            "het RET is er voor jeugdigen tot 23 jaar",
            birthday(born, MAX_LEEFTIJD_RET),
            casus_id=casus.casus_id,
            dringend=True,
            sleutel=f"{key}:is-{MAX_LEEFTIJD_RET}",
            waarom=Vraag(Over.LEEFTIJD, casus.casus_id, MAX_LEEFTIJD_RET),
        )
    for age in (MEERDERJARIG, MAX_LEEFTIJD_RET):
        day = birthday(born, age)
        if vandaag <= day <= peil.horizon:
            return Aandacht(
                "leeftijd",
                f"{casus.nummer}: de jeugdige wordt {age} op {day:%d-%m-%Y}",
                "vraag op tijd welke hulp daarna mag doorlopen",
                day,
                casus_id=casus.casus_id,
                sleutel=f"{key}:{age}",
                waarom=Vraag(Over.LEEFTIJD, casus.casus_id, age),
            )
    return None


def _by_year(casus: CasusFeiten, span: tuple[date, date], peil: Peil) -> Aandacht | None:
    vandaag, known = peil.vandaag, geboren_woorden(None, casus.geboortejaar)
    for age in (MEERDERJARIG, MAX_LEEFTIJD_RET):
        first, last = (birthday(day, age) for day in span)
        past = age == MAX_LEEFTIJD_RET and vandaag > last
        if not past and not (first <= peil.horizon and vandaag <= last):
            continue
        when = "is" if past else "wordt"
        between = "" if past else f" tussen {first:%d-%m-%Y} en {last:%d-%m-%Y}"
        return Aandacht(
            "leeftijd",
            f"{casus.nummer}: de jeugdige {when} {age}{' jaar of ouder' if past else ''}{between}",
            f"geboren in {known}; zoek de geboortedatum op",
            last if past else first,
            casus_id=casus.casus_id,
            dringend=past,
            sleutel=f"leeftijd:{casus.casus_id}:{casus.geboortejaar}:{'is-' if past else ''}{age}",
            waarom=Vraag(Over.LEEFTIJD, casus.casus_id, age),
        )
    return None


def toekomstplan(casus: CasusFeiten, plan: Toekomstplan | None, peil: Peil) -> Aandacht | None:
    """At a chosen age there is no toekomstplan, or one without owner or leefdomeinen (DOMEIN section 8)."""
    span, drempels = casus.geboren or (), peil.drempels
    reached = (bereikt(born, peil.vandaag, drempels.toekomstplan) for born in span)
    passed = next((found for found in reached if found is not None), None)
    if passed is None:
        return None
    age, day = passed
    key = f"toekomstplan:{casus.jeugdige_id}:{age}"
    if plan is None:
        return Aandacht(
            "toekomstplan",
            f"{casus.nummer}: er is nog geen toekomstplan",
            f"de jeugdige is {age} jaar of ouder; vanaf 16 hoort er een toekomstplan te zijn",
            day,
            casus_id=casus.casus_id,
            sleutel=key,
            waarom=Vraag(Over.TOEKOMSTPLAN, casus.casus_id, tekst=age),
        )
    missing = open_punten(plan, dict(drempels.leefdomeinen))
    if not missing:
        return None
    return Aandacht(
        "toekomstplan",
        f"{casus.nummer}: het toekomstplan is nog niet af",
        "; ".join(missing),
        plan.datum,
        casus_id=casus.casus_id,
        sleutel=f"{key}:onaf",
        waarom=Vraag(Over.TOEKOMSTPLAN, casus.casus_id, tekst=age),
    )


def agenda(casus: CasusFeiten, dagen: Sequence[date], peil: Peil) -> Aandacht | None:
    """The casus came on the agenda of the RET for the so-manieth time in this cyclus; `dagen` are those zittingen."""
    times = len(dagen)
    if times < peil.drempels.agenda_keren:
        return None
    ordered = sorted(dagen)
    words = ", ".join(f"{day:%d-%m-%Y}" for day in ordered)
    return Aandacht(
        "agenda",
        f"{casus.nummer} staat voor de {times}e keer op de agenda van het RET",
        f"zittingen: {words}; ga na wat er anders moet",
        ordered[-1],
        casus_id=casus.casus_id,
        sleutel=f"agenda:{casus.casus_id}:{times}",
        waarom=Vraag(Over.AGENDA, casus.casus_id),
    )
