"""Looking back at an advice of the RET: was it carried out, did it help, and who says so (DOMEIN section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

UITGEVOERD = ("ja", "deels", "nee")
GEHOLPEN = ("ja", "deels", "nee", "nog niet te zeggen")
VOLGENS = ("jeugdige", "ouders", "inbrenger", "toegang", "aanbieder")
ANTWOORDEN = {"uitgevoerd": UITGEVOERD, "geholpen": GEHOLPEN, "volgens": VOLGENS}
"""What each question can be answered with."""


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
