"""The half-yearly monitor: tables of figures with what each means, and their one written form.

The written form of a meetmoment is canonical JSON: the same figures and definitions always give the same bytes. It
holds numbers of casussen where there are too few for a figure (it never leaves the kluis unless someone saves the
report), and no name of a person.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from expertteam_app.domain.beeld import As, Beeld, Lijn, Rol

VERSIE = 1
"""Of the written form."""
MODEL, PROGRAMMA, SLUITINGSDAGEN, CODELIJSTEN = "Opschalingsmodel", "Programma", "Sluitingsdagen", "Codelijsten"
"""Definitions on which more than one figure hangs; that of one klok is called "Klok" with its code."""
_KLOKREGEL = re.compile(r"(D[0-9]+)(-[0-9]+)? ")
"""How a line about one klok begins."""


@dataclass(frozen=True, slots=True)
class Cel:
    """One figure as it is printed; `casussen` and `vtbs` are the ids behind it, which are not written."""

    tekst: str
    casussen: tuple[int, ...] = ()
    vtbs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rij:
    """A line of a table: what it is about, and its figures in the order of the columns."""

    naam: str
    cellen: tuple[Cel, ...]


@dataclass(frozen=True, slots=True)
class MonitorTabel:
    """One table.

    Attributes:
        code: short and fixed, by which two monitors are held beside each other.
        deel: the heading it stands under.
        uitleg: how it was counted, in two sentences.
        kop: what the first column holds.
        kolommen: the heads of the figures.
    """

    code: str
    deel: str
    titel: str
    uitleg: str
    kop: str
    kolommen: tuple[str, ...]
    rijen: tuple[Rij, ...]

    def __post_init__(self) -> None:
        if any(len(rij.cellen) != len(self.kolommen) for rij in self.rijen):
            raise ValueError(f"tabel {self.code}: een rij past niet bij de kolommen")


@dataclass(frozen=True, slots=True)
class Definitie:
    """What a figure means: what it is about, the definition in words, and where that comes from."""

    onderwerp: str
    tekst: str
    bron: str = ""


@dataclass(frozen=True, slots=True)
class Monitor:
    """The report of one period.

    Attributes:
        periode: code, as "2026-H1".
        peildatum: the day up to which open zaken were counted.
        beelden: a curve for each klok that has a figure.
    """

    periode: str
    periode_label: str
    vorige_label: str
    peildatum: date
    tabellen: tuple[MonitorTabel, ...]
    definities: tuple[Definitie, ...]
    beelden: tuple[Beeld, ...] = ()

    def written(self) -> bytes:
        """The data as canonical JSON in UTF-8: sorted keys, no white, one order."""
        return _canonical(
            {
                "versie": VERSIE,
                "periode": self.periode,
                "periode_label": self.periode_label,
                "vorige_label": self.vorige_label,
                "peildatum": self.peildatum.isoformat(),
                "tabellen": [_table(t) for t in self.tabellen],
                "beelden": [_picture(b) for b in self.beelden],
            }
        )

    def defined(self) -> list[list[str]]:
        """The definitions, as they are kept beside the data."""
        return [[d.onderwerp, d.tekst, d.bron] for d in self.definities]


@dataclass(frozen=True, slots=True)
class Verschil:
    """A figure that is another one now; empty text where the line was not there.

    Attributes:
        definities: what it hangs on and was changed since; with none, it comes from the data or from days that passed.
    """

    tabel: str
    rij: str
    kolom: str
    toen: str
    nu: str
    definities: tuple[str, ...] = ()

    @property
    def waardoor(self) -> str:
        """What the difference comes from, as far as can be told."""
        changed = ", ".join(self.definities)
        return f"definitie ({changed}) of gegevens" if changed else "gegevens"


@dataclass(frozen=True, slots=True)
class Definitieverschil:
    """A definition that is another one now; empty text where there was none."""

    onderwerp: str
    toen: str
    nu: str


def read_monitor(inhoud: bytes, definities: list[list[str]]) -> Monitor:
    """The report as it was written; without the ids behind its figures.

    Raises:
        ValueError: the bytes are no written monitor.
    """
    found: dict[str, Any] = json.loads(inhoud)
    if found.get("versie") != VERSIE:
        raise ValueError("onbekende versie van een meetmoment")
    return Monitor(
        periode=found["periode"],
        periode_label=found["periode_label"],
        vorige_label=found["vorige_label"],
        peildatum=date.fromisoformat(found["peildatum"]),
        tabellen=tuple(
            MonitorTabel(
                t["code"],
                t["deel"],
                t["titel"],
                t["uitleg"],
                t["kop"],
                tuple(t["kolommen"]),
                tuple(Rij(naam, tuple(Cel(tekst) for tekst in cellen)) for naam, *cellen in t["rijen"]),
            )
            for t in found["tabellen"]
        ),
        definities=tuple(Definitie(*one) for one in definities),
        beelden=tuple(_read_picture(one) for one in found["beelden"]),
    )


def differences(toen: Monitor, nu: Monitor) -> tuple[Verschil, ...]:
    """Every figure that differs, in the order of the tables of then and after them those of now."""
    before, after = dict(_figures(toen)), dict(_figures(nu))
    keys = dict.fromkeys([*before, *after])
    changed = [d.onderwerp for d in definition_differences(toen, nu)]
    return tuple(
        Verschil(*key, before.get(key, ""), after.get(key, ""), tuple(d for d in changed if _hangs_on(key[1], d)))
        for key in keys
        if before.get(key, "") != after.get(key, "")
    )


def definition_differences(toen: Monitor, nu: Monitor) -> tuple[Definitieverschil, ...]:
    """Every definition that differs; with none, differing figures come from the data or from days that passed."""
    before, after = ({d.onderwerp: d.tekst for d in m.definities} for m in (toen, nu))
    return tuple(
        Definitieverschil(key, before.get(key, ""), after.get(key, ""))
        for key in dict.fromkeys([*before, *after])
        if before.get(key, "") != after.get(key, "")
    )


def _figures(monitor: Monitor) -> Iterator[tuple[tuple[str, str, str], str]]:
    for tabel in monitor.tabellen:
        for rij in tabel.rijen:
            for kolom, cel in zip(tabel.kolommen, rij.cellen, strict=True):
                yield (tabel.titel, rij.naam, kolom), cel.tekst


def _hangs_on(rij: str, onderwerp: str) -> bool:
    """Whether the figures of a line can be others when this definition is another one.

    A line of a klok hangs on that klok and the closing days, and on the ladder when it is about one step of it; any
    other line on the ladder and the lists of codes. Everything hangs on the version of the program.
    """
    klok = _KLOKREGEL.match(rij)
    if onderwerp in {PROGRAMMA, CODELIJSTEN}:
        return True
    if klok is None:
        return onderwerp == MODEL
    return onderwerp in {SLUITINGSDAGEN, f"Klok {klok[1]}"} or (onderwerp == MODEL and klok[2] is not None)


def _table(tabel: MonitorTabel) -> dict[str, object]:
    return {
        "code": tabel.code,
        "deel": tabel.deel,
        "titel": tabel.titel,
        "uitleg": tabel.uitleg,
        "kop": tabel.kop,
        "kolommen": list(tabel.kolommen),
        "rijen": [[rij.naam, *(cel.tekst for cel in rij.cellen)] for rij in tabel.rijen],
    }


def _picture(beeld: Beeld) -> dict[str, object]:
    """A curve: its axes, lines and facts; points and bars have no place in the monitor."""
    return {
        "titel": beeld.titel,
        "x": _axis(beeld.x),
        "y": _axis(beeld.y),
        "alternatief": beeld.alternatief,
        "koppen": list(beeld.koppen),
        "rijen": [list(row) for row in beeld.rijen],
        "lijnen": [[[list(p) for p in lijn.punten], lijn.rol.value, lijn.stippel, lijn.naam] for lijn in beeld.lijnen],
        "onder": [list(one) for one in beeld.onder],
    }


def _axis(axis: As) -> list[object]:
    return [axis.naam, axis.tot, [list(tick) for tick in axis.streepjes]]


def _read_picture(found: dict[str, Any]) -> Beeld:
    x, y = (As(naam, tot, tuple((v, t) for v, t in ticks)) for naam, tot, ticks in (found["x"], found["y"]))
    return Beeld(
        titel=found["titel"],
        x=x,
        y=y,
        alternatief=found["alternatief"],
        koppen=tuple(found["koppen"]),
        rijen=tuple(tuple(row) for row in found["rijen"]),
        lijnen=tuple(
            Lijn(tuple((a, b) for a, b in punten), Rol(rol), stippel, naam)
            for punten, rol, stippel, naam in found["lijnen"]
        ),
        onder=tuple((value, text) for value, text in found["onder"]),
    )


def _canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
