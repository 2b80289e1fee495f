"""Typecasussen in the report for BOEG: what is told of each, and the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from expertteam_app.documents.bouwstenen import kop, text_block
from expertteam_app.documents.stijl import TEKSTBREEDTE
from expertteam_app.documents.tabellen import panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus import Flowable

UITLEG = (
    "Een typecasus is een verzonnen verhaal. Het is gemaakt uit ten minste drie situaties, uit verschillende gezinnen "
    "en gemeenten. Zo is het bij geen enkel kind gebeurd, en het past op meer jeugdigen."
)


@dataclass(frozen=True, slots=True)
class TypecasusTekst:
    """One typecasus as it leaves: (kenmerk, category) pairs, and the story. There is no place for a source."""

    kenmerken: tuple[tuple[str, str], ...]
    verhaal: str

    @property
    def regel(self) -> str:
        """All kenmerken on one line."""
        return " · ".join(f"{naam}: {waarde.removesuffix(' (groep)')}" for naam, waarde in self.kenmerken)


def typecasussen_part(typecasussen: Sequence[TypecasusTekst]) -> list[Flowable]:
    """The typecasussen with their explanation; nothing where there are none."""
    if not typecasussen:
        return []
    parts = [*kop("Typecasussen", 1), *text_block(UITLEG, "klein")]
    for number, typecasus in enumerate(typecasussen, start=1):
        parts += panel(f"Typecasus {number}: {typecasus.regel}", typecasus.verhaal, TEKSTBREEDTE)
    return parts
