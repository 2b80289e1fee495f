"""Text of a document on the screen: headings and lines to read and copy, never to change."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit

from expertteam_app.ui.theme import TOKENS

LARGER = {"kop0": 1}
"""Steps by which a kind of line is larger than the text around it; every size follows the text size of the window."""

Regels = tuple[tuple[str, str], ...]


class Leesvak(QTextEdit):
    """Shows (kind, text) lines as `documents.delen.plain` gives them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._shown: Regels | None = None
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)

    def show_lines(self, lines: Regels, empty: str = "", *, keep: bool = False) -> None:
        """Show these lines.

        Args:
            lines: kind and text of each.
            empty: what it says when there are none.
            keep: stay where one was reading, as when the same text changed a little; else begin at the top.
        """
        wanted = lines or ((("tekst", empty),) if empty else ())
        if wanted == self._shown:
            return
        self._shown = wanted
        place = self.verticalScrollBar().value() if keep else 0
        self.clear()
        cursor = self.textCursor()
        for number, (kind, text) in enumerate(wanted):
            self._write(cursor, kind, text, first=number == 0)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(place)

    def _write(self, cursor: QTextCursor, kind: str, text: str, *, first: bool) -> None:
        block, letters = QTextBlockFormat(), QTextCharFormat()
        block.setTopMargin({"kop0": TOKENS.l, "kop1": TOKENS.s, "label": TOKENS.s}.get(kind, 2))
        if kind != "tekst":
            letters.setFontWeight(QFont.Weight.DemiBold)
        letters.setProperty(QTextFormat.Property.FontSizeAdjustment, LARGER.get(kind, 0))
        if first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        cursor.insertText(text, letters)
