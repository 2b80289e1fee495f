"""Protected tables from any list of persons: the engine of the BOEG report, without a kluis."""

from __future__ import annotations

from argparse import Namespace

from expertteam_app.analysis.disclosure.spec import Regels
from expertteam_app.cli.output import Json, print_json, print_table, say
from expertteam_app.cli.paden import read_input
from expertteam_app.domain.errors import UserError
from expertteam_app.services.anoniem import AnoniemeCel, AnoniemeTabel, Uitkomst, anonymise
from expertteam_app.services.anoniem_lijst import Vraag
from expertteam_app.services.uitvoer import write_files

VERBORGEN = "·"


def anoniem(options: Namespace) -> int:
    """Tables of a CSV as a data package in a folder; with --json what a reader can work out of every cell."""
    found = anonymise(read_input(options.bestand), _question(options))
    paths = write_files(dict(found.bestanden), options.naar)
    if options.json:
        print_json(anoniem_json(found))
        return 0
    for tabel in found.tabellen:
        _tell(tabel, ranges=options.toon_interval)
    for line in found.opmerkingen:
        say(line)
    proof = "bewezen zo weinig mogelijk" if found.bewezen else "veilig, maar misschien meer dan nodig"
    say(f"Verborgen om andere aantallen te beschermen: {proof} ({found.seconden:.1f} s).")
    say(f"{len(paths)} bestanden in {options.naar}.")
    return 0


def _question(options: Namespace) -> Vraag:
    if not options.eenheid and not options.aantal:
        raise UserError(
            "Er is niet gezegd om wie een rij gaat.", "Noem de kolom met --eenheid, of met --aantal een telling."
        )
    tables = tuple(tuple(c.strip() for c in text.split(",") if c.strip()) for text in options.tabel)
    if not all(tables):
        raise UserError("Een tabel zonder kolommen kan niet.", "Schrijf bijvoorbeeld --tabel zorgvorm,oorzaak.")
    if any(len(set(t)) < len(t) for t in tables):
        raise UserError("Een kolom staat twee keer in één tabel.", "Noem elke kolom één keer.")
    groups: dict[str, str] = {}
    for text in options.hierarchie:
        column, found, parent = (part.strip() for part in text.partition(":"))
        if not (column and found and parent) or column == parent:
            raise UserError(
                "Een groep schrijft u als KOLOM:GROEPKOLOM.", "Bijvoorbeeld --hierarchie gemeente:subregio."
            )
        groups[column] = parent
    floors = {} if options.intern else {"gezinnen": options.gezinnen, "gemeenten": options.gemeenten}
    regels = Regels(
        drempel=options.drempel,
        afronding=options.afronding,
        groep=options.groep,
        tabel=100,
        intern=options.intern,
        **{name: value for name, value in floors.items() if value is not None},
    )
    return Vraag(
        eenheid=options.eenheid or "",
        tabellen=tables,
        regels=regels,
        aantal=options.aantal or "",
        hierarchie=groups,
        gezin=options.gezin or "",
        gemeente=options.gemeente or "",
        gevoelig=frozenset(options.gevoelig) if options.gevoelig else None,
    )


def anoniem_json(found: Uitkomst) -> Json:
    """Per table its cells: as printed, and `min` and `max` of what a reader can work out."""
    return {
        "drempel": found.regels.drempel,
        "afronding": found.regels.afronding,
        "intern": found.regels.intern,
        "tabellen": [_table_json(tabel, found) for tabel in found.tabellen],
        "kosten": found.kosten,
        "optimaal": found.bewezen,
        "seconden": round(found.seconden, 3),
        "bestanden": list(found.bestanden),
    }


def _table_json(tabel: AnoniemeTabel, found: Uitkomst) -> Json:
    return {
        "naam": tabel.naam,
        "dimensies": list(tabel.dimensies),
        "cellen": [
            {
                **dict(zip(tabel.dimensies, cel.dims, strict=True)),
                "aantal": cel.aantal,
                "status": cel.status,
                "min": cel.laagst,
                "max": cel.hoogst,
            }
            for cel in tabel.cellen
        ],
        "kosten": tabel.kosten,
        "optimaal": found.bewezen,
        "seconden": round(found.seconden, 3),
    }


def _tell(tabel: AnoniemeTabel, *, ranges: bool) -> None:
    say("")
    say(" × ".join(tabel.dimensies))
    heads = (*tabel.dimensies, "aantal", *(("af te leiden",) if ranges else ()))
    print_table(heads, [(*c.dims, _printed(c), *((_range(c),) if ranges else ())) for c in tabel.cellen])


def _printed(cel: AnoniemeCel) -> str:
    if cel.aantal is not None:
        return str(cel.aantal)
    return "–" if cel.status == "structureel-nul" else VERBORGEN


def _range(cel: AnoniemeCel) -> str:
    return f"{cel.laagst} tot en met {cel.hoogst}"
