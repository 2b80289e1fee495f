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
from expertteam_app.documents.schrift import runs, visual
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


def markup(waarde: Waarde) -> str:
    """Reportlab markup of a value: text escaped, a gap in red."""
    if isinstance(waarde, Gat):
        return f'<font name="{stijl.HALFVET}" color="{stijl.ROOD}">{escape(clean(waarde.tekst))}</font>'
    return "".join(
        f'<font name="{stijl.REST}">{escape(part)}</font>' if rest else escape(part)
        for rest, part in runs(visual(waarde), stijl.characters(stijl.GEWOON), stijl.characters(stijl.REST))
    )


def paragraphs(waarde: Waarde, style: str) -> list[Paragraph]:
    """One paragraph per non-empty line of the value."""
    from reportlab.platypus import Paragraph

    parts = [waarde] if isinstance(waarde, Gat) else list(lines(waarde))
    return [Paragraph(markup(part), stijl.styles()[style]) for part in parts]


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
    from reportlab.platypus import Paragraph

    title = Paragraph(markup(clean(tekst)), stijl.styles()[f"kop{niveau + 1}"])
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


def bullets(regels: Iterable[Waarde]) -> list[Flowable]:
    """A list with dots: one for each line of each entry."""
    from reportlab.platypus import Paragraph, Spacer

    parts = (part for regel in regels for part in ([regel] if isinstance(regel, Gat) else lines(regel)))
    dots: list[Flowable] = [Paragraph(markup(part), stijl.styles()["punt"], bulletText="•") for part in parts]
    return [*dots, Spacer(0, 4)] if dots else []
