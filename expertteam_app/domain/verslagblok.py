"""The parts of a verslag, and who gets which of them (DOMEIN section 4, Minutes; delft.nl for the rule of the papers).

A version for a recipient is built from the parts in its rule and from nothing else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from expertteam_app.domain.errors import FieldError


class Blok(StrEnum):
    """A named part of a verslag; the text fields of an agenda item carry the same codes."""

    AANWEZIGEN = "aanwezigen"
    STEM_OUDERS = "stem_ouders"
    STEM_JEUGDIGE = "stem_jeugdige"
    VRAAG = "vraag"
    GEPROBEERD = "geprobeerd"
    GAAT_GOED = "gaat_goed"
    ZORGEN_FEITEN = "zorgen_feiten"
    ZORGEN_MENINGEN = "zorgen_meningen"
    VISIES = "visies"
    ANALYSE = "analyse"
    GESPREK = "gesprek"
    OORZAKEN = "oorzaken"
    HIATEN = "hiaten"
    OPLOSSINGEN = "oplossingen"
    BESLUITEN = "besluiten"
    AFSPRAKEN = "afspraken"
    VEILIGHEIDSAFSPRAKEN = "veiligheidsafspraken"
    ACTIES = "acties"
    VERVOLG = "vervolg"
    REACTIES = "reacties"


BLOK_NAMEN: Mapping[Blok, str] = MappingProxyType(
    {
        Blok.AANWEZIGEN: "Aanwezigen",
        Blok.STEM_OUDERS: "Stem van de ouders",
        Blok.STEM_JEUGDIGE: "Stem van de jeugdige",
        Blok.VRAAG: "Vraag aan de tafel",
        Blok.GEPROBEERD: "Wat is geprobeerd",
        Blok.GAAT_GOED: "Wat gaat goed",
        Blok.ZORGEN_FEITEN: "Zorgen: feiten",
        Blok.ZORGEN_MENINGEN: "Zorgen: meningen",
        Blok.VISIES: "Visies",
        Blok.ANALYSE: "Analyse",
        Blok.GESPREK: "Uit het gesprek",
        Blok.OORZAKEN: "Oorzaken van vastlopen",
        Blok.HIATEN: "Hiaten in het zorgaanbod",
        Blok.OPLOSSINGEN: "Besproken oplossingen",
        Blok.BESLUITEN: "Besluit per kind",
        Blok.AFSPRAKEN: "Afspraken bij het besluit",
        Blok.VEILIGHEIDSAFSPRAKEN: "Veiligheidsafspraken",
        Blok.ACTIES: "Acties",
        Blok.VERVOLG: "Terugmelding en VTO",
        Blok.REACTIES: "Reacties",
    }
)

DOSSIER = "dossier"
"""The recipient who gets the whole verslag."""


@dataclass(frozen=True, slots=True)
class Ontvanger:
    """Who a version is made for, and what is in it.

    Attributes:
        krijgt: whether a version is sent to them unless someone decides otherwise.
        rollen: roles at the table (codes of tafelrollen) that get this version.
        per_kind: a version for one child: besluiten about another child are left out.
        van_jaar: youngest age in years, for a jeugdige.
        tot_jaar: oldest age in years, for a jeugdige.
        bron: where the rule comes from.
    """

    code: str
    label: str
    krijgt: bool
    blokken: frozenset[Blok]
    rollen: tuple[str, ...] = ()
    per_kind: bool = False
    van_jaar: int = 0
    tot_jaar: int = 150
    bron: str = ""


@dataclass(frozen=True, slots=True)
class Verdeling:
    """The distribution rule: every recipient once, the dossier last."""

    versie: str
    bron: str
    status: str
    ontvangers: tuple[Ontvanger, ...]

    def get(self, code: str) -> Ontvanger:
        """The recipient with a code.

        Raises:
            FieldError: there is none; the text names those that there are.
        """
        found = next((o for o in self.ontvangers if o.code == code), None)
        if found is None:
            names = ", ".join(o.code for o in self.ontvangers)
            raise FieldError("ontvanger", f"Er is geen ontvanger “{code}”.", f"Kies uit: {names}.")
        return found

    def for_role(self, rol: str) -> Ontvanger | None:
        """The recipient for someone with a role at the table; None for a jeugdige, whose age decides."""
        return next((o for o in self.ontvangers if rol in o.rollen and not o.per_kind), None)

    def for_age(self, jaren: int) -> Ontvanger | None:
        """The recipient for a jeugdige of so many years; None when no version is made for that age."""
        return next((o for o in self.ontvangers if o.per_kind and o.van_jaar <= jaren <= o.tot_jaar), None)


def parse_verdeling(tekst: str) -> Verdeling:
    """Read the rule as it ships.

    Raises:
        ValueError: the file is broken or names a part that does not exist.
    """
    data = tomllib.loads(tekst)
    return Verdeling(
        versie=str(data["versie"]),
        bron=str(data["bron"]),
        status=str(data["status"]),
        ontvangers=tuple(_ontvanger(row) for row in data["ontvanger"]),
    )


def _ontvanger(row: Mapping[str, object]) -> Ontvanger:
    blokken, zonder, rollen = row.get("blokken"), row.get("zonder", ()), row.get("rollen", ())
    if not isinstance(zonder, list | tuple) or not isinstance(rollen, list | tuple):
        raise TypeError("zonder and rollen are lists")
    if isinstance(blokken, list):
        parts = frozenset(Blok(str(code)) for code in blokken)
    else:
        parts = frozenset(Blok) - {Blok(str(code)) for code in zonder}
    return Ontvanger(
        code=str(row["code"]),
        label=str(row["label"]),
        krijgt=bool(row["krijgt"]),
        blokken=parts,
        rollen=tuple(str(rol) for rol in rollen),
        per_kind=bool(row.get("per_kind", False)),
        van_jaar=int(str(row.get("van_jaar", 0))),
        tot_jaar=int(str(row.get("tot_jaar", 150))),
        bron=str(row.get("bron", "")),
    )


def with_region(verdeling: Verdeling, eigen: object) -> Verdeling:
    """The rule with what the region chose over it.

    Args:
        verdeling: the rule as it ships.
        eigen: per code of a recipient ``{"krijgt": bool, "blokken": [code, ...]}``; anything else is passed over, so
            that a part that no longer exists is never sent.
    """
    if not isinstance(eigen, Mapping):
        return verdeling
    known = {blok.value: blok for blok in Blok}
    changed = []
    for ontvanger in verdeling.ontvangers:
        choice = eigen.get(ontvanger.code)
        if ontvanger.code != DOSSIER and isinstance(choice, Mapping):
            codes = choice.get("blokken", ())
            parts = frozenset(known[c] for c in codes if c in known) if isinstance(codes, list) else ontvanger.blokken
            changed.append(
                replace(ontvanger, krijgt=bool(choice.get("krijgt")), blokken=parts, bron="keuze van de regio")
            )
        else:
            changed.append(ontvanger)
    return replace(verdeling, ontvangers=tuple(changed))
