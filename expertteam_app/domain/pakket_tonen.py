"""A pakket in words: the same lines for who sends it and who receives it, so that nothing goes along unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from expertteam_app.domain.pakket import Pakketsoort

Label = Callable[[str, str], str]
"""From the name of a codelijst and a code to what people read."""
Regel = tuple[str, str]

_KERN: Final = (
    ("aangemeld_door", "Aangemeld door", ""),
    ("soort_vraag", "Soort vraag", ""),
    ("vraag", "Vraag aan de tafel", ""),
    ("stem_jeugdige", "Stem van de jeugdige", ""),
    ("stem_ouders", "Stem van de ouders", ""),
    ("stem_niet_gelukt", "Waarom een stem ontbreekt", ""),
    ("geprobeerd", "Wat is geprobeerd", ""),
    ("casusregisseur", "Casusregisseur", ""),
    ("verklarende_analyse", "Verklarende analyse", "verklarende_analyse"),
    ("verblijfplaats", "Verblijfplaats", ""),
    ("kader", "Kader", "kaders"),
)


def in_words(soort: Pakketsoort, inhoud: Mapping[str, Any], label: Label) -> tuple[Regel, ...]:
    """Every field that holds anything, with its heading, in the order of reading."""
    match soort:
        case Pakketsoort.INBRENG:
            return tuple(line for line in _inbreng(inhoud, label) if line[1])
        case Pakketsoort.ONTVANGSTBEWIJS:
            return (("Ontvangen pakket", inhoud["pakket"][:8]), ("Ontvangen op", _day(inhoud["ontvangen_op"])))


def _inbreng(inhoud: Mapping[str, Any], label: Label) -> Iterator[Regel]:
    child = inhoud["jeugdige"]
    yield "Jeugdige", _name(child)
    yield "Geboren", _day(child["geboortedatum"]) or child["geboortejaar"]
    yield "Gemeente", label("gemeenten", child["gemeente"])
    yield "Nummer bij de afzender", inhoud["nummer"]
    for each in inhoud["gezag"]:
        yield (
            "Gezag",
            ", ".join(p for p in (_name(each), each["instelling"], label("jeugdzorgrollen", each["rol"])) if p),
        )
    for field, heading, lijst in _KERN:
        value = inhoud[field]
        yield heading, label(lijst, value) if lijst and value else value
    for each in inhoud["zoekregels"]:
        weeks = each["wachttijd_weken"]
        told = (
            _day(each["datum"]),
            label("zorgvormen", each["zorgvorm"]),
            each["aanbieder"],
            label("antwoord_aanbieder", each["antwoord"]),
            label("reden_afwijzing", each["reden"]),
            f"wachttijd {weeks} weken" if weeks is not None else "",
        )
        yield "Gezocht", ", ".join(part for part in told if part)
    for each in inhoud["bijlagen"]:
        yield "Bijlage", ": ".join(part for part in (each["naam"], each["toelichting"]) if part)
    yield "Kenmerk", inhoud["kenmerk"][:8]


def _name(person: Mapping[str, Any]) -> str:
    return " ".join(p for p in (person["voornaam"], person["tussenvoegsel"], person["achternaam"]) if p)


def _day(text: str | None) -> str:
    return f"{date.fromisoformat(text):%d-%m-%Y}" if text else ""
