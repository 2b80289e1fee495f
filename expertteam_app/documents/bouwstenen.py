"""The building blocks of running text: values and gaps, headings with their outline entry, paragraphs, lists.

All text that comes in is plain text: it is cleaned and escaped here, so markup in a name prints as it was typed.
A missing value is a `Gat`, which prints as a red, bracketed gap that also shows on a grey printer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from expertteam_app.documents import stijl
from expertteam_app.documents.alinea_pdf import paragraph
from expertteam_app.documents.tekst import clean, lines

if TYPE_CHECKING:
    from reportlab.platypus import Flowable, Paragraph

ROOM_TABLE = 175
"""Points below the top of a heading that it, a table head and the first piece of a row need."""

ROOM_SHORT_TABLE = 100
"""As `ROOM_TABLE`, for rows of one or two lines."""

ROOM_TEXT = 62
"""Points below the top of a heading that it and three lines of text need."""


@dataclass(frozen=True, slots=True)
class Gat:
    """A required value that is not there; `veld` says in Dutch what is missing."""

    veld: str

    @property
    def tekst(self) -> str:
        """How the gap reads on paper."""
        return f"‹nog invullen: {self.veld}›"


Waarde = str | Gat


@dataclass(frozen=True, slots=True)
class Bladwijzer:
    """A heading in the outline of the document: level 0 or 1 and its text."""

    niveau: int
    titel: str


def or_gap(tekst: str | None, veld: str) -> Waarde:
    """The text when there is any, else the gap for this field."""
    return tekst if tekst and clean(tekst) else Gat(veld)


def made(waarde: Waarde, style: str, sign: str | None = None) -> Paragraph:
    """One paragraph of one line of text, or of a gap in red; `sign` stands before it."""
    if not isinstance(waarde, Gat):
        return paragraph(waarde, style, sign)
    from reportlab.platypus import Paragraph

    red = f'<font name="{stijl.HALFVET}" color="{stijl.in_words(stijl.ROOD)}">{escape(clean(waarde.tekst))}</font>'
    return Paragraph(red, stijl.styles()[style], bulletText=sign)


def paragraphs(waarde: Waarde, style: str) -> list[Paragraph]:
    """One paragraph per non-empty line of the value."""
    parts = [waarde] if isinstance(waarde, Gat) else list(lines(waarde))
    return [made(part, style) for part in parts]


def text_block(waarde: Waarde, style: str = "tekst") -> list[Flowable]:
    """The paragraphs of a value as flowables."""
    return list(paragraphs(waarde, style))


def kop(tekst: str, niveau: int, *, bladwijzer: str | None = None, ruimte: float = ROOM_TEXT) -> list[Flowable]:
    """A heading that moves to the next page when less than `ruimte` points are left, so it never stands alone.

    Args:
        tekst: the heading.
        niveau: 0 or 1.
        bladwijzer: what the outline says; None uses the heading itself.
        ruimte: points that a heading of one line and what follows need; `ROOM_TABLE` before a table.
    """
    title = paragraph(clean(tekst), f"kop{niveau + 1}")
    title.bladwijzer = Bladwijzer(niveau, clean(bladwijzer or tekst))  # type: ignore[attr-defined] # our own mark
    more_lines = title.wrap(stijl.TEKSTBREEDTE, stijl.A4_HOOG)[1] - float(title.style.leading)
    return [room(ruimte + more_lines), title]


def room(punten: float) -> Flowable:
    """Goes to a new page when fewer than so many points are left on this one."""
    from reportlab.platypus import CondPageBreak

    return CondPageBreak(punten)


def outline_entry(flowable: Flowable) -> Bladwijzer | None:
    """The outline entry of a heading made by `kop`; None for anything else."""
    mark: Bladwijzer | None = getattr(flowable, "bladwijzer", None)
    return mark


def section(titel: str, waarde: Waarde) -> list[Flowable]:
    """A small heading with its text; nothing at all when the text is empty."""
    body = text_block(waarde)
    return [*kop(titel, 1), *body] if body else []


def bullets(regels: Iterable[Waarde], *, hokjes: bool = False) -> list[Flowable]:
    """A list with dots (or boxes to tick): one for each line of each entry."""
    from reportlab.platypus import Spacer

    style, sign = ("keuze", "☐") if hokjes else ("punt", "•")
    parts = (part for regel in regels for part in ([regel] if isinstance(regel, Gat) else lines(regel)))
    found: list[Flowable] = [made(part, style, sign) for part in parts]
    return [*found, Spacer(0, 4)] if found else []
