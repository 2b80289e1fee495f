"""A log of steps from elsewhere, analysed with the definitions of our own figures."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from expertteam_app.analysis.doorlooptijd import MIN_AFGEROND, MIN_ZAKEN
from expertteam_app.analysis.logboek import Afronding, LogboekCijfers
from expertteam_app.cli.output import Json, print_json, print_table, say
from expertteam_app.cli.paden import read_input
from expertteam_app.domain.termijn import Eenheid
from expertteam_app.services.logboek import DAG, LogboekUitkomst, analyse_logboek

LEAST = 0.1
"""Days; less is not told apart."""

MOST = 10
"""Routes that are listed, and rows with an error that are shown to people; a program gets every error."""


def logboek(options: Namespace) -> int:
    """Doorlooptijden, overgangen, varianten and herhalingen of a log."""
    ends = frozenset(options.eindstap) if options.eindstap else None
    now = datetime.now().astimezone()
    found = analyse_logboek(read_input(options.bestand), now, Eenheid(options.eenheid), ends)
    if options.json:
        print_json(logboek_json(found))
    else:
        _tell(found, options.eenheid)
    return 0


def logboek_json(found: LogboekUitkomst) -> Json:
    """Every figure; days as decimals."""
    cijfers = found.cijfers
    value: Json = {
        "zaken": cijfers.zaken,
        "gebeurtenissen": cijfers.gebeurtenissen,
        "varianten": len(cijfers.varianten),
        "mediaan_dagen": _days(cijfers.mediaan),
        "p80_dagen": _days(cijfers.p80),
        "overgangen": [
            {"van": o.van, "naar": o.naar, "n": o.n, "mediaan_dagen": _days(o.mediaan), "p80_dagen": _days(o.p80)}
            for o in cijfers.overgangen
        ],
        "meest_gelopen": [{"stappen": list(v.stappen), "zaken": v.n} for v in cijfers.varianten[:MOST]],
        "herhaald": [{"stap": h.stap, "zaken": h.zaken, "extra": h.extra} for h in cijfers.herhaald],
        "fouten": [{"regel": f.regel, "fout": f.fout, "overgeslagen": f.overgeslagen} for f in found.fouten],
    }
    if cijfers.afronding is not None:
        value["kaplan_meier"] = _km_json(cijfers.afronding)
    return value


def enough(afronding: Afronding) -> bool:
    """Whether a figure may be given (PRODUCT section 4: 10 zaken of which 5 are ready)."""
    return afronding.afgerond + afronding.open >= MIN_ZAKEN and afronding.afgerond >= MIN_AFGEROND


def _km_json(afronding: Afronding) -> Json:
    low, high = afronding.kromme.median_interval() if enough(afronding) else (None, None)
    return {
        "afgerond": afronding.afgerond,
        "open": afronding.open,
        "genoeg": enough(afronding),
        "mediaan_dagen": _days(afronding.p50) if enough(afronding) else None,
        "mediaan_interval_dagen": [_days(low), _days(high)],
        "p80_dagen": _days(afronding.p80) if enough(afronding) else None,
        "langst_gezien_dagen": _days(afronding.kromme.grootste),
    }


def _tell(found: LogboekUitkomst, eenheid: str) -> None:
    cijfers = found.cijfers
    say(f"{cijfers.zaken} zaken, {cijfers.gebeurtenissen} gebeurtenissen, {len(cijfers.varianten)} routes.")
    if cijfers.mediaan is not None and cijfers.p80 is not None:
        half, most = _said(cijfers.mediaan), _said(cijfers.p80)
        say(f"Van eerste tot laatste stap: de helft binnen {half} {eenheid}, 80% binnen {most}.")
    if cijfers.afronding is not None:
        say(_km_words(cijfers.afronding, eenheid))
    rows = [(o.van, o.naar, o.n, _said(o.mediaan), _said(o.p80)) for o in cijfers.overgangen]
    print_table(("van", "naar", "n", "helft binnen", "80% binnen"), rows)
    _routes(cijfers)
    for fout in found.fouten[:MOST]:
        say(f"Regel {fout.regel}: {fout.fout}.")
    if len(found.fouten) > MOST:
        say(f"En nog {len(found.fouten) - MOST} regels; met --json staan ze er alle.")


def _routes(cijfers: LogboekCijfers) -> None:
    say("Meest gelopen:")
    for variant in cijfers.varianten[:MOST]:
        say(f"  {variant.n} zaken: {' > '.join(variant.stappen)}")
    for terug in cijfers.herhaald[:MOST]:
        say(f"Meer dan één keer: {terug.stap}, in {terug.zaken} zaken.")


def _km_words(afronding: Afronding, eenheid: str) -> str:
    counted = f"{afronding.afgerond} zaken klaar, {afronding.open} open"
    if not enough(afronding):
        return f"Te weinig zaken voor een cijfer met de open zaken mee: {counted}."
    if afronding.p50 is None:
        return f"De helft is pas na meer dan {_said(afronding.kromme.grootste)} {eenheid} klaar; {counted}."
    return f"Met de open zaken mee is de helft binnen {_said(afronding.p50)} {eenheid} klaar; {counted}."


def _days(klok: float | None) -> float | None:
    return None if klok is None else klok / DAG


def _said(klok: float) -> str:
    """Days with one decimal; what would round to nothing is said to be less."""
    return f"{klok / DAG:.1f}".replace(".", ",") if not 0 < klok < LEAST * DAG else f"< {LEAST}".replace(".", ",")
