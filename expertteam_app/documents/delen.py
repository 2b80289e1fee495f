"""What a document consists of, before it becomes paper: one source for PDF, DOCX and screen.

Only plain text and values; `delen_pdf` and `delen_docx` decide how each kind looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from expertteam_app.documents.bouwstenen import Gat, Waarde
from expertteam_app.documents.tekst import clean, lines

Ruimte = Literal["tekst", "tabel", "korte tabel"]
Tekststijl = Literal["tekst", "klein", "ondertitel"]


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading of level 0 or 1; `bladwijzer` is what the outline says instead, `ruimte` what follows needs."""

    tekst: str
    niveau: Literal[0, 1] = 0
    bladwijzer: str | None = None
    ruimte: Ruimte = "tekst"


@dataclass(frozen=True, slots=True)
class Alinea:
    """Running text: a paragraph per line."""

    waarde: Waarde
    stijl: Tekststijl = "tekst"


@dataclass(frozen=True, slots=True)
class Paneel:
    """A text that must be seen first, with its title."""

    titel: str
    waarde: Waarde


@dataclass(frozen=True, slots=True)
class Lijst:
    """Lines with dots."""

    regels: tuple[Waarde, ...]


@dataclass(frozen=True, slots=True)
class Kolomkop:
    """A column: heading, share of the width, whether its cells are bold."""

    kop: str
    deel: float
    vet: bool = False


@dataclass(frozen=True, slots=True)
class Tabel:
    """Rows under a head; a cell per column."""

    kolommen: tuple[Kolomkop, ...]
    rijen: tuple[tuple[Waarde, ...], ...]


@dataclass(frozen=True, slots=True)
class Kaart:
    """A title with label and value under it, for one besluit."""

    titel: str
    paren: tuple[tuple[str, Waarde], ...]


@dataclass(frozen=True, slots=True)
class Invulvak:
    """An empty box to write in by hand, so many lines high, with its label."""

    label: str
    regels: int = 3


@dataclass(frozen=True, slots=True)
class NieuweBladzijde:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Tekenvak:
    """The place where one person signs; `getekend` says when they did, or is empty.

    `merk` names the place in the PDF, for a signature with a certificate.
    """

    rol: str
    naam: Waarde
    merk: str = ""
    getekend: str = ""


@dataclass(frozen=True, slots=True)
class Ondertekening:
    """The places to sign, always whole on one page."""

    tekst: str
    vakken: tuple[Tekenvak, ...]


Deel = Kop | Alinea | Paneel | Lijst | Tabel | Kaart | Invulvak | NieuweBladzijde | Ondertekening


def sectie(titel: str, waarde: Waarde) -> list[Deel]:
    """A small heading with its text; nothing at all when the text is empty."""
    if isinstance(waarde, str) and not clean(waarde):
        return []
    return [Kop(titel, 1), Alinea(waarde)]


def shown(waarde: Waarde) -> str:
    """A value as plain text, a gap in its brackets."""
    return waarde.tekst if isinstance(waarde, Gat) else "\n".join(lines(waarde))


def plain(delen: Iterable[Deel]) -> Iterator[tuple[str, str]]:
    """The parts as (kind, text) in reading order, for a screen: kop0, kop1, label or tekst."""
    for deel in delen:
        if isinstance(deel, Kop):
            yield f"kop{deel.niveau}", clean(deel.tekst)
        elif isinstance(deel, Paneel):
            yield "kop1", deel.titel
            yield "tekst", shown(deel.waarde)
        elif isinstance(deel, Kaart | Invulvak):
            yield "label", clean(deel.titel if isinstance(deel, Kaart) else deel.label)
            rows = deel.paren if isinstance(deel, Kaart) else ()
            yield from (("tekst", f"{label}: {shown(waarde)}") for label, waarde in rows)
        else:
            yield from (("tekst", text) for text in _texts(deel))


def _texts(deel: Alinea | Lijst | Tabel | Ondertekening | NieuweBladzijde) -> list[str]:
    match deel:
        case Alinea():
            return [shown(deel.waarde)]
        case Lijst():
            return [f"• {shown(regel)}" for regel in deel.regels]
        case Tabel():
            rows = (zip(deel.kolommen, rij, strict=True) for rij in deel.rijen)
            return [" · ".join(f"{k.kop}: {shown(cel)}" for k, cel in row if shown(cel)) for row in rows]
        case Ondertekening():
            return [deel.tekst, *(f"{vak.rol}: {shown(vak.naam)} {vak.getekend}".rstrip() for vak in deel.vakken)]
        case NieuweBladzijde():
            return []
