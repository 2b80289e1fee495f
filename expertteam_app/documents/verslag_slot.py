"""The last pages of a verslag: besluitenlijst, actielijst and the place to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expertteam_app.documents import stijl
from expertteam_app.documents.bouwstenen import (
    ROOM_TABLE,
    Gat,
    Waarde,
    kop,
    or_gap,
    paragraphs,
    text_block,
)
from expertteam_app.documents.stijl import MM, TEKSTBREEDTE
from expertteam_app.documents.tabellen import Kolom, table
from expertteam_app.documents.tekst import clean, long_date, short_date
from expertteam_app.documents.verslag_stuk import ActieRegel, VerslagStuk, besluit_label

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

KOLOMMEN_ACTIES = (
    Kolom("Nr", 0.08),
    Kolom("Actie", 0.42),
    Kolom("Wie", 0.23),
    Kolom("Uiterlijk", 0.17),
    Kolom("Stand", 0.1),
)


def action_row(actie: ActieRegel, punt: int, volgnummer: int) -> tuple[Waarde, ...]:
    """One actie as a table row, with gaps for owner and date; a finished actie may lack a date."""
    wanneer: Waarde = short_date(actie.datum) if actie.datum else Gat(f"datum actie {volgnummer}")
    if actie.klaar and not actie.datum:
        wanneer = "–"
    wie = or_gap(actie.eigenaar, f"wie actie {volgnummer} doet")
    return f"{punt}.{volgnummer}", actie.omschrijving, wie, wanneer, "klaar" if actie.klaar else "open"


def overviews(stuk: VerslagStuk) -> list[Flowable]:
    """All besluiten and all acties of the zitting in two tables."""
    besluiten: list[tuple[Waarde, ...]] = []
    acties: list[tuple[Waarde, ...]] = []
    for punt in stuk.punten:
        for volgnummer, besluit in enumerate(punt.besluiten, start=1):
            over = clean(besluit.kind or "") or punt.aanduiding
            tekst = or_gap(besluit.besluit, besluit_label(stuk.soort, volgnummer))
            status = besluit.status if clean(besluit.besluit) else "open"
            besluiten.append((f"{punt.nummer}.{volgnummer}", over, tekst, status))
        acties += [action_row(actie, punt.nummer, at) for at, actie in enumerate(punt.acties, start=1)]
    over_kop = "Kind" if stuk.soort == "JBT" else "Casus"
    kolommen = (Kolom("Nr", 0.08), Kolom(over_kop, 0.26, "cel-vet"), Kolom("Besluit", 0.46), Kolom("Status", 0.2))
    parts = kop("Besluitenlijst", 0, ruimte=ROOM_TABLE)
    parts += table(kolommen, besluiten, TEKSTBREEDTE) if besluiten else text_block("Geen besluiten genomen.")
    parts += kop("Actielijst", 0, ruimte=ROOM_TABLE)
    parts += table(KOLOMMEN_ACTIES, acties, TEKSTBREEDTE) if acties else text_block("Geen acties afgesproken.")
    return parts


def signatures(stuk: VerslagStuk) -> list[Flowable]:
    """The place for two signatures, always whole on one page."""
    from reportlab.platypus import KeepTogether

    if stuk.status == "vastgesteld" and stuk.vastgesteld_op:
        text = f"Dit verslag is vastgesteld op {long_date(stuk.vastgesteld_op)}."
    else:
        text = "Dit verslag is nog niet vastgesteld. Ondertekenen kan nadat het is vastgesteld."
    heading = kop("Ondertekening", 0, ruimte=0)[1:]
    return [KeepTogether([*heading, *text_block(text), _signature_table(stuk)])]


def _signature_table(stuk: VerslagStuk) -> Flowable:
    from reportlab.platypus import Table, TableStyle

    half = (TEKSTBREEDTE - 12 * MM) / 2
    rows = [
        [paragraphs("Voorzitter", "cel-kop"), [], paragraphs("Secretaris", "cel-kop")],
        [
            paragraphs(or_gap(stuk.voorzitter, "voorzitter"), "cel"),
            [],
            paragraphs(or_gap(stuk.secretaris, "secretaris"), "cel"),
        ],
        [paragraphs("Handtekening", "cel-grijs"), [], paragraphs("Handtekening", "cel-grijs")],
        [paragraphs("Datum", "cel-grijs"), [], paragraphs("Datum", "cel-grijs")],
    ]
    box = Table(rows, colWidths=[half, 12 * MM, half], rowHeights=[None, None, 24 * MM, 11 * MM])
    line = stijl.colour(stijl.GRIJS)
    box.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("LINEBELOW", (0, 2), (0, 3), 0.6, line),
                ("LINEBELOW", (2, 2), (2, 3), 0.6, line),
            ]
        )
    )
    return box
