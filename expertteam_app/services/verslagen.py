"""Use cases on the verslag of a zitting: read it, print it, fix it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from expertteam_app.db.queries import zittingen as q
from expertteam_app.db.tables import VerslagRow
from expertteam_app.documents.verslag import verslag_pdf
from expertteam_app.documents.verslag_stuk import gaps
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.services.context import Context
from expertteam_app.services.tafelbeeld import tafelbeeld
from expertteam_app.services.verslagstuk import heading_of, to_stuk
from expertteam_app.services.zittingen import open_zitting, zitting_gone


@dataclass(frozen=True, slots=True)
class Verslag:
    """A verslag as PDF bytes, with a neutral file name."""

    bestandsnaam: str
    pdf: bytes
    vastgesteld: bool


class Verslagen:
    """The verslag. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def verslag(self, zitting_id: int) -> Verslag:
        """The verslag as it stands: a concept with visible gaps, or the very bytes that were vastgesteld.

        Raises:
            UserError: the zitting is gone.
        """
        self._context.actor.require(Right.VERSLAG_MAKE)
        with self._context.read() as session:
            zitting = q.get_zitting(session, zitting_id)
            if zitting is None:
                raise zitting_gone()
            fixed = q.verslag_of(session, zitting_id)
            if fixed is not None:
                return Verslag(f"{zitting.nummer}-verslag.pdf", fixed.pdf, vastgesteld=True)
            dossier = tafelbeeld(session, zitting, self._context.lists)
            kop = heading_of(session, oefening=self._context.oefening)
        pdf = verslag_pdf(to_stuk(dossier, self._context.lists, kop))
        return Verslag(f"{dossier.nummer}-verslag-concept.pdf", pdf, vastgesteld=False)

    def vaststellen(self, zitting_id: int) -> str:
        """Fix the verslag: content and PDF are kept as they are; returns the SHA-256 of the PDF.

        JBT besluiten become definitief. A RET besluit onder voorbehoud stays so, with its reason.

        Raises:
            UserError: something required is missing (all gaps are named), it was not held yet, or it is fixed
                already.
        """
        self._context.actor.require(Right.VERSLAG_FINALISE)
        with self._context.write("verslag vastgesteld") as session:
            zitting = open_zitting(session, zitting_id)
            if zitting.status == ZittingStatus.GEPLAND:
                raise UserError("Deze zitting is nog niet gehouden.", "Begin eerst de zitting.")
            kop = heading_of(session, oefening=self._context.oefening)
            found = gaps(to_stuk(tafelbeeld(session, zitting, self._context.lists), self._context.lists, kop))
            if found:
                raise UserError(f"Het verslag is nog niet compleet. Nog invullen: {'; '.join(found)}.")
            if zitting.soort == ZittingSoort.JBT:
                for besluit in (b for punt in zitting.punten for b in punt.besluiten):
                    besluit.definitief = True
            zitting.status = ZittingStatus.VASTGESTELD.value
            zitting.vastgesteld_op = self._context.vandaag()
            pdf = verslag_pdf(to_stuk(tafelbeeld(session, zitting, self._context.lists), self._context.lists, kop))
            digest = hashlib.sha256(pdf).hexdigest()
            session.add(
                VerslagRow(zitting_id=zitting.id, vastgesteld_op=zitting.vastgesteld_op, sha256=digest, pdf=pdf)
            )
            return digest
