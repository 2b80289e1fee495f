"""Reads the small TOML file with what a VTO needs and no kluis holds (`domain.corv_aanvulling`).

Its keys are the fields that a gap leads to: what is said of ``kind.1.rni`` is filled in as ``rni`` under ``[kind.1]``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Final, TypeVar

from expertteam_app.domain.corv import Medewerker, Organisatie, Systeem
from expertteam_app.domain.corv_aanvulling import BELANGHEBBENDE, KIND, Aanvulling, Velden, Waarde
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.tekens import is_zuiver

MAX_BYTES: Final = 64 * 1024
_MAX_TEKST: Final = 1000
_DELEN: Final = frozenset(
    {"zender", "ontvanger", "medewerker", "organisatie", "zaak", "extra", "kind", "belanghebbende"}
)
_NAMED: Final = 40
"""Characters of an unknown key that are told."""
_WOORDEN: Final = {str: "tekst tussen aanhalingstekens", date: "een datum (2027-01-31)", bool: "true of false"}

Deel = TypeVar("Deel", Systeem, Medewerker, Organisatie)


def lees_gegevens(content: bytes) -> Aanvulling:
    """What stands in the file.

    Raises:
        UserError: it is no TOML, is too large, or has a part or key that is not known.
        FieldError: a value of another kind than its field.
    """
    table = _table(content)
    _known(table, _DELEN, "")
    zaak = _part(table, "zaak")
    _known(zaak, frozenset({"omschrijving"}), "zaak.")
    extra = _part(table, "extra")
    return Aanvulling(
        zender=_filled(Systeem, _part(table, "zender"), "zender"),
        ontvanger=_filled(Systeem, _part(table, "ontvanger"), "ontvanger"),
        medewerker=_filled(Medewerker, _part(table, "medewerker"), "medewerker"),
        organisatie=_filled(Organisatie, _part(table, "organisatie"), "organisatie"),
        omschrijving=str(_value(zaak.get("omschrijving", ""), str, "zaak.omschrijving")),
        extra=tuple((name, str(_value(value, str, f"extra.{name}"))) for name, value in extra.items()),
        kinderen=_places(_part(table, "kind"), "kind", KIND),
        belanghebbenden=_places(_part(table, "belanghebbende"), "belanghebbende", BELANGHEBBENDE),
    )


def _table(content: bytes) -> dict[str, object]:
    if len(content) > MAX_BYTES:
        raise UserError("Het bestand met gegevens is groter dan 64 kB.", "Kies het bestand dat u zelf heeft gemaakt.")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:  # no UTF-8 and no TOML are both a ValueError
        raise UserError(
            "Het bestand met gegevens is niet te lezen: het is geen goede TOML.",
            'Schrijf bijvoorbeeld [zender] op een regel en daaronder organisatie = "0232".',
        ) from problem


def _known(table: Mapping[str, object], names: frozenset[str], where: str) -> None:
    unknown = next((name for name in table if name not in names), None)
    if unknown is not None:
        shown = f" ({where}{unknown})" if is_zuiver(unknown) and len(unknown) < _NAMED else ""
        raise UserError(
            f"In het bestand met gegevens staat iets wat het programma niet kent{shown}.",
            f"Hier kan staan: {', '.join(sorted(names))}.",
        )


def _part(table: Mapping[str, object], name: str) -> dict[str, object]:
    found = table.get(name, {})
    if not isinstance(found, dict):
        raise UserError(f"In het bestand met gegevens hoort {name} een kop te zijn.", f"Schrijf: [{name}].")
    return found


def _filled(make: type[Deel], table: Mapping[str, object], where: str) -> Deel:
    _known(table, frozenset(f.name for f in fields(make)), f"{where}.")
    return make(**{name: str(_value(value, str, f"{where}.{name}")) for name, value in table.items()})


def _places(table: Mapping[str, object], where: str, kinds: Mapping[str, type]) -> dict[int, Velden]:
    found: dict[int, Velden] = {}
    for place in table:
        if not (place.isascii() and place.isdigit() and len(place) <= 3):  # noqa: PLR2004 - nobody has a thousand
            raise UserError(f"Achter {where} hoort een nummer.", f"Schrijf bijvoorbeeld [{where}.1].")
        values = _part(table, place)
        _known(values, frozenset(kinds), f"{where}.{place}.")
        found[int(place)] = {n: _value(v, kinds[n], f"{where}.{place}.{n}") for n, v in values.items()}
    return found


def _value(value: object, kind: type, veld: str) -> Waarde:
    """The value when it is of the kind that its field wants."""
    if kind is bool and isinstance(value, bool):
        return value
    if kind is date and isinstance(value, date) and not isinstance(value, datetime):
        return value
    if kind is str and isinstance(value, str) and len(value) <= _MAX_TEKST and is_zuiver(value):
        return value
    shown = veld if is_zuiver(veld) and len(veld) < 2 * _NAMED else "dit veld"
    raise FieldError(shown, f"Bij {shown} hoort {_WOORDEN[kind]}.", "Controleer het bestand met gegevens.")
