"""What a VTO needs and no kluis holds (addresses of the chain, the medewerker, numbers of people), and how it is added.

What is added fills a gap and replaces nothing: where the kluis says something else, that has to be settled first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from expertteam_app.domain.corv import Instelling, Kind, Medewerker, Organisatie, Persoon, Systeem
from expertteam_app.domain.errors import FieldError

Waarde = str | date | bool
Velden = Mapping[str, Waarde]

PERSOON: Mapping[str, type] = MappingProxyType({"bsn": str, "rni": str, "telefoon": str, "email": str})
"""Fields of a person that may be added, with their kind."""
KIND: Mapping[str, type] = MappingProxyType({**PERSOON, "verwacht": date, "geboortedatum_onbekend": bool})
BELANGHEBBENDE: Mapping[str, type] = MappingProxyType({**PERSOON, "vestigingsnummer": str})


@dataclass(frozen=True, slots=True)
class Aanvulling:
    """What is added to the facts of a kluis.

    Attributes:
        extra: extra elements of the zaak, over the ones that the program gives.
        kinderen: place of a child in the VTO, from 1, to what is added to it.
        belanghebbenden: as `kinderen`, of the people around them.
    """

    zender: Systeem = field(default_factory=Systeem)
    ontvanger: Systeem = field(default_factory=Systeem)
    medewerker: Medewerker = field(default_factory=Medewerker)
    organisatie: Organisatie = field(default_factory=Organisatie)
    omschrijving: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    kinderen: Mapping[int, Velden] = field(default_factory=dict)
    belanghebbenden: Mapping[int, Velden] = field(default_factory=dict)

    def check_places(self, children: int, people: int) -> None:
        """Stop when something is added to a child or person that is not there.

        Raises:
            FieldError: with the place.
        """
        for name, places, most in (("kind", self.kinderen, children), ("belanghebbende", self.belanghebbenden, people)):
            beyond = next((nr for nr in sorted(places) if nr not in range(1, most + 1)), None)
            if beyond is not None:
                raise FieldError(
                    f"{name}.{beyond}",
                    f"Er is geen {name} {beyond} in dit verzoek.",
                    "Kijk in de lijst met kinderen en belanghebbenden wie welk nummer heeft.",
                )


def aangevuld_kind(kind: Kind, velden: Velden, veld: str) -> Kind:
    """A child with what is added to it; an expected date makes it unborn.

    Raises:
        FieldError: the kluis says something else.
    """
    persoon = _filled(kind.persoon, velden, veld)
    verwacht = velden.get("verwacht")
    if isinstance(verwacht, date):
        if kind.verwacht not in (None, verwacht):
            raise _differs(f"{veld}.verwacht")
        kind = replace(kind, ongeboren=True, verwacht=verwacht)
    unknown = kind.geboorte_onbekend or velden.get("geboortedatum_onbekend") is True
    return replace(kind, persoon=persoon, geboorte_onbekend=unknown)


def aangevuld(wie: Persoon | Instelling, velden: Velden, veld: str) -> Persoon | Instelling:
    """A person or body with what is added to it.

    Raises:
        FieldError: the kluis says something else, or it is no field of a person or of a body.
    """
    return _filled(wie, velden, veld) if isinstance(wie, Persoon) else _filled_body(wie, velden, veld)


def _filled(wie: Persoon, velden: Velden, veld: str) -> Persoon:
    if "vestigingsnummer" in velden:
        raise FieldError(f"{veld}.vestigingsnummer", "Een vestigingsnummer hoort bij een instelling.", "Haal het weg.")
    new = {name: str(velden[name]) for name in PERSOON if name in velden}
    for name, value in new.items():
        if getattr(wie, name) not in ("", value):
            raise _differs(f"{veld}.{name}")
    return replace(
        wie,
        bsn=new.get("bsn", wie.bsn),
        rni=new.get("rni", wie.rni),
        telefoon=new.get("telefoon", wie.telefoon),
        email=new.get("email", wie.email),
    )


def _filled_body(wie: Instelling, velden: Velden, veld: str) -> Instelling:
    if {"bsn", "rni"} & velden.keys():
        raise FieldError(f"{veld}.bsn", "Een instelling heeft geen BSN of RNI-nummer.", "Haal het weg.")
    return replace(wie, **{name: str(value) for name, value in velden.items()})


def _differs(veld: str) -> FieldError:
    return FieldError(
        veld, f"In de kluis staat bij {veld} iets anders dan in de aanvulling.", "Maak ze gelijk, of haal er één weg."
    )
