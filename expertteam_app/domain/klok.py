"""Klokken as data: which two milestones an interval runs between, its norm, and how sure we are of that norm.

The shipped klokken are in ``resources/klokken.toml`` (DOMEIN section 5). No source of the region fixes a norm, so
nearly all of them are settings.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from expertteam_app.domain.kalender import Kalender, Profiel
from expertteam_app.domain.termijn import Eenheid, Norm

MIJLPALEN: Mapping[str, str] = {
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
    "vtb_ontvangen": "VTB ontvangen",
    "vtb_agendeerbaar": "VTB agendeerbaar",
    "jbt_zitting": "zitting van de JBT",
    "jbt_besluit": "besluit van de JBT",
    "vto_verzonden": "VTO verzonden naar de RvdK",
    "terugmelding": "terugmelding ontvangen",
    "raadsonderzoek_gestart": "raadsonderzoek gestart",
    "raadsonderzoek_afgerond": "raadsonderzoek afgerond",
}
"""The milestones a klok can run between, with their names for the screen."""


class KlokStatus(StrEnum):
    """Where the norm of a klok comes from."""

    WET = "wet"
    GEVONDEN = "gevonden"
    VOORSTEL = "voorstel"
    INSTELLING = "instelling"


@dataclass(frozen=True, slots=True)
class Klok:
    """One interval that is measured.

    Attributes:
        code: D1, D2, ... of DOMEIN section 5.
        van: milestone at which it starts (a key of `MIJLPALEN`).
        tot: milestone at which it stops.
        norm: length of the norm in `eenheid`, or None when there is none.
        eenheid: what the klok counts in, also without a norm.
        bron: source of the klok and its norm.
        profiel: the calendar it runs on.
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


def _klok(row: Mapping[str, Any]) -> Klok:
    norm = row.get("norm")
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
    )
    unknown = {klok.van, klok.tot} - MIJLPALEN.keys()
    if unknown:
        raise ValueError(f"mijlpaal {min(unknown)} bestaat niet")
    return klok


def parse_klokken(text: str) -> tuple[Klok, ...]:
    """Read klokken from TOML: ``[[klok]]`` tables with the fields of `Klok`; ``norm`` may be left out.

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
