"""The kinds of signals of Vandaag in their groups, and the sentence that sums them up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from expertteam_app.domain.inzicht import Aandacht
from expertteam_app.ui.text import aantal


@dataclass(frozen=True, slots=True)
class Groep:
    """Kinds of `Aandacht` that stand together; `een` and `meer` name one and several of them in the summary."""

    code: str
    titel: str
    icoon: str
    soorten: tuple[str, ...]
    een: str
    meer: str


GROEPEN = (
    Groep(
        "vandaag",
        "Te doen vandaag",
        "list-checks",
        ("actie", "terugmelding", "vto"),
        "te doen vandaag",
        "te doen vandaag",
    ),
    Groep("norm", "Norm in gevaar", "timer", ("norm", "norm-nadert"), "norm in gevaar", "normen in gevaar"),
    Groep(
        "stap",
        "Zonder volgende stap",
        "flag",
        ("geen-volgende-stap", "pauze", "pauze-voorbij"),
        "casus zonder volgende stap",
        "casussen zonder volgende stap",
    ),
    Groep(
        "onaf",
        "Acties zonder eigenaar of datum",
        "circle-alert",
        ("actie-onaf",),
        "actie zonder eigenaar of datum",
        "acties zonder eigenaar of datum",
    ),
    Groep(
        "toezegging",
        "Toezeggingen aan het gezin",
        "message-square",
        ("toezegging",),
        "toezegging",
        "toezeggingen",
    ),
    Groep(
        "leeftijd",
        "Wordt 18 of 23, en toekomstplan",
        "calendar-days",
        ("leeftijd", "toekomstplan"),
        "signaal over leeftijd of toekomstplan",
        "signalen over leeftijd of toekomstplan",
    ),
    Groep(
        "navraag",
        "Opnieuw vragen",
        "circle-question-mark",
        ("toestemming", "nog-thuis", "terugkijken"),
        "vraag om opnieuw te stellen",
        "vragen om opnieuw te stellen",
    ),
    Groep(
        "tafel",
        "Signalen van de tafels",
        "messages-square",
        ("agenda", "mandaat", "geen-mandaat"),
        "signaal van de tafels",
        "signalen van de tafels",
    ),
    Groep("bewaren", "Bewaren en vernietigen", "trash-2", ("bewaren",), "vraag over bewaren", "vragen over bewaren"),
)
"""In the order of the page; zittingen stand above them."""

DATUM_WOORD: Mapping[str, str] = MappingProxyType(
    {
        "norm": "sinds",
        "norm-nadert": "tot en met",
        "actie": "uiterlijk",
        "actie-onaf": "uiterlijk",
        "toezegging": "uiterlijk",
        "terugmelding": "op",
        "vto": "besluit",
        "geen-volgende-stap": "sinds",
        "pauze": "sinds",
        "pauze-voorbij": "tot en met",
        "leeftijd": "op",
        "toekomstplan": "sinds",
        "toestemming": "tot en met",
        "nog-thuis": "sinds",
        "terugkijken": "op",
        "agenda": "laatst op",
        "mandaat": "tot en met",
        "geen-mandaat": "op",
    }
)
"""What the date of a line says, by its kind."""

UITGESTELD = Groep("uitgesteld", "Uitgesteld", "clock", (), "uitgesteld", "uitgesteld")


def samenvatting(lines: Sequence[Aandacht], *, short: bool) -> str:
    """One sentence on all that needs attention; empty when nothing does.

    ``5 punten vragen aandacht: 3 te doen vandaag, 2 normen in gevaar. Dringend: 1.`` With `short` without the kinds.
    """
    signals = [line for line in lines if line.soort != "zitting"]
    if not signals:
        return ""
    counts = [(groep, sum(line.soort in groep.soorten for line in signals)) for groep in GROEPEN]
    parts = ", ".join(aantal(count, groep.een, groep.meer) for groep, count in counts if count)
    total = aantal(len(signals), "punt vraagt aandacht", "punten vragen aandacht")
    urgent = sum(line.dringend for line in signals)
    return f"{total}{'' if short else f': {parts}'}.{f' Dringend: {urgent}.' if urgent else ''}"
