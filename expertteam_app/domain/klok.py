"""Klokken as data: which two milestones an interval runs between, its norm, and how sure we are of that norm.

The shipped klokken are in ``resources/klokken.toml`` (DOMEIN section 5). No source of the region fixes a norm, so
nearly all of them are settings. A klok has versions: the one that holds on the day an interval starts is the one that
interval keeps; a published version never changes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.kalender import EERSTE_JAAR, LAATSTE_JAAR, Kalender, Profiel
from expertteam_app.domain.termijn import Eenheid, Norm

MIJLPALEN_CASUS: Mapping[str, str] = {
    "stap_begonnen": "stap begonnen",
    "stap_beeindigd": "stap beëindigd",
    "aanmelding": "aanmelding bij het RET",
    "triage": "triage afgerond",
    "eerste_overleg": "eerste overleg in het RET",
    "verslag_verzonden": "verslag verzonden",
    "hulp_gestart": "hulp gestart",
    "afgesloten": "casus afgesloten",
    "boeg_ingebracht": "ingebracht bij BOEG",
    "boeg_teruggekoppeld": "terugkoppeling van BOEG",
}
"""Milestones in the log of a casus."""

MIJLPALEN_PLAATSING: Mapping[str, str] = {
    "zorg_toegewezen": "zorg toegewezen",
    "zorg_gestart": "zorg gestart",
    "zorg_geeindigd": "zorg geëindigd",
}
"""Milestones of the startfoto of a uithuisplaatsing."""

MIJLPALEN_VTB: Mapping[str, str] = {
    "vtb_ontvangen": "VTB ontvangen",
    "vtb_agendeerbaar": "VTB agendeerbaar",
    "jbt_zitting": "zitting van de JBT",
    "jbt_besluit": "besluit van de JBT",
    "vto_verzonden": "VTO verzonden naar de RvdK",
    "terugmelding": "terugmelding ontvangen",
    "jbt_verslag_verzonden": "verslag van de JBT verzonden",
    "raadsonderzoek_gestart": "raadsonderzoek gestart",
    "raadsonderzoek_afgerond": "raadsonderzoek afgerond",
}
"""Milestones of a VTB and its besluiten."""

_PER_BESLUIT = frozenset({"vto_verzonden", "terugmelding", "raadsonderzoek_gestart", "raadsonderzoek_afgerond"})
"""Milestones of a VTB that come for each kind on its own day."""

MIJLPALEN_ELDERS: Mapping[str, str] = {
    "vt_melding": "melding bij Veilig Thuis",
    "vt_triage": "triage van Veilig Thuis afgerond",
    "vt_onderzoek_gestart": "onderzoek van Veilig Thuis gestart",
    "vt_onderzoek_afgerond": "onderzoek van Veilig Thuis afgerond",
    "burgemeester_vraagt_oordeel": "burgemeester vraagt het oordeel van de kinderrechter",
    "raad_naar_kinderrechter": "RvdK legt de vraag voor aan de kinderrechter",
    "rekest": "rekest bij de kinderrechter",
    "beschikking": "beschikking van de kinderrechter",
    "gi_in_kennis_gesteld": "GI in kennis gesteld van de beschikking",
    "gi_eerste_contact": "GI wijst een werker aan en heeft eerste contact",
    "afzien_familiegroepsplan": "afzien van een familiegroepsplan",
    "gi_plan": "plan van de GI vastgesteld",
    "vots_begonnen": "voorlopige ondertoezichtstelling begonnen",
    "vots_geeindigd": "voorlopige ondertoezichtstelling geëindigd",
    "maatregel_begonnen": "OTS of machtiging uithuisplaatsing begonnen",
    "maatregel_geeindigd": "OTS of machtiging uithuisplaatsing geëindigd",
    "muhp_verleend": "machtiging uithuisplaatsing verleend",
    "muhp_uitgevoerd": "machtiging uithuisplaatsing uitgevoerd",
    "aanbieder_aangemeld": "aangemeld bij de aanbieder",
    "aanbieder_intake": "intake bij de aanbieder",
    "behandeling_gestart": "behandeling gestart",
    "toewijzing_gevraagd": "toewijzing of factuur ingediend",
    "toewijzing_afgehandeld": "toewijzing of factuur afgehandeld",
    "ed_aangemeld": "aangemeld bij Team ED",
    "ed_gekoppeld": "gekoppeld aan een ervaringsdeskundige",
    "vernietiging_verzocht": "verzoek tot vernietiging van het dossier",
    "vernietigd": "dossier vernietigd",
}
"""Milestones that others hold and this program does not record; klokken between them are reference."""

MIJLPALEN: Mapping[str, str] = {**MIJLPALEN_CASUS, **MIJLPALEN_PLAATSING, **MIJLPALEN_VTB, **MIJLPALEN_ELDERS}
"""The milestones a klok can run between, with their names for the screen."""

MEEGELEVERD = date(EERSTE_JAAR, 1, 1)
"""From when the shipped version of a klok holds: before any case."""


class KlokStatus(StrEnum):
    """Where the norm of a klok comes from."""

    WET = "wet"
    GEVONDEN = "gevonden"
    VOORSTEL = "voorstel"
    INSTELLING = "instelling"


@dataclass(frozen=True, slots=True)
class Klok:
    """One version of one interval that is measured.

    Attributes:
        code: D1, D2, ... of DOMEIN section 5, or a code of the region.
        van: milestone at which it starts (a key of `MIJLPALEN`).
        tot: milestone at which it stops.
        norm: length of the norm in `eenheid`, or None when there is none.
        eenheid: what the klok counts in, also without a norm.
        bron: source of the klok and its norm.
        profiel: the calendar it runs on.
        geldig_vanaf: intervals that start on this day or later keep this version; `MEEGELEVERD` for the shipped one.
        wettelijk: the norm is a wettelijke term, so Atw 1, 2 and 4 say where it ends.
        achteruit: `tot` must lie at least the norm before `van`; counted backwards, so it never moves (Atw 1(2)).
        pauzeredenen: the reasons of a pause that stop this klok, by code of the list pauzeredenen or in words; None:
            every pause that counts for its casus.
        artikel: article of law, or empty.
        besluit: the kind of JBT besluit for which alone the klok runs, or empty.
        organisatie: whose closing days count under the profile KANTOOR; empty: the own office.
    """

    code: str
    naam: str
    van: str
    tot: str
    norm: int | None
    eenheid: Eenheid
    status: KlokStatus
    bron: str
    profiel: Profiel = Profiel.WETTELIJK
    geldig_vanaf: date = MEEGELEVERD
    wettelijk: bool = False
    achteruit: bool = False
    pauzeredenen: tuple[str, ...] | None = None
    artikel: str = ""
    besluit: str = ""
    organisatie: str = ""

    @property
    def termijn(self) -> Norm | None:
        """The norm with its unit, or None."""
        return None if self.norm is None else Norm(self.norm, self.eenheid)

    @property
    def kalender(self) -> Kalender:
        """The calendar of the profile, without closing days."""
        return Kalender(self.profiel)

    @property
    def per_stap(self) -> bool:
        """Whether the klok runs once for every step of the opschalingsmodel."""
        return self.van == "stap_begonnen"

    @property
    def van_casus(self) -> bool:
        """Whether it runs between milestones in the log of a casus."""
        return {self.van, self.tot} <= MIJLPALEN_CASUS.keys()

    @property
    def van_plaatsing(self) -> bool:
        """Whether it runs between milestones of a uithuisplaatsing."""
        return {self.van, self.tot} <= MIJLPALEN_PLAATSING.keys()

    @property
    def van_vtb(self) -> bool:
        """Whether it runs between milestones of a VTB."""
        return {self.van, self.tot} <= MIJLPALEN_VTB.keys()

    @property
    def per_besluit(self) -> bool:
        """Whether it runs for each besluit (each kind) of a VTB on its own; a verslag goes out for all kinderen."""
        if self.tot == "jbt_verslag_verzonden":
            return False
        return self.van == "jbt_besluit" or bool({self.van, self.tot} & _PER_BESLUIT)

    @property
    def meetbaar(self) -> bool:
        """Whether this program records both milestones in one place; else the klok is reference."""
        return self.van_casus or self.van_plaatsing or self.van_vtb

    @property
    def niet_te_meten(self) -> str:
        """Why it cannot be measured here, as a sentence; empty when it can."""
        if self.meetbaar:
            return ""
        missing = [m for m in (self.van, self.tot) if m in MIJLPALEN_ELDERS]
        names = [f"“{MIJLPALEN[m]}”" for m in missing or (self.van, self.tot)]
        if len(names) == 1:
            return f"Nog niet te meten: mijlpaal {names[0]} wordt hier niet vastgelegd."
        return f"Nog niet te meten: de mijlpalen {' en '.join(names)} worden hier niet vastgelegd."

    @property
    def versie(self) -> str:
        """Which version this is: "zoals meegeleverd" or "geldig vanaf 01-02-2026"."""
        return "zoals meegeleverd" if self.geldig_vanaf == MEEGELEVERD else f"geldig vanaf {self.geldig_vanaf:%d-%m-%Y}"

    def stopped_by(self, reden: str, code: str = "") -> bool:
        """Whether a pause with this reason (its words, its code) stops the klok, when it counts at all."""
        if self.pauzeredenen is None:
            return True
        named = {r.strip().casefold() for r in self.pauzeredenen}
        return code.casefold() in named or reden.strip().casefold() in named


def valid_on(versies: Sequence[Klok], dag: date) -> Klok:
    """The version that holds on a day; the oldest for days before all of them. `versies` is not empty."""
    held = versies[0]
    if len(versies) > 1:
        ordered = sorted(versies, key=lambda k: k.geldig_vanaf)
        held = next((k for k in reversed(ordered) if k.geldig_vanaf <= dag), ordered[0])
    return held


def checked_klok(klok: Klok) -> Klok:
    """The klok itself when it can be published.

    Raises:
        FieldError: names the field that does not fit.
    """
    for veld in ("code", "naam", "bron"):
        if not getattr(klok, veld).strip():
            raise FieldError(veld, f"Vul bij deze klok ook de {veld} in.")
    for veld, mijlpaal in (("van", klok.van), ("tot", klok.tot)):
        if mijlpaal not in MIJLPALEN:
            raise FieldError(veld, f"De mijlpaal {mijlpaal} bestaat niet.", "Kies een mijlpaal uit de lijst.")
    if klok.van == klok.tot:
        raise FieldError("tot", "Een klok loopt tussen twee verschillende mijlpalen.")
    if klok.norm is not None and klok.norm < 1:
        raise FieldError("norm", "De norm is een geheel getal vanaf 1, of leeg.")
    if klok.per_stap and klok.norm is not None:
        raise FieldError("norm", "De norm van een stap staat in het opschalingsmodel.", "Pas de ladder aan.")
    if klok.eenheid is Eenheid.WERKDAGEN and klok.profiel is Profiel.KALENDERDAGEN:
        raise FieldError("profiel", "Werkdagen kunnen niet op kalenderdagen lopen.", "Kies een andere kalender.")
    if not EERSTE_JAAR <= klok.geldig_vanaf.year <= LAATSTE_JAAR:
        raise FieldError("geldig_vanaf", "Deze datum valt buiten de kalender.", "Controleer het jaartal.")
    return klok


def _klok(row: Mapping[str, Any]) -> Klok:
    norm, redenen = row.get("norm"), row.get("pauzeredenen")
    if norm is not None and (type(norm) is not int or norm < 1):
        raise ValueError("de norm is een geheel getal vanaf 1, of ontbreekt")
    klok = Klok(
        code=row["code"],
        naam=row["naam"],
        van=row["van"],
        tot=row["tot"],
        norm=norm,
        eenheid=Eenheid(row["eenheid"]),
        status=KlokStatus(row["status"]),
        bron=row["bron"],
        profiel=Profiel(row["profiel"]),
        geldig_vanaf=row.get("geldig_vanaf", MEEGELEVERD),
        wettelijk=row.get("wettelijk", False),
        achteruit=row.get("achteruit", False),
        pauzeredenen=None if redenen is None else tuple(redenen),
        artikel=row.get("artikel", ""),
        besluit=row.get("besluit", ""),
        organisatie=row.get("organisatie", ""),
    )
    unknown = {klok.van, klok.tot} - MIJLPALEN.keys()
    if unknown:
        raise ValueError(f"mijlpaal {min(unknown)} bestaat niet")
    return klok


def parse_klokken(text: str) -> tuple[Klok, ...]:
    """Read klokken from TOML: ``[[klok]]`` tables with the fields of `Klok`; those with a default may be left out.

    Raises:
        ValueError: the text is no TOML, a key is missing, a value is not allowed or a code occurs twice; names the
            klok.
    """
    klokken: dict[str, Klok] = {}
    for row in tomllib.loads(text).get("klok", ()):
        code = row.get("code", "?")
        try:
            klok = _klok(row)
        except KeyError as missing:
            raise ValueError(f"Klok {code}: {missing} ontbreekt.") from missing
        except ValueError as wrong:
            raise ValueError(f"Klok {code}: {wrong}.") from wrong
        if code in klokken:
            raise ValueError(f"Klok {code} staat er twee keer in.")
        klokken[code] = klok
    if not klokken:
        raise ValueError("Er staan geen klokken in dit bestand.")
    return tuple(klokken.values())
