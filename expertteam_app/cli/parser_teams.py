"""The words of the terminal for what goes between teams: addresses and pakketten."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # argparse gives its type no other name, and it has no brackets when the program runs
    Commands = argparse._SubParsersAction[Any]  # noqa: SLF001 - as said above

Common = Callable[[argparse.ArgumentParser], None]
"""Adds the options that every command on a kluis has."""


def add_teams(commands: Commands, common: Common) -> None:
    """Add the commands ``adres`` and ``pakket``."""
    _adres(commands, common)
    _pakket(commands, common)


def _adres(commands: Commands, common: Common) -> None:
    address = commands.add_parser("adres", help="uw visitekaartje, en adressen van andere teams")
    acts = address.add_subparsers(dest="handeling", metavar="HANDELING", required=True, parser_class=type(address))
    show = acts.add_parser("toon", help="uw eigen adres en de adressen die u kent")
    show.add_argument("--naar", type=Path, metavar="MAP", help="schrijf uw visitekaartje in deze map")
    add = acts.add_parser("voegtoe", help="bewaar het adres van een visitekaartje; het telt pas na bevestigen")
    add.add_argument("bestand", type=Path, metavar="BESTAND", help="het visitekaartje")
    confirm = acts.add_parser("bevestig", help="bevestig een adres met de woorden die de eigenaar voorlas")
    confirm.add_argument("--woorden", required=True, metavar="W", help="de zeven woorden, tussen aanhalingstekens")
    revoke = acts.add_parser("intrekken", help="gebruik een adres niet meer")
    key = acts.add_parser("sleutel", help="uw sleutel voor het programma age, voor als Expertteam er niet is")
    key.add_argument("--naar", required=True, type=Path, metavar="MAP", help="waar het bestand komt")
    for act in (confirm, revoke):
        act.add_argument("adres", type=int, metavar="NR", help="nummer uit: adres toon")
    for act in (show, add, confirm, revoke, key):
        common(act)


def _pakket(commands: Commands, common: Common) -> None:
    sealed = commands.add_parser("pakket", help="verzegelde bestanden van en naar andere teams")
    acts = sealed.add_subparsers(dest="handeling", metavar="HANDELING", required=True, parser_class=type(sealed))
    make = acts.add_parser("maak", help="maak van een casus een inbreng voor het RET")
    make.add_argument("casus", metavar="CASUS", help="nummer, bijvoorbeeld RET-2026-003")
    make.add_argument("--aan", type=int, action="append", default=[], metavar="NR", help="adres; mag vaker")
    make.add_argument("--bijlage", type=int, action="append", default=[], metavar="NR", help="bijlage mee; mag vaker")
    make.add_argument("--wachtzin-voor", metavar="WIE", help="zonder adres: voor wie, met een wachtzin om te openen")
    look = acts.add_parser("lees", help="open en controleer een pakket; er wordt niets bewaard")
    take = acts.add_parser("ontvang", help="ontvang een pakket in de kluis")
    take.add_argument("--als-nieuw", action="store_true", help="ook als de jeugdige al bekend lijkt")
    proof = acts.add_parser("bewijs", help="maak een ontvangstbewijs voor een ontvangen pakket")
    proof.add_argument("pakket", metavar="NR", help="nummer van het pakket, of het begin ervan")
    for act in (look, take):
        act.add_argument("bestand", type=Path, metavar="BESTAND", help="het pakket")
        act.add_argument("--zin-bestand", type=Path, metavar="F", help="bestand met de wachtzin van het pakket")
    for act in (make, proof):
        act.add_argument("--naar", required=True, type=Path, metavar="MAP", help="waar het bestand komt")
    for act in (make, look, take, proof):
        common(act)
