"""What a verzoek tot onderzoek (VTO) to the Raad holds, in the words of the national standard CORV.

StUF-koppelvlak Jeugdzorg 1.0.9 names the messages; the words of roles, zaken, documents, statuses and results are those
of its lists. What lacks or contradicts itself in a VTO is told by `domain.corv_regels`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from expertteam_app.domain.bijlage import DOCX, ODT, PDF
from expertteam_app.domain.netwerk import (
    BROER_ZUS,
    GEZAG_OPEN,
    GROOTOUDER,
    HALFBROER_ZUS,
    JEUGDIGE,
    KIND,
    MET_GEZAG,
    NIET_JURIDISCH,
    PLEEGBROER_ZUS,
    PLEEGOUDER,
    STIEFBROER_ZUS,
    STIEFOUDER,
    VERWANT,
    VERZORGER,
    VOOGD,
    ZONDER_GEZAG,
)

ZAAKTYPE_GEMEENTE = "Overwegen kinderbeschermingsmaatregel"
ZAAKTYPE_RAAD = "Uitvoeren onderzoek kinderbeschermingsmaatregel"

ROLWOORDEN: Mapping[str, str] = MappingProxyType(
    {
        MET_GEZAG: "ouder met gezag",
        ZONDER_GEZAG: "ouder zonder gezag",
        GEZAG_OPEN: "ouder, gezag niet benoemd",
        NIET_JURIDISCH: "ouder, niet juridisch",
        KIND: "kind",
        BROER_ZUS: "broer of zus",
        HALFBROER_ZUS: "halfbroer of -zus",
        STIEFBROER_ZUS: "stiefbroer of -zus",
        PLEEGBROER_ZUS: "pleegbroer of -zus",
        GROOTOUDER: "grootouder",
        VERWANT: "overige verwant",
        VOOGD: "voogd",
        PLEEGOUDER: "pleegouder",
        STIEFOUDER: "stiefouder",
        VERZORGER: "opvoeder/verzorger",
        JEUGDIGE: "jeugdige",
        "391": "melder",
        "392": "informant",
        "393": "contactpersoon",
        "411": "hulpverlener",
        "412": "verpleegkundige, arts of medisch specialist",
        "413": "onderwijsgevende",
        "491": "overige professional",
    }
)
"""Jeugdzorgrol by code, in the exact words of the message; our own list calls 213 a little differently."""

STATUSWOORDEN: Mapping[str, str] = MappingProxyType(
    {
        "Intake afgerond": "intake-afgerond",
        "Onderzoek afgerond": "onderzoek-afgerond",
        "Zaak afgerond": "zaak-afgerond",
    }
)
"""National word of a status to the code of our list raad_status."""

RESULTAATWOORDEN: Mapping[str, str] = MappingProxyType(
    {
        "Verzoek tot onderzoek afgewezen": "vto-afgewezen",
        "Geen rekest Kinderbescherming": "geen-rekest",
        "Maatregel opgelegd": "maatregel-opgelegd",
        "Geen maatregel opgelegd": "geen-maatregel-opgelegd",
    }
)
"""National word of a result to the code of our list raad_resultaat."""

CLIENT_KIND, CLIENT_ONGEBOREN = "Client (kind)", "Client (ongeboren kind)"

MEEST_DOCUMENTEN = 3
MEDIA = frozenset({PDF.media, DOCX.media, ODT.media})
"""Kinds of file that go with a VTO: documents that the Raad can open and file."""


class Documentsoort(StrEnum):
    """The kinds of document that may go with a VTO; the value is the national word."""

    VERZOEK = "Verzoek tot onderzoek RvdK"
    GEZINSGESCHIEDENIS = "Gezinsgeschiedenis"
    DIAGNOSTIEK = "Diagnostisch onderzoek"
    HULPVERLENING = "Hulpverleningsrapportage"


@dataclass(frozen=True, slots=True)
class Systeem:
    """Sender or receiver of a message: the organisation by its code in the chain, and its application."""

    organisatie: str = ""
    applicatie: str = ""
    administratie: str = ""
    gebruiker: str = ""


@dataclass(frozen=True, slots=True)
class Zaak:
    """The zaak of the gemeente.

    Attributes:
        identificatie: how the Raad names it in what comes back.
        extra: extra elements by name; the standard asks for at least one and leaves the names to the chain.
    """

    identificatie: str = ""
    start: date | None = None
    registratie: date | None = None
    omschrijving: str = ""
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Persoon:
    """A natural person.

    Attributes:
        geslacht: ``m``, ``v``, ``x`` or empty, as in the kluis.
        geboortejaar: ``2012`` or ``2012-05`` where the day is not known.
        rni: number in the register of who does not live in the Netherlands, for someone without BSN.
    """

    achternaam: str = ""
    tussenvoegsel: str = ""
    voornamen: str = ""
    geslacht: str = ""
    geboortedatum: date | None = None
    geboortejaar: str = ""
    bsn: str = ""
    rni: str = ""
    telefoon: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Instelling:
    """A body, such as a GI that is voogd."""

    naam: str = ""
    telefoon: str = ""
    vestigingsnummer: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A child that the VTO is about.

    Attributes:
        ongeboren: not born yet; `verwacht` is then the day on which it is expected.
        geboorte_onbekend: someone looked, and nobody knows when it was born.
    """

    persoon: Persoon
    ongeboren: bool = False
    verwacht: date | None = None
    geboorte_onbekend: bool = False


@dataclass(frozen=True, slots=True)
class Rol:
    """What a belanghebbende is to some of the children.

    Attributes:
        code: Jeugdzorgrol.
        kinderen: places of those children in the VTO, from 1.
        gezag: has gezag over them in this role.
    """

    code: str
    kinderen: tuple[int, ...]
    gezag: bool = False


@dataclass(frozen=True, slots=True)
class Belanghebbende:
    """Someone around the children with every role they have."""

    wie: Persoon | Instelling
    rollen: tuple[Rol, ...] = ()


@dataclass(frozen=True, slots=True)
class Medewerker:
    """Who of the gemeente looks after the VTO."""

    achternaam: str = ""
    tussenvoegsel: str = ""
    voorletters: str = ""
    functie: str = ""
    telefoon: str = ""
    email: str = ""
    identificatie: str = ""


@dataclass(frozen=True, slots=True)
class Organisatie:
    """For whom the medewerker works: the gemeente; `rsin` is its number, nine digits."""

    naam: str = ""
    rsin: str = ""


@dataclass(frozen=True, slots=True)
class VtoDocument:
    """A document that goes with the VTO."""

    identificatie: str
    soort: str
    titel: str
    bestandsnaam: str
    media: str
    gemaakt: date
    inhoud: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Vto:
    """A whole verzoek tot onderzoek; `tijdstip` is the day of the message."""

    zender: Systeem
    ontvanger: Systeem
    tijdstip: date
    referentie: str
    zaak: Zaak
    kinderen: tuple[Kind, ...]
    belanghebbenden: tuple[Belanghebbende, ...]
    medewerker: Medewerker
    organisatie: Organisatie
    documenten: tuple[VtoDocument, ...]


@dataclass(frozen=True, slots=True)
class Beslissing:
    """A decision of the court that the Raad tells of."""

    datum: date
    toelichting: str
    vanaf: date | None = None
    tot: date | None = None


@dataclass(frozen=True, slots=True)
class Notificatie:
    """What the Raad tells about its research of one child.

    Attributes:
        zaak_raad: how the Raad names its zaak.
        zaak_gemeente: our zaak; empty: the Raad began by itself (ambtshalve).
        status: code of raad_status.
        resultaat: code of raad_resultaat, or empty.
    """

    referentie: str
    zaak_raad: str
    zaak_gemeente: str
    kind: Persoon
    ongeboren: bool
    status: str
    status_op: date
    resultaat: str = ""
    beslissingen: tuple[Beslissing, ...] = ()

    @property
    def ambtshalve(self) -> bool:
        """Whether no VTO of the gemeente stands behind it."""
        return not self.zaak_gemeente
