"""The codelijsten and klokken that ship with the program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from expertteam_app.domain.codelijst import Codelijst, parse_codelijst
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.klok import Klok, parse_klokken
from expertteam_app.domain.opschaling import Opschalingsmodel, parse_model
from expertteam_app.resources import resource_path

Codelijsten = Mapping[str, Codelijst]


@cache
def shipped_lists() -> Codelijsten:
    """Every codelijst in resources/codelijsten, by name.

    Raises:
        ValueError: a shipped list is broken (our bug).
    """
    folder = resource_path("codelijsten")
    lists = (parse_codelijst(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml")))
    return {lijst.naam: lijst for lijst in lists}


@cache
def shipped_labels() -> Mapping[str, Mapping[str, str]]:
    """Per shipped list the label of each code: the words by which what is coded can be found."""
    return {naam: {code.code: code.label for code in lijst} for naam, lijst in shipped_lists().items()}


@cache
def shipped_klokken() -> tuple[Klok, ...]:
    """The klokken of DOMEIN section 5."""
    return parse_klokken(resource_path("klokken.toml").read_text(encoding="utf-8"))


@cache
def shipped_model() -> Opschalingsmodel:
    """The opschalingsmodel that ships as a proposal (DOMEIN section 2)."""
    return parse_model(resource_path("modellen", "opschaling-2026.1.toml").read_text(encoding="utf-8"))


def checked_code(lists: Codelijsten, lijst: str, code: str, veld: str) -> str:
    """The code itself when the list knows it.

    Raises:
        FieldError: names the field and the list.
    """
    if lists[lijst].get(code) is None:
        raise FieldError(
            veld, f"Deze keuze staat niet in de lijst {lists[lijst].titel}.", "Kies een regel uit de lijst."
        )
    return code
