"""The part of the impasse-radar that looks at acties, and at what was promised to the gezin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_app.domain.inzicht import Aandacht
from expertteam_app.domain.kalender import werkdagen_between
from expertteam_app.domain.radar import Peil
from expertteam_app.domain.waarom import Over, Vraag


@dataclass(frozen=True, slots=True)
class ActieFeiten:
    """An actie that is not done, of an open casus or of a zitting.

    Attributes:
        waar: the number of the casus or zitting it belongs to.
        sinds: the day on which it was agreed, as far as that is known.
    """

    actie_id: int
    omschrijving: str
    eigenaar: str
    datum: date | None
    toezegging: bool = False
    sinds: date | None = None
    waar: str = ""
    casus_id: int | None = None
    zitting_id: int | None = None


def actie(feit: ActieFeiten, peil: Peil) -> Aandacht | None:
    """An actie is late or due today, lacks an owner or a day, or was promised to the gezin and stays unanswered."""
    found = _actie_stand(feit, peil)
    if found is None:
        return None
    stand, reason, urgent = found
    soort = "toezegging" if feit.toezegging else "actie-onaf" if stand == "onaf" else "actie"
    return Aandacht(
        soort,
        f"{feit.waar}: {feit.omschrijving}" if feit.waar else feit.omschrijving,
        reason,
        feit.datum,
        casus_id=feit.casus_id,
        zitting_id=None if feit.casus_id else feit.zitting_id,
        dringend=urgent,
        sleutel=f"{soort}:{feit.actie_id}:{feit.datum or ''}:{stand}",
        waarom=Vraag(Over.ACTIE, feit.actie_id),
    )


def _actie_stand(feit: ActieFeiten, peil: Peil) -> tuple[str, str, bool] | None:
    """How an open actie stands (a word for the key), why that needs attention, and whether it cannot wait."""
    owner, due, promised = feit.eigenaar.strip(), feit.datum, feit.toezegging
    if due is not None and due < peil.vandaag:
        who = owner or "zonder eigenaar"
        words = "toegezegd aan het gezin voor" if promised else "had klaar moeten zijn op"
        return "laat", f"{words} {due:%d-%m-%Y} ({who})", True
    if promised and due is None and feit.sinds is not None and feit.sinds <= peil.vandaag:
        waited = werkdagen_between(feit.sinds, peil.vandaag, peil.kalender)
        if waited > peil.drempels.toezegging_werkdagen:
            return "onbeantwoord", f"al {waited} werkdagen toegezegd, zonder antwoord aan het gezin", True
    if not owner or due is None:
        lacking = "eigenaar" if not owner else "datum"
        return "onaf", f"deze {'toezegging' if promised else 'actie'} heeft geen {lacking}", False
    if due == peil.vandaag:
        return "vandaag", f"moet vandaag klaar zijn ({owner})", False
    return None
