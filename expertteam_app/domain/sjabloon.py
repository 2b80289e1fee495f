"""The letters and lists that can be made, and what services hand out about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

SJABLONEN: Mapping[str, str] = MappingProxyType(
    {
        "uitnodiging-ouders": "Uitnodiging voor ouders",
        "uitnodiging-kind": "Uitnodiging voor een kind vanaf 12 jaar",
        "uitnodiging-professional": "Uitnodiging voor een professional",
        "afzegging": "Afzegging",
        "brief-bij-verslag": "Brief bij het verslag",
        "terugmelding-vragen": "Vragen voor de terugmelding",
        "vto-begeleidend": "Brief bij een verzoek tot onderzoek",
        "agenda": "Agenda",
        "besluitenlijst": "Besluitenlijst",
        "actielijst": "Actielijst",
    }
)
"""Code and name of every template, in the order of the work."""


@dataclass(frozen=True, slots=True)
class SjabloonInfo:
    """A template; `versie` counts the own versions of the region, 0 is the text that ships."""

    code: str
    titel: str
    tekst: str
    versie: int
    eigen: bool


@dataclass(frozen=True, slots=True)
class SjabloonVersie:
    """One own version of the region; `eigen` is False where the shipped text was put back."""

    versie: int
    geldig_vanaf: date
    tekst: str
    eigen: bool


@dataclass(frozen=True, slots=True)
class Tekstblok:
    """A text that is put in by typing ``::`` and its code."""

    id: int
    code: str
    naam: str
    tekst: str
