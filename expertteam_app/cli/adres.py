"""Addresses in the terminal: the own visitekaartje, and those of other teams."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from expertteam_app.cli.opening import opened
from expertteam_app.cli.output import Json, print_json, print_table, say
from expertteam_app.cli.paden import read_input
from expertteam_app.services.adressen import AdresInfo, shown
from expertteam_app.services.uitvoer import check_outside


def toon(options: Namespace) -> int:
    """Show the own visitekaartje and all addresses; with ``--naar`` write the visitekaartje into a folder."""
    naar: Path | None = options.naar
    if naar is not None:
        check_outside(naar)  # before a passphrase is asked
    with opened(options.kluis, options) as sessie:
        kaart, words = sessie.adressen.eigen()
        paths = [] if naar is None else sessie.uitvoer.schrijf(sessie.adressen.visitekaartje(), naar, "visitekaartje")
        every = sessie.adressen.all()
    if options.json:
        print_json(
            {
                "eigen": {**kaart.as_json(), "vingerafdruk": " ".join(words)},
                "adressen": [_json(adres) for adres in every],
                "bestanden": [str(path) for path in paths],
            }
        )
        return 0
    say(f"Uw eigen adres: {shown(kaart)}")
    say(f"Uw zeven woorden: {' '.join(words)}")
    for path in paths:
        say(f"Geschreven: {path}")
    if every:
        rows = [(a.id, a.weergave, a.stand, " ".join(a.vingerafdruk)) for a in every]
        print_table(("nr", "wie", "stand", "woorden"), rows)
    return 0


def voegtoe(options: Namespace) -> int:
    """Keep the address on a visitekaartje, not confirmed yet."""
    content = read_input(options.bestand)
    with opened(options.kluis, options) as sessie:
        adres = sessie.adressen.voeg_toe(content)
    if options.json:
        print_json({"adres": _json(adres)})
        return 0
    say(f"Adres {adres.id}: {adres.weergave}, {adres.stand}.")
    if adres.vervangt is not None:
        say(f"LET OP: van deze persoon kent u al een bevestigd adres ({adres.vervangt}), met andere sleutels.")
    if adres.bevestigd_op is None:
        say("Bel deze persoon op een nummer dat u al kent, laat de zeven woorden voorlezen en typ ze over:")
        say(f"  expertteam adres bevestig {adres.id} --woorden '...'")
    return 0


def bevestig(options: Namespace) -> int:
    """Confirm an address by the words that its owner read out."""
    with opened(options.kluis, options) as sessie:
        adres = sessie.adressen.bevestig(options.adres, options.woorden)
    if options.json:
        print_json({"adres": _json(adres)})
    else:
        say(f"Adres {adres.id} is bevestigd: {adres.weergave}.")
    return 0


def trek_in(options: Namespace) -> int:
    """Let an address count no more."""
    with opened(options.kluis, options) as sessie:
        sessie.adressen.trek_in(options.adres)
    if options.json:
        print_json({"adres": options.adres, "stand": "ingetrokken"})
    else:
        say(f"Adres {options.adres} is ingetrokken. Er gaat niets meer naartoe, en wat ervan komt wordt geweigerd.")
    return 0


def sleutel(options: Namespace) -> int:
    """Write the own key for the age tool into a folder, closed with a wachtzin that is shown once."""
    check_outside(options.naar)
    with opened(options.kluis, options) as sessie:
        made = sessie.adressen.sleutel()
        paths = sessie.uitvoer.schrijf(dict(made.bestanden), options.naar, "sleutel voor pakketten")
    if options.json:
        print_json({"bestanden": [str(path) for path in paths], "wachtzin": made.wachtzin})
        return 0
    for path in paths:
        say(f"Geschreven: {path}")
    say(f"Wachtzin: {made.wachtzin}")
    say(
        "Schrijf de wachtzin op papier. Wie hem en dit bestand heeft, kan elk pakket aan u lezen. Hij opent geen kluis."
    )
    say("Zonder Expertteam: age -d -i sleutel-....age -o pakket.zip pakket-....pakket")
    return 0


def _json(adres: AdresInfo) -> Json:
    return {
        "nr": adres.id,
        **adres.kaart.as_json(),
        "vingerafdruk": " ".join(adres.vingerafdruk),
        "stand": adres.stand,
        "vervangt": adres.vervangt,
    }
