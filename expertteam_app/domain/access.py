"""Who may do what inside one kluis (DOMEIN section 9 "Access").

Rights decide what a user may *do*; they are no cryptographic wall: whoever opens a kluis could read all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from expertteam_app.domain.errors import NoRightError


class Right(StrEnum):
    """One thing a user may do; the value is used in the audit log."""

    CASUS_READ = "casus:lezen"
    CASUS_WRITE = "casus:schrijven"
    CASUS_IMPORT = "casus:inlezen"
    ZITTING_READ = "zitting:lezen"
    ZITTING_WRITE = "zitting:schrijven"
    VERSLAG_MAKE = "verslag:maken"
    VERSLAG_FINALISE = "verslag:vaststellen"
    FIGURES_READ = "cijfers:lezen"
    REPORT_EXPORT = "rapport:naar-buiten"
    REPORT_RELEASE = "rapport:vrijgeven"
    SETTINGS_READ = "instellingen:lezen"
    SETTINGS_WRITE = "instellingen:schrijven"
    USERS_WRITE = "gebruikers:schrijven"
    AUDIT_READ = "logboek:lezen"
    DOSSIER_DESTROY = "dossier:vernietigen"
    DOSSIER_COPY = "dossier:afschrift"


class Rol(StrEnum):
    """The roles inside a kluis (DOMEIN section 9)."""

    VOORZITTER = "voorzitter"
    SECRETARIS = "secretaris"
    TOEGANGSMEDEWERKER = "toegangsmedewerker"
    LEZER_CIJFERS = "lezer cijfers"
    BEHEERDER = "beheerder"


ROLES: dict[Rol, frozenset[Right]] = {
    Rol.VOORZITTER: frozenset(Right),
    Rol.SECRETARIS: frozenset(Right) - {Right.USERS_WRITE, Right.REPORT_EXPORT},
    Rol.TOEGANGSMEDEWERKER: frozenset(
        {
            Right.CASUS_READ,
            Right.CASUS_WRITE,
            Right.ZITTING_READ,
            Right.FIGURES_READ,
            Right.SETTINGS_READ,
        }
    ),
    Rol.LEZER_CIJFERS: frozenset({Right.FIGURES_READ, Right.SETTINGS_READ}),
    Rol.BEHEERDER: frozenset(
        {Right.SETTINGS_READ, Right.SETTINGS_WRITE, Right.USERS_WRITE, Right.AUDIT_READ, Right.FIGURES_READ}
    ),
}


OVER_ALL: frozenset[Right] = frozenset({Right.REPORT_EXPORT, Right.REPORT_RELEASE})
"""What is done with all dossiers at once: figures that leave, and the search for names in them, must miss none."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The user who opened the kluis: every write carries this name.

    Attributes:
        begrensd: does not see every dossier (`domain.werkgebied`).
    """

    naam: str
    rol: Rol
    begrensd: bool = False

    def can(self, right: Right) -> bool:
        """Whether the role holds the right; the window uses it only to grey out actions."""
        return right in ROLES[self.rol] and not (self.begrensd and right in OVER_ALL)

    def require(self, right: Right) -> None:
        """Stop unless the role holds the right.

        Raises:
            NoRightError: with the role and the right in the text, or why the werkgebied is too small.
        """
        if self.begrensd and right in OVER_ALL and right in ROLES[self.rol]:
            raise NoRightError(
                "Dit gaat over de hele kluis, en met uw werkgebied ziet u niet alle dossiers.",
                "Laat het iemand doen die alles ziet.",
            )
        if not self.can(right):
            raise NoRightError(
                f"Met de rol {self.rol} mag dit niet ({right}).",
                "Vraag de voorzitter of de beheerder om deze handeling.",
            )
