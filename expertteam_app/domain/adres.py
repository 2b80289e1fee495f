"""A visitekaartje: to whom a pakket can be sealed and by whom it was signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from expertteam_app.domain.errors import UserError
from expertteam_app.domain.pakket_schema import HEX_256, Groep, Tekst

MAX_NAAM: Final = 100
MAX_TEAM: Final = 200

KAART: Final = Groep(
    {
        "naam": Tekst(MAX_NAAM, leeg=False),
        "team": Tekst(MAX_TEAM, leeg=False),
        "gemeente": Tekst(4, patroon=r"\d{4}"),
        "ontvangsleutel": Tekst(62, patroon=r"age1[02-9ac-hj-np-z]{58}", leeg=False),
        "tekensleutel": Tekst(64, patroon=HEX_256, leeg=False),
    }
)
"""The fields of a visitekaartje."""


class KaartGeweigerd(UserError):
    """A visitekaartje that cannot be trusted as a file; what it says is another matter."""

    def __init__(self, reden: str) -> None:
        super().__init__(
            f"Dit visitekaartje is niet te gebruiken: {reden}. Er is niets bewaard.",
            "Vraag de eigenaar om het opnieuw te sturen.",
        )


@dataclass(frozen=True, slots=True)
class Visitekaartje:
    """Who someone says to be, with his public keys.

    Attributes:
        naam: the name of the user.
        team: the name of his kluis.
        gemeente: code, or empty for a team of the region.
        ontvangsleutel: the age recipient (``age1...``) to which a pakket for him is sealed.
        tekensleutel: the Ed25519 key by which he signs, 64 hexadecimal digits.
    """

    naam: str
    team: str
    gemeente: str
    ontvangsleutel: str
    tekensleutel: str

    def as_json(self) -> dict[str, str]:
        """The fields by name, as they stand in files."""
        return {
            "naam": self.naam,
            "team": self.team,
            "gemeente": self.gemeente,
            "ontvangsleutel": self.ontvangsleutel,
            "tekensleutel": self.tekensleutel,
        }
