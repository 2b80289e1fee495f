"""A step of the ladder as the pages show, fill in and keep it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import cast

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.opschaling import Opschalingsmodel, Stap, checked_model
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.text import dagen

UNITS = (("werkdagen", "werkdagen"), ("kalenderdagen", "kalenderdagen"))


def norm_words(stap: Stap) -> str:
    """The norm of a step with its unit."""
    return "geen norm" if stap.norm is None else dagen(stap.norm, stap.eenheid)


def step_columns() -> tuple[Column[Stap], ...]:
    """Every field of a step; the key of a column is the name of the field."""
    return (
        Column("volgorde", "Stap", lambda s: str(s.volgorde), right=True, width=4),
        Column("naam", "Naam", lambda s: s.naam, width=30),
        Column("eigenaar", "Eigenaar", lambda s: s.eigenaar, width=18),
        Column("rollen", "Wie mag", lambda s: ", ".join(s.rollen) or "iedereen", width=18),
        Column("ingang", "Ingang", lambda s: "; ".join(s.ingang), width=28),
        Column("uitgang", "Uitgang", lambda s: s.uitgang, width=24),
        Column("norm", "Norm", lambda s: "geen" if s.norm is None else str(s.norm), width=6),
        Column("eenheid", "Telt in", lambda s: s.eenheid, width=13),
        Column("mag_overslaan", "Overslaan", lambda s: "mag" if s.mag_overslaan else "mag niet", width=10),
    )


def in_full(stap: Stap) -> str:
    """A step in words, with everything that a narrow column cuts off."""
    parts = [f"Stap {stap.volgorde}, {stap.naam}. Eigenaar: {stap.eigenaar}. Deze stap zet de {stap.wie}."]
    if stap.ingang:
        parts.append(f"Ingang: {'; '.join(stap.ingang)}.")
    if stap.uitgang:
        parts.append(f"Uitgang: {stap.uitgang}.")
    skip = "mag" if stap.mag_overslaan else "mag niet"
    return " ".join((*parts, f"Norm: {norm_words(stap)}. Deze stap {skip} worden overgeslagen."))


def next_version(versie: str) -> str:
    """A name for the version after this one: its last number plus one."""
    found = re.search(r"\d+(?=\D*$)", versie)
    if found is None:
        return f"{versie} 2"
    return f"{versie[: found.start()]}{int(found[0]) + 1}{versie[found.end() :]}"


def form_values(stap: Stap) -> dict[str, object]:
    """A step as the fields of its form hold it: conditions on lines, the norm as text."""
    values = asdict(stap)
    del values["volgorde"]
    return {
        **values,
        "ingang": "\n".join(stap.ingang),
        "norm": "" if stap.norm is None else str(stap.norm),
        "rollen": list(stap.rollen),
    }


def from_form(stap: Stap, values: Mapping[str, object]) -> Stap:
    """The step with what its form holds now.

    Raises:
        FieldError: the norm is no number.
    """
    text = str(values["norm"]).strip()
    if text and not (text.isascii() and text.isdigit()):
        raise FieldError("norm", "De norm is een heel aantal dagen vanaf 1, of leeg.")
    return replace(
        stap,
        naam=str(values["naam"]),
        eigenaar=str(values["eigenaar"]),
        ingang=tuple(line.strip() for line in str(values["ingang"]).splitlines() if line.strip()),
        uitgang=str(values["uitgang"]),
        norm=int(text) if text else None,
        eenheid=str(values["eenheid"]),
        mag_overslaan=bool(values["mag_overslaan"]),
        rollen=tuple(str(rol) for rol in cast("list[object]", values["rollen"])),
    )


def to_plain(stap: Stap) -> dict[str, object]:
    """A step as JSON values, for a draft."""
    return {**asdict(stap), "ingang": list(stap.ingang), "rollen": list(stap.rollen)}


def from_plain(raw: object) -> Stap:
    """A step from the JSON values of a draft.

    Raises:
        TypeError: it is no step.
    """
    if not isinstance(raw, dict):
        raise TypeError("stap")
    return Stap(**{**raw, "ingang": tuple(raw["ingang"]), "rollen": tuple(raw.get("rollen", ()))})


def is_whole(stap: Stap) -> bool:
    """Whether a step, wherever it stands, could be published."""
    try:
        checked_model(Opschalingsmodel("", "", date.min, "", (replace(stap, volgorde=1),)))
    except FieldError:
        return False
    return True
