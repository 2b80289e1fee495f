"""The terminal on a kluis itself: who may open it, its noodcodes, its key, and its back-ups."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from expertteam_app.cli.opening import ask_passphrase, new_passphrase, opened, read_passphrase_file, which_user
from expertteam_app.cli.output import print_json, say
from expertteam_app.domain.access import Rol
from expertteam_app.domain.werkgebied import Tafels
from expertteam_app.services.backups import Reservekopie, backup_at
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.inzages import mislukt
from expertteam_app.services.kluis import NOODCODE, NOODCODE_ORGANISATIE, WrongPassphrase, kluis_path, new_code
from expertteam_app.services.redding import red

FOUND_PROBLEMS = 3


def gebruikers(options: Namespace) -> int:
    """List who may open the kluis, and which noodcodes it has."""
    with opened(options.map, options) as sessie:
        users, codes = sessie.gebruikers.all(), sessie.gebruikers.noodcodes()
    if options.json:
        told = [
            {
                **asdict(u),
                "rol": u.rol.value,
                "tafels": u.tafels.value,
                "mandaten": [gemeente for gemeente, _ in u.mandaten],
            }
            for u in users
        ]
        print_json({"gebruikers": told, "noodcodes": list(codes)})
        return 0
    for user in users:
        stand = "" if user.actief else "  (weggehaald)"
        tafels = f"  {user.tafels.value}" if user.tafels is not Tafels.BEIDE else ""
        say(f"{user.naam}  {user.rol.value}{f'  gemeente {user.gemeente}' if user.gemeente else ''}{tafels}{stand}")
    for code in codes:
        say(f"{code}  (op papier)")
    return 0


def slot(options: Namespace) -> int:
    """Add a user, take one away, give one a new wachtzin, or ask for a new key; a new key is given when it closes."""
    with opened(options.map, options) as sessie:
        users = sessie.gebruikers
        if options.voegtoe:
            plek = Gebruikerplek(Rol(options.rol), options.gemeente, Tafels(options.tafels))
            users.add(options.voegtoe, plek, new_passphrase(options.nieuw_bestand))
            told = f"{options.voegtoe} kan de kluis nu openen."
        elif options.weg:
            users.remove(options.weg)
            told = f"{options.weg} kan de kluis niet meer openen; de kluis heeft een nieuwe sleutel."
        elif options.wachtzin:
            users.new_passphrase(options.wachtzin, new_passphrase(options.nieuw_bestand))
            told = f"{options.wachtzin} opent de kluis nu met de nieuwe wachtzin."
        else:
            users.nieuwe_sleutel()
            told = "De kluis heeft een nieuwe sleutel. Ieders wachtzin en de noodcode blijven zoals ze zijn."
    if options.json:
        print_json({"kluis": str(kluis_path(options.map)), "gedaan": told})
    else:
        say(told)
    return 0


def noodcode(options: Namespace) -> int:
    """Make a new noodcode; it counts when its last group was typed over, or at once with ``--json``."""
    code, naam = new_code(), NOODCODE_ORGANISATIE if options.organisatie else NOODCODE
    with opened(options.map, options) as sessie:
        if options.json:
            typed = code[-4:]
        else:
            say(f"Nieuwe noodcode: {code}")
            say("Schrijf hem op papier. Hij wordt maar één keer getoond.")
            typed = ask_passphrase("Typ het laatste blok van papier over: ")
        sessie.gebruikers.set_noodcode(code, typed, naam)
    if options.json:
        print_json({"noodcode": code, "naam": naam})
    else:
        say("De nieuwe noodcode opent de kluis; de oude met deze naam niet meer.")
    return 0


def back_up(options: Namespace) -> int:
    """Make a back-up, or list those there are."""
    with opened(options.map, options) as sessie:
        made = None if options.lijst else sessie.backups.maak()
        every = sessie.backups.all()
    if options.json:
        print_json({"gemaakt": str(made) if made else None, "back-ups": [_as_json(k) for k in every]})
        return 0
    if made is not None:
        say(f"Back-up gemaakt en nagelezen: {made}")
        return 0
    for kopie in every:
        say(f"{kopie.folder.path.name}  {kopie.bytes / 1024 / 1024:.1f} MB")
    return 0


def herstel(options: Namespace) -> int:
    """Show what is in a back-up beside the kluis, and make a new kluis of it unless only looking was asked."""
    with opened(options.map, options) as sessie:
        seen = sessie.backups.bekijk(backup_at(options.back_up))
        made = None
        if not options.bekijk:
            made = sessie.backups.zet_terug(seen.kopie, kluis_path(options.naar) if options.naar else None)
    if options.json:
        print_json(
            {
                "back-up": _as_json(seen.kopie),
                "casussen": seen.inhoud.casussen,
                "zittingen": seen.inhoud.zittingen,
                "casussen_nu": seen.nu.casussen,
                "zittingen_nu": seen.nu.zittingen,
                "handelingen_sindsdien": seen.handelingen,
                "vernietigd_sindsdien": list(seen.vernietigd),
                "kluis": str(made) if made else None,
            }
        )
        return 0
    say(f"In de back-up: {seen.inhoud.casussen} casussen, {seen.inhoud.zittingen} zittingen.")
    say(f"In de kluis nu: {seen.nu.casussen} casussen, {seen.nu.zittingen} zittingen.")
    if seen.vernietigd:
        say(f"Sindsdien vernietigd, en in de back-up nog heel: {', '.join(seen.vernietigd)}.")
        say("In de nieuwe kluis staat bij Bewaren een voorstel om ze opnieuw te vernietigen.")
    since = "geen eerdere stand van deze kluis" if seen.handelingen is None else f"{seen.handelingen} handelingen"
    say(f"Sindsdien: {since}.")
    if made is not None:
        say(f"Nieuwe kluis: {made}")
    return 0


def redden(options: Namespace) -> int:
    """Save what can be read of a damaged kluis into a new one; exit code 3 when something is lost."""
    path = kluis_path(options.map)
    user = which_user(path, options.gebruiker)
    if options.wachtwoord_bestand is not None:
        secret = read_passphrase_file(options.wachtwoord_bestand)
    else:
        secret = ask_passphrase(f"Wachtzin van {user}: ")
    try:
        found = red(path, user, secret, options.naar)
    except WrongPassphrase:
        mislukt(path)
        raise
    lost = [t for t in found.eigen if t.kwijt]
    if options.json:
        print_json(
            {
                "kluis": str(found.kluis),
                "gered": found.gered,
                "kwijt": {t.tabel: list(t.kwijt) for t in lost},
            }
        )
        return FOUND_PROBLEMS if lost else 0
    say(f"Nieuwe kluis: {found.kluis}")
    say(f"Gered: {found.gered} regels. Kwijt: {found.kwijt}.")
    for table in lost:
        say(
            f"  {table.tabel.replace('_', ' ')}: {len(table.kwijt)} kwijt, van nummer {table.kwijt[0]} tot en met "
            f"{table.kwijt[-1]}"
        )
    say("Controleer de nieuwe kluis, en laat bij Beheer de lijst opnieuw berekenen.")
    return FOUND_PROBLEMS if lost else 0


def _as_json(kopie: Reservekopie) -> dict[str, object]:
    return {
        "map": str(kopie.folder.path),
        "moment": kopie.moment.isoformat(),
        "reden": kopie.reden,
        "bytes": kopie.bytes,
    }
