"""The handleiding that ships with the program; it needs no kluis and no right."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from expertteam_app.domain.handleiding import Hoofdstuk, Woord, parse_hoofdstuk, parse_woorden, words_as_text
from expertteam_app.resources import resource_path

WOORDENLIJST: Final = "woordenlijst"
"""The chapter under which the words of the field stand."""


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
        found.append(chapter)
    return tuple(found)


@cache
def woorden() -> tuple[Woord, ...]:
    """The words of the field with their meaning."""
    return parse_woorden(resource_path("handleiding", f"{WOORDENLIJST}.toml").read_text(encoding="utf-8"))
