"""What a document consists of, before it becomes paper: one source for PDF, DOCX and screen.

Only plain text and values; `delen_pdf` and `delen_docx` decide how each kind looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from expertteam_app.documents.bouwstenen import Gat, Waarde
from expertteam_app.documents.tekst import clean, lines

Tekststijl = Literal["tekst", "klein", "ondertitel", "brief"]


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading of level 0 or 1; `bladwijzer` is what the outline says instead."""

    tekst: str
    niveau: Literal[0, 1] = 0
    bladwijzer: str | None = None


@dataclass(frozen=True, slots=True)
class Alinea:
    """Running text: a paragraph per line; in the style of a letter the lines stand together, as in an address."""

    waarde: Waarde
    stijl: Tekststijl = "tekst"


@dataclass(frozen=True, slots=True)
class Paneel:
    """A text that must be seen first, with its title."""

    titel: str
    waarde: Waarde


@dataclass(frozen=True, slots=True)
class Lijst:
    """Lines with dots, or with boxes to tick by hand."""

    regels: tuple[Waarde, ...]
    hokjes: bool = False


@dataclass(frozen=True, slots=True)
class Kolomkop:
    """A column: heading, share of the width, whether its cells are bold."""

    kop: str
    deel: float
    vet: bool = False


@dataclass(frozen=True, slots=True)
class Tabel:
    """Rows under a head; a cell per column. `hoog` leaves room to write in the rows by hand."""

    kolommen: tuple[Kolomkop, ...]
    rijen: tuple[tuple[Waarde, ...], ...]
    hoog: bool = False


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
class Wit:
    """Empty lines, as before a name that is signed by hand."""

    regels: int = 1


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


@dataclass(frozen=True, slots=True)
class Bijeen:
    """Parts that stand together on one page, when they fit on one."""

    delen: tuple[Deel, ...]


Deel = Kop | Alinea | Paneel | Lijst | Tabel | Kaart | Invulvak | Wit | NieuweBladzijde | Ondertekening | Bijeen

HOKJE = "☐"


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
        elif isinstance(deel, Bijeen):
            yield from plain(deel.delen)
        elif isinstance(deel, Paneel):
            yield "kop1", deel.titel
            yield "tekst", shown(deel.waarde)
        elif isinstance(deel, Kaart | Invulvak):
            yield "label", clean(deel.titel if isinstance(deel, Kaart) else deel.label)
            rows = deel.paren if isinstance(deel, Kaart) else ()
            yield from (("tekst", f"{label}: {shown(waarde)}") for label, waarde in rows)
        else:
            if isinstance(deel, Tabel):
                yield "label", " · ".join(kolom.kop for kolom in deel.kolommen)
            yield from (("tekst", text) for text in _texts(deel))


def _texts(deel: Alinea | Lijst | Tabel | Ondertekening | Wit | NieuweBladzijde) -> list[str]:
    match deel:
        case Alinea():
            return [shown(deel.waarde)]
        case Lijst():
            return [f"{HOKJE if deel.hokjes else '•'} {shown(regel)}" for regel in deel.regels]
        case Tabel():
            return [" · ".join(text for cel in rij if (text := shown(cel))) for rij in deel.rijen]
        case Ondertekening():
            return [deel.tekst, *(f"{vak.rol}: {shown(vak.naam)} {vak.getekend}".rstrip() for vak in deel.vakken)]
        case Wit() | NieuweBladzijde():
            return []
