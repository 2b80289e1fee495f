"""Fictional zittingen: every person, gezin and organisation name in this file is invented."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from io import BytesIO
from typing import Any

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer, LTPage, LTRect
from pypdf import PdfReader
from pypdf.generic import StreamObject

from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.analysis.disclosure.spec import RapportSpec, TabelSpec
from expertteam_app.documents.boeg_rapport import BoegTekst, DoorlooptijdRegel
from expertteam_app.documents.verslag import Aanwezige, ActieRegel, BesluitRegel, Punt, VerslagStuk
from expertteam_app.domain.codelijst import parse_codelijst
from expertteam_app.resources import resource_path
from tests.anoniem import protect

REGIO = "Zorgregio Midden-IJssel/Oost-Veluwe"


def _ret_table() -> tuple[Aanwezige, ...]:
    return (
        Aanwezige(naam="Marijke Teunissen", rol="voorzitter", organisatie="Regionaal Expertteam"),
        Aanwezige(naam="Bram Oosterhof", rol="secretaris", organisatie="Regionaal Expertteam"),
        Aanwezige(
            naam="Çağla Yıldırım",
            rol="toegangsmedewerker",
            organisatie="CJG",
            gemeente="Apeldoorn",
            mandaat="Apeldoorn, tot en met 31-12-2026",
        ),
        Aanwezige(
            naam="Łukasz Wiśniewski",
            rol="toegangsmedewerker",
            organisatie="Team Voor Elkaar",
            gemeente="Zutphen",
            presentie="op afstand",
        ),
        Aanwezige(naam="Hanneke van der Velde", rol="gedragswetenschapper", organisatie="De Wilgenhoek (fictief)"),
        Aanwezige(naam="dr. J.P. Nieuwenhuis", rol="kinderpsychiater", organisatie="", presentie="afgemeld"),
    )


def _ret_punt_1() -> Punt:
    return Punt(
        nummer=1,
        aanduiding="RET-2026-014",
        gemeente="Apeldoorn",
        leeftijd=15,
        stem_ouders=(
            "Wij willen dat Noor niet nog een keer hoeft te verhuizen. Zij is in twee jaar op vier plekken geweest en "
            "elke keer begint iedereen opnieuw. Thuis lukt het in de weekenden goed, als er iemand bereikbaar is."
        ),
        stem_jeugdige=(
            "“Ik wil op een plek wonen waar ik mag blijven tot ik achttien ben. En ik wil naar school, "
            "niet weer een toets om te kijken of ik dat kan.”"
        ),
        vraag=(
            "Waar kan Noor wonen en behandeld worden zonder nieuwe overplaatsing, zolang de traumabehandeling loopt? "
            "Wie houdt de regie als de jeugdhulp bij haar achttiende stopt?"
        ),
        geprobeerd=(
            "Ambulante gezinshulp (maart tot september 2024): gestopt, te weinig uren.\n"
            "Gezinshuis in de regio (oktober 2024 tot mei 2025): beëindigd na een crisis, geen passend vervolg.\n"
            "Klinische jeugd-ggz: twee keer afgewezen, eerst moest het wonen stabiel zijn.\n"
            "Zeven aanbieders benaderd sinds juni 2025; vier hebben een wachtlijst, drie vinden het te zwaar."
        ),
        analyse=(
            ("Jeugdige", "Vroeg trauma is niet behandeld. Spanning uit zich in weglopen en in ruzie met begeleiders."),
            (
                "Gezin",
                "Ouders zijn betrokken en overbelast. Oma vangt twee middagen per week op en wil dat blijven doen.",
            ),
            ("Hulpverlening", "Elke aanbieder begon met eigen diagnostiek. Er was geen gedeelde verklarende analyse."),
        ),
        oorzaken=(
            "A3 aanbod enkelvoudig, problematiek meervoudig (hoofdoorzaak)",
            "K3 trauma niet (h)erkend of niet behandeld",
            "R5 te veel overdrachtsmomenten in de keten",
        ),
        hiaten=("gezinshuis: bestaat, maar geen capaciteit (wachtlijst)", "klinische jeugd-ggz: doelgroep uitgesloten"),
        oplossingen="Gezinshuis met traumabehandeling aan huis, en een vaste time-outplek voor de weekenden.",
        besluiten=(
            BesluitRegel(
                besluit=(
                    "Plaatsing in een gezinshuis met traumabehandeling aan huis. Tot die start blijft Noor op de "
                    "huidige plek; de verlenging van drie maanden wordt betaald door de gemeente."
                ),
                motivering=(
                    "Nog een overplaatsing schaadt Noor. Behandeling kan beginnen zonder dat het wonen eerst 'stabiel' "
                    "is, als behandelaar en gezinshuis samen één plan maken."
                ),
                genomen_door="Regionaal Expertteam; mandaat gemeente Apeldoorn: Ç. Yıldırım",
                status="definitief",
            ),
        ),
        acties=(
            ActieRegel(
                omschrijving="Gezinshuis vragen om een gesprek met Noor en haar ouders, binnen twee weken.",
                eigenaar="Çağla Yıldırım",
                datum=date(2026, 3, 26),
            ),
            ActieRegel(
                omschrijving="Eén verklarende analyse schrijven op basis van wat er al is, geen nieuw onderzoek.",
                eigenaar="Hanneke van der Velde",
                datum=date(2026, 4, 9),
            ),
            ActieRegel(omschrijving="Ouders en Noor bellen met het besluit.", eigenaar="Marijke Teunissen", klaar=True),
        ),
    )


def _ret_punt_2() -> Punt:
    return Punt(
        nummer=2,
        aanduiding="RET-2026-017",
        gemeente="Zutphen",
        leeftijd=17,
        stem_ouders="Vader: hij moet leren wonen, niet weer onderzocht worden. Moeder sluit zich daarbij aan.",
        stem_jeugdige="Niet gelukt, omdat Daan ziek was. Hij krijgt op 16 maart een nieuw gesprek.",
        vraag="Welke woonplek met begeleiding is er voor Daan na zijn achttiende, nu vier aanbieders nee zeiden?",
        geprobeerd="Begeleid wonen 18+ bij vier aanbieders: wachtlijst van negen maanden of langer.",
        analyse=(("Hulpverlening", "Jeugdwet en Wmo wachten op elkaar; niemand heeft de regie over de overgang."),),
        oorzaken=("S3 overgang 18-/18+", "A2 wachtlijst / wachttijd"),
        hiaten=("begeleid wonen 18+: geen capaciteit (wachtlijst)",),
        besluiten=(
            BesluitRegel(
                besluit="Verlengde jeugdhulp tot een woonplek vrij is, hooguit negen maanden.",
                motivering="Zonder overbrugging staat Daan op zijn verjaardag op straat.",
                genomen_door="Regionaal Expertteam",
                status="onder voorbehoud",
                voorbehoud_reden=(
                    "Geen toegangsmedewerker aan tafel heeft op deze dag mandaat van de gemeente van de jeugdige."
                ),
            ),
        ),
        acties=(
            ActieRegel(
                omschrijving="Mandaat van de gemeente Zutphen vragen en het besluit laten bevestigen.",
                eigenaar="Łukasz Wiśniewski",
                datum=date(2026, 3, 19),
            ),
        ),
    )


@pytest.fixture
def ret_stuk() -> VerslagStuk:
    """A full RET verslag with two casussen, nothing missing, vastgesteld, fictional."""
    return VerslagStuk(
        soort="RET",
        nummer="Z-RET-2026-03",
        titel="Zitting van donderdag 12 maart 2026",
        datum=date(2026, 3, 12),
        plaats="Stadhuis Apeldoorn, kamer 2.14",
        begintijd="09:00",
        status="vastgesteld",
        vastgesteld_op=date(2026, 3, 19),
        organisatie=REGIO,
        oefening=True,
        voorzitter="Marijke Teunissen",
        secretaris="Bram Oosterhof",
        aanwezigen=_ret_table(),
        punten=(_ret_punt_1(), _ret_punt_2()),
    )


def _jbt_punt() -> Punt:
    return Punt(
        nummer=1,
        aanduiding="Gezin Verhoef-Kowalczyk",
        gemeente="Voorst",
        stem_ouders=(
            "Moeder: “Ik wil hulp, maar niet elke week een ander gezicht aan de deur.” Zij herkent de zorgen om de "
            "ruzies en vindt dat school te snel aan de bel trok.\n"
            "Vader: wil de kinderen om het weekend zien en werkt mee als de afspraken op papier staan."
        ),
        stem_jeugdige=(
            "Mila (13) sprak vooraf met de voorzitter: “Ik slaap slecht als ze schreeuwen. Ik wil niet kiezen.”\n"
            "Sem (9) maakte een tekening van zijn huis bij oma. Finn is 4 jaar en is niet apart gesproken."
        ),
        vraag="Is hulp in het vrijwillig kader nog genoeg, of moet de Raad onderzoek doen naar de veiligheid thuis?",
        geprobeerd="",
        wat_gaat_goed="De kinderen gaan elke dag naar school. Oma (moeders kant) is veilig en dichtbij.",
        zorgen_feiten=("Drie politiemeldingen sinds november 2025.\nDe gezinshulp is twee keer niet binnengelaten."),
        zorgen_meningen="School denkt dat Sem thuis veel alleen is. Moeder bestrijdt dat.",
        visies=(
            ("de indiener", "Vrijwillige hulp levert te weinig op; de spanning neemt toe."),
            ("de gecertificeerde instelling", "Drang met heldere afspraken is nog niet geprobeerd."),
            (
                "de Raad voor de Kinderbescherming",
                "Voor Mila is onderzoek nu nodig; voor de jongsten kan drang volstaan.",
            ),
        ),
        besluiten=(
            BesluitRegel(
                kind="Mila Verhoef (13 jaar)",
                besluit="Raadsonderzoek",
                motivering="Mila is ernstig klem geraakt tussen haar ouders en hulp kwam niet van de grond.",
                genomen_door="voorzitter, gehoord de Raad",
                status="definitief",
                vto=date(2026, 3, 17),
                beoogde_gi="Jeugdbescherming Gelderland",
            ),
            BesluitRegel(kind="Sem Verhoef (9 jaar)"),
            BesluitRegel(
                kind="Finn Kowalczyk (4 jaar)",
                besluit="Drang: hulp wordt strakker, raadsonderzoek uitgesteld",
                motivering="",
                genomen_door="voorzitter, gehoord de Raad",
                status="onder voorbehoud",
                voorbehoud_reden="",
            ),
        ),
        veiligheidsafspraken=(
            "Bij ruzie gaan de kinderen naar oma; moeder belt dan de gezinshulp.\n"
            "Vader komt niet onaangekondigd aan de deur."
        ),
        acties=(
            ActieRegel(
                omschrijving="Verzoek tot onderzoek voor Mila versturen.",
                eigenaar="Secretaris",
                datum=date(2026, 3, 17),
            ),
            ActieRegel(omschrijving="Vaste gezinshulpverlener regelen, één gezicht voor het gezin."),
            ActieRegel(omschrijving="Vertrouwenspersoon voor Mila zoeken.", eigenaar="Toegang Voorst"),
        ),
    )


@pytest.fixture
def jbt_stuk() -> VerslagStuk:
    """A JBT verslag in concept about a gezin with three kinderen, with gaps, fictional."""
    return VerslagStuk(
        soort="JBT",
        nummer="Z-JBT-2026-03",
        titel="Zitting van vrijdag 13 maart 2026",
        datum=date(2026, 3, 13),
        plaats="",
        begintijd="10:30",
        status="concept",
        organisatie=REGIO,
        oefening=True,
        voorzitter="Renske Haverkamp",
        secretaris="",
        aanwezigen=(
            Aanwezige(naam="Anna Kowalczyk", rol="ouder met gezag"),
            Aanwezige(naam="Jeroen Verhoef", rol="ouder met gezag", presentie="op afstand"),
            Aanwezige(naam="Mila Verhoef", rol="jeugdige", presentie="afwezig, vooraf gesproken"),
            Aanwezige(naam="Renske Haverkamp", rol="voorzitter", organisatie="Jeugdbeschermingstafel"),
            Aanwezige(naam="Olaf de Groot", rol="indiener", organisatie="Toegang", gemeente="Voorst"),
            Aanwezige(naam="Sanne Bakhuis", rol="raadsonderzoeker", organisatie="Raad voor de Kinderbescherming"),
            Aanwezige(naam="Tom Elderink", rol="jeugdbeschermer", organisatie="Jeugdbescherming Gelderland"),
        ),
        punten=(_jbt_punt(),),
    )


def _labels(naam: str, *, codes: bool = False) -> tuple[str, ...]:
    lijst = parse_codelijst(resource_path("codelijsten", f"{naam}.toml").read_text(encoding="utf-8"))
    return tuple(f"{c.code} {c.label}" if codes else c.label for c in lijst)


@pytest.fixture(scope="session")
def boeg_spec() -> RapportSpec:
    """The tables of a report as the region would make it, on the shipped lists."""
    alle = "jeugdigen met een casus in de periode"
    klaar = "jeugdigen met een afgesloten casus in de periode"
    return RapportSpec(
        periode="2026-H1",
        tabellen=(
            TabelSpec("leeftijd", "Jeugdigen naar leeftijd", ("leeftijd",), alle),
            TabelSpec("soort-vraag", "Jeugdigen naar soort vraag", ("soort vraag",), alle),
            TabelSpec("stap", "Hoogste stap in de periode", ("stap",), alle),
            TabelSpec("oorzaak", "Oorzaken van vastlopen", ("oorzaak",), alle),
            TabelSpec("zorgvorm", "Gezochte zorgvorm", ("zorgvorm",), alle),
            TabelSpec("zorgvorm-oorzaak", "Gezochte zorgvorm en oorzaak", ("zorgvorm", "oorzaak"), alle),
            TabelSpec("uitkomst", "Uitkomst", ("uitkomst",), klaar),
            TabelSpec("stap-uitkomst", "Hoogste stap en uitkomst", ("stap", "uitkomst"), klaar),
        ),
        categorieen={
            "leeftijd": _labels("leeftijdsbanden"),
            "soort vraag": ("consultatie", "vastgelopen situatie", "voorgenomen uithuisplaatsing"),
            "stap": _labels("stappen"),
            "oorzaak": _labels("oorzaken", codes=True),
            "zorgvorm": _labels("zorgvormen"),
            "uitkomst": _labels("uitkomsten"),
        },
        meervoudig=frozenset({"oorzaak"}),
    )


def fictional_records(spec: RapportSpec, aantal: int, zaad: int) -> list[dict[str, str | tuple[str, ...]]]:
    """Invented jeugdigen, the same for the same zaad; the first categories of each list occur most."""
    chance = random.Random(zaad)  # noqa: S311 - invented data, no secrets

    def pick(dimensie: str) -> str:
        names = spec.categorieen[dimensie]
        return names[min(int(chance.expovariate(4 / len(names))), len(names) - 1)]

    records: list[dict[str, str | tuple[str, ...]]] = []
    for _ in range(aantal):
        record: dict[str, str | tuple[str, ...]] = {d: pick(d) for d in ("leeftijd", "soort vraag", "stap", "zorgvorm")}
        record["oorzaak"] = tuple(pick("oorzaak") for _ in range(chance.randint(1, 3)))
        if chance.random() < 0.7:
            record["uitkomst"] = pick("uitkomst")
        records.append(record)
    return records


@pytest.fixture(scope="session")
def boeg_report(boeg_spec: RapportSpec) -> ProtectedReport:
    """The protected report over 400 invented jeugdigen."""
    return protect(boeg_spec, fictional_records(boeg_spec, 400, 7))


@pytest.fixture(scope="session")
def boeg_tekst() -> BoegTekst:
    """What a voorzitter wrote, invented."""
    return BoegTekst(
        organisatie=REGIO,
        naam_boeg="Bovenregionaal Expertisenetwerk Gelderland (BOEG)",
        periode_label="1e halfjaar 2026",
        peildatum=date(2026, 6, 30),
        doorlooptijden=(
            DoorlooptijdRegel("aanmelding RET – eerste zitting", "2 tot 4 weken", "15 werkdagen"),
            DoorlooptijdRegel("zitting RET – hulp gestart", "8 tot 13 weken"),
            DoorlooptijdRegel("RET – terugkoppeling BOEG", None),
        ),
        duiding=(
            "De instroom daalde licht. Dat past bij het doel: meer vragen worden eerder en dichter bij huis opgelost. "
            "De vragen die overblijven zijn zwaarder: vaak ontbreekt een plek waar wonen en behandeling samengaan."
        ),
        lessen=(
            "Eén gedeelde verklarende analyse vóór de zitting scheelde overal een ronde.\n"
            "Waar één behandelaar aanbleef bij een verhuizing, hield de plaatsing stand.\n"
            "Vroeg bellen met de Wmo voorkwam een gat rond de achttiende verjaardag."
        ),
        vragen=(
            "Kan BOEG meedenken over een gezinshuis met behandeling aan huis voor meer regio's samen?\n"
            "Welke regio heeft ervaring met een vaste time-outplek naast een gezinshuis?"
        ),
        oefening=True,
    )


@dataclass(frozen=True)
class Blad:
    """What a reader of a PDF can get at; made anew from the bytes, apart from the code under test."""

    data: bytes

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(BytesIO(self.data), strict=True)

    @cached_property
    def pages(self) -> list[str]:
        return [page.extract_text() for page in self.reader.pages]

    @cached_property
    def text(self) -> str:
        """All text without any white space: lines break anywhere."""
        return squeeze("".join(self.pages))

    def holds(self, text: str) -> bool:
        return squeeze(text) in self.text

    @property
    def outline(self) -> list[str]:
        return [str(entry.title) for entry in _flat(self.reader.outline)]

    @cached_property
    def streams(self) -> bytes:
        """The file itself and every stream in it, inflated."""
        reader = self.reader
        objects = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1))
        return self.data + b"".join(o.get_data() for o in objects if isinstance(o, StreamObject))

    def characters(self) -> Iterator[tuple[int, LTPage, LTChar]]:
        """Every character with its place: page number, page and character."""
        for number, page in enumerate(extract_pages(BytesIO(self.data)), start=1):
            for item in _leaves(page):
                if isinstance(item, LTChar):
                    yield number, page, item

    def bars(self) -> Iterator[tuple[int, LTRect]]:
        """Every filled rectangle in the colour of the bars."""
        for number, page in enumerate(extract_pages(BytesIO(self.data)), start=1):
            for item in _leaves(page):
                if isinstance(item, LTRect) and item.fill and 7 < item.height < 9:
                    yield number, item


def squeeze(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def _flat(entries: Sequence[Any]) -> Iterator[Any]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def _leaves(item: object) -> Iterator[object]:
    if isinstance(item, LTContainer):
        for inner in item:
            yield from _leaves(inner)
    else:
        yield item


@pytest.fixture(scope="session")
def blad() -> type[Blad]:
    """Opens PDF bytes as a reader would."""
    return Blad


@pytest.fixture(scope="session")
def records_of() -> Callable[[RapportSpec, int, int], list[dict[str, str | tuple[str, ...]]]]:
    """Makes invented jeugdigen for a spec: how many, and which zaad."""
    return fictional_records
