"""What one can ask *Waarom deze datum?* about, and the explanations that are not those of a klok.

A `Vraag` names a date or figure by what it is about and an id, so that a window keeps no more than that and the answer
is reckoned when it is asked. Every explanation holds dates, rules and settings, never a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from expertteam_app.domain.casus import MAX_LEEFTIJD_RET, Pauze, Verblijf
from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.jeugdige import MEERDERJARIG, age_on, birthday
from expertteam_app.domain.kalender import KALENDERDAGEN, WETTELIJK, Kalender
from expertteam_app.domain.opschaling import Stap
from expertteam_app.domain.stapklok import Stapklok, norm_of_step
from expertteam_app.domain.termijn import Eenheid, Norm, elapsed, quantity
from expertteam_app.domain.uitleg import Herkomst, Uitleg, UitlegRegel, explain_count, explain_term


class Over(StrEnum):
    """What a date or figure is about; the value names it in the heading of the explanation."""

    CASUS = "deze casus"
    STAP = "dagen op deze stap"
    LEEFTIJD = "leeftijd"
    TOEKOMSTPLAN = "toekomstplan"
    TOESTEMMING = "toestemming"
    NOG_THUIS = "nog thuis"
    ACTIE = "deze actie"
    TERUGMELDING = "terugmelding"
    VTO = "VTO naar de Raad"
    MANDAAT = "mandaat"
    ZITTING = "datum van de zitting"
    AGENDA = "keren op de agenda"
    TERUGKIJKEN = "terugkijken op een advies"
    HIAAT = "dagen gezocht"
    VTB = "klokken van dit VTB"
    BEWAREN = "bewaartermijn"
    KLOK = "deze klok"


@dataclass(frozen=True, slots=True)
class Vraag:
    """A date or figure that can be explained.

    Attributes:
        id: of the casus (CASUS, STAP, LEEFTIJD, TOEKOMSTPLAN, AGENDA), toestemming, voornemen, actie, VTB (VTB,
            TERUGMELDING, VTO), mandaat, zitting or look back; 0 for a klok and for BEWAREN.
        nummer: the step, the age in years, or the months of "nog thuis"; 0 where there is no choice.
        tekst: the checkpoint of a toekomstplan, or the code of a klok.
        datum: which of several dates is meant, such as that of one terugmelding.
    """

    over: Over
    id: int
    nummer: int = 0
    tekst: str = ""
    datum: date | None = None


RECHTSBRON = {
    MEERDERJARIG: ("BW 1:233: vanaf 18 jaar is iemand meerderjarig", "Jeugdwet 1.1"),
    MAX_LEEFTIJD_RET: ("", "het RET is er voor jeugdigen tot 23 jaar (DOMEIN 3)"),
}
"""Article of law and source of the birthdays that mean something."""


def _told(dag: date, *regels: UitlegRegel, einddatum: date | None = None, kalender: Kalender = KALENDERDAGEN) -> Uitleg:
    return Uitleg(dag, None, kalender.profiel, einddatum, regels)


def _lines(soort: str, teksten: Iterable[str]) -> tuple[UitlegRegel, ...]:
    return tuple(UitlegRegel(soort, tekst) for tekst in teksten if tekst)


def since_or_until(dag: date, vandaag: date) -> UitlegRegel:
    """How far a day lies from today, in kalenderdagen."""
    far = quantity(abs((dag - vandaag).days), Eenheid.KALENDERDAGEN)
    if dag == vandaag:
        return UitlegRegel("stand", f"Dat is vandaag, {vandaag:%d-%m-%Y}.")
    words = f"nog {far}" if dag > vandaag else f"{far} geleden"
    return UitlegRegel("stand", f"Vandaag, {vandaag:%d-%m-%Y}: {words}.")


def filled_in(dag: date, wat: str, vandaag: date, *regels: str, bron: Sequence[str] = ()) -> Uitleg:
    """A date that was not reckoned but filled in: what it is, how far away, and which rules look at it."""
    return _told(
        dag,
        UitlegRegel("start", f"{wat}: {in_woorden(dag)}. Deze dag is niet berekend, maar zo ingevuld."),
        *_lines("norm", regels),
        since_or_until(dag, vandaag),
        *_lines("bron", bron),
    )


def nothing(vandaag: date, *teksten: str) -> Uitleg:
    """The answer where there is no date or figure to reckon: why not."""
    return _told(vandaag, *_lines("stand", teksten))


def explain_sought(sinds: date, eind: date | None, hoe: str, vandaag: date, *, ingevuld: bool) -> Uitleg:
    """How many kalenderdagen a zorgvorm has been sought.

    Args:
        sinds: the first day.
        eind: the last day, None while it is sought.
        hoe: why it ended.
        vandaag: today.
        ingevuld: the first day was filled in; else it is the day on which the hiaat was recorded.
    """
    days = quantity(max(0, ((eind or vandaag) - sinds).days), Eenheid.KALENDERDAGEN)
    told = "zo ingevuld" if ingevuld else "de dag waarop het hiaat is vastgelegd; sinds wanneer is niet ingevuld"
    end = f"Tot {in_woorden(eind)}: {hoe}." if eind is not None else f"Tot vandaag, {vandaag:%d-%m-%Y}: nog gezocht."
    return _told(
        sinds,
        UitlegRegel("start", f"Gezocht sinds {in_woorden(sinds)} ({told})."),
        UitlegRegel("einde", end),
        UitlegRegel("stand", f"Samen {days}, alle dagen geteld."),
        *_lines("bron", ["Bron: DOMEIN 6, register van hiaten."]),
    )


def explain_birthday(geboren: date, leeftijd: int, vandaag: date, maanden_vooraf: int) -> Uitleg:
    """The day on which someone reaches an age; `maanden_vooraf` is the setting that says how early Vandaag warns."""
    day = birthday(geboren, leeftijd)
    article, source = RECHTSBRON.get(leeftijd, ("", ""))
    leap = (day.month, day.day) != (geboren.month, geboren.day)
    return _told(
        geboren,
        UitlegRegel("start", f"Geboren op {in_woorden(geboren)}."),
        UitlegRegel("norm", f"Leeftijd: {leeftijd} jaar, op de verjaardag zelf."),
        *_lines("norm", ["In een jaar zonder 29 februari telt 1 maart als verjaardag."] if leap else []),
        UitlegRegel("einde", f"Wordt {leeftijd} op {in_woorden(day)}."),
        since_or_until(day, vandaag),
        UitlegRegel("norm", f"Vandaag meldt dit {quantity(maanden_vooraf, Eenheid.MAANDEN)} vooraf (instelling)."),
        *_lines("bron", [f"Wet: {article}." if article else "", f"Bron: {source}." if source else ""]),
        einddatum=day,
    )


def explain_age(span: tuple[date, date], vandaag: date) -> Uitleg:
    """The age in whole years today; `span` is the first and last day on which the birth may have been."""
    geboren, last = span
    age = age_on(geboren, vandaag)
    if geboren != last:
        low = max(0, age_on(last, vandaag))
        words = f"{low} jaar" if low == age else f"{low} of {age} jaar"
        return _told(
            geboren,
            UitlegRegel("start", f"Geboren tussen {geboren:%d-%m-%Y} en {last:%d-%m-%Y}: de dag is niet bekend."),
            UitlegRegel("stand", f"Vandaag, {vandaag:%d-%m-%Y}: {words}."),
        )
    return _told(
        geboren,
        UitlegRegel("start", f"Geboren op {in_woorden(geboren)}."),
        UitlegRegel("stand", f"Vandaag, {vandaag:%d-%m-%Y}: {age} jaar."),
        UitlegRegel("norm", f"Wordt {age + 1} op {in_woorden(birthday(geboren, age + 1))}."),
    )


def explain_checkpoint(geboren: date, ijkpunt: str, dag: date, vandaag: date) -> Uitleg:
    """The day `dag` from which a toekomstplan is asked for at a checkpoint, such as "16" or "17,5"."""
    return _told(
        geboren,
        UitlegRegel("start", f"Geboren op {in_woorden(geboren)}."),
        UitlegRegel("norm", f"IJkpunt: {ijkpunt} jaar (instelling: leeftijden waarop naar het plan wordt gevraagd)."),
        UitlegRegel("einde", f"{ijkpunt} jaar op {in_woorden(dag)}."),
        since_or_until(dag, vandaag),
        UitlegRegel("bron", "Bron: vanaf 16 jaar hoort er een toekomstplan te zijn (DOMEIN 8)."),
        einddatum=dag,
    )


def explain_still_home(start: date, maanden: int, vandaag: date, *, uitkomst: bool) -> Uitleg:
    """From when it is asked whether the jeugdige still lives at home; `uitkomst`: counted from the outcome."""
    begin = "uitkomst van de voorgenomen uithuisplaatsing" if uitkomst else "voornemen tot uithuisplaatsing"
    herkomst = Herkomst(begin, status="voorstel", bron="startfoto en toets uithuisplaatsing (DOMEIN 8)")
    told = explain_term(start, Norm(maanden, Eenheid.MAANDEN), (), KALENDERDAGEN, herkomst=herkomst)
    return told.met(since_or_until(told.einddatum or start, vandaag))


def explain_stays(
    stap: Stap, verblijven: Sequence[Verblijf], pauzes: tuple[Pauze, ...], vandaag: date, klok: Stapklok, versie: str
) -> Uitleg:
    """Every stay on a step: from its begin with its pauses against the norm, on its own version of the klok.

    Args:
        stap: the step in the version of the ladder of the casus.
        verblijven: its stays on that step, at least one; each is held against the norm by itself.
        pauzes: all pauses of the casus.
        vandaag: up to when a stay that lasts is counted.
        klok: the klok of the steps.
        versie: the version of the ladder.
    """
    unit, norm = Eenheid(stap.eenheid), norm_of_step(stap)
    lines: list[UitlegRegel] = []
    told: Uitleg | None = None
    for number, stay in enumerate(verblijven, start=1):
        version, kalender, stopping = klok.of_stay(stay.begin, pauzes)
        herkomst = Herkomst("stap begonnen", versie=f"opschalingsmodel {versie}")
        until = max(stay.begin, stay.eind or vandaag)
        count = explain_count(stay.begin, until, stopping, unit, kalender, Herkomst("stap begonnen"))
        if len(verblijven) > 1:
            lines.append(UitlegRegel("kop", f"Verblijf {number} op deze stap"))
        if norm is not None and stay.eind is None:
            told = explain_term(stay.begin, norm, stopping, kalender, wettelijk=version.wettelijk, herkomst=herkomst)
            lines += _running(told, count, until)
        else:
            told = count
            lines += count.regels
        lines += _lines("pauze", [w for p in pauzes if (w := _about_pause(p, stops=p in stopping))])
        netto = elapsed(stay.begin, until, stopping, unit, kalender).netto
        lines.append(_against(netto, norm, versie))
        lines.append(UitlegRegel("bron", f"Klok {version.code} {version.versie}: {version.bron}."))
    if len(verblijven) > 1:
        lines.append(UitlegRegel("norm", "Wie op een stap terugkomt, begint opnieuw: elk verblijf telt apart."))
    if norm is not None:
        lines.append(UitlegRegel("bron", "De norm van een stap is een instelling van de regio (Beheer, Ladder)."))
    return replace(told or _told(vandaag), regels=tuple(lines))


def _running(term: Uitleg, count: Uitleg, until: date) -> Iterator[UitlegRegel]:
    """The lines of a stay that lasts: free days up to its norm, or up to today when that is later."""
    standing = tuple(line for line in count.regels if line.soort == "stand")
    if term.einddatum is None or term.einddatum > until:
        yield from (line for line in term.regels if line.soort != "bron")
    else:
        yield from (line for line in count.regels if line.soort not in {"stand", "bron"})
        yield from (line for line in term.regels if line.soort in {"norm", "einde"})
    yield from standing


def _against(netto: int, norm: Norm | None, versie: str) -> UitlegRegel:
    if norm is None:
        return UitlegRegel("stand", f"Deze stap heeft geen norm (opschalingsmodel {versie}).")
    over = netto - norm.waarde
    words = f"{quantity(over, norm.eenheid)} boven de norm" if over > 0 else "binnen de norm"
    return UitlegRegel("stand", f"De norm is {norm} (opschalingsmodel {versie}): {words}.")


def _about_pause(pauze: Pauze, *, stops: bool) -> str:
    if stops:
        expected = pauze.verwacht_tot
        return (
            ""
            if expected is None or pauze.tot is not None
            else f"De pauze zou duren tot en met {in_woorden(expected)}."
        )
    until = "loopt nog" if pauze.tot is None else f"tot en met {pauze.tot:%d-%m-%Y}"
    why = f" ({pauze.reden})" if pauze.reden else ""
    return f"Een pauze{why} vanaf {pauze.van:%d-%m-%Y} ({until}) zet de klok niet stil: die dagen tellen mee."


def explain_due(datum: date, wat: str, vandaag: date, *regels: str, kalender: Kalender = WETTELIJK) -> Uitleg:
    """A last day that was agreed, with the werkdagen it is over, each free day by name."""
    told = filled_in(datum, wat, vandaag, *regels)
    if datum >= vandaag:
        return told
    late = explain_count(datum, vandaag, (), Eenheid.WERKDAGEN, kalender)
    return told.met(*(line for line in late.regels if line.soort in {"vrij", "stand"}))


def explain_waiting(sinds: date, drempel: int, vandaag: date, kalender: Kalender) -> Uitleg:
    """How long a toezegging without a day waits, in werkdagen, against the setting `drempel`."""
    told = explain_count(sinds, vandaag, (), Eenheid.WERKDAGEN, kalender, Herkomst("de dag van de toezegging"))
    return told.met(
        UitlegRegel("norm", f"Zonder datum is een toezegging na {drempel} werkdagen onbeantwoord (instelling).")
    )


def explain_return(
    datum: date, besluit: date, maanden: int, dagen_vooraf: int, vandaag: date, kalender: Kalender = KALENDERDAGEN
) -> Uitleg:
    """When a terugmelding is due: as agreed, beside the proposal of so many months after the besluit."""
    proposed = explain_term(besluit, Norm(maanden, Eenheid.MAANDEN), (), kalender, herkomst=Herkomst("besluit"))
    same = proposed.einddatum == datum
    words = "De afgesproken dag is dit voorstel." if same else f"Afgesproken is een andere dag: {in_woorden(datum)}."
    lines = (
        UitlegRegel("norm", line.tekst.replace("Uiterlijk", "Dat is")) if line.soort == "einde" else line
        for line in proposed.regels
    )
    return replace(
        replace(proposed, regels=tuple(lines)).met(
            UitlegRegel("norm", f"De norm van {quantity(maanden, Eenheid.MAANDEN)} is een voorstel (instelling)."),
            UitlegRegel("einde", words),
            since_or_until(datum, vandaag),
            UitlegRegel("norm", f"Vandaag meldt dit {dagen_vooraf} kalenderdagen vooraf (instelling)."),
        ),
        einddatum=datum,
    )


def explain_agenda(dagen: Sequence[date], keren: int, vandaag: date) -> Uitleg:
    """How often a casus stood on an agenda of the RET in this ronde."""
    ordered = sorted(dagen)
    numbered = (f"{n}e keer: {in_woorden(day)}." for n, day in enumerate(ordered, start=1))
    return _told(
        ordered[0] if ordered else vandaag,
        *_lines("start", numbered),
        UitlegRegel("stand", f"Samen {len(ordered)} keer op de agenda van het RET in deze ronde."),
        UitlegRegel("norm", f"Vanaf de {keren}e keer geeft Vandaag een signaal (instelling)."),
    )


def explain_consent(
    vanaf: date, tot: date | None, geboren: date | None, grenzen: Sequence[int], laatste: date | None, vandaag: date
) -> Uitleg:
    """Until when a toestemming may be used: its own end, or the day before a birthday on which others must answer.

    Args:
        vanaf: its first day.
        tot: its last day as agreed, None without.
        geboren: birth of the jeugdige, when known.
        grenzen: the ages at which others must answer.
        laatste: the last day on which it may be used by what is known now; None when no end is known.
        vandaag: today.
    """
    lines = [UitlegRegel("start", f"Geldt vanaf {in_woorden(vanaf)}.")]
    lines += _lines("norm", [f"Afgesproken tot en met {in_woorden(tot)}." if tot else "Er is geen einde afgesproken."])
    if geboren is not None:
        lines.append(UitlegRegel("start", f"De jeugdige is geboren op {in_woorden(geboren)}."))
        lines += _lines("norm", [f"Wordt {age} op {in_woorden(birthday(geboren, age))}." for age in grenzen])
    lines += _lines("norm", ["Wie moet antwoorden, verandert op 12 en op 16 jaar."])
    if laatste is not None:
        lines.append(UitlegRegel("einde", f"Te gebruiken tot en met {in_woorden(laatste)}."))
        lines.append(since_or_until(laatste, vandaag))
    else:
        lines.append(UitlegRegel("einde", "Er is nu geen laatste dag te noemen."))
    lines += _lines("bron", ["Wet: Jeugdwet 7.3.4 en 7.3.5."])
    return _told(vanaf, *lines, einddatum=laatste)


def together(uitleg: Sequence[Uitleg], koppen: Sequence[str] = ()) -> Uitleg:
    """Several explanations under each other, each under its own heading; the first gives the date. Never empty."""
    lines: list[UitlegRegel] = []
    for number, each in enumerate(uitleg):
        if number < len(koppen):
            lines.append(UitlegRegel("kop", koppen[number]))
        lines += each.regels
    return replace(uitleg[0], regels=tuple(lines))
