"""The verslag of a RET or JBT zitting as PDF.

Per agendapunt the stem of ouders and jeugdige comes first, then vraag, geprobeerd, analyse, besluit and acties
(PRODUCT section 6.2 "Stem eerst", DOMEIN sections 3 and 4). What is required and missing prints as a red gap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from expertteam_app.documents.bouwstenen import (
    ROOM_SHORT_TABLE,
    ROOM_TABLE,
    Gat,
    Waarde,
    bullets,
    kop,
    or_gap,
    section,
    text_block,
)
from expertteam_app.documents.huisstijl import Kader, build_pdf, title_block
from expertteam_app.documents.stijl import TEKSTBREEDTE
from expertteam_app.documents.tabellen import Kolom, panel, record, table
from expertteam_app.documents.tekst import clean, long_date
from expertteam_app.documents.verslag_slot import KOLOMMEN_ACTIES, action_row, overviews, signatures
from expertteam_app.documents.verslag_stuk import (
    Aanwezige,
    ActieRegel,
    BesluitRegel,
    Punt,
    VerslagStuk,
    besluit_label,
    gaps,
    needs_terugmelding,
)

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

__all__ = ["Aanwezige", "ActieRegel", "BesluitRegel", "Punt", "VerslagStuk", "gaps", "verslag_pdf"]

TAFELS = {"RET": "Regionaal Expertteam", "JBT": "Jeugdbeschermingstafel"}
STATUSTEKST = {
    "concept": "Concept, nog niet vastgesteld",
    "ter reactie": "Ter reactie bij de deelnemers",
    "vastgesteld": "Vastgesteld",
}
CLASSIFICATIE = "Vertrouwelijk – bevat persoonsgegevens"

SHORT_ACTION = 80
"""Characters of an actie that fit on two lines of its column."""


def verslag_pdf(stuk: VerslagStuk) -> bytes:
    """The verslag as PDF (A4, Dutch, embedded fonts, outline); the same stuk gives the same bytes.

    Raises:
        FieldError: the logo is no PNG or JPEG.
    """
    marks = (("OEFENING",) if stuk.oefening else ()) + (() if stuk.status == "vastgesteld" else (stuk.status.upper(),))
    kader = Kader(
        organisatie=clean(stuk.organisatie),
        kenmerk=clean(stuk.nummer),
        loopkop=f"Verslag {TAFELS[stuk.soort]} · {long_date(stuk.datum)}",
        metatitel=f"Verslag {stuk.soort} {clean(stuk.nummer)}",
        classificatie=CLASSIFICATIE,
        moment=stuk.vastgesteld_op or stuk.datum,
        watermerken=marks,
        logo=stuk.logo,
    )
    return build_pdf(kader, lambda: _story(stuk, kader))


def _story(stuk: VerslagStuk, kader: Kader) -> list[Flowable]:
    from reportlab.platypus import PageBreak

    story = [*_opening(stuk, kader), *_missing(stuk), *_attendance(stuk)]
    if not stuk.punten:
        story += [*kop("Agendapunten", 0), *text_block(Gat("agendapunten"))]
    for punt in stuk.punten:
        if len(stuk.punten) > 1:
            # Each gezin starts on a new page: pages about one family can be handed out without those of another.
            story.append(PageBreak())
        story += _item(punt, stuk)
    if len(stuk.punten) > 1:
        story.append(PageBreak())
    return [*story, *overviews(stuk), *signatures(stuk)]


def _opening(stuk: VerslagStuk, kader: Kader) -> list[Flowable]:
    status = STATUSTEKST[stuk.status]
    if stuk.status == "vastgesteld" and stuk.vastgesteld_op:
        status += f" op {long_date(stuk.vastgesteld_op)}"
    feiten: tuple[tuple[str, Waarde], ...] = (
        ("Datum", long_date(stuk.datum, weekdag=True)),
        ("Begin", or_gap(f"{clean(stuk.begintijd)} uur" if clean(stuk.begintijd) else "", "begintijd")),
        ("Plaats", or_gap(stuk.plaats, "plaats")),
        ("Status", status),
        ("Voorzitter", or_gap(stuk.voorzitter, "voorzitter")),
        ("Secretaris", or_gap(stuk.secretaris, "secretaris")),
    )
    return title_block(kader, f"Verslag {TAFELS[stuk.soort]}", stuk.titel, feiten)


def _missing(stuk: VerslagStuk) -> list[Flowable]:
    """The list of gaps at the front of a verslag that is not vastgesteld."""
    found = gaps(stuk) if stuk.status != "vastgesteld" else ()
    if not found:
        return []
    count = "1 gegeven ontbreekt" if len(found) == 1 else f"{len(found)} gegevens ontbreken"
    intro = f"{count} nog. Het verslag kan pas worden vastgesteld als dit is ingevuld."
    return [*kop("Nog in te vullen", 0), *text_block(intro), *bullets(found)]


def _attendance(stuk: VerslagStuk) -> list[Flowable]:
    if not stuk.aanwezigen:
        return [*kop("Aanwezigen", 0), *text_block(Gat("aanwezigen"))]
    kolommen = [Kolom("Naam", 0.25, "cel-vet"), Kolom("Rol", 0.25), Kolom("Organisatie", 0.3), Kolom("Aanwezig", 0.2)]
    rijen: list[list[Waarde]] = [
        [
            persoon.naam,
            persoon.rol,
            f"{persoon.organisatie}\n" + (f"gemeente {persoon.gemeente}" if persoon.gemeente else ""),
            persoon.presentie,
        ]
        for persoon in stuk.aanwezigen
    ]
    if any(persoon.mandaat for persoon in stuk.aanwezigen):
        kolommen = [
            Kolom("Naam", 0.21, "cel-vet"),
            Kolom("Rol", 0.24),
            Kolom("Organisatie", 0.22),
            Kolom("Aanwezig", 0.14),
            Kolom("Mandaat", 0.19),
        ]
        rijen = [[*rij, persoon.mandaat or "–"] for rij, persoon in zip(rijen, stuk.aanwezigen, strict=True)]
    return [*kop("Aanwezigen", 0, ruimte=ROOM_TABLE), *table(kolommen, rijen, TEKSTBREEDTE)]


def _item(punt: Punt, stuk: VerslagStuk) -> list[Flowable]:
    """One agendapunt; the outline names it by number and gemeente only."""
    place = f" ({clean(punt.gemeente)})" if clean(punt.gemeente) else ""
    outline = f"Punt {punt.nummer}{place}"
    age = f"{punt.leeftijd} jaar" if punt.leeftijd is not None else ""
    under = " · ".join(part for part in (f"gemeente {clean(punt.gemeente)}" if place else "", age) if part)
    return [
        *kop(f"Punt {punt.nummer} – {clean(punt.aanduiding)}", 0, bladwijzer=outline, ruimte=ROOM_TABLE),
        *text_block(under, "klein"),
        *panel("Stem van de ouders", or_gap(punt.stem_ouders, "stem van de ouders"), TEKSTBREEDTE),
        *panel("Stem van de jeugdige", or_gap(punt.stem_jeugdige, "stem van de jeugdige"), TEKSTBREEDTE),
        *section("Vraag aan de tafel", or_gap(punt.vraag, "vraag")),
        *section("Wat is geprobeerd", or_gap(punt.geprobeerd, "wat is geprobeerd")),
        *_analysis(punt),
        *_said(punt),
        *_decisions(punt, stuk),
        *section("Veiligheidsafspraken", punt.veiligheidsafspraken),
        *_actions(punt),
        *_follow_up(punt),
    ]


def _analysis(punt: Punt) -> list[Flowable]:
    parts = [
        *section("Wat gaat goed", punt.wat_gaat_goed),
        *section("Zorgen: feiten", punt.zorgen_feiten),
        *section("Zorgen: meningen", punt.zorgen_meningen),
    ]
    for wie, tekst in punt.visies:
        parts += section(f"Visie van {wie}", tekst)
    for onderwerp, tekst in punt.analyse:
        parts += section(f"Analyse: {onderwerp}", tekst)
    if punt.oorzaken:
        parts += [*kop("Oorzaken van vastlopen", 1), *bullets(punt.oorzaken)]
    if punt.hiaten:
        parts += [*kop("Hiaten in het zorgaanbod", 1), *bullets(punt.hiaten)]
    return [*parts, *section("Besproken oplossingen", punt.oplossingen)]


_REGELKOPPEN = {"stem": "Stem", "zoekregel": "Gezocht", "besluit": "Besluit", "actie": "Actie"}


def _said(punt: Punt) -> list[Flowable]:
    """The lines of the table that stand nowhere else in the verslag."""
    lines = []
    for regel in punt.regels:
        if not regel.elders:
            head = [_REGELKOPPEN.get(regel.soort, ""), clean(regel.wie), clean(regel.kind)]
            before = ", ".join(part for part in head if part)
            lines.append(f"{before}: {clean(regel.tekst)}" if before else clean(regel.tekst))
    return [*kop("Besproken aan tafel", 1), *bullets(lines)] if lines else []


def _decisions(punt: Punt, stuk: VerslagStuk) -> list[Flowable]:
    title = "Besluit per kind" if stuk.soort == "JBT" else "Besluit"
    parts = kop(title, 1, ruimte=ROOM_TABLE)
    if not punt.besluiten:
        return [*parts, *text_block(Gat("besluit"))]
    for volgnummer, besluit in enumerate(punt.besluiten, start=1):
        parts += _decision(besluit, punt, stuk, volgnummer)
    return parts


def _decision(besluit: BesluitRegel, punt: Punt, stuk: VerslagStuk, volgnummer: int) -> list[Flowable]:
    label = besluit_label(stuk.soort, volgnummer)
    rows: list[tuple[str, Waarde]] = []
    if stuk.soort == "JBT" and not clean(besluit.kind or ""):
        rows.append(("Kind", Gat(f"naam van het kind bij {label}")))
    rows.append(("Besluit", or_gap(besluit.besluit, label)))
    if clean(besluit.besluit):
        rows.append(("Motivering", or_gap(besluit.motivering, f"motivering {label}")))
        rows.append(("Genomen door", or_gap(besluit.genomen_door, f"wie {label} nam")))
        rows.append(("Status", besluit.status))
        if besluit.status == "onder voorbehoud":
            reden = or_gap(besluit.voorbehoud_reden, f"reden van het voorbehoud bij {label}")
            rows.append(("Voorbehoud", reden))
    if besluit.terugmelding:
        rows.append(("Terugmelding", f"uiterlijk {long_date(besluit.terugmelding)}"))
    elif stuk.soort == "JBT" and needs_terugmelding(besluit, punt):
        rows.append(("Terugmelding", Gat(f"datum terugmelding bij {label}")))
    if besluit.vto:
        rows.append(("VTO aan de Raad", long_date(besluit.vto)))
    if clean(besluit.beoogde_gi):
        rows.append(("Beoogde GI", besluit.beoogde_gi))
    kind = f" – {clean(besluit.kind)}" if besluit.kind and clean(besluit.kind) else ""
    return record(f"Besluit {punt.nummer}.{volgnummer}{kind}", rows, TEKSTBREEDTE)


def _actions(punt: Punt) -> list[Flowable]:
    if not punt.acties:
        return [*kop("Acties", 1), *text_block("Geen acties afgesproken.")]
    rijen = [action_row(actie, punt.nummer, volgnummer) for volgnummer, actie in enumerate(punt.acties, start=1)]
    short = len(clean(punt.acties[0].omschrijving)) <= SHORT_ACTION
    ruimte = ROOM_SHORT_TABLE if short else ROOM_TABLE
    return [*kop("Acties", 1, ruimte=ruimte), *table(KOLOMMEN_ACTIES, rijen, TEKSTBREEDTE)]


def _follow_up(punt: Punt) -> list[Flowable]:
    """The dates that hold for the whole punt."""
    rows: list[tuple[str, Waarde]] = []
    if punt.terugmelding:
        rows.append(("Terugmelding", f"uiterlijk {long_date(punt.terugmelding)}"))
    if punt.vto:
        rows.append(("VTO aan de Raad", long_date(punt.vto)))
    if clean(punt.beoogde_gi):
        rows.append(("Beoogde GI", punt.beoogde_gi))
    return [*kop("Vervolg", 1, ruimte=ROOM_TABLE), *record("Na deze zitting", rows, TEKSTBREEDTE)] if rows else []
