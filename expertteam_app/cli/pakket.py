"""Pakketten in the terminal: make, look into, receive, and say that one was received."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from expertteam_app.cli.opening import opened, read_passphrase_file
from expertteam_app.cli.output import Json, print_json, say
from expertteam_app.cli.paden import read_input
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import UserError
from expertteam_app.services.pakketten import Gemaakt
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.uitvoer import check_outside


def maak(options: Namespace) -> int:
    """Make an inbreng of a casus and write it as a sealed file."""
    check_outside(options.naar)  # before a passphrase is asked
    with opened(options.kluis, options) as sessie:
        casus_id = _casus(sessie, options.casus)
        made = sessie.pakketten.maak_inbreng(
            casus_id, options.aan, options.bijlage, wachtzin_voor=options.wachtzin_voor or ""
        )
        paths = sessie.uitvoer.schrijf(dict(made.bestanden), options.naar, "pakket", ("casus", casus_id))
    return _tell_made(made, paths, json=options.json)


def lees(options: Namespace) -> int:
    """Open and check a pakket and show what is in it; nothing is stored."""
    content, phrase = read_input(options.bestand), _phrase(options.zin_bestand)
    with opened(options.kluis, options) as sessie:
        found = sessie.ontvangsten.lees(content, phrase)
    omslag = found.omslag
    if options.json:
        print_json(
            {
                "pakket": omslag.id,
                "soort": omslag.soort.value,
                "afzender": found.afzender.weergave,
                "afzender_stand": found.afzender.stand,
                "gemaakt_op": omslag.gemaakt_op.isoformat(),
                "doel": omslag.doel,
                "grondslag": found.grondslag,
                "eerder_ontvangen": found.eerder,
                "lijkt_op": [double.nummer for double in found.lijkt_op],
                "inhoud": [list(line) for line in found.regels],
            }
        )
        return 0
    say(f"Pakket {omslag.id[:8]}: {omslag.soort.value} van {found.afzender.weergave}, {found.afzender.stand}")
    say(f"Gemaakt op {omslag.gemaakt_op:%d-%m-%Y}. Waarvoor: {omslag.doel}. Grond: {found.grondslag}.")
    for double in found.lijkt_op:
        say(f"LET OP: lijkt op {double.nummer} ({double.zekerheid.lower()}: {', '.join(double.redenen)}).")
    _tell(found.regels)
    say("Dit pakket is al ontvangen." if found.eerder else "Er is nog niets bewaard.")
    return 0


def ontvang(options: Namespace) -> int:
    """Receive a pakket."""
    content, phrase = read_input(options.bestand), _phrase(options.zin_bestand)
    with opened(options.kluis, options) as sessie:
        found = sessie.ontvangsten.ontvang(content, phrase, als_nieuw=options.als_nieuw)
    if options.json:
        print_json(
            {
                "pakket": found.pakket_id,
                "soort": found.soort.value,
                "casus": found.nummer or None,
                "nieuw": found.nieuw,
                "afzender": found.afzender.weergave,
                "afzender_stand": found.afzender.stand,
            }
        )
        return 0
    if found.afzender.bevestigd_op is None:
        say(f"LET OP: de afzender {found.afzender.weergave} is NIET BEVESTIGD. Bel en vergelijk de zeven woorden.")
    about = f" Casus: {found.nummer}." if found.nummer else ""
    if found.nieuw:
        say(f"Pakket {found.pakket_id[:8]} ontvangen ({found.soort.value}).{about}")
    else:
        say(f"Pakket {found.pakket_id[:8]} was al ontvangen. Er is niets gewijzigd.{about}")
    return 0


def bewijs(options: Namespace) -> int:
    """Write an ontvangstbewijs for a received pakket."""
    check_outside(options.naar)
    with opened(options.kluis, options) as sessie:
        made = sessie.pakketten.bewijs(options.pakket)
        paths = sessie.uitvoer.schrijf(dict(made.bestanden), options.naar, "ontvangstbewijs")
    return _tell_made(made, paths, json=options.json)


def _tell_made(made: Gemaakt, paths: Sequence[Path], *, json: bool) -> int:
    if json:
        told: Json = {
            "pakket": made.id,
            "bestanden": [str(path) for path in paths],
            "ontvangers": list(made.ontvangers),
            "inhoud": [list(line) for line in made.regels],
        }
        print_json({**told, "wachtzin": made.wachtzin} if made.wachtzin else told)
        return 0
    say(f"Dit ziet de ontvanger ({', '.join(made.ontvangers)}):")
    _tell(made.regels)
    for path in paths:
        say(f"Geschreven: {path}")
    if made.wachtzin:
        say(f"Wachtzin: {made.wachtzin}")
        say("Vertel de wachtzin door de telefoon, nooit in dezelfde mail. Hij wordt maar één keer getoond.")
    return 0


def _tell(lines: Sequence[tuple[str, str]]) -> None:
    for heading, text in lines:
        first, *rest = text.split("\n")
        say(f"  {heading}: {first}")
        for line in rest:
            say(f"    {line}")


def _phrase(path: Path | None) -> str:
    return "" if path is None else read_passphrase_file(path)


def _casus(sessie: Sessie, nummer: str) -> int:
    ids = sessie.casussen.find(CasusFilter(tekst=nummer, status="alle"))
    found = [row.id for row in sessie.casussen.rows(ids) if row.nummer.casefold() == nummer.casefold()]
    if len(found) != 1:
        raise UserError("Er is geen casus met dit nummer.", "Zie: expertteam casussen.")
    return found[0]
