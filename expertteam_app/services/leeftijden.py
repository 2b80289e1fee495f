"""The leeftijdsband of someone on a day, also where only the year of birth is known."""

from __future__ import annotations

from datetime import date

from expertteam_app.domain.codelijst import Code, Codelijst
from expertteam_app.domain.geboorte import leeftijden


def band_of(geboortedatum: date | None, geboortejaar: str, dag: date, banden: Codelijst) -> Code | None:
    """The band of the age on a day; None when nothing is known, outside all bands, or when the year fits two bands."""
    ages = leeftijden(geboortedatum, geboortejaar, dag)
    if ages is None:
        return None
    youngest, oldest = (_band(age, banden) for age in ages)
    return youngest if youngest is oldest else None


def _band(age: int, banden: Codelijst) -> Code | None:
    return next((b for b in banden if int(b.extra["van"]) <= age <= int(b.extra["tot"])), None)
