"""Use case of the noodpakket: what the table needs on paper when the laptop fails."""

from __future__ import annotations

from expertteam_app.documents.noodpakket import noodpakket_pdf
from expertteam_app.documents.verslag_stuk import ActieRegel
from expertteam_app.domain.access import Right
from expertteam_app.domain.verslag import Stuk
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.context import Context
from expertteam_app.services.tafelbeeld import tafelbeeld
from expertteam_app.services.verslagen import current_stuk, existing


class Noodpakket:
    """The noodpakket. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def maak(self, zitting_id: int) -> Stuk:
        """Agenda, list of presence, and per item the inbreng and an empty decision sheet, as one PDF.

        Raises:
            UserError: the zitting is gone.
        """
        self._context.actor.require(Right.VERSLAG_MAKE)
        with self._context.read() as session:
            zitting = existing(session, zitting_id)
            stuk = current_stuk(session, zitting, self._context)
            dossier = tafelbeeld(session, zitting, self._context.lists)
        still = {
            punt.id: tuple(
                ActieRegel(omschrijving=a.omschrijving, eigenaar=a.eigenaar or None, datum=a.datum)
                for a in punt.open_acties
            )
            for punt in dossier.punten
        }
        jbt = dossier.soort is ZittingSoort.JBT
        choices = tuple(code.label for code in self._context.lists["jbt_besluiten"]) if jbt else ()
        return Stuk(f"{stuk.nummer}-noodpakket.pdf", noodpakket_pdf(stuk, choices, still), "pdf")
