"""Doorlooptijden from a terminal: which zaken, which klokken, and every figure with what it rests on."""

from __future__ import annotations

from argparse import Namespace
from fractions import Fraction
from typing import TYPE_CHECKING

from expertteam_app.cli.opening import opened
from expertteam_app.cli.output import Json, print_json, print_table, say, stroom_json
from expertteam_app.domain.doorlooptijd import Cohort, Keuze
from expertteam_app.domain.einde import OPEN
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.inzicht import ZaakMeting
from expertteam_app.domain.tijdvak import Spanne, is_part, parse_spanne, van_tot

if TYPE_CHECKING:  # a command without a kluis must not wait for the database to load
    from expertteam_app.analysis.doorlooptijd import Doorlooptijd
    from expertteam_app.services.aflopen import Aflopen
    from expertteam_app.services.codelijsten import Codelijsten
    from expertteam_app.services.doorlooptijden import KlokUitkomst

NIET_GETOETST = "niet getoetst: wat is afgerond, zegt niets over wie nog wacht"


def doorlooptijden(options: Namespace) -> int:
    """Doorlooptijden of a choice of zaken."""
    from expertteam_app.services.doorlooptijden import vergelijk

    with opened(options.kluis, options) as sessie:
        keuze = _choice(options, sessie.lists)
        today = sessie.context.vandaag()
        against = keuze.against(today)
        lines = sessie.doorlooptijden.voor(keuze, options.klok)
        before = {line.code: line for line in sessie.doorlooptijden.voor(against, options.klok)}
        routes = sessie.werkstroom.routes(keuze.periode, keuze.gemeente, keuze.zorgvorm)
        stroom = sessie.werkstroom.stroom(keuze.periode, gemeente=keuze.gemeente, zorgvorm=keuze.zorgvorm)
        codes = [line.code for line in lines] if options.einden else []
        ends = {code: sessie.einden.van(keuze, code, options.leeftijd) for code in codes}
    if options.json:
        klokken = []
        for line in lines:
            told = NIET_GETOETST
            if keuze.cohort is Cohort.START and line.code in before:
                told = vergelijk(before[line.code], line).oordeel.woorden
            more = {"einden": ends_json(ends[line.code])} if line.code in ends else {}
            klokken.append(klok_json(line) | {"tegen_vorige": told, **more})
        chosen = {
            "periode": keuze.periode.code,
            "loopt_nog": is_part(keuze.periode, today),
            "vergeleken_met": against.periode.code,
            "cohort": keuze.cohort.value,
            "gemeente": keuze.gemeente,
            "zorgvorm": keuze.zorgvorm,
            "stap": keuze.stap,
            "ronde": keuze.ronde,
        }
        print_json({**chosen, "klokken": klokken, **stroom_json(routes, stroom)})
        return 0
    say(f"Zaken {keuze.cohort.woorden} ({keuze.periode.label}).")
    if is_part(keuze.periode, today):
        say(f"De periode loopt nog; vergeleken wordt met {against.periode.label}.")
    heads = ("klok", "netto", "bruto: helft / 80%", "binnen de norm")
    print_table(heads, [(line.naam, _said(line), *_beside(line)) for line in lines])
    for found in ends.values():
        if found.n:
            say("")
            _print_ends(found)
    return 0


def _share_of(found: Aflopen, key: str, day: int) -> Fraction | None:
    if found.verloop is None or found.kromme is None or day > found.kromme.grootste:
        return None
    return found.kromme.survival_at(day) if key == OPEN else found.verloop.share(key, day)


def _print_ends(found: Aflopen) -> None:
    """The ends of a klok as a table; no shares with too few zaken."""
    say(f"Hoe het afloopt: {found.naam} (begonnen in de periode; {found.n} zaken)")
    last = 0 if found.kromme is None else found.kromme.grootste
    rows = []
    for end in found.einden:
        days = (found.norm, last)
        shares = [None if day is None else _share_of(found, end.sleutel, day) for day in days]
        rows.append((end.naam, end.n, *("" if share is None else f"{float(share):.0%}" for share in shares)))
    print_table(("einde", "zaken", "binnen de norm", f"na {last} {found.eenheid}" if last else "deel"), rows)


def ends_json(found: Aflopen) -> list[Json]:
    """The ends of a klok: how many zaken, which, and the share over time; no shares with too few zaken."""
    steps = {} if found.verloop is None else found.verloop.einden
    return [
        {
            "einde": end.sleutel,
            "naam": end.naam,
            "n": end.n,
            "verloop": [{"dag": day, "deel": round(float(share), 4)} for day, share in steps.get(end.sleutel, ())],
            "zaken": [zaak.nummer for zaak in end.zaken],
        }
        for end in found.einden
    ]


def _choice(options: Namespace, lists: Codelijsten) -> Keuze:
    return Keuze(
        periode=_period(options),
        cohort=Cohort(options.cohort),
        gemeente=_code(lists, "gemeenten", options.gemeente, "gemeente"),
        zorgvorm=_code(lists, "zorgvormen", options.zorgvorm, "zorgvorm"),
        stap=options.stap,
        ronde=options.ronde,
    )


def _period(options: Namespace) -> Spanne:
    both = (options.van is None) + (options.tot is None)
    if both == 1 or (options.periode is None) == (both == 2):  # noqa: PLR2004 - neither of the two days
        raise UserError("Geef --periode, of --van en --tot.", "Bijvoorbeeld --van 2026-03-01 --tot 2026-05-15.")
    return parse_spanne(options.periode) if options.periode is not None else van_tot(options.van, options.tot)


def _code(lists: Codelijsten, naam: str, text: str | None, wat: str) -> str | None:
    if text is None:
        return None
    found = lists[naam].get(text) or lists[naam].recognise(text)
    if found is None:
        known = ", ".join(code.code for code in lists[naam])
        raise UserError(f"Deze {wat} staat niet in de lijst: {text}.", f"Kies uit: {known}.")
    return found.code


def _said(line: KlokUitkomst) -> str:
    return line.cijfer.in_woorden(line.eenheid) if line.cijfer.n else "geen zaken"


def _beside(line: KlokUitkomst) -> tuple[str, str]:
    bruto, cijfer = line.bruto, line.cijfer
    half, most = (_point(bruto.p50, bruto.p50_meer_dan), _point(bruto.p80, bruto.p80_meer_dan))
    share = "" if cijfer.binnen_norm is None else f"{float(cijfer.binnen_norm):.0%}"
    if cijfer.binnen_norm_interval is not None:
        low, high = cijfer.binnen_norm_interval
        share += f" ({low:.0%}-{high:.0%})"
    return (f"{half} / {most}" if bruto.genoeg else "", share)


def _point(value: int | None, more_than: int | None) -> str:
    return str(value) if value is not None else f"meer dan {more_than}"


def _zaak_json(zaak: ZaakMeting) -> Json:
    return {
        "nummer": zaak.nummer,
        "begin": zaak.begin.isoformat(),
        "eind": None if zaak.eind is None else zaak.eind.isoformat(),
        "bruto": zaak.bruto,
        "netto": zaak.netto,
        "telt_vanaf_netto": zaak.instap_netto,
        "binnen_norm": zaak.binnen_norm,
    }


def _figures(cijfer: Doorlooptijd, after: str = "") -> Json:
    return {
        f"p50{after}": cijfer.p50,
        f"p50_meer_dan{after}": cijfer.p50_meer_dan,
        f"p50_interval{after}": list(cijfer.p50_interval),
        f"p80{after}": cijfer.p80,
        f"p80_meer_dan{after}": cijfer.p80_meer_dan,
    }


def klok_json(line: KlokUitkomst) -> Json:
    """One klok: netto figures with their uncertainty, bruto beside them, the curve, and the zaken behind them."""
    cijfer = line.cijfer
    within, band = cijfer.binnen_norm, cijfer.binnen_norm_interval
    steps = () if cijfer.kromme is None else cijfer.kromme.stappen
    return {
        "code": line.code,
        "naam": line.naam,
        "eenheid": line.eenheid,
        "norm": line.norm,
        "n": cijfer.n,
        "open": cijfer.open,
        "tellen_mee_vanaf_inlezen": cijfer.laat,
        "waren_toen_al_klaar": cijfer.buiten,
        **_figures(cijfer),
        **_figures(line.bruto, "_bruto"),
        "binnen_norm": None if within is None else round(float(within), 3),
        "binnen_norm_interval": None if band is None else [round(side, 3) for side in band],
        "genoeg": cijfer.genoeg,
        "in_woorden": cijfer.in_woorden(line.eenheid),
        "kromme": [
            {
                "dag": t.tijd,
                "klaar": round(float(1 - t.overleving), 4),
                "onder_waarneming": t.risk,
                "klaar_op_deze_dag": t.events,
            }
            for t in steps
        ],
        "zaken": [_zaak_json(z) for z in line.zaken],
    }
