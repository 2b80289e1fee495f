"""The picture of the gezin of a casus: for the screen, in words, and on paper."""

from __future__ import annotations

from dataclasses import dataclass

from expertteam_app.db.queries.casussen import get_casus
from expertteam_app.db.queries.netwerk import network_of
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import CasusRow
from expertteam_app.documents.genogram import GenogramStuk, genogram_pdf
from expertteam_app.domain.access import Right
from expertteam_app.domain.genogram import Genogram
from expertteam_app.domain.genogram_maken import maak_genogram
from expertteam_app.domain.genogram_tekst import lees_als_tekst
from expertteam_app.domain.netwerk import Netwerk
from expertteam_app.services.casussen import casus_gone
from expertteam_app.services.context import Context
from expertteam_app.services.gezinnen import ROLLEN
from expertteam_app.services.instellingen import setting_value


@dataclass(frozen=True, slots=True)
class GenogramBestand:
    """A genogram to save: a proposed file name and the PDF."""

    bestandsnaam: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Gezinsbeeld:
    """Everything about the gezin of a casus at once: the facts, the picture of them and the same in words."""

    netwerk: Netwerk
    genogram: Genogram
    zinnen: tuple[str, ...]


class Genogrammen:
    """The picture. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def beeld(self, casus_id: int) -> Gezinsbeeld:
        """The gezin of a casus, drawn with its jeugdige marked.

        Raises:
            UserError: the casus is gone.
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return self._beeld(session, self._casus(session, casus_id))

    def pdf(self, casus_id: int) -> GenogramBestand:
        """The genogram of a casus on paper, with a file name that holds its number and no name.

        Raises:
            UserError: the casus is gone.
        """
        self._context.actor.require(Right.VERSLAG_MAKE)
        with self._context.read() as session:
            casus = self._casus(session, casus_id)
            beeld = self._beeld(session, casus)
            stuk = GenogramStuk(
                organisatie=str(setting_value(session, "organisatie")),
                kenmerk=casus.nummer,
                genogram=beeld.genogram,
                zinnen=beeld.zinnen,
                moment=self._context.vandaag(),
                oefening=self._context.oefening,
            )
        return GenogramBestand(f"{stuk.kenmerk}-genogram.pdf", genogram_pdf(stuk))

    def _casus(self, session: DbSession, casus_id: int) -> CasusRow:
        casus = get_casus(session, casus_id)
        if casus is None:
            raise casus_gone()
        return casus

    def _beeld(self, session: DbSession, casus: CasusRow) -> Gezinsbeeld:
        label = self._context.lists[ROLLEN].label
        netwerk = network_of(session, casus.jeugdige.gezin)
        return Gezinsbeeld(netwerk, maak_genogram(netwerk, label, casus.jeugdige_id), lees_als_tekst(netwerk, label))
