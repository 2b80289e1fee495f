"""What an import proposes: everything that was read, and everything a person must still look at.

Nothing here is stored; a service shows the proposal and writes it after the user agreed. Rows in doubt and doubles are
also among `gelezen`; rows in quarantine are not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from expertteam_app.domain.herkenning import Kenmerken
from expertteam_app.domain.namen import Naam
from expertteam_app.exchange.dubbelen import BekendeCasus, Dubbel, Regel, compare_known

Json = dict[str, object]
Labels = Mapping[str, Mapping[str, str]]
"""Per field its codes with their labels, as they stood in the lists that were used."""
_PERSONAL = frozenset({"naam", "voornaam", "achternaam", "kind", "gezinsnaam", "bsn", "opmerking"})
"""Fields whose value stays out of the JSON of the terminal."""


@dataclass(frozen=True, slots=True)
class Keuze:
    """A code with its label, as it stood in the list that was used."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class RetRij:
    """One row of the casuslijst of the RET.

    Attributes:
        rij: row number in the file, from 1.
        nr: the list's own number, as it stands there.
        stap: 1 to 6.
        zorgvorm, uitkomst: codes; oorzaken: codes in the order of the cell, each once.
        rij_hash: fingerprint of the content; the same in another file or on another row.
    """

    rij: int
    nr: int | str | None
    naam: Naam | None
    geboortedatum: date | None
    bsn: str | None
    gemeente: Keuze | None
    aangemeld_door: str | None
    aanmelding: date | None
    stap: int | None
    eerste_overleg: date | None
    zorgvorm: str | None
    oorzaken: tuple[str, ...]
    uitkomst: str | None
    afgesloten: date | None
    opmerking: str | None
    rij_hash: str
    geboortejaar: str = ""

    @property
    def geboren(self) -> str | None:
        """The birth as far as it is known: ``2012-03-14``, ``2012-05`` or ``2012``."""
        return _iso(self.geboortedatum) or self.geboortejaar or None

    @property
    def regel(self) -> Regel:
        """What this row offers for finding doubles."""
        return _regel(self, self.naam, self.aanmelding)

    def to_json(self, labels: Labels) -> Json:
        """The row in the contract of ``import ret --json``: dates ISO, absent values null, no names."""
        return {
            "rij": self.rij,
            "nr": self.nr,
            "gemeente": self.gemeente.label if self.gemeente else None,
            "geboortedatum": self.geboren,
            "aanmelding": _iso(self.aanmelding),
            "stap": self.stap,
            "eerste_overleg": _iso(self.eerste_overleg),
            "zorgvorm": _label(labels, "zorgvorm", self.zorgvorm),
            "oorzaken": list(self.oorzaken),
            "uitkomst": _label(labels, "uitkomst", self.uitkomst),
            "afgesloten": _iso(self.afgesloten),
        }


@dataclass(frozen=True, slots=True)
class JbtRij:
    """One row of the VTB list of the JBT: one child of one verzoek tot bespreking.

    Attributes:
        mdo, netwerk: yes, no, or None when the list does not say; `netwerk_toelichting` holds who ("opa").
        besluit, raad_resultaat: codes.
        vto: day on which the verzoek tot onderzoek went to the Raad.
    """

    rij: int
    vtb_nummer: str | None
    gezinsnaam: str | None
    kind: Naam | None
    geboortedatum: date | None
    bsn: str | None
    gemeente: Keuze | None
    indiener: str | None
    ontvangen: date | None
    consultatie_vt: date | None
    consultatie_gi: date | None
    mdo: bool | None
    netwerk: bool | None
    netwerk_toelichting: str | None
    tafel: date | None
    besluit: str | None
    vto: date | None
    terugmelding: date | None
    raad_resultaat: str | None
    rij_hash: str
    geboortejaar: str = ""

    @property
    def geboren(self) -> str | None:
        """The birth as far as it is known: ``2012-03-14``, ``2012-05`` or ``2012``."""
        return _iso(self.geboortedatum) or self.geboortejaar or None

    @property
    def regel(self) -> Regel:
        """What this row offers for finding doubles."""
        return _regel(self, self.kind, self.ontvangen)

    def to_json(self, labels: Labels) -> Json:
        """The row as ``import jbt --json`` gives it: dates ISO, absent values null, no names."""
        return {
            "rij": self.rij,
            "vtb_nummer": self.vtb_nummer,
            "gemeente": self.gemeente.label if self.gemeente else None,
            "geboortedatum": self.geboren,
            "indiener": self.indiener,
            "ontvangen": _iso(self.ontvangen),
            "consultatie_vt": _iso(self.consultatie_vt),
            "consultatie_gi": _iso(self.consultatie_gi),
            "mdo": self.mdo,
            "netwerk": self.netwerk,
            "netwerk_toelichting": self.netwerk_toelichting,
            "tafel": _iso(self.tafel),
            "besluit": _label(labels, "besluit", self.besluit),
            "vto": _iso(self.vto),
            "terugmelding": _iso(self.terugmelding),
            "raad_resultaat": _label(labels, "raad_resultaat", self.raad_resultaat),
        }


@dataclass(frozen=True, slots=True)
class Twijfel:
    """One value that a person should look at.

    Attributes:
        veld: name of the field as in the row.
        waarde: what stands in the cell.
        voorstel: the value that was taken (code, ISO date or text); None when none was.
        keuzes: what may be chosen instead; empty when there is nothing to choose.
        reden: why, one Dutch sentence.
    """

    rij: int
    veld: str
    waarde: str
    voorstel: str | None
    keuzes: tuple[Keuze, ...]
    reden: str

    def to_json(self) -> Json:
        """All of it, but no names, BSN or remarks."""
        personal = self.veld in _PERSONAL
        return {
            "rij": self.rij,
            "veld": self.veld,
            "waarde": None if personal else self.waarde,
            "voorstel": None if personal else self.voorstel,
            "keuzes": [{"code": k.code, "label": k.label} for k in self.keuzes],
            "reden": self.reden,
        }


@dataclass(frozen=True, slots=True)
class Reden:
    """Why a row cannot be read: the field, what is wrong and what to do, in Dutch sentences."""

    veld: str
    reden: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.veld.replace('_', ' ')}: {self.reden} {self.remedy}"


@dataclass(frozen=True, slots=True)
class Quarantaine:
    """A row that is kept out, with every reason and what stands in it (heading to text, without a BSN)."""

    rij: int
    redenen: tuple[Reden, ...]
    waarden: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ImportVoorstel:
    """The outcome of reading one list.

    Attributes:
        soort: ``RET`` or ``JBT``.
        bestand_hash: SHA-256 of the file.
        kopregel: row number of the heading.
        mapping: field to heading; change it and read again to correct it.
        kolommen: every heading of the list, made unique.
        labels: see `Labels`.
    """

    soort: str
    bestand_hash: str
    blad: str
    kopregel: int
    mapping: Mapping[str, str]
    kolommen: tuple[str, ...]
    labels: Labels
    gelezen: tuple[RetRij, ...] | tuple[JbtRij, ...]
    twijfel: tuple[Twijfel, ...] = ()
    dubbel: tuple[Dubbel, ...] = ()
    quarantaine: tuple[Quarantaine, ...] = ()
    meldingen: tuple[str, ...] = ()

    @property
    def ret_rijen(self) -> tuple[RetRij, ...]:
        """The rows of a RET list; empty for a JBT list."""
        return tuple(r for r in self.gelezen if isinstance(r, RetRij))

    @property
    def jbt_rijen(self) -> tuple[JbtRij, ...]:
        """The rows of a JBT list; empty for a RET list."""
        return tuple(r for r in self.gelezen if isinstance(r, JbtRij))

    def compare_with(self, existing: Sequence[BekendeCasus]) -> ImportVoorstel:
        """This proposal with, besides the doubles inside the file, those against casussen in the kluis.

        A row whose fingerprint is known was imported before: *Waarschijnlijk*, with only that reason.
        """
        return replace(self, dubbel=(*self.dubbel, *compare_known([row.regel for row in self.gelezen], existing)))

    def to_json(self) -> Json:
        """The contract of ``import --json``: gelezen, twijfel, dubbel and quarantaine; no names."""
        return {
            "gelezen": [row.to_json(self.labels) for row in self.gelezen],
            "twijfel": [doubt.to_json() for doubt in self.twijfel],
            "dubbel": [
                {"rij": d.rij, "lijkt_op": d.lijkt_op, "zekerheid": d.zekerheid, "redenen": list(d.redenen)}
                for d in self.dubbel
            ],
            "quarantaine": [{"rij": q.rij, "redenen": [str(r) for r in q.redenen]} for q in self.quarantaine],
        }


def file_hash(content: bytes) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def row_hash(soort: str, values: Iterable[date | str | None]) -> str:
    """Fingerprint of what a row says: dates as dates, texts without capitals and extra spaces; the file is no part."""
    parts = [v.isoformat() if isinstance(v, date) else " ".join((v or "").casefold().split()) for v in values]
    return hashlib.sha256("\x1f".join((soort, *parts)).encode()).hexdigest()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _label(labels: Labels, veld: str, code: str | None) -> str | None:
    return labels[veld][code] if code else None


def _regel(row: RetRij | JbtRij, naam: Naam | None, begin: date | None) -> Regel:
    gemeente = row.gemeente.code if row.gemeente else None
    features = Kenmerken(naam, row.geboortedatum, gemeente, row.bsn, row.geboortejaar)
    return Regel(row.rij, features, begin, row.rij_hash)
