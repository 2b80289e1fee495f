"""Reckoning with days, with those of a kluis or without: the same answers as the window, with the explanation."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from datetime import date

from expertteam_app.cli.opening import opened
from expertteam_app.cli.output import print_json, say
from expertteam_app.domain.datumlezer import read_date
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.kalender import Kalender, Profiel, kalender
from expertteam_app.domain.termijn import Eenheid, parse_norm
from expertteam_app.domain.uitleg import explain_back, explain_count, explain_term

GEEN_EINDDATUM = "nog geen einddatum"


@dataclass(frozen=True, slots=True)
class _Pauze:
    van: date
    tot: date | None
    reden: str = ""
    telt: bool = True


def reken_werkdagen(options: Namespace) -> int:
    """Days that count in the profile after VAN up to and including TOT: a bare number, or one object."""
    profiel = Profiel(options.profiel or (Profiel.KANTOOR if options.kluis else Profiel.WETTELIJK))
    van, tot = _day(options.van), _day(options.tot)
    days = _kalender(options, profiel)
    count = days.days_between(van, tot)
    if not options.json:
        say(str(count))
        return 0
    told = explain_count(van, tot, (), Eenheid.WERKDAGEN, days).als_json()
    print_json(
        {
            "van": van.isoformat(),
            "tot": tot.isoformat(),
            "profiel": profiel.value,
            "werkdagen": count,
            **{key: told[key] for key in ("uitleg", "vrije_dagen", "weekenddagen")},
        }
    )
    return 0


def reken_termijn(options: Namespace) -> int:
    """The last day within a norm: the date on a line of its own and then why, or one object."""
    start, norm = _day(options.start), parse_norm(" ".join(options.norm))
    profiel, pauzes = Profiel(options.profiel), [_pause(text) for text in options.pauze]
    if norm.eenheid is Eenheid.WERKDAGEN and profiel is Profiel.KALENDERDAGEN:
        raise UserError("Werkdagen passen niet bij het profiel kalenderdagen.", "Schrijf dan bijvoorbeeld 14d.")
    if options.achteruit and pauzes:
        raise UserError("Bij terugrekenen tellen geen pauzes.", "Laat --pauze of --achteruit weg.")
    if options.achteruit:
        told = explain_back(start, norm, _kalender(options, profiel))
    else:
        days = _kalender(options, profiel)
        told = explain_term(start, norm, pauzes, days, wettelijk=profiel is Profiel.WETTELIJK)
    if options.json:
        print_json(told.als_json())
    else:
        say(GEEN_EINDDATUM if told.einddatum is None else told.einddatum.isoformat())
        say(told.als_tekst())
    return 0


def _kalender(options: Namespace, profiel: Profiel) -> Kalender:
    """The calendar of a profile: without a kluis the national one, with a kluis its own days too."""
    if options.kluis is None:
        return kalender(profiel)
    with opened(options.kluis, options) as sessie:
        return sessie.klokken.kalender(profiel)


def _pause(text: str) -> _Pauze:
    """``VAN..TOT``, or ``VAN..`` for a pause that still runs."""
    van, dots, tot = text.partition("..")
    if not dots:
        raise UserError(f"Dit is geen pauze: {text}.", "Schrijf VAN..TOT, of VAN.. als de klok nog stilstaat.")
    return _Pauze(_day(van), _day(tot) if tot.strip() else None)


def _day(text: str) -> date:
    reading = read_date(text, peildatum=date.today())
    if reading.value is None:
        raise UserError(f"Dit is geen datum: {text}.", "Schrijf bijvoorbeeld 2026-03-12 of 12-3-2026.")
    return reading.value
