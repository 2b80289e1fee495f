"""The answer to "Waarom deze datum?": every step of a reckoning as lines that a person can follow and copy.

The lines hold every free day by name, every pause with the days it took in the unit of the norm, the norm with its
version and source, the article of law, and a sum that adds up: so that the date can be counted again by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from expertteam_app.domain.datuminvoer import DAGEN, in_woorden
from expertteam_app.domain.kalender import WETTELIJK, Kalender, Profiel, weekend_days
from expertteam_app.domain.termijn import (
    Eenheid,
    Einddatum,
    Norm,
    Onderbreking,
    Stilstand,
    atw_applies,
    count_back,
    due_date,
    elapsed,
    quantity,
)

Json = dict[str, object]

_VIJF_DAGEN = 5


@dataclass(frozen=True, slots=True)
class UitlegRegel:
    """One line; `soort` is what it is about: start, norm, vrij, pauze, atw, einde, controle, stand or bron."""

    soort: str
    tekst: str


@dataclass(frozen=True, slots=True)
class VrijeDag:
    """A feestdag or closing day inside the term.

    Attributes:
        weekend: it falls on a Saturday or Sunday, so it takes nothing beyond the weekend.
        telt_mee: the norm counts every day, so this one too.
    """

    datum: date
    naam: str
    weekend: bool
    telt_mee: bool


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where a norm comes from, in words for the explanation; what is empty is left out."""

    begin: str = ""
    versie: str = ""
    status: str = ""
    bron: str = ""
    artikel: str = ""


@dataclass(frozen=True, slots=True)
class Uitleg:
    """A reckoning with its explanation.

    Attributes:
        einddatum: the last day within the norm (counted backwards: the last day on which it is in time); None without
            a norm or while the clock stands still.
        weekenddagen: Saturdays and Sundays inside the term.
    """

    start: date
    norm: Norm | None
    profiel: Profiel
    einddatum: date | None
    regels: tuple[UitlegRegel, ...]
    vrije_dagen: tuple[VrijeDag, ...] = ()
    weekenddagen: int = 0
    pauzes: tuple[Stilstand, ...] = ()

    def als_tekst(self) -> str:
        """All lines as plain text, one per line, for copying."""
        return "\n".join(regel.tekst for regel in self.regels)

    def als_json(self) -> Json:
        """The reckoning as values for JSON; dates ISO."""
        return {
            "start": self.start.isoformat(),
            "norm": None if self.norm is None else self.norm.waarde,
            "eenheid": None if self.norm is None else self.norm.eenheid.value,
            "profiel": self.profiel.value,
            "einddatum": None if self.einddatum is None else self.einddatum.isoformat(),
            "uitleg": [regel.tekst for regel in self.regels],
            "vrije_dagen": [
                {"datum": v.datum.isoformat(), "naam": v.naam, "weekend": v.weekend, "telt_mee": v.telt_mee}
                for v in self.vrije_dagen
            ],
            "weekenddagen": self.weekenddagen,
            "pauzes": [
                {
                    "van": p.van.isoformat(),
                    "tot": None if p.tot is None else p.tot.isoformat(),
                    "reden": p.reden,
                    "dagen": p.dagen,
                }
                for p in self.pauzes
            ],
        }

    def met(self, *regels: UitlegRegel) -> Uitleg:
        """The same with more lines after it."""
        return replace(self, regels=(*self.regels, *regels))


def explain_term(
    start: date,
    norm: Norm,
    pauzes: Iterable[Onderbreking] = (),
    kalender: Kalender = WETTELIJK,
    *,
    wettelijk: bool = False,
    herkomst: Herkomst = Herkomst(),
) -> Uitleg:
    """The end of a norm with its explanation; see `termijn.due_date`.

    Raises:
        UserError: a pause ends before it starts, or a date lies outside 1900-2200.
    """
    found = due_date(start, norm, pauzes, kalender, wettelijk=wettelijk)
    until = found.datum or next((p.van for p in found.pauzes if p.tot is None), start)
    telt_mee = found.eenheid is not Eenheid.WERKDAGEN
    unmoved = until if found.ongeschoven is None else min(until, found.ongeschoven)
    inside = _free(start, unmoved, kalender, telt_mee=telt_mee)
    free = inside + _free(unmoved, until, kalender, telt_mee=False)
    weekends, weekend = weekend_days(start, until)
    lines = [_start(start, herkomst), _norm(norm, kalender, herkomst)]
    lines += _free_lines(inside, weekends, weekend, telt_mee=telt_mee)
    lines += [pause_line(p, found.eenheid) for p in found.pauzes]
    if wettelijk:
        lines += [UitlegRegel("atw", text) for text in found.atw or (_unmoved(norm),)]
    if found.datum is None:
        still = next((p.van for p in found.pauzes if p.tot is None), None)
        since = "" if still is None else f" De klok staat stil sinds {still:%d-%m-%Y}."
        lines.append(UitlegRegel("einde", f"Er is nog geen einddatum.{since}"))
    else:
        lines.append(UitlegRegel("einde", f"Uiterlijk: {in_woorden(found.datum)}."))
        lines.append(_check(start, found, found.datum, free, weekend))
    lines += _sources(herkomst)
    return Uitleg(start, norm, kalender.profiel, found.datum, tuple(lines), free, weekend, found.pauzes)


def explain_back(dag: date, norm: Norm, kalender: Kalender = WETTELIJK, herkomst: Herkomst = Herkomst()) -> Uitleg:
    """The last day that lies a norm before `dag`, with its explanation; see `termijn.count_back`.

    Raises:
        UserError: a date lies outside 1900-2200.
    """
    found = count_back(dag, norm, kalender)
    end = found.datum or dag
    telt_mee = found.eenheid is not Eenheid.WERKDAGEN
    # Backwards the day itself is day 0, so the days counted are [end, dag): one earlier than (end, dag].
    free = _free(_day_before(end), _day_before(dag), kalender, telt_mee=telt_mee) if end < dag else ()
    weekends, weekend = weekend_days(_day_before(end), _day_before(dag)) if end < dag else (0, 0)
    begin = f", {herkomst.begin}" if herkomst.begin else ""
    lines = [
        UitlegRegel("start", f"Dag 0: {in_woorden(dag)}{begin}. Er wordt teruggerekend; de dag ervóór is dag 1."),
        _norm(norm, kalender, herkomst),
        *_free_lines(free, weekends, weekend, telt_mee=telt_mee),
        *(UitlegRegel("atw", text) for text in found.atw),
        UitlegRegel("einde", f"Uiterlijk: {in_woorden(end)}."),
        *_sources(herkomst),
    ]
    return Uitleg(dag, norm, kalender.profiel, end, tuple(lines), free, weekend)


def explain_count(
    start: date,
    stop: date,
    pauzes: Iterable[Onderbreking] = (),
    eenheid: Eenheid = Eenheid.WERKDAGEN,
    kalender: Kalender = WETTELIJK,
    herkomst: Herkomst = Herkomst(),
) -> Uitleg:
    """The days after `start` up to and including `stop`, with their explanation; see `termijn.elapsed`.

    Raises:
        UserError: `stop` lies before `start`, a pause ends before it starts, or a date lies outside 1900-2200.
    """
    spent = elapsed(start, stop, pauzes, eenheid, kalender)
    telt_mee = spent.eenheid is not Eenheid.WERKDAGEN or kalender.profiel is Profiel.KALENDERDAGEN
    free = _free(start, stop, kalender, telt_mee=telt_mee)
    weekends, weekend = weekend_days(start, stop)
    unit = Eenheid.KALENDERDAGEN if kalender.profiel is Profiel.KALENDERDAGEN else spent.eenheid
    lines = [
        _start(start, herkomst),
        *_free_lines(free, weekends, weekend, telt_mee=telt_mee),
        *(pause_line(p, unit) for p in spent.pauzes),
        UitlegRegel("stand", f"Tot en met {in_woorden(stop)}: bruto {quantity(spent.bruto, unit)}."),
    ]
    if spent.pauzes:
        lines.append(UitlegRegel("stand", f"Zonder de pauzes: netto {quantity(spent.netto, unit)}."))
    lines += _sources(herkomst)
    return Uitleg(start, None, kalender.profiel, None, tuple(lines), free, weekend, spent.pauzes)


def _day_before(dag: date) -> date:
    return date.fromordinal(dag.toordinal() - 1)


def _start(start: date, herkomst: Herkomst) -> UitlegRegel:
    begin = f", {herkomst.begin}" if herkomst.begin else ""
    return UitlegRegel("start", f"Dag 0: {in_woorden(start)}{begin}. De dag erna is dag 1.")


def _norm(norm: Norm, kalender: Kalender, herkomst: Herkomst) -> UitlegRegel:
    about = ", ".join(part for part in (herkomst.versie, herkomst.status) if part)
    text = f"Norm: {norm}{f' ({about})' if about else ''}."
    if norm.eenheid is Eenheid.WERKDAGEN:
        free = "feestdagen en sluitingsdagen" if kalender.sluitingsdagen else "feestdagen"
        text += f" Werkdagen zijn maandag tot en met vrijdag, zonder {free}."
    return UitlegRegel("norm", text)


def _free(van: date, tot: date, kalender: Kalender, *, telt_mee: bool) -> tuple[VrijeDag, ...]:
    return tuple(
        VrijeDag(day, name, weekend=day.weekday() >= _VIJF_DAGEN, telt_mee=telt_mee)
        for day, name in kalender.named_days(van, tot)
    )


def _free_lines(free: tuple[VrijeDag, ...], weekends: int, days: int, *, telt_mee: bool) -> list[UitlegRegel]:
    if telt_mee:
        lines = [UitlegRegel("vrij", "Elke dag telt, ook weekenden en feestdagen.")]
        if free:
            names = ", ".join(f"{v.naam} ({_short(v.datum)})" for v in free)
            lines.append(UitlegRegel("vrij", f"Binnen de termijn vallen en tellen gewoon mee: {names}."))
        return lines
    lines = []
    if days:
        many = "1 weekend" if weekends == 1 else f"{weekends} weekenden"
        lines.append(UitlegRegel("vrij", f"Telt niet mee: {many} ({'1 dag' if days == 1 else f'{days} dagen'})."))
    for day in free:
        extra = "; valt al in een weekend" if day.weekend else ""
        lines.append(UitlegRegel("vrij", f"Telt niet mee: {day.naam}, {in_woorden(day.datum)}{extra}."))
    return lines


def pause_line(pauze: Stilstand, unit: Eenheid) -> UitlegRegel:
    """A pause with its reason and the days it took in `unit`."""
    why = f" ({pauze.reden})" if pauze.reden else ""
    if pauze.tot is None:
        return UitlegRegel("pauze", f"De klok staat stil{why} na {_short(pauze.van)}; deze pauze loopt nog.")
    span = f"na {_short(pauze.van)} tot en met {_short(pauze.tot)}"
    return UitlegRegel("pauze", f"Telt niet mee: pauze{why} {span}, {quantity(pauze.dagen, unit)}.")


def _unmoved(norm: Norm) -> str:
    if atw_applies(norm):
        return "Wettelijke termijn: het einde valt op een gewone dag en schuift niet op (Atw 1)."
    return "Wettelijke termijn van meer dan 90 dagen, 12 weken of 3 maanden, of in jaren: zij schuift niet op (Atw 4)."


def _check(start: date, found: Einddatum, end: date, free: tuple[VrijeDag, ...], weekend: int) -> UitlegRegel:
    """The sum by which the date can be checked: all kalenderdagen, split up."""
    paused = sum(p.dagen for p in found.pauzes)
    parts = [f"{quantity(found.dagen, found.eenheid)} norm"]
    if paused:
        parts.append(f"{paused} pauze")
    if found.eenheid is Eenheid.WERKDAGEN:
        feast = sum(not v.weekend for v in free)
        parts += [f"{weekend} weekend"] if weekend else []
        parts += [f"{feast} vrij"] if feast else []
        accounted = found.dagen + paused + weekend + feast
    else:
        accounted = found.dagen + paused
    total = (end - start).days
    if total != accounted:
        parts.append(f"{total - accounted} opgeschoven")
    return UitlegRegel("controle", f"Controle: {quantity(total, Eenheid.KALENDERDAGEN)} = {' + '.join(parts)}.")


def _sources(herkomst: Herkomst) -> list[UitlegRegel]:
    lines = []
    if herkomst.artikel:
        lines.append(UitlegRegel("bron", f"Wet: {herkomst.artikel}."))
    if herkomst.bron:
        lines.append(UitlegRegel("bron", f"Bron: {herkomst.bron}."))
    return lines


def _short(dag: date) -> str:
    return f"{DAGEN[dag.weekday()][:2]} {dag:%d-%m-%Y}"
