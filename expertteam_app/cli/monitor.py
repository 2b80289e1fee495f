"""The half-yearly monitor in the terminal: look, freeze as a meetmoment, compare, and write as files."""

from __future__ import annotations

import hashlib
from argparse import Namespace
from pathlib import Path

from expertteam_app.cli.opening import opened
from expertteam_app.cli.output import Json, print_json, print_table, say
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.monitor import Monitor
from expertteam_app.domain.periode import Periode
from expertteam_app.services.monitoren import Vergeleken
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.uitvoer import check_outside


def _written(sessie: Sessie, made: Monitor, number: int | None, naar: Path | None) -> list[Path]:
    """The files of a monitor; none without a folder."""
    if naar is None:
        return []
    return sessie.uitvoer.schrijf(sessie.monitoren.bestanden(made, number), naar, "monitor")


def monitor(options: Namespace) -> int:
    """Make the monitor of a period, or show a meetmoment."""
    if (options.periode is None) is (options.meetmoment is None):
        raise UserError("Kies een periode of een meetmoment.", "Bijvoorbeeld --periode 2026-H1 of --meetmoment 3.")
    if options.meetmoment is not None and options.bevries:
        raise UserError("Een meetmoment ligt al vast.", "Laat --bevries weg, of kies --periode.")
    if options.vergelijk and options.meetmoment is None:
        raise UserError("Vergelijken kan alleen met een meetmoment.", "Noem het met --meetmoment.")
    naar: Path | None = options.naar
    if naar is not None:
        check_outside(naar)  # before a passphrase is asked
    with opened(options.kluis, options) as sessie:
        number, made = _made(sessie, options)
        compared = sessie.monitoren.vergelijk(number) if options.vergelijk and number is not None else None
        paths = _written(sessie, made, number, naar)
    if options.json:
        print_json(_json(made, number, compared, [str(path) for path in paths]))
        return 0
    for tabel in made.tabellen:
        say(f"\n{tabel.titel}")
        print_table((tabel.kop, *tabel.kolommen), [(r.naam, *(c.tekst for c in r.cellen)) for r in tabel.rijen])
    if number is not None:
        say(f"Meetmoment {number}")
    if compared is not None:
        say(compared.in_woorden)
        rows = [(v.tabel, v.rij, v.kolom, v.toen, v.nu, v.waardoor) for v in compared.verschillen]
        print_table(("tabel", "regel", "kolom", "toen", "nu", "waardoor"), rows)
    for path in paths:
        say(f"Geschreven: {path}")
    return 0


def _made(sessie: Sessie, options: Namespace) -> tuple[int | None, Monitor]:
    if options.meetmoment is not None:
        return options.meetmoment, sessie.monitoren.lees(options.meetmoment)
    periode = Periode.parse(options.periode)
    if options.bevries:
        number = sessie.monitoren.bevries(periode)
        return number, sessie.monitoren.lees(number)
    return None, sessie.monitoren.maak(periode)


def _json(made: Monitor, number: int | None, compared: Vergeleken | None, paths: list[str]) -> Json:
    found: Json = {
        "periode": made.periode,
        "peildatum": made.peildatum.isoformat(),
        "vergeleken_met": made.vorige_label,
        "meetmoment": number,
        "sha256": hashlib.sha256(made.written()).hexdigest(),
        "tabellen": [
            {
                "code": t.code,
                "titel": t.titel,
                "kolommen": [t.kop, *t.kolommen],
                "rijen": [[r.naam, *(c.tekst for c in r.cellen)] for r in t.rijen],
            }
            for t in made.tabellen
        ],
        "definities": [{"onderwerp": d.onderwerp, "tekst": d.tekst, "bron": d.bron} for d in made.definities],
        "bestanden": paths,
    }
    if compared is not None:
        found["verschillen"] = [
            {
                "tabel": v.tabel,
                "regel": v.rij,
                "kolom": v.kolom,
                "toen": v.toen,
                "nu": v.nu,
                "waardoor": v.waardoor,
            }
            for v in compared.verschillen
        ]
        found["definities_gewijzigd"] = [
            {"onderwerp": d.onderwerp, "toen": d.toen, "nu": d.nu} for d in compared.definities
        ]
    return found
