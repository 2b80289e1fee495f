"""The noodpakket: agenda, inbreng and empty decision sheets on paper, for when the laptop fails at the table."""

from __future__ import annotations

from expertteam_app.documents.brief import Briefkop, brief_pdf
from expertteam_app.documents.delen import (
    HOKJE,
    Alinea,
    Bijeen,
    Deel,
    Invulvak,
    Kolomkop,
    Kop,
    Lijst,
    NieuweBladzijde,
    Paneel,
    Tabel,
    sectie,
)
from expertteam_app.documents.tekst import clean, long_date
from expertteam_app.documents.verslag_stuk import ActieRegel, Punt, VerslagStuk

LEGE_ACTIES = 6
"""Empty rows for acties on a sheet."""

AGENDA = (Kolomkop("Nr", 0.08), Kolomkop("Punt", 0.72, vet=True), Kolomkop("Gemeente", 0.2))
ACTIES = (Kolomkop("Wat", 0.56), Kolomkop("Wie", 0.26), Kolomkop("Uiterlijk", 0.18))
AANWEZIG = (
    Kolomkop("Naam", 0.34, vet=True),
    Kolomkop("Rol", 0.36),
    Kolomkop("Er", 0.1),
    Kolomkop("Online", 0.1),
    Kolomkop("Niet", 0.1),
)


def noodpakket_pdf(stuk: VerslagStuk, keuzes: tuple[str, ...], open_acties: dict[int, tuple[ActieRegel, ...]]) -> bytes:
    """The whole packet as one PDF.

    Args:
        stuk: the verslag as it stands before the zitting: what is known of each item.
        keuzes: the besluiten one can choose from, in words.
        open_acties: acties of an earlier table that are still open, by the id of the item.
    """
    kop = Briefkop(
        organisatie=stuk.organisatie,
        kenmerk=stuk.nummer,
        soort="Noodpakket",
        dag=stuk.datum,
        oefening=stuk.oefening,
        logo=stuk.logo,
    )
    return brief_pdf(kop, noodpakket(stuk, keuzes, open_acties))


def noodpakket(
    stuk: VerslagStuk, keuzes: tuple[str, ...], open_acties: dict[int, tuple[ActieRegel, ...]]
) -> list[Deel]:
    """What it consists of: the agenda with the list of presence, then two sheets per item."""
    where = " · ".join(part for part in (long_date(stuk.datum, weekdag=True), stuk.begintijd, stuk.plaats) if part)
    parts: list[Deel] = [
        Kop(f"Noodpakket {stuk.soort}"),
        Alinea(where),
        Alinea(
            "Werkt de computer niet? Vul deze bladen met de hand in. Neem ze daarna over in het programma, op het "
            "tabblad Noodpakket. Bewaar dit papier op slot en vernietig het als het is overgenomen."
        ),
        Kop("Agenda", 1),
        Tabel(AGENDA, tuple((str(p.nummer), p.aanduiding, p.gemeente) for p in stuk.punten)),
        Kop("Wie is er?", 1),
        Tabel(
            AANWEZIG,
            (*((a.naam, a.rol, *_boxes(3)) for a in stuk.aanwezigen), *((" ", " ", *_boxes(3)),) * 3),
            hoog=True,
        ),
    ]
    for punt in stuk.punten:
        parts += [*_known(punt, open_acties.get(punt.punt_id, ())), *_sheet(punt, keuzes)]
    return parts


def _boxes(count: int) -> tuple[str, ...]:
    return (HOKJE,) * count


def _known(punt: Punt, acties: tuple[ActieRegel, ...]) -> list[Deel]:
    """The inbreng: what was written of an item beforehand."""
    still = tuple(f"{a.omschrijving} ({a.eigenaar or 'nog niemand'})" for a in acties)
    before: list[Deel] = [Kop("Nog open van de vorige keer", 1), Lijst(still)] if still else []
    return [
        NieuweBladzijde(),
        Kop(f"Punt {punt.nummer} – {clean(punt.aanduiding)}", 0, f"Punt {punt.nummer}"),
        *before,
        Paneel("Stem van de ouders", punt.stem_ouders or "Nog niet opgeschreven."),
        Paneel("Stem van de jeugdige", punt.stem_jeugdige or "Nog niet opgeschreven."),
        *sectie("Vraag aan de tafel", punt.vraag),
        *sectie("Wat is geprobeerd", punt.geprobeerd),
        *sectie("Wat gaat goed", punt.wat_gaat_goed),
        *sectie("Zorgen: feiten", punt.zorgen_feiten),
        *sectie("Zorgen: meningen", punt.zorgen_meningen),
    ]


def _sheet(punt: Punt, keuzes: tuple[str, ...]) -> list[Deel]:
    """The empty decision sheet of an item."""
    children = [b.kind for b in punt.besluiten if b.kind] or [punt.aanduiding]
    parts: list[Deel] = [
        NieuweBladzijde(),
        Kop(f"Besluitblad punt {punt.nummer}", 0, f"Besluitblad punt {punt.nummer}"),
        Alinea(clean(punt.aanduiding), "klein"),
        Invulvak("Wat zeggen de ouders en de jeugdige?", 3),
        Invulvak("Besproken", 5),
    ]
    for at, kind in enumerate(children, start=1):
        mark = f"Besluit punt {punt.nummer}, kind {at}"  # the outline names nobody
        choice = Lijst(keuzes, hokjes=True) if keuzes else Invulvak("Besluit", 2)
        why = (Invulvak("Waarom dit besluit?", 2), Invulvak("Genomen door, en terugmelding op", 1))
        parts.append(Bijeen((Kop(f"Besluit – {clean(kind)}", 1, mark), choice, *why)))
    return [*parts, Bijeen((Kop("Acties", 1), Tabel(ACTIES, ((" ",) * len(ACTIES),) * LEGE_ACTIES, hoog=True)))]
