"""One function per command: options in, service calls, output out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from types import MappingProxyType

from expertteam_app.cli import adres, corv, kluis, pakket
from expertteam_app.cli.doorlooptijden import doorlooptijden
from expertteam_app.cli.monitor import monitor
from expertteam_app.cli.opening import new_passphrase, opened
from expertteam_app.cli.output import casus_json, hiaat_json, print_json, print_table, register_json, say
from expertteam_app.cli.paden import read_input
from expertteam_app.cli.patronen import patronen, wachtenden
from expertteam_app.cli.reken import reken_termijn, reken_werkdagen
from expertteam_app.cli.startfoto import startfoto_in, startfoto_uit
from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.verslagblok import DOSSIER
from expertteam_app.services.beleid import require_practice
from expertteam_app.services.inlezen import default_choices
from expertteam_app.services.kluis import OEFENAAR, create_kluis, kluis_path
from expertteam_app.services.oefenkluis import Oefenkluis, make_practice_kluis
from expertteam_app.services.proefrun import trial_run
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.uitvoer import check_outside

Command = Callable[[Namespace], int]
DEMO_CASUSSEN = range(100_001)


def kluis_nieuw(options: Namespace) -> int:
    """Make a kluis; the noodcode is shown once."""
    code = create_kluis(options.map, options.naam, options.gebruiker, new_passphrase(options.wachtwoord_bestand))
    if options.json:
        print_json({"kluis": str(kluis_path(options.map)), "noodcode": code})
    else:
        say(f"Kluis gemaakt: {kluis_path(options.map)}")
        say(f"Noodcode: {code}")
        say("Schrijf de noodcode op papier en bewaar hem op een veilige plek. Hij wordt maar één keer getoond.")
    return 0


def kluis_controle(options: Namespace) -> int:
    """Check a kluis from top to bottom."""
    with opened(options.map, options) as sessie:
        findings = (*sessie.beheer.controle(), *sessie.backups.keten())
        head = sessie.backups.hoofd()
    if options.json:
        print_json(
            {
                "in_orde": not findings,
                "bevindingen": list(findings),
                "logregels": head.regels,
                "logkenmerk": head.hoofd,
            }
        )
    else:
        for finding in findings or ("In orde: bladen, verwijzingen, logboek, back-ups en lijst kloppen.",):
            say(finding)
        say(f"Logboek: {head.regels} regels, kenmerk {head.hoofd}")
    return kluis.FOUND_PROBLEMS if findings else 0


def demo(options: Namespace) -> int:
    """Make a kluis with invented casussen; with an own wachtzin when a file or user is given."""
    require_practice()
    if options.casussen not in DEMO_CASUSSEN:
        raise UserError(f"Het aantal casussen is 0 tot en met {DEMO_CASUSSEN[-1]}.")
    path = kluis_path(options.map)
    if not path.exists() and options.wachtwoord_bestand is None:
        make_practice_kluis(path, options.casussen, options.zaad)
    else:
        if not path.exists():
            secret = new_passphrase(options.wachtwoord_bestand)
            create_kluis(path, "Oefenkluis", options.gebruiker or OEFENAAR, secret, oefening=True)
        with opened(path, options) as sessie:
            sessie.beheer.mark_practice()
            Oefenkluis(sessie.context, options.zaad).fill(options.casussen)
    if options.json:
        print_json({"kluis": str(path), "casussen": options.casussen, "zaad": options.zaad})
    else:
        say(f"{path}: {options.casussen} verzonnen casussen (OEFENING).")
    return 0


def import_list(options: Namespace) -> int:
    """Read a list: a dry run with --proef, else take it over with the default choices."""
    content = read_input(options.bestand)
    with opened(options.kluis, options) as sessie:
        voorstel = sessie.inlezen.proef(options.soort.upper(), content, options.bestand.name)
        choices = default_choices(voorstel)
        partij = None
        if not options.proef and sessie.inlezen.count_new(voorstel, choices):
            partij = sessie.inlezen.neem_over(voorstel, choices)
    added = partij.aantal if partij else 0
    if options.json:
        print_json({**voorstel.to_json(), "toegevoegd": added, "partij": partij.id if partij else None})
        return 0
    print_table(
        ("wat", "aantal"),
        [
            ("gelezen", len(voorstel.gelezen)),
            ("twijfel", len(voorstel.twijfel)),
            ("dubbel", len(voorstel.dubbel)),
            ("quarantaine", len(voorstel.quarantaine)),
            ("toegevoegd", added),
        ],
    )
    for melding in voorstel.meldingen:
        say(f"- {melding}")
    for row in voorstel.quarantaine:
        say(f"rij {row.rij} apart gehouden: {' '.join(str(r) for r in row.redenen)}")
    return 0


def partijen(options: Namespace) -> int:
    """Imported batches, or taking one out."""
    with opened(options.kluis, options) as sessie:
        if options.ongedaan is not None:
            sessie.inlezen.ongedaan(options.ongedaan)
        if options.historie is not None:
            number, keuze = options.historie
            if not number.isascii() or not number.isdigit():
                raise UserError("Deze partij bestaat niet.", "Bekijk de nummers in de lijst van partijen.")
            sessie.historien.kies(int(number), "" if keuze == "vanzelf" else keuze)
        rows = sessie.inlezen.partijen()
        histories = {h.partij_id: h for h in sessie.historien.alle()}
    keys = ("id", "soort", "moment", "wie", "aantal", "ongedaan")
    values: list[dict[str, object]] = [{key: getattr(row, key) for key in keys} for row in rows]
    for value, row in zip(values, rows, strict=True):
        history = histories.get(row.id)
        since = None if history is None or history.vanaf is None else history.vanaf.isoformat()
        value |= {"telt_vanaf": since, "historie": "" if history is None else history.uitleg}
    if options.json:
        print_json({"partijen": values})
    else:
        shown = (*keys, "telt_vanaf")
        print_table(shown, [[v[key] for key in shown] for v in values])
    return 0


def casussen(options: Namespace) -> int:
    """Every casus."""
    with opened(options.kluis, options) as sessie:
        service = sessie.casussen
        rows = service.rows(service.find(CasusFilter(status="alle", aflopend=False)))
        values = [casus_json(row, sessie.lists, names=options.met_namen) for row in rows]
    if options.json:
        print_json({"casussen": values})
    else:
        keys: tuple[str, ...] = ("nummer", "gemeente", "status", "stap", "aanmelding", "zorgvorm", "uitkomst")
        keys = (*keys, "naam") if options.met_namen else keys
        print_table(keys, [[v[key] for key in keys] for v in values])
    return 0


def zittingen(options: Namespace) -> int:
    """Every zitting with its number."""
    with opened(options.kluis, options) as sessie:
        rows = sessie.zittingen.all()
    keys = ("nummer", "soort", "datum", "status", "punten")
    values = [{key: str(getattr(row, key)) for key in keys} | {"punten": row.punten} for row in rows]
    if options.json:
        print_json({"zittingen": values})
    else:
        print_table(keys, [[v[key] for key in keys] for v in values])
    return 0


def hiaten(options: Namespace) -> int:
    """Hiaten of a period."""
    periode = Periode.parse(options.periode)
    with opened(options.kluis, options) as sessie:
        overview = sessie.hiaten.overview(periode)
        register = sessie.hiaatregisters.register(periode)
        numbers = _numbers(sessie, [i for row in overview.alles for i in row.casus_ids])
        lists = sessie.lists
    if options.json:
        print_json(
            {
                "periode": periode.code,
                "jeugdigen": overview.jeugdigen,
                "zorgvorm_aard": [hiaat_json(r, lists, numbers) for r in overview.per_zorgvorm_en_aard],
                "zorgvorm_oorzaak": [hiaat_json(r, lists, numbers) for r in overview.per_zorgvorm_en_oorzaak],
                "zorgvorm_aard_oorzaak": [hiaat_json(r, lists, numbers) for r in overview.alles],
                **register_json(register, lists),
            }
        )
    else:
        rows = [hiaat_json(r, lists, numbers) for r in overview.per_zorgvorm_en_aard]
        print_table(("zorgvorm", "aard", "jeugdigen"), [(r["zorgvorm"], r["aard"], r["aantal"]) for r in rows])
        print_table(("aanbieder", "gevraagd", "geen plek"), [(a.aanbieder, a.keren, a.nee) for a in register.gevraagd])
    return 0


def verslag(options: Namespace) -> int:
    """The verslag of a zitting, whole or in the version of a recipient, as PDF or DOCX.

    A version is about one gezin. Where there are several, and none is chosen, each gets a file of its own.
    """
    naar = options.naar
    if not naar.name or naar.is_dir():
        raise UserError("Achter --naar hoort de naam van een bestand.", "Geef bijvoorbeeld --naar verslag.pdf op.")
    vorm = naar.suffix.lower().lstrip(".") or "pdf"
    check_outside(naar.parent)
    with opened(options.kluis, options) as sessie:
        zitting = sessie.zittingen.id_of(options.zitting)
        if options.ontvanger == DOSSIER and options.punt is None and vorm == "pdf":
            made = [sessie.verslagen.verslag(zitting).pdf]
        else:
            chosen = sessie.verslagversies.kies(zitting, options.ontvanger, options.punt)
            made = [
                sessie.verslagversies.maak(zitting, w.ontvanger, punt_id=w.punt_id, kind_id=w.kind_id, vorm=vorm).inhoud
                for w in chosen
            ]
        names = [naar.name] if len(made) == 1 else [f"{naar.stem}-{at + 1}{naar.suffix}" for at in range(len(made))]
        files = dict(zip(names, made, strict=True))
        paths = sessie.uitvoer.schrijf(files, naar.parent, "verslag", ("zitting", zitting))
    for path in paths:
        say(f"Verslag geschreven: {path}")
    return 0


def rapport_boeg(options: Namespace) -> int:
    """The reflection report for BOEG."""
    periode = Periode.parse(options.periode)
    check_outside(options.naar)
    with opened(options.kluis, options) as sessie:
        report = sessie.rapporten.boeg(periode)
        paths = sessie.uitvoer.schrijf(dict(report.bestanden), options.naar, "concept van het rapport voor BOEG")
    if options.json:
        print_json({"periode": periode.code, "bestanden": [str(p) for p in paths]})
    else:
        for path in paths:
            say(f"Geschreven: {path}")
    return 0


def proefrun(options: Namespace) -> int:
    """The main job without a window."""
    for line in trial_run(options.naar):
        say(line)
    return 0


COMMANDS: Mapping[tuple[str, str | None], Command] = MappingProxyType(
    {
        ("kluis", "nieuw"): kluis_nieuw,
        ("kluis", "controle"): kluis_controle,
        ("kluis", "gebruikers"): kluis.gebruikers,
        ("kluis", "slot"): kluis.slot,
        ("kluis", "noodcode"): kluis.noodcode,
        ("kluis", "back-up"): kluis.back_up,
        ("kluis", "herstel"): kluis.herstel,
        ("kluis", "red"): kluis.redden,
        ("adres", "toon"): adres.toon,
        ("adres", "voegtoe"): adres.voegtoe,
        ("adres", "bevestig"): adres.bevestig,
        ("adres", "intrekken"): adres.trek_in,
        ("adres", "sleutel"): adres.sleutel,
        ("pakket", "maak"): pakket.maak,
        ("pakket", "lees"): pakket.lees,
        ("pakket", "ontvang"): pakket.ontvang,
        ("pakket", "bewijs"): pakket.bewijs,
        ("demo", None): demo,
        ("proefrun", None): proefrun,
        ("import", None): import_list,
        ("partijen", None): partijen,
        ("casussen", None): casussen,
        ("zittingen", None): zittingen,
        ("doorlooptijden", None): doorlooptijden,
        ("monitor", None): monitor,
        ("patronen", None): patronen,
        ("wachtenden", None): wachtenden,
        ("hiaten", None): hiaten,
        ("verslag", None): verslag,
        ("rapport", "boeg"): rapport_boeg,
        ("corv", "besluiten"): corv.besluiten,
        ("corv", "vto"): corv.vto,
        ("corv", "lees"): corv.lees,
        ("corv", "ontvang"): corv.ontvang,
        ("startfoto", "uit"): startfoto_uit,
        ("startfoto", "in"): startfoto_in,
        ("reken", "werkdagen"): reken_werkdagen,
        ("reken", "termijn"): reken_termijn,
    }
)


def _numbers(sessie: Sessie, ids: list[int]) -> dict[int, str]:
    """The numbers of casussen; none for who may see figures only."""
    if not sessie.actor.can(Right.CASUS_READ):
        return {}
    return {row.id: row.nummer for row in sessie.casussen.rows(sorted(set(ids)))}
