"""A paragraph on paper; one with writing from right to left is broken into lines first, then put in order per line.

Reportlab breaks the text in the order in which it is read; only while it draws does each line get the order in which
it stands on paper (UAX 9). So a text that wraps goes on where its reader looks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from expertteam_app.documents import stijl
from expertteam_app.documents.richting import base_level, is_rtl, levels, mirrored, order
from expertteam_app.documents.schrift import joined, runs

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable, Paragraph

RIGHT = 2
"""Reportlab's number for lines that end at the right."""


def paragraph(text: str, style: str, sign: str | None = None) -> Paragraph:
    """One paragraph of plain text.

    Args:
        text: one line; what looks like markup prints as it was typed.
        style: name of a style of the house.
        sign: the dot or box before it.
    """
    from reportlab.platypus import Paragraph

    parts = list(runs(joined(text), stijl.characters(stijl.GEWOON), stijl.characters(stijl.REST)))
    marked = "".join(
        f'<font name="{stijl.REST}">{escape(part)}</font>' if rest else escape(part) for rest, part in parts
    )
    look = stijl.styles()[style]
    if not is_rtl(text):
        return Paragraph(marked, look, bulletText=sign)
    return _two_ways()(marked, look, bulletText=sign, line="".join(part for _rest, part in parts))


@cache
def _two_ways() -> Callable[..., Paragraph]:
    """The kind of paragraph that puts its lines in order; made at first use, because reportlab loads late."""
    from reportlab.platypus import Paragraph

    class TwoWays(Paragraph):
        """Text in two directions. `line` is the whole text as it is read, `passed` how much earlier pieces hold."""

        blPara: Any  # noqa: N815 - reportlab's name for the broken lines

        def __init__(self, text: Any, style: ParagraphStyle, *, line: str = "", **more: Any) -> None:  # noqa: ANN401 - reportlab's own options
            super().__init__(text, style, **more)
            self.line = " ".join(line.split())
            self.passed = 0
            self.base = base_level(self.line)
            self.parted = False

        def split(self, available_width: float, available_height: float) -> list[Flowable]:
            pieces: list[Any] = super().split(available_width, available_height)
            if len(pieces) > 1:
                first, rest = pieces
                first_lines = _texts(self.blPara)[: len(first.blPara.lines)]
                for piece in pieces:
                    piece.line, piece.base, piece.passed, piece.parted = self.line, self.base, self.passed, True
                rest.passed += sum(len(_solid(text)) for text in first_lines)
            return pieces

        def drawPara(self, debug: int = 0) -> None:  # noqa: N802 - reportlab's name
            read, style = self.blPara, self.style
            self.blPara = _ordered(read, self.line, self.passed, self.base)
            if self.base and (self.parted or len(read.lines) > 1):
                self.style = _at_right(style)
            super().drawPara(debug)
            self.blPara, self.style = read, style

    return TwoWays


@cache
def _at_right(style: ParagraphStyle) -> ParagraphStyle:
    return style.clone(f"{style.name}-rechts", alignment=RIGHT)


def _solid(text: str) -> str:
    return "".join(text.split())


def _texts(broken: Any) -> list[str]:  # noqa: ANN401 - reportlab's own structure of lines
    """The lines of a broken paragraph, in reading order."""
    if broken.kind == 0:
        return [" ".join(words) for _room, words in broken.lines]
    return ["".join(piece.text for piece in line.words) for line in broken.lines]


def _ordered(broken: Any, whole: str, passed: int, base: int) -> Any:  # noqa: ANN401 - reportlab has no types
    """The lines of a paragraph with their characters in the order in which they are drawn."""
    given = levels(whole, base)
    solid = [at for at, c in enumerate(whole) if not c.isspace()]
    made, lines = broken.clone(), []
    for line, text in zip(broken.lines, _texts(broken), strict=True):
        here = []
        for c in text:
            # The space behind a letter is the next character of the whole text, wherever the line was broken.
            here.append(given[solid[passed - 1] + 1] if c.isspace() else given[solid[passed]])
            passed += not c.isspace()
        places = order(text, here, base)
        if broken.kind == 0:
            lines.append((line[0], ["".join(mirrored(text[at], here[at]) for at in places)]))
            continue
        owners = [piece for piece in line.words for _c in piece.text]
        drawn = [(owners[at], mirrored(text[at], here[at])) for at in places]
        groups = (list(group) for _owner, group in groupby(drawn, key=lambda pair: id(pair[0])))
        words = [group[0][0].clone(text="".join(c for _piece, c in group)) for group in groups]
        lines.append(line.clone(words=words))
    made.lines = lines
    return made
