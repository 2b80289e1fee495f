"""A strict schema for what comes out of a stranger's JSON: what is not named here is refused, not skipped.

The same schema is the whitelist of what leaves: a pakket is held against it before it is sealed and after it is opened.
A deviation names the place and the kind of thing, never the value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from expertteam_app.domain.tekens import is_zuiver

HEX_ID: Final = r"[0-9a-f]{32}"
HEX_256: Final = r"[0-9a-f]{64}"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Afwijking(ValueError):
    """Something does not fit; the text names the place and what is wrong with it, in Dutch."""


@dataclass(frozen=True, slots=True)
class Tekst:
    """A text of at most so many characters; a `regel` has no line ends; `patroon` must fit as a whole."""

    most: int
    regel: bool = True
    patroon: str = ""
    leeg: bool = True


@dataclass(frozen=True, slots=True)
class Dag:
    """A day as ``2026-11-27``; null when `leeg`."""

    leeg: bool = False


@dataclass(frozen=True, slots=True)
class Getal:
    """A whole number within bounds; null when `leeg`."""

    laagst: int
    hoogst: int
    leeg: bool = False


@dataclass(frozen=True, slots=True)
class JaNee:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Lijst:
    """At most so many values of one kind."""

    van: Regel
    most: int


@dataclass(frozen=True, slots=True)
class Groep:
    """Named fields: all of them, and no other."""

    velden: Mapping[str, Regel]


Regel = Tekst | Dag | Getal | JaNee | Lijst | Groep


def check(regel: Regel, value: object, plaats: str = "inhoud") -> None:
    """Hold a value against a schema.

    Raises:
        Afwijking: it does not fit.
    """
    match regel:
        case Groep(velden):
            _group(velden, value, plaats)
        case Lijst():
            _list(regel, value, plaats)
        case Tekst():
            _text(regel, value, plaats)
        case Dag(leeg) | Getal(leeg=leeg) if leeg and value is None:
            pass
        case Dag():
            _day(value, plaats)
        case JaNee():
            if type(value) is not bool:
                raise Afwijking(f"'{plaats}' is geen ja of nee")
        case Getal():
            _number(regel, value, plaats)


def _group(velden: Mapping[str, Regel], value: object, plaats: str) -> None:
    if type(value) is not dict:
        raise Afwijking(f"'{plaats}' heeft geen velden")
    if value.keys() - velden.keys():
        raise Afwijking(f"'{plaats}' heeft een veld dat hier niet hoort")
    lacking = [name for name in velden if name not in value]
    if lacking:
        raise Afwijking(f"in '{plaats}' ontbreekt '{lacking[0]}'")
    for name, regel in velden.items():
        check(regel, value[name], name)


def _list(regel: Lijst, value: object, plaats: str) -> None:
    if type(value) is not list:
        raise Afwijking(f"'{plaats}' is geen lijst")
    if len(value) > regel.most:
        raise Afwijking(f"'{plaats}' telt meer dan {regel.most} regels")
    for number, each in enumerate(value, 1):
        check(regel.van, each, f"{plaats} {number}")


def _text(regel: Tekst, value: object, plaats: str) -> None:
    if type(value) is not str:
        raise Afwijking(f"'{plaats}' is geen tekst")
    if len(value) > regel.most:
        raise Afwijking(f"'{plaats}' is langer dan {regel.most} tekens")
    if not is_zuiver(value) or (regel.regel and ("\n" in value or "\r" in value or "\t" in value)):
        raise Afwijking(f"in '{plaats}' staan tekens die daar niet horen")
    if not value.strip() and not regel.leeg:
        raise Afwijking(f"'{plaats}' is leeg")
    if regel.patroon and (value or not regel.leeg) and not re.fullmatch(regel.patroon, value, re.ASCII):
        raise Afwijking(f"'{plaats}' heeft een vorm die niet kan")


def _number(regel: Getal, value: object, plaats: str) -> None:
    if type(value) is not int or not regel.laagst <= value <= regel.hoogst:
        raise Afwijking(f"'{plaats}' is geen getal van {regel.laagst} tot en met {regel.hoogst}")


def _day(value: object, plaats: str) -> None:
    try:
        date.fromisoformat(value if type(value) is str and _DAY.fullmatch(value) else "")
    except ValueError:
        raise Afwijking(f"'{plaats}' is geen dag") from None
