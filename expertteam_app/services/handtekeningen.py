"""Use cases on signing a verslag: by role, and with a certificate where one is at hand."""

from __future__ import annotations

import hashlib

from expertteam_app.db.queries import verslagen as v
from expertteam_app.db.queries import zittingen as q
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import HandtekeningRow, VerslagRow
from expertteam_app.domain.access import Right, Rol
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.verslag import Stuk
from expertteam_app.domain.zitting import ZittingStatus
from expertteam_app.security.pades import sign
from expertteam_app.services.context import Context
from expertteam_app.services.verslagen import existing

TEKENROLLEN = (Rol.VOORZITTER, Rol.SECRETARIS)
"""Who signs a verslag (DOMEIN section 4)."""


class Handtekeningen:
    """Signing. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def rol(self) -> str:
        """The role in which this user signs; empty when they do not."""
        self._context.actor.require(Right.ZITTING_READ)
        rol = self._context.actor.rol
        return rol.value if rol in TEKENROLLEN else ""

    def teken(self, zitting_id: int, naam: str = "", *, certificaat: bytes | None = None, wachtzin: str = "") -> str:
        """Sign the newest version that was vastgesteld, in the role of this user.

        Args:
            zitting_id: the zitting.
            naam: the name under the signature; empty: that of the user.
            certificaat: content of a PKCS#12 file; None signs by role only.
            wachtzin: its passphrase; it is not kept.

        Returns:
            The SHA-256 of what was signed; with a certificate of the PDF with the signature in it.

        Raises:
            FieldError: the certificate cannot be used, or the passphrase is wrong.
            UserError: another role, nothing vastgesteld, or signed already.
        """
        self._context.actor.require(Right.VERSLAG_FINALISE)
        rol = self._context.actor.rol
        if rol not in TEKENROLLEN:
            raise UserError("Alleen de voorzitter en de secretaris tekenen een verslag.")
        with self._context.write(f"verslag getekend als {rol}") as session:
            verslag = self._newest(session, zitting_id)
            if any(h.rol == rol for h in v.signatures_of(session, verslag.id)):
                raise UserError(f"Deze versie is al getekend als {rol}.")
            pdf = signed_pdf(session, verslag)
            made = sign(pdf, certificaat, wachtzin, rol.value) if certificaat is not None else None
            digest = hashlib.sha256(made if made is not None else pdf).hexdigest()
            row = HandtekeningRow(
                verslag_id=verslag.id,
                rol=rol.value,
                naam=naam.strip() or self._context.actor.naam,
                gebruiker=self._context.actor.naam,
                getekend_op=self._context.vandaag(),
                certificaat="PAdES" if made is not None else "",
                sha256=digest,
                pdf=made,
            )
            session.add(row)
            return digest

    def getekend(self, verslag_id: int) -> Stuk:
        """The PDF of a version with every signature with a certificate in it.

        Raises:
            UserError: there is no such version.
        """
        self._context.actor.require(Right.VERSLAG_MAKE)
        with self._context.read() as session:
            row = v.get_verslag(session, verslag_id)
            if row is None:
                raise UserError("Deze versie van het verslag bestaat niet.", "Kies een versie uit de lijst.")
            nummer = existing(session, row.zitting_id).nummer
            return Stuk(f"{nummer}-verslag-versie-{row.volgnummer}.pdf", signed_pdf(session, row), "pdf")

    def _newest(self, session: DbSession, zitting_id: int) -> VerslagRow:
        zitting = existing(session, zitting_id)
        verslag = q.verslag_of(session, zitting_id)
        if verslag is None or zitting.status != ZittingStatus.VASTGESTELD:
            raise UserError("Dit verslag is nog niet vastgesteld.", "Stel het eerst vast; daarna kunt u tekenen.")
        return verslag


def signed_pdf(session: DbSession, verslag: VerslagRow) -> bytes:
    """The PDF with the last signature with a certificate; else the bytes that were vastgesteld."""
    signed = [h.pdf for h in v.signatures_of(session, verslag.id) if h.pdf]
    return signed[-1] if signed else verslag.pdf
