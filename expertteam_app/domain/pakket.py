"""What a pakket is: its kinds, what each may hold, what stands on the outside, and how large it may be.

The schema of a kind is its whitelist: a field that is not in it cannot leave and does not come in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from expertteam_app.domain.adres import KAART, MAX_NAAM, MAX_TEAM, Visitekaartje
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.pakket_schema import HEX_256, HEX_ID, Dag, Getal, Groep, JaNee, Lijst, Tekst

FORMAAT: Final = 1
MB: Final = 1024 * 1024
MAX_PAKKET: Final = 200 * MB
"""Of the sealed file; what is in it is not compressed, so it cannot grow."""
MAX_JSON: Final = 4 * MB
MAX_BIJLAGEN: Final = 50
MAX_ONTVANGERS: Final = 20
MAX_TEKST: Final = 20_000
"""Characters of one field with running text."""
MANIFEST: Final = "manifest.json"
HANDTEKENING: Final = "manifest.sig"
INHOUD: Final = "inhoud.json"
BIJLAGE: Final = r"bijlagen/\d{3}"
"""A bijlage inside a pakket: a number; its name stands in the inhoud, where no disk takes it for a path."""
SUFFIX: Final = ".pakket"


class Pakketsoort(StrEnum):
    """What a pakket is for."""

    INBRENG = "inbreng"
    ONTVANGSTBEWIJS = "ontvangstbewijs"


class PakketGeweigerd(UserError):
    """A pakket that is not what it says, or not for this user; nothing of it was stored."""

    def __init__(self, reden: str, remedy: str = "Vraag de afzender om het opnieuw te sturen.") -> None:
        super().__init__(f"Dit pakket is geweigerd: {reden}. Er is niets bewaard.", remedy)


_NAAM: Final = Tekst(200)
_VERHAAL: Final = Tekst(MAX_TEKST, regel=False)
_CODE: Final = Tekst(40, patroon=r"[A-Za-z0-9][A-Za-z0-9 -]*")
_ZOEKREGEL: Final = Groep(
    {
        "zorgvorm": _CODE,
        "aanbieder": _NAAM,
        "datum": Dag(),
        "antwoord": _CODE,
        "reden": Tekst(200),
        "wachttijd_weken": Getal(0, 1000, leeg=True),
    }
)
_GEZAG: Final = Groep(
    {
        "voornaam": _NAAM,
        "tussenvoegsel": Tekst(50),
        "achternaam": _NAAM,
        "instelling": _NAAM,
        "rol": _CODE,
    }
)
_INBRENG: Final = Groep(
    {
        "kenmerk": Tekst(32, patroon=HEX_ID, leeg=False),
        "nummer": Tekst(20),
        "jeugdige": Groep(
            {
                "voornaam": _NAAM,
                "tussenvoegsel": Tekst(50),
                "achternaam": _NAAM,
                "geboortedatum": Dag(leeg=True),
                "geboortejaar": Tekst(7, patroon=r"\d{4}(-\d{2})?"),
                "gemeente": Tekst(4, patroon=r"\d{4}", leeg=False),
            }
        ),
        "gezag": Lijst(_GEZAG, 20),
        "aangemeld_door": _NAAM,
        "soort_vraag": Tekst(40),
        "vraag": _VERHAAL,
        "stem_jeugdige": _VERHAAL,
        "stem_ouders": _VERHAAL,
        "stem_niet_gelukt": _VERHAAL,
        "geprobeerd": _VERHAAL,
        "casusregisseur": _NAAM,
        "verklarende_analyse": _CODE,
        "verblijfplaats": _NAAM,
        "kader": _CODE,
        "zoekregels": Lijst(_ZOEKREGEL, 500),
        "bijlagen": Lijst(
            Groep(
                {
                    "deel": Tekst(12, patroon=BIJLAGE, leeg=False),
                    "naam": Tekst(200, leeg=False),
                    "toelichting": Tekst(2000, regel=False),
                }
            ),
            MAX_BIJLAGEN,
        ),
    }
)
_ONTVANGSTBEWIJS: Final = Groep(
    {
        "pakket": Tekst(32, patroon=HEX_ID, leeg=False),
        "manifest": Tekst(64, patroon=HEX_256, leeg=False),
        "ontvangen_op": Dag(),
    }
)
TOEGESTAAN: Final[Mapping[Pakketsoort, Groep]] = MappingProxyType(
    {Pakketsoort.INBRENG: _INBRENG, Pakketsoort.ONTVANGSTBEWIJS: _ONTVANGSTBEWIJS}
)
"""Per kind what may be in it.

An inbreng tells the table the question, the voices, what was tried and sought, and who has gezag (DOMEIN 3). It does
not tell the BSN, the own remarks, the log, causes, hiaten, acties and verslagen of the toegang.
"""

_DEEL: Final = Groep(
    {
        "naam": Tekst(20, patroon=rf"inhoud\.json|{BIJLAGE}", leeg=False),
        "grootte": Getal(1, MAX_PAKKET),
        "sha256": Tekst(64, patroon=HEX_256, leeg=False),
    }
)
OMSLAG: Final = Groep(
    {
        "formaat": Getal(FORMAAT, FORMAAT),
        "id": Tekst(32, patroon=HEX_ID, leeg=False),
        "soort": Tekst(20, patroon="|".join(Pakketsoort), leeg=False),
        "oefening": JaNee(),
        "gemaakt_op": Tekst(20, patroon=r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", leeg=False),
        "afzender": KAART,
        "ontvangers": Lijst(
            Groep(
                {
                    "naam": Tekst(MAX_NAAM, leeg=False),
                    "team": Tekst(MAX_TEAM),
                    "ontvangsleutel": Tekst(62, patroon=r"age1[02-9ac-hj-np-z]{58}"),
                }
            ),
            MAX_ONTVANGERS,
        ),
        "doel": Tekst(2000, regel=False, leeg=False),
        "grondslag": Tekst(40, patroon=r"[a-z0-9-]+", leeg=False),
        "delen": Lijst(_DEEL, MAX_BIJLAGEN + 1),
    }
)
"""The fields of ``manifest.json``."""


@dataclass(frozen=True, slots=True)
class Ontvanger:
    """For whom a pakket is; without an `ontvangsleutel` it opens with a wachtzin."""

    naam: str
    team: str
    ontvangsleutel: str = ""


@dataclass(frozen=True, slots=True)
class Omslag:
    """What stands on the outside of what is inside: who sends what to whom, why, on what ground, and when.

    Attributes:
        id: 32 hexadecimal digits; the same pakket has the same id everywhere.
        gemaakt_op: the moment in UTC, whole seconds.
        grondslag: code of the list grondslagen.
        oefening: it comes from an Oefenkluis: all that is in it is invented.
    """

    id: str
    soort: Pakketsoort
    gemaakt_op: datetime
    afzender: Visitekaartje
    ontvangers: tuple[Ontvanger, ...]
    doel: str
    grondslag: str
    oefening: bool = False

    def as_json(self, delen: list[dict[str, Any]]) -> dict[str, Any]:
        """The fields of the manifest, with what it says of the parts."""
        return {
            "formaat": FORMAAT,
            "id": self.id,
            "soort": self.soort.value,
            "oefening": self.oefening,
            "gemaakt_op": self.gemaakt_op.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "afzender": self.afzender.as_json(),
            "ontvangers": [
                {"naam": o.naam, "team": o.team, "ontvangsleutel": o.ontvangsleutel} for o in self.ontvangers
            ],
            "doel": self.doel,
            "grondslag": self.grondslag,
            "delen": delen,
        }


def omslag_of(value: Mapping[str, Any]) -> Omslag:
    """A checked manifest as a value.

    Raises:
        ValueError: the moment cannot be.
    """
    return Omslag(
        id=value["id"],
        soort=Pakketsoort(value["soort"]),
        gemaakt_op=datetime.strptime(value["gemaakt_op"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
        afzender=Visitekaartje(**value["afzender"]),
        ontvangers=tuple(Ontvanger(**each) for each in value["ontvangers"]),
        doel=value["doel"],
        grondslag=value["grondslag"],
        oefening=value["oefening"],
    )


@dataclass(frozen=True, slots=True)
class Pakket:
    """A pakket that was opened and checked, as far as it can be without knowing the sender.

    Attributes:
        inhoud: fits the schema of its kind.
        bijlagen: bytes by the name of the part.
        manifest: SHA-256 of the manifest, 64 hexadecimal digits: names this pakket in an ontvangstbewijs.
    """

    omslag: Omslag
    inhoud: Mapping[str, Any]
    bijlagen: Mapping[str, bytes] = field(repr=False)
    manifest: str


def written(value: object) -> bytes:
    """JSON that people can read, and one value in one way only: sorted names, fixed white space, UTF-8."""
    return json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False).encode("utf-8") + b"\n"


def neutral_name(pakket_id: str) -> str:
    """The name of the file: it says nothing of who or what is in it."""
    return f"pakket-{pakket_id[:8]}{SUFFIX}"
