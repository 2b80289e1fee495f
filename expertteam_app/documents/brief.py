"""A letter or list from the parts that a template gave, as PDF or DOCX in the style of the house."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from expertteam_app.documents.delen import Deel, Kop
from expertteam_app.documents.delen_docx import bouw_docx
from expertteam_app.documents.delen_pdf import flowables
from expertteam_app.documents.huisstijl import Kader, build_pdf, title_block
from expertteam_app.documents.tekst import clean

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

CLASSIFICATIE = "Vertrouwelijk – bevat persoonsgegevens"


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefkop:
    """Who sends it, about which zitting (the number, never a name) and when."""

    organisatie: str
    kenmerk: str
    soort: str
    dag: date
    oefening: bool = False
    logo: bytes | None = None


def brief_pdf(kop: Briefkop, delen: Sequence[Deel]) -> bytes:
    """A letter as PDF; the first heading is its title."""
    kader = _kader(kop)
    titel, rest = _titled(kop, delen)

    def story() -> list[Flowable]:
        return [*title_block(kader, titel, "", ()), *flowables(rest)]

    return build_pdf(kader, story)


def brief_docx(kop: Briefkop, delen: Sequence[Deel]) -> bytes:
    """A letter as DOCX, for those who must change it."""
    titel, rest = _titled(kop, delen)
    return bouw_docx(_kader(kop), titel, "", (), rest)


def _kader(kop: Briefkop) -> Kader:
    return Kader(
        organisatie=clean(kop.organisatie),
        kenmerk=clean(kop.kenmerk),
        loopkop=kop.soort,
        metatitel=f"{kop.soort} {clean(kop.kenmerk)}",
        classificatie=CLASSIFICATIE,
        moment=kop.dag,
        watermerken=("OEFENING",) if kop.oefening else (),
        logo=kop.logo,
    )


def _titled(kop: Briefkop, delen: Sequence[Deel]) -> tuple[str, list[Deel]]:
    """The first heading and what follows it."""
    first = delen[0] if delen else None
    if isinstance(first, Kop) and first.niveau == 0:
        return first.tekst, list(delen[1:])
    return kop.soort, list(delen)
