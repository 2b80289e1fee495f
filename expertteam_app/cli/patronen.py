"""Patterns, trends and who waits, from a terminal."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from datetime import date

from expertteam_app.cli.opening import opened
from expertteam_app.cli.output import Json, print_json, print_table, say
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.services.patronen import PatronenOverzicht, PatroonUitkomst
from expertteam_app.services.trends import Reeks, TrechterUitkomst
from expertteam_app.services.wachtenden import Wachtende

MOST_YEARS = 50
HIDDEN = "verborgen"


def patronen(options: Namespace) -> int:
    """What falls together, what happens more often, and gemeenten against the region."""
    periode = Periode.parse(options.periode)
    if not 1 <= options.jaren <= MOST_YEARS:
        raise UserError(f"Het aantal jaren is 1 tot en met {MOST_YEARS}.")
    begin = date(periode.jaar - options.jaren + 1, 1, 1)
    with opened(options.kluis, options) as sessie:
        found = sessie.patronen.overzicht(begin, periode.tot)
        series = sessie.trends.reeksen(periode)
        places = sessie.trends.trechter(periode.van, periode.tot)
        labels = sessie.context.labels
    if options.json:
        print_json(
            {
                "periode": periode.code,
                "samenhang": _samenhang(found),
                "trends": [_reeks(reeks) for reeks in series],
                "gemeenten": _gemeenten(places, labels),
            }
        )
        return 0
    say(found.wat_te_zien_is)
    print_table(
        ("samenhang", "telling", "oordeel"),
        [
            (" + ".join(k.label for k in u.kenmerken), u.telling, u.patroon.oordeel.woorden)
            for u in (*found.paren, *found.drietallen)
        ],
    )
    print_table(
        ("per halfjaar", *(series[0].perioden if series else ()), "oordeel"),
        [(r.naam, *r.aantallen, r.tegen_basis.oordeel.woorden if r.tegen_basis else "") for r in series],
    )
    for line in _gemeenten(places, labels):
        say(f"{line['gemeente']}: {line['aantal']} op {line['jeugdigen']} jeugdigen, {line['oordeel']}")
    return 0


def _samenhang(found: PatronenOverzicht) -> Json:
    return {
        "van": found.van.isoformat(),
        "tot": found.tot.isoformat(),
        "casussen": found.casussen,
        "gezinnen": found.n,
        "getoetst": found.getoetst,
        "te_zien": found.wat_te_zien_is,
        "paren": [_patroon(u) for u in found.paren],
        "drietallen": [_patroon(u) for u in found.drietallen],
    }


def _patroon(uitkomst: PatroonUitkomst) -> Json:
    patroon = uitkomst.patroon
    return {
        "kenmerken": [k.code for k in uitkomst.kenmerken],
        "telling": uitkomst.telling,
        "samen": patroon.samen,
        "eerste": patroon.eerste,
        "laatste": patroon.laatste,
        "verwacht": patroon.verwacht,
        "kans": patroon.kans,
        "ontdekking": patroon.ontdekking,
        "oordeel": patroon.oordeel.woorden,
        "casus_ids": list(uitkomst.casus_ids),
    }


def _reeks(reeks: Reeks) -> Json:
    return {
        "sleutel": reeks.sleutel,
        "naam": reeks.naam,
        "aantallen": dict(zip(reeks.perioden, reeks.aantallen, strict=True)),
        "basislijn": list(reeks.basis),
        "reden_basislijn": reeks.sinds,
        "loopt_nog": reeks.loopt_nog,
        "vorige_is": reeks.vergeleken_met,
        "begin_van_registratie_in": reeks.deels,
        "tegen_basislijn": asdict(reeks.tegen_basis) if reeks.tegen_basis else None,
        "tegen_vorige": asdict(reeks.vorige) if reeks.vorige else None,
        "sluipend": asdict(reeks.sluipend) if reeks.sluipend else None,
        "casus_ids": list(reeks.casus_ids),
    }


def _gemeenten(places: TrechterUitkomst, labels: dict[str, str]) -> list[Json]:
    found: list[Json] = [
        {
            "gemeente": labels.get(punt.gemeente, punt.gemeente),
            "aantal": punt.aantal,
            "jeugdigen": punt.jeugdigen,
            "jaar": places.jaren[punt.gemeente],
            "per_10000": punt.per_10000,
            "verwacht": punt.verwacht,
            "grens95": list(punt.grens95),
            "grens998": list(punt.grens998),
            "geschat_per_10000": punt.geschat,
            "oordeel": punt.oordeel.woorden,
        }
        for punt in (places.trechter.punten if places.trechter else ())
    ]
    missing: list[Json] = [
        {
            "gemeente": labels.get(code, code),
            "aantal": None,
            "jeugdigen": None,
            "oordeel": "aantal jeugdigen niet ingevuld",
        }
        for code in places.zonder_telling
    ]
    return [*found, *missing]


def wachtenden(options: Namespace) -> int:
    """Who waits, longest first; or the sheet for aanbieders."""
    with opened(options.kluis, options) as sessie:
        labels = sessie.context.labels
        if options.blad:
            blad = sessie.wachtenden.blad()
            tables = [
                {
                    "tabel": tabel.naam,
                    "titel": tabel.titel,
                    "cellen": [{"waar": list(c.dims), "aantal": c.aantal} for c in tabel.cellen],
                }
                for tabel in blad.tabellen
            ]
            if options.json:
                print_json({"tabellen": tables})
                return 0
            for tabel in blad.tabellen:
                say(tabel.titel)
                cells = [(*c.dims, HIDDEN if c.aantal is None else c.aantal) for c in tabel.cellen if c.aantal != 0]
                print_table((*tabel.dimensies, "aantal"), cells)
            return 0
        rows = [_wachtende(wacht, labels) for wacht in sessie.wachtenden.register()]
    if options.json:
        print_json({"wachtenden": rows})
    else:
        heads = ("nummer", "zorgvorm", "gemeente", "leeftijd", "urgentie", "sinds", "dagen")
        print_table(heads, [[row[head] for head in heads] for row in rows])
    return 0


def _wachtende(wacht: Wachtende, labels: dict[str, str]) -> Json:
    return {
        "nummer": wacht.nummer,
        "zorgvorm": labels.get(wacht.zorgvorm, wacht.zorgvorm),
        "aard": wacht.aard,
        "gemeente": labels.get(wacht.gemeente, wacht.gemeente),
        "leeftijd": wacht.leeftijd,
        "urgentie": wacht.urgentie,
        "sinds": wacht.sinds.isoformat(),
        "dagen": wacht.dagen,
        "overbrugging": wacht.overbrugging,
        "reacties": list(wacht.reacties),
    }
