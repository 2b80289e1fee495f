"""The verslag of a RET or JBT zitting as PDF. What is required and missing prints as a red gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expertteam_app.documents.bouwstenen import Waarde, or_gap
from expertteam_app.documents.delen import plain, shown
from expertteam_app.documents.delen_pdf import flowables
from expertteam_app.documents.huisstijl import Kader, build_pdf, title_block
from expertteam_app.documents.tekst import clean, long_date
from expertteam_app.documents.verslag_inhoud import inhoud
from expertteam_app.documents.verslag_stuk import (
    Aanwezige,
    ActieRegel,
    BesluitRegel,
    Punt,
    VerslagStuk,
    gaps,
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


def kader_of(stuk: VerslagStuk) -> Kader:
    """What stands around the text: neutral metadata, watermarks, who may read it."""
    marks = (("OEFENING",) if stuk.oefening else ()) + (() if stuk.status == "vastgesteld" else (stuk.status.upper(),))
    return Kader(
        organisatie=clean(stuk.organisatie),
        kenmerk=clean(stuk.nummer),
        loopkop=f"Verslag {TAFELS[stuk.soort]} · {long_date(stuk.datum)}",
        metatitel=f"Verslag {stuk.soort} {clean(stuk.nummer)}",
        classificatie=CLASSIFICATIE,
        moment=stuk.vastgesteld_op or stuk.datum,
        watermerken=marks,
        logo=stuk.logo,
    )


def feiten_of(stuk: VerslagStuk) -> tuple[tuple[str, Waarde], ...]:
    """The facts under the title, label and value."""
    status = STATUSTEKST[stuk.status]
    if stuk.status == "vastgesteld" and stuk.vastgesteld_op:
        status += f" op {long_date(stuk.vastgesteld_op)}"
    if stuk.status == "ter reactie" and stuk.ter_reactie_tot:
        status += f", reageren kan tot en met {long_date(stuk.ter_reactie_tot)}"
    facts: tuple[tuple[str, Waarde], ...] = (
        ("Datum", long_date(stuk.datum, weekdag=True)),
        ("Begin", or_gap(f"{clean(stuk.begintijd)} uur" if clean(stuk.begintijd) else "", "begintijd")),
        ("Plaats", or_gap(stuk.plaats, "plaats")),
        ("Status", status),
        ("Voorzitter", or_gap(stuk.voorzitter, "voorzitter")),
        ("Secretaris", or_gap(stuk.secretaris, "secretaris")),
    )
    if stuk.volgnummer > 1 or clean(stuk.reden):
        facts += (("Versie", f"{stuk.volgnummer}, verbeterd: {clean(stuk.reden)}"),)
    if stuk.ontvanger:
        facts += (("Voor", stuk.ontvanger),)
    return facts


def verslag_regels(stuk: VerslagStuk) -> tuple[tuple[str, str], ...]:
    """The whole verslag as (kind, text) lines in reading order, for a screen: what is on paper, from the same parts."""
    facts = [(label, shown(waarde)) for label, waarde in feiten_of(stuk)]
    head = [("kop0", f"Verslag {TAFELS[stuk.soort]}"), ("tekst", clean(stuk.titel))]
    head += [("tekst", f"{label}: {text}") for label, text in facts if text]
    return (*head, *plain(inhoud(stuk)))


def verslag_pdf(stuk: VerslagStuk) -> bytes:
    """The verslag as PDF (A4, Dutch, embedded fonts, outline); the same stuk gives the same bytes.

    Raises:
        FieldError: the logo is no PNG or JPEG.
    """
    kader = kader_of(stuk)
    return build_pdf(kader, lambda: _story(stuk, kader))


def _story(stuk: VerslagStuk, kader: Kader) -> list[Flowable]:
    opening = title_block(kader, f"Verslag {TAFELS[stuk.soort]}", stuk.titel, feiten_of(stuk))
    return [*opening, *flowables(inhoud(stuk))]
