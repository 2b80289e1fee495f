"""What is new in each version, for who works with the program; `CHANGELOG.md` is for who makes it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.versie import is_newer, numbers


@dataclass(frozen=True, slots=True)
class Nieuws:
    """One version.

    Attributes:
        versie: its number.
        datum: the day it came; None while it is being made.
        kern: what it is about, in a sentence.
        punten: what a user notices, in Dutch.
    """

    versie: str
    datum: date | None
    kern: str
    punten: tuple[str, ...]


def parse_nieuws(text: str) -> tuple[Nieuws, ...]:
    """The versions from TOML, newest first as they must stand there.

    Raises:
        ValueError: a version has no number, sentence or points, or does not come before a newer one.
    """
    found = [
        Nieuws(str(each["versie"]), each.get("datum"), str(each["kern"]), tuple(map(str, each["punten"])))
        for each in tomllib.loads(text).get("nieuws", [])
    ]
    order = [numbers(each.versie) for each in found]
    if any(not each.punten or not each.kern for each in found) or () in order or order != sorted(set(order))[::-1]:
        raise ValueError("nieuws")
    return tuple(found)


def until(nieuws: Sequence[Nieuws], versie: str) -> tuple[Nieuws, ...]:
    """The versions up to and including that of the program; what comes later is not in it."""
    return tuple(each for each in nieuws if not is_newer(each.versie, versie))


def as_text(nieuws: Sequence[Nieuws]) -> str:
    """The versions as Markdown, to stand under their chapter of the handleiding."""
    return "\n\n".join(_as_text(each) for each in nieuws)


def _as_text(nieuws: Nieuws) -> str:
    day = f", {in_woorden(nieuws.datum)}" if nieuws.datum else ""
    points = "\n".join(f"- {punt}" for punt in nieuws.punten)
    return f"## Versie {nieuws.versie}{day}\n\n{nieuws.kern}\n\n{points}"
