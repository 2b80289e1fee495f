"""Looking back at an advice of the RET: was it carried out, did it help, and who says so (DOMEIN section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

UITGEVOERD = ("ja", "deels", "nee")
GEHOLPEN = ("ja", "deels", "nee", "nog niet te zeggen")
VOLGENS = ("jeugdige", "ouders", "inbrenger", "toegang", "aanbieder")
ANTWOORDEN = {"uitgevoerd": UITGEVOERD, "geholpen": GEHOLPEN, "volgens": VOLGENS}
"""What each question can be answered with."""


class Stand(StrEnum):
    """Where a look back stands; in the order in which they ask for attention."""

    TE_LAAT = "te laat"
    AAN_DE_BEURT = "aan de beurt"
    LATER = "later"
    GEDAAN = "gedaan"


@dataclass(frozen=True, slots=True)
class OpvolgingInfo:
    """One look back; `moment` is its term in words, ``6 weken``."""

    id: int
    punt_id: int
    casus_id: int
    casus_nummer: str
    zitting_id: int
    moment: str
    verwacht_op: date
    gedaan_op: date | None
    uitgevoerd: str
    geholpen: str
    volgens: str
    toelichting: str

    @property
    def ontbreekt(self) -> tuple[str, ...]:
        """The questions that were not answered."""
        return tuple(vraag for vraag in ANTWOORDEN if not getattr(self, vraag))

    def stand(self, vandaag: date) -> Stand:
        """Where it stands on a day: the day itself is on time, the day after is late."""
        if self.gedaan_op is not None:
            return Stand.GEDAAN
        if self.verwacht_op < vandaag:
            return Stand.TE_LAAT
        return Stand.AAN_DE_BEURT if self.verwacht_op == vandaag else Stand.LATER
