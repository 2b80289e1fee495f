"""The words of the terminal: commands, options and their help, in Dutch."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from expertteam_app import __version__
from expertteam_app.analysis.disclosure.spec import AFRONDING, DREMPEL, GEMEENTEN, GEZINNEN, GROEP_PROCENT
from expertteam_app.cli.parser_teams import add_teams
from expertteam_app.domain.access import Rol
from expertteam_app.domain.doorlooptijd import Cohort
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.kalender import Profiel
from expertteam_app.domain.termijn import Eenheid
from expertteam_app.domain.werkgebied import Tafels

_DUTCH = {
    "usage: ": "gebruik: ",
    "positional arguments": "opdrachten",
    "options": "opties",
    "show this help message and exit": "toon deze uitleg",
    "show program's version number and exit": "toon de versie",
    "the following arguments are required: %s": "dit ontbreekt: %s",
    "unrecognized arguments: %s": "dit ken ik niet: %s",
    "expected one argument": "hier hoort een waarde achter",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r kan hier niet; kies uit %(choices)s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid %(type)s value: %(value)r": "%(value)r is hier niet geldig",
}


class Parser(argparse.ArgumentParser):
    """A parser that answers a typing error in Dutch and with exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Stop with what is wrong and how to find help.

        Raises:
            UserError: always.
        """
        raise UserError(f"{message[:1].upper()}{message[1:]}.", f"Zie: {self.prog} --help")


def speak_dutch() -> None:
    """Let argparse use our words; it asks gettext for each of its sentences by name."""
    argparse._ = lambda text: _DUTCH.get(text, text)  # type: ignore[attr-defined]  # argparse's own hook for translation


def _add_kluis(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kluis", required=True, type=Path, metavar="K", help="map van de kluis")
    _add_keys(parser)


def _add_days_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kluis", type=Path, metavar="K", help="reken met de sluitingsdagen en vrije dagen van K")
    _add_keys(parser)


def _add_keys(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--gebruiker", metavar="U", help="naam van de gebruiker, als er meer zijn")
    parser.add_argument(
        "--wachtwoord-bestand", type=Path, metavar="F", help="bestand waarvan de eerste regel de wachtzin is"
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="geef één JSON-object")


def _with_kluis(parser: argparse.ArgumentParser) -> None:
    _add_kluis(parser)
    _add_json(parser)


def _add_profile(parser: argparse.ArgumentParser, default: str, uitleg: str) -> None:
    profiles = [profiel.value for profiel in Profiel]
    parser.add_argument("--profiel", choices=profiles, default=default, help=f"{uitleg}; standaard {default}")


def _add_period(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--periode", required=True, metavar="2026-H1", help="half jaar (2026-H1) of jaar (2026)")


def build_parser() -> Parser:
    """The whole command line."""
    speak_dutch()
    parser = Parser(prog="expertteam", description="Versleuteld casusregister voor RET en JBT.")
    parser.add_argument("--version", action="version", version=f"expertteam {__version__}")
    commands = parser.add_subparsers(dest="opdracht", metavar="OPDRACHT", parser_class=Parser)
    _kluis(commands)
    _content(commands)
    _figures(commands)
    _paper(commands)
    _policy(commands)
    _corv(commands)
    add_teams(commands, _with_kluis)
    return parser


def _policy(commands: argparse._SubParsersAction[Parser]) -> None:
    policy = commands.add_parser("beleid", help="wat de beheerder op deze computer vastzet")
    acts = policy.add_subparsers(dest="handeling", metavar="HANDELING", required=True, parser_class=Parser)
    shown = acts.add_parser("toon", help="toon het bestand en elke instelling, en zeg of het klopt")
    _add_json(shown)


def _add_print(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--printvriendelijk", action="store_true", help="PDF zonder kleurvlakken, met zwarte tekst")


def _kluis_keys(acts: argparse._SubParsersAction[Parser]) -> None:
    users = acts.add_parser("gebruikers", help="wie de kluis kan openen")
    slot = acts.add_parser("slot", help="gebruiker erbij of weg, nieuwe wachtzin, nieuwe sleutel")
    what = slot.add_mutually_exclusive_group(required=True)
    what.add_argument("--voegtoe", metavar="NAAM", help="geef iemand toegang")
    what.add_argument("--weg", metavar="NAAM", help="haal iemand weg; de kluis krijgt een nieuwe sleutel")
    what.add_argument("--wachtzin", metavar="NAAM", help="geef iemand een nieuwe wachtzin")
    what.add_argument("--sleutel", action="store_true", help="geef de kluis een nieuwe sleutel")
    slot.add_argument(
        "--rol", choices=[r.value for r in Rol], default=Rol.SECRETARIS.value, metavar="ROL", help="rol (secretaris)"
    )
    slot.add_argument("--gemeente", metavar="CODE", help="gemeente van de gebruiker")
    slot.add_argument(
        "--tafels",
        choices=[t.value for t in Tafels],
        default=Tafels.BEIDE.value,
        metavar="T",
        help="van welke tafels die gebruiker dossiers ziet (RET en JBT)",
    )
    slot.add_argument("--nieuw-bestand", type=Path, metavar="F", help="bestand met de wachtzin van die gebruiker")
    code = acts.add_parser("noodcode", help="maak een nieuwe noodcode")
    code.add_argument("--organisatie", action="store_true", help="die van de organisatie")
    copy = acts.add_parser("back-up", help="maak een back-up")
    copy.add_argument("--lijst", action="store_true", help="maak er geen, noem alleen welke er zijn")
    back = acts.add_parser("herstel", help="maak van een back-up een nieuwe kluis, naast de kluis zelf")
    back.add_argument("back_up", type=Path, metavar="BACK-UP", help="map van de back-up")
    save = acts.add_parser("red", help="red uit een beschadigde kluis alles wat nog te lezen is")
    save.add_argument("--naar", required=True, type=Path, metavar="N", help="map van de nieuwe kluis")
    for act in (users, slot, code, copy, back, save):
        act.add_argument("map", type=Path, metavar="K", help="map van de kluis")
        _add_keys(act)
        _add_json(act)
    back.add_argument("--naar", type=Path, metavar="N", help="map van de nieuwe kluis")
    back.add_argument("--bekijk", action="store_true", help="laat alleen zien wat erin zit")


def _kluis(commands: argparse._SubParsersAction[Parser]) -> None:
    kluis = commands.add_parser("kluis", help="een kluis maken of controleren")
    acts = kluis.add_subparsers(dest="handeling", metavar="HANDELING", required=True, parser_class=Parser)
    new = acts.add_parser("nieuw", help="maak een nieuwe kluis")
    new.add_argument("map", type=Path, metavar="K", help="map van de kluis")
    new.add_argument("--naam", required=True, metavar="N", help="naam van de kluis")
    new.add_argument("--gebruiker", required=True, metavar="U", help="naam van de eerste gebruiker")
    new.add_argument("--wachtwoord-bestand", type=Path, metavar="F", help="bestand met de wachtzin")
    _add_json(new)
    check = acts.add_parser("controle", help="controleer bladen, verwijzingen en logboek")
    check.add_argument("map", type=Path, metavar="K", help="map van de kluis")
    _add_keys(check)
    _add_json(check)
    _kluis_keys(acts)
    demo = commands.add_parser("demo", help="vul een kluis met verzonnen casussen")
    demo.add_argument("map", type=Path, metavar="K", help="map van de kluis")
    demo.add_argument("--casussen", type=int, default=60, metavar="AANTAL", help="aantal casussen (60)")
    demo.add_argument("--zaad", type=int, default=7, metavar="GETAL", help="zelfde zaad, zelfde casussen (7)")
    _add_keys(demo)
    _add_json(demo)
    trial = commands.add_parser("proefrun", help="maak een Oefenkluis, een rapport en twee verslagen")
    trial.add_argument("--naar", type=Path, default=Path("uitvoer"), metavar="MAP", help="map voor de uitvoer")


def _content(commands: argparse._SubParsersAction[Parser]) -> None:
    read = commands.add_parser("import", help="lees een lijst in")
    read.add_argument("soort", choices=("ret", "jbt"), help="welke lijst")
    read.add_argument("bestand", type=Path, metavar="BESTAND", help="xlsx of csv")
    read.add_argument("--proef", action="store_true", help="alleen kijken, niets bewaren")
    _add_kluis(read)
    _add_json(read)
    batches = commands.add_parser("partijen", help="ingelezen lijsten, en ongedaan maken")
    batches.add_argument("--ongedaan", type=int, metavar="NR", help="haal deze partij er weer uit")
    batches.add_argument(
        "--historie",
        nargs=2,
        metavar=("NR", "KEUZE"),
        help="vanaf wanneer haar zaken tellen in doorlooptijden: heel, lopend, een dag (2026-03-01) of vanzelf",
    )
    _add_kluis(batches)
    _add_json(batches)
    cases = commands.add_parser("casussen", help="alle casussen")
    cases.add_argument("--met-namen", action="store_true", help="ook namen tonen")
    _add_kluis(cases)
    _add_json(cases)
    tables = commands.add_parser("zittingen", help="alle zittingen met hun nummer")
    _add_kluis(tables)
    _add_json(tables)


def _doorlooptijden(commands: argparse._SubParsersAction[Parser]) -> None:
    times = commands.add_parser("doorlooptijden", help="doorlooptijden per klok en stap")
    _add_kluis(times)
    times.add_argument("--periode", metavar="2026-H1", help="half jaar (2026-H1) of jaar (2026)")
    times.add_argument("--van", metavar="DAG", help="eerste dag van een andere periode, met --tot")
    times.add_argument("--tot", metavar="DAG", help="laatste dag van die periode")
    which = "zaken die in de periode begonnen, met de open zaken (start), of die erin zijn afgerond (eind)"
    cohorts = [cohort.value for cohort in Cohort]
    times.add_argument("--cohort", choices=cohorts, default=cohorts[0], help=f"{which}; standaard {cohorts[0]}")
    times.add_argument("--klok", action="append", default=[], metavar="D3", help="alleen deze klok; mag vaker")
    times.add_argument("--gemeente", metavar="G", help="naam of code van een gemeente")
    times.add_argument("--zorgvorm", metavar="Z", help="naam of code van de zorgvorm die het eerst is gezocht")
    times.add_argument("--stap", type=int, metavar="N", help="stap waarop de casus stond toen de klok begon")
    times.add_argument("--einden", action="store_true", help="ook hoe de begonnen zaken aflopen, per einde")
    times.add_argument(
        "--leeftijd", type=int, choices=(18, 23), default=23, help="verjaardag die als einde telt; standaard 23"
    )
    times.add_argument("--ronde", type=int, metavar="N", help="1, of 2 na een heropening, en zo door")
    _add_json(times)


def _figures(commands: argparse._SubParsersAction[Parser]) -> None:
    _doorlooptijden(commands)
    gaps = commands.add_parser("hiaten", help="hiaten in het zorgaanbod")
    _add_kluis(gaps)
    _add_period(gaps)
    _add_json(gaps)
    found = commands.add_parser("patronen", help="samenhang, trends en gemeenten, met een oordeel bij kleine aantallen")
    found.add_argument("--jaren", type=int, default=3, metavar="N", help="samenhang over de laatste N jaren (3)")
    _add_kluis(found)
    _add_period(found)
    _add_json(found)
    waits = commands.add_parser("wachtenden", help="wie op welke zorgvorm wacht; met --blad het blad voor aanbieders")
    waits.add_argument("--blad", action="store_true", help="aantallen voor aanbieders, kleine aantallen verborgen")
    _add_kluis(waits)
    _add_json(waits)
    log = commands.add_parser(
        "logboek", help="doorlooptijden en routes uit een logboek van elders (zaak, stap, tijdstip)"
    )
    log.add_argument("bestand", type=Path, metavar="BESTAND.csv", help="CSV met de kolommen zaak, stap en tijdstip")
    units = (Eenheid.KALENDERDAGEN.value, Eenheid.WERKDAGEN.value)
    log.add_argument("--eenheid", choices=units, default=units[0], help=f"waarin geteld wordt; standaard {units[0]}")
    log.add_argument(
        "--eindstap", action="append", default=[], metavar="NAAM", help="hiermee is een zaak klaar; de andere zijn open"
    )
    _add_json(log)
    _anoniem(commands)
    reckon = commands.add_parser("reken", help="rekenen met dagen")
    kinds = reckon.add_subparsers(dest="handeling", metavar="WAT", required=True, parser_class=Parser)
    days = kinds.add_parser("werkdagen", help="werkdagen na VAN tot en met TOT (Algemene termijnenwet)")
    days.add_argument("van", metavar="VAN", help="dag, bijvoorbeeld 2026-03-12 of 12-3-2026")
    days.add_argument("tot", metavar="TOT", help="dag")
    profiles = [profiel.value for profiel in Profiel]
    which = "welke dagen tellen (wettelijk: maandag tot en met vrijdag zonder feestdagen); standaard wettelijk, "
    days.add_argument("--profiel", choices=profiles, help=f"{which}met --kluis kantoor")
    _add_days_of(days)
    _add_json(days)
    term = kinds.add_parser("termijn", help="de laatste dag binnen een norm, met de uitleg erbij")
    term.add_argument("start", metavar="START", help="dag 0, bijvoorbeeld 2026-03-12")
    term.add_argument("norm", metavar="NORM", nargs="+", help="bijvoorbeeld 10wd, 10 werkdagen, 14d, 6w, 3m of 1j")
    term.add_argument(
        "--pauze", action="append", default=[], metavar="VAN..TOT", help="pauze; zonder TOT staat de klok nog stil"
    )
    term.add_argument("--achteruit", action="store_true", help="reken terug vanaf START")
    _add_profile(term, "kantoor", "wettelijk: termijn uit de wet, die opschuift van een vrije dag (Atw)")
    _add_days_of(term)
    _add_json(term)


def _anoniem(commands: argparse._SubParsersAction[Parser]) -> None:
    safe = commands.add_parser("anoniem", help="tabellen uit een lijst, zo beschermd dat niemand te herleiden is")
    safe.add_argument("bestand", type=Path, metavar="BESTAND.csv", help="een of meer rijen per persoon")
    safe.add_argument("--eenheid", metavar="KOLOM", help="kolom die zegt om wie het gaat; die komt nergens terug")
    safe.add_argument("--aantal", metavar="KOLOM", help="kolom met aantallen, voor een lijst die al geteld is")
    safe.add_argument(
        "--tabel", action="append", required=True, metavar="A,B", help="kolommen van een tabel; mag vaker"
    )
    safe.add_argument("--naar", required=True, type=Path, metavar="MAP", help="waar de bestanden komen")
    safe.add_argument(
        "--drempel", type=int, default=DREMPEL, metavar="N", help=f"kleinere aantallen verborgen; standaard {DREMPEL}"
    )
    safe.add_argument(
        "--afronding", type=int, default=AFRONDING, metavar="N", help="5 of 10; 0 is niet afronden, alleen met --intern"
    )
    safe.add_argument("--intern", action="store_true", help="voor eigen ogen: lagere drempel, exacte aantallen")
    safe.add_argument(
        "--hierarchie", action="append", default=[], metavar="A:G", help="kolom G groepeert kolom A; mag vaker"
    )
    safe.add_argument("--gezin", metavar="KOLOM", help="kolom die het gezin noemt; broers en zussen tellen als één")
    safe.add_argument("--gemeente", metavar="KOLOM", help="kolom die de gemeente noemt; die kent haar eigen kinderen")
    safe.add_argument("--gezinnen", type=int, metavar="N", help=f"minstens zoveel gezinnen; standaard {GEZINNEN}")
    safe.add_argument("--gemeenten", type=int, metavar="N", help=f"minstens zoveel gemeenten; standaard {GEMEENTEN}")
    safe.add_argument(
        "--gevoelig",
        action="append",
        default=[],
        metavar="KOLOM",
        help="alleen hierin mag niet bijna iedereen gelijk zijn",
    )
    safe.add_argument(
        "--groep", type=int, default=GROEP_PROCENT, metavar="N", help=f"vanaf dit percentage; standaard {GROEP_PROCENT}"
    )
    safe.add_argument("--toon-interval", action="store_true", help="toon wat een lezer van elk aantal kan afleiden")
    _add_json(safe)


def _paper(commands: argparse._SubParsersAction[Parser]) -> None:
    minutes = commands.add_parser("verslag", help="verslag van een zitting als PDF of Word-bestand")
    minutes.add_argument("zitting", metavar="ZITTING", help="nummer, bijvoorbeeld Z-RET-2026-003")
    minutes.add_argument(
        "--naar", required=True, type=Path, metavar="BESTAND", help="waar het komt: .pdf, of .docx om in te werken"
    )
    minutes.add_argument(
        "--ontvanger",
        default="dossier",
        metavar="WIE",
        help="de versie voor wie: dossier (alles), ouders, jeugdige, vertrouwenspersoon, rvdk, gi, indiener, toegang, "
        "deelnemer",
    )
    _add_print(minutes)
    minutes.add_argument("--punt", type=int, metavar="NR", help="het agendapunt, als er meer zijn")
    _add_kluis(minutes)
    report = commands.add_parser("rapport", help="rapport dat de kluis uit mag")
    kinds = report.add_subparsers(dest="handeling", metavar="WELK", required=True, parser_class=Parser)
    boeg = kinds.add_parser("boeg", help="reflectierapport voor BOEG")
    boeg.add_argument("--naar", required=True, type=Path, metavar="MAP", help="waar de bestanden komen")
    _add_period(boeg)
    _add_kluis(boeg)
    _add_json(boeg)
    half = commands.add_parser("monitor", help="halfjaarlijkse monitor van de eigen regio, met kleine aantallen")
    half.add_argument("--periode", metavar="P", help="halfjaar of jaar, bijvoorbeeld 2026-H1")
    half.add_argument("--bevries", action="store_true", help="leg de cijfers vast als meetmoment")
    half.add_argument("--meetmoment", type=int, metavar="NR", help="toon een meetmoment zoals het is vastgelegd")
    half.add_argument("--vergelijk", action="store_true", help="zet het meetmoment naast de cijfers van nu")
    half.add_argument("--naar", type=Path, metavar="MAP", help="schrijf PDF en werkblad (xlsx) in deze map")
    _add_print(half)
    _add_kluis(half)
    _add_json(half)
    photo = commands.add_parser("startfoto", help="startfoto van uithuisplaatsingen, zonder namen")
    ways = photo.add_subparsers(dest="handeling", metavar="WAT", required=True, parser_class=Parser)
    out = ways.add_parser("uit", help="schrijf de startfoto als CSV")
    out.add_argument("--naar", required=True, type=Path, metavar="BESTAND.csv", help="waar de CSV komt")
    _add_period(out)
    back = ways.add_parser("in", help="lees een startfoto in")
    back.add_argument("bestand", type=Path, metavar="BESTAND.csv", help="de CSV")
    back.add_argument("--proef", action="store_true", help="alleen kijken, niets bewaren")
    for each in (out, back):
        _add_kluis(each)
        _add_json(each)


def _corv(commands: argparse._SubParsersAction[Parser]) -> None:
    chain = commands.add_parser("corv", help="de keten met de Raad voor de Kinderbescherming (CORV)")
    ways = chain.add_subparsers(dest="handeling", metavar="WAT", required=True, parser_class=Parser)
    listed = ways.add_parser("besluiten", help="besluiten die naar de Raad gaan, met hun nummer")
    out = ways.add_parser("vto", help="schrijf het VTO van een besluit als landelijk bericht (vtoDi01)")
    out.add_argument("besluit", type=int, metavar="BESLUIT", help="nummer van het besluit, uit corv besluiten")
    out.add_argument("--naar", required=True, type=Path, metavar="F.xml", help="waar het bericht komt")
    out.add_argument("--gegevens", type=Path, metavar="F.toml", help="wat niet in de kluis staat, per veld")
    out.add_argument(
        "--document",
        nargs=2,
        action="append",
        default=[],
        metavar=("SOORT", "BESTAND"),
        help="gaat mee naast het verslag: verzoek, gezinsgeschiedenis, diagnostiek of hulpverlening; mag vaker",
    )
    out.add_argument("--alleen-dit-kind", action="store_true", help="zonder de andere kinderen van dit VTB")
    out.add_argument("--met-netwerk", action="store_true", help="ook wie geen ouder, voogd of opvoeder is")
    for each in (listed, out):
        _add_kluis(each)
    back = ways.add_parser("lees", help="toon wat een bericht van de Raad zegt; er wordt niets bewaard")
    take = ways.add_parser("ontvang", help="leg vast wat een bericht van de Raad zegt, bij het goede besluit")
    take.add_argument("--proef", action="store_true", help="alleen kijken, niets bewaren")
    _add_kluis(take)
    for each in (back, take):
        each.add_argument("bestand", type=Path, metavar="F.xml", help="het bericht")
    for each in (out, back):
        each.add_argument("--met-namen", action="store_true", help="ook namen tonen")
    for each in (listed, out, back, take):
        _add_json(each)
