"""What is brought to BOEG, and the voorzieningen that are paid with it (DOMEIN section 3, BOEG link)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BoegInfo:
    """A casus brought to BOEG; `soort` is a code of boeg_soorten."""

    id: int
    casus_id: int
    ingebracht_op: date
    soort: str
    procesregisseur: str
    voorziening_id: int | None
    voorziening: str
    toegangsbesluit_op: date | None
    terugkoppeling_op: date | None
    terugkoppeling: str


@dataclass(frozen=True, slots=True)
class VoorzieningInfo:
    """A voorziening of the region.

    Attributes:
        boeg: paid with money of BOEG.
        toegangspoort: reached only through a besluit of the RET.
    """

    id: int
    naam: str
    aanbieder: str
    zorgvorm: str
    boeg: bool
    toegangspoort: bool
    actief: bool
