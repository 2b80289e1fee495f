"""What stands in a verslag, in reading order, part by part.

Per agendapunt the stem of ouders and jeugdige comes first, then vraag, geprobeerd, analyse, besluit and acties
(PRODUCT section 6.2 "Stem eerst", DOMEIN sections 3 and 4). What is required and missing stands as a gap. A part that
the version does not hold is not made at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from expertteam_app.documents.bouwstenen import Gat, Waarde, or_gap
from expertteam_app.documents.delen import (
    Alinea,
    Deel,
    Kaart,
    Kolomkop,
    Kop,
    Lijst,
    NieuweBladzijde,
    Ondertekening,
    Paneel,
    Tabel,
    Tekenvak,
    sectie,
)
from expertteam_app.documents.tekst import clean, long_date, short_date
from expertteam_app.documents.verslag_stuk import (
    ActieRegel,
    BesluitRegel,
    Punt,
    Reactie,
    VerslagStuk,
    besluit_label,
    gaps,
    needs_terugmelding,
)
from expertteam_app.domain.verslagblok import Blok

KOLOMMEN_ACTIES = (
    Kolomkop("Nr", 0.07),
    Kolomkop("Actie", 0.48),
    Kolomkop("Wie", 0.21),
    Kolomkop("Uiterlijk", 0.14),
    Kolomkop("Stand", 0.1),
)

REGELKOPPEN = MappingProxyType({"stem": "Stem", "zoekregel": "Gezocht", "besluit": "Besluit", "actie": "Actie"})


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One part of the verslag: which block it is (None: it belongs to the frame), of which punt, and what it holds."""

    blok: Blok | None
    delen: tuple[Deel, ...]
    punt: int = 0


def inhoud(stuk: VerslagStuk) -> list[Deel]:
    """Everything under the title block, ready to lay out."""
    return [deel for onderdeel in onderdelen(stuk) for deel in onderdeel.delen]


def onderdelen(stuk: VerslagStuk) -> list[Onderdeel]:
    """The same part by part, so that one can see which are in a version."""
    found = [
        Onderdeel(None, tuple(_part_of(stuk))),
        Onderdeel(None, tuple(_missing(stuk))),
        Onderdeel(Blok.AANWEZIGEN, tuple(_attendance(stuk))),
    ]
    if not stuk.punten:
        found.append(Onderdeel(None, (Kop("Agendapunten"), Alinea(Gat("agendapunten")))))
    apart = len(stuk.punten) > 1
    for punt in stuk.punten:
        if apart:
            # Each gezin starts on a new page: pages about one family can be handed out without those of another.
            found.append(Onderdeel(None, (NieuweBladzijde(),), punt.nummer))
        found += _item(punt, stuk)
    if apart:
        found.append(Onderdeel(None, (NieuweBladzijde(),)))
    found += [
        Onderdeel(Blok.BESLUITEN, tuple(besluitenlijst(stuk)) if apart or _several(stuk) else ()),
        Onderdeel(Blok.ACTIES, tuple(actielijst(stuk)) if apart else ()),
        Onderdeel(Blok.REACTIES, tuple(_reactions(stuk.reacties, 0))),
        Onderdeel(None, tuple(_sent(stuk))),
        Onderdeel(None, tuple(_closing(stuk))),
    ]
    return [o for o in found if o.delen and (o.blok is None or stuk.has(o.blok))]


def _part_of(stuk: VerslagStuk) -> list[Deel]:
    """What a version for one recipient is a part of; at the front, where it takes no page of its own."""
    if not stuk.ontvanger:
        return []
    final = stuk.vastgesteld_op if stuk.status == "vastgesteld" else None
    state = f"is vastgesteld op {long_date(final)}" if final else "nog niet is vastgesteld"
    text = f"Dit is een deel van een verslag dat {state}. Het is gemaakt voor: {stuk.ontvanger}."
    return [Alinea(f"{text} Het hele verslag ligt in het dossier.")]


def _several(stuk: VerslagStuk) -> bool:
    """Whether a list of besluiten says more at a glance than the besluiten themselves."""
    return sum(len(punt.besluiten) for punt in stuk.punten) != 1


def _missing(stuk: VerslagStuk) -> list[Deel]:
    """The list of gaps at the front of a whole verslag that is not vastgesteld."""
    found = gaps(stuk) if stuk.status != "vastgesteld" and not stuk.ontvanger else ()
    if not found:
        return []
    count = "1 gegeven ontbreekt" if len(found) == 1 else f"{len(found)} gegevens ontbreken"
    intro = f"{count} nog. Het verslag kan pas worden vastgesteld als dit is ingevuld."
    return [Kop("Nog in te vullen"), Alinea(intro), Lijst(found)]


def _attendance(stuk: VerslagStuk) -> list[Deel]:
    if not stuk.aanwezigen:
        return [Kop("Aanwezigen"), Alinea(Gat("aanwezigen"))]
    with_mandate = any(persoon.mandaat for persoon in stuk.aanwezigen)
    shares = (0.21, 0.24, 0.22, 0.14, 0.19) if with_mandate else (0.25, 0.25, 0.3, 0.2)
    heads = ("Naam", "Rol", "Organisatie", "Aanwezig", "Mandaat")
    kolommen = tuple(Kolomkop(head, share, vet=head == "Naam") for head, share in zip(heads, shares, strict=False))
    rijen: list[tuple[Waarde, ...]] = []
    for persoon in stuk.aanwezigen:
        where = f"{persoon.organisatie}\n" + (f"gemeente {persoon.gemeente}" if persoon.gemeente else "")
        rij = (persoon.naam, persoon.rol, where, persoon.presentie)
        rijen.append((*rij, persoon.mandaat or "–") if with_mandate else rij)
    return [Kop("Aanwezigen"), Tabel(kolommen, tuple(rijen))]


def _item(punt: Punt, stuk: VerslagStuk) -> list[Onderdeel]:
    """One agendapunt; the outline names it by number and gemeente only."""
    place = f" ({clean(punt.gemeente)})" if clean(punt.gemeente) else ""
    age = f"{punt.leeftijd} jaar" if punt.leeftijd is not None else ""
    about = (f"gemeente {clean(punt.gemeente)}" if place else "", age, clean(punt.stand))
    under = " · ".join(part for part in about if part)
    head: list[Deel] = [
        Kop(f"Punt {punt.nummer} – {clean(punt.aanduiding)}", 0, f"Punt {punt.nummer}{place}"),
        Alinea(under, "klein"),
    ]
    if punt.licht:
        decided = any(clean(besluit.besluit) for besluit in punt.besluiten)
        light: list[tuple[Blok | None, list[Deel]]] = [
            (None, head),
            (Blok.VRAAG, sectie("Vraag aan de tafel", punt.vraag)),
            (Blok.GESPREK, _said(punt)),
            (Blok.BESLUITEN, _decisions(punt, stuk) if decided else []),
            (Blok.ACTIES, _actions(punt) if punt.acties else []),
            (Blok.REACTIES, _reactions(punt.reacties, 1)),
        ]
        return [Onderdeel(blok, tuple(delen), punt.nummer) for blok, delen in light]
    parts: list[tuple[Blok | None, list[Deel]]] = [
        (None, head),
        (Blok.STEM_OUDERS, [Paneel("Stem van de ouders", or_gap(punt.stem_ouders, "stem van de ouders"))]),
        (Blok.STEM_JEUGDIGE, [Paneel("Stem van de jeugdige", or_gap(punt.stem_jeugdige, "stem van de jeugdige"))]),
        (Blok.VRAAG, sectie("Vraag aan de tafel", or_gap(punt.vraag, "vraag"))),
        (Blok.GEPROBEERD, sectie("Wat is geprobeerd", or_gap(punt.geprobeerd, "wat is geprobeerd"))),
        *_analysis(punt),
        (Blok.GESPREK, _said(punt)),
        (Blok.BESLUITEN, _decisions(punt, stuk)),
        (Blok.VEILIGHEIDSAFSPRAKEN, sectie("Veiligheidsafspraken", punt.veiligheidsafspraken)),
        (Blok.ACTIES, _actions(punt)),
        (Blok.VERVOLG, _follow_up(punt)),
        (Blok.REACTIES, _reactions(punt.reacties, 1)),
    ]
    return [Onderdeel(blok, tuple(delen), punt.nummer) for blok, delen in parts]


def _analysis(punt: Punt) -> list[tuple[Blok | None, list[Deel]]]:
    visies = [deel for wie, tekst in punt.visies for deel in sectie(f"Visie van {wie}", tekst)]
    analyse = [deel for onderwerp, tekst in punt.analyse for deel in sectie(f"Analyse: {onderwerp}", tekst)]
    return [
        (Blok.GAAT_GOED, sectie("Wat gaat goed", punt.wat_gaat_goed)),
        (Blok.ZORGEN_FEITEN, sectie("Zorgen: feiten", punt.zorgen_feiten)),
        (Blok.ZORGEN_MENINGEN, sectie("Zorgen: meningen", punt.zorgen_meningen)),
        (Blok.VISIES, visies),
        (Blok.ANALYSE, analyse),
        (Blok.OORZAKEN, [Kop("Oorzaken van vastlopen", 1), Lijst(punt.oorzaken)] if punt.oorzaken else []),
        (Blok.HIATEN, [Kop("Hiaten in het zorgaanbod", 1), Lijst(punt.hiaten)] if punt.hiaten else []),
        (Blok.OPLOSSINGEN, sectie("Besproken oplossingen", punt.oplossingen)),
    ]


def _said(punt: Punt) -> list[Deel]:
    """The lines of the table that stand nowhere else in the verslag."""
    said = []
    for regel in punt.regels:
        if not regel.elders:
            head = [REGELKOPPEN.get(regel.soort, ""), clean(regel.wie), clean(regel.kind)]
            before = ", ".join(part for part in head if part)
            said.append(f"{before}: {clean(regel.tekst)}" if before else clean(regel.tekst))
    return [Kop("Besproken aan tafel", 1), Lijst(tuple(said))] if said else []


def _decisions(punt: Punt, stuk: VerslagStuk) -> list[Deel]:
    title = "Besluit per kind" if stuk.soort == "JBT" else "Besluit"
    parts: list[Deel] = [Kop(title, 1)]
    if not punt.besluiten:
        return [*parts, Alinea(Gat("besluit"))]
    for volgnummer, besluit in enumerate(punt.besluiten, start=1):
        kind = f" – {clean(besluit.kind)}" if besluit.kind and clean(besluit.kind) else ""
        rows = _decision(besluit, punt, stuk, besluit_label(stuk.soort, volgnummer))
        parts.append(Kaart(f"Besluit {punt.nummer}.{volgnummer}{kind}", tuple(rows)))
        if stuk.has(Blok.AFSPRAKEN):
            parts += _agreements(besluit, f"{punt.nummer}.{volgnummer}")
    return parts


def _decision(besluit: BesluitRegel, punt: Punt, stuk: VerslagStuk, label: str) -> list[tuple[str, Waarde]]:
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
    elif stuk.soort == "JBT" and stuk.has(Blok.VERVOLG) and needs_terugmelding(besluit, punt):
        rows.append(("Terugmelding", Gat(f"datum terugmelding bij {label}")))
    if besluit.vto:
        rows.append(("VTO aan de Raad", long_date(besluit.vto)))
    if clean(besluit.beoogde_gi):
        rows.append(("Beoogde GI", besluit.beoogde_gi))
    return rows


def _agreements(besluit: BesluitRegel, nummer: str) -> list[Deel]:
    if not besluit.afspraken:
        return []
    kolommen = (
        Kolomkop(f"Doel bij besluit {nummer}", 0.36),
        Kolomkop("Wie", 0.2),
        Kolomkop("Uiterlijk", 0.16),
        Kolomkop("Hoe getoetst", 0.28),
    )
    rijen = tuple((a.doel, a.wie, short_date(a.wanneer) if a.wanneer else "–", a.toets) for a in besluit.afspraken)
    return [Tabel(kolommen, rijen)]


def action_row(actie: ActieRegel, punt: int, volgnummer: int) -> tuple[Waarde, ...]:
    """One actie as a table row, with gaps for owner and date; a finished actie may lack a date."""
    wanneer: Waarde = short_date(actie.datum) if actie.datum else Gat(f"datum actie {volgnummer}")
    if actie.klaar and not actie.datum:
        wanneer = "–"
    wie = or_gap(actie.eigenaar, f"wie actie {volgnummer} doet")
    return f"{punt}.{volgnummer}", actie.omschrijving, wie, wanneer, "klaar" if actie.klaar else "open"


def _actions(punt: Punt) -> list[Deel]:
    if not punt.acties:
        return [Kop("Acties", 1), Alinea("Geen acties afgesproken.")]
    rijen = tuple(action_row(actie, punt.nummer, volgnummer) for volgnummer, actie in enumerate(punt.acties, start=1))
    return [Kop("Acties", 1), Tabel(KOLOMMEN_ACTIES, rijen)]


def _follow_up(punt: Punt) -> list[Deel]:
    """The dates that hold for the whole punt."""
    rows: list[tuple[str, Waarde]] = []
    if punt.terugmelding:
        rows.append(("Terugmelding", f"uiterlijk {long_date(punt.terugmelding)}"))
    if punt.vto:
        rows.append(("VTO aan de Raad", long_date(punt.vto)))
    if clean(punt.beoogde_gi):
        rows.append(("Beoogde GI", punt.beoogde_gi))
    return [Kop("Vervolg", 1), Kaart("Na deze zitting", tuple(rows))] if rows else []


def _reactions(reacties: tuple[Reactie, ...], niveau: int) -> list[Deel]:
    """What people said of the verslag, word for word, under its own heading."""
    if not reacties:
        return []
    cards = [
        Kaart(f"{clean(r.van)} ({r.rol}), ontvangen op {long_date(r.ontvangen_op)}", (("Reactie", r.tekst),))
        for r in reacties
    ]
    heading = "Reacties op dit verslag" if niveau == 0 else "Reacties bij dit punt"
    return [Kop(heading, 1 if niveau else 0), *cards]


def besluitenlijst(stuk: VerslagStuk) -> list[Deel]:
    """All besluiten of the zitting in one table."""
    rijen: list[tuple[Waarde, ...]] = []
    for punt in stuk.punten:
        for volgnummer, besluit in enumerate(punt.besluiten, start=1):
            over = clean(besluit.kind or "") or punt.aanduiding
            tekst = or_gap(besluit.besluit, besluit_label(stuk.soort, volgnummer))
            status = besluit.status if clean(besluit.besluit) else "open"
            rijen.append((f"{punt.nummer}.{volgnummer}", over, tekst, status))
    over_kop = "Kind" if stuk.soort == "JBT" else "Casus"
    kolommen = (
        Kolomkop("Nr", 0.07),
        Kolomkop(over_kop, 0.31, vet=True),
        Kolomkop("Besluit", 0.44),
        Kolomkop("Status", 0.18),
    )
    body: Deel = Tabel(kolommen, tuple(rijen)) if rijen else Alinea("Geen besluiten genomen.")
    return [Kop("Besluitenlijst"), body]


def actielijst(stuk: VerslagStuk) -> list[Deel]:
    """All acties of the zitting in one table."""
    rijen = tuple(
        action_row(actie, punt.nummer, at) for punt in stuk.punten for at, actie in enumerate(punt.acties, start=1)
    )
    body: Deel = Tabel(KOLOMMEN_ACTIES, rijen) if rijen else Alinea("Geen acties afgesproken.")
    return [Kop("Actielijst"), body]


def _sent(stuk: VerslagStuk) -> list[Deel]:
    """Who got what; a version for anyone but the dossier holds none of it."""
    if not stuk.verzonden:
        return []
    kolommen = (Kolomkop("Wat", 0.42), Kolomkop("Aan wie", 0.27), Kolomkop("Hoe", 0.17), Kolomkop("Wanneer", 0.14))
    apart = len(stuk.punten) > 1
    rijen = tuple(
        (f"{v.stuk} (punt {v.punt})" if apart and v.punt else v.stuk, v.aan or "–", v.wijze, short_date(v.verzonden_op))
        for v in stuk.verzonden
    )
    return [Kop("Verzonden"), Tabel(kolommen, rijen)]


def _closing(stuk: VerslagStuk) -> list[Deel]:
    """The place to sign, in the whole verslag only."""
    if stuk.ontvanger:
        return []
    final = stuk.vastgesteld_op if stuk.status == "vastgesteld" else None
    if final:
        text = f"Dit verslag is vastgesteld op {long_date(final)}."
    else:
        text = "Dit verslag is nog niet vastgesteld. Ondertekenen kan nadat het is vastgesteld."
    places = (
        Tekenvak("Voorzitter", or_gap(stuk.voorzitter, "voorzitter"), "voorzitter"),
        Tekenvak("Secretaris", or_gap(stuk.secretaris, "secretaris"), "secretaris"),
    )
    return [Ondertekening(text, places)]
