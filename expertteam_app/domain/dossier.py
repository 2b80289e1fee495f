"""What services hand out about a casus: frozen values, ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_app.domain.casus import CasusStand, Richting
from expertteam_app.domain.gebeurtenis import Gebeurtenis
from expertteam_app.domain.opschaling import Opschalingsmodel

SORT_COLUMNS = ("nummer", "naam", "geboortedatum", "gemeente", "status", "stap", "stap_sinds", "aangemeld", "zorgvorm")


@dataclass(frozen=True, slots=True)
class CasusFilter:
    """Which casussen to list, and in what order.

    Attributes:
        tekst: words that must all occur (as beginnings of words) in number, name, gemeente or zorgvorm.
        status: ``open`` (also paused), ``gesloten`` or ``alle``.
        casus_ids: when given, only these: the rows behind a figure.
        sorteer: one of `SORT_COLUMNS`.
    """

    tekst: str = ""
    status: str = "open"
    stap: int | None = None
    gemeente: str | None = None
    casus_ids: tuple[int, ...] | None = None
    sorteer: str = "nummer"
    aflopend: bool = True


@dataclass(frozen=True, slots=True)
class CasusRegel:
    """One row of the list of casussen."""

    id: int
    nummer: str
    naam: str
    geboortedatum: date | None
    gemeente: str
    status: str
    stap: int | None
    stap_sinds: date | None
    aangemeld: date | None
    afgesloten_op: date | None
    uitkomst: str | None
    zorgvorm: str | None
    geboortejaar: str = ""


@dataclass(frozen=True, slots=True)
class KindInfo:
    """A jeugdige as a member of a gezin, with the casussen and VTB's known here."""

    id: int
    naam: str
    voornaam: str
    tussenvoegsel: str
    achternaam: str
    geboortedatum: date | None
    gemeente: str
    bsn: str | None
    casus_nummers: tuple[str, ...] = ()
    geboortejaar: str = ""


@dataclass(frozen=True, slots=True)
class OorzaakInfo:
    """A coded cause."""

    code: str
    lijst_versie: str
    hoofdoorzaak: bool
    perspectief: str


@dataclass(frozen=True, slots=True)
class HiaatInfo:
    """A coded gap; `afgeleid` when an import inferred it from a cause."""

    id: int
    zorgvorm: str
    aard: str
    lijst_versie: str
    vastgesteld_op: date
    afgeleid: bool
    oplossing: str
    gezocht_sinds: date | None = None
    urgentie: str = ""
    overbrugging: str = ""
    opgelost_op: date | None = None
    agendering: str = ""
    agendering_status: str = ""
    agendering_op: date | None = None


@dataclass(frozen=True, slots=True)
class ZoekregelInfo:
    """One "gezocht bij"."""

    id: int
    zorgvorm: str
    aanbieder: str
    datum: date
    antwoord: str
    reden: str
    wachttijd_weken: int | None
    afgeleid: bool


@dataclass(frozen=True, slots=True)
class ActieInfo:
    """An actie with where it came from; a toezegging was promised to the gezin."""

    id: int
    omschrijving: str
    eigenaar: str
    datum: date | None
    klaar_op: date | None
    casus_id: int | None = None
    casus_nummer: str = ""
    toezegging: bool = False

    @property
    def complete(self) -> bool:
        """Whether it has an owner and a date."""
        return bool(self.eigenaar.strip()) and self.datum is not None


@dataclass(frozen=True, slots=True)
class StapVerblijf:
    """One stay on a step, as the ladder view tells it; days are whole numbers of the unit of the step.

    Attributes:
        eind: None while it lasts.
        ronde: the cyclus it belongs to.
        reden: why the casus came here.
        ontbreekt: entry conditions that were not met.
        geprobeerd: what was tried here, oldest first: told at the end, zoekregels and notes of these days.
        betrokken: who were involved, empty when that was not recorded.
    """

    begin: date
    eind: date | None
    bruto: int
    netto: int
    ronde: int
    richting: Richting
    van: int | None
    reden: str
    afgeleid: bool
    ontbreekt: tuple[str, ...]
    geprobeerd: tuple[str, ...]
    betrokken: str


@dataclass(frozen=True, slots=True)
class StapStand:
    """One rung for the ladder view: days spent in the last stay on this step, a whole number of `eenheid`.

    A norm is judged per stay, as klok D1 does (`domain.stapklok`).

    Attributes:
        dagen: netto, the pauses that count left out; None when the casus was never here.
        over_norm: whether that stay lasts or lasted longer than the norm.
        bruto: what the gezin waited.
        verblijven: the stays here, oldest first.
    """

    volgorde: int
    naam: str
    eigenaar: str
    norm: int | None
    eenheid: str
    dagen: int | None
    huidig: bool
    geweest: bool
    over_norm: bool
    bruto: int | None = None
    verblijven: tuple[StapVerblijf, ...] = ()

    @property
    def totaal(self) -> int:
        """Netto days over all stays on this step together."""
        return sum(v.netto for v in self.verblijven)


@dataclass(frozen=True, slots=True)
class CasusDossier:
    """Everything about one casus."""

    id: int
    nummer: str
    jeugdige: KindInfo
    gezin_id: int
    gezin_naam: str
    gezinsleden: tuple[KindInfo, ...]
    gemeente: str
    aangemeld_door: str
    soort_vraag: str
    vraag: str
    stem_jeugdige: str
    stem_ouders: str
    stem_niet_gelukt: str
    geprobeerd: str
    opmerking: str
    casusregisseur: str
    verklarende_analyse: str
    verblijfplaats: str
    kader: str
    stand: CasusStand
    model: Opschalingsmodel
    ladder: tuple[StapStand, ...]
    tijdlijn: tuple[Gebeurtenis, ...]
    oorzaken: tuple[OorzaakInfo, ...]
    hiaten: tuple[HiaatInfo, ...]
    zoekregels: tuple[ZoekregelInfo, ...]
    acties: tuple[ActieInfo, ...]


@dataclass(frozen=True, slots=True)
class NieuweCasus:
    """What is needed to register a casus: enough to start in a minute.

    Attributes:
        gezin_id: an existing gezin to put the child in; None makes a new one.
        stap: where the casus stands on the ladder at aanmelding.
    """

    voornaam: str
    achternaam: str
    gemeente: str
    aanmelding: date
    tussenvoegsel: str = ""
    geboortedatum: date | None = None
    bsn: str | None = None
    gezin_id: int | None = None
    stap: int = 5
    aangemeld_door: str = ""
    soort_vraag: str = "vastgelopen situatie"
    vraag: str = ""
    geboortejaar: str = ""


@dataclass(frozen=True, slots=True)
class Dubbelganger:
    """A casus that looks like the one being typed, with why."""

    casus_id: int
    nummer: str
    naam: str
    zekerheid: str
    redenen: tuple[str, ...]
