"""Invented uithuisplaatsingen and one bijlage for the Oefenkluis; the dice are its own, so that nothing else shifts."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from datetime import timedelta

from expertteam_app.db.queries.casussen import get_casus
from expertteam_app.db.tables import BijlageRow, CasusRow, UithuisplaatsingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.bijlage import TXT
from expertteam_app.services.context import Context

BRIEF = (
    "OEFENING\n\nDit is een verzonnen bijlage. In een echte kluis staat hier bijvoorbeeld een brief van school.\n"
    "Alle namen en gebeurtenissen in deze Oefenkluis zijn verzonnen.\n"
)
SHARE = 6
"""One in so many casussen had a voorgenomen uithuisplaatsing, or has a bijlage."""
MOST = 40

_OWN = ("Video-hometraining en rust in de ochtend.", "Vaste afspraken thuis, met een gezinscoach.")
_NET = ("Een tante vangt elk weekend op.", "Er is niemand in de buurt die kan opvangen.")
_AMBULANT = ("Intensieve hulp thuis, drie keer per week.", "MST; na drie maanden gestopt.")
_OUTCOMES = (("voorkomen", ""), ("uitgesteld", ""), ("gaat-door", "gezinshuis"), ("gaat-door", "verblijf-24-uurs"))


class OefenHuis:
    """Adds to casussen that are there already. Only for a kluis that is marked as OEFENING, or a benchmark."""

    def __init__(self, context: Context, zaad: int) -> None:
        self._context = context
        self._dice = random.Random(zaad + 1)  # noqa: S311 - invented content, no secrets

    def fill(self, casus_ids: Sequence[int]) -> None:
        """Add voornemens to some of these casussen, and the same bijlage to a few."""
        self._context.actor.require(Right.CASUS_WRITE)
        chosen = [n for n in casus_ids if self._dice.randrange(SHARE) == 0][:MOST]
        with self._context.write("verzonnen uithuisplaatsingen klaargezet") as session:
            for casus_id in chosen:
                casus = get_casus(session, casus_id)
                if casus is not None:
                    session.add(self._voornemen(casus))
            session.add_all(self._bijlage(n) for n in casus_ids[: MOST * SHARE : SHARE])

    def _voornemen(self, casus: CasusRow) -> UithuisplaatsingRow:
        dice, today = self._dice, self._context.vandaag()
        started = min(e.datum for e in casus.gebeurtenissen)
        day = min(today, started + timedelta(days=dice.randrange(1, 30)))
        outcome, zorgvorm = dice.choice(_OUTCOMES)
        decided = day + timedelta(days=dice.randrange(7, 40))
        known = decided <= today
        return UithuisplaatsingRow(
            casus_id=casus.id,
            datum_voornemen=day,
            via="toegang",
            beoogd_verblijf=dice.choice(("gezinshuis", "verblijf-24-uurs", "pleegzorg")),
            eigen_gezin=True,
            eigen_gezin_tekst=dice.choice(_OWN),
            netwerk=True,
            netwerk_tekst=dice.choice(_NET),
            ambulant=True if known else None,
            ambulant_tekst=dice.choice(_AMBULANT) if known else "",
            alternatief_gevonden=outcome != "gaat-door" if known else None,
            alternatief="Deeltijdopvang bij familie." if known and outcome != "gaat-door" else "",
            uitkomst=outcome if known else "",
            uitkomst_op=decided if known else None,
            zorgvorm=zorgvorm if known else "",
            verwijzer="01",
            maatregel=False,
            zorgproducten=["45A04"],
            gemeente_herkomst=casus.gemeente,
            gezinssamenstelling=dice.choice(("eenoudergezin", "twee ouders, twee kinderen")),
            perspectief=dice.choice(("01", "03", "04")),
        )

    def _bijlage(self, casus_id: int) -> BijlageRow:
        content = BRIEF.encode()
        return BijlageRow(
            casus_id=casus_id,
            naam="OEFENING brief van school.txt",
            soort=TXT.media,
            grootte=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            toegevoegd_op=self._context.vandaag(),
            toegevoegd_door=self._context.actor.naam,
            toelichting="Verzonnen",
            inhoud=content,
        )
