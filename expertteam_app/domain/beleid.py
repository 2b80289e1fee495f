"""The policy of a beheerder for one computer: which settings are fixed there, read from a text that may hold anything.

A policy makes the program stricter and never looser: it cannot keep a kluis open longer than the kluis itself says,
and it cannot take the back-up away. What cannot be read is told in a sentence and does not count; where it may have
been about locking, the strictest time holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, Final

from expertteam_app.domain.tekens import zuiver

TEKSTGROOTTES: Final = (100, 125, 150, 200)
THEMAS: Final = ("systeem", "licht", "donker", "contrast")
LANGST: Final = 240
"""Minutes after which every kluis is locked, whatever anyone chooses."""
STRENGST: Final = 5
"""Minutes that hold where a policy about locking cannot be read: as short as one can still work with."""
MAX_BYTES: Final = 16_384
MAX_PAD: Final = 200
_MOST_TOLD: Final = 5
_LOCKING: Final = "vergrendel"
"""How each key about locking begins, also one with a typing error further on."""
_STRIKT: Final = f"Tot het klopt, gaat de kluis na hoogstens {STRENGST} minuten op slot."

TEKSTGROOTTE: Final = "tekstgrootte"
THEMA: Final = "thema"
VERGRENDELEN: Final = "vergrendelen-na"
HOOGSTENS: Final = "vergrendelen-na-hoogstens"
PLAATS: Final = "back-up-plaats"
PRINT: Final = "printvriendelijk"
OEFENKLUIS: Final = "oefenkluis"

VASTGEZET: Final = "Vastgezet door uw beheerder"


@dataclass(frozen=True, slots=True)
class Beleid:
    """What is fixed on this computer; None: free.

    Attributes:
        tekstgrootte: percent, one of `TEKSTGROOTTES`.
        thema: one of `THEMAS`.
        vergrendelen: minutes that nobody can change here.
        hoogstens: the most minutes that can be chosen here.
        plaats: the folder for the second copy of a back-up.
        printvriendelijk: whether documents are made without coloured surfaces.
        oefenkluis: whether one can practise here.
        fouten: what could not be read, in Dutch, each a sentence of its own.
    """

    tekstgrootte: int | None = None
    thema: str | None = None
    vergrendelen: int | None = None
    hoogstens: int | None = None
    plaats: str | None = None
    printvriendelijk: bool | None = None
    oefenkluis: bool = True
    fouten: tuple[str, ...] = ()

    def minuten(self, eigen: int) -> int:
        """After how many minutes a kluis locks that itself says `eigen`: never later than that."""
        return min(eigen, LANGST, *(each for each in (self.vergrendelen, self.hoogstens) if each is not None))

    @property
    def melding(self) -> str:
        """What the user and the helpdesk must know; empty when everything could be read."""
        return f"Het beleid van uw beheerder klopt niet. {' '.join(self.fouten)}" if self.fouten else ""


def onleesbaar(reden: str) -> Beleid:
    """The policy that holds where there is one that nobody can read; `reden` is a Dutch sentence."""
    return Beleid(hoogstens=STRENGST, fouten=(f"{reden} {_STRIKT}",))


def lees_beleid(text: str, soort: Callable[[str], PurePath] = PurePath) -> Beleid:
    """A policy from its text; whatever stands there, the answer is within all bounds.

    Args:
        text: TOML.
        soort: the kind of path of this computer.
    """
    import tomllib

    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        return onleesbaar(f"Het bestand is groter dan {MAX_BYTES // 1024} kB.")
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:  # a number of thousands of digits is a bare ValueError
        where = re.search(r"\(at line (\d+),", str(problem))
        place = f" Kijk bij regel {where[1]}." if where else " Kijk ook bij de laatste regel."
        return onleesbaar(f"Het bestand is geen geldige TOML.{place}")
    return _checked(found, text, soort)


def _checked(found: Mapping[str, object], text: str, soort: Callable[[str], PurePath]) -> Beleid:
    taken: dict[str, Any] = {}
    told, strict = list[str](), False
    for key, value in found.items():
        reader = _READERS.get(key)
        wrong = "deze instelling bestaat niet" if reader is None else reader.problem(value, soort)
        if reader is not None and not wrong:
            taken[reader.veld] = value
            continue
        about_locking = key.casefold().startswith(_LOCKING)
        strict = strict or about_locking
        then = _STRIKT if about_locking else "Dit telt niet mee."
        told.append(f"{_place(key, text)}: {wrong}. {then}")
    if strict:
        taken["hoogstens"] = min(STRENGST, taken.get("hoogstens", STRENGST))
    if len(told) > _MOST_TOLD:
        told[_MOST_TOLD:] = [f"Nog {len(told) - _MOST_TOLD} instellingen kloppen niet."]
    return Beleid(**taken, fouten=tuple(told))


def _place(key: str, text: str) -> str:
    """Where a key stands, for who must mend it; a key may hold anything, so only its beginning is named."""
    shown = " ".join(zuiver(key).split())[:40] or "zonder naam"
    lines = text.splitlines()
    plain = re.compile(rf"""\s*\[?\s*["']?{re.escape(key)}["']?\s*[\].=]""")
    number = next((n for n, line in enumerate(lines, start=1) if plain.match(line)), None)
    return f"Regel {number} ({shown})" if number else f"«{shown}»"


@dataclass(frozen=True, slots=True)
class _Reader:
    """One key: the attribute it sets, and what is wrong with a value (Dutch, empty: nothing)."""

    veld: str
    problem: Callable[[object, Callable[[str], PurePath]], str]


def _number(value: object, *, least: int, most: int) -> str:
    fits = type(value) is int and least <= value <= most
    return "" if fits else f"kies een heel getal van {least} tot en met {most}"


def _one_of(value: object, *choices: object) -> str:
    # True is 1 for Python, and no text size
    fits = any(type(value) is type(choice) and value == choice for choice in choices)
    return "" if fits else f"kies uit {', '.join(map(str, choices))}"


def _yes_or_no(value: object) -> str:
    return "" if isinstance(value, bool) else "kies true (ja) of false (nee)"


def _folder(value: object, soort: Callable[[str], PurePath]) -> str:
    if not isinstance(value, str) or not value.strip():
        return "schrijf de naam van een map tussen enkele aanhalingstekens"
    if len(value) > MAX_PAD or not value.isprintable():
        return f"de naam van de map heeft hoogstens {MAX_PAD} tekens, op één regel"
    return "" if soort(value).is_absolute() else "schrijf de hele naam van de map, vanaf de schijf"


_READERS: Mapping[str, _Reader] = MappingProxyType(
    {
        TEKSTGROOTTE: _Reader("tekstgrootte", lambda value, _: _one_of(value, *TEKSTGROOTTES)),
        THEMA: _Reader("thema", lambda value, _: _one_of(value, *THEMAS)),
        VERGRENDELEN: _Reader("vergrendelen", lambda value, _: _number(value, least=1, most=LANGST)),
        HOOGSTENS: _Reader("hoogstens", lambda value, _: _number(value, least=1, most=LANGST)),
        PLAATS: _Reader("plaats", _folder),
        PRINT: _Reader("printvriendelijk", lambda value, _: _yes_or_no(value)),
        OEFENKLUIS: _Reader("oefenkluis", lambda value, _: _yes_or_no(value)),
    }
)
SLEUTELS: Final = tuple(_READERS)
"""Every key that a policy may hold."""


def waarden(beleid: Beleid) -> dict[str, object]:
    """What a policy says of each key; None where it says nothing."""
    shown = {key: getattr(beleid, reader.veld) for key, reader in _READERS.items()}
    return {**shown, OEFENKLUIS: None if beleid.oefenkluis else False}
