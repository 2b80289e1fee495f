"""The reflection report for BOEG as PDF (DOMEIN section 7).

It is made from a `ProtectedReport`, a type without room for a true value, and from text that the voorzitter wrote. So
nothing in the file, in view or hidden, can tell more than the printed tables do (PRIVACY 3.1, A11, A12).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from expertteam_app.analysis.disclosure.report import ProtectedReport, ProtectedTable
from expertteam_app.documents.boeg_kruis import VERBORGEN
from expertteam_app.documents.boeg_tabellen import protected_table
from expertteam_app.documents.boeg_typecasus import TypecasusTekst, typecasussen_part
from expertteam_app.documents.bouwstenen import ROOM_TABLE, ROOM_TEXT, Waarde, bullets, kop, room, text_block
from expertteam_app.documents.huisstijl import Kader, build_pdf, title_block, turn
from expertteam_app.documents.stijl import TEKSTBREEDTE
from expertteam_app.documents.tabellen import Cel, Kolom, panel, table
from expertteam_app.documents.tekst import clean, long_date

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

CLASSIFICATIE = "Geanonimiseerd – alleen voor het overleg waarvoor het is gemaakt"
TE_WEINIG = "te weinig zaken"
MEDIAANKLASSEN = (
    "hooguit 2 weken",
    "2 tot 4 weken",
    "4 tot 8 weken",
    "8 tot 13 weken",
    "13 tot 26 weken",
    "meer dan 26 weken",
)
"""The only words in which a median leaves the kluis (PRIVACY 3.4 "doorlooptijden")."""

_GRENZEN_WEKEN = (2, 4, 8, 13, 26)
_HALFJAAR_EINDES = ((6, 30), (12, 31))


@dataclass(frozen=True, slots=True)
class DoorlooptijdRegel:
    """One klok: the class of its median, or None when there are too few cases.

    Raises:
        ValueError: `mediaan` is not one of `MEDIAANKLASSEN`.
    """

    omschrijving: str
    mediaan: str | None = None
    norm: str = ""

    def __post_init__(self) -> None:
        if self.mediaan is not None and self.mediaan not in MEDIAANKLASSEN:
            raise ValueError("een mediaan staat alleen als klasse in het rapport")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoegTekst:
    """What people wrote for the report, and how things are called.

    Attributes:
        organisatie: the sender.
        naam_boeg: the printed name of BOEG (it differs per source; a setting).
        periode_label: e.g. "1e halfjaar 2026".
        peildatum: the last day of a half-year; nothing finer leaves the kluis.
        duiding, lessen, vragen: free text, written for this report and checked for names; may be empty.
        werkte: what worked, as the others.
        eerdere_vragen: (period, question, what became of it) of earlier reports.
        patronen: (what falls together, number or words, verdict) of what people judged.
        typecasussen: invented stories that fit nobody alone.
        cruciaal: the zorgvormen that are a cruciale functie.
        oefening: fictional content: every page gets the watermark OEFENING.
        concept: it was not released: every page says so.

    Raises:
        ValueError: the peildatum is not 30 June or 31 December.
    """

    organisatie: str
    naam_boeg: str
    periode_label: str
    peildatum: date
    doorlooptijden: tuple[DoorlooptijdRegel, ...] = ()
    vragen: str = ""
    lessen: str = ""
    duiding: str = ""
    werkte: str = ""
    eerdere_vragen: tuple[tuple[str, str, str], ...] = ()
    patronen: tuple[tuple[str, str, str], ...] = ()
    typecasussen: tuple[TypecasusTekst, ...] = ()
    cruciaal: tuple[str, ...] = ()
    oefening: bool = False
    concept: bool = False
    logo: bytes | None = None

    def __post_init__(self) -> None:
        if (self.peildatum.month, self.peildatum.day) not in _HALFJAAR_EINDES:
            raise ValueError("de peildatum is het einde van een halfjaar")

    @property
    def watermerken(self) -> tuple[str, ...]:
        """What stands large on every page."""
        return tuple(word for word, on in (("OEFENING", self.oefening), ("CONCEPT", self.concept)) if on)


def median_class(weken: float) -> str:
    """The class in which a median of so many weeks (7 kalenderdagen each) is printed; a limit counts below it."""
    place = sum(weken > grens for grens in _GRENZEN_WEKEN)
    return MEDIAANKLASSEN[place]


def boeg_rapport_pdf(report: ProtectedReport, tekst: BoegTekst, vorige: ProtectedReport | None = None) -> bytes:
    """The report as PDF; the same arguments give the same bytes.

    Args:
        report: the protected tables.
        tekst: what people wrote.
        vorige: the report of the period before, as it left; its numbers stand beside those of now.

    Raises:
        FieldError: the logo is no PNG or JPEG.
    """
    kader = Kader(
        organisatie=clean(tekst.organisatie),
        kenmerk=f"BOEG-{report.periode}",
        loopkop=f"Reflectierapport · {clean(tekst.periode_label)}",
        metatitel=f"Reflectierapport BOEG {report.periode}",
        classificatie=CLASSIFICATIE,
        moment=tekst.peildatum,
        watermerken=tekst.watermerken,
        logo=tekst.logo,
    )
    return build_pdf(kader, lambda: _story(report, tekst, kader, vorige))


def _story(report: ProtectedReport, tekst: BoegTekst, kader: Kader, vorige: ProtectedReport | None) -> list[Flowable]:
    per_gemeente = any("gemeente" in tabel.dimensies for tabel in report.tabellen)
    feiten: tuple[tuple[str, Waarde], ...] = (
        ("Periode", tekst.periode_label),
        ("Peildatum", long_date(tekst.peildatum)),
        ("Gebied", "regio, deels per gemeente" if per_gemeente else "hele regio"),
    )
    story = title_block(kader, "Reflectierapport Regionaal Expertteam", f"Voor {tekst.naam_boeg}", feiten)
    if clean(tekst.duiding):
        story += panel("Duiding van de voorzitter", tekst.duiding, TEKSTBREEDTE)
    per_section = _by_section(report)
    story += [*_numbered(1, "Periode en telwijze"), *bullets(report.telwijze), *_legend()]
    story += _tables(2, "Instroom", per_section["instroom"], report, vorige)
    story += _tables(3, "Inzet van het opschalingsmodel", per_section["opschalingsmodel"], report, vorige)
    story += _lead_times(4, tekst)
    story += _tables(5, "Oorzaken van vastlopen", per_section["oorzaken"], report, vorige)
    story += _tables(6, "Hiaten in het zorgaanbod", per_section["hiaten"], report, vorige)
    story += _crucial(tekst)
    story += _tables(7, "Patronen: kenmerken die samen voorkomen", per_section["patronen"], report, vorige)
    story += _patterns(tekst)
    story += _tables(8, "Voorgenomen uithuisplaatsingen", per_section["uithuisplaatsingen"], report, vorige)
    story += _tables(9, "Uitkomsten en opvolging", per_section["uitkomsten"], report, vorige)
    story += [*_numbered(10, "Lessen en wat werkte", ROOM_TEXT), *_lessons(tekst)]
    story += typecasussen_part(tekst.typecasussen)
    story += [*_numbered(11, f"Vragen aan {tekst.naam_boeg}", ROOM_TEXT), *_questions(tekst)]
    return [*story, *_accountability(12, report)]


def _numbered(nummer: int, titel: str, ruimte: float = ROOM_TABLE) -> list[Flowable]:
    return kop(f"{nummer}. {titel}", 0, ruimte=ruimte)


def _legend() -> list[Flowable]:
    text = (
        f"Het teken {VERBORGEN} betekent: dit aantal is verborgen. "
        "Het kan nul zijn, klein, of nodig om een ander aantal te beschermen."
    )
    return panel("Leeswijzer", text, TEKSTBREEDTE)


def _written(text: str) -> list[Flowable]:
    return text_block(text) or text_block("Hierover is voor deze periode niets opgeschreven.", "klein")


def _crucial(tekst: BoegTekst) -> list[Flowable]:
    if not tekst.cruciaal:
        return []
    return text_block(f"Cruciale functies in de lijst van zorgvormen: {'; '.join(tekst.cruciaal)}.", "klein")


def _patterns(tekst: BoegTekst) -> list[Flowable]:
    """The patterns that people judged; a number stands here only where a table of this report prints it."""
    heading = kop("Wat mensen ervan vonden", 1)
    if not tekst.patronen:
        return [*heading, *text_block("Over deze periode is geen patroon beoordeeld dat hier kan staan.", "klein")]
    kolommen = (Kolom("Samen", 0.56), Kolom("Jeugdigen", 0.2), Kolom("Oordeel", 0.24))
    rows: list[tuple[Cel, ...]] = [tuple(line) for line in tekst.patronen]
    return [*heading, *table(kolommen, rows, TEKSTBREEDTE)]


def _questions(tekst: BoegTekst) -> list[Flowable]:
    asked = [line for line in tekst.vragen.splitlines() if clean(line)]
    parts = bullets(asked) if asked else _written("")
    if not tekst.eerdere_vragen:
        return parts
    kolommen = (Kolom("Gevraagd over", 0.16), Kolom("Vraag", 0.44), Kolom("Wat ervan werd", 0.4))
    rows: list[tuple[Cel, ...]] = [(p, v, a or "nog open") for p, v, a in tekst.eerdere_vragen]
    return [*parts, *kop("Wat er werd van eerdere vragen", 1), *table(kolommen, rows, TEKSTBREEDTE)]


def _lessons(tekst: BoegTekst) -> list[Flowable]:
    parts = [("Wat werkte", tekst.werkte), ("Lessen", tekst.lessen)]
    written = [(title, text) for title, text in parts if clean(text)]
    if len(written) < len(parts):
        return _written("\n\n".join(text for _title, text in written))
    return [flowable for title, text in written for flowable in (*kop(title, 1), *text_block(text))]


def section_of(tabel: ProtectedTable) -> str:
    """In which section a table stands, by its dimensions."""
    dims = set(tabel.dimensies)
    if len(dims & {"zorgvorm", "gemist"}) == 1 and dims & {"oorzaak", "hoofdoorzaak", "leeftijd"}:
        return "patronen"
    for dimension, section in (
        ("uitkomst", "uitkomsten"),
        ("opvolging", "uitkomsten"),
        ("uithuisplaatsing", "uithuisplaatsingen"),
        ("stap", "opschalingsmodel"),
        ("oorzaak", "oorzaken"),
        ("hoofdoorzaak", "oorzaken"),
        ("zorgvorm", "hiaten"),
        ("gemist", "hiaten"),
        ("hiaat", "hiaten"),
        ("aard", "hiaten"),
    ):
        if dimension in dims:
            return section
    return "instroom"


def _by_section(report: ProtectedReport) -> dict[str, list[ProtectedTable]]:
    names = ("instroom", "opschalingsmodel", "oorzaken", "hiaten", "patronen", "uithuisplaatsingen", "uitkomsten")
    found: dict[str, list[ProtectedTable]] = {name: [] for name in names}
    for tabel in report.tabellen:
        found[section_of(tabel)].append(tabel)
    return found


def _tables(
    nummer: int,
    titel: str,
    tabellen: list[ProtectedTable],
    report: ProtectedReport,
    vorige: ProtectedReport | None,
) -> list[Flowable]:
    if not tabellen:
        body = text_block("Over dit onderdeel staat in dit rapport geen tabel.", "klein")
        return [*_numbered(nummer, titel), *body]
    parts: list[Flowable] = []
    lying = False
    for place, tabel in enumerate(tabellen):
        heading = _numbered(nummer, titel)[1:] if place == 0 else []
        before = next((t for t in vorige.tabellen if t.naam == tabel.naam), None) if vorige is not None else None
        deel = protected_table(tabel, report.hierarchie, heading, before)
        if deel.liggend != lying:
            parts += turn("liggend" if deel.liggend else "staand")
            lying = deel.liggend
        parts += [room(ROOM_TABLE), *deel.inhoud]
    return [*parts, *(turn("staand") if lying else [])]


def _lead_times(nummer: int, tekst: BoegTekst) -> list[Flowable]:
    parts = _numbered(nummer, "Doorlooptijden")
    if not tekst.doorlooptijden:
        return [*parts, *text_block("Over deze periode zijn geen doorlooptijden opgenomen.", "klein")]
    intro = "Binnen deze tijd is de helft van de zaken klaar. Zaken die nog lopen, tellen mee."
    kolommen = (Kolom("Van – tot", 0.52), Kolom("De helft is klaar binnen", 0.28), Kolom("Norm", 0.2))
    rijen: list[tuple[Cel, ...]] = [
        (regel.omschrijving, regel.mediaan or TE_WEINIG, regel.norm or "–") for regel in tekst.doorlooptijden
    ]
    return [*parts, *text_block(intro), *table(kolommen, rijen, TEKSTBREEDTE)]


def _accountability(nummer: int, report: ProtectedReport) -> list[Flowable]:
    """How the report was kept anonymous, and how much of each table is visible."""
    dims = ", ".join(dict.fromkeys(d for tabel in report.tabellen for d in tabel.dimensies))
    rules = (
        f"Dit rapport is gemaakt uit een vaste lijst van kenmerken: {dims}. Andere gegevens komen er niet in.",
        "De tabellen bevatten geen namen, adressen, zaaknummers, precieze datums of teksten uit dossiers.",
        "Leeftijden staan alleen in klassen en tijd alleen per halfjaar of jaar.",
        "Staven zijn getekend uit de afgedrukte aantallen, niet uit de echte.",
        "Ontvangers geven dit rapport niet door buiten het overleg waarvoor het is gemaakt.",
    )
    kolommen = (Kolom("Tabel", 0.7), Kolom("Zichtbaar", 0.15, "cel-getal"), Kolom("Aantallen", 0.15, "cel-getal"))
    rijen: list[tuple[Cel, ...]] = [(t.titel, str(t.shown), str(len(t.cellen))) for t in report.tabellen]
    parts = [*_numbered(nummer, "Verantwoording van de anonimisering"), *bullets(rules)]
    return [*parts, *text_block("Hoeveel aantallen per tabel zichtbaar zijn:"), *table(kolommen, rijen, TEKSTBREEDTE)]
