"""A picture as a plain description: screen and paper draw it alike, and a text says the same to who cannot see it.

Everything reads without colour: what differs has another shape, line or word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, log10

from expertteam_app.domain.cel import neutral


class Rol(StrEnum):
    """What a mark is for; colour and weight follow from it."""

    HOOFD = "hoofd"
    GRENS = "grens"
    NORM = "norm"
    RUSTIG = "rustig"
    NADRUK = "nadruk"


class Vorm(StrEnum):
    """The shape of a point."""

    ROND = "rond"
    OPEN = "open"
    RUIT = "ruit"


@dataclass(frozen=True, slots=True)
class As:
    """An axis.

    Attributes:
        naam: what it counts, with its unit.
        tot: the end; every axis begins at 0.
        streepjes: (value, text), in order.
    """

    naam: str
    tot: float
    streepjes: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Lijn:
    """A line through points.

    Attributes:
        stippel: broken.
        naam: written at its end; empty: none.
    """

    punten: tuple[tuple[float, float], ...]
    rol: Rol = Rol.HOOFD
    stippel: bool = False
    naam: str = ""


@dataclass(frozen=True, slots=True)
class Punt:
    """A point.

    Attributes:
        naam: written beside it; empty: none.
        sleutel: what opens when it is chosen; empty: nothing.
        tekst: all there is to say of it.
    """

    x: float
    y: float
    tekst: str
    naam: str = ""
    sleutel: str = ""
    rol: Rol = Rol.HOOFD
    vorm: Vorm = Vorm.ROND


@dataclass(frozen=True, slots=True)
class Kolom:
    """A bar that stands on the axis, around `x`, `breed` wide in units of the axis."""

    x: float
    hoog: float
    breed: float
    tekst: str
    sleutel: str = ""
    rol: Rol = Rol.HOOFD


@dataclass(frozen=True, slots=True)
class Beeld:
    """A picture with two axes.

    Attributes:
        titel: above it.
        x, y: the axes.
        alternatief: the same facts in sentences.
        koppen, rijen: the same facts as a table.
        onder: (value on the x axis, text) under the axis, for numbers at risk.
    """

    titel: str
    x: As
    y: As
    alternatief: str
    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    lijnen: tuple[Lijn, ...] = ()
    punten: tuple[Punt, ...] = ()
    kolommen: tuple[Kolom, ...] = ()
    onder: tuple[tuple[float, str], ...] = ()

    @property
    def als_tabel(self) -> str:
        """The table as text with tabs, to paste in a sheet."""
        return "\n".join("\t".join(map(neutral, row)) for row in (self.koppen, *self.rijen))

    @property
    def te_kiezen(self) -> tuple[Punt | Kolom, ...]:
        """What the keyboard walks along, from left to right."""
        return tuple(sorted((*self.punten, *self.kolommen), key=lambda mark: mark.x))


def getal_as(naam: str, largest: float, most: int = 5) -> As:
    """An axis from 0 with round numbers: steps of 1, 2 or 5 times a power of ten.

    Args:
        naam: what it counts, with its unit.
        largest: the largest value that must fit; 0 and less gives an axis to 1.
        most: ticks at most, the one at 0 not counted.
    """
    largest = max(largest, 1e-9)
    rough = largest / most
    power = 10.0 ** floor(log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times * most >= largest)
    step = max(step, 1) if largest >= 1 else step
    ticks = ceil(largest / step - 1e-9)
    return As(naam, step * ticks, tuple((step * k, number(step * k)) for k in range(ticks + 1)))


def woord_as(naam: str, words: Sequence[str], extra: float = 0.0) -> As:
    """An axis with a place for every word, at 0.5, 1.5 and so on, and `extra` room behind the last."""
    return As(naam, len(words) + extra, tuple((k + 0.5, word) for k, word in enumerate(words)))


Vak = tuple[float, float, float, float]
"""Left, top, width and height."""


def free_place(wanted: Sequence[Vak], taken: Sequence[Vak]) -> Vak:
    """The first place where a name covers no other; the first of all where every place does."""
    return next((w for w in wanted if not any(_cover(w, t) for t in taken)), wanted[0])


def _cover(one: Vak, other: Vak) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def number(value: float) -> str:
    """A number as it is written in Dutch, with at most one decimal."""
    text = f"{value:,.1f}" if value % 1 > 0.05 and value % 1 < 0.95 else f"{value:,.0f}"  # noqa: PLR2004 - rounds off
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
