"""Whose dossiers a user sees without giving a reason (DOMEIN section 9 "Access").

A werkgebied keeps a colleague from stumbling on what is not his; it is no wall, since whoever opens a kluis could read
all of it with another program.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from expertteam_app.domain.access import Rol
from expertteam_app.domain.errors import FieldError

KORTSTE_TOELICHTING: Final = 10
"""Characters: enough to say what is going on, too many for a row of dots."""


class Tafels(StrEnum):
    """Of which tables someone sees the dossiers."""

    BEIDE = "RET en JBT"
    RET = "RET"
    JBT = "JBT"


class DossierSoort(StrEnum):
    """What can be opened with a reason."""

    CASUS = "casus"
    VTB = "vtb"


@dataclass(frozen=True, slots=True)
class Werkgebied:
    """The dossiers someone sees as a matter of course.

    Attributes:
        gemeente: only those of this gemeente (CBS code); None: of all.
        tafels: only casussen and RET zittingen, only VTB's and JBT zittingen, or both.
    """

    gemeente: str | None = None
    tafels: Tafels = Tafels.BEIDE

    @property
    def heel(self) -> bool:
        """Whether nothing is left out."""
        return self.gemeente is None and self.tafels is Tafels.BEIDE


HEEL: Final = Werkgebied()


def werkgebied_of(rol: Rol, gemeente: str | None, tafels: Tafels) -> Werkgebied:
    """The werkgebied of a user.

    A toegangsmedewerker works for his own gemeente (DOMEIN 9); voorzitter and secretaris work for the region, and
    whoever reads no dossiers is not held back in figures about them.
    """
    if rol in (Rol.LEZER_CIJFERS, Rol.BEHEERDER):
        return HEEL
    return Werkgebied(gemeente if rol is Rol.TOEGANGSMEDEWERKER else None, tafels)


def checked_reason(grond: str, toelichting: str) -> str:
    """The toelichting as it is stored.

    Raises:
        FieldError: no ground, or a toelichting that says nothing.
    """
    if not grond:
        raise FieldError("grond", "Kies waarom u dit dossier opent.")
    text = toelichting.strip()
    if len(text) < KORTSTE_TOELICHTING:
        raise FieldError(
            "toelichting",
            "Schrijf kort op waarom u dit dossier nodig hebt.",
            f"Gebruik minstens {KORTSTE_TOELICHTING} tekens.",
        )
    return text
