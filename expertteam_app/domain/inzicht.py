"""What services hand out as figures: every number carries the casussen behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_app.domain.waarom import Vraag


@dataclass(frozen=True, slots=True)
class ZaakMeting:
    """One measured interval of one zaak.

    Attributes:
        bruto: days in the unit of the clock, pauses included.
        netto: the same without the pauses that count.
        eind: None while the clock runs (then measured to the peildatum).
        instap_netto: netto days after the begin from which it was seen, for a zaak from a list without history; 0
            from its begin.
        instap_bruto: the same, bruto.
    """

    sleutel: str
    casus_id: int | None
    vtb_id: int | None
    nummer: str
    begin: date
    eind: date | None
    bruto: int
    netto: int
    binnen_norm: bool | None
    instap_netto: int = 0
    instap_bruto: int = 0

    @property
    def laat(self) -> bool:
        """Whether it counts only from the day its list was read in."""
        return self.instap_bruto > 0


@dataclass(frozen=True, slots=True)
class HiaatTelling:
    """How many jeugdigen missed this zorgvorm in this way, for this cause (codes), with their casussen."""

    zorgvorm: str
    aard: str
    oorzaak: str
    aantal: int
    casus_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Uitstel:
    """A signal that was put off: not shown before the day `tot`, for a reason, by someone."""

    sleutel: str
    tot: date
    reden: str
    wie: str


@dataclass(frozen=True, slots=True)
class Aandacht:
    """One line of Vandaag: what needs attention, and why.

    Attributes:
        reden: why this stands here, as a sentence for people.
        sleutel: names the signal with the facts that matter; it changes when they become worse, so that a signal
            that was put off comes back.
        deel: the part of the dossier of the casus that opens (title of its tab); empty: as it opens.
        uitstel: set while the signal is put off.
        waarom: what explains its date and its figures.
    """

    soort: str
    tekst: str
    reden: str
    datum: date | None = None
    casus_id: int | None = None
    zitting_id: int | None = None
    vtb_id: int | None = None
    dringend: bool = False
    persoon_id: int | None = None
    sleutel: str = ""
    deel: str = ""
    uitstel: Uitstel | None = None
    waarom: Vraag | None = None


@dataclass(frozen=True, slots=True)
class Aandachtslijst:
    """What needs attention now, urgent lines first, and what was put off, first one back first."""

    regels: tuple[Aandacht, ...]
    uitgesteld: tuple[Aandacht, ...]


@dataclass(frozen=True, slots=True)
class ZoekTreffer:
    """A hit of Ctrl+K.

    Attributes:
        soort: what opens: ``casus``, ``vtb`` or ``zitting``, with its `id`.
        deel: the part of the dossier where the hit stands (title of its tab); empty: as it opens.
        punt_id: the agendapunt of the zitting where the hit stands.
        fragment: the piece of text around the hit, each part with whether it is a hit.
    """

    soort: str
    id: int
    titel: str
    ondertitel: str
    deel: str = ""
    punt_id: int | None = None
    fragment: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class ZoekGroep:
    """The hits of one kind, best first: `aantal` is how many there are, `treffers` those that were asked for."""

    soort: str
    naam: str
    aantal: int
    treffers: tuple[ZoekTreffer, ...]


@dataclass(frozen=True, slots=True)
class ZoekResultaat:
    """Everything that was found.

    Attributes:
        meer: there are more hits than were counted; the counts are a lower bound.
        volledig: False while not everything is findable yet.
    """

    groepen: tuple[ZoekGroep, ...] = ()
    meer: bool = False
    volledig: bool = True

    @property
    def aantal(self) -> int:
        """How many hits there are."""
        return sum(groep.aantal for groep in self.groepen)


@dataclass(frozen=True, slots=True)
class PartijInfo:
    """An import that was taken over."""

    id: int
    soort: str
    moment: str
    wie: str
    aantal: int
    ongedaan: bool
