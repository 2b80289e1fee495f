"""What services hand out about zittingen and VTB's: frozen values, ready to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from expertteam_app.domain.dossier import ActieInfo, KindInfo
from expertteam_app.domain.tafelregel import TafelregelInfo
from expertteam_app.domain.vtb import Voorwaarde, VtbInhoud
from expertteam_app.domain.vtb_fase import NAAR_DE_RAAD, Fase, Gang
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus


class PuntStatus(StrEnum):
    """Where an item of an agenda stands."""

    OPEN = "open"
    BESPROKEN = "besproken"
    GEPARKEERD = "geparkeerd"
    TERUGGEGEVEN = "teruggegeven"


@dataclass(frozen=True, slots=True)
class VtbRegel:
    """One row of the list of VTB's.

    Attributes:
        fase: derived from what happened.
        volgende: what is next, in words.
        klok: the klok that is nearest to (or over) its norm, in words; empty when none is in danger.
        klok_over: that klok is over its norm.
        twijfel: fields recognised in a text that nobody has looked at.
    """

    id: int
    nummer: str
    gezin: str
    gemeente: str
    ontvangen: date
    kinderen: int
    fase: Fase
    volgende: str
    zitting_nummer: str
    belemmeringen: tuple[str, ...]
    klok: str = ""
    klok_over: bool = False
    twijfel: int = 0


@dataclass(frozen=True, slots=True)
class VtbDossier:
    """Everything about one VTB."""

    id: int
    nummer: str
    gezin_id: int
    gezin: str
    gemeente: str
    indiener: str
    ontvangen: date
    zorgen: str
    inhoud: VtbInhoud
    kinderen: tuple[KindInfo, ...]
    voorwaarden: tuple[Voorwaarde, ...]
    belemmeringen: tuple[str, ...]
    zitting_id: int | None
    besluiten: tuple[BesluitInfo, ...]
    gang: Gang
    punt_id: int | None = None
    vorm: str = "bespreking"
    twijfel: tuple[str, ...] = ()
    brontekst: str = ""
    gesloten_op: date | None = None
    gesloten_reden: str = ""


@dataclass(frozen=True, slots=True)
class NieuweVtb:
    """What is needed to register a VTB; children as (voornaam, tussenvoegsel, achternaam, geboortedatum).

    Attributes:
        gezin_id: the gezin when it is known already; then `gezin` does not change its name.
        bekend: the id of children that are known already, by their place in `kinderen`.
        velden: other fields of the VTB by name.
        twijfel: fields that were recognised in a text and that nobody has looked at.
        brontekst: that text.
    """

    gezin: str
    gemeente: str
    ontvangen: date
    indiener: str = ""
    kinderen: tuple[tuple[str, str, str, date | None], ...] = ()
    gezin_id: int | None = None
    bekend: Mapping[int, int] = field(default_factory=dict)
    velden: Mapping[str, object] = field(default_factory=dict)
    twijfel: tuple[str, ...] = ()
    brontekst: str = ""


@dataclass(frozen=True, slots=True)
class TerugmeldingInfo:
    """What came back on a besluit, or is due."""

    id: int
    verwacht_op: date | None
    ontvangen_op: date | None
    door: str
    nagekomen: str
    veiligheid: int | None
    vervolg: str
    vervolg_stap: str = ""


@dataclass(frozen=True, slots=True)
class AfspraakInfo:
    """One goal of a besluit drang; `nagekomen` is ja, deels, nee, or empty while that is not known."""

    id: int
    doel: str
    wie: str
    wanneer: date | None
    toets: str
    nagekomen: str


@dataclass(frozen=True, slots=True)
class BesluitInfo:
    """A besluit about one jeugdige.

    Attributes:
        soort: at the JBT a code of jbt_besluiten, at the RET a code of uitkomsten or empty for free text.
        definitief: only when the mandaat rule is met (RET) or the verslag is vastgesteld (JBT).
    """

    id: int
    punt_id: int
    jeugdige_id: int
    jeugdige: str
    soort: str
    tekst: str
    motivering: str
    genomen_door: str
    definitief: bool
    voorbehoud_reden: str
    beoogde_gi: str
    vto_verzonden: date | None
    raad_status: str
    raad_resultaat: str
    terugmeldingen: tuple[TerugmeldingInfo, ...]
    afspraken: tuple[AfspraakInfo, ...] = ()
    vto_kenmerk: str = ""
    onderzoek_gestart: date | None = None
    onderzoek_afgerond: date | None = None
    zaak_afgerond: date | None = None

    @property
    def naar_de_raad(self) -> bool:
        """Whether a VTO goes with it."""
        by_melding = any(t.vervolg_stap == "raadsonderzoek" for t in self.terugmeldingen)
        return self.soort in NAAR_DE_RAAD or by_melding


@dataclass(frozen=True, slots=True)
class AanwezigeInfo:
    """A person on the list of presence; `mandaat` says for which gemeente and until when, or is empty.

    Attributes:
        punt_id: the one item they come for; None: the whole zitting.
    """

    id: int
    persoon_id: int | None
    naam: str
    organisatie: str
    rol: str
    gemeente: str | None
    presentie: str
    mandaat: str
    punt_id: int | None = None


@dataclass(frozen=True, slots=True)
class PuntDossier:
    """One item of the agenda with everything said about it; `kinderen` is one child at the RET."""

    id: int
    volgorde: int
    titel: str
    gemeente: str
    casus_id: int | None
    vtb_id: int | None
    minuten: int
    teksten: dict[str, str]
    kinderen: tuple[KindInfo, ...]
    besluiten: tuple[BesluitInfo, ...]
    acties: tuple[ActieInfo, ...]
    open_acties: tuple[ActieInfo, ...]
    oorzaken: tuple[str, ...]
    hiaten: tuple[tuple[str, str], ...]
    mandaat_ontbreekt: str
    soort: str = ""
    onderwerp: str = ""
    status: str = "open"
    besteed_seconden: int = 0
    vorig_punt_id: int | None = None
    terugkoppeling_door: str = ""
    teruggegeven_op: date | None = None
    teruggegeven_reden: str = ""
    regels: tuple[TafelregelInfo, ...] = ()

    @property
    def gemeenten(self) -> tuple[str, ...]:
        """The gemeente of the item, then those of children who live in another one; none for a free subject."""
        own = (self.gemeente, *(kind.gemeente for kind in self.kinderen))
        return tuple(dict.fromkeys(code for code in own if code))


@dataclass(frozen=True, slots=True)
class ZittingRegel:
    """One row of the list of zittingen."""

    id: int
    nummer: str
    soort: ZittingSoort
    datum: date
    begintijd: str
    plaats: str
    status: ZittingStatus
    punten: int


@dataclass(frozen=True, slots=True)
class ZittingDossier:
    """A zitting with agenda, presence and everything decided."""

    id: int
    nummer: str
    soort: ZittingSoort
    datum: date
    begintijd: str
    plaats: str
    status: ZittingStatus
    vastgesteld_op: date | None
    aanwezigen: tuple[AanwezigeInfo, ...]
    punten: tuple[PuntDossier, ...]
    ontbreekt: tuple[str, ...]
    vorm: str = "gewoon"
    reeks_id: int | None = None
    duur_minuten: int = 90
    periode_van: date | None = None
    periode_tot: date | None = None
    gesloten_op: date | None = None
    teruggegeven: tuple[PuntDossier, ...] = ()


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """Something that could go on the agenda; `belemmeringen` says why it cannot yet."""

    casus_id: int | None
    vtb_id: int | None
    titel: str
    ondertitel: str
    belemmeringen: tuple[str, ...]


PUNT_TEKSTEN = (
    "stem_jeugdige",
    "stem_ouders",
    "vraag",
    "geprobeerd",
    "gaat_goed",
    "zorgen_feiten",
    "zorgen_meningen",
    "analyse_jeugdige",
    "analyse_gezin",
    "analyse_hulpverlening",
    "oplossingen",
    "veiligheidsafspraken",
)
"""The text fields of an agenda item, the stem always first (PRODUCT 6.2 no. 12)."""
