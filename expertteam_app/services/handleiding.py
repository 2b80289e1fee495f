"""The handleiding that ships with the program; it needs no kluis and no right."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from expertteam_app import __version__
from expertteam_app.domain.handleiding import Hoofdstuk, Woord, parse_hoofdstuk, parse_woorden, words_as_text
from expertteam_app.domain.nieuws import Nieuws, as_text, parse_nieuws, until
from expertteam_app.resources import resource_path

WOORDENLIJST: Final = "woordenlijst"
"""The chapter under which the words of the field stand."""

NIEUWS: Final = "nieuw"
"""The chapter under which stands what each version brought."""


def folder() -> Path:
    """Where its texts and pictures stand."""
    return resource_path("handleiding")


@cache
def hoofdstukken() -> tuple[Hoofdstuk, ...]:
    """Every chapter, in the order of the files, which begin with a number."""
    found = []
    for path in sorted(folder().glob("[0-9]*.md")):
        chapter = parse_hoofdstuk(path.stem.split("-", 1)[1], path.read_text(encoding="utf-8"))
        if chapter.slug == WOORDENLIJST:
            chapter = replace(chapter, tekst=f"{chapter.tekst}\n\n{words_as_text(woorden())}")
        elif chapter.slug == NIEUWS:
            chapter = replace(chapter, tekst=f"{chapter.tekst}\n\n{as_text(until(nieuws(), __version__))}")
        found.append(chapter)
    return tuple(found)


@cache
def woorden() -> tuple[Woord, ...]:
    """The words of the field with their meaning."""
    return parse_woorden(resource_path("handleiding", f"{WOORDENLIJST}.toml").read_text(encoding="utf-8"))


@cache
def nieuws() -> tuple[Nieuws, ...]:
    """What each version brought, newest first, also one that is being made."""
    return parse_nieuws(resource_path("nieuws.toml").read_text(encoding="utf-8"))
