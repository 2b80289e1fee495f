"""What goes into a verslag, and what is still missing in it (DOMEIN sections 3 and 4, "Minutes")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from expertteam_app.documents.tekst import clean
from expertteam_app.domain.verslagblok import Blok

Soort = Literal["RET", "JBT"]
Status = Literal["concept", "ter reactie", "vastgesteld"]
BesluitStatus = Literal["definitief", "onder voorbehoud"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanwezige:
    """One person at the table or invited to it; `presentie` and `mandaat` in words as they are printed.

    `punt` is the number of the one agendapunt they come for; None: the whole zitting. `gezin` says that they belong to
    a gezin or stand beside it: where there are several items, they are in no version but that of their own.
    """

    naam: str
    rol: str
    organisatie: str = ""
    gemeente: str | None = None
    presentie: str = "aanwezig"
    mandaat: str | None = None
    punt: int | None = None
    gezin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AfspraakRegel:
    """One goal that belongs to a besluit drang: what, who, by when, and how it is checked."""

    doel: str
    wie: str = ""
    wanneer: date | None = None
    toets: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BesluitRegel:
    """One besluit: for the casus at the RET, per kind at the JBT (OTS is per minderjarige, BW 1:255).

    A kind without a besluit is a regel with an empty `besluit`, so that the gap shows. `kind_id` tells children with
    the same name apart.
    """

    kind: str | None = None
    kind_id: int = 0
    besluit: str = ""
    motivering: str = ""
    genomen_door: str = ""
    status: BesluitStatus = "onder voorbehoud"
    voorbehoud_reden: str = ""
    terugmelding: date | None = None
    vto: date | None = None
    beoogde_gi: str = ""
    afspraken: tuple[AfspraakRegel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reactie:
    """What someone says of the verslag, word for word; appended, never edited in (Jeugdwet 7.3.8(2))."""

    van: str
    rol: str
    ontvangen_op: date
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzending:
    """What was sent to whom, how and when; `punt` is the number of its agendapunt, None the whole zitting."""

    stuk: str
    aan: str = ""
    wijze: str = ""
    verzonden_op: date
    punt: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActieRegel:
    """Who does what, by when; `kind_id` is the child it is about where the item is about several, else 0."""

    omschrijving: str
    eigenaar: str | None = None
    datum: date | None = None
    klaar: bool = False
    kind_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TafelRegel:
    """One line typed at the table.

    Attributes:
        soort: info, besluit, actie, stem or zoekregel.
        wie: whose words, for a stem.
        kind: the child it is about, where the item is about several.
        elders: it stands in the verslag already, as a besluit, an actie or a stem.
    """

    soort: str
    tekst: str
    wie: str = ""
    kind: str = ""
    kind_id: int = 0
    elders: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Punt:
    """One agendapunt: a casus at the RET, a gezin at the JBT.

    Attributes:
        aanduiding: how the text names it: casus number or name; never used in metadata or outline.
        analyse: heading and text, e.g. ("Jeugdige", "..."), ("Gezin", "..."), ("Hulpverlening", "...").
        stem_per_kind: of an item about several children the id and the words of each; a version for one child holds
            only theirs, and never what cannot be told apart.
        visies: who and what that person thinks, each under its own heading.
        terugmelding: day on which is reported back, when it holds for all besluiten of this punt.
        vto: day on which the verzoek tot onderzoek goes or went to the Raad, when it holds for all besluiten.
        regels: every line typed at the table, in order.
        licht: a subject without a child, or an item that was parked: nothing is asked but who does what by when.
        stand: how it stands when that is out of the ordinary, e.g. "Geparkeerd".
    """

    nummer: int
    aanduiding: str
    punt_id: int = 0
    gemeente: str = ""
    leeftijd: int | None = None
    vraag: str = ""
    stem_jeugdige: str = ""
    stem_ouders: str = ""
    stem_per_kind: tuple[tuple[int, str], ...] = ()
    geprobeerd: str = ""
    wat_gaat_goed: str = ""
    zorgen_feiten: str = ""
    zorgen_meningen: str = ""
    analyse: tuple[tuple[str, str], ...] = ()
    visies: tuple[tuple[str, str], ...] = ()
    oorzaken: tuple[str, ...] = ()
    hiaten: tuple[str, ...] = ()
    oplossingen: str = ""
    besluiten: tuple[BesluitRegel, ...] = ()
    acties: tuple[ActieRegel, ...] = ()
    veiligheidsafspraken: str = ""
    terugmelding: date | None = None
    vto: date | None = None
    beoogde_gi: str = ""
    regels: tuple[TafelRegel, ...] = ()
    reacties: tuple[Reactie, ...] = ()
    licht: bool = False
    stand: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerslagStuk:
    """A whole verslag.

    Attributes:
        nummer: the kenmerk, e.g. "Z-JBT-2026-03"; also in the metadata, so never a name.
        begintijd: as printed, e.g. "09:00".
        organisatie: the sender, e.g. "Zorgregio Midden-IJssel/Oost-Veluwe".
        oefening: fictional content: every page gets the watermark OEFENING.
        logo: PNG or JPEG bytes.
        volgnummer: which version this is; from the second on `reden` says why it was corrected.
        ontvanger: for whom this version is made; empty: the whole verslag.
        blokken: the parts that are in it; None: all. What is not among them is not asked for as a gap either.
        reacties: reactions to the whole verslag; those to one agendapunt stand there.
        verzonden: who got what, oldest first; for the dossier only.
    """

    soort: Soort
    nummer: str
    titel: str
    datum: date
    plaats: str = ""
    begintijd: str = ""
    status: Status = "concept"
    organisatie: str
    oefening: bool = False
    voorzitter: str = ""
    secretaris: str = ""
    aanwezigen: tuple[Aanwezige, ...] = ()
    punten: tuple[Punt, ...] = ()
    vastgesteld_op: date | None = None
    logo: bytes | None = None
    ter_reactie_tot: date | None = None
    volgnummer: int = 1
    reden: str = ""
    ontvanger: str = ""
    blokken: frozenset[Blok] | None = None
    reacties: tuple[Reactie, ...] = ()
    verzonden: tuple[Verzending, ...] = ()

    def has(self, blok: Blok) -> bool:
        """Whether this version holds that part."""
        return self.blokken is None or blok in self.blokken


def besluit_label(soort: Soort, volgnummer: int) -> str:
    """How a gap names a besluit: without the name of the kind, because gaps are shown in error texts too."""
    return f"besluit kind {volgnummer}" if soort == "JBT" else f"besluit {volgnummer}"


def needs_terugmelding(besluit: BesluitRegel, punt: Punt) -> bool:
    """Whether a drang besluit lacks the day on which is reported back (DOMEIN section 4, besluit 2)."""
    return "drang" in besluit.besluit.casefold() and not (besluit.terugmelding or punt.terugmelding)


def gaps(stuk: VerslagStuk) -> tuple[str, ...]:
    """What must be filled in before the verslag can be vastgesteld, in reading order.

    Each entry is the Dutch text that also stands in the red gap on paper, with "punt n: " before it when it belongs to
    one agendapunt. It never holds a name. Only what PRODUCT section 2 row 11 and DOMEIN sections 3 and 4 need is asked:
    the rest may stay empty.
    """
    whole = (
        ("plaats", stuk.plaats),
        ("begintijd", stuk.begintijd),
        ("voorzitter", stuk.voorzitter),
        ("secretaris", stuk.secretaris),
    )
    found = [veld for veld, tekst in whole if not clean(tekst)]
    found += [] if stuk.aanwezigen else ["aanwezigen"]
    found += [] if stuk.punten else ["agendapunten"]
    for punt in stuk.punten:
        found += [f"punt {punt.nummer}: {gap}" for gap in punt_gaps(punt, stuk.soort)]
    return tuple(found)


def punt_gaps(punt: Punt, soort: Soort) -> list[str]:
    """The gaps of one agendapunt, in the order of the page."""
    asked = (
        ("stem van de ouders", punt.stem_ouders),
        ("stem van de jeugdige", punt.stem_jeugdige),
        ("vraag", punt.vraag),
        ("wat is geprobeerd", punt.geprobeerd),
    )
    found = [] if punt.licht else [veld for veld, tekst in asked if not clean(tekst)]
    if not punt.besluiten and not punt.licht:
        found.append("besluit")
    for volgnummer, besluit in enumerate(punt.besluiten, start=1):
        if punt.licht and not clean(besluit.besluit):
            continue
        found += _besluit_gaps(besluit, punt, soort, volgnummer)
    for volgnummer, actie in enumerate(punt.acties, start=1):
        found += _actie_gaps(actie, volgnummer)
    return found


def _besluit_gaps(besluit: BesluitRegel, punt: Punt, soort: Soort, volgnummer: int) -> list[str]:
    label = besluit_label(soort, volgnummer)
    found = [f"naam van het kind bij {label}"] if soort == "JBT" and not clean(besluit.kind or "") else []
    if not clean(besluit.besluit):
        return [*found, label]
    if not clean(besluit.motivering):
        found.append(f"motivering {label}")
    if not clean(besluit.genomen_door):
        found.append(f"wie {label} nam")
    if besluit.status == "onder voorbehoud" and not clean(besluit.voorbehoud_reden):
        found.append(f"reden van het voorbehoud bij {label}")
    if soort == "JBT" and needs_terugmelding(besluit, punt):
        found.append(f"datum terugmelding bij {label}")
    return found


def _actie_gaps(actie: ActieRegel, volgnummer: int) -> list[str]:
    found = [f"wie actie {volgnummer} doet"] if not clean(actie.eigenaar or "") else []
    if actie.datum is None and not actie.klaar:
        found.append(f"datum actie {volgnummer}")
    return found
