"""What services hand out about a verslag: versions, reactions, sendings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Handtekening:
    """Who signed a version, in which role; `certificaat` names the certificate, or is empty."""

    id: int
    rol: str
    naam: str
    getekend_op: date
    certificaat: str
    sha256: str


@dataclass(frozen=True, slots=True)
class VasteVersie:
    """A version that was vastgesteld; from the second on with the reason of the correction."""

    id: int
    volgnummer: int
    vastgesteld_op: date
    sha256: str
    reden: str
    handtekeningen: tuple[Handtekening, ...]


@dataclass(frozen=True, slots=True)
class ReactieInfo:
    """What someone said of the verslag; `punt_id` is the agendapunt, None the whole verslag."""

    id: int
    punt_id: int | None
    van: str
    rol: str
    ontvangen_op: date
    tekst: str


@dataclass(frozen=True, slots=True)
class VerzendingInfo:
    """Who got which version, when and how.

    Attributes:
        kind_id: the child the version is for, where each child has an own one.
        sha256: of the bytes that left.
    """

    id: int
    soort: str
    ontvanger: str
    naam: str
    wijze: str
    verzonden_op: date
    punt_id: int | None
    kind_id: int | None
    blokken: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Verslagstand:
    """Where the verslag of a zitting stands.

    Attributes:
        correctie_reden: why it is being corrected now; empty when it is not.
        versies: newest first.
    """

    zitting_id: int
    ter_reactie_op: date | None
    ter_reactie_tot: date | None
    correctie_reden: str
    versies: tuple[VasteVersie, ...]
    reacties: tuple[ReactieInfo, ...]
    verzendingen: tuple[VerzendingInfo, ...]


@dataclass(frozen=True, slots=True)
class Versie:
    """A version for one recipient, to look at before it is sent.

    Attributes:
        ontvanger: code of the recipient.
        voor: the recipient in words, with the agendapunt or the child where that matters.
        krijgt: whether the rule sends it to them.
        namen: the people at the table who get this version.
        blokken: codes of the parts that may be in it.
        tekst: what is in it, as (kind, text); kind is kop0, kop1, label or tekst.
        weg: what is left out, the same way.
        verzonden: when it was last sent, and to whom.
    """

    ontvanger: str
    voor: str
    punt_id: int | None
    kind_id: int | None
    krijgt: bool
    namen: tuple[str, ...]
    blokken: tuple[str, ...]
    tekst: tuple[tuple[str, str], ...]
    weg: tuple[tuple[str, str], ...]
    verzonden: tuple[VerzendingInfo, ...]


@dataclass(frozen=True, slots=True)
class Stuk:
    """A document as bytes, with a neutral file name and the kind of file (pdf or docx)."""

    bestandsnaam: str
    inhoud: bytes
    vorm: str
