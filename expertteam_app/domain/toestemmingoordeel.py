"""How a toestemming stands on a day, and the compass that says whether something may be shared and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.geboorte import geboren_tussen
from expertteam_app.domain.jeugdige import age_on, birthday
from expertteam_app.domain.toestemming import (
    ALLEEN_VANAF,
    EEN_DAG,
    GROND_GEDWONGEN,
    GROND_TOESTEMMING,
    KADER_GEDWONGEN,
    MEE_VANAF,
    MEERDERJARIG,
    Antwoord,
    Gever,
    Oordeel,
    Situatie,
    Stand,
    Toestemming,
    Vereist,
    in_cijfers,
    meaningful,
    opsomming,
    vereist,
)

_RANK = {
    Stand.GEEN: 0,
    Stand.NOG_NIET: 1,
    Stand.VERLOPEN: 1,
    Stand.INGETROKKEN: 2,
    Stand.GEWEIGERD: 3,
    Stand.ONBEKEND: 4,
    Stand.TE_VRAGEN: 5,
    Stand.NIET_TOEREIKEND: 6,
    Stand.VERLOOPT: 7,
    Stand.OP_GROND: 8,
    Stand.GELDIG: 8,
}


def rank(stand: Stand) -> int:
    """How far a status is on the way to "may be shared"; higher is better."""
    return _RANK[stand]


@dataclass(frozen=True, slots=True)
class _Laatste:
    wat: str
    datum: date
    reden: str


_WEIGHT = {"ja": 0, "nee": 1, "ingetrokken": 2}
"""Of two things said on one day the most careful counts."""


def _last_word(antwoorden: Iterable[Antwoord], gever_id: int | None, dag: date) -> _Laatste | None:
    """What someone last said, up to and including a day."""
    said = []
    for each in antwoorden:
        if each.gever_id != gever_id or each.antwoord not in _WEIGHT:
            continue
        said.append(_Laatste(each.antwoord, each.datum, each.reden))
        if each.ingetrokken_op is not None and each.antwoord == "ja":
            said.append(_Laatste("ingetrokken", each.ingetrokken_op, each.reden))
    known = [s for s in said if s.datum <= dag]
    return max(known, key=lambda s: (s.datum, _WEIGHT[s.wat]), default=None)


def oordeel(toestemming: Toestemming, situatie: Situatie, dag: date, voorsignaal: int = 0) -> Oordeel:
    """How a toestemming stands on a day; what was said or established after that day does not count.

    Args:
        toestemming: what is recorded.
        situatie: whom it is about.
        dag: the day to judge.
        voorsignaal: a toestemming whose last day is at most so many kalenderdagen ahead "verloopt binnenkort".
    """
    toestemming = replace(toestemming, antwoorden=_said_until(toestemming.antwoorden, dag))
    if situatie.onbekwaam is not None and situatie.onbekwaam.op > dag:
        situatie = replace(situatie, onbekwaam=None)
    found = _judge(toestemming, situatie, dag)
    if not found.mag:
        return found
    einde = _first_day_without(toestemming, situatie, dag)
    if einde is None:
        return found
    last = einde - EEN_DAG
    soon = (last - dag).days <= voorsignaal
    words = f"{found.reden} Dit geldt tot en met {in_cijfers(last)}."
    if soon and last != toestemming.tot:
        words += f" {_judge(toestemming, situatie, einde).reden}"
    return replace(found, stand=Stand.VERLOOPT if soon else found.stand, reden=words, laatste_dag=last)


def _said_until(antwoorden: Iterable[Antwoord], dag: date) -> tuple[Antwoord, ...]:
    """What was said up to and including a day: no later answer, and of a ja taken back later only the ja."""
    return tuple(
        replace(a, ingetrokken_op=None, reden="") if a.ingetrokken_op is not None and a.ingetrokken_op > dag else a
        for a in antwoorden
        if a.datum <= dag
    )


def _first_day_without(toestemming: Toestemming, situatie: Situatie, dag: date) -> date | None:
    """The first day after `dag` on which it may not be shared any more, by what was known on that day."""
    days = [toestemming.tot + EEN_DAG] if toestemming.tot is not None else []
    span = geboren_tussen(situatie.geboortedatum, situatie.geboortejaar)
    if span is not None:
        days += [birthday(born, age) for born in set(span) for age in (MEE_VANAF, ALLEEN_VANAF, MEERDERJARIG)]
    if situatie.onbekwaam is not None and situatie.onbekwaam.tot is not None:
        days.append(situatie.onbekwaam.tot + EEN_DAG)
    return min((d for d in days if d > dag and not _judge(toestemming, situatie, d).mag), default=None)


def _judge(toestemming: Toestemming, situatie: Situatie, dag: date) -> Oordeel:
    t = toestemming
    if dag < t.vanaf:
        return Oordeel(Stand.NOG_NIET, mag=False, reden=f"Dit gaat in op {in_cijfers(t.vanaf)}.")
    if t.tot is not None and dag > t.tot:
        words = f"Dit liep tot en met {in_cijfers(t.tot)}. Sindsdien mag er niets meer gedeeld worden."
        return Oordeel(Stand.VERLOPEN, mag=False, reden=words, sinds=t.tot + EEN_DAG)
    if t.grond != GROND_TOESTEMMING:
        return _judge_ground(t, situatie)
    return _judge_answers(t, situatie, dag)


def _judge_answers(t: Toestemming, situatie: Situatie, dag: date) -> Oordeel:
    need = vereist(situatie, dag)
    said = {g: _last_word(t.antwoorden, g.id, dag) for g in need.gevers}
    for what, stand in (("ingetrokken", Stand.INGETROKKEN), ("nee", Stand.GEWEIGERD)):
        who = {g: w for g, w in said.items() if w is not None and w.wat == what}
        if who:
            return _stopped(stand, who)
    if need.ontbreekt:
        return Oordeel(Stand.ONBEKEND, mag=False, reden=" ".join(need.ontbreekt))
    open_ = tuple(g for g, w in said.items() if w is None)
    if open_:
        return _unanswered(t, situatie, dag, open_)
    given = f"Toestemming van {opsomming(g.naam for g in need.gevers)}."
    return Oordeel(Stand.GELDIG, mag=True, reden=given, let_op=_other_voices(t, situatie, need, dag))


def _judge_ground(t: Toestemming, situatie: Situatie) -> Oordeel:
    name = t.grond_naam or t.grond
    if not meaningful(t.afweging):
        return Oordeel(Stand.ONBEKEND, mag=False, reden=f"Bij de grond “{name}” ontbreekt de afweging.")
    if t.grond == GROND_GEDWONGEN and situatie.kader != KADER_GEDWONGEN:
        words = "De casus staat niet (meer) in het gedwongen kader: deze grond geldt dan niet."
        return Oordeel(Stand.NIET_TOEREIKEND, mag=False, reden=words)
    return Oordeel(Stand.OP_GROND, mag=True, reden=f"Zonder toestemming, op grond van: {name}.")


def _stopped(stand: Stand, who: dict[Gever, _Laatste]) -> Oordeel:
    verb = "trok in op" if stand is Stand.INGETROKKEN else "zei nee op"
    parts = [
        f"{g.naam} {verb} {in_cijfers(w.datum)}" + (f" ({w.reden.strip().rstrip('.')})" if w.reden.strip() else "")
        for g, w in who.items()
    ]
    since = min(w.datum for w in who.values())
    words = f"{opsomming(parts)}."
    if stand is Stand.INGETROKKEN:
        words += (
            f" Vanaf {in_cijfers(since)} mag er niets meer gedeeld worden; wat eerder is gedeeld, wordt niet gewist."
        )
    return Oordeel(stand, mag=False, reden=words, wie=tuple(who), sinds=since)


def _unanswered(t: Toestemming, situatie: Situatie, dag: date, who: tuple[Gever, ...]) -> Oordeel:
    border = _outgrown(t, situatie, dag)
    if border is not None and situatie.geboortedatum is not None:
        age, name = age_on(situatie.geboortedatum, border), situatie.jeugdige.naam
        words = f"{name} werd op {in_cijfers(border)} {age} jaar en moet sindsdien zelf antwoorden."
        return Oordeel(Stand.NIET_TOEREIKEND, mag=False, reden=words, wie=who, sinds=border)
    return Oordeel(Stand.TE_VRAGEN, mag=False, reden=f"Nog te vragen: {opsomming(g.naam for g in who)}.", wie=who)


def _outgrown(t: Toestemming, situatie: Situatie, dag: date) -> date | None:
    """The birthday on which a toestemming that sufficed until then stopped doing so, or None."""
    if situatie.geboortedatum is None:
        return None
    for age in (MEE_VANAF, ALLEEN_VANAF):
        border = birthday(situatie.geboortedatum, age)
        if t.vanaf < border <= dag and _judge(t, situatie, border - EEN_DAG).mag:
            return border
    return None


def _other_voices(t: Toestemming, situatie: Situatie, need: Vereist, dag: date) -> str:
    """Who need not answer and yet said no: to be weighed, not decisive."""
    others = [g for g in situatie.mensen if g not in need.gevers]
    said_no = [g for g in others if (w := _last_word(t.antwoorden, g.id, dag)) is not None and w.wat != "ja"]
    return (
        f"{opsomming(g.naam for g in said_no)} hoeft niet te antwoorden, maar zei nee. Weeg dat mee." if said_no else ""
    )


def kompas(
    alle: Iterable[Toestemming], situatie: Situatie, ontvanger: str, doel: str, dag: date, voorsignaal: int = 0
) -> Oordeel:
    """May this be shared with this ontvanger for this doel on this day (PRODUCT 6.2, 13)?

    Names are compared without case, diacritics and punctuation. Of several records the one that allows it counts; a
    refusal or withdrawal beside it is told.
    """
    wanted = (fold(ontvanger), fold(doel))
    found = [
        (oordeel(t, situatie, dag, voorsignaal), t.vanaf) for t in alle if (fold(t.ontvanger), fold(t.doel)) == wanted
    ]
    if not found:
        return Oordeel(
            Stand.GEEN,
            mag=False,
            reden="Voor deze ontvanger en dit doel is niets vastgelegd. Vraag toestemming, of leg een grond vast.",
        )
    best, _ = max(found, key=lambda pair: (pair[0].mag, rank(pair[0].stand), pair[1]))
    against = [v for v, _ in found if v.stand in {Stand.INGETROKKEN, Stand.GEWEIGERD}]
    if not best.mag or not against:
        return best
    note = f"{best.let_op} Let op: {against[0].reden}".strip()
    return replace(best, let_op=note)
