"""The part of the impasse-radar that looks at what has to be asked: toestemming, living at home, vernietiging."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_app.domain.inzicht import Aandacht
from expertteam_app.domain.radar import Peil
from expertteam_app.domain.uithuisplaatsing import TeVragen
from expertteam_app.domain.waarom import Over, Vraag

DEEL_TOESTEMMING = "Delen"
DEEL_THUIS = "Uithuisplaatsing"
"""Titles of the parts of the dossier where the question is answered."""


@dataclass(frozen=True, slots=True)
class Verlopend:
    """A toestemming that may be used today and soon no longer."""

    toestemming_id: int
    casus_id: int
    nummer: str
    ontvanger: str
    laatste_dag: date
    reden: str


def toestemming(feit: Verlopend, peil: Peil) -> Aandacht:
    """A toestemming stops soon (its term, or the jeugdige becomes 12 or 16); urgent on its last day."""
    return Aandacht(
        "toestemming",
        f"{feit.nummer}: de toestemming voor {feit.ontvanger} loopt af",
        feit.reden,
        feit.laatste_dag,
        casus_id=feit.casus_id,
        dringend=feit.laatste_dag <= peil.vandaag,
        sleutel=f"toestemming:{feit.toestemming_id}:{feit.laatste_dag}",
        waarom=Vraag(Over.TOESTEMMING, feit.toestemming_id),
        deel=DEEL_TOESTEMMING,
    )


def nog_thuis(feit: TeVragen) -> Aandacht:
    """The day has come to ask whether the jeugdige still lives at home (DOMEIN section 8: 3 and 6 months)."""
    return Aandacht(
        "nog-thuis",
        f"{feit.nummer}: woont de jeugdige na {feit.maanden} maanden nog thuis?",
        f"{feit.maanden} maanden na de voorgenomen uithuisplaatsing; het antwoord ontbreekt",
        feit.sinds,
        casus_id=feit.casus_id,
        sleutel=f"nog-thuis:{feit.uithuisplaatsing_id}:{feit.maanden}:{feit.sinds}",
        waarom=Vraag(Over.NOG_THUIS, feit.uithuisplaatsing_id, feit.maanden),
        deel=DEEL_THUIS,
    )


def bewaren(te_vernietigen: int, voorgesteld: int) -> list[Aandacht]:
    """Dossiers of which the bewaartermijn is over, and proposals for vernietiging that wait for a second person."""
    waarom = Vraag(Over.BEWAREN, 0)
    found = []
    if voorgesteld:
        one = voorgesteld == 1
        text = "Een voorstel tot vernietiging wacht" if one else f"{voorgesteld} voorstellen tot vernietiging wachten"
        reason = "een ander stelde het voor; u voert het uit of niet"
        found.append(
            Aandacht("bewaren", f"{text} op u", reason, sleutel=f"bewaren:voorstel:{voorgesteld}", waarom=waarom)
        )
    if te_vernietigen:
        text = "Van een dossier" if te_vernietigen == 1 else f"Van {te_vernietigen} dossiers"
        found.append(
            Aandacht(
                "bewaren",
                f"{text} is de bewaartermijn voorbij",
                "stel de vernietiging voor, of zet er een stop op",
                sleutel=f"bewaren:termijn:{te_vernietigen}",
                waarom=waarom,
            )
        )
    return found
