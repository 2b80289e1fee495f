"""The startfoto of uithuisplaatsingen in the terminal: out as CSV, and in after a dry run when that is asked."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from expertteam_app.cli.opening import opened
from expertteam_app.cli.output import print_json, print_table, say
from expertteam_app.cli.paden import read_input
from expertteam_app.domain.periode import Periode
from expertteam_app.services.startfotos import GELIJK, GEWEIGERD, GEWIJZIGD, NIEUW
from expertteam_app.services.uitvoer import check_outside


def startfoto_uit(options: Namespace) -> int:
    """Write the voornemens of a period as CSV."""
    periode = Periode.parse(options.periode)
    naar: Path = options.naar
    check_outside(naar.parent)  # before a passphrase is asked
    with opened(options.kluis, options) as sessie:
        sessie.uitvoer.schrijf({naar.name: sessie.startfotos.uit(periode)}, naar.parent, "startfoto")
    if options.json:
        print_json({"periode": periode.code, "bestand": str(naar)})
    else:
        say(f"Geschreven: {naar}")
    return 0


def startfoto_in(options: Namespace) -> int:
    """Read a startfoto; with --proef nothing is stored."""
    content = read_input(options.bestand)
    with opened(options.kluis, options) as sessie:
        report = sessie.startfotos.proef(content) if options.proef else sessie.startfotos.lees_in(content)
    counts = {stand: report.aantal(stand) for stand in (NIEUW, GEWIJZIGD, GELIJK, GEWEIGERD)}
    if options.json:
        rows = [
            {
                "rij": r.rij,
                "nummer": r.nummer,
                "stand": r.stand,
                "problemen": [{"reden": p.reden, "herstel": p.herstel} for p in r.problemen],
            }
            for r in report.regels
        ]
        print_json({"proef": options.proef, **counts, "rijen": rows})
        return 0
    print_table(("wat", "aantal"), list(counts.items()))
    for r in report.regels:
        for p in r.problemen:
            say(f"rij {r.rij}: {p.reden} {p.herstel}")
    return 0
