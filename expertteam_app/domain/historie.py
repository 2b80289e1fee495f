"""From which day on the zaken of an imported list can be counted (late entry, PRODUCT section 4).

A list without a closed zaak shows only who was still waiting when it was read in: zaken that were ready sooner are not
on it. Its zaken therefore count from that day on, or the list would make everything look slow. A list that holds closed
zaken too is taken for a whole history. Where that is not so, people say from which day on the list is complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_app.domain.errors import FieldError

HEEL = "heel"
"""The list is a whole history: its zaken count from their begin."""
LOPEND = "lopend"
"""The list holds only what ran: its zaken count from the day it was read in."""
GAT_DAGEN = 365
"""Days between the oldest zaak and the first closing above which a list may have been tidied up."""


@dataclass(frozen=True, slots=True)
class Historie:
    """What an imported list shows of the past.

    Attributes:
        partij_id: of the batch.
        ingelezen: the day it was read in.
        oudste: the earliest begin among its zaken; None without zaken.
        eerste_afsluiting: the first closing that the list itself held; None: it held no closed zaak.
        keuze: `HEEL`, `LOPEND` or an ISO date that people chose; empty: by itself.
    """

    partij_id: int
    ingelezen: date
    oudste: date | None = None
    eerste_afsluiting: date | None = None
    keuze: str = ""

    @property
    def vanaf(self) -> date | None:
        """The day from which its zaken count; None: from their begin."""
        if self.keuze == HEEL:
            return None
        if self.keuze and self.keuze != LOPEND:
            return date.fromisoformat(self.keuze)
        return self.ingelezen if self.keuze == LOPEND or self.eerste_afsluiting is None else None

    @property
    def twijfel(self) -> bool:
        """Whether closed zaken may have been taken off the list: its first closing is long after its oldest zaak."""
        if self.keuze or self.eerste_afsluiting is None or self.oudste is None:
            return False
        return (self.eerste_afsluiting - self.oudste).days > GAT_DAGEN

    @property
    def uitleg(self) -> str:
        """The rule that was used, as one or two Dutch sentences."""
        if self.keuze == HEEL:
            return "Gekozen: deze lijst is een hele historie; haar zaken tellen vanaf hun begin."
        if self.vanaf is not None and self.keuze:
            return f"Gekozen: de zaken van deze lijst tellen vanaf {self.vanaf:%d-%m-%Y}."
        if self.vanaf is not None:
            return (
                "Op deze lijst staat geen afgesloten zaak: wie eerder klaar was, ontbreekt. Haar zaken tellen vanaf "
                f"het inlezen ({self.vanaf:%d-%m-%Y})."
            )
        told = "Op deze lijst staan ook afgesloten zaken: zij telt als hele historie, vanaf het begin van elke zaak."
        if self.twijfel and self.eerste_afsluiting is not None:
            told += (
                f" Let op: de eerste afsluiting is pas van {self.eerste_afsluiting:%d-%m-%Y}. Zijn oudere afgesloten "
                "zaken van de lijst gehaald, kies dan die dag."
            )
        return told


def checked_choice(keuze: str, vandaag: date) -> str:
    """A choice as it is stored: empty, `HEEL`, `LOPEND` or an ISO date up to today.

    Raises:
        FieldError: it is something else.
    """
    if keuze in ("", HEEL, LOPEND):
        return keuze
    try:
        dag = date.fromisoformat(keuze)
    except ValueError as wrong:
        raise FieldError("keuze", "Kies heel, lopend of een dag, bijvoorbeeld 2026-03-01.") from wrong
    if dag > vandaag:
        raise FieldError("keuze", "Deze dag moet nog komen.", "Kies de dag waarop de lijst volledig werd.")
    return dag.isoformat()
